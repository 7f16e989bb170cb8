//! The token file keeps to the Design Tokens format 2025.10, so that other tools can read it.

use super::json::Json;
use super::{FILE, source};
use crate::repo;

const RESOLVER: &str = "style/tokens/tokens.resolver.json";

fn read(path: &str) -> Json {
    serde_json::from_str(&repo::read(repo::root().join(path)).unwrap()).unwrap()
}

/// Every token: its path, its type (its own or inherited), its value.
fn tokens(group: &Json, path: &str, inherited: Option<&str>, found: &mut Vec<Token>) {
    let kind = group.get("$type").and_then(Json::text).or(inherited);
    if let Some(value) = group.get("$value") {
        let kind = kind.unwrap_or_else(|| panic!("{path} has no type")).to_owned();
        found.push(Token { path: path.to_owned(), kind, value: value.clone() });
        return;
    }
    for (key, value) in group.members() {
        if key.starts_with('$') {
            let known = ["$schema", "$type", "$description", "$extensions", "$deprecated"];
            assert!(known.contains(&key.as_str()), "{path}: {key} is not in the format");
            continue;
        }
        assert!(!key.contains(['{', '}', '.']), "{path}: `{key}` is no name for a token");
        let inner = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        tokens(value, &inner, kind, found);
    }
}

struct Token {
    path: String,
    kind: String,
    value: Json,
}

fn all() -> (Json, Vec<Token>) {
    let root = read(FILE);
    let mut found = Vec::new();
    tokens(&root, "", None, &mut found);
    (root, found)
}

/// Follows aliases to a value, and says how it is wrong for its type.
fn fault(root: &Json, kind: &str, value: &Json, depth: usize) -> Option<String> {
    if depth > 8 {
        return Some("its alias leads in a circle".to_owned());
    }
    if let Some(alias) = value.text().filter(|text| text.starts_with('{')) {
        let path = source::alias_path(alias).unwrap_or_default();
        let Some(target) = root.at(path).and_then(|token| token.get("$value")) else {
            return Some(format!("{alias} does not exist"));
        };
        return fault(root, kind, target, depth + 1);
    }
    let inner = |key: &str, kind: &str| match value.get(key) {
        Some(part) => fault(root, kind, part, depth),
        None => Some(format!("no {key}")),
    };
    let number = |low: f64, high: f64| {
        let found = value.number().filter(|number| (low..=high).contains(number));
        found.is_none().then(|| format!("not a number from {low} to {high}"))
    };
    match kind {
        "color" => color_fault(value),
        "dimension" | "duration" => {
            let units: &[&str] = if kind == "dimension" { &["px", "rem"] } else { &["ms", "s"] };
            let unit = value.get("unit").and_then(Json::text);
            let right = value.get("value").and_then(Json::number).is_some()
                && unit.is_some_and(|unit| units.contains(&unit));
            (!right).then(|| format!("not a {kind} in {units:?}"))
        }
        "number" => number(f64::MIN, f64::MAX),
        "fontWeight" => number(1.0, 1000.0),
        "fontFamily" => {
            let right = value.text().is_some()
                || !value.items().is_empty() && value.items().iter().all(|i| i.text().is_some());
            (!right).then(|| "not a name or a list of names".to_owned())
        }
        "cubicBezier" => {
            let points: Vec<f64> = value.items().iter().filter_map(Json::number).collect();
            let right = points.len() == 4
                && value.items().len() == 4
                && points.iter().step_by(2).all(|x| (0.0..=1.0).contains(x));
            (!right).then(|| "not four numbers with x from 0 to 1".to_owned())
        }
        "shadow" if value.items().is_empty() => ["offsetX", "offsetY", "blur", "spread"]
            .into_iter()
            .find_map(|key| inner(key, "dimension"))
            .or_else(|| inner("color", "color")),
        "shadow" => value.items().iter().find_map(|layer| fault(root, kind, layer, depth)),
        "typography" => inner("fontFamily", "fontFamily")
            .or_else(|| inner("fontSize", "dimension"))
            .or_else(|| inner("fontWeight", "fontWeight"))
            .or_else(|| inner("letterSpacing", "dimension"))
            .or_else(|| inner("lineHeight", "number")),
        other => Some(format!("no type `{other}`")),
    }
}

/// An sRGB colour whose components and whose hex value say the same.
fn color_fault(value: &Json) -> Option<String> {
    if value.get("colorSpace").and_then(Json::text) != Some("srgb") {
        return Some("not in sRGB".to_owned());
    }
    let alpha = value.get("alpha").map_or(Some(1.0), Json::number);
    if !alpha.is_some_and(|alpha| (0.0..=1.0).contains(&alpha)) {
        return Some("alpha is not from 0 to 1".to_owned());
    }
    let components = value.get("components").map(Json::items).unwrap_or_default();
    let components: Vec<f64> = components.iter().filter_map(Json::number).collect();
    let hex = value.get("hex").and_then(Json::text).unwrap_or_default();
    let Ok(channels) = source::channels(hex) else {
        return Some("no hex value".to_owned());
    };
    let channels = channels.map(|channel| f64::from(channel) / 255.0);
    let same = components.len() == 3
        && components.iter().zip(channels).all(|(a, b)| (a - b).abs() < 0.0001);
    (!same).then(|| format!("{components:?} is not {hex}"))
}

#[test]
fn every_token_has_a_type_and_a_value_of_that_type() {
    let (root, found) = all();
    let faults: Vec<String> = found
        .iter()
        .filter_map(|token| {
            let fault = fault(&root, &token.kind, &token.value, 0)?;
            Some(format!("{}: {fault}", token.path))
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(found.len() > 800, "only {} tokens were found", found.len());
}

#[test]
fn a_wrong_value_is_seen() {
    let root: Json = serde_json::from_str(r#"{"a": {"$value": "{a}"}}"#).unwrap();
    for (kind, value) in [
        ("dimension", r#"{"value": 8, "unit": "em"}"#),
        ("dimension", r#""8px""#),
        ("duration", r#"{"value": 8, "unit": "px"}"#),
        ("number", r#""1""#),
        ("fontWeight", "1200"),
        ("cubicBezier", "[2, 0, 0, 1]"),
        ("color", r##""#fff""##),
        ("color", r##"{"colorSpace": "srgb", "components": [1, 1, 0], "hex": "#ffffff"}"##),
        ("color", r##"{"colorSpace": "srgb", "hex": "#ffffff"}"##),
        ("color", r#"{"colorSpace": "srgb", "components": [1, 1, 1]}"#),
        ("color", r#""{no.such}""#),
        ("color", r#""{unclosed""#),
        ("color", r#""{a}""#),
        ("shadow", "{}"),
        ("typography", "{}"),
        ("colour", "1"),
    ] {
        let json: Json = serde_json::from_str(value).unwrap();
        assert!(fault(&root, kind, &json, 0).is_some(), "{kind} {value}");
    }
}

/// The resolver document of the same format: the sets and the modifiers it names exist.
#[test]
fn the_resolver_names_what_is_there() {
    let resolver = read(RESOLVER);
    let (root, _) = all();
    let mut references = Vec::new();
    collect_references(&resolver, &mut references);
    assert!(!references.is_empty());
    for reference in references {
        let (document, path) = match reference.split_once('#') {
            Some(("", path)) => (&resolver, path),
            Some(("tokens.json", path)) => (&root, path),
            None if reference == "tokens.json" => continue,
            _ => panic!("{reference} is in no file"),
        };
        let target = document.at(path.split('/').filter(|part| !part.is_empty()));
        assert!(target.is_some(), "{reference} does not exist");
    }
    for (modifier, group) in [("theme", "theme"), ("density", "density")] {
        let contexts = resolver.at(["modifiers", modifier, "contexts"]).unwrap();
        let named: Vec<&String> = contexts.members().iter().map(|(name, _)| name).collect();
        let there: Vec<&String> =
            root.get(group).unwrap().members().iter().map(|(name, _)| name).collect();
        assert_eq!(named, there, "the contexts of `{modifier}` are not the groups in {FILE}");
        let default = resolver.at(["modifiers", modifier, "default"]).and_then(Json::text);
        assert!(named.iter().any(|name| Some(name.as_str()) == default));
    }
}

fn collect_references(json: &Json, found: &mut Vec<String>) {
    for (key, value) in json.members() {
        match value.text() {
            Some(text) if key == "$ref" => found.push(text.to_owned()),
            _ => collect_references(value, found),
        }
    }
    for item in json.items() {
        collect_references(item, found);
    }
}
