//! The tech radar: the format of its file, and what the page makes of it.
//!
//! Two formats are read: the one of Backstage's tech-radar plugin (ids of quadrants and rings, a
//! timeline per entry) and the one of Zalando's (places in the lists, `label`, `moved`).

use crate::net::{id, or_default};
use crate::plugin::prelude::*;
use portico_components::RadarMove;
use serde::Deserialize;

/// The file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RadarFile {
    /// Which edition it is: "November 2026".
    #[serde(alias = "date", deserialize_with = "or_default")]
    pub title: String,
    /// The quadrants, clockwise.
    pub quadrants: Vec<Named>,
    /// The rings, the innermost first.
    pub rings: Vec<Named>,
    /// An entry that makes no sense is named; the others are shown.
    pub entries: Items<Entry>,
}

/// A quadrant or a ring.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Named {
    /// What entries call it; its place in the list is as good.
    #[serde(default, deserialize_with = "or_default")]
    pub id: String,
    /// What people call it.
    pub name: String,
    /// What it means.
    #[serde(default, deserialize_with = "or_default")]
    pub description: String,
}

/// A technology.
#[derive(Clone, Debug, Deserialize)]
pub struct Entry {
    #[serde(default, deserialize_with = "or_default")]
    id: String,
    #[serde(default, deserialize_with = "or_default")]
    key: String,
    /// Its name.
    #[serde(alias = "label")]
    pub title: String,
    #[serde(deserialize_with = "id")]
    quadrant: String,
    #[serde(default, deserialize_with = "maybe_id")]
    ring: Option<String>,
    #[serde(default)]
    moved: Option<i64>,
    #[serde(default, deserialize_with = "or_default")]
    timeline: Vec<Step>,
    /// What is thought of it, in Markdown.
    #[serde(default, deserialize_with = "or_default")]
    pub description: String,
    /// Where more about it stands.
    #[serde(default, alias = "link", deserialize_with = "or_default")]
    pub url: String,
    /// More places.
    #[serde(default, deserialize_with = "or_default")]
    pub links: Vec<EntryLink>,
    /// Words to find it by.
    #[serde(default, deserialize_with = "or_default")]
    pub tags: Vec<String>,
    #[serde(default)]
    active: Option<bool>,
}

/// A link of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct EntryLink {
    /// Its words.
    pub title: String,
    /// Where it leads.
    pub url: String,
}

/// What was decided, and when.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Step {
    #[serde(deserialize_with = "id")]
    ring_id: String,
    #[serde(default, deserialize_with = "or_default")]
    date: String,
    #[serde(default)]
    moved: Option<i64>,
    #[serde(default, deserialize_with = "or_default")]
    description: String,
}

fn maybe_id<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    id(deserializer).map(Some)
}

/// A technology in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Technology {
    /// Unique on the radar, for the address.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Place of its quadrant in the list.
    pub quadrant: usize,
    /// Place of its ring in the list.
    pub ring: usize,
    /// Which way it moved last.
    pub moved: RadarMove,
    /// What is thought of it, in Markdown.
    pub description: String,
    /// Where more about it stands.
    pub links: Vec<EntryLink>,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// What was decided: date, ring, reason; newest first.
    pub history: Vec<(String, usize, String)>,
}

/// A radar that can be drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Radar {
    /// Which edition it is.
    pub title: String,
    /// Names of the quadrants.
    pub quadrants: Vec<String>,
    /// Names of the rings, and what they mean.
    pub rings: Vec<(String, String)>,
    /// By quadrant, then by ring, then by name: the order of their numbers.
    pub technologies: Vec<Technology>,
    /// What could not be used, with its path in the file.
    pub problems: Vec<String>,
}

impl Radar {
    /// What a file says.
    #[must_use]
    pub fn of(file: &RadarFile) -> Self {
        let mut radar = Self {
            title: file.title.clone(),
            quadrants: file.quadrants.iter().map(|quadrant| quadrant.name.clone()).collect(),
            rings: file
                .rings
                .iter()
                .map(|ring| (ring.name.clone(), ring.description.clone()))
                .collect(),
            ..Self::default()
        };
        let broken = file.entries.broken.iter();
        radar.problems =
            broken.map(|item| format!("entries{}: {}", item.path, item.message)).collect();
        for entry in file.entries.items.iter().filter(|entry| entry.active != Some(false)) {
            match technology(file, entry) {
                Ok(technology) => radar.technologies.push(technology),
                Err(problem) => radar.problems.push(format!("“{}”: {problem}", entry.title)),
            }
        }
        radar.technologies.sort_by(|one, other| {
            (one.quadrant, one.ring, &one.title).cmp(&(other.quadrant, other.ring, &other.title))
        });
        let mut known = std::collections::BTreeSet::new();
        for (at, technology) in radar.technologies.iter_mut().enumerate() {
            if !known.insert(technology.id.clone()) {
                technology.id = format!("{}-{}", technology.id, at + 1);
                known.insert(technology.id.clone());
            }
        }
        radar
    }
}

/// The place of what `name` names: by its id, its name, or its number from 0.
fn place(list: &[Named], name: &str) -> Option<usize> {
    let by_name =
        |one: &Named| one.id == name || (one.id.is_empty() && one.name.eq_ignore_ascii_case(name));
    let by_number = || name.parse().ok().filter(|at| *at < list.len());
    list.iter().position(by_name).or_else(by_number)
}

fn technology(file: &RadarFile, entry: &Entry) -> Result<Technology, String> {
    let quadrant = place(&file.quadrants, &entry.quadrant)
        .ok_or_else(|| format!("there is no quadrant `{}`", entry.quadrant))?;
    let mut steps = entry.timeline.clone();
    steps.sort_by(|one, other| other.date.cmp(&one.date));
    let mut history = Vec::new();
    for step in &steps {
        let ring = place(&file.rings, &step.ring_id)
            .ok_or_else(|| format!("there is no ring `{}`", step.ring_id))?;
        let day = step.date.split('T').next().unwrap_or_default().to_owned();
        history.push((day, ring, step.description.clone()));
    }
    let ring = match (&entry.ring, history.first()) {
        (Some(ring), _) => {
            place(&file.rings, ring).ok_or_else(|| format!("there is no ring `{ring}`"))?
        }
        (None, Some((_, ring, _))) => *ring,
        (None, None) => return Err("it has neither `ring` nor `timeline`".to_owned()),
    };
    let said = entry.moved.or_else(|| steps.first().and_then(|step| step.moved));
    let moved = match (said, history.get(1)) {
        (Some(2), _) => RadarMove::New,
        (Some(steps), _) if steps > 0 => RadarMove::In,
        (Some(steps), _) if steps < 0 => RadarMove::Out,
        (None, Some((_, before, _))) if *before > ring => RadarMove::In,
        (None, Some((_, before, _))) if *before < ring => RadarMove::Out,
        _ => RadarMove::None,
    };
    let own = [&entry.id, &entry.key, &entry.title].into_iter().find(|id| !id.is_empty());
    let mut links = entry.links.clone();
    // The Backstage format writes `#` where there is nothing more.
    if !entry.url.is_empty() && entry.url != "#" {
        let title = format!("More about {}", entry.title);
        links.insert(0, EntryLink { title, url: entry.url.clone() });
    }
    let reason = history.first().map(|(_, _, reason)| reason.clone()).unwrap_or_default();
    Ok(Technology {
        id: slug(own.map_or("", String::as_str)),
        title: entry.title.clone(),
        quadrant,
        ring,
        moved,
        description: if entry.description.is_empty() { reason } else { entry.description.clone() },
        links,
        tags: entry.tags.clone(),
        history,
    })
}

/// A text as it can stand in an address: `Apache Kafka` is `apache-kafka`.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    for letter in portico_components::lower(text).chars() {
        if letter.is_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn radar(json: &str) -> Radar {
        Radar::of(&serde_json::from_str(json).unwrap())
    }

    const BACKSTAGE: &str = r##"{
        "title": "Autumn",
        "quadrants": [{"id":"q1","name":"Languages"},{"id":"q2","name":"Platforms"}],
        "rings": [{"id":"adopt","name":"ADOPT","color":"#93c47d"},{"id":"hold","name":"HOLD"}],
        "entries": [
            {"id":"js","key":"js","title":"JavaScript","quadrant":"q1","url":"#","timeline":[
                {"moved":-1,"ringId":"hold","date":"2025-01-01","description":"too loose"},
                {"moved":1,"ringId":"adopt","date":"2024-01-01T00:00:00Z"}]},
            {"id":"js","key":"js","title":"Java","quadrant":"q1","links":[{"title":"Guide","url":"https://x.example"}],
             "timeline":[{"ringId":"adopt","date":"2024-02-01"},{"ringId":"hold","date":"2023-02-01"}]},
            {"id":"x","title":"Lost","quadrant":"q9","timeline":[{"ringId":"adopt","date":"2024"}]},
            {"id":"y","quadrant":"q1"}
        ]}"##;

    #[test]
    fn the_format_of_backstage() {
        let radar = radar(BACKSTAGE);
        let drawn: Vec<_> = radar
            .technologies
            .iter()
            .map(|one| (one.id.as_str(), one.title.as_str(), one.ring, one.moved))
            .collect();
        assert_eq!(
            drawn,
            [("js", "Java", 0, RadarMove::In), ("js-2", "JavaScript", 1, RadarMove::Out)],
            "the newest step decides; where nothing is said, the rings do"
        );
        assert_eq!(radar.technologies[1].description, "too loose");
        assert_eq!(radar.technologies[1].links, []);
        assert_eq!(radar.technologies[1].history[1].0, "2024-01-01");
        assert_eq!(radar.problems.len(), 2, "{:?}", radar.problems);
        assert!(radar.problems[0].starts_with("entries[3]"));
        assert_eq!(radar.problems[1], "“Lost”: there is no quadrant `q9`");
    }

    #[test]
    fn the_format_of_zalando() {
        let radar = radar(
            r#"{"date":"2026.11",
                "quadrants":[{"name":"Languages"},{"name":"Data"}],
                "rings":[{"name":"ADOPT"},{"name":"TRIAL"}],
                "entries":[
                    {"quadrant":1,"ring":0,"label":"Apache Kafka","moved":2,"active":true,"link":"https://k.example"},
                    {"quadrant":0,"ring":1,"label":"Zig","moved":-1},
                    {"quadrant":0,"ring":1,"label":"Gone","active":false},
                    {"quadrant":0,"ring":7,"label":"Far","moved":0}]}"#,
        );
        assert_eq!(radar.title, "2026.11");
        let drawn: Vec<_> =
            radar.technologies.iter().map(|one| (one.id.as_str(), one.moved)).collect();
        assert_eq!(drawn, [("zig", RadarMove::Out), ("apache-kafka", RadarMove::New)]);
        assert_eq!(radar.technologies[1].links[0].url, "https://k.example");
        assert_eq!(radar.problems, ["“Far”: there is no ring `7`"]);
    }

    #[test]
    fn the_demo_is_whole() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/public/demo/explore/radar.json");
        let radar = radar(&std::fs::read_to_string(file).unwrap());
        assert_eq!(radar.problems, Vec::<String>::new());
        assert!(radar.technologies.len() >= 24);
        assert_eq!((radar.quadrants.len(), radar.rings.len()), (4, 4));
    }
}
