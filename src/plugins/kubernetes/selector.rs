//! Label selectors: `app=checkout,tier!=cache,zone in (a,b),!legacy`.
//!
//! The server selects; this does so again, because a copy made of plain files and some proxies
//! leave the query away, and another team's pods must not be shown as one's own.

use std::collections::BTreeMap;

/// Labels of an object.
pub type Labels = BTreeMap<String, String>;

/// What the labels of an object have to be, all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selector {
    text: String,
    needs: Vec<Need>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Need {
    key: String,
    /// The values it may have, or may not have; none for any.
    values: Option<Vec<String>>,
    /// The other way round: it is not there, or has another value.
    not: bool,
}

impl Selector {
    /// Objects with this value of the label that Backstage goes by.
    #[must_use]
    pub fn of_id(id: &str) -> Self {
        let key = super::ID.to_owned();
        let text = [super::ID, "=", id].concat();
        let need = Need { key, values: Some(vec![id.to_owned()]), not: false };
        Self { text, needs: vec![need] }
    }

    /// Reads a selector; `None` when it makes no sense.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let mut needs = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let (part, after) = split(rest);
            needs.push(need(part.trim())?);
            rest = after;
        }
        (!needs.is_empty()).then(|| Self { text: text.to_owned(), needs })
    }

    /// As the API wants it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether an object with these labels is meant.
    #[must_use]
    pub fn fits(&self, labels: &Labels) -> bool {
        self.needs.iter().all(|need| {
            let found = labels.get(&need.key);
            let has = match (&need.values, found) {
                (None, found) => found.is_some(),
                (Some(values), Some(found)) => values.contains(found),
                (Some(_), None) => false,
            };
            has != need.not
        })
    }
}

/// The first part, and what comes after its comma; commas in brackets part values.
fn split(text: &str) -> (&str, &str) {
    let mut inside = false;
    let end = text.find(|c| {
        match c {
            '(' => inside = true,
            ')' => inside = false,
            _ => {}
        }
        c == ',' && !inside
    });
    let cut = end.and_then(|end| text.split_at_checked(end));
    cut.map_or((text, ""), |(part, rest)| (part, rest.strip_prefix(',').unwrap_or_default()))
}

fn need(part: &str) -> Option<Need> {
    let value = |text: &str| vec![text.trim().to_owned()];
    let (key, values, not) = if let Some(key) = part.strip_prefix('!') {
        (key, None, true)
    } else if let Some((key, one)) = part.split_once("!=") {
        (key, Some(value(one)), true)
    } else if let Some((key, one)) = part.split_once("==") {
        (key, Some(value(one)), false)
    } else if let Some((key, one)) = part.split_once('=') {
        (key, Some(value(one)), false)
    } else if let Some((head, list)) = part.split_once('(') {
        let list = list.strip_suffix(')')?;
        let values = list.split(',').map(|one| one.trim().to_owned()).collect();
        let (key, word) = head.trim().rsplit_once(char::is_whitespace)?;
        let not = match word {
            "in" => false,
            "notin" => true,
            _ => return None,
        };
        (key, Some(values), not)
    } else {
        (part, None, false)
    };
    let key = key.trim();
    let good = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
    (!key.is_empty() && key.chars().all(good)).then(|| Need { key: key.to_owned(), values, not })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(selector: &str, labels: &[(&str, &str)]) -> bool {
        let labels = labels.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect();
        Selector::parse(selector).unwrap().fits(&labels)
    }

    #[test]
    fn every_form_of_the_api_is_read() {
        let labels = [("app", "checkout"), ("tier", "web")];
        for selector in [
            "app=checkout",
            "app==checkout",
            "app = checkout, tier=web",
            "app",
            "!legacy",
            "tier!=cache",
            "zone!=a",
            "app in (cart, checkout),tier notin (cache)",
            "zone notin (a,b)",
        ] {
            assert!(fits(selector, &labels), "{selector}");
        }
        for selector in [
            "app=cart",
            "legacy",
            "!app",
            "tier!=web",
            "app in (cart)",
            "zone in (a)",
            "app=checkout,x",
        ] {
            assert!(!fits(selector, &labels), "{selector}");
        }
    }

    #[test]
    fn what_makes_no_sense_is_no_selector() {
        for text in ["", " ", "=a", "a in b", "a near (b)", "a in (b", "a b", ",a"] {
            assert_eq!(Selector::parse(text), None, "{text}");
        }
    }

    #[test]
    fn an_id_is_a_value_of_one_label() {
        let selector = Selector::of_id("checkout");
        assert_eq!(selector.text(), "backstage.io/kubernetes-id=checkout");
        assert_eq!(Selector::parse(selector.text()), Some(selector));
    }
}
