//! Every setting in force, with who decided about it: a default, `portal.json`, or this browser.

use super::masked::shown;
use crate::config::{Config, ValueFrom};
use crate::plugin::list_state::{ListState, matches};
use crate::plugin::prelude::*;
use crate::plugin::preset;
use crate::shell::appearance::Preferences;
use crate::shell::prefs::Prefs;
use leptos::prelude::*;
use portico_components::{
    Badge, Button, Card, Choice, Cluster, CodeBlock, CodeLanguage, Gap, ItemRow, List,
    SegmentedControl, Stack, Tone, Variant, save,
};
use std::sync::Arc;

/// Key of the origin that is asked for.
const FROM: &str = "from";

/// A setting with its origin.
struct Row {
    path: String,
    value: String,
    from: Origin,
}

/// Who decided.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Origin {
    Default,
    File,
    Browser,
}

impl Origin {
    const ALL: [Self; 3] = [Self::Default, Self::File, Self::Browser];

    const fn key(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::File => "portal.json",
            Self::Browser => "browser",
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Browser => "this browser",
            other => other.key(),
        }
    }

    /// As a choice among the others.
    const fn choice(self) -> &'static str {
        match self {
            Self::Default => "Defaults",
            Self::File => "portal.json",
            Self::Browser => "This browser",
        }
    }

    const fn tone(self) -> Tone {
        match self {
            Self::Default => Tone::Neutral,
            Self::File => Tone::Info,
            Self::Browser => Tone::Accent,
        }
    }
}

/// Draws it.
pub fn draw() -> AnyView {
    let config = use_context::<Arc<Config>>().unwrap_or_default();
    let preferences = use_context::<Preferences>().map(Preferences::now).unwrap_or_default();
    let rows: Arc<[Row]> = rows(&config, &preferences).into();
    let state = ListState::start();
    let text = state.text();
    let list = {
        let rows = rows.clone();
        move || {
            let (text, from) = (text.get(), state.get(FROM));
            let items: Vec<AnyView> = rows
                .iter()
                .filter(|row| from.is_empty() || row.from.key() == from)
                .filter(|row| matches(&text, [row.path.as_str(), row.value.as_str()]))
                .map(item)
                .collect();
            match items.is_empty() {
                true => state.nothing_left("No settings match", "Fewer filters may find some."),
                false => view! { <List items=items label="Settings" /> }.into_any(),
            }
        }
    };
    let mut choices = vec![Choice::new("", "All")];
    choices.extend(Origin::ALL.into_iter().map(|from| Choice::new(from.key(), from.choice())));
    let asked = Signal::derive(move || state.get(FROM));
    let save_all = {
        let rows = rows.clone();
        Callback::new(move |_| save("settings.txt", "text/plain", &written(&rows)))
    };
    let actions = move || {
        view! { <Button variant=Variant::Outline on_click=save_all>"Save as text"</Button> }
            .into_any()
    };
    view! {
        <Stack gap=Gap::Lg>
            <p>
                "What is in force now. Secrets are masked: keys of pseudonyms, names of headers, tokens in addresses. portal.json itself can be read by everybody who can open the portal, and holds none."
            </p>
            <Cluster>
                {state.search("Filter settings").run()}
                <SegmentedControl
                    label="Who decided"
                    choices=choices
                    value=asked
                    on_change=Callback::new(move |from: String| state.set(FROM, &[from], true))
                />
            </Cluster>
            <Card title="Settings in force" actions=ViewFn::from(actions) flush=true>
                {list}
            </Card>
        </Stack>
    }
    .into_any()
}

fn rows(config: &Config, preferences: &Prefs) -> Vec<Row> {
    let mut rows: Vec<Row> = config
        .values
        .iter()
        .map(|value| Row {
            path: value.path.clone(),
            value: shown(&value.path, &value.value),
            from: match value.from {
                ValueFrom::Default => Origin::Default,
                ValueFrom::File => Origin::File,
            },
        })
        .collect();
    rows.sort_by(|one, other| one.path.cmp(&other.path));
    rows.extend(of_browser(preferences));
    rows
}

/// What this browser decided itself, and what it left as it is.
fn of_browser(preferences: &Prefs) -> Vec<Row> {
    let own = serde_json::to_value(preferences).unwrap_or_default();
    let plain = serde_json::to_value(Prefs::default()).unwrap_or_default();
    // Stars and visits are no settings, and nobody's business on a shared screen.
    let names = ["theme", "contrast", "density", "rail", "shortcuts"];
    let mut rows: Vec<Row> = names
        .into_iter()
        .filter_map(|name| {
            let value = own.get(name)?;
            let is_default = plain.get(name) == Some(value);
            let from = if is_default { Origin::Default } else { Origin::Browser };
            let path = format!("(browser) {name}");
            Some(Row { value: shown(name, &value.to_string()), path, from })
        })
        .collect();
    if let Some(preset) = preset::tried() {
        let (path, value) = ("(browser) preset".to_owned(), preset.id.to_owned());
        rows.push(Row { path, value, from: Origin::Browser });
    }
    rows
}

fn item(row: &Row) -> AnyView {
    let (path, value, from) = (row.path.clone(), row.value.clone(), row.from);
    let side =
        ViewFn::from(move || view! { <Badge tone=from.tone() label=from.word() /> }.into_any());
    if value.contains('\n') {
        let label = path.clone();
        return view! {
            <ItemRow title=path side=side />
            <div class="u-inset">
                <CodeBlock code=value label=label language=CodeLanguage::Plain />
            </div>
        }
        .into_any();
    }
    let detail = ViewFn::from(move || view! { <code>{value.clone()}</code> }.into_any());
    view! { <ItemRow title=path detail=detail side=side /> }.into_any()
}

/// All rows as a text for a ticket.
fn written(rows: &[Row]) -> String {
    let line = |row: &Row| format!("{} = {} ({})\n", row.path, row.value, row.from.word());
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::prefs::Theme;

    #[test]
    fn every_setting_has_an_origin_and_no_secret() {
        let config = Config::parse(
            r#"{"title": "Halyard", "plugins": [{"id": "insights", "config": {"analytics": {"identityKey": "a key"}}}]}"#,
        )
        .unwrap();
        let preferences = Prefs { theme: Theme::Dark, ..Prefs::default() };
        let rows = rows(&config, &preferences);
        let from = |path: &str| rows.iter().find(|row| row.path == path).map(|row| row.from.key());
        assert_eq!(from("title"), Some("portal.json"));
        assert_eq!(from("net.timeScale"), Some("default"));
        assert_eq!(from("(browser) theme"), Some("browser"));
        assert_eq!(from("(browser) density"), Some("default"));
        let text = written(&rows);
        assert!(!text.contains("a key") && text.contains("identityKey"), "{text}");
        assert!(text.contains("title = Halyard (portal.json)\n"), "{text}");
    }
}
