//! A button that offers actions.

pub mod gallery;
mod item;
mod submenu;

use leptos::{ev, prelude::*};
use stylers_macro::style_sheet;
use web_sys::HtmlElement;

use crate::button::refuse;
use crate::dom;
use crate::layer::Layer;
use crate::panel::{Opener, Panel};
use crate::position::{Align, Side};
use crate::roving::Step;
use crate::typeahead::TypeAhead;
use crate::{Icon, Kbd, Size, Variant, class};
use item::{Action, arrange, is_navigation};
pub use item::{MenuGroup, MenuItem};

/// An item.
const ITEM: &str = "[data-item]";
/// The items of a panel, in the order of the menu, without those of menus inside.
const ITEMS: &str = ":scope > * > * > [data-item]";

/// A button that opens a list of actions (APG: menu button).
///
/// For actions on one thing: a row, a page, an account. For a choice in a form take a `Select`,
/// for filters a `SelectPanel`. A menu of links only is built as a disclosure with links, because
/// that is what it is. What destroys something stands last, whatever the order given.
///
/// Keyboard: Enter, Space and ↓ open on the first item, ↑ on the last. In the menu ↑ ↓ go round,
/// Home, End and typing jump, Enter and Space choose, Escape and Tab close. The focus returns to
/// the button. Where an item has a menu of its own, → opens it and ← closes it; the other way
/// round in languages written from right to left.
#[component]
pub fn Menu(
    /// What the menu is for: "Actions for payments-ledger".
    #[prop(into)]
    label: Signal<String>,
    /// What it offers, read when it opens. Groups with a line between them; seven items or so.
    #[prop(into)]
    items: Signal<Vec<MenuGroup>>,
    /// A drawing on the button.
    #[prop(optional_no_strip, into)]
    icon: Option<Icon>,
    /// Whether the button is only its drawing.
    #[prop(optional)]
    icon_only: bool,
    /// What the button shows in place of drawing and label, such as an avatar.
    #[prop(optional, into)]
    face: Option<ViewFn>,
    /// How much weight the button has.
    #[prop(optional)]
    variant: Variant,
    /// Height of the button.
    #[prop(optional)]
    size: Size,
    /// Which edges of button and menu are in line.
    #[prop(optional)]
    align: Align,
    /// Whether it is open; for those who open it from elsewhere.
    #[prop(optional)]
    open: RwSignal<bool>,
) -> impl IntoView {
    let layer = Layer::new("pk-menu", open, Side::Below, align);
    let entry = StoredValue::new(Step::First);
    let typing = StoredValue::new(TypeAhead::default());
    // A disclosure in place of a menu has neither its roles nor its label.
    let navigates = Memo::new(move |_| items.with(|groups| is_navigation(groups)));

    let on_opener_key = move |event: ev::KeyboardEvent| {
        let step = match event.key().as_str() {
            "ArrowDown" => Step::First,
            "ArrowUp" => Step::Last,
            _ => return,
        };
        event.prevent_default();
        entry.set_value(step);
        layer.show();
    };
    let on_shown = move |()| {
        let items = layer.element().map(|panel| dom::find_all(&panel, ITEMS)).unwrap_or_default();
        let at = entry.get_value().from(None, items.len());
        entry.set_value(Step::First);
        dom::focus_later(at.and_then(|at| items.into_iter().nth(at)));
    };
    let on_key = move |event: ev::KeyboardEvent| on_menu_key(&event, layer, typing);

    let popup =
        Signal::derive(move || if navigates.get() { String::new() } else { "menu".to_owned() });
    let role = Signal::derive(move || if navigates.get() { "group" } else { "menu" }.to_owned());
    view! {
        <Opener
            layer
            popup
            label
            icon
            icon_only
            face
            variant
            size
            on_key=Callback::new(on_opener_key)
        />
        <Panel
            layer
            label
            inset="menu"
            role
            on_shown=Callback::new(on_shown)
            on_key=Callback::new(on_key)
        >
            <Items
                groups=items.get_untracked()
                navigates=navigates.get_untracked()
                layer
            />
        </Panel>
    }
}

/// The lines of an open menu.
#[component]
fn Items(groups: Vec<MenuGroup>, navigates: bool, layer: Layer) -> impl IntoView {
    let scope = style_sheet!("components/src/menu/menu.css");
    let groups: Vec<_> = arrange(groups)
        .into_iter()
        .map(|group| {
            let title = group.title.clone();
            let items: Vec<_> =
                group.items.into_iter().map(|item| item_view(item, navigates, layer)).collect();
            view! {
                <div role="group" aria-label=group.title>
                    {title.map(|title| view! { <div data-title="" aria-hidden="true">{title}</div> })}
                    {items}
                </div>
            }
        })
        .collect();
    let follow_pointer = move |event: ev::MouseEvent| {
        let item = dom::target(&event).and_then(|target| target.closest(ITEM).ok()?);
        // The focus is the mark: pointing at an item moves it, so that there is only one.
        dom::focus_later(item.and_then(|item| dom::html(&item)));
    };
    view! {
        <div class=class(scope, "pk-menu") role="presentation" on:mouseover=follow_pointer>
            {groups}
        </div>
    }
}

fn item_view(item: MenuItem, navigates: bool, layer: Layer) -> AnyView {
    let role = (!navigates).then(|| item.role());
    let tabindex = (!navigates).then_some("-1");
    let danger = item.danger.then_some("");
    let inert = item.disabled_reason.is_some();
    let mark = match item.action {
        Action::Check(checked, _) | Action::Radio(checked, _) => Some(checked),
        Action::Run(_) | Action::Link(_) | Action::External(_) | Action::Submenu(_) => None,
    };
    let content = view! {
        {mark.map(|_| view! { <Icon name=Icon::Check /> })}
        {item.icon.map(|icon| view! { <Icon name=icon /> })}
        <span>{item.label.clone()}</span>
        {item.keys.map(|keys| view! { <Kbd keys=keys /> })}
    };
    if let Action::Submenu(draw) = &item.action {
        return draw(content.into_any(), item.label, item.disabled_reason, layer);
    }
    let (href, outside) = match &item.action {
        Action::Link(href) => (Some(href.clone()), false),
        Action::External(url) => (Some(url.as_str().to_owned()), true),
        Action::Run(_) | Action::Check(..) | Action::Radio(..) | Action::Submenu(_) => {
            (None, false)
        }
    };
    if let Some(href) = href {
        return view! {
            <a
                role=role
                tabindex=tabindex
                href=href
                target=outside.then_some("_blank")
                rel=outside.then_some("noopener noreferrer")
                data-item=""
                data-danger=danger
                aria-disabled=inert.then_some("true")
                aria-description=item.disabled_reason.clone()
                data-tooltip=item.disabled_reason
                on:click=move |event| {
                    if !refuse(&event, inert) {
                        layer.hide();
                    }
                }
            >
                {content}
                {outside
                    .then(|| {
                        view! {
                            <Icon name=Icon::External size=crate::IconSize::Xs />
                            <span class="u-visually-hidden">" (opens in a new tab)"</span>
                        }
                    })}
            </a>
        }
        .into_any();
    }
    let choose = move |event: ev::MouseEvent| {
        if refuse(&event, inert) {
            return;
        }
        match &item.action {
            Action::Check(_, toggle) => toggle(),
            Action::Run(run) | Action::Radio(_, run) => {
                // The focus goes back first: what starts now may be a dialog that takes it.
                layer.hide();
                let run = run.clone();
                queue_microtask(move || run());
            }
            Action::Link(_) | Action::External(_) | Action::Submenu(_) => {}
        }
    };
    view! {
        <button
            type="button"
            role=role
            tabindex=tabindex
            data-item=""
            data-danger=danger
            aria-checked=mark.map(|mark| move || if mark.get() { "true" } else { "false" })
            aria-disabled=inert.then_some("true")
            aria-description=item.disabled_reason.clone()
            data-tooltip=item.disabled_reason
            on:click=choose
        >
            {content}
        </button>
    }
    .into_any()
}

fn on_menu_key(event: &ev::KeyboardEvent, layer: Layer, typing: StoredValue<TypeAhead>) {
    // A menu inside has taken it.
    if dom::is_chord(event) || event.default_prevented() {
        return;
    }
    let key = event.key();
    if key == "Tab" {
        layer.hide();
        return;
    }
    let Some(panel) = layer.element() else { return };
    let items = dom::find_all(&panel, ITEMS);
    let current = items.iter().position(|item| dom::has_focus(item));
    let now = dom::now();
    let to = match Step::vertical(&key) {
        Some(step) => step.from(current, items.len()),
        None => {
            let labels: Vec<String> = items.iter().map(label_of).collect();
            let labels = labels.iter().map(String::as_str);
            let found = typing
                .try_update_value(|typing| typing.press(&key, now, current, labels))
                .flatten();
            if key == " " && found.is_none() {
                // No part of a word, so it chooses. A link does not know that key by itself.
                let link =
                    current.and_then(|at| items.get(at)).filter(|item| item.tag_name() == "A");
                if let Some(link) = link.cloned() {
                    event.prevent_default();
                    queue_microtask(move || link.click());
                }
                return;
            }
            if key.chars().count() == 1 {
                event.prevent_default();
                event.stop_propagation();
            }
            found
        }
    };
    if let Some(item) = to.and_then(|to| items.into_iter().nth(to)) {
        event.prevent_default();
        dom::focus_later(Some(item));
    }
}

/// Moves the focus to the first item of an open menu.
fn focus_first(layer: Layer) {
    let items = layer.element().map(|panel| dom::find_all(&panel, ITEMS)).unwrap_or_default();
    dom::focus_later(items.into_iter().next());
}

/// The label of an item, without keys and marks.
fn label_of(item: &HtmlElement) -> String {
    dom::find(item, "span").and_then(|label| label.text_content()).unwrap_or_default()
}
