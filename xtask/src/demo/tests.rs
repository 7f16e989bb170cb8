//! The three stories are in the files of the demo, and the files are what the generator makes.

use portico_insights::Day;
use portico_insights::aggregate::{Aggregate, Cell, Kind};
use portico_insights::kpi::{By, Report};
use portico_insights::scorecard::{Scorecard, Snapshot, Trend, read_facts};

use super::{PUBLIC, events, org};
use crate::repo;

const SLOW: &str = "logistics";

fn file(name: &str) -> String {
    repo::read(repo::root().join(PUBLIC).join(name)).unwrap()
}

fn aggregated() -> Aggregate {
    Aggregate::read(&file("events.json")).unwrap()
}

fn report() -> Report {
    Report::read(&file("kpis.json")).unwrap()
}

#[test]
fn onboarding_got_shorter_after_templates_arrived() {
    let report = report();
    let onboarding = report.kpi("onboarding").unwrap();
    let mean = |from: (i32, u8, u8), end: Day| {
        let days: Vec<i64> = onboarding
            .months
            .iter()
            .filter(|point| point.from >= org::day(from) && point.from < end)
            .filter_map(|point| point.estimate.value.map(|value| value.0 / 1000))
            .collect();
        assert!(days.len() >= 4, "{days:?}");
        days.iter().sum::<i64>() / days.len() as i64
    };
    let before = mean((2025, 7, 1), org::day(org::TEMPLATES));
    let after = mean(org::TEMPLATES, Day::of(2026, 8, 1));
    assert!(before > after * 3 / 2, "{before} days before, {after} after");
    let created = aggregated().last(364).unwrap().top(Kind::Template).unwrap().items.len();
    assert_eq!(created, 4);
}

#[test]
fn one_plugin_lost_its_users_after_an_error_began() {
    let file = aggregated();
    let lost = file.scope("", org::LOST).unwrap();
    let began = org::day(org::ERROR);
    let at = |weeks: i32| {
        let monday = began.plus(7 * weeks).week(file.settings.week);
        ((monday.0 - lost.weeks.from.0) / 7) as usize
    };
    let count = |cells: &[Cell], at: usize| cells[at].get();
    let before = count(&lost.weeks.users, at(-1)).unwrap();
    // So few are left that their number is withheld in most weeks.
    let after = count(&lost.weeks.users, at(14)).unwrap_or(4);
    assert!(before >= 30 && after * 4 < before, "{before} before, {after} after");
    assert!(count(&lost.weeks.errors, at(-1)).unwrap() < 3);
    assert!(count(&lost.weeks.errors, at(1)).unwrap() > 20);
    let errors = file.last(364).unwrap().top(Kind::Error).unwrap();
    assert_eq!(
        (errors.items[0].name.as_str(), errors.items[0].plugin.as_str()),
        (events::ERROR, org::LOST)
    );
    // It is no loss of the portal: its other plugins kept theirs.
    let other = file.scope("", "ci").unwrap();
    assert!(count(&other.weeks.users, at(14)) >= count(&other.weeks.users, at(-1)).map(|n| n - 10));
}

#[test]
fn one_domain_merges_much_less() {
    let report = report();
    let merges = report.kpi("merges").unwrap();
    let domains: Vec<_> = merges.groups.iter().filter(|group| group.by == By::Domain).collect();
    assert_eq!(domains.len(), 3);
    let slow = domains.iter().find(|group| group.name == SLOW).unwrap();
    for other in domains.iter().filter(|group| group.name != SLOW) {
        // Even the ends of the intervals are far apart.
        assert!(slow.estimate.high.unwrap().0 * 2 < other.estimate.low.unwrap().0 * 3 / 2);
        assert_eq!(other.months.len(), 18);
    }
}

#[test]
fn the_files_are_small_say_nobody_and_are_what_the_generator_makes() {
    let names = ["events.json", "kpis.json", "scorecards.json", "facts.json", "snapshots.json"];
    let sum: usize = names.iter().map(|name| file(name).len()).sum();
    assert!(sum < 152_000, "{sum} bytes");
    for name in names {
        assert!(!file(name).contains("engineer-"), "{name}");
    }
    for person in org::people() {
        let pseudonym = portico_insights::event::user_hash("demo", &person.reference());
        assert!(!file("events.json").contains(&pseudonym.to_string()));
    }
    for (name, text) in super::files().unwrap() {
        assert!(text == file(name), "{name} is old: cargo xtask demo-data --write");
    }
}

#[test]
fn scorecards_facts_and_snapshots_can_be_read() {
    let cards: Vec<Scorecard> = serde_json::from_str(&file("scorecards.json")).unwrap();
    assert_eq!(cards[0].checks.len(), 8);
    assert_eq!(read_facts(&file("facts.json")).unwrap().len(), org::SERVICES.len());
    let snapshots: Vec<Snapshot> = serde_json::from_str(&file("snapshots.json")).unwrap();
    let trend = Trend::of(&snapshots, &cards[0].id, |snapshot| Some(&snapshot.all));
    assert_eq!(trend.scores.len(), 18);
    assert!(trend.scores[17].1 > trend.scores[0].1);
}

#[test]
fn names_are_those_of_the_catalog() {
    let folder = repo::root().join("public/demo/catalog");
    let text: String = repo::files(folder)
        .unwrap()
        .iter()
        .filter_map(|path| std::fs::read_to_string(path).ok())
        .collect();
    let named = |name: &str| text.contains(&format!("name: {name}\n"));
    for team in &org::TEAMS {
        assert!(named(team.name) && named(team.domain), "{}", team.name);
    }
    for service in &org::SERVICES {
        assert!(named(service.name), "{}", service.name);
        assert!(org::TEAMS.iter().any(|team| team.name == service.team), "{}", service.team);
    }
}

#[test]
fn the_documentation_has_every_definition() {
    let text = repo::read(repo::root().join("docs/insights.md")).unwrap();
    for definition in &portico_insights::kpi::DEFINITIONS {
        for part in [definition.title, definition.formula, definition.limits, definition.not_for] {
            assert!(text.contains(part), "docs/insights.md: {part}");
        }
    }
}
