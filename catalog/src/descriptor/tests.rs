use super::*;
use crate::record::Severity;
use crate::yaml::documents;

/// The record of a document, and the rule and path of each finding.
fn describe(text: &str, api: bool) -> (Option<Record>, Vec<(String, String, Severity)>) {
    let document = documents(text).next().unwrap();
    assert!(document.complete, "{:?}", document.findings);
    let mut findings = Findings::default();
    let origin = Origin { source: SourceId(3), file: "a.yaml", api };
    let record = read(&document.root, &origin, &mut findings);
    let findings = findings.into_vec().into_iter();
    (record, findings.map(|found| (found.rule.to_owned(), found.path, found.severity)).collect())
}

/// The relations of an entity that has nothing wrong with it.
fn relations(text: &str) -> Vec<String> {
    let (record, findings) = describe(text, false);
    assert_eq!(findings, [], "{text}");
    let relations = record.unwrap().relations.into_iter();
    relations.map(|(name, target)| format!("{name} {target}")).collect()
}

fn spec(kind: &str, spec: &str) -> String {
    format!(
        "{{apiVersion: backstage.io/v1alpha1, kind: {kind}, metadata: {{name: me, namespace: Team}}, spec: {{{spec}}}}}"
    )
}

#[test]
fn every_kind_states_its_relations() {
    for (text, expected) in [
        (
            spec(
                "Component",
                "type: service, lifecycle: production, owner: a, system: s, subcomponentOf: c, providesApis: [p], consumesApis: [default/q], dependsOn: [resource:r, 'component:x/y'], dependencyOf: [component:z]",
            ),
            "ownedBy group:team/a, partOf system:team/s, partOf component:team/c, providesApi api:team/p, consumesApi api:default/q, dependsOn resource:team/r, dependsOn component:x/y, dependencyOf component:team/z",
        ),
        (
            spec(
                "API",
                "type: openapi, lifecycle: production, owner: 'user:default/ana', definition: x, system: s",
            ),
            "ownedBy user:default/ana, partOf system:team/s",
        ),
        (
            spec(
                "Resource",
                "type: database, owner: a, system: s, dependsOn: [resource:r], dependencyOf: [component:c]",
            ),
            "ownedBy group:team/a, partOf system:team/s, dependsOn resource:team/r, dependencyOf component:team/c",
        ),
        (
            spec("System", "owner: a, domain: d, type: product"),
            "ownedBy group:team/a, partOf domain:team/d",
        ),
        (spec("Domain", "owner: a, subdomainOf: d"), "ownedBy group:team/a, partOf domain:team/d"),
        (
            spec(
                "Group",
                "type: team, children: [c], parent: p, members: [ana, 'user:default/ben']",
            ),
            "parentOf group:team/c, childOf group:team/p, hasMember user:team/ana, hasMember user:default/ben",
        ),
        (spec("User", "memberOf: [a, a, A]"), "memberOf group:team/a"),
        (spec("Location", "targets: [./a.yaml]"), ""),
        (
            spec("Template", "type: service, owner: a, steps: [], parameters: {}")
                .replace("backstage.io/v1alpha1", "scaffolder.backstage.io/v1beta3"),
            "ownedBy group:team/a",
        ),
        (
            spec("Spaceship", "owner: a, dependsOn: [warp], crew: [{name: b}], system: {a: 1}"),
            "ownedBy group:team/a",
        ),
    ] {
        assert_eq!(relations(&text).join(", "), expected);
    }
}

#[test]
fn a_record_takes_what_a_list_shows() {
    let (record, findings) = describe(
        "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata:\n  name: Team-A\n  description: D\n  tags: [b, a, b]\n  annotations: {z: '1', a: '2'}\nspec:\n  type: team\n  children: []\n  profile: {displayName: Team A, email: a@x.test}\n",
        false,
    );
    assert_eq!(findings, []);
    let record = record.unwrap();
    assert_eq!(record.entity.to_string(), "group:default/Team-A");
    assert_eq!(record.kind_label, "Group");
    assert_eq!(record.title.as_deref(), Some("Team A"), "the display name stands in for a title");
    assert_eq!(record.email.as_deref(), Some("a@x.test"));
    assert_eq!(record.tags, ["b", "a"]);
    assert_eq!(record.annotations[0], ("a".to_owned(), "2".to_owned()));
    assert_eq!((record.source, record.place.line), (SourceId(3), 1));
    assert_eq!(record.owner, None);
}

#[test]
fn a_document_without_kind_or_name_is_no_entity() {
    for (text, expected) in [
        ("just text", &["document-type "][..]),
        ("[a]", &["document-type "]),
        ("a: 1", &["field-missing kind", "field-missing metadata"]),
        ("{kind: {a: b}, metadata: [1, 2]}", &["type-mismatch kind", "type-mismatch metadata"]),
        ("{kind: A, metadata: {title: x}}", &["field-missing metadata.name"]),
        ("{kind: A, metadata: {name: ''}}", &["field-missing metadata.name"]),
        ("{kind: A, metadata: {name: [x]}}", &["type-mismatch metadata.name"]),
    ] {
        let (record, findings) = describe(text, false);
        assert!(record.is_none(), "{text}");
        let found: Vec<_> =
            findings.iter().map(|(rule, path, _)| format!("{rule} {path}")).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn relations_of_an_api_count_more_than_spec() {
    let item = r#"{"apiVersion": "backstage.io/v1alpha1", "kind": "Component", "metadata": {"name": "a", "uid": "1"},
        "spec": {"owner": "wrong", "dependsOn": ["component:wrong"]},
        "relations": [{"type": "dependencyOf", "targetRef": "component:default/x"}, {"type": "ownedBy", "targetRef": "group:default/right"},
            {"type": "partOf", "target": {"kind": "System", "namespace": "default", "name": "old"}}, {"type": "ownedBy", "targetRef": ""}],
        "status": {"items": [{"type": "t", "level": "warning", "message": "m"}, {"level": "error", "error": {"message": "e"}}]}}"#;
    let (record, findings) = describe(item, true);
    let record = record.unwrap();
    assert_eq!(record.owner.unwrap().to_string(), "group:default/right");
    let names: Vec<_> =
        record.relations.iter().map(|(name, target)| format!("{name} {target}")).collect();
    assert_eq!(
        names,
        [
            "dependencyOf component:default/x",
            "ownedBy group:default/right",
            "partOf system:default/old"
        ]
    );
    let found: Vec<_> = findings
        .iter()
        .map(|(rule, path, severity)| (rule.as_str(), path.as_str(), *severity))
        .collect();
    assert_eq!(
        found,
        [
            ("relation-invalid", "relations[3]", Severity::Warning),
            ("catalog-processing", "status.items[0]", Severity::Warning),
            ("catalog-processing", "status.items[1]", Severity::Error),
        ]
    );
    let partial = r#"{"kind": "Component", "metadata": {"name": "a"}, "spec": {"owner": "b"}}"#;
    let (record, findings) = describe(partial, true);
    assert_eq!(
        record.unwrap().owner.unwrap().to_string(),
        "group:default/b",
        "no relations were asked for"
    );
    assert_eq!(findings, [], "and fields may be left out");
}

#[test]
fn a_thousand_relations_are_told_apart() {
    let list: Vec<String> = (0..2000).map(|n| format!("component:c{}", n % 1000)).collect();
    let text = spec("Resource", &format!("type: x, owner: a, dependsOn: [{}]", list.join(", ")));
    assert_eq!(relations(&text).len(), 1001);
}
