//! A place to type a token where one is needed, in the middle of something.

use crate::net::Net;
use leptos::prelude::*;
use portico_components::{Banner, Button, Cluster, Live, PasswordField, Stack, Tone};

/// A field for the token of an origin, and the button that keeps it.
///
/// The token is in the memory of this tab from then on, goes to its own origin only, and is not in
/// the field any more. `done` is called when it is kept.
pub fn token_field(
    origin: String,
    title: &str,
    button: &'static str,
    done: Callback<()>,
) -> AnyView {
    let net = StoredValue::new_local(use_context::<Net>());
    let typed = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<String>);
    let keep = Callback::new(move |_| {
        let kept = net.try_with_value(|net| {
            net.as_ref().map(|net| net.sign_in(&origin, &typed.get_untracked()))
        });
        typed.set(String::new());
        match kept.flatten() {
            Some(Ok(())) => {
                wrong.set(None);
                done.run(());
            }
            Some(Err(why)) => wrong.set(Some(["The token ", why, "."].concat())),
            None => wrong.set(Some("There is no network in this part of the portal.".to_owned())),
        }
    });
    let label = ["Token for ", title].concat();
    view! {
        <Cluster>
            <PasswordField
                label=label
                value=typed
                on_input=Callback::new(move |text| typed.set(text))
                autocomplete="off"
                error=Signal::derive(move || wrong.get())
            />
            <Button on_click=keep>{button}</Button>
        </Cluster>
    }
    .into_any()
}

/// Says that a token is needed to look at something that goes on without anybody who looks, with
/// the field for it.
pub fn token_banner(
    origin: &str,
    title: &str,
    (needed, goes_on): (&'static str, &'static str),
    done: Callback<()>,
) -> AnyView {
    let field = token_field(origin.to_owned(), title, "Go on", done);
    view! {
        <Banner tone=Tone::Warning title=needed live=Live::Status>
            <Stack>
                <p>{goes_on} " The token stays in memory and goes to this host only."</p>
                {field}
            </Stack>
        </Banner>
    }
    .into_any()
}
