//! The findings of the catalog on the screen, read a few milliseconds at a time.

use super::super::config::{CatalogConfig, WantedAnnotation};
use super::{NOBODY, words};
use crate::net::clock::wait;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use leptos::task::spawn_local;
use portico_catalog::catalog::{Catalog, Target};
use portico_catalog::hygiene::{Coverage, Finding, Kind, Survey, Tally, Wanted};
use std::collections::BTreeMap;
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
    /// Those who own what the findings are about.
    pub owners: Vec<Option<Target>>,
    /// For each finding, the place of its owner.
    pub owner_of: Vec<usize>,
    /// The figures of each owner.
    pub coverage: Arc<[Coverage]>,
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

    /// Who owns what the finding of a row is about.
    pub fn owner(&self, row: u64) -> Option<Target> {
        let place = self.owner_of.get(usize::try_from(row).ok()?)?;
        self.owners.get(*place).copied().flatten()
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
}

fn wanted(annotations: &[WantedAnnotation]) -> Vec<Wanted> {
    annotations.iter().map(WantedAnnotation::wanted).collect()
}

/// Who owns what a finding is about. Groups are their own concern.
fn owner(catalog: &Catalog, finding: &Finding) -> Option<Target> {
    let entry = catalog.entry(finding.entity?);
    match entry.kind() {
        "group" => Some(entry.target().target()),
        _ => entry.owner().map(|owner| owner.target()),
    }
}

/// Gives the main thread back when it is time; nothing when another catalog is on the screen,
/// which has a survey of its own.
struct Pause {
    catalog: Arc<Catalog>,
    shown: Signal<Option<Arc<Catalog>>>,
    until: f64,
}

impl Pause {
    async fn breathe(&mut self) -> Option<()> {
        if js_sys::Date::now() < self.until {
            return Some(());
        }
        wait(Duration::ZERO).await;
        self.until = js_sys::Date::now() + PIECE;
        let is_shown = self.shown.try_with_untracked(|now| {
            now.as_ref().is_some_and(|now| Arc::ptr_eq(now, &self.catalog))
        });
        (is_shown == Some(true)).then_some(())
    }
}

impl Found {
    /// Looks through a catalog; nothing when another one came meanwhile.
    async fn look(annotations: Vec<WantedAnnotation>, mut pause: Pause) -> Option<Self> {
        let catalog = pause.catalog.clone();
        let wanted = wanted(&annotations);
        let mut survey = Survey::new(&catalog, wanted.clone());
        while survey.read(&catalog, STEP) {
            pause.breathe().await?;
        }
        let findings = survey.finish();
        pause.breathe().await?;
        let mut places: BTreeMap<Option<Target>, usize> = BTreeMap::new();
        let mut owner_of = Vec::with_capacity(findings.len());
        for piece in findings.chunks(STEP as usize) {
            for finding in piece {
                let next = places.len();
                owner_of.push(*places.entry(owner(&catalog, finding)).or_insert(next));
            }
            pause.breathe().await?;
        }
        let mut owners = vec![None; places.len()];
        for (owner, place) in places {
            if let Some(slot) = owners.get_mut(place) {
                *slot = owner;
            }
        }
        let mut tally = Tally::new(&catalog, &wanted, &findings);
        while tally.read(STEP) {
            pause.breathe().await?;
        }
        let coverage = tally.finish().into();
        // What is drawn of it takes a task of its own.
        wait(Duration::ZERO).await;
        Some(Self { catalog, annotations, findings, owners, owner_of, coverage })
    }
}

/// Looks through the catalog on the screen, and through the next one when it is replaced. Until
/// then the last findings stay.
pub fn survey(config: CatalogConfig) -> Signal<Option<Arc<Found>>> {
    let found = RwSignal::new(None::<Arc<Found>>);
    let shown = use_sources().catalog();
    Effect::new(move |_| {
        let Some(catalog) = shown.get() else { return };
        let annotations = config.annotations.clone();
        let until = js_sys::Date::now() + PIECE;
        spawn_local(async move {
            if let Some(all) = Found::look(annotations, Pause { catalog, shown, until }).await {
                found.try_set(Some(Arc::new(all)));
            }
        });
    });
    found.into()
}
