//! What stands in for a picture: letters.

use crate::case::upper;

/// The first letters of the first and the last word, or only the first when `one` is asked for.
///
/// A word begins after anything that is neither a letter nor a digit, so "payments-core" gives
/// "PC". A name without a letter or digit gives "?".
#[must_use]
pub fn initials(name: &str, one: bool) -> String {
    let mut words =
        name.split(|c: char| !c.is_alphanumeric()).filter_map(|word| word.chars().next());
    let Some(first) = words.next() else { return "?".to_owned() };
    let last = if one { None } else { words.next_back() };
    let mut initials = String::new();
    for letter in [Some(first), last].into_iter().flatten() {
        // Some letters grow when upper-cased ("ß" is "SS"); one letter is enough.
        initials.extend(upper(letter.encode_utf8(&mut [0; 4])).chars().next());
    }
    initials
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_of_people_and_teams() {
        assert_eq!(initials("Amara Osei", false), "AO");
        assert_eq!(initials("Jun van der Watanabe", false), "JW");
        assert_eq!(initials("payments-core", false), "PC");
        assert_eq!(initials("checkout", false), "C");
        assert_eq!(initials("Payments core", true), "P");
        assert_eq!(initials("  spaced   out ", false), "SO");
    }

    #[test]
    fn initials_of_other_scripts_and_of_nothing() {
        assert_eq!(initials("Élodie Ångström", false), "ÉÅ");
        assert_eq!(initials("ßeta", false), "S");
        assert_eq!(initials("山田 太郎", false), "山太");
        assert_eq!(initials("דנה כהן", false), "דכ");
        assert_eq!(initials("🦀 crab", false), "C");
        assert_eq!(initials("🦀", false), "?");
        assert_eq!(initials("", false), "?");
    }
}
