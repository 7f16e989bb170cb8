//! What a team or a person owns, by kind and lifecycle, with links to the lists.

use super::super::links::{grouped, owned_href, plural};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_catalog::catalog::{Catalog, Target};
use portico_components::{
    Card, Choice, Cluster, EmptyKind, EmptyState, ItemRow, KindIcon, Link, List, SegmentedControl,
    Size,
};
use std::sync::Arc;

/// Key of what is counted, in the address.
const OWNS: &str = "owns";
/// Value of [`OWNS`] for everything, through teams.
const ALL: &str = "all";
/// Value of [`OWNS`] for what is owned directly.
const DIRECT: &str = "direct";

/// The card. `own` is the entity itself; `others` are the owners that are counted too, as `label`
/// says: the teams below a team if they are asked for, the teams of a person unless they are not.
pub fn card(
    catalog: &Arc<Catalog>,
    own: Target,
    others: Vec<Target>,
    label: &'static str,
) -> AnyView {
    let query = use_query();
    let registry = use_registry();
    let catalog = catalog.clone();
    let is_person = catalog.target(own).kind() == "user";
    let with_others = counts_others(query, is_person);
    let value = Signal::derive(move || if with_others.get() { ALL } else { DIRECT }.to_owned());
    let choose = Callback::new(move |chosen: String| {
        let mut pairs = query.pairs().try_get_untracked().unwrap_or_default();
        pairs.retain(|(key, _)| key != OWNS);
        if (chosen == ALL) != is_person {
            pairs.push((OWNS.to_owned(), chosen));
        }
        query.set(pairs, true);
    });
    let can_choose = !others.is_empty();
    let switch = move || {
        if !can_choose {
            return ().into_any();
        }
        let choices = vec![Choice::new(DIRECT, "Directly"), Choice::new(ALL, label)];
        view! {
            <SegmentedControl
                label="Count what is owned"
                choices=choices
                value=value
                on_change=choose
                size=Size::Sm
            />
        }
        .into_any()
    };
    let list = move || {
        let mut owners = vec![own];
        if with_others.get() {
            owners.extend(&others);
        }
        rows(&registry, &catalog, &owners)
    };
    view! { <Card title="Owns" flush=true actions=ViewFn::from(switch)>{list}</Card> }.into_any()
}

/// Whether the reader wants to see what the others own too, as the address says it.
pub fn counts_others(query: Query, is_person: bool) -> Memo<bool> {
    Memo::new(move |_| {
        query.pairs().with(|pairs| {
            let asked = pairs.iter().find(|(key, _)| key == OWNS);
            asked.map_or(is_person, |(_, value)| value == ALL)
        })
    })
}

fn rows(registry: &Registry, catalog: &Catalog, owners: &[Target]) -> AnyView {
    let rows: Vec<AnyView> = catalog
        .holdings(owners)
        .into_iter()
        .map(|holding| {
            let kind = holding.kind.to_owned();
            let href = owned_href(registry, catalog, owners, &[("kind", &kind)]);
            let lifecycles: Vec<(String, Option<String>)> = holding
                .lifecycles
                .iter()
                .filter(|(lifecycle, _)| !lifecycle.is_empty())
                .map(|(lifecycle, count)| {
                    let value = portico_components::lower(lifecycle);
                    let more = [("kind", kind.as_str()), ("lifecycle", value.as_str())];
                    let href = owned_href(registry, catalog, owners, &more);
                    (format!("{} {lifecycle}", grouped(*count)), href)
                })
                .collect();
            let count = grouped(holding.count);
            let title = plural(holding.kind, holding.label);
            let leading = {
                let kind = kind.clone();
                ViewFn::from(move || view! { <KindIcon kind=kind.clone() /> }.into_any())
            };
            let side = ViewFn::from(move || count.clone().into_any());
            if lifecycles.is_empty() {
                return view! { <ItemRow title=title href=href leading=leading side=side /> }
                    .into_any();
            }
            let detail = ViewFn::from(move || {
                let links = lifecycles.iter().cloned().map(|(text, href)| match href {
                    Some(href) => view! { <Link href=href>{text}</Link> }.into_any(),
                    None => text.into_any(),
                });
                let links = links.collect_view();
                view! { <Cluster>{links}</Cluster> }.into_any()
            });
            view! { <ItemRow title=title href=href leading=leading side=side detail=detail /> }
                .into_any()
        })
        .collect();
    if rows.is_empty() {
        return view! {
            <div class="u-inset">
                <EmptyState kind=EmptyKind::Done title="Owns nothing" compact=true />
            </div>
        }
        .into_any();
    }
    view! { <List items=rows /> }.into_any()
}
