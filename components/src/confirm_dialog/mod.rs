//! A question before something that cannot be taken back.

pub mod gallery;
mod logic;

use leptos::prelude::*;

use crate::dialog::dialog_class;
use crate::modal::Modal;
use crate::{Button, LiveRegion, TextField, Tone, Variant, unique_id};

/// Asks before something irreversible (APG: alert dialog).
///
/// Only for what cannot be undone: anything else is done at once, with "Undo" in a toast. The
/// title is the question with the name of the thing, the button repeats the verb.
///
/// Keyboard: the focus starts on Cancel, the answer that destroys nothing, or in the field when a
/// name has to be typed. Escape cancels.
#[component]
pub fn ConfirmDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The question: "Unregister payments-ledger?".
    #[prop(into)]
    title: Signal<String>,
    /// What will happen, and what will not.
    #[prop(into)]
    text: Signal<String>,
    /// The verb on the button: "Unregister".
    #[prop(into)]
    confirm: Signal<String>,
    /// The word for the other button.
    #[prop(into, default = "Cancel".into())]
    cancel: Signal<String>,
    /// What has to be typed first, for what hurts many: the name of the thing.
    #[prop(optional, into)]
    typed: Signal<Option<String>>,
    /// `Danger`, unless nothing is lost.
    #[prop(default = Tone::Danger)]
    tone: Tone,
    /// While true it is being done, and the user cannot close it. For a dialog that stays.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Called when the answer is yes. The dialog has closed by then, unless it stays.
    #[prop(into)]
    on_confirm: Callback<()>,
    /// Whether the dialog stays open after the answer, until `open` is set to false.
    #[prop(optional)]
    stay: bool,
) -> impl IntoView {
    let modal = Modal::new(open, busy);
    let id = StoredValue::new(unique_id("pk-confirm"));
    let content = move || {
        open.get().then(|| {
            let answer = RwSignal::new(String::new());
            let missing = move || {
                let name = typed.get()?;
                (!logic::matches(&answer.get(), &name)).then(|| ["Type ", &name, " first"].concat())
            };
            let field = typed.get_untracked().map(|name| {
                view! {
                    <TextField
                        label=["Type ", &name, " to confirm"].concat()
                        value=answer
                        on_input=move |text| answer.set(text)
                        mono=true
                    />
                }
            });
            let first = field.is_none().then_some("");
            view! {
                <div data-sheet="">
                    <header>
                        <div>
                            <h2 id=id.get_value() data-title="">
                                {move || title.get()}
                            </h2>
                        </div>
                    </header>
                    <div data-body="">
                        <p id=[&id.get_value(), "-text"].concat()>{move || text.get()}</p>
                        {field}
                    </div>
                    <footer>
                        <Button
                            attr:data-autofocus=first
                            on_click=move |_| modal.dismiss()
                        >
                            {move || cancel.get()}
                        </Button>
                        <Button
                            variant=Variant::Solid
                            tone
                            loading=busy
                            disabled_reason=missing
                            on_click=move |_| {
                                // First, so that the focus is back before something else closes.
                                if !stay {
                                    open.set(false);
                                }
                                on_confirm.try_run(());
                            }
                        >
                            {move || confirm.get()}
                        </Button>
                    </footer>
                    <LiveRegion />
                </div>
            }
        })
    };
    view! {
        <dialog
            class=dialog_class()
            node_ref=modal.node
            role="alertdialog"
            data-kind="confirm"
            data-size="sm"
            aria-labelledby=id.get_value()
            aria-describedby=[&id.get_value(), "-text"].concat()
            on:cancel=move |event| modal.cancelled(event)
            on:close=move |event| modal.closed(event)
        >
            {content}
        </dialog>
    }
}
