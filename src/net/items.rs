//! Lists that survive a bad item, and helpers for the small disagreements between APIs.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, SeqAccess, Visitor},
};
use serde_json::value::RawValue;

use crate::config::json::{JsonError, join};

/// A list decoded item by item: those that could be read, and an error for each that could not.
///
/// Use it wherever an API sends a list, alone or as a field (`workflow_runs: Items<Run>`). It reads
/// from JSON text directly, so not behind `#[serde(flatten)]` or an untagged enum.
#[derive(Clone, Debug, PartialEq)]
pub struct Items<T> {
    /// The readable ones, in order.
    pub items: Vec<T>,
    /// The others.
    pub broken: Vec<BrokenItem>,
}

/// An item that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenItem {
    /// Where in the list: `[3].id`.
    pub path: String,
    /// What is wrong there.
    pub message: String,
}

impl<T> Default for Items<T> {
    fn default() -> Self {
        Self { items: Vec::new(), broken: Vec::new() }
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Items<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Each<T>(PhantomData<T>);

        impl<'de, T: DeserializeOwned> Visitor<'de> for Each<T> {
            type Value = Items<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Items<T>, A::Error> {
                let mut all = Items::default();
                let mut index = 0_usize;
                while let Some(raw) = list.next_element::<&RawValue>()? {
                    match serde_json::from_str(raw.get()) {
                        Ok(item) => all.items.push(item),
                        Err(error) => all.broken.push(broken(index, raw.get(), &error)),
                    }
                    index += 1;
                }
                Ok(all)
            }
        }

        deserializer.deserialize_seq(Each(PhantomData))
    }
}

fn broken(index: usize, raw: &str, error: &serde_json::Error) -> BrokenItem {
    let JsonError { path, message } = JsonError::explain(raw.as_bytes(), error);
    BrokenItem { path: join(&format!("[{index}]"), &path), message }
}

/// For `#[serde(default, deserialize_with = "net::or_default")]`: `null` is the same as absent.
///
/// # Errors
/// As the type itself.
pub fn or_default<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: Deserialize<'de> + Default,
    D: Deserializer<'de>,
{
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}

/// For `#[serde(deserialize_with = "net::id")]`: an id that some servers send as a number and
/// others as a text.
///
/// # Errors
/// For anything else.
pub fn id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    struct Id;

    impl Visitor<'_> for Id {
        type Value = String;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a number or a text")
        }

        fn visit_str<E>(self, text: &str) -> Result<String, E> {
            Ok(text.to_owned())
        }

        fn visit_u64<E>(self, number: u64) -> Result<String, E> {
            Ok(number.to_string())
        }

        fn visit_i64<E>(self, number: i64) -> Result<String, E> {
            Ok(number.to_string())
        }
    }

    deserializer.deserialize_any(Id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::decode;

    #[derive(Deserialize, Debug, PartialEq)]
    struct Run {
        #[serde(deserialize_with = "id")]
        id: String,
        #[serde(default, deserialize_with = "or_default")]
        labels: Vec<String>,
    }

    #[derive(Deserialize)]
    struct Runs {
        total_count: u64,
        workflow_runs: Items<Run>,
    }

    #[test]
    fn one_bad_item_leaves_the_others() {
        let list: Vec<_> = (0..1000)
            .map(|n| match n {
                500 => r#"{"id": {"no": 1}}"#.to_owned(),
                n if n % 2 == 0 => format!(r#"{{"id": {n}, "labels": null, "more": [1]}}"#),
                n => format!(r#"{{"id": "{n}", "labels": ["a"]}}"#),
            })
            .collect();
        let body = format!(r#"{{"total_count": 1000, "workflow_runs": [{}]}}"#, list.join(","));
        let runs: Runs = decode::json(body.as_bytes()).unwrap();
        assert_eq!((runs.total_count, runs.workflow_runs.items.len()), (1000, 999));
        assert_eq!(
            runs.workflow_runs.items[998],
            Run { id: "999".into(), labels: vec!["a".into()] }
        );
        let [broken] = &runs.workflow_runs.broken[..] else {
            panic!("{:?}", runs.workflow_runs.broken)
        };
        assert_eq!(broken.path, "[500].id");
        assert!(broken.message.contains("a number or a text"), "{}", broken.message);
    }

    /// Whatever an API does to a field, the item beside it is read and nothing dies.
    #[test]
    fn each_field_may_go_wrong_alone() {
        let wrongs = ["null", "true", "-1.5", "\"x\"", "[1]", "{\"a\": 1}"];
        for field in ["id", "labels"] {
            for wrong in wrongs {
                let bad = match field {
                    "id" => format!(r#"{{"id": {wrong}, "labels": []}}"#),
                    _ => format!(r#"{{"id": 1, "labels": {wrong}}}"#),
                };
                let body = format!(r#"[{bad}, {{"id": 2}}, {{"labels": []}}]"#);
                let runs: Items<Run> = decode::json(body.as_bytes()).unwrap();
                assert_eq!(runs.items.last().unwrap().id, "2", "{body}");
                assert_eq!(runs.items.len() + runs.broken.len(), 3, "{body}");
                let path = format!("[0].{field}");
                let readable = matches!((field, wrong), ("id", "\"x\"") | ("labels", "null"));
                let found = runs.broken.iter().any(|broken| broken.path.starts_with(&path));
                assert_eq!(found, !readable, "{body}: {:?}", runs.broken);
            }
        }
    }

    #[test]
    fn a_list_of_rubbish_is_all_error_rows() {
        let runs: Items<Run> = decode::json(br#"[null, 1, "x", [], {}, {"id": 1e400}]"#).unwrap();
        let paths: Vec<_> = runs.broken.iter().map(|broken| broken.path.as_str()).collect();
        assert_eq!(runs.items, []);
        assert_eq!(paths, ["[0]", "[1]", "[2]", "[3]", "[4]", "[5].id"]);
    }

    #[test]
    fn what_is_no_list_is_an_error_as_a_whole() {
        for body in ["{}", "null", "0", "\"a\"", "[1,", ""] {
            assert!(decode::json::<Items<Run>>(body.as_bytes()).is_err(), "{body}");
        }
    }
}
