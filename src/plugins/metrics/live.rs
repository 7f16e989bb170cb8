//! The adapter against a real Prometheus that measures itself (`xtask/src/servers.rs` starts it).

use super::api::Source;
use super::model::{instant, latest, table};
use super::range::Span;
use super::settings::Panel;
use crate::net::live::{ORIGIN, ask, server, until};
use crate::net::{ErrorKind, Stamp};

fn now() -> i64 {
    (Stamp::now().unix_milliseconds() / 1000.0) as i64
}

#[test]
fn a_real_prometheus_is_read() {
    let Some(server) = server("PORTICO_PROMETHEUS") else { return };
    let source = Source { origin: ORIGIN.to_owned(), file: None };
    let panel = Panel { title: "Up".to_owned(), ..Panel::default() };
    let query = "sum(up{job=\"prometheus\"})";
    let value = until("value of a target that was measured", || {
        let answer = ask(&server, source.query(query, now())).ok()?;
        instant(answer.series().ok()?, &panel)
    });
    assert_eq!(value, 1.0);
    let range = "rate(prometheus_http_requests_total[20s])";
    let (drawn, span) = until("series of a range", || {
        // The last minute, as the tab draws it. A rate needs two scrapes, and the second one may
        // be still to come.
        let span = Span::new(now(), 60, Some(1), 1);
        let answer = ask(&server, source.query_range(range, span)).ok()?;
        assert_eq!(answer.unread(), 0);
        let drawn = table(answer.series().ok()?, &panel, span);
        (!drawn.courses.is_empty()).then_some((drawn, span))
    });
    assert!(drawn.courses.iter().any(|course| latest(&course.values).is_some()));
    // It has none, and says so by an empty list.
    let exemplars = ask(&server, source.query_exemplars("up", span)).unwrap();
    assert_eq!(exemplars.highest(5), []);
    let error = ask(&server, source.query("sum(", now())).unwrap_err();
    assert_eq!(error.kind, ErrorKind::Client { status: 400 });
    assert!(error.detail.is_some_and(|said| said.contains("parse error")));
}
