//! Four buttons, one for each way in which a WebAssembly app dies.

use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{
    Button, Card, Cluster, Description, DescriptionList, Gap, PageHeader, Stack,
};

/// Draws the page.
pub fn draw(_: PageInput) -> AnyView {
    let signal = RwSignal::new(0_u32);
    let death = move |label: &'static str, die: fn(RwSignal<u32>)| {
        view! { <Button on_click=Callback::new(move |_| die(signal))>{label}</Button> }
    };
    view! {
        <Stack gap=Gap::Lg>
            <PageHeader title="Debug" subtitle="Each of these stops the portal." />
            <Cluster>
            {death("Panic", panic_now)}
            {death("Lock abort", lock_abort)}
            {death("Stack overflow", overflow_now)}
            {death("Out of memory", memory_now)}
            </Cluster>
        </Stack>
    }
    .into_any()
}

/// In the header of the page: starts the portal without plugins.
pub fn safe(_: ()) -> AnyView {
    let href = format!("{}?safe=1", use_registry().url("/settings"));
    let restart = Callback::new(move |_| {
        let _ = window().location().set_href(&href);
    });
    view! { <Button on_click=restart>"Start without plugins"</Button> }.into_any()
}

/// In the settings: what an operator asks for first when something is odd.
pub fn flags(_: PageInput) -> AnyView {
    let text = |name: &str| {
        let root = document().document_element();
        let value = root.and_then(|root| root.get_attribute(name)).unwrap_or_default();
        if value.is_empty() { "none".to_owned() } else { value }
    };
    let browser = window().navigator().user_agent().unwrap_or_default();
    view! {
        <Card title="This page">
            <DescriptionList>
                <Description term="Plugins in quarantine">{text("data-quarantine")}</Description>
                <Description term="Browser">{browser}</Description>
            </DescriptionList>
        </Card>
    }
    .into_any()
}

#[allow(clippy::panic, reason = "the page exists to do this")]
fn panic_now(_: RwSignal<u32>) {
    panic!("asked for on the debug page");
}

/// Writing a signal that is being read aborts without the panic hook.
#[allow(clippy::disallowed_methods, reason = "the page exists to do this")]
fn lock_abort(signal: RwSignal<u32>) {
    let guard = signal.read_untracked();
    signal.set(*guard + 1);
}

fn overflow_now(_: RwSignal<u32>) {
    leptos::logging::log!("{}", deeper(u64::MAX));
}

/// Not a tail call, and with a frame that the optimiser cannot drop.
fn deeper(level: u64) -> u64 {
    let frame = std::hint::black_box([level; 32]);
    if level == 0 { 0 } else { deeper(level - 1) ^ frame.iter().sum::<u64>() }
}

fn memory_now(_: RwSignal<u32>) {
    let mut held: Vec<Vec<u8>> = Vec::new();
    loop {
        held.push(std::hint::black_box(vec![1; 64 * 1024 * 1024]));
    }
}
