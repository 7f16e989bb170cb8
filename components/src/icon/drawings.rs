//! The drawings: one path each on a grid of 16, made to be stroked at 1.5 px with round ends.

/// A drawing of the icon family.
///
/// Not an enum with a table of all drawings: like this a page loads those that it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Icon(&'static Drawing);

#[derive(Debug, PartialEq, Eq, Hash)]
struct Drawing {
    name: &'static str,
    path: &'static str,
}

/// Rows of documentation, constant, name and path become the drawings.
macro_rules! icons {
    ($($(#[$doc:meta])* $icon:ident, $name:literal, $path:literal;)*) => {
        #[allow(non_upper_case_globals)]
        impl Icon {
            $($(#[$doc])* pub const $icon: Self = Self(&Drawing { name: $name, path: $path });)*

            /// Every drawing, in the order of the icon browser.
            pub const ALL: &'static [Self] = &[$(Self::$icon,)*];
        }
    };
}

icons! {
    // Kinds of entities.
    /// A piece of software: service, website, library.
    Component, "component", "M8 2 13.25 5v6L8 14l-5.25-3V5zM2.75 5 8 8l5.25-3M8 8v6";
    /// An interface that a component offers.
    Api, "api", "M6 2.75h-.5A1.75 1.75 0 0 0 3.75 4.5v1.75C3.75 7.25 3 8 2 8c1 0 1.75.75 1.75 1.75v1.75c0 1 .75 1.75 1.75 1.75H6M10 2.75h.5c1 0 1.75.75 1.75 1.75v1.75C12.25 7.25 13 8 14 8c-1 0-1.75.75-1.75 1.75v1.75c0 1-.75 1.75-1.75 1.75H10";
    /// A database, a queue, a bucket.
    Resource, "resource", "M2.75 4a5.25 1.9 0 1 0 10.5 0a5.25 1.9 0 1 0-10.5 0M2.75 4v8c0 1.05 2.35 1.9 5.25 1.9s5.25-.85 5.25-1.9V4M2.75 8c0 1.05 2.35 1.9 5.25 1.9s5.25-.85 5.25-1.9";
    /// Components and resources that belong together.
    System, "system", "M6 2.25h4a.75.75 0 0 1 .75.75v2a.75.75 0 0 1-.75.75h-4a.75.75 0 0 1-.75-.75v-2a.75.75 0 0 1 .75-.75zM2.5 10.25h3a.75.75 0 0 1 .75.75v2a.75.75 0 0 1-.75.75h-3a.75.75 0 0 1-.75-.75v-2a.75.75 0 0 1 .75-.75zM10.5 10.25h3a.75.75 0 0 1 .75.75v2a.75.75 0 0 1-.75.75h-3a.75.75 0 0 1-.75-.75v-2a.75.75 0 0 1 .75-.75zM8 5.75V8M4 10.25V8h8v2.25";
    /// Systems of one part of the business.
    Domain, "domain", "M8 2.25 14 5.5 8 8.75 2 5.5zM2.25 8.35 8 11.5l5.75-3.15M2.25 11 8 14.1l5.75-3.1";
    /// A team or another group of people.
    Group, "group", "M3.75 5.5a2.25 2.25 0 1 0 4.5 0a2.25 2.25 0 1 0-4.5 0M1.75 13.25c.2-2.5 1.9-4 4.25-4s4.05 1.5 4.25 4M10.75 3.4a2.25 2.25 0 0 1 0 4.2M12 9.6c1.4.55 2.1 1.85 2.25 3.65";
    /// A person.
    User, "user", "M5.5 5.25a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0M2.75 13.5C3.1 10.75 5.15 9.25 8 9.25s4.9 1.5 5.25 4.25";
    /// Where descriptors come from.
    Location, "location", "M8 14.25c2.9-3.1 4.5-5.45 4.5-7.5a4.5 4.5 0 0 0-9 0c0 2.05 1.6 4.4 4.5 7.5zM6.25 6.75a1.75 1.75 0 1 0 3.5 0a1.75 1.75 0 1 0-3.5 0";
    /// A template that creates software.
    Template, "template", "M3.75 2.25h8.5a1.5 1.5 0 0 1 1.5 1.5v8.5a1.5 1.5 0 0 1-1.5 1.5h-8.5a1.5 1.5 0 0 1-1.5-1.5v-8.5a1.5 1.5 0 0 1 1.5-1.5zM2.25 6.25h11.5M6.25 6.25v7.5";
    /// A kind that the portal does not know.
    UnknownKind, "unknown-kind", "M8 2 13.25 5v6L8 14l-5.25-3V5zM6.6 6.75a1.4 1.4 0 1 1 2 1.25c-.45.22-.6.5-.6.9M8 11v.01";

    // Statuses.
    /// It went well.
    Success, "success", "M2.25 8a5.75 5.75 0 1 0 11.5 0a5.75 5.75 0 1 0-11.5 0M5.4 8.2l1.8 1.8 3.4-3.8";
    /// It needs a look.
    Warning, "warning", "M7.13 2.98 1.9 12a1 1 0 0 0 .87 1.5h10.46a1 1 0 0 0 .87-1.5L8.87 2.98a1 1 0 0 0-1.74 0zM8 6.25v3M8 11.4v.01";
    /// It failed.
    Danger, "danger", "M5.6 2.25h4.8l3.35 3.35v4.8l-3.35 3.35H5.6L2.25 10.4V5.6zM6 6l4 4M10 6l-4 4";
    /// For your information.
    Info, "info", "M2.25 8a5.75 5.75 0 1 0 11.5 0a5.75 5.75 0 1 0-11.5 0M8 7.5v3.25M8 5.25v.01";
    /// It runs now.
    Running, "running", "M8 2.25A5.75 5.75 0 1 1 2.25 8M6.9 5.9v4.2L10.2 8z";
    /// It waits for its turn.
    Pending, "pending", "M2.25 8a5.75 5.75 0 1 0 11.5 0a5.75 5.75 0 1 0-11.5 0M5.5 8v.01M8 8v.01M10.5 8v.01";
    /// It was left out, or cancelled.
    Skipped, "skipped", "M2.25 8a5.75 5.75 0 1 0 11.5 0a5.75 5.75 0 1 0-11.5 0M5.5 8h5";
    /// Nobody knows.
    Unknown, "unknown", "M6.86 2.36A5.75 5.75 0 0 1 9.14 2.36M11.18 3.21A5.75 5.75 0 0 1 12.79 4.82M13.64 6.86A5.75 5.75 0 0 1 13.64 9.14M12.79 11.18A5.75 5.75 0 0 1 11.18 12.79M9.14 13.64A5.75 5.75 0 0 1 6.86 13.64M4.82 12.79A5.75 5.75 0 0 1 3.21 11.18M2.36 9.14A5.75 5.75 0 0 1 2.36 6.86M3.21 4.82A5.75 5.75 0 0 1 4.82 3.21";
    /// Finished and closed.
    Done, "done", "M8 2.25 9.6 3.4l1.95-.05.6 1.85 1.6 1.1L13.1 8l.65 1.7-1.6 1.1-.6 1.85-1.95-.05L8 13.75 6.4 12.6l-1.95.05-.6-1.85-1.6-1.1L2.9 8l-.65-1.7 1.6-1.1.6-1.85 1.95.05zM5.75 8.1l1.6 1.6 2.9-3.2";

    // Places of the portal.
    /// The mark of the portal: an arch.
    Logo, "logo", "M2.25 13.75v-6a5.75 5.75 0 0 1 11.5 0v6M5.75 13.75v-6a2.25 2.25 0 0 1 4.5 0v6";
    /// The start page.
    Home, "home", "M2.75 7.25 8 2.75l5.25 4.5v5a1 1 0 0 1-1 1h-8.5a1 1 0 0 1-1-1zM6.25 13.25v-4h3.5v4";
    /// The catalog; also a view as cards.
    Catalog, "catalog", "M3.25 2.25h2.5a1 1 0 0 1 1 1v2.5a1 1 0 0 1-1 1h-2.5a1 1 0 0 1-1-1v-2.5a1 1 0 0 1 1-1zM10.25 2.25h2.5a1 1 0 0 1 1 1v2.5a1 1 0 0 1-1 1h-2.5a1 1 0 0 1-1-1v-2.5a1 1 0 0 1 1-1zM3.25 9.25h2.5a1 1 0 0 1 1 1v2.5a1 1 0 0 1-1 1h-2.5a1 1 0 0 1-1-1v-2.5a1 1 0 0 1 1-1zM10.25 9.25h2.5a1 1 0 0 1 1 1v2.5a1 1 0 0 1-1 1h-2.5a1 1 0 0 1-1-1v-2.5a1 1 0 0 1 1-1z";
    /// Documentation.
    Docs, "docs", "M8 4.25c-1-1-2.6-1.5-5.25-1.5v9.5c2.65 0 4.25.5 5.25 1.5 1-1 2.6-1.5 5.25-1.5v-9.5C10.6 2.75 9 3.25 8 4.25zM8 4.25v9.5";
    /// Figures and charts.
    Insights, "insights", "M2.75 13.25h10.5M4.25 10.5V7.75M8 10.5V3.25M11.75 10.5v-5";
    /// A list of checks.
    Scorecard, "scorecard", "M4.25 2.5h7.5a1.25 1.25 0 0 1 1.25 1.25v8.5a1.25 1.25 0 0 1-1.25 1.25h-7.5a1.25 1.25 0 0 1-1.25-1.25v-8.5a1.25 1.25 0 0 1 1.25-1.25zM5.25 6l1 1L8 5M10 6h.75M5.25 10.25l1 1L8 9.25M10 10.25h.75";
    /// A plugin.
    Plugin, "plugin", "M6.25 3.5a1.5 1.5 0 0 1 3 0v.75h2.5a1 1 0 0 1 1 1v2.5h-.75a1.5 1.5 0 0 0 0 3h.75v2.5a.5.5 0 0 1-.5.5h-9a.5.5 0 0 1-.5-.5v-8a1 1 0 0 1 1-1h2.5z";
    /// Settings.
    Settings, "settings", "M8.5 5a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0M4.5 11a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0M2.5 5h6M11.5 5h2M2.5 11h2M7.5 11h6";
    /// The component gallery.
    Gallery, "gallery", "M2.25 2.75h7v7h-7zM6.25 9.75a3.5 3.5 0 1 0 3-5.4";

    // Work.
    /// Something goes out.
    Deploy, "deploy", "M8 10.25v-7.5M4.75 5.75 8 2.5l3.25 3.25M2.75 10.25v2a1 1 0 0 0 1 1h8.5a1 1 0 0 0 1-1v-2";
    /// A build or a pipeline.
    Pipeline, "pipeline", "M2 8a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0M11 4a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0M11 12a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0M5 8h2.5M11 4h-1.5a2 2 0 0 0-2 2v4a2 2 0 0 0 2 2H11";
    /// An alarm.
    Incident, "incident", "M4.25 11V8.25a3.75 3.75 0 0 1 7.5 0V11M2.75 13.25h10.5M8 1.75v.5M3 3.75l.35.35M13 3.75l-.35.35";
    /// Who answers the phone.
    OnCall, "on-call", "M5.3 2.75H3.6a1 1 0 0 0-1 1.1c.5 5 4.4 8.9 9.4 9.4a1 1 0 0 0 1.1-1v-1.7l-2.9-1.1-1.4 1.4a8.2 8.2 0 0 1-3.6-3.6l1.4-1.4z";
    /// Money.
    Cost, "cost", "M2.25 8a5.75 5.75 0 1 0 11.5 0a5.75 5.75 0 1 0-11.5 0M9.9 6.2c-.4-.6-1.1-.85-1.9-.85-1.1 0-1.9.5-1.9 1.3 0 1.9 3.9.8 3.9 2.7 0 .8-.85 1.35-2 1.35-.9 0-1.6-.3-2-.9";
    /// A measured value.
    Gauge, "gauge", "M3.1 11.75a5.75 5.75 0 1 1 9.8 0M8 9l2.5-3";
    /// A goal.
    Target, "target", "M2.25 8a5.75 5.75 0 1 0 11.5 0a5.75 5.75 0 1 0-11.5 0M5.75 8a2.25 2.25 0 1 0 4.5 0a2.25 2.25 0 1 0-4.5 0";
    /// A cluster of machines.
    Cluster, "cluster", "M8 1.75 13.5 4.9v6.2L8 14.25 2.5 11.1V4.9zM6.25 8a1.75 1.75 0 1 0 3.5 0a1.75 1.75 0 1 0-3.5 0M8 1.75v4.5M2.5 11.1l4-2.2M13.5 11.1l-4-2.2";
    /// A hosted service.
    Cloud, "cloud", "M4.5 12.25a2.75 2.75 0 0 1-.3-5.48 3.85 3.85 0 0 1 7.45.68 2.45 2.45 0 0 1-.15 4.8z";
    /// A repository.
    Repo, "repo", "M3.75 12.25V3.5c0-.7.55-1.25 1.25-1.25h7.25v8.5h-7a1.5 1.5 0 0 0 0 3h7v-3";
    /// A branch.
    Branch, "branch", "M3.5 3.5a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0M3.5 12.5a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0M9.75 5a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0M5 5v6M11.25 6.5c0 2-1.75 2.5-3.25 2.5-1.75 0-3 .5-3 2";
    /// A commit.
    Commit, "commit", "M5.5 8a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0M1.75 8H5.5M10.5 8h3.75";
    /// A pull or merge request.
    PullRequest, "pull-request", "M2.5 3.75a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0M2.5 12.25a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0M10.5 12.25a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0M4 5.25v5.5M12 10.75v-4a2 2 0 0 0-2-2H7.5M9.25 3 7.5 4.75 9.25 6.5";
    /// A package or an artifact.
    Package, "package", "M2.5 5 8 2.25 13.5 5v6L8 13.75 2.5 11zM2.5 5 8 7.75 13.5 5M8 7.75v6M5.25 3.6l5.5 2.8";
    /// A command or a log.
    Terminal, "terminal", "M3.5 2.75h9a1.25 1.25 0 0 1 1.25 1.25v8a1.25 1.25 0 0 1-1.25 1.25h-9a1.25 1.25 0 0 1-1.25-1.25v-8a1.25 1.25 0 0 1 1.25-1.25zM4.75 6l2 2-2 2M8.5 10.25h2.75";
    /// Source code.
    Code, "code", "M5.5 4.5 2 8l3.5 3.5M10.5 4.5 14 8l-3.5 3.5";
    /// A file.
    File, "file", "M4.25 2h4.5l3 3v9h-7.5zM8.75 2v3h3";
    /// A folder.
    Folder, "folder", "M2.25 4.25v8.25a.75.75 0 0 0 .75.75h10a.75.75 0 0 0 .75-.75V6a.75.75 0 0 0-.75-.75H8L6.5 3.5H3a.75.75 0 0 0-.75.75z";
    /// A website.
    Globe, "globe", "M2.25 8a5.75 5.75 0 1 0 11.5 0a5.75 5.75 0 1 0-11.5 0M5.5 8a2.5 5.75 0 1 0 5 0a2.5 5.75 0 1 0-5 0M2.25 8h11.5";
    /// Security.
    Shield, "shield", "M8 2 13 4v4c0 3-2.1 5.2-5 6.1C5.1 13.2 3 11 3 8V4zM5.75 8l1.6 1.6 3-3.1";
    /// It needs a permission.
    Lock, "lock", "M4.25 7h7.5a.75.75 0 0 1 .75.75v4.75a.75.75 0 0 1-.75.75h-7.5a.75.75 0 0 1-.75-.75v-4.75a.75.75 0 0 1 .75-.75zM5.25 7v-1.75a2.75 2.75 0 0 1 5.5 0v1.75M8 9.5v1.25";
    /// A secret or a token.
    Key, "key", "M2.5 10.75a2.75 2.75 0 1 0 5.5 0a2.75 2.75 0 1 0-5.5 0M7.2 8.8 13.25 2.75M10.5 5.5l2 2";
    /// A tag or a version.
    Tag, "tag", "M2.75 2.75h5.5l5 5a1 1 0 0 1 0 1.42l-4.08 4.08a1 1 0 0 1-1.42 0l-5-5zM5.5 5.5v.01";
    /// A mail address.
    Mail, "mail", "M2.25 4.25a1 1 0 0 1 1-1h9.5a1 1 0 0 1 1 1v7.5a1 1 0 0 1-1 1h-9.5a1 1 0 0 1-1-1zM2.5 4.5 8 8.75l5.5-4.25";
    /// A conversation.
    Chat, "chat", "M2.75 3.25h10.5v7.5H7.5l-3 2.5v-2.5H2.75z";
    /// A feature flag or a milestone.
    Flag, "flag", "M3.5 14V2.75h8l-1.75 3 1.75 3h-8";
    /// A hot spot.
    Flame, "flame", "M8 14c-2.6 0-4.25-1.7-4.25-4 0-2.75 2.5-3.75 2.75-7.5 2 1 2.6 2.6 2.6 4 .8-.3 1.2-1 1.2-1.6 1.3 1.2 1.95 3 1.95 4.9C12.25 12.3 10.6 14 8 14z";
    /// A quick action or an event.
    Bolt, "bolt", "M8.75 2 3.5 9h4l-.5 5 5.5-7h-4z";
    /// A date.
    Calendar, "calendar", "M3.75 3.5h8.5a1.25 1.25 0 0 1 1.25 1.25v7.5a1.25 1.25 0 0 1-1.25 1.25h-8.5a1.25 1.25 0 0 1-1.25-1.25v-7.5a1.25 1.25 0 0 1 1.25-1.25zM2.5 6.75h11M5.5 2.25v2.5M10.5 2.25v2.5";
    /// A time, an age, a history.
    Clock, "clock", "M2.25 8a5.75 5.75 0 1 0 11.5 0a5.75 5.75 0 1 0-11.5 0M8 4.75V8l2.25 1.5";

    // Actions.
    /// Search.
    Search, "search", "M2.75 7a4.25 4.25 0 1 0 8.5 0a4.25 4.25 0 1 0-8.5 0M10.25 10.25l3 3";
    /// Add or create.
    Plus, "plus", "M8 3.25v9.5M3.25 8h9.5";
    /// Less; the middle state of a checkbox.
    Minus, "minus", "M3.25 8h9.5";
    /// Close, clear or remove.
    Close, "close", "M4.5 4.5l7 7M11.5 4.5l-7 7";
    /// Chosen.
    Check, "check", "M3 8.5l3.25 3.25L13 5";
    /// Copy.
    Copy, "copy", "M6.5 5.25h5.5a1.25 1.25 0 0 1 1.25 1.25v5.5a1.25 1.25 0 0 1-1.25 1.25h-5.5a1.25 1.25 0 0 1-1.25-1.25v-5.5a1.25 1.25 0 0 1 1.25-1.25zM10.75 5.25v-1.5a1 1 0 0 0-1-1h-6a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h1.5";
    /// Change.
    Edit, "edit", "M3 13l.6-2.9L10.75 3 13 5.25 5.9 12.4zM9.25 4.5l2.25 2.25";
    /// Delete.
    Trash, "trash", "M2.75 4.25h10.5M6 4.25v-1a.75.75 0 0 1 .75-.75h2.5a.75.75 0 0 1 .75.75v1M4 4.25l.6 8.3a1 1 0 0 0 1 .95h4.8a1 1 0 0 0 1-.95l.6-8.3M6.75 7v3.75M9.25 7v3.75";
    /// Load again.
    Refresh, "refresh", "M13.25 8a5.25 5.25 0 1 1-1.55-3.7l1.3 1.2M13.25 2.5v3h-3";
    /// Take back.
    Undo, "undo", "M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6M5.75 3.5l-3 3 3 3";
    /// Start.
    Play, "play", "M5 3.1v9.8L12.75 8z";
    /// Hold.
    Pause, "pause", "M5.5 3.5v9M10.5 3.5v9";
    /// Stop.
    Stop, "stop", "M4.5 3.75h7a.75.75 0 0 1 .75.75v7a.75.75 0 0 1-.75.75h-7a.75.75 0 0 1-.75-.75v-7a.75.75 0 0 1 .75-.75z";
    /// Download.
    Download, "download", "M8 2.5v8M4.75 7.25 8 10.5l3.25-3.25M3 13.5h10";
    /// Filter.
    Filter, "filter", "M2.75 4.25h10.5M4.75 8h6.5M6.75 11.75h2.5";
    /// A link, or copy a link.
    Link, "link", "M6.75 9.25a2.6 2.6 0 0 0 3.7 0l2-2a2.6 2.6 0 0 0-3.7-3.7l-.9.9M9.25 6.75a2.6 2.6 0 0 0-3.7 0l-2 2a2.6 2.6 0 0 0 3.7 3.7l.9-.9";
    /// It leaves the portal.
    External, "external", "M6.75 3.25h-3a1 1 0 0 0-1 1v8a1 1 0 0 0 1 1h8a1 1 0 0 0 1-1v-3M9.25 2.75h4v4M13 3 7.5 8.5";
    /// A favourite; filled when it is one.
    Star, "star", "M8 2.25l1.75 3.6 3.95.55-2.87 2.77.7 3.93L8 11.22 4.47 13.1l.7-3.93L2.3 6.4l3.95-.55z";
    /// A saved view.
    Bookmark, "bookmark", "M4.25 2.75h7.5v10.5L8 10.5l-3.75 2.75z";
    /// Notifications.
    Bell, "bell", "M4 7a4 4 0 0 1 8 0c0 3 1.25 3.75 1.25 4.25H2.75C2.75 10.75 4 10 4 7zM6.4 13.25a1.75 1.75 0 0 0 3.2 0";
    /// Help.
    Help, "help", "M2.25 8a5.75 5.75 0 1 0 11.5 0a5.75 5.75 0 1 0-11.5 0M6.4 6.4a1.65 1.65 0 1 1 2.4 1.45c-.55.3-.8.6-.8 1.15M8 11.1v.01";
    /// Sign out.
    SignOut, "sign-out", "M6.5 2.75h-3a1 1 0 0 0-1 1v8.5a1 1 0 0 0 1 1h3M10 4.75 13.25 8 10 11.25M13 8H6.25";
    /// Show or watch.
    Eye, "eye", "M1.75 8C3.2 5.2 5.35 3.75 8 3.75S12.8 5.2 14.25 8C12.8 10.8 10.65 12.25 8 12.25S3.2 10.8 1.75 8zM6 8a2 2 0 1 0 4 0a2 2 0 1 0-4 0";
    /// More actions.
    More, "more", "M3 8a.5.5 0 1 0 1 0a.5.5 0 1 0-1 0M7.5 8a.5.5 0 1 0 1 0a.5.5 0 1 0-1 0M12 8a.5.5 0 1 0 1 0a.5.5 0 1 0-1 0";
    /// The main menu.
    Menu, "menu", "M2.75 4.25h10.5M2.75 8h10.5M2.75 11.75h10.5";

    // Views and directions.
    /// A view as a table.
    Table, "table", "M3.5 2.75h9a1.25 1.25 0 0 1 1.25 1.25v8a1.25 1.25 0 0 1-1.25 1.25h-9a1.25 1.25 0 0 1-1.25-1.25v-8a1.25 1.25 0 0 1 1.25-1.25zM2.25 6.25h11.5M2.25 9.75h11.5";
    /// A view as a graph.
    Graph, "graph", "M2.25 8a1.75 1.75 0 1 0 3.5 0a1.75 1.75 0 1 0-3.5 0M10.25 4a1.75 1.75 0 1 0 3.5 0a1.75 1.75 0 1 0-3.5 0M10.25 12a1.75 1.75 0 1 0 3.5 0a1.75 1.75 0 1 0-3.5 0M5.6 7.2l4.8-2.4M5.6 8.8l4.8 2.4";
    /// A view as a list.
    List, "list", "M5.5 4.25h7.75M5.5 8h7.75M5.5 11.75h7.75M2.75 4.25v.01M2.75 8v.01M2.75 11.75v.01";
    /// Columns of a table.
    Columns, "columns", "M3.5 2.75h9a1.25 1.25 0 0 1 1.25 1.25v8a1.25 1.25 0 0 1-1.25 1.25h-9a1.25 1.25 0 0 1-1.25-1.25v-8a1.25 1.25 0 0 1 1.25-1.25zM6.25 2.75v10.5M9.75 2.75v10.5";
    /// The side bar.
    Sidebar, "sidebar", "M3.5 2.75h9a1.25 1.25 0 0 1 1.25 1.25v8a1.25 1.25 0 0 1-1.25 1.25h-9a1.25 1.25 0 0 1-1.25-1.25v-8a1.25 1.25 0 0 1 1.25-1.25zM6.25 2.75v10.5";
    /// Two halves.
    Split, "split", "M3.5 2.75h9a1.25 1.25 0 0 1 1.25 1.25v8a1.25 1.25 0 0 1-1.25 1.25h-9a1.25 1.25 0 0 1-1.25-1.25v-8a1.25 1.25 0 0 1 1.25-1.25zM8 2.75v10.5";
    /// A grid.
    Grid, "grid", "M2.5 6h11M2.5 10h11M6 2.5v11M10 2.5v11";
    /// Full screen.
    Expand, "expand", "M9.75 2.75h3.5v3.5M13 3 9.5 6.5M6.25 13.25h-3.5v-3.5M3 13l3.5-3.5";
    /// Fit into the view.
    Fit, "fit", "M2.75 5.75v-3h3M10.25 2.75h3v3M13.25 10.25v3h-3M5.75 13.25h-3v-3";
    /// Wrap long lines.
    Wrap, "wrap", "M2.5 4h11M2.5 8h8.75a2 2 0 0 1 0 4H8.5M10 10.5 8.5 12l1.5 1.5M2.5 12h3";
    /// Follow the end.
    Follow, "follow", "M4 3.75l4 4 4-4M4 8.75l4 4 4-4";
    /// The light theme.
    Sun, "sun", "M5.25 8a2.75 2.75 0 1 0 5.5 0a2.75 2.75 0 1 0-5.5 0M8 1.75v1M8 13.25v1M1.75 8h1M13.25 8h1M3.6 3.6l.7.7M11.7 11.7l.7.7M12.4 3.6l-.7.7M4.3 11.7l-.7.7";
    /// The dark theme.
    Moon, "moon", "M13.25 9.5A5.5 5.5 0 1 1 6.5 2.75a4.5 4.5 0 0 0 6.75 6.75z";
    /// As the system says.
    Monitor, "monitor", "M3.25 3h9.5a1.25 1.25 0 0 1 1.25 1.25v5.5a1.25 1.25 0 0 1-1.25 1.25h-9.5a1.25 1.25 0 0 1-1.25-1.25v-5.5a1.25 1.25 0 0 1 1.25-1.25zM5.75 13.5h4.5";
    /// Accessibility.
    Accessibility, "accessibility", "M6.75 3.25a1.25 1.25 0 1 0 2.5 0a1.25 1.25 0 1 0-2.5 0M3 6.25l5 .75 5-.75M8 7v3M8 10l-2.25 4M8 10l2.25 4";
    /// Up; sorted upwards.
    ArrowUp, "arrow-up", "M8 12.75v-9.5M4.75 6.5 8 3.25l3.25 3.25";
    /// Down; sorted downwards.
    ArrowDown, "arrow-down", "M8 3.25v9.5M4.75 9.5 8 12.75l3.25-3.25";
    /// Back.
    ArrowLeft, "arrow-left", "M12.75 8h-9.5M7 4.25 3.25 8 7 11.75";
    /// Onwards.
    ArrowRight, "arrow-right", "M3.25 8h9.5M9 4.25 12.75 8 9 11.75";
    /// Closes what is below.
    ChevronUp, "chevron-up", "M4.25 9.75 8 6l3.75 3.75";
    /// Opens something below.
    ChevronDown, "chevron-down", "M4.25 6.25 8 10l3.75-3.75";
    /// Back by one.
    ChevronLeft, "chevron-left", "M9.75 4.25 6 8l3.75 3.75";
    /// On by one; opens something beside.
    ChevronRight, "chevron-right", "M6.25 4.25 10 8l-3.75 3.75";
    /// Chooses one of several.
    ChevronUpDown, "chevron-up-down", "M5 6.25l3-3 3 3M5 9.75l3 3 3-3";
}

impl Icon {
    /// Name in the icon browser, such as `pull-request`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.0.name
    }

    /// The drawing as SVG path data.
    #[must_use]
    pub const fn path(self) -> &'static str {
        self.0.path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_icons_have_the_same_name() {
        let mut names: Vec<_> = Icon::ALL.iter().map(|icon| icon.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Icon::ALL.len());
    }

    #[test]
    fn no_two_icons_look_the_same() {
        let mut paths: Vec<_> = Icon::ALL.iter().map(|icon| icon.path()).collect();
        paths.sort_unstable();
        paths.dedup();
        assert_eq!(paths.len(), Icon::ALL.len());
    }

    /// Absolute numbers of the drawings are points of the grid, and every sub-path starts with an
    /// absolute move: a relative one after a closed ring would start where the ring began.
    #[test]
    fn drawings_stay_on_the_grid() {
        for icon in Icon::ALL {
            let path = icon.path();
            assert!(path.starts_with('M') && !path.contains('m'), "{icon:?}");
            for start in path.split('M').skip(1) {
                let numbers = start.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-'));
                let point: Vec<f32> = numbers
                    .filter(|number| !number.is_empty())
                    .take(2)
                    .map(|number| number.parse().expect("two plain numbers after a move"))
                    .collect();
                assert!(
                    point.len() == 2 && point.iter().all(|at| (1.0..=15.0).contains(at)),
                    "{icon:?}"
                );
            }
        }
    }
}
