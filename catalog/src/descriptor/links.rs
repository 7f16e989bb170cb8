//! `metadata.links`.

use super::field::{Field, Shape};
use super::names;
use crate::finding::{Findings, quoted, warning};
use crate::location::{LinkError, check_link};

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
    const INVALID: &str = "link-url-invalid";
    field.check_text(true, findings);
    let Some(url) = field.text().filter(|url| !url.is_empty()) else { return };
    let Err(fault) = check_link(&url) else { return };
    let rule = match fault {
        LinkError::Scheme => {
            const {
                &warning(
                    "link-scheme",
                    "{} is not a web or mail address; it is shown as text.",
                    "Use an address that starts with https://, http:// or mailto:.",
                )
            }
        }
        LinkError::Relative => {
            const {
                &warning(
                    INVALID,
                    "{} is not a whole address; it is shown as text.",
                    "Write the whole address, starting with https://.",
                )
            }
        }
        LinkError::Host => {
            const {
                &warning(
                    INVALID,
                    "{} does not name a host to go to; it is shown as text.",
                    "Write https:// and the name of a host, without a user name or spaces.",
                )
            }
        }
        LinkError::Long => {
            const {
                &warning(
                    INVALID,
                    "{} is longer than 2,048 characters; it is shown as text.",
                    "Use a shorter address.",
                )
            }
        }
    };
    findings.push(field.finding(rule, &[&quoted(&url)]));
}

fn check_icon(field: &Field<'_>, findings: &mut Findings) {
    field.check_text(false, findings);
    if let Some(icon) = field.text().filter(|icon| !names::is_icon(icon)) {
        findings.push(field.finding(
            const {
                &warning(
                    "link-icon-invalid",
                    "{} is not the name of an icon; a general one is shown.",
                    "Use a name such as dashboard or docs.",
                )
            },
            &[&quoted(&icon)],
        ));
    }
}
