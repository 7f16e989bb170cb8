//! The scoped styles in two sheets: what the first view of the catalog shows, and the rest, which
//! the browser fetches when a part of the portal is drawn that needs it.

use anyhow::{Result, bail};

use super::css::{self, Piece};

/// The folders of `components/src`, and the classes of the shell, that the first view may show. A
/// component that is not named here is in the later sheet; `tests/e2e/pages.spec.ts` looks whether
/// the first view misses it.
const FIRST: [&str; 48] = [
    "app-shell",
    "avatar",
    "banner",
    "bottom-bar",
    "breadcrumbs",
    "button",
    "card",
    "chip",
    "cluster",
    "copy-button",
    "counter",
    "data-table",
    "dialog",
    "drawer",
    "empty-state",
    "error-panel",
    "filter-bar",
    "icon",
    "icon-button",
    "input",
    "item-row",
    "kbd",
    "kind-icon",
    "lifecycle-badge",
    "link",
    "link-menu",
    "list",
    "live-region",
    "menu",
    "nav-list",
    "owner-badge",
    "page-header",
    "panel",
    "progress-bar",
    "ref-link",
    "relative-time",
    "resource-list",
    "routed-tabs",
    "search-field",
    "select-panel",
    "skeleton",
    "spinner",
    "stack",
    "status",
    "tag",
    "tag-list",
    "toast",
    "toggle-button",
];

/// What else the first view may show: names that are no folder of their own.
const FIRST_CLASSES: [&str; 7] = [
    "pk-error-details",
    "pk-facet-list",
    "pk-filter-section",
    "pk-tooltip",
    "pk-top-bar",
    "shell-account",
    "shell-search",
];

/// The two sheets.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Sheets {
    /// Needed before anything is seen.
    pub first: String,
    /// Needed by what is loaded later.
    pub later: String,
}

/// Divides what the build script collected: layers that hold rules of one root class each.
///
/// # Errors
/// When the sheet does not parse or a rule stands outside of the layers.
pub fn divide(collected: &str) -> Result<Sheets> {
    let mut sheets = Sheets::default();
    let mut depth = 0_usize;
    let mut layer = String::new();
    // The rule so far, and how much of it is its head.
    let (mut rule, mut head) = (String::new(), None);
    let (mut first, mut later) = (String::new(), String::new());
    for piece in css::pieces(collected)? {
        match piece {
            Piece::Mark('{') if depth == 0 => {
                if !rule.trim().starts_with("@layer ") {
                    bail!("`{}` stands outside of the layers", rule.trim());
                }
                layer = std::mem::take(&mut rule).trim().to_owned();
                depth = 1;
                continue;
            }
            Piece::Mark('}') if depth == 1 => {
                for (sheet, rules) in
                    [(&mut sheets.first, &mut first), (&mut sheets.later, &mut later)]
                {
                    if !rules.trim().is_empty() {
                        sheet.push_str(&format!("{layer} {{{rules}}}\n"));
                    }
                    rules.clear();
                }
                (depth, head) = (0, None);
                rule.clear();
                continue;
            }
            Piece::Mark('{') => {
                if depth == 1 {
                    head = Some(rule.trim().to_owned());
                }
                depth += 1;
            }
            Piece::Mark('}') => depth -= 1,
            _ => {}
        }
        match piece {
            Piece::Mark(mark) => rule.push(mark),
            Piece::Comment(text) | Piece::Text(text) | Piece::Word(text) => rule.push_str(text),
            Piece::Space => rule.push(' '),
        }
        if depth == 1
            && piece == Piece::Mark('}')
            && let Some(head) = head.take()
        {
            let rules = if is_first(&head) { &mut first } else { &mut later };
            rules.push_str(&std::mem::take(&mut rule));
        }
    }
    if depth > 0 {
        bail!("a block is not closed");
    }
    Ok(sheets)
}

/// Whether a rule with this head belongs to the first view: `.pk-tag.l-1` or
/// `@keyframes pk-toast-in`.
fn is_first(head: &str) -> bool {
    let named = |name: &str| {
        FIRST_CLASSES.contains(&name)
            || name.strip_prefix("pk-").is_some_and(|folder| FIRST.contains(&folder))
    };
    if let Some(animation) = head.strip_prefix("@keyframes ") {
        // `pk-<folder>-<what it does>`
        return animation.trim().rsplit_once('-').is_some_and(|(owner, _)| named(owner));
    }
    let class = head.strip_prefix('.').unwrap_or(head);
    named(class.split(['.', ':', ' ', '[']).next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_goes_to_one_sheet_and_keeps_its_layer() {
        let sheet = "@layer components {.pk-tag.l-1{color: red;& > a { color: blue }}\
                     .pk-switch.l-2{color: green}@keyframes pk-toast-in {to{opacity: 1}}\
                     @keyframes pk-command-palette-in {to{opacity: 1}}}\n\
                     @layer pages {.gallery.l-3{@media print {display: none}}}\n";
        let Sheets { first, later } = divide(sheet).unwrap();
        assert_eq!(
            first,
            "@layer components {.pk-tag.l-1{color: red;& > a { color: blue }}\
             @keyframes pk-toast-in {to{opacity: 1}}}\n"
        );
        assert_eq!(
            later,
            "@layer components {.pk-switch.l-2{color: green}\
             @keyframes pk-command-palette-in {to{opacity: 1}}}\n\
             @layer pages {.gallery.l-3{@media print {display: none}}}\n"
        );
    }

    #[test]
    fn a_rule_outside_of_the_layers_is_an_error() {
        assert!(divide(".pk-tag{color: red}").is_err());
        assert!(divide("@layer pages {.a{color: red}").is_err());
    }

    #[test]
    fn what_is_named_exists() {
        for folder in FIRST {
            let path = crate::repo::root().join("components/src").join(folder.replace('-', "_"));
            assert!(path.is_dir(), "no component {folder}");
        }
    }
}
