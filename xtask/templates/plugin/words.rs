//! What the plugin says: plain functions, tested without a browser.

/// The greeting for an entity.
#[must_use]
pub fn greeting(name: &str) -> String {
    format!("Hello, {name}.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_is_greeted_by_name() {
        assert_eq!(greeting("ledger"), "Hello, ledger.");
    }
}
