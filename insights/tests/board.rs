//! The demo's figures as the pages show them, and the stories that they hide.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use portico_insights::aggregate::{Aggregate, Change, Kind};
use portico_insights::board::{self, Asked, Figure};
use portico_insights::kpi::Report;
use portico_insights::notable::{self, About};

fn demo(name: &str) -> String {
    let path = format!("{}/../public/demo/insights/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap()
}

fn events() -> Aggregate {
    Aggregate::read(&demo("events.json")).unwrap()
}

fn asked(team: &str, plugin: &str, days: &str) -> Asked {
    Asked::read(team, plugin, days)
}

#[test]
fn an_address_that_says_nonsense_asks_for_the_default() {
    assert_eq!(asked("", "", "soon").days, 91);
    assert_eq!(asked("", "", "364").period(), "52 weeks");
    let file = events();
    assert!(asked("checkout", "kubernetes", "").is_known(&file));
    assert!(!asked("nobody", "", "").is_known(&file));
    assert!(asked("checkout", "kubernetes", "").scope(&file).is_none());
}

#[test]
fn the_plugin_that_lost_its_people_stands_out_with_its_errors() {
    let found = notable::lost(&events());
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].about, About::Plugin("kubernetes".to_owned()));
    let text = found[0].text.join(" ");
    assert!(text.contains("89 people used it in Jun 2026, 13 in each"), "{text}");
    assert!(text.contains("Errors began in Jun 2026: 69"), "{text}");
    assert!(text.contains("refused the request"), "{text}");
}

#[test]
fn onboarding_changed_its_level_when_templates_arrived() {
    let report = Report::read(&demo("kpis.json")).unwrap();
    let found = notable::changed(&report, Some(&events()));
    let onboarding = found.iter().find(|one| one.about == About::Kpi("onboarding")).unwrap();
    assert_eq!(onboarding.good, Some(true));
    let text = onboarding.text.join(" ");
    assert!(text.contains("since Feb 2026"), "{text}");
    assert!(text.contains("began to use templates"), "{text}");
}

#[test]
fn one_domain_differs_in_what_it_merges() {
    let report = Report::read(&demo("kpis.json")).unwrap();
    let found = notable::differing(&report);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].about, About::Domain("logistics".to_owned(), "merges"));
    assert!(found[0].title.starts_with("logistics: merges per developer and day far below"));
    assert!(found[0].text[0].contains("0.06, elsewhere 0.21 to 0.28"), "{:?}", found[0].text);
}

#[test]
fn charts_have_a_value_per_point_and_no_withheld_figure_is_a_zero() {
    let file = events();
    for days in ["7", "28", "91", "364"] {
        for (team, plugin) in [("", ""), ("checkout", ""), ("", "kubernetes")] {
            let asked = asked(team, plugin, days);
            let scope = asked.scope(&file).unwrap();
            for drawn in [
                board::people(&file, scope, &asked),
                board::reach(&file, scope, &asked),
                board::views(&file, scope, &asked),
            ] {
                assert!(!drawn.labels.is_empty(), "{asked:?}");
                let equal = drawn.series.iter().all(|(_, all)| all.len() == drawn.labels.len());
                assert!(equal, "{asked:?}");
                assert!(drawn.series.iter().all(|(_, all)| all.iter().flatten().all(|n| *n >= 0)));
            }
        }
    }
    let all = asked("", "", "364");
    let people = board::people(&file, &file.all, &all);
    assert_eq!((people.points, people.labels.len()), ("Month", 12 + 1));
    // Months in which only few were new are not split, and their whole is shown.
    let november = board::people(&file, &file.all, &asked("", "", "28"));
    assert_eq!(november.labels.last().unwrap(), "20 Nov");
    assert_eq!(november.labels.len(), 28);
    let both = board::together(&file, "checkout", "kubernetes").unwrap();
    assert_eq!(both.labels.len(), file.all.months.len());
    assert!(board::together(&file, "checkout", "nothing").is_none());
}

#[test]
fn tiles_say_what_is_a_share_of_what() {
    let file = events();
    let asked_all = asked("", "", "28");
    let tiles = board::tiles(&file, &file.all, &asked_all);
    let tile = |title: &str| tiles.iter().find(|tile| tile.title == title).unwrap();
    assert_eq!(tile("Monthly active users").figure, Figure::Count(164));
    assert!(tile("Monthly active users").note.starts_with("63 % of 260 engineers"));
    assert!(matches!(tile("Page views").change, Change::By(change) if change.0 > 0));
    assert!(matches!(tile("Searches that found").figure, Figure::Percent(_)));
    let team = asked("checkout", "", "28");
    let tiles = board::tiles(&file, team.scope(&file).unwrap(), &team);
    assert_eq!(tiles.len(), 4);
    assert!(tiles[0].note.starts_with("last 28"), "a share of all engineers is of the whole only");
    assert_eq!(tiles[3].figure, Figure::Withheld, "days of it are withheld");
}

#[test]
fn the_table_of_plugins_orders_and_narrows() {
    let file = events();
    let rows = board::plugins(&file, &asked("", "", "91"));
    assert_eq!(rows.len(), file.plugins.len());
    let users: Vec<i64> = rows
        .iter()
        .filter_map(|row| if let Figure::Count(count) = row.users { Some(count) } else { None })
        .collect();
    assert!(users.is_sorted_by(|one, other| one >= other));
    let kubernetes = rows.iter().find(|row| row.plugin == "kubernetes").unwrap();
    assert_eq!(kubernetes.trend.len(), 18);
    let team = board::plugins(&file, &asked("checkout", "", "91"));
    assert_eq!(team.len(), 14);
    assert!(team.iter().all(|row| row.views == Figure::Missing));
    assert_eq!(board::plugins(&file, &asked("", "ci", "91")).len(), 1);
    let (terms, withheld) = board::items(&file, &asked("", "", "28"), Kind::ZeroSearch);
    assert_eq!((terms.len(), withheld), (7, 1));
}
