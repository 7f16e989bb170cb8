//! Which entities a page wants to see: a value that the address bar can say.

use crate::fold::plain;
use crate::lower::lower;
use crate::order::insert;
use crate::reference::{DEFAULT_NAMESPACE, EntityRef, RefDefaults};
use crate::text::{decimal_of_64_bits, number};

/// What entities can be narrowed down by, with counts. The order is that of the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// Lower-case kind.
    Kind,
    /// Full name of the owner, lower case.
    Owner,
    /// `spec.type`.
    Type,
    /// `spec.lifecycle`.
    Lifecycle,
    /// Tag. The only facet of which an entity can have several values.
    Tag,
    /// Full name of the system, lower case.
    System,
    /// Namespace.
    Namespace,
    /// Number of the source.
    Source,
}

impl Facet {
    /// Every facet.
    pub const ALL: [Self; 8] = [
        Self::Kind,
        Self::Owner,
        Self::Type,
        Self::Lifecycle,
        Self::Tag,
        Self::System,
        Self::Namespace,
        Self::Source,
    ];

    /// Its key in an address. Never changes: people keep links.
    pub fn key(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Owner => "owner",
            Self::Type => "type",
            Self::Lifecycle => "lifecycle",
            Self::Tag => "tag",
            Self::System => "system",
            Self::Namespace => "namespace",
            Self::Source => "source",
        }
    }

    /// The form in which a value compares; nothing when no entity can have such a value.
    fn normal(self, value: &str) -> Option<String> {
        let value = lower(value.trim());
        match self {
            Self::Owner => full_name("group", value),
            Self::System => full_name("system", value),
            Self::Type | Self::Lifecycle | Self::Tag => Some(value),
            Self::Kind | Self::Namespace => Some(value).filter(|value| !value.is_empty()),
            Self::Source => {
                let number = number(&value, 10).filter(|number| *number <= u64::from(u16::MAX));
                number.map(decimal_of_64_bits)
            }
        }
    }
}

/// Completes what people write by hand: `payments` as an owner is `group:default/payments`.
fn full_name(kind: &str, value: String) -> Option<String> {
    if value.is_empty() {
        return Some(value);
    }
    let defaults = RefDefaults { kind: Some(kind), namespace: DEFAULT_NAMESPACE };
    EntityRef::parse(&value, defaults).ok().map(|entity| crate::links::key(&entity))
}

/// Which entities to show. Everything that is set must hold; what is not set does not matter.
///
/// Of one facet, an entity needs any one of the chosen values, except for tags, of which it needs
/// all. Values compare without case. The empty value ([`Filter::NONE`]) stands for "has none":
/// no owner, no type, no lifecycle, no system, no tags.
///
/// The text is split into words, and each word must stand in the name, the title, a tag, the
/// e-mail address or the description, without regard to case, accents and separators.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Per facet, sorted and without repeats.
    chosen: [Vec<String>; Facet::ALL.len()],
    text: String,
    only_with_issues: bool,
    among: Option<Vec<String>>,
}

const TEXT: &str = "q";
const ISSUES: &str = "issues";

impl Filter {
    /// The value of a facet for entities that have none.
    pub const NONE: &'static str = "";

    /// Everything.
    pub fn new() -> Self {
        Self::default()
    }

    /// Everything of one kind.
    pub fn of_kind(kind: &str) -> Self {
        Self::new().with(Facet::Kind, kind)
    }

    /// Adds a value to a facet. A value that no entity can have changes nothing.
    pub fn with(mut self, facet: Facet, value: &str) -> Self {
        self.choose(facet, value);
        self
    }

    /// Adds these owners: full names, or names of groups of the default namespace.
    pub fn owned_by<S: AsRef<str>>(self, owners: impl IntoIterator<Item = S>) -> Self {
        owners.into_iter().fold(self, |filter, owner| filter.with(Facet::Owner, owner.as_ref()))
    }

    /// Sets the text.
    pub fn with_text(mut self, text: impl Into<String>) -> Self {
        self.text = text.into();
        self
    }

    /// Keeps only entities that have an issue.
    pub fn with_issues(mut self, only: bool) -> Self {
        self.only_with_issues = only;
        self
    }

    /// Keeps only these entities (full names, compared without case), such as the starred ones.
    /// This is personal, so the address does not say it.
    pub fn among<S: AsRef<str>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        let mut sorted = Vec::new();
        names.into_iter().for_each(|name| insert(&mut sorted, lower(name.as_ref())));
        self.among = Some(sorted);
        self
    }

    /// Adds a value if it is not chosen, and otherwise removes it.
    pub fn toggle(&mut self, facet: Facet, value: &str) {
        if !self.remove(facet, value) {
            self.choose(facet, value);
        }
    }

    /// Removes a value; whether it was there.
    pub fn remove(&mut self, facet: Facet, value: &str) -> bool {
        let (Some(values), Some(value)) = (self.slot(facet), facet.normal(value)) else {
            return false;
        };
        let place = values.binary_search(&value);
        if let Ok(place) = place {
            values.remove(place);
        }
        place.is_ok()
    }

    /// Forgets the values of a facet.
    pub fn clear(&mut self, facet: Facet) {
        if let Some(values) = self.slot(facet) {
            values.clear();
        }
    }

    /// The chosen values of a facet, sorted.
    pub fn values(&self, facet: Facet) -> &[String] {
        self.chosen.get(facet as usize).map_or(&[], Vec::as_slice)
    }

    /// Whether a value of a facet is chosen.
    pub fn has(&self, facet: Facet, value: &str) -> bool {
        let value = facet.normal(value);
        value.is_some_and(|value| self.values(facet).binary_search(&value).is_ok())
    }

    /// The text as it was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether only entities with an issue are wanted.
    pub fn only_with_issues(&self) -> bool {
        self.only_with_issues
    }

    pub(crate) fn names(&self) -> Option<&[String]> {
        self.among.as_deref()
    }

    /// The words of the text, each once.
    pub(crate) fn words(&self) -> Vec<String> {
        let text = plain(&self.text);
        let mut words = Vec::new();
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            insert(&mut words, word.to_owned());
        }
        words
    }

    /// Whether all that this filter lets through, the earlier one let through too: the same but
    /// for a text that says more.
    pub(crate) fn narrows(&self, earlier: &Self) -> bool {
        let same = self.chosen == earlier.chosen
            && self.only_with_issues == earlier.only_with_issues
            && self.among == earlier.among;
        let words = self.words();
        // Text that contains a longer word contains the shorter one; nothing else is implied.
        same && earlier.words().iter().all(|old| words.iter().any(|new| new.contains(old)))
    }

    /// What the address says: stable keys in a fixed order, nothing for what is not set.
    pub fn to_pairs(&self) -> Vec<(&'static str, &str)> {
        let chosen = Facet::ALL.into_iter().flat_map(|facet| {
            self.values(facet).iter().map(move |value| (facet.key(), value.as_str()))
        });
        let text = Some((TEXT, self.text.as_str())).filter(|(_, text)| !text.is_empty());
        let issues = self.only_with_issues.then_some((ISSUES, "any"));
        chosen.chain(text).chain(issues).collect()
    }

    /// Reads what an address says, and gives back the pairs that say nothing to a filter.
    pub fn from_pairs<'a>(
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> (Self, Vec<(&'a str, &'a str)>) {
        let mut filter = Self::new();
        let mut ignored = Vec::new();
        for (key, value) in pairs {
            let facet = Facet::ALL.into_iter().find(|facet| facet.key() == key);
            let understood = match (key, facet) {
                (_, Some(facet)) => filter.choose(facet, value),
                (TEXT, _) => {
                    value.clone_into(&mut filter.text);
                    true
                }
                (ISSUES, _) if value == "any" => {
                    filter.only_with_issues = true;
                    true
                }
                _ => false,
            };
            if !understood {
                ignored.push((key, value));
            }
        }
        (filter, ignored)
    }

    fn slot(&mut self, facet: Facet) -> Option<&mut Vec<String>> {
        self.chosen.get_mut(facet as usize)
    }

    fn choose(&mut self, facet: Facet, value: &str) -> bool {
        let (Some(values), Some(value)) = (self.slot(facet), facet.normal(value)) else {
            return false;
        };
        if let Err(place) = values.binary_search(&value) {
            values.insert(place, value);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_address_says_only_what_is_set_in_a_fixed_order() {
        assert!(Filter::new().to_pairs().is_empty());
        let filter = Filter::new()
            .with_issues(true)
            .with_text("Pay ")
            .with(Facet::Tag, "Rust")
            .with(Facet::Tag, "pci")
            .with(Facet::Tag, "rust")
            .owned_by(["payments", "User:Default/Ana", Filter::NONE])
            .with(Facet::System, "ledger")
            .with(Facet::Source, "07")
            .with(Facet::Kind, "Component");
        assert_eq!(
            filter.to_pairs(),
            [
                ("kind", "component"),
                ("owner", ""),
                ("owner", "group:default/payments"),
                ("owner", "user:default/ana"),
                ("tag", "pci"),
                ("tag", "rust"),
                ("system", "system:default/ledger"),
                ("source", "7"),
                ("q", "Pay "),
                ("issues", "any"),
            ]
        );
    }

    #[test]
    fn what_an_address_says_in_vain_is_reported() {
        let pairs = [("kind", ""), ("source", "x"), ("page", "2"), ("issues", "no"), ("tag", "a")];
        let (filter, ignored) = Filter::from_pairs(pairs);
        assert_eq!(filter, Filter::new().with(Facet::Tag, "a"));
        assert_eq!(ignored, [("kind", ""), ("source", "x"), ("page", "2"), ("issues", "no")]);
    }

    #[test]
    fn toggling_twice_changes_nothing() {
        let before = Filter::of_kind("api").with(Facet::Owner, "payments");
        let mut filter = before.clone();
        filter.toggle(Facet::Owner, "group:default/Payments");
        assert!(!filter.has(Facet::Owner, "payments"));
        filter.toggle(Facet::Owner, "payments");
        assert_eq!(filter, before);
        filter.clear(Facet::Owner);
        assert_eq!(filter, Filter::of_kind("api"));
    }

    #[test]
    fn only_a_longer_text_narrows() {
        let filter = |text: &str| Filter::of_kind("api").with_text(text);
        assert!(filter("paym").narrows(&filter("pay")));
        assert!(filter("pay api").narrows(&filter("pay")));
        assert!(filter("payment-a").narrows(&filter("Payment")));
        assert!(filter("prepay").narrows(&filter("pay")));
        assert!(!filter("pa y").narrows(&filter("pay")));
        assert!(!filter("pay").narrows(&filter("paym")));
        assert!(!filter("paym").with_issues(true).narrows(&filter("pay")));
        assert!(!filter("paym").narrows(&Filter::new().with_text("pay")));
        assert!(!filter("paym").among(["api:x"]).narrows(&filter("pay").among(["api:y"])));
    }

    fn value() -> impl Strategy<Value = String> {
        prop_oneof!["[a-cA-C:/ .é-]{0,6}", "[0-9]{0,6}", "\\PC{0,4}", Just("ΑΣ".to_owned())]
    }

    proptest! {
        #[test]
        fn an_address_round_trips(
            chosen in prop::collection::vec((0usize..8, value()), 0..12),
            text in "\\PC{0,8}",
            issues: bool,
        ) {
            let filter = chosen
                .iter()
                .fold(Filter::new(), |filter, (facet, value)| filter.with(Facet::ALL[*facet], value))
                .with_text(text)
                .with_issues(issues);
            let pairs = filter.to_pairs();
            let (read, ignored) = Filter::from_pairs(pairs.iter().copied());
            prop_assert!(ignored.is_empty());
            prop_assert_eq!(read.to_pairs(), pairs);
            prop_assert_eq!(&read, &filter);
            for (facet, value) in &chosen {
                let facet = Facet::ALL[*facet];
                prop_assert_eq!(filter.has(facet, value), facet.normal(value).is_some());
            }
        }

        #[test]
        fn reading_any_address_gives_a_filter_that_reads_the_same(
            pairs in prop::collection::vec(("(kind|owner|system|source|tag|q|issues|x)", value()), 0..8),
        ) {
            let pairs: Vec<_> = pairs.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
            let (filter, _) = Filter::from_pairs(pairs);
            let (again, ignored) = Filter::from_pairs(filter.to_pairs());
            prop_assert_eq!(&again, &filter);
            prop_assert!(ignored.is_empty());
        }
    }
}
