//! Comma-separated values as RFC 4180 has them: reading what spreadsheets export, and writing what
//! they may open safely.

/// Reads a table; rows are lists of cells. The separator is what the first line has most of:
/// comma, semicolon or tabulator. A quote that is never closed ends at the end of the text.
#[must_use]
pub fn read(text: &str) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let first = text.lines().next().unwrap_or_default();
    let count = |separator: char| first.matches(separator).count();
    let separator = [',', ';', '\t'].into_iter().rev().max_by_key(|c| count(*c)).unwrap_or(',');
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut cell = String::new();
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            '\r' if !quoted && chars.peek() == Some(&'\n') => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                end(&mut rows, &mut row);
            }
            c if c == separator && !quoted => row.push(std::mem::take(&mut cell)),
            c => cell.push(c),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        end(&mut rows, &mut row);
    }
    rows
}

/// Keeps a row that is no empty line.
fn end(rows: &mut Vec<Vec<String>>, row: &mut Vec<String>) {
    let row = std::mem::take(row);
    if row.len() > 1 || row.first().is_some_and(|cell| !cell.is_empty()) {
        rows.push(row);
    }
}

/// Appends one row. A cell that a spreadsheet would take for a formula gets an apostrophe in
/// front, numbers excepted.
pub fn write(out: &mut String, cells: &[&str]) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r'])
            && crate::Milli::read(cell).is_none();
        let quoted = formula || cell.contains([',', '"', '\n', '\r', ';']);
        if quoted {
            out.push('"');
        }
        if formula {
            out.push('\'');
        }
        for c in cell.chars() {
            if c == '"' {
                out.push('"');
            }
            out.push(c);
        }
        if quoted {
            out.push('"');
        }
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_line_ends_and_separators() {
        let rows = read("\u{feff}a;b\r\n\"x;\"\"y\"\"\nz\";2\r\n\r\n;\n\"open");
        assert_eq!(rows, [vec!["a", "b"], vec!["x;\"y\"\nz", "2"], vec!["", ""], vec!["open"]]);
        assert!(read("").is_empty());
    }

    #[test]
    fn what_is_written_is_read_and_no_formula() {
        let mut out = String::new();
        write(&mut out, &["=HYPERLINK(\"x\")", "-1.5", "a,b", "@x", "plain"]);
        assert_eq!(out, "\"'=HYPERLINK(\"\"x\"\")\",-1.5,\"a,b\",\"'@x\",plain\r\n");
        assert_eq!(read(&out)[0][2], "a,b");
    }
}
