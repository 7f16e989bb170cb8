//! The way in for somebody who is new: steps, and what was done.

use crate::net::or_default;
use portico_catalog::catalog::{Catalog, Ix};
use serde::Deserialize;
use serde_json::json;

/// What a step asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StepKind {
    /// Reading something.
    Read,
    /// Having a look at something, or installing it.
    #[default]
    Visit,
    /// Talking to somebody.
    Ask,
    /// Changing something.
    Change,
}

impl StepKind {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Read => "Read",
            Self::Visit => "Visit",
            Self::Ask => "Ask",
            Self::Change => "Change",
        }
    }
}

/// One step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Names it in what is kept, so it stays the same when the words change.
    pub id: String,
    /// What to do.
    pub title: String,
    /// What it asks for.
    #[serde(default)]
    pub kind: StepKind,
    /// More about it, in Markdown.
    #[serde(default, deserialize_with = "or_default")]
    pub text: String,
    /// Where it leads: an address, or a path of the portal such as `/explore/teams`.
    #[serde(default, deserialize_with = "or_default")]
    pub href: String,
    /// Reference of the entity it is about.
    #[serde(default, deserialize_with = "or_default")]
    pub entity: String,
    /// When it is usually done: `Day 1`, `Week 2`. Steps with the same word stand together.
    #[serde(default, deserialize_with = "or_default")]
    pub when: String,
}

/// Annotation of what has documentation.
const DOCS: &str = "backstage.io/techdocs-ref";

/// Steps for a company that has written none: what its catalog says.
pub fn from_catalog(catalog: &Catalog) -> Vec<Step> {
    let step = |when: &str, kind: StepKind, id: &str, title: String| Step {
        id: id.to_owned(),
        title,
        kind,
        when: when.to_owned(),
        ..Step::default()
    };
    let leads = |step: Step, href: &str| Step { href: href.to_owned(), ..step };
    let about =
        |step: Step, ix: Ix| Step { entity: catalog.entry(ix).entity_ref().to_string(), ..step };
    let name = |ix: Ix| catalog.entry(ix).display_name().to_owned();
    let mut steps = vec![
        leads(
            step("Day 1", StepKind::Visit, "map", "See what the company is made of".to_owned()),
            "/explore",
        ),
        leads(
            step("Day 1", StepKind::Visit, "team", "Find your team, and who is in it".to_owned()),
            "/explore/teams",
        ),
    ];
    let documented = catalog.all().filter(|ix| catalog.entry(*ix).annotation(DOCS).is_some());
    for (at, ix) in documented.take(2).enumerate() {
        let id = format!("docs-{}", at + 1);
        let title = format!("Read the documentation of {}", name(ix));
        steps.push(about(step("Week 1", StepKind::Read, &id, title), ix));
    }
    let systems = catalog.all().filter(|ix| catalog.entry(*ix).kind() == "system");
    // The first of the largest, so that the list does not change from day to day.
    let largest = systems.max_by_key(|ix| (catalog.parts(*ix).count(), u32::MAX - ix.0));
    if let Some(system) = largest {
        let title = format!("Look at {}, the largest system", name(system));
        steps.push(about(step("Week 1", StepKind::Visit, "system", title), system));
        if let Some(owner) = catalog.entry(system).owner().and_then(|owner| owner.entity()) {
            let title = format!("Ask {} what keeps them awake", name(owner));
            steps.push(about(step("Week 1", StepKind::Ask, "ask", title), owner));
        }
    }
    for (when, id, title) in [
        ("Week 2", "change-1", "Get your first pull request merged"),
        ("Week 3", "change-5", "Get your fifth pull request merged"),
        ("Month 2", "change-10", "Get your tenth pull request merged"),
    ] {
        steps.push(step(when, StepKind::Change, id, title.to_owned()));
    }
    steps
}

/// Steps by when they are done, in the order in which they are written.
pub fn by_time(steps: &[Step]) -> Vec<(&str, Vec<&Step>)> {
    let mut groups: Vec<(&str, Vec<&Step>)> = Vec::new();
    for step in steps {
        match groups.iter_mut().find(|(when, _)| *when == step.when) {
            Some((_, group)) => group.push(step),
            None => groups.push((&step.when, vec![step])),
        }
    }
    groups
}

/// The list as Markdown, to be pasted into an issue or a message.
pub fn as_markdown(steps: &[Step], is_done: impl Fn(&str) -> bool) -> String {
    let mut text = String::from("# My first weeks\n");
    for (when, group) in by_time(steps) {
        if when.is_empty() {
            text.push('\n');
        } else {
            text.push_str(&format!("\n## {when}\n\n"));
        }
        for step in group {
            let mark = if is_done(&step.id) { 'x' } else { ' ' };
            let title: String = step.title.split_whitespace().collect::<Vec<_>>().join(" ");
            text.push_str(&format!("- [{mark}] {}: {title}\n", step.kind.word()));
        }
    }
    text
}

/// The list as JSON.
pub fn as_json(steps: &[Step], is_done: impl Fn(&str) -> bool) -> String {
    let steps: Vec<_> = steps
        .iter()
        .map(|step| {
            json!({
                "id": step.id,
                "title": step.title,
                "kind": step.kind.word(),
                "when": step.when,
                "done": is_done(&step.id),
            })
        })
        .collect();
    serde_json::to_string_pretty(&json!({ "steps": steps })).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use portico_catalog::assemble::Assembler;
    use portico_catalog::record::SourceId;
    use portico_catalog::snapshot;

    fn steps() -> Vec<Step> {
        serde_json::from_str(
            r#"[{"id":"a","title":"Read\nit","kind":"read","when":"Day 1"},
                {"id":"b","title":"Change it","kind":"change","when":"Week 2"},
                {"id":"c","title":"See it","when":"Day 1"}]"#,
        )
        .unwrap()
    }

    #[test]
    fn exports_say_what_was_done() {
        let is_done = |id: &str| id == "a";
        assert_eq!(
            as_markdown(&steps(), is_done),
            "# My first weeks\n\n## Day 1\n\n- [x] Read: Read it\n- [ ] Visit: See it\n\n## Week 2\n\n- [ ] Change: Change it\n"
        );
        let json: serde_json::Value = serde_json::from_str(&as_json(&steps(), is_done)).unwrap();
        assert_eq!(json["steps"][0]["done"], true);
        assert_eq!(json["steps"][1]["kind"], "Change");
    }

    #[test]
    fn unknown_kinds_are_mistakes() {
        assert!(serde_json::from_str::<Step>(r#"{"id":"a","title":"A","kind":"nap"}"#).is_err());
        assert!(serde_json::from_str::<Step>(r#"{"id":"a","title":"A","url":"x"}"#).is_err());
    }

    #[test]
    fn a_catalog_makes_a_way_in() {
        let mut assembler = Assembler::new();
        let file = "apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata:\n  name: ledger\nspec:\n  owner: crew\n---\napiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata:\n  name: crew\nspec:\n  type: team\n  children: []\n";
        assembler.add_file(SourceId(0), "a.yaml", file.as_bytes());
        let read = assembler.finish();
        let built = snapshot::build(read.records, read.issues);
        let steps = from_catalog(&Catalog::from_bytes(&built.index).unwrap());
        let about: Vec<&str> =
            steps.iter().map(|step| step.entity.as_str()).filter(|name| !name.is_empty()).collect();
        assert_eq!(about, ["system:default/ledger", "group:default/crew"]);
        let empty = snapshot::build(Vec::new(), Vec::new());
        let steps = from_catalog(&Catalog::from_bytes(&empty.index).unwrap());
        assert_eq!(steps.len(), 5, "without a catalog the rest still makes sense");
    }

    #[test]
    fn the_demo_is_whole() {
        let portal: serde_json::Value =
            serde_json::from_str(include_str!("../../../public/portal.json")).unwrap();
        let plugins = portal["plugins"].as_array().unwrap();
        let explore = plugins.iter().find(|plugin| plugin["id"] == "explore").unwrap();
        let steps: Vec<Step> = serde_json::from_value(explore["config"]["start"].clone()).unwrap();
        assert!(steps.len() >= 10);
        assert!(steps.iter().any(|step| step.title.contains("tenth")));
    }
}
