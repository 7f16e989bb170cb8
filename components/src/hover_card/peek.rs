//! One card for all links of a kind, without a component around each of them.

use std::time::Duration;

use leptos::{ev, html, leptos_dom::helpers::TimeoutHandle, prelude::*};
use stylers_macro::style_sheet;
use web_sys::{Element, HtmlElement};

use crate::observe::{listen, watch_size};
use crate::position::{Align, Side};
use crate::tooltip::described;
use crate::{class, dom, layer, unique_id};

/// Pointing at a link so long is asking; so is leaving the focus on it.
const SHOW: Duration = Duration::from_millis(500);

/// Time to get from the link to the card, which can be pointed at as well.
const HIDE: Duration = Duration::from_millis(200);

/// Shows a card beside the links of the whole page that `find` knows.
///
/// Mounted once, at the end of the page, and best after the first view: links need nothing but
/// their address. Where a trigger is at hand, take a [`HoverCard`](super::HoverCard). The card is
/// an extra: what it says stands on the page the link leads to, because a touch screen has no
/// pointer to show it with. It holds words and no controls: nobody could tab into it. A link that
/// has one loses its tooltip.
///
/// Keyboard: it shows when the focus stays on the link, stays as long as the focus does, and
/// describes the link then; Escape closes it, and so does moving the focus elsewhere. A pointer
/// describes nothing, so that moving it about says nothing.
///
/// Pattern: WCAG 1.4.13, content on hover or focus.
#[component]
pub fn PeekHost(
    /// What a link leads to, if that is worth a look: what `draw` is given.
    #[prop(into)]
    find: Callback<HtmlElement, Option<String>>,
    /// Draws the card.
    #[prop(into)]
    draw: Callback<String, AnyView>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/hover_card/peek.css");
    let host = Host {
        card: NodeRef::new(),
        id: StoredValue::new(unique_id("pk-peek")),
        what: RwSignal::new(None),
        anchor: StoredValue::new_local(None),
        timer: StoredValue::new(None),
        pointer: StoredValue::new((-1, -1)),
        find,
    };
    let over = window_event_listener(ev::pointerover, move |event| {
        // Where it was already: the page has changed under a pointer that rests.
        let rests = host.pointer_at(&event);
        if event.pointer_type() != "touch" {
            host.pointed_at(dom::target(&event), !rests);
        }
    });
    let moved = window_event_listener(ev::pointermove, move |event| {
        host.pointer_at(&event);
    });
    let focus = window_event_listener(ev::focusin, move |event| host.focused(dom::target(&event)));
    let press = window_event_listener(ev::pointerdown, move |event| {
        let inside = dom::target(&event)
            .is_some_and(|target| host.element().is_some_and(|card| card.contains(Some(&target))));
        if !inside {
            host.hide();
        }
    });
    let keys = window_event_listener(ev::keydown, move |event| match event.key().as_str() {
        "Escape" if host.anchor().is_some() => {
            // It was meant for the card, not for the dialog around it.
            event.prevent_default();
            host.hide();
        }
        "Escape" | "Enter" => host.hide(),
        _ => {}
    });
    on_cleanup(move || {
        host.cancel();
        over.remove();
        moved.remove();
        focus.remove();
        press.remove();
        keys.remove();
    });
    listen(&window(), "scroll", true, move || host.scrolled());
    // Its link may be gone, and nothing says so.
    listen(&window(), "popstate", false, move || host.hide());
    let content = move || {
        host.what.get().map(|what| {
            if let Some(card) = host.element() {
                watch_size(&[&card], move || host.put());
            }
            draw.try_run(what)
        })
    };
    view! {
        <div
            class=class(scope, "pk-peek")
            id=host.id.get_value()
            role="tooltip"
            popover="manual"
            node_ref=host.card
        >
            {content}
        </div>
    }
    .into_any()
}

/// The one card of the page.
#[derive(Clone, Copy)]
struct Host {
    card: NodeRef<html::Div>,
    id: StoredValue<String>,
    what: RwSignal<Option<String>>,
    /// The link it belongs to, and what described the link before.
    anchor: StoredValue<Option<(HtmlElement, Option<String>)>, LocalStorage>,
    timer: StoredValue<Option<TimeoutHandle>>,
    /// Where the pointer was last.
    pointer: StoredValue<(i32, i32)>,
    find: Callback<HtmlElement, Option<String>>,
}

impl Host {
    fn element(self) -> Option<HtmlElement> {
        self.card.try_get_untracked().flatten().map(Into::into)
    }

    fn anchor(self) -> Option<HtmlElement> {
        self.anchor.try_with_value(|anchor| anchor.as_ref().map(|(anchor, _)| anchor.clone()))?
    }

    /// The link around an element, and what it leads to.
    fn found(self, target: &Element) -> Option<(HtmlElement, String)> {
        let link = dom::html(&target.closest("a[href]").ok()??)?;
        let what = self.find.try_run(link.clone())??;
        Some((link, what))
    }

    fn later(self, delay: Duration, action: impl FnOnce() + 'static) {
        self.cancel();
        self.timer.set_value(set_timeout_with_handle(action, delay).ok());
    }

    fn cancel(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }

    /// Notes where the pointer is. Whether it was there before.
    fn pointer_at(self, event: &ev::PointerEvent) -> bool {
        let here = (event.client_x(), event.client_y());
        let before = self.pointer.try_update_value(|at| std::mem::replace(at, here));
        before == Some(here)
    }

    /// The pointer is on something else now; `asks` is whether somebody moved it there.
    fn pointed_at(self, target: Option<Element>, asks: bool) {
        let Some(target) = target else { return };
        let current = self.anchor();
        let inside =
            |root: Option<HtmlElement>| root.is_some_and(|root| root.contains(Some(&target)));
        if inside(current.clone()) || inside(self.element()) {
            self.cancel();
            return;
        }
        match self.found(&target).filter(|_| asks) {
            Some((link, what)) => {
                // Two bubbles at one link would cover each other; the card says more.
                let _ = link.remove_attribute("data-tooltip");
                let delay = if current.is_some() { HIDE } else { SHOW };
                self.later(delay, move || self.show(link, what));
            }
            // Who keeps the focus on its link keeps the card.
            None if current.as_ref().is_some_and(is_kept) => self.cancel(),
            None if current.is_some() => self.later(HIDE, move || self.hide()),
            // Pointing elsewhere is no reason to forget a focus that waits.
            None if dom::focused().is_some_and(|link| is_kept(&link)) => {}
            None => self.cancel(),
        }
    }

    fn focused(self, target: Option<Element>) {
        let target = target.filter(|target| {
            target.matches(":focus-visible").unwrap_or(false)
                && self.element().is_none_or(|card| !card.contains(Some(target)))
        });
        self.hide();
        if let Some((link, what)) = target.and_then(|target| self.found(&target)) {
            let _ = link.remove_attribute("data-tooltip");
            self.later(SHOW, move || self.show(link, what));
        }
    }

    fn show(self, link: HtmlElement, what: String) {
        self.hide();
        let Some(card) = self.element() else { return };
        if !link.is_connected() {
            return;
        }
        // What is outside of a modal dialog cannot be pointed at while it is open.
        let dialog = link.closest("dialog").ok().flatten();
        let parent = dialog.or_else(|| document().body().map(Into::into));
        if parent.is_some() && card.parent_element() != parent {
            let _ = parent.map(|parent| parent.append_child(&card));
        }
        let before = link.get_attribute("aria-describedby");
        if is_kept(&link) {
            let id = self.id.try_get_value().unwrap_or_default();
            let _ = link.set_attribute("aria-describedby", &described(before.as_deref(), &id));
        }
        self.what.set(Some(what));
        self.anchor.set_value(Some((link, before)));
        let _ = card.show_popover();
        // In place once it is drawn.
        request_animation_frame(move || self.put());
    }

    fn put(self) {
        if let (Some(card), Some(link)) = (self.element(), self.anchor()) {
            layer::put(&card, &link, Side::Below, Align::Start, true);
        }
    }

    /// What is scrolled in the card does not take it away, nor does a link with the focus that
    /// stays in sight.
    fn scrolled(self) {
        let Some(link) = self.anchor() else { return self.cancel_unless_kept() };
        let place = dom::rect(&link);
        let in_sight = place.y + place.height > 0.0 && place.y < dom::viewport().1;
        if is_kept(&link) && in_sight {
            self.put();
        } else if !self.element().is_some_and(|card| card.matches(":hover").unwrap_or(false)) {
            self.hide();
        }
    }

    /// What passes under the pointer is not pointed at.
    fn cancel_unless_kept(self) {
        if !dom::focused().is_some_and(|link| is_kept(&link)) {
            self.cancel();
        }
    }

    fn hide(self) {
        self.cancel();
        let Some((link, before)) = self.anchor.try_update_value(Option::take).flatten() else {
            return;
        };
        let _ = match before {
            Some(before) => link.set_attribute("aria-describedby", &before),
            None => link.remove_attribute("aria-describedby"),
        };
        if let Some(card) = self.element() {
            let _ = card.remove_attribute("data-placed");
            let _ = card.hide_popover();
        }
        self.what.set(None);
    }
}

/// Whether a link has a focus that can be seen.
fn is_kept(link: &HtmlElement) -> bool {
    link.matches(":focus-visible").unwrap_or(false)
}
