//! Makes scripts smaller without understanding them: lines that are only comment go, and so does
//! indentation. What is on a line stays as it is.

/// The script without comments on lines of their own and without indentation. A script that has a
/// text over several lines is left alone, because its lines may mean something.
pub fn tighten(script: &str) -> String {
    let opens_text = |line: &str| line.matches('`').count() % 2 == 1;
    let mut lines = Vec::new();
    let mut in_comment = false;
    for line in script.lines().map(str::trim) {
        if in_comment || line.starts_with("/*") {
            let Some((_, after)) = line.split_once("*/") else {
                in_comment = true;
                continue;
            };
            in_comment = false;
            if !after.is_empty() {
                // Code behind a comment: not what this is made for.
                return script.to_owned();
            }
            continue;
        }
        if line.is_empty() || line.starts_with("//") {
            continue;
        }
        if opens_text(line) {
            return script.to_owned();
        }
        lines.push(line);
    }
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_go() {
        let script = "// head\n/**\n * words\n */\nfunction f() {\n    // why\n    return `a${1}` // b\n}\n\n/* x */\n";
        assert_eq!(tighten(script), "function f() {\nreturn `a${1}` // b\n}\n");
    }

    #[test]
    fn a_text_over_several_lines_keeps_the_script_as_it_is() {
        for script in ["const a = `\n  // no comment\n`;\n", "/* x\n */ f();\n"] {
            assert_eq!(tighten(script), script);
        }
    }
}
