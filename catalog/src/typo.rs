//! How far two spellings are apart: letters missing, added, changed, or swapped with a neighbour.

/// Whether `typed`, with one letter missing, added, changed or swapped (or none), starts `word`.
/// Both are the bytes of texts; a letter is a character, whatever its bytes.
pub(crate) fn one_typo_prefix(typed: &[u8], word: &[u8]) -> bool {
    let mut same = typed.iter().zip(word).take_while(|(a, b)| a == b).count();
    // Two letters may start with the same bytes.
    while typed.get(same).is_some_and(|byte| continues(*byte)) && same > 0 {
        same -= 1;
    }
    let (typed, word) = (typed.get(same..).unwrap_or(&[]), word.get(same..).unwrap_or(&[]));
    // The first difference is the typo, or one just as good.
    let (first, typed_rest) = split_letter(typed);
    let (expected, word_rest) = split_letter(word);
    if first.is_empty() || expected.is_empty() {
        return typed_rest.is_empty();
    }
    let swapped = word_rest
        .strip_prefix(first)
        .zip(typed_rest.strip_prefix(expected))
        .is_some_and(|(word, typed)| word.starts_with(typed));
    swapped
        || word_rest.starts_with(typed_rest)
        || word.starts_with(typed_rest)
        || word_rest.starts_with(typed)
}

/// The fewest steps that make `typed` the beginning of `word`; nothing if more than `most`. A single
/// step is counted in letters, more of them in bytes.
pub(crate) fn prefix_steps(typed: &[u8], word: &[u8], most: usize) -> Option<usize> {
    if word.starts_with(typed) {
        return Some(0);
    }
    if most == 0 || word.len() + most < typed.len() {
        return None;
    }
    if one_typo_prefix(typed, word) {
        return Some(1);
    }
    if most == 1 {
        return None;
    }
    let word = word.get(..word.len().min(typed.len() + most)).unwrap_or(word);
    last_row(typed, word, most)?.into_iter().min().filter(|steps| *steps <= most)
}

/// Whether a byte of UTF-8 belongs to the letter before it.
fn continues(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}

/// Splits off the first letter; its first byte says how many it has.
fn split_letter(text: &[u8]) -> (&[u8], &[u8]) {
    let length = match text.first() {
        None => 0,
        Some(..=0x7f) => 1,
        Some(..=0xdf) => 2,
        Some(..=0xef) => 3,
        Some(_) => 4,
    };
    text.split_at_checked(length).unwrap_or((text, &[]))
}

/// How many such steps lead from one spelling to the other, counted in bytes; nothing if more than
/// `most`. A pair of swapped letters is not changed again.
pub(crate) fn distance(a: &[u8], b: &[u8], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    last_row(a, b, most)?.last().copied().filter(|steps| *steps <= most)
}

/// The steps from `a` to each beginning of `b`, by its length; nothing if all are more than `most`.
fn last_row(a: &[u8], b: &[u8], most: usize) -> Option<Vec<usize>> {
    // Row by row of the table of all prefixes; the two rows above are enough.
    let mut above: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    let mut before = None;
    for (done, from) in a.iter().enumerate() {
        let mut next = Vec::with_capacity(row.len());
        let mut left = done + 1;
        next.push(left);
        let mut previous = None;
        for (place, to) in b.iter().enumerate() {
            let get = |row: &[usize], place: usize| row.get(place).copied().unwrap_or(usize::MAX);
            let mut best = get(&row, place) + usize::from(from != to);
            best = best.min(left + 1).min(get(&row, place + 1) + 1);
            if before == Some(to) && previous == Some(from) {
                best = best.min(get(&above, place.saturating_sub(1)) + 1);
            }
            next.push(best);
            left = best;
            previous = Some(to);
        }
        if next.iter().min().is_some_and(|least| *least > most) {
            return None;
        }
        before = Some(from);
        above = std::mem::replace(&mut row, next);
    }
    Some(row)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    /// The textbook definition, by recursion.
    fn steps(a: &[u8], b: &[u8], known: &mut HashMap<(usize, usize), usize>) -> usize {
        if a.is_empty() || b.is_empty() {
            return a.len() + b.len();
        }
        if let Some(steps) = known.get(&(a.len(), b.len())) {
            return *steps;
        }
        let mut best = (steps(&a[1..], &b[1..], known) + usize::from(a[0] != b[0]))
            .min(steps(&a[1..], b, known) + 1)
            .min(steps(a, &b[1..], known) + 1);
        if a.len() > 1 && b.len() > 1 && a[0] == b[1] && a[1] == b[0] {
            best = best.min(steps(&a[2..], &b[2..], known) + 1);
        }
        known.insert((a.len(), b.len()), best);
        best
    }

    proptest! {
        #[test]
        fn distance_is_the_textbook_one(a in "[abc]{0,8}", b in "[abc]{0,8}", most in 0usize..4) {
            let expected = steps(a.as_bytes(), b.as_bytes(), &mut HashMap::new());
            let found = distance(a.as_bytes(), b.as_bytes(), most);
            prop_assert_eq!(found, (expected <= most).then_some(expected));
        }

        #[test]
        fn one_typo_is_one_step_to_some_prefix(typed in "[abc]{1,7}", word in "[abc]{0,8}") {
            let near = |end| steps(typed.as_bytes(), &word.as_bytes()[..end], &mut HashMap::new()) <= 1;
            prop_assert_eq!(one_typo_prefix(typed.as_bytes(), word.as_bytes()), (0..=word.len()).any(near));
        }
    }

    proptest! {
        #[test]
        fn steps_to_a_beginning_are_the_fewest_to_any(typed in "[abc]{1,9}", word in "[abc]{0,9}", most in 0usize..4) {
            let steps = |end| steps(typed.as_bytes(), &word.as_bytes()[..end], &mut HashMap::new());
            let fewest = (0..=word.len()).map(steps).min();
            let found = prefix_steps(typed.as_bytes(), word.as_bytes(), most);
            prop_assert_eq!(found, fewest.filter(|steps| *steps <= most));
        }
    }

    #[test]
    fn a_letter_is_one_step_whatever_its_bytes() {
        let nearly = |typed: &str, word: &str| one_typo_prefix(typed.as_bytes(), word.as_bytes());
        assert!(nearly("платёж", "платеж"));
        assert!(nearly("支い払", "支払い"));
        assert!(!nearly("支い", "払支x"));
        assert!(!nearly("ёё", "жж"), "two letters that share a byte are two letters");
    }
}
