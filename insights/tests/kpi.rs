//! Figures that can be worked out by hand, from the rows of an export to the table.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use portico_insights::aggregate::{Collector, Settings as EventSettings};
use portico_insights::event::{Action, Event, UserHash};
use portico_insights::kpi::{
    Band, By, Given, Inputs, Kpi, Report, Settings, band, compute, csv, definition,
};
use portico_insights::rows::{
    Component, Contribution, Deploy, Incident, Joiner, JourneyStep, PullRequest, SurveyAnswer,
};
use portico_insights::{Day, Milli, Weekday, Zone};

const HOUR: i64 = 3_600_000;

/// The last day of the period, a Sunday.
const TO: Day = Day(20_779);

fn settings() -> Settings {
    Settings {
        zone: Zone(0),
        week: Weekday::Monday,
        k: 1,
        to: TO,
        months: 6,
        central: "platform".to_owned(),
        teams: ["a", "b", "c", "platform"].map(str::to_owned).to_vec(),
        engineers: 10,
    }
}

/// Noon, so many days before the last one.
fn ago(days: i32) -> i64 {
    Zone(0).start(TO.plus(-days)) + 12 * HOUR
}

fn given<T>(rows: &[T]) -> Option<Given<'_, T>> {
    Some(Given { rows, name: "rows.csv", broken: 1 })
}

fn only(inputs: &Inputs<'_>, settings: &Settings, id: &str) -> Kpi {
    compute(inputs, settings).kpi(id).unwrap_or_else(|| panic!("{id}")).clone()
}

fn value(kpi: &Kpi) -> Option<i64> {
    kpi.now.value.map(|value| value.0)
}

fn pull(author: u64, domain: &str, merged: i64) -> PullRequest {
    PullRequest {
        author: Some(UserHash(author)),
        team: format!("team of {domain}"),
        component: format!("{domain}-service"),
        domain: domain.to_owned(),
        merged: Some(merged),
        ..PullRequest::default()
    }
}

#[test]
fn onboarding_counts_those_who_are_not_there_yet() {
    let joiner = |person, days| Joiner {
        person: Some(UserHash(person)),
        team: "a".to_owned(),
        domain: "x".to_owned(),
        started: ago(days),
    };
    // One is there after 20 days, one after 40, one is not there after 30, one after 60.
    let joiners = [joiner(1, 100), joiner(2, 100), joiner(3, 30), joiner(4, 150)];
    let mut pulls = Vec::new();
    for (person, started, took) in [(1, 100, 20), (2, 100, 40), (4, 150, 60)] {
        for nth in 0..12 {
            // The tenth is on the day that counts, two come later, one is from before.
            pulls.push(pull(person, "x", ago(started - took + (9 - nth))));
        }
        pulls.push(pull(person, "x", ago(started + 5)));
    }
    pulls.push(pull(3, "x", ago(10)));
    let inputs =
        Inputs { joiners: given(&joiners), pull_requests: given(&pulls), ..Inputs::default() };
    let kpi = only(&inputs, &settings(), "onboarding");
    // After 20 days three of four are left; after 30 one is left out of sight; after 40 it is
    // 3/4 × 1/2, which is below one half.
    assert_eq!((value(&kpi), kpi.now.n), (Some(40_000), 4));
    let private = Settings { k: 5, ..settings() };
    let kpi = only(&inputs, &private, "onboarding");
    assert_eq!(value(&kpi), None);
    assert!(kpi.groups.iter().all(|group| group.withheld && group.estimate.n == 0));
}

#[test]
fn merges_are_divided_by_people_and_workdays_and_machines_are_left_out() {
    let mut pulls = Vec::new();
    for person in 1..=4 {
        for nth in 0..13 {
            pulls.push(pull(person, if person < 4 { "x" } else { "y" }, ago(nth * 7)));
        }
    }
    pulls.push(PullRequest { bot: true, ..pull(9, "x", ago(1)) });
    pulls.push(PullRequest { merged: None, ..pull(8, "x", ago(1)) });
    let inputs = Inputs { pull_requests: given(&pulls), ..Inputs::default() };
    let kpi = only(&inputs, &settings(), "merges");
    // 52 merges by 4 people in 91 days, which have 65 workdays: 0.2.
    assert_eq!((value(&kpi), kpi.now.n), (Some(200), 52));
    // Garwood's interval of 52 is 38.84 to 68.19.
    assert_eq!((kpi.now.low, kpi.now.high), (Some(Milli(149)), Some(Milli(262))));
    let domains: Vec<(&str, Option<Milli>)> = kpi
        .groups
        .iter()
        .filter(|group| group.by == By::Domain)
        .map(|group| (group.name.as_str(), group.estimate.value))
        .collect();
    assert_eq!(domains, [("x", Some(Milli(200))), ("y", Some(Milli(200)))]);
    assert_eq!(kpi.notes, ["1 pull requests of machines are left out."]);
    assert_eq!((kpi.origins[0].rows, kpi.origins[0].broken), (54, 1));
    assert_eq!(kpi.origins[0].as_of, ago(0));
    let breadth = only(&inputs, &settings(), "t-shape");
    assert_eq!((value(&breadth), breadth.now.n), (Some(1000), 4));
}

#[test]
fn breadth_is_the_mean_number_of_domains() {
    let pulls = [
        pull(1, "x", ago(1)),
        pull(1, "y", ago(2)),
        pull(1, "y", ago(3)),
        pull(2, "x", ago(1)),
        pull(3, "", ago(1)),
    ];
    let inputs = Inputs { pull_requests: given(&pulls), ..Inputs::default() };
    let kpi = only(&inputs, &settings(), "t-shape");
    assert_eq!(value(&kpi), Some(1500));
    assert!(kpi.notes[0].starts_with("1 merges"));
}

fn deploys() -> Vec<Deploy> {
    let mut deploys = Vec::new();
    for nth in 0..91 {
        deploys.push(Deploy {
            component: "daily".to_owned(),
            domain: "x".to_owned(),
            environment: "production".to_owned(),
            at: ago(nth),
            failed: nth < 7,
            committed: Some(ago(nth) - 10 * HOUR),
            ..Deploy::default()
        });
    }
    for nth in 0..13 {
        deploys.push(Deploy {
            component: "weekly".to_owned(),
            domain: "y".to_owned(),
            at: ago(nth * 7),
            committed: Some(ago(nth * 7) - 100 * HOUR),
            ..Deploy::default()
        });
    }
    deploys.push(Deploy { environment: "staging".to_owned(), at: ago(1), ..Deploy::default() });
    deploys
}

#[test]
fn the_keys_that_deploys_give() {
    let deploys = deploys();
    let inputs = Inputs { deploys: given(&deploys), ..Inputs::default() };
    let settings = settings();
    // 97 that did not fail, 10 engineers, 65 workdays.
    assert_eq!(value(&only(&inputs, &settings, "deploys")), Some(149));
    let frequency = only(&inputs, &settings, "deploy-frequency");
    // Once a day and once a week: the median of two is their mean.
    assert_eq!(value(&frequency), Some(571));
    let services: Vec<(&str, Option<Milli>)> = frequency
        .groups
        .iter()
        .filter(|group| group.by == By::Service)
        .map(|group| (group.name.as_str(), group.estimate.value))
        .collect();
    assert_eq!(services, [("daily", Some(Milli(1000))), ("weekly", Some(Milli(143)))]);
    assert_eq!(band("deploy-frequency", Milli(1000)), Some(Band::Elite));
    assert_eq!(band("deploy-frequency", Milli(143)), Some(Band::High));
    assert_eq!(value(&only(&inputs, &settings, "lead-time")), Some(10_000));
    let failure = only(&inputs, &settings, "change-failure");
    // 7 of 104.
    assert_eq!((value(&failure), failure.now.n), (Some(6_731), 104));
    assert_eq!((failure.now.low, failure.now.high), (Some(Milli(3_298)), Some(Milli(13_246))));
    assert_eq!(failure.notes, ["1 deploys to other environments are left out."]);
}

#[test]
fn recovery_as_mean_and_as_median_of_what_deploys_caused() {
    let incident = |hours: i64, from_deploy| Incident {
        component: "ledger".to_owned(),
        opened: ago(5),
        resolved: (hours > 0).then(|| ago(5) + hours * HOUR),
        from_deploy,
        ..Incident::default()
    };
    let mut incidents =
        vec![incident(1, true), incident(2, true), incident(3, true), incident(10, false)];
    incidents.push(incident(0, true));
    let inputs = Inputs { incidents: given(&incidents), ..Inputs::default() };
    let mttr = only(&inputs, &settings(), "mttr");
    assert_eq!((value(&mttr), mttr.now.n), (Some(4_000), 4));
    assert_eq!(mttr.notes, ["1 incidents that are not over are left out."]);
    let recovery = only(&inputs, &settings(), "recovery");
    assert_eq!((value(&recovery), recovery.now.n), (Some(2_000), 3));
    for incident in &mut incidents {
        incident.from_deploy = false;
    }
    let inputs = Inputs { incidents: given(&incidents), ..Inputs::default() };
    let recovery = only(&inputs, &settings(), "recovery");
    assert_eq!(value(&recovery), Some(2_500));
    assert!(recovery.notes[0].starts_with("No incident"));
}

#[test]
fn the_score_takes_the_last_answer_of_each_person() {
    let answer = |person, days, recommend, productive| SurveyAnswer {
        person: Some(UserHash(person)),
        team: if person < 4 { "a" } else { "b" }.to_owned(),
        at: ago(days),
        recommend,
        productive: Some(productive),
        ..SurveyAnswer::default()
    };
    let answers = [
        answer(1, 50, 2, 1),
        answer(1, 5, 10, 5),
        answer(2, 5, 9, 4),
        answer(3, 5, 8, 4),
        answer(4, 5, 6, 3),
    ];
    let inputs = Inputs { answers: given(&answers), ..Inputs::default() };
    let score = only(&inputs, &settings(), "enps");
    // Two promote, one detracts, of four.
    assert_eq!(value(&score), Some(25_000));
    assert_eq!(value(&only(&inputs, &settings(), "survey-productive")), Some(4_000));
    assert_eq!(value(&only(&inputs, &settings(), "survey-informed")), None);
    let private = only(&inputs, &Settings { k: 2, ..settings() }, "enps");
    let withheld: Vec<(&str, bool)> =
        private.groups.iter().map(|group| (group.name.as_str(), group.withheld)).collect();
    assert_eq!(withheld, [("a", false), ("b", true)]);
    let table = csv(&private);
    assert!(table.contains("team,b,,,,,0,Bootstrap,withheld: too few people"), "{table}");
    assert!(table.starts_with("kpi,formula,split,name,from,value,low,high,n,method"));
}

#[test]
fn switching_counts_tools_per_job() {
    let step = |run: &str, tool: &str, minute: i64| JourneyStep {
        job: "deploy a change".to_owned(),
        run: run.to_owned(),
        tool: tool.to_owned(),
        at: ago(3) + minute * 60_000,
        ..JourneyStep::default()
    };
    let steps = [
        step("1", "portal", 0),
        step("1", "argo.example", 1),
        step("1", "portal", 2),
        step("1", "grafana.example", 3),
        step("2", "portal", 0),
    ];
    let inputs = Inputs { journeys: given(&steps), ..Inputs::default() };
    let kpi = only(&inputs, &settings(), "context-switching");
    assert_eq!((value(&kpi), kpi.now.n), (Some(2_000), 2));
    assert_eq!(kpi.groups[0].name, "deploy a change");
}

#[test]
fn fragmentation_is_the_chance_that_two_differ() {
    let component = |language: &str, ci: &str| Component {
        name: "x".to_owned(),
        domain: "x".to_owned(),
        language: language.to_owned(),
        ci: ci.to_owned(),
        ..Component::default()
    };
    let components =
        [component("Rust", "a"), component("Rust", "a"), component("Go", "a"), component("", "a")];
    let inputs = Inputs { components: given(&components), ..Inputs::default() };
    let kpi = only(&inputs, &settings(), "fragmentation");
    // Languages: 1 - 4/9 - 1/9 = 4/9; CI: 0; nothing says the others.
    assert_eq!(value(&kpi), Some(222));
    let language = kpi.groups.iter().find(|group| group.name == "language").unwrap();
    assert_eq!(language.estimate.value, Some(Milli(444)));
    let framework = kpi.groups.iter().find(|group| group.name == "framework").unwrap();
    assert_eq!(framework.estimate.value, None);
}

#[test]
fn the_portal_itself() {
    let plugins = [("ci", "a"), ("deploys", "a"), ("costs", "b"), ("docs", "platform")]
        .map(|(plugin, team)| (plugin.to_owned(), team.to_owned()));
    let change = |team: &str| Contribution {
        plugin: "ci".to_owned(),
        team: team.to_owned(),
        at: ago(9),
        ..Contribution::default()
    };
    let changes = [change("a"), change("a"), change("b"), change("platform")];
    let mut collector = Collector::new(EventSettings { k: 1, ..EventSettings::default() });
    for user in 1..=4u64 {
        for days in [0, 30] {
            let mut event = Event::new(ago(days), Action::Navigate, "/");
            event.context.user = Some(UserHash(user + days as u64 / 15));
            collector.take(&event);
        }
    }
    let events = collector.finish().aggregate();
    let inputs = Inputs {
        plugins: Some(&plugins),
        contributions: given(&changes),
        events: Some(&events),
        ..Inputs::default()
    };
    let report = compute(&inputs, &settings());
    let of = |id: &str| report.kpi(id).map(|kpi| (value(kpi), kpi.before.value.map(|v| v.0)));
    assert_eq!(of("teams-with-plugin"), Some((Some(75_000), None)));
    assert_eq!(of("plugins"), Some((Some(4_000), None)));
    assert_eq!(of("outside-share"), Some((Some(75_000), None)));
    // Four of ten engineers now; four others 30 days ago.
    assert_eq!(of("mau"), Some((Some(40_000), Some(40_000))));
    assert_eq!(of("page-views"), Some((Some(4_000), None)));
    assert_eq!(Report::read(&report.write()), Ok(report.clone()));
    assert!(Report::read("{}").unwrap_err().starts_with("This is no file of KPIs"));
    for kpi in &report.kpis {
        assert!(definition(&kpi.id).is_some(), "{}", kpi.id);
    }
}

#[test]
fn nothing_given_is_nothing_computed() {
    assert!(compute(&Inputs::default(), &settings()).kpis.is_empty());
    let none: [PullRequest; 0] = [];
    let inputs = Inputs { pull_requests: given(&none), ..Inputs::default() };
    let kpi = only(&inputs, &settings(), "merges");
    assert_eq!((value(&kpi), kpi.now.n, kpi.groups.len()), (None, 0, 0));
    assert_eq!(kpi.months.len(), 6);
}
