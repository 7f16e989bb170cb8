//! On the home page: pull requests that wait for a review of the reader.

use crate::net::{Get, or_default};
use crate::plugin::loaded::not_configured;
use crate::plugin::prelude::*;
use crate::plugin::time::instant;
use leptos::prelude::*;
use portico_components::{
    Banner, Card, EmptyKind, EmptyState, ExternalLink, ItemRow, List, RelativeTime, SafeUrl,
    SkeletonKind, Stack, Tone, VisuallyHidden,
};
use serde::Deserialize;
use std::sync::Arc;

/// Annotation of a person with the name of their account.
const LOGIN: &str = "github.com/user-login";
/// Pull requests that are asked for; who has more knows where they are.
const MOST: u32 = 20;

/// What waits for somebody, the oldest first.
/// Source: GitHub REST, `GET /search/issues`.
fn waiting_for(login: &str) -> Get<Found> {
    let wanted = ["is:pr is:open archived:false review-requested:", login].concat();
    Get::new("ci")
        .path(["search", "issues"])
        .query("q", wanted)
        .query("sort", "created")
        .query("order", "asc")
        .query("per_page", MOST)
}

/// A page of a search.
#[derive(Clone, Debug, Deserialize)]
struct Found {
    /// How many there are on all pages.
    #[serde(default, deserialize_with = "or_default")]
    total_count: usize,
    /// Those of this page.
    items: Items<Review>,
}

/// A pull request.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
struct Review {
    number: u64,
    #[serde(deserialize_with = "or_default")]
    title: String,
    #[serde(deserialize_with = "or_default")]
    html_url: String,
    #[serde(deserialize_with = "or_default")]
    repository_url: String,
    #[serde(deserialize_with = "or_default")]
    created_at: String,
    #[serde(deserialize_with = "or_default")]
    user: Author,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
struct Author {
    #[serde(deserialize_with = "or_default")]
    login: String,
}

impl Review {
    /// `halyard/checkout #412, by tferreira`, as far as it is said.
    fn words(&self) -> String {
        let mut parts = self.repository_url.rsplit('/');
        let repo = match (parts.next(), parts.next()) {
            (Some(name), Some(owner)) if !name.is_empty() => [owner, "/", name, " "].concat(),
            _ => String::new(),
        };
        let by = match &*self.user.login {
            "" => String::new(),
            login => [", by ", login].concat(),
        };
        [&*repo, "#", &*self.number.to_string(), &*by].concat()
    }
}

/// Draws the widget.
pub fn pending(input: EntityInput) -> AnyView {
    let login = input.annotation(LOGIN).map(|login| login.trim().to_owned());
    let Some(login) = login.filter(|login| !login.is_empty()) else {
        return view! {
            <Card title="Pending reviews">{not_configured("Pending reviews", LOGIN, "octocat")}</Card>
        }
        .into_any();
    };
    let load = use_load(move || waiting_for(&login));
    view! {
        <Card title="Pending reviews" flush=true>
            <Loaded
                load=load
                title="Pending reviews"
                skeleton=SkeletonKind::Rows(2)
                view=Arc::new(list)
            />
        </Card>
    }
    .into_any()
}

fn list(found: &Found) -> AnyView {
    let broken = found.items.broken.len();
    let broken = (broken > 0).then(|| {
        let text = found.items.broken.iter().map(|one| &*one.message).collect::<Vec<_>>();
        let text = text.join("; ");
        let title = match broken {
            1 => "1 pull request could not be read".to_owned(),
            many => [&*many.to_string(), " pull requests could not be read"].concat(),
        };
        view! { <div class="u-inset"><Banner tone=Tone::Warning title=title>{text}</Banner></div> }
    });
    let rows: Vec<AnyView> = found.items.items.iter().map(row).collect();
    let none = (rows.is_empty() && broken.is_none()).then(|| {
        view! {
            <div class="u-inset">
                <EmptyState kind=EmptyKind::Done title="Nobody waits for you" compact=true />
            </div>
        }
    });
    let more = found.total_count.saturating_sub(rows.len());
    let more = (more > 0 && !rows.is_empty()).then(|| {
        let text = ["and ", &*more.to_string(), " more"].concat();
        view! { <p class="u-note u-inset">{text}</p> }
    });
    view! {
        <Stack>
            <List items=rows />
            {more}
            {none}
            {broken}
        </Stack>
    }
    .into_any()
}

fn row(review: &Review) -> AnyView {
    let (words, number) = (review.words(), review.number.to_string());
    let at = instant(&review.created_at);
    let url = SafeUrl::parse(&review.html_url).filter(|url| !url.host().is_empty());
    let side = move || {
        let link = url.clone().map(|url| {
            let which = [" #", &*number].concat();
            view! {
                <ExternalLink url=url>"Review"<VisuallyHidden>{which}</VisuallyHidden></ExternalLink>
            }
        });
        link.into_any()
    };
    let detail = move || {
        let at = at.map(|at| view! { <RelativeTime time=at /> });
        view! {
            <span>{words.clone()}</span>
            {at}
        }
        .into_any()
    };
    view! {
        <ItemRow
            title=review.title.clone()
            detail=ViewFn::from(detail)
            side=ViewFn::from(side)
        />
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::decode;

    const RECORDED: &str = include_str!("../../../tests/contract/ci/search-pulls.json");

    #[test]
    fn a_recorded_search_is_read() {
        let found: Found = decode::json(RECORDED.as_bytes()).unwrap();
        assert_eq!(
            (found.total_count, found.items.items.len(), found.items.broken.len()),
            (1, 1, 0)
        );
        let one = &found.items.items[0];
        assert_eq!(one.words(), "acme/checkout #12, by jdoe");
        assert!(instant(&one.created_at).is_some());
    }

    #[test]
    fn what_is_not_said_is_left_out() {
        assert_eq!(Review { number: 7, ..Review::default() }.words(), "#7");
        let bad =
            br#"{"total_count": null, "items": [{"number": "x"}, {"number": 1, "user": null}]}"#;
        let found: Found = decode::json(bad).unwrap();
        assert_eq!((found.items.items.len(), found.items.broken.len()), (1, 1));
        assert!(decode::json::<Found>(br#"{"message": "Validation Failed"}"#).is_err());
    }
}
