//! The catalog then and now: what came, what went, and what is different between two moments.

mod archive;
mod compared;
pub mod history;
mod wire;
pub mod worker;

use super::config::CatalogConfig;
use super::links::{counted, relation_title};
use crate::plugin::list_state::ListState;
use crate::plugin::loaded::good;
use crate::plugin::prelude::*;
use archive::{Archive, Failure, Index};
use futures_util::future::abortable;
use leptos::prelude::*;
use leptos::task::spawn_local;
use portico_catalog::past::Changed;
use portico_components::{
    Choice, Cluster, CodeBlock, CodeLanguage, EmptyKind, EmptyState, ErrorPanel, Gap, Level,
    PageHeader, Select, Skeleton, SkeletonKind, Stack, TextField,
};
use std::sync::Arc;
use wire::NOW;

/// The page.
pub const CHANGES: RouteRef<()> = RouteRef::new("catalog.changes", "/catalog/changes");

/// Key of the earlier moment in the address.
const FROM: &str = "from";
/// Key of the later moment in the address.
const TO: &str = "to";

/// What can lie at an address.
const HELP: &str = "A descriptor such as all.yaml at a revision, a kept catalog or a catalog.bin, below the portal or an origin of portal.json.";

/// What the setting looks like.
const SNIPPET: &str = r#"{ "id": "catalog", "config": { "snapshots": "snapshots/index.json" } }"#;

/// What the choice of an address is called in the lists.
const ADDRESS: &str = "address";

/// A relation in words, and the full name of what it leads to.
fn relation_words(relation: &str) -> (String, &str) {
    let (name, target) = relation.split_once(' ').unwrap_or(("", relation));
    (relation_title(name), target)
}

/// Draws the page.
pub fn draw(_: PageInput) -> AnyView {
    use_page().set(vec![Crumb::here("Changes")]);
    let subtitle = RwSignal::new(String::new());
    let body = with_index(move |archive| page(archive, subtitle));
    view! {
        <Stack gap=Gap::Lg>
            <PageHeader title="Changes of the catalog" subtitle=subtitle />
            {body}
        </Stack>
    }
    .into_any()
}

/// Draws what needs the index of kept catalogs, or says why it cannot be had.
fn with_index(draw: impl Fn(Archive) -> AnyView + Send + Sync + 'static) -> AnyView {
    let config = match read_config::<CatalogConfig>() {
        Ok(config) => config,
        Err(error) => {
            let cause = format!("portal.json, {}: {}", error.path, error.message);
            return view! { <ErrorPanel title="The configuration of the catalog cannot be used" cause=cause /> }
                .into_any();
        }
    };
    let Some(client) = use_net() else { return none_kept() };
    let archive = Archive::new(client, use_sources(), &config.snapshots);
    if !archive.is_configured() {
        return draw(archive);
    }
    if archive.index().is_none() {
        let cause = format!(
            "No origin of portal.json covers “{}”, the address under “snapshots” of the plugin catalog. Add the origin, or put the files below the portal.",
            config.snapshots
        );
        return view! { <ErrorPanel title="The kept catalogs cannot be read" cause=cause /> }
            .into_any();
    }
    let load = {
        let archive = archive.clone();
        use_load(move || archive.index())
    };
    // The same list again must not draw the page anew.
    let list =
        Memo::new(move |_| load.state.with(|state| good(state).map(|index| index.in_order())));
    let archive = StoredValue::new_local(archive);
    (move || {
        let (Some(kept), Some(archive)) = (list.get(), archive.try_get_value()) else {
            return view! {
                <Loaded
                    load=load
                    title="The index of kept catalogs"
                    skeleton=SkeletonKind::Rows(6)
                    view=Arc::new(|_: &Index| ().into_any())
                />
            }
            .into_any();
        };
        draw(archive.with(&kept))
    })
    .into_any()
}

/// What is said where no catalog was kept.
fn nothing_kept(archive: &Archive) -> Option<AnyView> {
    if !archive.is_configured() {
        return Some(none_kept());
    }
    archive.kept().is_empty().then(|| {
        view! {
            <EmptyState kind=EmptyKind::FirstUse level=Level::H2 title="No catalog is kept yet">
                "The index names none. “cargo xtask snapshot --keep” adds the catalog of today."
            </EmptyState>
        }
        .into_any()
    })
}

/// What stands here when nothing is kept.
fn none_kept() -> AnyView {
    let snippet = move || {
        view! { <CodeBlock label="In plugins of portal.json" code=SNIPPET language=CodeLanguage::Plain head=true /> }
            .into_any()
    };
    view! {
        <EmptyState
            kind=EmptyKind::NotConfigured
            level=Level::H2
            title="No catalogs are kept"
            snippet=ViewFn::from(snippet)
        >
            "Keep the catalog every week with “cargo xtask snapshot --keep”, and name the index of the files in portal.json. Then you see here what changed."
        </EmptyState>
    }
    .into_any()
}

/// What a comparison has come to.
#[derive(Clone)]
enum State {
    /// There is nothing to compare yet.
    Open,
    Reading,
    Ready(Arc<[Changed]>),
    Failed(Failure),
}

fn page(archive: Archive, subtitle: RwSignal<String>) -> AnyView {
    let state = ListState::start();
    let catalog = use_sources().catalog();
    let newest = archive.kept().last().map(|one| one.date.clone()).unwrap_or_default();
    let days: Vec<String> = archive.kept().iter().rev().map(|one| one.date.clone()).collect();
    let chosen = move |key: &'static str, otherwise: String| {
        Memo::new(move |_| match state.get(key) {
            empty if empty.is_empty() => otherwise.clone(),
            moment => moment,
        })
    };
    let (from, to) = (chosen(FROM, newest), chosen(TO, NOW.to_owned()));
    let again = RwSignal::new(0_u32);
    let found = RwSignal::new(State::Open);
    let nothing = {
        let archive = StoredValue::new_local(archive.clone());
        move || archive.try_with_value(nothing_kept).flatten()
    };
    Effect::new(move |_| {
        again.track();
        let (from, to) = (from.get(), to.get());
        let Some(catalog) = catalog.get() else { return };
        if from.is_empty() {
            found.set(State::Open);
            return;
        }
        found.set(State::Reading);
        let archive = archive.clone();
        let reading = async move {
            let changes = match archive.have(&from, &catalog).await {
                Ok(()) => match archive.have(&to, &catalog).await {
                    Ok(()) => Archive::changes(&from, &to).await,
                    Err(failure) => Err(failure),
                },
                Err(failure) => Err(failure),
            };
            found.try_set(match changes {
                Ok(changes) => State::Ready(changes.into()),
                Err(failure) => State::Failed(failure),
            });
        };
        // Whoever chooses another moment does not wait for this one.
        let (reading, handle) = abortable(reading);
        on_cleanup(move || handle.abort());
        spawn_local(async move {
            let _ = reading.await;
        });
    });
    Effect::new(move |_| {
        let words = found.with(|found| match found {
            State::Ready(changes) => {
                let count = counted(changes.len(), "entity is", "entities are");
                format!("{count} different: {} to {}", spoken(&from.get()), spoken(&to.get()))
            }
            _ => String::new(),
        });
        subtitle.try_set(words);
    });
    let retry = Callback::new(move |()| again.update(|count| *count += 1));
    let body = move || match found.get() {
        State::Open => nothing(),
        State::Reading => Some(
            view! { <Skeleton kind=SkeletonKind::Rows(8) label="Reading the two catalogs" /> }
                .into_any(),
        ),
        State::Ready(changes) => Some(compared::draw(&changes, catalog.get_untracked(), state)),
        State::Failed(failure) => Some(failed(&failure, retry)),
    };
    view! {
        <Stack gap=Gap::Lg>
            <Cluster>
                {moment("From", "Address of the earlier catalog", FROM, from, &days, state)}
                {moment("To", "Address of the later catalog", TO, to, &days, state)}
            </Cluster>
            {body}
        </Stack>
    }
    .into_any()
}

/// The choice of one of the two moments: a list of days, and a field for an address.
fn moment(
    label: &'static str,
    address: &'static str,
    key: &'static str,
    value: Memo<String>,
    days: &[String],
    state: ListState,
) -> AnyView {
    let mut choices = vec![Choice::new(NOW, "Now")];
    choices.extend(days.iter().map(|day| Choice::new(day.clone(), day.clone())));
    choices.push(Choice::new(ADDRESS, "An address…"));
    let is_address =
        Memo::new(move |_| value.with(|it| !it.is_empty() && it != NOW && !archive::is_day(it)));
    // It is asked for before there is one.
    let asks = RwSignal::new(false);
    let chosen = Signal::derive(move || match is_address.get() || asks.get() {
        true => Some(ADDRESS.to_owned()),
        false => value.with(|it| (!it.is_empty()).then(|| it.clone())),
    });
    let change = Callback::new(move |moment: String| {
        asks.set(moment == ADDRESS);
        if moment != ADDRESS {
            state.set(key, &[moment], true);
        }
    });
    let text = RwSignal::new(String::new());
    Effect::new(move |_| {
        if is_address.get() {
            text.set(value.get());
        }
    });
    let commit = Callback::new(move |address: String| {
        let address = address.trim().to_owned();
        if !address.is_empty() && value.with_untracked(|it| *it != address) {
            state.set(key, &[address], true);
        }
    });
    // The field stays when what is typed in it becomes the moment: the focus is in it.
    let is_open = Memo::new(move |_| is_address.get() || asks.get());
    let field = move || {
        is_open.get().then(|| {
            view! {
                <TextField
                    label=address
                    value=text
                    on_input=Callback::new(move |typed| text.set(typed))
                    on_commit=commit
                    help=HELP.to_owned()
                    mono=true
                />
            }
        })
    };
    view! {
        <Stack>
            <Select label=label choices=Signal::stored(choices) value=chosen on_change=change />
            {field}
        </Stack>
    }
    .into_any()
}

/// A moment in a sentence.
fn spoken(moment: &str) -> String {
    match moment {
        NOW => "now".to_owned(),
        day if archive::is_day(day) => day.to_owned(),
        _ => "an address".to_owned(),
    }
}

fn failed(failure: &Failure, retry: Callback<()>) -> AnyView {
    let title = match failure.moment.as_str() {
        "" => "The catalogs could not be compared".to_owned(),
        NOW => "The catalog of now could not be read".to_owned(),
        moment if archive::is_day(moment) => format!("The catalog of {moment} could not be read"),
        _ => "The catalog at an address could not be read".to_owned(),
    };
    let cause = match archive::is_day(&failure.moment) || matches!(&*failure.moment, "" | NOW) {
        true => failure.cause.clone(),
        false => format!("{}: {}", failure.moment, failure.cause),
    };
    view! { <ErrorPanel title=title cause=cause on_retry=retry /> }.into_any()
}
