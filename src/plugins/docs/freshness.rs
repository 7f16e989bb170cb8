//! How old a page is.

use crate::plugin::prelude::*;
use crate::plugin::time::instant;
use leptos::prelude::*;
use portico_components::{Badge, RelativeTime, Tone};

const DAY: i64 = 24 * 60 * 60 * 1000;

/// When something was last touched, and what that was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Touched {
    /// The page was changed.
    Changed(i64),
    /// The site was built; when the page was changed is not known.
    Built(i64),
}

impl Touched {
    /// The better of what is known.
    #[must_use]
    pub fn of(changed: Option<&str>, built: Option<i64>) -> Option<Self> {
        let changed = changed.and_then(|day| instant(&[day, "T00:00:00Z"].concat()));
        changed.map(Self::Changed).or(built.map(Self::Built))
    }

    const fn at(self) -> i64 {
        match self {
            Self::Changed(at) | Self::Built(at) => at,
        }
    }

    /// Whether nobody touched it for so many days.
    #[must_use]
    pub const fn is_old(self, now: i64, days: u32) -> bool {
        now - self.at() > days as i64 * DAY
    }
}

/// “Updated 3 days ago”, with a badge when that is long ago.
pub fn draw(touched: Option<Touched>, stale_after_days: u32) -> AnyView {
    let Some(touched) = touched else { return ().into_any() };
    let word = match touched {
        Touched::Changed(_) => "Updated ",
        Touched::Built(_) => "Built ",
    };
    let old = touched.is_old(js_sys::Date::now() as i64, stale_after_days);
    let badge = old.then(|| view! { <Badge tone=Tone::Warning label="May be out of date" /> });
    view! {
        <span class="docs-touched">
            <span>{word} <RelativeTime time=touched.at() /></span>
            {badge}
        </span>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_says_more_than_a_build() {
        let changed = Touched::of(Some("2026-08-03"), Some(1)).unwrap();
        assert_eq!(changed, Touched::Changed(1_785_715_200_000));
        assert_eq!(Touched::of(None, Some(1)), Some(Touched::Built(1)));
        assert_eq!(Touched::of(None, None), None);
        assert!(Touched::Built(0).is_old(181 * DAY, 180));
        assert!(!Touched::Built(0).is_old(179 * DAY, 180));
    }
}
