//! Words that must not be in what is shipped, because the policy of the page refuses what they
//! do, or because one place has to do it for all.

use anyhow::{Result, bail};

use super::{File, has_word};
use crate::repo;
use crate::styles::{SCOPED, css};

/// What is shipped to browsers.
const SHIPPED: [&str; 6] =
    ["src", "components/src", "catalog/src", "definitions/src", "insights/src", "templates/src"];

/// Words that are allowed in some places only.
struct Ban {
    words: &'static [&'static str],
    /// Paths that may use them.
    except: &'static [&'static str],
    /// Why, and the way out.
    why: &'static str,
}

const BANS: [Ban; 6] = [
    Ban {
        words: &[
            "inner_html",
            "set_inner_html",
            "set_outer_html",
            "insert_adjacent_html",
            "set_srcdoc",
        ],
        except: &["components/src/safe_html/"],
        why: "a text becomes HTML in one place only: use `SafeHtml`, which takes cleaned HTML",
    },
    Ban {
        words: &[
            "document.write",
            "js_sys::eval",
            "Function::new_no_args",
            "Function::new_with_args",
            "create_contextual_fragment",
        ],
        except: &[],
        why: "the policy of the page forbids to make code from text",
    },
    Ban {
        words: &[
            "gloo_net",
            "fetch_with_str",
            "fetch_with_request",
            "XmlHttpRequest",
            "EventSource",
            "WebSocket",
            "send_beacon",
        ],
        except: &["src/net/"],
        why: "`net` is the only code that calls anybody: deadlines, credentials and origins are \
              decided there",
    },
    Ban {
        words: &[" style=", "\tstyle=", "<style", "set_attribute(\"style\"", "attr:style="],
        except: &[],
        why: "the policy drops style attributes: use a class, a `data-` attribute or `style:name=`",
    },
    Ban {
        words: &["open_with_url", "set_opener"],
        except: &["components/src/safe_url.rs", "components/src/link/"],
        why: "a link to another site is a `SafeUrl` in a link, so that the reader sees where it leads",
    },
    Ban {
        words: &[
            "allow(clippy::unwrap_used",
            "allow(clippy::expect_used",
            "allow(clippy::panic",
            "allow(clippy::indexing_slicing",
            "allow(clippy::string_slice",
        ],
        except: &["src/plugins/debug"],
        why: "a panic ends the whole portal: return an error",
    },
];

/// Checks the sources of this repository.
///
/// # Errors
/// Names every fault.
pub fn check() -> Result<()> {
    let mut faults = Vec::new();
    for folder in SHIPPED {
        for file in File::read(repo::files_with(repo::root().join(folder), "rs")?)? {
            faults.extend(words(&file));
        }
    }
    let styles = SCOPED.iter().chain(&["style"]);
    for folder in styles {
        for file in File::read(repo::files_with(repo::root().join(folder), "css")?)? {
            faults.extend(values(&file));
        }
    }
    if faults.is_empty() {
        return Ok(());
    }
    bail!("sources:\n  {}", faults.join("\n  "))
}

fn words(file: &File) -> Vec<String> {
    let mut faults = Vec::new();
    for ban in BANS.iter().filter(|ban| !ban.except.iter().any(|e| file.path.starts_with(e))) {
        for (number, line) in file.code() {
            let code = line.split(" // ").next().unwrap_or_default();
            for word in ban.words.iter().filter(|word| has_word(code, word)) {
                faults.push(format!("{}:{number}: `{}`: {}", file.path, word.trim(), ban.why));
            }
        }
    }
    faults
}

/// Values that belong into the tokens.
fn values(file: &File) -> Vec<String> {
    if file.path == "style/01-tokens.css" {
        return Vec::new();
    }
    let declarations = match css::declarations(&file.text) {
        Ok(declarations) => declarations,
        Err(error) => return vec![format!("{}: {error}", file.path)],
    };
    let mut faults = Vec::new();
    for (_, name, value) in declarations {
        if let Some(color) = raw_color(&value) {
            faults.push(format!(
                "{}: `{name}: {value}`: `{color}` is the same in every theme; use a token",
                file.path
            ));
        }
        if name == "z-index" && !value.starts_with("var(") && value != "auto" {
            faults.push(format!(
                "{}: `{name}: {value}`: what lies over what is decided in the tokens; use `--dp-z-…`",
                file.path
            ));
        }
    }
    faults
}

fn raw_color(value: &str) -> Option<&str> {
    let parts = value.split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '/'));
    let hex = parts.into_iter().find(|part| {
        part.strip_prefix('#').is_some_and(|digits| {
            matches!(digits.len(), 3 | 4 | 6 | 8) && digits.chars().all(|c| c.is_ascii_hexdigit())
        })
    });
    let functions = ["rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklab(", "oklch("];
    hex.or_else(|| functions.into_iter().find(|function| has_word(value, function)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> File {
        File { path: path.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn each_banned_word_is_found_with_its_line() {
        for (code, says) in [
            ("view! { <p inner_html=text /> }", "`inner_html`"),
            ("el.set_inner_html(text);", "`set_inner_html`"),
            ("js_sys::eval(text)", "`js_sys::eval`"),
            ("use gloo_net::http::Request;", "`gloo_net`"),
            ("WebSocket::new(url)", "`WebSocket`"),
            ("view! { <p style=move || width() /> }", "`style=`"),
            ("#![allow(clippy::unwrap_used)]", "allow(clippy::unwrap_used"),
        ] {
            let found = words(&file("src/plugins/x/mod.rs", &format!("//! x\n{code}\n")));
            assert_eq!(found.len(), 1, "{code}: {found:?}");
            assert!(found[0].starts_with("src/plugins/x/mod.rs:2: "), "{found:?}");
            assert!(found[0].contains(says), "{found:?}");
        }
    }

    #[test]
    fn what_is_allowed_passes() {
        for code in [
            "// never use inner_html here",
            "view! { <p style:width=move || width() class=scope /> }",
            "let inner_html_size = 1;",
            "let style = 1;",
            "let x = 1; // no inner_html",
        ] {
            assert!(words(&file("src/shell/x.rs", code)).is_empty(), "{code}");
        }
        assert!(words(&file("src/net/browser.rs", "gloo_net::http::Request")).is_empty());
        assert!(words(&file("components/src/safe_html/mod.rs", "inner_html=x")).is_empty());
    }

    #[test]
    fn raw_values_are_found_in_styles() {
        let faults = |text: &str| values(&file("components/src/a/a.css", text)).len();
        assert_eq!(faults(".a{color:#1f57c8}"), 1);
        assert_eq!(faults(".a{box-shadow:0 1px 2px rgb(0 0 0 / 0.1)}"), 1);
        assert_eq!(faults(".a{&:hover{border:1px solid #abc}}"), 1);
        assert_eq!(faults(".a{z-index:10}"), 1);
        assert_eq!(faults(".a{z-index:var(--dp-z-raised);color:var(--dp-fg-default)}"), 0);
        assert_eq!(faults(".a{background:url(#mask);color:currentColor;z-index:auto}"), 0);
        assert_eq!(faults("#crash{color:inherit}"), 0);
    }
}
