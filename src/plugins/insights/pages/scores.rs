//! One scorecard: its levels, checks, campaigns, teams, domains and entities.

use super::super::words::{count_words, stat};
use super::outcome::{level, percent};
use super::saved_as;
use crate::plugin::entities::entity_href;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_catalog::catalog::Catalog;
use portico_catalog::reference::RefDefaults;
use portico_components::{
    Banner, Card, Chart, ChartKind, ChartSeries, Cluster, Column, DataTable, EmptyKind, EmptyState,
    ExportColumn, Gap, Grid, GridLayout, ItemRow, Link, List, ProgressBar, Rows, Sparkline, Stack,
    StatDelta, Status, Tone,
};
use portico_insights::Milli;
use portico_insights::scorecard::{Progress, Results, Scorecard, Scored, Snapshot, Sum, Trend};
use std::sync::Arc;

/// Draws the results of a scorecard.
pub fn draw(
    registry: &Arc<Registry>,
    catalog: Signal<Option<Arc<Catalog>>>,
    card: &Scorecard,
    results: Arc<Results>,
    old: &[Snapshot],
) -> AnyView {
    let mistakes = mistakes(card, &results);
    if results.entities.is_empty() {
        let title = card.title.clone();
        return view! {
            <Card title=title>
                {mistakes}
                <EmptyState kind=EmptyKind::FirstUse title="It is about no entity of this catalog">
                    "What it is about is said in `applies`; an empty one means all components."
                </EmptyState>
            </Card>
        }
        .into_any();
    }
    let sum = results.all(card);
    let (figures, checks) = (figures(card, &sum, old), checks(card, &sum));
    let trend = trend(card, old);
    let campaigns: Vec<AnyView> = results.campaigns.iter().map(campaign).collect();
    let campaigns = (!campaigns.is_empty())
        .then(|| view! { <Card title="Campaigns"><Stack>{campaigns}</Stack></Card> });
    let by_team = sums(
        "By team",
        "team",
        results.by(card, |one| &one.team),
        |snapshot| &snapshot.teams,
        card,
        old,
    );
    let by_domain = sums(
        "By domain",
        "domain",
        results.by(card, |one| &one.domain),
        |snapshot| &snapshot.domains,
        card,
        old,
    );
    let entities = entities(registry, catalog, card, results.clone());
    let (title, description) = (card.title.clone(), card.description.clone());
    view! {
        <Stack gap=Gap::Lg>
            {mistakes}
            <Card title=title>
                <Stack>
                    <p>{description}</p>
                    {figures}
                </Stack>
            </Card>
            {campaigns}
            {checks}
            {trend}
            <Grid layout=GridLayout::Halves>
                {by_team}
                {by_domain}
            </Grid>
            {entities}
            <p class="u-note">
                "A score is the weight of what is met over the weight of what counts. Exemptions and checks with a mistake count nowhere. Scores are of entities, teams and domains, never of persons."
            </p>
        </Stack>
    }
    .into_any()
}

fn figures(card: &Scorecard, sum: &Sum, old: &[Snapshot]) -> AnyView {
    let change = Trend::of(old, &card.id, |snapshot| Some(&snapshot.all)).change;
    let delta = change.filter(|change| change.0 != 0).map(|change| {
        let amount = [&*Milli(change.0.abs()).text(1), " points"].concat();
        let delta = match change.0 > 0 {
            true => StatDelta::up(amount).better(),
            false => StatDelta::down(amount).worse(),
        };
        delta.since("the snapshot before")
    });
    let mut all = vec![
        stat("Mean score", percent(sum.score), delta),
        stat("Entities", count_words(i64::from(sum.entities)), None),
    ];
    all.extend(sum.levels.iter().enumerate().map(|(place, count)| {
        stat(&level(card, place.checked_sub(1)), count_words(i64::from(*count)), None)
    }));
    view! { <Grid>{all}</Grid> }.into_any()
}

fn mistakes(card: &Scorecard, results: &Results) -> Option<AnyView> {
    if results.mistakes.is_empty() {
        return None;
    }
    let lines: Vec<String> = results
        .mistakes
        .iter()
        .map(|(id, mistake)| {
            let name = card.checks.iter().find(|check| check.id == *id);
            let name = name.map_or("what it applies to", |check| check.title.as_str());
            format!("{name}: {}, at character {}.", mistake.what, mistake.at + 1)
        })
        .collect();
    let text = lines.join(" ");
    Some(
        view! {
            <Banner tone=Tone::Warning title="A condition has a mistake, so nobody can meet it">
                {text}
            </Banner>
        }
        .into_any(),
    )
}

fn campaign(one: &Progress) -> AnyView {
    let share = usize::try_from(one.share.0 / 1000).unwrap_or_default();
    let left = match (one.due, one.days_left) {
        (None, _) => "no day".to_owned(),
        (Some(due), 1) => format!("until {}, 1 day left", due.iso()),
        (Some(due), 0..) => format!("until {}, {} days left", due.iso(), one.days_left),
        (Some(due), _) => format!("ended on {}", due.iso()),
    };
    let text = format!("{} of {}, {left}", one.met, one.of);
    view! { <ProgressBar label=one.title.clone() percent=Signal::stored(Some(share)) text=text /> }
        .into_any()
}

/// The checks with how many meet them.
fn checks(card: &Scorecard, sum: &Sum) -> AnyView {
    let rows = card
        .checks
        .iter()
        .zip(&sum.checks)
        .map(|(check, (met, of))| {
            let side = format!("{met} of {of}");
            let detail = match check.level.is_empty() {
                true => check.why.clone(),
                false => [&*check.level, ". ", &*check.why].concat(),
            };
            view! {
                <ItemRow
                    title=check.title.clone()
                    detail=ViewFn::from(move || detail.clone().into_any())
                    side=ViewFn::from(move || side.clone().into_any())
                />
            }
            .into_any()
        })
        .collect();
    view! { <Card title="Checks" hint="met, of those that count" flush=true><List items=rows /></Card> }
        .into_any()
}

/// The mean score of all and of the domains, snapshot by snapshot.
fn trend(card: &Scorecard, old: &[Snapshot]) -> Option<AnyView> {
    let all = Trend::of(old, &card.id, |snapshot| Some(&snapshot.all)).scores;
    let (first, last) = (all.first()?, all.last()?);
    let summary = format!(
        "{} on {}, {} on {}.",
        percent(Some(first.1)),
        first.0.iso(),
        percent(Some(last.1)),
        last.0.iso()
    );
    let days: Vec<_> = all.iter().map(|(day, _)| *day).collect();
    let mut series =
        vec![ChartSeries::new("All", all.iter().map(|(_, score)| score.0 / 1000).collect())];
    let mut names: Vec<&str> =
        old.iter().flat_map(|one| &one.domains).map(|kept| kept.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    for name in names.into_iter().filter(|name| !name.is_empty()).take(7) {
        let scores = Trend::of(old, &card.id, |snapshot| {
            snapshot.domains.iter().find(|kept| kept.name == name)
        })
        .scores;
        let at =
            |day| scores.iter().find(|(other, _)| *other == day).map(|(_, score)| score.0 / 1000);
        series.push(ChartSeries::with_gaps(name, days.iter().map(|day| at(*day)).collect()));
    }
    let labels = days.iter().map(|day| day.month_name()).collect();
    Some(
        view! {
            <Card title="Trend">
                <Chart
                    label="Mean score"
                    summary=summary
                    kind=ChartKind::Line
                    points="Snapshot"
                    labels=labels
                    series=series
                    unit="%"
                />
            </Card>
        }
        .into_any(),
    )
}

fn sums(
    title: &'static str,
    what: &'static str,
    all: Vec<Sum>,
    kept: fn(&Snapshot) -> &Vec<portico_insights::scorecard::Kept>,
    card: &Scorecard,
    old: &[Snapshot],
) -> AnyView {
    let rows = all
        .into_iter()
        .map(|sum| {
            let trend = Trend::of(old, &card.id, |snapshot| {
                kept(snapshot).iter().find(|one| one.name == sum.name)
            });
            let values: Vec<Option<i64>> =
                trend.scores.iter().map(|(_, score)| Some(score.0 / 1000)).collect();
            let name = match sum.name.is_empty() {
                true => format!("No {what}"),
                false => sum.name.clone(),
            };
            let label = format!("Mean score of {name}");
            let count = match sum.entities {
                1 => "1 entity".to_owned(),
                many => format!("{many} entities"),
            };
            let score = percent(sum.score);
            view! {
                <ItemRow
                    title=name
                    detail=ViewFn::from(move || count.clone().into_any())
                    side=ViewFn::from(move || {
                        let (label, values, score) = (label.clone(), values.clone(), score.clone());
                        view! {
                            <Cluster>
                                <Sparkline label values unit="%" />
                                {score}
                            </Cluster>
                        }
                            .into_any()
                    })
                />
            }
            .into_any()
        })
        .collect();
    view! { <Card title=title hint="mean score" flush=true><List items=rows /></Card> }.into_any()
}

/// The entities, the lowest score first: where something is to be done.
fn entities(
    registry: &Arc<Registry>,
    catalog: Signal<Option<Arc<Catalog>>>,
    card: &Scorecard,
    results: Arc<Results>,
) -> AnyView {
    let mut order: Vec<usize> = (0..results.entities.len()).collect();
    let key = |at: &usize| results.entities.get(*at).map(|one| (one.score, one.reference.clone()));
    order.sort_by_cached_key(key);
    let rows: Rows = order.into_iter().map(|at| at as u64).collect();
    let card = Arc::new(card.clone());
    let found = {
        let results = results.clone();
        move |at: u64| usize::try_from(at).ok().and_then(|at| results.entities.get(at)).cloned()
    };
    let name = {
        let (found, registry) = (found.clone(), registry.clone());
        move |at: u64| {
            found(at).map_or_else(|| ().into_any(), |one| named(&registry, catalog, &one))
        }
    };
    let owner = {
        let found = found.clone();
        move |at: u64| found(at).map(|one| one.owner).unwrap_or_default().into_any()
    };
    let reached = {
        let (found, card) = (found.clone(), card.clone());
        move |at: u64| {
            let one = found(at);
            let tone = match one.as_ref().and_then(|one| one.level) {
                None => Tone::Warning,
                Some(_) => Tone::Success,
            };
            view! { <Status tone=tone label=level(&card, one.and_then(|one| one.level)) /> }
                .into_any()
        }
    };
    let score = {
        let found = found.clone();
        move |at: u64| percent(found(at).and_then(|one| one.score)).into_any()
    };
    let columns = vec![
        Column::new("entity", "Entity", name).width(200).grow(),
        Column::new("owner", "Owner", owner).width(160).priority(2),
        Column::new("level", "Level", reached).width(144).priority(1),
        Column::new("score", "Score", score).width(80).end(),
    ];
    let say = |text: fn(&Scored) -> String| {
        let found = found.clone();
        move |at: u64| found(at).map(|one| text(&one)).unwrap_or_default()
    };
    let in_words = {
        let (found, card) = (found.clone(), card.clone());
        move |at: u64| level(&card, found(at).and_then(|one| one.level))
    };
    let export = vec![
        ExportColumn::new("Entity", say(|one| one.reference.clone())),
        ExportColumn::new("Owner", say(|one| one.owner.clone())),
        ExportColumn::new("Domain", say(|one| one.domain.clone())),
        ExportColumn::new("Level", in_words),
        ExportColumn::new("Score", say(|one| one.score.map(Milli::exact).unwrap_or_default())),
    ];
    let actions = saved_as("scorecard", rows.clone(), export);
    view! {
        <Card title="Entities" hint="the lowest score first" flush=true actions=actions>
            <DataTable caption="Entities by score" rows=Signal::stored(rows) columns=columns />
        </Card>
    }
    .into_any()
}

fn named(registry: &Registry, catalog: Signal<Option<Arc<Catalog>>>, one: &Scored) -> AnyView {
    let found = catalog.with_untracked(|catalog| {
        let catalog = catalog.as_ref()?;
        let reference = EntityRef::parse(&one.reference, RefDefaults::default()).ok()?;
        let ix = catalog.lookup(&reference)?;
        Some((catalog.entry(ix).display_name().to_owned(), entity_href(registry, catalog, ix)?))
    });
    match found {
        Some((name, href)) => view! { <Link href=href>{name}</Link> }.into_any(),
        None => one.reference.clone().into_any(),
    }
}
