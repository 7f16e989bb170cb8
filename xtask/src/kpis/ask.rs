//! Rows asked of an API: page by page, by `curl`, which every CI has.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::{Context, Result, bail};
use portico_insights::rows::{self, Kind, Mapping, Row};
use serde::Deserialize;

use super::{Export, outcome};
use crate::run;

/// So many pages of an address are asked for at most.
const PAGES: u32 = 100;

/// `PagerDuty` answers nothing behind so many rows.
const FURTHEST: u64 = 10_000;

/// How a token is named in the header `Authorization`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Scheme {
    /// `Bearer …`: nearly everybody.
    Bearer,
    /// `Token token=…`: the keys of `PagerDuty`.
    Token,
}

/// One answer.
pub(super) struct Answer {
    pub text: String,
    /// The address of the next page, if the header `Link` names one.
    next: Option<String>,
}

/// The host of an address: the rest may say more than a page should show.
pub(super) fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default()
}

/// All rows of an API. A page that cannot be had, or of which nothing can be read, is an error:
/// figures of half of the rows would be wrong, and look right.
pub(super) fn rows<R: Row>(url: &str, export: &Export) -> Result<rows::Read<R>> {
    let mut all = Pages { read: empty(), unknown: None };
    if url.contains("{component}") == export.components.is_empty() {
        bail!("“components” and {{component}} in the url go together: {}", host(url));
    }
    if export.components.is_empty() {
        all.ask(url, export, &export.mapping)?;
    }
    for component in &export.components {
        let is_plain =
            component.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~%".contains(&b));
        if component.is_empty() || !is_plain {
            bail!(
                "components: “{component}” cannot stand in an address; write it as %2F and so on"
            );
        }
        let mut mapping = export.mapping.clone();
        mapping.values.entry("component".to_owned()).or_insert_with(|| component.clone());
        all.ask(&url.replace("{component}", component), export, &mapping)
            .with_context(|| component.clone())?;
    }
    all.read.unknown = all.unknown.unwrap_or_default();
    Ok(all.read)
}

fn empty<R>() -> rows::Read<R> {
    rows::Read { rows: Vec::new(), broken: 0, named: Vec::new(), left_out: 0, unknown: Vec::new() }
}

struct Pages<R> {
    read: rows::Read<R>,
    /// Columns that no page with rows had.
    unknown: Option<Vec<String>>,
}

impl<R: Row> Pages<R> {
    /// Asks for the pages of one address.
    fn ask(&mut self, url: &str, export: &Export, mapping: &Mapping) -> Result<()> {
        let mut address = url.replace("{page}", "1");
        for page in 1..=PAGES {
            let answer = fetch(&address, export)?;
            let text = match mapping.kind {
                Some(Kind::GithubDeployments) => outcome::with(&answer.text, &address, export)?,
                _ => answer.text.clone(),
            };
            let read = rows::read::<R>(&text, None, mapping);
            if read.rows.is_empty() && read.left_out == 0 && read.broken > 0 {
                let what = read.named.first().map(|broken| broken.what.as_str());
                bail!("{}: nothing can be read: {}", host(url), what.unwrap_or_default());
            }
            let is_empty = read.rows.is_empty() && read.left_out == 0;
            self.add(read, is_empty);
            let next = match url.contains("{page}") {
                true if is_empty => None,
                true => Some(url.replace("{page}", &(page + 1).to_string())),
                false => next(&address, &answer)?,
            };
            match next {
                Some(next) if next == address => bail!("{}: a page leads to itself", host(url)),
                Some(next) => address = next,
                None => return Ok(()),
            }
        }
        bail!("{} has more than {PAGES} pages: ask for fewer days", host(url))
    }

    fn add(&mut self, mut read: rows::Read<R>, is_empty: bool) {
        // A column may be missing on a page without rows.
        if !is_empty {
            match &mut self.unknown {
                Some(unknown) => unknown.retain(|name| read.unknown.contains(name)),
                none => *none = Some(read.unknown),
            }
        }
        self.read.rows.append(&mut read.rows);
        self.read.broken += read.broken;
        self.read.left_out += read.left_out;
        self.read.named.append(&mut read.named);
    }
}

/// How an answer says that there is more, where no header does.
#[derive(Debug, Deserialize)]
struct More {
    more: bool,
    limit: u64,
    offset: u64,
}

/// The address of the next page: from the header `Link`, or from `more` and `offset`.
fn next(address: &str, answer: &Answer) -> Result<Option<String>> {
    if let Some(next) = &answer.next {
        if origin(next) != origin(address) {
            bail!("{}: the next page is on another host: {}", host(address), host(next));
        }
        return Ok(Some(next.clone()));
    }
    let Ok(More { more: true, limit, offset }) = serde_json::from_str(&answer.text) else {
        return Ok(None);
    };
    let next = offset + limit;
    if limit == 0 || next + limit > FURTHEST {
        bail!(
            "{}: there is more behind row {next} that it does not give: ask for fewer days",
            host(address)
        );
    }
    Ok(Some(with_offset(address, next)))
}

/// Protocol and host: where a token may go.
pub(super) fn origin(url: &str) -> Option<(&str, &str)> {
    url.split_once("://").map(|(protocol, _)| (protocol, host(url)))
}

/// The address with another `offset`.
fn with_offset(address: &str, offset: u64) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let kept = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("offset="));
    let query: Vec<&str> = kept.collect();
    let join = if query.is_empty() { "" } else { "&" };
    format!("{path}?{}{join}offset={offset}", query.join("&"))
}

/// The next page that a header `Link` names.
fn linked(header: &str) -> Option<String> {
    header.split(',').find_map(|part| {
        let (address, about) = part.split_once(';')?;
        let is_next =
            about.split(';').any(|word| matches!(word.trim(), "rel=\"next\"" | "rel=next"));
        let address = address.trim().strip_prefix('<')?.strip_suffix('>')?;
        is_next.then(|| address.to_owned())
    })
}

/// One answer with what its headers say.
fn fetch(url: &str, export: &Export) -> Result<Answer> {
    let headers = Scratch::new();
    let text = curl(&[url], export, Some(&headers.0))?;
    let said = std::fs::read(&headers.0).unwrap_or_default();
    let said = String::from_utf8_lossy(&said);
    // Of several tries, and of a proxy before, only the last counts.
    let last = said.rsplit("HTTP/").next().unwrap_or_default();
    let mut lines = last.lines();
    let status = lines.next().and_then(|line| line.split_whitespace().nth(1)).unwrap_or_default();
    let header = |wanted: &str| {
        lines.clone().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case(wanted).then(|| value.trim().to_owned())
        })
    };
    if !status.starts_with('2') {
        let to = header("location").map(|to| format!(": it is now at {}", host(&to)));
        bail!("{} answered {status}{}", host(url), to.unwrap_or_default());
    }
    Ok(Answer { text, next: header("link").and_then(|link| linked(&link)) })
}

/// What `curl` gets from addresses, one behind the other. The token goes in by its standard input,
/// so that no list of processes shows it.
pub(super) fn curl(urls: &[&str], export: &Export, headers: Option<&PathBuf>) -> Result<String> {
    // Brackets are part of addresses here, not lists of addresses as for curl.
    let mut options = String::from(
        "fail\nfail-early\ngloboff\nsilent\nshow-error\nmax-time = 60\nretry = 2\nproto = \"=https,http\"\n",
    );
    let first = urls.first().copied().unwrap_or_default();
    for url in urls {
        if !plain(url) || origin(url).is_none() {
            bail!("{} is no address that can be asked", host(url));
        }
        options.push_str(&format!("url = \"{url}\"\n"));
    }
    if is_here(first) {
        options.push_str("noproxy = \"*\"\n");
    }
    if let Some(accepted) = accepted(export.mapping.kind) {
        options.push_str(&format!("header = \"Accept: {accepted}\"\n"));
    }
    if let Some(name) = &export.token_from {
        let token = std::env::var(name).with_context(|| format!("{name} is not set"))?;
        if urls.iter().any(|url| !url.starts_with("https://") && !is_here(url)) {
            bail!("{}: a token goes to https only", host(first));
        }
        if !plain(&token) || token.is_empty() {
            bail!("{name} holds no token");
        }
        let kind = export.mapping.kind;
        let ready =
            if kind == Some(Kind::PagerdutyIncidents) { Scheme::Token } else { Scheme::Bearer };
        let before = match export.scheme.unwrap_or(ready) {
            Scheme::Bearer => "Bearer ",
            Scheme::Token => "Token token=",
        };
        options.push_str(&format!("header = \"Authorization: {before}{token}\"\n"));
    }
    let mut curl = run::program("curl");
    // Nothing that this person's own settings say.
    curl.args(["--disable", "--config", "-"]);
    if let Some(path) = headers {
        curl.arg("--dump-header").arg(path);
    }
    run::fed(&mut curl, options.as_bytes()).with_context(|| format!("cannot ask {}", host(first)))
}

/// The version of an answer that is read.
const fn accepted(kind: Option<Kind>) -> Option<&'static str> {
    match kind {
        Some(Kind::GithubPulls | Kind::GithubDeployments) => Some("application/vnd.github+json"),
        Some(Kind::PagerdutyIncidents) => Some("application/vnd.pagerduty+json;version=2"),
        _ => None,
    }
}

/// Whether a text is safe in quotes in the settings of `curl`.
fn plain(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_graphic() && c != '"' && c != '\\')
}

/// Whether an address is on this machine, which no token leaves then.
fn is_here(url: &str) -> bool {
    let host = host(url);
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    ["127.0.0.1", "localhost", "[::1]"].contains(&name)
}

/// A file of its own that is gone when it is not needed any more.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("portico-kpis-{}-{number}.headers", std::process::id());
        Self(std::env::temp_dir().join(name))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Where there was no answer there is no file.
        let _ = std::fs::remove_file(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_token(name: &str) -> Export {
        Export { token_from: Some(name.to_owned()), ..Export::default() }
    }

    #[test]
    fn a_token_is_in_the_environment_and_leaves_the_machine_encrypted_only() {
        assert_eq!(host("https://api.example.com/repos?x=secret"), "api.example.com");
        let error = fetch("https://api.example.com", &with_token("PORTICO_NO_SUCH_TOKEN"));
        assert!(error.err().unwrap().to_string().contains("is not set"));
        for url in [
            "http://api.example.com",
            "http://127.0.0.1@api.example.com/",
            "http://127.0.0.1.example.com",
        ] {
            let error = fetch(url, &with_token("CARGO_PKG_NAME")).err().unwrap();
            assert!(error.to_string().contains("https only"), "{url}: {error}");
        }
        assert!(
            is_here("http://127.0.0.1:8080/x")
                && is_here("http://[::1]:80/")
                && is_here("http://localhost")
        );
    }

    #[test]
    fn the_next_page() {
        let github = "<https://api.github.com/x?state=all&page=2>; rel=\"next\", <https://api.github.com/x?page=9>; rel=\"last\"";
        assert_eq!(linked(github).as_deref(), Some("https://api.github.com/x?state=all&page=2"));
        assert_eq!(linked("<https://api.github.com/x?page=1>; rel=\"prev\""), None);
        let answer = |text: &str, next: Option<&str>| Answer {
            text: text.to_owned(),
            next: next.map(str::to_owned),
        };
        let from = "https://api.example.com/incidents?statuses[]=resolved&offset=0&limit=25";
        let more = answer(r#"{"incidents": [], "limit": 25, "offset": 25, "more": true}"#, None);
        assert_eq!(
            next(from, &more).unwrap().as_deref(),
            Some("https://api.example.com/incidents?statuses[]=resolved&limit=25&offset=50")
        );
        let far = answer(r#"{"limit": 100, "offset": 9900, "more": true}"#, None);
        assert!(next(from, &far).unwrap_err().to_string().contains("fewer days"));
        let last = answer(r#"{"limit": 25, "offset": 25, "more": false}"#, None);
        assert_eq!(next(from, &last).unwrap(), None);
        let away = answer("[]", Some("https://elsewhere.example/x?page=2"));
        assert!(next(from, &away).unwrap_err().to_string().contains("another host"));
        assert_eq!(with_offset("https://a.example/x", 5), "https://a.example/x?offset=5");
    }
}
