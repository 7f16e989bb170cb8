//! What stands in a digest.

use portico_insights::aggregate::{
    Aggregate, Cell, Change, Collected, Find, Item, Kind, Pair, Route, Scope, Task, Top, Window,
};
use portico_insights::{Day, Milli, time};

use super::doc::Document;

/// How long lists are.
const LIST: usize = 10;

/// How many weeks a trend has.
const WEEKS: i32 = 8;

/// Documents by file name: the portal's first, then each plugin's by id.
pub fn digests(collected: &Collected, monday: Day) -> Vec<(String, Document)> {
    let file = collected.aggregate();
    // Lists are cut here, after those of a plugin were picked out of them.
    let window = collected.window(monday.plus(6), 7, usize::MAX);
    let mut digests = vec![("portal".to_owned(), portal(&file, &window))];
    for scope in &file.plugins {
        let week = week_of(scope, monday);
        let seen = window.plugins.iter().any(|item| item.name == scope.name);
        if seen || week.is_some_and(|(_, views, _)| views.now.0 != 0) {
            let name = format!("plugin-{}", file_name(&scope.name));
            digests.push((name, plugin(&file, &window, scope, monday)));
        }
    }
    digests
}

/// An id as a part of a file name: ids come from events.
fn file_name(id: &str) -> String {
    let kept = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '-' };
    id.chars().take(60).map(kept).collect()
}

fn portal(file: &Aggregate, window: &Window) -> Document {
    let mut document = Document::new(format!("The portal in the week of {}", window.from.iso()));
    introduce(&mut document, file, window);
    let mut rows = vec![
        figure("People", window.users, window.compared),
        figure("of them new", window.fresh, window.compared),
        figure("Page views", window.views, window.compared),
        figure("Searches", window.searches, window.compared),
        figure("Searches without a result", window.zero, window.compared),
        figure("Errors", window.errors, window.compared),
    ];
    if let Some(share) = file.share(window.users.now) {
        let cells = ["Share of all engineers".to_owned(), format!("{} %", share.text(0))];
        rows.insert(1, [&cells[..], &[String::new(), String::new()]].concat());
    }
    document.section("In short", &["Figure", "This week", "Week before", "Change"], rows, "");
    document.section(
        "Last weeks",
        &["Week of", "People", "Page views", "Errors"],
        trend(&file.all, window.from),
        "There is no week yet.",
    );
    document.section(
        "Plugins",
        &["Plugin", "People", "Views", "Change"],
        items(&window.plugins, window.compared),
        "No plugin was used.",
    );
    for (kind, heading, first, none) in [
        (Kind::ZeroSearch, "Searched and not found", "Term", "Every search had a result."),
        (Kind::Search, "Searched most", "Term", "Nobody searched."),
        (Kind::Page, "Pages", "Page", "No page was opened."),
        (Kind::Entity, "Entities", "Entity", "No entity was opened."),
        (Kind::Template, "Templates", "Template", "Nothing was created."),
        (Kind::Document, "Documentation", "Entity", "No documentation was opened."),
        (Kind::Unhelpful, "Documentation that did not help", "Page", "Nobody said so of a page."),
        (Kind::NotFound, "Paths that led nowhere", "Path", "No path led nowhere."),
        (Kind::Error, "Errors", "Error", "There was no error."),
    ] {
        list(&mut document, window, kind, heading, first, none);
    }
    document.section("Slow routes", &ROUTE, routes(&window.routes, ""), "Nothing was measured.");
    document.section("Tasks", &TASK, tasks(&window.tasks), "No task was started.");
    find(&mut document, &window.find, window.compared);
    close(&mut document, file);
    document
}

fn plugin(file: &Aggregate, window: &Window, scope: &Scope, monday: Day) -> Document {
    let mut document =
        Document::new(format!("{} in the week of {}", scope.name, window.from.iso()));
    introduce(&mut document, file, window);
    let (users, views, errors) = week_of(scope, monday).unwrap_or_default();
    document.section(
        "In short",
        &["Figure", "This week", "Week before", "Change"],
        vec![
            figure("People", users, window.compared),
            figure("Page views", views, window.compared),
            figure("Errors", errors, window.compared),
        ],
        "",
    );
    document.section(
        "Last weeks",
        &["Week of", "People", "Page views", "Errors"],
        trend(scope, monday),
        "There is no week yet.",
    );
    for (kind, heading, first, none) in [
        (Kind::Page, "Pages", "Page", "No page of this plugin was opened by enough people."),
        (Kind::Error, "Errors", "Error", "No error of this plugin was seen by enough people."),
    ] {
        let own: Vec<Item> = window
            .top(kind)
            .map(|top| top.items.iter().filter(|item| item.plugin == scope.name).cloned().collect())
            .unwrap_or_default();
        let head = [first, "People", "Times", "Change"];
        document.section(heading, &head, items(&own, window.compared), none);
    }
    let slow = routes(&window.routes, &scope.name);
    document.section("Slow routes", &ROUTE, slow, "Nothing was measured.");
    close(&mut document, file);
    document
}

fn introduce(document: &mut Document, file: &Aggregate, window: &Window) {
    document.text(format!(
        "{} to {}, days in {}. Counts of fewer than {} people are withheld.",
        window.from.iso(),
        window.to.iso(),
        file.settings.zone.name(),
        file.settings.k
    ));
    if !window.compared {
        document.text("The week before is not in these events, so there is no change to show.");
    }
}

fn close(document: &mut Document, file: &Aggregate) {
    let source = &file.source;
    let repeated = match source.repeated {
        0 => String::new(),
        1 => " 1 event was there more than once and counts once.".to_owned(),
        some => format!(" {some} events were there more than once and count once."),
    };
    document.text(format!(
        "Made of {} events from {}, the last of {}. {} lines could not be read.{repeated} Page \
         views are not a measure of work: tasks done and time to find say more.",
        source.events,
        source.name,
        time::rfc3339(source.as_of),
        source.broken
    ));
}

fn cell(cell: Cell) -> String {
    cell.get().map_or_else(|| "withheld".to_owned(), |count| count.to_string())
}

fn change(pair: Pair, compared: bool) -> String {
    if !compared {
        return "–".to_owned();
    }
    match pair.change() {
        Change::By(by) if by.0.abs() < 500 => "same".to_owned(),
        Change::By(by) if by.0 > 0 => format!("+{} %", by.text(0)),
        Change::By(by) => format!("−{} %", Milli(-by.0).text(0)),
        Change::New => "new".to_owned(),
        Change::Unknown => "–".to_owned(),
    }
}

fn figure(name: &str, pair: Pair, compared: bool) -> Vec<String> {
    let before = if compared { cell(pair.before) } else { "–".to_owned() };
    vec![name.to_owned(), cell(pair.now), before, change(pair, compared)]
}

fn items(items: &[Item], compared: bool) -> Vec<Vec<String>> {
    items
        .iter()
        .take(LIST)
        .map(|item| {
            vec![
                item.name.clone(),
                cell(item.users),
                cell(item.count.now),
                change(item.count, compared),
            ]
        })
        .collect()
}

fn list(
    document: &mut Document,
    window: &Window,
    kind: Kind,
    heading: &'static str,
    first: &'static str,
    none: &str,
) {
    let empty = Top { kind, items: Vec::new(), withheld: 0, more: 0 };
    let top = window.top(kind).unwrap_or(&empty);
    let none = if top.withheld > 0 { "Nothing by enough people to be shown." } else { none };
    let head = [first, "People", "Times", "Change"];
    document.section(heading, &head, items(&top.items, window.compared), none);
    let more = top.items.len().saturating_sub(LIST);
    if more > 0 || top.withheld > 0 {
        document.text(format!("{more} more, {} withheld.", top.withheld));
    }
}

const ROUTE: [&str; 5] = ["Route", "Times", "Half within", "Three in four within", "Week before"];

fn routes(routes: &[Route], plugin: &str) -> Vec<Vec<String>> {
    let ms = |ms: u32| if ms == 0 { "–".to_owned() } else { format!("{ms} ms") };
    routes
        .iter()
        .filter(|route| plugin.is_empty() || route.plugin == plugin)
        .take(LIST)
        .map(|route| {
            let times = route.count.to_string();
            vec![route.route.clone(), times, ms(route.p50), ms(route.p75), ms(route.p75_before)]
        })
        .collect()
}

const TASK: [&str; 5] = ["Task", "Started", "Done", "Half within", "Week before"];

fn tasks(tasks: &[Task]) -> Vec<Vec<String>> {
    tasks
        .iter()
        .map(|task| {
            vec![
                task.name.clone(),
                cell(task.started.now),
                cell(task.done.now),
                span(task.p50),
                span(task.p50_before),
            ]
        })
        .collect()
}

/// Milliseconds as people say them.
fn span(ms: u32) -> String {
    match ms {
        0 => "–".to_owned(),
        1..60_000 => format!("{} s", Milli(i64::from(ms)).text(1)),
        _ => format!("{} min {} s", ms / 60_000, ms / 1000 % 60),
    }
}

fn find(document: &mut Document, find: &Find, compared: bool) {
    document.section(
        "Finding",
        &["Figure", "This week", "Week before", "Change"],
        vec![
            figure("Tries (searches in a row)", find.tries, compared),
            figure("ended with an opened result", find.found, compared),
            vec![
                "Half of those within".to_owned(),
                span(find.p50),
                if compared { span(find.p50_before) } else { "–".to_owned() },
                String::new(),
            ],
        ],
        "",
    );
}

fn trend(scope: &Scope, monday: Day) -> Vec<Vec<String>> {
    (0..WEEKS)
        .rev()
        .filter_map(|back| {
            let week = monday.plus(-7 * back);
            let at = usize::try_from((week.0 - scope.weeks.from.0) / 7).ok()?;
            if week < scope.weeks.from {
                return None;
            }
            Some(vec![
                week.iso(),
                cell(*scope.weeks.users.get(at)?),
                cell(*scope.weeks.views.get(at)?),
                cell(*scope.weeks.errors.get(at)?),
            ])
        })
        .collect()
}

/// People, views and errors of a week beside the week before.
fn week_of(scope: &Scope, monday: Day) -> Option<(Pair, Pair, Pair)> {
    let at = usize::try_from((monday.0 - scope.weeks.from.0) / 7).ok()?;
    let pair = |column: &[Cell]| {
        let now = *column.get(at)?;
        let before = at.checked_sub(1).and_then(|at| column.get(at)).copied().unwrap_or_default();
        Some(Pair { now, before })
    };
    let weeks = &scope.weeks;
    Some((pair(&weeks.users)?, pair(&weeks.views)?, pair(&weeks.errors)?))
}

#[cfg(test)]
mod tests {
    use super::super::render;
    use super::*;
    use portico_insights::aggregate::{Collector, Settings};
    use portico_insights::event::{Action, Event, UserHash};

    fn collected() -> Collected {
        let mut collector = Collector::new(Settings::default());
        let monday = Day::of(2026, 11, 9);
        for (day, users) in [(0, 6), (7, 9)] {
            for user in 1..=users {
                let at = i64::from(monday.plus(day).0) * 86_400_000;
                let mut take = |action, subject: &str, value: Option<i64>| {
                    let mut event = Event::new(at, action, subject.to_owned());
                    event.value = value.map(Milli::whole);
                    event.context.plugin = "ci".into();
                    event.context.user = Some(UserHash(user));
                    collector.take(&event);
                };
                take(Action::Navigate, "/ci", None);
                take(Action::Search, "<b>ledger</b>", Some(0));
                take(Action::Error, "No answer", None);
                take(Action::Perf, "/ci", Some(400));
            }
        }
        collector.finish()
    }

    #[test]
    fn a_digest_says_what_changed_and_is_the_same_each_time() {
        let monday = Day::of(2026, 11, 16);
        let digests = digests(&collected(), monday);
        let names: Vec<&str> = digests.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["portal", "plugin-ci"]);
        let text = render::markdown(&digests[0].1);
        assert!(text.starts_with("# The portal in the week of 2026-11-16\n"), "{text}");
        assert!(text.contains("| People | 9 | 6 | +50 % |"), "{text}");
        assert!(text.contains("| &lt;b&gt;ledger&lt;/b&gt; | 9 | 9 | +50 % |"), "{text}");
        assert!(text.contains("| 2026-11-09 | 6 | 6 | 6 |\n| 2026-11-16 | 9 | 9 | 9 |"), "{text}");
        let own = render::markdown(&digests[1].1);
        assert!(own.contains("| No answer | 9 | 9 | +50 % |"), "{own}");
        assert!(own.contains("| /ci | 9 | 400 ms | 400 ms | 400 ms |"), "{own}");
        let again = super::digests(&collected(), monday);
        assert_eq!(render::html(&again[0].1), render::html(&digests[0].1));
    }

    #[test]
    fn an_id_of_a_plugin_leads_nowhere() {
        assert_eq!(file_name("../../etc/x y"), "------etc-x-y");
    }
}
