//! The contrast gate. It reads the sheet that is shipped, not the file it was made from,
//! resolves every `var()`, lays translucent colours over what is below them, and measures.
//!
//! Contrast: WCAG 2.2, 1.4.3, 1.4.6 and 1.4.11. Colour blindness: the matrices of Machado,
//! Oliveira and Fernandes (2009) at full severity; distances in OKLab.

use std::collections::BTreeMap;

use super::SHEET;
use crate::repo;
use crate::styles::css;

type Rgb = [f64; 3];
type Environment = BTreeMap<String, String>;

const THEMES: [&str; 4] = ["light", "dark", "light-contrast", "dark-contrast"];

/// The declarations of the sheet, each with the rules around it.
fn declarations() -> Vec<(Vec<String>, String, String)> {
    let sheet = repo::read(repo::root().join(SHEET)).unwrap();
    css::declarations(&sheet).unwrap()
}

/// The custom properties that hold on `<html>`, later rules over earlier ones.
fn environment(theme: &str) -> Environment {
    let selectors: &[&str] = match theme {
        "light" => &[],
        "dark" => &["[data-theme=\"dark\"]"],
        "light-contrast" => &["[data-contrast=\"more\"]:not([data-theme=\"dark\"])"],
        "dark-contrast" => {
            &["[data-theme=\"dark\"]", "[data-contrast=\"more\"][data-theme=\"dark\"]"]
        }
        "dark-by-system" => &[":root:not([data-theme])"],
        other => panic!("no theme {other}"),
    };
    let everywhere = [
        ":root",
        ":root, [data-density=\"default\"]",
        ":root, [data-theme=\"light\"]",
        ":root, [data-theme]",
    ];
    let by_system = "@media (prefers-color-scheme: dark)";
    let mut found = Environment::new();
    for wanted in [&everywhere[..], selectors] {
        for (rules, name, value) in declarations() {
            let selector = rules.last().unwrap();
            let media: Vec<&String> = rules.iter().filter(|r| r.starts_with("@media")).collect();
            let holds = match media.as_slice() {
                [] => true,
                [only] => theme == "dark-by-system" && only.as_str() == by_system,
                _ => false,
            };
            if holds && name.starts_with("--") && wanted.contains(&selector.as_str()) {
                found.insert(name, value);
            }
        }
    }
    found
}

fn resolve<'e>(environment: &'e Environment, token: &str) -> &'e str {
    let value = environment.get(&format!("--dp-{token}"));
    let value = value.unwrap_or_else(|| panic!("no token {token}"));
    match value.strip_prefix("var(--dp-").and_then(|rest| rest.strip_suffix(')')) {
        Some(other) => resolve(environment, other),
        None => value,
    }
}

/// A colour, laid over `below` where it is translucent.
fn color(environment: &Environment, token: &str, below: Option<Rgb>) -> Rgb {
    let value = resolve(environment, token);
    if value.starts_with('#') {
        return super::source::channels(value).unwrap().map(|channel| f64::from(channel) / 255.0);
    }
    let inner = value.strip_prefix("rgb(").and_then(|rest| rest.strip_suffix(')')).unwrap();
    let numbers: Vec<f64> = inner.split([' ', '/']).filter_map(|part| part.parse().ok()).collect();
    let [red, green, blue, alpha] = numbers[..] else { panic!("{token}: {value}") };
    let below = below.unwrap();
    let over = [red / 255.0, green / 255.0, blue / 255.0];
    [0, 1, 2].map(|i| over[i] * alpha + below[i] * (1.0 - alpha))
}

fn linear(channel: f64) -> f64 {
    if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
}

fn luminance([red, green, blue]: Rgb) -> f64 {
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// What is measured: text or a mark, on a background, perhaps with a layer between.
struct Pairs<'e> {
    theme: &'e str,
    environment: &'e Environment,
    measured: usize,
    failures: Vec<String>,
}

impl Pairs<'_> {
    fn check(&mut self, front: &str, back: &str, needed: f64) {
        self.check_over(front, back, None, needed);
    }

    fn check_over(&mut self, front: &str, back: &str, layer: Option<&str>, needed: f64) {
        let mut below = color(self.environment, back, None);
        if let Some(layer) = layer {
            below = color(self.environment, layer, Some(below));
        }
        let found = contrast(color(self.environment, front, Some(below)), below);
        self.measured += 1;
        if found + 1e-9 < needed {
            let layer = layer.map(|layer| format!(" under {layer}")).unwrap_or_default();
            self.failures.push(format!(
                "{}: {front} on {back}{layer} has {found:.2}, needs {needed}",
                self.theme
            ));
        }
    }

    fn named(&self, start: &str) -> Vec<String> {
        let names = self.environment.keys().filter_map(|name| name.strip_prefix("--dp-"));
        names.filter(|name| name.starts_with(start)).map(str::to_owned).collect()
    }
}

#[test]
fn every_pair_that_is_drawn_has_enough_contrast() {
    let statuses = ["info", "success", "warning", "danger", "done", "neutral"];
    let hues = ["blue", "teal", "green", "amber", "orange", "red", "magenta", "violet"];
    let mut measured = 0;
    let mut failures = Vec::new();
    for theme in THEMES {
        let environment = environment(theme);
        let mut pairs =
            Pairs { theme, environment: &environment, measured: 0, failures: Vec::new() };
        for back in ["bg-canvas", "bg-surface", "bg-raised", "bg-inset"] {
            for layer in [None, Some("state-hover"), Some("state-selected")] {
                pairs.check_over("fg-default", back, layer, 7.0);
                pairs.check_over("fg-muted", back, layer, 4.5);
                pairs.check_over("fg-link", back, layer, 4.5);
            }
            pairs.check("fg-subtle", back, 4.5);
            pairs.check("accent-fg", back, 4.5);
            for mark in ["border-control", "focus", "accent-border"] {
                pairs.check(mark, back, 3.0);
            }
            for status in statuses {
                pairs.check(&format!("{status}-fg"), back, 4.5);
                pairs.check(&format!("{status}-icon"), back, 3.0);
            }
        }
        pairs.check("fg-default", "bg-muted", 7.0);
        pairs.check("fg-muted", "bg-muted", 4.5);
        for button in ["accent", "danger"] {
            for state in ["", "-hover", "-pressed"] {
                pairs.check("fg-on-accent", &format!("{button}-bg{state}"), 4.5);
            }
        }
        pairs.check("fg-on-inverse", "bg-inverse", 4.5);
        pairs.check("accent-fg", "accent-subtle", 4.5);
        pairs.check("accent-fg", "accent-subtle-hover", 4.5);
        pairs.check("fg-default", "bg-highlight", 4.5);
        pairs.check("fg-default", "bg-selection", 4.5);
        for status in statuses {
            pairs.check(&format!("{status}-fg"), &format!("{status}-subtle"), 4.5);
            pairs.check(&format!("{status}-on-solid"), &format!("{status}-solid"), 4.5);
            pairs.check("fg-default", &format!("{status}-subtle"), 7.0);
        }
        for hue in hues {
            pairs.check(&format!("tag-{hue}-fg"), &format!("tag-{hue}-bg"), 4.5);
        }
        for kind in pairs.named("kind-") {
            pairs.check(&kind, "bg-surface", 3.0);
        }
        for series in 1..=8 {
            pairs.check(&format!("chart-{series}"), "bg-surface", 3.0);
            pairs.check(&format!("chart-{series}"), "bg-raised", 3.0);
        }
        pairs.check("chart-label", "bg-surface", 4.5);
        pairs.check("chart-axis", "bg-surface", 3.0);
        for token in pairs.named("syntax-") {
            pairs.check(&token, "bg-inset", 4.5);
        }
        for token in pairs.named("ansi-") {
            // Black on black is what a program asked for: it has to be seen, not read at length.
            pairs.check(&token, "bg-inset", if token == "ansi-black" { 3.0 } else { 4.5 });
        }
        for change in ["add", "remove"] {
            pairs.check(&format!("diff-{change}-fg"), &format!("diff-{change}-bg"), 4.5);
            pairs.check(&format!("diff-{change}-fg"), &format!("diff-{change}-emphasis"), 4.5);
            pairs.check("fg-default", &format!("diff-{change}-bg"), 4.5);
        }
        pairs.check("graph-edge", "bg-canvas", 3.0);
        pairs.check("graph-edge-active", "bg-canvas", 3.0);
        measured += pairs.measured;
        failures.extend(pairs.failures);
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert_eq!(measured, 816, "the number of pairs changed: tokens were added or removed");
}

#[test]
fn dark_by_choice_and_dark_by_system_are_the_same() {
    assert_eq!(environment("dark"), environment("dark-by-system"));
}

#[test]
fn the_themes_define_the_same_tokens_and_use_no_unknown_one() {
    let light: Vec<String> = environment("light").into_keys().collect();
    for theme in THEMES {
        let environment = environment(theme);
        assert_eq!(light, environment.keys().cloned().collect::<Vec<_>>(), "{theme}");
        for (name, value) in &environment {
            for used in css::variables(value) {
                assert!(environment.contains_key(&used), "{theme}: {name} uses {used}");
            }
        }
    }
}

/// How a colour looks to an eye without one kind of cones; linear RGB.
const COLOUR_VISION: [(&str, [[f64; 3]; 3]); 4] = [
    ("usual", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protan",
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ],
    ),
    (
        "deutan",
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ],
    ),
    (
        "tritan",
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ],
    ),
];

fn times(matrix: [[f64; 3]; 3], [x, y, z]: [f64; 3]) -> [f64; 3] {
    matrix.map(|[a, b, c]| a * x + b * y + c * z)
}

fn oklab(color: Rgb, vision: [[f64; 3]; 3]) -> [f64; 3] {
    let seen = times(vision, color.map(linear)).map(|channel| channel.clamp(0.0, 1.0));
    let cones = times(
        [
            [0.4122214708, 0.5363325363, 0.0514459929],
            [0.2119034982, 0.6806995451, 0.1073969566],
            [0.0883024619, 0.2817188376, 0.6299787005],
        ],
        seen,
    );
    times(
        [
            [0.2104542553, 0.7936177850, -0.0040720468],
            [1.9779984951, -2.4285922050, 0.4505937099],
            [0.0259040371, 0.7827717662, -0.8086757660],
        ],
        cones.map(f64::cbrt),
    )
}

#[test]
fn chart_colours_can_be_told_apart_by_everybody() {
    for theme in ["light", "dark"] {
        let environment = environment(theme);
        let series: Vec<Rgb> =
            (1..=8).map(|n| color(&environment, &format!("chart-{n}"), None)).collect();
        for (vision, matrix) in COLOUR_VISION {
            for (n, first) in series.iter().enumerate() {
                for (m, second) in series.iter().enumerate().skip(n + 1) {
                    let (a, b) = (oklab(*first, matrix), oklab(*second, matrix));
                    let apart: f64 = (0..3).map(|i| (a[i] - b[i]).powi(2)).sum();
                    let apart = 100.0 * apart.sqrt();
                    assert!(
                        apart >= 12.0,
                        "{theme}, {vision}: chart-{} and chart-{} are {apart:.1} apart",
                        n + 1,
                        m + 1
                    );
                }
            }
        }
    }
}

#[test]
fn the_measure_itself_is_right() {
    // The two ends and a known pair: #767676 on white is the lightest grey with 4.5.
    assert!((contrast([0.0; 3], [1.0; 3]) - 21.0).abs() < 1e-9);
    let grey = 0x76 as f64 / 255.0;
    assert!((contrast([grey; 3], [1.0; 3]) - 4.54).abs() < 0.005);
    let white = oklab([1.0; 3], COLOUR_VISION[0].1);
    assert!((white[0] - 1.0).abs() < 1e-6 && white[1].abs() < 1e-6 && white[2].abs() < 1e-6);
}
