//! The page for an address that no plugin knows, with what was probably meant.

use crate::config::distance;
use crate::plugin::prelude::*;
use crate::plugin::search::misses::{self, What};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use portico_components::{
    ButtonLink, Cluster, Gap, KindIcon, Link, List, PageHeader, Stack, lower,
};

/// Draws it.
pub fn draw(_: ()) -> AnyView {
    let registry = use_registry();
    let path = use_location().pathname.get_untracked();
    let below = registry.below(&path).to_owned();
    misses::note(What::NotFound, &below);
    let word = below.rsplit('/').find(|part| !part.is_empty()).unwrap_or_default().to_owned();

    let pages: Vec<AnyView> = registry
        .pages()
        .filter_map(|(_, page)| {
            let nav = page.listed().first()?;
            let meant = close(&below, page.address()) || is_word(&word, nav.label);
            meant.then(|| {
                let href = registry.url(page.address());
                view! { <Link href=href>{nav.label}</Link> }.into_any()
            })
        })
        .collect();
    let catalog = use_sources().catalog();
    let entities: Vec<AnyView> = catalog
        .with(|catalog| {
            catalog.as_ref().map(|catalog| {
                catalog
                    .near(None, None, &word, 5)
                    .into_iter()
                    .filter_map(|ix| {
                        let entry = catalog.entry(ix);
                        let path = EntityPath::of(&entry.entity_ref());
                        let href = registry.href(routes::ENTITY, &path)?;
                        let (kind, name) =
                            (entry.kind().to_owned(), entry.display_name().to_owned());
                        Some(
                            view! { <KindIcon kind=kind /> " " <Link href=href>{name}</Link> }
                                .into_any(),
                        )
                    })
                    .collect()
            })
        })
        .unwrap_or_default();
    let meant: Vec<AnyView> = pages.into_iter().chain(entities).collect();
    let suggestions = (!meant.is_empty()).then(|| {
        view! {
            <section>
                <h2>"Did you mean"</h2>
                <List items=meant plain=true />
            </section>
        }
    });
    let home = registry.url("/");
    view! {
        <Stack gap=Gap::Lg>
            <PageHeader title="Page not found" />
            <p>"There is no page at " <code>{below}</code> "."</p>
            {suggestions}
            <Cluster><ButtonLink href=home>"Go to the start page"</ButtonLink></Cluster>
        </Stack>
    }
    .into_any()
}

/// Whether an address is nearly that of a page: the same first part but for a letter or two.
fn close(path: &str, pattern: &str) -> bool {
    let first = |text: &str| {
        text.split('/').find(|part| !part.is_empty()).unwrap_or_default().to_ascii_lowercase()
    };
    let (asked, known) = (first(path), first(pattern));
    if asked.is_empty() || known.is_empty() {
        return false;
    }
    known.starts_with(&asked) || asked.starts_with(&known) || distance(&asked, &known) <= 2
}

/// Whether the last part of an address is a word of the navigation.
fn is_word(asked: &str, label: &str) -> bool {
    !asked.is_empty() && distance(&lower(asked), &lower(label)) <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_close_and_another_word_is_not() {
        assert!(close("/catalgo", "/catalog"));
        assert!(close("/cat", "/catalog"));
        assert!(close("/Catalog/x", "/catalog"));
        assert!(!close("/gallery", "/catalog"));
        assert!(!close("/", "/catalog"));
    }

    #[test]
    fn a_word_of_the_navigation_is_found() {
        assert!(is_word("changes", "Changes") && is_word("change", "Changes"));
        assert!(!is_word("", "A") && !is_word("owners", "Changes"));
    }
}
