//! Where a repository goes: `host?owner=…&repo=…`.

use super::super::about::about;
use super::super::desk::Desk;
use super::super::draw::id_of;
use super::super::leaf::help;
use crate::plugin::query::{read, written};
use leptos::prelude::*;
use portico_components::{Choice, PasswordField, Select, TextField};
use portico_templates::form::Field;
use serde_json::Value;

fn allowed(field: &Field, key: &str) -> Vec<String> {
    let list = field.ui.options.get(key).and_then(Value::as_array);
    let texts = list.into_iter().flatten().filter_map(Value::as_str);
    texts.map(str::to_owned).collect()
}

/// A part of the address of a repository.
struct Part {
    key: &'static str,
    label: &'static str,
    allowed: &'static str,
}

const OWNER: Part = Part { key: "owner", label: "Owner", allowed: "allowedOwners" };
const REPO: Part = Part { key: "repo", label: "Name of the repository", allowed: "allowedRepos" };
const ORGANISATION: Part =
    Part { key: "organization", label: "Organisation", allowed: "allowedOrganizations" };
const WORKSPACE: Part = Part { key: "workspace", label: "Workspace", allowed: "allowedWorkspaces" };
const PROJECT: Part = Part { key: "project", label: "Project", allowed: "allowedProjects" };

/// In the order in which they are written.
const ORDER: [&str; 5] = ["owner", "repo", "organization", "workspace", "project"];

/// What a host asks for.
fn parts(host: &str) -> &'static [Part] {
    if host.contains("azure") || host.contains("visualstudio") {
        &[ORGANISATION, PROJECT, REPO]
    } else if host == "bitbucket.org" {
        &[WORKSPACE, PROJECT, REPO]
    } else if host.contains("bitbucket") {
        &[PROJECT, REPO]
    } else {
        &[OWNER, REPO]
    }
}

fn part(url: &str, key: &str) -> String {
    let query = url.split_once('?').map_or("", |(_, query)| query);
    let found = read(query).into_iter().find(|(name, _)| name == key);
    found.map(|(_, value)| value).unwrap_or_default()
}

fn host_of(url: &str) -> &str {
    url.split('?').next().unwrap_or_default()
}

/// The address with one part changed.
fn with_part(host: &str, url: &str, key: &str, value: &str) -> String {
    let all = ORDER.iter().map(|name| {
        let text = if *name == key { value.to_owned() } else { part(url, name) };
        ((*name).to_owned(), text)
    });
    let all: Vec<(String, String)> = all.filter(|(_, text)| !text.is_empty()).collect();
    if all.is_empty() {
        return String::new();
    }
    [host, &written(&all)].concat()
}

/// The address with what can only be one thing.
fn completed(field: &Field, host: &str, url: &str) -> String {
    let mut url = url.to_owned();
    for part_of in parts(host) {
        let all = allowed(field, part_of.allowed);
        if let [only] = all.as_slice()
            && part(&url, part_of.key).is_empty()
        {
            url = with_part(host, &url, part_of.key, only);
        }
    }
    url
}

/// What is asked about a host: what can only be one thing is not, unless there would be nothing to
/// say that a repository is wanted at all.
fn open_parts(field: &Field, host: &str) -> Vec<&'static Part> {
    let open = |part: &&'static Part| allowed(field, part.allowed).len() != 1;
    let all = parts(host);
    let some: Vec<_> = all.iter().filter(open).collect();
    if some.is_empty() && !field.required { all.iter().rev().take(1).collect() } else { some }
}

/// An address as people write it: `github.example/halyard/cart`.
pub fn spoken(url: &str) -> String {
    let host = host_of(url);
    let parts = parts(host).iter().map(|of| part(url, of.key)).filter(|part| !part.is_empty());
    [host.to_owned()].into_iter().chain(parts).collect::<Vec<_>>().join("/")
}

/// Draws the place of a repository.
pub fn url(desk: Desk, field: &Field) -> AnyView {
    let hosts = allowed(field, "allowedHosts");
    let first = hosts.first().cloned().unwrap_or_default();
    let now = desk.text(&field.pointer);
    let host = RwSignal::new(now.with_untracked(|url| match host_of(url) {
        "" => first,
        host => host.to_owned(),
    }));
    let own = StoredValue::new(field.clone());
    let change = move |key: &str, text: &str| {
        own.with_value(|own| {
            let url = now.get_untracked();
            let host = host.get_untracked();
            let url = with_part(&host, &url, key, text.trim());
            let whole = !text.is_empty() || open_parts(own, &host).is_empty();
            let url = if whole { completed(own, &host, &url) } else { url };
            desk.set_text(&own.pointer, url);
        });
    };
    // Where there is nothing left to ask, the answer is there from the beginning.
    if now.with_untracked(String::is_empty) && open_parts(field, &host.get_untracked()).is_empty() {
        queue_microtask(move || change("", ""));
    }
    let asked = match hosts.as_slice() {
        [_] => ().into_any(),
        [] => {
            let typed = move |text: String| {
                host.set(text.trim().to_owned());
                change("", "");
            };
            view! { <TextField label="Host" value=host on_input=typed placeholder="github.com" mono=true /> }
                .into_any()
        }
        _ => {
            let choices: Vec<Choice> =
                hosts.iter().map(|host| Choice::new(host.clone(), host.clone())).collect();
            let value = Signal::derive(move || Some(host.get()));
            let pick = move |new: String| {
                host.set(new);
                change("", "");
            };
            view! { <Select label="Host" choices=Signal::stored(choices) value on_change=pick /> }
                .into_any()
        }
    };
    let kind =
        Memo::new(move |_| parts(&host.get()).iter().map(|part| part.key).collect::<Vec<_>>());
    let fields = move || {
        kind.track();
        let host = host.get_untracked();
        let optional = own.with_value(|own| !own.required);
        let open = own.with_value(|own| open_parts(own, &host));
        let drawn = open.into_iter().map(|part_of| {
            let key = part_of.key;
            let only = own.with_value(|own| allowed(own, part_of.allowed));
            let text = Signal::derive(move || now.with(|url| part(url, key)));
            if only.is_empty() {
                let typed = move |text: String| change(key, &text);
                return view! {
                    <TextField label=part_of.label value=text on_input=typed mono=true optional />
                }
                .into_any();
            }
            let value = Signal::derive(move || Some(text.get()).filter(|text| !text.is_empty()));
            let choices: Vec<Choice> =
                only.iter().map(|text| Choice::new(text.clone(), text.clone())).collect();
            let pick = move |text: String| change(key, &text);
            view! {
                <Select label=part_of.label choices=Signal::stored(choices) value on_change=pick optional />
            }
            .into_any()
        });
        drawn.collect::<Vec<_>>()
    };
    let token = token(desk, field, host.into());
    let error = desk.error(&field.pointer);
    let wrong = move || error.get().map(|text| view! { <p data-error="">{text}</p> });
    let said = field.description.clone().map(about);
    let hint = field.ui.help.clone().map(about);
    // Before there is an address, what the template says about it.
    let result = move || {
        let (url, host) = (now.get(), host.get());
        let place = own.with_value(|own| spoken(&completed(own, &host, &url)));
        let place = if place.is_empty() { host } else { place };
        (!place.is_empty()).then(|| view! { <p data-about="">"In " <code>{place}</code></p> })
    };
    view! {
        <fieldset id=id_of(&field.pointer) data-parts="">
            <legend>{field.title.clone()}</legend>
            {said}
            {hint}
            {wrong}
            {asked}
            {fields}
            {result}
            {token}
        </fieldset>
    }
    .into_any()
}

/// A token for the session, where the template asks for one.
fn token(desk: Desk, field: &Field, host: Signal<String>) -> Option<AnyView> {
    let wanted = field.ui.options.get("requestUserCredentials")?;
    let name = wanted.get("secretsKey").and_then(Value::as_str)?.to_owned();
    let value = desk.token(&name);
    let typed = move |text: String| desk.set_token(&name, text);
    let label = Signal::derive(move || match host.get().as_str() {
        "" => "Your token".to_owned(),
        host => format!("Your token for {host}"),
    });
    let help = "The run acts in your name with it. It is kept until this page is closed, and nowhere else.";
    Some(
        view! {
            <PasswordField
                label
                value
                on_input=typed
                autocomplete="off"
                optional=true
                help=Signal::stored(Some(help.to_owned()))
            />
        }
        .into_any(),
    )
}

/// The owner of a repository.
pub fn owner(desk: Desk, field: &Field) -> AnyView {
    let only = allowed(field, "allowedOwners");
    if only.is_empty() {
        return super::words::name(desk, field);
    }
    let excluded = allowed(field, "excludedOwners");
    let choices: Vec<Choice> = only
        .into_iter()
        .filter(|owner| !excluded.contains(owner))
        .map(|owner| Choice::new(owner.clone(), owner))
        .collect();
    let text = desk.text(&field.pointer);
    let value = Signal::derive(move || Some(text.get()).filter(|text| !text.is_empty()));
    let pointer = field.pointer.clone();
    let pick = move |owner: String| desk.set_text(&pointer, owner);
    let (help, error) = (help(field), desk.error(&field.pointer));
    let (id, label, optional) = (id_of(&field.pointer), field.title.clone(), !field.required);
    view! {
        <Select attr:id=id label choices=Signal::stored(choices) value on_change=pick help error optional />
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_written_part_by_part() {
        let one = with_part("github.com", "", "repo", "cart");
        assert_eq!(one, "github.com?repo=cart");
        let both = with_part("github.com", &one, "owner", "shop");
        assert_eq!(both, "github.com?owner=shop&repo=cart");
        assert_eq!(part(&both, "owner"), "shop");
        assert_eq!(with_part("gitlab.com", &both, "", ""), "gitlab.com?owner=shop&repo=cart");
        assert_eq!(with_part("github.com", &one, "repo", ""), "");
    }

    #[test]
    fn what_can_only_be_one_thing_is_not_asked() {
        let of = |required: bool| {
            let schema = serde_json::json!({ "required": if required { vec!["r"] } else { vec![] },
                "properties": { "r": { "type": "string", "ui:field": "RepoUrlPicker", "ui:options": {
                    "allowedHosts": ["github.com"], "allowedOwners": ["shop"], "allowedRepos": ["cart"] } } } });
            let form = portico_templates::form::Form::from_parameters(&schema);
            let context = super::super::super::desk::CONTEXT;
            form.fields(0, &serde_json::json!({}), &|_| None, context).remove(0)
        };
        let keys = |field: &Field| {
            open_parts(field, "github.com").iter().map(|part| part.key).collect::<Vec<_>>()
        };
        assert!(keys(&of(true)).is_empty());
        assert_eq!(keys(&of(false)), ["repo"]);
        assert_eq!(completed(&of(true), "github.com", ""), "github.com?owner=shop&repo=cart");
        assert_eq!(spoken("github.com?owner=shop&repo=cart"), "github.com/shop/cart");
        assert_eq!(spoken("dev.azure.com?repo=c&organization=a&project=b"), "dev.azure.com/a/b/c");
    }

    #[test]
    fn hosts_ask_for_their_own_parts() {
        let keys = |host| parts(host).iter().map(|part| part.key).collect::<Vec<_>>();
        assert_eq!(keys("github.com"), ["owner", "repo"]);
        assert_eq!(keys("dev.azure.com"), ["organization", "project", "repo"]);
        assert_eq!(keys("bitbucket.org"), ["workspace", "project", "repo"]);
    }
}
