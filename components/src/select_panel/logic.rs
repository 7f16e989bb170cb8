//! Which options are shown and what is chosen.

use super::PanelOption;
use crate::case::lower;

/// Most options drawn at once; the rest is found by typing.
pub(super) const MOST: usize = 200;

/// Positions of the options that match, at most [`MOST`], and how many more there are.
///
/// An option matches when its label contains every word of the query, whatever the case. Presets
/// come first.
pub(super) fn matching(options: &[PanelOption], query: &str) -> (Vec<usize>, usize) {
    let query = lower(query);
    let words: Vec<&str> = query.split_whitespace().collect();
    let matches = |option: &PanelOption| {
        words.is_empty() || {
            let label = lower(&option.label);
            words.iter().all(|word| label.contains(word))
        }
    };
    let found = |preset: bool| {
        let options = options.iter().enumerate();
        options.filter(move |(_, option)| option.preset == preset && matches(option))
    };
    let mut shown: Vec<usize> = found(true).chain(found(false)).map(|(at, _)| at).collect();
    let more = shown.len().saturating_sub(MOST);
    shown.truncate(MOST);
    (shown, more)
}

/// The choice after one value was switched, in the order of choosing.
pub(super) fn toggled(chosen: &[String], value: &str) -> Vec<String> {
    let mut chosen = chosen.to_vec();
    match chosen.iter().position(|one| one == value) {
        Some(at) => {
            chosen.remove(at);
        }
        None => chosen.push(value.to_owned()),
    }
    chosen
}

/// The choice after "all": every shown value, or none of them if all were chosen.
pub(super) fn all_toggled(chosen: &[String], shown: &[&str]) -> Vec<String> {
    if shown.iter().all(|value| chosen.iter().any(|one| one == value)) {
        chosen.iter().filter(|one| !shown.contains(&one.as_str())).cloned().collect()
    } else {
        let missing = shown.iter().filter(|value| !chosen.iter().any(|one| one == *value));
        chosen.iter().cloned().chain(missing.map(|value| (*value).to_owned())).collect()
    }
}

/// What is chosen, in a few words: "service, worker" or "settlement, checkout +9".
///
/// Values that no option has any more are named as they are.
pub(crate) fn in_words(options: &[PanelOption], chosen: &[String]) -> String {
    let label = |value: &String| {
        let option = options.iter().find(|option| option.value == *value);
        option.map_or(value.as_str(), |option| option.label.as_str()).to_owned()
    };
    let mut words = chosen.iter().take(2).map(label).collect::<Vec<_>>().join(", ");
    if let Some(more) = chosen.len().checked_sub(2).filter(|more| *more > 0) {
        words.push_str(" +");
        words.push_str(&more.to_string());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(labels: &[&str]) -> Vec<PanelOption> {
        labels.iter().map(|label| PanelOption::new(label.to_lowercase(), *label)).collect()
    }

    fn strings(values: &[&str]) -> Vec<String> {
        values.iter().map(|value| (*value).to_owned()).collect()
    }

    #[test]
    fn every_word_has_to_match() {
        let options = options(&["Freight quotes", "Freight routing", "Last mile"]);
        assert_eq!(matching(&options, "fre").0, [0, 1]);
        assert_eq!(matching(&options, "ROUT fre").0, [1]);
        assert_eq!(matching(&options, "  ").0, [0, 1, 2]);
        assert_eq!(matching(&options, "x").0, Vec::<usize>::new());
    }

    #[test]
    fn presets_come_first() {
        let mut options = options(&["a", "b", "mine"]);
        options[2].preset = true;
        assert_eq!(matching(&options, "").0, [2, 0, 1]);
    }

    #[test]
    fn no_more_than_two_hundred() {
        let labels: Vec<String> = (0..205).map(|at| at.to_string()).collect();
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        let (shown, more) = matching(&options(&labels), "");
        assert_eq!((shown.len(), more), (200, 5));
    }

    #[test]
    fn a_value_is_switched() {
        assert_eq!(toggled(&strings(&["a", "b"]), "a"), ["b"]);
        assert_eq!(toggled(&strings(&["b"]), "a"), ["b", "a"]);
    }

    #[test]
    fn all_means_what_is_shown() {
        let chosen = strings(&["x", "a"]);
        assert_eq!(all_toggled(&chosen, &["a", "b"]), ["x", "a", "b"]);
        assert_eq!(all_toggled(&strings(&["x", "a", "b"]), &["a", "b"]), ["x"]);
    }

    #[test]
    fn a_long_choice_is_cut() {
        let options = options(&["Service", "Worker"]);
        assert_eq!(in_words(&options, &[]), "");
        assert_eq!(in_words(&options, &strings(&["service", "gone"])), "Service, gone");
        assert_eq!(
            in_words(&options, &strings(&["service", "worker", "c", "d"])),
            "Service, Worker +2"
        );
    }
}
