//! What a job or a step wrote.

use super::model::{Log, LogEntry, Run};
use super::pages::Place;
use super::parts::number;
use super::run::page;
use super::settings::Kind;
use super::source::Source;
use super::text::{MOST, TAIL, lines};
use crate::net::{self, ErrorKind, LoadState, NetError};
use crate::plugin::loaded::{age, failed_because, framed, good, waiting};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{
    Button, Cluster, EmptyKind, EmptyState, ExternalLink, Link, LogViewer, SkeletonKind, Stack,
    Variant, group_digits,
};
use std::sync::Arc;

/// What a log has come to, as far as the page is drawn anew for it.
#[derive(Clone, Debug, PartialEq)]
enum Phase {
    Waiting,
    Failed(NetError),
    Empty,
    Known,
}

/// Why there is nothing to show.
fn failure<T>(state: &LoadState<T>) -> Option<&NetError> {
    match state {
        LoadState::Failed { error, stale: None } => Some(error),
        _ => None,
    }
}

/// Draws a log.
pub fn draw(
    source: &Arc<Source>,
    open: &Place,
    run: Memo<Option<Run>>,
    all: &str,
    this: &str,
) -> AnyView {
    // The last lines come first; all of them only when somebody wants them.
    let whole = RwSignal::new(false);
    let entries = source.logs(&open.log).map(|get| use_load(move || get.clone()));
    let entry = Memo::new(move |_| {
        let found = entries?.state.with(|state| good(state).map(|all| main_log(&all.logs)));
        found.flatten()
    });
    let load = {
        let (source, open) = (source.clone(), open.clone());
        use_load(move || -> Option<net::Get<Log>> {
            match entries {
                None => Some(source.log(&open.run, &open.log)),
                Some(_) => {
                    let entry = entry.get()?;
                    let count = if whole.get() { MOST } else { TAIL } as u64;
                    Some(source.lines(&entry.id, entry.lines.saturating_sub(count), count))
                }
            }
        })
    };
    let retry = Callback::new(move |()| {
        if let Some(entries) = entries {
            entries.reload();
        }
        load.reload();
    });
    let kind = source.server.kind;
    let text = Memo::new(move |_| load.state.with(|state| good(state).cloned()));
    let nothing = Memo::new(move |_| {
        entries.is_some_and(|entries| {
            entries.state.with(|state| good(state).is_some_and(|all| all.logs.is_empty()))
        })
    });
    // The viewer is drawn once, and stays at the end while its lines change.
    let phase = Memo::new(move |_| {
        let of_entries =
            entries.and_then(|entries| entries.state.with(|state| failure(state).cloned()));
        let failure = of_entries.or_else(|| load.state.with(|state| failure(state).cloned()));
        match failure {
            Some(error) => Phase::Failed(error),
            None if nothing.get() => Phase::Empty,
            None if text.with(Option::is_none) => Phase::Waiting,
            None => Phase::Known,
        }
    });
    let known = Memo::new(move |_| entry.with(|entry| entry.as_ref().map(|entry| entry.lines)));
    let file = file_name(&source.project, &open.run);
    let inside = move || match phase.get() {
        Phase::Failed(error) => failed_because("The log", &error, cause(kind, &error), retry),
        Phase::Empty => empty(),
        Phase::Waiting => waiting(SkeletonKind::Text(8), "Loading the log", load.slow, load.source),
        Phase::Known => viewer(kind, text, known, whole, file.clone()),
    };
    let server = source.clone();
    let there = move || {
        let url = run.with(|run| page(&server.web(&run.as_ref()?.web)))?;
        let words = ["Open in ", server.server.label()].concat();
        Some(view! { <ExternalLink url=url>{words}</ExternalLink> })
    };
    let back = move || {
        run.with(|run| {
            run.as_ref()
                .map_or_else(|| "The build".to_owned(), |run| ["Build ", &number(run)].concat())
        })
    };
    let (all, this) = (all.to_owned(), this.to_owned());
    let card = framed("Log", MaybeProp::default(), age(load), retry, None, inside.into_any());
    view! {
        <Stack>
            <Cluster>
                <Link href=all>"All builds"</Link>
                <Link href=this>{back}</Link>
                {there}
            </Cluster>
            {card}
        </Stack>
    }
    .into_any()
}

/// Of several logs of a step, what its commands wrote.
fn main_log(logs: &[LogEntry]) -> Option<LogEntry> {
    logs.iter().find(|log| log.name == "stdio").or_else(|| logs.first()).cloned()
}

/// Why there is no log, in the words of who knows the API.
fn cause(kind: Kind, error: &NetError) -> String {
    let known = match (kind, &error.kind) {
        (Kind::Github, ErrorKind::Unreachable { .. }) => {
            "GitHub keeps logs on another host, which a page may not read with a token: open the build there."
        }
        (Kind::Github, ErrorKind::NotFound) => {
            "There is none before a job has ended, and GitHub deletes logs after some time."
        }
        (Kind::Gitlab | Kind::Jenkins, ErrorKind::NotFound) => "It may have been deleted.",
        (_, ErrorKind::TooLarge { .. }) => "Open the build there to read it in parts.",
        _ => return [&*error.title(), ". ", &*error.cause(), " ", &*error.next_step()].concat(),
    };
    [&*error.title(), ". ", known].concat()
}

fn empty() -> AnyView {
    view! { <EmptyState kind=EmptyKind::FirstUse title="Nothing was written" compact=true /> }
        .into_any()
}

/// A log with the note how much of it is shown. `known` is the number of its lines where only some
/// were asked for.
fn viewer(
    kind: Kind,
    text: Memo<Option<Arc<Log>>>,
    known: Memo<Option<u64>>,
    whole: RwSignal<bool>,
    file: String,
) -> AnyView {
    let most = Memo::new(move |_| if whole.get() { MOST } else { TAIL });
    let read = Memo::new(move |_| {
        text.with(|text| text.as_ref().map(|log| lines(kind, &log.text, most.get())))
            .unwrap_or_default()
    });
    let shown = Signal::derive(move || read.with(|(lines, _)| lines.clone()));
    let count = Memo::new(move |_| {
        let known = known.get().and_then(|known| usize::try_from(known).ok());
        known.unwrap_or_else(|| read.with(|(_, count)| *count))
    });
    let cut = move || {
        let (most, count) = (most.get(), count.get());
        (count > most).then(|| cut_note(most, count, whole))
    };
    view! {
        <Stack>
            {cut}
            <LogViewer
                label="Log of the build"
                lines=shown
                following=true
                file=file
                empty=ViewFn::from(empty)
            />
        </Stack>
    }
    .into_any()
}

/// That only the end is shown, and the way to more.
fn cut_note(most: usize, count: usize, whole: RwSignal<bool>) -> AnyView {
    let (last, all) = (group_digits(most), group_digits(count));
    let why = " lines, where a build usually says why it ended.";
    let words = ["The last ", &*last, " of ", &*all, why].concat();
    let button = (most < MOST).then(|| {
        let words = match count {
            0..=MOST => "Show all of it".to_owned(),
            _ => ["Show the last ", &*group_digits(MOST)].concat(),
        };
        view! { <Button variant=Variant::Link on_click=move |_| whole.set(true)>{words}</Button> }
    });
    view! {
        <Cluster>
            <span class="u-note">{words}</span>
            {button}
        </Cluster>
    }
    .into_any()
}

/// A name for the download that every system takes.
fn file_name(project: &str, run: &str) -> String {
    let safe = |text: &str| {
        let letters = text.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' });
        letters.take(60).collect::<String>()
    };
    [&*safe(project), "-", &*safe(run), ".log"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_commands_wrote_is_the_main_log() {
        let log = |name: &str| LogEntry { name: name.to_owned(), ..LogEntry::default() };
        let all = [log("warnings"), log("stdio")];
        assert_eq!(main_log(&all), Some(log("stdio")));
        assert_eq!(main_log(&all[..1]), Some(log("warnings")));
        assert_eq!(main_log(&[]), None);
    }

    #[test]
    fn a_download_has_a_plain_name() {
        assert_eq!(file_name("pay/ledger", "../7"), "pay-ledger----7.log");
    }
}
