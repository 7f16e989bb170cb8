//! How a component names its root element.

/// The classes of a component's root: the scope that `style_sheet!` returned, and the readable
/// block name, such as `pk-button`.
///
/// `scope` comes from stylers and keeps two sheets apart; `block` is what people search for.
#[must_use]
pub fn class(scope: &'static str, block: &'static str) -> String {
    let mut classes = String::with_capacity(scope.len() + block.len() + 1);
    classes.push_str(scope);
    classes.push(' ');
    classes.push_str(block);
    classes
}
