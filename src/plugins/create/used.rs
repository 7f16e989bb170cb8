//! Templates that were used lately, kept in this browser.

use crate::plugin::kept;

const KEY: &str = "portico.create.used.v1";
/// How many are kept.
const MOST: usize = 6;

/// References of the templates, the latest first.
#[must_use]
pub fn read() -> Vec<String> {
    kept::read(KEY).map(|text| text.lines().map(str::to_owned).collect()).unwrap_or_default()
}

/// Notes that a template was used.
pub fn note(template: &str) {
    kept::write(KEY, &with(read(), template).join("\n"));
}

fn with(mut used: Vec<String>, template: &str) -> Vec<String> {
    used.retain(|one| one != template);
    used.insert(0, template.to_owned());
    used.truncate(MOST);
    used
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_latest_comes_first_and_once() {
        let used = ["a", "b", "c", "d", "e", "f"].map(str::to_owned).to_vec();
        assert_eq!(super::with(used.clone(), "c"), ["c", "a", "b", "d", "e", "f"]);
        assert_eq!(super::with(used, "z"), ["z", "a", "b", "c", "d", "e"]);
    }
}
