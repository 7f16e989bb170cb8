//! A card beside a link that is pointed at.

pub mod gallery;
mod peek;

pub use peek::PeekHost;

use std::time::Duration;

use leptos::{
    ev::{self, PointerEvent},
    leptos_dom::helpers::TimeoutHandle,
    prelude::*,
};
use stylers_macro::style_sheet;
use web_sys::HtmlElement;

use crate::{
    class, dom,
    layer::Layer,
    position::{Align, Side},
};

/// Time to get from the link to the card, which can be pointed at as well.
const HIDE: Duration = Duration::from_millis(200);

/// A card with a few facts beside a link that is pointed at or has the focus: who a person is,
/// what state a component is in.
///
/// It is an extra: whatever it shows stands on the page the link leads to, because a touch screen
/// has no pointer to show it with. For one sentence take a tooltip (`TooltipHost`), for controls a
/// [`Popover`](crate::Popover). The link must not have a tooltip besides.
///
/// Keyboard: it opens when the link gets a visible focus, Tab goes on into it, Escape closes it
/// and leaves the focus on the link; so does moving the focus elsewhere.
///
/// Pattern: WCAG 1.4.13, content on hover or focus.
#[component]
pub fn HoverCard(
    /// What the card is: "About Mira Okonkwo".
    #[prop(into)]
    label: Signal<String>,
    /// The link, or another control that takes the focus.
    trigger: AnyView,
    /// How long pointing at the link is asking.
    #[prop(default = Duration::from_millis(500))]
    delay: Duration,
    /// Where the card goes if there is room.
    #[prop(default = Side::Below)]
    side: Side,
    /// The card, drawn when it opens.
    children: ChildrenFn,
) -> impl IntoView {
    let scope = style_sheet!("components/src/hover_card/hover_card.css");
    let open = RwSignal::new(false);
    let layer = Layer::new("pk-hover-card", open, side, Align::Start);
    let peek = Peek { layer, timer: StoredValue::new(None), returning: StoredValue::new(false) };
    on_cleanup(move || peek.cancel());
    let entered = move |event: PointerEvent| {
        if event.pointer_type() != "touch" {
            peek.later(if layer.is_shown() { Duration::ZERO } else { delay }, true);
        }
    };
    let left = move |event: PointerEvent| {
        if event.pointer_type() == "touch" {
            return;
        }
        // While the focus is in it, the pointer may go where it likes.
        if peek.has_focus() { peek.cancel() } else { peek.later(HIDE, false) }
    };
    let focused = move |event: web_sys::FocusEvent| {
        if peek.returning.try_update_value(std::mem::take) == Some(true) {
            return;
        }
        let target = dom::target(&event);
        if target.is_some_and(|target| target.matches(":focus-visible").unwrap_or(false)) {
            peek.later(Duration::ZERO, true);
        }
    };
    let blurred = move |event: web_sys::FocusEvent| {
        let to = event.related_target().and_then(|to| dom::element(&to));
        let inside =
            |root: Option<HtmlElement>| root.is_some_and(|root| root.contains(to.as_deref()));
        if to.is_none() || !(inside(layer.control()) || inside(layer.element())) {
            peek.later(Duration::ZERO, false);
        }
    };
    let content = move || {
        open.get().then(|| {
            layer.keep_in_place();
            // Wherever the focus and the pointer are.
            let escape = window_event_listener(ev::keydown, move |event| {
                if event.key() == "Escape" && layer.is_shown() {
                    // It was meant for the card, not for the dialog around it.
                    event.prevent_default();
                    peek.dismiss();
                }
            });
            on_cleanup(move || escape.remove());
            children()
        })
    };
    view! {
        <span
            class=class(scope, "pk-hover-card")
            on:pointerenter=entered
            on:pointerleave=left
            on:focusin=focused
            on:focusout=blurred
        >
            <span id=layer.control_id.get_value() on:click=move |_| peek.hide()>{trigger}</span>
            <div
                class="pk-hover-card-card"
                id=layer.panel_id.get_value()
                node_ref=layer.panel
                popover="manual"
                role="group"
                aria-label=label
                on:beforetoggle=move |event| layer.before_toggle(event)
                on:toggle=move |event| {
                    layer.toggled(event);
                }
            >
                {content}
            </div>
        </span>
    }
    .into_any()
}

/// A card and what is about to happen to it.
#[derive(Clone, Copy)]
struct Peek {
    layer: Layer,
    timer: StoredValue<Option<TimeoutHandle>>,
    /// The focus is on its way back to the link, which is no reason to open the card again.
    returning: StoredValue<bool>,
}

impl Peek {
    /// Opens or closes it later, unless something else happens before.
    fn later(self, delay: Duration, open: bool) {
        self.cancel();
        let act = move || {
            if open { self.layer.show() } else { self.layer.hide() }
        };
        self.timer.set_value(set_timeout_with_handle(act, delay).ok());
    }

    fn hide(self) {
        self.cancel();
        self.layer.hide();
    }

    /// Closes it for the reader, whose focus may be in it.
    fn dismiss(self) {
        if self.layer.element().is_some_and(|card| dom::has_focus(&card)) {
            self.returning.set_value(true);
            let control = self.layer.control();
            dom::focus_later(control.and_then(|control| dom::first_focusable(&control)));
        }
        self.hide();
    }

    fn cancel(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }

    fn has_focus(self) -> bool {
        let has = |root: Option<HtmlElement>| root.is_some_and(|root| dom::has_focus(&root));
        has(self.layer.control()) || has(self.layer.element())
    }
}
