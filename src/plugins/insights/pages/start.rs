//! Where to start: three orders for three sizes, a questionnaire that proposes one, and what the
//! central team does next.

use super::super::config::{File, InsightsConfig, with_config};
use super::super::section::Section;
use super::tactics::{self, TACTIC};
use super::{address, checklist};
use crate::plugin::list_state::ListState;
use crate::plugin::prelude::*;
use crate::plugin::preset::{self, Chosen, Preset, try_here};
use leptos::prelude::*;
use portico_components::{
    Banner, Button, Card, Choice, ChoiceCards, Cluster, CodeBlock, CodeLanguage, Description,
    DescriptionList, Gap, Grid, Level, Link, List, Live, RadioGroup, Stack, Tone, Variant, save,
};
use portico_insights::kpi::definition;
use portico_insights::starting::{QUESTIONS, STARTS, Start, propose};
use std::sync::Arc;

/// Key of the order that is shown.
const ORDER: &str = "order";

/// Draws the page of Admin: the same, below a heading of its own.
pub fn page(_: PageInput) -> AnyView {
    with_config(draw)
}

/// Draws the section, or a document of it.
pub fn draw(config: InsightsConfig) -> AnyView {
    let state = ListState::start();
    let registry = use_registry();
    let open = state.signal(TACTIC);
    (move || match open.get().as_str() {
        "" => overview(&config, state, &registry),
        slug => tactics::draw(&registry, slug),
    })
    .into_any()
}

fn overview(config: &InsightsConfig, state: ListState, registry: &Arc<Registry>) -> AnyView {
    let chosen = Chosen::look();
    let configured = config.start.clone().unwrap_or_default();
    let wrong = (known(&configured).is_none() && !configured.is_empty()).then(|| {
        let text = format!(
            "portal.json says “{configured}” under the plugin “insights”, as start. There are small, medium and large."
        );
        view! { <Banner tone=Tone::Warning title="There is no such starting order">{text}</Banner> }
    });
    let first = in_force(config).unwrap_or({
        let [_, medium, _] = &STARTS;
        medium
    });
    let shown = Memo::new(move |_| {
        let wanted = state.get(ORDER);
        STARTS
            .iter()
            .position(|start| start.id == wanted)
            .or_else(|| STARTS.iter().position(|start| start.id == first.id))
    });
    let start = move || shown.get().and_then(|at| STARTS.get(at)).unwrap_or(first);
    let choices = STARTS
        .iter()
        .map(|start| Choice::new(start.id, start.title).help(start.size))
        .collect::<Vec<Choice>>();
    let list = checklist::use_checklist(config);
    let own = known(&configured).map(|one| one.id);
    let order = {
        let registry = registry.clone();
        move || order(&registry, start(), own, chosen)
    };
    let tactics = tactics::all(registry);
    view! {
        <Stack gap=Gap::Lg>
            {wrong}
            {trial(chosen)}
            <Card title="Three orders for three sizes">
                <ChoiceCards
                    label="Starting order"
                    choices=choices
                    value=Signal::derive(move || Some(start().id.to_owned()))
                    on_change=Callback::new(move |id: String| state.set(ORDER, &[id], true))
                />
            </Card>
            {order}
            {questionnaire(state)}
            {move || list.draw(start())}
            {tactics}
        </Stack>
    }
    .into_any()
}

/// The order with this name.
fn known(id: &str) -> Option<&'static Start> {
    STARTS.iter().find(|start| start.id == id)
}

/// The order in force: the one that this browser tries, the one of the plugin, the one of the
/// portal.
pub fn in_force(config: &InsightsConfig) -> Option<&'static Start> {
    let chosen = Chosen::look();
    let of = |preset: Option<&Preset>| known(preset?.id);
    let own = config.start.as_deref().and_then(known);
    of(chosen.tried).or(own).or_else(|| of(chosen.file))
}

/// Said while this browser tries an order, with the way back.
fn trial(chosen: Chosen) -> Option<AnyView> {
    let tried = known(chosen.tried?.id)?;
    let wins = match (chosen.has_home, chosen.has_navigation) {
        (false, false) => "",
        (true, false) => " portal.json names a start page, which stays.",
        (false, true) => " portal.json names an order of the navigation, which stays.",
        (true, true) => {
            " portal.json names a start page and an order of the navigation, which stay."
        }
    };
    let text = format!(
        "Start page, navigation, checklist and figures follow it here; others see what they saw before.{wins}"
    );
    let undo = move || {
        let undo = Callback::new(move |_| switch(None));
        view! { <Button on_click=undo>"Undo"</Button> }.into_any()
    };
    Some(
        view! {
            <Banner
                tone=Tone::Info
                title=format!("This browser tries “{}”", tried.title)
                actions=ViewFn::from(undo)
            >
                {text}
            </Banner>
        }
        .into_any(),
    )
}

/// Tries another order, or none. The page is loaded anew: the navigation is made at the start.
fn switch(preset: Option<&Preset>) {
    try_here(preset);
    let _ = window().location().reload();
}

/// An order: its reason, what hurts at this size, and what it means for the portal.
fn order(
    registry: &Registry,
    start: &'static Start,
    own: Option<&'static str>,
    chosen: Chosen,
) -> AnyView {
    let pains = start
        .pains
        .iter()
        .map(|pain| {
            view! {
                <Stack gap=Gap::Xs>
                    <p>"“" {pain.says} "”"</p>
                    <p class="u-note">{pain.of.title()} ": " {pain.helps}</p>
                </Stack>
            }
            .into_any()
        })
        .collect();
    let uses: Vec<&str> = start.order.iter().map(|one| one.title()).collect();
    let kpis: Vec<AnyView> = start
        .kpis
        .iter()
        .filter_map(|id| {
            let title = definition(id)?.title;
            let href = address(registry, Section::Delivery, &[("kpi", *id)]);
            Some(view! { <Link href=href>{title}</Link> }.into_any())
        })
        .collect();
    let Some(preset) = preset::of(start.id) else { return ().into_any() };
    let is_tried = chosen.tried.is_some_and(|tried| tried.id == start.id);
    let is_set = chosen.file.is_some_and(|file| file.id == start.id);
    let note = match (is_set, own == Some(start.id), is_tried) {
        (true, _, _) => "This order is set in portal.json.",
        (_, true, _) => {
            "portal.json sets it for the checklist and the figures. The first line below sets all of it for everybody."
        }
        (_, _, true) => "This browser tries it. The first line below sets it for everybody.",
        (_, _, false) => "Try it in this browser. The first line below sets it for everybody.",
    };
    let everybody = format!("\"preset\": \"{}\"\n", start.id);
    let spelled = spelled(preset);
    let file = [&*everybody, ",\n", &*spelled].concat();
    let home = match registry.find(preset.home) {
        Some(found) => found.page.title(),
        None => "Catalog, because no plugin of this portal draws the page",
    };
    let first: Vec<&str> = preset
        .first
        .iter()
        .filter_map(|id| registry.plugins().iter().find(|one| one.plugin.id() == *id))
        .map(|one| one.plugin.name())
        .collect();
    let try_it = (!is_tried).then(|| {
        let go = Callback::new(move |_| switch(Some(preset)));
        view! { <Button on_click=go>"Try it in this browser"</Button> }
    });
    let name = format!("portal-{}.txt", start.id);
    let keep = Callback::new(move |_| save(&name, "text/plain", &file));
    view! {
        <Card title=start.title hint=start.size>
            <Stack>
                <p>{start.reason}</p>
                <Grid>
                    <Stack>
                        <h3 class="u-section">"What hurts at this size"</h3>
                        <List items=pains plain=true />
                    </Stack>
                    <Stack>
                        <DescriptionList>
                            <Description term="Order">{uses.join(", then ")}</Description>
                            <Description term="Start page">{home}</Description>
                            <Description term="First in the navigation">
                                {first.join(", ")}
                            </Description>
                            <Description term="Figures to look at first"><List items=kpis plain=true /></Description>
                        </DescriptionList>
                        <p class="u-note">{note}</p>
                        <Cluster>
                            {try_it}
                            <Button variant=Variant::Outline on_click=keep>
                                "Save the lines"
                            </Button>
                        </Cluster>
                        <CodeBlock
                            code=everybody
                            label="Preset in portal.json"
                            language=CodeLanguage::Plain
                        />
                        <p class="u-note">
                            "Everything can be changed after: these keys say the same one by one, and win over the preset."
                        </p>
                        <CodeBlock
                            code=spelled
                            label="Start page and navigation in portal.json"
                            language=CodeLanguage::Plain
                        />
                    </Stack>
                </Grid>
            </Stack>
        </Card>
    }
    .into_any()
}

/// What a preset stands for, as keys of `portal.json`.
fn spelled(preset: &Preset) -> String {
    let first: Vec<String> = preset.first.iter().map(|id| format!("\"{id}\"")).collect();
    format!("\"home\": \"{}\",\n\"navigation\": [{}]\n", preset.home, first.join(", "))
}

/// Five questions, and the order that their answers propose.
fn questionnaire(state: ListState) -> AnyView {
    let answers = RwSignal::new([None::<usize>; QUESTIONS.len()]);
    let questions: Vec<AnyView> = QUESTIONS
        .iter()
        .enumerate()
        .map(|(number, question)| {
            let choices = question
                .answers
                .iter()
                .enumerate()
                .map(|(at, (words, _))| Choice::new(at.to_string(), *words))
                .collect();
            let value = Signal::derive(move || {
                answers.with(|all| all.get(number).copied().flatten()).map(|at| at.to_string())
            });
            let on_change = Callback::new(move |at: String| {
                answers.try_update(|all| {
                    if let Some(place) = all.get_mut(number) {
                        *place = at.parse().ok();
                    }
                });
            });
            view! {
                <RadioGroup
                    label=question.text
                    choices=choices
                    value=value
                    on_change=on_change
                    optional=true
                />
            }
            .into_any()
        })
        .collect();
    let proposed = move || {
        let Some(found) = answers.with(|all| propose(all)) else {
            return view! { <p class="u-note" role="status">"Answer what you can: one question is enough."</p> }
                .into_any();
        };
        let close = if found.close { " Another one is close: read both." } else { "" };
        let text = format!(
            "{} of {} questions answered. It is a proposal.{close}",
            found.answered,
            QUESTIONS.len()
        );
        let id = found.start.id;
        view! {
            <Banner
                tone=Tone::Info
                title=format!("Proposed: {}", found.start.title)
                live=Live::Status
                actions=ViewFn::from(move || {
                    let show = Callback::new(move |_| state.set(ORDER, &[id.to_owned()], true));
                    view! { <Button on_click=show>"Show this order"</Button> }
                        .into_any()
                })
            >
                {text}
            </Banner>
        }
        .into_any()
    };
    view! {
        <Card title="Which one is yours?" level=Level::H2>
            <Stack>
                <Grid>{questions}</Grid>
                {proposed}
            </Stack>
        </Card>
    }
    .into_any()
}

/// Whether a file of the section is here and can be read.
pub fn read<T: Clone>(file: &File<T>) -> Option<std::sync::Arc<T>> {
    file.0.as_ref().ok().cloned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plugin::preset::PRESETS;

    #[test]
    fn every_order_has_a_preset_and_every_preset_an_order() {
        let starts: Vec<&str> = STARTS.iter().map(|start| start.id).collect();
        let presets: Vec<&str> = PRESETS.iter().map(|preset| preset.id).collect();
        assert_eq!(starts, presets);
    }

    #[test]
    fn the_lines_for_everybody_are_json_that_portal_json_takes() {
        for preset in &PRESETS {
            let text = format!("{{ \"preset\": \"{}\", {} }}", preset.id, spelled(preset));
            let value: serde_json::Value = serde_json::from_str(&text).unwrap();
            assert_eq!(value["home"], preset.home);
            assert_eq!(value["navigation"].as_array().map(Vec::len), Some(preset.first.len()));
        }
    }
}
