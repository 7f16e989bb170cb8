//! How the index compares text: without case, without accents, and with one idea of a word.
//!
//! Accents are folded for the Latin letters of European languages and Vietnamese, written as one
//! character or with combining marks. Other scripts are compared without case only; width
//! variants and compatibility forms are not folded. A full normalisation would cost more wasm
//! than it would find.

use crate::lower::small;
use std::ops::Range;

/// The plain words of a text: folded, with one space in place of each run of separators.
pub(crate) fn plain(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    each(text, false, &mut |piece, _| folded.push_str(piece));
    folded
}

/// The words of a name: like [`plain`], and `paymentAPI` is two words, as `payment-api` is.
pub(crate) fn words(text: &str) -> String {
    let mut folded = String::with_capacity(text.len() + 4);
    each(text, true, &mut |piece, _| folded.push_str(piece));
    folded
}

/// The words of a name, with the way back from each folded byte to the bytes it came from.
pub(crate) struct Traced {
    /// What [`words`] gives.
    pub(crate) line: String,
    source: Vec<Range<usize>>,
}

impl Traced {
    pub(crate) fn new(text: &str) -> Self {
        let room = text.len() + text.len() / 4;
        let mut traced =
            Self { line: String::with_capacity(room), source: Vec::with_capacity(room) };
        each(text, true, &mut |piece, from| {
            traced.line.push_str(piece);
            if piece.is_empty() {
                // A combining mark belongs to the letter before it.
                if let Some(last) = traced.source.last_mut() {
                    last.end = from.end;
                }
            } else if piece.is_ascii() && text.get(from.clone()) == Some(piece) {
                traced.source.extend(from.map(|at| at..at + 1));
            } else {
                traced.source.extend(piece.bytes().map(|_| from.clone()));
            }
        });
        traced
    }

    /// The bytes of the original text behind a range of bytes of the line.
    pub(crate) fn back(&self, folded: &Range<usize>) -> Option<Range<usize>> {
        let start = self.source.get(folded.start)?.start;
        let end = self.source.get(folded.end.checked_sub(1)?)?.end;
        (start < end).then_some(start..end)
    }
}

/// A key whose byte order is the order people expect of names: folded, and numbers by value, so
/// that `team-2` comes before `team-10`.
pub(crate) fn order_key(text: &str) -> String {
    let folded = plain(text);
    let mut key = String::with_capacity(folded.len() + 4);
    let mut rest = folded.as_str();
    while let Some(first) = rest.chars().next() {
        if first.is_ascii_digit() {
            let length = rest.bytes().take_while(u8::is_ascii_digit).count();
            let (run, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
            let value = run.trim_start_matches('0');
            // A zero first, so that the run sorts among digits; then how long it is; then it.
            key.push('0');
            key.push(char::from_u32(0x100 + value.len().min(0x400) as u32).unwrap_or('\u{500}'));
            key.push_str(value);
            rest = after;
        } else {
            key.push(first);
            rest = rest.get(first.len_utf8()..).unwrap_or("");
        }
    }
    key
}

/// Where `needle` (without spaces) starts exactly at byte `at` of `line`, whose spaces inside the
/// match do not count: the end of the match.
pub(crate) fn loose_at(line: &[u8], at: usize, needle: &[u8]) -> Option<usize> {
    let (first, rest) = needle.split_first()?;
    if line.get(at) != Some(first) {
        return None;
    }
    let mut rest = rest.iter();
    let Some(mut wanted) = rest.next() else { return Some(at + 1) };
    for (index, byte) in line.iter().enumerate().skip(at + 1) {
        if byte == wanted {
            match rest.next() {
                Some(next) => wanted = next,
                None => return Some(index + 1),
            }
        } else if *byte != b' ' {
            return None;
        }
    }
    None
}

/// The first place where `needle` (without spaces) stands in `line`, whose spaces do not count.
pub(crate) fn loose_find(line: &[u8], needle: &[u8]) -> Option<Range<usize>> {
    let first = needle.first()?;
    let mut from = 0;
    loop {
        let start = from + line.get(from..)?.iter().position(|byte| byte == first)?;
        if let Some(end) = loose_at(line, start, needle) {
            return Some(start..end);
        }
        from = start + 1;
    }
}

/// The lines of a text, or the words of a line.
pub(crate) fn parts(text: &[u8], separator: u8) -> impl Iterator<Item = &[u8]> {
    text.split(move |byte| *byte == separator)
}

/// The positions in a line at which a word starts.
pub(crate) fn word_starts(line: &[u8]) -> impl Iterator<Item = usize> + '_ {
    let after_space =
        line.iter().enumerate().filter(|(_, byte)| **byte == b' ').map(|(index, _)| index + 1);
    (!line.is_empty()).then_some(0).into_iter().chain(after_space)
}

#[derive(Clone, Copy, PartialEq)]
enum Letter {
    Upper,
    Lower,
    Other,
}

fn letter(c: char) -> Letter {
    if small(c) != c {
        Letter::Upper
    } else if c.is_ascii_lowercase() || !c.is_ascii() {
        Letter::Lower
    } else {
        Letter::Other
    }
}

/// `+` and `#` are parts of words: c++ and c# are not c.
pub(crate) fn separates(c: char) -> bool {
    if c.is_ascii() {
        !c.is_ascii_alphanumeric() && c != '+' && c != '#'
    } else {
        c.is_whitespace() || ('\u{2000}'..='\u{206f}').contains(&c)
    }
}

/// Whether a word starts at an upper-case letter: after a lower-case letter or a digit, or as the
/// last capital of an acronym that is followed by a word (`HTTPServer`), but not before the
/// plural s of one (`APIs`).
fn hump(before: Option<char>, rest: &str) -> bool {
    match before {
        None => false,
        Some(before) if letter(before) != Letter::Upper => {
            before.is_ascii_digit() || letter(before) == Letter::Lower
        }
        Some(_) => {
            let mut ahead = rest.chars();
            let next = ahead.next();
            let plural = next == Some('s')
                && ahead.next().is_none_or(|after| letter(after) != Letter::Lower);
            next.is_some_and(|next| !separates(next) && letter(next) == Letter::Lower) && !plural
        }
    }
}

/// The one pass behind every form: `emit` gets each folded piece with the bytes it came from. A
/// space between words comes from nowhere (an empty range); an empty piece is a combining mark.
/// Small letters and digits come as one piece, as they are: most of a text is that.
fn each(text: &str, humps: bool, emit: &mut dyn FnMut(&str, Range<usize>)) {
    let mut before: Option<char> = None;
    let mut gap = false;
    let mut any = false;
    let mut next = 0;
    while let Some(rest) = text.get(next..).filter(|rest| !rest.is_empty()) {
        let at = next;
        let run = rest.bytes().take_while(|byte| stays(*byte)).count();
        if let (Some(same), Some(last)) =
            (rest.get(..run), rest.as_bytes().get(run.wrapping_sub(1)))
        {
            if gap {
                emit(" ", at..at);
                gap = false;
            }
            next += run;
            emit(same, at..next);
            before = Some(char::from(*last));
            any = true;
            continue;
        }
        let Some(c) = rest.chars().next() else { break };
        next += c.len_utf8();
        if separates(c) {
            gap = any;
            before = None;
            continue;
        }
        let end = next;
        if combines(c) {
            if !gap {
                emit("", at..end);
            }
            continue;
        }
        if humps && letter(c) == Letter::Upper && hump(before, text.get(end..).unwrap_or("")) {
            gap = true;
        }
        if gap {
            emit(" ", at..at);
            gap = false;
        }
        before = Some(c);
        any = true;
        let small = small(c);
        match base(small) {
            Some(letters) => emit(letters, at..end),
            None => emit(small.encode_utf8(&mut [0; 4]), at..end),
        }
    }
}

/// Whether a byte is a character that folds to itself and ends no word.
fn stays(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'+' || byte == b'#'
}

/// A mark that is drawn on the letter before it.
fn combines(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// The plain letters under a lower-case letter's accents.
fn base(c: char) -> Option<&'static str> {
    Some(match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ạ'..='ặ' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ẹ'..='ệ' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ỉ' | 'ị' => "i",
        'ĳ' => "ij",
        'ĵ' => "j",
        'ķ' | 'ĸ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' | 'ŋ' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ơ' | 'ọ'..='ợ' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' | 'ſ' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ư' | 'ụ'..='ự' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' | 'ỳ'..='ỹ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lower::lower;
    use proptest::prelude::*;

    #[test]
    fn names_split_into_the_words_people_see() {
        for (name, expected) in [
            ("payment-api", "payment api"),
            ("payment_api", "payment api"),
            ("Payment  API", "payment api"),
            ("paymentAPI", "payment api"),
            ("PaymentApi", "payment api"),
            ("HTTPServer", "http server"),
            ("parseHTTPResponse", "parse http response"),
            ("APIs", "apis"),
            ("internalURLsOnly", "internal urls only"),
            ("s3Bucket", "s3 bucket"),
            ("oauth2", "oauth2"),
            ("v2.1", "v2 1"),
            ("c++", "c++"),
            ("--edge--", "edge"),
            ("", ""),
            ("ÉcoleÉlémentaire", "ecole elementaire"),
        ] {
            assert_eq!(words(name), expected, "{name}");
        }
    }

    #[test]
    fn accents_fold_in_both_spellings() {
        assert_eq!(plain("Zażółć gęślą jaźń"), "zazolc gesla jazn");
        assert_eq!(plain("Straße"), "strasse");
        assert_eq!(plain("STRAẞE"), "strasse");
        assert_eq!(plain("İstanbul ılık"), "istanbul ilik");
        assert_eq!(plain("Æther Œuvre"), "aether oeuvre");
        assert_eq!(plain("Nguyễn Thị Ánh"), "nguyen thi anh");
        assert_eq!(plain("cafe\u{301}"), plain("café"));
        assert_eq!(words("\u{301}Été e\u{301}A"), "ete e a", "a mark alone is nothing");
        assert_eq!(plain("\u{212b}ngström"), "angstrom");
        assert_eq!(plain("ПЛАТЕЖИ"), "платежи");
        assert_eq!(plain("支払い"), "支払い");
    }

    #[test]
    fn folding_every_character_twice_changes_nothing() {
        for c in '\0'..=char::MAX {
            let once = plain(&c.to_string());
            assert_eq!(plain(&once), once, "{:x}", u32::from(c));
            let small = lower(&c.to_string());
            assert_eq!(lower(&small), small, "{:x}", u32::from(c));
        }
    }

    #[test]
    fn numbers_order_by_value() {
        let mut names =
            vec!["team-10", "team-2", "Team", "team-02b", "team_1", "teams", "tea", "team 9x", "2"];
        names.sort_by_key(|name| order_key(name));
        assert_eq!(
            names,
            ["2", "tea", "Team", "team_1", "team-2", "team-02b", "team 9x", "team-10", "teams"]
        );
    }

    #[test]
    fn traced_ranges_lead_back_to_the_letters() {
        let text = "Café-Straße";
        let traced = Traced::new(text);
        assert_eq!(traced.line, "cafe strasse");
        let back = |range: Range<usize>| traced.back(&range).and_then(|range| text.get(range));
        assert_eq!(back(0..4), Some("Café"));
        assert_eq!(back(5..12), Some("Straße"));
        assert_eq!(back(9..10), Some("ß"), "half of a letter is the letter");
        assert_eq!(back(4..5), None, "the space between words is not in the text");
        let marked = Traced::new("cafe\u{301}s");
        assert_eq!(marked.back(&(3..4)), Some(3..6), "the mark goes with its letter");
    }

    #[test]
    fn loose_matches_ignore_spaces_inside_only() {
        assert_eq!(loose_find(b"payment api", b"paymentapi"), Some(0..11));
        assert_eq!(loose_find(b"payment api", b"tapi"), Some(6..11));
        assert_eq!(loose_find(b"payment api", b"api"), Some(8..11));
        assert_eq!(loose_find(b"pay\nment", b"payment"), None);
        assert_eq!(loose_find(b"aab", b"ab"), Some(1..3));
        assert_eq!(loose_find(b"", b"a"), None);
    }

    proptest! {
        #[test]
        fn lines_are_tidy(text in any::<String>()) {
            for line in [plain(&text), words(&text)] {
                prop_assert!(!line.starts_with(' ') && !line.ends_with(' '));
                prop_assert!(!line.contains("  ") && !line.contains('\n'));
            }
            prop_assert_eq!(words(&text).replace(' ', ""), plain(&text).replace(' ', ""));
            prop_assert_eq!(Traced::new(&text).line, words(&text));
        }

        /// Letters that come as one piece fold as they do one by one: a capital before each of them
        /// tears the run apart.
        #[test]
        fn a_run_folds_as_its_letters_do(text in "[a-z0-9+# é]{0,12}") {
            let torn: String = text.chars().flat_map(|c| ['X', c]).collect();
            prop_assert_eq!(plain(&torn).replace(['x', ' '], ""), plain(&text).replace(['x', ' '], ""));
            for (at, c) in text.char_indices().filter(|(_, c)| stays(*c as u8) && c.is_ascii()) {
                let traced = Traced::new(&text);
                let back = (0..traced.line.len()).filter_map(|byte| traced.back(&(byte..byte + 1)));
                prop_assert_eq!(back.filter(|range| *range == (at..at + 1)).count(), 1, "{}", c);
            }
        }

        #[test]
        fn loose_find_is_find_without_spaces(line in "[ab ]{0,12}", needle in "[ab]{1,4}") {
            let found = loose_find(line.as_bytes(), needle.as_bytes());
            prop_assert_eq!(found.is_some(), line.replace(' ', "").contains(&needle));
            if let Some(range) = found {
                prop_assert_eq!(line.get(range).map(|part| part.replace(' ', "")), Some(needle));
            }
        }

        #[test]
        fn traced_ranges_stay_on_characters(text in "\\PC{0,12}", a in 0usize..20, b in 0usize..20) {
            if let Some(range) = Traced::new(&text).back(&(a..b)) {
                prop_assert!(text.get(range).is_some_and(|part| !part.is_empty()));
            }
        }
    }
}
