//! Lines of a log: letters and colours out of what a terminal would obey.
//!
//! A line is looked at by itself, when it is drawn. What it may do is choose from sixteen colours;
//! everything else that a terminal would obey is dropped, and nothing that it hides stays hidden.

/// Most characters drawn of one line. Copying gets all of them.
pub(super) const LONGEST: usize = 4_000;

/// Most parts read of one colour sequence.
const PARTS: usize = 64;

/// A tab leads to the next multiple of this.
const TAB: usize = 8;

/// How a piece of a line looks. Colours are places in the palette, from 0 to 15.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// Colour of the letters; none for the usual one.
    pub fg: Option<u8>,
    /// Colour behind the letters.
    pub bg: Option<u8>,
    /// Bold letters.
    pub bold: bool,
    /// Weaker letters.
    pub dim: bool,
    /// A line below.
    pub underline: bool,
    /// Found by the search.
    pub hit: bool,
    inverse: bool,
}

impl Look {
    /// The same for what the search has found, or not.
    pub fn marked(self, hit: bool) -> Self {
        Self { hit, ..self }
    }
}

/// Letters that look the same.
pub(super) type Piece = (Look, String);

/// The sixteen colours as terminals have them, to find the nearest one.
const PALETTE: [[u8; 3]; 16] = [
    [0, 0, 0],
    [205, 0, 0],
    [0, 205, 0],
    [205, 205, 0],
    [0, 0, 238],
    [205, 0, 205],
    [0, 205, 205],
    [229, 229, 229],
    [127, 127, 127],
    [255, 0, 0],
    [0, 255, 0],
    [255, 255, 0],
    [92, 92, 255],
    [255, 0, 255],
    [0, 255, 255],
    [255, 255, 255],
];

/// The place in the palette that is nearest to a colour.
pub(super) fn nearest(colour: [u8; 3]) -> u8 {
    let distance = |other: &[u8; 3]| -> i32 {
        let parts = colour.iter().zip(other);
        parts.map(|(a, b)| (i32::from(*a) - i32::from(*b)).pow(2)).sum()
    };
    let best = PALETTE.iter().enumerate().min_by_key(|(_, other)| distance(other));
    best.map_or(0, |(at, _)| at as u8)
}

/// The place in the palette for one of the 256 colours: sixteen, a cube of six, and greys.
pub(super) fn of_256(number: u8) -> u8 {
    let step = |level: u8| if level == 0 { 0 } else { 55 + 40 * level };
    match number {
        0..16 => number,
        16..232 => {
            let cube = number - 16;
            nearest([step(cube / 36), step(cube / 6 % 6), step(cube % 6)])
        }
        232.. => nearest([8 + 10 * (number - 232); 3]),
    }
}

/// What a line is made of.
enum Token<'a> {
    Letter(char),
    /// The numbers of a colour sequence.
    Colours(&'a str),
}

/// Takes a line apart.
struct Scan<'a> {
    rest: &'a str,
    /// No string sequence ends in what is left: looked for once, not once per beginning.
    endless: bool,
}

impl<'a> Scan<'a> {
    fn new(line: &'a str) -> Self {
        Self { rest: line.trim_end_matches(['\r', '\n']), endless: false }
    }

    fn letter(&mut self) -> Option<char> {
        let mut letters = self.rest.chars();
        let letter = letters.next()?;
        self.rest = letters.as_str();
        Some(letter)
    }

    /// Takes all letters of a range, and answers with them.
    fn take(&mut self, range: std::ops::RangeInclusive<char>) -> &'a str {
        let end = self.rest.find(|letter| !range.contains(&letter)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at_checked(end).unwrap_or_default();
        self.rest = rest;
        taken
    }

    /// What follows an escape character.
    fn escape(&mut self) -> Option<&'a str> {
        let letter = self.rest.chars().next()?;
        match letter {
            '[' => {
                self.letter();
                return self.control();
            }
            ']' | 'P' | 'X' | '^' | '_' => {
                self.letter();
                self.string();
            }
            ' '..='~' => {
                self.take(' '..='/');
                if self.rest.starts_with(|letter| ('0'..='~').contains(&letter)) {
                    self.letter();
                }
            }
            _ => {}
        }
        None
    }

    /// A control sequence; answers with its numbers if it chooses colours.
    fn control(&mut self) -> Option<&'a str> {
        let numbers = self.take('0'..='?');
        let between = self.take(' '..='/');
        let last = self.rest.chars().next().filter(|letter| ('@'..='~').contains(letter))?;
        self.letter();
        let plain = numbers.bytes().all(|byte| byte.is_ascii_digit() || b";:".contains(&byte));
        (last == 'm' && between.is_empty() && plain).then_some(numbers)
    }

    /// A title, an address, a picture: everything up to its end. One without an end hides nothing.
    fn string(&mut self) {
        if self.endless {
            return;
        }
        let ends = ["\u{7}", "\u{1b}\\", "\u{9c}"];
        let found = ends.iter().filter_map(|end| Some((self.rest.find(end)?, end.len()))).min();
        let Some((at, length)) = found else {
            self.endless = true;
            return;
        };
        self.rest = self.rest.get(at + length..).unwrap_or_default();
    }
}

impl<'a> Iterator for Scan<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let colours = match self.letter()? {
                '\u{1b}' => self.escape(),
                '\u{9b}' => self.control(),
                '\u{90}' | '\u{98}' | '\u{9d}'..='\u{9f}' => {
                    self.string();
                    None
                }
                // Going back to the start of the line would hide what stands there.
                '\r' => return Some(Token::Letter(' ')),
                '\t' => return Some(Token::Letter('\t')),
                // What changes the order of the letters around it is shown as a mark.
                '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' => {
                    return Some(Token::Letter('\u{fffd}'));
                }
                letter if letter.is_control() => None,
                letter => return Some(Token::Letter(letter)),
            };
            if let Some(colours) = colours {
                return Some(Token::Colours(colours));
            }
        }
    }
}

/// The number a text of digits stands for; too large ones stay too large.
fn number(digits: &str) -> u16 {
    digits.bytes().fold(0, |number: u16, digit| {
        number.saturating_mul(10).saturating_add(u16::from(digit.saturating_sub(b'0')))
    })
}

/// What the numbers of a colour sequence change. Unknown ones change nothing.
fn choose(look: &mut Look, numbers: &str) {
    let mut parts = numbers.split(';').take(PARTS);
    while let Some(part) = parts.next() {
        let mut sub = part.split(':').take(PARTS).map(number);
        let code = sub.next().unwrap_or(0);
        let sub: Vec<u16> = sub.collect();
        match code {
            0 => *look = Look::default(),
            1 => look.bold = true,
            2 => look.dim = true,
            4 => look.underline = sub.first() != Some(&0),
            7 => look.inverse = true,
            21 => look.underline = true,
            22 => (look.bold, look.dim) = (false, false),
            24 => look.underline = false,
            27 => look.inverse = false,
            30..=37 => look.fg = Some((code - 30) as u8),
            39 => look.fg = None,
            40..=47 => look.bg = Some((code - 40) as u8),
            49 => look.bg = None,
            90..=97 => look.fg = Some((code - 82) as u8),
            100..=107 => look.bg = Some((code - 92) as u8),
            38 | 48 => {
                let values = if sub.is_empty() {
                    // The older way: the values are parts of their own.
                    let kind = parts.next().map_or(0, number);
                    let wanted = if kind == 2 { 3 } else { 1 };
                    let rest = parts.by_ref().take(wanted).map(number);
                    std::iter::once(kind).chain(rest).collect()
                } else {
                    sub
                };
                let Some(colour) = colour(&values) else { continue };
                if code == 38 {
                    look.fg = Some(colour);
                } else {
                    look.bg = Some(colour);
                }
            }
            _ => {}
        }
    }
}

/// The place in the palette for what follows 38 and 48: `5, n` or `2, r, g, b`, the latter perhaps
/// with a colour space before the red.
fn colour(values: &[u16]) -> Option<u8> {
    let byte = |value: &u16| u8::try_from(*value).ok();
    match values {
        [5, number, ..] => Some(of_256(byte(number)?)),
        [2, _, r, g, b, ..] | [2, r, g, b] => Some(nearest([byte(r)?, byte(g)?, byte(b)?])),
        _ => None,
    }
}

/// The pieces of a line, ready to be drawn.
pub(super) fn parse(line: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut look = Look::default();
    let (mut length, mut more) = (0, 0_usize);
    for token in Scan::new(line) {
        match token {
            Token::Colours(numbers) => choose(&mut look, numbers),
            Token::Letter(_) if length >= LONGEST => more += 1,
            Token::Letter('\t') => {
                let blanks = TAB - length % TAB;
                (0..blanks).for_each(|_| push(&mut pieces, look, ' '));
                length += blanks;
            }
            Token::Letter(letter) => {
                push(&mut pieces, look, letter);
                length += 1;
            }
        }
    }
    if more > 0 {
        let rest = [" … ", &more.to_string(), " more characters"].concat();
        pieces.push((Look { dim: true, ..Look::default() }, rest));
    }
    pieces
}

/// Adds a letter.
fn push(pieces: &mut Vec<Piece>, look: Look, letter: char) {
    let shown = if look.inverse {
        Look { fg: look.bg, bg: Some(look.fg.unwrap_or(7)), inverse: false, ..look }
    } else {
        look
    };
    match pieces.last_mut() {
        Some((last, text)) if *last == shown => text.push(letter),
        _ => pieces.push((shown, letter.to_string())),
    }
}

/// Whether a line is only letters, as far as a terminal is concerned.
pub(super) fn is_plain(line: &str) -> bool {
    line.bytes().all(|byte| byte >= b' ' && byte != 0x7f && byte != 0xc2 && byte != 0xe2)
}

/// The letters of a line, for the clipboard and the search.
pub(super) fn plain(line: &str) -> String {
    if is_plain(line) {
        return line.to_owned();
    }
    Scan::new(line)
        .filter_map(|token| match token {
            Token::Letter(letter) => Some(letter),
            Token::Colours(_) => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(pieces: &[Piece]) -> String {
        pieces.iter().map(|(_, text)| text.as_str()).collect()
    }

    fn fg(line: &str) -> Vec<(Option<u8>, String)> {
        parse(line).into_iter().map(|(look, text)| (look.fg, text)).collect()
    }

    #[test]
    fn sixteen_colours() {
        let expected = [(Some(1), "red".to_owned()), (None, " plain".to_owned())];
        assert_eq!(fg("\u{1b}[31mred\u{1b}[0m plain"), expected);
        assert_eq!(fg("\u{1b}[31mred\u{1b}[m plain"), expected);
        assert_eq!(fg("\u{1b}[31mred\u{1b}[39m plain"), expected);
        assert_eq!(fg("\u{9b}31mred\u{9b}m plain"), expected);
        assert_eq!(fg("\u{1b}[96mx"), [(Some(14), "x".to_owned())]);
        assert_eq!(parse("\u{1b}[103mx").first().unwrap().0.bg, Some(11));
    }

    #[test]
    fn many_colours_become_the_nearest_of_sixteen() {
        for line in [
            "\u{1b}[38;5;9mx",
            "\u{1b}[38;5;196mx",
            "\u{1b}[38;2;250;10;5mx",
            "\u{1b}[38:5:196mx",
            "\u{1b}[38:2:250:10:5mx",
            "\u{1b}[38:2::250:10:5mx",
            "\u{1b}[1;38;2;250;10;5;4mx",
        ] {
            assert_eq!(fg(line), [(Some(9), "x".to_owned())], "{line:?}");
        }
        assert_eq!(of_256(232), 0);
        assert_eq!(of_256(244), 8);
        assert_eq!(of_256(255), 7);
        assert_eq!(of_256(16), 0);
        assert_eq!(of_256(231), 15);
        assert_eq!(of_256(21), 4);
    }

    #[test]
    fn what_is_not_a_colour_changes_nothing() {
        for line in [
            "\u{1b}[38;5;256mx",
            "\u{1b}[38;2;1;2mx",
            "\u{1b}[38mx",
            "\u{1b}[99999999999999999999mx",
            "\u{1b}[8mx",
            "\u{1b}[?31mx",
            "\u{1b}[31 mx",
            "\u{1b}[;;;mx",
        ] {
            assert_eq!(parse(line), [(Look::default(), "x".to_owned())], "{line:?}");
        }
    }

    #[test]
    fn bold_dim_underline_and_back() {
        let looks: Vec<_> = parse("\u{1b}[1ma\u{1b}[2mb\u{1b}[22;4mc\u{1b}[24md")
            .into_iter()
            .map(|(look, _)| (look.bold, look.dim, look.underline))
            .collect();
        assert_eq!(
            looks,
            [
                (true, false, false),
                (true, true, false),
                (false, false, true),
                (false, false, false)
            ]
        );
    }

    #[test]
    fn inverse_changes_places() {
        let look = parse("\u{1b}[31;42;7mx").first().unwrap().0;
        assert_eq!((look.fg, look.bg), (Some(2), Some(1)));
        let look = parse("\u{1b}[7mx").first().unwrap().0;
        assert_eq!((look.fg, look.bg), (None, Some(7)));
    }

    #[test]
    fn other_sequences_are_dropped() {
        for line in [
            "a\u{1b}[2Kb",
            "a\u{1b}[1;5Hb",
            "a\u{1b}]0;title\u{7}b",
            "a\u{1b}]8;;https://evil.example\u{1b}\\b\u{1b}]8;;\u{1b}\\",
            "a\u{1b}P1$r0m\u{1b}\\b",
            "a\u{1b}(Bb",
            "a\u{1b}7b",
            "a\u{1b}cb",
            "a\u{9d}0;t\u{9c}b",
            "ab\u{1b}",
            "ab\u{1b}[",
            "ab\u{1b}[31",
            "a\u{8}\u{0}\u{7f}b\r",
        ] {
            assert_eq!(text(&parse(line)), "ab", "{line:?}");
            assert_eq!(plain(line), "ab", "{line:?}");
        }
    }

    #[test]
    fn nothing_is_hidden() {
        assert_eq!(text(&parse("\u{1b}]0;no end")), "0;no end");
        assert_eq!(text(&parse("50 %\r100 %")), "50 % 100 %");
        assert_eq!(text(&parse("ab\u{202e}dc")), "ab\u{fffd}dc");
        assert_eq!(text(&parse("\u{1b}[31é")), "é", "a sequence ends where it cannot go on");
        assert_eq!(text(&parse("<script>alert(1)</script>")), "<script>alert(1)</script>");
    }

    #[test]
    fn tabs_lead_to_columns() {
        assert_eq!(text(&parse("a\tb")), "a       b");
        assert_eq!(text(&parse("12345678\tb")), "12345678        b");
    }

    #[test]
    fn a_very_long_line_is_cut_and_says_so() {
        let line = "x".repeat(LONGEST + 12);
        let shown = text(&parse(&line));
        assert!(shown.ends_with("x … 12 more characters"));
        assert_eq!(plain(&line), line, "copying gets all");
    }

    #[test]
    fn beginnings_without_an_end_take_no_time() {
        // A search for the end from each beginning would look at a hundred billion bytes.
        let line = "\u{1b}]".repeat(400_000);
        assert!(parse(&line).is_empty());
        let line = "\u{1b}[38;5;".repeat(100_000);
        assert!(text(&parse(&line)).len() < 2 * LONGEST);
    }

    proptest! {
        #[test]
        fn no_control_character_comes_out(line in any::<String>()) {
            let shown = text(&parse(&line));
            prop_assert!(!shown.chars().any(char::is_control), "{:?}", shown);
        }

        #[test]
        fn any_mix_of_sequences_is_read(line in "[\u{1b}\\[\\]\u{9b}0-9;:mKa\u{7}\\\\é]{0,80}") {
            let shown = text(&parse(&line));
            prop_assert_eq!(shown.find('\u{1b}'), None);
            prop_assert_eq!(plain(&line), shown);
        }

        #[test]
        fn the_nearest_of_the_palette_is_itself(at in 0_usize..16) {
            prop_assert_eq!(usize::from(nearest(PALETTE[at])), at);
        }
    }
}
