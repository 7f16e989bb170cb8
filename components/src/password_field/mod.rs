//! A secret that is typed.

pub mod gallery;

use leptos::{ev, prelude::*};

use crate::{InputKind, Politeness, Size, TextField, use_announcer};

/// A password or a token with its label, hidden until somebody wants to see it.
///
/// It can be pasted, and password managers know it by `autocomplete`. For one to be chosen, say
/// the rules in the help and what is missing in the error. A secret that is only shown goes into
/// a `CodeBlock` with a copy button.
///
/// While Caps Lock is on, the field says so.
///
/// Keyboard: Tab to the text, then to the button that shows it (a toggle, `aria-pressed`).
///
/// Pattern: the GOV.UK "Password input".
#[component]
pub fn PasswordField(
    /// What goes in.
    #[prop(into)]
    label: Signal<String>,
    /// The text.
    #[prop(into)]
    value: Signal<String>,
    /// Called for every change, with the whole text.
    #[prop(into)]
    on_input: Callback<String>,
    /// What the browser may fill in: `current-password` unless given, `new-password` for one that
    /// is chosen, `one-time-code`, `off` for the token of another system.
    #[prop(default = "current-password")]
    autocomplete: &'static str,
    /// What happens with it, or how it is written.
    #[prop(optional, into)]
    help: Signal<Option<String>>,
    /// What to change; none when all is well.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
    /// Whether it is a must, told to assistive technology.
    #[prop(optional)]
    required: bool,
    /// Its height.
    #[prop(optional)]
    size: Size,
    /// Why it cannot be changed now; none when it can.
    #[prop(optional, into)]
    disabled_reason: Signal<Option<String>>,
) -> impl IntoView {
    let announcer = use_announcer();
    let caps = RwSignal::new(false);
    let help = Signal::derive(move || match (caps.get(), help.get()) {
        (false, help) => help,
        (true, None) => Some(CAPS.to_owned()),
        (true, Some(help)) => Some([CAPS, " ", &help].concat()),
    });
    let on_key = move |event: ev::KeyboardEvent| {
        let on = event.get_modifier_state("CapsLock");
        if caps.try_get_untracked().is_some_and(|before| before != on) {
            caps.set(on);
            if on {
                announcer.say(CAPS, Politeness::Polite);
            }
        }
    };
    view! {
        <TextField
            label
            value
            on_input
            kind=InputKind::Password
            autocomplete
            help
            error
            optional
            required
            size
            disabled_reason
            on:keyup=on_key
            on:focusout=move |_| {
                let _ = caps.try_set(false);
            }
        />
    }
    .into_any()
}

const CAPS: &str = "Caps Lock is on.";
