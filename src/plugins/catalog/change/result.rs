//! What comes of the form: the patch, the whole file, and the way to the repository.

use super::super::handed::{how_to_apply, links, patch_view};
use super::super::links::counted;
use super::desk::{Desk, Outcome};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_catalog::diff::unified;
use portico_catalog::repository::home;
use portico_components::{
    Banner, Button, Card, Cluster, ConfirmDialog, CopyButton, EmptyKind, EmptyState, Live, Stack,
    Tone, Variant, save,
};

/// Draws it.
pub fn draw(desk: Desk) -> AnyView {
    let outcome = desk.outcome();
    let body = move || match outcome.get() {
        Outcome::Same => view! {
            <EmptyState kind=EmptyKind::FirstUse compact=true title="Nothing is changed yet">
                "The patch of the descriptor is shown here as you type."
            </EmptyState>
        }
        .into_any(),
        Outcome::New(text) => patch(desk, &text),
        Outcome::Refused(refusal) => {
            let place = match (refusal.line, refusal.path.as_str()) {
                (0, _) => String::new(),
                (line, "") => format!("Line {line}: "),
                (line, path) => format!("Line {line}, {path}: "),
            };
            let links = links(&home_of(desk));
            let reason = [place, refusal.reason].concat();
            view! {
                <Banner tone=Tone::Warning title="This cannot be written by a patch">{reason}</Banner>
                {links}
                {discard(desk)}
            }
            .into_any()
        }
    };
    let wrong = move || {
        let count = desk.fault_count();
        (count > 0).then(|| {
            let words = counted(count, "field needs", "fields need");
            view! {
                <Banner tone=Tone::Warning live=Live::Status title=format!("{words} a look")>
                    "The patch can be taken all the same; the catalog will say the same of it."
                </Banner>
            }
        })
    };
    view! { <Card title="Change of the descriptor"><Stack>{wrong}{body}</Stack></Card> }.into_any()
}

fn home_of(desk: Desk) -> portico_catalog::repository::Home {
    let subject = desk.subject();
    home(&subject.catalog.entry(subject.ix))
}

fn patch(desk: Desk, text: &str) -> AnyView {
    let subject = desk.subject();
    let home = home_of(desk);
    let path = home.path.clone().unwrap_or_else(|| subject.place.file.clone());
    let diff = unified(&subject.text, text, &path);
    let name = [subject.entity.name.as_str(), ".patch"].concat();
    let file = path.rsplit('/').next().unwrap_or("catalog-info.yaml").to_owned();
    let whole = text.to_owned();
    let download = Callback::new(move |_| save(&file, "text/yaml", &whole));
    let copied = diff.clone();
    view! {
        <Stack>
            {patch_view(name, diff)}
            <Cluster>
                <CopyButton text=copied label="Copy the patch" />
                <Button icon=Icon::Download on_click=download>"Download the file"</Button>
                {links(&home)}
                {discard(desk)}
            </Cluster>
            {how_to_apply()}
        </Stack>
    }
    .into_any()
}

/// Throws away what was typed, after asking.
pub fn discard(desk: Desk) -> AnyView {
    let open = RwSignal::new(false);
    let ask = Callback::new(move |_| open.set(true));
    let reset = Callback::new(move |()| desk.reset());
    view! {
        <Button variant=Variant::Ghost on_click=ask>"Discard changes"</Button>
        <ConfirmDialog
            open=open
            title="Discard your changes?"
            text="The form says what the descriptor says again. What you typed is gone."
            confirm="Discard"
            on_confirm=reset
        />
    }
    .into_any()
}
