//! `metadata.links`.

use super::field::{Field, Shape};
use super::names;
use crate::finding::{Findings, quoted};
use crate::location::{LinkError, check_link};
use crate::record::Severity;

/// Says what is wrong with the links. What cannot be followed is shown as text.
pub(super) fn check(links: &Field<'_>, findings: &mut Findings) {
    links.check(Shape::List, false, findings);
    for link in links.items() {
        link.check(Shape::Map, true, findings);
        if link.node().is_none_or(|node| node.entries().is_empty()) {
            continue;
        }
        check_url(&link.child("url"), findings);
        for key in ["title", "type"] {
            link.child(key).check_text(false, findings);
        }
        check_icon(&link.child("icon"), findings);
    }
}

fn check_url(field: &Field<'_>, findings: &mut Findings) {
    field.check_text(true, findings);
    let Some(url) = field.text().filter(|url| !url.is_empty()) else { return };
    let Err(error) = check_link(&url) else { return };
    let (rule, message, help) = match error {
        LinkError::Scheme => (
            "link-scheme",
            format!("{} is not a web or mail address; it is shown as text.", quoted(&url)),
            "Use an address that starts with https://, http:// or mailto:.",
        ),
        LinkError::Relative => (
            "link-url-invalid",
            format!("{} is not a whole address; it is shown as text.", quoted(&url)),
            "Write the whole address, starting with https://.",
        ),
        LinkError::Host => (
            "link-url-invalid",
            format!("{} does not name a host to go to; it is shown as text.", quoted(&url)),
            "Write https:// and the name of a host, without a user name or spaces.",
        ),
        LinkError::Long => (
            "link-url-invalid",
            format!("{} is longer than 2,048 characters; it is shown as text.", quoted(&url)),
            "Use a shorter address.",
        ),
    };
    findings.push(field.finding(Severity::Warning, rule, message, help));
}

fn check_icon(field: &Field<'_>, findings: &mut Findings) {
    field.check_text(false, findings);
    if let Some(icon) = field.text().filter(|icon| !names::is_icon(icon)) {
        findings.push(field.finding(
            Severity::Warning,
            "link-icon-invalid",
            format!("{} is not the name of an icon; a general one is shown.", quoted(&icon)),
            "Use a name such as dashboard or docs.",
        ));
    }
}
