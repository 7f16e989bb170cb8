use super::*;

const TEXT: &str = r#"
// Scores payments.
syntax = "proto3";
package risk.v1;
import public "google/api/annotations.proto";
option java_package = "example.risk" ".v1";

// Says how much we would regret it.
service Scoring {
  option deprecated = true;
  // One payment.
  rpc Score(ScoreRequest) returns (.risk.v1.Score) {
    option (google.api.http) = { post: "/v1/score" body: "*" tags: [1, 2] };
  }
  rpc Watch(stream ScoreRequest) returns (stream Score); // As long as you like.
}

/* What is asked.
 * In detail. */
message ScoreRequest {
  reserved 4, 6 to 9;
  reserved "old";
  string message = 1 [deprecated = true, (validate.rules).string = {min_len: 1}]; // Words.
  repeated Line lines = 2;
  map<string, Line.Kind> kinds = 3;
  oneof who { string person = 10; int64 robot = 11; }
  message Line {
    enum Kind { KIND_UNKNOWN = 0; GOOD = 1; BAD = -1; }
    optional Line next = 1;
    Kind kind = 2;
  }
}
message Score { int32 value = 1; }
extend ScoreRequest { int32 more = 100; }
"#;

#[test]
fn a_file_is_read_whole() {
    let read = Protobuf::read(TEXT);
    let outline = read.outline();
    assert_eq!(outline.problems, []);
    assert_eq!(outline.format, "Protobuf proto3");
    let ids: Vec<&str> = outline.items.iter().map(|item| item.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "Scoring/Score",
            "Scoring/Watch",
            "type:ScoreRequest",
            "type:ScoreRequest.Line",
            "type:Score",
            "type:ScoreRequest.Line.Kind",
            "type:extend ScoreRequest 4"
        ]
    );
    let notes: Vec<&str> = outline.items.iter().map(|item| item.note.as_str()).collect();
    assert_eq!(notes[..3], ["One payment.", "As long as you like.", "What is asked."]);
    let request = format!("{:?}", read.item("type:ScoreRequest"));
    for word in [
        "Words.",
        "list of Line",
        "map of string to Line.Kind",
        "one of who",
        "type:ScoreRequest.Line.Kind",
        "4, 6 to 9",
        "(validate.rules).string",
        "In detail.",
    ] {
        assert!(request.contains(word), "{word}: {request}");
    }
    let call = format!("{:?}", read.item("Scoring/Score"));
    assert!(call.contains("{ post: /v1/score body: * tags: [ 1, 2 ] }"), "{call}");
    assert!(call.contains("/risk.v1.Scoring/Score") && call.contains("type:Score"), "{call}");
    let line = read.more("ScoreRequest\nScoreRequest.Line");
    assert_eq!(line[0].marks, ["optional", "recursive"]);
    assert_eq!(line[1].kind, "Kind");
}

#[test]
fn words_of_the_language_are_names_too() {
    let text = "message A { required string required = 1; optional group Result = 2 { int32 x = 1; } string option = 3; enum E { option allow_alias = true; message = 0; reserved 5; } }";
    let read = Protobuf::read(text);
    assert_eq!(read.problem, None);
    let outline = read.outline();
    let names: Vec<&str> = outline.items.iter().map(|item| item.name.as_str()).collect();
    assert_eq!(names, ["A", "A.Result", "A.E"]);
    let Some(Block::Fields(fields)) = read.item("type:A").pop() else { panic!("fields") };
    let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(names, ["required", "result", "option"]);
}

#[test]
fn a_fault_has_a_line_and_leaves_what_was_before() {
    for text in [
        "message A {}\nmessage B {\n string b 1;\n}",
        "message A {}\n\nclass B {}",
        "message A {}\nservice B {\nrpc X(Y) gives (Z);\n}",
    ] {
        let outline = Protobuf::read(text).outline();
        assert_eq!(outline.items[0].name, "A", "{text}");
        assert_eq!(outline.problems[0].line, 3, "{text}");
    }
}
