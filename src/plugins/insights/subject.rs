//! An entity of the catalog as the checks of scorecards see it.

use portico_catalog::catalog::{Catalog, Ix};
use portico_components::lower;
use portico_insights::scorecard::{Fact, Keyed, Subject};
use std::borrow::Cow;

use super::config::Facts;

/// An entity with what is known of it. Labels and links are not in the catalog that a browser
/// keeps, so a check that asks for them is not met.
pub struct Known<'c> {
    catalog: &'c Catalog,
    ix: Ix,
    reference: String,
    facts: &'c [(String, Fact)],
}

impl<'c> Known<'c> {
    /// An entity and its facts.
    pub fn new(catalog: &'c Catalog, ix: Ix, facts: Option<&'c Facts>) -> Self {
        let reference = lower(&catalog.entry(ix).entity_ref().to_string());
        let facts = facts.and_then(|facts| facts.get(&reference)).map(Vec::as_slice);
        Self { catalog, ix, facts: facts.unwrap_or_default(), reference }
    }
}

impl Subject for Known<'_> {
    fn reference(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.reference)
    }

    fn field(&self, name: &str) -> Option<&str> {
        let entry = self.catalog.entry(self.ix);
        match name {
            "kind" => Some(entry.kind_label()),
            "name" => Some(entry.name()),
            "namespace" => Some(entry.namespace()),
            "title" => entry.title(),
            "description" => entry.description(),
            "type" => entry.spec_type(),
            "lifecycle" => entry.lifecycle(),
            "owner" => entry.owner().map(|owner| owner.name()),
            "system" => entry.system().map(|system| system.name()),
            "domain" => entry.domain().map(|domain| domain.name()),
            _ => None,
        }
    }

    fn team(&self) -> Option<&str> {
        let owner = self.catalog.entry(self.ix).owner()?;
        (!owner.kind().eq_ignore_ascii_case("user")).then(|| owner.name())
    }

    fn keyed(&self, keyed: Keyed, name: &str) -> Option<&str> {
        let entry = self.catalog.entry(self.ix);
        match keyed {
            Keyed::Annotation => entry.annotation(name),
            Keyed::Tag => entry.tags().find(|tag| *tag == name),
            Keyed::Relation => {
                let mut targets = self.catalog.targets(entry.target().target(), name);
                targets.next().map(|_| "there")
            }
            Keyed::Label | Keyed::Link => None,
        }
    }

    fn count(&self, keyed: Keyed) -> usize {
        let entry = self.catalog.entry(self.ix);
        match keyed {
            Keyed::Annotation => entry.annotations().count(),
            Keyed::Tag => entry.tags().len(),
            Keyed::Relation => self.catalog.related(self.ix).count(),
            Keyed::Label | Keyed::Link => 0,
        }
    }

    fn fact(&self, name: &str) -> Option<&Fact> {
        self.facts.iter().find(|(key, _)| key == name).map(|(_, fact)| fact)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use portico_catalog::assemble::Assembler;
    use portico_catalog::record::SourceId;
    use portico_catalog::snapshot;
    use portico_insights::Milli;
    use portico_insights::scorecard::Condition;

    const FILE: &str = "\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: Ledger
  tags: [rust]
  annotations: { backstage.io/techdocs-ref: 'dir:.' }
spec: { type: service, lifecycle: production, owner: crew, dependsOn: ['resource:db'] }
";

    #[test]
    fn a_check_asks_the_catalog_and_the_facts() {
        let mut assembler = Assembler::new();
        assembler.add_file(SourceId(0), "catalog.yaml", FILE.as_bytes());
        let read = assembler.finish();
        let built = snapshot::build(read.records, read.issues);
        let catalog = Catalog::from_bytes(&built.index).unwrap();
        let ix = catalog.all().next().unwrap();
        let fact = ("coverage".to_owned(), Fact::Number(Milli::whole(84)));
        let facts = Facts::from([("component:default/ledger".to_owned(), vec![fact])]);
        let known = Known::new(&catalog, ix, Some(&facts));
        for (condition, expected) in [
            ("kind == \"Component\" and owner == \"crew\"", true),
            ("has(annotation \"backstage.io/techdocs-ref\") and facts.coverage >= 80", true),
            ("has(tag \"rust\") and has(relation \"dependsOn\") and count(tags) == 1", true),
            ("has(system) or has(description)", false),
            ("facts.security.critical == 0", false),
        ] {
            let asked = Condition::parse(condition).unwrap();
            assert_eq!(asked.ask(&known).0, expected, "{condition}");
        }
        assert_eq!(known.team(), Some("crew"));
    }

    #[test]
    fn one_person_is_no_team() {
        let file = FILE.replace("owner: crew", "owner: 'user:ines'");
        let mut assembler = Assembler::new();
        assembler.add_file(SourceId(0), "catalog.yaml", file.as_bytes());
        let read = assembler.finish();
        let built = snapshot::build(read.records, read.issues);
        let catalog = Catalog::from_bytes(&built.index).unwrap();
        let known = Known::new(&catalog, catalog.all().next().unwrap(), None);
        assert_eq!((known.field("owner"), known.team()), (Some("ines"), None));
    }
}
