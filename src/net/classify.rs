//! What an answer means: by status and headers, before anything is decoded.

use std::time::Duration;

use serde_json::Value;

use super::{ErrorKind, endpoint::Format, transport::Headers};
use crate::config::Auth;

/// The kind of error a status stands for; `None` for a success.
pub(super) fn status(status: u16, headers: &Headers, auth: &Auth, wall: f64) -> Option<ErrorKind> {
    Some(match status {
        200..=299 => return None,
        401 => ErrorKind::Unauthorised { auth: auth.clone() },
        403 if is_out_of_quota(headers) => {
            ErrorKind::RateLimited { retry_after: retry_after(headers, wall) }
        }
        403 => ErrorKind::Forbidden,
        404 | 410 => ErrorKind::NotFound,
        429 => ErrorKind::RateLimited { retry_after: retry_after(headers, wall) },
        500..=599 => ErrorKind::Server { status },
        status => ErrorKind::Client { status },
    })
}

/// GitHub answers 403 for a used-up quota, and says so in headers.
fn is_out_of_quota(headers: &Headers) -> bool {
    headers.retry_after.is_some() || headers.rate_remaining.as_deref() == Some("0")
}

fn retry_after(headers: &Headers, wall: f64) -> Option<Duration> {
    let from_now = |unix_seconds: f64| (unix_seconds - wall / 1000.0).max(0.0);
    let asked = headers.retry_after.as_deref().and_then(|text| match text.trim().parse::<u32>() {
        Ok(seconds) => Some(f64::from(seconds)),
        Err(_) => http_date(text.trim()).map(from_now),
    });
    let reset = || headers.rate_reset.as_deref()?.trim().parse::<u32>().ok();
    asked.or_else(|| reset().map(|at| from_now(f64::from(at)))).map(Duration::from_secs_f64)
}

/// `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, 5.6.7) in seconds since 1970.
fn http_date(text: &str) -> Option<f64> {
    const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
    let mut parts = text.split(' ').skip(1);
    let day: i64 = parts.next()?.parse().ok()?;
    let month =
        i64::try_from(MONTHS.find(parts.next().filter(|name| name.len() == 3)?)? / 3).ok()? + 1;
    let year: i64 = parts.next()?.parse().ok().filter(|year| (1970..10_000).contains(year))?;
    let mut clock = parts.next()?.split(':').map(|part| part.parse::<i64>().ok());
    let (hour, minute, second) = (clock.next()??, clock.next()??, clock.next()??);
    // Days before a month, counted from March so that the leap day comes last.
    let (years, months) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days =
        365 * years + years / 4 - years / 100 + years / 400 + (153 * months + 2) / 5 + day - 1;
    const DAYS_TO_1970: i64 = 719_468;
    let seconds = (((days - DAYS_TO_1970) * 24 + hour) * 60 + minute) * 60 + second;
    u32::try_from(seconds).ok().map(f64::from)
}

/// Refuses a success whose body is of another kind than asked for: usually a login page, or the
/// start page of a host that answers everything with it.
pub(super) fn content_type(format: Format, headers: &Headers, path: &str) -> Option<ErrorKind> {
    let given = headers.content_type.as_deref().unwrap_or_default();
    let kind = given.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let is_page = matches!(kind.as_str(), "text/html" | "application/xhtml+xml");
    let fits = match format {
        Format::Json => {
            matches!(kind.as_str(), "" | "application/json" | "text/json" | "text/plain")
                || kind.ends_with("+json")
        }
        // Whoever asks for a web page by its name gets it.
        Format::Text | Format::Bytes => {
            !is_page || path.ends_with(".html") || path.ends_with(".htm")
        }
    };
    (!fits).then_some(ErrorKind::NotData { content_type: kind })
}

/// Whether a body that is meant to be JSON is a web page after all.
pub(super) fn looks_like_page(body: &[u8]) -> bool {
    body.trim_ascii_start().starts_with(b"<")
}

/// What the API says about its error, in the fields that APIs use for it, shortened.
pub(super) fn detail(body: &[u8], headers: &Headers) -> Option<String> {
    let json = serde_json::from_slice::<Value>(body).ok();
    let said = match &json {
        Some(json) => message(json)?.to_owned(),
        None if headers
            .content_type
            .as_deref()
            .is_some_and(|kind| kind.starts_with("text/plain")) =>
        {
            String::from_utf8_lossy(body).trim().to_owned()
        }
        None => return None,
    };
    const LONGEST: usize = 300;
    let short: String = said.chars().filter(|c| !c.is_control()).take(LONGEST).collect();
    (!short.is_empty()).then_some(short)
}

fn message(json: &Value) -> Option<&str> {
    let fields = ["message", "error_description", "detail", "title", "error", "errors"];
    match json {
        Value::String(text) => Some(text),
        Value::Array(items) => items.first().and_then(message),
        Value::Object(map) => fields.iter().filter_map(|field| map.get(*field)).find_map(message),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(content_type: &str) -> Headers {
        Headers { content_type: Some(content_type.into()), ..Headers::default() }
    }

    fn kind(code: u16) -> Option<ErrorKind> {
        status(code, &Headers::default(), &Auth::Session, 0.0)
    }

    #[test]
    fn each_status_has_its_meaning() {
        for (code, expected) in [
            (200, None),
            (204, None),
            (304, Some(ErrorKind::Client { status: 304 })),
            (400, Some(ErrorKind::Client { status: 400 })),
            (401, Some(ErrorKind::Unauthorised { auth: Auth::Session })),
            (403, Some(ErrorKind::Forbidden)),
            (404, Some(ErrorKind::NotFound)),
            (410, Some(ErrorKind::NotFound)),
            (429, Some(ErrorKind::RateLimited { retry_after: None })),
            (500, Some(ErrorKind::Server { status: 500 })),
            (504, Some(ErrorKind::Server { status: 504 })),
        ] {
            assert_eq!(kind(code), expected);
        }
    }

    #[test]
    fn a_used_up_quota_is_not_a_lack_of_access() {
        let now = 1_772_446_251_000.0;
        let github = Headers {
            rate_remaining: Some("0".into()),
            rate_reset: Some("1772446351".into()),
            ..Headers::default()
        };
        let limited = |seconds| {
            Some(ErrorKind::RateLimited { retry_after: Some(Duration::from_secs(seconds)) })
        };
        assert_eq!(status(403, &github, &Auth::None, now), limited(100));
        let plain = Headers { rate_remaining: Some("12".into()), ..github.clone() };
        assert_eq!(status(403, &plain, &Auth::None, now), Some(ErrorKind::Forbidden));
        let asked = Headers { retry_after: Some("60".into()), ..plain };
        assert_eq!(status(403, &asked, &Auth::None, now), limited(60));
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let after = |text: &str, wall| {
            let headers = Headers { retry_after: Some(text.into()), ..Headers::default() };
            retry_after(&headers, wall)
        };
        assert_eq!(after("120", 0.0), Some(Duration::from_secs(120)));
        assert_eq!(
            after("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_767_000.0),
            Some(Duration::from_secs(10))
        );
        assert_eq!(after("Tue, 29 Feb 2000 00:00:00 GMT", 951_782_400_000.0), Some(Duration::ZERO));
        assert_eq!(after("Thu, 01 Jan 1970 00:00:00 GMT", 0.0), Some(Duration::ZERO));
        assert_eq!(after("Sun, 06 Nov 1994 08:49:37 GMT", 999_999_999_999.0), Some(Duration::ZERO));
        for rubbish in ["", "-1", "soon", "Sun, 06 Foo 1994 08:49:37 GMT", "1e9", "a b c d e"] {
            assert_eq!(after(rubbish, 0.0), None, "{rubbish}");
        }
    }

    #[test]
    fn a_login_page_is_not_data() {
        let page = |format, kind: &str| content_type(format, &headers(kind), "/x.yaml").is_some();
        for kind in [
            "application/json",
            "application/json; charset=utf-8",
            "text/plain",
            "application/problem+json",
        ] {
            assert!(!page(Format::Json, kind), "{kind}");
        }
        for kind in
            ["text/html", "Text/HTML; charset=utf-8", "application/octet-stream", "image/png"]
        {
            assert!(page(Format::Json, kind), "{kind}");
        }
        assert!(page(Format::Text, "text/html") && page(Format::Bytes, "text/html"));
        assert!(!page(Format::Bytes, "application/octet-stream"));
        for format in [Format::Text, Format::Bytes] {
            let answer = content_type(format, &headers("text/html"), "/docs/index.html");
            assert!(answer.is_none());
        }
        assert!(content_type(Format::Json, &Headers::default(), "").is_none());
        assert!(looks_like_page(b"\n <!doctype html>") && !looks_like_page(b"{}"));
    }

    #[test]
    fn the_words_of_the_api_are_found() {
        for (body, said) in [
            (r#"{"message": "API rate limit exceeded"}"#, "API rate limit exceeded"),
            (
                r#"{"error": {"name": "NotFoundError", "message": "No entity"}, "request": {}}"#,
                "No entity",
            ),
            (r#"{"error": "Invalid path: x"}"#, "Invalid path: x"),
            (r#"{"error": "invalid_grant", "error_description": "expired"}"#, "expired"),
            (r#"{"errors": [{"field": 1}, {"message": "no"}]}"#, ""),
            (r#"{"message": {"field": ["is bad"]}}"#, ""),
            ("[1", ""),
        ] {
            assert_eq!(
                detail(body.as_bytes(), &headers("application/json")).unwrap_or_default(),
                said
            );
        }
        assert_eq!(detail(b" Retry later\n", &headers("text/plain")).unwrap(), "Retry later");
        assert_eq!(detail(b"<html>", &headers("text/html")), None);
        let long = detail(&[b'x'; 9000], &headers("text/plain")).unwrap();
        assert_eq!(long.len(), 300);
    }
}
