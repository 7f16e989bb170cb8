//! The findings in a few figures, on the overview of an entity.

use super::parts::{asked, figures, none_open, troubles};
use super::sources::{State, use_findings};
use crate::plugin::loaded::waiting;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{Card, SkeletonKind, Stack};

/// Moments whose reports the card reads: the newest alone.
const MOMENTS: usize = 1;

/// Draws the card.
pub fn glance(input: EntityInput) -> AnyView {
    let asked = match asked(&input) {
        Ok(asked) => asked,
        Err(said) => return view! { <Card title="Security">{said}</Card> }.into_any(),
    };
    let here = asked.here.clone();
    let findings = use_findings(&asked, MOMENTS);
    let troubles = troubles(&findings);
    let shown = move || {
        if findings.is_waiting() {
            let slow = Signal::derive({
                let sources = findings.sources.clone();
                move || sources.iter().any(|one| one.slow.get())
            });
            let call = findings.sources.first().map(|one| one.call);
            let call = Signal::derive(move || call.and_then(|call| call.get()));
            return waiting(SkeletonKind::Rows(2), "Loading findings", slow, call);
        }
        let all = findings.all.get();
        if !all.is_empty() {
            return figures(&all);
        }
        let off = |state: &State| *state == State::Off;
        if findings.is_known() {
            none_open()
        } else if findings.sources.iter().any(|one| one.state.with(off)) {
            off_words()
        } else {
            ().into_any()
        }
    };
    view! {
        <Card title="Security" more="All findings" more_href=here>
            <Stack>
                {shown}
                {troubles}
            </Stack>
        </Card>
    }
    .into_any()
}

/// Said when GitHub answers for nothing of a repository.
pub fn off_words() -> AnyView {
    view! {
        <p class="u-note">
            "Code scanning and Dependabot are not switched on for this repository, or you may not see their alerts."
        </p>
    }
    .into_any()
}
