//! What only the JSON of an entity has: the titles of its links, the operations of an API.
//!
//! Read by looking for marks in the bytes, because reading all details of a big catalog as JSON
//! would take seconds. What is missed or taken too much is a word of full text, and no harm.

/// A longer definition is a list of tables, not something that people look for by a word.
const MOST_OPERATIONS: usize = 400;

/// Calls `take` for each text.
pub(super) fn texts(detail: &[u8], is_api: bool, take: &mut dyn FnMut(&str)) {
    let Ok(detail) = std::str::from_utf8(detail) else { return };
    if let Some((_, after)) = detail.split_once("\"links\"") {
        // Objects of plain strings: the list ends at the first closing bracket.
        let list = after.split_once(']').map_or("", |(list, _)| list);
        values(list, "\"title\"", take);
    }
    if is_api && let Some((_, definition)) = detail.split_once("\"definition\"") {
        operations(definition, take);
    }
}

/// The string behind each `key`.
fn values(text: &str, key: &str, take: &mut dyn FnMut(&str)) {
    for after in text.split(key).skip(1) {
        let quoted = after.trim_start_matches([' ', ':', '\n']).strip_prefix('"');
        if let Some((value, _)) = quoted.and_then(|rest| rest.split_once('"')) {
            take(value);
        }
    }
}

/// Lines of a definition, inside of a JSON string, that name an operation: OpenAPI and AsyncAPI
/// paths, operation ids and summaries, methods of gRPC, queries and mutations of GraphQL.
fn operations(definition: &str, take: &mut dyn FnMut(&str)) {
    let mut left = MOST_OPERATIONS;
    for line in definition.split("\\n") {
        let line = line.trim_start_matches(['\\', '"', ' ', '-', '{', ':']);
        let named =
            ["operationId", "peration_id", "summary", "rpc ", "service ", "/", "title", "type "];
        let is_named = named.iter().any(|start| line.starts_with(start));
        // `payment(id: ID!): Payment` of a GraphQL schema.
        let is_field = line.contains('(') && line.contains("):");
        if !is_named && !is_field {
            continue;
        }
        let said = ["operationId", "summary", "title", "rpc", "service", "type"]
            .iter()
            .find_map(|start| line.strip_prefix(start))
            .unwrap_or(line);
        let end = said.char_indices().nth(120).map_or(said.len(), |(at, _)| at);
        let said = said.get(..end).unwrap_or(said);
        take(said.split_once('(').filter(|_| is_field).map_or(said, |(name, _)| name));
        left -= 1;
        if left == 0 {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(detail: &str, is_api: bool) -> Vec<String> {
        let mut found = Vec::new();
        texts(detail.as_bytes(), is_api, &mut |text| found.push(text.trim().to_owned()));
        found
    }

    #[test]
    fn links_are_found_by_their_titles() {
        let detail = r#"{"metadata":{"links":[{"url":"https://a.test","title":"On-call handbook"},{"title":"Grafana"}]}}"#;
        assert_eq!(found(detail, false), ["On-call handbook", "Grafana"]);
    }

    #[test]
    fn operations_are_found_in_each_format() {
        let open = r#"{"spec":{"definition":"openapi: 3.1.0\npaths:\n  /v1/payouts:\n    get:\n      operationId: listPayouts\n      description: x\n"}}"#;
        assert_eq!(found(open, true), ["/v1/payouts:", ": listPayouts"]);
        let graph =
            r#"{"spec":{"definition":"type Query {\n  merchant(id: ID!): Merchant\n  x: Int\n}"}}"#;
        assert_eq!(found(graph, true), ["Query {", "merchant"]);
        let grpc = r#"{"spec":{"definition":"service RiskScoring {\n  rpc ScorePayment (A) returns (B);\n}"}}"#;
        assert_eq!(found(grpc, true), ["RiskScoring {", "ScorePayment (A) returns (B);"]);
        assert!(found(open, false).is_empty());
    }
}
