//! From a finding to the change of a descriptor that ends it.

use super::found::Found;
use portico_catalog::catalog::{Catalog, Ix, Target};
use portico_catalog::edit::Edit;
use portico_catalog::hygiene::{Finding, What};
use portico_catalog::record::Place;
use portico_catalog::reference::{EntityRef, RefDefaults};
use portico_components::Choice;

/// Names that are offered for one that nothing has.
const NEAR: usize = 8;

/// A change of one descriptor.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Whose descriptor.
    pub entity: EntityRef,
    /// The entity, if the descriptor is the one that the catalog shows.
    pub ix: Option<Ix>,
    /// Where it stands.
    pub place: Place,
    /// The change.
    pub edit: Edit,
}

/// What the reader is asked before there is a patch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// One of the entities of a kind: the field of `spec` that names it, and what it is called.
    Entity {
        /// Kind of what is chosen.
        kind: &'static str,
        /// Field of `spec`.
        field: &'static str,
        /// What it is called.
        label: &'static str,
    },
    /// Which name was meant; none to take the reference out.
    Meant,
    /// Which reference of a circle is taken out.
    Cut,
    /// The value of an annotation.
    Value,
}

/// What has to be asked about a finding.
pub fn question(found: &Found, finding: &Finding) -> Option<Question> {
    let entity = |kind, field, label| Some(Question::Entity { kind, field, label });
    match &finding.what {
        What::Unowned | What::OwnerGone(_) => entity("group", "owner", "Owner"),
        What::Dangling { .. } => Some(Question::Meant),
        What::Cyclic { way, .. } => (way.len() > 1).then_some(Question::Cut),
        What::Orphaned { declared: false } => match found.catalog.entry(finding.entity?).kind() {
            "component" | "api" | "resource" => entity("system", "system", "System"),
            "system" => entity("domain", "domain", "Domain"),
            "group" => entity("group", "parent", "Parent"),
            _ => None,
        },
        What::Annotation(_) => Some(Question::Value),
        What::Duplicate(_) | What::Descriptor(_) | What::Orphaned { .. } => None,
    }
}

/// The answer that is suggested; empty for none.
pub fn suggested(found: &Found, finding: &Finding) -> String {
    let catalog = &*found.catalog;
    let name = |ix: Ix| catalog.entry(ix).entity_ref().to_string();
    let Some(ix) = finding.entity else { return String::new() };
    match &finding.what {
        What::Unowned => owner_around(catalog, ix).map(name).unwrap_or_default(),
        What::OwnerGone(owner) => {
            let near =
                near(catalog, *owner).into_iter().find(|ix| catalog.entry(*ix).kind() == "group");
            near.or_else(|| owner_around(catalog, ix)).map(name).unwrap_or_default()
        }
        What::Cyclic { way, .. } => (way.len().saturating_sub(1)).to_string(),
        What::Annotation(number) => {
            found.annotations.get(*number).map(|wanted| wanted.example.clone()).unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// Who owns the system of an entity, or else most of what stands in the same file.
fn owner_around(catalog: &Catalog, ix: Ix) -> Option<Ix> {
    let entry = catalog.entry(ix);
    let system = entry.system().and_then(|system| system.entity());
    if let Some(owner) = system.and_then(|system| catalog.entry(system).owner()?.entity()) {
        return Some(owner);
    }
    let file = entry.place().file;
    let mut counts: Vec<(Ix, usize)> = Vec::new();
    for other in catalog.all().filter(|other| catalog.entry(*other).place().file == file) {
        let Some(owner) = catalog.entry(other).owner().and_then(|owner| owner.entity()) else {
            continue;
        };
        match counts.iter_mut().find(|(known, _)| *known == owner) {
            Some((_, count)) => *count += 1,
            None => counts.push((owner, 1)),
        }
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(owner, _)| owner)
}

fn near(catalog: &Catalog, target: Target) -> Vec<Ix> {
    let view = catalog.target(target);
    catalog.near(Some(view.kind()), Some(view.namespace()), view.name(), NEAR)
}

/// What can be answered, as far as it is a list.
pub fn choices(found: &Found, finding: &Finding, question: Question) -> Vec<Choice> {
    let catalog = &*found.catalog;
    let choice = |ix: Ix| {
        let entry = catalog.entry(ix);
        Choice::new(entry.entity_ref().to_string(), entry.display_name()).help(entry.kind_label())
    };
    match (question, &finding.what) {
        (Question::Entity { kind, .. }, _) => {
            let others = catalog.all().filter(|ix| Some(*ix) != finding.entity);
            others.filter(|ix| catalog.entry(*ix).kind() == kind).map(choice).collect()
        }
        (Question::Meant, What::Dangling { target, .. }) => {
            near(catalog, *target).into_iter().map(choice).collect()
        }
        (Question::Cut, What::Cyclic { way, .. }) => {
            let next = way.iter().skip(1).chain(way.first());
            let name = |ix: &Ix| catalog.entry(*ix).display_name();
            let links = way.iter().zip(next).enumerate();
            links
                .map(|(place, (from, to))| {
                    Choice::new(place.to_string(), format!("{} → {}", name(from), name(to)))
                })
                .collect()
        }
        _ => Vec::new(),
    }
}

/// The change, once it has been said what is to be written. `None` for what has to be thought
/// about, and as long as the answer is missing.
pub fn plan(found: &Found, finding: &Finding, answer: &str) -> Option<Plan> {
    let catalog = &*found.catalog;
    let of = |ix: Ix, edit: Edit| {
        let entry = catalog.entry(ix);
        Plan { entity: entry.entity_ref(), ix: Some(ix), place: entry.place(), edit }
    };
    let set = |ix: Ix, path: &[&str], value: String| {
        let path = path.iter().map(|key| (*key).to_owned()).collect();
        of(ix, Edit::Set { path, value })
    };
    let short = |ix: Ix, kind: &str| {
        let name: EntityRef = answer.parse().ok()?;
        let namespace = catalog.entry(ix).namespace();
        Some(name.short(RefDefaults { kind: Some(kind), namespace }))
    };
    match &finding.what {
        What::Unowned | What::OwnerGone(_) | What::Orphaned { declared: false } => {
            let ix = finding.entity?;
            let Question::Entity { kind, field, .. } = question(found, finding)? else {
                return None;
            };
            Some(set(ix, &["spec", field], short(ix, kind)?))
        }
        What::Annotation(number) => {
            let key = &found.annotations.get(*number)?.key;
            let answer = answer.trim();
            (!answer.is_empty()).then(|| {
                Some(set(finding.entity?, &["metadata", "annotations", key], answer.to_owned()))
            })?
        }
        What::Dangling { relation, target } => {
            let target = catalog.target(*target).entity_ref();
            let instead = (!answer.is_empty()).then(|| answer.to_owned());
            Some(of(finding.entity?, Edit::Refer { relation: relation.clone(), target, instead }))
        }
        What::Cyclic { relation, way } => {
            let place = answer.parse::<usize>().unwrap_or_default();
            let from = way.get(place)?;
            let to = way.get(place + 1).or(way.first())?;
            let (relation, target) = ((*relation).to_owned(), catalog.entry(*to).entity_ref());
            Some(of(*from, Edit::Refer { relation, target, instead: None }))
        }
        What::Duplicate(issue) => {
            let issue = catalog.issue(*issue);
            let entity = issue.entity_name()?.parse().ok()?;
            Some(Plan { entity, ix: None, place: issue.place(), edit: Edit::Remove })
        }
        What::Orphaned { .. } | What::Descriptor(_) => None,
    }
}

/// The change in words of YAML, for a descriptor whose text is not known.
pub fn snippet(edit: &Edit) -> Option<String> {
    let Edit::Set { path, value } = edit else { return None };
    let mut text = String::new();
    for (depth, key) in path.iter().enumerate() {
        text.push_str(&"  ".repeat(depth));
        text.push_str(key);
        text.push(':');
        text.push_str(if depth + 1 == path.len() { " " } else { "\n" });
    }
    Some([&text, value, "\n"].concat())
}

#[cfg(test)]
mod tests {
    use super::super::super::config::WantedAnnotation;
    use super::*;
    use portico_catalog::assemble::Assembler;
    use portico_catalog::edit::apply;
    use portico_catalog::hygiene::{Kind, Survey};
    use portico_catalog::record::SourceId;
    use portico_catalog::snapshot;
    use std::sync::Arc;

    const FILE: &str = "\
kind: Group
metadata: { name: crew }
spec: { type: team, children: [] }
---
kind: System
metadata: { name: books }
spec: { owner: crew }
---
kind: Component
metadata:
  name: ledger
spec:
  system: books # since ever
  dependsOn: [component:legder-db, component:archive]
---
kind: Component
metadata:
  name: archive
spec:
  owner: crwe
  system: books
  dependsOn:
    - component:ledger
---
kind: Component
metadata:
  name: ledger-db
spec: { owner: crew }
---
kind: Component
metadata:
  name: archive
spec: { owner: crew }
";

    fn found() -> Found {
        let mut assembler = Assembler::new();
        assembler.add_file(SourceId(0), "a.yaml", FILE.as_bytes());
        let read = assembler.finish();
        let built = snapshot::build(read.records, read.issues);
        let catalog = Catalog::from_bytes(&built.index).unwrap();
        let annotation = WantedAnnotation {
            key: "a/b".to_owned(),
            kinds: vec!["system".to_owned()],
            example: "x".to_owned(),
            ..WantedAnnotation::default()
        };
        let mut survey = Survey::new(&catalog, vec![annotation.wanted()]);
        while survey.read(&catalog, 10) {}
        let findings = survey.finish();
        Found {
            catalog: Arc::new(catalog),
            annotations: vec![annotation],
            findings,
            owners: Vec::new(),
            owner_of: Vec::new(),
            coverage: Arc::new([]),
        }
    }

    /// The lines that the suggested change takes out and puts in.
    fn change(found: &Found, kind: Kind) -> Vec<String> {
        let finding = found.findings.iter().find(|one| one.what.kind() == kind).unwrap();
        let plan = plan(found, finding, &suggested(found, finding)).unwrap();
        let new = apply(FILE, &plan.entity, plan.place.line, &plan.edit).unwrap();
        let diff = portico_catalog::diff::unified(FILE, &new, &plan.place.file);
        let lines = diff.lines().skip(2).filter(|line| line.starts_with(['+', '-']));
        lines.map(str::to_owned).collect()
    }

    #[test]
    fn what_is_suggested_ends_the_finding() {
        let found = found();
        assert_eq!(change(&found, Kind::Unowned), ["+  owner: crew"]);
        assert_eq!(change(&found, Kind::OwnerGone), ["-  owner: crwe", "+  owner: crew"]);
        assert_eq!(
            change(&found, Kind::Dangling),
            [
                "-  dependsOn: [component:legder-db, component:archive]",
                "+  dependsOn: [component:archive]"
            ]
        );
        assert_eq!(change(&found, Kind::Cyclic).len(), 2);
        assert_eq!(
            change(&found, Kind::Annotation),
            ["-metadata: { name: books }", "+metadata: { annotations: { a/b: x }, name: books }"]
        );
        assert_eq!(
            change(&found, Kind::Duplicate),
            [
                "----",
                "-kind: Component",
                "-metadata:",
                "-  name: archive",
                "-spec: { owner: crew }"
            ]
        );
    }

    #[test]
    fn a_name_like_the_missing_one_is_offered() {
        let found = found();
        let dangling = found.findings.iter().find(|one| one.what.kind() == Kind::Dangling).unwrap();
        let offered = choices(&found, dangling, question(&found, dangling).unwrap());
        assert_eq!(offered[0].value, "component:default/ledger-db");
        let instead = plan(&found, dangling, &offered[0].value).unwrap();
        let new = apply(FILE, &instead.entity, instead.place.line, &instead.edit).unwrap();
        assert!(new.contains("[component:default/ledger-db, component:archive]"), "{new}");
    }

    #[test]
    fn every_finding_has_a_name_of_its_own() {
        let found = found();
        for finding in &found.findings {
            let key = found.key(finding);
            assert_eq!(found.find(&key), Some(finding), "{key}");
        }
    }

    #[test]
    fn without_a_text_there_is_a_snippet() {
        let path = vec!["spec".to_owned(), "owner".to_owned()];
        let edit = Edit::Set { path, value: "crew".to_owned() };
        assert_eq!(snippet(&edit).as_deref(), Some("spec:\n  owner: crew\n"));
        assert_eq!(snippet(&Edit::Remove), None);
    }
}
