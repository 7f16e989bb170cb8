//! The findings of the catalog on the screen, read a few milliseconds at a time.

use super::super::config::{CatalogConfig, WantedAnnotation};
use super::{NOBODY, words};
use crate::net::clock::wait;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use leptos::task::spawn_local;
use portico_catalog::catalog::{Catalog, Ix, Target};
use portico_catalog::hygiene::{Coverage, Finding, Kind, Survey, Wanted, coverage};
use std::sync::Arc;
use std::time::Duration;

/// The main thread is given back after so long, in milliseconds.
const PIECE: f64 = 10.0;
/// Entities between two looks at the clock.
const STEP: u32 = 200;

/// What was found in one catalog.
pub struct Found {
    /// The catalog.
    pub catalog: Arc<Catalog>,
    /// Annotations that are asked for.
    pub annotations: Vec<WantedAnnotation>,
    /// The findings, by kind and name.
    pub findings: Vec<Finding>,
}

impl Found {
    /// How many there are of a kind.
    pub fn count(&self, kind: Kind) -> usize {
        let start = self.findings.partition_point(|finding| finding.what.kind() < kind);
        let end = self.findings.partition_point(|finding| finding.what.kind() <= kind);
        end - start
    }

    /// The finding of a row.
    pub fn at(&self, row: u64) -> Option<&Finding> {
        self.findings.get(usize::try_from(row).ok()?)
    }

    /// Who owns what a finding is about. Groups and people are their own concern.
    pub fn owner(&self, finding: &Finding) -> Option<Target> {
        self.owner_of(finding.entity?)
    }

    fn owner_of(&self, ix: Ix) -> Option<Target> {
        let entry = self.catalog.entry(ix);
        match entry.kind() {
            "group" => Some(entry.target().target()),
            _ => entry.owner().map(|owner| owner.target()),
        }
    }

    /// What stands for an owner in the address.
    pub fn owner_key(&self, owner: Option<Target>) -> String {
        owner.map_or_else(
            || NOBODY.to_owned(),
            |owner| self.catalog.target(owner).entity_ref().to_string(),
        )
    }

    /// Names a finding in the address.
    pub fn key(&self, finding: &Finding) -> String {
        let name = |ix| self.catalog.entry(ix).entity_ref().to_string();
        let entity = finding.entity.map(name).unwrap_or_default();
        let rest = words::key(&self.catalog, &self.annotations, &finding.what);
        [finding.what.kind().key(), &entity, &rest].join(" ").trim_end().to_owned()
    }

    /// The finding of this name.
    pub fn find(&self, key: &str) -> Option<&Finding> {
        let kind = Kind::of_key(key.split(' ').next()?)?;
        let of_kind = self.findings.iter().filter(|finding| finding.what.kind() == kind);
        of_kind.into_iter().find(|finding| self.key(finding) == key)
    }

    /// The figures of each owner.
    pub fn coverage(&self) -> Vec<Coverage> {
        coverage(&self.catalog, &wanted(&self.annotations), &self.findings)
    }
}

fn wanted(annotations: &[WantedAnnotation]) -> Vec<Wanted> {
    annotations.iter().map(WantedAnnotation::wanted).collect()
}

/// Looks through the catalog on the screen, and through the next one when it is replaced. Until
/// then the last findings stay.
pub fn survey(config: CatalogConfig) -> Signal<Option<Arc<Found>>> {
    let found = RwSignal::new(None::<Arc<Found>>);
    let sources = use_sources();
    let shown = sources.catalog();
    Effect::new(move |_| {
        let Some(catalog) = shown.get() else { return };
        let annotations = config.annotations.clone();
        spawn_local(async move {
            let mut survey = Survey::new(&catalog, wanted(&annotations));
            let mut until = js_sys::Date::now() + PIECE;
            while survey.read(&catalog, STEP) {
                if js_sys::Date::now() >= until {
                    wait(Duration::ZERO).await;
                    // Another catalog has a survey of its own; nobody waits for this one.
                    let is_shown = shown.try_with_untracked(|now| {
                        now.as_ref().is_some_and(|now| Arc::ptr_eq(now, &catalog))
                    });
                    if is_shown != Some(true) || found.is_disposed() {
                        return;
                    }
                    until = js_sys::Date::now() + PIECE;
                }
            }
            // What is drawn of it takes a task of its own.
            wait(Duration::ZERO).await;
            let findings = survey.finish();
            found.try_set(Some(Arc::new(Found { catalog, annotations, findings })));
        });
    });
    found.into()
}
