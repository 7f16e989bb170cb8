//! Queries with places to fill in: `$service`, `$namespace`, `$range`.

/// What a query is filled with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filling<'f> {
    /// `$service`.
    pub service: &'f str,
    /// `$namespace`; none is any, where the query matches by pattern.
    pub namespace: Option<&'f str>,
    /// `$range`: the window of a rate.
    pub range: &'f str,
}

/// The names that a query may use.
pub const NAMES: [&str; 3] = ["service", "namespace", "range"];

/// The first name in a query that is none of [`NAMES`].
#[must_use]
pub fn unknown(query: &str) -> Option<String> {
    let names = query.split('$').skip(1).map(name);
    names.filter(|name| !NAMES.contains(name)).map(str::to_owned).next()
}

/// Fills a query. What is inserted cannot leave its place: in a text it is escaped as a text, in a
/// pattern (`=~`, `!~`) as a pattern too.
///
/// # Errors
/// The name that has no value.
pub fn fill(query: &str, filling: &Filling<'_>) -> Result<String, &'static str> {
    let mut out = String::with_capacity(query.len() + 32);
    let mut place = Place::default();
    let mut rest = query;
    while let Some((before, after)) = rest.split_once('$') {
        place.pass(before);
        out.push_str(before);
        let name = name(after);
        rest = after.strip_prefix(name).unwrap_or_default();
        match name {
            "service" => put(&mut out, filling.service, &place),
            "range" => out.push_str(filling.range),
            "namespace" => match filling.namespace {
                Some(namespace) => put(&mut out, namespace, &place),
                None if place.is_pattern => out.push_str(".*"),
                None => return Err("namespace"),
            },
            // Said when the configuration is read.
            _ => out.extend(["$", name]),
        }
    }
    out.push_str(rest);
    Ok(out)
}

/// The name at the beginning of a text.
fn name(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len());
    text.split_at_checked(end).map_or("", |(name, _)| name)
}

/// Where in a query something stands.
#[derive(Default)]
struct Place {
    quote: Option<char>,
    is_pattern: bool,
    escaped: bool,
    before: [char; 2],
}

impl Place {
    /// Goes on over a piece of the query.
    fn pass(&mut self, text: &str) {
        for c in text.chars() {
            match self.quote {
                None if matches!(c, '"' | '\'' | '`') => {
                    self.quote = Some(c);
                    self.is_pattern = matches!(self.before, ['=' | '!', '~']);
                }
                None => {
                    if !c.is_whitespace() {
                        self.before = [self.before[1], c];
                    }
                }
                // Nothing is escaped between backticks.
                Some(quote) if c == quote && !self.escaped => {
                    self.quote = None;
                    self.is_pattern = false;
                    self.before = Default::default();
                }
                Some(quote) => self.escaped = c == '\\' && !self.escaped && quote != '`',
            }
        }
    }
}

fn put(out: &mut String, value: &str, place: &Place) {
    let value = if place.is_pattern { pattern(value) } else { value.to_owned() };
    match place.quote {
        Some(quote) => text(out, &value, quote),
        // Outside of a text only what a name may consist of is harmless.
        None => out.extend(value.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_')),
    }
}

/// A value inside of quotes.
fn text(out: &mut String, value: &str, quote: char) {
    for c in value.chars() {
        match c {
            // What stands between backticks has no escapes, and a label that has one itself is
            // not found.
            '`' if quote == '`' => {}
            c if quote == '`' => out.push(c),
            '\n' => out.push_str("\\n"),
            '\\' => out.push_str("\\\\"),
            c if c == quote => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
}

/// A value as a pattern that fits it alone.
fn pattern(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.chars() {
        if matches!(
            c,
            '\\' | '.' | '+' | '*' | '?' | '(' | ')' | '|' | '[' | ']' | '{' | '}' | '^' | '$'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn filled(query: &str, service: &str, namespace: Option<&str>) -> String {
        fill(query, &Filling { service, namespace, range: "2m" }).unwrap()
    }

    #[test]
    fn names_are_filled() {
        let query = r#"rate(x{service="$service",ns=~"$namespace"}[$range])"#;
        assert_eq!(
            filled(query, "ledger", Some("payments")),
            r#"rate(x{service="ledger",ns=~"payments"}[2m])"#
        );
        assert_eq!(filled(query, "ledger", None), r#"rate(x{service="ledger",ns=~".*"}[2m])"#);
        let exact = fill(r#"x{ns="$namespace"}"#, &Filling::default());
        assert_eq!(exact, Err("namespace"));
        assert_eq!(unknown(r#"x{a="$service$servce"}[$range]"#), Some("servce".to_owned()));
        assert_eq!(unknown("x[$range]"), None);
    }

    #[test]
    fn a_value_is_escaped_where_it_stands() {
        let hostile = "a\"} or b\\{.*\n";
        assert_eq!(filled(r#"x{s="$service"}"#, hostile, None), r#"x{s="a\"} or b\\{.*\n"}"#);
        assert_eq!(
            filled(r#"x{s=~"$service-.+"}"#, "a.b", None),
            r#"x{s=~"a\\.b-.+"}"#,
            "in a pattern a point is a point"
        );
        assert_eq!(filled("x{s='$service'}", "it's", None), r"x{s='it\'s'}");
        assert_eq!(filled("x{s=`$service`}", "a`b\\", None), r"x{s=`ab\`}");
        // A text that holds the mark of a pattern is none.
        assert_eq!(filled(r#"x{a="=~",s="$service"}"#, "a.b", None), r#"x{a="=~",s="a.b"}"#);
        assert_eq!(
            filled(r#"x{a="\"=~",s!~ "$service"}"#, "a.b", None),
            r#"x{a="\"=~",s!~ "a\\.b"}"#
        );
        // Outside of a text, only what a name may consist of.
        let bare = filled("rate($service_total[5m]) + $service", "a} b", None);
        assert_eq!(bare, "rate($service_total[5m]) + ab");
    }

    proptest! {
        #[test]
        fn no_value_ends_its_text(service in ".{0,24}") {
            let query = filled(r#"x{s="$service"}"#, &service, None);
            let inside = query.strip_prefix("x{s=\"").unwrap().strip_suffix("\"}").unwrap();
            let mut escaped = false;
            for c in inside.chars() {
                prop_assert!(escaped || c != '"');
                escaped = c == '\\' && !escaped;
            }
            prop_assert!(!escaped);
        }
    }
}
