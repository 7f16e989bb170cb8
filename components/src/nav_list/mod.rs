//! The links of the sidebar.

pub mod gallery;

use crate::{Icon, IconSize, Tone, VisuallyHidden, class};
use leptos::prelude::*;
use stylers_macro::style_sheet;

/// The links that lead around the portal, in groups.
///
/// Its children are [`NavGroup`]s of [`NavItem`]s. In rail mode only the icons show; the names
/// stay readable to screen readers and appear as tooltips. For the tabs of a page take
/// [`RoutedTabs`](crate::RoutedTabs).
///
/// Keyboard: plain links in the Tab order.
#[component]
pub fn NavList(
    /// Name of the navigation: "Main".
    #[prop(into)]
    label: String,
    /// Only icons, 56 px wide.
    #[prop(optional, into)]
    rail: Signal<bool>,
    /// [`NavGroup`]s.
    children: Children,
) -> impl IntoView {
    let scope = style_sheet!("components/src/nav_list/nav_list.css");
    provide_context(Rail(rail));
    view! {
        <nav
            class=class(scope, "pk-nav-list")
            aria-label=label
            data-rail=move || rail.get().to_string()
        >
            {children()}
        </nav>
    }
    .into_any()
}

/// Tells the items whether only their icons show, so that their names become tooltips.
#[derive(Clone, Copy)]
struct Rail(Signal<bool>);

/// Some links of a [`NavList`] that belong together.
#[component]
pub fn NavGroup(
    /// Heading of the group: "Starred". The first group does without.
    #[prop(optional, into)]
    title: Option<String>,
    /// [`NavItem`]s.
    children: Children,
) -> impl IntoView {
    let title = title.map(|title| {
        view! { <h2 class="pk-nav-list-heading"><span>{title}</span></h2> }
    });
    view! {
        {title}
        <ul role="list">{children()}</ul>
    }
    .into_any()
}

/// One link of a [`NavGroup`].
#[component]
pub fn NavItem(
    /// Where it leads, by name.
    #[prop(into)]
    label: Signal<String>,
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// Drawing of 16 px: an `Icon` or a `KindIcon`.
    #[prop(into)]
    icon: ViewFn,
    /// This is where the reader is.
    #[prop(optional, into)]
    current: Signal<bool>,
    /// A number at the end: open incidents.
    #[prop(optional, into)]
    badge: MaybeProp<String>,
    /// What the number counts, for those who listen: "open".
    #[prop(optional, into)]
    badge_unit: String,
    /// Danger makes the number stand out, also in rail mode.
    #[prop(optional)]
    badge_tone: Tone,
) -> impl IntoView {
    let in_rail = use_context::<Rail>().map_or_else(|| Signal::from(false), |Rail(rail)| rail);
    let unit = StoredValue::new(badge_unit);
    let badge = move || {
        badge.get().map(|number| {
            let shape = (badge_tone != Tone::Neutral).then(|| {
                view! { <Icon name=badge_tone.shape() size=IconSize::Xs /> }
            });
            let unit = unit.try_get_value().unwrap_or_default();
            view! {
                <span class="pk-nav-list-badge" data-tone=badge_tone.name()>
                    {shape}
                    <span>{number}</span>
                    <VisuallyHidden>" "{unit}</VisuallyHidden>
                </span>
            }
        })
    };
    view! {
        <li>
            <a
                class="pk-nav-list-item"
                href=href
                data-tooltip=move || in_rail.get().then(|| label.get())
                data-tooltip-side="after"
                aria-current=move || current.get().then_some("page")
            >
                {icon.run()}
                <span class="pk-nav-list-text">{label}</span>
                {badge}
            </a>
        </li>
    }
    .into_any()
}
