//! Changes of descriptors, and texts that are not changed.

use super::*;
use crate::diff::unified;

const FILE: &str = "\
# Two entities.
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ledger # kept in 2019
  description: >-
    Keeps the books.
    # not a comment

  # What it is made of.
  tags: [rust, 'pci, sox']
spec:
  type: service
  # Who is called at night.
  owner: \"old crew\" # since 2021
  dependsOn:
    - resource:disk # the slow one
    - component:gone

  consumesApis: [a, api:b, c]
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: { name: crew }
spec:
  type: team
  parent: nobody
  children:
    - lost
";

fn entity(text: &str) -> EntityRef {
    text.parse().unwrap()
}

fn set(text: &str, name: &str, path: &str, value: &str) -> Option<String> {
    let path = path.split('/').map(str::to_owned).collect();
    apply(text, &entity(name), 0, &Edit::Set { path, value: value.to_owned() })
}

fn refer(name: &str, relation: &str, target: &str, instead: Option<&str>) -> Option<String> {
    let instead = instead.map(str::to_owned);
    let edit = Edit::Refer { relation: relation.to_owned(), target: entity(target), instead };
    apply(FILE, &entity(name), 0, &edit)
}

/// What a change takes out and puts in.
fn changed(text: &str, new: Option<String>) -> Vec<String> {
    let diff = unified(text, &new.unwrap(), "a.yaml");
    let lines = diff.lines().skip(2).filter(|line| line.starts_with(['+', '-']));
    lines.map(str::to_owned).collect()
}

#[test]
fn a_value_is_replaced_and_its_comment_stays() {
    let new = set(FILE, "component:default/ledger", "spec/owner", "crew");
    assert_eq!(
        changed(FILE, new),
        ["-  owner: \"old crew\" # since 2021", "+  owner: crew # since 2021"]
    );
    let new = set(FILE, "group:default/crew", "metadata/name", "crew");
    assert_eq!(new.as_deref(), Some(FILE));
}

#[test]
fn a_value_that_is_missing_gets_a_place_among_its_neighbours() {
    let new = set(FILE, "component:default/ledger", "spec/lifecycle", "production");
    assert_eq!(changed(FILE, new), ["+  lifecycle: production"]);
    let new = set(FILE, "component:default/ledger", "metadata/annotations/a.b/c", "yes");
    assert!(new.is_some());
    let path = vec!["metadata".into(), "annotations".into(), "a.b/c".into()];
    let edit = Edit::Set { path, value: "yes".to_owned() };
    let new = apply(FILE, &entity("component:default/ledger"), 2, &edit).unwrap();
    assert_eq!(changed(FILE, Some(new.clone())), ["+  annotations:", "+    a.b/c: \"yes\""]);
    assert!(new.contains("    # not a comment\n  annotations:\n"), "{new}");
    let new = apply(FILE, &entity("group:default/crew"), 0, &edit);
    assert_eq!(
        changed(FILE, new),
        ["-metadata: { name: crew }", "+metadata: { annotations: { a.b/c: \"yes\" }, name: crew }"]
    );
}

#[test]
fn references_are_taken_out_or_replaced() {
    let new = refer("component:default/ledger", "dependsOn", "component:default/gone", None);
    assert_eq!(changed(FILE, new), ["-    - component:gone"]);
    let new = refer(
        "component:default/ledger",
        "dependsOn",
        "component:default/gone",
        Some("component:here"),
    );
    assert_eq!(changed(FILE, new), ["-    - component:gone", "+    - component:here"]);
    for (target, left) in [("a", "[api:b, c]"), ("b", "[a, c]"), ("c", "[a, api:b]")] {
        let target = format!("api:default/{target}");
        let new = refer("component:default/ledger", "consumesApi", &target, None);
        assert!(new.as_ref().unwrap().contains(&format!("consumesApis: {left}")), "{new:?}");
    }
    let new = refer("group:default/crew", "childOf", "group:default/nobody", None);
    assert_eq!(changed(FILE, new), ["-  parent: nobody"]);
    let new = refer("group:default/crew", "parentOf", "group:default/lost", None);
    assert_eq!(changed(FILE, new), ["-  children:", "-    - lost", "+  children: []"]);
    assert_eq!(refer("group:default/crew", "parentOf", "group:default/else", None), None);
}

#[test]
fn a_document_is_taken_out_whole() {
    let new = apply(FILE, &entity("group:default/crew"), 0, &Edit::Remove).unwrap();
    assert!(new.ends_with("consumesApis: [a, api:b, c]\n"), "{new}");
    let twice = [FILE, "---\n", FILE].concat();
    let line = FILE.lines().count() as u32 + 3;
    let second = apply(&twice, &entity("component:default/ledger"), line, &Edit::Remove).unwrap();
    assert!(second.starts_with(FILE));
    assert_eq!(second.matches("name: ledger").count(), 1);
}

#[test]
fn json_stays_json() {
    let json = "{\n  \"kind\": \"Component\",\n  \"metadata\": {\"name\": \"a\"},\n  \"spec\": {\n    \"type\": \"x\"\n  }\n}\n";
    let new = set(json, "component:default/a", "spec/owner", "crew").unwrap();
    assert!(new.contains("{\n    \"owner\": \"crew\",\n    \"type\": \"x\"\n  }"), "{new}");
    let new = set(json, "component:default/a", "metadata/annotations/k", "v").unwrap();
    assert!(new.contains("{\"annotations\": { \"k\": \"v\" }, \"name\": \"a\"}"), "{new}");
}

#[test]
fn an_empty_value_is_filled() {
    let text = "kind: Component\nmetadata:\n  name: a\n  annotations: # none yet\nspec:\n  owner:\n  type: x\n";
    let new = set(text, "component:default/a", "spec/owner", "crew").unwrap();
    assert!(new.contains("  owner: crew\n"), "{new}");
    let new = set(text, "component:default/a", "metadata/annotations/k", "v").unwrap();
    assert!(new.contains("  annotations: # none yet\n    k: v\nspec:"), "{new}");
    let windows = text.replace('\n', "\r\n");
    let new = set(&windows, "component:default/a", "spec/system", "s").unwrap();
    assert!(new.contains("  owner:\r\n  system: s\r\n"), "{new:?}");
}

#[test]
fn what_is_written_in_other_ways_is_left_alone() {
    let text =
        "kind: Component\nmetadata: &m\n  name: a\nspec:\n  owner: >-\n    crew\n    of many\n";
    assert_eq!(set(text, "component:default/a", "spec/owner", "crew"), None);
    assert_eq!(set(text, "component:default/b", "spec/owner", "crew"), None);
    assert_eq!(set("kind: [", "component:default/b", "spec/owner", "crew"), None);
}

proptest::proptest! {
    #[test]
    fn no_text_brings_it_down(text in "[a-z:#{}\\[\\], \"'\n-]{0,60}", owner in ".{0,8}") {
        let text = ["kind: Component\nmetadata:\n  name: a\nspec:\n", &text].concat();
        if let Some(new) = set(&text, "component:default/a", "spec/owner", &owner) {
            let document = yaml::documents(&new).next().unwrap();
            let value = document.root.get("spec").and_then(|spec| spec.get("owner"));
            proptest::prop_assert_eq!(value.and_then(Node::scalar).unwrap_or_default(), owner);
        }
        let _ = apply(&text, &entity("component:default/a"), 0, &Edit::Remove);
    }
}

/// Changes a descriptor as a form does.
fn form(text: &str, changes: &[Change]) -> Result<String, Refusal> {
    revise(text, &entity("component:default/ledger"), 2, changes)
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn a_form_touches_the_lines_that_it_changes() {
    let changes = [
        Change::text(&["metadata", "title"], "The ledger"),
        Change::text(&["spec", "owner"], "crew"),
        Change::texts(&["metadata", "tags"], &owned(&["rust", "sox"])),
        Change::texts(
            &["spec", "dependsOn"],
            &owned(&["resource:disk", "component:here", "api:x"]),
        ),
        Change::texts(&["spec", "consumesApis"], &owned(&["a", "c"])),
    ];
    let new = form(FILE, &changes);
    assert_eq!(
        changed(FILE, new.ok()),
        [
            "+  title: The ledger",
            "-  tags: [rust, 'pci, sox']",
            "+  tags: [rust, 'sox']",
            "-  owner: \"old crew\" # since 2021",
            "+  owner: \"crew\" # since 2021",
            "-    - component:gone",
            "+    - component:here",
            "+    - api:x",
            "-  consumesApis: [a, api:b, c]",
            "+  consumesApis: [a, c]",
        ]
    );
    assert_eq!(form(FILE, &[]).as_deref(), Ok(FILE));
}

#[test]
fn a_folded_text_stays_folded_and_a_field_without_text_goes() {
    let new = form(FILE, &[Change::text(&["metadata", "description"], "Keeps all books.")]);
    let lines = changed(FILE, new.ok());
    assert_eq!(lines, ["-    Keeps the books.", "-    # not a comment", "+    Keeps all books."]);
    let new = form(FILE, &[Change::text(&["metadata", "description"], "")]);
    let lines = changed(FILE, new.ok());
    assert_eq!(lines, ["-  description: >-", "-    Keeps the books.", "-    # not a comment"]);
    let new = form(FILE, &[Change::texts(&["spec", "dependsOn"], &[])]);
    assert_eq!(changed(FILE, new.ok()).len(), 3);
}

#[test]
fn links_and_labels_are_changed_one_by_one() {
    let text = "kind: Component\nmetadata:\n  name: ledger\n  links:\n  # The first.\n  - title: One\n    url: 'https://a'\n  - url: https://b # two\nspec: {}\n";
    let links = [
        pairs(&[("url", "https://a")]),
        pairs(&[("url", "https://c")]),
        pairs(&[("url", "https://d"), ("title", "D")]),
    ];
    let new = revise(
        text,
        &entity("component:default/ledger"),
        1,
        &[
            Change::maps(&["metadata", "links"], &links),
            Change::map(&["metadata", "labels"], &pairs(&[("tier", "1")])),
        ],
    );
    assert_eq!(
        new.as_deref(),
        Ok(
            "kind: Component\nmetadata:\n  name: ledger\n  labels:\n    tier: \"1\"\n  links:\n  # The first.\n  - url: 'https://a'\n  - url: https://c # two\n  - url: https://d\n    title: D\nspec: {}\n"
        )
    );
}

#[test]
fn what_is_written_elsewhere_is_refused_with_its_place() {
    let text = "kind: Component\nmetadata:\n  name: ledger\n  description:\n    $text: ./about.md\nspec: &all\n  owner: &who crew\n  maintainer: *who\n  more: *who\n";
    let refused = |path: &[&str], text_: &str| {
        let changes = [Change::text(path, text_)];
        revise(text, &entity("component:default/ledger"), 1, &changes).unwrap_err()
    };
    let refusal = refused(&["metadata", "description"], "x");
    assert_eq!((refusal.line, refusal.path.as_str()), (4, "metadata.description"));
    assert!(refusal.reason.contains("$text"), "{refusal:?}");
    assert_eq!(refused(&["spec", "maintainer"], "x").line, 8);
    assert_eq!(refused(&["spec", "owner"], "x").line, 7);
    let line = "{\"kind\": \"Component\", \"metadata\": {\"name\": \"ledger\"}}\n";
    let changes = [Change::text(&["metadata", "title"], "x")];
    let refusal = revise(line, &entity("component:default/ledger"), 1, &changes).unwrap_err();
    assert!(refusal.reason.contains("one line"), "{refusal:?}");
}

#[test]
fn json_of_several_lines_is_changed_as_json() {
    let json = "{\n  \"kind\": \"Component\",\n  \"metadata\": {\n    \"name\": \"ledger\",\n    \"tags\": [\n      \"a\",\n      \"b\"\n    ]\n  },\n  \"spec\": {\n    \"type\": \"x\"\n  }\n}\n";
    let new = revise(
        json,
        &entity("component:default/ledger"),
        1,
        &[
            Change::texts(&["metadata", "tags"], &owned(&["a", "c", "d"])),
            Change::text(&["spec", "owner"], "crew"),
        ],
    );
    assert_eq!(
        changed(json, new.ok()),
        [
            "-      \"b\"",
            "+      \"c\",",
            "+      \"d\"",
            "-    \"type\": \"x\"",
            "+    \"type\": \"x\",",
            "+    \"owner\": \"crew\"",
        ]
    );
}
