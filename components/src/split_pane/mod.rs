//! Two panes and an edge that moves.

pub mod gallery;

use leptos::{
    ev::{KeyboardEvent, PointerEvent},
    html,
    prelude::*,
};
use stylers_macro::style_sheet;

use crate::{
    Icon, IconButton, Size, class, dom,
    edge::{self, Limits, Move},
    observe::watch_size,
    unique_id,
};

/// Width of the bar, as in the style sheet.
const BAR: usize = 24;

/// Two panes beside each other, whose shares the reader chooses: a list and what is chosen in it.
///
/// Below 768 px the panes stand below each other and nothing moves. For a side bar of the page
/// take [`AppShell`](crate::AppShell), for two columns of a fixed share [`Grid`](crate::Grid).
///
/// Keyboard: Tab reaches the edge between the panes. Left and right move it by 16 px (mirrored from
/// right to left), Home and End go to the limits, Enter hides the first pane and brings it back.
/// Who cannot drag has buttons beside the edge.
///
/// Pattern: APG "Window Splitter".
#[component]
pub fn SplitPane(
    /// Name of the first pane: "Files". The edge and its buttons are named after it.
    #[prop(into)]
    label: Signal<String>,
    /// The first pane, whose width is chosen.
    start: AnyView,
    /// The second pane, which takes the rest.
    end: AnyView,
    /// Width of the first pane in px, for those who keep it; else the component does.
    #[prop(optional, into)]
    size: Option<Signal<usize>>,
    /// Its width at the start, if the component keeps it.
    #[prop(default = 280)]
    default_size: usize,
    /// Called with the wanted width. Needed together with `size`.
    #[prop(optional, into)]
    on_resize: Option<Callback<usize>>,
    /// Least width of the first pane.
    #[prop(default = 160)]
    min: usize,
    /// Least width of the second pane.
    #[prop(default = 240)]
    min_end: usize,
    /// Whether the first pane is hidden; set it to do so from outside.
    #[prop(optional)]
    collapsed: RwSignal<bool>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/split_pane/split_pane.css");
    let root = NodeRef::<html::Div>::new();
    let own = RwSignal::new(default_size);
    let whole = RwSignal::new(0);
    // Before it was measured, nothing is too wide.
    let limits = Memo::new(move |_| match whole.get() {
        0 => Limits { least: min, most: default_size.max(min) },
        whole => Limits::new(min, min_end, BAR, whole),
    });
    let width = Memo::new(move |_| {
        let wanted = size.map_or_else(|| own.get(), |size| size.get());
        limits.get().hold(wanted)
    });
    root.on_load(move |root| {
        let measured = root.clone();
        watch_size(&[&root], move || {
            let now = usize::try_from(measured.client_width()).unwrap_or_default();
            if whole.try_get_untracked().is_some_and(|before| before != now) {
                whole.set(now);
            }
        });
    });
    let resize = move |to: usize| {
        collapsed.set(false);
        own.set(to);
        if let Some(on_resize) = on_resize {
            on_resize.try_run(to);
        }
    };
    let act = move |key: &str, rtl: bool| {
        let Some(width) = width.try_get_untracked() else { return false };
        match edge::action(key, rtl, width, limits.get_untracked()) {
            Some(Move::To(to)) => resize(to),
            Some(Move::Enter) => collapsed.update(|collapsed| *collapsed = !*collapsed),
            None => return false,
        }
        true
    };
    let key = move |event: KeyboardEvent| {
        let rtl = dom::target(&event).is_some_and(|target| dom::is_rtl(&target));
        if !dom::is_chord(&event) && act(&event.key(), rtl) {
            event.prevent_default();
        }
    };
    // Where the pointer took the edge, and how wide the pane was then.
    let taken = RwSignal::new(None::<(i32, usize)>);
    let take = move |event: PointerEvent| {
        let Some(edge) = dom::target(&event).filter(|_| event.button() == 0) else { return };
        let _ = edge.set_pointer_capture(event.pointer_id());
        let from = if collapsed.get_untracked() { min } else { width.get_untracked() };
        taken.set(Some((event.client_x(), from)));
    };
    let drag = move |event: PointerEvent| {
        let Some((x, from)) = taken.get_untracked() else { return };
        let rtl = dom::target(&event).is_some_and(|target| dom::is_rtl(&target));
        let by = event.client_x().saturating_sub(x);
        if by != 0 {
            resize(edge::dragged(from, by, rtl, limits.get_untracked()));
        }
    };
    let named = move |what: &'static str| Signal::derive(move || [what, &label.get()].concat());
    let at_limit = move |limit: fn(Limits) -> usize, reason: &'static str| {
        Signal::derive(move || {
            let there = !collapsed.get() && width.get() == limit(limits.get());
            there.then(|| reason.to_owned())
        })
    };
    let now = move || if collapsed.get() { 0 } else { limits.get().percent(width.get()) };
    let said = move || {
        if collapsed.get() {
            return "Hidden".to_owned();
        }
        [&width.get().to_string(), " pixels"].concat()
    };
    let pane = unique_id("pk-split-pane");
    view! {
        <div
            class=class(scope, "pk-split-pane")
            node_ref=root
            data-collapsed=move || collapsed.get().to_string()
            data-dragging=move || taken.get().is_some().to_string()
        >
            <div
                class="pk-split-pane-start"
                id=pane.clone()
                role="group"
                aria-label=label
                style:inline-size=move || [&width.get().to_string(), "px"].concat()
            >
                {start}
            </div>
            <div class="pk-split-pane-bar">
                <IconButton
                    icon=Icon::Sidebar
                    label=named("Hide ")
                    size=Size::Sm
                    pressed=collapsed
                    on_click=move |_| collapsed.update(|collapsed| *collapsed = !*collapsed)
                />
                <IconButton
                    icon=Icon::ChevronLeft
                    label=named("Narrower: ")
                    size=Size::Sm
                    disabled_reason=at_limit(|limits| limits.least, "It cannot be narrower.")
                    on_click=move |_| {
                        act("ArrowLeft", false);
                    }
                />
                <IconButton
                    icon=Icon::ChevronRight
                    label=named("Wider: ")
                    size=Size::Sm
                    disabled_reason=at_limit(|limits| limits.most, "It cannot be wider.")
                    on_click=move |_| {
                        act("ArrowRight", false);
                    }
                />
                <div
                    class="pk-split-pane-edge"
                    role="separator"
                    tabindex="0"
                    aria-label=named("Width of ")
                    aria-orientation="vertical"
                    aria-controls=pane
                    aria-valuemin="0"
                    aria-valuemax="100"
                    aria-valuenow=move || now().to_string()
                    aria-valuetext=said
                    on:keydown=key
                    on:pointerdown=take
                    on:pointermove=drag
                    on:pointerup=move |_| taken.set(None)
                    on:pointercancel=move |_| taken.set(None)
                    on:lostpointercapture=move |_| taken.set(None)
                ></div>
            </div>
            <div class="pk-split-pane-end">{end}</div>
        </div>
    }
    .into_any()
}
