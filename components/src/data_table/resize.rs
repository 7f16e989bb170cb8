//! Columns whose widths the reader chooses.

use std::sync::Arc;

use leptos::{
    ev::{KeyboardEvent, PointerEvent},
    html,
    prelude::*,
};
use stylers_macro::style_sheet;

use super::{
    Column,
    column::Chosen as Hooks,
    parts::css_rem,
    widths::{Chosen, choose, chosen, drawn, limits},
};
use crate::{
    Align, Button, Icon, IconButton, Popover, Size, class, dom,
    edge::{self, Move},
    group_digits,
    observe::{rem, watch_size},
};

/// The widths of a table's columns, as far as the reader chose them.
///
/// [`Self::on`] puts an edge that moves at the end of each header. Widths are in pixels at a root
/// font size of 16 and grow with it. A column that is made wider pushes no other one out; if the
/// table gets wider than its room, it scrolls sideways. Who cannot drag and has no keyboard finds
/// the same in [`ColumnWidthsMenu`].
///
/// Keyboard, on an edge: ← and → by 16 px (mirrored from right to left), Home and End to the
/// limits, Enter back to the column's own width; so does a double click.
///
/// Pattern: APG "Window Splitter".
#[derive(Clone, Copy)]
pub struct ColumnWidths {
    chosen: RwSignal<Chosen>,
    known: StoredValue<Vec<Known>>,
}

/// What is known of a column.
#[derive(Clone)]
struct Known {
    id: &'static str,
    header: String,
    own: usize,
    grows: bool,
    /// Its width on the page; 0 while it is not drawn.
    now: RwSignal<usize>,
}

impl Default for ColumnWidths {
    fn default() -> Self {
        Self::kept(RwSignal::new(Chosen::new()))
    }
}

impl ColumnWidths {
    /// No width chosen yet, and none kept when the page is left.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same with the widths kept outside: ids of columns, with pixels.
    #[must_use]
    pub fn kept(chosen: RwSignal<Vec<(String, usize)>>) -> Self {
        Self { chosen, known: StoredValue::new(Vec::new()) }
    }

    /// Makes the columns of a table resizable, all but the silent ones.
    #[must_use]
    pub fn on(self, columns: Vec<Column>) -> Vec<Column> {
        let mut all = Vec::with_capacity(columns.len());
        let columns = columns.into_iter().map(|mut column| {
            let known = Known {
                id: column.id,
                header: column.header.clone(),
                own: usize::from(column.width),
                grows: column.grow,
                now: RwSignal::new(0),
            };
            let (id, own, grows) = (known.id, known.own, known.grows);
            column.chosen = Some(Hooks {
                width: Arc::new(move || {
                    u16::try_from(self.of(id, own).unwrap_or(own)).unwrap_or(u16::MAX)
                }),
                col: Arc::new(move |is_last| {
                    let width = move || {
                        let rest = is_last && self.nothing_grows();
                        drawn(self.of(id, own), own, grows, rest)
                            .map(|width| css_rem(u32::try_from(width).unwrap_or(u32::MAX)))
                    };
                    view! { <col style:inline-size=width /> }.into_any()
                }),
            });
            all.push(known.clone());
            if !column.silent {
                column.head = Some(Arc::new(move |inside| {
                    view! { {inside} <ColumnEdge widths=self known=known.clone() /> }.into_any()
                }));
            }
            column
        });
        let columns = columns.collect();
        self.known.set_value(all);
        columns
    }

    /// Whether any width was chosen.
    #[must_use]
    pub fn is_changed(self) -> bool {
        self.chosen.with(|chosen| !chosen.is_empty())
    }

    /// Gives all columns their own widths again.
    pub fn reset(self) {
        let _ = self.chosen.try_set(Chosen::new());
    }

    fn of(self, id: &str, own: usize) -> Option<usize> {
        self.chosen.with(|widths| chosen(widths, id, own))
    }

    fn nothing_grows(self) -> bool {
        let growing = |column: &Known| column.grows && self.of(column.id, column.own).is_none();
        self.known.with_value(|known| !known.iter().any(growing))
    }

    fn set(self, id: &str, width: Option<usize>) {
        self.chosen.update(|widths| choose(widths, id, width));
    }

    /// What a key does to a column, whether it was pressed or stands for a button.
    fn press(self, column: &Known, key: &str, rtl: bool) -> bool {
        let now = untrack(|| self.of(column.id, column.own));
        let now = now.or_else(|| column.now.try_get_untracked()).unwrap_or(column.own);
        match edge::action(key, rtl, now, limits(column.own)) {
            Some(Move::To(width)) => self.set(column.id, Some(width)),
            Some(Move::Enter) => self.set(column.id, None),
            None => return false,
        }
        true
    }
}

/// The edge at the end of a header.
#[component]
fn ColumnEdge(widths: ColumnWidths, known: Known) -> impl IntoView {
    let scope = style_sheet!("components/src/data_table/column_edge.css");
    let (id, own, now) = (known.id, known.own, known.now);
    let limits = limits(own);
    let node = NodeRef::<html::Div>::new();
    node.on_load(move |edge| {
        let Some(cell) = edge.closest("th").ok().flatten() else { return };
        let measured = cell.clone();
        watch_size(&[&cell], move || {
            // The cast saturates.
            let width = (dom::rect(&measured).width * 16.0 / rem()).round() as usize;
            if now.try_get_untracked().is_some_and(|before| before != width) {
                now.set(width);
            }
        });
    });
    on_cleanup(move || {
        let _ = now.try_set(0);
    });
    let label = ["Resize ", &known.header].concat();
    let key = move |event: KeyboardEvent| {
        let Some(edge) = dom::target(&event).filter(|_| !dom::is_chord(&event)) else { return };
        if widths.press(&known, &event.key(), dom::is_rtl(&edge)) {
            event.prevent_default();
            // A table that scrolls sideways follows the edge.
            request_animation_frame(move || dom::reveal_element(&edge));
        }
    };
    // Where the pointer took the edge, and how wide the column was then.
    let taken = RwSignal::new(None::<(i32, usize)>);
    let take = move |event: PointerEvent| {
        let Some(edge) = dom::target(&event).filter(|_| event.button() == 0) else { return };
        let _ = edge.set_pointer_capture(event.pointer_id());
        taken.set(Some((event.client_x(), now.get_untracked())));
    };
    let drag = move |event: PointerEvent| {
        let Some((x, from)) = taken.get_untracked() else { return };
        let rtl = dom::target(&event).is_some_and(|target| dom::is_rtl(&target));
        let by = f64::from(event.client_x().saturating_sub(x)) * 16.0 / rem();
        if by != 0.0 {
            widths.set(id, Some(edge::dragged(from, by as i32, rtl, limits)));
        }
    };
    let end = move |_| taken.set(None);
    view! {
        <div
            class=class(scope, "pk-column-edge")
            node_ref=node
            role="separator"
            tabindex="0"
            aria-label=label
            aria-orientation="vertical"
            aria-valuemin=limits.least.to_string()
            aria-valuemax=limits.most.to_string()
            aria-valuenow=move || limits.hold(now.get()).to_string()
            aria-valuetext=move || [&now.get().to_string(), " pixels"].concat()
            data-dragging=move || taken.get().is_some().to_string()
            on:keydown=key
            on:pointerdown=take
            on:pointermove=drag
            on:pointerup=end
            on:pointercancel=end
            on:dblclick=move |_| widths.set(id, None)
        ></div>
    }
    .into_any()
}

/// A button that opens the widths of all columns, for those who cannot drag.
///
/// Each column that is drawn has buttons that make it narrower and wider by 16 px; below them is
/// "Reset widths".
///
/// Keyboard: that of a [`Popover`].
#[component]
pub fn ColumnWidthsMenu(
    /// The widths, after they were put on the columns.
    widths: ColumnWidths,
    /// Which edges of button and panel are in line.
    #[prop(default = Align::End)]
    align: Align,
) -> impl IntoView {
    view! {
        <Popover label="Column widths" icon=Icon::Columns align>
            <WidthList widths />
        </Popover>
    }
    .into_any()
}

#[component]
fn WidthList(widths: ColumnWidths) -> impl IntoView {
    let scope = style_sheet!("components/src/data_table/column_widths.css");
    let line = move |column: Known| {
        let now = column.now;
        let limits = limits(column.own);
        let change = |icon: Icon,
                      word: &str,
                      key: &'static str,
                      limit: usize,
                      sorry: &'static str| {
            let label = [word, &column.header].concat();
            let reason = Signal::derive(move || (now.get() == limit).then(|| sorry.to_owned()));
            let column = column.clone();
            let press = move |_| {
                widths.press(&column, key, false);
            };
            view! { <IconButton icon label size=Size::Sm disabled_reason=reason on_click=press /> }
        };
        view! {
            <li>
                <span>{column.header.clone()}</span>
                {change(Icon::Minus, "Narrower: ", "ArrowLeft", limits.least, "It cannot be narrower.")}
                <output>{move || [&group_digits(now.get()), " px"].concat()}</output>
                {change(Icon::Plus, "Wider: ", "ArrowRight", limits.most, "It cannot be wider.")}
            </li>
        }
        .into_any()
    };
    let lines: Vec<_> = widths
        .known
        .try_get_value()
        .unwrap_or_default()
        .into_iter()
        .filter(|column| column.now.get_untracked() > 0)
        .map(line)
        .collect();
    let unchanged = Signal::derive(move || {
        (!widths.is_changed()).then(|| "All columns have their own widths.".to_owned())
    });
    view! {
        <div class=class(scope, "pk-column-widths")>
            <ul role="list">{lines}</ul>
            <Button
                icon=Icon::Undo
                size=Size::Sm
                disabled_reason=unchanged
                on_click=move |_| widths.reset()
            >
                "Reset widths"
            </Button>
        </div>
    }
    .into_any()
}
