//! Digests as Markdown and as HTML for e-mail. Everything that comes from events is escaped: a
//! search term may hold anything.

use super::doc::{Document, Part, Table};

/// Markdown with pipe tables.
pub fn markdown(document: &Document) -> String {
    let mut out = format!("# {}\n", quiet(&document.title));
    for part in &document.parts {
        out.push('\n');
        match part {
            Part::Heading(text) => out.push_str(&format!("## {text}\n")),
            Part::Text(text) => out.push_str(&format!("{}\n", quiet(text))),
            Part::Table(Table { head, rows }) => {
                out.push_str(&format!("| {} |\n|---|", head.join(" | ")));
                out.push_str(&"---:|".repeat(head.len().saturating_sub(1)));
                out.push('\n');
                for row in rows {
                    let cells: Vec<String> = row.iter().map(|cell| quiet(cell)).collect();
                    out.push_str(&format!("| {} |\n", cells.join(" | ")));
                }
            }
        }
    }
    out
}

/// A text in which nothing is Markdown or HTML.
fn quiet(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '!' => {
                out.push('\\');
                out.push(c);
            }
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '@' => out.push_str("&#64;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    // Some make links of addresses that stand in a text.
    out.replace("://", "&#58;//").replace("www.", "www&#46;")
}

const BODY: &str = "margin:0;padding:24px;background:#ffffff;color:#1b1f24;\
                    font-family:-apple-system,'Segoe UI',Roboto,Arial,sans-serif;font-size:15px;\
                    line-height:1.5";
const TABLE: &str = "border-collapse:collapse;width:100%;margin:0 0 16px";
const HEAD: &str = "padding:6px 12px 6px 0;border-bottom:2px solid #57606a;font-weight:600;\
                    vertical-align:bottom";
const CELL: &str = "padding:6px 12px 6px 0;border-bottom:1px solid #d0d7de;vertical-align:top;\
                    overflow-wrap:anywhere";

/// HTML with tables and inline styles, which is what mail programs understand: no script, no
/// picture, no link, nothing from elsewhere.
pub fn html(document: &Document) -> String {
    let title = escape(&document.title);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n</head>\n<body style=\"{BODY}\">\n\
         <div style=\"max-width:680px;margin:0 auto\">\n\
         <h1 style=\"font-size:22px;line-height:1.3;margin:0 0 12px\">{title}</h1>\n"
    );
    for part in &document.parts {
        match part {
            Part::Heading(text) => out.push_str(&format!(
                "<h2 style=\"font-size:17px;line-height:1.3;margin:24px 0 8px\">{}</h2>\n",
                escape(text)
            )),
            Part::Text(text) => {
                out.push_str(&format!("<p style=\"margin:0 0 12px\">{}</p>\n", escape(text)));
            }
            Part::Table(table) => rows(&mut out, table),
        }
    }
    out.push_str("</div>\n</body>\n</html>\n");
    out
}

fn rows(out: &mut String, table: &Table) {
    let side = |column: usize| if column == 0 { "left" } else { "right" };
    out.push_str(&format!("<table style=\"{TABLE}\">\n<thead>\n<tr>"));
    for (column, cell) in table.head.iter().enumerate() {
        out.push_str(&format!(
            "<th scope=\"col\" align=\"{0}\" style=\"{HEAD};text-align:{0}\">{1}</th>",
            side(column),
            escape(cell)
        ));
    }
    out.push_str("</tr>\n</thead>\n<tbody>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        for (column, cell) in row.iter().enumerate() {
            let (tag, scope) = if column == 0 { ("th", " scope=\"row\"") } else { ("td", "") };
            let weight = if column == 0 { ";font-weight:400" } else { ";white-space:nowrap" };
            out.push_str(&format!(
                "<{tag}{scope} align=\"{0}\" style=\"{CELL};text-align:{0}{weight}\">{1}</{tag}>",
                side(column),
                escape(cell)
            ));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
}

fn escape(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_from_events_is_text_everywhere() {
        let mut document = Document::new("Week of <b>".to_owned());
        let wild = "<img src=x onerror=alert(1)> https://evil.test www.evil.test | [x](javascript:alert(1)) *a* \"q\"\n# b";
        document.section(
            "Searches",
            &["Term", "Count"],
            vec![vec![wild.to_owned(), "3".to_owned()]],
            "None.",
        );
        document.section("Errors", &["Error"], Vec::new(), "No error.");
        let text = markdown(&document);
        assert!(!text.contains("<img") && text.contains("\\](j") && !text.contains("\n# b"));
        assert!(!text.contains("https://") && !text.contains("www.") && text.contains("evil.test"));
        assert!(text.contains("| Term | Count |\n|---|---:|\n"), "{text}");
        assert!(text.contains("No error."));
        // A cell is on one line and has no bar of its own.
        let row = text.lines().find(|line| line.contains("onerror")).unwrap();
        assert_eq!(row.replace("\\|", "").matches('|').count(), 3);
        let page = html(&document);
        assert!(page.contains("&lt;img src=x onerror=alert(1)&gt;"));
        assert!(!page.contains("<img") && !page.contains("href") && !page.contains("<script"));
        assert!(page.contains("<th scope=\"row\""));
    }
}
