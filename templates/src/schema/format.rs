//! `format`: what a text looks like.

use super::{pattern, uri};

/// Whether a text has a format; a format that nobody knows is everything.
#[must_use]
pub fn keeps(format: &str, text: &str) -> bool {
    match format {
        "date" => date(text),
        "time" => time(text),
        "date-time" | "datetime" => date_time(text),
        "duration" => duration(text),
        "email" => email(text, false),
        "idn-email" => email(text, true),
        "hostname" => hostname(text, false),
        "idn-hostname" => hostname(text, true),
        "ipv4" => ipv4(text),
        "ipv6" => ipv6(text),
        "uri" | "url" => absolute(text, false),
        "iri" => absolute(text, true),
        "uri-reference" => reference(text, false),
        "iri-reference" => reference(text, true),
        "uri-template" => braces(text),
        "uuid" => uuid(text),
        "regex" => pattern::reads(text),
        "json-pointer" => pointer(text),
        "relative-json-pointer" => relative_pointer(text),
        "data-url" => text.starts_with("data:") && text.contains(','),
        "color" => colour(text),
        _ => true,
    }
}

/// A number of so many digits.
fn digits(text: &str, many: usize) -> Option<u32> {
    let fits = text.len() == many && text.bytes().all(|byte| byte.is_ascii_digit());
    if fits { text.parse().ok() } else { None }
}

fn date(text: &str) -> bool {
    let mut parts = text.split('-');
    let (Some(year), Some(month), Some(day), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let (Some(year), Some(month), Some(day)) = (digits(year, 4), digits(month, 2), digits(day, 2))
    else {
        return false;
    };
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    };
    (1..=days).contains(&day)
}

fn time(text: &str) -> bool {
    let lower = text.strip_suffix(['Z', 'z']);
    let (clock, offset) = match lower {
        Some(clock) => (clock, 0),
        None => {
            let Some(at) = text.rfind(['+', '-']) else { return false };
            let (clock, zone) = text.split_at(at);
            let Some((hours, minutes)) = zone.get(1..).and_then(|zone| zone.split_once(':')) else {
                return false;
            };
            let (Some(hours @ 0..=23), Some(minutes @ 0..=59)) =
                (digits(hours, 2), digits(minutes, 2))
            else {
                return false;
            };
            let minutes = i64::from(hours * 60 + minutes);
            (clock, if zone.starts_with('-') { -minutes } else { minutes })
        }
    };
    let (clock, fraction) = match clock.split_once('.') {
        Some((clock, fraction)) => (clock, Some(fraction)),
        None => (clock, None),
    };
    if fraction.is_some_and(|fraction| {
        fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit())
    }) {
        return false;
    }
    let mut parts = clock.split(':');
    let (Some(hours), Some(minutes), Some(seconds), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    match (digits(hours, 2), digits(minutes, 2), digits(seconds, 2)) {
        (Some(0..=23), Some(0..=59), Some(0..=59)) => true,
        // A leap second is one of midnight, in Greenwich.
        (Some(hours @ 0..=23), Some(minutes @ 0..=59), Some(60)) => {
            (i64::from(hours * 60 + minutes) - offset).rem_euclid(1440) == 1439
        }
        _ => false,
    }
}

fn date_time(text: &str) -> bool {
    match text.split_once(['T', 't']) {
        Some((day, clock)) => date(day) && time(clock),
        None => false,
    }
}

fn duration(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('P') else { return false };
    let (days, clock) = match rest.split_once('T') {
        Some((days, clock)) => (days, Some(clock)),
        None => (rest, None),
    };
    if let Some(weeks) = days.strip_suffix('W') {
        return clock.is_none() && !weeks.is_empty() && weeks.bytes().all(|b| b.is_ascii_digit());
    }
    let days_fit = units(days, "YMD");
    match clock {
        Some(clock) => days_fit.is_some() && units(clock, "HMS").is_some_and(|many| many > 0),
        None => days_fit.is_some_and(|many| many > 0),
    }
}

/// How many numbers with a unit each a text is made of, in the order of the units.
fn units(text: &str, units: &str) -> Option<usize> {
    let mut left = units;
    let mut rest = text;
    let mut many = 0;
    while !rest.is_empty() {
        let end = rest.find(|letter: char| !letter.is_ascii_digit()).filter(|end| *end > 0)?;
        let unit = rest.get(end..)?.chars().next()?;
        let at = left.find(unit)?;
        left = left.get(at + 1..)?;
        rest = rest.get(end + 1..)?;
        many += 1;
    }
    Some(many)
}

fn email(text: &str, any_letter: bool) -> bool {
    let Some((name, host)) = text.rsplit_once('@') else { return false };
    let quoted = name.len() > 2 && name.starts_with('"') && name.ends_with('"');
    let plain = !name.is_empty()
        && !name.starts_with('.')
        && !name.ends_with('.')
        && !name.contains("..")
        && name.chars().all(|letter| {
            letter.is_ascii_alphanumeric()
                || ".!#$%&'*+/=?^_`{|}~-".contains(letter)
                || (any_letter && !letter.is_ascii())
        });
    if let Some(address) = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        let fits = match address.strip_prefix("IPv6:") {
            Some(address) => ipv6(address),
            None => ipv4(address),
        };
        return (quoted || plain) && fits;
    }
    (quoted || plain) && hostname(host, any_letter)
}

fn hostname(text: &str, any_letter: bool) -> bool {
    !text.is_empty()
        && text.len() <= 253
        && text.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|letter| {
                    letter.is_ascii_alphanumeric()
                        || letter == '-'
                        || (any_letter && !letter.is_ascii())
                })
        })
}

fn ipv4(text: &str) -> bool {
    text.split('.').count() == 4
        && text.split('.').all(|part| {
            (1..=3).contains(&part.len())
                && part.bytes().all(|byte| byte.is_ascii_digit())
                && (part.len() == 1 || !part.starts_with('0'))
                && part.parse::<u16>().is_ok_and(|part| part < 256)
        })
}

fn ipv6(text: &str) -> bool {
    let groups = |text: &str| -> Option<usize> {
        if text.is_empty() {
            return Some(0);
        }
        let mut many = 0;
        let last = text.split(':').count().saturating_sub(1);
        for (number, group) in text.split(':').enumerate() {
            if number == last && group.contains('.') {
                many += 2;
                ipv4(group).then_some(())?;
                continue;
            }
            many += 1;
            let hex = group.bytes().all(|byte| byte.is_ascii_hexdigit());
            ((1..=4).contains(&group.len()) && hex).then_some(())?;
        }
        Some(many)
    };
    match text.split_once("::") {
        Some((left, right)) => {
            let dotted = left.contains('.');
            match (groups(left), groups(right)) {
                (Some(left), Some(right)) => left + right <= 7 && !dotted,
                _ => false,
            }
        }
        None => groups(text) == Some(8),
    }
}

/// Letters that an address may have as they are; `%` only before two hexadecimal digits.
fn letters(text: &str, any_letter: bool) -> bool {
    let mut rest = text.chars();
    while let Some(letter) = rest.next() {
        let fits = match letter {
            '%' => {
                let mut hex = || rest.next().is_some_and(|letter| letter.is_ascii_hexdigit());
                hex() && hex()
            }
            letter if letter.is_ascii_alphanumeric() => true,
            letter if letter.is_ascii() => "-._~:/?#[]@!$&'()*+,;=".contains(letter),
            letter => any_letter && !letter.is_control() && !letter.is_whitespace(),
        };
        if !fits {
            return false;
        }
    }
    text.matches('#').count() <= 1
}

fn absolute(text: &str, any_letter: bool) -> bool {
    let Some((_, rest)) = uri::scheme(text) else { return false };
    letters(text, any_letter) && authority(rest)
}

fn reference(text: &str, any_letter: bool) -> bool {
    if let Some((_, rest)) = uri::scheme(text) {
        return letters(text, any_letter) && authority(rest);
    }
    // Before the first slash a colon would make it a scheme.
    let first = text.split(['/', '?', '#']).next().unwrap_or_default();
    letters(text, any_letter) && !first.contains(':') && authority(text)
}

/// Whether what follows a scheme has a host that can be one, if it has any.
fn authority(rest: &str) -> bool {
    let (path, host) = match rest.strip_prefix("//") {
        Some(rest) => {
            let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
            let (host, path) = rest.split_at(end);
            (path, Some(host))
        }
        None => (rest, None),
    };
    if path.contains(['[', ']']) {
        return false;
    }
    let Some(host) = host else { return true };
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let (name, port) = match host.strip_prefix('[') {
        Some(rest) => {
            let Some((address, after)) = rest.split_once(']') else { return false };
            if !ipv6(address) && !address.starts_with(['v', 'V']) {
                return false;
            }
            ("", after.strip_prefix(':').unwrap_or(after))
        }
        None => host.split_once(':').unwrap_or((host, "")),
    };
    !name.contains(['[', ']']) && port.bytes().all(|byte| byte.is_ascii_digit())
}

/// A template of an address: braces in pairs, none within another.
fn braces(text: &str) -> bool {
    let mut open = false;
    for letter in text.chars() {
        match letter {
            '{' if open => return false,
            '{' => open = true,
            '}' if !open => return false,
            '}' => open = false,
            letter if letter.is_whitespace() || "\"'<>\\^`|".contains(letter) => return false,
            _ => {}
        }
    }
    !open
}

fn uuid(text: &str) -> bool {
    let lengths = [8, 4, 4, 4, 12];
    text.split('-').count() == lengths.len()
        && text.split('-').zip(lengths).all(|(part, length)| {
            part.len() == length && part.bytes().all(|byte| byte.is_ascii_hexdigit())
        })
}

fn pointer(text: &str) -> bool {
    let escapes =
        || text.split('~').skip(1).all(|rest| rest.starts_with('0') || rest.starts_with('1'));
    text.is_empty() || (text.starts_with('/') && escapes())
}

fn relative_pointer(text: &str) -> bool {
    let end = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    let (steps, rest) = text.split_at(end);
    !steps.is_empty() && (steps == "0" || !steps.starts_with('0')) && (rest == "#" || pointer(rest))
}

fn colour(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|hex| {
        matches!(hex.len(), 3 | 4 | 6 | 8) && hex.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

#[cfg(test)]
#[path = "format_tests.rs"]
mod tests;
