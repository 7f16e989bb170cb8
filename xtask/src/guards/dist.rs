//! What must not be in a deployment.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::repo;

/// Addresses in scripts, pages and styles that are names, not places anything is loaded from.
const NAMES: [&str; 1] = ["http://www.w3.org/"];

/// Checks every file of a deployment.
///
/// # Errors
/// Names every fault.
pub fn check(folder: &Path) -> Result<()> {
    let paths = machine_paths();
    let mut faults = Vec::new();
    for path in repo::files(folder)? {
        let name = path.strip_prefix(folder)?.to_string_lossy().into_owned();
        let bytes = fs::read(&path).with_context(|| format!("cannot read {name}"))?;
        faults.extend(faults_of(&name, &bytes, &paths));
    }
    if faults.is_empty() {
        return Ok(());
    }
    bail!("the deployment is not fit to be shipped:\n  {}", faults.join("\n  "))
}

fn faults_of(name: &str, bytes: &[u8], machine_paths: &[String]) -> Vec<String> {
    let mut faults = Vec::new();
    if contains(bytes, "__wasm_split_placeholder__") {
        faults.push(format!("{name}: a lazy chunk was not split off; the page would not start"));
    }
    for path in machine_paths.iter().filter(|path| contains(bytes, path)) {
        faults.push(format!("{name}: holds `{path}`, a path of the machine that built it"));
    }
    let loads = [".html", ".js", ".css"].iter().any(|ending| name.ends_with(ending));
    // What the demo organisation says about itself is data; the portal never loads it unasked. The
    // checker of the gallery names its licence and the pages that explain its rules.
    if loads && !name.starts_with("demo/") && !name.ends_with("/gallery/axe.js") {
        faults.extend(foreign(&String::from_utf8_lossy(bytes)).map(|address| {
            format!("{name}: names `{address}`; the portal asks nobody but its own origin")
        }));
    }
    faults
}

/// Absolute addresses in a text, without those that are only names.
fn foreign(text: &str) -> impl Iterator<Item = String> {
    const STARTS: [&str; 2] = ["https://", "http://"];
    let places = STARTS.iter().flat_map(|start| text.match_indices(start));
    let addresses = places.filter_map(|(at, _)| {
        let rest = text.get(at..)?;
        let end = rest.find(|c: char| c.is_whitespace() || "\"'`<>)\\;".contains(c));
        rest.get(..end.unwrap_or(rest.len()))
    });
    addresses
        .filter(|address| !NAMES.iter().any(|name| address.starts_with(name)))
        .map(str::to_owned)
}

/// Folders of this machine that a careless build would name.
fn machine_paths() -> Vec<String> {
    let mut paths = vec![repo::root()];
    paths.extend(std::env::var_os("CARGO_HOME").map(Into::into));
    let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE"));
    // With a separator behind it, so that a user called `a` is not found in every word.
    let mut paths: Vec<String> =
        paths.iter().map(|path| path.to_string_lossy().into_owned()).collect();
    paths.extend(home.map(|home| format!("{}/", home.to_string_lossy())));
    paths.retain(|path| path.len() > 2);
    paths
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(name: &str, text: &str) -> String {
        faults_of(name, text.as_bytes(), &["/home/ann/".to_owned()]).join("; ")
    }

    #[test]
    fn a_clean_file_passes() {
        let svg = "createElementNS('http://www.w3.org/2000/svg', 'svg')";
        assert_eq!(faults("pkg-1/portal.js", svg), "");
        assert_eq!(faults("demo/catalog.yaml", "url: https://example.com/wiki"), "");
    }

    #[test]
    fn each_fault_is_named() {
        assert!(faults("a.wasm", "x __wasm_split_placeholder__ y").contains("not split off"));
        assert!(faults("a.wasm", "panic at /home/ann/x.rs").contains("/home/ann/"));
        let sheet = "@import url(https://fonts.example.com/x.css);";
        assert!(faults("pkg-1/styles.css", sheet).contains("`https://fonts.example.com/x.css`"));
        assert!(faults("index.html", "<img src='http://a.b/c'>").contains("`http://a.b/c`"));
    }
}
