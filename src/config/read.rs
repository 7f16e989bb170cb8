//! `portal.json`, key by key.

use serde_json::{Value, json};

use super::{
    Auth, Config, ConfigError, ConfigErrors, Origin, OriginUrl, PORTAL_ORIGIN, PluginConfig,
    PluginEntry, Source, SourceKind,
    json::{JsonError, repeated_keys},
    reader::{Object, Reader},
};

/// The file may not be longer, in bytes.
pub const MAX_BYTES: usize = 64 * 1024;

const TOP: &[&str] = &[
    "title",
    "sources",
    "origins",
    "plugins",
    "preset",
    "home",
    "navigation",
    "search",
    "user",
    "net",
];
const PRESETS: &[&str] = &["small", "medium", "large"];
const SOURCE: &[&str] = &["id", "title", "type", "url", "auth", "timeoutSeconds", "index"];
const ORIGIN: &[&str] = &["title", "url", "static", "etag", "auth", "timeoutSeconds"];
const PLUGIN: &[&str] = &["id", "enabled", "config"];
const NET: &[&str] = &["timeScale"];
const SOURCE_TYPES: &[&str] = &["files", "backstage"];
const AUTH_WORDS: &[&str] = &["none", "cookie", "guest", "session"];
const AUTH_OBJECT: &[&str] = &["header", "oidc"];

/// Headers that a browser sets itself, or that the net client owns.
const RESERVED_HEADERS: &[&str] = &[
    "accept",
    "connection",
    "content-length",
    "content-type",
    "cookie",
    "date",
    "expect",
    "host",
    "keep-alive",
    "origin",
    "referer",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "via",
];

impl Config {
    /// Reads and checks `portal.json`. All keys are optional unless said otherwise.
    ///
    /// | key | what |
    /// |---|---|
    /// | `title` | name of the portal; `Portico` |
    /// | `sources` | list: where the catalog comes from |
    /// | `sources[].id` | **required**, short name, unique; also names the origin of the source |
    /// | `sources[].title` | name for people; the id |
    /// | `sources[].type` | **required**: `files` (descriptor files) or `backstage` (the catalog API of a Backstage backend) |
    /// | `sources[].url` | where: an absolute address, or a path relative to the portal's folder (`.` is the folder itself). **Required** for `backstage` (the backend, without `/api/catalog`); for `files` the portal's own folder |
    /// | `sources[].index` | **required** for `files` and for nothing else: paths of the first descriptors, relative to `url` |
    /// | `sources[].auth`, `.timeoutSeconds` | as for origins |
    /// | `origins` | object: name → an API that plugins call. A plugin's manifest names the origins it needs |
    /// | `origins.*.title` | name for people; the name |
    /// | `origins.*.url` | **required**, as above |
    /// | `origins.*.static` | `true` where plain files stand in for the API: `.json` is appended to each path and the query is dropped; `false` |
    /// | `origins.*.etag` | whether the host may be asked if anything has changed (`If-None-Match`): it has to allow that header and expose `ETag`; `false` |
    /// | `origins.*.auth` | `"none"` (default), `"cookie"`, `"guest"` (guest token of a Backstage backend), `"session"` (a bearer token that people type, kept in memory), `{"header": "X-Api-Key"}` (the same in another header), `{"oidc": {…}}` (a token of an OpenID provider, [`crate::net::sign_in`]) |
    /// | `origins.*.timeoutSeconds` | seconds until the first byte, and between two bytes, 0.1 to 300; a whole request has three times as long; `10` |
    /// | `plugins` | list in the order of navigation: `"id"` or an object; absent means all |
    /// | `plugins[].id` | **required**, unique |
    /// | `plugins[].enabled` | `true` |
    /// | `plugins[].config` | object that the plugin reads itself ([`PluginConfig::parse`]) |
    /// | `preset` | the starting order, `small`, `medium` or `large`: start page, order of the navigation, checklist and figures (docs/insights.md) |
    /// | `home` | path of the page that the start page leads to: `/explore`; that of the preset |
    /// | `navigation` | list of plugins that come first in the navigation; those of the preset |
    /// | `search` | object that the search reads when it is first opened: `weights`, `backstage` (docs/search.md) |
    /// | `user` | entity reference of the person who looks, where no sign-in says it: `user:default/jane.doe` |
    /// | `net.timeScale` | multiplies every deadline and delay, 0.01 to 10, for tests; `1` |
    ///
    /// # Errors
    /// Every mistake in the file; for a file that is no JSON, or too long, only that.
    pub fn parse(text: &str) -> Result<Self, ConfigErrors> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if text.len() > MAX_BYTES {
            return Err(vec![ConfigError::new("", "is longer than 64 KiB")]);
        }
        let value: Value = serde_json::from_str(text).map_err(|error| {
            let JsonError { path, message } = JsonError::explain(text.as_bytes(), &error);
            let position = format!("line {}, column {}", error.line(), error.column());
            vec![ConfigError::new(path, format!("is not JSON: {message} ({position})"))]
        })?;
        let mut reader = Reader::default();
        for path in repeated_keys(text.as_bytes()) {
            reader.error(path, "stands twice");
        }
        let config = top(&mut reader, &value);
        match (config, reader.errors.is_empty()) {
            (Some(config), true) => Ok(Self { values: reader.values, ..config }),
            _ => Err(reader.errors),
        }
    }
}

fn top(reader: &mut Reader, value: &Value) -> Option<Config> {
    let object = reader.object(String::new(), value, TOP)?;
    let defaults = Config::default();
    let mut config = Config {
        title: reader.text_or(&object, "title", &defaults.title),
        user: user(reader, &object),
        preset: preset(reader, &object),
        home: home(reader, &object),
        navigation: navigation(reader, &object),
        time_scale: time_scale(reader, &object),
        ..defaults
    };
    if let Some(value) = object.map.get("origins") {
        for (origins, name, value) in reader.entries("origins".into(), value) {
            let path = origins.at(name);
            if let (Some(name), Some(object)) =
                (reader.name(&path, name.clone()), reader.object(path, value, ORIGIN))
                && let Some(origin) = origin(reader, &object, name)
            {
                add_origin(reader, &mut config, origin, &object.path);
            }
        }
    }
    if let Some(value) = object.map.get("sources") {
        for (index, value) in reader.list("sources", value).iter().enumerate() {
            if let Some(object) = reader.object(format!("sources[{index}]"), value, SOURCE) {
                source(reader, &object, &mut config);
            }
        }
    }
    if let Some(value) = object.map.get("search") {
        match value.is_object() {
            true => reader.note("search".into(), value),
            false => reader.wrong_type("search".into(), "an object", value),
        }
        reader.refuse_secrets("search", value);
        config.search = PluginConfig::new("search".into(), value);
    }
    config.plugins = object.map.get("plugins").map(|value| plugins(reader, value));
    Some(config)
}

fn user(reader: &mut Reader, object: &Object<'_>) -> Option<String> {
    let user = reader.text(object, "user")?;
    let named = |rest: &str| !rest.is_empty() && rest.split('/').all(|part| !part.is_empty());
    let whole =
        user.strip_prefix("user:").is_some_and(|rest| named(rest) && rest.split('/').count() <= 2);
    if !whole || user.contains(char::is_whitespace) {
        reader.error("user", "must be the reference of a user: `user:default/jane.doe`");
    }
    Some(user)
}

fn preset(reader: &mut Reader, object: &Object<'_>) -> Option<String> {
    let preset = reader.text(object, "preset")?;
    reader.one_of("preset", &preset, PRESETS).map(|_| preset)
}

fn home(reader: &mut Reader, object: &Object<'_>) -> Option<String> {
    let home = reader.text(object, "home")?;
    // `//host` would be an address elsewhere.
    if !home.starts_with('/') || home.starts_with("//") {
        reader.error("home", "must be a path of the portal: `/explore`");
    }
    Some(home)
}

fn navigation(reader: &mut Reader, object: &Object<'_>) -> Vec<String> {
    let Some(value) = object.map.get("navigation") else { return Vec::new() };
    reader.note("navigation".into(), value);
    let items = reader.list("navigation", value).iter();
    items.filter_map(|item| reader.plain_text("navigation", item)).collect()
}

fn time_scale(reader: &mut Reader, object: &Object<'_>) -> f64 {
    let nothing = json!({});
    let value = object.map.get("net").unwrap_or(&nothing);
    match reader.object("net".into(), value, NET) {
        Some(net) => reader.number(&net, "timeScale", 1.0, ([0.01, 10.0], "0.01 and 10")),
        None => 1.0,
    }
}

fn source(reader: &mut Reader, object: &Object<'_>, config: &mut Config) {
    let id = reader.required(object, "id", "a short name for this source");
    let id = id.and_then(|id| reader.name(&object.at("id"), id));
    let kind = reader.required(object, "type", "`files` or `backstage`");
    let kind = kind.and_then(|kind| reader.one_of(&object.at("type"), &kind, SOURCE_TYPES));
    let is_files = kind == Some(0);
    let index = match (object.map.get("index"), is_files) {
        (Some(value), true) => index(reader, &object.at("index"), value),
        (Some(_), false) if kind.is_some() => {
            reader.error(object.at("index"), "belongs to sources of type `files` only");
            Vec::new()
        }
        (None, true) => {
            reader.error(
                object.path.clone(),
                "`index` is missing: the paths of the first descriptors",
            );
            Vec::new()
        }
        _ => Vec::new(),
    };
    let needs_url = kind.is_some() && !is_files;
    let url = match needs_url || object.map.contains_key("url") {
        true => url(reader, object),
        false => {
            reader.note_default(object, "url", ".");
            Some(OriginUrl::here())
        }
    };
    let common = common(reader, object, id.as_deref().unwrap_or_default());
    let (Some(id), Some(kind), Some(url)) = (id, kind, url) else { return };
    let kind = match kind {
        0 => SourceKind::Files { index },
        _ => SourceKind::Backstage,
    };
    let (title, auth, timeout_seconds) = common;
    let origin = Origin {
        name: id.clone(),
        title: title.clone(),
        url,
        is_static: false,
        etag: false,
        auth,
        timeout_seconds,
    };
    if add_origin(reader, config, origin, &object.at("id")) {
        config.sources.push(Source { id, title, kind });
    }
}

/// Paths of descriptors: relative, so that whoever may read the folder may read them.
fn index(reader: &mut Reader, path: &str, value: &Value) -> Vec<String> {
    let items = reader.list(path, value);
    if items.is_empty() && value.is_array() {
        reader.error(path, "is empty: at least one descriptor is needed");
    }
    let mut paths = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let at = format!("{path}[{index}]");
        let Some(text) = reader.plain_text(&at, item) else { continue };
        match OriginUrl::parse(&text) {
            Ok(OriginUrl::Below(path)) if !path.is_empty() => {
                reader.note(at, item);
                paths.push(path);
            }
            _ => reader.error(at, "must be a path relative to the `url` of this source"),
        }
    }
    paths
}

fn origin(reader: &mut Reader, object: &Object<'_>, name: String) -> Option<Origin> {
    let url = url(reader, object);
    let is_static = reader.flag(object, "static", false);
    let etag = reader.flag(object, "etag", false);
    let (title, auth, timeout_seconds) = common(reader, object, &name);
    if is_static && auth == Auth::Guest {
        reader.error(
            object.at("auth"),
            "plain files have no guest sign-in; remove `static` or `auth`",
        );
    }
    Some(Origin { name, title, url: url?, is_static, etag, auth, timeout_seconds })
}

fn common(reader: &mut Reader, object: &Object<'_>, name: &str) -> (String, Auth, f64) {
    let title = reader.text_or(object, "title", name);
    let auth = auth(reader, object);
    let timeout = reader.number(
        object,
        "timeoutSeconds",
        Origin::TIMEOUT_SECONDS,
        ([0.1, 300.0], "0.1 and 300"),
    );
    (title, auth, timeout)
}

fn add_origin(reader: &mut Reader, config: &mut Config, origin: Origin, path: &str) -> bool {
    if origin.name == PORTAL_ORIGIN {
        reader.error(path, "`portal` is the name of the portal's own folder; choose another");
        return false;
    }
    if config.origin(&origin.name).is_some() {
        let message = format!("`{}` is already the name of an origin or a source", origin.name);
        reader.error(path, message);
        return false;
    }
    config.origins.push(origin);
    true
}

fn url(reader: &mut Reader, object: &Object<'_>) -> Option<OriginUrl> {
    let text =
        reader.required(object, "url", "an absolute address or a path relative to the portal")?;
    match OriginUrl::parse(&text) {
        Ok(url) => Some(url),
        Err(why) => {
            reader.error(object.at("url"), format!("`{text}` {why}"));
            None
        }
    }
}

fn auth(reader: &mut Reader, object: &Object<'_>) -> Auth {
    let path = object.at("auth");
    match object.map.get("auth") {
        None => {
            reader.note_default(object, "auth", "none");
            Auth::None
        }
        Some(value @ Value::String(word)) => {
            reader.note(path.clone(), value);
            match reader.one_of(&path, word, AUTH_WORDS) {
                Some(1) => Auth::Cookie,
                Some(2) => Auth::Guest,
                Some(3) => Auth::Session,
                _ => Auth::None,
            }
        }
        Some(value) => {
            let header = reader.object(path, value, AUTH_OBJECT).and_then(|object| {
                if let Some(oidc) = object.map.get("oidc") {
                    let path = object.at("oidc");
                    reader.refuse_secrets(&path, oidc);
                    reader.note(path, oidc);
                    return Some(Auth::Oidc(oidc.to_string().into()));
                }
                let name = reader.required(&object, "header", "the name of the header")?;
                header_name(reader, &object.at("header"), name).map(Auth::Header)
            });
            header.unwrap_or(Auth::None)
        }
    }
}

fn header_name(reader: &mut Reader, path: &str, name: String) -> Option<String> {
    let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    let lower = name.to_ascii_lowercase();
    let reserved = RESERVED_HEADERS.contains(&lower.as_str())
        || ["sec-", "proxy-", "access-control-"].iter().any(|prefix| lower.starts_with(prefix));
    match name.bytes().all(token) && !reserved {
        true => Some(name),
        false => {
            reader.error(path, format!("`{name}` is not a header that a page may set"));
            None
        }
    }
}

fn plugins(reader: &mut Reader, value: &Value) -> Vec<PluginEntry> {
    let mut entries: Vec<PluginEntry> = Vec::new();
    for (index, value) in reader.list("plugins", value).iter().enumerate() {
        let path = format!("plugins[{index}]");
        let Some((entry, id_path)) = plugin(reader, path, value) else { continue };
        match entries.iter().any(|other| other.id == entry.id) {
            true => reader.error(id_path, format!("`{}` stands twice", entry.id)),
            false => entries.push(entry),
        }
    }
    entries
}

fn plugin(reader: &mut Reader, path: String, value: &Value) -> Option<(PluginEntry, String)> {
    let nothing = json!({});
    if value.is_string() {
        let id = reader.plain_text(&path, value).and_then(|id| reader.name(&path, id))?;
        reader.note(path.clone(), value);
        let config = PluginConfig::new(format!("{path}.config"), &nothing);
        return Some((PluginEntry { id, enabled: true, config }, path));
    }
    let object = reader.object(path, value, PLUGIN)?;
    let id = reader.required(&object, "id", "which plugin");
    let id = id.and_then(|id| reader.name(&object.at("id"), id));
    let enabled = reader.flag(&object, "enabled", true);
    let config = object.map.get("config").unwrap_or(&nothing);
    let config_path = object.at("config");
    if object.map.contains_key("config") {
        match config.is_object() {
            true => reader.note(config_path.clone(), config),
            false => reader.wrong_type(config_path.clone(), "an object", config),
        }
    }
    reader.refuse_secrets(&config_path, config);
    let config = PluginConfig::new(config_path, config);
    Some((PluginEntry { id: id?, enabled, config }, object.at("id")))
}

#[cfg(test)]
mod tests;
