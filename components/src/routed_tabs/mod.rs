//! The parts of a page that have addresses of their own.

pub mod gallery;
mod logic;

use crate::{
    Align, Counter, LinkMenu, LinksFn, MenuLink, class, dom,
    observe::{computed_px, watch_size},
};
use leptos::{html::Ul, prelude::*};
use logic::fit;
use std::sync::Arc;
use stylers_macro::style_sheet;

/// One part of a page.
#[derive(Clone)]
pub struct RoutedTab {
    id: String,
    label: String,
    href: Signal<String>,
    count: Signal<Option<usize>>,
}

impl RoutedTab {
    /// A part with its address, which may change while the part stays.
    pub fn new(
        id: impl Into<String>,
        label: impl Into<String>,
        href: impl Into<Signal<String>>,
    ) -> Self {
        Self { id: id.into(), label: label.into(), href: href.into(), count: Signal::stored(None) }
    }

    /// Shows a number beside the name; none as long as it is not known.
    #[must_use]
    pub fn count(mut self, count: impl Into<Signal<Option<usize>>>) -> Self {
        self.count = count.into();
        self
    }
}

/// Room kept for the "More" button, in pixels: its words, a number of two digits and the caret.
const MORE: f64 = 96.0;

/// The parts of a page that have addresses of their own, such as those of an entity's page.
///
/// What does not fit goes behind "More", in order, without anything else moving; the current part
/// always stays. Below 768 px the strip scrolls instead, with a fade at its end. For views without
/// an address take [`Tabs`](crate::Tabs).
///
/// Keyboard: plain links in the Tab order; this is a navigation, not a tablist.
#[component]
pub fn RoutedTabs(
    /// Name of the navigation: "Parts of payments-ledger".
    #[prop(into)]
    label: Signal<String>,
    /// The parts. Their elements stay when `current` changes, so the focus does too.
    tabs: Vec<RoutedTab>,
    /// Id of the part that is shown.
    #[prop(into)]
    current: Signal<String>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/routed_tabs/routed_tabs.css");
    let strip = NodeRef::<Ul>::new();
    let tabs = StoredValue::new(tabs);
    let room = RwSignal::new((0.0, 0.0, Vec::<f64>::new()));
    let at = Memo::new(move |_| {
        let current = current.get();
        tabs.with_value(|tabs| tabs.iter().position(|tab| tab.id == current))
    });
    let kept = Memo::new(move |_| {
        room.with(|(room, gap, widths)| fit(widths, *gap, *room, MORE, at.get()))
    });

    let measure = move || {
        let Some(strip) = strip.try_get_untracked().flatten() else { return };
        let widths: Vec<f64> =
            dom::find_all(&strip, "[data-tab]").iter().map(|tab| dom::rect(tab).width).collect();
        let gap = computed_px(&strip, "column-gap").unwrap_or_default();
        let now = (dom::rect(&strip).width, gap, widths);
        if room.try_with_untracked(|before| *before != now) == Some(true) {
            room.set(now);
        }
    };
    strip.on_load(move |strip| {
        // The strip for its room, the tabs because numbers arrive and fonts change.
        let tabs = dom::find_all(&strip, "[data-tab]");
        let mut watched: Vec<&web_sys::Element> = vec![&strip];
        watched.extend(tabs.iter().map(|tab| -> &web_sys::Element { tab }));
        watch_size(&watched, measure);
    });
    // On a narrow screen the current part may be outside of what is shown of the strip.
    Effect::new(move |_| {
        let (Some(at), Some(strip)) = (at.get(), strip.get()) else { return };
        request_animation_frame(move || {
            if let Some(tab) = dom::find_all(&strip, "[data-tab]").get(at) {
                let distance = logic::bring_into_view(dom::rect(&strip), dom::rect(tab));
                strip.scroll_by_with_x_and_y(distance, 0.0);
            }
        });
    });

    let items: Vec<_> = tabs.with_value(|tabs| {
        tabs.iter()
            .enumerate()
            .map(|(index, tab)| {
                let count = tab.count;
                let is_current = move || at.get() == Some(index);
                let is_kept = move || kept.with(|kept| kept.get(index).copied().unwrap_or(true));
                view! {
                    <li data-tab="" data-kept=move || is_kept().to_string()>
                        <a
                            href=tab.href
                            aria-current=move || is_current().then_some("page")
                        >
                            <span data-text=tab.label.clone()>{tab.label.clone()}</span>
                            {move || {
                                count.get().map(|count| view! { <Counter count /> })
                            }}
                        </a>
                    </li>
                }
                .into_any()
            })
            .collect()
    });
    let rest: LinksFn = Arc::new(move || {
        let kept = kept.get();
        tabs.with_value(|tabs| {
            tabs.iter()
                .zip(kept)
                .filter(|(_, kept)| !kept)
                .map(|(tab, _)| MenuLink {
                    count: tab.count.get(),
                    ..MenuLink::new(&tab.label, tab.href.get())
                })
                .collect()
        })
    });
    let left = Memo::new(move |_| kept.with(|kept| kept.iter().filter(|kept| !**kept).count()));
    let words = Signal::derive(move || ["More ", &left.get().to_string()].concat());
    let name = Signal::derive(move || ["More, ", &left.get().to_string(), " parts"].concat());
    let more = move || {
        (left.get() > 0).then(|| {
            let links = rest.clone();
            view! {
                <div class="pk-routed-tabs-more">
                    <LinkMenu label=words name links align=Align::End />
                </div>
            }
        })
    };
    view! {
        <nav class=class(scope, "pk-routed-tabs") aria-label=label>
            <ul role="list" node_ref=strip>{items}</ul>
            {more}
        </nav>
    }
    .into_any()
}
