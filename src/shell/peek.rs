//! A look at an entity wherever a link names it, without going there.

use crate::plugin::entities::{entity_at, no_owner};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_catalog::catalog::{Catalog, Ix};
use portico_catalog::reference::RefDefaults;
use portico_components::{
    Cluster, Description, DescriptionList, Gap, KindIcon, LifecycleBadge, PeekHost, Stack,
};
use web_sys::HtmlElement;

/// Letters of a description; the rest is on the page.
const WORDS: usize = 220;

/// Watches the links of the page.
pub fn draw() -> AnyView {
    let registry = use_registry();
    let sources = use_sources();
    let find = Callback::new(move |link: HtmlElement| {
        if link.closest("nav, [role=menu], [role=tree]").ok().flatten().is_some() {
            return None;
        }
        let here = window().location().pathname().unwrap_or_default();
        let to = path_of(&link.get_attribute("href")?)?;
        let name = named(&registry, &to)?;
        // A tab of the page that is open, or the page itself.
        let here = entity_at(&registry, &here, &PAGE);
        sources.catalog().with_untracked(|catalog| {
            let catalog = catalog.as_ref()?;
            let known = catalog.lookup(&name)?;
            let is_here = here.and_then(|here| catalog.lookup(&here)) == Some(known);
            (!is_here).then(|| name.to_string())
        })
    });
    let card = Callback::new(move |name: String| {
        let name = EntityRef::parse(&name, RefDefaults::default()).ok();
        let catalog = sources.catalog().get_untracked();
        let found = catalog.zip(name).and_then(|(catalog, name)| {
            let ix = catalog.lookup(&name)?;
            Some((catalog, ix))
        });
        found.map_or_else(|| ().into_any(), |(catalog, ix)| facts(&catalog, ix))
    });
    view! { <PeekHost find=find draw=card /> }.into_any()
}

/// The path of a link within this site.
pub(super) fn path_of(href: &str) -> Option<String> {
    let path = href.split(['?', '#']).next().unwrap_or_default();
    (path.starts_with('/') && !path.starts_with("//")).then(|| path.to_owned())
}

/// Routes that name the entity of a card.
const PAGE: [&str; 1] = [routes::ENTITY.id()];

/// The entity whose overview a path leads to.
pub(super) fn named(registry: &Registry, path: &str) -> Option<EntityRef> {
    let found = registry.find(registry.below(path))?;
    let is_overview = found.params.get("tab").is_none_or(str::is_empty);
    is_overview.then(|| entity_at(registry, path, &PAGE)).flatten()
}

/// The first sentences of a description, cut between words.
fn brief(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= WORDS {
        return text;
    }
    let cut: String = text.chars().take(WORDS).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{whole}…")
}

/// What is said about an entity: words only, because nobody can tab into the card.
fn facts(catalog: &Catalog, ix: Ix) -> AnyView {
    let entry = catalog.entry(ix);
    let reference = |view: portico_catalog::view::TargetView<'_>| {
        let (kind, name) = (view.kind().to_owned(), view.display_name().to_owned());
        view! {
            <Cluster gap=Gap::Xs>
                <KindIcon kind=kind />
                <bdi>{name}</bdi>
            </Cluster>
        }
        .into_any()
    };
    let what = match entry.spec_type() {
        Some(kind) => format!("{} · {kind}", entry.kind_label()),
        None => entry.kind_label().to_owned(),
    };
    let (kind, title) = (entry.kind().to_owned(), entry.display_name().to_owned());
    let words = entry.description().map(brief).filter(|words| !words.is_empty());
    let words = words.map(|words| view! { <p>{words}</p> });
    let is_people = matches!(entry.kind(), "group" | "user" | "location");
    let owner = match entry.owner() {
        Some(owner) => Some(reference(owner)),
        None => (!is_people).then(no_owner),
    };
    let owner = owner.map(|owner| view! { <Description term="Owner">{owner}</Description> });
    let system = entry.system().map(reference);
    let system = system.map(|system| view! { <Description term="System">{system}</Description> });
    let lifecycle = entry.lifecycle().map(str::to_owned).map(|lifecycle| {
        view! {
            <Description term="Lifecycle"><LifecycleBadge lifecycle=lifecycle /></Description>
        }
    });
    let people = (entry.kind() == "group").then(|| {
        let count = catalog.members(ix).count().to_string();
        view! { <Description term="Members">{count}</Description> }
    });
    let name = entry.entity_ref().to_string();
    view! {
        <Stack gap=Gap::Sm>
            <Cluster gap=Gap::Xs>
                <KindIcon kind=kind />
                <strong>{title}</strong>
                <span>{what}</span>
            </Cluster>
            {words}
            <DescriptionList>
                {owner}
                {lifecycle}
                {system}
                {people}
                <Description term="Reference"><code>{name}</code></Description>
            </DescriptionList>
        </Stack>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_are_cut_between_words() {
        assert_eq!(brief("Keeps  the\nbooks."), "Keeps the books.");
        let long = brief(&"word ".repeat(100));
        assert!(long.ends_with("word…") && long.chars().count() <= WORDS + 1, "{long}");
    }

    #[test]
    fn only_paths_of_this_site_can_name_an_entity() {
        assert_eq!(path_of("/catalog/a/b/c?x#y").as_deref(), Some("/catalog/a/b/c"));
        assert_eq!(
            (path_of("https://x.example/"), path_of("//x"), path_of("#a")),
            (None, None, None)
        );
    }
}
