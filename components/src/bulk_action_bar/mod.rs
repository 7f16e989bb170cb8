//! What can be done with all that is selected.

pub mod gallery;

use leptos::{ev::FocusEvent, html, prelude::*};
use stylers_macro::style_sheet;
use web_sys::{Element, HtmlElement};

use crate::{
    Button, Icon, Toolbar, Variant, VisuallyHidden, class, dom, group_digits, rows::announcement,
};

/// A toolbar for the rows that are selected, there as long as some are.
///
/// It says how many, also to those who listen, and how many of them are out of sight because of a
/// filter: what acts on many things has to say on which. Usually it takes the place of the filter
/// bar; see `otherwise`. What is done with many things at once and cannot be undone asks first, in
/// a `ConfirmDialog` that names the number.
///
/// Keyboard: that of [`Toolbar`]. When the bar goes while the focus is in it, the focus returns to
/// where it came from.
///
/// Pattern: APG "Toolbar".
#[component]
pub fn BulkActionBar(
    /// How many are selected.
    #[prop(into)]
    count: Signal<usize>,
    /// How many of them are not among the rows shown.
    #[prop(optional, into)]
    unseen: Signal<usize>,
    /// What they are: "components".
    #[prop(into)]
    noun: Signal<String>,
    /// Called to select none.
    #[prop(into)]
    on_clear: Callback<()>,
    /// What stands here while nothing is selected: the filter bar.
    #[prop(optional, into)]
    otherwise: Option<ViewFn>,
    /// The buttons.
    children: ChildrenFn,
) -> impl IntoView {
    let scope = style_sheet!("components/src/bulk_action_bar/bulk_action_bar.css");
    let root = NodeRef::<html::Div>::new();
    let any = Memo::new(move |_| count.get() > 0);
    let hidden = move || match unseen.get() {
        0 => None,
        unseen => Some([&group_digits(unseen), " not shown"].concat()),
    };
    let what = Signal::derive(move || match (count.get(), hidden()) {
        (0, _) => "None selected".to_owned(),
        (count, None) => [&group_digits(count), " selected"].concat(),
        (count, Some(hidden)) => [&group_digits(count), " selected, ", &hidden].concat(),
    });
    let said = announcement(what, false);

    let came_from = StoredValue::new_local(None::<HtmlElement>);
    let arrived = move |event: FocusEvent| {
        let Some(root) = root.try_get_untracked().flatten() else { return };
        let from = event.related_target().and_then(|from| dom::element(&from));
        if let Some(from) = from.filter(|from| !root.contains(Some(from))) {
            came_from.set_value(dom::html(&from));
        }
    };
    // Runs before the bar is taken off the page, because it was there first.
    Effect::new(move |before: Option<bool>| {
        let any = any.get();
        let Some(root) = root.get_untracked().filter(|_| before == Some(true) && !any) else {
            return any;
        };
        if dom::has_focus(&root) || dom::focused().is_none() {
            request_animation_frame(move || return_focus(&root, came_from));
        }
        any
    });

    let bar = move || {
        if !any.get() {
            return otherwise.as_ref().map(ViewFn::run);
        }
        let children = children.clone();
        let label = Signal::derive(move || ["Actions for selected ", &noun.get()].concat());
        let clear = move |_| {
            on_clear.try_run(());
        };
        Some(
            view! {
                <div data-bar="">
                    <strong>
                        {move || [&group_digits(count.get()), " selected"].concat()}
                        {move || hidden().map(|hidden| view! { <small>", " {hidden}</small> })}
                    </strong>
                    <Toolbar label>
                        {children()}
                        <Button icon=Icon::Close variant=Variant::Ghost on_click=clear>
                            "Clear selection"
                        </Button>
                    </Toolbar>
                </div>
            }
            .into_any(),
        )
    };
    view! {
        <div class=class(scope, "pk-bulk-action-bar") node_ref=root on:focusin=arrived>
            {bar}
            <VisuallyHidden><span role="status">{said}</span></VisuallyHidden>
        </div>
    }
    .into_any()
}

/// Puts the focus where it was before the bar got it, or on what stands in the bar's place.
fn return_focus(root: &Element, came_from: StoredValue<Option<HtmlElement>, LocalStorage>) {
    if dom::focused().is_some() {
        return;
    }
    let before = came_from.try_get_value().flatten().filter(|element| element.is_connected());
    dom::focus_later(before.or_else(|| dom::first_focusable(root)));
}
