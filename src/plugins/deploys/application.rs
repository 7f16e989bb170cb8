//! What an application opens to: why it is not well, what is deployed, when what was, its objects
//! and its events.

use super::api::{List, text};
use super::model::{Application, Resource, State, reasons, tree};
use super::pages::Parts;
use super::parts::{about, cut, reason, revision, status};
use super::revision::versions;
use crate::net::LoadState;
use crate::plugin::loaded::loaded;
use crate::plugin::prelude::*;
use crate::plugin::time::instant;
use leptos::prelude::*;
use portico_components::{
    Column, DataTable, Description, DescriptionLayout, DescriptionList, ExternalLink, RelativeTime,
    Rows, SafeUrl, SkeletonKind, Stack, Stick, Tab, Tabs, Timeline, TimelineEvent, Tone,
};
use serde_json::Value;
use std::sync::Arc;

/// Draws what an application opens to.
pub fn draw(application: &Arc<Application>, parts: Parts) -> AnyView {
    let why: Vec<AnyView> = application.why.iter().map(reason).collect();
    let deeper = (application.whole.tone != Tone::Success).then(|| deeper(application));
    let facts = facts(application);
    let more = more(application, parts);
    view! {
        <Stack>
            {why}
            {deeper}
            {facts}
            {more}
        </Stack>
    }
    .into_any()
}

/// What its objects say that the application does not: since version 3 of Argo CD the reasons are
/// in the tree alone, and the reason of a pod never was anywhere else.
fn deeper(application: &Arc<Application>) -> AnyView {
    let (which, of) = (application.which.clone(), application.clone());
    let load = use_load(move || which.tree());
    let shown = move || {
        load.state.with(|state| match state {
            LoadState::Ready { value, .. } => {
                let all = reasons(&tree(value, &of)).into_iter();
                let new = all.filter(|one| !of.why.iter().any(|known| known.text == one.text));
                new.take(MOST_REASONS).map(|one| reason(&one)).collect::<Vec<_>>()
            }
            _ => Vec::new(),
        })
    };
    shown.into_any()
}

/// More reasons than these help nobody; the objects are below.
const MOST_REASONS: usize = 3;

fn fact(term: &'static str, value: &str) -> AnyView {
    match value.is_empty() {
        true => view! { <Description term=term missing="not said" /> }.into_any(),
        false => {
            let value = value.to_owned();
            view! { <Description term=term>{value}</Description> }.into_any()
        }
    }
}

/// An address, as a link only where it may be one.
fn address(text: &str) -> AnyView {
    let words = text.to_owned();
    // A page, and no mailbox: only that has a host.
    match SafeUrl::parse(text).filter(|url| !url.host().is_empty()) {
        Some(url) => view! { <ExternalLink url=url>{words}</ExternalLink> }.into_any(),
        None => words.into_any(),
    }
}

fn facts(one: &Application) -> AnyView {
    let deployed = one.history.first().map(|deploy| {
        let (short, about) = (revision(one, &deploy.revision), about(one, &deploy.revision));
        let at = deploy.at;
        view! {
            <Description term="Deployed">
                <span>{short} " " {about} " " <RelativeTime time=at /></span>
            </Description>
        }
    });
    let newer = one
        .history
        .first()
        .is_none_or(|deploy| deploy.revision != one.compared)
        .then(|| one.compared.clone())
        .filter(|compared| !compared.is_empty());
    let newer = newer.map(|compared| {
        let (short, about) = (revision(one, &compared), about(one, &compared));
        view! { <Description term="Wanted now"><span>{short} " " {about}</span></Description> }
    });
    let repo = (!one.source.repo.is_empty()).then(|| {
        let repo = address(&one.source.repo);
        view! { <Description term="Repository">{repo}</Description> }
    });
    let folder = if one.source.is_chart { "Chart" } else { "Folder" };
    let urls = (!one.urls.is_empty()).then(|| {
        let urls = one.urls.iter().map(|url| {
            let url = address(url);
            view! { {url} " " }
        });
        let urls = urls.collect::<Vec<_>>();
        view! { <Description term="Serves">{urls}</Description> }
    });
    let web = one.web.as_deref().and_then(SafeUrl::parse).map(|url| {
        view! {
            <Description term="More">
                <ExternalLink url=url>"Open in Argo CD"</ExternalLink>
            </Description>
        }
    });
    let looked = one.looked.map(|at| {
        view! { <Description term="Last compared"><RelativeTime time=at /></Description> }
    });
    let (sync, health) = (status(one.sync), status(one.health));
    let where_to = [
        fact("Version", &versions(&one.images)),
        fact("Where", &one.place),
        fact("Project", &one.which.project),
    ];
    let from = [
        fact(folder, &one.source.path),
        fact("Follows", &one.follows),
        fact("Is synced", one.policy),
    ];
    let (where_to, from) = (Vec::from(where_to), Vec::from(from));
    view! {
        <DescriptionList layout=DescriptionLayout::Columns>
            <Description term="Sync">{sync}</Description>
            <Description term="Health">{health}</Description>
            {deployed}
            {newer}
            {where_to}
            {repo}
            {from}
            {looked}
            {urls}
            {web}
        </DescriptionList>
    }
    .into_any()
}

fn more(application: &Arc<Application>, parts: Parts) -> AnyView {
    let (one, two, three) = (application.clone(), application.clone(), application.clone());
    let tabs = vec![
        Tab::new("history", "History", move || history(&one)).count(application.history.len()),
        Tab::new("objects", "Objects", move || objects(&two)),
        Tab::new("events", "Events", move || events(&three)),
    ];
    let (id, key) = (application.id.clone(), application.id.clone());
    let selected = Signal::derive(move || {
        parts.with(|parts| parts.get(&id).copied().unwrap_or_default().to_owned())
    });
    let select = Callback::new(move |part| {
        parts.update(|parts| {
            parts.insert(key.clone(), part);
        });
    });
    let label = format!("Parts of {}", application.which.name);
    view! { <Tabs label=label tabs=tabs selected=selected on_select=select /> }.into_any()
}

/// What was deployed, the newest first.
fn history(application: &Arc<Application>) -> AnyView {
    let events = application.history.iter().enumerate().map(|(at, deploy)| {
        let (state, word) = match at {
            0 => (Tone::Success, "Newest"),
            _ => (Tone::Neutral, ""),
        };
        let by = match deploy.by.is_empty() {
            true => "Argo CD".to_owned(),
            false => deploy.by.clone(),
        };
        let (of, what) = (application.clone(), deploy.revision.clone());
        let took = deploy.seconds.map(|seconds| format!(" Took {seconds}\u{a0}s."));
        let body = move || {
            let (link, about) = (revision(&of, &what), about(&of, &what));
            let took = took.clone();
            view! {
                {link}
                " "
                {about}
                {took}
            }
            .into_any()
        };
        TimelineEvent::new(deploy.at, "Deployed")
            .actor(by)
            .state(state, word)
            .body(ViewFn::from(body))
    });
    let label = format!("Deploys of {}", application.which.name);
    view! {
        <Timeline label=label events=events.collect() empty="It was never deployed." />
    }
    .into_any()
}

/// Everything that is there because of it.
fn objects(application: &Arc<Application>) -> AnyView {
    let which = application.which.clone();
    let load = use_load(move || which.tree());
    let of = application.clone();
    let draw = move |nodes: &Value| object_table(&of.which.name, tree(nodes, &of));
    loaded(load, "The objects", SkeletonKind::Rows(5), draw)
}

/// Objects, each after the one it belongs to, with how deep it is in there.
fn nested(all: Vec<Resource>) -> Vec<(usize, Resource)> {
    fn below(
        parent: &str,
        depth: usize,
        all: &mut Vec<Resource>,
        out: &mut Vec<(usize, Resource)>,
    ) {
        while let Some(at) = all.iter().position(|one| one.parent == parent) {
            let one = all.remove(at);
            let uid = one.uid.clone();
            out.push((depth, one));
            // An object that belongs to itself ends here: it is not in the list any more.
            if !uid.is_empty() && depth < DEEPEST {
                below(&uid, depth + 1, all, out);
            }
        }
    }
    let (mut all, mut out) = (all, Vec::new());
    below("", 0, &mut all, &mut out);
    // What belongs to something that is not shown.
    out.extend(all.into_iter().map(|one| (0, one)));
    out
}

/// Nothing in a cluster belongs to something that belongs to something more often than that.
const DEEPEST: usize = 8;

fn maybe(state: Option<State>) -> AnyView {
    state.map_or_else(|| "—".into_any(), status)
}

fn object_table(name: &str, all: Vec<Resource>) -> AnyView {
    let rows: Arc<[(usize, Resource)]> = nested(all).into();
    let count = rows.len() as u64;
    let cell = |draw: fn(usize, &Resource) -> AnyView| {
        let rows = rows.clone();
        move |at: u64| {
            let row = usize::try_from(at).ok().and_then(|at| rows.get(at));
            row.map_or_else(|| ().into_any(), |(depth, one)| draw(*depth, one))
        }
    };
    let columns = vec![
        Column::new(
            "object",
            "Object",
            cell(|depth, one| {
                let name = ["— ".repeat(depth), one.kind.clone(), " ".to_owned(), one.name.clone()];
                cut(&name.concat())
            }),
        )
        .width(240)
        .grow(),
        Column::new("health", "Health", cell(|_, one| maybe(one.health))).width(136),
        Column::new("sync", "Sync", cell(|_, one| maybe(one.sync))).width(136).priority(1),
        Column::new("why", "Why", cell(|_, one| cut(&one.message))).width(240).priority(2),
        Column::new("version", "Revision", cell(|_, one| cut(&one.info))).width(112).priority(3),
    ];
    let rows: Rows = (0..count).collect();
    let caption = format!("Objects of {name}");
    view! {
        <DataTable
            caption=caption
            rows=Signal::stored(rows)
            columns=columns
            stick=Stick::Off
        />
    }
    .into_any()
}

fn events(application: &Arc<Application>) -> AnyView {
    let which = application.which.clone();
    let load = use_load(move || which.events());
    let name = application.which.name.clone();
    let draw = move |answer: &List<Value>| timeline(&name, &answer.items.items);
    loaded(load, "Events", SkeletonKind::Rows(3), draw)
}

/// What happened to an application, the newest first.
fn timeline(name: &str, all: &[Value]) -> AnyView {
    let events = all.iter().filter_map(|event| {
        let at = ["/lastTimestamp", "/eventTime", "/firstTimestamp"];
        let at = at.into_iter().find_map(|place| instant(text(event, place)))?;
        let tone = if text(event, "/type") == "Warning" { Tone::Warning } else { Tone::Neutral };
        let by = text(event, "/reportingComponent").to_owned();
        let event = TimelineEvent::new(at, text(event, "/message"))
            .actor(by)
            .state(tone, text(event, "/reason"));
        Some((at, event))
    });
    let mut events: Vec<(i64, TimelineEvent)> = events.collect();
    events.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    let events = events.into_iter().map(|(_, event)| event).collect();
    let label = format!("Events of {name}");
    view! {
        <Timeline
            label=label
            events=events
            empty="No events are left: a cluster keeps them for about an hour."
        />
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(uid: &str, parent: &str) -> Resource {
        Resource { uid: uid.to_owned(), parent: parent.to_owned(), ..Resource::default() }
    }

    #[test]
    fn an_object_stands_below_what_it_belongs_to() {
        let all = vec![
            object("pod", "set"),
            object("service", ""),
            object("deployment", ""),
            object("set", "deployment"),
            object("lost", "elsewhere"),
            object("ring", "ring"),
        ];
        let order: Vec<_> = nested(all).into_iter().map(|(depth, one)| (depth, one.uid)).collect();
        let order: Vec<_> = order.iter().map(|(depth, uid)| (*depth, uid.as_str())).collect();
        assert_eq!(
            order,
            [(0, "service"), (0, "deployment"), (1, "set"), (2, "pod"), (0, "lost"), (0, "ring")]
        );
    }
}
