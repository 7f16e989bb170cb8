//! What the address means: finds the page, fetches its code, and then changes the screen.
//!
//! The old page stays until the new one can be drawn. With the new page the title changes, the
//! heading takes the focus and its name is announced; a change of the query alone does none of it.

use crate::crash;
use crate::plugin::analytics::{Action, Analytics};
use crate::plugin::extension::PageInput;
use crate::plugin::page::{Crumb, PageFrame, window_title};
use crate::plugin::registry::{Found, Registry};
use crate::plugin::route::PathParams;
use crate::plugin::scope::PluginScope;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;
use leptos_router::location::{BrowserUrl, LocationProvider};
use portico_components::{Announcer, Politeness};
use std::collections::HashMap;
use std::future::poll_fn;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// A page on the screen.
#[derive(Clone)]
struct Shown {
    found: Arc<Found>,
    params: ArcRwSignal<PathParams>,
}

/// Draws the page of the current address.
#[component]
pub fn Outlet(
    /// All pages.
    registry: Arc<Registry>,
    /// Name of the portal, for the window's title.
    #[prop(into)]
    portal: String,
    /// Set while the code of the next page is fetched.
    busy: RwSignal<bool>,
    /// Where pages say their titles.
    frame: PageFrame,
    /// Drawn when no plugin knows the address.
    not_found: ViewFn,
    /// Drawn in the place of a page while its code is fetched for the first time.
    waiting: ViewFn,
) -> impl IntoView {
    let location = use_location();
    let browser = use_context::<BrowserUrl>();
    let announcer = use_context::<Announcer>();
    let analytics = use_context::<Analytics>();

    // `None` before the first page, `Some(None)` for an address without one.
    let shown = RwSignal::new_local(None::<Option<Shown>>);
    let scroll = Scroll::start();
    let visit = StoredValue::new(0_u32);

    Effect::new({
        let registry = registry.clone();
        move |before: Option<String>| {
            let path = location.pathname.get();
            let turn = visit
                .try_update_value(|count| {
                    *count += 1;
                    *count
                })
                .unwrap_or_default();
            let found = registry.find(registry.below(&path));
            let first = before.is_none();
            let arrive = {
                let browser = browser.clone();
                move || {
                    if let Some(browser) = &browser {
                        browser.ready_to_complete();
                    }
                    scroll.arrive();
                    if !first {
                        arrived(frame, announcer);
                    }
                }
            };
            if let Some(analytics) = &analytics {
                match &found {
                    Some(found) => analytics
                        .within(found.plugin.plugin.id(), "page")
                        .emit(Action::Navigate, path.clone()),
                    None => analytics.emit(Action::NotFound, path.clone()),
                }
            }
            // Whatever the old page still has to do about the new address happens before it goes:
            // an effect of a part whose whole is gone reads what is no longer there.
            let there = arrive.clone();
            let swap = move |next: Option<Shown>| {
                let show = move || {
                    if visit.try_get_value() == Some(turn) {
                        busy.set(false);
                        shown.set(Some(next));
                        there();
                    }
                };
                if first {
                    show();
                } else {
                    spawn_local(async move {
                        effects().await;
                        show();
                    });
                }
            };
            let Some(found) = found else {
                crash::mark("");
                frame.enter("");
                crash::route("not-found");
                frame.set(vec![Crumb::here("Page not found")]);
                swap(None);
                return path;
            };
            crash::mark(found.plugin.plugin.id());
            frame.enter(found.plugin.plugin.id());
            crash::route(found.page.pattern());
            let same = shown.with_untracked(|shown| match shown {
                Some(Some(shown)) if shown.found.page.pattern() == found.page.pattern() => {
                    Some(shown.params.clone())
                }
                _ => None,
            });
            if let Some(params) = same {
                busy.set(false);
                params.set(found.params.clone());
                arrive();
                return path;
            }
            frame.set(vec![Crumb::here(found.page.title())]);
            let params = ArcRwSignal::new(found.params.clone());
            let loader = found.page.loader();
            let next = Shown { found: Arc::new(found), params };
            if first || next_is_held(&shown) {
                // Nothing to keep on the screen: the page's place shows what it waits for.
                swap(Some(next));
                return path;
            }
            busy.set(true);
            spawn_local(async move {
                // A chunk that does not come is the page's own error panel, with a retry.
                let fetched = loader.preload();
                let late = crate::plugin::host::wait(Duration::from_secs(10));
                futures_util::pin_mut!(late);
                let _ = futures_util::future::select(fetched, late).await;
                swap(Some(next));
            });
            path
        }
    });

    Effect::new(move |_| {
        let title = frame.crumbs().with(|crumbs| window_title(crumbs, &portal));
        document().set_title(&title);
    });

    move || {
        shown.with(|shown| match shown {
            None => waiting.run(),
            Some(None) => not_found.run(),
            Some(Some(Shown { found, params })) => {
                let loader = found.page.loader();
                let params = params.clone();
                view! {
                    <PluginScope
                        by=found.plugin.clone()
                        extension=found.page.route()
                        title=found.page.title()
                        draw=Arc::new(move || loader.draw(PageInput { params: params.clone().into() }))
                        waiting=waiting.clone()
                    />
                }
                .into_any()
            }
        })
    }
}

/// Turns of the queue in which effects follow effects. A timer would wait for as long, but after a
/// press the browser draws a frame before it comes.
const TURNS: u8 = 16;

/// Until what has already been asked for is done, and what follows from it.
async fn effects() {
    let mut left = TURNS;
    poll_fn(|context| {
        left = left.saturating_sub(1);
        if left == 0 {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

fn next_is_held(shown: &RwSignal<Option<Option<Shown>>, LocalStorage>) -> bool {
    shown.with_untracked(|shown| !matches!(shown, Some(Some(_))))
}

/// Frames in which a heading may still come: some pages have theirs only when they were read.
const LATE: u32 = 300;

/// After the screen has changed: the heading takes the focus and the page's name is announced.
fn arrived(frame: PageFrame, announcer: Option<Announcer>) {
    request_animation_frame(move || {
        let active = document().active_element();
        let in_tabs = active.as_ref().is_some_and(|element| {
            element.closest("[role=tab], [data-routed-tabs] a").ok().flatten().is_some()
        });
        if !in_tabs {
            land(active, None, LATE);
        }
        let names = frame.read(|crumbs| window_title(crumbs, ""));
        let names = names.as_deref().unwrap_or_default().trim_end_matches(" · ").to_owned();
        if let Some(announcer) = announcer {
            announcer.say(&names, Politeness::Polite);
        }
    });
}

/// Gives the focus to the heading. One that comes late, or in the place of the last page's, gets it
/// too, as long as it is nowhere else than it was.
fn land(before: Option<Element>, landed: Option<HtmlElement>, frames: u32) {
    let active = document().active_element();
    let has_it = active.is_some() && active.as_ref() == landed.as_deref();
    let is_free = active == before || active.is_none_or(|active| active.local_name() == "body");
    if frames == 0 || !(has_it || is_free) {
        return;
    }
    let stays = landed.as_ref().is_some_and(|heading| heading.is_connected());
    let landed = if stays { landed } else { focus_heading() };
    request_animation_frame(move || land(before, landed, frames - 1));
}

fn focus_heading() -> Option<HtmlElement> {
    let heading = document().query_selector("main h1").ok().flatten()?;
    let heading = heading.dyn_into::<HtmlElement>().ok()?;
    // That of a foreign document is an ordinary one.
    if heading.tab_index() < 0 && !heading.has_attribute("tabindex") {
        let _ = heading.set_attribute("tabindex", "-1");
    }
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = heading.focus_with_options(&options);
    Some(heading)
}

/// Scroll positions of the history, restored when a page has enough height again.
#[derive(Clone, Copy)]
struct Scroll {
    kept: StoredValue<HashMap<String, f64>>,
    back_to: StoredValue<Option<f64>>,
}

impl Scroll {
    /// Frames to wait for a page that is still growing.
    const PATIENCE: u32 = 60;

    fn start() -> Self {
        if let Ok(history) = window().history() {
            let _ = history.set_scroll_restoration(web_sys::ScrollRestoration::Manual);
        }
        let scroll =
            Self { kept: StoredValue::new(HashMap::new()), back_to: StoredValue::new(None) };
        let on_scroll = window_event_listener(leptos::ev::scroll, move |_| {
            let top = window().scroll_y().unwrap_or_default();
            scroll.kept.try_update_value(|kept| kept.insert(address(), top));
        });
        let on_back = window_event_listener(leptos::ev::popstate, move |_| {
            let top = scroll
                .kept
                .try_with_value(|kept| kept.get(&address()).copied())
                .flatten()
                .unwrap_or_default();
            scroll.back_to.try_set_value(Some(top));
        });
        on_cleanup(move || {
            on_scroll.remove();
            on_back.remove();
        });
        scroll
    }

    /// Called when the page of the current address is on the screen.
    fn arrive(self) {
        if let Some(Some(top)) = self.back_to.try_update_value(Option::take) {
            Self::reach(top, Self::PATIENCE);
        }
    }

    fn reach(top: f64, patience: u32) {
        request_animation_frame(move || {
            window().scroll_to_with_x_and_y(0.0, top);
            let there = (window().scroll_y().unwrap_or_default() - top).abs() < 2.0;
            if !there && patience > 0 {
                Self::reach(top, patience - 1);
            }
        });
    }
}

fn address() -> String {
    let location = window().location();
    format!("{}{}", location.pathname().unwrap_or_default(), location.search().unwrap_or_default())
}
