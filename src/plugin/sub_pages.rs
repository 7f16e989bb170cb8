//! Pages below a page, as tabs of it.

use super::extension::{PageInput, SubPage};
use super::registry::Installed;
use super::route::RouteRef;
use super::scope::{PluginScope, use_registry};
use leptos::prelude::*;
use portico_components::{RoutedTab, RoutedTabs, Skeleton, SkeletonKind};
use std::sync::Arc;

/// The parameter of a page that names the sub-page that is open; absent for the page itself.
pub const OPEN: &str = "sub-page";

/// Draws the tabs of `parent` and the open one: `body` for the page itself, or what a plugin added
/// as a [`SubPage`]. Without sub-pages there is nothing to choose, and `body` is all there is.
pub fn sub_pages(
    input: PageInput,
    parent: RouteRef<()>,
    own: &'static str,
    body: ViewFn,
) -> AnyView {
    let registry = use_registry();
    let pages: Vec<(Installed, SubPage)> =
        registry.sub_pages(parent.id()).map(|(by, page)| (by.clone(), *page)).collect();
    if pages.is_empty() {
        return body.run();
    }
    let address = registry.url(&parent.path(&()));
    let mut tabs = vec![RoutedTab::new("", own, address.clone())];
    tabs.extend(pages.iter().map(|(_, page)| {
        RoutedTab::new(page.slug, page.title, format!("{address}/{}", page.slug))
    }));
    let open = Memo::new(move |_| {
        input.params.with(|params| params.get(OPEN).unwrap_or_default().to_owned())
    });
    let shown = move || {
        let found = open.with(|open| pages.iter().find(|(_, page)| page.slug == open));
        let Some((by, page)) = found else { return body.run() };
        let loader = page.loader;
        view! {
            <PluginScope
                by=by.clone()
                extension=page.slug
                title=page.title
                draw=Arc::new(move || loader.draw(input))
                waiting=ViewFn::from(|| {
                    view! { <Skeleton kind=SkeletonKind::Rows(4) /> }.into_any()
                })
            />
        }
        .into_any()
    };
    view! {
        <RoutedTabs label=format!("Parts of {own}") tabs=tabs current=open />
        {shown}
    }
    .into_any()
}
