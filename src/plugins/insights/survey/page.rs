//! The page of the survey: whoever has something to say need not wait to be asked.

use super::super::config::InsightsConfig;
use super::super::section::Section;
use super::super::sinks::{is_refused, settings};
use super::super::{INSIGHTS, SURVEY_TITLE};
use super::{add, answers, keep, memory, now};
use crate::plugin::loaded::{misconfigured, not_in_settings};
use crate::plugin::prelude::*;
use leptos::{ev, prelude::*};
use portico_components::{
    Banner, Button, Card, Choice, Cluster, Gap, Link, Live, PageHeader, RadioGroup, Stack, Switch,
    TextArea, Tone, Variant, class, save,
};
use portico_insights::survey::{Answer, LONGEST, MORE, QUESTION, Rhythm};
use stylers_macro::style_sheet;

/// The ends of the scale in words.
const SCALE: &str = "0 is not at all, 10 is certainly.";

/// Draws the page.
pub fn draw(_: PageInput) -> AnyView {
    let insights = use_registry().href(INSIGHTS, &Section::Adoption);
    use_page().set(vec![Crumb::link("Insights", insights), Crumb::here(SURVEY_TITLE)]);
    let body = match read_config::<InsightsConfig>() {
        Ok(config) => match config.analytics.survey {
            Some(survey) => questions(&config.analytics, survey.rhythm()),
            None => not_asked(),
        },
        Err(error) => view! { <Card title=SURVEY_TITLE>{misconfigured(&error)}</Card> }.into_any(),
    };
    view! {
        <Stack gap=Gap::Lg>
            <PageHeader title=SURVEY_TITLE subtitle="Two questions, a minute, whenever you like" />
            {body}
        </Stack>
    }
    .into_any()
}

fn not_asked() -> AnyView {
    let message = not_in_settings(
        "This portal has no survey",
        "Name it in portal.json: then the question is put to people once a quarter, and anybody can answer here at any time.",
        "Entry under plugins in portal.json",
        r#"{ "id": "insights", "config": { "analytics": { "survey": { "everyDays": 91 } } } }"#,
    );
    view! { <Card title=SURVEY_TITLE>{message}</Card> }.into_any()
}

/// Whether an answer leaves the browser, and what becomes of it, in words.
fn promise(config: &settings::Analytics) -> (bool, Vec<String>) {
    let mut words =
        vec!["Your answer is kept in this browser, where you can read and erase it.".to_owned()];
    let sinks: Vec<String> = config.sinks.iter().filter_map(settings::Sink::receiver).collect();
    let goes = !sinks.is_empty() && !is_refused();
    words.push(match (sinks.is_empty(), goes) {
        (true, _) => {
            "Nothing is sent. Save it as a file for whoever collects the answers.".to_owned()
        }
        (_, false) => "You asked not to be recorded, so nothing is sent.".to_owned(),
        _ => match config.identity_key.as_deref().unwrap_or_default() {
            "" => format!("It is sent to {}, without saying who you are.", sinks.join(", ")),
            _ => format!(
                "It is sent to {}, with a pseudonym, so that only your last answer counts.",
                sinks.join(", ")
            ),
        },
    });
    words.push("Results are shown only where enough people have answered.".to_owned());
    (goes, words)
}

fn questions(config: &settings::Analytics, rhythm: Rhythm) -> AnyView {
    let (goes, words) = promise(config);
    let number = RwSignal::new(None::<String>);
    let text = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<String>);
    // Whether the browser has kept the answer, when there is one.
    let done = RwSignal::new(None::<bool>);
    let choices: Vec<Choice> =
        (0..=10_u8).map(|value| Choice::new(value.to_string(), value.to_string())).collect();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let chosen = number.get_untracked().and_then(|value| value.parse().ok());
        let answer =
            chosen.and_then(|value| text.with_untracked(|text| Answer::new(now(), value, text)));
        match answer {
            None => wrong.set(Some("Choose a number from 0 to 10.".to_owned())),
            Some(answer) => done.set(Some(add(answer, goes, rhythm))),
        }
    };
    let scope = style_sheet!("src/plugins/insights/survey/page.css");
    let scale = class(scope, "survey-scale");
    let form = move || {
        let (scale, choices) = (scale.clone(), choices.clone());
        view! {
            <form novalidate=true on:submit=submit>
                <Stack>
                    <div class=scale>
                        <RadioGroup
                            label=QUESTION
                            choices=choices
                            value=number
                            on_change=Callback::new(move |value| {
                                wrong.set(None);
                                number.set(Some(value));
                            })
                            help=Signal::stored(Some(SCALE.to_owned()))
                            error=wrong
                        />
                    </div>
                    <TextArea
                        label=MORE
                        value=text
                        on_input=Callback::new(move |value| text.set(value))
                        help=Signal::stored(Some(format!("Up to {LONGEST} characters. Name no person.")))
                        optional=true
                    />
                    <Cluster>
                        <Button variant=Variant::Solid submit=true>
                            {if goes { "Send the answer" } else { "Keep the answer" }}
                        </Button>
                    </Cluster>
                </Stack>
            </form>
        }
        .into_any()
    };
    let again = Callback::new(move |_| {
        number.set(None);
        text.set(String::new());
        done.set(None);
    });
    let body = move || match done.get() {
        None => form(),
        Some(kept) => thanks(kept, goes, again),
    };
    let words: Vec<_> = words.into_iter().map(|words| view! { <p>{words}</p> }).collect();
    let privacy = use_registry()
        .href(routes::SETTINGS, &())
        .map(|settings| [settings.as_str(), "/privacy"].concat());
    view! {
        <div data-survey="">
            <Stack gap=Gap::Lg>
                <Card title="Your answer">{body}</Card>
                <Card title="What becomes of it">
                    <Stack>
                        {words}
                        {privacy.map(|href| view! { <p><Link href=href>"What is kept about you"</Link></p> })}
                        {asking(rhythm)}
                    </Stack>
                </Card>
            </Stack>
        </div>
    }
    .into_any()
}

/// Said after an answer.
fn thanks(kept: bool, goes: bool, again: Callback<web_sys::MouseEvent>) -> AnyView {
    let (tone, text) = match (kept, goes) {
        (_, true) => (Tone::Success, "It is on its way. Your last answer is the one that counts."),
        (true, false) => (
            Tone::Success,
            "It is kept in this browser. Save it as a file for whoever collects the answers.",
        ),
        (false, false) => (
            Tone::Warning,
            "This browser keeps nothing, so the answer is gone when you leave. Allow the portal to store data, and answer again.",
        ),
    };
    let save_it = move |_| save("survey.ndjson", "application/x-ndjson", &(answers() + "\n"));
    view! {
        <Stack>
            <Banner tone=tone title="Thank you" live=Live::Status>{text}</Banner>
            <Cluster>
                {kept.then(|| {
                    view! {
                        <Button variant=Variant::Outline on_click=Callback::new(save_it)>
                            "Save your answers as a file"
                        </Button>
                    }
                })}
                <Button variant=Variant::Ghost on_click=again>"Answer again"</Button>
            </Cluster>
        </Stack>
    }
    .into_any()
}

/// Whether the reader is asked at all.
fn asking(rhythm: Rhythm) -> AnyView {
    let asked = RwSignal::new(!memory(rhythm).never());
    let change = Callback::new(move |on: bool| {
        let mut memory = memory(rhythm);
        memory.set_never(!on);
        asked.set(keep(&memory) && on);
    });
    let help =
        format!("At most every {} days, in this browser, when you are not busy.", rhythm.every);
    view! {
        <Switch
            label="Ask me now and then"
            on=asked
            on_change=change
            help=Signal::stored(Some(help))
        />
    }
    .into_any()
}
