//! The adapter against a real Alertmanager, to which a real Prometheus sends an alert that really
//! fires (`xtask/src/servers.rs` starts both).

use super::api::alertmanager::{alerts, silence, silences};
use super::api::{Alert, Matcher, Silence};
use super::silence::{Draft, ending_now};
use crate::net::Stamp;
use crate::net::live::{ORIGIN, ask, server, tell, until};

fn now() -> i64 {
    Stamp::now().unix_milliseconds() as i64
}

fn firing(server: &str, wanted: &[Matcher]) -> Vec<Alert> {
    ask(server, alerts(ORIGIN, wanted)).map(|all| all.items.clone()).unwrap_or_default()
}

fn known(server: &str, comment: &str) -> Option<Silence> {
    let all = ask(server, silences(ORIGIN)).ok()?;
    assert_eq!(all.broken, []);
    all.items.iter().find(|one| one.comment == comment).cloned()
}

#[test]
fn a_real_alert_is_silenced_and_the_silence_is_ended() {
    let Some(server) = server("PORTICO_ALERTMANAGER") else { return };
    let wanted = Matcher::parse("service=ledger").unwrap();
    let alert = until("alert that fires", || firing(&server, &wanted).into_iter().next());
    assert_eq!(
        (alert.labels["alertname"].as_str(), alert.status.state.as_str()),
        ("LedgerIsSlow", "active")
    );
    assert_eq!(alert.annotations["summary"], "The ledger answers slowly");
    assert!(!alert.starts_at.is_empty() && !alert.fingerprint.is_empty());
    let other = Matcher::parse("service=nobody").unwrap();
    assert_eq!(firing(&server, &other), []);

    // What the form of the page sends.
    let comment = format!("A test of {}, until it is ended", now());
    let draft = Draft {
        alert: "LedgerIsSlow".to_owned(),
        hours: 1,
        reason: comment.clone(),
        author: "ines.calloway".to_owned(),
    };
    tell(&server, silence(ORIGIN, &draft.silence(&wanted, now()).unwrap())).unwrap();
    let made = until("silence that is in force", || {
        known(&server, &comment).filter(|one| one.status.state == "active")
    });
    assert_eq!((made.created_by.as_str(), made.matchers.len()), ("ines.calloway", 2));
    let held = until("alert that is silenced", || {
        let one = firing(&server, &wanted).into_iter().next()?;
        (one.status.state == "suppressed").then_some(one)
    });
    assert_eq!(held.status.silenced_by, std::slice::from_ref(&made.id));

    tell(&server, silence(ORIGIN, &ending_now(&made, now()))).unwrap();
    until("end of the silence", || {
        known(&server, &comment).filter(|one| one.status.state == "expired")
    });
    until("alert that fires again", || {
        let one = firing(&server, &wanted).into_iter().next()?;
        (one.status.state == "active").then_some(())
    });
}
