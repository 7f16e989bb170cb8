//! What the card, the tab and the home page have in common: what is asked, what is said when that
//! is not clear, how a run is drawn.

use super::model::Run;
use super::settings::{CiConfig, Kind};
use super::source::{Source, Unclear, sources};
use super::words::State;
use crate::net::BrokenItem;
use crate::plugin::loaded::{misconfigured, not_configured};
use crate::plugin::prelude::*;
use crate::plugin::query::{Pairs, written};
use leptos::prelude::*;
use portico_components::{
    Banner, CodeBlock, CodeLanguage, EmptyKind, EmptyState, Status, Tone, Truncate,
};
use std::sync::Arc;

/// Keys of the query: the run that is open, the log that is open, whose runs.
pub const RUN: &str = "run";
/// See [`RUN`].
pub const LOG: &str = "log";
/// See [`RUN`].
pub const SOURCE: &str = "ci";

/// What is asked about an entity.
pub struct Asked {
    /// Its projects in CI systems; at least one.
    pub sources: Vec<Arc<Source>>,
    /// What is wrong with its other annotations.
    pub unclear: Vec<Unclear>,
    /// Runs that are asked for.
    pub count: u32,
    /// Address of the tab.
    pub here: String,
}

/// Reads what is to be asked.
///
/// # Errors
/// What to show where that is not clear.
pub fn asked(input: &EntityInput) -> Result<Asked, AnyView> {
    let config: CiConfig = read_config().map_err(|error| misconfigured(&error))?;
    let (sources, unclear) = sources(&config, |key| input.annotation(key));
    if sources.is_empty() {
        let missing = || not_configured("Builds", super::GITHUB, super::EXAMPLE);
        return Err(unclear.first().map_or_else(missing, said));
    }
    let entry = input.catalog.entry(input.ix);
    let here = EntityPath::of(&entry.entity_ref()).tab("builds");
    let here = use_registry().href(routes::ENTITY, &here).unwrap_or_default();
    let sources = sources.into_iter().map(Arc::new).collect();
    Ok(Asked { sources, unclear, count: config.per_page.clamp(1, 100), here })
}

/// The address of a run, or of a log of it, with what else the address of the tab says.
#[must_use]
pub fn place(here: &str, pairs: &[(String, String)], run: &str, log: &str) -> String {
    let others = pairs.iter().filter(|(key, _)| key != RUN && key != LOG);
    let mut pairs: Pairs = others.cloned().collect();
    for (key, value) in [(RUN, run), (LOG, log)] {
        if !value.is_empty() {
            pairs.push((key.to_owned(), value.to_owned()));
        }
    }
    [here, &written(&pairs)].concat()
}

/// The address of a run from elsewhere: of the only source of an entity, or of one of them.
#[must_use]
pub fn run_href(here: &str, source: &Source, is_only: bool, run: &str) -> String {
    let pairs: Pairs = match is_only {
        true => Vec::new(),
        false => vec![(SOURCE.to_owned(), source.key().to_owned())],
    };
    place(here, &pairs, run, "")
}

/// Said when an annotation leads nowhere.
pub fn said(unclear: &Unclear) -> AnyView {
    match unclear {
        Unclear::Project { kind, said } => bad_project(*kind, said),
        Unclear::Server { kind, said } => no_server(*kind, said),
    }
}

/// Said when the annotation does not name a project.
pub fn bad_project(kind: Kind, said: &str) -> AnyView {
    let message = format!(
        "“{said}” is not of the form {}. Correct the annotation {} in the descriptor.",
        kind.form(),
        kind.key()
    );
    let title = match kind {
        Kind::Github => "The repository is not clear",
        _ => "The project is not clear",
    };
    view! { <EmptyState kind=EmptyKind::NotConfigured title=title>{message}</EmptyState> }
        .into_any()
}

/// Said when `portal.json` does not name the CI system of an annotation.
pub fn no_server(kind: Kind, said: &str) -> AnyView {
    let (name, path) = match kind {
        Kind::Github => ("github", "https://api.github.com"),
        Kind::Gitlab => ("gitlab", "https://gitlab.example.com/api/v4"),
        Kind::Jenkins => ("jenkins", "https://jenkins.example.com"),
        Kind::Buildbot => ("buildbot", "https://buildbot.example.com/api/v2"),
    };
    let snippet = format!(
        r#""origins": {{
  "ci-{name}": {{ "title": "{}", "url": "{path}" }}
}},
"plugins": [
  {{ "id": "ci", "config": {{ "servers": [{{ "kind": "{name}", "origin": "ci-{name}" }}] }} }}
]
"#,
        kind.title()
    );
    let title = match said {
        "" => format!("No {} is known to the portal", kind.title()),
        said => format!("The portal knows no {} called “{said}”", kind.title()),
    };
    let label = format!("{} in portal.json", kind.title());
    view! {
        <EmptyState
            kind=EmptyKind::NotConfigured
            title=title
            snippet=ViewFn::from(move || {
                view! {
                    <CodeBlock
                        code=snippet.clone()
                        label=label.clone()
                        language=CodeLanguage::Plain
                    />
                }
                    .into_any()
            })
        >
            "Whoever runs the portal adds it to portal.json."
        </EmptyState>
    }
    .into_any()
}

/// Said when there are no builds.
pub fn none_yet(kind: Kind) -> AnyView {
    let text = match kind {
        // Buildbot says the same of a builder that it does not know.
        Kind::Buildbot => "Or there is no builder of the name that the annotation says.",
        _ => "The first push to the repository starts one.",
    };
    view! { <EmptyState kind=EmptyKind::FirstUse title="No builds yet">{text}</EmptyState> }
        .into_any()
}

/// Said for what could not be read; the others are shown.
pub fn not_read(one: &str, broken: &[BrokenItem]) -> AnyView {
    if broken.is_empty() {
        return ().into_any();
    }
    let title = match broken.len() {
        1 => format!("1 {one} could not be read"),
        many => format!("{many} {one}s could not be read"),
    };
    let text = broken
        .iter()
        .take(5)
        .map(|item| format!("{}: {}", item.path, item.message))
        .collect::<Vec<_>>()
        .join("; ");
    view! {
        <div class="u-inset"><Banner tone=Tone::Warning title=title>{text}</Banner></div>
    }
    .into_any()
}

/// How something stands: a shape and a word.
pub fn status(state: State) -> AnyView {
    view! { <Status tone=state.tone() label=state.word() icon=state.icon() /> }.into_any()
}

/// What a run is about, in one line.
#[must_use]
pub fn title(run: &Run) -> String {
    match run.title.is_empty() {
        true => ["Build ", &number(run)].concat(),
        false => run.title.clone(),
    }
}

/// `#4170`.
#[must_use]
pub fn number(run: &Run) -> String {
    ["#", &run.number.to_string()].concat()
}

/// Words in a cell: cut at its end, a dash for none.
pub fn cut(words: &str) -> AnyView {
    match words.is_empty() {
        true => "—".into_any(),
        false => view! { <Truncate text=words.to_owned() /> }.into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plugin::query::read;

    #[test]
    fn an_address_keeps_the_filters() {
        let pairs = read("branch=main&run=1&log=2");
        assert_eq!(place("/x/builds", &pairs, "7", ""), "/x/builds?branch=main&run=7");
        assert_eq!(
            place("/x/builds", &pairs, "main/7", "console"),
            "/x/builds?branch=main&run=main%2F7&log=console"
        );
        assert_eq!(place("/x/builds", &pairs, "", ""), "/x/builds?branch=main");
    }
}
