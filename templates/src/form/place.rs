//! Places in the answers: JSON pointers.

use serde_json::{Map, Value};

/// One name of a pointer, as it is written there.
pub(super) fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// The pointer of something inside a place.
pub(super) fn below(at: &str, name: &str) -> String {
    format!("{at}/{}", escaped(name))
}

/// More items than anybody adds; a pointer to the millionth would fill the memory.
const MOST_ITEMS: usize = 10_000;

/// Sets the value at a pointer; objects and lists on the way are made. `None` takes it away: a key
/// goes, an item of a list goes and the ones after it move up.
pub(super) fn set(answers: &mut Value, pointer: &str, value: Option<Value>) {
    let mut names: Vec<String> =
        pointer.split('/').skip(1).map(|name| name.replace("~1", "/").replace("~0", "~")).collect();
    let Some(last) = names.pop() else {
        *answers = value.unwrap_or_else(|| Value::Object(Map::new()));
        return;
    };
    let mut at = answers;
    for (depth, name) in names.iter().enumerate() {
        let next = names.get(depth + 1).unwrap_or(&last);
        let Some(inner) = enter(at, name, next, value.is_some()) else { return };
        at = inner;
    }
    match at {
        Value::Array(list) => {
            let Ok(number) = last.parse::<usize>() else { return };
            match value {
                Some(value) if number < MOST_ITEMS => {
                    while list.len() <= number {
                        list.push(Value::Null);
                    }
                    if let Some(item) = list.get_mut(number) {
                        *item = value;
                    }
                }
                Some(_) => {}
                None if number < list.len() => {
                    list.remove(number);
                }
                None => {}
            }
        }
        Value::Object(map) => match value {
            Some(value) => {
                map.insert(last, value);
            }
            None => {
                map.shift_remove(&last);
            }
        },
        other => {
            if let Some(value) = value {
                *other = Value::Object(Map::from_iter([(last, value)]));
            }
        }
    }
}

/// The value under a name, made if `make`: a list where the next name is a number.
fn enter<'a>(at: &'a mut Value, name: &str, next: &str, make: bool) -> Option<&'a mut Value> {
    let empty = || match next.parse::<usize>() {
        Ok(_) => Value::Array(Vec::new()),
        Err(_) => Value::Object(Map::new()),
    };
    if let Value::Array(list) = at {
        let number = name.parse::<usize>().ok().filter(|number| *number < MOST_ITEMS)?;
        while make && list.len() <= number {
            list.push(Value::Null);
        }
        let item = list.get_mut(number)?;
        if make && !item.is_object() && !item.is_array() {
            *item = empty();
        }
        return Some(item);
    }
    if !at.is_object() {
        if !make {
            return None;
        }
        *at = Value::Object(Map::new());
    }
    let map = at.as_object_mut()?;
    if !make {
        return map.get_mut(name);
    }
    let inner = map.entry(name).or_insert(Value::Null);
    if !inner.is_object() && !inner.is_array() {
        *inner = empty();
    }
    Some(inner)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn answers_are_set_and_taken_away() {
        let mut answers = json!({});
        set(&mut answers, "/a/b/0/c", Some(json!(1)));
        assert_eq!(answers, json!({"a": {"b": [{"c": 1}]}}));
        set(&mut answers, "/a/b/1", Some(json!(2)));
        set(&mut answers, "/a/b/0", None);
        assert_eq!(answers, json!({"a": {"b": [2]}}));
        set(&mut answers, "/a~1b/~0", Some(json!("x")));
        set(&mut answers, "/a", None);
        set(&mut answers, "/nowhere/at/all", None);
        assert_eq!(answers, json!({"a/b": {"~": "x"}}));
        set(&mut answers, "/list/99999999999", Some(json!(1)));
        assert_eq!(answers["list"], json!([]));
    }
}
