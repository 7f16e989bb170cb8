//! Whole numbers as people write them, and the range they have to be in.

/// The whole number that a text says, such as "30", "-4" or "2,555"; none for anything else.
///
/// Spaces and commas between groups of three digits are allowed, since numbers are shown so.
#[must_use]
pub fn whole_number(text: &str) -> Option<i64> {
    let text = text.trim();
    let (minus, digits) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let mut number = String::with_capacity(text.len());
    if minus {
        number.push('-');
    }
    let mut groups = digits.split([',', ' ', '\u{a0}', '\u{202f}']);
    let first = groups.next()?;
    number.push_str(first);
    for (at, group) in groups.enumerate() {
        // What stands before a separator has at most three digits, what follows exactly three.
        if group.len() != 3 || (at == 0 && !(1..=3).contains(&first.len())) {
            return None;
        }
        number.push_str(group);
    }
    let all_digits = number.bytes().skip(usize::from(minus)).all(|byte| byte.is_ascii_digit());
    number.parse().ok().filter(|_| all_digits)
}

/// Which numbers are allowed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Range {
    /// The least.
    pub min: Option<i64>,
    /// The greatest.
    pub max: Option<i64>,
    /// Distance between two of them, counted from the least or from 0.
    pub step: i64,
}

impl Range {
    fn step(self) -> i64 {
        self.step.max(1)
    }

    fn base(self) -> i64 {
        self.min.unwrap_or(0)
    }

    /// How far a number is above the last one that the steps meet.
    fn beyond(self, number: i64) -> i64 {
        let step = self.step();
        (number.rem_euclid(step) - self.base().rem_euclid(step)).rem_euclid(step)
    }

    /// What an arrow key makes of a text; none if there is no number to start from.
    pub fn press(self, text: &str, key: &str) -> Option<i64> {
        let up = match key {
            "ArrowUp" => true,
            "ArrowDown" => false,
            _ => return None,
        };
        self.stepped(text, up)
    }

    /// The next number up or down from what the text says; the start of the range if it is empty.
    pub fn stepped(self, text: &str, up: bool) -> Option<i64> {
        if text.trim().is_empty() {
            return Some(self.within(self.base()));
        }
        let from = whole_number(text)?;
        let beyond = self.beyond(from);
        let next = match (up, beyond) {
            (true, beyond) => from.saturating_add(self.step() - beyond),
            (false, 0) => from.saturating_sub(self.step()),
            (false, beyond) => from.saturating_sub(beyond),
        };
        Some(self.within(next))
    }

    /// The nearest number that is not outside, on a step.
    fn within(self, number: i64) -> i64 {
        let number =
            self.max.map_or(number, |max| number.min(max.saturating_sub(self.beyond(max))));
        self.min.map_or(number, |min| number.max(min))
    }

    /// What to change about a text; none when all is well or nothing was typed.
    pub fn problem(self, text: &str) -> Option<String> {
        if text.trim().is_empty() {
            return None;
        }
        let Some(number) = whole_number(text) else {
            return Some("Type a whole number, such as 12.".to_owned());
        };
        let low = self.min.is_some_and(|min| number < min);
        let high = self.max.is_some_and(|max| number > max);
        if low || high {
            let words = |number: Option<i64>| number.map(|number| number.to_string());
            return Some(match (words(self.min), words(self.max)) {
                (Some(min), Some(max)) => ["Type a number from ", &min, " to ", &max, "."].concat(),
                (Some(min), None) => ["Type ", &min, " or more."].concat(),
                (_, max) => ["Type ", &max.unwrap_or_default(), " or less."].concat(),
            });
        }
        let beyond = self.beyond(number);
        (beyond != 0).then(|| {
            let below = self.within(number.saturating_sub(beyond));
            let above = self.within(number.saturating_add(self.step() - beyond));
            let (below_text, above_text) = (below.to_string(), above.to_string());
            if below == above {
                ["The nearest allowed number is ", &below_text, "."].concat()
            } else {
                ["The nearest allowed numbers are ", &below_text, " and ", &above_text, "."]
                    .concat()
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const REPLICAS: Range = Range { min: Some(1), max: Some(20), step: 1 };
    const MEMORY: Range = Range { min: Some(128), max: Some(1_000), step: 128 };
    const FREE: Range = Range { min: None, max: None, step: 1 };

    #[test]
    fn numbers_as_people_write_them() {
        assert_eq!(whole_number("30"), Some(30));
        assert_eq!(whole_number(" 007 "), Some(7));
        assert_eq!(whole_number("+4"), Some(4));
        assert_eq!(whole_number("-4"), Some(-4));
        assert_eq!(whole_number("\u{2212}4"), Some(-4));
        assert_eq!(whole_number("2,555"), Some(2_555));
        assert_eq!(whole_number("1 000 000"), Some(1_000_000));
        assert_eq!(whole_number("9223372036854775807"), Some(i64::MAX));
        assert_eq!(whole_number("-9223372036854775808"), Some(i64::MIN));
    }

    #[test]
    fn what_is_no_whole_number() {
        for text in [
            "",
            " ",
            "-",
            "+",
            "--4",
            "-+4",
            "+-4",
            "1.5",
            "1,5",
            "1,2345",
            "1234,567",
            ",555",
            "1,",
            "12a",
            "0x10",
            "9223372036854775808",
            "1e3",
            "٣",
        ] {
            assert_eq!(whole_number(text), None, "{text:?}");
        }
    }

    #[test]
    fn arrows_move_by_a_step_and_stay_inside() {
        assert_eq!(REPLICAS.press("3", "ArrowUp"), Some(4));
        assert_eq!(REPLICAS.press("3", "ArrowDown"), Some(2));
        assert_eq!(REPLICAS.press("1", "ArrowDown"), Some(1));
        assert_eq!(REPLICAS.press("20", "ArrowUp"), Some(20));
        assert_eq!(REPLICAS.press("99", "ArrowUp"), Some(20));
        assert_eq!(REPLICAS.press("-5", "ArrowDown"), Some(1));
        assert_eq!(REPLICAS.press("3", "Home"), None);
    }

    #[test]
    fn arrows_meet_the_steps() {
        assert_eq!(MEMORY.press("200", "ArrowUp"), Some(256));
        assert_eq!(MEMORY.press("200", "ArrowDown"), Some(128));
        assert_eq!(MEMORY.press("256", "ArrowDown"), Some(128));
        assert_eq!(MEMORY.press("896", "ArrowUp"), Some(896), "1,000 is on no step");
    }

    #[test]
    fn what_is_no_number_is_left_alone_and_nothing_starts_the_range() {
        assert_eq!(REPLICAS.press("many", "ArrowUp"), None);
        assert_eq!(REPLICAS.press("", "ArrowUp"), Some(1));
        assert_eq!(FREE.press("", "ArrowDown"), Some(0));
    }

    #[test]
    fn problems_say_what_to_type() {
        let say = |range: Range, text: &str| range.problem(text).unwrap_or_default();
        assert_eq!(say(REPLICAS, "4"), "");
        assert_eq!(say(REPLICAS, ""), "");
        assert_eq!(say(REPLICAS, "four"), "Type a whole number, such as 12.");
        assert_eq!(say(REPLICAS, "0"), "Type a number from 1 to 20.");
        let least = Range { max: None, ..REPLICAS };
        assert_eq!(say(least, "0"), "Type 1 or more.");
        let most = Range { min: None, ..REPLICAS };
        assert_eq!(say(most, "21"), "Type 20 or less.");
        assert_eq!(say(MEMORY, "200"), "The nearest allowed numbers are 128 and 256.");
        assert_eq!(say(MEMORY, "950"), "The nearest allowed number is 896.");
    }

    #[test]
    fn the_ends_of_the_type_do_not_overflow() {
        for text in ["9223372036854775807", "-9223372036854775808"] {
            for step in [1, 7, i64::MAX, 0, i64::MIN] {
                for min in [None, Some(i64::MIN), Some(i64::MAX)] {
                    let range = Range { min, max: None, step };
                    let _ = (range.stepped(text, true), range.stepped(text, false));
                    let _ = range.problem(text);
                }
            }
        }
    }

    proptest! {
        #[test]
        fn a_step_leads_to_a_number_without_a_problem(
            min in -1_000i64..1_000,
            width in 0i64..2_000,
            step in 1i64..50,
            from in -3_000i64..3_000,
            up: bool,
        ) {
            let range = Range { min: Some(min), max: Some(min + width), step };
            let next = range.stepped(&from.to_string(), up).unwrap();
            prop_assert_eq!(range.problem(&next.to_string()), None);
            // The independent definition: one of the numbers counted up from the least.
            prop_assert!((min..=min + width).step_by(step as usize).any(|one| one == next));
        }

        #[test]
        fn what_is_written_is_read(number: i64) {
            prop_assert_eq!(whole_number(&number.to_string()), Some(number));
        }
    }
}
