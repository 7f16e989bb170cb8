//! Several of many: a facet.

pub mod gallery;
mod list;
pub(crate) mod logic;

use leptos::prelude::*;
use stylers_macro::style_sheet;

use crate::case::lower;
use crate::layer::Layer;
use crate::panel::{Opener, Panel};
use crate::position::{Align, Side};
use crate::{Button, Icon, IconSize, Size, Variant, class, dom};
pub(crate) use list::FacetList;

/// One option of a facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelOption {
    /// What it stands for.
    pub value: String,
    /// What is shown.
    pub label: String,
    /// How many things it would leave.
    pub count: Option<usize>,
    /// A drawing before the label.
    pub icon: Option<Icon>,
    /// Whether it stands for several others and comes first: "Systems my teams own".
    pub preset: bool,
}

impl PanelOption {
    /// An option that is shown as `label`.
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), count: None, icon: None, preset: false }
    }

    /// With how many things it would leave.
    #[must_use]
    pub fn count(mut self, count: usize) -> Self {
        self.count = Some(count);
        self
    }

    /// With a drawing.
    #[must_use]
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// As one that stands for several others.
    #[must_use]
    pub fn preset(mut self) -> Self {
        self.preset = true;
        self
    }
}

/// A property to filter by: its name, its options, what is chosen.
#[derive(Clone)]
pub struct Facet {
    /// Name of the property: "Owner".
    pub label: String,
    /// Its options, in the order they are shown.
    pub options: Signal<Vec<PanelOption>>,
    /// Values of the chosen options.
    pub selected: Signal<Vec<String>>,
    /// Called with all chosen values after each change.
    pub on_change: Callback<Vec<String>>,
}

impl Facet {
    /// A facet from its parts.
    #[must_use]
    pub fn new(
        label: impl Into<String>,
        options: impl Into<Signal<Vec<PanelOption>>>,
        selected: impl Into<Signal<Vec<String>>>,
        on_change: impl Fn(Vec<String>) + Send + Sync + 'static,
    ) -> Self {
        Self {
            label: label.into(),
            options: options.into(),
            selected: selected.into(),
            on_change: Callback::new(on_change),
        }
    }

    /// Takes all of it back.
    pub(crate) fn clear(&self) {
        self.on_change.try_run(Vec::new());
    }
}

/// A button that opens the options of a facet: several of many, each with a count.
///
/// For filters. In a form take checkboxes, or a `Combobox` for one of many. At most 200 options
/// are drawn; the rest is found by typing.
///
/// Keyboard: Enter and Space open it with the focus in the search field, or in the list when there
/// is none; then as in a listbox with several selections: ↑ ↓ Home End, typing, Space, Ctrl+A.
/// Escape closes it and the focus returns.
#[component]
pub fn SelectPanel(
    /// What is filtered by.
    facet: Facet,
    /// Height of the button.
    #[prop(optional)]
    size: Size,
    /// Which edges of button and list are in line.
    #[prop(optional)]
    align: Align,
) -> impl IntoView {
    let layer = Layer::new("pk-select", RwSignal::new(false), Side::Below, align);
    let Facet { options, selected, .. } = facet;
    let name = StoredValue::new(facet.label.clone());
    let count = move || selected.with(Vec::len);
    let on_shown = move |()| {
        dom::focus_later(layer.element().and_then(|panel| dom::first_focusable(&panel)));
    };
    // "Type 2" is seen, "Type 2 selected" is heard.
    let chosen = move || {
        Some(count()).filter(|count| *count > 0).map(|count| {
            view! {
                <small>
                    {count}
                    <span class="u-visually-hidden">" selected"</span>
                </small>
            }
        })
    };
    let face = move || {
        view! {
            <span>{name.get_value()}</span>
            {chosen}
            <Icon name=Icon::ChevronDown size=IconSize::Xs />
        }
    };
    let panel_facet = facet.clone();
    view! {
        <Opener
            layer
            popup="dialog"
            label=move || name.get_value()
            face=Some(face.into())
            face_is_name=true
            size
            selected=Signal::derive(move || count() > 0)
        />
        <Panel
            layer
            label=move || ["Filter by ", &lower(&name.get_value())].concat()
            role="dialog"
            on_shown=Callback::new(on_shown)
        >
            <PanelContent facet=panel_facet.clone() total=options chosen=selected />
        </Panel>
    }
}

/// What stands in the open panel.
#[component]
fn PanelContent(
    facet: Facet,
    total: Signal<Vec<PanelOption>>,
    chosen: Signal<Vec<String>>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/select_panel/select_panel.css");
    let on_change = facet.on_change;
    let sum = move || {
        let total = total.with(|options| options.iter().filter(|option| !option.preset).count());
        [&chosen.with(Vec::len).to_string(), " of ", &total.to_string(), " selected"].concat()
    };
    view! {
        <div class=class(scope, "pk-select-panel")>
            <FacetList facet />
            <footer>
                <span>{sum}</span>
                <Button
                    variant=Variant::Ghost
                    size=Size::Sm
                    on_click=move |_| {
                        on_change.try_run(Vec::new());
                    }
                >
                    "Clear"
                </Button>
            </footer>
        </div>
    }
}
