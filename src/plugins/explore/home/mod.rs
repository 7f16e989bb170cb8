//! The home page: widgets of what the reader owns, which they arrange themselves.

mod attention;
mod layout;
mod views;
mod widgets;

use crate::plugin::entities::owned_through;
use crate::plugin::kept;
use crate::plugin::prelude::*;
use crate::plugin::scope::PluginScope;
use layout::{Layout, Placed, Width};
use leptos::prelude::*;
use portico_catalog::catalog::{Catalog, Ix, Target};
use portico_components::{
    Button, Card, Choice, Cluster, CodeBlock, CodeLanguage, EmptyKind, EmptyState, Gap, IconButton,
    Justify, Level, Menu, MenuGroup, MenuItem, PageHeader, Politeness, SegmentedControl, Size,
    Skeleton, SkeletonKind, Stack, ToggleButton, Variant, use_announcer,
};
use std::sync::Arc;
use stylers_macro::style_sheet;

/// Where the arrangement is kept.
const KEPT: &str = "portico.home.v1";

/// What a widget is drawn from; a refreshed catalog draws it anew.
#[derive(Clone)]
pub struct HomeInput {
    /// The catalog.
    pub catalog: Arc<Catalog>,
    /// The person who reads, if the portal knows them.
    pub me: Option<Ix>,
    /// Who owns what they own: themselves, their teams and the teams above those.
    pub owners: Arc<[Target]>,
    /// How much that is.
    pub owned: usize,
}

/// A widget that can be on the page.
#[derive(Clone)]
struct Offer {
    id: String,
    title: &'static str,
    draw: Arc<dyn Fn(HomeInput) -> AnyView + Send + Sync>,
}

/// The page's own widgets, those made of facts, and those of plugins after them.
fn offers(registry: &Registry) -> Vec<Offer> {
    let own = widgets::OWN.into_iter().map(|own| Offer {
        id: own.id.to_owned(),
        title: own.title,
        draw: Arc::new(own.draw),
    });
    let added = registry.cards().filter(|(_, card)| card.slot == Slot::Home);
    let added = added.map(|(by, widget)| {
        let (by, widget) = (by.clone(), *widget);
        let id = [by.plugin.id(), ".", widget.id].concat();
        let draw = move |input: HomeInput| {
            let title = widget.title;
            let Some(ix) = input.me else { return nobody(title) };
            let catalog = input.catalog;
            view! {
                <PluginScope
                    by=by.clone()
                    extension=widget.id
                    title=title
                    draw=Arc::new(move || {
                        let catalog = catalog.clone();
                        widget.loader.draw(EntityInput { catalog, ix, rest: String::new() })
                    })
                    waiting=ViewFn::from(move || {
                        view! { <Card title=title><Skeleton kind=SkeletonKind::Text(3) /></Card> }
                            .into_any()
                    })
                />
            }
            .into_any()
        };
        Offer { id, title: widget.title, draw: Arc::new(draw) }
    });
    let facts = registry.facts().filter(|(_, fact)| !fact.widget.is_empty());
    let facts = facts.map(|(by, fact)| {
        let (id, title) = (fact.id, fact.widget);
        Offer {
            id: [by.plugin.id(), ".", id].concat(),
            title,
            draw: Arc::new(move |input| attention::of_fact(input, id, title)),
        }
    });
    let mut all: Vec<Offer> = own.collect();
    all.extend(facts);
    all.extend(added);
    all
}

/// What all parts of the page share.
#[derive(Clone, Copy)]
struct Home {
    layout: RwSignal<Layout>,
    offers: StoredValue<Vec<Offer>>,
    is_edited: RwSignal<bool>,
    /// The widget that the pointer drags.
    dragged: RwSignal<String>,
    input: Signal<Option<HomeInput>>,
}

impl Home {
    fn start() -> Self {
        let registry = use_registry();
        let offers = offers(&registry);
        // Nobody who has taken everything away gets it back with the next visit.
        let layout =
            kept::read(KEPT).map_or_else(|| standard(&offers), |text| Layout::parse(&text));
        let catalog = use_sources().catalog();
        let input = Memo::new_with_compare(move |_| catalog.get().map(look), |_, _| true);
        Self {
            layout: RwSignal::new(layout),
            offers: StoredValue::new(offers),
            is_edited: RwSignal::new(false),
            dragged: RwSignal::default(),
            input: input.into(),
        }
    }

    fn offer(self, id: &str) -> Option<Offer> {
        self.offers
            .try_with_value(|offers| offers.iter().find(|offer| offer.id == id).cloned())
            .flatten()
    }

    /// Changes the arrangement, keeps it and says what happened.
    fn change(self, said: &str, change: impl FnOnce(&mut Layout)) {
        self.layout.try_update(change);
        if let Some(text) = self.layout.try_with_untracked(Layout::text) {
            kept::write(KEPT, &text);
        }
        use_announcer().say(said, Politeness::Polite);
    }

    /// Moves a widget by one place. The focus stays with the button that did it.
    fn move_by(self, offer: &Offer, later: bool) {
        let Some(place) =
            self.layout.try_with_untracked(|layout| layout.place(&offer.id)).flatten()
        else {
            return;
        };
        let next = if later { place + 1 } else { place.saturating_sub(1) };
        let count = self.layout.try_with_untracked(|layout| layout.0.len()).unwrap_or_default();
        let said = format!("{}: place {} of {count}", offer.title, (next + 1).min(count));
        self.change(&said, |layout| layout.put(&offer.id, next));
        let button = button_id(&offer.id, later);
        request_animation_frame(move || {
            use leptos::wasm_bindgen::JsCast;
            let element = document().get_element_by_id(&button);
            let element =
                element.and_then(|one| one.dyn_into::<leptos::web_sys::HtmlElement>().ok());
            let _ = element.map(|one| one.focus());
        });
    }
}

fn button_id(id: &str, later: bool) -> String {
    ["home-", if later { "later-" } else { "earlier-" }, id].concat()
}

/// Everything there is, in its own order.
fn standard(offers: &[Offer]) -> Layout {
    let mut layout = Layout::default();
    for offer in offers {
        layout.add(&offer.id, Width::Medium);
    }
    layout
}

/// What the widgets are drawn from.
fn look(catalog: Arc<Catalog>) -> HomeInput {
    let name = use_sources().user().and_then(|user| user.parse::<EntityRef>().ok());
    let me = name.and_then(|name| catalog.lookup(&name));
    let (owners, owned) = me.map(|me| owned_through(&catalog, me)).unwrap_or_default();
    HomeInput { catalog, me, owners: owners.into(), owned: owned.len() }
}

/// Said where it has to be known who reads.
fn nobody(title: &'static str) -> AnyView {
    view! {
        <Card title=title>
            <EmptyState
                kind=EmptyKind::NotConfigured
                title="The portal does not know who you are"
                compact=true
                snippet=ViewFn::from(|| {
                    view! {
                        <CodeBlock
                            code="\"user\": \"user:default/your.name\"\n"
                            label="In portal.json"
                            language=CodeLanguage::Plain
                        />
                    }
                    .into_any()
                })>"Whoever runs it can name you in portal.json."</EmptyState>
        </Card>
    }
    .into_any()
}

/// Draws the page.
pub fn draw(_: PageInput) -> AnyView {
    use_page().set(vec![Crumb::here("Home")]);
    let home = Home::start();
    let views = views::Views::start();
    provide_context(views);
    let scope = style_sheet!("src/plugins/explore/home/home.css");
    let class = portico_components::class(scope, "home");
    let known = Memo::new(move |_| {
        let mut shown = home.layout.get();
        shown.0.retain(|placed| home.offer(&placed.id).is_some());
        shown.0
    });
    let empty = move || {
        known.with(Vec::is_empty).then(|| {
            view! {
                <EmptyState kind=EmptyKind::FirstUse level=Level::H2 title="Nothing is here yet">
                    "Choose “Edit”, then “Add”."
                </EmptyState>
            }
        })
    };
    view! {
        <Stack gap=Gap::Lg>
            <PageHeader
                title="Home"
                subtitle="What you own, and what happens around it. Kept in this browser only."
                actions=ViewFn::from(move || actions(home))
            />
            {views::saving(views)}
            {empty}
            <div class=class>
                <For
                    each=move || known.get()
                    key=|placed: &Placed| placed.id.clone()
                    children=move |placed| widget(home, &placed.id)
                />
            </div>
        </Stack>
    }
    .into_any()
}

fn actions(home: Home) -> AnyView {
    let add = move || {
        home.is_edited.get().then(|| {
            let items = Signal::derive(move || vec![MenuGroup::new(missing(home))]);
            let reset = Callback::new(move |_| {
                let standard = home.offers.try_with_value(|offers| standard(offers));
                home.change("The page is as it was", |layout| {
                    *layout = standard.unwrap_or_default()
                });
            });
            view! {
                <Button variant=Variant::Ghost on_click=reset>"Start over"</Button>
                <Menu label="Add" icon=Icon::Plus items=items />
            }
        })
    };
    view! {
        {add}
        <ToggleButton
            pressed=home.is_edited
            on_toggle=Callback::new(move |is_edited: bool| home.is_edited.set(is_edited))
            icon=Icon::Edit
        >
            "Edit"
        </ToggleButton>
    }
    .into_any()
}

/// What can be added.
fn missing(home: Home) -> Vec<MenuItem> {
    let offers = home.offers.try_get_value().unwrap_or_default();
    let is_missing = |offer: &Offer| home.layout.with(|layout| layout.place(&offer.id).is_none());
    let add = |offer: Offer| {
        MenuItem::action(offer.title, move || {
            let said = format!("{} is added", offer.title);
            home.change(&said, |layout| layout.add(&offer.id, Width::Medium));
        })
    };
    let items: Vec<MenuItem> = offers.into_iter().filter(is_missing).map(add).collect();
    if items.is_empty() {
        vec![MenuItem::action("Everything is on the page", || {})]
    } else {
        items
    }
}

fn widget(home: Home, id: &str) -> AnyView {
    let Some(offer) = home.offer(id) else { return ().into_any() };
    let width = {
        let id = id.to_owned();
        Memo::new(move |_| {
            let width = home.layout.with(|layout| {
                let placed = layout.0.iter().find(|placed| placed.id == id);
                placed.map(|placed| placed.width).unwrap_or_default()
            });
            width.key().to_owned()
        })
    };
    let tools = {
        let offer = offer.clone();
        move || home.is_edited.get().then(|| tools(home, &offer, width))
    };
    let body = {
        let draw = offer.draw.clone();
        move || match home.input.get() {
            Some(input) => draw(input),
            None => {
                view! { <Card title=offer.title><Skeleton kind=SkeletonKind::Text(3) /></Card> }
                    .into_any()
            }
        }
    };
    let (mine, here) = (id.to_owned(), id.to_owned());
    let dropped = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        let gone = home.dragged.try_get_untracked().unwrap_or_default();
        let place = home.layout.try_with_untracked(|layout| layout.place(&here)).flatten();
        if let (Some(place), Some(offer)) = (place, home.offer(&gone)) {
            let said = format!("{} is moved", offer.title);
            home.change(&said, |layout| layout.put(&gone, place));
        }
    };
    view! {
        <div
            class="home-widget"
            data-width=move || width.get()
            draggable=move || if home.is_edited.get() { "true" } else { "false" }
            on:dragstart=move |_| home.dragged.set(mine.clone())
            on:dragover=move |event| event.prevent_default()
            on:drop=dropped
        >
            {tools}
            {body}
        </div>
    }
    .into_any()
}

/// What can be done with a widget while the page is edited.
fn tools(home: Home, offer: &Offer, width: Memo<String>) -> AnyView {
    let title = offer.title;
    let step = |later: bool| {
        let offer = offer.clone();
        Callback::new(move |_| home.move_by(&offer, later))
    };
    let (earlier, later) = (step(false), step(true));
    let (earlier_id, later_id) = (button_id(&offer.id, false), button_id(&offer.id, true));
    let choices =
        Width::ALL.into_iter().map(|width| Choice::new(width.key(), width.word())).collect();
    let resize = {
        let id = offer.id.clone();
        Callback::new(move |key: String| {
            if let Some(width) = Width::of_key(&key) {
                let said = format!("{title}: {}", width.word());
                home.change(&said, |layout| layout.resize(&id, width));
            }
        })
    };
    let remove = {
        let id = offer.id.clone();
        Callback::new(move |_| {
            home.change(&format!("{title} is removed"), |layout| layout.remove(&id));
        })
    };
    view! {
        <Cluster justify=Justify::Between>
            <Cluster>
                <IconButton
                    icon=Icon::ArrowUp
                    label=format!("Move {title} earlier")
                    size=Size::Sm
                    on_click=earlier
                    attr:id=earlier_id
                />
                <IconButton
                    icon=Icon::ArrowDown
                    label=format!("Move {title} later")
                    size=Size::Sm
                    on_click=later
                    attr:id=later_id
                />
                <SegmentedControl
                    label=format!("Width of {title}")
                    choices=choices
                    value=width
                    on_change=resize
                    size=Size::Sm
                />
            </Cluster>
            <IconButton
                icon=Icon::Close
                label=format!("Remove {title}")
                size=Size::Sm
                on_click=remove
            />
        </Cluster>
    }
    .into_any()
}
