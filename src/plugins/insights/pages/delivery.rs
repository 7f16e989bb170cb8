//! How software delivery goes: the KPIs, each with how sure it is, where it is from and how old.

use super::super::config::{File, InsightsConfig, no_kpis, titled, unreadable};
use super::start::in_force;
use super::{detail, kpis};
use crate::plugin::list_state::ListState;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::SkeletonKind;
use portico_insights::kpi::Report;
use portico_insights::starting::Start;
use std::sync::Arc;

/// Key of the figure that is open.
pub const KPI: &str = "kpi";

/// Draws the section: all figures, or the one that is open.
pub fn draw(config: InsightsConfig) -> AnyView {
    let Some(path) = config.kpis.clone() else { return titled("Delivery", no_kpis()) };
    let state = ListState::start();
    let registry = use_registry();
    let first = in_force(&config);
    let load = {
        let path = path.clone();
        use_load(move || config.file::<Report>(&path).for_navigation())
    };
    let view = move |file: &File<Report>| match &file.0 {
        Ok(report) => shown(state, registry.clone(), report.clone(), first),
        Err(error) => titled("Delivery", unreadable(&path, error)),
    };
    view! {
        <Loaded
            load=load
            title="The figures of delivery"
            skeleton=SkeletonKind::Table(6, 4)
            view=Arc::new(view)
        />
    }
    .into_any()
}

fn shown(
    state: ListState,
    registry: Arc<Registry>,
    report: Arc<Report>,
    first: Option<&'static Start>,
) -> AnyView {
    let open = state.signal(KPI);
    (move || match open.get().as_str() {
        "" => kpis::all(&registry, &report, first),
        id => detail::draw(state, &registry, &report, id),
    })
    .into_any()
}
