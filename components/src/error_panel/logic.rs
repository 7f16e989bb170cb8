//! What is copied.

/// The details as lines for a ticket: what failed first, then one fact per line.
pub fn as_text(title: &str, details: &[(String, String)]) -> String {
    let mut text = title.to_owned();
    for (name, value) in details {
        text.push('\n');
        text.push_str(name);
        text.push_str(": ");
        text.push_str(value);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::as_text;

    #[test]
    fn one_fact_per_line() {
        let details = [("Code", "CATALOG_TIMEOUT"), ("Request", "01J9Z4")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(
            as_text("Components could not be loaded", &details),
            "Components could not be loaded\nCode: CATALOG_TIMEOUT\nRequest: 01J9Z4"
        );
    }
}
