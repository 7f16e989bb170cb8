//! Following a long list through the page: what [`crate::windowing`] needs to know, measured.

use crate::{
    observe::{computed_px, listen, watch_size},
    windowing::Geometry,
};
use leptos::prelude::*;
use web_sys::Element;

/// Attribute of the rows that are measured.
const ROW: &str = "[data-row]";

/// The place of one list in the viewport, kept up to date until the owner goes.
#[derive(Clone, Copy)]
pub(crate) struct Viewport {
    /// The last measurement.
    pub geometry: RwSignal<Geometry>,
    list: StoredValue<Option<Element>, LocalStorage>,
}

impl Viewport {
    /// Knows nothing until [`Self::follow`] is called.
    pub fn new() -> Self {
        Self {
            geometry: RwSignal::new(Geometry::default()),
            list: StoredValue::new_local(None),
        }
    }

    /// Starts to follow `list`, whose rows carry `data-row`, in whatever scrolls it.
    pub fn follow(self, list: &Element) {
        self.list.set_value(Some(list.clone()));
        let window: web_sys::Window = window();
        // Capturing, so that a list inside a scrolling dialog is followed as well.
        listen(&window, "scroll", true, move || self.measure());
        listen(&window, "resize", false, move || self.measure());
        // Rows grow with the density, and the list moves when something above it grows.
        match document().body() {
            Some(body) => watch_size(&[list, &body], move || self.measure()),
            None => watch_size(&[list], move || self.measure()),
        }
    }

    /// Measures now. Cheap enough for every scroll event: it reads, and writes only a change.
    pub fn measure(self) {
        let Some(Some(list)) = self.list.try_get_value() else { return };
        let Some(before) = self.geometry.try_get_untracked() else { return };
        let height = window().inner_height().ok().and_then(|height| height.as_f64());
        let row = list.query_selector(ROW).ok().flatten();
        let now = Geometry {
            scrolled: -list.get_bounding_client_rect().top(),
            height: height.unwrap_or(before.height),
            inset: row.as_ref().and_then(|row| computed_px(row, "scroll-margin-top")).unwrap_or(before.inset),
            row: row
                .map(|row| row.get_bounding_client_rect().height())
                .filter(|height| *height > 0.0)
                .unwrap_or(before.row),
        };
        if now != before {
            self.geometry.set(now);
        }
    }

    /// Scrolls the page by `distance` pixels and measures again.
    pub fn scroll_by(self, distance: f64) {
        if distance != 0.0 {
            window().scroll_by_with_x_and_y(0.0, distance);
            self.measure();
        }
    }
}
