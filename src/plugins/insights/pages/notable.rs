//! What stands out, above everything else: where to look first.

use super::super::section::Section;
use super::address;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{Card, Gap, Grid, Level, Stack, Status, Tone};
use portico_insights::notable::{About, Notable};

/// Draws what stands out; a sentence where nothing does.
pub fn draw(registry: &Registry, all: Vec<Notable>) -> AnyView {
    if all.is_empty() {
        return view! {
            <p class="u-note">
                "Nothing stands out: no plugin lost most of its people, no figure changed its level, no domain differs from all others."
            </p>
        }
        .into_any();
    }
    let cards = all.into_iter().map(|one| card(registry, one)).collect::<Vec<AnyView>>();
    view! { <Grid gap=Gap::Md>{cards}</Grid> }.into_any()
}

fn card(registry: &Registry, one: Notable) -> AnyView {
    let (words, href) = match &one.about {
        About::Plugin(plugin) => (
            format!("{plugin} by month"),
            address(registry, Section::Adoption, &[("plugin", plugin.as_str())]),
        ),
        About::Kpi(kpi) => {
            ("Month by month".to_owned(), address(registry, Section::Delivery, &[("kpi", *kpi)]))
        }
        About::Domain(_, kpi) => (
            "By domain".to_owned(),
            address(registry, Section::Delivery, &[("kpi", *kpi), ("by", "domain")]),
        ),
    };
    let (tone, word) = match one.good {
        Some(true) => (Tone::Success, "Better"),
        Some(false) => (Tone::Danger, "Worse"),
        None => (Tone::Info, "A question"),
    };
    let text: Vec<_> = one.text.into_iter().map(|line| view! { <p>{line}</p> }).collect();
    view! {
        <Card title=one.title level=Level::H3 more=words more_href=href>
            <Stack gap=Gap::Sm>
                <Status tone=tone label=word />
                {text}
            </Stack>
        </Card>
    }
    .into_any()
}
