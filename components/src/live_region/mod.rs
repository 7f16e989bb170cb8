//! What is said to people who listen, without moving the focus.

pub mod gallery;
mod logic;

use std::time::Duration;

use leptos::prelude::*;

/// A message that stays can be met again by somebody who reads on; after this it is gone.
const KEPT: Duration = Duration::from_secs(7);

/// How urgent an announcement is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Politeness {
    /// When the reader has finished what it says now: counts, "Copied", "Saved".
    #[default]
    Polite,
    /// At once: something failed.
    Assertive,
}

/// Says things to people who listen. Provided once by the shell, drawn by [`LiveRegion`].
#[derive(Clone, Copy, Debug)]
pub struct Announcer {
    polite: RwSignal<String>,
    assertive: RwSignal<String>,
}

impl Announcer {
    /// Creates the announcer of the page and gives it to every component below.
    #[must_use]
    pub fn provide() -> Self {
        let announcer = Self::silent();
        provide_context(announcer);
        announcer
    }

    fn silent() -> Self {
        Self { polite: RwSignal::new(String::new()), assertive: RwSignal::new(String::new()) }
    }

    /// Says a short sentence. The same sentence twice is said twice.
    pub fn say(self, text: &str, politeness: Politeness) {
        let region = match politeness {
            Politeness::Polite => self.polite,
            Politeness::Assertive => self.assertive,
        };
        let Some(before) = region.try_get_untracked() else { return };
        let shown = logic::distinct(&before, text);
        region.set(shown.clone());
        set_timeout(
            move || {
                if region.try_with_untracked(|now| *now == shown) == Some(true) {
                    region.set(String::new());
                }
            },
            KEPT,
        );
    }
}

/// The announcer of the page; one that nobody hears when the shell provided none.
///
/// Call it while the component is built and keep the answer: a listener has no context.
#[must_use]
pub fn use_announcer() -> Announcer {
    use_context().unwrap_or_else(Announcer::silent)
}

/// The element that assistive technology watches for announcements.
///
/// Mounted once, at the end of the page. Modal dialogs bring one of their own, because what is
/// outside of them is silent while they are open.
#[component]
pub fn LiveRegion() -> impl IntoView {
    let announcer = use_announcer();
    view! {
        <div class="u-visually-hidden">
            <div role="status">{move || announcer.polite.get()}</div>
            <div role="alert">{move || announcer.assertive.get()}</div>
        </div>
    }
}
