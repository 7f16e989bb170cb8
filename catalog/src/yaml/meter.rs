//! A text that ends early when the parser hoards it.
//!
//! A bracket may turn out to be a key (`[a]: b`), so the parser keeps every token inside brackets
//! until it has seen the closing one: fifteen megabytes of `[1,1,1` become three gigabytes. The
//! scanner asks once per token whether a byte order mark is next; that is where tokens are counted.
//! Whoever takes an event from the parser fills the meter again.

use saphyr_parser::input::SkipTabs;
use saphyr_parser::{Input, StrInput};
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
pub(super) struct Metered<'a> {
    text: StrInput<'a>,
    meter: &'a Meter,
}

impl<'a> Metered<'a> {
    pub(super) fn new(text: &'a str, meter: &'a Meter) -> Self {
        Self { text: StrInput::new(text), meter }
    }
}

impl Input for Metered<'_> {
    #[inline]
    fn lookahead(&mut self, count: usize) {
        if self.meter.is_empty() {
            self.text = StrInput::new("");
        }
        self.text.lookahead(count);
    }

    #[inline]
    fn next_char_is(&self, c: char) -> bool {
        self.meter.0.set(self.meter.0.get().saturating_sub(1));
        self.text.next_char_is(c)
    }

    // The rest is the string's own way of doing things.

    #[inline]
    fn buflen(&self) -> usize {
        self.text.buflen()
    }

    fn bufmaxlen(&self) -> usize {
        self.text.bufmaxlen()
    }

    fn raw_read_ch(&mut self) -> char {
        self.text.raw_read_ch()
    }

    fn raw_read_non_breakz_ch(&mut self) -> Option<char> {
        self.text.raw_read_non_breakz_ch()
    }

    #[inline]
    fn skip(&mut self) {
        self.text.skip();
    }

    #[inline]
    fn skip_n(&mut self, count: usize) {
        self.text.skip_n(count);
    }

    #[inline]
    fn peek(&self) -> char {
        self.text.peek()
    }

    #[inline]
    fn peek_nth(&self, n: usize) -> char {
        self.text.peek_nth(n)
    }

    #[inline]
    fn peek_opt(&self) -> Option<char> {
        self.text.peek_opt()
    }

    #[inline]
    fn next_2_are(&self, first: char, second: char) -> bool {
        self.text.next_2_are(first, second)
    }

    #[inline]
    fn next_3_are(&self, first: char, second: char, third: char) -> bool {
        self.text.next_3_are(first, second, third)
    }

    #[inline]
    fn next_is_document_indicator(&self) -> bool {
        self.text.next_is_document_indicator()
    }

    #[inline]
    fn next_is_document_start(&self) -> bool {
        self.text.next_is_document_start()
    }

    #[inline]
    fn next_is_document_end(&self) -> bool {
        self.text.next_is_document_end()
    }

    #[inline]
    fn skip_ws_to_eol(&mut self, tabs: SkipTabs) -> (usize, Result<SkipTabs, &'static str>) {
        self.text.skip_ws_to_eol(tabs)
    }

    #[inline]
    fn next_can_be_plain_scalar(&self, in_flow: bool) -> bool {
        self.text.next_can_be_plain_scalar(in_flow)
    }

    #[inline]
    fn skip_while_non_breakz(&mut self) -> usize {
        self.text.skip_while_non_breakz()
    }

    #[inline]
    fn skip_while_blank(&mut self) -> usize {
        self.text.skip_while_blank()
    }

    fn fetch_while_is_alpha(&mut self, out: &mut String) -> usize {
        self.text.fetch_while_is_alpha(out)
    }

    fn fetch_while_is_yaml_non_space(&mut self, out: &mut String) -> usize {
        self.text.fetch_while_is_yaml_non_space(out)
    }
}
