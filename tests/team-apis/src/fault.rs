//! What can go wrong, and how a fault is written.

use std::fmt;
use std::str::FromStr;

use axum::http::StatusCode;

/// A way in which a server fails.
///
/// Written as a name with its numbers behind dots, as the last column of each line shows; the same
/// words are used in the `/__f/<fault>/` prefix and in `POST /__control/faults`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Answers later, by so many milliseconds: `latency.3000`.
    Latency(u64),
    /// Accepts the request and never answers: `hang`.
    Hang,
    /// Sends the headers and half of the body, then nothing more: `hang-body`.
    HangBody,
    /// Sends so many bytes a second: `drip.1`.
    Drip(u64),
    /// Resets the connection instead of an answer: `reset`.
    Reset,
    /// Resets the connection in the middle of the body: `reset-body`.
    ResetBody,
    /// Announces a longer body than it sends: `short`.
    Short,
    /// An error: `status.503` with the JSON body usual for the API, `status.503.html` with a web
    /// page, `status.429.retry-2` with `Retry-After: 2`.
    Status {
        /// Status code.
        code: StatusCode,
        /// A web page instead of JSON.
        html: bool,
        /// Value of `Retry-After`, in seconds.
        retry_after: Option<u64>,
    },
    /// What a Backstage search answers until its first index is made: `no-index`.
    NoIndex,
    /// Status 200 with a sign-in page: `html`.
    Html,
    /// Status 200 with text that is not JSON: `invalid-json`.
    InvalidJson,
    /// Status 200 with the first half of the body, and a length that fits it: `truncated`.
    Truncated,
    /// Status 200 and no body: `empty`.
    Empty,
    /// Status 200 and JSON of the wrong shape: `null`, `array`, `zero`, `string`.
    Json(&'static str),
    /// The list in the answer, without items: `no-items`.
    NoItems,
    /// The list in the answer, its second item being of another shape than the others: `bad-item`.
    BadItem,
    /// The right body as `text/plain` or as `application/octet-stream`: `text-plain`, `octet-stream`.
    Type(&'static str),
    /// JSON of so many megabytes: `big.50`.
    Big(usize),
    /// A redirect to the same address without the fault: `redirect-same`.
    RedirectSame,
    /// A redirect to the foreign origin: `redirect-foreign`.
    RedirectForeign,
    /// A redirect to itself: `redirect-loop`.
    RedirectLoop,
    /// An answer that other origins may not read: `no-cors`.
    NoCors,
    /// An answer that all origins may read, but none with credentials: `cors-star`.
    CorsStar,
    /// An answer that another portal may read, and this one may not: `cors-other`.
    CorsOther,
    /// The permission to ask allows no header but `Content-Type`, as Buildbot does: `plain-headers`.
    PlainHeaders,
    /// The permission to ask is answered with an error: `preflight.500`.
    Preflight(StatusCode),
    /// So many of a hundred requests get a 503, in an order that the seed decides: `flaky.50.7`.
    Flaky {
        /// Failing requests of a hundred.
        percent: u64,
        /// Decides which.
        seed: u64,
    },
}

impl Fault {
    /// Whether it happens to a preflight, or else to the request after it.
    pub fn concerns(&self, preflight: bool) -> bool {
        match self {
            Self::NoCors | Self::CorsStar | Self::CorsOther => true,
            Self::Preflight(_) | Self::PlainHeaders => preflight,
            _ => !preflight,
        }
    }
}

/// A fault that nobody knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultError(String);

impl fmt::Display for FaultError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "“{}” is no fault; the documentation of `Fault` lists them", self.0)
    }
}

impl std::error::Error for FaultError {}

impl FromStr for Fault {
    type Err = FaultError;

    fn from_str(text: &str) -> Result<Self, FaultError> {
        let parts: Vec<&str> = text.split('.').collect();
        read(&parts).ok_or_else(|| FaultError(text.to_owned()))
    }
}

fn read(parts: &[&str]) -> Option<Fault> {
    Some(match *parts {
        ["latency", ms] => Fault::Latency(ms.parse().ok()?),
        ["hang"] => Fault::Hang,
        ["hang-body"] => Fault::HangBody,
        ["drip", rate] => Fault::Drip(rate.parse().ok().filter(|rate| *rate > 0)?),
        ["reset"] => Fault::Reset,
        ["reset-body"] => Fault::ResetBody,
        ["short"] => Fault::Short,
        ["status", code] => status(code, false, None)?,
        ["status", code, "html"] => status(code, true, None)?,
        ["status", code, retry] => {
            status(code, false, Some(retry.strip_prefix("retry-")?.parse().ok()?))?
        }
        ["no-index"] => Fault::NoIndex,
        ["html"] => Fault::Html,
        ["invalid-json"] => Fault::InvalidJson,
        ["truncated"] => Fault::Truncated,
        ["empty"] => Fault::Empty,
        ["null"] => Fault::Json("null"),
        ["array"] => Fault::Json("[]"),
        ["zero"] => Fault::Json("0"),
        ["string"] => Fault::Json("\"ok\""),
        ["no-items"] => Fault::NoItems,
        ["bad-item"] => Fault::BadItem,
        ["text-plain"] => Fault::Type("text/plain"),
        ["octet-stream"] => Fault::Type("application/octet-stream"),
        ["big", megabytes] => Fault::Big(megabytes.parse().ok()?),
        ["redirect-same"] => Fault::RedirectSame,
        ["redirect-foreign"] => Fault::RedirectForeign,
        ["redirect-loop"] => Fault::RedirectLoop,
        ["no-cors"] => Fault::NoCors,
        ["cors-star"] => Fault::CorsStar,
        ["cors-other"] => Fault::CorsOther,
        ["plain-headers"] => Fault::PlainHeaders,
        ["preflight", code] => Fault::Preflight(code.parse().ok()?),
        ["flaky", percent, seed] => {
            Fault::Flaky { percent: percent.parse().ok()?, seed: seed.parse().ok()? }
        }
        _ => return None,
    })
}

fn status(code: &str, html: bool, retry_after: Option<u64>) -> Option<Fault> {
    Some(Fault::Status { code: code.parse().ok()?, html, retry_after })
}

/// Whether request number `index` of a flaky server fails. The same seed gives the same order.
pub fn fails(percent: u64, seed: u64, index: u64) -> bool {
    // SplitMix64: one multiplication chain per request, no state to keep.
    let mut mixed = seed.wrapping_add(index.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (mixed ^ (mixed >> 31)) % 100 < percent
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_read() {
        assert_eq!("latency.3000".parse(), Ok(Fault::Latency(3000)));
        assert_eq!(
            "status.429.retry-2".parse(),
            Ok(Fault::Status {
                code: StatusCode::TOO_MANY_REQUESTS,
                html: false,
                retry_after: Some(2)
            })
        );
        assert_eq!("array".parse(), Ok(Fault::Json("[]")));
    }

    #[test]
    fn what_is_no_fault_is_an_error() {
        for text in
            ["", "latency", "latency.soon", "status.99", "status.500.xml", "drip.0", "hang.1"]
        {
            assert!(text.parse::<Fault>().is_err(), "{text:?} was accepted");
        }
    }

    #[test]
    fn a_flaky_server_fails_as_often_as_it_says_and_always_alike() {
        for percent in [0, 50, 100] {
            let failed = (0..10_000).filter(|index| fails(percent, 7, *index)).count();
            let expected = percent as usize * 100;
            assert!(failed.abs_diff(expected) < 200, "{failed} of 10,000 at {percent} %");
        }
        assert!((0..100).any(|index| fails(50, 7, index) != fails(50, 8, index)));
    }
}
