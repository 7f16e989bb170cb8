//! What the card and the tab have in common: what is asked, and what is said when that is not clear.

use super::environments::Behind;
use super::model::{Application, Reason, State};
use super::revision::{commit_page, short};
use super::wanted::{DeploysConfig, InstanceConfig, Wanted};
use crate::net::LoadState;
use crate::plugin::loaded::{misconfigured, not_in_settings};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{
    Banner, EmptyKind, EmptyState, ExternalLink, RelativeTime, SafeUrl, Status, Tone, Truncate,
};
use serde_json::Value;
use std::sync::Arc;

/// What is asked about an entity.
pub struct Asked {
    /// What its annotations say.
    pub wanted: Wanted,
    /// Who is asked.
    pub instances: Vec<InstanceConfig>,
    /// The configuration.
    pub config: Arc<DeploysConfig>,
    /// Address of the tab.
    pub here: String,
}

/// Reads what is to be asked.
///
/// # Errors
/// What to show where that is not clear.
pub fn asked(input: &EntityInput) -> Result<Asked, AnyView> {
    let config: DeploysConfig = read_config().map_err(|error| misconfigured(&error))?;
    if config.instances.is_empty() {
        return Err(no_instances());
    }
    let wanted = Wanted::read(|key| input.annotation(key));
    let all = config.instances.iter();
    let instances: Vec<InstanceConfig> =
        all.filter(|one| wanted.is_in(&one.name)).cloned().collect();
    if instances.is_empty() {
        return Err(unknown_instance(&wanted, &config));
    }
    let here = EntityPath::of(&input.catalog.entry(input.ix).entity_ref()).tab("deploys");
    let here = use_registry().href(routes::ENTITY, &here).unwrap_or_default();
    Ok(Asked { wanted, instances, config: Arc::new(config), here })
}

/// Said when the portal knows no Argo CD.
pub fn no_instances() -> AnyView {
    const SNIPPET: &str = r#""origins": {
  "argocd-main": { "title": "Argo CD", "url": "https://argocd.example.com", "auth": "session" }
},
"plugins": [
  { "id": "deploys", "config": { "instances": [{ "name": "main", "origin": "argocd-main" }] } }
]
"#;
    not_in_settings(
        "No Argo CD is known to the portal",
        "Whoever runs the portal adds it to portal.json.",
        "Argo CD in portal.json",
        SNIPPET,
    )
}

fn unknown_instance(wanted: &Wanted, config: &DeploysConfig) -> AnyView {
    let known: Vec<&str> = config.instances.iter().map(|one| one.name.as_str()).collect();
    let text = format!(
        "The annotation argocd/instance-name says “{}”. The portal knows {}.",
        wanted.instances.join(", "),
        known.join(", ")
    );
    view! {
        <EmptyState
            kind=EmptyKind::NotConfigured
            title="The portal does not know this Argo CD">{text}</EmptyState>
    }
    .into_any()
}

/// Said when an instance has nothing of the service.
pub fn nothing_here(wanted: &Wanted) -> AnyView {
    let text = format!("There is no application{}, or you may not see it.", wanted.words());
    view! { <EmptyState kind=EmptyKind::FirstUse title="Nothing is deployed from here">{text}</EmptyState> }
        .into_any()
}

/// What could not be read, above what could.
pub fn not_read(broken: &[String]) -> AnyView {
    if broken.is_empty() {
        return ().into_any();
    }
    let title = match broken.len() {
        1 => "1 application could not be read".to_owned(),
        many => format!("{many} applications could not be read"),
    };
    let text = broken.join("; ");
    view! { <Banner tone=Tone::Warning title=title>{text}</Banner> }.into_any()
}

/// A state: a shape and a word.
pub fn status(state: State) -> AnyView {
    view! { <Status tone=state.tone label=state.word /> }.into_any()
}

/// Words in a cell: cut at its end, a dash for none.
pub fn cut(words: &str) -> AnyView {
    match words.is_empty() {
        true => "—".into_any(),
        false => view! { <Truncate text=words.to_owned() /> }.into_any(),
    }
}

/// Why something is not well.
pub fn reason(reason: &Reason) -> AnyView {
    let (title, text) = (reason.title.clone(), reason.text.clone());
    view! { <Banner tone=reason.tone title=title>{text}</Banner> }.into_any()
}

/// How far behind: `2 revisions behind since 3 days ago`. Below a header that says “Behind”,
/// `between` is only ` since `.
pub fn behind(behind: Behind, between: &'static str) -> AnyView {
    match behind {
        Behind::Alone => "—".into_any(),
        Behind::Never => "Never deployed".into_any(),
        Behind::Newest => "Up to date".into_any(),
        Behind::By { revisions, since } => {
            let word = if revisions == 1 { "revision" } else { "revisions" };
            let words = [&*revisions.to_string(), " ", word, between].concat();
            view! {
                {words}
                <RelativeTime time=since />
            }
            .into_any()
        }
    }
}

/// A revision, as a link to its commit where that is known.
pub fn revision(application: &Application, revision: &str) -> AnyView {
    let words = short(revision).to_owned();
    let page = commit_page(&application.source, revision);
    match page.as_deref().and_then(SafeUrl::parse) {
        Some(url) => view! { <ExternalLink url=url>{words}</ExternalLink> }.into_any(),
        None => words.into_any(),
    }
}

/// What a revision is about, as soon as Argo CD has said it: `Keep carts for a day (Mira Okafor)`.
pub fn about(application: &Application, revision: &str) -> AnyView {
    // A chart has no commits, and Argo CD would answer with an error.
    if application.source.is_chart || revision.is_empty() {
        return ().into_any();
    }
    let (which, revision) = (application.which.clone(), revision.to_owned());
    let load = use_load(move || which.revision(&revision));
    let words = move || {
        load.state.with(|state| match state {
            LoadState::Ready { value, .. } => told(value),
            _ => String::new(),
        })
    };
    words.into_any()
}

/// Message and author of a revision: the first line, and the name without the address.
#[must_use]
pub fn told(metadata: &Value) -> String {
    let field = |name: &str| metadata.get(name).and_then(Value::as_str).unwrap_or_default();
    let message = field("message").lines().next().unwrap_or_default().trim();
    let author = field("author").split('<').next().unwrap_or_default().trim();
    match (message.is_empty(), author.is_empty()) {
        (_, true) => message.to_owned(),
        (true, false) => author.to_owned(),
        (false, false) => [message, " (", author, ")"].concat(),
    }
}

/// `3 of 4 applications are well`.
#[must_use]
pub fn count_words(all: &[Application]) -> String {
    let well = all.iter().filter(|one| one.whole.tone == Tone::Success).count();
    match all.len() {
        0 => "No applications".to_owned(),
        1 if well == 1 => "1 application, which is well".to_owned(),
        1 => "1 application, which is not well".to_owned(),
        count => format!("{well} of {count} applications are well"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::api::recorded;
    use super::*;
    use serde_json::json;

    #[test]
    fn a_revision_is_told_in_one_line() {
        let recorded: Value = serde_json::from_str(recorded::REVISION).unwrap();
        assert_eq!(told(&recorded), "Release checkout 1.5.0 (Jo Doe)");
        assert_eq!(told(&json!({"message": "a\n\nb"})), "a");
        assert_eq!(told(&json!({"author": "Jo <j@x>", "message": null})), "Jo");
        assert_eq!(told(&json!([])), "");
    }
}
