//! Catalogs that the demo organisation kept: the one of now, told backwards from week to week.

use anyhow::{Context, Result, bail};
use portico_catalog::past::Past;
use portico_insights::stats::Random;

use super::org;
use crate::repo;
use crate::snapshot::{self, Kept};

/// Weeks that are kept.
const WEEKS: i32 = 6;
/// One seed, so that everybody has the same past.
const SEED: u64 = 52;

/// Services that are gone by now.
const GONE: [(&str, &str); 4] = [
    ("component:default/coupon-printer", "group:default/checkout"),
    ("component:default/fax-gateway", "group:default/merchant-tools"),
    ("api:default/coupons-v1", "group:default/checkout"),
    ("resource:default/coupons-db", "group:default/checkout"),
];

/// One line of a kept catalog, by columns.
type Row = Vec<String>;

/// The files: names and texts. The last one is the index.
pub fn files() -> Result<Vec<(String, String)>> {
    let now = match snapshot::text(&repo::root().join("public"))? {
        Ok(text) => text,
        Err(reason) => bail!("the catalog of the demo cannot be kept: {reason}"),
    };
    let mut lines = now.lines();
    let first = lines.next().unwrap_or_default().to_owned();
    let mut rows: Vec<Row> =
        lines.map(|line| line.split('\t').map(str::to_owned).collect()).collect();
    let mut random = Random::new(SEED);
    let mut weeks = Vec::new();
    for week in 0..WEEKS {
        earlier(&mut rows, week as usize, &mut random);
        rows.sort();
        let body: Vec<String> = rows.iter().map(|row| row.join("\t")).collect();
        weeks.push((
            org::last().plus(-7 * week - 1).iso(),
            format!("{first}\n{}\n", body.join("\n")),
        ));
    }
    // Each builds on the week before.
    let (mut files, mut list, mut past) = (Vec::new(), Vec::<Kept>::new(), Past::default());
    for (date, text) in weeks.into_iter().rev() {
        past.add(&date, &text).context("the past of the demo makes no sense")?;
        let since = list.last().map(|one| one.date.clone());
        let told = since.as_ref().and_then(|base| past.since(base, &date));
        let url = format!("{date}.txt");
        files.push((url.clone(), told.unwrap_or(text)));
        list.push(Kept { date, url, since });
    }
    files.push(("index.json".to_owned(), snapshot::index_of(list)));
    Ok(files)
}

/// Turns the catalog of one week into that of the week before.
fn earlier(rows: &mut Vec<Row>, week: usize, random: &mut Random) {
    let of = |rows: &[Row], kinds: &[&str]| -> Vec<usize> {
        let is_of = |row: &Row| {
            let name = row.first().map(String::as_str).unwrap_or_default();
            kinds.iter().any(|kind| name.starts_with(kind))
                && GONE.iter().all(|(gone, _)| *gone != name)
        };
        rows.iter().enumerate().filter(|(_, row)| is_of(row)).map(|(at, _)| at).collect()
    };
    let set = |rows: &mut [Row], at: usize, column: usize, text: String| {
        if let Some(cell) = rows.get_mut(at).and_then(|row| row.get_mut(column)) {
            *cell = text;
        }
    };
    // A new owner after a change of teams.
    let groups: Vec<String> = rows
        .iter()
        .filter_map(|row| row.first().filter(|name| name.starts_with("group:")).cloned())
        .collect();
    let owned = of(rows, &["component:", "api:", "resource:"]);
    for _ in 0..1 + week % 2 {
        let at = *org::pick(random, &owned);
        let owner = org::pick(random, &groups).clone();
        set(rows, at, 1, owner);
    }
    // What is in production now was tried out before; what is deprecated was in use.
    for (later, before) in [("production", "experimental"), ("deprecated", "production")] {
        let alive: Vec<usize> = of(rows, &["component:", "api:"])
            .into_iter()
            .filter(|at| rows.get(*at).and_then(|row| row.get(2)).is_some_and(|text| text == later))
            .collect();
        if !alive.is_empty() && week % 2 == usize::from(later == "production") {
            set(rows, *org::pick(random, &alive), 2, before.to_owned());
        }
    }
    // A dependency more or less.
    for _ in 0..2 {
        let at = *org::pick(random, &owned);
        let on = rows.get(*org::pick(random, &owned)).and_then(|row| row.first()).cloned();
        if let (Some(row), Some(on)) = (rows.get_mut(at), on) {
            match row.iter().position(|column| column.starts_with("dependsOn ")) {
                Some(place) => drop(row.remove(place)),
                None => row.push(format!("dependsOn {on}")),
            }
        }
    }
    for _ in 0..4 {
        let at = *org::pick(random, &owned);
        set(rows, at, 3, format!("{:08x}", random.bits() as u32));
    }
    // What came since, and what went.
    let at = *org::pick(random, &of(rows, &["component:", "resource:"]));
    rows.remove(at);
    if let Some((name, owner)) = GONE.get(week) {
        let fingerprint = format!("{:08x}", random.bits() as u32);
        let lifecycle = if name.starts_with("resource:") { "" } else { "deprecated" };
        rows.push([name, owner, lifecycle, &fingerprint].map(str::to_owned).to_vec());
    }
}
