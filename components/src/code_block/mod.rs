//! Code to read and copy.

pub mod gallery;
mod logic;
mod syntax;

use crate::{CopyButton, Icon, IconButton, IconSize, Size, Tone, class};
use leptos::prelude::*;
pub use logic::Token as CodeToken;
use logic::yaml_line;
use stylers_macro::style_sheet;
pub use syntax::{CodeLine, syntax};

/// What a [`CodeBlock`] colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CodeLanguage {
    /// Nothing.
    #[default]
    Plain,
    /// Keys, quoted text, constants and comments of YAML.
    Yaml,
}

/// Colours code of many languages: takes the name of the language and the code, gives its lines, or
/// none as long as it cannot. It may read signals, and is asked again when they change: what knows
/// the languages, [`syntax`], need not be here yet.
pub type Highlight = Callback<(String, String), Vec<CodeLine>>;

/// What is said about one line, right below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineNote {
    /// Number of the line, from 1.
    pub line: usize,
    /// What it means.
    pub tone: Tone,
    /// The words: "spec.owner is missing".
    pub text: String,
}

/// Code to read and copy: a snippet, a command, a descriptor with what is wrong beside its lines.
///
/// For a few words in a sentence take `<code>`; for the output of a run, a log.
///
/// Keyboard: Tab reaches the code, arrow keys scroll it; then wrap and copy.
#[component]
pub fn CodeBlock(
    /// What it is: "catalog-info.yaml", "Command to run". Shown in the head if `head` is set.
    #[prop(into)]
    label: String,
    /// The code. Copied as it is.
    #[prop(into)]
    code: String,
    /// What is coloured.
    #[prop(optional)]
    language: CodeLanguage,
    /// Colours code of other languages, and the name of the one that this is.
    #[prop(optional_no_strip)]
    highlight: Option<(Highlight, String)>,
    /// Shows the label and a switch for wrapping above the code.
    #[prop(optional)]
    head: bool,
    /// Shows line numbers.
    #[prop(optional)]
    numbers: bool,
    /// Numbers of lines to point out, from 1.
    #[prop(optional)]
    marked: Vec<usize>,
    /// Numbers of lines that are to be added, from 1.
    #[prop(optional)]
    added: Vec<usize>,
    /// What is said about lines.
    #[prop(optional)]
    notes: Vec<LineNote>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/code_block/code_block.css");
    let wrap = RwSignal::new(false);
    let draw = {
        let code = code.clone();
        move |coloured: &[CodeLine]| -> Vec<AnyView> {
            let line = |(index, line): (usize, &str)| {
                let number = index + 1;
                let notes: Vec<_> =
                    notes.iter().filter(|note| note.line == number).map(note).collect();
                let line = match coloured.get(index) {
                    Some(pieces) => {
                        spans(pieces.iter().map(|(token, text)| (*token, text.as_str())))
                    }
                    None => pieces(line, language),
                };
                let line = view! { {line}"\n" }.into_any();
                let line = if added.contains(&number) {
                    view! { <ins class="pk-code-block-line">{line}</ins> }.into_any()
                } else if marked.contains(&number) {
                    view! { <mark class="pk-code-block-line">{line}</mark> }.into_any()
                } else {
                    view! { <span class="pk-code-block-line">{line}</span> }.into_any()
                };
                view! { {line}{notes} }.into_any()
            };
            code.lines().enumerate().map(line).collect()
        }
    };
    let lines = match highlight {
        Some((highlight, name)) => {
            let code = code.clone();
            (move || {
                let coloured = highlight.try_run((name.clone(), code.clone()));
                draw(&coloured.unwrap_or_default())
            })
            .into_any()
        }
        None => draw(&[]).into_any(),
    };
    // The caption holds a button too, which is no part of the name.
    let name = head.then(|| label.clone());
    let head = head.then(|| {
        let toggle = move |_| wrap.update(|wrap| *wrap = !*wrap);
        view! {
            <figcaption class="pk-code-block-head">
                <span>{label.clone()}</span>
                <IconButton
                    icon=Icon::Wrap
                    label="Wrap long lines"
                    size=Size::Sm
                    pressed=wrap
                    on_click=toggle
                />
            </figcaption>
        }
    });
    view! {
        <figure
            class=class(scope, "pk-code-block")
            aria-label=name
            data-numbers=numbers.to_string()
            data-wrap=move || wrap.get().to_string()
        >
            {head}
            <pre tabindex="0" role="group" aria-label=label><code>{lines}</code></pre>
            <div class="pk-code-block-copy"><CopyButton text=code /></div>
        </figure>
    }
    .into_any()
}

/// The coloured pieces of one line.
fn pieces(line: &str, language: CodeLanguage) -> AnyView {
    match language {
        CodeLanguage::Plain => line.to_owned().into_any(),
        CodeLanguage::Yaml => spans(yaml_line(line).into_iter()),
    }
}

fn spans<'p>(pieces: impl Iterator<Item = (CodeToken, &'p str)>) -> AnyView {
    pieces
        .map(|(token, text)| match token.name() {
            Some(name) => view! { <span data-token=name>{text.to_owned()}</span> }.into_any(),
            None => text.to_owned().into_any(),
        })
        .collect::<Vec<_>>()
        .into_any()
}

/// One note, below its line.
fn note(note: &LineNote) -> AnyView {
    view! {
        <span class="pk-code-block-note" data-tone=note.tone.name()>
            <Icon name=note.tone.shape() size=IconSize::Xs />
            <span>{note.text.clone()}</span>
        </span>
    }
    .into_any()
}
