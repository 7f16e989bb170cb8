//! Settings: a few choices, saved together. Change `Settings` and its fields first, then let `save`
//! send them; name the thing and what is lost in the dialog of the last card.

use leptos::prelude::*;
use portico_components::{
    Banner, Button, Card, Choice, Cluster, ConfirmDialog, Grid, GridLayout, Live, NumberField,
    PageHeader, RadioGroup, Select, Stack, Switch, TagInput, TextField, Tone, Variant,
    whole_number,
};

#[derive(Clone, PartialEq)]
struct Settings {
    channel: String,
    frequency: String,
    budget: String,
    teams: Vec<String>,
    quiet_at_night: bool,
    time_zone: String,
}

fn first_settings() -> Settings {
    Settings {
        channel: "#payments-cost".to_owned(),
        frequency: "week".to_owned(),
        budget: "12000".to_owned(),
        teams: vec!["payments-core".to_owned(), "treasury".to_owned()],
        quiet_at_night: true,
        time_zone: "Europe/Oslo".to_owned(),
    }
}

/// What is wrong with the budget, and how to put it right.
fn budget_error(text: &str) -> Option<String> {
    let fine = whole_number(text).is_some_and(|euros| (500..=1_000_000).contains(&euros));
    (!fine).then(|| "Enter whole euros between 500 and 1,000,000.".to_owned())
}

fn alerts(now: RwSignal<Settings>, tried: RwSignal<bool>) -> AnyView {
    let error = move || tried.get().then(|| now.with(|now| budget_error(&now.budget))).flatten();
    let often = vec![
        Choice::new("day", "Every day").help("At 09:00 in the time zone below."),
        Choice::new("week", "Every week").help("On Monday, for the week before."),
        Choice::new("over", "Only above the budget"),
    ];
    view! {
        <Card title="Cost alerts">
            <Stack>
                <TextField
                    label="Channel"
                    value=Signal::derive(move || now.with(|now| now.channel.clone()))
                    on_input=move |text| now.update(|now| now.channel = text)
                    help="Alerts are posted here."
                />
                <NumberField
                    label="Budget per month"
                    value=Signal::derive(move || now.with(|now| now.budget.clone()))
                    on_input=move |text| now.update(|now| now.budget = text)
                    min=500
                    max=1_000_000
                    step=500
                    unit="€"
                    error=Signal::derive(error)
                />
                <RadioGroup
                    label="How often"
                    choices=often
                    value=Signal::derive(move || now.with(|now| Some(now.frequency.clone())))
                    on_change=move |value| now.update(|now| now.frequency = value)
                />
                <TagInput
                    label="Teams"
                    value=Signal::derive(move || now.with(|now| now.teams.clone()))
                    on_change=move |teams| now.update(|now| now.teams = teams)
                    help="Costs of these teams count."
                    optional=true
                />
            </Stack>
        </Card>
    }
    .into_any()
}

fn times(now: RwSignal<Settings>) -> AnyView {
    let zones = ["Europe/Oslo", "Europe/Lisbon", "Asia/Tokyo"].map(|zone| Choice::new(zone, zone));
    view! {
        <Card title="Times">
            <Stack>
                <Select
                    label="Time zone"
                    choices=Signal::stored(zones.to_vec())
                    value=Signal::derive(move || now.with(|now| Some(now.time_zone.clone())))
                    on_change=move |zone| now.update(|now| now.time_zone = zone)
                />
                <Switch
                    label="Quiet at night"
                    on=Signal::derive(move || now.with(|now| now.quiet_at_night))
                    on_change=move |on| now.update(|now| now.quiet_at_night = on)
                    help="Alerts wait from 20:00 to 08:00."
                />
            </Stack>
        </Card>
    }
    .into_any()
}

fn start_over(asking: RwSignal<bool>) -> AnyView {
    let ask = move |_| asking.set(true);
    view! {
        <Card title="Start over">
            <Stack>
                <p>"Takes back every choice on this page. Alerts of the past stay."</p>
                <Cluster>
                    <Button tone=Tone::Danger on_click=ask>"Reset cost settings…"</Button>
                </Cluster>
            </Stack>
        </Card>
    }
    .into_any()
}

pub fn page() -> AnyView {
    let kept = RwSignal::new(first_settings());
    let now = RwSignal::new(first_settings());
    let tried = RwSignal::new(false);
    let just_saved = RwSignal::new(false);
    let resetting = RwSignal::new(false);
    let changed = Memo::new(move |_| now.with(|now| kept.with(|kept| now != kept)));
    let save = move |_| {
        tried.set(true);
        let valid = now.with_untracked(|now| budget_error(&now.budget).is_none());
        if valid {
            kept.set(now.get_untracked());
        }
        just_saved.set(valid);
    };
    let reset = move |()| {
        now.set(first_settings());
        kept.set(first_settings());
        just_saved.set(true);
    };
    let discard = move |_| now.set(kept.get_untracked());
    let message = move || {
        let (tone, text) = match (changed.get(), just_saved.get()) {
            (true, _) => (Tone::Info, "There are changes that are not saved."),
            (false, true) => (Tone::Success, "Saved. The next alert uses these settings."),
            (false, false) => return None,
        };
        Some(view! { <Banner tone=tone live=Live::Status>{text}</Banner> })
    };
    view! {
        <Stack>
            <PageHeader title="Cost settings" subtitle="For everybody at Halyard" />
            <Grid layout=GridLayout::Halves>
                {alerts(now, tried)}
                <Stack>
                    {times(now)}
                    {start_over(resetting)}
                </Stack>
            </Grid>
            {message}
            <Cluster>
                <Button variant=Variant::Solid on_click=save>"Save settings"</Button>
                <Button variant=Variant::Ghost on_click=discard>"Discard changes"</Button>
            </Cluster>
            <ConfirmDialog
                open=resetting
                title="Reset cost settings?"
                text="Channel, budget, teams and times return to what they were at the start."
                confirm="Reset"
                on_confirm=reset
            />
        </Stack>
    }
    .into_any()
}
