//! One number that matters.

pub mod gallery;

use crate::{Icon, IconSize, Skeleton, SkeletonKind, Tone, VisuallyHidden, class, unique_id};
use leptos::prelude::*;
use stylers_macro::style_sheet;

/// How the number of a [`Stat`] has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatDelta {
    words: &'static str,
    icon: Icon,
    amount: String,
    tone: Tone,
    since: String,
}

impl StatDelta {
    fn new(words: &'static str, icon: Icon, amount: String) -> Self {
        Self { words, icon, amount, tone: Tone::Neutral, since: String::new() }
    }

    /// It went up by an amount: "12 %", "3".
    pub fn up(amount: impl Into<String>) -> Self {
        Self::new("Up ", Icon::ArrowUp, amount.into())
    }

    /// It went down by an amount, which has no sign.
    pub fn down(amount: impl Into<String>) -> Self {
        Self::new("Down ", Icon::ArrowDown, amount.into())
    }

    /// It is as it was.
    #[must_use]
    pub fn unchanged() -> Self {
        Self::new("Unchanged", Icon::Minus, String::new())
    }

    /// The change is good news.
    #[must_use]
    pub fn better(mut self) -> Self {
        self.tone = Tone::Success;
        self
    }

    /// The change is bad news.
    #[must_use]
    pub fn worse(mut self) -> Self {
        self.tone = Tone::Danger;
        self
    }

    /// What it is compared with: "last week".
    #[must_use]
    pub fn since(mut self, since: impl Into<String>) -> Self {
        self.since = since.into();
        self
    }

    /// All of it in words: "Up 12 % since last week, worse".
    fn text(&self) -> String {
        let mut text = [self.words, &self.amount].concat();
        if !self.since.is_empty() {
            text.extend([" since ", &self.since]);
        }
        text.push_str(match self.tone {
            Tone::Success => ", better",
            Tone::Danger => ", worse",
            _ => "",
        });
        text
    }
}

/// One number that matters, its name, and how it has changed.
///
/// Use it for the three or four numbers at the top of an overview, each in a
/// [`Card`](crate::Card). A share of a limit is a [`Gauge`](crate::Gauge), several facts about one
/// thing are a [`DescriptionList`](crate::DescriptionList).
///
/// The change is said in words, together with whether it is good news; arrow and colour repeat it.
#[component]
pub fn Stat(
    /// Name of the number: "Builds this week".
    #[prop(into)]
    label: String,
    /// The number as it is written: "1,204", "99.95 %". Empty when nobody knows.
    #[prop(into)]
    value: Signal<String>,
    /// Its unit, smaller and behind it: "ms".
    #[prop(optional, into)]
    unit: String,
    /// How it has changed.
    #[prop(optional, into)]
    delta: Option<StatDelta>,
    /// What is drawn below it: a [`Sparkline`](crate::Sparkline).
    #[prop(optional, into)]
    chart: Option<ViewFn>,
    /// The number is on its way.
    #[prop(optional, into)]
    loading: Signal<bool>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/stat/stat.css");
    let id = unique_id("pk-stat");
    let number = move || {
        if loading.get() {
            return view! { <Skeleton kind=SkeletonKind::Inline label="Loading" /> }.into_any();
        }
        let value = value.get();
        if value.is_empty() {
            return view! {
                <span aria-hidden="true">"—"</span>
                <VisuallyHidden>"no value"</VisuallyHidden>
            }
            .into_any();
        }
        let unit = (!unit.is_empty())
            .then(|| view! { <span class="pk-stat-unit">"\u{a0}"{unit.clone()}</span> });
        view! { {value}{unit} }.into_any()
    };
    let delta = delta.map(|delta| {
        view! {
            <p class="pk-stat-delta" data-tone=delta.tone.name()>
                <Icon name=delta.icon size=IconSize::Xs />
                <span>{delta.text()}</span>
            </p>
        }
    });
    let chart = chart.map(|chart| view! { <div class="pk-stat-chart">{chart.run()}</div> });
    view! {
        <div
            class=class(scope, "pk-stat")
            role="group"
            aria-labelledby=id
            aria-busy=move || loading.get().then_some("true")
        >
            <p class="pk-stat-label" id=id.clone()>{label}</p>
            <p class="pk-stat-value">{number}</p>
            {delta}
            {chart}
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_said_in_words() {
        assert_eq!(
            StatDelta::up("12 %").worse().since("last week").text(),
            "Up 12 % since last week, worse"
        );
        assert_eq!(StatDelta::down("3").better().text(), "Down 3, better");
        assert_eq!(StatDelta::unchanged().since("Monday").text(), "Unchanged since Monday");
        assert_eq!(StatDelta::up("4").text(), "Up 4");
    }
}
