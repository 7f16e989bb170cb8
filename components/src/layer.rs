//! A panel in the browser's top layer, tied to the control that opens it.
//!
//! The native popover brings the stack, Escape, the click outside and the escape from `overflow`;
//! this adds what it lacks: the place beside the control, content that exists only while it is
//! open, and the way back for the focus when panels are nested.

use leptos::{ev, html, prelude::*};
use web_sys::{Element, Event, HtmlElement};

use crate::dom;
use crate::number::pixels;
use crate::observe::{listen, watch_size};
use crate::position::{self, Align, Side};
use crate::unique_id;

/// A panel and the control that opens it.
#[derive(Clone, Copy)]
pub(crate) struct Layer {
    /// Whether the panel is open. Setting it opens and closes the panel.
    pub open: RwSignal<bool>,
    /// The panel, for `node_ref`.
    pub panel: NodeRef<html::Div>,
    /// Id of the control.
    pub control_id: StoredValue<String>,
    /// Id of the panel.
    pub panel_id: StoredValue<String>,
    had_focus: StoredValue<bool>,
    stage: StoredValue<Stage>,
    side: Side,
    align: Align,
}

/// Where a panel is between closed and open.
#[derive(Clone, Copy, PartialEq)]
enum Stage {
    Closed,
    /// Shown, and neither in its place nor told.
    Coming,
    Open,
    /// Hidden, and what it showed not yet taken away.
    Leaving,
}

impl Layer {
    /// A closed panel. `prefix` begins both ids.
    pub fn new(prefix: &str, open: RwSignal<bool>, side: Side, align: Align) -> Self {
        let control_id = unique_id(prefix);
        let layer = Self {
            open,
            panel: NodeRef::new(),
            panel_id: StoredValue::new([&control_id, "-panel"].concat()),
            control_id: StoredValue::new(control_id),
            had_focus: StoredValue::new(false),
            stage: StoredValue::new(Stage::Closed),
            side,
            align,
        };
        Effect::new(move || layer.follow(open.get()));
        layer
    }

    /// The control.
    pub fn control(self) -> Option<HtmlElement> {
        dom::by_id(&self.control_id.try_get_value()?)
    }

    /// The panel element, once it is on the page.
    pub fn element(self) -> Option<HtmlElement> {
        self.panel.try_get_untracked().flatten().map(Into::into)
    }

    /// Whether the browser shows the panel.
    pub fn is_shown(self) -> bool {
        self.element().is_some_and(|panel| panel.matches(":popover-open").unwrap_or(false))
    }

    /// Opens the panel.
    pub fn show(self) {
        if let Some(panel) = self.element()
            && !self.is_shown()
        {
            let _ = panel.show_popover();
        }
    }

    /// Closes the panel.
    pub fn hide(self) {
        if let Some(panel) = self.element()
            && self.is_shown()
        {
            let _ = panel.hide_popover();
        }
    }

    /// Opens the panel, or closes it.
    pub fn toggle(self) {
        if self.is_shown() { self.hide() } else { self.show() }
    }

    /// Brings the panel in line with the signal, for those who open it from elsewhere. The browser
    /// says only later that a panel is open, and a key may come before that, which is meant for what
    /// is in it: so the panel is told at once. What it shows is drawn by then, by the effect that
    /// has followed the signal for longer.
    fn follow(self, open: bool) {
        if !open {
            self.hide();
            return;
        }
        self.show();
        if let (Some(panel), Ok(toggle)) = (self.element(), Event::new("toggle")) {
            let _ = panel.dispatch_event(&toggle);
        }
    }

    /// Handler of `beforetoggle` on the panel: draws the content before the panel shows.
    pub fn before_toggle(self, _: Event) {
        if self.is_shown() {
            let inside = self.element().is_some_and(|panel| dom::has_focus(&panel));
            self.had_focus.set_value(inside);
            self.stage.set_value(Stage::Leaving);
            return;
        }
        // Opened again before the browser said that it was closed: the browser says then only that
        // it is open, and what is in it is of last time.
        let again = self.stage.try_get_value() == Some(Stage::Leaving);
        self.had_focus.set_value(false);
        self.stage.set_value(Stage::Coming);
        if again || self.open.try_get_untracked() == Some(false) {
            self.open.set(true);
        }
    }

    /// Handler of `toggle` on the panel. Returns whether it has just been opened: then its content
    /// is there and in place, and may take the focus.
    pub fn toggled(self, _: Event) -> bool {
        let Some(stage) = self.stage.try_get_value() else { return false };
        if self.is_shown() {
            if stage != Stage::Coming {
                return false;
            }
            self.stage.set_value(Stage::Open);
            self.put(true);
            return true;
        }
        if stage == Stage::Closed {
            return false;
        }
        self.stage.set_value(Stage::Closed);
        self.open.set(false);
        let Some(panel) = self.element() else { return false };
        let _ = panel.remove_attribute("data-placed");
        // The browser returns the focus for the outermost panel only, and may leave it for a moment
        // on what is hidden now.
        let lost = dom::focused().is_none() || dom::has_focus(&panel);
        if self.had_focus.try_get_value() == Some(true) && lost {
            dom::focus_later(self.control());
        }
        false
    }

    /// Keeps the panel in place while the page scrolls and sizes change. Called where the content
    /// is drawn, so that it ends when the panel closes.
    pub fn keep_in_place(self) {
        let window = window();
        listen(&window, "scroll", true, move || self.put(false));
        listen(&window, "resize", false, move || self.put(true));
        if let Some(panel) = self.element() {
            watch_size(&[&panel], move || self.put(false));
        }
    }

    /// Handler of `focusout` on the panel: closes it when the focus goes elsewhere in the page.
    pub fn focus_left(self, event: &ev::FocusEvent) {
        let Some(to) = event.related_target().and_then(|to| dom::element(&to)) else { return };
        let stays = self.element().is_some_and(|panel| panel.contains(Some(&to)))
            || self.control().is_some_and(|control| control.contains(Some(&to)));
        if !stays {
            queue_microtask(move || self.hide());
        }
    }

    /// Puts the panel beside its control; see [`put`].
    fn put(self, afresh: bool) {
        if !self.is_shown() || self.stage.try_get_value() != Some(Stage::Open) {
            return;
        }
        let (Some(panel), Some(control)) = (self.element(), self.control()) else { return };
        put(&panel, &control, self.side, self.align, afresh);
    }
}

/// Puts `panel` beside `anchor`, and says so in `data-placed`: until then it is not seen.
///
/// `afresh` measures the panel without the limit of last time. Not while something in it scrolls:
/// a list that is whole for a moment forgets how far it was scrolled.
pub(crate) fn put(panel: &HtmlElement, anchor: &Element, side: Side, align: Align, afresh: bool) {
    let style = panel.style();
    let set = |name: &str, value: f64| {
        let _ = style.set_property(name, &pixels(value.round()));
    };
    if afresh {
        let _ = style.remove_property("max-height");
    }
    if panel.has_attribute("data-stretch") {
        set("min-width", dom::rect(anchor).width);
    }
    let size = (f64::from(panel.offset_width()), f64::from(panel.offset_height()));
    let place =
        position::place(dom::rect(anchor), size, dom::viewport(), side, align, dom::is_rtl(anchor));
    set("left", place.x);
    set("top", place.y);
    set("max-height", place.max_height);
    let _ = panel.set_attribute("data-placed", "");
}
