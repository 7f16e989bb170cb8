//! Alerts in groups, the worst first, and the silences that concern them.

use super::super::api::{Alert, Labels, Matcher, Silence, all_fit};
use crate::plugin::time::instant;
use portico_components::{Tone, lower};

/// Alerts of one name and one severity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Its `alertname`.
    pub name: String,
    /// Its `severity`, as the rule says it; empty when it does not.
    pub severity: String,
    /// Since when the first of them fires.
    pub since: Option<i64>,
    /// The alerts, the oldest first.
    pub alerts: Vec<Alert>,
}

impl Group {
    /// 0 is the worst.
    fn rank(&self) -> u8 {
        match &*lower(&self.severity) {
            "critical" | "page" | "emergency" | "fatal" | "p1" | "sev1" => 0,
            "error" | "high" | "major" | "p2" | "sev2" => 1,
            "info" | "informational" | "notice" | "none" | "p5" => 4,
            "low" | "minor" | "p4" => 3,
            _ => 2,
        }
    }

    /// How bad it is.
    #[must_use]
    pub fn tone(&self) -> Tone {
        match self.rank() {
            0 | 1 => Tone::Danger,
            2 | 3 => Tone::Warning,
            _ => Tone::Info,
        }
    }

    /// What the first alert says of it.
    #[must_use]
    pub fn says(&self, annotation: &str) -> &str {
        let first = self.alerts.iter().find_map(|alert| alert.annotations.get(annotation));
        first.map_or("", |text| text.trim())
    }

    /// The labels that tell an alert from what is known of it already: from the others of its
    /// group and from what was asked for.
    #[must_use]
    pub fn own_labels(&self, alert: &Alert, wanted: &[Matcher]) -> Labels {
        let told = |name: &str, value: &str| {
            matches!(name, "alertname" | "severity")
                || wanted.iter().any(|one| one.name == name && one.value == value)
                || (self.alerts.len() > 1
                    && self
                        .alerts
                        .iter()
                        .all(|one| one.labels.get(name).is_some_and(|own| own == value)))
        };
        let own = alert.labels.iter().filter(|(name, value)| !told(name, value));
        own.map(|(name, value)| (name.clone(), value.clone())).collect()
    }
}

/// What an Alertmanager says of a service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// People are told about these.
    pub firing: Vec<Group>,
    /// They fire too; a silence keeps them quiet.
    pub silenced: Vec<Group>,
    /// They fire too; a worse alert makes them superfluous.
    pub held_back: Vec<Group>,
}

/// Sorts alerts into groups, the worst and then the oldest first. A proxy or a copy may leave the
/// filters away, so they are compared again.
#[must_use]
pub fn read(alerts: &[Alert], wanted: &[Matcher]) -> Reading {
    let mut reading = Reading::default();
    for alert in alerts.iter().filter(|alert| all_fit(wanted, &alert.labels)) {
        let status = &alert.status;
        let place = if !status.silenced_by.is_empty() {
            &mut reading.silenced
        } else if status.state == "suppressed" || !status.inhibited_by.is_empty() {
            &mut reading.held_back
        } else {
            &mut reading.firing
        };
        put(place, alert);
    }
    for groups in [&mut reading.firing, &mut reading.silenced, &mut reading.held_back] {
        for group in groups.iter_mut() {
            group.alerts.sort_by_cached_key(|alert| instant(&alert.starts_at).unwrap_or(i64::MAX));
            group.since = group.alerts.iter().filter_map(|alert| instant(&alert.starts_at)).min();
        }
        groups.sort_by_cached_key(|group| {
            (group.rank(), group.since.unwrap_or(i64::MAX), group.name.clone())
        });
    }
    reading
}

fn put(groups: &mut Vec<Group>, alert: &Alert) {
    let label = |name: &str| alert.labels.get(name).cloned().unwrap_or_default();
    let (name, severity) = (label("alertname"), label("severity"));
    let same = |group: &&mut Group| group.name == name && group.severity == severity;
    match groups.iter_mut().find(same) {
        Some(group) => group.alerts.push(alert.clone()),
        None => groups.push(Group { name, severity, since: None, alerts: vec![alert.clone()] }),
    }
}

/// How many alerts are in groups.
#[must_use]
pub fn count(groups: &[Group]) -> usize {
    groups.iter().map(|group| group.alerts.len()).sum()
}

/// Since when the first of several groups fires.
#[must_use]
pub fn since(groups: &[Group]) -> Option<i64> {
    groups.iter().filter_map(|group| group.since).min()
}

/// How long something lasts by now, in words: `46 min`, `3 h 5 min`, `2 d 4 h`.
#[must_use]
pub fn lasting(since: i64, now: i64) -> String {
    let minutes = (now - since).max(0) / 60_000;
    let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    let words = |many: i64, unit: &str| match many {
        0 => String::new(),
        _ => [&many.to_string(), "\u{a0}", unit].concat(),
    };
    let [first, second] = match (days, hours) {
        (0, 0) if rest == 0 => return "less than a minute".to_owned(),
        (0, 0) => [words(rest, "min"), String::new()],
        (0, _) => [words(hours, "h"), words(rest, "min")],
        _ => [words(days, "d"), words(hours, "h")],
    };
    if second.is_empty() { first } else { [&first, " ", &second].concat() }
}

/// Whether a silence is in force now or will be.
#[must_use]
pub fn in_force(silence: &Silence) -> bool {
    silence.status.state != "expired"
}

/// Whether a silence concerns a service: it keeps one of its alerts quiet, or would.
#[must_use]
pub fn concerns(silence: &Silence, wanted: &[Matcher], alerts: &[Alert]) -> bool {
    let mut mine = alerts.iter().filter(|alert| all_fit(wanted, &alert.labels));
    if mine.any(|alert| alert.status.silenced_by.contains(&silence.id)) {
        return true;
    }
    let sure = wanted.iter().filter(|one| one.is_equal && !one.is_regex);
    let labels: Labels = sure.map(|one| (one.name.clone(), one.value.clone())).collect();
    let mut about = silence.matchers.iter().filter(|one| labels.contains_key(&one.name)).peekable();
    about.peek().is_some() && about.all(|one| one.fits(&labels) == Some(true))
}

#[cfg(test)]
mod tests {
    use super::super::super::api::recorded;
    use super::*;
    use crate::net::{Items, decode};

    fn alerts(text: &str) -> Vec<Alert> {
        decode::json::<Items<Alert>>(text.as_bytes()).unwrap().items
    }

    fn names(groups: &[Group]) -> Vec<&str> {
        groups.iter().map(|group| group.name.as_str()).collect()
    }

    fn alert(name: &str, severity: &str, at: &str, pod: &str) -> Alert {
        let labels = [("alertname", name), ("severity", severity), ("pod", pod), ("service", "a")];
        let labels = labels.into_iter().filter(|(_, value)| !value.is_empty());
        Alert {
            labels: labels.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
            starts_at: at.to_owned(),
            ..Alert::default()
        }
    }

    #[test]
    fn recorded_alerts_stand_where_they_belong() {
        let all = alerts(recorded::ALERTS);
        let checkout = Matcher::parse("service=checkout").unwrap();
        let reading = read(&all, &checkout);
        assert!(reading.firing.is_empty());
        assert_eq!(names(&reading.silenced), ["QueueTooDeep"]);
        assert_eq!(names(&reading.held_back), ["DiskFull"]);
        assert_eq!(names(&read(&all, &[]).firing), ["CertExpiry"]);
        let silenced = read(&alerts(recorded::SILENCED), &checkout).silenced;
        assert_eq!(silenced[0].alerts[0].status.silenced_by.len(), 2);
        assert_eq!(silenced[0].says("summary"), "Queue mail of checkout is deep (45.7)");
    }

    #[test]
    fn the_worst_is_first_and_then_the_oldest() {
        let reading = read(
            &[
                alert("Info", "info", "2026-11-20T08:00:00Z", ""),
                alert("New", "Critical", "2026-11-20T10:00:00Z", ""),
                alert("Unsaid", "", "2026-11-20T08:00:00Z", ""),
                alert("Old", "page", "2026-11-20T09:00:00Z", "b"),
                alert("Old", "page", "2026-11-20T08:30:00Z", "a"),
                alert("Undated", "page", "", ""),
            ],
            &[],
        );
        assert_eq!(names(&reading.firing), ["Old", "New", "Undated", "Unsaid", "Info"]);
        assert_eq!(
            (count(&reading.firing), since(&reading.firing)),
            (6, instant("2026-11-20T08:00:00Z"))
        );
        assert_eq!(reading.firing[0].tone(), Tone::Danger);
        assert_eq!(reading.firing[3].tone(), Tone::Warning);
        assert_eq!(reading.firing[0].since, instant("2026-11-20T08:30:00Z"));
        let group = &reading.firing[0];
        let own = group.own_labels(&group.alerts[0], &[]);
        assert_eq!(own.into_iter().collect::<Vec<_>>(), [("pod".to_owned(), "a".to_owned())]);
        let single = &reading.firing[1];
        assert!(single.own_labels(&single.alerts[0], &[Matcher::equal("service", "a")]).is_empty());
    }

    #[test]
    fn how_long_in_words() {
        let words = |minutes: i64| lasting(0, minutes * 60_000).replace('\u{a0}', " ");
        let all: Vec<String> = [-5, 0, 46, 60, 185, 3120, 2880].into_iter().map(words).collect();
        let soon = "less than a minute";
        assert_eq!(all, [soon, soon, "46 min", "1 h", "3 h 5 min", "2 d 4 h", "2 d"]);
    }

    #[test]
    fn silences_concern_what_they_keep_quiet_and_what_they_would() {
        let all = alerts(recorded::SILENCED);
        let silences: Items<Silence> = decode::json(recorded::SILENCES.as_bytes()).unwrap();
        let checkout = Matcher::parse("service=checkout").unwrap();
        let mine = silences.items.iter().filter(|one| concerns(one, &checkout, &all)).count();
        assert_eq!(mine, 2);
        let about = |text: &str| Silence {
            matchers: Matcher::parse(text).unwrap(),
            ..silences.items[0].clone()
        };
        assert!(concerns(&about("service=checkout,severity=page"), &checkout, &[]));
        assert!(concerns(&about("service=~checkout|catalog"), &checkout, &[]));
        assert!(!concerns(&about("service=catalog"), &checkout, &[]));
        assert!(!concerns(&about("severity=page"), &checkout, &[]));
        let ended: Items<Silence> = decode::json(recorded::ENDED.as_bytes()).unwrap();
        assert_eq!(ended.items.iter().filter(|one| in_force(one)).count(), 4);
    }
}
