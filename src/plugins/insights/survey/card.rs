//! The card that asks. It takes no focus, covers nothing that has it, and goes at a key.

use super::super::SURVEY;
use super::{Asked, keep, memory, now};
use crate::plugin::prelude::*;
use leptos::mount::mount_to;
use leptos::{ev, html, prelude::*};
use portico_components::{
    Button, ButtonLink, Card, Cluster, Gap, Politeness, Stack, Variant, class,
};
use portico_insights::survey::{Memory, QUESTION, Rhythm};
use stylers_macro::style_sheet;
use wasm_bindgen::JsCast;

/// What closes at Escape before the card does.
const OTHERS: &str = "dialog[open], :popover-open";

/// Puts the card beside the page, and remembers that it was shown.
pub fn show(input: Asked) {
    let Some(body) = document().body() else { return };
    let rhythm = input.config.rhythm();
    change(rhythm, |memory| memory.asked(now(), rhythm));
    input.announcer.say(
        "There is a question for you at the end of the page. Escape puts it off.",
        Politeness::Polite,
    );
    mount_to(body, move || card(&input)).forget();
}

fn change(rhythm: Rhythm, how: impl FnOnce(&mut Memory)) {
    let mut memory = memory(rhythm);
    how(&mut memory);
    keep(&memory);
}

fn card(input: &Asked) -> AnyView {
    let scope = style_sheet!("src/plugins/insights/survey/card.css");
    let name = class(scope, "survey");
    let rhythm = input.config.rhythm();
    let href = input.registry.href(SURVEY, &()).unwrap_or_default();
    let open = RwSignal::new(true);
    let aside = NodeRef::<html::Aside>::new();
    let close = move || {
        let inside = aside
            .try_get_untracked()
            .flatten()
            .is_some_and(|aside| aside.contains(document().active_element().as_deref()));
        open.try_set(false);
        // The focus was here, and what had it is gone.
        if inside {
            to_page();
        }
    };
    let later = move || {
        change(rhythm, |memory| memory.later(now(), rhythm));
        close();
    };
    let never = move || {
        change(rhythm, |memory| memory.set_never(true));
        close();
    };
    // It may lie over what has the focus, so it goes from wherever that is; a menu or a dialog that
    // is open takes the key for itself.
    let keys = window_event_listener(ev::keydown, move |event| {
        let is_open = open.try_get_untracked() == Some(true);
        let others = || document().query_selector(OTHERS).ok().flatten().is_some();
        if is_open && event.key() == "Escape" && !event.default_prevented() && !others() {
            later();
        }
    });
    on_cleanup(move || keys.remove());
    let shown = move || {
        let (name, href) = (name.clone(), href.clone());
        open.get().then(|| {
            view! {
                <aside class=name aria-label="Survey" data-no-track="" node_ref=aside>
                    <Card title="A question, once a quarter">
                        <Stack gap=Gap::Sm>
                            <p>{QUESTION}</p>
                            <Cluster gap=Gap::Xs>
                                // The link is followed by the router, after this.
                                <span on:click=move |_| close()>
                                    <ButtonLink href=href>"Answer"</ButtonLink>
                                </span>
                                <Button variant=Variant::Ghost on_click=Callback::new(move |_| later())>
                                    "Later"
                                </Button>
                                <Button variant=Variant::Ghost on_click=Callback::new(move |_| never())>
                                    "Never ask"
                                </Button>
                            </Cluster>
                        </Stack>
                    </Card>
                </aside>
            }
        })
    };
    shown.into_any()
}

/// Gives the focus to the heading of the page, as after a change of pages.
fn to_page() {
    let find = |what: &str| document().query_selector(what).ok().flatten();
    let heading = find("main h1").or_else(|| find("main"));
    if let Some(heading) = heading.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        if !heading.has_attribute("tabindex") {
            let _ = heading.set_attribute("tabindex", "-1");
        }
        let _ = heading.focus();
    }
}
