//! A button that shows links.

pub mod gallery;

use crate::{
    Align, Counter, Icon, IconSize, Side, Size, Variant, class, dom,
    layer::Layer,
    panel::{Opener, Panel},
};
use leptos::prelude::*;
use std::sync::Arc;
use stylers_macro::style_sheet;

/// One link of a [`LinkMenu`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuLink {
    /// The words.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// How many things are there, if that is known.
    pub count: Option<usize>,
}

impl MenuLink {
    /// A link without a number.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into(), count: None }
    }
}

/// What says which links there are, and changes with the signals that it reads.
pub type LinksFn = Arc<dyn Fn() -> Vec<MenuLink> + Send + Sync>;

/// A button that shows a list of links: what does not fit, or the links of an entity.
///
/// For actions take `Menu`. Links stay links: they can be opened in a new tab.
///
/// Keyboard: Enter and Space open and move the focus to the first link; Tab goes through the
/// links and on; Escape closes and returns.
///
/// Pattern: APG "Disclosure Navigation", without menu roles.
#[component]
pub fn LinkMenu(
    /// What the button says.
    #[prop(into)]
    label: Signal<String>,
    /// What it says to those who listen, if `label` is only a sign: "Show 3 more levels".
    #[prop(optional, into)]
    name: MaybeProp<String>,
    /// The links, asked for whenever the list is drawn.
    links: LinksFn,
    /// Which edges of button and list are in line.
    #[prop(default = Align::Start)]
    align: Align,
) -> impl IntoView {
    let scope = style_sheet!("components/src/link_menu/link_menu.css");
    let open = RwSignal::new(false);
    let layer = Layer::new("pk-link-menu", open, Side::Below, align);
    let shown = Callback::new(move |()| {
        if let Some(panel) = layer.element() {
            dom::focus_later(dom::first_focusable(&panel));
        }
    });
    let spoken = Signal::derive(move || name.get().unwrap_or_else(|| label.get()));
    let item = move |link: MenuLink| {
        let count = link.count.map(|count| view! { <Counter count /> });
        view! {
            <li>
                <a class="pk-link-menu-link" href=link.href on:click=move |_| layer.hide()>
                    <span>{link.label}</span>
                    {count}
                </a>
            </li>
        }
        .into_any()
    };
    let face =
        move || view! { <span>{label}</span><Icon name=Icon::ChevronDown size=IconSize::Xs /> };
    view! {
        <div class=class(scope, "pk-link-menu")>
            <Opener
                layer
                popup=""
                label=spoken
                face=Some(face.into())
                variant=Variant::Ghost
                size=Size::Sm
            />
            <Panel layer role="group" label=spoken inset="menu" on_shown=shown>
                <ul class="pk-link-menu-list" role="list">
                    {
                        let links = links.clone();
                        move || links().into_iter().map(item).collect::<Vec<_>>()
                    }
                </ul>
            </Panel>
        </div>
    }
    .into_any()
}
