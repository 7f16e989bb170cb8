//! `portal.json`: read, checked, and every value known by where it came from.
//!
//! The file is public (it is served beside the app), so it holds no secret, and it is strict:
//! an unknown key, a wrong type, a name used twice are errors, all of them reported at once and
//! each with its path in the file. [`Config::parse`] documents every key.
//!
//! Nothing here touches the browser.

mod error;
pub mod json;
mod plugins;
mod read;
mod reader;
mod url;

use std::sync::Arc;

pub use error::{ConfigError, ConfigErrors, distance};
pub use plugins::{PluginConfig, PluginEntry};
pub use read::MAX_BYTES;
pub use url::{OriginUrl, WebUrl};

/// The name of the origin that is always there: the folder the portal is served from.
pub const PORTAL_ORIGIN: &str = "portal";

/// What `portal.json` says, defaults filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// The name of the portal, in the header and in page titles.
    pub title: String,
    /// Where the catalog comes from, in the order of the file.
    pub sources: Vec<Source>,
    /// Every origin the portal may call: [`PORTAL_ORIGIN`] first, then `origins`, then one per source.
    pub origins: Vec<Origin>,
    /// Plugins in the order of navigation; `None` when the file does not say, which means all of
    /// them in the order the app was built with.
    pub plugins: Option<Vec<PluginEntry>>,
    /// The starting order: `small`, `medium` or `large`.
    pub preset: Option<String>,
    /// The path that the start page leads to; wins over the one of the preset.
    pub home: Option<String>,
    /// Plugins that come first in the navigation; win over those of the preset.
    pub navigation: Vec<String>,
    /// What the search reads itself: `weights` and `backstage`.
    pub search: PluginConfig,
    /// The entity reference of the person who looks (`user:default/jane.doe`), where no sign-in
    /// says it.
    pub user: Option<String>,
    /// Multiplies every deadline and delay of the net client; 1 in production, 0.1 in tests.
    pub time_scale: f64,
    /// Every setting with its value and its origin, for the settings page.
    pub values: Vec<ConfigValue>,
}

/// One place the catalog is read from. Its address and credentials are the origin of the same name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Short name; also the name of its origin.
    pub id: String,
    /// The name people read.
    pub title: String,
    /// What is read there.
    pub kind: SourceKind,
}

/// What a source serves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// Descriptor files: paths of the first ones, relative to the origin of the source.
    Files {
        /// Relative paths of YAML or JSON descriptors, usually Locations.
        index: Vec<String>,
    },
    /// The catalog API of a Backstage backend, below `/api/catalog`.
    Backstage,
}

/// A place the portal may call, by name.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    /// Short name, as in the manifest of a plugin.
    pub name: String,
    /// The name people read.
    pub title: String,
    /// Where it is.
    pub url: OriginUrl,
    /// Plain files instead of an API: `.json` is appended to each path and the query is dropped.
    pub is_static: bool,
    /// Whether it may be asked whether anything has changed (`If-None-Match`): another host has to
    /// allow that header and show its `ETag` (CORS). The portal's own host always may.
    pub etag: bool,
    /// How a request proves who asks.
    pub auth: Auth,
    /// Seconds until the first byte and between two bytes; a whole request has three times as long.
    pub timeout_seconds: f64,
}

/// How a request to an origin proves who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Auth {
    /// Not at all.
    None,
    /// By the cookies the browser holds for that host.
    Cookie,
    /// By the guest token a Backstage backend hands out.
    Guest,
    /// By a bearer token somebody types; it lives in memory until the tab is closed.
    Session,
    /// By a value somebody types, sent in this header; it lives in memory until the tab is closed.
    Header(String),
    /// By a bearer token of an OpenID provider where people sign in. The text is the object of
    /// `portal.json` as JSON; who signs in reads it ([`crate::net::sign_in`]), because that code is
    /// loaded when somebody does.
    Oidc(Arc<str>),
}

/// One setting as it is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigValue {
    /// Where it is, or would be, in the file: `origins.ci.timeoutSeconds`.
    pub path: String,
    /// The value, as JSON.
    pub value: String,
    /// Who decided.
    pub from: ValueFrom,
}

/// Who decided about a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueFrom {
    /// Nobody; it is the default.
    Default,
    /// The file, at the path of the setting.
    File,
}

impl Config {
    /// The origin with this name.
    pub fn origin(&self, name: &str) -> Option<&Origin> {
        self.origins.iter().find(|origin| origin.name == name)
    }
}

impl Default for Config {
    /// The configuration of an empty file: it knows only the portal's own folder.
    fn default() -> Self {
        Self {
            title: "Portico".into(),
            sources: Vec::new(),
            origins: vec![Origin::portal()],
            plugins: None,
            preset: None,
            home: None,
            navigation: Vec::new(),
            search: PluginConfig::default(),
            user: None,
            time_scale: 1.0,
            values: Vec::new(),
        }
    }
}

impl Origin {
    fn portal() -> Self {
        Self {
            name: PORTAL_ORIGIN.into(),
            title: "This portal".into(),
            url: OriginUrl::here(),
            is_static: false,
            etag: false,
            auth: Auth::None,
            timeout_seconds: Self::TIMEOUT_SECONDS,
        }
    }

    /// The default of `timeoutSeconds`.
    pub const TIMEOUT_SECONDS: f64 = 10.0;
}
