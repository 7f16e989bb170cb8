//! Short messages about what just happened.

pub mod gallery;
mod logic;

use std::sync::Arc;
use std::time::Duration;

use leptos::{ev, html, leptos_dom::helpers::IntervalHandle, prelude::*};
use stylers_macro::style_sheet;

use crate::kept_rows::{RowKey, keep_rows};
use crate::{Icon, Tone, class, dom};
use logic::{Queue, is_urgent};

/// How often the time of toasts is counted.
const TICK: Duration = Duration::from_millis(500);

/// What can be done about a toast: "Undo", "View run".
#[derive(Clone)]
pub struct ToastAction {
    label: String,
    run: Arc<dyn Fn() + Send + Sync>,
}

impl ToastAction {
    /// A button on the toast. It dismisses the toast and then runs.
    #[must_use]
    pub fn new(label: impl Into<String>, run: impl Fn() + Send + Sync + 'static) -> Self {
        Self { label: label.into(), run: Arc::new(run) }
    }
}

/// One message.
#[derive(Clone)]
struct Toast {
    id: u32,
    tone: Tone,
    text: String,
    action: Option<ToastAction>,
}

/// Puts toasts on the page. Provided once by the shell, drawn by [`ToastRegion`].
#[derive(Clone, Copy)]
pub struct Toaster {
    toasts: RwSignal<Vec<Toast>>,
    queue: RwSignal<Queue>,
}

impl Toaster {
    /// Creates the toaster of the page and gives it to every component below.
    #[must_use]
    pub fn provide() -> Self {
        let toaster = Self::silent();
        provide_context(toaster);
        toaster
    }

    fn silent() -> Self {
        Self { toasts: RwSignal::new(Vec::new()), queue: RwSignal::new(Queue::default()) }
    }

    /// Shows a message about something the user did: two lines at most, what happened first.
    ///
    /// A `Danger` toast interrupts and stays until it is dismissed; the others go after six
    /// seconds, not while they are pointed at or hold the focus. What a toast says has to be seen
    /// on the page as well.
    pub fn push(self, tone: Tone, text: impl Into<String>, action: Option<ToastAction>) {
        let Some(id) = self.queue.try_update(|queue| queue.push(tone)) else { return };
        let toast = Toast { id, tone, text: text.into(), action };
        self.toasts.update(|toasts| toasts.push(toast));
    }

    fn dismiss(self, id: u32) {
        self.queue.update(|queue| queue.remove(id));
        self.toasts.update(|toasts| toasts.retain(|toast| toast.id != id));
    }

    fn pass(self) {
        let time = u32::try_from(TICK.as_millis()).unwrap_or(u32::MAX);
        let gone = self.queue.try_update(|queue| queue.pass(time)).unwrap_or_default();
        for id in gone {
            self.dismiss(id);
        }
    }
}

/// The toaster of the page; one that nobody sees when the shell provided none.
///
/// Call it while the component is built and keep the answer: a listener has no context.
#[must_use]
pub fn use_toaster() -> Toaster {
    use_context().unwrap_or_else(Toaster::silent)
}

/// Where toasts appear: at the lower end of the page, centred on a phone.
///
/// Mounted once, at the end of the page, below `Toaster::provide`.
///
/// Keyboard: F8 goes to the newest toast, Escape dismisses it and the focus returns.
#[component]
pub fn ToastRegion() -> impl IntoView {
    let scope = style_sheet!("components/src/toast/toast.css");
    let toaster = use_toaster();
    let region = NodeRef::<html::Section>::new();
    let pointed = RwSignal::new(false);
    let focused = RwSignal::new(false);
    let before = StoredValue::new_local(None::<web_sys::HtmlElement>);

    let f8 = window_event_listener(ev::keydown, move |event| {
        let Some(region) = region.try_get_untracked().flatten() else { return };
        if event.key() == "F8"
            && let Some(newest) = dom::find(&region, "li:last-child button:last-child")
        {
            event.prevent_default();
            before.set_value(dom::focused());
            dom::focus_later(Some(newest));
        }
    });
    on_cleanup(move || f8.remove());

    // In the top layer, above open dialogs; shown anew, because the newest layer is the highest.
    Effect::new(move |_| {
        let any = toaster.toasts.with(|toasts| !toasts.is_empty());
        if let Some(region) = region.get() {
            let _ = region.hide_popover();
            if any {
                let _ = region.show_popover();
            } else {
                pointed.set(false);
                focused.set(false);
            }
        }
    });

    // The clock runs only while there is something to count, and nobody looks closer.
    let running = Memo::new(move |_| {
        toaster.queue.with(Queue::is_running) && !pointed.get() && !focused.get()
    });
    Effect::new(move |clock: Option<Option<IntervalHandle>>| {
        if let Some(Some(clock)) = clock {
            clock.clear();
        }
        let clock =
            running.get().then(|| set_interval_with_handle(move || toaster.pass(), TICK).ok());
        let clock = clock.flatten();
        on_cleanup(move || {
            if let Some(clock) = clock {
                clock.clear();
            }
        });
        clock
    });

    let return_focus = move || {
        let back = before.try_update_value(Option::take).flatten();
        dom::focus_later(back.filter(|element| element.is_connected()));
    };
    let seen = move || {
        let ids: Vec<u32> = toaster.queue.with(|queue| queue.seen().collect());
        let key = |id| RowKey { id: u64::from(id), occurrence: 0, revision: 0, variant: 0 };
        toaster.toasts.with(|toasts| {
            toasts.iter().map(|toast| toast.id).filter(|id| ids.contains(id)).map(key).collect()
        })
    };
    let line = move |_, key: RowKey| {
        let find = |toasts: &Vec<Toast>| {
            toasts.iter().find(|toast| u64::from(toast.id) == key.id).cloned()
        };
        toaster
            .toasts
            .with_untracked(find)
            .map(|toast| {
                view! { <Line toast toaster on_dismiss=Callback::new(move |()| return_focus()) /> }
            })
            .into_any()
    };
    let place = move || {
        let region = region.get()?;
        Some((dom::find(&region, "ol")?.into(), None))
    };
    keep_rows(place, seen, line);
    view! {
        <section
            class=class(scope, "pk-toast")
            node_ref=region
            popover="manual"
            aria-label="Notifications"
            on:pointerenter=move |_| pointed.set(true)
            on:pointerleave=move |_| pointed.set(false)
            on:focusin=move |_| focused.set(true)
            on:focusout=move |_| focused.set(false)
        >
            <ol role="list"></ol>
        </section>
    }
}

/// One toast.
#[component]
fn Line(toast: Toast, toaster: Toaster, on_dismiss: Callback<()>) -> impl IntoView {
    let id = toast.id;
    let dismiss = move || {
        on_dismiss.try_run(());
        toaster.dismiss(id);
    };
    let mark = match toast.tone {
        Tone::Neutral | Tone::Accent | Tone::Info => Icon::Info,
        Tone::Success | Tone::Done => Icon::Success,
        Tone::Warning => Icon::Warning,
        Tone::Danger => Icon::Danger,
    };
    let action = toast.action.map(|action| {
        let run = move |_| {
            let run = action.run.clone();
            queue_microtask(move || {
                dismiss();
                run();
            });
        };
        view! { <button type="button" on:click=run>{action.label}</button> }
    });
    view! {
        <li
            data-tone=toast.tone.name()
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    event.stop_propagation();
                    queue_microtask(dismiss);
                }
            }
        >
            <Icon name=mark />
            <p role=if is_urgent(toast.tone) { "alert" } else { "status" }>{toast.text}</p>
            {action}
            <button
                type="button"
                data-dismiss=""
                aria-label="Dismiss"
                data-tooltip="Dismiss"
                on:click=move |_| queue_microtask(dismiss)
            >
                <Icon name=Icon::Close />
            </button>
        </li>
    }
}
