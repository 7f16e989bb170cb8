//! What a plain scalar means: YAML 1.2, core schema (10.3.2 of the specification).
//!
//! `yes`, `on`, dates and `1_000` are text, as they are for every reader of descriptors.

use super::Value;
use crate::text::{decimal_of_64_bits, number};

/// The value of a scalar that was written without quotes and without a tag.
pub(super) fn resolve(text: &str) -> Option<Value> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Some(Value::Null),
        "true" | "True" | "TRUE" => return Some(Value::Bool(true)),
        "false" | "False" | "FALSE" => return Some(Value::Bool(false)),
        _ => {}
    }
    json_number(text).map(|_| Value::Number(text.to_owned()))
}

/// A YAML number as JSON writes it; `None` for what is no number, or one that JSON cannot say
/// (`.inf`, `.nan`, `1e999`): such a value stays the text that was written.
pub(crate) fn json_number(text: &str) -> Option<String> {
    if !matches!(text.as_bytes().first()?, b'0'..=b'9' | b'+' | b'-' | b'.') {
        return None;
    }
    for (prefix, radix) in [("0o", 8), ("0x", 16)] {
        if let Some(digits) = text.strip_prefix(prefix) {
            return number(digits, radix).map(decimal_of_64_bits);
        }
    }
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (rest, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    let mut json = String::with_capacity(text.len() + 1);
    json.push_str(sign);
    let significant = whole.trim_start_matches('0');
    json.push_str(if significant.is_empty() { "0" } else { significant });
    if !fraction.is_empty() {
        json.push('.');
        json.push_str(fraction);
    }
    if let Some(exponent) = exponent {
        let size = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        if size.is_empty() || !digits(size) {
            return None;
        }
        json.push('e');
        json.push_str(exponent);
    }
    fits(whole, fraction, exponent.unwrap_or_default()).then_some(json)
}

/// Whether a number, given in digits, is less than 1e308: readers of JSON have no larger ones. (They
/// end at 1.8e308; nothing is counted in such numbers.)
pub(crate) fn fits(whole: &str, fraction: &str, exponent: &str) -> bool {
    let whole = whole.trim_start_matches('0');
    // Where the first digit that counts stands: 0 for the ones, -1 for the tenths.
    let place = match fraction.bytes().position(|digit| digit != b'0') {
        _ if !whole.is_empty() => whole.len() as i64 - 1,
        Some(zeros) => -1 - zeros as i64,
        None => return true,
    };
    // Farther than any text is long.
    const FAR: i64 = 1 << 40;
    let (down, digits) = match exponent.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, exponent.strip_prefix('+').unwrap_or(exponent)),
    };
    let size = match digits.trim_start_matches('0') {
        "" => 0,
        digits => number(digits, 10).and_then(|size| size.try_into().ok()).unwrap_or(FAR).min(FAR),
    };
    place + if down { -size } else { size } < 308
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_and_numbers_of_the_core_schema() {
        for text in ["", "~", "null", "Null", "NULL"] {
            assert_eq!(resolve(text), Some(Value::Null), "{text}");
        }
        for (text, json) in [
            ("0", "0"),
            ("-0", "-0"),
            ("007", "7"),
            ("+12", "12"),
            ("0o17", "15"),
            ("0x1F", "31"),
            ("1.10", "1.10"),
            (".5", "0.5"),
            ("-1.", "-1"),
            ("1e3", "1e3"),
            ("12E-2", "12e-2"),
            ("99999999999999999999", "99999999999999999999"),
        ] {
            assert_eq!(json_number(text).as_deref(), Some(json), "{text}");
            assert_eq!(resolve(text), Some(Value::Number(text.to_owned())), "{text}");
        }
        for text in [
            "yes",
            "no",
            "on",
            "off",
            "y",
            "nULL",
            "tRUE",
            "1_000",
            "0b1",
            "1:30",
            "2024-01-01",
            ".",
            "-",
            "+",
            "1e",
            "e3",
            "0x",
            "0xG",
            "0o8",
            "0x+1",
            "1e999",
            ".inf",
            "-.INF",
            ".nan",
            "--1",
            "1.2.3",
            "v1",
        ] {
            assert_eq!(resolve(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_number_is_one_for_json_and_has_the_same_value(text in "[-+]?[0-9]{0,4}\\.?[0-9]{0,4}([eE][-+]?[0-9]{1,2})?") {
            if let Some(json) = json_number(&text) {
                prop_assert!(serde_json::from_str::<serde_json::Number>(&json).is_ok(), "{}", json);
                prop_assert_eq!(json.parse::<f64>().unwrap(), text.parse::<f64>().unwrap());
            }
        }
    }
}
