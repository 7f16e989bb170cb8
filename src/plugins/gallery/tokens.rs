//! The design tokens as they are right now: their values, and the contrast of what stands on what.

use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::CopyButton;
use web_sys::{Element, HtmlElement};

/// What the tokens are for, by how their names begin. The first that fits counts.
pub const GROUPS: [(&str, &[&str]); 11] = [
    (
        "Backgrounds",
        &[
            "bg-",
            "card-bg",
            "menu-bg",
            "dialog-bg",
            "input-bg",
            "code-bg",
            "log-bg",
            "palette-bg",
            "state-",
        ],
    ),
    ("Text", &["fg-"]),
    (
        "Borders and focus",
        &["border-", "card-border", "menu-border", "input-border", "code-border", "div-", "focus"],
    ),
    ("Accent and status", &["accent-", "success-", "warning-", "danger-", "info-", "done-"]),
    ("Kinds and tags", &["kind-", "tag-"]),
    ("Charts, code and logs", &["chart-", "seq-", "graph-", "syntax-", "ansi-", "diff-"]),
    ("Space and density", &["space-", "density-", "target-", "layout-"]),
    ("Shape", &["radius-", "shadow-", "icon-", "avatar-"]),
    ("Type", &["font-", "text-"]),
    ("Motion and layers", &["duration-", "ease-", "motion-", "z-"]),
    ("Parts and ramps", &[""]),
];

/// The place among [`GROUPS`] of a token.
#[must_use]
pub fn group_of(name: &str) -> usize {
    let name = name.strip_prefix("--dp-").unwrap_or(name);
    let fits = |starts: &[&str]| starts.iter().any(|start| name.starts_with(start));
    GROUPS.iter().position(|(_, starts)| fits(starts)).unwrap_or_default()
}

/// A table of tokens with what they are, and a way to copy each.
pub fn rows(label: &'static str, names: Vec<String>) -> AnyView {
    let rows: Vec<AnyView> = names.into_iter().map(row).collect();
    view! {
        <div class="gallery-scroll" role="region" aria-label=label tabindex="0">
            <table class="gallery-table" aria-label=label>
                <thead>
                    <tr>
                        <th scope="col">"Token"</th>
                        <th scope="col">"Value"</th>
                        <th scope="col">"Copy"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(name: String) -> AnyView {
    let value = value_of(&name);
    let is_colour =
        value.starts_with('#') || value.starts_with("rgb") || value.starts_with("color");
    let reference = ["var(", &name, ")"].concat();
    let paint = reference.clone();
    let swatch = is_colour.then(|| {
        view! { <span class="gallery-swatch" aria-hidden="true" style:background-color=paint></span> }
    });
    let copy = ["Copy ", &reference].concat();
    view! {
        <tr>
            <th scope="row"><code>{name}</code></th>
            <td><span class="gallery-value">{swatch} <code>{value}</code></span></td>
            <td><CopyButton text=reference label=copy /></td>
        </tr>
    }
    .into_any()
}

/// What a token is on the page around.
fn value_of(name: &str) -> String {
    let root = document().document_element();
    let style = root.and_then(|root| window().get_computed_style(&root).ok().flatten());
    let value = style.and_then(|style| style.get_property_value(name).ok()).unwrap_or_default();
    value.trim().to_owned()
}

/// Two tokens of which one stands on the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// What is read or seen.
    pub front: &'static str,
    /// What it stands on.
    pub back: &'static str,
    /// The least contrast, in hundredths: 450 for text, 300 for shapes (WCAG 1.4.3, 1.4.11).
    pub least: u32,
}

/// Text that stands on all four grounds.
const TEXTS: [&str; 9] = [
    "fg-default",
    "fg-muted",
    "fg-subtle",
    "fg-link",
    "success-fg",
    "warning-fg",
    "danger-fg",
    "info-fg",
    "done-fg",
];
/// What pages, cards, menus and wells are painted with.
const GROUNDS: [&str; 4] = ["bg-canvas", "bg-surface", "bg-raised", "bg-inset"];
/// Text on a ground of its own.
const OWN: [(&str, &str); 10] = [
    ("fg-on-accent", "accent-bg"),
    ("fg-on-inverse", "bg-inverse"),
    ("success-on-solid", "success-solid"),
    ("warning-on-solid", "warning-solid"),
    ("danger-on-solid", "danger-solid"),
    ("info-on-solid", "info-solid"),
    ("done-on-solid", "done-solid"),
    ("tag-blue-fg", "tag-blue-bg"),
    ("tag-amber-fg", "tag-amber-bg"),
    ("tooltip-fg", "tooltip-bg"),
];
/// Shapes on the ground of a card.
const SHAPES: [&str; 7] = [
    "border-control",
    "focus-ring",
    "success-icon",
    "warning-icon",
    "danger-icon",
    "info-icon",
    "chart-1",
];

/// The pairs that components are made of.
#[must_use]
pub fn pairs() -> Vec<Pair> {
    let texts = TEXTS
        .iter()
        .flat_map(|front| GROUNDS.iter().map(move |back| Pair { front, back, least: 450 }));
    let own = OWN.iter().map(|(front, back)| Pair { front, back, least: 450 });
    let shapes = SHAPES.iter().map(|front| Pair { front, back: "bg-surface", least: 300 });
    texts.chain(own).chain(shapes).collect()
}

/// Measures a pair in the theme of `place`; in hundredths, rounded down.
#[must_use]
pub fn contrast(place: &Element, pair: Pair) -> Option<u32> {
    let front = colour(place, pair.front)?;
    let back = colour(place, pair.back)?;
    Some(ratio(front, back))
}

/// A token's colour where `place` is: the browser resolves what refers to what.
fn colour(place: &Element, token: &str) -> Option<[u8; 3]> {
    use wasm_bindgen::JsCast;
    let probe = document().create_element("i").ok()?.dyn_into::<HtmlElement>().ok()?;
    place.append_child(&probe).ok()?;
    let found = style_of(&probe, token);
    probe.remove();
    read_colour(&found?)
}

fn style_of(probe: &HtmlElement, token: &str) -> Option<String> {
    let value = ["var(--dp-", token, ")"].concat();
    probe.style().set_property("color", &value).ok()?;
    window().get_computed_style(probe).ok().flatten()?.get_property_value("color").ok()
}

/// Reads `rgb(1, 2, 3)`. A colour that one can see through has no contrast of its own.
fn read_colour(text: &str) -> Option<[u8; 3]> {
    let inside = text.strip_prefix("rgb(")?.strip_suffix(')')?;
    let mut parts = inside.split([',', ' ']).filter(|part| !part.is_empty());
    let mut next = || parts.next()?.parse().ok();
    Some([next()?, next()?, next()?])
}

/// Contrast of two colours in hundredths, rounded down (WCAG 2.2, relative luminance).
fn ratio(a: [u8; 3], b: [u8; 3]) -> u32 {
    let (a, b) = (luminance(a), luminance(b));
    let (light, dark) = if a > b { (a, b) } else { (b, a) };
    ((light + 0.05) / (dark + 0.05) * 100.0) as u32
}

fn luminance([red, green, blue]: [u8; 3]) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_contrasts_that_everybody_knows() {
        assert_eq!(ratio([0; 3], [255; 3]), 2100);
        assert_eq!(ratio([255; 3], [255; 3]), 100);
        // The grey at the limit: #767676 on white is 4.54, #777777 is 4.47.
        assert_eq!(ratio([0x76; 3], [255; 3]), 454);
        assert_eq!(ratio([255; 3], [0x77; 3]), 447);
    }

    #[test]
    fn colours_are_read_as_browsers_write_them() {
        assert_eq!(read_colour("rgb(18, 20, 24)"), Some([18, 20, 24]));
        assert_eq!(read_colour("rgb(18 20 24)"), Some([18, 20, 24]));
        assert_eq!(read_colour("rgba(18, 20, 24, 0.5)"), None);
        assert_eq!(read_colour("rgb(18, 20)"), None);
    }

    #[test]
    fn every_token_has_a_group() {
        let title = |name| GROUPS[group_of(name)].0;
        assert_eq!(title("--dp-fg-muted"), "Text");
        assert_eq!(title("--dp-card-border"), "Borders and focus");
        assert_eq!(title("--dp-neutral-25"), "Parts and ramps");
    }
}
