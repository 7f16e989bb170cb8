//! The text of the descriptor: a plain text area with the numbers of its lines, so that it is read
//! aloud, searched, translated and undone like every other one.

use super::reading::Reading;
use leptos::html;
use leptos::prelude::*;
use portico_components::{TextArea, Tone};
use std::collections::BTreeMap;

/// Draws it. `line` is set to go to a line, and taken away again once that is done.
pub fn draw(
    text: RwSignal<String>,
    reading: Signal<Reading>,
    line: RwSignal<Option<u32>>,
) -> AnyView {
    let area = NodeRef::<html::Textarea>::new();
    let gutter = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        let Some(area) = area.get() else { return };
        let scrolled = area.clone();
        let follow = move |_: leptos::ev::Event| {
            if let Some(gutter) = gutter.try_get_untracked().flatten() {
                gutter.set_scroll_top(scrolled.scroll_top());
            }
        };
        let follows = area.on(leptos::ev::scroll, follow);
        on_cleanup(move || drop(follows));
    });
    Effect::new(move |_| {
        let (Some(wanted), Some(area)) = (line.get(), area.get()) else { return };
        text.with_untracked(|text| {
            let (start, end) = range(text, wanted);
            let _ = area.focus();
            let _ = area.set_selection_range(start, end);
            let all = i32::try_from(lines(text)).unwrap_or(1).max(1);
            let height = area.scroll_height() / all;
            let above = i32::try_from(wanted).unwrap_or(1).saturating_sub(1);
            let middle = height.saturating_mul(above).saturating_sub(area.client_height() / 2);
            area.set_scroll_top(middle.max(0));
        });
        line.set(None);
    });
    let count = Memo::new(move |_| text.with(|text| lines(text)));
    let marked = Memo::new(move |_| {
        let mut worst: BTreeMap<u32, Tone> = BTreeMap::new();
        reading.with(|reading| {
            for fault in &reading.faults {
                let tone = worst.entry(fault.line).or_insert(fault.tone);
                if fault.tone == Tone::Danger {
                    *tone = Tone::Danger;
                }
            }
        });
        worst
    });
    let numbers = move || {
        let marked = marked.get();
        let mut parts: Vec<AnyView> = Vec::new();
        let mut plain = String::new();
        for number in 1..=count.get() {
            let words = [&*number.to_string(), "\n"].concat();
            let tone = u32::try_from(number).ok().and_then(|number| marked.get(&number));
            match tone {
                None => plain.push_str(&words),
                Some(tone) => {
                    parts.push(std::mem::take(&mut plain).into_any());
                    let tone = if *tone == Tone::Danger { "danger" } else { "warning" };
                    parts.push(view! { <span data-tone=tone>{words}</span> }.into_any());
                }
            }
        }
        parts.push(plain.into_any());
        parts
    };
    let change = Callback::new(move |new: String| text.set(new));
    view! {
        <div data-code="">
            <div data-gutter="" aria-hidden="true" node_ref=gutter>
                <pre>{numbers}</pre>
            </div>
            <TextArea
                label="Descriptor"
                value=text
                on_input=change
                rows=24
                mono=true
                placeholder="apiVersion: scaffolder.backstage.io/v1beta3"
                node_ref=area
            />
        </div>
    }
    .into_any()
}

/// How many lines a text has.
fn lines(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count() + 1
}

/// Where a line begins and ends, in the units that browsers count.
fn range(text: &str, line: u32) -> (u32, u32) {
    let units = |line: &str| u32::try_from(line.encode_utf16().count()).unwrap_or_default();
    let above = usize::try_from(line.saturating_sub(1)).unwrap_or_default();
    let start = text.split('\n').take(above).map(|line| units(line) + 1).sum();
    let length = text.split('\n').nth(above).map(units).unwrap_or_default();
    (start, start + length)
}

#[cfg(test)]
mod tests {
    use super::{lines, range};

    #[test]
    fn a_line_is_found_in_the_units_of_browsers() {
        let text = "a\n😀b\n\nlast";
        assert_eq!((lines(text), lines("")), (4, 1));
        assert_eq!(
            [range(text, 1), range(text, 2), range(text, 3), range(text, 4)],
            [(0, 1), (2, 5), (6, 6), (7, 11)]
        );
        assert_eq!(range("a", 1), (0, 1));
    }
}
