//! How many pictures, and what a group is called.

/// How many pictures are shown: all, or `most` and the number of the others. "+1" takes the room
/// of the one picture that it stands for, so it is never used.
pub(super) const fn shown(count: usize, most: usize) -> usize {
    if count <= most + 1 { count } else { most }
}

/// The group in words: "Reviewers: Amara Osei, Jun Watanabe, +3 more".
pub(super) fn in_words(label: &str, names: &[&str], shown: usize) -> String {
    let mut parts: Vec<&str> = names.iter().take(shown).copied().collect();
    let more = ["+", &names.len().saturating_sub(shown).to_string(), " more"].concat();
    if names.len() > shown {
        parts.push(&more);
    }
    [label, ": ", &parts.join(", ")].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stands_for_two_at_least() {
        assert_eq!([0, 1, 4, 5, 6, 40].map(|count| shown(count, 4)), [0, 1, 4, 5, 4, 4]);
    }

    #[test]
    fn words_for_those_who_listen() {
        let names = ["Amara Osei", "Jun Watanabe", "Priya Nair", "Lea Roth"];
        assert_eq!(
            in_words("Reviewers", &names, 2),
            "Reviewers: Amara Osei, Jun Watanabe, +2 more"
        );
        assert_eq!(in_words("On call", &["Lea Roth"], 1), "On call: Lea Roth");
    }
}
