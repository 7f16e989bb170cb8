use super::*;

const TEXT: &str = r#"
"""All of it."""
schema @link(url: "https://x.example", for: [A, B]) { query: Root }
directive @role(is: Role! = OWNER) repeatable on FIELD_DEFINITION | OBJECT
"Those who may."
enum Role { OWNER "Reads." VIEWER @deprecated(reason: "gone \"for\" good") }
interface Node { id: ID! }
type Root implements Node & Other @role(is: OWNER) {
  # Old style.
  id: ID!
  find(first: Int = 20, filter: Filter = {roles: [OWNER], deep: {a: 1}}): [Person!]! @role(is: VIEWER)
}
input Filter { roles: [Role!], inner: Filter }
union Result = | Person | Root
type Person { friends: [Person] }
extend type Person { name: String, result: Result }
scalar Date @specifiedBy(url: "https://d.example")
"#;

#[test]
fn a_schema_is_read_whole() {
    let read = GraphQl::read(TEXT);
    let outline = read.outline();
    assert_eq!(outline.problems, []);
    let ids: Vec<&str> = outline.items.iter().map(|item| item.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "query id",
            "query find",
            "type:Person",
            "type:Filter",
            "type:Node",
            "type:Result",
            "type:Role",
            "type:Date",
            "type:@role"
        ]
    );
    assert_eq!(outline.items[0].note, "Old style.");
    let blocks = format!("{:?}", read.item("query find"));
    for word in
        ["filter", "{roles: [OWNER], deep: {a: 1}}", "@role(is: VIEWER)", "friends", "result"]
    {
        assert!(blocks.contains(word), "{word}: {blocks}");
    }
    let role = format!("{:?}", read.item("type:Role"));
    assert!(role.contains("Those who may.") && role.contains("deprecated"), "{role}");
}

#[test]
fn cycles_are_marked() {
    let read = GraphQl::read(TEXT);
    let inside = read.more("Person");
    assert_eq!(inside[0].marks, ["recursive"]);
    assert_eq!(inside[2].more, "Person\nResult");
    assert_eq!(read.more("Person\nResult")[0].marks, ["recursive"]);
}

#[test]
fn a_request_asks_for_what_is_plain() {
    let read = GraphQl::read(TEXT);
    let Some(Block::Code(code)) = read.item("query find").pop() else { panic!("code") };
    assert_eq!(
        code.text,
        "query($first: Int, $filter: Filter) {\n  find(first: $first, filter: $filter) {\n    name\n  }\n}"
    );
}

#[test]
fn a_fault_has_a_line_and_leaves_what_was_before() {
    for text in [
        "type A { a: Int }\ntype B {\n  b Int\n}",
        "type A { a: Int }\n\nnonsense B",
        "type A { a: Int }\n\ntype B { a: [[Int }",
    ] {
        let outline = GraphQl::read(text).outline();
        assert_eq!(outline.items.len(), 1, "{text}");
        assert_eq!(outline.problems[0].line, 3, "{text}");
    }
}
