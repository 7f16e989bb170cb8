//! A course in words and as a line.

use crate::{
    chart::logic::{Scale, line, point},
    counter::group_fixed,
};

/// The name of the drawing: "Builds per day: 7 values, lowest 3, highest 42, last 17".
pub(super) fn words(label: &str, values: &[Option<i64>], unit: &str, decimals: u32) -> String {
    let known = || values.iter().flatten().copied();
    let (Some(low), Some(high), Some(last)) = (known().min(), known().max(), known().next_back())
    else {
        return [label, ": no values"].concat();
    };
    let count = known().count();
    let mut words = [label, ": ", &count.to_string()].concat();
    words.push_str(if count == 1 { " value" } else { " values" });
    for (name, value) in [(", lowest ", low), (", highest ", high), (", last ", last)] {
        words.extend([name, &group_fixed(value, decimals)]);
        if !unit.is_empty() {
            words.extend(["\u{a0}", unit]);
        }
    }
    words
}

/// The line, and a dot at the last value; both are empty without values.
pub(super) fn paths(values: &[Option<i64>]) -> (String, String) {
    let known = || values.iter().flatten().copied();
    let (Some(low), Some(high)) = (known().min(), known().max()) else {
        return (String::new(), String::new());
    };
    let (scale, count) = (Scale::tight(low, high), values.len());
    let last = values.iter().enumerate().rev().find_map(|(at, value)| Some((at, (*value)?)));
    let dot = last.map(|(at, value)| {
        let (x, y) = (point(at, count).to_string(), scale.y(value).to_string());
        ["M", &x, " ", &y, "h0"].concat()
    });
    (line(values, count, scale), dot.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_course_in_words() {
        let values = [Some(3), Some(1_200), None, Some(17), None];
        assert_eq!(
            words("Builds", &values, "", 0),
            "Builds: 3 values, lowest 3, highest 1,200, last 17"
        );
        assert_eq!(
            words("Latency", &[Some(-4)], "ms", 0).replace('\u{a0}', " "),
            "Latency: 1 value, lowest \u{2212}4 ms, highest \u{2212}4 ms, last \u{2212}4 ms"
        );
        assert_eq!(
            words("Load", &[Some(125)], "", 2),
            "Load: 1 value, lowest 1.25, highest 1.25, last 1.25"
        );
        assert_eq!(words("Builds", &[None, None], "", 0), "Builds: no values");
        assert_eq!(words("Builds", &[], "", 0), "Builds: no values");
    }

    #[test]
    fn the_dot_is_at_the_last_value() {
        let (line, dot) = paths(&[Some(0), Some(10), None]);
        assert_eq!(line, "M0 1000L2000 0");
        assert_eq!(dot, "M2000 0h0");
        assert_eq!(paths(&[None]), (String::new(), String::new()));
    }

    #[test]
    fn equal_values_run_through_the_middle() {
        assert_eq!(paths(&[Some(5), Some(5)]).0, "M0 500L4000 500");
    }
}
