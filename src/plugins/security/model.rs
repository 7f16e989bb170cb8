//! Findings of any scanner in one shape, each counted once.

use portico_components::Tone;
use std::collections::{BTreeMap, BTreeSet};

/// How bad a finding is, the worst first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// To be mended today.
    Critical,
    /// To be mended soon.
    High,
    /// To be planned.
    Medium,
    /// To be known.
    Low,
    /// Nobody says.
    #[default]
    Unknown,
}

impl Severity {
    /// All of them, the worst first.
    pub const ALL: [Self; 5] = [Self::Critical, Self::High, Self::Medium, Self::Low, Self::Unknown];

    /// Reads the word of a scanner: `HIGH`, `moderate`, `error` and so on.
    #[must_use]
    pub fn of_word(word: &str) -> Self {
        let is = |known: &[&str]| known.iter().any(|known| known.eq_ignore_ascii_case(word));
        if is(&["critical"]) {
            Self::Critical
        } else if is(&["high", "error"]) {
            Self::High
        } else if is(&["medium", "moderate", "warning"]) {
            Self::Medium
        } else if is(&["low", "note"]) {
            Self::Low
        } else {
            Self::Unknown
        }
    }

    /// Reads a score from 0 to 10, such as `8.8`, by the bands of GitHub.
    #[must_use]
    pub fn of_score(score: &str) -> Option<Self> {
        let (whole, tenth) = score.trim().split_once('.').unwrap_or((score.trim(), "0"));
        let whole: u32 = whole.parse().ok().filter(|whole| *whole <= 10)?;
        let tenth = tenth.chars().next().and_then(|digit| digit.to_digit(10))?;
        Some(match whole * 10 + tenth {
            0 => Self::Unknown,
            1..40 => Self::Low,
            40..70 => Self::Medium,
            70..90 => Self::High,
            _ => Self::Critical,
        })
    }

    /// In the address.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Critical => "critical",
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
            Self::Unknown => "unknown",
        }
    }

    /// For people.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Critical => "Critical",
            Self::High => "High",
            Self::Medium => "Medium",
            Self::Low => "Low",
            Self::Unknown => "Unknown",
        }
    }

    /// Shape and colour.
    #[must_use]
    pub const fn tone(self) -> Tone {
        match self {
            Self::Critical | Self::High => Tone::Danger,
            Self::Medium => Tone::Warning,
            Self::Low => Tone::Info,
            Self::Unknown => Tone::Neutral,
        }
    }
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A line of code.
    #[default]
    Code,
    /// A package with a known weakness.
    Dependency,
    /// A secret that lies open.
    Secret,
    /// A setting.
    Settings,
    /// A licence.
    Licence,
}

impl Kind {
    /// For people, and in the address.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Code => "Code",
            Self::Dependency => "Dependency",
            Self::Secret => "Secret",
            Self::Settings => "Settings",
            Self::Licence => "Licence",
        }
    }
}

/// One finding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// What it is about.
    pub kind: Kind,
    /// In a sentence.
    pub title: String,
    /// Its names: a rule, a CVE, a weakness; the first is shown.
    pub ids: Vec<String>,
    /// What tells it from others with the same name: the package, or file and line.
    pub at: String,
    /// Where it is, for people.
    pub places: Vec<String>,
    /// What to do about it; empty when nobody says.
    pub fix: String,
    /// Where more about it stands; not checked.
    pub url: String,
    /// Since when it is known, in milliseconds since 1970.
    pub since: Option<i64>,
    /// Who found it.
    pub tools: Vec<String>,
}

impl Finding {
    /// The name that is shown.
    #[must_use]
    pub fn id(&self) -> &str {
        self.ids.first().map_or("", String::as_str)
    }

    /// What no other finding has: its names at its place. Two reports that share one of them mean
    /// the same finding.
    pub fn keys(&self) -> impl Iterator<Item = String> + '_ {
        let place = [self.kind.word(), "\n", &self.at, "\n"].concat().to_ascii_lowercase();
        self.ids.iter().map(move |id| [&*place, &id.to_ascii_lowercase()].concat())
    }

    /// Takes in what another report says of the same finding.
    fn join(&mut self, other: Self) {
        self.severity = self.severity.min(other.severity);
        self.since = match (self.since, other.since) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        };
        for (mine, theirs) in
            [(&mut self.title, other.title), (&mut self.fix, other.fix), (&mut self.url, other.url)]
        {
            if mine.is_empty() {
                *mine = theirs;
            }
        }
        for (mine, theirs) in [
            (&mut self.ids, other.ids),
            (&mut self.places, other.places),
            (&mut self.tools, other.tools),
        ] {
            for one in theirs {
                if !mine.contains(&one) {
                    mine.push(one);
                }
            }
        }
    }
}

/// The findings of several reports, each once, the worst and oldest first.
#[must_use]
pub fn merge(reports: impl IntoIterator<Item = Finding>) -> Vec<Finding> {
    let mut all: Vec<Option<Finding>> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for mut finding in reports {
        let same: BTreeSet<usize> =
            finding.keys().filter_map(|key| known.get(&key).copied()).collect();
        let mut at = all.len();
        // One that has names of several joins them: they were the same all the time.
        for (order, place) in same.into_iter().enumerate() {
            let Some(other) = all.get_mut(place).and_then(Option::take) else { continue };
            if order == 0 {
                at = place;
            }
            let new = std::mem::replace(&mut finding, other);
            finding.join(new);
        }
        for key in finding.keys() {
            known.insert(key, at);
        }
        match all.get_mut(at) {
            Some(place) => *place = Some(finding),
            None => all.push(Some(finding)),
        }
    }
    let mut all: Vec<Finding> = all.into_iter().flatten().collect();
    all.sort_by(|one, other| {
        let age = |finding: &Finding| finding.since.unwrap_or(i64::MAX);
        (one.severity, age(one), one.id()).cmp(&(other.severity, age(other), other.id()))
    });
    all
}

/// How many there are of each severity, in the order of [`Severity::ALL`].
#[must_use]
pub fn counts(findings: &[Finding]) -> [usize; 5] {
    Severity::ALL.map(|severity| findings.iter().filter(|one| one.severity == severity).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(kind: Kind, at: &str, ids: &[&str], tool: &str) -> Finding {
        Finding {
            kind,
            at: at.to_owned(),
            ids: ids.iter().map(|id| (*id).to_owned()).collect(),
            tools: vec![tool.to_owned()],
            ..Finding::default()
        }
    }

    #[test]
    fn the_same_finding_of_two_scanners_is_counted_once() {
        let one = Finding {
            severity: Severity::Medium,
            since: Some(20),
            ..finding(Kind::Dependency, "openssl", &["GHSA-1", "CVE-1"], "Dependabot")
        };
        let other = Finding {
            severity: Severity::High,
            since: Some(10),
            fix: "Update to 3".to_owned(),
            ..finding(Kind::Dependency, "OpenSSL", &["cve-1"], "Trivy")
        };
        let merged = merge([one, other]);
        let [both] = &merged[..] else { panic!("{merged:?}") };
        assert_eq!((both.severity, both.since), (Severity::High, Some(10)));
        assert_eq!((both.fix.as_str(), both.tools.len()), ("Update to 3", 2));
    }

    #[test]
    fn other_places_and_names_stay_apart() {
        let merged = merge([
            finding(Kind::Dependency, "a", &["CVE-1"], "x"),
            finding(Kind::Dependency, "b", &["CVE-1"], "x"),
            finding(Kind::Dependency, "a", &["CVE-2"], "x"),
            finding(Kind::Code, "a", &["CVE-1"], "x"),
        ]);
        assert_eq!(merged.len(), 4);
    }

    #[test]
    fn who_has_the_names_of_two_joins_them() {
        let merged = merge([
            finding(Kind::Code, "a:1", &["one"], "x"),
            finding(Kind::Code, "a:1", &["two"], "y"),
            finding(Kind::Code, "a:1", &["one", "two"], "z"),
            finding(Kind::Code, "a:1", &["two"], "w"),
        ]);
        let [all] = &merged[..] else { panic!("{merged:?}") };
        assert_eq!((all.tools.len(), all.ids.len()), (4, 2));
    }

    #[test]
    fn the_worst_and_oldest_is_first() {
        let one = |severity, since, id: &str| Finding {
            severity,
            since,
            ..finding(Kind::Code, id, &[id], "x")
        };
        let merged = merge([
            one(Severity::Low, Some(1), "a"),
            one(Severity::Critical, None, "b"),
            one(Severity::Critical, Some(9), "c"),
        ]);
        let order: Vec<_> = merged.iter().map(Finding::id).collect();
        assert_eq!(order, ["c", "b", "a"]);
        assert_eq!(counts(&merged), [2, 0, 0, 1, 0]);
    }

    #[test]
    fn words_and_scores_of_scanners() {
        for (word, severity) in [
            ("CRITICAL", Severity::Critical),
            ("error", Severity::High),
            ("moderate", Severity::Medium),
            ("note", Severity::Low),
            ("UNKNOWN", Severity::Unknown),
            ("catastrophic", Severity::Unknown),
        ] {
            assert_eq!(Severity::of_word(word), severity, "{word}");
        }
        for (score, severity) in [
            ("9.0", Some(Severity::Critical)),
            ("10", Some(Severity::Critical)),
            ("8.8", Some(Severity::High)),
            ("6.95", Some(Severity::Medium)),
            ("0.1", Some(Severity::Low)),
            ("0.0", Some(Severity::Unknown)),
            ("11", None),
            ("high", None),
            ("", None),
        ] {
            assert_eq!(Severity::of_score(score), severity, "{score}");
        }
    }
}
