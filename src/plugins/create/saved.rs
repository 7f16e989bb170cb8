//! What a template saves: `backstage.io/time-saved`, a duration of ISO 8601.

/// The annotation.
pub const KEY: &str = "backstage.io/time-saved";

/// A duration in words: `PT6H` is "6 h", `P1DT30M` is "1 day 30 min". `None` for what is no duration
/// of this kind, or none at all.
#[must_use]
pub fn words(text: &str) -> Option<String> {
    let (days, time) = match text.trim().strip_prefix('P')?.split_once('T') {
        Some((days, time)) => (days, time),
        None => (text.trim().strip_prefix('P')?, ""),
    };
    let mut words = Vec::new();
    for (part, units) in [(days, "WD"), (time, "HMS")] {
        let mut rest = part;
        let mut units = units.chars();
        while !rest.is_empty() {
            let end = rest.find(|letter: char| !letter.is_ascii_digit())?;
            let (number, after) = rest.split_at(end);
            let unit = after.chars().next()?;
            // Each once, and the longer one first.
            units.find(|known| *known == unit)?;
            rest = after.strip_prefix(unit)?;
            let number: u32 = number.parse().ok()?;
            if number > 0 {
                words.push(said(number, unit));
            }
        }
    }
    (!words.is_empty()).then(|| words.join(" "))
}

fn said(number: u32, unit: char) -> String {
    let word = match (unit, number) {
        ('W', 1) => "week",
        ('W', _) => "weeks",
        ('D', 1) => "day",
        ('D', _) => "days",
        ('H', _) => "h",
        ('M', _) => "min",
        _ => "s",
    };
    format!("{number}\u{a0}{word}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_said_as_people_say_them() {
        let said = |text| words(text).map(|words| words.replace('\u{a0}', " "));
        assert_eq!(said("PT6H").as_deref(), Some("6 h"));
        assert_eq!(said("P1D").as_deref(), Some("1 day"));
        assert_eq!(said("P3D").as_deref(), Some("3 days"));
        assert_eq!(said("P1DT30M").as_deref(), Some("1 day 30 min"));
        assert_eq!(said("P2W").as_deref(), Some("2 weeks"));
        for none in
            ["", "P", "PT", "6 hours", "PT0H", "P1H", "PTH", "PT1M1H", "P1M", "PT99999999999H"]
        {
            assert_eq!(said(none), None, "{none}");
        }
    }
}
