//! Everything that has to be changed in a form.

pub mod gallery;
mod logic;

use leptos::{html, prelude::*};
use stylers_macro::style_sheet;

use crate::{Icon, Level, class, dom, heading::heading};

/// What has to be changed about one field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Id of the field's root or of the control in it: `attr:id="order-name"` on a field of this
    /// library.
    pub field: String,
    /// What to change, the same words as on the field.
    pub text: String,
}

impl FieldError {
    /// For the field with the id `field`.
    pub fn new(field: impl Into<String>, text: impl Into<String>) -> Self {
        Self { field: field.into(), text: text.into() }
    }
}

/// Everything that has to be changed in a form, with links to the fields (GOV.UK "Error summary").
///
/// Put it above the form and fill it when the form is sent; the fields say the same words. It is
/// read out and takes the focus when it appears, and again with every attempt that sets `errors`.
/// Nothing is shown without errors.
///
/// Keyboard: Tab to the links; Enter moves the focus to the field.
#[component]
pub fn ErrorSummary(
    /// What has to be changed, in the order of the fields.
    #[prop(into)]
    errors: Signal<Vec<FieldError>>,
    /// Level of its heading.
    #[prop(default = Level::H3)]
    level: Level,
) -> impl IntoView {
    let scope = style_sheet!("components/src/error_summary/error_summary.css");
    let node = NodeRef::<html::Div>::new();
    Effect::new(move |before: Option<()>| {
        let any = errors.with(|errors| !errors.is_empty());
        // Not for errors that are there from the start: nobody asked for them.
        if any && before.is_some() {
            request_animation_frame(move || {
                dom::focus_later(node.try_get_untracked().flatten().map(Into::into));
            });
        }
    });
    let shown = move || {
        let errors = errors.get();
        (!errors.is_empty()).then(|| {
            let title = logic::heading(errors.len());
            let links: Vec<_> = errors
                .into_iter()
                .map(|FieldError { field, text }| {
                    let href = ["#", &field].concat();
                    view! {
                        <li>
                            <a
                                href=href
                                on:click=move |event| {
                                    // The address stays: it belongs to the page.
                                    event.prevent_default();
                                    go_to(&field);
                                }
                            >
                                {text}
                            </a>
                        </li>
                    }
                    .into_any()
                })
                .collect();
            view! {
                <div class=class(scope, "pk-error-summary") node_ref=node role="alert" tabindex="-1">
                    <Icon name=Icon::Danger />
                    <div>
                        {heading(level, "pk-error-summary-title", None, title.into_any())}
                        <ul>{links}</ul>
                    </div>
                </div>
            }
        })
    };
    shown.into_any()
}

/// Moves the focus into the field with this id: to the control that is wrong, else to the first.
fn go_to(field: &str) {
    let Some(element) = dom::by_id(field) else { return };
    let wrong = dom::find(&element, "[aria-invalid]");
    let control = wrong.or_else(|| dom::first_focusable(&element)).unwrap_or(element);
    dom::focus_later(Some(control));
}
