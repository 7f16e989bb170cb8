//! A task that has to end before the page goes on.

pub mod gallery;

use leptos::prelude::*;
use stylers_macro::style_sheet;

use crate::modal::Modal;
use crate::{Icon, IconButton, LiveRegion, class, unique_id};

/// Width of a [`Dialog`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DialogSize {
    /// 400 px: a question.
    Sm,
    /// 560 px: a form.
    #[default]
    Md,
    /// 800 px: something to look at.
    Lg,
}

impl DialogSize {
    const fn name(self) -> &'static str {
        match self {
            Self::Sm => "sm",
            Self::Md => "md",
            Self::Lg => "lg",
        }
    }
}

/// The classes of a dialog.
pub(crate) fn dialog_class() -> String {
    let scope = style_sheet!("components/src/dialog/dialog.css");
    class(scope, "pk-dialog")
}

/// A task with an end, over the page (APG: modal dialog).
///
/// For a question about something irreversible take a `ConfirmDialog`, for a few controls beside a
/// button a `Popover`. What is long, or worth an address, is a page.
///
/// Keyboard: the focus goes to `[data-autofocus]`, else the first field, else the title. Tab stays
/// inside, Escape closes. The focus returns to where it was.
#[component]
pub fn Dialog(
    /// Whether it is open. Set it to open and to close; the user's closing sets it too.
    open: RwSignal<bool>,
    /// What it is about.
    #[prop(into)]
    title: Signal<String>,
    /// One sentence below the title.
    #[prop(optional, into)]
    description: Signal<Option<String>>,
    /// Its width.
    #[prop(optional)]
    size: DialogSize,
    /// While true the user cannot close it: something is under way.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Buttons at the bottom, the one that finishes the task last.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    /// Its content, drawn when it opens.
    children: ChildrenFn,
) -> impl IntoView {
    let modal = Modal::new(open, busy);
    let title_id = StoredValue::new(unique_id("pk-dialog"));
    let content = move || {
        open.get().then(|| {
            let text_id = [&title_id.get_value(), "-text"].concat();
            view! {
                <div data-sheet="">
                    <header>
                        <div>
                            <h2 id=title_id.get_value() data-title="" tabindex="-1">
                                {move || title.get()}
                            </h2>
                            {move || {
                                let text_id = text_id.clone();
                                description.get().map(|text| view! { <p id=text_id>{text}</p> })
                            }}
                        </div>
                        <IconButton
                            icon=Icon::Close
                            label="Close"
                            disabled_reason=move || {
                                busy.get().then(|| "Please wait until it is finished".to_owned())
                            }
                            on_click=move |_| modal.dismiss()
                        />
                    </header>
                    <div data-body="">{children()}</div>
                    {actions.as_ref().map(|actions| view! { <footer>{actions.run()}</footer> })}
                    <LiveRegion />
                </div>
            }
        })
    };
    view! {
        <dialog
            class=dialog_class()
            node_ref=modal.node
            data-size=size.name()
            aria-labelledby=title_id.get_value()
            aria-describedby=move || {
                description.with(Option::is_some).then(|| [&title_id.get_value(), "-text"].concat())
            }
            on:cancel=move |event| modal.cancelled(event)
            on:close=move |event| modal.closed(event)
            on:pointerdown=move |event| modal.pressed(event)
        >
            {content}
        </dialog>
    }
}
