//! Lines of a log: hits of a search, rows of a wrapped line.

use super::ansi::{LONGEST, Piece, is_plain, parse, plain};

/// Longest text that is looked for, in bytes.
const NEEDLE: usize = 200;

/// Where a text begins in another, whatever the case of its Latin letters; no two overlap.
fn find_all(text: &str, needle: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let (text, needle) = (text.as_bytes(), needle.as_bytes());
    let mut at = 0;
    while let Some(here) = text.get(at..at + needle.len()).filter(|here| !here.is_empty()) {
        if here.eq_ignore_ascii_case(needle) {
            found.push(at);
            at += needle.len();
        } else {
            at += 1;
        }
    }
    found
}

/// The places of the lines in which a text occurs.
pub(super) fn lines_with(lines: &[String], needle: &str) -> Vec<usize> {
    if needle.is_empty() || needle.len() > NEEDLE {
        return Vec::new();
    }
    let first = needle.as_bytes().first().map(u8::to_ascii_lowercase);
    let holds = |line: &String| {
        let line = line.as_bytes();
        line.windows(needle.len()).any(|here| {
            here.first().map(u8::to_ascii_lowercase) == first
                && here.eq_ignore_ascii_case(needle.as_bytes())
        })
    };
    let found = |line: &String| if is_plain(line) { holds(line) } else { holds(&plain(line)) };
    lines.iter().enumerate().filter(|(_, line)| found(line)).map(|(at, _)| at).collect()
}

/// The pieces of a line with the hits of a search as pieces of their own.
pub(super) fn with_hits(pieces: Vec<Piece>, needle: &str) -> Vec<Piece> {
    if needle.is_empty() || needle.len() > NEEDLE {
        return pieces;
    }
    let whole: String = pieces.iter().map(|(_, text)| text.as_str()).collect();
    let hits = find_all(&whole, needle);
    if hits.is_empty() {
        return pieces;
    }
    let mut hits = hits.into_iter().peekable();
    let mut marked: Vec<Piece> = Vec::new();
    let mut at = 0;
    for (look, text) in pieces {
        let mut last = None;
        for letter in text.chars() {
            while hits.next_if(|hit| hit + needle.len() <= at).is_some() {}
            let hit = hits.peek().is_some_and(|hit| *hit <= at);
            match marked.last_mut().filter(|_| last == Some(hit)) {
                Some((_, text)) => text.push(letter),
                None => marked.push((look.marked(hit), letter.to_string())),
            }
            last = Some(hit);
            at += letter.len_utf8();
        }
    }
    marked
}

/// How many columns a letter takes: two for those of East Asia and pictures.
fn width(letter: char) -> usize {
    match letter {
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

/// The pieces of a line in rows of at most `columns`; at least one row.
pub(super) fn wrap(pieces: Vec<Piece>, columns: usize) -> Vec<Vec<Piece>> {
    let mut rows = Vec::new();
    let mut row: Vec<Piece> = Vec::new();
    let mut used = 0;
    for (look, text) in pieces {
        let mut rest = String::new();
        for letter in text.chars() {
            let width = width(letter);
            if used > 0 && used + width > columns {
                if !rest.is_empty() {
                    row.push((look, std::mem::take(&mut rest)));
                }
                rows.push(std::mem::take(&mut row));
                used = 0;
            }
            rest.push(letter);
            used += width;
        }
        if !rest.is_empty() {
            row.push((look, rest));
        }
    }
    rows.push(row);
    rows
}

/// How many rows a line takes; the same as [`wrap`] says, without cutting it up where it is easy.
pub(super) fn rows_of(line: &str, columns: usize) -> usize {
    if line.len() <= LONGEST && line.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return line.len().div_ceil(columns.max(1)).max(1);
    }
    wrap(parse(line), columns).len()
}

/// The row each line begins in, and after the last one how many there are.
pub(super) fn row_starts(lines: &[String], columns: usize) -> Vec<usize> {
    let mut starts = Vec::with_capacity(lines.len() + 1);
    let mut row = 0;
    for line in lines {
        starts.push(row);
        row += rows_of(line, columns);
    }
    starts.push(row);
    starts
}

/// The line that a row belongs to.
pub(super) fn line_of(starts: &[usize], row: usize) -> usize {
    starts.partition_point(|start| *start <= row).saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(pieces: &[Piece]) -> String {
        pieces.iter().map(|(_, text)| text.as_str()).collect()
    }

    #[test]
    fn searching_ignores_case_and_colours() {
        let lines = ["An Error", "no", "\u{1b}[31mER\u{1b}[0mror", "élan"].map(str::to_owned);
        assert_eq!(lines_with(&lines, "error"), [0, 2]);
        assert_eq!(lines_with(&lines, "É"), [0_usize; 0]);
        assert_eq!(lines_with(&lines, "é"), [3]);
        assert_eq!(lines_with(&lines, ""), [0_usize; 0]);
        assert_eq!(lines_with(&lines, &"x".repeat(300)), [0_usize; 0]);
    }

    #[test]
    fn hits_are_pieces_of_their_own() {
        let pieces = with_hits(parse("an \u{1b}[31mER\u{1b}[0mror err"), "err");
        let shown: Vec<_> =
            pieces.iter().map(|(look, text)| (look.hit, look.fg, text.as_str())).collect();
        assert_eq!(
            shown,
            [
                (false, None, "an "),
                (true, Some(1), "ER"),
                (true, None, "r"),
                (false, None, "or "),
                (true, None, "err"),
            ]
        );
        assert_eq!(find_all("aaaa", "aa"), [0, 2]);
    }

    #[test]
    fn rows_of_wrapped_lines() {
        assert_eq!(rows_of("", 10), 1);
        assert_eq!(rows_of("0123456789", 10), 1);
        assert_eq!(rows_of("0123456789a", 10), 2);
        assert_eq!(rows_of("日本語日本語", 10), 2);
        assert_eq!(rows_of("日本語日本語", 5), 3, "two letters and an empty column");
        let lines = ["a".repeat(25), String::new(), "b".repeat(5)];
        let starts = row_starts(&lines, 10);
        assert_eq!(starts, [0, 3, 4, 5]);
        let found: Vec<_> = (0..5).map(|row| line_of(&starts, row)).collect();
        assert_eq!(found, [0, 0, 0, 1, 2]);
    }

    proptest! {
        #[test]
        fn wrapping_and_marking_keep_the_letters(
            line in "[a-c\u{1b}\\[31m日 \t]{0,120}", columns in 1_usize..40, needle in "[a-c]{0,2}",
        ) {
            let pieces = parse(&line);
            let whole = text(&pieces);
            let marked = with_hits(pieces, &needle);
            prop_assert_eq!(&text(&marked), &whole);
            let rows = wrap(marked, columns);
            prop_assert_eq!(rows.len(), rows_of(&line, columns));
            prop_assert_eq!(rows.iter().map(|row| text(row)).collect::<String>(), whole);
            for row in rows {
                let letters = text(&row);
                let used: usize = letters.chars().map(width).sum();
                prop_assert!(used <= columns || letters.chars().count() == 1);
            }
        }
    }
}
