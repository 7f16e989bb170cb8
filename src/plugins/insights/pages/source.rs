//! Where figures are from, and how old they are.

use super::super::words::count_words;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{Card, Description, DescriptionLayout, DescriptionList, RelativeTime};
use portico_insights::aggregate::Aggregate;
use portico_insights::kpi::Origin;

/// Source and age in a line, above the figures.
pub fn line(file: &Aggregate) -> AnyView {
    let words = format!("{}, the last one ", file.source.name);
    let at = file.source.as_of;
    view! { <p class="u-note">{words} <RelativeTime time=at /></p> }.into_any()
}

/// The events that the figures of adoption are made of.
pub fn events(file: &Aggregate) -> AnyView {
    let source = file.source.clone();
    let settings = file.settings.clone();
    let count = |number: u64| count_words(i64::try_from(number).unwrap_or(i64::MAX));
    let read = format!("{} to {}", file.from.iso(), file.to.iso());
    let engineers = match settings.engineers {
        0 => "not known".to_owned(),
        some => count(u64::from(some)),
    };
    view! {
        <Card title="Where these figures are from">
            <DescriptionList layout=DescriptionLayout::Columns>
                <Description term="Source">{source.name}</Description>
                <Description term="Last event">
                    <RelativeTime time=source.as_of />
                </Description>
                <Description term="Days">{read}</Description>
                <Description term="Days are those of">{settings.zone.name()}</Description>
                <Description term="Events">{count(source.events)}</Description>
                <Description term="Lines that were no event">{count(source.broken)}</Description>
                <Description term="Events that came twice, counted once">
                    {count(source.repeated)}
                </Description>
                <Description term="Events without a person">{count(source.anonymous)}</Description>
                <Description term="Engineers in all">{engineers}</Description>
            </DescriptionList>
            <p class="u-note">{rules(settings.k)}</p>
        </Card>
    }
    .into_any()
}

/// How people are counted.
fn rules(k: u32) -> String {
    let withheld = match k {
        0 | 1 => "Nothing is withheld.".to_owned(),
        k => format!("What fewer than {k} people did is withheld."),
    };
    format!(
        "People are counted by pseudonym, and no figure is about a person. {withheld} Nothing measures how long people stay."
    )
}

/// The rows that a KPI is made of: name, number and age of each export.
pub fn origins(all: &[Origin]) -> AnyView {
    let each = all.iter().map(|origin| {
        let broken = match origin.broken {
            0 => String::new(),
            some => format!(", {} not read", count_words(i64::from(some))),
        };
        let rows = format!(
            "{}: {} rows{broken}, the last ",
            origin.name,
            count_words(i64::from(origin.rows))
        );
        view! {
            <p class="u-note">{rows} <RelativeTime time=origin.as_of /></p>
        }
        .into_any()
    });
    each.collect::<Vec<AnyView>>().into_any()
}
