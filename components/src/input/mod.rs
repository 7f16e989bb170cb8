//! The frame of everything that is typed into or chosen from.

use stylers_macro::style_sheet;

use crate::class;

/// The classes of the frame around a native control.
pub(crate) fn input_class() -> String {
    let scope = style_sheet!("components/src/input/input.css");
    class(scope, "pk-input")
}
