//! Views of one thing inside a page.

pub mod gallery;
use crate::{Counter, class, dom, roving::Step, unique_id};
use leptos::{ev::KeyboardEvent, prelude::*};
use stylers_macro::style_sheet;

/// One view of [`Tabs`].
#[derive(Clone)]
pub struct Tab {
    id: &'static str,
    label: String,
    count: Option<usize>,
    panel: ViewFn,
}

impl Tab {
    /// A view. `id` names it in the address bar: never change it once published.
    pub fn new(id: &'static str, label: impl Into<String>, panel: impl Into<ViewFn>) -> Self {
        Self { id, label: label.into(), count: None, panel: panel.into() }
    }

    /// Shows a number beside the name.
    #[must_use]
    pub fn count(mut self, count: usize) -> Self {
        self.count = Some(count);
        self
    }
}

/// Views of one thing inside a page, one shown at a time.
///
/// For the parts of an entity's page, which have addresses of their own, take
/// [`RoutedTabs`](crate::RoutedTabs). A view is drawn when it is chosen and dropped when it is
/// left.
///
/// Keyboard: one Tab stop; the arrow keys move and choose at once, Home and End go to the ends.
///
/// Pattern: APG "Tabs", automatic activation.
#[component]
pub fn Tabs(
    /// Name of the whole: "Format of the example".
    #[prop(into)]
    label: String,
    /// The views.
    tabs: Vec<Tab>,
    /// Id of the view that is shown, for those who keep it in the address bar; the first one is
    /// shown if it is unknown.
    #[prop(optional, into)]
    selected: Option<Signal<String>>,
    /// A view was chosen. Needed together with `selected`.
    #[prop(optional)]
    on_select: Option<Callback<&'static str>>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/tabs/tabs.css");
    let prefix = unique_id("pk-tabs");
    let tab_id = {
        let prefix = prefix.clone();
        move |index: usize| [&prefix, "-tab-", &index.to_string()].concat()
    };
    let ids: Vec<&'static str> = tabs.iter().map(|tab| tab.id).collect();
    let own = RwSignal::new(0);
    let known = ids.clone();
    let current = Memo::new(move |_| match selected {
        Some(selected) => {
            selected.with(|id| known.iter().position(|known| known == id)).unwrap_or(0)
        }
        None => own.get(),
    });
    let count = ids.len();
    let choose = move |index: usize| {
        own.set(index);
        if let (Some(on_select), Some(id)) = (on_select, ids.get(index)) {
            on_select.try_run(id);
        }
    };
    let keys = {
        let (tab_id, choose) = (tab_id.clone(), choose.clone());
        move |event: KeyboardEvent| {
            let Some(tab) = dom::target(&event).filter(|_| !dom::is_chord(&event)) else { return };
            let rtl = dom::is_rtl(&tab);
            let now = current.try_get_untracked();
            let Some(next) =
                Step::horizontal(&event.key(), rtl).and_then(|step| step.from(now, count))
            else {
                return;
            };
            event.prevent_default();
            choose(next);
            dom::focus_later(dom::by_id(&tab_id(next)));
        }
    };
    let panel_id = [&prefix, "-panel"].concat();
    let buttons: Vec<_> = tabs
        .iter()
        .enumerate()
        .map(|(index, tab)| {
            let choose = choose.clone();
            let is_current = move || current.get() == index;
            let count = tab.count.map(|count| view! { <Counter count /> });
            view! {
                <button
                    class="pk-tabs-tab"
                    type="button"
                    role="tab"
                    id=tab_id(index)
                    aria-controls=panel_id.clone()
                    aria-selected=move || is_current().to_string()
                    tabindex=move || if is_current() { "0" } else { "-1" }
                    on:click=move |_| choose(index)
                >
                    {tab.label.clone()}
                    {count}
                </button>
            }
            .into_any()
        })
        .collect();
    let panel = move || tabs.get(current.get()).map(|tab| tab.panel.run());
    view! {
        <div class=class(scope, "pk-tabs")>
            <div class="pk-tabs-list" role="tablist" aria-label=label on:keydown=keys>
                {buttons}
            </div>
            <div
                class="pk-tabs-panel"
                role="tabpanel"
                id=panel_id
                aria-labelledby=move || tab_id(current.get())
                tabindex="0"
            >
                {panel}
            </div>
        </div>
    }
    .into_any()
}
