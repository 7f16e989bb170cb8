//! SARIF 2.1.0, which most scanners of code can write.
//!
//! Source: oasis-tcs/sarif-spec, and what GitHub makes of it: the bands of `security-severity`.

use super::github::{first, update};
use super::model::{Finding, Kind, Severity};
use crate::net::value::{list, text};
use crate::plugin::time::instant;
use serde_json::Value;

/// The findings of a file.
#[must_use]
pub fn read(file: &Value) -> Vec<Finding> {
    let mut all = Vec::new();
    for run in list(file, "/runs") {
        let results = list(run, "/results").iter();
        all.extend(results.filter(|result| counts(result)).map(|result| finding(result, run)));
    }
    all
}

/// Whether a result is a finding: not one that passed, that somebody accepted, or that is gone.
fn counts(result: &Value) -> bool {
    let mut suppressions = list(result, "/suppressions").iter();
    let accepted = suppressions.any(|one| matches!(text(one, "/status"), "accepted" | ""));
    matches!(text(result, "/kind"), "fail" | "review" | "open" | "")
        && text(result, "/baselineState") != "absent"
        && text(result, "/level") != "none"
        && !accepted
}

fn finding(result: &Value, run: &Value) -> Finding {
    let rule = rule(result, run).unwrap_or(&Value::Null);
    let id = first(&[text(result, "/ruleId"), text(result, "/rule/id"), text(rule, "/id")]);
    let message = message(result, rule);
    let place = result.pointer("/locations/0/physicalLocation").unwrap_or(&Value::Null);
    let index = number(place.pointer("/artifactLocation/index"));
    let artifact = index.and_then(|index| list(run, "/artifacts").get(index));
    let uri = first(&[
        text(place, "/artifactLocation/uri"),
        artifact.map_or("", |artifact| text(artifact, "/location/uri")),
    ]);
    let at = line_of(&decoded(&uri), place.pointer("/region/startLine"));
    let proposed = list(result, "/fixes").first();
    let mut finding = Finding {
        severity: severity(result, rule),
        kind: Kind::Code,
        title: first(&[
            text(rule, "/shortDescription/text"),
            &message,
            text(rule, "/fullDescription/text"),
            &id,
        ]),
        ids: Some(id.clone())
            .into_iter()
            .chain(weaknesses(list(rule, "/properties/tags")))
            .collect(),
        places: Some(at.clone()).filter(|at| !at.is_empty()).into_iter().collect(),
        at,
        fix: proposed
            .map(|fix| first(&[text(fix, "/description/text"), "A fix is proposed"]))
            .unwrap_or_default(),
        url: text(rule, "/helpUri").to_owned(),
        since: instant(text(result, "/provenance/firstDetectionTimeUtc")),
        tools: vec![first(&[text(run, "/tool/driver/name"), "SARIF"])],
    };
    // Scanners of packages write SARIF too, with the package in the words of the message.
    let said = |name: &str| {
        let mut lines = message.lines().filter_map(|line| line.split_once(':'));
        let found = lines.find(|(key, _)| key.trim().eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
    };
    let package = said("package");
    if !package.is_empty() && ["CVE-", "GHSA-"].iter().any(|start| id.starts_with(start)) {
        finding.kind = Kind::Dependency;
        finding.fix = update(&package, &said("fixed version"));
        finding.places =
            vec![[&*package, " ", &said("installed version")].concat().trim().to_owned()];
        finding.at = package;
    }
    finding
}

/// The rule of a result: named by a place in the list of the tool or of one of its extensions, or
/// by its id.
fn rule<'a>(result: &Value, run: &'a Value) -> Option<&'a Value> {
    let extension = number(result.pointer("/rule/toolComponent/index"));
    let rules = match extension {
        Some(index) => list(list(run, "/tool/extensions").get(index)?, "/rules"),
        None => list(run, "/tool/driver/rules"),
    };
    let index = number(result.pointer("/rule/index")).or(number(result.pointer("/ruleIndex")));
    let id = first(&[text(result, "/ruleId"), text(result, "/rule/id")]);
    index.and_then(|index| rules.get(index)).or_else(|| {
        // `CA2101/a` is a part of `CA2101`.
        let base = id.split('/').next().unwrap_or_default();
        let of = |wanted: &str| rules.iter().find(|rule| text(rule, "/id") == wanted);
        of(&id).or_else(|| of(base)).filter(|_| !id.is_empty())
    })
}

fn number(value: Option<&Value>) -> Option<usize> {
    value.and_then(Value::as_u64).and_then(|number| usize::try_from(number).ok())
}

fn severity(result: &Value, rule: &Value) -> Severity {
    const SCORE: &str = "/properties/security-severity";
    let score = result.pointer(SCORE).or_else(|| rule.pointer(SCORE)).and_then(|score| {
        // A text by the rules of GitHub, and a number by mistake of many.
        let written = score.as_str().map_or_else(|| score.to_string(), str::to_owned);
        Severity::of_score(&written)
    });
    score.unwrap_or_else(|| {
        let level = [text(result, "/level"), text(rule, "/defaultConfiguration/level"), "warning"];
        Severity::of_word(&first(&level))
    })
}

/// The message in words: arguments put in, and links to other places as their text.
fn message(result: &Value, rule: &Value) -> String {
    let id = text(result, "/message/id");
    let strings = rule.pointer("/messageStrings").and_then(|all| all.get(id));
    let written =
        first(&[text(result, "/message/text"), strings.map_or("", |string| text(string, "/text"))]);
    let mut words = written;
    for (place, argument) in list(result, "/message/arguments").iter().enumerate() {
        let argument = argument.as_str().unwrap_or_default();
        words = words.replace(&["{", &place.to_string(), "}"].concat(), argument);
    }
    without_links(&words)
}

/// `[a value](1)` is `a value`.
fn without_links(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        let link = after.split_once("](").and_then(|(words, after)| {
            let (target, after) = after.split_once(')')?;
            let is_place = !target.is_empty() && target.bytes().all(|byte| byte.is_ascii_digit());
            (is_place && !words.contains('[')).then_some((words, after))
        });
        out.push_str(before);
        match link {
            Some((words, after)) => {
                out.push_str(words);
                rest = after;
            }
            None => {
                out.push('[');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The weaknesses among the tags of a rule: `external/cwe/cwe-089` and `CWE-89: …` are `cwe-89`.
pub fn weaknesses(tags: &[Value]) -> impl Iterator<Item = String> + '_ {
    tags.iter().filter_map(|tag| {
        let tag = tag.as_str()?.to_ascii_lowercase();
        let (_, number) = tag.split_once("cwe-")?;
        let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
        let digits = digits.trim_start_matches('0');
        (!digits.is_empty()).then(|| ["cwe-", digits].concat())
    })
}

/// `src/main.rs:42`.
#[must_use]
pub fn line_of(path: &str, line: Option<&Value>) -> String {
    match line.and_then(Value::as_u64).filter(|_| !path.is_empty()) {
        Some(line) => [path, ":", &line.to_string()].concat(),
        None => path.to_owned(),
    }
}

/// A path as people write it: without `%20` and `file://`.
fn decoded(uri: &str) -> String {
    let path = uri.strip_prefix("file://").unwrap_or(uri);
    crate::plugin::route::decode(path.strip_prefix("./").unwrap_or(path))
}

#[cfg(test)]
mod tests {
    use super::super::model::merge;
    use super::*;
    use serde_json::json;

    #[test]
    fn a_recorded_file() {
        let file = include_str!("../../../tests/contract/security/codeql.sarif");
        let found = read(&serde_json::from_str(file).unwrap());
        // One is suppressed, one is only information.
        let [injection, unused] = &found[..] else { panic!("{found:?}") };
        assert_eq!((injection.severity, unused.severity), (Severity::High, Severity::Low));
        assert_eq!(injection.title, "Database query built from user-controlled sources");
        assert_eq!(injection.at, "src/db/query.js:42");
        assert_eq!(injection.ids, ["js/sql-injection", "cwe-89"]);
        assert_eq!(unused.title, "Unused variable");
    }

    #[test]
    fn what_github_and_a_file_say_of_the_same_line_is_one_finding() {
        let file = include_str!("../../../tests/contract/security/codeql.sarif");
        let alerts = include_str!("../../../tests/contract/security/code-scanning-alerts.json");
        let alerts: Vec<Value> = serde_json::from_str(alerts).unwrap();
        let of_file = read(&serde_json::from_str(file).unwrap());
        let of_github = super::super::github::code(&alerts);
        let both = of_file.len() + of_github.len();
        let merged = merge(of_github.into_iter().chain(of_file));
        assert!(merged.len() < both, "{merged:?}");
        let injection = merged
            .iter()
            .filter(|one| one.at == "src/db/query.js:42" && one.id() == "js/sql-injection");
        assert_eq!(injection.count(), 1);
    }

    #[test]
    fn messages_have_their_arguments_and_no_links() {
        let result = json!({"message": {"id": "m", "arguments": ["x", "[y](2)"]}});
        let rule =
            json!({"messageStrings": {"m": {"text": "From {0} to {1}, see [here](1) [a] [b](u)"}}});
        assert_eq!(message(&result, &rule), "From x to y, see here [a] [b](u)");
    }

    #[test]
    fn a_package_in_words_is_a_dependency() {
        let file = json!({"runs": [{"tool": {"driver": {"name": "Trivy"}}, "results": [{
            "ruleId": "CVE-2026-1001",
            "message": {"text": "Package: openssl\nInstalled Version: 3.0.1\nVulnerability CVE-2026-1001\nFixed Version: 3.0.9\nLink: [x](https://x)"},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": "library/a%20b"}}}],
        }]}]});
        let found = read(&file);
        let [one] = &found[..] else { panic!("{found:?}") };
        assert_eq!((one.kind, one.at.as_str()), (Kind::Dependency, "openssl"));
        assert_eq!(one.places, ["openssl 3.0.1"]);
        assert_eq!(one.fix, "Update openssl to 3.0.9");
    }

    #[test]
    fn rules_of_extensions_and_parts_of_rules_are_found() {
        let run = json!({"tool": {
            "driver": {"rules": [{"id": "CA2101"}]},
            "extensions": [{"rules": [{"id": "other"}, {"id": "mine"}]}],
        }});
        let of = |result: Value| rule(&result, &run).map(|rule| text(rule, "/id").to_owned());
        let extension = json!({"rule": {"index": 1, "toolComponent": {"index": 0}}});
        assert_eq!(of(extension).as_deref(), Some("mine"));
        assert_eq!(of(json!({"ruleId": "CA2101/a", "ruleIndex": -1})).as_deref(), Some("CA2101"));
        assert_eq!(of(json!({"ruleId": "nobody"})), None);
    }
}
