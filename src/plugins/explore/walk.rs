//! Walking over a map by the arrow keys: to the nearest link in that direction.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// A link on the map: its middle, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
}

/// Half a line: what is no further off than this is on the same line.
const LINE: i32 = 10;

/// The link that an arrow key leads to: the nearest in that direction, where a step sideways counts
/// twice, so that a walk along a line stays on it.
pub fn next(key: &str, from: usize, spots: &[Spot]) -> Option<usize> {
    let here = *spots.get(from)?;
    let ahead = |spot: Spot| {
        let (x, y) = (spot.x - here.x, spot.y - here.y);
        let (along, across) = match key {
            "ArrowRight" => (x, y),
            "ArrowLeft" => (-x, y),
            "ArrowDown" => (y, x),
            "ArrowUp" => (-y, x),
            _ => return None,
        };
        let sideways = matches!(key, "ArrowRight" | "ArrowLeft");
        // Left and right stay on the line; up and down leave it.
        let fits = if sideways { along > 0 && across.abs() <= LINE } else { along > LINE };
        fits.then(|| along + 2 * across.abs())
    };
    let ahead = spots.iter().enumerate().filter_map(|(at, spot)| Some((ahead(*spot)?, at)));
    ahead.min().map(|(_, at)| at)
}

/// Handler of `keydown` on the map.
pub fn walk(event: &KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key() {
        return;
    }
    let Some(map) = event.current_target().and_then(|map| map.dyn_into::<Element>().ok()) else {
        return;
    };
    let Ok(found) = map.query_selector_all("a[href]") else { return };
    let links: Vec<HtmlElement> =
        (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect();
    let active = document().active_element();
    let Some(from) = links.iter().position(|link| active.as_deref() == Some(link.as_ref())) else {
        return;
    };
    let spots: Vec<Spot> = links
        .iter()
        .map(|link| {
            let place = link.get_bounding_client_rect();
            Spot {
                x: (place.x() + place.width() / 2.0) as i32,
                y: (place.y() + place.height() / 2.0) as i32,
            }
        })
        .collect();
    if let Some(link) = next(&event.key(), from, &spots).and_then(|at| links.get(at)) {
        event.prevent_default();
        let _ = link.focus();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_lead_to_the_nearest_link() {
        let spots =
            [(10, 10), (60, 12), (200, 10), (20, 40), (190, 44)].map(|(x, y)| Spot { x, y });
        let go = |key: &str, from| next(key, from, &spots);
        assert_eq!(go("ArrowRight", 0), Some(1));
        assert_eq!(go("ArrowRight", 1), Some(2));
        assert_eq!(go("ArrowRight", 2), None, "the line ends here");
        assert_eq!(go("ArrowDown", 0), Some(3));
        assert_eq!(go("ArrowDown", 2), Some(4));
        assert_eq!(go("ArrowUp", 4), Some(2));
        assert_eq!(go("ArrowLeft", 4), Some(3));
        assert_eq!((go("Tab", 0), go("ArrowUp", 0), go("ArrowUp", 9)), (None, None, None));
    }
}
