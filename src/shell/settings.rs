//! The user's own settings, and what this portal is made of.

mod providers;

use super::appearance::Preferences;
use super::prefs::{Contrast, Density, Theme};
use super::shortcuts;
use crate::config::{Auth, Config, Origin};
use crate::plugin::host::{Net, SourceState};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{
    Banner, Button, Card, Choice, ChoiceCards, Cluster, Description, DescriptionList, EmptyKind,
    EmptyState, Gap, InputKind, ItemRow, Kbd, List, PageHeader, RelativeTime, Stack, Status,
    Switch, TextField, Tone,
};
use std::sync::Arc;

/// Draws the page.
pub fn draw(input: PageInput) -> AnyView {
    use_page().set(vec![Crumb::here("Settings")]);
    let registry = use_registry();
    let problems = registry.problems();
    let problems = (!problems.is_empty()).then(|| {
        let items = problems.iter().map(|text| text.clone().into_any()).collect();
        view! {
            <Banner tone=Tone::Warning title="The portal did not start as configured">
                <List items=items plain=true />
            </Banner>
        }
    });
    view! {
        <Stack gap=Gap::Lg>
            <PageHeader title="Settings" subtitle="Kept in this browser only." />
            {problems}
            {sub_pages(input, routes::SETTINGS, "Settings", ViewFn::from(own))}
        </Stack>
    }
    .into_any()
}

fn own() -> AnyView {
    view! {
        <Stack gap=Gap::Lg>{appearance()} {keys()} {access()} {sources()} {plugins()}</Stack>
    }
    .into_any()
}

fn appearance() -> AnyView {
    let Some(preferences) = use_context::<Preferences>() else { return ().into_any() };
    let theme = Signal::derive(move || {
        preferences
            .with(|prefs| {
                Some(match prefs.theme {
                    Theme::System => "system",
                    Theme::Light => "light",
                    Theme::Dark => "dark",
                })
            })
            .map(str::to_owned)
    });
    let contrast = Signal::derive(move || {
        preferences
            .with(|prefs| {
                Some(match prefs.contrast {
                    Contrast::System => "system",
                    Contrast::Normal => "normal",
                    Contrast::More => "more",
                })
            })
            .map(str::to_owned)
    });
    let density = Signal::derive(move || {
        preferences
            .with(|prefs| {
                Some(match prefs.density {
                    Density::Compact => "compact",
                    Density::Default => "default",
                    Density::Spacious => "spacious",
                })
            })
            .map(str::to_owned)
    });
    view! {
        <Card title="Appearance">
            <Stack>
                <ChoiceCards
                    label="Theme"
                    value=theme
                    choices=vec![
                        Choice::new("system", "As the system"),
                        Choice::new("light", "Light"),
                        Choice::new("dark", "Dark"),
                    ]
                    on_change=Callback::new(move |value: String| {
                        preferences
                            .change(|prefs| {
                                prefs.theme = match value.as_str() {
                                    "light" => Theme::Light,
                                    "dark" => Theme::Dark,
                                    _ => Theme::System,
                                };
                            });
                    })
                />
                <ChoiceCards
                    label="Contrast"
                    value=contrast
                    choices=vec![
                        Choice::new("system", "As the system"),
                        Choice::new("normal", "Normal"),
                        Choice::new("more", "High"),
                    ]
                    on_change=Callback::new(move |value: String| {
                        preferences
                            .change(|prefs| {
                                prefs.contrast = match value.as_str() {
                                    "normal" => Contrast::Normal,
                                    "more" => Contrast::More,
                                    _ => Contrast::System,
                                };
                            });
                    })
                />
                <ChoiceCards
                    label="Density"
                    value=density
                    choices=vec![
                        Choice::new("compact", "Compact"),
                        Choice::new("default", "Default"),
                        Choice::new("spacious", "Spacious"),
                    ]
                    on_change=Callback::new(move |value: String| {
                        preferences
                            .change(|prefs| {
                                prefs.density = match value.as_str() {
                                    "compact" => Density::Compact,
                                    "spacious" => Density::Spacious,
                                    _ => Density::Default,
                                };
                            });
                    })
                />
            </Stack>
        </Card>
    }
    .into_any()
}

fn keys() -> AnyView {
    let Some(preferences) = use_context::<Preferences>() else { return ().into_any() };
    let on_now = Signal::derive(move || preferences.with(|prefs| prefs.shortcuts));
    let list = shortcuts::ALL
        .into_iter()
        .map(|(keys, does)| view! { <Description term=does><Kbd keys=keys /></Description> })
        .collect_view();
    view! {
        <Card title="Keyboard">
            <Stack>
                <Switch
                    label="Single-key shortcuts"
                    on=on_now
                    on_change=Callback::new(move |on: bool| {
                        preferences.change(|prefs| prefs.shortcuts = on);
                    })
                />
                <DescriptionList>{list}</DescriptionList>
            </Stack>
        </Card>
    }
    .into_any()
}

/// Origins that want a credential typed for the session; nothing when there are none.
fn access() -> AnyView {
    let (Some(net), Some(config)) = (use_context::<Net>(), use_context::<Arc<Config>>()) else {
        return ().into_any();
    };
    let items: Vec<AnyView> = config
        .origins
        .iter()
        .filter(|origin| matches!(origin.auth, Auth::Session | Auth::Header(_)))
        .map(|origin| sign_in(&net, origin))
        .chain(providers::items(&net, &config))
        .collect();
    if items.is_empty() {
        return ().into_any();
    }
    view! {
        <Card title="Access">
            <p>
                "A token stays in memory until this page is reloaded or closed, and goes to its own host only."
            </p>
            <List items=items />
        </Card>
    }
    .into_any()
}

fn sign_in(net: &Net, origin: &Origin) -> AnyView {
    let name = origin.name.clone();
    let typed = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let signed_in = RwSignal::new(net.is_signed_in(&name));
    let net = StoredValue::new_local(net.clone());
    let label = format!("Token for {}", origin.title);
    let enter = {
        let name = name.clone();
        Callback::new(move |_| {
            let done = net.with_value(|net| net.sign_in(&name, &typed.get_untracked()));
            error.set(done.err().map(|problem| format!("The token {problem}.")));
            signed_in.set(done.is_ok());
            typed.set(String::new());
        })
    };
    let leave = Callback::new(move |_| {
        net.with_value(|net| net.sign_out(&name));
        signed_in.set(false);
    });
    view! {
        {move || {
            if signed_in.get() {
                view! {
                    <Status tone=Tone::Success label="Signed in" />
                    <Button on_click=leave>"Forget the token"</Button>
                }
                .into_any()
            } else {
                view! {
                    <TextField
                        label=label.clone()
                        value=typed
                        on_input=Callback::new(move |text| typed.set(text))
                        kind=InputKind::Password
                        error=Signal::derive(move || error.get())
                    />
                    <Button on_click=enter>"Use for this session"</Button>
                }
                .into_any()
            }
        }}
    }
    .into_any()
}

fn sources() -> AnyView {
    let sources = use_sources();
    let read_at = sources.read_at();
    let issues = move || {
        sources.catalog().with(|catalog| {
            catalog.as_ref().map(|catalog| {
                let summary = catalog.summary();
                let found = summary.issues;
                format!(
                    "Entities: {}. Found in their descriptors: errors {}, warnings {}, notes {}.",
                    summary.entities, found.errors, found.warnings, found.infos
                )
            })
        })
    };
    let list = move || {
        let items: Vec<AnyView> = sources.states().get().into_iter().map(source).collect();
        if items.is_empty() {
            return view! {
                <EmptyState
                    kind=EmptyKind::FirstUse
                    title="No sources">"List descriptors or a Backstage API under sources in portal.json."</EmptyState>
            }
            .into_any();
        }
        view! { <List items=items /> }.into_any()
    };
    let age = move || {
        read_at.get().map(|at| view! { <p>"Read " <RelativeTime time=at as i64 /> "."</p> })
    };
    view! {
        <Card title="Sources of the catalog" flush=true>
            {list}
            <div class="u-inset">
                <Stack>
                    <p>{issues}</p>
                    {age}
                    <Cluster>
                        <Button
                            loading=sources.refreshing()
                            on_click=Callback::new(move |_| sources.refresh())
                        >
                            "Read them again"
                        </Button>
                    </Cluster>
                </Stack>
            </div>
        </Card>
    }
    .into_any()
}

fn source(state: SourceState) -> AnyView {
    let (tone, word, more) = match state.health {
        Health::Reading => (Tone::Info, "Reading", String::new()),
        Health::Good => (Tone::Success, "Read", format!("{} files or pages", state.read)),
        Health::Failed { title, cause, next_step } => {
            (Tone::Danger, "Failed", format!("{title}. {cause} {next_step}"))
        }
    };
    let kept_from = state.kept_from;
    view! {
        <ItemRow
            title=state.title
            detail=ViewFn::from(move || {
                view! {
                    {more.clone()}
                    {kept_from
                        .map(|at| view! { " What is shown of it was read " <RelativeTime time=at /> "." })}
                }
                    .into_any()
            })
            side=ViewFn::from(move || view! { <Status tone=tone label=word /> }.into_any())
        />
    }
    .into_any()
}

fn plugins() -> AnyView {
    let registry = use_registry();
    let items: Vec<AnyView> = registry
        .plugins()
        .iter()
        .map(|installed| {
            let plugin = &installed.plugin;
            let name = plugin.name();
            let origins = match plugin.origins() {
                [] => "calls no API".to_owned(),
                names => format!("calls {}", names.join(", ")),
            };
            let facts = format!(
                "{} · {} extensions · {origins}",
                if plugin.keeper().is_empty() { "no owner" } else { plugin.keeper() },
                plugin.extensions()
            );
            let (tone, word) = match installed.quarantined {
                true => (Tone::Warning, "Waits for a retry"),
                false => (Tone::Success, "On"),
            };
            view! {
                <ItemRow
                    title=name
                    detail=ViewFn::from(move || facts.clone().into_any())
                    side=ViewFn::from(move || view! { <Status tone=tone label=word /> }.into_any())
                />
            }
            .into_any()
        })
        .collect();
    let admin = registry.href(routes::ADMIN, &()).unwrap_or_default();
    view! {
        <Card title="Plugins" more="Admin" more_href=admin flush=true>
            <List items=items />
        </Card>
    }
    .into_any()
}
