//! A file of the reader's own.

pub mod gallery;
mod logic;

use leptos::{ev, html, prelude::*};
use stylers_macro::style_sheet;
use wasm_bindgen::prelude::*;

use crate::{Field, FieldState, Icon, IconButton, Size, class};
pub use logic::{GivenFile, given_file};

/// What a file may weigh unless it is said, in bytes.
const MOST: u32 = 512_000;

/// One file, chosen from the reader's machine, as a `data:` address with its name in it:
/// `data:image/svg+xml;name=logo.svg;base64,…`.
///
/// It is read in the browser and goes nowhere by itself. A file that is larger than allowed is
/// refused, and what was chosen before stays. For a text that may be pasted take a `TextArea`.
///
/// Keyboard: the native control; Tab goes on to the button that takes the file away.
#[component]
pub fn FileField(
    /// What goes in.
    #[prop(into)]
    label: Signal<String>,
    /// Whether the label is only read aloud.
    #[prop(optional)]
    hide_label: bool,
    /// The file, as a `data:` address; none as long as nothing is chosen.
    #[prop(into)]
    value: Signal<Option<String>>,
    /// Called with another file, or none when it was taken away.
    #[prop(into)]
    on_change: Callback<Option<String>>,
    /// What the browser offers, as in the `accept` attribute: ".svg,image/png".
    #[prop(optional, into)]
    accept: String,
    /// What it may weigh, in bytes.
    #[prop(default = MOST)]
    most: u32,
    /// What happens with it.
    #[prop(optional, into)]
    help: Signal<Option<String>>,
    /// What to change; none when all is well.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
    /// Why it cannot be changed now; none when it can.
    #[prop(optional, into)]
    disabled_reason: Signal<Option<String>>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/file_field/file_field.css");
    let refused = RwSignal::new(None::<String>);
    let error = Signal::derive(move || refused.get().or_else(|| error.get()));
    let state = FieldState::new(help, error);
    let input = NodeRef::<html::Input>::new();
    let clear = move || {
        if let Some(input) = input.try_get_untracked().flatten() {
            // The same file again is a choice, too.
            input.set_value("");
        }
    };
    let chosen = move |_: ev::Event| {
        let file = input.try_get_untracked().flatten().and_then(|input| input.files()?.get(0));
        let Some(file) = file else { return };
        if file.size() > f64::from(most) {
            refused.set(Some(logic::too_large(&file.name(), file.size(), most)));
            return clear();
        }
        let name = file.name();
        let Ok(reader) = web_sys::FileReader::new() else { return };
        let read = reader.clone();
        let done = Closure::once_into_js(move || {
            // The page may have gone meanwhile: then nobody asks for it.
            match read.result().ok().and_then(|result| result.as_string()) {
                Some(url) => {
                    let _ = refused.try_set(None);
                    on_change.try_run(Some(logic::named(&url, &name)));
                }
                None => {
                    let _ = refused.try_set(Some(logic::unreadable(&name)));
                }
            }
        });
        reader.set_onloadend(Some(done.unchecked_ref()));
        let _ = reader.read_as_data_url(&file);
    };
    let remove = Callback::new(move |_| {
        clear();
        let _ = refused.try_set(None);
        on_change.try_run(None);
        if let Some(input) = input.try_get_untracked().flatten() {
            let _ = input.focus();
        }
    });
    let disabled = move || disabled_reason.with(Option::is_some);
    let given = Memo::new(move |_| value.with(|value| value.as_deref().and_then(given_file)));
    let shown = move || match given.get() {
        None => view! { <span data-none="">"No file"</span> }.into_any(),
        Some(file) => {
            let label = ["Remove ", &file.name].concat();
            let button = (!untrack(disabled)).then(|| {
                view! { <IconButton icon=Icon::Close label=label size=Size::Sm on_click=remove /> }
            });
            view! { <span data-name="">{file.words()}</span> {button} }.into_any()
        }
    };
    let about = [&state.id(), "-file"].concat();
    let described = {
        let about = about.clone();
        move || {
            let others = state.described_by();
            match others {
                Some(others) => [&others, " ", &about].concat(),
                None => about.clone(),
            }
        }
    };
    view! {
        <Field state label hide_label optional>
            <div class=class(scope, "pk-file-field")>
                <input
                    id=state.id()
                    node_ref=input
                    type="file"
                    accept=(!accept.is_empty()).then_some(accept)
                    aria-disabled=move || disabled().then_some("true")
                    aria-description=move || disabled_reason.get()
                    data-tooltip=move || disabled_reason.get()
                    aria-invalid=move || state.invalid()
                    aria-describedby=described
                    // It keeps its place in the order of Tab, so that the reason can be read.
                    on:click=move |event| {
                        if untrack(disabled) {
                            event.prevent_default();
                        }
                    }
                    on:change=chosen
                />
                <span id=about data-shown="">{shown}</span>
            </div>
        </Field>
    }
    .into_any()
}
