//! A text that ends early when the parser hoards it.
//!
//! A bracket may turn out to be a key (`[a]: b`), so the parser keeps every token inside brackets
//! until it has seen the closing one: fifteen megabytes of `[1,1,1` become three gigabytes. The
//! scanner asks once per token whether a byte order mark is next; that is where tokens are counted.
//! Whoever takes an event from the parser fills the meter again.

use saphyr_parser::Input;
use std::cell::Cell;

/// Most tokens between two events.
pub(super) const MOST_TOKENS: u32 = 500_000;

/// How many tokens are left until the next event. At zero it stays there.
pub(super) struct Meter(Cell<u32>);

impl Meter {
    pub(super) fn new() -> Self {
        Self(Cell::new(MOST_TOKENS))
    }

    pub(super) fn fill(&self) {
        if !self.is_empty() {
            self.0.set(MOST_TOKENS);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.get() == 0
    }
}

/// The input of the parser: a string, until the meter is empty.
///
/// Nearly every character of a descriptor is ASCII and is taken as the byte that it is. Half of
/// the time to read a catalog went into decoding when each one was decoded.
pub(super) struct Metered<'a> {
    text: &'a str,
    /// Bytes of the text that are read.
    at: usize,
    /// How many characters the scanner asked for; all of them are always there.
    asked: usize,
    meter: &'a Meter,
}

/// What the scanner takes as the end of the text.
const END: char = '\0';

/// How far the scanner may ask ahead in one go.
const MOST_ASKED: usize = 128;

impl<'a> Metered<'a> {
    pub(super) fn new(text: &'a str, meter: &'a Meter) -> Self {
        Self { text, at: 0, asked: 0, meter }
    }

    fn byte(&self, ahead: usize) -> Option<u8> {
        self.text.as_bytes().get(self.at + ahead).copied()
    }

    /// The next character where it is more than a byte.
    #[cold]
    fn wide(&self) -> char {
        self.text.get(self.at..).and_then(|rest| rest.chars().next()).unwrap_or(END)
    }

    /// Whether the next three characters are this one, with nothing or space behind them.
    fn starts_line_of(&self, mark: u8) -> bool {
        (0..3).all(|ahead| self.byte(ahead) == Some(mark))
            && matches!(self.byte(3), None | Some(b' ' | b'\t' | b'\n' | b'\r' | b'\0'))
    }
}

impl Input for Metered<'_> {
    #[inline]
    fn lookahead(&mut self, count: usize) {
        if self.meter.is_empty() {
            self.at = self.text.len();
        }
        self.asked = self.asked.max(count);
    }

    #[inline]
    fn next_char_is(&self, c: char) -> bool {
        self.meter.0.set(self.meter.0.get().saturating_sub(1));
        self.peek() == c
    }

    fn buflen(&self) -> usize {
        self.asked
    }

    fn bufmaxlen(&self) -> usize {
        MOST_ASKED
    }

    #[inline]
    fn peek(&self) -> char {
        match self.byte(0) {
            Some(byte) if byte.is_ascii() => char::from(byte),
            Some(_) => self.wide(),
            None => END,
        }
    }

    #[inline]
    fn peek_nth(&self, n: usize) -> char {
        let passed = (0..n).all(|ahead| self.byte(ahead).is_some_and(|byte| byte.is_ascii()));
        match self.byte(n) {
            Some(byte) if passed && byte.is_ascii() => char::from(byte),
            _ => {
                let rest = self.text.get(self.at..).unwrap_or_default();
                rest.chars().nth(n).unwrap_or(END)
            }
        }
    }

    fn peek_opt(&self) -> Option<char> {
        self.byte(0).map(|_| self.peek())
    }

    #[inline]
    fn skip(&mut self) {
        self.at += match self.byte(0) {
            Some(byte) if byte.is_ascii() => 1,
            Some(_) => self.wide().len_utf8(),
            None => 0,
        };
    }

    fn skip_n(&mut self, count: usize) {
        for _ in 0..count {
            self.skip();
        }
    }

    fn raw_read_ch(&mut self) -> char {
        let next = self.peek();
        self.skip();
        next
    }

    fn raw_read_non_breakz_ch(&mut self) -> Option<char> {
        match self.peek() {
            END | '\n' | '\r' | '\u{feff}' => None,
            _ => Some(self.raw_read_ch()),
        }
    }

    fn next_is_document_indicator(&self) -> bool {
        self.next_is_document_start() || self.next_is_document_end()
    }

    fn next_is_document_start(&self) -> bool {
        self.starts_line_of(b'-')
    }

    fn next_is_document_end(&self) -> bool {
        self.starts_line_of(b'.')
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use saphyr_parser::{Parser, StrInput};

    /// The events to the first error, with their places where those are the same: for a tag with
    /// an accent the parser's own way counts bytes, not characters.
    fn events<T: Input>(input: T, places: bool) -> Vec<String> {
        let mut shown = Vec::new();
        for event in Parser::new(input) {
            let failed = event.is_err();
            shown.push(match event {
                Ok((event, span)) if places => format!("{event:?} {span:?}"),
                Ok((event, _)) => format!("{event:?}"),
                Err(error) if places => error.to_string(),
                Err(error) => error.info().to_owned(),
            });
            if failed {
                break;
            }
        }
        shown
    }

    proptest! {
        /// The parser's own way of reading a string is the oracle.
        #[test]
        fn reads_what_a_string_reads(
            text in "([-.:# a\\[\\]{},'\"|>\t\n&*!?\u{e9}\u{1f980}\u{feff}]|--- |\\.\\.\\.\n|b: ){0,40}"
        ) {
            let meter = Meter::new();
            let places = text.is_ascii();
            prop_assert_eq!(
                events(Metered::new(&text, &meter), places),
                events(StrInput::new(&text), places)
            );
        }
    }
}
