//! Starred and recently opened entities, kept by the shell with the user's other preferences.

use leptos::prelude::*;

/// Reading and changing the stars.
#[derive(Clone, Copy)]
pub struct Stars {
    all: Signal<Vec<String>>,
    recent: Signal<Vec<String>>,
    toggle: Option<Callback<String>>,
}

impl Stars {
    /// Stars that `toggle` changes, and what was opened recently.
    #[must_use]
    pub const fn new(
        all: Signal<Vec<String>>,
        recent: Signal<Vec<String>>,
        toggle: Callback<String>,
    ) -> Self {
        Self { all, recent, toggle: Some(toggle) }
    }

    /// Whether the entity with this reference is starred. Tracked.
    #[must_use]
    pub fn has(self, entity: &str) -> bool {
        self.all.try_with(|all| all.iter().any(|starred| starred == entity)).unwrap_or_default()
    }

    /// All of them. Tracked.
    #[must_use]
    pub fn all(self) -> Vec<String> {
        self.all.try_get().unwrap_or_default()
    }

    /// What was opened recently, newest first. Tracked.
    #[must_use]
    pub fn recent(self) -> Vec<String> {
        self.recent.try_get().unwrap_or_default()
    }

    /// Sets or removes a star.
    pub fn toggle(self, entity: &str) {
        if let Some(toggle) = self.toggle {
            toggle.try_run(entity.to_owned());
        }
    }
}

/// The user's stars; outside of the portal there are none.
#[must_use]
pub fn use_stars() -> Stars {
    use_context::<Stars>().unwrap_or_else(|| Stars {
        all: Signal::stored(Vec::new()),
        recent: Signal::stored(Vec::new()),
        toggle: None,
    })
}
