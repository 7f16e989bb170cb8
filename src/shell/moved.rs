//! Addresses that people know and that no plugin of this portal draws yet: each leads to the
//! nearest page there is, so that links in wikis and chats go on working.

use crate::config::Config;
use crate::plugin::chunk::Loader;
use crate::plugin::prelude::*;
use crate::plugin::preset;
use crate::plugin::query::{Pairs, written};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use std::sync::Arc;

/// The start page leads to the one that is chosen, or to the catalog.
pub const fn home() -> Loader<PageInput> {
    Loader::here(|_| {
        let config = use_context::<Arc<Config>>().unwrap_or_default();
        go(preset::home(&config, &use_registry()), Vec::new())
    })
}

/// `/search?query=…` filters the catalog, whatever the kind.
pub fn search(_: PageInput) -> AnyView {
    let query = use_query().pairs().get_untracked();
    let text = query.into_iter().find(|(key, _)| key == "query").map(|(_, text)| text);
    let mut pairs = vec![("kind".to_owned(), "all".to_owned())];
    pairs.extend(text.filter(|text| !text.is_empty()).map(|text| ("q".to_owned(), text)));
    go(routes::CATALOG.path(&()), pairs)
}

/// `/create` lists the templates.
pub fn create(_: PageInput) -> AnyView {
    go(routes::CATALOG.path(&()), vec![("kind".to_owned(), "template".to_owned())])
}

/// `/docs/…` leads to the entity that is documented.
pub fn docs(input: PageInput) -> AnyView {
    match input.params.with_untracked(EntityPath::read) {
        Some(path) => go(routes::ENTITY.path(&path.tab("")), Vec::new()),
        None => go(routes::CATALOG.path(&()), Vec::new()),
    }
}

fn go(path: String, pairs: Pairs) -> AnyView {
    let href = format!("{}{}", use_registry().url(&path), written(&pairs));
    let navigate = use_navigate();
    // Not during the drawing: the outlet is in the middle of a change.
    request_animation_frame(move || {
        navigate(&href, NavigateOptions { resolve: false, replace: true, ..Default::default() });
    });
    ().into_any()
}
