use super::*;
use proptest::prelude::*;
use serde_json::Value as Json;

fn read(text: &str) -> Vec<Document> {
    documents(text).collect()
}

/// The only document of a text, which has nothing to complain about, as JSON.
fn json(text: &str) -> Json {
    let found = read(text);
    assert_eq!(found.len(), 1, "{text}");
    assert!(found[0].complete && found[0].findings.is_empty(), "{:?}", found[0].findings);
    as_json(&found[0].root)
}

fn as_json(node: &Node) -> Json {
    let mut text = String::new();
    node.write_json(&mut text);
    serde_json::from_str(&text).unwrap()
}

/// The only finding of a text.
fn finding(text: &str) -> (&'static str, u32, u32, String) {
    let found: Vec<Finding> =
        read(text).into_iter().flat_map(|document| document.findings).collect();
    assert_eq!(found.len(), 1, "{found:?}");
    (found[0].rule, found[0].mark.line, found[0].mark.column, found[0].path.clone())
}

#[test]
fn every_value_knows_its_place() {
    let text = "# comment\r\nkind: Component\r\nmetadata:\r\n  name: a\r\n  tags: [x, 'y']\r\n  empty:\r\n  text: |\r\n    one\r\n";
    let document = read(text).remove(0);
    let place = |node: &Node| (node.mark.line, node.mark.column);
    let metadata = document.root.entry("metadata").unwrap();
    assert_eq!((metadata.mark.line, metadata.mark.column), (3, 1));
    assert_eq!(place(&metadata.value), (4, 3));
    let tags = metadata.value.get("tags").unwrap();
    assert_eq!(tags.items().iter().map(place).collect::<Vec<_>>(), [(5, 10), (5, 13)]);
    assert_eq!(place(&metadata.value.entry("empty").unwrap().value), (6, 3), "where its key is");
    assert_eq!(metadata.value.get("text").unwrap().scalar().unwrap(), "one\n");
    assert_eq!(metadata.value.get("empty"), None);
}

#[test]
fn json_has_its_places_too() {
    let document = read("\n\n  {\"a\": 1,\n\"b\": [\"\\ud83d\\ude80\"]}").remove(0);
    assert_eq!(document.root.mark, Mark { line: 3, column: 3 });
    assert_eq!(document.root.entry("a").unwrap().value.mark, Mark { line: 3, column: 9 });
    assert_eq!(document.root.get("b").unwrap().items()[0].mark, Mark { line: 4, column: 7 });
    assert_eq!(document.root.get("b").unwrap().items()[0].scalar().unwrap(), "🚀");
}

#[test]
fn large_documents_have_an_end() {
    let many = format!("a: [{}1]\n", "1,".repeat(MOST_VALUES));
    assert_eq!(finding(&many).0, "yaml-too-large");
    // The parser keeps what is in inner brackets; it is stopped long before their end.
    for hoard in ["1,", ": ", "? ", "&a ", "\"\" "] {
        let text = format!("- [{}", hoard.repeat(600_000));
        let (rule, ..) = finding(&text);
        assert!(rule == "yaml-too-large" || rule == "yaml-syntax", "{rule}");
    }
    assert_eq!(
        finding(&format!("- [{}", "1,".repeat(meter::MOST_TOKENS as usize))).0,
        "yaml-too-large"
    );
    let text = format!("- {}", "1, [] ".repeat(600_000));
    assert!(read(&text)[0].complete, "a long text is one value");
    let block = format!("a: |\n{}", "  {\"a\": [1, 2]},\n".repeat(200_000));
    assert!(read(&block)[0].complete);
}

#[test]
fn a_broken_document_loses_only_itself() {
    let found = read("kind: A\n---\nkind: [\n---\nkind: C\n---\n# nothing\n---\nd: \"\n---\ne: 1");
    let summary: Vec<_> = found
        .iter()
        .map(|document| {
            (document.complete, document.findings.first().map(|finding| finding.mark.line))
        })
        .collect();
    assert_eq!(
        summary,
        [(true, None), (false, Some(3)), (true, None), (false, Some(9)), (true, None)]
    );
    assert_eq!(found[1].root.entries()[0].key, "kind", "what came before the fault is there");
    assert_eq!(found[4].root.mark, Mark { line: 11, column: 1 });
}

#[test]
fn lines_count_through_documents_marks_and_line_ends() {
    assert_eq!(finding("a: 1\n---\nb: 1\nb: 2\n"), ("yaml-duplicate-key", 4, 1, "b".to_owned()));
    let text = decode(b"\xef\xbb\xbfa: 1\r---\rb: {c: 1, c: 2}\r").unwrap();
    assert_eq!(finding(&text), ("yaml-duplicate-key", 3, 11, "b.c".to_owned()));
}

#[test]
fn of_two_equal_keys_the_first_counts() {
    let text = "a: 1\nlist: [x, {b: 1, b: 2}]\n";
    assert_eq!(finding(text), ("yaml-duplicate-key", 2, 18, "list[1].b".to_owned()));
    assert_eq!(as_json(&read(text)[0].root), serde_json::json!({"a": 1, "list": ["x", {"b": 1}]}));
    let many: String = (0..5000).map(|n| format!("k{}: {n}\n", n % 4999)).collect();
    assert_eq!(finding(&many).1, 5000);
}

#[test]
fn anchors_and_merges() {
    assert_eq!(
        json(
            "x: &x {a: 1}\ny: &y {<<: *x, b: 2}\nz: {<<: [*x, *y, *x], a: own, *k : 1}\n"
                .replace("*k : 1", "c: 3")
                .as_str()
        ),
        serde_json::json!({"x": {"a": 1}, "y": {"a": 1, "b": 2}, "z": {"b": 2, "a": "own", "c": 3}})
    );
    assert_eq!(json("a: &k key\n*k : 1\n"), serde_json::json!({"a": "key", "key": 1}));
    assert_eq!(json("\"<<\": 1\n"), serde_json::json!({"<<": 1}));
    assert_eq!(finding("a: {<<: text, b: 1}"), ("yaml-merge", 1, 9, "a.<<".to_owned()));
    assert_eq!(finding("a: &a [*a]"), ("yaml-alias", 1, 8, "a[0]".to_owned()));
    assert_eq!(finding("a: *nobody\n").0, "yaml-syntax");
    assert_eq!(read("a: &a 1\n---\nb: *a\n").len(), 2, "anchors end with their document");
    assert!(!read("a: &a 1\n---\nb: *a\n")[1].complete);
}

#[test]
fn tags_of_the_core_schema_count_and_others_are_named() {
    assert_eq!(
        json("a: !!str 1\nb: !!int '2'\nc: ! 3\nd: !!null ''\ne: !!map {}\n"),
        serde_json::json!({"a": "1", "b": 2, "c": "3", "d": null, "e": {}})
    );
    let text = "a: !!python/object/apply:os.system [\"id\"]\n";
    assert_eq!(finding(text).0, "yaml-tag");
    assert_eq!(as_json(&read(text)[0].root), serde_json::json!({"a": ["id"]}));
}

#[test]
fn keys_are_text() {
    assert_eq!(json("1: a\ntrue: b\n'': c\n"), serde_json::json!({"1": "a", "true": "b", "": "c"}));
    assert_eq!(finding("? [a, b]\n: 1\n").0, "yaml-key");
    assert_eq!(finding("{{a: 1}: 2}\n").0, "yaml-key");
}

#[test]
fn nesting_has_an_end() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(read(&nested(DEEPEST))[0].complete);
    assert_eq!(finding(&nested(DEEPEST + 1)).0, "yaml-too-deep");
    assert!(!read(&nested(100_000))[0].complete);
    assert!(!read(&"- ".repeat(100_000))[0].complete);
    assert!(!read(&"? ".repeat(100_000))[0].complete);
    assert!(!read(&"{a: ".repeat(100_000))[0].complete);
    // Shallow in the text, deep when written out.
    let mut ladder = String::from("a0: &a0 x\n");
    for step in 1..80 {
        ladder.push_str(&format!("a{step}: &a{step} [*a{}]\n", step - 1));
    }
    assert_eq!(finding(&ladder).0, "yaml-too-deep");
}

#[test]
fn aliases_have_a_budget() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for step in 1..9 {
        let alias = format!("*a{}", step - 1);
        bomb.push_str(&format!("a{step}: &a{step} [{}]\n", [alias.as_str(); 9].join(", ")));
    }
    let started = std::time::Instant::now();
    assert_eq!(finding(&bomb).0, "yaml-too-many-copies");
    assert!(started.elapsed().as_millis() < 1000, "{:?} in a debug build", started.elapsed());
    let heavy = format!("a: &a {}\nb: [{}]\n", "x".repeat(1 << 20), ["*a"; 9].join(", "));
    assert_eq!(finding(&heavy).0, "yaml-too-many-copies");
    let file: String = (0..40).map(|_| format!("---\n{bomb}")).collect();
    assert!(read(&file).iter().all(|document| !document.complete));
}

#[test]
fn files_that_are_no_text_or_a_web_page_say_so() {
    let rule = |bytes: &[u8]| decode(bytes).unwrap_err().rule;
    assert_eq!(decode(b"a: 1\nb: \xff\n").unwrap_err().mark, Mark { line: 2, column: 4 });
    assert_eq!(rule(b"\xff\xfea\0"), "file-encoding");
    assert_eq!(rule(b"\n<!DOCTYPE html><html>"), "file-is-web-page");
    assert_eq!(rule(b"<html lang=en>"), "file-is-web-page");
    assert_eq!(rule(&vec![b'a'; LARGEST_FILE + 1]), "file-too-large");
    assert!(decode(b"<xss>").is_ok());
}

#[test]
fn a_file_has_an_end_of_documents() {
    let text = "---\na: 1\n".repeat(MOST_DOCUMENTS + 5);
    let found = read(&text);
    assert_eq!(found.len(), MOST_DOCUMENTS + 1);
    assert_eq!(found[MOST_DOCUMENTS].findings[0].rule, "too-many-documents");
}

/// JSON values with text of every kind.
fn any_json() -> impl Strategy<Value = Json> {
    let text = prop_oneof![
        any::<String>(),
        "[-+.0-9a-fA-FxoeE_:TZ ]{0,12}",
        "(y|n|yes|No|on|OFF|true|null|~|\\.inf|<<|---|\\.\\.\\.|=)",
        "[ \t\n#:,a\\[\\]{}\"'|>&*!%@`?-]{0,10}",
        "([a-z ]{0,6}\n){0,4}[a-z]{0,3}",
        "[a-z\u{1}]{70,90}",
    ];
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        // Few digits: serde_json may miss the last one of many, and that is not the question here.
        any::<i32>().prop_map(|eighths| Json::from(f64::from(eighths) / 8.0)),
        text.clone().prop_map(Json::from),
    ];
    leaf.prop_recursive(5, 60, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Json::from),
            prop::collection::vec((text.clone(), inner), 0..6)
                .prop_map(|entries| Json::Object(entries.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_give_documents_or_findings(text in any::<String>()) {
        for document in documents(&text) {
            prop_assert!(document.complete || !document.findings.is_empty());
        }
    }

    #[test]
    fn any_yaml_like_text_is_read_without_a_panic(
        text in "([a-c]|: |- |\\? |\n|\n  |\n---\n|\\[|\\]|\\{|\\}|, |&a |\\*a|!!str |\\||>|'|\"|#|%|\t|<<: ){0,40}"
    ) {
        for document in documents(&text) {
            prop_assert!(document.complete || !document.findings.is_empty());
        }
    }

    #[test]
    fn what_is_written_is_read_back(value in any_json()) {
        let text = to_yaml(&Node::from_json(&value.to_string()).unwrap());
        let found = read(&text);
        if value.is_null() {
            prop_assert!(found.is_empty());
        } else {
            prop_assert_eq!(found.len(), 1, "{}", text);
            prop_assert!(found[0].findings.is_empty(), "{:?}\n{}", found[0].findings, text);
            prop_assert_eq!(&as_json(&found[0].root), &value, "{}", text);
        }
    }

    #[test]
    fn another_reader_understands_what_is_written(value in any_json()) {
        let text = to_yaml(&Node::from_json(&value.to_string()).unwrap());
        let read: Json = yaml_serde::from_str(&text).map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
        prop_assert_eq!(&read, &value, "{}", text);
    }

    #[test]
    fn json_is_yaml(value in any_json()) {
        let indented = serde_json::to_string_pretty(&value).unwrap();
        let tabbed: String = indented.split('\n').map(|line| {
            let text = line.trim_start_matches(' ');
            "\t".repeat((line.len() - text.len()) / 2) + text + "\n"
        }).collect();
        for text in [value.to_string(), indented, tabbed] {
            let found = read(&text);
            if !value.is_null() {
                prop_assert!(found[0].complete, "{:?}\n{}", found[0].findings, text);
                prop_assert_eq!(&as_json(&found[0].root), &value, "{}", text);
            }
        }
    }
}
