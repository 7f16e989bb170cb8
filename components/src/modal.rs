//! What dialogs, drawers and the palette share: the native modal dialog.
//!
//! The browser makes everything else inert, keeps Tab inside, answers Escape and returns the focus.
//! This opens and closes it by a signal and finds the element that should have the focus first.

use leptos::{ev, html, prelude::*};
use web_sys::{Element, Event, HtmlElement};

use crate::dom;

/// Takes the focus before anything else does.
const FIRST: &str = "[data-autofocus]";

/// Otherwise the first thing to fill in.
const FIELD: &str =
    "input:not([type=hidden]):not(:disabled), select:not(:disabled), textarea:not(:disabled)";

/// Otherwise the title, so that reading starts at the top.
const TITLE: &str = "[data-title]";

/// A modal dialog and whether it is open.
#[derive(Clone, Copy)]
pub(crate) struct Modal {
    /// Whether it is open. Setting it opens and closes the dialog.
    pub open: RwSignal<bool>,
    /// The dialog, for `node_ref`.
    pub node: NodeRef<html::Dialog>,
    /// While true the user cannot close it: something is under way.
    locked: Signal<bool>,
    /// What had the focus before.
    opener: StoredValue<Option<HtmlElement>, LocalStorage>,
}

impl Modal {
    /// A dialog that opens when `open` becomes true.
    pub fn new(open: RwSignal<bool>, locked: Signal<bool>) -> Self {
        let opener = StoredValue::new_local(None);
        let modal = Self { open, node: NodeRef::new(), locked, opener };
        Effect::new(move || modal.follow(open.get()));
        modal
    }

    /// Tracks the element as well: what is drawn because it was asked for is open from the start.
    fn follow(self, open: bool) {
        let Some(dialog) = self.node.get() else { return };
        if open && !dialog.open() {
            self.opener.set_value(dom::focused());
            let _ = dialog.show_modal();
            // The content is drawn by then.
            request_animation_frame(move || {
                let_keys_scroll(&dialog);
                if let Some(first) = first_of(&dialog) {
                    let _ = first.focus();
                }
            });
        } else if !open && dialog.open() {
            dialog.close();
        }
    }

    /// Closes it, unless something is under way.
    pub fn dismiss(self) {
        if self.locked.try_get_untracked() != Some(true) {
            self.open.set(false);
        }
    }

    /// Handler of `cancel`: Escape, and the way back on a phone.
    pub fn cancelled(self, event: Event) {
        // A file field inside has a `cancel` of its own.
        if event.target() == event.current_target() {
            event.prevent_default();
            self.dismiss();
        }
    }

    /// Handler of `close`: keeps the signal true to the page, and the focus on the page.
    pub fn closed(self, event: Event) {
        // The browser says it only later: it may be open again.
        let again = self.node.try_get_untracked().flatten().is_some_and(|dialog| dialog.open());
        if again || event.target() != event.current_target() {
            return;
        }
        if self.open.try_get_untracked() == Some(true) {
            self.open.set(false);
        }
        // The browser could not return the focus: two dialogs closed at once, or the opener is
        // gone. Then reading goes on at the heading of the page.
        let opener = self.opener.try_update_value(Option::take).flatten();
        if dom::focused().is_none() {
            let shown = |opener: &HtmlElement| opener.get_client_rects().length() > 0;
            let page = document().document_element();
            let heading = || dom::find(&page?, "main h1[tabindex], main[tabindex]");
            dom::focus_later(opener.filter(shown).or_else(heading));
        }
    }

    /// Handler of `pointerdown`: a press outside closes it.
    pub fn pressed(self, event: ev::PointerEvent) {
        // The content fills the dialog, so its own surface is only met behind it.
        if event.target() == event.current_target() {
            queue_microtask(move || self.dismiss());
        }
    }
}

/// A body that scrolls and holds nothing to focus is focused itself, or no key could scroll it.
fn let_keys_scroll(dialog: &Element) {
    if let Some(body) = dom::find(dialog, "[data-body]")
        && body.scroll_height() > body.client_height()
        && dom::first_focusable(&body).is_none()
    {
        body.set_tab_index(0);
    }
}

fn first_of(dialog: &Element) -> Option<HtmlElement> {
    [FIRST, FIELD, TITLE].into_iter().find_map(|selector| dom::find(dialog, selector))
}
