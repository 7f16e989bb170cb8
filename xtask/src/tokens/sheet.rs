//! Writes `style/01-tokens.css` from the design tokens.

use anyhow::Result;

use super::source::{Property, Source};

/// What a setting of the reader's system changes. System colours and zero durations are no
/// design decisions that another tool could read, so they stand here and not in the file.
const REDUCED_MOTION: [(&str, &str); 7] = [
    ("duration-fast", "0.01ms"),
    ("duration-base", "0.01ms"),
    ("duration-moderate", "0.01ms"),
    ("duration-slow", "0.01ms"),
    ("duration-slower", "0.01ms"),
    ("motion-distance", "0px"),
    ("motion-scale-from", "1"),
];

/// Fingers need larger targets (WCAG 2.2, 2.5.5).
const COARSE_POINTER: [(&str, &str); 6] = [
    ("target-min", "44px"),
    ("density-control-xs", "2rem"),
    ("density-control-sm", "2.25rem"),
    ("density-control-md", "2.75rem"),
    ("density-control-lg", "3rem"),
    ("density-row", "3rem"),
];

/// The system colours that stand for ours while the reader's system forces its own.
const FORCED_COLORS: [(&str, &str); 27] = [
    ("bg-canvas", "Canvas"),
    ("bg-surface", "Canvas"),
    ("bg-raised", "Canvas"),
    ("bg-inset", "Canvas"),
    ("bg-muted", "Canvas"),
    ("bg-inverse", "CanvasText"),
    ("fg-on-inverse", "Canvas"),
    ("fg-default", "CanvasText"),
    ("fg-muted", "CanvasText"),
    ("fg-subtle", "CanvasText"),
    ("fg-disabled", "GrayText"),
    ("border-disabled", "GrayText"),
    ("fg-link", "LinkText"),
    ("border-muted", "CanvasText"),
    ("border-default", "CanvasText"),
    ("border-control", "ButtonBorder"),
    ("border-strong", "CanvasText"),
    ("accent-bg", "Highlight"),
    ("fg-on-accent", "HighlightText"),
    ("accent-fg", "LinkText"),
    ("accent-border", "Highlight"),
    ("focus", "Highlight"),
    ("state-selected", "Highlight"),
    ("shadow-1", "none"),
    ("shadow-2", "none"),
    ("shadow-3", "none"),
    ("shadow-4", "none"),
];

/// The focus indicators, put together from tokens.
const FOCUS: [(&str, &str); 2] = [
    ("focus-ring", "var(--dp-focus-width) solid var(--dp-focus)"),
    ("focus-halo", "0 0 0 2px var(--dp-focus-inner), 0 0 0 4px var(--dp-focus)"),
];

const HEAD: &str = "\
/* Made by `cargo xtask tokens` from style/tokens/tokens.json: edit that file, not this one.
 * Tiers: ramps (a hue and a step, never used in components), then functional, then component.
 * A step is a rung of contrast: two steps stand in the same contrast whatever their hues.
 * Themes: [data-theme=light|dark] on <html> or any subtree; [data-contrast=more];
 * [data-density=compact|default|spacious]. */
";

/// The whole style sheet.
///
/// # Errors
/// When the token file lacks something that the sheet needs.
pub fn write(source: &Source) -> Result<String> {
    let light = source.theme("light")?;
    let dark = source.theme("dark")?;
    let light_contrast = changes(&light, source.theme("light-high-contrast")?);
    let dark_contrast = changes(&dark, source.theme("dark-high-contrast")?);
    let mut components = source.components()?;
    components.extend(constants(&FOCUS));

    let mut sheet = Sheet { text: HEAD.to_owned(), depth: 0 };
    sheet.open("@layer tokens");
    sheet.block(":root", &source.base()?);
    sheet.block(":root", &source.foundation()?);
    sheet.block(":root, [data-density=\"default\"]", &source.density("default")?);
    for density in ["compact", "spacious"] {
        sheet.block(&format!("[data-density=\"{density}\"]"), &source.density(density)?);
    }

    sheet.line(":root, [data-theme=\"light\"] { color-scheme: light; }");
    sheet.block(":root, [data-theme=\"light\"]", &light);
    sheet.line("[data-theme=\"dark\"] { color-scheme: dark; }");
    sheet.block("[data-theme=\"dark\"]", &dark);
    sheet.open("@media (prefers-color-scheme: dark)");
    sheet.line(":root:not([data-theme]) { color-scheme: dark; }");
    sheet.block(":root:not([data-theme])", &dark);
    sheet.close();
    sheet.line("/* Declared again where a theme starts, so that a theme inside another holds. */");
    sheet.block(":root, [data-theme]", &components);

    sheet.block("[data-contrast=\"more\"]:not([data-theme=\"dark\"])", &light_contrast);
    sheet.block("[data-contrast=\"more\"][data-theme=\"dark\"]", &dark_contrast);
    sheet.open("@media (prefers-contrast: more)");
    sheet.block(":root:not([data-contrast]):not([data-theme=\"dark\"])", &light_contrast);
    sheet.block(":root:not([data-contrast])[data-theme=\"dark\"]", &dark_contrast);
    sheet.close();
    sheet.open("@media (prefers-contrast: more) and (prefers-color-scheme: dark)");
    sheet.block(":root:not([data-contrast]):not([data-theme])", &dark_contrast);
    sheet.close();

    sheet.open("@media (prefers-reduced-motion: reduce)");
    sheet.block(":root", &constants(&REDUCED_MOTION));
    sheet.close();
    sheet.open("@media (pointer: coarse)");
    sheet.block(":root, [data-density]", &constants(&COARSE_POINTER));
    sheet.close();
    sheet.open("@media (forced-colors: active)");
    sheet.block(":root, [data-theme]", &constants(&FORCED_COLORS));
    sheet.close();
    sheet.close();
    Ok(sheet.text)
}

/// The properties of `variant` that are not the same in `base`.
fn changes(base: &[Property], variant: Vec<Property>) -> Vec<Property> {
    variant.into_iter().filter(|property| !base.contains(property)).collect()
}

fn constants(list: &[(&str, &str)]) -> Vec<Property> {
    list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// The sheet while it grows.
struct Sheet {
    text: String,
    depth: usize,
}

impl Sheet {
    fn line(&mut self, text: &str) {
        self.text.push_str(&"  ".repeat(self.depth));
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn open(&mut self, head: &str) {
        self.line(&format!("{head} {{"));
        self.depth += 1;
    }

    fn close(&mut self) {
        self.depth -= 1;
        self.line("}");
    }

    fn block(&mut self, selector: &str, properties: &[Property]) {
        self.open(selector);
        for (name, value) in properties {
            self.line(&format!("--dp-{name}: {value};"));
        }
        self.close();
    }
}
