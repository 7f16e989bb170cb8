//! Examples of `RadarChart`.

use super::{RadarBlip, RadarChart, RadarMove};
use crate::gallery::{Entry, Example, Playground, Scope, Status};
use crate::playground;
use leptos::prelude::*;

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "radar-chart",
    name: "RadarChart",
    scope: Scope::Data,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "Technologies in rings by how much they are recommended, and in quadrants by what they are.",
    when_not: "Amounts and their course: Chart. A short list of recommendations: a table with a status.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "rest", title: "Four quadrants, four rings", view: rest },
    Example { id: "chosen", title: "One is chosen", view: chosen },
    Example { id: "filtered", title: "Some are hidden", view: filtered },
    Example { id: "many", title: "Many in one ring", view: many },
    Example { id: "few", title: "Three quadrants, two rings", view: few },
    Example { id: "long", title: "Long names", view: long },
    Example { id: "empty", title: "Nothing in it", view: empty },
];

const QUADRANTS: [&str; 4] = ["Languages", "Platforms", "Data", "Techniques"];
const RINGS: [&str; 4] = ["Adopt", "Trial", "Assess", "Hold"];
const MOVES: [RadarMove; 4] = [RadarMove::None, RadarMove::In, RadarMove::Out, RadarMove::New];

fn names<const N: usize>(names: [&str; N]) -> Vec<String> {
    names.map(str::to_owned).into()
}

fn blip(at: usize, name: &str, quadrant: usize, ring: usize) -> RadarBlip {
    let moved = MOVES.get(at % 4).copied().unwrap_or_default();
    RadarBlip { id: ["t", &at.to_string()].concat(), name: name.to_owned(), quadrant, ring, moved }
}

fn blips(count: usize) -> Vec<RadarBlip> {
    (0..count).map(|at| blip(at, "Kotlin", at % 4, (at / 4) % 4)).collect()
}

fn draw(blips: Vec<RadarBlip>, hidden: usize, chosen: &'static str) -> AnyView {
    let shown: Vec<String> = blips.iter().skip(hidden).map(|blip| blip.id.clone()).collect();
    let chosen = RwSignal::new(chosen.to_owned());
    view! {
        <RadarChart
            label="Tech radar"
            quadrants=names(QUADRANTS)
            rings=names(RINGS)
            blips=blips
            shown=Signal::stored(shown)
            chosen=chosen
            on_choose=Callback::new(move |id| {
                chosen.try_set(id);
            })
        />
    }
    .into_any()
}

fn rest() -> AnyView {
    draw(blips(24), 0, "")
}

fn chosen() -> AnyView {
    draw(blips(24), 0, "t9")
}

fn filtered() -> AnyView {
    draw(blips(24), 12, "")
}

fn many() -> AnyView {
    draw((0..60).map(|at| blip(at, "Postgres", at % 2, 0)).collect(), 0, "")
}

fn few() -> AnyView {
    let blips: Vec<RadarBlip> = (0..7).map(|at| blip(at, "Nix", at % 3, at % 2)).collect();
    let shown: Vec<String> = blips.iter().map(|blip| blip.id.clone()).collect();
    view! {
        <RadarChart
            label="Tools we look at"
            quadrants=names(["Build", "Run", "Observe"])
            rings=names(["Use", "Try"])
            blips=blips
            shown=Signal::stored(shown)
            chosen=Signal::stored(String::new())
            on_choose=Callback::new(|_| {})
        />
    }
    .into_any()
}

fn long() -> AnyView {
    let name = "Event-carried state transfer between bounded contexts";
    draw((0..8).map(|at| blip(at, name, at % 4, at % 3)).collect(), 0, "t1")
}

fn empty() -> AnyView {
    draw(Vec::new(), 0, "")
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    RadarChart {
        label: text "Tech radar",
        quadrants: code (vec!["Languages".to_owned(), "Platforms".to_owned(), "Data".to_owned(), "Techniques".to_owned()]),
        rings: code (vec!["Adopt".to_owned(), "Trial".to_owned(), "Hold".to_owned()]),
        blips: code (vec![RadarBlip { id: "kotlin".to_owned(), name: "Kotlin".to_owned(), moved: RadarMove::In, ..RadarBlip::default() }]),
        shown: code (Signal::stored(vec!["kotlin".to_owned()])),
        chosen: code (Signal::stored(String::new())),
        on_choose: code (Callback::new(|_| {})),
    }
};
