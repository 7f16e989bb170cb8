//! What a form says about the CI system that will run its template, and where a token is typed.

use super::super::config::CreateConfig;
use super::super::run::{Order, OtherWay, StartError, Starting};
use super::OfferInput;
use super::send::Sender;
use super::target::Target;
use crate::plugin::access::{Access, access};
use crate::plugin::prelude::*;
use crate::plugin::token::token_field;
use leptos::prelude::*;
use portico_components::{Banner, Card, Stack, Status, Tone};
use std::rc::Rc;

/// Draws it, and says how a run is started.
pub fn draw(input: OfferInput) -> AnyView {
    let OfferInput { found, way } = input;
    let target = match read_config::<CreateConfig>() {
        Ok(config) => Target::read(&found.descriptor, &config),
        Err(error) => Some(Err(["portal.json, ", &error.path, ": ", &error.message].concat())),
    };
    match target {
        None => ().into_any(),
        Some(Err(why)) => {
            let reason = why.clone();
            way.set_value(Some(Rc::new(move |_: Order| -> Starting {
                Box::pin(std::future::ready(Err(StartError::Misconfigured(reason.clone()))))
            })));
            view! {
                <Banner tone=Tone::Danger title="This template cannot be run">{why}</Banner>
            }
            .into_any()
        }
        Some(Ok(target)) => offered(&target, way),
    }
}

fn offered(target: &Target, way: OtherWay) -> AnyView {
    // Counts what may have given or taken away a token.
    let seen = RwSignal::new(0_u32);
    let refused = RwSignal::new(false);
    let look = Callback::new(move |()| {
        refused.try_set(false);
        seen.try_update(|seen| *seen += 1);
    });
    let sender = Sender::new(use_net(), target.clone(), refused);
    way.set_value(Some(Rc::new(move |order: Order| sender.send(order))));
    let words = target.words();
    let secrets = (!target.secrets.is_empty()).then(|| {
        let names = target.secrets.join(", ");
        view! {
            <p class="u-note">"CI is given these secrets of the form: " {names} ". It may show them to those who see its runs."</p>
        }
    });
    let (origin, label) = (target.server.origin.clone(), target.server.label().to_owned());
    let title = ["Runs at ", &*label].concat();
    let token = move || {
        seen.track();
        let label = label.clone();
        match access(&origin) {
            Access::Given if !refused.get() => {
                let words = ["Your token for ", &*label, " is in memory"].concat();
                view! { <Status tone=Tone::Success label=words /> }.into_any()
            }
            Access::Given | Access::Wanted => {
                let field = token_field(origin.clone(), &label, "Use for this session", look);
                view! {
                    <p>"It is started as you, so it needs a token of yours. The token stays in memory until this page is closed, and goes to this host only."</p>
                    {field}
                }
                .into_any()
            }
            Access::Never => ().into_any(),
        }
    };
    view! {
        <Card title=title>
            <Stack>
                <p>{words}"."</p>
                {secrets}
                {token}
            </Stack>
        </Card>
    }
    .into_any()
}
