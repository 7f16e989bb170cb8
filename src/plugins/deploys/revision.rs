//! Versions, images and revisions, as people write them.

use super::model::Source;
use std::collections::BTreeSet;

/// The versions that run, from the tags of the images: `4.17.3`, or with names where there are
/// images of several repositories: `ledger 7.31.2, proxy 1.27.2`.
#[must_use]
pub fn versions(images: &[String]) -> String {
    let parts: Vec<(&str, &str)> = images.iter().map(|image| image_parts(image)).collect();
    let one = parts.iter().all(|(name, _)| parts.first().is_some_and(|first| first.0 == *name));
    let words = parts.iter().map(|(name, tag)| match one {
        true => (*tag).to_owned(),
        false => joined_by_space(name, tag),
    });
    words.collect::<Vec<_>>().join(", ")
}

/// The names of images, without registry and version.
#[must_use]
pub fn image_names(images: &[String]) -> BTreeSet<&str> {
    images.iter().map(|image| image_parts(image).0).collect()
}

fn joined_by_space(name: &str, tag: &str) -> String {
    [name, " ", tag].concat()
}

/// Name and tag of an image: `registry:5000/payments/ledger:7.31.2@sha256:…` is `ledger`, `7.31.2`.
fn image_parts(image: &str) -> (&str, &str) {
    let (named, digest) = image.split_once('@').unwrap_or((image, ""));
    let last = named.rsplit('/').next().unwrap_or(named);
    match last.split_once(':') {
        Some((name, tag)) => (name, tag),
        None if digest.is_empty() => (last, "latest"),
        None => (last, digest.get(..15).unwrap_or(digest)),
    }
}

/// A revision as people write it: seven digits of a commit, all of a version.
#[must_use]
pub fn short(revision: &str) -> &str {
    let is_commit = revision.len() >= 40 && revision.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_commit { revision.get(..7).unwrap_or(revision) } else { revision }
}

/// Page of a commit, where the host says what its addresses look like. Not checked yet.
#[must_use]
pub fn commit_page(source: &Source, revision: &str) -> Option<String> {
    if source.is_chart || revision.is_empty() {
        return None;
    }
    let repo = source.repo.strip_suffix(".git").unwrap_or(&source.repo);
    let repo = match repo.strip_prefix("git@").and_then(|rest| rest.split_once(':')) {
        Some((host, path)) => ["https://", host, "/", path].concat(),
        None => repo.to_owned(),
    };
    let host = repo.strip_prefix("https://")?.split('/').next()?;
    let between = [("github", "/commit/"), ("gitlab", "/-/commit/"), ("bitbucket", "/commits/")];
    let (_, between) = between.into_iter().find(|(name, _)| host.contains(name))?;
    Some([&*repo, between, revision].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_the_tags() {
        let versions = |images: &[&str]| {
            super::versions(&images.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>())
        };
        let rollout = versions(&["r:5000/a/gateway:4.17.3", "r:5000/a/gateway:4.18.0"]);
        assert_eq!(rollout, "4.17.3, 4.18.0");
        let sidecar = versions(&["r/ledger:7.31.2@sha256:ab", "r/proxy"]);
        assert_eq!(sidecar, "ledger 7.31.2, proxy latest");
        assert_eq!(versions(&[]), "");
    }

    #[test]
    fn a_commit_has_a_page_where_the_host_is_known() {
        let page =
            |repo: &str| commit_page(&Source { repo: repo.into(), ..Source::default() }, "abc");
        let github = Some("https://github.com/o/r/commit/abc".to_owned());
        assert_eq!(page("https://github.com/o/r.git"), github);
        assert_eq!(page("git@github.com:o/r.git"), github);
        assert_eq!(page("https://gitlab.x/g/r"), Some("https://gitlab.x/g/r/-/commit/abc".into()));
        assert_eq!(page("javascript:alert(1)//github.com/o/r"), None);
    }
}
