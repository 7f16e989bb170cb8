//! The keywords of lists.

use serde_json::Value;

use super::same::same;
use super::scalar::count;
use super::walk::{Here, Place, Seen, Walk};

impl<'s> Walk<'s> {
    /// Checks the keywords of a list.
    pub(crate) fn array<'i>(
        &mut self,
        here: Here<'s>,
        list: &'i [Value],
        at: &Place<'_>,
        seen: &mut Seen<'i>,
    ) {
        let Here { map, base } = here;
        let items = map.get("items");
        let (fixed, rest, word) = match (map.get("prefixItems"), items) {
            (_, Some(Value::Array(fixed))) if self.old_words() => {
                (Some(fixed), map.get("additionalItems"), "additionalItems")
            }
            (Some(Value::Array(fixed)), rest) => (Some(fixed), rest, "items"),
            (_, rest) => (None, rest, "items"),
        };
        let first = fixed.map_or(0, Vec::len);
        for (number, (schema, value)) in fixed.into_iter().flatten().zip(list).enumerate() {
            self.eval(schema, base, value, &Place::Item(at, number));
        }
        if let Some(rest) = rest {
            for (number, value) in list.iter().enumerate().skip(first) {
                if *rest == Value::Bool(false) {
                    self.miss(word, Some(map), &Place::Item(at, number));
                } else {
                    self.eval(rest, base, value, &Place::Item(at, number));
                }
            }
            seen.all_items = true;
        }
        seen.first = seen.first.max(first);
        if count(map, "minItems").is_some_and(|least| (list.len() as u64) < least) {
            self.miss("minItems", Some(map), at);
        }
        if count(map, "maxItems").is_some_and(|most| list.len() as u64 > most) {
            self.miss("maxItems", Some(map), at);
        }
        if map.get("uniqueItems") == Some(&Value::Bool(true))
            && let Some(again) = repeated(list)
        {
            self.miss("uniqueItems", Some(map), &Place::Item(at, again));
        }
        self.contains(here, list, at, seen);
        self.unevaluated_items(here, list, at, seen);
    }

    fn contains(&mut self, here: Here<'s>, list: &[Value], at: &Place<'_>, seen: &mut Seen<'_>) {
        let Some(schema) = here.map.get("contains") else { return };
        let mut found = 0;
        for (number, value) in list.iter().enumerate() {
            if self.holds(schema, here.base, value, at).is_some() {
                found += 1;
                // In draft 7 nothing asks, so it does no harm there.
                seen.items.push(number);
            }
        }
        let least = count(here.map, "minContains").unwrap_or(1);
        if found < least {
            let told = here.map.contains_key("minContains");
            self.miss(if told { "minContains" } else { "contains" }, Some(here.map), at);
        }
        if count(here.map, "maxContains").is_some_and(|most| found > most) {
            self.miss("maxContains", Some(here.map), at);
        }
    }

    fn unevaluated_items(
        &mut self,
        here: Here<'s>,
        list: &[Value],
        at: &Place<'_>,
        seen: &mut Seen<'_>,
    ) {
        let Some(schema) = here.map.get("unevaluatedItems") else { return };
        if !seen.all_items {
            for (number, value) in list.iter().enumerate().skip(seen.first) {
                if seen.items.contains(&number) {
                    continue;
                }
                if *schema == Value::Bool(false) {
                    self.miss("unevaluatedItems", Some(here.map), &Place::Item(at, number));
                } else {
                    self.eval(schema, here.base, value, &Place::Item(at, number));
                }
            }
        }
        seen.all_items = true;
    }
}

/// The number of the first item that is there before it.
fn repeated(list: &[Value]) -> Option<usize> {
    list.iter().enumerate().find_map(|(number, value)| {
        list.iter().take(number).any(|other| same(value, other)).then_some(number)
    })
}
