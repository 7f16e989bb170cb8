//! Attributes that a page with a strict policy may not have: browsers report them as soon as they are
//! read, also in documents that are never shown. They get a name that means nothing before that, and
//! what looked like one and was a text gets its words back.

/// What the names of such attributes start with; a number and a dash follow.
const MASK: &str = "data-unread";

/// HTML in which no attribute runs or styles anything, and the mask that does that, if there was one.
pub(super) fn masked(html: &str) -> (String, Option<String>) {
    let mask = free(html);
    let mut out = String::with_capacity(html.len() + html.len() / 16);
    let mut copied = 0;
    for at in places(html) {
        out.push_str(html.get(copied..at).unwrap_or_default());
        out.push_str(&mask);
        copied = at;
    }
    out.push_str(html.get(copied..).unwrap_or_default());
    (out, (copied > 0).then_some(mask))
}

/// Whether this is the masked name of a `style`.
pub(super) fn is_style(name: &str) -> bool {
    name.strip_prefix(MASK).is_some_and(|rest| rest.ends_with("-style"))
}

/// A mask that the text does not have.
fn free(html: &str) -> String {
    let mut number = 0;
    loop {
        let mask = format!("{MASK}{number}-");
        if !html.contains(&mask) {
            return mask;
        }
        number += 1;
    }
}

/// Where `on…=` and `style=` start.
fn places(html: &str) -> impl Iterator<Item = usize> {
    let bytes = html.as_bytes();
    (1..bytes.len()).filter(move |&at| {
        // An attribute starts after a space, a slash or the end of the value before it.
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        if !before.is_some_and(|byte| byte.is_ascii_whitespace() || b"/\"'".contains(byte)) {
            return false;
        }
        let rest = bytes.get(at..).unwrap_or_default();
        let name = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let (name, after) = rest.split_at(name);
        let runs = name.len() > 2 && name.get(..2).is_some_and(|on| on.eq_ignore_ascii_case(b"on"));
        (runs || name.eq_ignore_ascii_case(b"style"))
            && after.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'=')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_or_styles_is_masked() {
        for (html, wanted) in [
            ("<p onclick=x>", "<p data-unread0-onclick=x>"),
            ("<svg/onload = 'x'>", "<svg/data-unread0-onload = 'x'>"),
            ("<img alt=\"\"ONERROR=x>", "<img alt=\"\"data-unread0-ONERROR=x>"),
            (
                "<td\tStyle\n=\"text-align: right\">",
                "<td\tdata-unread0-Style\n=\"text-align: right\">",
            ),
        ] {
            let (html, mask) = masked(html);
            assert_eq!(html, wanted);
            assert_eq!(mask.as_deref(), Some("data-unread0-"));
        }
    }

    #[test]
    fn what_means_nothing_is_left_alone() {
        for html in
            ["", "<p>on = 5, one thing, style: x</p>", "<p class=on>", "onclick=1", "größe on ö="]
        {
            assert_eq!(masked(html), (html.to_owned(), None));
        }
    }

    #[test]
    fn a_text_with_the_mask_gets_another_one() {
        let (html, mask) = masked("<p onclick=x>data-unread0-onclick</p>");
        assert_eq!(html, "<p data-unread1-onclick=x>data-unread0-onclick</p>");
        assert_eq!(mask.as_deref(), Some("data-unread1-"));
        assert!(is_style("data-unread12-style") && !is_style("style") && !is_style("data-style"));
    }
}
