//! The head of a form: the name of the template, whether there is a draft, and what can be done with
//! all answers at once.

use super::desk::Desk;
use super::found::Found;
use super::{draft, share};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use leptos::task::spawn_local;
use portico_components::{
    Align, Banner, Button, Menu, MenuGroup, MenuItem, PageHeader, Tone, Variant, copy_text,
    use_toaster,
};
use serde_json::Value;
use std::sync::Arc;

/// Draws it, with what is said about where the answers come from.
pub fn draw(
    desk: Desk,
    found: &Arc<Found>,
    defaults: &Value,
    restored: RwSignal<bool>,
    from_link: bool,
) -> AnyView {
    let subtitle = match (&found.owner, &found.description) {
        (Some(owner), Some(about)) => Some(format!("{owner} · {about}")),
        (one, other) => one.clone().or_else(|| other.clone()),
    };
    let (defaults, reference) = (StoredValue::new(defaults.clone()), found.reference.clone());
    let last = StoredValue::new(draft::last(&found.reference));
    let over = Callback::new(move |()| {
        desk.replace(defaults.get_value());
        draft::forget(&reference);
        restored.set(false);
    });
    let kept = Memo::new(move |_| {
        desk.after_paint(|desk| defaults.with_value(|defaults| desk.public() != *defaults))
    });
    let link = copies(desk);
    let more = move || {
        let again = last.with_value(Option::is_some).then(|| {
            MenuItem::action("Start from last time", move || {
                if let Some(last) = last.get_value() {
                    desk.replace(share::over(defaults.get_value(), &last));
                }
            })
            .icon(Icon::Clock)
        });
        let copy = MenuItem::action("Copy link with these answers", move || {
            link.try_run(());
        })
        .icon(Icon::Link);
        let over = MenuItem::action("Start over", move || {
            over.try_run(());
        })
        .icon(Icon::Refresh);
        vec![MenuGroup::new(again.into_iter().chain([copy, over]))]
    };
    let undo = move || {
        desk.can_undo().then(|| {
            let undo = move |_| queue_microtask(move || desk.undo());
            view! { <Button variant=Variant::Ghost on_click=undo>"Undo"</Button> }
        })
    };
    let actions = move || {
        view! {
            <span class="u-note">{move || kept.get().then_some("Draft saved")}</span>
            {undo}
            <Menu
                label="More about these answers"
                icon=Icon::More
                icon_only=true
                items=Signal::derive(more)
                align=Align::End
            />
        }
        .into_any()
    };
    let banner = move || {
        restored.get().then(|| {
            let anew = move || {
                let press = move |_| {
                    queue_microtask(move || {
                        over.try_run(());
                    });
                };
                view! { <Button on_click=press>"Start over"</Button> }
            };
            view! {
                <Banner
                    tone=Tone::Info
                    title="Draft restored"
                    on_dismiss=Callback::new(move |()| restored.set(false))
                    actions=anew
                >
                    "Your answers from last time are here, except secrets."
                </Banner>
            }
        })
    };
    let linked = from_link.then(|| {
        view! {
            <Banner tone=Tone::Info title="Filled in by a link">
                "Look at the answers before you send them."
            </Banner>
        }
    });
    view! {
        <PageHeader title=found.title.clone() subtitle=subtitle actions=actions />
        {banner}
        {linked}
    }
    .into_any()
}

/// Copies a link that fills the form in like this.
fn copies(desk: Desk) -> Callback<()> {
    let toaster = use_toaster();
    Callback::new(move |()| {
        let location = window().location();
        let page = location
            .origin()
            .and_then(|origin| Ok([origin, location.pathname()?].concat()))
            .unwrap_or_default();
        let answers = untrack(|| desk.public());
        match share::link(&page, &answers) {
            Err(why) => toaster.push(Tone::Warning, why, None),
            Ok(link) => spawn_local(async move {
                if copy_text(&link).await {
                    toaster.push(Tone::Success, "Link copied. Secrets are not in it.", None);
                } else {
                    toaster.push(Tone::Warning, "The browser does not let us copy.", None);
                }
            }),
        }
    })
}
