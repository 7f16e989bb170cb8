//! Tables as texts. The writers take one field at a time and know nothing of columns.

/// What a spreadsheet takes for the start of a formula. A tab or a line break is skipped by some of
/// them before they look.
const FORMULA: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\n'];

/// Whether a spreadsheet might compute with a field instead of showing it.
///
/// A negative number is only a number: "-12.5" means the same either way.
fn is_formula(field: &str) -> bool {
    field.starts_with(FORMULA) && !is_negative_number(field)
}

fn is_negative_number(field: &str) -> bool {
    let Some(number) = field.strip_prefix('-') else { return false };
    let (whole, decimals) = number.split_once('.').unwrap_or((number, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && digits(decimals)
}

/// Adds one field to a line of CSV (RFC 4180).
///
/// A field that a spreadsheet could take for a formula gets an apostrophe in front.
pub(super) fn csv_field(out: &mut String, field: &str, is_first: bool) {
    if !is_first {
        out.push(',');
    }
    let apostrophe = if is_formula(field) { "'" } else { "" };
    // Spaces at the ends are part of the field, and some readers drop them.
    let quoted = field.contains(['"', ',', '\r', '\n'])
        || field.starts_with(' ')
        || field.ends_with(' ')
        // A line with one empty field would be an empty line.
        || (is_first && field.is_empty());
    if !quoted {
        out.push_str(apostrophe);
        out.push_str(field);
        return;
    }
    out.push('"');
    out.push_str(apostrophe);
    for (index, part) in field.split('"').enumerate() {
        if index > 0 {
            out.push_str("\"\"");
        }
        out.push_str(part);
    }
    out.push('"');
}

/// Ends a line of CSV.
pub(super) fn csv_line(out: &mut String) {
    out.push_str("\r\n");
}

/// Adds a JSON string (RFC 8259).
pub(super) fn json_string(out: &mut String, text: &str) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            letter if u32::from(letter) < 0x20 => {
                let code = u32::from(letter);
                out.push_str(if code < 0x10 { "\\u000" } else { "\\u001" });
                out.extend(char::from_digit(code % 0x10, 16));
            }
            letter => out.push(letter),
        }
    }
    out.push('"');
}

/// The headers as the names of an object: a second "Owner" becomes "Owner 2".
pub(super) fn names<'a>(headers: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for header in headers {
        let mut name = header.to_owned();
        let mut count = 1_usize;
        while names.contains(&name) {
            count += 1;
            name = [header, " ", &count.to_string()].concat();
        }
        names.push(name);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(field: &str) -> String {
        let mut out = String::new();
        csv_field(&mut out, field, false);
        out.split_off(1)
    }

    #[test]
    fn only_what_needs_it_is_quoted() {
        assert_eq!(field("payments-ledger"), "payments-ledger");
        assert_eq!(field("Last mile"), "Last mile");
        assert_eq!(field("a,b"), "\"a,b\"");
        assert_eq!(field("say \"hi\""), "\"say \"\"hi\"\"\"");
        assert_eq!(field("two\r\nlines"), "\"two\r\nlines\"");
        assert_eq!(field(" edge"), "\" edge\"");
        assert_eq!(field(""), "");
    }

    #[test]
    fn formulas_become_words() {
        assert_eq!(field("=1+1"), "'=1+1");
        assert_eq!(field("+49 30 1234"), "'+49 30 1234");
        assert_eq!(field("-2+3"), "'-2+3");
        assert_eq!(field("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(field("\t=1"), "'\t=1");
        assert_eq!(field("\r=1"), "\"'\r=1\"");
        assert_eq!(field("\n=1"), "\"'\n=1\"");
        assert_eq!(field("=HYPERLINK(\"x\",\"y\")"), "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
    }

    #[test]
    fn negative_numbers_stay_numbers() {
        for number in ["-1", "-12.5", "-0.0"] {
            assert_eq!(field(number), number);
        }
        for other in ["-", "-.", "-1.", "-1e5", "-1.2.3", "-1 ", "--1", "-١"] {
            assert!(field(other).trim_start_matches('"').starts_with('\''), "{other}");
        }
    }

    #[test]
    fn names_are_different() {
        let names = names(["Owner", "Name", "Owner", "Owner 2", "Owner"].into_iter());
        assert_eq!(names, ["Owner", "Name", "Owner 2", "Owner 2 2", "Owner 3"]);
    }

    #[test]
    fn control_characters_are_escaped() {
        let mut out = String::new();
        json_string(&mut out, "\u{0}\u{b}\u{1f}\u{7f}");
        assert_eq!(out, "\"\\u0000\\u000b\\u001f\u{7f}\"");
    }
}
