//! What the central team does, with what the portal can see of it.

use super::super::config::InsightsConfig;
use super::super::counting::use_figures;
use super::start::read;
use super::tactics;
use crate::plugin::kept::Kept;
use crate::plugin::loaded::good;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_catalog::catalog::Catalog;
use portico_components::{
    Card, Checkbox, Cluster, Gap, ItemRow, List, ProgressBar, Stack, Status, Tone,
};
use portico_insights::aggregate::Aggregate;
use portico_insights::checklist::{Aim, Known, Seen, Step, state, steps};
use portico_insights::kpi::Report;
use portico_insights::starting::Start;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What somebody ticked off, in this browser.
const DONE: &str = "portico.insights.checklist.v1";
const DOCS: [&str; 2] = ["backstage.io/techdocs-ref", "backstage.io/techdocs-entity"];

/// The checklist with everything that it looks at.
#[derive(Clone)]
pub struct Checklist {
    catalog: Signal<Option<Arc<Catalog>>>,
    events: Signal<Option<Arc<Aggregate>>>,
    kpis: Signal<Option<Arc<Report>>>,
    owners: u32,
    plugins: u32,
    scorecards: bool,
    done: Kept,
    registry: Arc<Registry>,
}

/// Starts to load what the checklist looks at.
pub fn use_checklist(config: &InsightsConfig) -> Checklist {
    let registry = use_registry();
    let all = registry.plugins();
    let owners: BTreeSet<&str> = all.iter().map(|one| one.plugin.keeper()).collect();
    let (figures, second) = (use_figures(config), config.clone());
    let kpis = use_load(move || second.kpis.as_deref().map(|path| second.file::<Report>(path)));
    Checklist {
        catalog: use_sources().catalog(),
        events: Signal::derive(move || figures.good()),
        kpis: Signal::derive(move || {
            kpis.state.with(|state| good(state).and_then(|file| read(file)))
        }),
        owners: owners.len() as u32,
        plugins: all.len() as u32,
        scorecards: config.scorecards.is_some(),
        done: Kept::start(DONE),
        registry,
    }
}

impl Checklist {
    /// Draws the steps of a starting order.
    pub fn draw(&self, start: &Start) -> AnyView {
        let (events, kpis) = (self.events.get(), self.kpis.get());
        let catalog = self.catalog.get();
        let known = Known {
            components: catalog.as_deref().map(components),
            templates: catalog.as_deref().map(templates),
            owners: self.owners,
            plugins: self.plugins,
            scorecards: self.scorecards,
            events: events.as_deref(),
            kpis: kpis.as_deref(),
        };
        let all: Vec<(Step, Seen)> =
            steps(start).into_iter().map(|step| (step, state(step.id, &known))).collect();
        let seen = all.iter().filter(|(_, seen)| matches!(seen, Seen::Done(_))).count();
        let by_hand: Vec<&'static str> =
            all.iter().filter(|(_, seen)| *seen == Seen::Unseen).map(|(step, _)| step.id).collect();
        let (done, total) = (self.done, all.len());
        let count = Memo::new(move |_| seen + done.count(by_hand.iter().copied()));
        let percent = Signal::derive(move || (count.get() * 100).checked_div(total));
        let groups: Vec<AnyView> = Aim::ALL
            .into_iter()
            .map(|aim| {
                let of_it = all.iter().filter(|(step, _)| step.aim == aim);
                let rows =
                    of_it.map(|(step, seen)| row(&self.registry, *step, seen, done)).collect();
                view! { <Card title=aim.title()><List items=rows plain=true /></Card> }.into_any()
            })
            .collect();
        view! {
            <Stack gap=Gap::Lg>
                <h2 class="u-section">"Checklist of the central team"</h2>
                <ProgressBar
                    label="Steps that are done"
                    percent=percent
                    text=Signal::derive(move || format!("{} of {total}", count.get()))
                />
                {groups}
                <p class="u-note">
                    "What the portal sees by itself has a mark. The rest you tick off; that stays in this browser."
                </p>
            </Stack>
        }
        .into_any()
    }
}

/// A step: a mark where the portal sees how far it is, else a box to tick.
fn row(registry: &Registry, step: Step, seen: &Seen, done: Kept) -> AnyView {
    let help = help(registry, step.id);
    let (tone, word, text) = match seen {
        Seen::Done(text) => (Tone::Success, "Done", text.clone()),
        Seen::Open(text) => (Tone::Neutral, "Open", text.clone()),
        Seen::Unseen => {
            return view! {
                <Checkbox
                    label=step.title
                    checked=Signal::derive(move || done.has(step.id))
                    on_change=Callback::new(move |is_done| done.set(step.id, is_done))
                />
                {help}
            }
            .into_any();
        }
    };
    view! {
        <ItemRow
            title=step.title
            detail=ViewFn::from(move || text.clone().into_any())
            side=ViewFn::from(move || view! { <Status tone=tone label=word /> }.into_any())
        />
        {help}
    }
    .into_any()
}

/// The documents that help with a step.
fn help(registry: &Registry, step: &str) -> Option<AnyView> {
    let links = tactics::links(registry, step);
    (!links.is_empty()).then(|| {
        view! {
            <Cluster>
                <span class="u-note">"Templates:"</span>
                {links}
            </Cluster>
        }
        .into_any()
    })
}

/// Components, those with an owner, and those with documentation.
fn components(catalog: &Catalog) -> (u32, u32, u32) {
    let mut found = (0, 0, 0);
    for ix in catalog.all() {
        let entry = catalog.entry(ix);
        if entry.kind() == "component" {
            found.0 += 1;
            found.1 += u32::from(entry.owner().is_some_and(|owner| owner.entity().is_some()));
            found.2 += u32::from(DOCS.iter().any(|key| entry.annotation(key).is_some()));
        }
    }
    found
}

fn templates(catalog: &Catalog) -> u32 {
    catalog.all().filter(|ix| catalog.entry(*ix).kind() == "template").count() as u32
}
