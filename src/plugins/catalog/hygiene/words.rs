//! Findings in words.

use super::super::config::WantedAnnotation;
use super::super::links::relation_title;
use portico_catalog::catalog::{Catalog, Target};
use portico_catalog::hygiene::{Finding, Kind, What};
use portico_components::Tone;

/// What a kind of finding is called.
pub const fn title(kind: Kind) -> &'static str {
    match kind {
        Kind::Unowned => "No owner",
        Kind::OwnerGone => "Owner gone",
        Kind::Dangling => "Dangling",
        Kind::Cyclic => "Circle",
        Kind::Duplicate => "Described twice",
        Kind::Orphaned => "Orphaned",
        Kind::Annotation => "Annotation missing",
        Kind::Descriptor => "Descriptor",
    }
}

/// How bad it is.
pub const fn tone(kind: Kind) -> Tone {
    match kind {
        Kind::Unowned | Kind::OwnerGone | Kind::Cyclic | Kind::Duplicate => Tone::Danger,
        Kind::Dangling | Kind::Descriptor => Tone::Warning,
        Kind::Orphaned | Kind::Annotation => Tone::Info,
    }
}

fn name(catalog: &Catalog, target: Target) -> String {
    catalog.target(target).entity_ref().to_string()
}

/// What is wrong, in one sentence.
pub fn sentence(catalog: &Catalog, annotations: &[WantedAnnotation], finding: &Finding) -> String {
    match &finding.what {
        What::Unowned => "Nobody owns it.".to_owned(),
        What::OwnerGone(owner) => {
            format!("Its owner {} is not in the catalog.", name(catalog, *owner))
        }
        What::Dangling { relation, target } => {
            format!(
                "{} {}, which is not in the catalog.",
                relation_title(relation),
                name(catalog, *target)
            )
        }
        What::Cyclic { relation, way } => {
            let names = way.iter().chain(way.first()).map(|ix| catalog.entry(*ix).display_name());
            let way: Vec<&str> = names.collect();
            format!("{} itself: {}.", relation_title(relation), way.join(" → "))
        }
        What::Duplicate(issue) | What::Descriptor(issue) => {
            catalog.issue(*issue).message().to_owned()
        }
        What::Orphaned { declared: true } => "No location names it any more.".to_owned(),
        What::Orphaned { declared: false } => {
            "Nothing in the catalog is related to it but its owner.".to_owned()
        }
        What::Annotation(number) => {
            let key = annotations.get(*number).map_or("", |wanted| &wanted.key);
            format!("It does not say {key}.")
        }
    }
}

/// What to do about it, in one sentence.
pub fn help(catalog: &Catalog, what: &What) -> String {
    let words = match what {
        What::Unowned => "Name a team in spec.owner, so that people know whom to ask.",
        What::OwnerGone(_) => "Name a team that exists, or describe this one.",
        What::Dangling { .. } => {
            "Correct the name, take the reference out, or describe what it names."
        }
        What::Cyclic { .. } => "Take one of the references of the circle out.",
        What::Duplicate(issue) | What::Descriptor(issue) => {
            return catalog.issue(*issue).help().to_owned();
        }
        What::Orphaned { declared: true } => {
            "Delete it in the catalog's backend, or name its file in a Location again."
        }
        What::Orphaned { declared: false } => {
            "Say what it is a part of or what it needs; take it out if it is no longer there."
        }
        What::Annotation(_) => "Add the annotation, so that the portal finds what belongs to it.",
    };
    words.to_owned()
}

/// What tells a finding from others of its kind about the same entity.
pub fn key(catalog: &Catalog, annotations: &[WantedAnnotation], what: &What) -> String {
    match what {
        What::Dangling { relation, target } => [relation, " ", &name(catalog, *target)].concat(),
        What::Cyclic { relation, .. } => (*relation).to_owned(),
        What::Annotation(number) => {
            annotations.get(*number).map(|wanted| wanted.key.clone()).unwrap_or_default()
        }
        What::Duplicate(issue) | What::Descriptor(issue) => {
            let issue = catalog.issue(*issue);
            let place = issue.place();
            format!("{} {}:{} {}", issue.rule(), place.file, place.line, issue.path())
        }
        What::Unowned | What::OwnerGone(_) | What::Orphaned { .. } => String::new(),
    }
}
