use super::*;
use proptest::prelude::*;
use serde_json::Value as Json;

/// What `serde_json` says; `None` for what it refuses.
fn oracle(text: &str) -> Option<Json> {
    serde_json::from_str(text).ok()
}

fn again(node: &Node) -> Json {
    let mut text = String::new();
    node.write_json(&mut text);
    serde_json::from_str(&text).unwrap()
}

fn agree(text: &str) {
    let (ours, theirs) = (Node::from_json(text), oracle(text));
    assert_eq!(ours.is_ok(), theirs.is_some(), "{text:?}: {ours:?}");
    if let (Ok(ours), Some(theirs)) = (ours, theirs) {
        assert_eq!(again(&ours), theirs, "{text:?}");
    }
}

#[test]
fn what_is_json_and_what_is_not() {
    for text in [
        "null",
        " true ",
        "\r\n\tfalse",
        "0",
        "-0",
        "-0.5e-7",
        "1E+5",
        "1.0",
        "[]",
        "[ ]",
        "{}",
        "[1,[2,{\"a\":[]}],\"x\"]",
        "{\"a\" : 1 , \"b\":null}",
        "\"\"",
        "\"a\\\"b\\\\c\\/\\b\\f\\n\\r\\t\"",
        "\"\\u00e9\\ud83d\\ude80\\u0000\"",
        "\"é支🚀\u{7f}\u{2028}\"",
        "12345678901234567890123",
        "0e999",
        "1e-999",
        "1e0",
        "1e+00",
        "1E-0",
        "1e00000000000000000000000001",
        "1e-99999999999999999999",
        "1e99999999999999999999",
        "0.000001e300",
        "",
        " ",
        "nul",
        "nullx",
        "True",
        "NaN",
        "Infinity",
        "-",
        "+1",
        "01",
        "-01",
        "1.",
        ".5",
        "1.e5",
        "1e",
        "1e+",
        "0x1",
        "1 2",
        "[",
        "]",
        "[1",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1}",
        "{",
        "{]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{1:1}",
        "{\"a\" 1}",
        "{\"a\":1 \"b\":2}",
        "\"",
        "\"a",
        "\"\\",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12g4\"",
        "\"\\u+123\"",
        "\"\\ud83d\"",
        "\"\\ud83dx\"",
        "\"\\ud83d\\n\"",
        "\"\\ude80\"",
        "\"\\ud83d\\ud83d\"",
        "\"\\ud83d\u{e9}\\ude80\"",
        "\"a\nb\"",
        "\"\u{1}\"",
        "'a'",
        "[1] // no",
        "\u{feff}1",
        "1e999",
        "-1e309",
    ] {
        agree(text);
    }
}

#[test]
fn what_only_this_reader_refuses() {
    assert_eq!(
        Node::from_json("{\"a\": 1,\n \"a\": 2}").unwrap_err().to_string(),
        "the key “a” stands twice at line 2 column 9"
    );
    assert!(Node::from_json("1.5e308").is_err(), "nearly too large");
    let deep = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert!(Node::from_json(&deep(DEEPEST)).is_ok());
    assert!(Node::from_json(&deep(100_000)).is_err());
}

#[test]
fn numbers_stay_as_they_are_written() {
    let node = Node::from_json("[1.10, 1E5, -0, 99999999999999999999]").unwrap();
    let texts: Vec<_> = node.items().iter().map(|item| item.scalar().unwrap()).collect();
    assert_eq!(texts, ["1.10", "1E5", "-0", "99999999999999999999"]);
}

#[test]
fn a_piece_is_cut_at_its_own_end() {
    for (text, piece, rest) in [
        ("1,2", "1", ",2"),
        (" null ]", "null", " ]"),
        ("\"a\\\"]\",", "\"a\\\"]\"", ","),
        ("[{\"]\": 1}, 2] ,3", "[{\"]\": 1}, 2]", " ,3"),
        ("{}{}", "{}", "{}"),
        ("[}x", "[}", "x"),
    ] {
        let mut reader = Reader::new(text);
        assert_eq!(reader.cut().unwrap(), piece);
        assert_eq!(text.get(reader.at..), Some(rest));
    }
    for text in ["", " ", ",", "]", "[", "[[]", "{\"a", "\"a\\\""] {
        assert!(Reader::new(text).cut().is_err(), "{text}");
    }
}

fn any_json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        // Few digits: serde_json may miss the last one of many, and that is not the question here.
        any::<i32>().prop_map(|eighths| Json::from(f64::from(eighths) / 8.0)),
        any::<String>().prop_map(Json::from),
    ];
    leaf.prop_recursive(4, 40, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Json::from),
            prop::collection::vec((any::<String>(), inner), 0..8)
                .prop_map(|entries| Json::Object(entries.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn any_value_comes_back(value in any_json(), pretty: bool) {
        let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) };
        let text = text.unwrap();
        let node = Node::from_json(&text).unwrap();
        prop_assert_eq!(again(&node), value);
        prop_assert_eq!(Reader::new(&text).cut().unwrap(), text.as_str());
    }

    #[test]
    fn texts_are_written_as_serde_json_writes_them(text: String) {
        let mut written = String::new();
        write_text(&text, &mut written);
        prop_assert_eq!(written, serde_json::to_string(&text).unwrap());
    }

    #[test]
    fn damaged_json_is_refused_by_both_or_by_none(
        value in any_json(), at: prop::sample::Index, with in "[\\[\\]{},:\"\\\\0-9.eE+\\- nulltrfas]{0,2}",
    ) {
        let text = serde_json::to_string(&value).unwrap();
        let mut chars: Vec<char> = text.chars().collect();
        let at = at.index(chars.len());
        chars.splice(at..=at, with.chars());
        let text: String = chars.into_iter().collect();
        let ours = Node::from_json(&text);
        // A key that stands twice is one that `serde_json` takes.
        if !matches!(&ours, Err(error) if error.to_string().contains("stands twice")) {
            agree(&text);
        }
    }
}
