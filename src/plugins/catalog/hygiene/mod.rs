//! What is not as it should be in the catalog, and the patch for each of it.

mod fix;
mod found;
mod list;
mod patch;
mod teams;
pub mod widget;
mod words;

use super::config::CatalogConfig;
use super::links::{counted, grouped};
use crate::plugin::list_state::{ListState, VIEW};
use crate::plugin::prelude::*;
use crate::plugin::query::written;
use found::Found;
use leptos::prelude::*;
use portico_catalog::hygiene::Kind;
use portico_components::{
    Banner, Choice, Cluster, Description, ErrorPanel, Gap, Justify, Link, PageHeader,
    SegmentedControl, Skeleton, SkeletonKind, Stack, Tone,
};
use std::sync::Arc;

/// The page.
pub const HYGIENE: RouteRef<()> = RouteRef::new("catalog.hygiene", "/hygiene");

/// Key of the kinds of findings in the address.
const FINDING: &str = "finding";
/// Key of the owners in the address.
const OWNER: &str = "owner";
/// What stands in the address for no owner.
const NOBODY: &str = "none";
/// The view of teams.
const TEAMS: &str = "teams";

/// Draws the page.
pub fn draw(_: PageInput) -> AnyView {
    use_page().set(vec![Crumb::here("Hygiene")]);
    match read_config::<CatalogConfig>() {
        Ok(config) => page(config),
        Err(error) => {
            let cause = format!("portal.json, {}: {}", error.path, error.message);
            view! { <ErrorPanel title="The configuration of the catalog cannot be used" cause=cause /> }
                .into_any()
        }
    }
}

fn page(config: CatalogConfig) -> AnyView {
    let state = ListState::start();
    let found = found::survey(config);
    let registry = use_registry();
    let here = registry.href(HYGIENE, &()).unwrap_or_default();
    let subtitle = Memo::new(move |_| {
        found.with(|found| match found {
            None => "Looking through the catalog…".to_owned(),
            Some(found) => format!(
                "{} in {}",
                counted(found.findings.len(), "finding", "findings"),
                counted(found.catalog.len(), "entity", "entities")
            ),
        })
    });
    let facts = move || {
        let here = here.clone();
        (move || found.with(|found| found.as_ref().map(|found| counts(found, &here)))).into_any()
    };
    let view = state.signal(VIEW);
    let body = move || {
        let is_teams = view.get() == TEAMS;
        found.with(|found| match found {
            None => view! { <Skeleton kind=SkeletonKind::Rows(8) label="Looking through the catalog" /> }
                .into_any(),
            Some(found) if is_teams => teams::draw(found),
            Some(found) => list::draw(found, state),
        })
    };
    let choices = vec![
        Choice::new("", "Findings").icon(Icon::Warning),
        Choice::new(TEAMS, "Teams").icon(Icon::Group),
    ];
    view! {
        <Stack gap=Gap::Lg>
            <PageHeader title="Hygiene" subtitle=subtitle meta=ViewFn::from(facts) />
            <Cluster justify=Justify::Between>
                <SegmentedControl
                    label="View as"
                    choices=choices
                    value=view
                    on_change=Callback::new(move |view: String| state.set(VIEW, &[view], true))
                />
            </Cluster>
            {body}
        </Stack>
    }
    .into_any()
}

/// How many findings there are of each kind; each number leads to them.
fn counts(found: &Arc<Found>, here: &str) -> AnyView {
    let all = Kind::ALL
        .into_iter()
        .map(|kind| {
            let count = found.count(kind);
            let href = [here, &written(&[(FINDING.to_owned(), kind.key().to_owned())])].concat();
            let number = match count {
                0 => "0".into_any(),
                _ => view! { <Link href=href>{grouped(count)}</Link> }.into_any(),
            };
            view! { <Description term=words::title(kind)>{number}</Description> }
        })
        .collect_view();
    all.into_any()
}

/// Said where there is nothing to do.
fn all_well() -> AnyView {
    view! {
        <Banner tone=Tone::Success title="Nothing to do">
            "Everything has an owner, every name leads somewhere, and nothing is described twice."
        </Banner>
    }
    .into_any()
}
