//! What the card and the tab have in common: what is asked, what is said when that is not clear,
//! and the findings in a few figures.

use super::model::{Finding, Severity, counts};
use super::sources::{Findings, Source, State};
use super::wanted::{REPORTS, SLUG, SecurityConfig, Slug};
use crate::plugin::loaded::{failed, misconfigured, not_configured, not_in_settings, outdated};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{
    Banner, Cluster, Description, DescriptionLayout, DescriptionList, EmptyKind, EmptyState,
    RelativeTime, Status, Tone,
};

/// What is asked about an entity.
pub struct Asked {
    /// The origin of GitHub's API, and the repository.
    pub github: Option<(String, Slug)>,
    /// The origin of the reports, and the path of the index.
    pub reports: Option<(String, String)>,
    /// Moments that the trend goes back.
    pub moments: usize,
    /// Address of the tab.
    pub here: String,
}

/// Reads what is to be asked.
///
/// # Errors
/// What to show where that is not clear.
pub fn asked(input: &EntityInput) -> Result<Asked, AnyView> {
    let config: SecurityConfig = read_config().map_err(|error| misconfigured(&error))?;
    if config.github.is_none() && config.reports.is_none() {
        return Err(no_sources());
    }
    let said = |key: &str| {
        input.annotation(key).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    let slug = said(SLUG);
    let repository = slug.as_deref().and_then(Slug::parse);
    let reports = said(REPORTS).and_then(|path| Some((config.reports.clone()?, path)));
    let github = repository.and_then(|slug| Some((config.github.clone()?, slug)));
    if github.is_none() && reports.is_none() {
        return Err(match slug {
            Some(slug) if config.github.is_some() => bad_slug(&slug),
            _ if config.reports.is_some() => {
                not_configured("Security", REPORTS, "payments-ledger/index.json")
            }
            _ => not_configured("Security", SLUG, "owner/repository"),
        });
    }
    let here = EntityPath::of(&input.catalog.entry(input.ix).entity_ref()).tab("security");
    let here = use_registry().href(routes::ENTITY, &here).unwrap_or_default();
    Ok(Asked { github, reports, moments: config.snapshots.clamp(1, 60), here })
}

/// Said when the portal knows nobody who has findings.
pub fn no_sources() -> AnyView {
    const SNIPPET: &str = r#""origins": {
  "security-github": { "title": "GitHub", "url": "https://api.github.com", "auth": "session" },
  "security-reports": { "title": "Reports", "url": "https://reports.example.com" }
},
"plugins": [
  { "id": "security", "config": { "github": "security-github", "reports": "security-reports" } }
]
"#;
    not_in_settings(
        "The portal does not know where findings are",
        "Whoever runs the portal adds one of them, or both, to portal.json.",
        "Findings in portal.json",
        SNIPPET,
    )
}

fn bad_slug(annotation: &str) -> AnyView {
    let text = format!(
        "“{annotation}” is not of the form owner/repository. Correct the annotation {SLUG} in the descriptor."
    );
    view! {
        <EmptyState
            kind=EmptyKind::NotConfigured
            title="The repository is not clear">{text}</EmptyState>
    }
    .into_any()
}

/// Said when all is read and nothing is open.
pub fn none_open() -> AnyView {
    view! {
        <EmptyState
            kind=EmptyKind::Done
            title="No open findings">"The scanners that were asked have found nothing that is still open."</EmptyState>
    }
    .into_any()
}

/// The findings in a few figures: how many of each severity, the oldest, how many can be mended.
pub fn figures(all: &[Finding]) -> AnyView {
    let shown = Severity::ALL.into_iter().zip(counts(all)).filter(|(_, count)| *count > 0);
    let shown: Vec<AnyView> = shown
        .map(|(severity, count)| {
            let label = [&*count.to_string(), " ", &severity.word().to_ascii_lowercase()].concat();
            view! { <Status tone=severity.tone() label=label /> }.into_any()
        })
        .collect();
    let oldest = all.iter().filter_map(|one| one.since).min();
    let oldest = match oldest {
        Some(at) => {
            view! { <Description term="Oldest"><RelativeTime time=at /></Description> }.into_any()
        }
        None => view! { <Description term="Oldest" missing="not known" /> }.into_any(),
    };
    let mended = all.iter().filter(|one| !one.fix.is_empty()).count();
    let mended = format!("{mended} of {}", all.len());
    view! {
        <Cluster>{shown}</Cluster>
        <DescriptionList layout=DescriptionLayout::Columns>
            {oldest}
            <Description term="With a fix">{mended}</Description>
        </DescriptionList>
    }
    .into_any()
}

/// What stands of the places with findings beside what they have found: that one failed, is old,
/// or could not be read as a whole.
pub fn troubles(findings: &Findings) -> AnyView {
    let each: Vec<AnyView> = findings.sources.iter().map(|one| trouble(one.clone())).collect();
    let archive = findings.archive;
    let unread = move || {
        let failed = archive.map(|archive| archive.with(|archive| archive.failed.clone()));
        failed.filter(|failed| !failed.is_empty()).map(|failed| unread(&failed))
    };
    view! {
        {each}
        {unread}
    }
    .into_any()
}

fn unread(failed: &[String]) -> AnyView {
    let title = match failed.len() {
        1 => "1 report could not be read".to_owned(),
        many => format!("{many} reports could not be read"),
    };
    let text = failed.join("; ");
    view! {
        <div class="u-inset"><Banner tone=Tone::Warning title=title>{text}</Banner></div>
    }
    .into_any()
}

fn trouble(source: Source) -> AnyView {
    (move || match source.state.get() {
        State::Failed(error) => failed(source.title, &error, source.retry),
        _ => {
            let stale =
                move || source.stale.get().map(|(error, at)| outdated(&error, at, source.retry));
            stale.into_any()
        }
    })
    .into_any()
}
