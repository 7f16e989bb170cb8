//! Events whose figures can be counted by hand.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use portico_insights::aggregate::{Aggregate, Cell, Change, Collector, Kind, Settings};
use portico_insights::event::{Action, Event, UserHash};
use portico_insights::{Day, Milli, Zone};

const DAY: i64 = 86_400_000;

fn at(day: Day) -> i64 {
    i64::from(day.0) * DAY + 10 * 3_600_000
}

fn event(day: Day, user: u64, action: Action<'static>, subject: &str) -> Event<'static> {
    let mut event = Event::new(at(day), action, subject.to_owned());
    event.context.plugin = "catalog".into();
    event.context.team = if user <= 6 { "alpha" } else { "beta" }.into();
    event.context.user = Some(UserHash(user));
    event.context.session = format!("s{user}-{}", day.0).into();
    event
}

fn collect(events: &[Event<'_>], k: u32) -> Aggregate {
    let mut collector = Collector::new(Settings { k, ..Settings::default() });
    for event in events {
        collector.take(event);
    }
    collector.finish().aggregate()
}

fn cells(cells: &[Cell]) -> Vec<i64> {
    cells.iter().map(|cell| cell.0).collect()
}

#[test]
fn people_are_counted_once_a_day_a_week_and_a_month() {
    let monday = Day::of(2026, 3, 2);
    let mut events = Vec::new();
    for (day, users) in [(0, 1..=3), (1, 2..=4), (8, 1..=1)] {
        for user in users {
            // Twice, to be counted once.
            events.push(event(monday.plus(day), user, Action::Navigate, "/catalog"));
            events.push(event(monday.plus(day), user, Action::Navigate, "/catalog"));
        }
    }
    // The order of events does not matter.
    events.reverse();
    let file = collect(&events, 1);
    assert_eq!(cells(&file.all.days.users), [3, 3, 0, 0, 0, 0, 0, 0, 1]);
    assert_eq!(cells(&file.all.days.fresh), [3, 1, 0, 0, 0, 0, 0, 0, 0]);
    assert_eq!(cells(&file.all.days.views), [6, 6, 0, 0, 0, 0, 0, 0, 2]);
    // Day 7 still sees those of day 1, day 8 only who came that day.
    assert_eq!(cells(&file.all.wau), [3, 4, 4, 4, 4, 4, 4, 3, 1]);
    assert_eq!(cells(&file.all.mau), [3, 4, 4, 4, 4, 4, 4, 4, 4]);
    assert_eq!(cells(&file.all.weeks.users), [4, 1]);
    assert_eq!(cells(&file.all.weeks.fresh), [4, 0]);
    assert_eq!(cells(&file.all.months.users), [4]);
    assert_eq!(file.all.weeks.from, monday);
    let mut shuffled = events.clone();
    shuffled.sort_by_key(|event| (event.subject.len(), event.context.user));
    assert_eq!(collect(&shuffled, 1), file);
    assert_eq!(Aggregate::read(&file.write()), Ok(file));
}

#[test]
fn figures_of_too_few_people_are_withheld_and_say_so() {
    let day = Day::of(2026, 3, 2);
    let mut events: Vec<_> =
        (1..=8).map(|user| event(day, user, Action::Navigate, "/catalog")).collect();
    events.extend((1..=5).map(|user| event(day, user, Action::Search, "ledger").value(Milli(0))));
    events.extend((1..=4).map(|user| event(day, user, Action::Search, "salary").value(Milli(0))));
    let file = collect(&events, 5);
    assert_eq!(cells(&file.all.days.users), [8]);
    // Six people of alpha are shown, two of beta are not.
    assert_eq!(cells(&file.scope("alpha", "").unwrap().days.users), [6]);
    let beta = file.scope("beta", "").unwrap();
    assert_eq!(cells(&beta.days.users), [-1]);
    assert_eq!(cells(&beta.days.views), [-1]);
    assert_eq!(cells(&beta.mau), [-1]);
    assert_eq!(beta.daily(&beta.days.users, day).withheld, 1);
    let zero = file.last(7).unwrap().top(Kind::ZeroSearch).unwrap();
    assert_eq!(zero.items.len(), 1);
    assert_eq!((zero.items[0].name.as_str(), zero.items[0].count.now.0), ("ledger", 5));
    assert_eq!(zero.withheld, 1);
    assert!(!file.write().contains("salary"), "a withheld term is not in the file");
    assert!(!file.write().contains(&UserHash(1).to_string()));
}

#[test]
fn documentation_that_did_not_help_is_listed_by_those_who_said_so() {
    let day = Day::of(2026, 3, 2);
    let said = |page: &str, users: u64, helped: i64| {
        let page = page.to_owned();
        (1..=users)
            .map(move |user| event(day, user, Action::Feedback, &page).value(Milli::whole(helped)))
    };
    let mut events: Vec<_> = said("component:default/ledger/keys/", 6, 0).collect();
    events.extend(said("component:default/ledger/keys/", 9, 1));
    events.extend(said("component:default/ledger/", 9, 1));
    events.extend(said("component:default/fx/", 4, 0));
    let file = collect(&events, 5);
    let top = file.last(7).unwrap().top(Kind::Unhelpful).unwrap();
    let named: Vec<_> = top.items.iter().map(|item| (&*item.name, item.count.now.0)).collect();
    assert_eq!(named, [("component:default/ledger/keys/", 6)]);
    assert_eq!(top.withheld, 1);
}

#[test]
fn a_split_is_withheld_when_the_rest_would_be_too_few() {
    let day = Day::of(2026, 3, 2);
    let mut events: Vec<_> = (1..=6).map(|user| event(day, user, Action::Click, "x")).collect();
    // The next day five come again, and one is new.
    events.extend([1, 2, 3, 4, 5, 9].map(|user| event(day.plus(1), user, Action::Click, "x")));
    let file = collect(&events, 5);
    assert_eq!(cells(&file.all.days.users), [6, 6]);
    assert_eq!(cells(&file.all.days.fresh), [6, -1]);
}

#[test]
fn without_identity_views_count_and_lists_keep_the_threshold_by_session() {
    let day = Day::of(2026, 3, 2);
    let mut events: Vec<_> =
        (1..=6).map(|user| event(day, user, Action::Navigate, "/docs")).collect();
    events.push(event(day, 7, Action::Navigate, "/only-one"));
    for event in &mut events {
        event.context.user = None;
    }
    let file = collect(&events, 5);
    assert_eq!((file.source.events, file.source.anonymous), (7, 7));
    assert_eq!(cells(&file.all.days.users), [0]);
    assert_eq!(cells(&file.all.days.views), [7]);
    let pages = file.last(7).unwrap().top(Kind::Page).unwrap();
    assert_eq!(pages.items.len(), 1);
    assert_eq!(pages.withheld, 1);
}

#[test]
fn windows_compare_with_the_days_before() {
    let last = Day::of(2026, 3, 29);
    let mut events = Vec::new();
    for user in 1..=6 {
        events.push(event(last.plus(-13), user, Action::Navigate, "/catalog"));
        events.push(event(last, user, Action::Navigate, "/catalog"));
        events.push(event(last, user, Action::Navigate, "/catalog"));
        events.push(event(last, user, Action::Error, "No answer"));
    }
    let file = collect(&events, 5);
    let week = file.last(7).unwrap();
    assert!(week.compared);
    assert_eq!(week.views.change(), Change::By(Milli::whole(100)));
    assert_eq!(week.errors.change(), Change::New);
    assert_eq!((week.users.now.0, week.fresh.now.0, week.fresh.before.0), (6, 0, 6));
    let page = &week.top(Kind::Page).unwrap().items[0];
    assert_eq!((page.count.now.0, page.count.before.0, page.users.0), (12, 6, 6));
    assert_eq!(page.plugin, "catalog");
    assert!(!file.last(28).unwrap().compared);
    assert_eq!(file.share(week.users.now), None);
}

#[test]
fn tasks_and_finding_have_shares_and_medians() {
    let day = Day::of(2026, 3, 2);
    let mut events = Vec::new();
    for user in 1..=6u64 {
        events.push(event(day, user, Action::Task, "create").with("outcome", "started"));
        if user > 1 {
            let done = event(day, user, Action::Task, "create").with("outcome", "done");
            events.push(done.value(Milli::whole(user as i64 * 1000)));
        }
        events.push(event(day, user, Action::Search, "ledger").value(Milli::whole(3)));
        if user > 2 {
            let mut opened = event(day, user, Action::Discover, "Ledger").value(Milli::whole(1));
            opened.at += user as i64 * 1000;
            events.push(opened);
        }
        events.push(event(day, user, Action::Perf, "/x").value(Milli::whole(user as i64 * 300)));
    }
    let file = collect(&events, 5);
    let week = file.last(7).unwrap();
    let task = &week.tasks[0];
    assert_eq!((task.name.as_str(), task.started.now.0, task.done.now.0), ("create", 6, 5));
    assert_eq!(task.p50, 4000);
    assert_eq!((week.find.tries.now.0, week.find.found.now.0, week.find.p50), (6, 4, 4000));
    let route = &week.routes[0];
    assert_eq!((route.count, route.p50, route.p75, route.slow), (6, 900, 1500, 3));
    assert_eq!(cells(&file.tasks[0].done), [5]);
    assert_eq!(file.find.p50, [4000]);
}

#[test]
fn the_zone_decides_the_day() {
    let late = Event::new(1_772_494_200_000, Action::Navigate, "/"); // 2026-03-02T23:30Z
    let mut collector = Collector::new(Settings { zone: Zone(60), ..Settings::default() });
    collector.take(&late);
    assert_eq!(collector.finish().span().0.iso(), "2026-03-03");
}

#[test]
fn nothing_is_a_file_too_and_another_version_is_a_clear_error() {
    let file = collect(&[], 5);
    assert_eq!((file.source.events, file.all.days.len()), (0, 1));
    let other = file.write().replace("\"version\":1", "\"version\":9");
    assert!(Aggregate::read(&other).unwrap_err().contains("version 9"));
    assert!(Aggregate::read("<html>").is_err());
}
