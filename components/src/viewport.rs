//! Following a long list through the page: what [`crate::windowing`] needs to know, measured.

use crate::{
    dom,
    observe::{computed_px, listen, watch_size},
    windowing::Geometry,
};
use leptos::prelude::*;
use web_sys::Element;

/// Attribute of the rows that are measured.
const ROW: &str = "[data-row]";

/// The place of one list in the part of the page that scrolls it, kept up to date until the owner
/// goes.
#[derive(Clone, Copy)]
pub(crate) struct Viewport {
    /// The last measurement.
    pub geometry: RwSignal<Geometry>,
    list: StoredValue<Option<Followed>, LocalStorage>,
}

/// A list and what scrolls it; none for the document.
#[derive(Clone)]
struct Followed {
    list: Element,
    scroller: Option<Element>,
}

impl Viewport {
    /// Knows nothing until [`Self::follow`] is called.
    pub fn new() -> Self {
        Self { geometry: RwSignal::new(Geometry::default()), list: StoredValue::new_local(None) }
    }

    /// Starts to follow `list`, whose rows carry `data-row`, inside of the component's `root`. It is
    /// measured at once: rows that come next are drawn once, and not again when the frame is there.
    pub fn follow(self, list: &Element, root: &Element) {
        let scroller = scroller_of(root);
        self.list.set_value(Some(Followed { list: list.clone(), scroller: scroller.clone() }));
        let window: web_sys::Window = window();
        // Capturing, because the scrolling of an inner region does not bubble.
        listen(&window, "scroll", true, move || self.measure());
        listen(&window, "resize", false, move || self.measure());
        // Rows grow with the density, and the list moves when something above it grows.
        match scroller.or_else(|| document().body().map(Into::into)) {
            Some(around) => watch_size(&[list, &around], move || self.measure()),
            None => watch_size(&[list], move || self.measure()),
        }
        self.measure();
    }

    /// Measures now. Cheap enough for every scroll event: it reads, and writes only a change.
    pub fn measure(self) {
        let Some(Some(Followed { list, scroller })) = self.list.try_get_value() else { return };
        let Some(before) = self.geometry.try_get_untracked() else { return };
        let (top, height) = match &scroller {
            Some(scroller) => (dom::rect(scroller).y, f64::from(scroller.client_height())),
            None => (0.0, dom::viewport().1),
        };
        let row = list.query_selector(ROW).ok().flatten();
        let around = scroller.or_else(|| document().document_element());
        let padding = around.and_then(|around| computed_px(&around, "scroll-padding-top"));
        let margin = row.as_ref().and_then(|row| computed_px(row, "scroll-margin-top"));
        let row = row.map(|row| dom::rect(&row).height).filter(|height| *height > 0.0);
        let now = Geometry {
            scrolled: top - dom::rect(&list).y,
            height,
            inset: padding.unwrap_or_default() + margin.unwrap_or_default(),
            row: row.unwrap_or(before.row),
        };
        if now != before {
            self.geometry.set(now);
        }
    }

    /// Scrolls by `distance` pixels and measures again.
    pub fn scroll_by(self, distance: f64) {
        if distance == 0.0 {
            return;
        }
        match self.list.try_get_value().flatten().and_then(|followed| followed.scroller) {
            Some(scroller) => scroller.scroll_by_with_x_and_y(0.0, distance),
            None => window().scroll_by_with_x_and_y(0.0, distance),
        }
        self.measure();
    }
}

/// The region around `root` that scrolls by itself; none if it is the document.
fn scroller_of(root: &Element) -> Option<Element> {
    let window = window();
    let mut around = root.parent_element();
    while let Some(element) = around {
        let style = window.get_computed_style(&element).ok().flatten();
        let overflow = style.and_then(|style| style.get_property_value("overflow-y").ok());
        if matches!(overflow.as_deref(), Some("auto" | "scroll")) {
            // What the root element and the body say is said for the document.
            return Some(element).filter(|e| !matches!(e.tag_name().as_str(), "HTML" | "BODY"));
        }
        around = element.parent_element();
    }
    None
}
