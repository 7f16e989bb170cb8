//! The history of one entity: when it came, and when its owner, lifecycle or relations changed.

use super::archive::{Archive, Failure, Kept};
use super::wire::NOW;
use super::{failed, nothing_kept, relation_words, with_index};
use crate::plugin::prelude::*;
use crate::plugin::time::instant;
use futures_util::StreamExt;
use futures_util::future::abortable;
use futures_util::stream;
use leptos::prelude::*;
use leptos::task::spawn_local;
use portico_catalog::catalog::Catalog;
use portico_catalog::past::{Relations, Turn, Way};
use portico_components::{
    Banner, Card, EmptyKind, EmptyState, List, Skeleton, SkeletonKind, Stack, Timeline,
    TimelineEvent, Tone, lower_first,
};

/// Files that are on their way at the same time.
const AT_ONCE: usize = 4;

/// Files between two words about how far it is.
const STEP: usize = 8;

/// What the reading has come to.
#[derive(Clone)]
enum State {
    Reading(usize),
    Ready(Vec<Turn>, Vec<Failure>),
    Failed(Failure),
}

/// Draws the tab.
pub fn draw(input: EntityInput) -> AnyView {
    let body = with_index(move |archive| match nothing_kept(&archive) {
        Some(said) => said,
        None => history(&input, archive),
    });
    view! { <Card title="History">{body}</Card> }.into_any()
}

fn history(input: &EntityInput, archive: Archive) -> AnyView {
    let entity = input.catalog.entry(input.ix).entity_ref().to_string();
    let catalog = input.catalog.clone();
    let state = RwSignal::new(State::Reading(0));
    let again = RwSignal::new(0_u32);
    let kept: Vec<Kept> = archive.recent().to_vec();
    let total = kept.len();
    Effect::new(move |_| {
        again.track();
        state.set(State::Reading(0));
        let (archive, kept) = (archive.clone(), kept.clone());
        let (entity, catalog) = (entity.clone(), catalog.clone());
        let reading = async move {
            let mut failures = Vec::new();
            let archive = &archive;
            {
                // They come at the same time, and are read one after the other: each may build on
                // the one before it.
                let mut files = stream::iter(&kept)
                    .map(|one| async move { (one, archive.fetch(one).await) })
                    .buffered(AT_ONCE);
                let mut count = 0;
                while let Some((one, fetched)) = files.next().await {
                    let kept = match fetched {
                        Ok(file) => archive.keep(one, file).await,
                        Err(failure) => Err(failure),
                    };
                    failures.extend(kept.err());
                    count += 1;
                    if count % STEP == 0 {
                        state.try_set(State::Reading(count));
                    }
                }
            }
            let mut moments: Vec<String> = kept
                .iter()
                .map(|one| one.date.clone())
                .filter(|date| failures.iter().all(|failure| failure.moment != *date))
                .collect();
            let turns = match archive.keep_now(&catalog).await {
                Ok(()) => {
                    moments.push(NOW.to_owned());
                    Archive::history(&entity, moments).await
                }
                Err(failure) => Err(failure),
            };
            state.try_set(match turns {
                Ok(turns) => State::Ready(turns, failures),
                Err(failure) => State::Failed(failure),
            });
        };
        let (reading, handle) = abortable(reading);
        on_cleanup(move || handle.abort());
        spawn_local(async move {
            let _ = reading.await;
        });
    });
    let retry = Callback::new(move |()| again.update(|count| *count += 1));
    let first = StoredValue::new(source_note(total));
    let now = input.catalog.clone();
    (move || match state.get() {
        State::Reading(count) => {
            let label = format!("Reading the kept catalogs, {count} of {total}");
            view! { <Skeleton kind=SkeletonKind::Rows(4) label=label /> }.into_any()
        }
        State::Ready(turns, failures) => {
            ready(turns, &failures, first.get_value(), &|name| called(&now, name))
        }
        State::Failed(failure) => failed(&failure, retry),
    })
    .into_any()
}

fn source_note(total: usize) -> String {
    format!("From {total} kept catalogs and the one of now.")
}

fn ready(
    turns: Vec<Turn>,
    failures: &[Failure],
    note: String,
    called: &dyn Fn(&str) -> String,
) -> AnyView {
    let missing = (!failures.is_empty()).then(|| {
        let items: Vec<AnyView> = failures
            .iter()
            .map(|failure| format!("{}: {}", failure.moment, failure.cause).into_any())
            .collect();
        view! {
            <Banner tone=Tone::Warning title="Some kept catalogs could not be read">
                <List items=items />
            </Banner>
        }
    });
    if turns.is_empty() {
        return view! {
            <Stack>
                {missing}
                <EmptyState kind=EmptyKind::FirstUse compact=true title="It is in none of them">
                    "No catalog that was kept has this entity."
                </EmptyState>
            </Stack>
        }
        .into_any();
    }
    let events: Vec<TimelineEvent> =
        turns.iter().enumerate().rev().map(|(at, turn)| event(at, turn, called)).collect();
    view! {
        <Stack>
            {missing}
            <Timeline label="History" events=events />
            <p class="u-note">{note}</p>
        </Stack>
    }
    .into_any()
}

fn event(at: usize, turn: &Turn, called: &dyn Fn(&str) -> String) -> TimelineEvent {
    let now = js_sys::Date::now() as i64;
    let date = turn.moment.get(..10).unwrap_or_default();
    let time = instant(&[date, "T00:00:00Z"].concat()).unwrap_or(now);
    let text = sentence(at, turn, called);
    TimelineEvent::new(time, text)
}

/// What an entity is called now; one that is gone keeps its reference.
fn called(catalog: &Catalog, reference: &str) -> String {
    let ix = reference.parse::<EntityRef>().ok().and_then(|name| catalog.lookup(&name));
    ix.map_or_else(|| reference.to_owned(), |ix| catalog.entry(ix).display_name().to_owned())
}

/// What happened, in words. `called` names an entity by its reference.
fn sentence(at: usize, turn: &Turn, called: &dyn Fn(&str) -> String) -> String {
    let or_none = |text: &str| if text.is_empty() { "none".to_owned() } else { text.to_owned() };
    let owner = |text: &str| if text.is_empty() { "none".to_owned() } else { called(text) };
    let changed = &turn.changed;
    match (&changed.before, &changed.after) {
        (None, Some(state)) => {
            let word = if at == 0 { "First seen" } else { "Came back" };
            let lifecycle = match state.lifecycle.as_str() {
                "" => String::new(),
                lifecycle => format!(", {lifecycle}"),
            };
            match state.owner.as_str() {
                "" => format!("{word}{lifecycle}"),
                owner => format!("{word}: owned by {}{lifecycle}", called(owner)),
            }
        }
        (Some(_), None) => "Gone".to_owned(),
        (Some(before), Some(after)) => {
            let mut all = Vec::new();
            if changed.is(Way::Owner) {
                all.push(format!("Owner: {} → {}", owner(&before.owner), owner(&after.owner)));
            }
            if changed.is(Way::Lifecycle) {
                let (old, new) = (or_none(&before.lifecycle), or_none(&after.lifecycle));
                all.push(format!("Lifecycle: {old} → {new}"));
            }
            all.extend(relations(&changed.relations, called));
            if changed.is(Way::Rest) {
                all.push("Title, description, type, tags or annotations changed".to_owned());
            }
            all.join(". ")
        }
        (None, None) => String::new(),
    }
}

/// Which relations came and went.
fn relations(changed: &Relations, called: &dyn Fn(&str) -> String) -> Vec<String> {
    let list = |relations: &[String]| {
        let all: Vec<String> = relations
            .iter()
            .map(|relation| {
                let (name, target) = relation_words(relation);
                [&*lower_first(&name), " ", &called(target)].concat()
            })
            .collect();
        all.join(", ")
    };
    let mut all = Vec::new();
    for (word, relations) in [("New", &changed.gained), ("No longer", &changed.lost)] {
        if !relations.is_empty() {
            all.push(format!("{word}: {}", list(relations)));
        }
    }
    if changed.untold {
        all.push("Relations changed".to_owned());
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use portico_catalog::past::{Changed, State};

    #[test]
    fn a_turn_reads_as_a_sentence() {
        let as_it_is = |name: &str| name.to_owned();
        let state = |owner: &str, lifecycle: &str| State {
            owner: owner.to_owned(),
            lifecycle: lifecycle.to_owned(),
            rest: 0,
        };
        let turn = |before, after, relations| {
            let changed = Changed { entity: String::new(), before, after, relations };
            Turn { moment: "2026-10-04".to_owned(), changed }
        };
        let none = Relations::default;
        let first = turn(None, Some(state("group:default/crew", "beta")), none());
        assert_eq!(sentence(0, &first, &as_it_is), "First seen: owned by group:default/crew, beta");
        let crew = |_: &str| "Crew".to_owned();
        assert_eq!(sentence(0, &first, &crew), "First seen: owned by Crew, beta");
        assert_eq!(sentence(2, &first, &as_it_is), "Came back: owned by group:default/crew, beta");
        let relations = Relations {
            gained: vec!["dependsOn resource:default/disk".to_owned()],
            lost: vec!["partOf system:default/pay".to_owned(), "providesApi api:a/b".to_owned()],
            untold: false,
        };
        let later = turn(first.changed.after.clone(), Some(state("", "beta")), relations);
        assert_eq!(
            sentence(1, &later, &as_it_is),
            "Owner: group:default/crew → none. New: depends on resource:default/disk. \
             No longer: part of system:default/pay, provides APIs api:a/b"
        );
        let untold = Relations { untold: true, ..none() };
        let (before, after) = (later.changed.after.clone(), later.changed.after.clone());
        assert_eq!(
            sentence(1, &turn(before, after.clone(), untold), &as_it_is),
            "Relations changed"
        );
        assert_eq!(sentence(1, &turn(after, None, none()), &as_it_is), "Gone");
    }
}
