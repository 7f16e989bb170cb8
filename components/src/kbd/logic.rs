//! How keys are written.

/// The keys of a combination as they stand on the keyboard.
pub(super) fn labels(keys: &str, mac: bool) -> Vec<String> {
    // A "+" at the end is the key itself.
    let (keys, plus) = match keys.strip_suffix('+') {
        Some(before) => (before.trim_end_matches('+'), true),
        None => (keys, false),
    };
    let mut labels = Vec::new();
    for key in keys.split('+') {
        if !key.is_empty() {
            labels.push(label(key, mac));
        }
    }
    if plus {
        labels.push("+".to_owned());
    }
    labels
}

fn label(key: &str, mac: bool) -> String {
    let known = match key {
        "Mod" if mac => "⌘",
        "Mod" | "Control" => "Ctrl",
        "Alt" if mac => "⌥",
        "Shift" => "⇧",
        "Enter" => "↵",
        "Tab" => "⇥",
        "Escape" => "esc",
        "ArrowUp" => "↑",
        "ArrowDown" => "↓",
        "ArrowLeft" => "←",
        "ArrowRight" => "→",
        "Backspace" => "⌫",
        _ => return if key.len() == 1 { key.to_ascii_uppercase() } else { key.to_owned() },
    };
    known.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_key_depends_on_the_keyboard() {
        assert_eq!(labels("Mod+k", false), ["Ctrl", "K"]);
        assert_eq!(labels("Mod+k", true), ["⌘", "K"]);
    }

    #[test]
    fn keys_are_written_as_they_stand_on_them() {
        assert_eq!(labels("Control+Shift+Enter", false), ["Ctrl", "⇧", "↵"]);
        assert_eq!(labels("Escape", false), ["esc"]);
        assert_eq!(labels("F8", false), ["F8"]);
        assert_eq!(labels("[", false), ["["]);
    }

    #[test]
    fn the_plus_key() {
        assert_eq!(labels("+", false), ["+"]);
        assert_eq!(labels("Mod++", false), ["Ctrl", "+"]);
    }
}
