//! On the home page: findings about what the reader owns.

use super::super::config::CatalogConfig;
use super::found::{self, Found};
use super::{FINDING, HYGIENE, OWNER, words};
use crate::plugin::entities::owned_through;
use crate::plugin::prelude::*;
use crate::plugin::query::written;
use leptos::prelude::*;
use portico_catalog::catalog::Target;
use portico_catalog::hygiene::Kind;
use portico_components::{Card, EmptyKind, EmptyState, ItemRow, List, Skeleton, SkeletonKind};
use std::sync::Arc;

/// Draws the widget.
pub fn draw(input: EntityInput) -> AnyView {
    // What is wrong with the configuration is told on the page of findings.
    let found = found::survey(read_config::<CatalogConfig>().unwrap_or_default());
    let registry = use_registry();
    let all = registry.href(HYGIENE, &()).unwrap_or_default();
    let mine = [all.as_str(), &written(&[(OWNER.to_owned(), "mine".to_owned())])].concat();
    let (owners, _) = owned_through(&input.catalog, input.ix);
    let body = move || {
        found.with(|found| match found {
            None => view! { <Skeleton kind=SkeletonKind::Rows(3) label="Looking for findings" /> }
                .into_any(),
            Some(found) => counts(found, &owners, &all),
        })
    };
    view! { <Card title="Findings" more="All of mine" more_href=mine flush=true>{body}</Card> }
        .into_any()
}

fn counts(found: &Arc<Found>, owners: &[Target], page: &str) -> AnyView {
    let mut counts = [0_usize; Kind::ALL.len()];
    for (row, finding) in (0..).zip(&found.findings) {
        let is_mine = found.owner(row).is_some_and(|owner| owners.contains(&owner));
        if is_mine && let Some(count) = counts.get_mut(finding.what.kind() as usize) {
            *count += 1;
        }
    }
    let rows: Vec<AnyView> = Kind::ALL
        .into_iter()
        .zip(counts)
        .filter(|(_, count)| *count > 0)
        .map(|(kind, count)| {
            let pairs = [
                (FINDING.to_owned(), kind.key().to_owned()),
                (OWNER.to_owned(), "mine".to_owned()),
            ];
            let href = [page, &written(&pairs)].concat();
            view! {
                <ItemRow
                    title=words::title(kind)
                    href=Some(href)
                    side=ViewFn::from(move || count.to_string().into_any())
                />
            }
            .into_any()
        })
        .collect();
    if rows.is_empty() {
        return view! {
            <div class="u-inset">
                <EmptyState kind=EmptyKind::Done title="Nothing to do" compact=true />
            </div>
        }
        .into_any();
    }
    view! { <List items=rows /> }.into_any()
}
