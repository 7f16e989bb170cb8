//! What the gallery shows of the plugin: what stands out, figures and a chart with withheld ones, a
//! scorecard, and what is said without files.

use super::card::shown;
use super::config::{no_events, no_kpis, no_scorecards};
use super::pages::{kpis, notable};
use super::words::{chart, delta, tile};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::gallery::{Entry, Example, Scope, Status};
use portico_components::shelves::Shown;
use portico_components::{ChartKind, Grid};
use portico_insights::Milli;
use portico_insights::aggregate::Change;
use portico_insights::board::{Drawn, Figure};
use portico_insights::kpi::{Better, Estimate, Kpi, Origin, definition};
use portico_insights::notable::{About, Notable};
use portico_insights::scorecard::{Check, Outcome, Results, Scorecard, Scored};

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "insights-figures",
    name: "Insights: figures",
    scope: Scope::Plugins,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/developer-experience",
    summary: "How the portal is used, how delivery goes, and how ready what people own is.",
    when_not: "Figures of a running service: those are metrics.",
};

/// The entry's examples.
pub const SHOWN: &[Shown] = &[Shown { id: ENTRY.id, examples: EXAMPLES, playground: None }];

const EXAMPLES: &[Example] = &[
    Example { id: "notable", title: "Worth a look", view: worth },
    Example { id: "nothing", title: "Nothing stands out", view: nothing },
    Example { id: "tiles", title: "Figures", view: tiles },
    Example { id: "withheld", title: "A chart with withheld figures", view: withheld },
    Example { id: "kpi", title: "A KPI", view: kpi },
    Example { id: "scorecard", title: "A scorecard of an entity", view: scorecard },
    Example { id: "no-events", title: "No events in portal.json", view: no_events },
    Example { id: "no-kpis", title: "No KPIs in portal.json", view: no_kpis },
    Example { id: "no-scorecards", title: "No scorecards in portal.json", view: no_scorecards },
];

fn worth() -> AnyView {
    let one = |about, title: &str, text: &str, good| Notable {
        about,
        title: title.to_owned(),
        text: vec![text.to_owned()],
        good,
    };
    notable::draw(
        &use_registry(),
        vec![
            one(
                About::Plugin("kubernetes".to_owned()),
                "The plugin kubernetes lost most of its people",
                "89 people used it in Jun 2026, 13 in each of the last two months.",
                Some(false),
            ),
            one(
                About::Kpi("onboarding"),
                "Onboarding time got better",
                "From about 86.8 days to about 45.2 days since Feb 2026.",
                Some(true),
            ),
            one(
                About::Domain("logistics".to_owned(), "merges"),
                "logistics: merges per developer and day far below elsewhere",
                "Merges per developer and day: 0.06, elsewhere 0.21 to 0.28.",
                None,
            ),
        ],
    )
}

fn nothing() -> AnyView {
    notable::draw(&use_registry(), Vec::new())
}

fn tiles() -> AnyView {
    let better = delta(Change::By(Milli(3797)), Better::Higher, "the days before");
    let worse = delta(Change::By(Milli(12_500)), Better::Lower, "the days before");
    let share = "63 % of 260 engineers, last 28 days".to_owned();
    view! {
        <Grid>
            {tile("Monthly active users", Figure::Count(164), better, share)}
            {tile("Errors", Figure::Count(22), worse, "last 28 days".to_owned())}
            {tile("Weekly active users", Figure::Withheld, None, "last 7 days".to_owned())}
            {tile("Page views", Figure::Missing, None, "not in the file".to_owned())}
        </Grid>
    }
    .into_any()
}

fn withheld() -> AnyView {
    let drawn = Drawn {
        points: "Month",
        labels: ["Sep 2026", "Oct 2026", "Nov 2026"].map(str::to_owned).to_vec(),
        series: vec![
            ("Returning".to_owned(), vec![Some(141), None, Some(150)]),
            ("New".to_owned(), vec![Some(9), None, Some(9)]),
        ],
        withheld: 1,
    };
    chart("People who came", drawn, ChartKind::StackedBar, "", 5)
}

fn kpi() -> AnyView {
    let Some(definition) = definition("lead-time") else { return ().into_any() };
    let estimate = |value, low, high, n| Estimate {
        value: Some(Milli(value)),
        low: Some(Milli(low)),
        high: Some(Milli(high)),
        n,
    };
    let found = Kpi {
        id: "lead-time".to_owned(),
        now: estimate(23_702, 22_273, 25_429, 851),
        before: estimate(31_335, 29_204, 33_593, 876),
        months: Vec::new(),
        groups: Vec::new(),
        origins: vec![Origin {
            name: "deploys.csv".to_owned(),
            rows: 5155,
            broken: 0,
            as_of: 1_795_192_698_000,
        }],
        notes: Vec::new(),
    };
    view! { <Grid>{kpis::card(&use_registry(), definition, &found)}</Grid> }.into_any()
}

fn scorecard() -> AnyView {
    let check = |title: &str, remedy: &str| Check {
        title: title.to_owned(),
        remedy: remedy.to_owned(),
        ..Check::default()
    };
    let card = Scorecard {
        title: "Ready for production".to_owned(),
        levels: ["Bronze", "Silver", "Gold"].map(str::to_owned).to_vec(),
        checks: vec![
            check("Has an owner", ""),
            check("Has no open critical finding", "Fix or dismiss the findings."),
            check("Tests reach four lines in five", "Add tests where changes are frequent."),
            check("Was deployed in the last 60 days", ""),
        ],
        ..Scorecard::default()
    };
    let scored = Scored {
        reference: "component:default/driver-app".to_owned(),
        owner: "last-mile".to_owned(),
        team: "last-mile".to_owned(),
        domain: "logistics".to_owned(),
        outcomes: vec![Outcome::Met, Outcome::Failed, Outcome::NoData, Outcome::Exempt],
        score: Some(Milli(60_000)),
        level: Some(0),
    };
    let results = Results { entities: vec![scored], ..Results::default() };
    shown(&card, &results).unwrap_or_else(|| ().into_any())
}
