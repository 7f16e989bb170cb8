//! The words that appear at a control that is pointed at.

pub mod gallery;
mod logic;

pub(crate) use logic::described;

use std::time::Duration;

use leptos::{ev, html, leptos_dom::helpers::TimeoutHandle, prelude::*};
use stylers_macro::style_sheet;
use web_sys::{Element, HtmlElement};

use crate::observe::listen;
use crate::position::{Align, Side};
use crate::{Kbd, class, dom, layer, unique_id};

/// Pointing this long is asking.
const SHOW: Duration = Duration::from_millis(500);

/// Time to get from the control to the words, which can be pointed at as well.
const HIDE: Duration = Duration::from_millis(120);

/// What carries words for a tooltip.
const ANCHOR: &str = "[data-tooltip]";

/// Shows the tooltips of the whole page (APG: tooltip; WCAG 1.4.13).
///
/// Mounted once, at the end of the page. Any control below it that has the attribute
/// `data-tooltip` gets a tooltip with that text; `data-tooltip-keys` adds keys (see `Kbd`), and
/// `data-tooltip-side="after"` puts it beside instead of above. Buttons that are only an icon and
/// controls that are not available have theirs already. Never put anything there that is needed:
/// a touch screen has no pointer.
///
/// Keyboard: shows while its control has a visible focus; Escape hides it.
#[component]
pub fn TooltipHost() -> impl IntoView {
    let scope = style_sheet!("components/src/tooltip/tooltip.css");
    let host = Host::new();
    let capture = window_event_listener(ev::pointerover, move |event| {
        if event.pointer_type() != "touch" {
            host.pointed_at(dom::target(&event));
        }
    });
    let focus = window_event_listener(ev::focusin, move |event| host.focused(dom::target(&event)));
    let blur = window_event_listener(ev::focusout, move |_| host.hide());
    let press = window_event_listener(ev::pointerdown, move |_| host.hide());
    let escape = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Escape" {
            host.hide();
        }
    });
    on_cleanup(move || {
        capture.remove();
        focus.remove();
        blur.remove();
        press.remove();
        escape.remove();
    });
    listen(&window(), "scroll", true, move || host.scrolled());

    let content = move || {
        host.words.get().map(|words| {
            view! {
                {words.text}
                {words.keys.map(|keys| view! { <Kbd keys=keys /> })}
            }
        })
    };
    view! {
        <div
            class=class(scope, "pk-tooltip")
            id=host.id.get_value()
            role="tooltip"
            popover="manual"
            node_ref=host.tip
        >
            {content}
        </div>
    }
}

/// What a tooltip says.
#[derive(Clone, Debug, PartialEq)]
struct Words {
    text: String,
    keys: Option<String>,
}

/// The one tooltip of the page.
#[derive(Clone, Copy)]
struct Host {
    tip: NodeRef<html::Div>,
    id: StoredValue<String>,
    words: RwSignal<Option<Words>>,
    /// The control it belongs to, and what described that control before.
    anchor: StoredValue<Option<(HtmlElement, Option<String>)>, LocalStorage>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl Host {
    fn new() -> Self {
        Self {
            tip: NodeRef::new(),
            id: StoredValue::new(unique_id("pk-tooltip")),
            words: RwSignal::new(None),
            anchor: StoredValue::new_local(None),
            timer: StoredValue::new(None),
        }
    }

    fn element(self) -> Option<HtmlElement> {
        self.tip.try_get_untracked().flatten().map(Into::into)
    }

    fn anchor(self) -> Option<HtmlElement> {
        self.anchor.try_with_value(|anchor| anchor.as_ref().map(|(anchor, _)| anchor.clone()))?
    }

    /// Does something later, unless something else happens before.
    fn later(self, delay: Duration, action: impl FnOnce() + 'static) {
        self.cancel();
        self.timer.set_value(set_timeout_with_handle(action, delay).ok());
    }

    fn cancel(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }

    fn pointed_at(self, target: Option<Element>) {
        let Some(target) = target else { return };
        let current = self.anchor();
        let inside =
            |root: Option<HtmlElement>| root.is_some_and(|root| root.contains(Some(&target)));
        if inside(current.clone()) || inside(self.element()) {
            self.cancel();
            return;
        }
        match target.closest(ANCHOR).ok().flatten().and_then(|anchor| dom::html(&anchor)) {
            Some(anchor) => {
                // Once one is shown, its neighbours need no waiting.
                let delay = if current.is_some() { Duration::ZERO } else { SHOW };
                self.later(delay, move || self.show(anchor));
            }
            None if current.is_some() => self.later(HIDE, move || self.hide()),
            None => self.cancel(),
        }
    }

    fn focused(self, target: Option<Element>) {
        let anchor = target
            .filter(|target| target.matches(":focus-visible").unwrap_or(false))
            .and_then(|target| target.closest(ANCHOR).ok()?)
            .and_then(|anchor| dom::html(&anchor));
        match anchor {
            Some(anchor) => self.show(anchor),
            None => self.hide(),
        }
    }

    fn show(self, anchor: HtmlElement) {
        self.hide();
        let Some(tip) = self.element() else { return };
        let Some(text) = anchor.get_attribute("data-tooltip").filter(|text| !text.is_empty())
        else {
            return;
        };
        if !anchor.is_connected() {
            return;
        }
        // What is outside of a modal dialog cannot be pointed at while it is open.
        let dialog = anchor.closest("dialog").ok().flatten();
        let parent = dialog.or_else(|| document().body().map(Into::into));
        if parent.is_some() && tip.parent_element() != parent {
            let _ = parent.map(|parent| parent.append_child(&tip));
        }
        let before = anchor.get_attribute("aria-describedby");
        let said = |name: &str| anchor.get_attribute(name).as_deref() == Some(&*text);
        if !said("aria-label") && !said("aria-description") {
            let id = self.id.try_get_value().unwrap_or_default();
            let _ = anchor.set_attribute("aria-describedby", &described(before.as_deref(), &id));
        }
        self.words.set(Some(Words { text, keys: anchor.get_attribute("data-tooltip-keys") }));
        self.anchor.set_value(Some((anchor.clone(), before)));
        let _ = tip.show_popover();
        // In place once the words are drawn.
        request_animation_frame(move || {
            if self.anchor().as_ref() == Some(&anchor) {
                self.put(&anchor);
            }
        });
    }

    /// Puts the words beside their control.
    fn put(self, anchor: &HtmlElement) {
        let Some(tip) = self.element() else { return };
        let side = match anchor.get_attribute("data-tooltip-side").as_deref() {
            Some("after") => Side::After,
            _ => Side::Above,
        };
        layer::put(&tip, anchor, side, Align::Centre, true);
    }

    /// A control that gets the focus may scroll into sight, and its words come along. Those that
    /// the pointer asked for go: it points at something else now.
    fn scrolled(self) {
        let in_sight = |anchor: &HtmlElement| {
            let place = dom::rect(anchor);
            place.y + place.height > 0.0 && place.y < dom::viewport().1
        };
        match self.anchor().filter(|anchor| dom::has_focus(anchor) && in_sight(anchor)) {
            Some(anchor) => self.put(&anchor),
            None => self.hide(),
        }
    }

    fn hide(self) {
        self.cancel();
        let Some((anchor, before)) = self.anchor.try_update_value(Option::take).flatten() else {
            return;
        };
        let _ = match before {
            Some(before) => anchor.set_attribute("aria-describedby", &before),
            None => anchor.remove_attribute("aria-describedby"),
        };
        if let Some(tip) = self.element() {
            let _ = tip.remove_attribute("data-placed");
            let _ = tip.hide_popover();
        }
        self.words.set(None);
    }
}
