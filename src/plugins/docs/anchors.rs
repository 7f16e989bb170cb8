//! Going to the headings of a page.

use leptos::prelude::{Get as _, *};
use leptos_router::hooks::use_location;

use super::reader::Doc;
use crate::plugin::route::decode;

/// Stands before the ids of a document.
pub const PREFIX: &str = "doc-";

/// Goes to the heading of the address, once, as soon as it is on the page.
pub fn follow(doc: Memo<Option<Doc>>, page: Memo<String>, built: RwSignal<u32>) {
    let location = use_location();
    let gone = StoredValue::new((String::new(), String::new()));
    Effect::new(move || {
        built.track();
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

/// Brings a heading to the top of the window; false if it is not on the page.
pub fn go_to(id: &str) -> bool {
    let Some(target) = document().get_element_by_id(&[PREFIX, id].concat()) else { return false };
    target.scroll_into_view();
    // What is around it is laid out only now, and may be of another size than was thought.
    request_animation_frame(move || target.scroll_into_view());
    true
}
