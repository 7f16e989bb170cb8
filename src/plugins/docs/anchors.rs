//! Going to the headings of a page.

use leptos::prelude::{Get as _, *};
use leptos_router::hooks::use_location;
use web_sys::Element;

use super::reader::Doc;
use crate::plugin::route::decode;
use crate::readers::note;

/// Stands before the ids of a document.
pub const PREFIX: &str = "doc-";

/// Goes to the heading of the address, once, as soon as it is on the page.
pub fn follow(doc: Memo<Option<Doc>>, page: Memo<String>, built: RwSignal<u32>) {
    let location = use_location();
    let gone = StoredValue::new((String::new(), String::new()));
    Effect::new(move || {
        built.track();
        note(&ArcMemo::from(location.hash));
        let hash = location.hash.get();
        let anchor = decode(hash.trim_start_matches('#'));
        let wanted = (page.get(), anchor.clone());
        // The last page stays until the next one is here, and may have such a heading too.
        let here = doc.with(|doc| doc.as_ref().is_some_and(|doc| doc.path == wanted.0));
        if gone.with_value(|gone| *gone == wanted) || !here {
            return;
        }
        if anchor.is_empty() {
            gone.set_value(wanted);
            return;
        }
        request_animation_frame(move || {
            let new = gone.try_with_value(|gone| *gone != wanted).unwrap_or_default();
            if new && go_to(&anchor) {
                gone.set_value(wanted);
            }
        });
    });
}

/// Frames without growth after which a page is believed to have its size: it comes in pieces, and
/// parts of a long one are laid out when they come near the window.
const UNSETTLED: u32 = 60;

/// Brings a heading to the top of the window; false if it is not on the page.
pub fn go_to(id: &str) -> bool {
    let Some(target) = document().get_element_by_id(&[PREFIX, id].concat()) else { return false };
    target.scroll_into_view();
    hold(target, UNSETTLED);
    true
}

/// Keeps a heading at the top of the window while the page around it grows and moves, unless somebody
/// scrolls away from it. What follows the heading may be missing at first, and then the page is too
/// short to bring it to the top.
fn hold(target: Element, frames: u32) {
    let place = |target: &Element| {
        let scrolled = window().scroll_y().unwrap_or_default();
        let height = document().document_element().map_or(0, |page| page.scroll_height());
        (scrolled.round(), target.get_bounding_client_rect().top().round(), height)
    };
    let (scrolled, top, height) = place(&target);
    request_animation_frame(move || {
        let (now, moved, tall) = place(&target);
        let (slid, turned) = ((moved - top).abs() > 1.0, (now - scrolled).abs() > 1.0);
        if frames == 0 || !target.is_connected() || (slid && turned) {
            return;
        }
        let grown = tall != height;
        if slid || grown {
            target.scroll_into_view();
        }
        hold(target, if grown { UNSETTLED } else { frames - 1 });
    });
}
