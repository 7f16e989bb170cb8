//! Whether a name was typed.

/// Whether what was typed is the name, spaces around it aside. Upper and lower case count: typing
/// is meant to be slow.
pub(super) fn matches(typed: &str, name: &str) -> bool {
    typed.trim() == name.trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_name_and_nothing_else() {
        assert!(matches(" payments-ledger ", "payments-ledger"));
        assert!(!matches("payments-ledge", "payments-ledger"));
        assert!(!matches("Payments-ledger", "payments-ledger"));
        assert!(!matches("", "payments-ledger"));
    }
}
