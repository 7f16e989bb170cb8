//! Whose figures of use the page shows, and who counted them: those of everybody in the portal's own
//! file, those of everybody that adoption insights answers, or those of this browser.

use super::super::asked;
use super::super::config::InsightsConfig;
use super::super::received::Asking;
use super::super::sinks::is_refused;
use super::super::sinks::settings::Sink;
use super::adoption::DAYS;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{
    Choice, Cluster, EmptyKind, EmptyState, ErrorPanel, Gap, Link, SegmentedControl, SkeletonKind,
};

/// Key of the address.
const FROM: &str = "from";

/// Whose figures they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Those of the file of events.
    Everybody,
    /// Those of everybody, as adoption insights counts them.
    Received,
    /// Those of what is kept in this browser.
    Browser,
}

impl Whose {
    /// Its name in the address.
    fn slug(self) -> &'static str {
        match self {
            Self::Everybody => "everybody",
            Self::Received => "adoption-insights",
            Self::Browser => "browser",
        }
    }

    /// Its name beside others.
    fn title(self, others: &[Self]) -> &'static str {
        match self {
            Self::Received if others.contains(&Self::Everybody) => "Adoption insights",
            Self::Everybody | Self::Received => "Everybody",
            Self::Browser => "This browser",
        }
    }
}

/// What a reader may choose from, that of a plain address first.
pub fn choices(config: &InsightsConfig) -> Vec<Whose> {
    let keeps = config.analytics.sinks.iter().any(|sink| matches!(sink, Sink::Store { .. }));
    let is_asked = config.adoption_insights.is_some();
    // Where there is nothing, the page says how to get figures of everybody.
    let has_file = config.events.is_some() || !is_asked;
    let all = [(has_file, Whose::Everybody), (is_asked, Whose::Received), (keeps, Whose::Browser)];
    all.into_iter().filter_map(|(is_there, one)| is_there.then_some(one)).collect()
}

/// The choice that an address means; the first one where it says nothing that can be chosen.
fn chosen(choices: &[Whose], slug: &str) -> Whose {
    let named = choices.iter().find(|one| one.slug() == slug);
    named.or(choices.first()).copied().unwrap_or(Whose::Everybody)
}

/// What is chosen, and the control for it where there is a choice.
pub fn control(choices: Vec<Whose>) -> (Memo<Whose>, Option<AnyView>) {
    let query = use_query();
    let pairs = query.pairs();
    let first = choices.first().copied();
    let titles: Vec<Choice> =
        choices.iter().map(|one| Choice::new(one.slug(), one.title(&choices))).collect();
    let is_choice = choices.len() > 1;
    let now = Memo::new(move |_| {
        pairs.with(|pairs| {
            let slug = pairs.iter().find(|(key, _)| key == FROM);
            chosen(&choices, slug.map_or("", |(_, slug)| slug))
        })
    });
    // Teams and plugins of one are not those of the other.
    let write = Callback::new(move |slug: String| {
        let mut kept = pairs.try_get_untracked().unwrap_or_default();
        kept.retain(|(key, _)| key == DAYS);
        if first.is_none_or(|first| first.slug() != slug) {
            kept.push((FROM.to_owned(), slug));
        }
        query.set(kept, true);
    });
    let drawn = is_choice.then(|| {
        view! {
            <Cluster gap=Gap::Md>
                <SegmentedControl
                    label="Figures of"
                    choices=titles
                    value=Signal::derive(move || now.get().slug().to_owned())
                    on_change=write
                />
            </Cluster>
        }
        .into_any()
    });
    (now, drawn)
}

/// The figures of adoption insights, whose code is another chunk.
pub fn received(config: &InsightsConfig) -> AnyView {
    let Some(api) = config.adoption_insights.clone() else { return ().into_any() };
    let asking = Asking { origin: api.origin, k: config.counting.settings().k };
    let skeleton = SkeletonKind::Table(6, 4);
    later("adoption-insights", "The figures of use", skeleton, asked::loader(), asking)
}

/// A link to the page that shows word by word what is kept, and erases it.
fn privacy() -> Option<AnyView> {
    let settings = use_registry().href(routes::SETTINGS, &())?;
    let href = [settings.as_str(), "/privacy"].concat();
    Some(view! { <Link href=href>"What is kept about you"</Link> }.into_any())
}

/// Said above the figures of this browser.
pub fn promise() -> AnyView {
    view! {
        <p class="u-note">
            "Counted here, from the events that this browser keeps. Nobody else sees these figures, so none is withheld. Events that name no person count as one person’s: yours. "
            {privacy()}
        </p>
    }
    .into_any()
}

/// Said where this browser keeps nothing.
pub fn nothing_kept() -> AnyView {
    let text = match is_refused() {
        true => "You asked the portal not to record what you do.",
        false => "Events are kept here while you use the portal. Open a few pages and come back.",
    };
    view! {
        <EmptyState
            kind=EmptyKind::FirstUse
            title="Nothing is kept in this browser"
            actions=ViewFn::from(|| privacy().into_any())
        >
            {text}
        </EmptyState>
    }
    .into_any()
}

/// Said where nothing of what is kept can be read.
pub fn useless(why: &str) -> AnyView {
    let cause = format!("{why} Erase it, and the portal begins anew.");
    view! {
        <ErrorPanel
            title="What this browser keeps cannot be read"
            cause=cause
            links=ViewFn::from(|| privacy().into_any())
        />
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(text: &str) -> InsightsConfig {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn this_browser_can_be_chosen_where_it_keeps_something() {
        let sinks = |kind: &str| config(&format!(r#"{{"analytics":{{"sinks":[{kind}]}}}}"#));
        assert_eq!(choices(&config("{}")), [Whose::Everybody]);
        assert_eq!(choices(&sinks(r#"{"kind":"console"}"#)), [Whose::Everybody]);
        let both = choices(&sinks(r#"{"kind":"console"},{"kind":"store"}"#));
        assert_eq!(both, [Whose::Everybody, Whose::Browser]);
    }

    #[test]
    fn adoption_insights_is_everybody_unless_there_is_a_file_too() {
        let api = r#""adoptionInsights":{"origin":"insights-b"}"#;
        let alone = choices(&config(&format!("{{{api}}}")));
        assert_eq!(alone, [Whose::Received]);
        assert_eq!(Whose::Received.title(&alone), "Everybody");
        assert_eq!(chosen(&alone, ""), Whose::Received);
        let both = choices(&config(&format!(r#"{{{api},"events":"events.ndjson"}}"#)));
        assert_eq!(both, [Whose::Everybody, Whose::Received]);
        assert_eq!(Whose::Received.title(&both), "Adoption insights");
        assert_eq!(chosen(&both, "adoption-insights"), Whose::Received);
    }

    #[test]
    fn an_address_that_means_nothing_means_the_first() {
        let both = [Whose::Everybody, Whose::Browser];
        assert_eq!(chosen(&both, "browser"), Whose::Browser);
        for slug in ["", "everybody", "<script>"] {
            assert_eq!(chosen(&both, slug), Whose::Everybody, "{slug}");
        }
        assert_eq!(chosen(&[Whose::Everybody], "browser"), Whose::Everybody);
    }
}
