//! Examples of `Stat`.

use super::{Stat, StatDelta};
use crate::gallery::Playground;
use crate::playground;
use crate::{
    Card, Grid, Sparkline,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "stat",
    name: "Stat",
    scope: Scope::Data,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "One number that matters, its name, and how it has changed.",
    when_not: "A share of a limit: Gauge. Facts about one thing: DescriptionList.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example {
        id: "rest",
        title: "Name and number",
        view: || view! { <Stat label="Components" value="1,204" /> }.into_any(),
    },
    Example {
        id: "changes",
        title: "Changes, good and bad",
        view: || {
            view! {
                <Grid>
                    <Card>
                        <Stat
                            label="Deployments"
                            value="86"
                            delta=StatDelta::up("12 %").better().since("last week")
                        />
                    </Card>
                    <Card>
                        <Stat
                            label="Failed builds"
                            value="31"
                            delta=StatDelta::up("9").worse().since("last week")
                        />
                    </Card>
                    <Card>
                        <Stat
                            label="Median build time"
                            value="348"
                            unit="s"
                            delta=StatDelta::down("14 s").better().since("last week")
                        />
                    </Card>
                    <Card>
                        <Stat
                            label="Teams"
                            value="42"
                            delta=StatDelta::unchanged().since("last week")
                        />
                    </Card>
                </Grid>
            }
            .into_any()
        },
    },
    Example {
        id: "chart",
        title: "With its course",
        view: || {
            let course = || {
                let values = [12, 14, 9, 18, 22, 17, 25].map(Some).into();
                view! { <Sparkline label="Builds per day" values /> }
            };
            view! {
                <Stat
                    label="Builds this week"
                    value="117"
                    delta=StatDelta::up("21").since("last week")
                    chart=course
                />
            }
            .into_any()
        },
    },
    Example {
        id: "loading",
        title: "On its way",
        view: || view! { <Stat label="Deployments" value="" loading=true /> }.into_any(),
    },
    Example {
        id: "empty",
        title: "No value",
        view: || view! { <Stat label="Availability" value="" unit="%" /> }.into_any(),
    },
    Example {
        id: "long",
        title: "Long words",
        view: || {
            view! {
                    <Stat
                        label="Requests that were answered within the agreed time by all services of the payments domain"
                        value="1,204,889,301,552"
                        delta=StatDelta::down("204,889").worse().since("the same week of last year")
                    />
                }
                .into_any()
        },
    },
    Example {
        id: "rtl",
        title: "Right to left",
        view: || {
            view! { <div dir="rtl"><Stat label="רכיבים" value="1,204" unit="ש" /></div> }.into_any()
        },
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Stat {
        label: text "Deployments",
        value: text "128",
        unit: text,
        loading: flag,
    }
};
