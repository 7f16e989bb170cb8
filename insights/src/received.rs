//! What adoption insights of Backstage answers, and what a page shows of it. It counts in days of
//! UTC, and knows nothing of teams, errors, tasks, or what was not found.

use serde::{Deserialize, Deserializer};

use crate::aggregate::{Cell, Change};
use crate::board::{Drawn, Figure, PluginRow, split};
use crate::{Day, Milli};

/// Most steps of a chart: more than days of the longest period.
const MOST: usize = 400;

/// A question of its API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Query {
    /// How many people came at all.
    People,
    /// How many people came, step by step.
    Active,
    /// Plugins by page views.
    Plugins,
    /// Templates by use.
    Templates,
    /// Entities by page views.
    Entities,
    /// Documentation by page views.
    Documents,
    /// Searches, step by step.
    Searches,
}

impl Query {
    /// All questions.
    pub const ALL: [Self; 7] = [
        Self::People,
        Self::Active,
        Self::Plugins,
        Self::Templates,
        Self::Entities,
        Self::Documents,
        Self::Searches,
    ];

    /// Its name in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::People => "total_users",
            Self::Active => "active_users",
            Self::Plugins => "top_plugins",
            Self::Templates => "top_templates",
            Self::Entities => "top_catalog_entities",
            Self::Documents => "top_techdocs",
            Self::Searches => "top_searches",
        }
    }

    /// How many rows are asked for; three come where nobody says. Of searches a row is a step.
    #[must_use]
    pub fn limit(self) -> u32 {
        match self {
            Self::Plugins => 50,
            Self::Searches => MOST as u32,
            _ => 10,
        }
    }
}

/// An answer. Which members its rows have depends on the question.
#[derive(Clone, Debug, Deserialize)]
pub struct Answer {
    /// How long a step is: `hourly`, `daily`, `weekly`, `monthly`.
    #[serde(default)]
    grouping: Option<String>,
    /// The rows.
    data: Vec<Row>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Row {
    date: Option<String>,
    #[serde(deserialize_with = "number")]
    count: Option<Milli>,
    #[serde(deserialize_with = "number")]
    total_users: Option<Milli>,
    #[serde(deserialize_with = "number")]
    new_users: Option<Milli>,
    #[serde(deserialize_with = "number")]
    logged_in_users: Option<Milli>,
    #[serde(deserialize_with = "number")]
    licensed_users: Option<Milli>,
    plugin_id: Option<String>,
    #[serde(deserialize_with = "number")]
    visit_count: Option<Milli>,
    trend: Option<Vec<Row>>,
    #[serde(deserialize_with = "number")]
    trend_percentage: Option<Milli>,
    #[serde(alias = "entityRef")]
    entityref: Option<String>,
    kind: Option<String>,
    namespace: Option<String>,
    name: Option<String>,
}

/// A number, as such or as text: which of them comes depends on the database behind the API.
fn number<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Milli>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Said {
        Number(f64),
        Text(String),
    }
    Ok(match Option::<Said>::deserialize(from)? {
        Some(Said::Number(number)) => Some(Milli::of(number)),
        Some(Said::Text(text)) => Milli::read(&text),
        None => None,
    })
}

/// A count. What is no whole number above nothing is none.
fn count(said: Option<Milli>) -> Option<i64> {
    said.map(|Milli(value)| value / 1000).filter(|count| *count >= 0)
}

/// A count of people, withheld where they are few.
fn people(said: Option<Milli>, k: u32) -> Option<Cell> {
    let people = count(said)?;
    Some(Cell::of(people.unsigned_abs(), u32::try_from(people).unwrap_or(u32::MAX), k))
}

impl Answer {
    /// Whether it has no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.data.is_empty()
    }

    /// How many people came, and what share of all who may.
    #[must_use]
    pub fn people(&self, k: u32) -> (Figure, String) {
        let row = self.data.first();
        let came = row.and_then(|row| people(row.logged_in_users, k));
        let licensed = row.and_then(|row| count(row.licensed_users)).unwrap_or_default();
        let share = match (came.and_then(Cell::get), licensed) {
            (Some(came), 1..) => {
                let share = Milli::ratio(came * 100, licensed).text(0);
                format!("{share} % of {licensed} licensed")
            }
            _ => String::new(),
        };
        (came.map_or(Figure::Missing, Figure::of), share)
    }

    /// What a step is called.
    fn step(&self) -> &'static str {
        match self.grouping.as_deref() {
            Some("hourly") => "Hour",
            Some("weekly") => "Week",
            // Some databases say months and give days.
            Some("monthly")
                if self.data.iter().filter_map(Row::day).all(|day| day.month() == day) =>
            {
                "Month"
            }
            _ => "Day",
        }
    }

    /// The rows with the names of their steps. A day between two others that has no row is one on
    /// which nobody came: there are no rows of nobody.
    fn steps(&self) -> Vec<(String, Option<&Row>)> {
        let step = self.step();
        let mut steps: Vec<(String, Option<&Row>)> = Vec::new();
        let mut next: Option<Day> = None;
        for row in self.data.iter().take(MOST) {
            let day = row.day();
            if let (Some(day), "Day", Some("daily")) = (day, step, self.grouping.as_deref()) {
                while let Some(missing) = next.filter(|next| *next < day && steps.len() < MOST) {
                    steps.push((missing.day_name(), None));
                    next = Some(missing.plus(1));
                }
                next = Some(day.plus(1));
            }
            let hour = row.date.as_deref().and_then(|date| date.get(11..16)).unwrap_or_default();
            let name = match (step, day) {
                ("Hour", _) if !hour.is_empty() => hour.to_owned(),
                ("Month", Some(day)) => day.month_name(),
                (_, Some(day)) => day.day_name(),
                (_, None) => row.date.clone().unwrap_or_default(),
            };
            steps.push((name, Some(row)));
        }
        steps
    }

    /// People step by step, new and returning.
    #[must_use]
    pub fn active(&self, k: u32) -> Drawn {
        let steps = self.steps().into_iter().map(|(name, row)| {
            let Some(row) = row else { return (name, Some(0), Some(0)) };
            let users = people(row.total_users, k).and_then(Cell::get);
            let back = match (users, count(row.new_users)) {
                (Some(users), Some(fresh)) if fresh <= users => Some(users - fresh),
                _ => None,
            };
            let is_few = |part: i64| part > 0 && part < i64::from(k);
            let fresh = back.zip(users).map(|(back, users)| (back, users - back));
            let fresh = fresh.filter(|(back, fresh)| !is_few(*back) && !is_few(*fresh));
            (name, users, fresh.map(|(_, fresh)| fresh))
        });
        split(self.step(), steps)
    }

    /// Searches step by step.
    #[must_use]
    pub fn searches(&self) -> Drawn {
        let mut drawn = Drawn { points: self.step(), ..Drawn::default() };
        let mut values = Vec::new();
        for (name, row) in self.steps() {
            drawn.labels.push(name);
            values.push(row.map_or(Some(0), |row| count(row.count)));
        }
        drawn.series = vec![("Searches".to_owned(), values)];
        drawn
    }

    /// Plugins by page views. The change is that from the first to the last step of the period.
    #[must_use]
    pub fn plugins(&self) -> Vec<PluginRow> {
        let row = |row: &Row| PluginRow {
            plugin: row.plugin_id.clone().unwrap_or_default(),
            users: Figure::Missing,
            views: count(row.visit_count).map_or(Figure::Missing, Figure::Count),
            change: row.trend_percentage.map_or(Change::Unknown, Change::By),
            errors: Figure::Missing,
            trend: row.trend.iter().flatten().map(|step| count(step.count)).collect(),
        };
        self.data.iter().map(row).filter(|row| !row.plugin.is_empty()).collect()
    }

    /// Names and how often they were used. A row that names nothing is left out.
    #[must_use]
    pub fn items(&self) -> Vec<(String, Figure)> {
        let item = |row: &Row| {
            Some((row.reference()?, count(row.count).map_or(Figure::Missing, Figure::Count)))
        };
        self.data.iter().filter_map(item).collect()
    }
}

impl Row {
    fn day(&self) -> Option<Day> {
        Day::read(self.date.as_deref()?.get(..10)?)
    }

    /// The reference of the entity that it is about.
    fn reference(&self) -> Option<String> {
        let said = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        if let Some(reference) = said(&self.entityref) {
            return Some(reference);
        }
        let (name, kind) = (said(&self.name)?, said(&self.kind));
        let Some(kind) = kind else { return Some(name) };
        let namespace = said(&self.namespace).unwrap_or_else(|| "default".to_owned());
        Some([&kind.to_ascii_lowercase(), ":", &namespace, "/", &name].concat())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Answer {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn people_are_a_share_of_the_licensed_and_few_are_withheld() {
        let answer = |came: &str| {
            read(&format!(r#"{{"data":[{{"logged_in_users":{came},"licensed_users":100}}]}}"#))
        };
        let told = (Figure::Count(37), "37 % of 100 licensed".to_owned());
        assert_eq!(answer("37").people(5), told);
        assert_eq!(answer("\"37\"").people(5), told, "as text");
        assert_eq!(answer("3").people(5), (Figure::Withheld, String::new()));
        assert_eq!(answer("null").people(5).0, Figure::Missing);
        assert_eq!(answer("-4").people(5).0, Figure::Missing);
        assert_eq!(read(r#"{"data":[]}"#).people(5).0, Figure::Missing, "not zero");
    }

    #[test]
    fn days_without_a_row_had_nobody_and_small_parts_are_not_told_apart() {
        let answer = read(
            r#"{"grouping":"daily","data":[
                {"date":"2026-03-01","total_users":21,"new_users":6,"returning_users":15},
                {"date":"2026-03-03","total_users":"24","new_users":"2","returning_users":"22"},
                {"date":"2026-03-04","total_users":3,"new_users":0,"returning_users":3}]}"#,
        );
        let drawn = answer.active(5);
        assert_eq!(drawn.points, "Day");
        assert_eq!(drawn.labels, ["1 Mar", "2 Mar", "3 Mar", "4 Mar"]);
        let named = |at: usize| (drawn.series[at].0.as_str(), drawn.series[at].1.clone());
        assert_eq!(named(0), ("Returning", vec![Some(15), Some(0), None, None]));
        assert_eq!(named(1), ("New", vec![Some(6), Some(0), None, None]));
        assert_eq!(named(2), ("Not told apart", vec![Some(0), Some(0), Some(24), None]));
        assert_eq!(drawn.withheld, 1);
    }

    #[test]
    fn steps_are_called_what_they_are() {
        let steps = |grouping: &str, dates: [&str; 2]| {
            let [one, two] = dates.map(|date| format!(r#"{{"date":"{date}","count":"12"}}"#));
            let text = format!(r#"{{"grouping":"{grouping}","data":[{one},{two}]}}"#);
            let drawn = read(&text).searches();
            (drawn.points, drawn.labels.join(", "))
        };
        let hours = steps("hourly", ["2026-03-01 10:00:00", "2026-03-01 11:00:00"]);
        assert_eq!(hours, ("Hour", "10:00, 11:00".to_owned()));
        let weeks = steps("weekly", ["2026-03-02", "2026-03-09"]);
        assert_eq!(weeks, ("Week", "2 Mar, 9 Mar".to_owned()));
        let months = steps("monthly", ["2026-03-01", "2026-04-01"]);
        assert_eq!(months, ("Month", "Mar 2026, Apr 2026".to_owned()));
        let days = steps("monthly", ["2026-03-03", "2026-04-15"]);
        assert_eq!(days, ("Day", "3 Mar, 15 Apr".to_owned()), "SQLite says months and gives days");
        let odd = steps("daily", ["soon", "2026-03-09"]);
        assert_eq!(odd, ("Day", "soon, 9 Mar".to_owned()));
        let far = steps("daily", ["0001-01-01", "9999-01-01"]);
        assert!(far.1.len() < 401 * 8, "no row for each day of ten thousand years");
    }

    #[test]
    fn plugins_have_views_a_change_and_a_trend() {
        let answer = read(
            r#"{"grouping":"daily","data":[
                {"plugin_id":"catalog","visit_count":"412","trend":[{"date":"2026-03-01",
                "count":"200"},{"date":"2026-03-02","count":212}],"trend_percentage":"6.00"},
                {"plugin_id":"docs","visit_count":7,"trend":null,"trend_percentage":null},
                {"visit_count":"1"}]}"#,
        );
        let [catalog, docs] = <[PluginRow; 2]>::try_from(answer.plugins()).unwrap();
        assert_eq!((catalog.views, catalog.users), (Figure::Count(412), Figure::Missing));
        assert_eq!(catalog.change, Change::By(Milli(6000)));
        assert_eq!(catalog.trend, [Some(200), Some(212)]);
        assert_eq!((docs.views, docs.change), (Figure::Count(7), Change::Unknown));
        assert!(docs.trend.is_empty());
    }

    #[test]
    fn entities_are_named_by_reference_or_by_their_parts() {
        let answer = read(
            r#"{"data":[
                {"entityref":"component:default/checkout","count":"9","last_used":"2026-03-02"},
                {"entityRef":"template:default/node","count":2},
                {"plugin_id":"catalog","kind":"API","name":"fx","namespace":"pay","count":1},
                {"kind":"","name":"<b>x</b>","namespace":"","count":1},
                {"entityref":null,"count":"4"}]}"#,
        );
        let items = answer.items();
        let named: Vec<&str> = items.iter().map(|(name, _)| name.as_str()).collect();
        let all = ["component:default/checkout", "template:default/node", "api:pay/fx", "<b>x</b>"];
        assert_eq!(named, all);
        assert_eq!(items[0].1, Figure::Count(9));
    }

    #[test]
    fn what_is_no_answer_is_an_error_and_questions_have_names_of_their_own() {
        for text in [r#"{"message":"Invalid query"}"#, "[]", "null", r#"{"data":null}"#] {
            assert!(serde_json::from_str::<Answer>(text).is_err(), "{text}");
        }
        let mut names: Vec<_> = Query::ALL.iter().map(|query| query.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), 7);
        assert!(Query::ALL.iter().all(|query| query.limit() > 3));
    }
}
