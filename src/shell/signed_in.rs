//! Where an OpenID provider sends people back to: finishes the sign-in and goes on to the page where
//! it began, or says why not.

use crate::config::{Auth, Config};
use crate::plugin::host::Net;
use crate::plugin::host::sign_in::{Arrival, SignInFailure, arrive, restore_form};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use portico_components::{
    ButtonLink, Card, Cluster, Description, DescriptionList, Gap, PageHeader, Skeleton,
    SkeletonKind, Stack,
};
use std::sync::Arc;
use wasm_bindgen::JsValue;

/// Draws the page.
pub fn draw(_: PageInput) -> AnyView {
    use_page().set(vec![Crumb::here("Sign-in")]);
    let failed = RwSignal::new(None::<SignInFailure>);
    let query = window().location().search().unwrap_or_default();
    // The code is used once and is nobody's business: not in the address, not in the history.
    if let (Ok(history), Ok(path)) = (window().history(), window().location().pathname()) {
        let state = history.state().unwrap_or(JsValue::NULL);
        let _ = history.replace_state_with_url(&state, "", Some(&path));
    }
    let Some(net) = use_context::<Net>() else { return ().into_any() };
    let sources = use_sources();
    let from_sources = source_origins();
    let navigate = use_navigate();
    spawn_local(async move {
        match arrive(&net, &query).await {
            Ok(Arrival { to, form, origins }) => {
                if origins.iter().any(|origin| from_sources.contains(origin)) {
                    sources.refresh();
                }
                let options =
                    NavigateOptions { resolve: false, replace: true, ..Default::default() };
                navigate(&to, options);
                restore_form(form);
            }
            Err(failure) => {
                failed.try_set(Some(failure));
            }
        }
    });
    let title = move || {
        failed.with(|failed| match failed {
            None => "Signing in…".to_owned(),
            Some(failure) => failure.title.clone(),
        })
    };
    view! {
        <Stack gap=Gap::Lg>
            <PageHeader title=Signal::derive(title) />
            {move || match failed.get() {
                None => {
                    view! { <Skeleton kind=SkeletonKind::Rows(3) label="Signing in" /> }.into_any()
                }
                Some(failure) => why_not(failure),
            }}
        </Stack>
    }
    .into_any()
}

/// Origins of sources that need a sign-in: the catalog is read again with it.
fn source_origins() -> Vec<String> {
    let Some(config) = use_context::<Arc<Config>>() else { return Vec::new() };
    let signs_in =
        |id: &str| config.origin(id).is_some_and(|origin| matches!(origin.auth, Auth::Oidc(_)));
    config.sources.iter().map(|source| source.id.clone()).filter(|id| signs_in(id)).collect()
}

fn why_not(failure: SignInFailure) -> AnyView {
    let registry = use_registry();
    let said = failure.said.map(|said| {
        view! {
            <DescriptionList>
                <Description term="The provider says">{said}</Description>
            </DescriptionList>
        }
    });
    let again = failure.origin.map(crate::plugin::sign_in::button);
    let (back, word) = match failure.from {
        Some(from) => (from, "Back to where you were"),
        None => (registry.url(&routes::HOME.path(&())), "Go to the start page"),
    };
    view! {
        <Card title="Nobody is signed in now">
            <Stack>
                <p role="alert">{failure.cause}</p>
                {said}
                <Cluster>
                    {again} <ButtonLink href=back>{word}</ButtonLink>
                </Cluster>
            </Stack>
        </Card>
    }
    .into_any()
}
