//! Icons: one family, drawn on a grid of 16 with a stroke of 1.5 px at every size.

mod drawings;
pub mod gallery;

use leptos::prelude::*;
use stylers_macro::style_sheet;

use crate::class;
pub use drawings::Icon;

/// Side of an icon. The stroke stays 1.5 px.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum IconSize {
    /// 12 px: the caret of a button, a mark inside a chip.
    Xs,
    /// 16 px: in text, rows and buttons.
    #[default]
    Sm,
    /// 20 px: alone in a button of the top bar.
    Md,
    /// 24 px: before the heading of a page.
    Lg,
    /// 32 px: on a tile.
    Xl,
    /// 48 px: above an empty state.
    Hero,
}

impl IconSize {
    /// Value of the `data-size` attribute.
    const fn name(self) -> &'static str {
        match self {
            Self::Xs => "xs",
            Self::Sm => "sm",
            Self::Md => "md",
            Self::Lg => "lg",
            Self::Xl => "xl",
            Self::Hero => "hero",
        }
    }
}

fn icon_class() -> String {
    let scope = style_sheet!("components/src/icon/icon.css");
    class(scope, "pk-icon")
}

/// The element of an icon: one that stays what it is, or one whose parts are functions.
macro_rules! drawn {
    ($size:expr, $filled:expr, $tint:expr, $path:expr) => {
        view! {
            <svg
                class=icon_class()
                viewBox="0 0 16 16"
                aria-hidden="true"
                focusable="false"
                data-size={$size.name()}
                data-filled={$filled.then_some("")}
                data-tint={$tint}
            >
                <path d={$path}></path>
            </svg>
        }
    };
}

/// A drawing beside text, in the colour of the text around it.
///
/// It is hidden from assistive technology: the words beside it, or the label of the control
/// around it, say what it means. For a control that is only an icon use `IconButton`.
#[component]
pub fn Icon(
    /// Which drawing.
    name: Icon,
    /// Its side.
    #[prop(optional)]
    size: IconSize,
    /// Whether the shape is filled: a star that is set.
    #[prop(optional)]
    filled: bool,
    /// Whether the drawing of a kind of entity has the colour of that kind.
    #[prop(optional)]
    tinted: bool,
) -> impl IntoView {
    drawn!(size, filled, tinted.then(|| name.name()), name.path())
}

/// An [`Icon`](component@Icon) of 16 px, tinted if it is that of a kind, whose drawing changes
/// while the element stays. For lists that follow typing: an element that is made anew, or whose
/// attributes are, is styled anew.
#[must_use]
pub fn living_icon(name: Signal<Icon>) -> AnyView {
    drawn!(IconSize::Sm, false, move || name.get().name(), move || name.get().path()).into_any()
}
