//! From the name of a kind to its drawing.

use crate::Icon;

/// The drawing of a kind and the kind's name in lower case, which is also its colour's name.
///
/// The kinds are those of the Backstage descriptor format; case does not matter.
#[must_use]
pub fn kind_icon(kind: &str) -> (Icon, &'static str) {
    const KINDS: [(&str, Icon); 9] = [
        ("component", Icon::Component),
        ("api", Icon::Api),
        ("resource", Icon::Resource),
        ("system", Icon::System),
        ("domain", Icon::Domain),
        ("group", Icon::Group),
        ("user", Icon::User),
        ("template", Icon::Template),
        ("location", Icon::Location),
    ];
    KINDS
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(kind))
        .map_or((Icon::UnknownKind, "unknown"), |(name, icon)| (*icon, *name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_does_not_matter() {
        assert_eq!(kind_icon("API"), (Icon::Api, "api"));
        assert_eq!(kind_icon("api"), (Icon::Api, "api"));
        assert_eq!(kind_icon("Component").1, "component");
    }

    #[test]
    fn other_kinds_are_shown_as_unknown() {
        assert_eq!(kind_icon("Widget"), (Icon::UnknownKind, "unknown"));
        assert_eq!(kind_icon(""), (Icon::UnknownKind, "unknown"));
    }
}
