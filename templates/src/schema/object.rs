//! The keywords of objects.

use serde_json::{Map, Value};

use super::pattern;
use super::scalar::count;
use super::walk::{Here, Place, Seen, Walk};

impl<'s> Walk<'s> {
    /// Checks the keywords of an object.
    pub(crate) fn object<'i>(
        &mut self,
        here: Here<'s>,
        value: &'i Value,
        object: &'i Map<String, Value>,
        at: &Place<'_>,
        seen: &mut Seen<'i>,
    ) {
        let Here { map, base } = here;
        self.required(map.get("required"), here, object, at);
        let properties = map.get("properties").and_then(Value::as_object);
        if let Some(properties) = properties {
            for (key, schema) in properties {
                if let Some((key, value)) = object.get_key_value(key) {
                    self.eval(schema, base, value, &Place::Key(at, key));
                    if self.rules.tracks {
                        seen.keys.push(key);
                    }
                }
            }
        }
        let patterns = map.get("patternProperties").and_then(Value::as_object);
        let others = map.get("additionalProperties");
        if patterns.is_some() || others.is_some() {
            self.other_properties(here, properties, patterns, others, object, at, seen);
        }
        if let Some(names) = map.get("propertyNames") {
            for key in object.keys() {
                let name = Value::String(key.clone());
                if self.holds(names, base, &name, at).is_none() {
                    self.miss("propertyNames", Some(map), &Place::Key(at, key));
                }
            }
        }
        if count(map, "minProperties").is_some_and(|least| (object.len() as u64) < least) {
            self.miss("minProperties", Some(map), at);
        }
        if count(map, "maxProperties").is_some_and(|most| object.len() as u64 > most) {
            self.miss("maxProperties", Some(map), at);
        }
        self.dependent(here, value, object, at, seen);
        self.unevaluated(here, object, at, seen);
    }

    fn required(
        &mut self,
        names: Option<&'s Value>,
        here: Here<'s>,
        object: &Map<String, Value>,
        at: &Place<'_>,
    ) {
        let Some(Value::Array(names)) = names else { return };
        for name in names.iter().filter_map(Value::as_str) {
            if !object.contains_key(name) {
                self.miss("required", Some(here.map), &Place::Key(at, name));
            }
        }
    }

    #[allow(clippy::too_many_arguments)] // all of it is what one loop needs
    fn other_properties<'i>(
        &mut self,
        here: Here<'s>,
        properties: Option<&'s Map<String, Value>>,
        patterns: Option<&'s Map<String, Value>>,
        others: Option<&'s Value>,
        object: &'i Map<String, Value>,
        at: &Place<'_>,
        seen: &mut Seen<'i>,
    ) {
        for (key, value) in object {
            let mut known = properties.is_some_and(|properties| properties.contains_key(key));
            for (pattern, schema) in patterns.into_iter().flatten() {
                if pattern::matches(pattern, key) == Some(true) {
                    known = true;
                    self.eval(schema, here.base, value, &Place::Key(at, key));
                    if self.rules.tracks {
                        seen.keys.push(key);
                    }
                }
            }
            match others {
                Some(Value::Bool(false)) if !known => {
                    self.miss("additionalProperties", Some(here.map), &Place::Key(at, key));
                }
                Some(schema) if !known => {
                    self.eval(schema, here.base, value, &Place::Key(at, key));
                }
                _ => {}
            }
        }
        seen.all_keys |= others.is_some();
    }

    fn dependent<'i>(
        &mut self,
        here: Here<'s>,
        value: &'i Value,
        object: &'i Map<String, Value>,
        at: &Place<'_>,
        seen: &mut Seen<'i>,
    ) {
        for keyword in ["dependencies", "dependentRequired", "dependentSchemas"] {
            if keyword == "dependencies" && !self.old_words() {
                continue;
            }
            let Some(Value::Object(dependent)) = here.map.get(keyword) else { continue };
            for (key, needs) in dependent.iter().filter(|(key, _)| object.contains_key(*key)) {
                if needs.is_array() {
                    self.required(Some(needs), here, object, at);
                } else if !self.meant(here, key, needs, value, at) {
                    seen.add(self.eval(needs, here.base, value, at));
                }
            }
        }
    }

    /// A dependency whose `oneOf` tells its branches apart by the property: the branch of its value
    /// is meant, so only what that branch misses is said. True if it has been dealt with.
    fn meant(
        &mut self,
        here: Here<'s>,
        key: &str,
        needs: &'s Value,
        value: &Value,
        at: &Place<'_>,
    ) -> bool {
        let Some(branches) = needs.get("oneOf").and_then(Value::as_array) else { return false };
        if self.rules.tracks || self.holds(needs, here.base, value, at).is_some() {
            return false;
        }
        let Some(answer) = value.get(key) else { return false };
        let mut meant = None;
        for branch in branches {
            let Some(own) = branch.pointer(&format!("/properties/{key}")) else { return false };
            if self.holds(own, here.base, answer, at).is_some() {
                if meant.is_some() {
                    return false;
                }
                meant = Some(branch);
            }
        }
        let Some(branch) = meant else { return false };
        self.eval(branch, here.base, value, at);
        true
    }

    fn unevaluated<'i>(
        &mut self,
        here: Here<'s>,
        object: &'i Map<String, Value>,
        at: &Place<'_>,
        seen: &mut Seen<'i>,
    ) {
        let Some(schema) = here.map.get("unevaluatedProperties") else { return };
        if !seen.all_keys {
            for (key, value) in object.iter().filter(|(key, _)| !seen.keys.contains(&key.as_str()))
            {
                if *schema == Value::Bool(false) {
                    self.miss("unevaluatedProperties", Some(here.map), &Place::Key(at, key));
                } else {
                    self.eval(schema, here.base, value, &Place::Key(at, key));
                }
            }
        }
        seen.all_keys = true;
    }
}
