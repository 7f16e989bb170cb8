//! Reads the design tokens (Design Tokens format 2025.10) and says each value in CSS.
//!
//! Format: <https://www.designtokens.org/tr/2025.10/format/>. What is used of it here: groups
//! with an inherited `$type`, aliases `{group.token}`, and the types color, dimension,
//! fontFamily, fontWeight, number, duration, cubicBezier, shadow and typography.

use anyhow::{Context, Result, bail};

use super::json::Json;

/// Where a group of the token file ends up among the custom properties.
struct Section {
    /// Path of the group in the file.
    path: &'static str,
    /// What the names of its custom properties start with, after the prefix of the project.
    name: &'static str,
}

/// The groups that do not depend on a theme or a density, in the order of the style sheet.
/// A group inside another one is named before it.
const FOUNDATION: [Section; 17] = [
    Section { path: "base.color", name: "" },
    Section { path: "space", name: "space" },
    Section { path: "radius", name: "radius" },
    Section { path: "borderWidth", name: "border-width" },
    Section { path: "font.family", name: "font" },
    Section { path: "font.size", name: "font-size" },
    Section { path: "font.weight", name: "font-weight" },
    Section { path: "text", name: "text" },
    Section { path: "icon", name: "icon" },
    Section { path: "avatar", name: "avatar" },
    Section { path: "target", name: "target" },
    Section { path: "focus", name: "focus" },
    Section { path: "motion.duration", name: "duration" },
    Section { path: "motion.easing", name: "ease" },
    Section { path: "motion", name: "motion" },
    Section { path: "zIndex", name: "z" },
    Section { path: "layout", name: "layout" },
];

/// Groups that have no custom property: media queries cannot read one.
const WITHOUT_CSS: [&str; 1] = ["breakpoint"];

/// A custom property: its name without `--dp-`, and its value.
pub type Property = (String, String);

/// The token file, read and understood.
pub struct Source {
    root: Json,
}

impl Source {
    /// Reads a token file.
    ///
    /// # Errors
    /// When it is not JSON, or has a top-level group that no part of the style sheet shows.
    pub fn parse(text: &str) -> Result<Self> {
        let root: Json = serde_json::from_str(text).context("the token file is not JSON")?;
        let known = FOUNDATION
            .iter()
            .filter_map(|section| section.path.split('.').next())
            .chain(WITHOUT_CSS)
            .chain(["density", "theme"]);
        let known: Vec<&str> = known.collect();
        for (group, _) in groups(&root) {
            if !known.contains(&group) {
                bail!("the group `{group}` is in the token file, but nothing writes it to the CSS");
            }
        }
        Ok(Self { root })
    }

    /// The colours of the ramps. Components never use them directly.
    pub fn base(&self) -> Result<Vec<Property>> {
        self.section(FOUNDATION.iter().take(1))
    }

    /// Everything else that is the same in every theme and density.
    pub fn foundation(&self) -> Result<Vec<Property>> {
        self.section(FOUNDATION.iter().skip(1))
    }

    /// The sizes of one density.
    pub fn density(&self, name: &str) -> Result<Vec<Property>> {
        self.walk(&["density", name], "density", &[])
    }

    /// The colours and shadows of one theme.
    pub fn theme(&self, name: &str) -> Result<Vec<Property>> {
        let mut properties = self.walk(&["theme", name, "color"], "", &[])?;
        properties.extend(self.walk(&["theme", name, "shadow"], "shadow", &[])?);
        Ok(properties)
    }

    /// The component tokens: each names a colour of the theme it stands in, so they are the
    /// same for all themes.
    pub fn components(&self) -> Result<Vec<Property>> {
        let mut found: Option<Vec<Property>> = None;
        for (theme, _) in groups(self.root.get("theme").context("no group `theme`")?) {
            let properties = self.walk(&["theme", theme, "component"], "", &[])?;
            if found.as_ref().is_some_and(|first| *first != properties) {
                bail!("the component tokens of the theme `{theme}` differ from those before it");
            }
            found = Some(properties);
        }
        found.context("no theme in the token file")
    }

    /// The colour of one token of a theme as `#rrggbb`, for places that cannot use a property.
    pub fn hex(&self, theme: &str, token: &str) -> Result<String> {
        let mut value = self.value(&["theme", theme, "color", token])?;
        while let Some(alias) = value.text() {
            value = self.value(&alias_path(alias)?)?;
        }
        Ok(value.get("hex").and_then(Json::text).context("the colour has no hex value")?.to_owned())
    }

    fn section<'s>(&self, sections: impl Iterator<Item = &'s Section>) -> Result<Vec<Property>> {
        let mut properties = Vec::new();
        for section in sections {
            let path: Vec<&str> = section.path.split('.').collect();
            let apart: Vec<&str> = FOUNDATION
                .iter()
                .filter_map(|other| other.path.strip_prefix(section.path)?.strip_prefix('.'))
                .collect();
            properties.extend(self.walk(&path, section.name, &apart)?);
        }
        Ok(properties)
    }

    /// All tokens under `path`, except those in the groups named in `apart`.
    fn walk(&self, path: &[&str], name: &str, apart: &[&str]) -> Result<Vec<Property>> {
        let place = path.join(".");
        let group = self.root.at(path.iter().copied());
        let group = group.with_context(|| format!("no group `{place}` in the token file"))?;
        let inherited = (1..=path.len())
            .rev()
            .filter_map(|depth| self.root.at(path.iter().take(depth).copied()))
            .find_map(|group| group.get("$type"))
            .and_then(Json::text);
        let mut properties = Vec::new();
        for (key, node) in groups(group).filter(|(key, _)| !apart.contains(key)) {
            let name = join(name, key);
            let mut inner = path.to_vec();
            inner.push(key);
            let Some(value) = node.get("$value") else {
                properties.extend(self.walk(&inner, &name, &[])?);
                continue;
            };
            let kind = node.get("$type").and_then(Json::text).or(inherited);
            let kind = kind.with_context(|| format!("`{place}.{key}` has no $type"))?;
            let css = self.css(kind, value).with_context(|| format!("in `{place}.{key}`"))?;
            if kind == "typography" {
                properties.push((name.clone(), css));
                properties.push((format!("{name}-tracking"), tracking(value)?));
            } else {
                properties.push((name, css));
            }
        }
        Ok(properties)
    }

    fn value(&self, path: &[&str]) -> Result<&Json> {
        let token = self.root.at(path.iter().copied()).and_then(|token| token.get("$value"));
        token.with_context(|| format!("no token `{}`", path.join(".")))
    }

    /// `var(--dp-…)` for an alias. The token it names has to exist.
    fn reference(&self, alias: &str) -> Result<String> {
        let path = alias_path(alias)?;
        self.value(&path)?;
        if let ["theme", _, "color" | "component", name] = path.as_slice() {
            return Ok(property(name));
        }
        let place = path.join(".");
        // The longest path wins: `motion.duration` stands before `motion`.
        let section = FOUNDATION.iter().find(|section| {
            place.strip_prefix(section.path).is_some_and(|rest| rest.starts_with('.'))
        });
        let section = section.with_context(|| format!("{alias} has no custom property"))?;
        let rest = path.iter().skip(section.path.split('.').count());
        Ok(property(&rest.fold(section.name.to_owned(), |name, key| join(&name, key))))
    }

    fn css(&self, kind: &str, value: &Json) -> Result<String> {
        if let Some(alias) = value.text().filter(|text| text.starts_with('{')) {
            return self.reference(alias);
        }
        Ok(match kind {
            "color" => color(value)?,
            "dimension" | "duration" => measure(value)?,
            "number" | "fontWeight" => number(value.number().context("not a number")?),
            "fontFamily" => value
                .items()
                .iter()
                .filter_map(Json::text)
                .map(|family| match family.contains(' ') {
                    true => format!("\"{family}\""),
                    false => family.to_owned(),
                })
                .collect::<Vec<_>>()
                .join(", "),
            "cubicBezier" => format!("cubic-bezier({})", numbers(value)?.join(", ")),
            "shadow" => value.items().iter().map(shadow).collect::<Result<Vec<_>>>()?.join(", "),
            "typography" => self.typography(value)?,
            other => bail!("the type `{other}` is not known here"),
        })
    }

    fn typography(&self, value: &Json) -> Result<String> {
        let weight = value.get("fontWeight").and_then(Json::number).context("no fontWeight")?;
        let size = size(value)?;
        let ratio = value.get("lineHeight").and_then(Json::number).context("no lineHeight")?;
        // The ratio is rounded in the file; the line is a whole number of pixels (1rem = 16px).
        let line = (ratio * size * 16.0).round() / 16.0;
        let family = value.get("fontFamily").and_then(Json::text).context("no fontFamily")?;
        let family = self.reference(family)?;
        Ok(format!("{} {}rem/{}rem {family}", number(weight), number(size), number(line)))
    }
}

/// The members of a group that are groups or tokens (`$type` and its like are not).
fn groups(group: &Json) -> impl Iterator<Item = (&str, &Json)> {
    let members = group.members().iter().filter(|(key, _)| !key.starts_with('$'));
    members.map(|(key, value)| (key.as_str(), value))
}

/// The path in an alias: `{radius.md}` is `radius`, `md`.
pub fn alias_path(alias: &str) -> Result<Vec<&str>> {
    let inner = alias.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    Ok(inner.with_context(|| format!("`{alias}` is not an alias"))?.split('.').collect())
}

fn join(name: &str, key: &str) -> String {
    if name.is_empty() { key.to_owned() } else { format!("{name}-{key}") }
}

fn property(name: &str) -> String {
    format!("var(--dp-{name})")
}

/// A number as short as it can be said, four digits after the point.
fn number(value: f64) -> String {
    ((value * 10_000.0).round() / 10_000.0).to_string()
}

fn numbers(list: &Json) -> Result<Vec<String>> {
    list.items()
        .iter()
        .map(|item| item.number().map(number).context("a list with something else than numbers"))
        .collect()
}

/// `{"value": 8, "unit": "px"}`. A length of nothing needs no unit, a time does.
fn measure(value: &Json) -> Result<String> {
    let amount = value.get("value").and_then(Json::number).context("no value")?;
    let unit = value.get("unit").and_then(Json::text).context("no unit")?;
    Ok(match (amount == 0.0, unit) {
        (true, "px" | "rem") => "0".to_owned(),
        (_, "px" | "rem" | "ms" | "s") => format!("{}{unit}", number(amount)),
        _ => bail!("the unit `{unit}` is not one of px, rem, ms and s"),
    })
}

fn color(value: &Json) -> Result<String> {
    let hex = value.get("hex").and_then(Json::text).context("no hex value")?;
    let [red, green, blue] = channels(hex)?;
    Ok(match value.get("alpha").and_then(Json::number) {
        Some(alpha) if alpha < 1.0 => format!("rgb({red} {green} {blue} / {})", number(alpha)),
        _ => hex.to_owned(),
    })
}

/// `#rrggbb` as three numbers from 0 to 255.
pub fn channels(hex: &str) -> Result<[u8; 3]> {
    let digits = hex.strip_prefix('#').filter(|digits| digits.len() == 6);
    let digits = digits.with_context(|| format!("`{hex}` is not #rrggbb"))?;
    let all = u32::from_str_radix(digits, 16).with_context(|| format!("`{hex}`"))?;
    let [_, red, green, blue] = all.to_be_bytes();
    Ok([red, green, blue])
}

fn shadow(layer: &Json) -> Result<String> {
    let part = |key: &str| -> Result<String> {
        let value = layer.get(key).with_context(|| format!("no {key}"))?;
        measure(value)
    };
    let paint = color(layer.get("color").context("no color")?)?;
    let (x, y) = (part("offsetX")?, part("offsetY")?);
    Ok(format!("{x} {y} {} {} {paint}", part("blur")?, part("spread")?))
}

fn size(typography: &Json) -> Result<f64> {
    let size = typography.get("fontSize").context("no fontSize")?;
    if size.get("unit").and_then(Json::text) != Some("rem") {
        bail!("fontSize is not in rem");
    }
    size.get("value").and_then(Json::number).context("no value")
}

/// The format knows letter spacing in pixels only; CSS wants it to follow the size.
fn tracking(typography: &Json) -> Result<String> {
    let spacing = typography.at(["letterSpacing", "value"]).and_then(Json::number);
    let em = spacing.context("no letterSpacing")? / (size(typography)? * 16.0);
    let em = number((em * 1000.0).round() / 1000.0);
    Ok(if em == "0" || em == "-0" { "normal".to_owned() } else { format!("{em}em") })
}
