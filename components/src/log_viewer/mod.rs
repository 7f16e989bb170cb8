//! The output of a run.

mod ansi;
pub mod gallery;
mod lines;

use std::sync::Arc;

use ansi::{Look, Piece};
use leptos::{
    ev::{KeyboardEvent, MouseEvent},
    html,
    prelude::*,
};
use stylers_macro::style_sheet;

use crate::{
    Announcer, CopyButton, Icon, IconButton, Politeness, SearchField, Size, class,
    copy_button::copy_text,
    dom, group_digits,
    kept_rows::{RowKey, keep_rows},
    number::pixels,
    observe::watch_size,
    roving::Step,
    save::save,
    unique_id, use_announcer,
    viewport::Viewport,
    virtual_list::logic::positions,
    windowing::{self, Window},
};

/// Columns that the numbers and the gap after the text take.
const BESIDE: usize = 10;

/// Fewest columns that a line is wrapped to.
const NARROWEST: usize = 16;

/// The address of a line, by its number from 1.
pub type LineHref = Arc<dyn Fn(usize) -> String + Send + Sync>;

/// The output of a run: up to some hundred thousand lines, with the colours of a terminal.
///
/// Each line begins without colours. Colours become the nearest of sixteen, which are readable in
/// every theme; all other escape sequences are dropped. For a snippet take
/// [`CodeBlock`](crate::CodeBlock).
///
/// Keyboard: Tab reaches the search, the buttons, the lines and their numbers. In the lines, arrow
/// keys and Page Up and Down scroll; on a number, up and down go to the next number. Anywhere but
/// in the search: `/` goes to the search, `n` and `N` to the next and previous hit, `f` follows.
/// In the search: Enter and Shift+Enter go through the hits, Escape leads to the lines.
///
/// Pattern: a region with a list; a log (`role="log"`) only while it follows.
#[component]
pub fn LogViewer(
    /// What ran: "Log of build 1,204".
    #[prop(into)]
    label: Signal<String>,
    /// The lines, without their ends.
    #[prop(into)]
    lines: Signal<Vec<String>>,
    /// Whether it stays at the end while lines come, at the start. Off for a run that is over.
    #[prop(optional)]
    following: bool,
    /// Address of a line by its number; without it, a number copies its line.
    #[prop(optional)]
    line_href: Option<LineHref>,
    /// Number of the line that is pointed out, and shown at the start.
    #[prop(optional, into)]
    line: Signal<Option<usize>>,
    /// How many lines are in sight at most.
    #[prop(default = 20)]
    visible: usize,
    /// Name of the file to download.
    #[prop(default = "log.txt".to_owned(), into)]
    file: String,
    /// Shown when there are no lines: why, and what to do.
    #[prop(optional, into)]
    empty: Option<ViewFn>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/log_viewer/log_viewer.css");
    let log = Log::new(lines, following, line_href);
    let (query, search) = (log.query, NodeRef::<html::Input>::new());
    log.list.on_load(move |list| {
        log.viewport.follow(&list, &list);
        let Some(measure) = dom::find(&list, "[data-row]") else { return };
        if let Some(lines) = log.lines_box.get_untracked() {
            watch_size(&[&lines], move || log.measure(&measure));
        }
    });
    log.draw();
    log.stay_at_the_end();
    Effect::new(move |_| {
        let line = line.get().and_then(|line| line.checked_sub(1));
        log.current.set(line);
        if let Some(line) = line {
            request_animation_frame(move || log.reveal(line));
        }
    });
    // What was typed is looked for from what is in sight.
    Effect::new(move |before: Option<String>| {
        let needle = log.needle.get();
        if before.is_some_and(|before| before != needle) {
            let first = log.first.get_untracked();
            let found = log.hits.with_untracked(|hits| {
                let at = hits.iter().position(|line| *line >= first);
                at.or((!hits.is_empty()).then_some(0))
            });
            log.go(found);
        }
        needle
    });

    let count = move || {
        let (found, all) = (log.hit.get(), log.hits.with(Vec::len));
        if log.needle.with(String::is_empty) {
            return String::new();
        }
        match found.filter(|_| all > 0) {
            Some(at) => {
                let lines = if all == 1 { " line" } else { " lines" };
                [&group_digits(at + 1), " of ", &group_digits(all), lines].concat()
            }
            None if all > 0 => [&group_digits(all), " lines"].concat(),
            None => "No matches".to_owned(),
        }
    };
    let no_hits = Signal::derive(move || {
        let none = log.hits.with(Vec::is_empty);
        none.then(|| "Nothing found to go to.".to_owned())
    });
    let place = move || {
        let all = log.count.get();
        if all == 0 {
            return "No lines".to_owned();
        }
        let (first, last) = (log.first.get() + 1, log.last.get() + 1);
        let range = [&group_digits(first), "–", &group_digits(last)].concat();
        ["Lines ", &range, " of ", &group_digits(all)].concat()
    };
    let whole = Signal::derive(move || log.whole());
    let nothing = Memo::new(move |_| log.count.get() == 0);
    let empty = move || empty.as_ref().filter(|_| nothing.get()).map(|empty| empty.run());
    let height = ["calc(var(--dp-space-600) * ", &visible.to_string(), ")"].concat();
    view! {
        <section
            class=class(scope, "pk-log-viewer")
            aria-label=label
            on:keydown=move |event| log.key(&event, search)
        >
            <div class="pk-log-viewer-bar">
                <div class="pk-log-viewer-search">
                    <SearchField
                        label="Search the log"
                        value=query
                        on_input=move |text| query.set(text)
                        on_search=move |text| log.look_for(text)
                        size=Size::Sm
                        node_ref=search
                    />
                </div>
                <span class="pk-log-viewer-count" role="status">{count}</span>
                <div class="pk-log-viewer-tools">
                    <IconButton
                        icon=Icon::ChevronUp
                        label="Previous match"
                        keys="Shift+N"
                        size=Size::Sm
                        disabled_reason=no_hits
                        on_click=move |_| log.step(Step::Previous)
                    />
                    <IconButton
                        icon=Icon::ChevronDown
                        label="Next match"
                        keys="N"
                        size=Size::Sm
                        disabled_reason=no_hits
                        on_click=move |_| log.step(Step::Next)
                    />
                    <IconButton
                        icon=Icon::Follow
                        label="Follow the end"
                        keys="F"
                        size=Size::Sm
                        pressed=log.following
                        on_click=move |_| log.toggle_follow()
                    />
                    <IconButton
                        icon=Icon::Wrap
                        label="Wrap long lines"
                        size=Size::Sm
                        pressed=log.wrapped
                        on_click=move |_| log.toggle_wrap()
                    />
                    <CopyButton text=whole label="Copy the log" />
                    <IconButton
                        icon=Icon::Download
                        label="Download the log"
                        size=Size::Sm
                        on_click=move |_| save(&file, "text/plain", &log.whole())
                    />
                </div>
            </div>
            <div
                class="pk-log-viewer-box"
                node_ref=log.lines_box
                dir="ltr"
                tabindex="0"
                role=move || if log.following.get() { "log" } else { "group" }
                aria-label="Lines"
                style:max-block-size=height
                on:scroll=move |_| log.scrolled()
            >
                <div
                    class="pk-log-viewer-lines"
                    node_ref=log.list
                    role=move || if nothing.get() { "none" } else { "list" }
                    style:padding-block-start=move || pixels(log.before())
                    style:padding-block-end=move || pixels(log.after())
                    on:click=move |event| log.click(&event)
                    on:focusin=move |event| log.kept.set(dom::row_at(&event))
                    on:focusout=move |_| log.kept.set(None)
                >
                    <span class="pk-log-viewer-measure" data-row="" aria-hidden="true">"0000000000"</span>
                </div>
            </div>
            {empty}
            <div class="pk-log-viewer-place">{place}</div>
        </section>
    }
    .into_any()
}

/// A log on the page.
#[derive(Clone, Copy)]
struct Log {
    prefix: StoredValue<String>,
    lines: Signal<Vec<String>>,
    line_href: StoredValue<Option<LineHref>>,
    lines_box: NodeRef<html::Div>,
    list: NodeRef<html::Div>,
    viewport: Viewport,
    announcer: Announcer,
    following: RwSignal<bool>,
    wrapped: RwSignal<bool>,
    /// How many columns fit.
    columns: RwSignal<usize>,
    count: Memo<usize>,
    /// The row each line begins in, while lines are wrapped; else empty, and each is one row.
    starts: Memo<Vec<usize>>,
    /// The lines drawn for being in sight, or nearly.
    window: Memo<Window>,
    /// First and last line in sight.
    first: Memo<usize>,
    last: Memo<usize>,
    positions: Memo<Vec<usize>>,
    /// The line with the focus.
    kept: RwSignal<Option<usize>>,
    /// The line that is pointed out.
    current: RwSignal<Option<usize>>,
    /// The line whose number Tab leads to.
    stop: Memo<Option<usize>>,
    /// What is typed, and what is looked for.
    query: RwSignal<String>,
    needle: RwSignal<String>,
    /// The lines that have it, and which of them is the one.
    hits: Memo<Vec<usize>>,
    hit: RwSignal<Option<usize>>,
    /// How far it was scrolled last.
    top: StoredValue<i32>,
}

impl Log {
    fn new(lines: Signal<Vec<String>>, following: bool, line_href: Option<LineHref>) -> Self {
        let viewport = Viewport::new();
        let (wrapped, columns) = (RwSignal::new(false), RwSignal::new(0));
        let (kept, current) = (RwSignal::new(None), RwSignal::new(None));
        let needle = RwSignal::new(String::new());
        let count = Memo::new(move |_| lines.with(Vec::len));
        let starts = Memo::new(move |_| {
            let columns = columns.get();
            if !wrapped.get() || columns == 0 {
                return Vec::new();
            }
            lines.with(|lines| lines::row_starts(lines, columns))
        });
        let rows = move || starts.with(|starts| starts.last().copied()).unwrap_or(count.get());
        let line_of = move |row: usize| {
            let line = starts
                .with(|starts| if starts.is_empty() { row } else { lines::line_of(starts, row) });
            line.min(count.get().saturating_sub(1))
        };
        let window = Memo::new(move |_| {
            let Window { start, end } = Window::of(viewport.geometry.get(), rows());
            if start >= end {
                return Window::default();
            }
            Window { start: line_of(start), end: (line_of(end - 1) + 1).min(count.get()) }
        });
        let first = Memo::new(move |_| line_of(viewport.geometry.get().first_visible(rows())));
        let last = Memo::new(move |_| {
            let mut geometry = viewport.geometry.get();
            geometry.scrolled += geometry.height - 1.0;
            line_of(geometry.first_visible(rows()))
        });
        let positions = Memo::new(move |_| positions(window.get(), kept.get(), count.get()));
        let stop = Memo::new(move |_| {
            let mark = kept.get().or(current.get());
            let drawn = |line: &usize| positions.with(|positions| positions.contains(line));
            mark.filter(drawn).or_else(|| Some(first.get()))
        });
        let hits = Memo::new(move |_| {
            needle.with(|needle| lines.with(|lines| lines::lines_with(lines, needle)))
        });
        Self {
            prefix: StoredValue::new(unique_id("pk-log")),
            lines,
            line_href: StoredValue::new(line_href),
            lines_box: NodeRef::new(),
            list: NodeRef::new(),
            viewport,
            announcer: use_announcer(),
            following: RwSignal::new(following),
            wrapped,
            columns,
            count,
            starts,
            window,
            first,
            last,
            positions,
            kept,
            current,
            stop,
            query: RwSignal::new(String::new()),
            needle,
            hits,
            hit: RwSignal::new(None),
            top: StoredValue::new(0),
        }
    }

    /// The row that a line begins in.
    fn row(self, line: usize) -> usize {
        self.starts.with(|starts| {
            if starts.is_empty() { line } else { starts.get(line).copied().unwrap_or_default() }
        })
    }

    fn row_height(self) -> f64 {
        self.viewport.geometry.with(|geometry| geometry.row)
    }

    /// Height of what is not drawn before the window.
    fn before(self) -> f64 {
        self.row(self.window.get().start) as f64 * self.row_height()
    }

    /// Height of what is not drawn after it.
    fn after(self) -> f64 {
        let rows = self.row(self.count.get()).saturating_sub(self.row(self.window.get().end));
        rows as f64 * self.row_height()
    }

    /// The whole log, as text.
    fn whole(self) -> String {
        let whole = self.lines.try_with_untracked(|lines| {
            let mut whole = String::new();
            for line in lines {
                whole.push_str(&ansi::plain(line));
                whole.push('\n');
            }
            whole
        });
        whole.unwrap_or_default()
    }

    /// Keeps the elements of the lines in sight on the page.
    fn draw(self) {
        let keys = move || {
            let keys = self.positions.get().into_iter();
            keys.map(|line| RowKey { id: line as u64, occurrence: 0, revision: 0, variant: 0 })
                .collect::<Vec<_>>()
        };
        let one = move |_: ArcReadSignal<usize>, key: RowKey| self.line(key.id as usize);
        keep_rows(move || Some((self.list.get()?.into(), None)), keys, one);
    }

    /// One line.
    fn line(self, at: usize) -> AnyView {
        // Other lines may change: this one is parsed again only when it does.
        let text =
            Memo::new(move |_| self.lines.with(|lines| lines.get(at).cloned().unwrap_or_default()));
        let inside = move || {
            let pieces = text.with(|text| ansi::parse(text));
            let pieces = self.needle.with(|needle| lines::with_hits(pieces, needle));
            let columns = self.columns.get();
            if !self.wrapped.get() || columns == 0 {
                return pieces.into_iter().map(draw_piece).collect::<Vec<_>>();
            }
            let row = |row: Vec<Piece>| {
                let pieces: Vec<_> = row.into_iter().map(draw_piece).collect();
                view! { <span class="pk-log-viewer-row">{pieces}</span> }.into_any()
            };
            lines::wrap(pieces, columns).into_iter().map(row).collect()
        };
        let away = move || {
            let window = self.window.get();
            (!(window.start..window.end).contains(&at)).then_some("")
        };
        let stop = move || if self.stop.get() == Some(at) { "0" } else { "-1" };
        let name = group_digits(at + 1);
        let id = self.prefix.with_value(|prefix| [prefix, "-", &at.to_string()].concat());
        let number = (at + 1).to_string();
        let number = match self.line_href.with_value(|href| href.as_ref().map(|href| href(at + 1)))
        {
            Some(href) => view! {
                <a
                    class="pk-log-viewer-number"
                    id=id
                    href=href
                    tabindex=stop
                    data-number=""
                    aria-label=["Line ", &name].concat()
                >
                    {number}
                </a>
            }
            .into_any(),
            None => view! {
                <button
                    class="pk-log-viewer-number"
                    id=id
                    type="button"
                    tabindex=stop
                    data-number=""
                    aria-label=["Copy line ", &name].concat()
                >
                    {number}
                </button>
            }
            .into_any(),
        };
        view! {
            <div
                class="pk-log-viewer-line"
                role="listitem"
                data-at=at.to_string()
                data-away=away
                data-current=move || (self.current.get() == Some(at)).then_some("")
                aria-current=move || (self.current.get() == Some(at)).then_some("true")
                aria-posinset=name_of(at)
                aria-setsize=move || self.count.get().to_string()
                style:inset-block-start=move || pixels(self.row(at) as f64 * self.row_height())
            >
                {number}
                <code class="pk-log-viewer-text">{inside}</code>
            </div>
        }
        .into_any()
    }

    /// Finds out how many columns fit into the box, from ten letters.
    fn measure(self, ten: &web_sys::HtmlElement) {
        let Some(lines) = self.lines_box.try_get_untracked().flatten() else { return };
        let letter = dom::rect(ten).width / 10.0;
        if letter <= 0.0 {
            return;
        }
        let fits = (f64::from(lines.client_width()) / letter) as usize;
        let columns = fits.saturating_sub(BESIDE).max(NARROWEST);
        if self.columns.try_get_untracked().is_some_and(|before| before != columns) {
            self.columns.set(columns);
        }
    }

    /// Scrolls to the end whenever lines came, while it follows.
    fn stay_at_the_end(self) {
        // A log that is whole when it appears has no height before its rows are measured.
        let measured = Memo::new(move |_| self.row_height() > 0.0);
        Effect::new(move |_| {
            let rows = self.row(self.count.get());
            self.lines_box.track();
            measured.track();
            if self.following.get() && rows > 0 {
                // The space below has its new height only after this run of effects.
                request_animation_frame(move || self.to_end());
            }
        });
    }

    fn to_end(self) {
        if let Some(lines) = self.lines_box.try_get_untracked().flatten() {
            lines.set_scroll_top(lines.scroll_height());
            self.viewport.measure();
        }
    }

    /// Who scrolls up wants to read: it follows no longer.
    fn scrolled(self) {
        let Some(lines) = self.lines_box.try_get_untracked().flatten() else { return };
        let top = lines.scroll_top();
        let before = self.top.try_get_value().unwrap_or_default();
        self.top.set_value(top);
        let rest = lines.scroll_height() - lines.client_height() - top;
        let row = untrack(|| self.row_height());
        if top < before && f64::from(rest) > 2.0 * row && self.following.get_untracked() {
            self.following.set(false);
        }
    }

    fn toggle_follow(self) {
        self.following.update(|following| *following = !*following);
        let now = self.following.get_untracked();
        let said = if now { "Following the end" } else { "No longer following" };
        self.announcer.say(said, Politeness::Polite);
    }

    /// Wraps or not; what was the first line in sight stays so.
    fn toggle_wrap(self) {
        let first = self.first.get_untracked();
        self.wrapped.update(|wrapped| *wrapped = !*wrapped);
        request_animation_frame(move || {
            let Some(geometry) = self.viewport.geometry.try_get_untracked() else { return };
            let top = untrack(|| self.row(first)) as f64 * geometry.row;
            self.viewport.scroll_by(top - geometry.scrolled);
        });
    }

    /// Scrolls so far that a line is in sight.
    fn reveal(self, line: usize) {
        self.viewport.measure();
        let Some(geometry) = self.viewport.geometry.try_get_untracked() else { return };
        let row = untrack(|| self.row(line));
        self.viewport.scroll_by(geometry.reveal(row));
    }

    fn look_for(self, text: String) {
        if self.needle.try_with_untracked(|before| *before != text) == Some(true) {
            self.needle.set(text);
        }
    }

    /// Goes to one of the hits.
    fn go(self, hit: Option<usize>) {
        self.hit.set(hit);
        let line = self.hits.with_untracked(|hits| hits.get(hit?).copied());
        if let Some(line) = line {
            self.following.set(false);
            self.current.set(Some(line));
            self.reveal(line);
        }
    }

    fn step(self, step: Step) {
        let count = self.hits.with_untracked(Vec::len);
        if count > 0 {
            self.go(step.from(self.hit.get_untracked(), count));
        }
    }

    fn click(self, event: &MouseEvent) {
        let Some(at) = dom::row_at(event) else { return };
        let number = dom::target(event).and_then(|target| target.closest("[data-number]").ok()?);
        if number.is_none() {
            return;
        }
        self.current.set(Some(at));
        if self.line_href.with_value(Option::is_some) {
            return;
        }
        let line = self.lines.with_untracked(|lines| lines.get(at).map(|line| ansi::plain(line)));
        let (line, announcer) = (line.unwrap_or_default(), self.announcer);
        leptos::task::spawn_local(async move {
            if copy_text(&line).await {
                announcer.say("Line copied", Politeness::Polite);
            } else {
                announcer.say("Could not copy the line.", Politeness::Assertive);
            }
        });
    }

    fn key(self, event: &KeyboardEvent, search: NodeRef<html::Input>) {
        let Some(target) = dom::target(event).filter(|_| !dom::is_chord(event)) else { return };
        let key = event.key();
        if target.tag_name() == "INPUT" {
            match key.as_str() {
                "Enter" => {
                    let back = event.shift_key();
                    self.step(if back { Step::Previous } else { Step::Next });
                }
                // The first one clears the text, in the field.
                "Escape" => {
                    dom::focus_later(self.lines_box.get_untracked().map(Into::into));
                    event.stop_propagation();
                }
                _ => return,
            }
            event.prevent_default();
            return;
        }
        match key.as_str() {
            "/" => dom::focus_later(search.get_untracked().map(Into::into)),
            "n" => self.step(Step::Next),
            "N" => self.step(Step::Previous),
            "f" => self.toggle_follow(),
            "ArrowDown" | "ArrowUp" if target.has_attribute("data-number") => {
                let delta = if key == "ArrowDown" { 1 } else { -1 };
                let count = self.count.get_untracked();
                let Some(to) = windowing::step(dom::row_at(event), delta, count) else { return };
                self.focus_number(to);
            }
            _ => return,
        }
        event.prevent_default();
        // A key of the page with the same letter is not meant.
        event.stop_propagation();
    }

    /// Gives the number of a line the focus, once it is drawn.
    fn focus_number(self, line: usize) {
        self.reveal(line);
        request_animation_frame(move || {
            let id = self.prefix.try_with_value(|prefix| [prefix, "-", &line.to_string()].concat());
            if let Some(number) = id.and_then(|id| dom::by_id(&id)) {
                let _ = number.focus();
            }
        });
    }
}

/// The position of a line among all, from 1.
fn name_of(at: usize) -> String {
    (at + 1).to_string()
}

/// Letters that look the same.
fn draw_piece((look, text): Piece) -> AnyView {
    if look == Look::default() {
        return text.into_any();
    }
    let colour = |colour: Option<u8>| colour.map(|colour| colour.to_string());
    let set = |set: bool| set.then_some("");
    let hit = look.hit;
    let piece = view! {
        <span
            data-fg=colour(look.fg)
            data-bg=colour(look.bg)
            data-bold=set(look.bold)
            data-dim=set(look.dim)
            data-underline=set(look.underline)
        >
            {text}
        </span>
    };
    if hit { view! { <mark>{piece}</mark> }.into_any() } else { piece.into_any() }
}
