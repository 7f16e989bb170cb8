//! The page of a run: read first, then followed.

use super::super::api::{self, Task};
use super::super::config::CreateConfig;
use super::super::{RunPath, TASKS};
use super::board::Board;
use super::start::with_config;
use crate::net::LoadState;
use crate::plugin::loaded::{failed, waiting};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{PageHeader, SkeletonKind, class};
use std::sync::Arc;
use stylers_macro::style_sheet;

/// Draws the page.
pub fn draw(input: PageInput) -> AnyView {
    with_config(move |config| {
        let path = input.read::<RunPath>();
        let registry = use_registry();
        let list = registry.href(routes::CREATE, &());
        let runs = registry.href(TASKS, &());
        use_page().set(vec![
            Crumb::link("Create", list),
            Crumb::link("Runs", runs),
            Crumb::here("Run"),
        ]);
        let page = move || {
            let id = path.get().map(|path| path.id).unwrap_or_default();
            load(config.clone(), id)
        };
        view! { {page} }.into_any()
    })
}

/// The page with its styles: the macro has to stand in a function of its own.
pub(super) fn styled(inside: AnyView) -> AnyView {
    let scope = style_sheet!("src/plugins/create/run/run.css");
    view! { <div class=class(scope, "run")>{inside}</div> }.into_any()
}

fn load(config: Arc<CreateConfig>, id: String) -> AnyView {
    let asked = (config.scaffolder.clone(), id);
    let load = use_load(move || api::task(&asked.0, &asked.1));
    // What is followed stays, whatever a later answer says.
    let first = RwSignal::new(None::<Arc<Task>>);
    Effect::new(move |_| {
        load.state.with(|state| {
            if let LoadState::Ready { value, .. } = state
                && first.with_untracked(Option::is_none)
            {
                first.set(Some(value.clone()));
            }
        });
    });
    let outside = move || {
        load.state.with(|state| match state {
            LoadState::Failed { error, .. } => {
                let retry = Callback::new(move |()| load.reload());
                view! {
                    <PageHeader title="Run of a template" />
                    {failed("The run", error, retry)}
                }
                .into_any()
            }
            _ => view! {
                <PageHeader title="Run of a template" />
                {waiting(SkeletonKind::Rows(6), "Loading the run", load.slow, load.source)}
            }
            .into_any(),
        })
    };
    view! {
        {move || match first.get() {
            Some(task) => Board::start(&config, task).draw(),
            None => outside(),
        }}
    }
    .into_any()
}
