//! What is answered at which path.

use crate::http::Answer;

/// The answer at a path.
pub fn answer(path: &str) -> Answer {
    match path {
        // Kubernetes asks this every ten seconds. Say no when a restart would help, only then.
        "/healthz" => ok("{\"status\":\"ok\"}".into()),
        "/version" => ok(format!("{{\"version\":\"{}\"}}", env!("CARGO_PKG_VERSION"))),
        "/" => ok(greeting()),
        _ => Answer { status: 404, body: "{\"error\":\"not found\"}".into() },
    }
}

/// Delete this first.
pub fn greeting() -> String {
    "{\"service\":\"${{ values.name }}\",\"owner\":\"${{ values.owner }}\"}".into()
}

fn ok(body: String) -> Answer {
    Answer { status: 200, body }
}
