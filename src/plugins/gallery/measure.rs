//! The sizes, distances and colours of what is pointed at, with the tokens that they come from.

use super::asked::State;
use super::env::MEASURE;
use crate::plugin::prelude::*;
use crate::plugin::{media, package};
use js_sys::{Function, Promise, Reflect};
use leptos::html::Section;
use leptos::prelude::*;
use leptos::task::spawn_local;
use portico_components::{
    CopyButton, Description, DescriptionLayout, DescriptionList, IconButton, Size, Status, Tone,
    VisuallyHidden,
};
use serde::Deserialize;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Element;

/// What is told about an element.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
struct Measured {
    name: String,
    size: String,
    facts: Vec<Fact>,
    contrast: Option<Contrast>,
}

/// One property.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
struct Fact {
    term: String,
    parts: Vec<Part>,
}

/// One value of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
struct Part {
    text: String,
    /// Empty where the value comes from no token.
    token: String,
    colour: Option<String>,
}

/// Of a text; in hundredths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
struct Contrast {
    ratio: u32,
    least: u32,
}

impl Measured {
    /// All of it in one line, to be read out and to be copied.
    fn line(&self) -> String {
        let mut line = [&self.name, ", ", &self.size].concat();
        for fact in &self.facts {
            line.push_str("; ");
            line.push_str(&portico_components::lower(&fact.term));
            for (at, part) in fact.parts.iter().enumerate() {
                line.push_str(if at == 0 { " " } else { ", " });
                line.push_str(&part.text);
                if !part.token.is_empty() {
                    line.push_str(&[" (", &part.token, ")"].concat());
                }
            }
        }
        if let Some(contrast) = self.contrast {
            line.push_str(&["; contrast ", &contrast.text()].concat());
        }
        line
    }
}

impl Contrast {
    fn text(self) -> String {
        let verdict = if self.ratio >= self.least { "enough" } else { "too little" };
        let least = if self.least == 300 { "3" } else { "4.5" };
        [&hundredths(self.ratio), " to 1, ", verdict, " (", least, ")"].concat()
    }
}

fn hundredths(number: u32) -> String {
    let (rest, point) = (number % 100, if number % 100 < 10 { ".0" } else { "." });
    [&*(number / 100).to_string(), point, &*rest.to_string()].concat()
}

/// Draws the panel and measures until it goes.
pub fn panel(state: State) -> AnyView {
    let measured = RwSignal::new(Measured::default());
    let said = RwSignal::new(String::new());
    let failed = RwSignal::new(false);
    let tool = StoredValue::new_local(None::<Tool>);
    let root = NodeRef::<Section>::new();
    root.on_load(move |panel| {
        let Ok(Some(root)) = panel.closest(".gallery") else { return };
        let show = Closure::<dyn Fn(String, bool)>::new(move |text: String, by_key: bool| {
            let Ok(told) = serde_json::from_str::<Measured>(&text) else { return };
            // A pointer that moves would talk all the time.
            said.try_set(if by_key { told.line() } else { String::new() });
            measured.try_set(told);
        });
        spawn_local(async move {
            match start(&root, &show).await {
                Ok(handle) => {
                    let made = Tool { handle, _show: show };
                    // Where it has gone in the meantime, nobody will stop it later.
                    if let Some(made) = tool.try_set_value(Some(made)).flatten() {
                        made.call("stop", &JsValue::UNDEFINED);
                    }
                }
                Err(_) => {
                    failed.try_set(true);
                }
            }
        });
    });
    on_cleanup(move || {
        if let Some(tool) = tool.try_update_value(Option::take).flatten() {
            tool.call("stop", &JsValue::UNDEFINED);
        }
    });
    let walk = move |icon: Icon, label: &'static str, step: &'static str| {
        let go = move |_| {
            let went = tool.try_with_value(|tool| {
                let went = tool.as_ref().and_then(|tool| tool.call("walk", &step.into()));
                went.is_some_and(|went| went.is_truthy())
            });
            if went == Some(false) {
                said.set("Nothing there".to_owned());
            }
        };
        view! { <IconButton icon=icon label=label size=Size::Sm on_click=go /> }
    };
    let has_room = media::matches("(min-width: 768px)");
    let facts = move || {
        if failed.get() {
            return view! { <p class="gallery-hint">"The measuring tool could not be loaded. Switch it off and on again."</p> }
                .into_any();
        }
        measured.with(|measured| {
            if measured.name.is_empty() {
                return view! {
                    <p class="gallery-hint">
                        "Point at something in a preview, go there with Tab, or walk with the arrows."
                    </p>
                }
                .into_any();
            }
            let layout = match has_room.get() {
                true => DescriptionLayout::Columns,
                false => DescriptionLayout::Rows,
            };
            let facts: Vec<AnyView> = measured.facts.iter().map(fact).collect();
            let contrast = measured.contrast.map(|contrast| {
                let tone =
                    if contrast.ratio >= contrast.least { Tone::Success } else { Tone::Danger };
                view! {
                    <Description term="Contrast"><Status tone=tone label=contrast.text() /></Description>
                }
            });
            view! {
                <DescriptionList layout=layout>{facts} {contrast}</DescriptionList>
            }
            .into_any()
        })
    };
    let name = move || {
        measured.with(|measured| match measured.name.is_empty() {
            true => view! { <strong>"Measurements"</strong> }.into_any(),
            false => view! {
                <strong>{measured.size.clone()}</strong>
                " "
                <code>{measured.name.clone()}</code>
            }
            .into_any(),
        })
    };
    let line = Signal::derive(move || measured.with(Measured::line));
    let copy = move || {
        let is_there = measured.with(|measured| !measured.name.is_empty());
        is_there.then(|| view! { <CopyButton text=line label="Copy the measurements" /> })
    };
    let close =
        move |_| state.change(true, |asked| asked.env = asked.env.with(MEASURE.key, "none"));
    view! {
        <section class="gallery-measure" aria-label="Measurements" node_ref=root>
            <div class="gallery-measure-head">
                <p class="gallery-measure-name">{name}</p>
                <div class="gallery-measure-steps">
                    {walk(Icon::ArrowUp, "What is around it", "out")}
                    {walk(Icon::ArrowDown, "What is in it", "in")}
                    {walk(Icon::ArrowLeft, "What is before it", "back")}
                    {walk(Icon::ArrowRight, "What is after it", "next")} {copy}
                    <IconButton
                        icon=Icon::Close
                        label="Stop measuring"
                        keys="M"
                        size=Size::Sm
                        on_click=close
                    />
                </div>
            </div>
            {facts}
            <VisuallyHidden><span role="status">{said}</span></VisuallyHidden>
        </section>
    }
    .into_any()
}

fn fact(fact: &Fact) -> AnyView {
    let parts: Vec<AnyView> = fact
        .parts
        .iter()
        .map(|part| {
            let swatch = part.colour.clone().map(|colour| {
                view! {
                    <span class="gallery-swatch" aria-hidden="true" style:background-color=colour></span>
                }
            });
            let token = (!part.token.is_empty()).then(|| view! { <code>{part.token.clone()}</code> });
            let text = part.text.clone();
            view! { <span class="gallery-value">{swatch} <span>{text}</span> {token}</span> }.into_any()
        })
        .collect();
    view! {
        <Description term=fact.term.clone()>
            <span class="gallery-values">{parts}</span>
        </Description>
    }
    .into_any()
}

/// The running tool, and what it calls.
struct Tool {
    handle: JsValue,
    _show: Closure<dyn Fn(String, bool)>,
}

impl Tool {
    fn call(&self, name: &str, argument: &JsValue) -> Option<JsValue> {
        let function =
            Reflect::get(&self.handle, &name.into()).ok()?.dyn_into::<Function>().ok()?;
        function.call1(&JsValue::UNDEFINED, argument).ok()
    }
}

async fn start(root: &Element, show: &Closure<dyn Fn(String, bool)>) -> Result<JsValue, JsValue> {
    let module = package::script("gallery/measure.js").await?;
    let start = Reflect::get(&module, &"start".into())?.dyn_into::<Function>()?;
    let show = show.as_ref().unchecked_ref();
    let answer = start.call2(&JsValue::UNDEFINED, root, show)?.dyn_into::<Promise>()?;
    JsFuture::from(answer).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_everything() {
        let told = r#"{"name":"button.pk-button","size":"120 × 32 px","facts":[
            {"term":"Padding","parts":[{"text":"block 6 px","token":""},
                                       {"text":"inline 12 px","token":"--dp-space-300"}]}],
            "contrast":{"ratio":1207,"least":450}}"#;
        let told: Measured = serde_json::from_str(told).unwrap();
        assert_eq!(
            told.line(),
            "button.pk-button, 120 × 32 px; padding block 6 px, inline 12 px (--dp-space-300); \
             contrast 12.07 to 1, enough (4.5)"
        );
    }

    #[test]
    fn what_is_large_needs_less_contrast() {
        assert_eq!(Contrast { ratio: 340, least: 300 }.text(), "3.40 to 1, enough (3)");
        assert_eq!(Contrast { ratio: 340, least: 450 }.text(), "3.40 to 1, too little (4.5)");
    }
}
