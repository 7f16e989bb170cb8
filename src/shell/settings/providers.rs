//! Who is signed in at an OpenID provider, and the way in and out.

use crate::config::{Config, Origin};
use crate::plugin::host::Net;
use crate::plugin::host::sign_in::{Provider, provider, sign_out, who};
use crate::plugin::sign_in::button;
use leptos::prelude::*;
use portico_components::{Button, ItemRow, Status, Tone};

/// One item for each sign-in; origins that share one stand together.
pub(super) fn items(net: &Net, config: &Config) -> Vec<AnyView> {
    let mut known: Vec<(Provider, Vec<&Origin>)> = Vec::new();
    let mut items = Vec::new();
    for origin in &config.origins {
        match provider(&origin.auth) {
            None => {}
            Some(Err(failure)) => items.push(mistake(origin, failure.cause)),
            Some(Ok(provider)) => match known.iter_mut().find(|(one, _)| one.shares(&provider)) {
                Some((_, origins)) => origins.push(origin),
                None => known.push((provider, vec![origin])),
            },
        }
    }
    items.extend(known.into_iter().filter_map(|(provider, origins)| {
        let name = origins.first()?.name.clone();
        let titles: Vec<&str> = origins.iter().map(|origin| &*origin.title).collect();
        Some(item(net, &provider, name, &titles.join(", ")))
    }));
    items
}

fn mistake(origin: &Origin, cause: String) -> AnyView {
    view! {
        <ItemRow
            title=origin.title.clone()
            detail=ViewFn::from(move || cause.clone().into_any())
            side=ViewFn::from(|| view! { <Status tone=Tone::Danger label="Cannot sign in" /> }.into_any())
        />
    }
    .into_any()
}

fn item(net: &Net, provider: &Provider, origin: String, used_by: &str) -> AnyView {
    let signed_in = RwSignal::new(who(net, &origin));
    let net = StoredValue::new_local(net.clone());
    let detail = format!("For {used_by}");
    let side = move || match signed_in.get() {
        None => button(origin.clone()),
        Some(name) => {
            let origin = origin.clone();
            let leave = move |_| {
                net.with_value(|net| sign_out(net, &origin));
                signed_in.set(None);
            };
            view! {
                <Status tone=Tone::Success label=name />
                <Button on_click=leave>"Sign out"</Button>
            }
            .into_any()
        }
    };
    view! {
        <ItemRow
            title=provider.host()
            detail=ViewFn::from(move || detail.clone().into_any())
            side=ViewFn::from(move || side.clone().into_any())
        />
    }
    .into_any()
}
