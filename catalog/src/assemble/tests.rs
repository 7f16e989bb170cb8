use super::*;
use crate::catalog::Catalog;
use crate::record::Severity;

const LOCAL: SourceId = SourceId(0);

fn component(name: &str) -> String {
    format!(
        "---\napiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {{name: {name}}}\nspec: {{type: service, lifecycle: production, owner: a}}\n"
    )
}

fn location(name: &str, spec: &str) -> String {
    format!(
        "---\napiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: {{name: {name}}}\nspec: {{{spec}}}\n"
    )
}

/// Loads everything that is wanted from a list of files.
fn drive(assembler: &mut Assembler, files: &[(&str, String)]) -> Vec<String> {
    let mut asked = Vec::new();
    loop {
        let mut wanted = assembler.wanted();
        if wanted.is_empty() {
            return asked;
        }
        // Answers arrive in any order.
        wanted.reverse();
        for Wanted { source, url, .. } in wanted {
            let file = files.iter().find(|(name, _)| *name == url);
            let outcome =
                file.map(|(_, text)| text.as_bytes()).ok_or_else(|| "404 Not Found".to_owned());
            assembler.give(source, &url, outcome);
            asked.push(url);
        }
    }
}

fn assemble(files: &[(&str, String)]) -> Assembled {
    let mut assembler = Assembler::new();
    assembler.add_entry(LOCAL, files[0].0);
    drive(&mut assembler, files);
    assembler.finish()
}

fn names(assembled: &Assembled) -> Vec<String> {
    assembled.records.iter().map(|record| record.entity.to_string()).collect()
}

fn rules(assembled: &Assembled) -> Vec<(&str, String)> {
    let place =
        |issue: &Issue| format!("{}:{}:{}", issue.place.file, issue.place.line, issue.place.column);
    assembled.issues.iter().map(|issue| (issue.rule.as_str(), place(issue))).collect()
}

#[test]
fn locations_are_followed_in_their_order_whatever_arrives_first() {
    let files = [
        ("catalog/all.yaml", location("all", "targets: [./b/b.yaml, a.yaml]") + &component("last")),
        ("catalog/b/b.yaml", component("b1") + &location("nested", "target: ../c.yaml")),
        ("catalog/a.yaml", component("a1")),
        ("catalog/c.yaml", component("c1")),
    ];
    let assembled = assemble(&files);
    assert_eq!(rules(&assembled), []);
    assert_eq!(
        names(&assembled),
        [
            "location:default/all",
            "component:default/last",
            "component:default/b1",
            "location:default/nested",
            "component:default/c1",
            "component:default/a1"
        ]
    );
    assert_eq!(assembled.records[2].place.file, "catalog/b/b.yaml");
}

#[test]
fn each_file_is_asked_for_once_and_cycles_end() {
    let files = [
        ("all.yaml", location("all", "targets: [a.yaml, ./a.yaml, b.yaml, all.yaml]")),
        ("a.yaml", location("a", "target: b.yaml")),
        ("b.yaml", location("b", "target: a.yaml")),
    ];
    let mut assembler = Assembler::new();
    assembler.add_entry(LOCAL, "all.yaml");
    let mut asked = drive(&mut assembler, &files);
    asked.sort();
    assert_eq!(asked, ["a.yaml", "all.yaml", "b.yaml"]);
    let assembled = assembler.finish();
    assert_eq!(assembled.records.len(), 3);
    assert_eq!(rules(&assembled)[0], ("location-cycle", "all.yaml:5:44".to_owned()));
    assert!(assembled.issues.iter().all(|issue| issue.severity == Severity::Info));
}

#[test]
fn a_target_that_cannot_be_loaded_is_named_where_it_is_written() {
    let files = [(
        "all.yaml",
        location("all", "targets: [gone.yaml, 'file:///etc/passwd', './*/x.yaml']")
            + &location("maybe", "target: gone2.yaml, presence: optional")
            + &location("again", "target: gone.yaml"),
    )];
    let assembled = assemble(&files);
    assert_eq!(
        rules(&assembled),
        [
            ("target-unreachable", "all.yaml:5:18".to_owned()),
            ("target-invalid", "all.yaml:5:29".to_owned()),
            ("target-invalid", "all.yaml:5:51".to_owned()),
            ("target-unreachable", "all.yaml:15:16".to_owned()),
        ]
    );
    let issue = &assembled.issues[0];
    assert!(
        issue.message.contains("gone.yaml") && issue.message.contains("404 Not Found"),
        "{}",
        issue.message
    );
    assert_eq!(
        (issue.path.as_str(), issue.entity.as_deref()),
        ("spec.targets[0]", Some("location:default/all"))
    );
    assert_eq!(assembled.records.len(), 3);
}

#[test]
fn chains_of_locations_have_an_end() {
    let files: Vec<(String, String)> = (0..40)
        .map(|n| {
            (format!("l{n}.yaml"), location(&format!("l{n}"), &format!("target: l{}.yaml", n + 1)))
        })
        .collect();
    let files: Vec<(&str, String)> =
        files.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    let assembled = assemble(&files);
    assert_eq!(assembled.records.len(), LONGEST_CHAIN + 1);
    assert_eq!(rules(&assembled)[0].0, "location-too-deep");
}

#[test]
fn a_source_has_an_end_of_files() {
    let targets: Vec<String> = (0..MOST_FILES + 5).map(|n| format!("f{n}.yaml")).collect();
    let mut assembler = Assembler::new();
    assembler.add_file(
        LOCAL,
        "all.yaml",
        location("all", &format!("targets: [{}]", targets.join(", "))).as_bytes(),
    );
    assert_eq!(assembler.wanted().len(), MOST_FILES);
    let assembled = assembler.finish();
    assert!(assembled.issues.iter().any(|issue| issue.rule == "too-many-files"));
    let unread = assembled.issues.iter().filter(|issue| issue.rule == "target-unreachable");
    assert_eq!(unread.count(), MOST_FILES, "what was never given is said");
}

#[test]
fn values_come_from_other_files() {
    let api = "apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata:\n  name: a\n  annotations:\n    x: {$text: ../note.txt}\nspec:\n  type: openapi\n  lifecycle: production\n  owner: t\n  definition:\n    $text: ./openapi.yaml\n  more: [{$json: m.json}, {$yaml: y.yaml}, {$text: ./openapi.yaml}]\n";
    let files = [
        ("c/api.yaml", api.to_owned()),
        ("note.txt", "a note\n".to_owned()),
        ("c/openapi.yaml", "openapi: 3.0.0 # as it is\n".to_owned()),
        ("c/m.json", "{\"a\": [1]}".to_owned()),
        ("c/y.yaml", "b: {c: 2}\n".to_owned()),
    ];
    let assembled = assemble(&files);
    assert_eq!(rules(&assembled), []);
    let detail: serde_json::Value = serde_json::from_slice(&assembled.records[0].detail).unwrap();
    assert_eq!(detail["spec"]["definition"], "openapi: 3.0.0 # as it is\n");
    assert_eq!(
        detail["spec"]["more"],
        serde_json::json!([{"a": [1]}, {"b": {"c": 2}}, "openapi: 3.0.0 # as it is\n"])
    );
    assert_eq!(assembled.records[0].annotations, [("x".to_owned(), "a note\n".to_owned())]);
}

#[test]
fn values_that_fail_or_wait_keep_the_entity() {
    let api = "apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata: {name: a}\nspec:\n  type: openapi\n  lifecycle: production\n  owner: t\n  definition: {$text: ./later.yaml}\n  gone: {$text: gone.txt}\n  bad: {$json: bad.json}\n  odd: {$yaml: 'javascript:x'}\n";
    let mut assembler = Assembler::new();
    assembler.add_file(LOCAL, "https://x.test/c/api.yaml", api.as_bytes());
    let wanted: Vec<_> =
        assembler.wanted().into_iter().map(|wanted| (wanted.url, wanted.kind)).collect();
    let url = |name: &str| format!("https://x.test/c/{name}");
    assert_eq!(
        wanted,
        ["later.yaml", "gone.txt", "bad.json"].map(|name| (url(name), WantedKind::Value))
    );
    assembler.give(LOCAL, &url("bad.json"), Ok(b"{oops"));
    assembler.give(LOCAL, &url("gone.txt"), Err("404 Not Found".to_owned()));
    let assembled = assembler.finish();
    assert_eq!(
        rules(&assembled),
        [9, 10, 11].map(|line| (
            "substitution-failed",
            format!("https://x.test/c/api.yaml:{line}:{}", [9, 8, 8][line - 9])
        ))
    );
    let detail: serde_json::Value = serde_json::from_slice(&assembled.records[0].detail).unwrap();
    assert_eq!(
        detail["spec"]["definition"]["$text"],
        url("later.yaml"),
        "for the page that needs it"
    );
    assert_eq!(detail["spec"]["bad"]["$json"], "bad.json");
}

#[test]
fn an_entity_is_shown_once_and_both_places_are_named() {
    let files = [
        ("all.yaml", location("all", "targets: [a.yaml, b.yaml]")),
        ("a.yaml", component("Twice")),
        ("b.yaml", component("twice") + &component("once")),
    ];
    let mut assembler = Assembler::new();
    // The second source arrives first and still comes second.
    assembler.add_file(SourceId(1), "other.yaml", component("ONCE").as_bytes());
    assembler.add_entry(LOCAL, "all.yaml");
    drive(&mut assembler, &files);
    let assembled = assembler.finish();
    assert_eq!(
        names(&assembled),
        ["location:default/all", "component:default/Twice", "component:default/once"]
    );
    assert_eq!(
        rules(&assembled),
        [
            ("entity-duplicate", "b.yaml:2:1".to_owned()),
            ("entity-in-two-sources", "other.yaml:2:1".to_owned())
        ]
    );
    assert!(
        assembled.issues[0].message.contains("a.yaml, line 2"),
        "{}",
        assembled.issues[0].message
    );
    assert_eq!(assembled.issues[1].severity, Severity::Warning);
}

#[test]
fn one_bad_document_of_a_thousand_costs_one() {
    let mut text: String = (0..1000).map(|n| component(&format!("c{n}"))).collect();
    text = text.replace("name: c500", "name: [c500");
    let assembled = assemble(&[("all.yaml", text)]);
    assert_eq!(assembled.records.len(), 999);
    assert_eq!(assembled.issues.len(), 1);
    assert_eq!(assembled.issues[0].rule, "yaml-syntax");
}

#[test]
fn a_broken_document_is_named_as_far_as_it_goes() {
    let assembled = assemble(&[(
        "all.yaml",
        "kind: API\nmetadata:\n  name: pets\nspec:\n  type: [\n".to_owned(),
    )]);
    assert_eq!(assembled.records.len(), 0);
    assert_eq!(assembled.issues[0].entity.as_deref(), Some("api:default/pets"));
}

#[test]
fn an_entry_that_cannot_be_loaded_is_an_issue_of_the_source() {
    let assembled = assemble(&[("missing/../all.yaml", String::new())]);
    assert_eq!(assembled.issues.len(), 0, "an empty file holds nothing");
    let mut assembler = Assembler::new();
    assembler.add_entry(LOCAL, "all.yaml");
    assembler.add_entry(LOCAL, "never.yaml");
    assembler.give(LOCAL, "all.yaml", Err("404 Not Found".to_owned()));
    assembler.give(LOCAL, "unasked.yaml", Ok(b"kind: A"));
    let assembled = assembler.finish();
    assert_eq!(
        rules(&assembled),
        [
            ("source-unreachable", "all.yaml:0:0".to_owned()),
            ("source-unreachable", "never.yaml:0:0".to_owned())
        ]
    );
}

#[test]
fn a_bad_item_of_a_page_costs_one() {
    let page = br#"{"items": [{"kind": "A", "metadata": {"name": "a"}}, 7, {"kind": "B"}, null, {"kind": "A", "kind": "B"}, {"kind": "A", "metadata": {"name": "b"}}]}"#;
    let mut assembler = Assembler::new();
    assembler.add_api_page(LOCAL, "/api/catalog/entities/by-query?limit=6", page);
    // Entities move between pages while these are read.
    assembler.add_api_page(
        LOCAL,
        "/api/catalog/entities/by-query?cursor=x",
        br#"{"items": [{"kind": "A", "metadata": {"name": "b"}}]}"#,
    );
    assembler.add_api_page(
        LOCAL,
        "/api/catalog/entities/by-query?cursor=y",
        br#"{"error": {"name": "InputError", "message": "Malformed cursor"}}"#,
    );
    let assembled = assembler.finish();
    assert_eq!(names(&assembled), ["a:default/a", "a:default/b"]);
    let found: Vec<_> =
        assembled.issues.iter().map(|issue| (issue.rule.as_str(), issue.path.as_str())).collect();
    assert_eq!(
        found,
        [
            ("document-type", "items[1]"),
            ("field-missing", "items[2].metadata"),
            ("api-item-invalid", "items[4]"),
            ("api-page-invalid", ""),
        ]
    );
    assert!(assembled.issues[3].message.contains("Malformed cursor"));
    assert_eq!(assembled.records[0].detail, br#"{"kind": "A", "metadata": {"name": "a"}}"#);
}

#[test]
fn a_file_that_is_asked_for_again_and_again_does_not_fill_the_memory() {
    let large = "x".repeat(8 << 20);
    let files = [
        (
            "all.yaml",
            format!(
                "apiVersion: v\nkind: Heavy\nmetadata: {{name: a}}\nspec: {{list: [{}]}}\n",
                ["{$text: large.txt}"; 50].join(", ")
            ),
        ),
        ("large.txt", large),
    ];
    let assembled = assemble(&files);
    assert_eq!(assembled.issues.len(), 42);
    assert!(assembled.records[0].detail.len() < 80 << 20);
}

#[test]
fn a_source_that_failed_keeps_what_an_earlier_catalog_has_of_it() {
    const DEAD: SourceId = SourceId(1);
    let mut assembler = Assembler::new();
    assembler.add_file(LOCAL, "here.yaml", component("here").as_bytes());
    let broken = component("noted").replace("owner: a", "owner: a, lifecycle: 3");
    let there = component("moved") + &component("kept") + &broken;
    assembler.add_file(DEAD, "there.yaml", there.as_bytes());
    let Assembled { records, issues } = assembler.finish();
    let said = issues.iter().filter(|issue| issue.source == DEAD).count();
    assert!(said > 0, "the test needs a finding");
    let earlier = crate::snapshot::build(records, issues);
    let catalog = Catalog::from_bytes(&earlier.index).unwrap();

    // One file of it came, the rest did not.
    let mut assembler = Assembler::new();
    assembler.add_file(LOCAL, "here.yaml", component("here-now").as_bytes());
    assembler.add_file(DEAD, "new.yaml", component("moved").as_bytes());
    assert_eq!(assembler.keep(DEAD, false, &catalog, &earlier.details), 2);
    let assembled = assembler.finish();
    let found: Vec<_> = assembled
        .records
        .iter()
        .map(|record| (record.entity.name.as_str(), record.place.file.as_str(), record.place.line))
        .collect();
    assert_eq!(
        found,
        [
            ("here-now", "here.yaml", 2),
            ("moved", "new.yaml", 2),
            ("kept", "there.yaml", 7),
            ("noted", "there.yaml", 12),
        ]
    );
    assert_eq!(assembled.issues.iter().filter(|issue| issue.source == DEAD).count(), said);
    let owner = assembled.records[2].owner.as_ref().map(ToString::to_string);
    assert_eq!(owner.as_deref(), Some("group:default/a"));
    // The same again changes nothing, and a source that was read is not touched.
    let again = crate::snapshot::build(assembled.records, assembled.issues);
    let catalog = Catalog::from_bytes(&again.index).unwrap();
    let mut assembler = Assembler::new();
    assembler.add_file(LOCAL, "here.yaml", component("here-now").as_bytes());
    assert_eq!(assembler.keep(DEAD, false, &catalog, &again.details), 3);
    assert_eq!(assembler.finish().records.len(), 4);
}
