//! Events in the shapes that receivers expect: pure functions from an event to a text.

use super::Event;
use crate::Milli;
use crate::json::{Object, quote};
use crate::time::rfc3339;

/// One line of NDJSON, without its end.
#[must_use]
pub fn line(event: &Event<'_>) -> String {
    let mut out = String::with_capacity(256);
    let mut object = Object::new(&mut out);
    object.text("id", &event.id);
    object.number("at", &event.at.to_string());
    body(&mut object, event, false);
    object.end();
    out
}

/// One event as the field's analytics API hands it to its listeners.
#[must_use]
pub fn analytics_event(event: &Event<'_>) -> String {
    let mut out = String::with_capacity(256);
    let mut object = Object::new(&mut out);
    body(&mut object, event, true);
    object.end();
    out
}

/// The body of `POST /api/adoption-insights/events`: a list.
#[must_use]
pub fn adoption_insights(events: &[Event<'_>]) -> String {
    let mut out = String::from("[");
    for (at, event) in events.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        out.push_str(&analytics_event(event));
    }
    out.push(']');
    out
}

fn body(object: &mut Object<'_>, event: &Event<'_>, stamped: bool) {
    object.text("action", event.action.name());
    quote(object.key("subject"), &event.subject);
    if let Some(value) = event.value {
        object.number("value", &value.exact());
    }
    if !event.attributes.is_empty() {
        let mut attributes = Object::new(object.key("attributes"));
        for (key, value) in &event.attributes {
            quote(attributes.key(key), value);
        }
        attributes.end();
    }
    let context = &event.context;
    let mut inner = Object::new(object.key("context"));
    inner.text("pluginId", &context.plugin);
    inner.text("extensionId", &context.extension);
    if stamped {
        // The receiver reads the older name.
        inner.text("extension", &context.extension);
    }
    inner.text("routeRef", &context.route);
    inner.text("entityRef", &context.entity);
    inner.text("sessionId", &context.session);
    if let Some(user) = context.user {
        inner.text("userId", &user.to_string());
    }
    inner.text("team", &context.team);
    inner.text("buildId", &context.build);
    if stamped {
        inner.text("timestamp", &rfc3339(event.at));
    }
    inner.end();
}

/// The body of GA4's measurement protocol (`POST …/mp/collect`): up to 25 events of one client,
/// of which the first says who. Names have letters, digits and underscores only, texts at most
/// 100 characters, because the receiver drops the rest without a word.
#[must_use]
pub fn ga4(events: &[Event<'_>]) -> String {
    let mut out = String::from("{\"client_id\":");
    let first = events.first();
    let session = first.map(|event| &*event.context.session).unwrap_or_default();
    quote(&mut out, if session.is_empty() { "portal" } else { session });
    if let Some(user) = first.and_then(|event| event.context.user) {
        out.push_str(",\"user_id\":");
        quote(&mut out, &user.to_string());
    }
    out.push_str(",\"events\":[");
    for (at, event) in events.iter().take(25).enumerate() {
        if at > 0 {
            out.push(',');
        }
        let mut object = Object::new(&mut out);
        object.text("name", &ga4_name(event.action.name()));
        object.number("timestamp_micros", &event.at.saturating_mul(1000).to_string());
        let mut params = Object::new(object.key("params"));
        if event.action.name() == "navigate" {
            params.text("page_location", short(&event.subject));
        }
        params.text("subject", short(&event.subject));
        if let Some(value) = event.value {
            params.number("value", &value.exact());
        }
        let context = &event.context;
        params.text("plugin_id", short(&context.plugin));
        params.text("extension_id", short(&context.extension));
        params.text("route_ref", short(&context.route));
        params.text("entity_ref", short(&context.entity));
        params.text("session_id", short(&context.session));
        // The receiver takes 25 parameters, of which the context has up to eight.
        for (key, value) in event.attributes.iter().take(16) {
            params.text(&format!("a_{}", ga4_name(key)), short(value));
        }
        params.end();
        object.end();
    }
    out.push_str("]}");
    out
}

/// A page view is `page_view`; other names become letters, digits and underscores.
fn ga4_name(name: &str) -> String {
    if name == "navigate" {
        return "page_view".to_owned();
    }
    let fits = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    let name: String = name.chars().take(38).map(fits).collect();
    // A name begins with a letter.
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) { name } else { format!("x{name}") }
}

fn short(text: &str) -> &str {
    text.char_indices().nth(100).and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

/// The query of Matomo's tracking API (`GET …/matomo.php?` or one of the `requests` of a bulk
/// POST). `site` is the id of the site and `base` the portal's address, without its last slash.
#[must_use]
pub fn matomo(event: &Event<'_>, site: u32, base: &str) -> String {
    let context = &event.context;
    let mut out = format!("idsite={site}&rec=1&apiv=1&send_image=0");
    let mut add = |key: &str, value: &str| {
        if !value.is_empty() {
            out.push('&');
            out.push_str(key);
            out.push('=');
            percent(&mut out, value);
        }
    };
    let path = if event.subject.starts_with('/') { &*event.subject } else { "/" };
    add("url", &format!("{base}{path}"));
    if let Some(user) = context.user {
        add("_id", &user.to_string());
        add("uid", &user.to_string());
    }
    add("cdt", &(event.at / 1000).to_string());
    match event.action.name() {
        "navigate" => {
            add("action_name", if context.route.is_empty() { path } else { &context.route })
        }
        "search" => {
            // An empty term is a search whose term is not kept.
            add("search", if event.subject.is_empty() { "(not kept)" } else { &event.subject });
            if let Some(value) = event.value {
                add("search_count", &value.text(0));
            }
        }
        other => {
            let plugin = if context.plugin.is_empty() { "portal" } else { &*context.plugin };
            add("e_c", plugin);
            add("e_a", other);
            add("e_n", &event.subject);
            if let Some(Milli(value)) = event.value {
                add("e_v", &Milli(value).exact());
            }
        }
    }
    out
}

/// The body of Matomo's bulk request.
#[must_use]
pub fn matomo_bulk(events: &[Event<'_>], site: u32, base: &str) -> String {
    let mut out = String::from("{\"requests\":[");
    for (at, event) in events.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        quote(&mut out, &format!("?{}", matomo(event, site, base)));
    }
    out.push_str("]}");
    out
}

fn percent(out: &mut String, text: &str) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for digit in [byte >> 4, byte & 15] {
                out.push(char::from(HEX.get(usize::from(digit)).copied().unwrap_or(b'0')));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Action, UserHash};
    use super::*;

    fn sample() -> Event<'static> {
        let mut event =
            Event::new(1_772_442_000_000, Action::Navigate, "/catalog/default/component/checkout")
                .with("kind", "component");
        event.context.plugin = "catalog".into();
        event.context.extension = "App".into();
        event.context.route = "catalog:entity".into();
        event.context.session = "s1".into();
        event.context.user = Some(UserHash(1));
        event
    }

    #[test]
    fn the_adoption_insights_body_has_the_members_of_the_recording() {
        let mine: serde_json::Value =
            serde_json::from_str(&adoption_insights(&[sample(), sample()])).unwrap();
        let recorded: serde_json::Value =
            serde_json::from_str(include_str!("../../tests/adoption-insights-post.json")).unwrap();
        let theirs = &recorded["request"]["body"][0];
        assert_eq!(mine.as_array().unwrap().len(), 2);
        for member in ["action", "subject", "attributes", "context"] {
            assert!(!mine[0][member].is_null(), "{member}");
            assert_eq!(mine[0][member].is_object(), theirs[member].is_object(), "{member}");
        }
        for member in ["pluginId", "extension", "routeRef", "userId", "timestamp"] {
            assert!(mine[0]["context"][member].is_string(), "{member}");
        }
        assert_eq!(mine[0]["context"]["timestamp"], theirs["context"]["timestamp"]);
    }

    #[test]
    fn ga4_takes_names_of_letters_and_short_texts() {
        let mut long = Event::new(5, Action::Own("3d-view".into()), "é".repeat(300));
        long.context.plugin = "x".into();
        let json: serde_json::Value = serde_json::from_str(&ga4(&[sample(), long])).unwrap();
        assert_eq!(json["client_id"], "s1");
        assert_eq!(json["events"][0]["name"], "page_view");
        assert_eq!(json["events"][0]["params"]["a_kind"], "component");
        assert_eq!(json["events"][0]["timestamp_micros"], 1_772_442_000_000_000i64);
        assert_eq!(json["events"][1]["name"], "x3d_view");
        assert_eq!(json["events"][1]["params"]["subject"].as_str().unwrap().chars().count(), 100);
    }

    #[test]
    fn matomo_takes_page_views_searches_and_events() {
        let view = matomo(&sample(), 3, "https://portal.example");
        assert!(view.contains("url=https%3A%2F%2Fportal.example%2Fcatalog%2F"), "{view}");
        assert!(view.contains("&action_name=catalog%3Aentity"), "{view}");
        let search = Event::new(5, Action::Search, "a&b").value(Milli(0));
        let search = matomo(&search, 3, "https://p");
        assert!(search.ends_with("search=a%26b&search_count=0"), "{search}");
        let click = Event::new(5, Action::Click, "Rerun <b>").value(Milli(1500));
        let click = matomo(&click, 3, "https://p");
        assert!(click.ends_with("e_c=portal&e_a=click&e_n=Rerun%20%3Cb%3E&e_v=1.5"), "{click}");
        let bulk = matomo_bulk(&[sample()], 3, "https://p");
        let json: serde_json::Value = serde_json::from_str(&bulk).unwrap();
        assert!(json["requests"][0].as_str().unwrap().starts_with("?idsite=3"));
    }
}
