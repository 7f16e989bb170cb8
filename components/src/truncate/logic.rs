//! Where to cut a text that is too long.

/// Splits `text` into a head that may be cut and a tail of about `keep` characters that may not.
///
/// The cut falls after a separator where one is near, so that "registry.example/team/app@sha256"
/// keeps whole parts, and never between a character and the marks that belong to it. A text not
/// longer than twice `keep` has no tail: cutting it at the end reads better.
#[must_use]
pub fn split_middle(text: &str, keep: usize) -> (&str, &str) {
    let count = text.chars().count();
    if count <= keep * 2 {
        return (text, "");
    }
    let mut cut = None;
    for (back, (at, c)) in text.char_indices().rev().enumerate() {
        let length = back + 1;
        let joins = is_joined(c) || text.get(..at).is_some_and(ends_open);
        if length >= keep && !joins && cut.is_none() {
            cut = Some(at);
        }
        // A separator a little further out is a better place than the middle of a word.
        if length > keep + keep / 2 {
            break;
        }
        if length > keep && matches!(c, '/' | '-' | '_' | '.' | ':' | '@') {
            cut = Some(at);
            break;
        }
    }
    cut.and_then(|at| text.split_at_checked(at)).unwrap_or((text, ""))
}

/// Whether a character is drawn as part of the one before it.
fn is_joined(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{20d0}'..='\u{20ff}' | '\u{1f3fb}'..='\u{1f3ff}')
}

/// Whether a text ends in something that takes the next character with it.
fn ends_open(text: &str) -> bool {
    text.ends_with('\u{200d}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn short_texts_stay_whole() {
        assert_eq!(split_middle("", 8), ("", ""));
        assert_eq!(split_middle("payments-ledger", 8), ("payments-ledger", ""));
    }

    #[test]
    fn long_texts_keep_their_end() {
        assert_eq!(
            split_middle("abcdefghijklmnopqrstuvwxyz", 8),
            ("abcdefghijklmnopqr", "stuvwxyz")
        );
    }

    #[test]
    fn the_cut_prefers_a_separator_nearby() {
        assert_eq!(
            split_middle("component:default/payments-ledger-eu-west", 8),
            ("component:default/payments-ledger", "-eu-west")
        );
        assert_eq!(
            split_middle("halyard/platform/deployments-api", 8),
            ("halyard/platform/deploym", "ents-api")
        );
        assert_eq!(
            split_middle("halyard/platform/edge/proxy-eu", 7),
            ("halyard/platform/edge", "/proxy-eu")
        );
    }

    #[test]
    fn marks_stay_with_their_letter() {
        let text = format!("{}e\u{301}{}", "a".repeat(20), "b".repeat(7));
        let (head, tail) = split_middle(&text, 8);
        assert!(!tail.starts_with('\u{301}'), "{head} {tail}");
        let family = format!("{}👩\u{200d}👧{}", "a".repeat(20), "b".repeat(7));
        let (head, tail) = split_middle(&family, 8);
        assert!(!head.ends_with('\u{200d}') && !tail.starts_with('\u{200d}'), "{head} {tail}");
    }

    proptest! {
        #[test]
        fn nothing_is_lost(text in "\\PC{0,80}", keep in 1usize..16) {
            let (head, tail) = split_middle(&text, keep);
            prop_assert_eq!(format!("{head}{tail}"), text);
        }
    }
}
