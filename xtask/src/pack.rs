//! Puts a deployment together: a folder of static files.
//!
//! `index.html`, `boot.js`, `portal.json` and `version.json` are asked for on every visit.
//! Everything else is in one folder whose name is a hash of what is in it, so it can be kept for
//! ever, and a page never mixes files of two builds (the chunks of one build fit no other).

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::json;

use crate::args::Args;
use crate::chunks as shared;
use crate::csp::Policy;
use crate::guards;
use crate::hash::Hash;
use crate::styles::{self, css};
use crate::wasm::{self, Chunks, Profile};
use crate::{budget, compress, handbook, repo, run, scripts, sizes, snapshot, tokens};

/// What to build.
pub struct Build {
    pub profile: Profile,
    /// The path under which the portal is deployed: starts and ends with `/`.
    pub base: String,
    /// Where the deployment goes; the folder is replaced.
    pub out: PathBuf,
    /// Reload the page when `trunk serve` has built again.
    pub reload: bool,
}

/// `cargo xtask build [--debug] [--base /path/] [--dir dist]`.
pub fn run(mut args: Args) -> Result<()> {
    let profile = if args.flag("--debug") { Profile::Debug } else { Profile::Release };
    let base = base_path(args.option("--base")?)?;
    let out = repo::root().join(args.option("--dir")?.unwrap_or_else(|| "dist".to_owned()));
    args.finish()?;
    build(&Build { profile, base, out, reload: false })
}

/// `cargo xtask wasm`: the same for Trunk, which says in its environment what it wants.
pub fn run_in_trunk(args: Args) -> Result<()> {
    args.finish()?;
    let variable = |name: &str| {
        std::env::var(name).with_context(|| format!("no {name}: this command is Trunk's hook"))
    };
    let profile = match variable("TRUNK_PROFILE")?.as_str() {
        "release" => Profile::Release,
        _ => Profile::Debug,
    };
    let base = base_path(Some(variable("TRUNK_PUBLIC_URL")?))?;
    let out = PathBuf::from(variable("TRUNK_STAGING_DIR")?);
    build(&Build { profile, base, out, reload: profile == Profile::Debug })
}

/// A path to deploy under, with `/` at both ends.
pub fn base_path(given: Option<String>) -> Result<String> {
    let given = given.unwrap_or_else(|| "/".to_owned());
    let inner = given.trim_matches('/');
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '_' | '.' | '~');
    if !inner.chars().all(plain) || inner.split('/').any(|part| part == "..") {
        bail!("`{given}` is not a path to deploy under: letters, digits, - _ . ~ and / only");
    }
    Ok(if inner.is_empty() { "/".to_owned() } else { format!("/{inner}/") })
}

/// Builds a whole deployment.
///
/// # Errors
/// When a step fails, a guard finds something, or a budget is exceeded.
pub fn build(build: &Build) -> Result<()> {
    let package = repo::target().join("portico").join(build.profile.name()).join("pkg");
    let chunks = wasm::build(build.profile, &package)?;
    run::step("styles, fonts, pages", || {
        styles::guards::check()?;
        fill(build, &package, &chunks)
    })?;
    let hash = content_hash(&package)?;
    lay_out(build, &package, &hash, &chunks)?;
    if build.profile == Profile::Debug {
        println!("{} is ready (debug)", repo::shown(&build.out));
        return Ok(());
    }
    guards::dist::check(&build.out)?;
    run::step("compress", || compress::folder(&build.out).map(drop))?;
    budget::check(&build.out, &format!("pkg-{hash}"), &chunks)
}

/// Adds to the package what does not come from Rust.
fn fill(build: &Build, package: &Path, chunks: &Chunks) -> Result<()> {
    for (name, sheet) in styles::assemble()? {
        let sheet = match build.profile {
            Profile::Debug => sheet,
            Profile::Release => css::minify(&sheet)?,
        };
        repo::write(package.join(name), sheet)?;
    }
    if build.profile == Profile::Release {
        for script in repo::files_with(package, "js")? {
            repo::write(&script, scripts::tighten(&repo::read(&script)?))?;
        }
    }
    for font in repo::files_with(repo::root().join("style/fonts"), "woff2")? {
        let name = font.file_name().context("a font without a name")?;
        repo::write(package.join("fonts").join(name), fs::read(&font)?)?;
    }
    handbook::write(package)?;
    repo::write(package.join("manifest.json"), json!({ "chunks": chunks }).to_string())
}

/// Writes the deployment folder around the package.
fn lay_out(build: &Build, package: &Path, hash: &str, chunks: &Chunks) -> Result<()> {
    // Trunk's staging folder is there already and is Trunk's to empty.
    if !build.reload && build.out.exists() {
        fs::remove_dir_all(&build.out)
            .with_context(|| format!("cannot replace {}", build.out.display()))?;
    }
    copy(&repo::root().join("public"), &build.out)?;
    copy(package, &build.out.join(format!("pkg-{hash}")))?;
    if build.profile == Profile::Release {
        let boot = build.out.join("boot.js");
        repo::write(&boot, scripts::tighten(&repo::read(&boot)?))?;
    }
    // Whoever writes descriptors wants to see them, not what they said when the build began.
    let catalog = match build.profile {
        Profile::Release if snapshot::write(&build.out)? => snapshot::FILE,
        _ => "",
    };
    let policy = Policy::of(&build.out)?;
    let template = repo::read(repo::root().join("index.html"))?;
    repo::write(
        build.out.join("index.html"),
        page(&template, build, hash, (chunks, catalog), &policy)?,
    )?;
    if build.reload {
        repo::write(build.out.join("dev-reload.js"), include_str!("dev-reload.js"))?;
    }
    repo::write(build.out.join("_headers"), policy.headers_file(&build.base))?;
    // Measured when the files are compressed; a debug build's are not.
    repo::write(build.out.join(sizes::FILE), "{}")?;
    let version =
        json!({ "build": hash, "version": env!("CARGO_PKG_VERSION"), "base": build.base });
    repo::write(build.out.join("version.json"), version.to_string())
}

/// `index.html` for one build: its `{{names}}` filled in, its comments left out.
fn page(
    template: &str,
    build: &Build,
    hash: &str,
    (chunks, catalog): (&Chunks, &str),
    policy: &Policy,
) -> Result<String> {
    let source = tokens::load()?;
    let package = format!("{}pkg-{hash}/", build.base);
    let mut html = without_comments(template)?;
    // The line that tells Trunk to leave the Rust build alone is nothing for browsers, nor is
    // what belongs to the other profile.
    let split = build.profile == Profile::Release;
    html = html
        .lines()
        .filter(|line| !line.contains("data-trunk") && !line.trim().is_empty())
        .filter(|line| build.reload || !line.contains("dev-reload.js"))
        .filter(|line| split || !line.contains("__wasm_split.js"))
        .map(|line| format!("{line}\n"))
        .collect();
    for (name, value) in [
        ("base", build.base.as_str()),
        ("package", package.as_str()),
        ("build", hash),
        ("chunks", &attribute(&serde_json::to_string(&shared::ahead(chunks))?)),
        ("catalog", catalog),
        ("csp", &attribute(&policy.meta())),
        ("light", &source.hex("light", "bg-surface")?),
        ("dark", &source.hex("dark", "bg-surface")?),
    ] {
        html = html.replace(&format!("{{{{{name}}}}}"), value);
    }
    match html.split_once("{{") {
        Some((_, rest)) => {
            bail!("index.html: `{}` is unknown", rest.split("}}").next().unwrap_or_default())
        }
        None => Ok(html),
    }
}

/// A text for between double quotes in HTML.
fn attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

fn without_comments(html: &str) -> Result<String> {
    let mut parts = html.split("<!--");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (_, after) = part.split_once("-->").context("index.html: a comment is not closed")?;
        out.push_str(after);
    }
    Ok(out)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    for path in repo::files(from)? {
        let target = to.join(path.strip_prefix(from)?);
        repo::write(target, fs::read(&path)?)?;
    }
    Ok(())
}

/// A hash of the names and bytes below a folder.
fn content_hash(folder: &Path) -> Result<String> {
    let mut hash = Hash::new();
    for path in repo::files(folder)? {
        let name = path.strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
        hash.add(name.as_bytes());
        hash.add(&fs::read(&path)?);
    }
    Ok(hash.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example(base: &str, profile: Profile, reload: bool) -> String {
        let build = Build { profile, base: base.to_owned(), out: PathBuf::from("unused"), reload };
        let files = vec!["chunk_1.wasm".to_owned(), "split_ci.wasm".to_owned()];
        let chunks = Chunks::from([("ci".to_owned(), files)]);
        let policy = Policy::parse(r#"{"sources": [{"url": "https://a.example.com"}]}"#).unwrap();
        let template = repo::read(repo::root().join("index.html")).unwrap();
        page(&template, &build, "0123", (&chunks, ""), &policy).unwrap()
    }

    #[test]
    fn a_base_path_has_a_slash_at_both_ends() {
        for (given, path) in [("/", "/"), ("", "/"), ("/sub/path/", "/sub/path/"), ("a", "/a/")] {
            assert_eq!(base_path(Some(given.to_owned())).unwrap(), path);
        }
        for given in ["/a b/", "https://x/", "/a\"b/", "/../"] {
            assert!(base_path(Some(given.to_owned())).is_err(), "{given}");
        }
    }

    #[test]
    fn every_address_in_the_page_stands_under_its_base() {
        let html = example("/sub/path/", Profile::Release, false);
        let addresses: Vec<&str> = [" href=\"", " src=\"", " data-package=\""]
            .iter()
            .flat_map(|attribute| html.split(attribute).skip(1))
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert!(addresses.len() > 5, "{addresses:?}");
        for address in addresses {
            assert!(address.starts_with("/sub/path/") || address.is_empty(), "{address}");
        }
        assert!(html.contains("content=\"/sub/path/\""), "the app reads its base from a <meta>");
    }

    #[test]
    fn the_page_holds_the_policy_before_anything_it_rules() {
        let html = example("/", Profile::Release, false);
        let policy = html.find("Content-Security-Policy").unwrap();
        assert!(policy < html.find("<script").unwrap() && policy < html.find("<link").unwrap());
        assert!(html.contains("connect-src 'self' https://a.example.com;"));
        for inline in ["<style", " style=", " onclick=", "<script>", "javascript:"] {
            assert!(
                !html.contains(inline),
                "{inline} in index.html would need a hole in the policy"
            );
        }
        assert!(!html.contains("data-trunk") && !html.contains("<!--") && !html.contains("{{"));
    }

    #[test]
    fn reloading_is_for_developers_only() {
        assert!(example("/", Profile::Debug, true).contains("dev-reload.js"));
        assert!(!example("/", Profile::Debug, false).contains("dev-reload.js"));
        assert!(!example("/", Profile::Debug, false).contains("__wasm_split.js"));
    }
}
