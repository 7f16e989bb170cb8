//! One plugin, with everything that is known of it.

use super::super::config::InsightsConfig;
use super::directory::{Rating, Screenshot};
use super::offer::{Offer, Place};
use super::{callees, keeper, owner, people, standing};
use crate::net::Get;
use crate::plugin::built::kilobytes;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_catalog::catalog::Catalog;
use portico_components::{
    Card, CodeBlock, CodeLanguage, Description, DescriptionList, EmptyKind, EmptyState,
    ExternalLink, Gap, Level, Link, SafeUrl, Sparkline, Stack, Status, Tone,
};
use stylers_macro::style_sheet;

/// Endings of pictures that a browser draws without running anything.
const PICTURES: [&str; 7] = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"];
/// So many pictures are shown.
const MOST: usize = 6;

/// Draws it.
pub fn draw(
    registry: &Registry,
    catalog: Option<&Catalog>,
    config: &InsightsConfig,
    offer: Offer,
) -> AnyView {
    let back = registry.href(super::super::PLUGINS, &()).unwrap_or_default();
    let does = match offer.summary.as_str() {
        "" => "Nobody has written down what it does: the directory of plugins has no entry for it."
            .to_owned(),
        text => text.to_owned(),
    };
    let pictures = pictures(config, &offer.more.screenshots);
    let page = registry
        .pages()
        .find(|(by, page)| by.plugin.id() == offer.id && !page.listed().is_empty())
        .map(|(_, page)| registry.url(page.address()));
    let page = page.map(|href| view! { <Link href=href>{format!("Open {}", offer.name)}</Link> });
    let (facts, used, adding) = (facts(registry, catalog, &offer), use_of(&offer), adding(&offer));
    view! {
        <Stack gap=Gap::Lg>
            <Link href=back>"All plugins"</Link>
            <Card title="What it does">
                <Stack>
                    <p>{does}</p>
                    {page}
                    {pictures}
                </Stack>
            </Card>
            {facts}
            {used}
            {adding}
        </Stack>
    }
    .into_any()
}

/// Said where no plugin has this id.
pub fn missing(registry: &Registry, id: &str) -> AnyView {
    let back = registry.href(super::super::PLUGINS, &()).unwrap_or_default();
    let id = id.to_owned();
    view! {
        <EmptyState
            kind=EmptyKind::NoMatch
            level=Level::H2
            title="There is no such plugin"
            actions=ViewFn::from(move || {
                view! { <Link href=back.clone()>"All plugins"</Link> }.into_any()
            })
        >
            "Neither this build nor the directory has a plugin “" {id} "”."
        </EmptyState>
    }
    .into_any()
}

fn facts(registry: &Registry, catalog: Option<&Catalog>, offer: &Offer) -> AnyView {
    let keeper = match keeper(registry, catalog, &offer.keeper) {
        Some(keeper) => owner(keeper),
        None => "nobody".into_any(),
    };
    let size = match offer.size {
        Some(size) => format!("{}, loaded when somebody opens it", kilobytes(size)),
        None => "not measured: a build for development has no sizes".to_owned(),
    };
    let rating = match offer.more.rating.map(Rating::words) {
        Some(words) => words,
        None => "nobody was asked yet".to_owned(),
    };
    let version = (!offer.more.version.is_empty()).then(|| {
        let version = offer.more.version.clone();
        view! { <Description term="Version">{version}</Description> }
    });
    let adds = offer.adds.map(|adds| view! { <Description term="Extensions">{adds}</Description> });
    let source = SafeUrl::parse(&offer.more.repository).map(|url| {
        let host = url.host().to_owned();
        view! {
            <Description term="Source"><ExternalLink url=url>{host}</ExternalLink></Description>
        }
    });
    let (tone, health) = match (offer.place, offer.errors) {
        (Place::Quarantined, _) => {
            (Tone::Warning, "In quarantine: it stopped the portal".to_owned())
        }
        (Place::Off | Place::Elsewhere, _) => (Tone::Neutral, "Not running here".to_owned()),
        (Place::On, 0) => (Tone::Success, "No errors in this session".to_owned()),
        (Place::On, 1) => (Tone::Danger, "1 error in this session".to_owned()),
        (Place::On, many) => (Tone::Danger, format!("{many} errors in this session")),
    };
    let (state, called) = (standing(offer.place), callees(&offer.origins));
    view! {
        <Card title="Facts">
            <DescriptionList>
                <Description term="State">{state}</Description>
                <Description term="Kept by">{keeper}</Description>
                <Description term="Calls">{called}</Description>
                <Description term="Size">{size}</Description>
                <Description term="Rating">{rating}</Description>
                <Description term="Health"><Status tone=tone label=health /></Description>
                {version}
                {adds}
                {source}
            </DescriptionList>
        </Card>
    }
    .into_any()
}

fn use_of(offer: &Offer) -> AnyView {
    let words = people(offer).unwrap_or_else(|| match offer.trend.is_empty() {
        true => "Its use is not counted here.".to_owned(),
        false => "People elsewhere in the company, by month.".to_owned(),
    });
    let label = format!("People of {} by month", offer.name);
    let line = (offer.trend.len() > 1).then(|| {
        view! { <Sparkline label=label values=offer.trend.clone() /> }
    });
    view! {
        <Card title="Use">
            <Stack>
                <p>{words}</p>
                {line}
            </Stack>
        </Card>
    }
    .into_any()
}

/// How to add it, in three lines.
fn adding(offer: &Offer) -> AnyView {
    let body = match offer.place {
        Place::On => view! { <p>"It is part of this portal."</p> }.into_any(),
        Place::Quarantined => {
            view! { <p>"It is part of this portal, and waits in Admin until somebody starts it again."</p> }
                .into_any()
        }
        Place::Off => {
            let line = format!("\"{}\"      # under plugins in portal.json\n", offer.id);
            view! {
                <p>"It is in this build already: one line switches it on."</p>
                <CodeBlock code=line label="To switch it on" language=CodeLanguage::Plain />
            }
            .into_any()
        }
        Place::Elsewhere => match offer.more.three_lines() {
            Some(lines) => view! {
                <CodeBlock code=lines label="To add it, in three lines" language=CodeLanguage::Plain />
            }
            .into_any(),
            None => view! {
                <p>
                    "The directory does not say where its source is, or says it in a way that should not be typed. Ask the team that keeps it."
                </p>
            }
            .into_any(),
        },
    };
    view! {
        <Card title="How to add it">
            <Stack>{body}</Stack>
        </Card>
    }
    .into_any()
}

/// The pictures that lie on the portal's own host and say what is on them.
fn pictures(config: &InsightsConfig, all: &[Screenshot]) -> Option<AnyView> {
    let net = use_net()?;
    let host = [&*window().location().origin().unwrap_or_default(), "/"].concat();
    let origin = config.origin.as_deref().unwrap_or("portal");
    let scope = style_sheet!("src/plugins/insights/market/market.css");
    let shown: Vec<AnyView> = all
        .iter()
        .filter(|shot| !shot.alt.trim().is_empty() && is_picture(&shot.file))
        .filter_map(|shot| {
            let address = net.address(&Get::<String>::text(origin).below(&shot.file)).ok()?;
            let alt = shot.alt.clone();
            address.starts_with(&host).then(|| {
                view! {
                    <li>
                        <img src=address alt=alt loading="lazy" decoding="async" />
                    </li>
                }
                .into_any()
            })
        })
        .take(MOST)
        .collect();
    (!shown.is_empty()).then(|| {
        let class = portico_components::class(scope, "market-shots");
        view! { <ul class=class role="list" aria-label="Screenshots">{shown}</ul> }.into_any()
    })
}

/// Whether a path can only be that of a picture below the origin.
fn is_picture(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
    PICTURES.iter().any(|ending| path.ends_with(ending))
        && path.chars().all(is_plain)
        && path.split('/').all(|part| !part.is_empty() && !part.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::is_picture;

    #[test]
    fn a_picture_is_a_plain_path_below_the_origin() {
        for path in ["demo/insights/plugins/cloud-costs.svg", "a.PNG"] {
            assert!(is_picture(path), "{path}");
        }
        for path in [
            "https://elsewhere.example/a.png",
            "//elsewhere.example/a.png",
            "/a.png",
            "../a.png",
            "a/../../b.png",
            "a.svg?x.png",
            "a b.png",
            "demo/insights/plugins.json",
            ".png",
            "",
        ] {
            assert!(!is_picture(path), "{path}");
        }
    }
}
