//! What a container wrote.

use super::api;
use super::parts::Asked;
use crate::plugin::loaded::Loaded;
use crate::plugin::prelude::*;
use crate::plugin::query::{Pairs, written};
use leptos::prelude::*;
use portico_components::{
    Card, Choice, Cluster, Description, DescriptionLayout, DescriptionList, EmptyKind, EmptyState,
    Icon, IconButton, Link, LogViewer, SegmentedControl, Size, SkeletonKind, Stack,
};
use std::sync::Arc;

/// Keys of the query.
const LOG: &str = "log";
const PREVIOUS: &str = "previous";

/// Which log, as it stands in the address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogPlace {
    /// The cluster by its name.
    pub cluster: String,
    /// The pod's namespace.
    pub namespace: String,
    /// The pod.
    pub pod: String,
    /// The container.
    pub container: String,
    /// What it wrote before it was last started again.
    pub previous: bool,
}

impl LogPlace {
    /// Reads the query; `None` when it asks for no log.
    #[must_use]
    pub fn read(pairs: &Pairs) -> Option<Self> {
        let (_, place) = pairs.iter().find(|(key, _)| key == LOG)?;
        // Only the name of the cluster, which comes first, may hold a slash.
        let mut parts = place.rsplitn(4, '/').map(str::to_owned);
        let (container, pod) = (parts.next()?, parts.next()?);
        let (namespace, cluster) = (parts.next()?, parts.next()?);
        let previous = pairs.iter().any(|(key, _)| key == PREVIOUS);
        Some(Self { cluster, namespace, pod, container, previous })
    }

    fn pairs(&self) -> Pairs {
        let parts = [&*self.cluster, &self.namespace, &self.pod, &self.container];
        let mut pairs = vec![(LOG.to_owned(), parts.join("/"))];
        if self.previous {
            pairs.push((PREVIOUS.to_owned(), String::new()));
        }
        pairs
    }

    /// Its address below that of the tab.
    #[must_use]
    pub fn href(&self, tab: &str) -> String {
        [tab, &written(&self.pairs())].concat()
    }
}

/// Draws a log.
pub fn draw(asked: &Asked, place: LogPlace, query: Query) -> AnyView {
    let back = asked.here.clone();
    let Some(config) = asked.clusters.iter().find(|one| one.name == place.cluster) else {
        let text = format!("The portal has no way to the logs of the cluster “{}”.", place.cluster);
        return view! {
            <Card title="Log" more="All workloads" more_href=back>
                <EmptyState kind=EmptyKind::NotConfigured title="This log cannot be had">
                    {text}
                </EmptyState>
            </Card>
        }
        .into_any();
    };
    let (origin, lines) = (config.origin.clone(), asked.log_lines);
    let wanted = place.clone();
    let load = use_load(move || {
        let LogPlace { namespace, pod, container, previous, .. } = &wanted;
        api::log(&origin, namespace, pod, container, lines, *previous)
    });
    let title = format!("Container {}", place.container);
    let facts = [
        ("Pod", place.pod.clone()),
        ("Namespace", place.namespace.clone()),
        ("Cluster", config.label().to_owned()),
    ];
    let facts = facts.map(|(term, value)| view! { <Description term=term>{value}</Description> });
    let file = format!("{}-{}.log", place.pod, place.container);
    let label = format!("Log of {}", place.container);
    let show = move |text: &String| {
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let empty = || {
            view! {
                <EmptyState
                    kind=EmptyKind::FirstUse
                    title="The container has written nothing"
                    compact=true
                />
            }
            .into_any()
        };
        view! {
            <LogViewer
                label=label.clone()
                lines=lines
                following=true
                file=file.clone()
                empty=ViewFn::from(empty)
            />
        }
        .into_any()
    };
    let run = if place.previous { "previous" } else { "current" };
    let choose = Callback::new(move |chosen: String| {
        let next = LogPlace { previous: chosen == "previous", ..place.clone() };
        query.set(next.pairs(), true);
    });
    let choices =
        vec![Choice::new("current", "Now"), Choice::new("previous", "Before the last restart")];
    let reload = move || {
        view! {
            <IconButton
                icon=Icon::Refresh
                label="Reload the log"
                size=Size::Sm
                on_click=move |_| load.reload()
            />
        }
        .into_any()
    };
    let note = format!("The newest {lines} lines at most.");
    view! {
        <Stack>
            <p><Link href=back>"All workloads"</Link></p>
            <Card
                title=title
                actions=ViewFn::from(reload)
                footer=ViewFn::from(move || note.clone())
            >
                <Stack>
                    <DescriptionList layout=DescriptionLayout::Columns>
                        {facts.into_iter().collect_view()}
                    </DescriptionList>
                    <Cluster>
                    <SegmentedControl
                        label="Which run"
                        choices=choices
                        value=run.to_owned()
                        on_change=choose
                        size=Size::Sm
                    />
                    </Cluster>
                    <Loaded
                        load=load
                        title="The log"
                        skeleton=SkeletonKind::Text(8)
                        view=Arc::new(show)
                    />
                </Stack>
            </Card>
        </Stack>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plugin::query::read;

    #[test]
    fn an_address_leads_to_the_same_log() {
        let place = LogPlace {
            cluster: "eu/west".into(),
            namespace: "payments".into(),
            pod: "ledger-7f9-abc".into(),
            container: "app".into(),
            previous: true,
        };
        let href = place.href("/x/kubernetes");
        let (_, query) = href.split_once('?').unwrap();
        assert_eq!(LogPlace::read(&read(query)), Some(place));
        assert_eq!(LogPlace::read(&read("log=a/b")), None);
        assert_eq!(LogPlace::read(&read("open=a")), None);
    }
}
