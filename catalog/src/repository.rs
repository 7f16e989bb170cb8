//! Where a descriptor lies in a repository, and where it can be changed there.

use crate::view::EntityView;

/// Annotation with the address at which the descriptor can be changed.
const EDIT: &str = "backstage.io/edit-url";
/// Annotation with the address that the descriptor was read from.
const MANAGED_BY: &str = "backstage.io/managed-by-location";
/// Annotation with the folder of the source code.
const SOURCE: &str = "backstage.io/source-location";

/// What is known about a descriptor's place in a repository. Addresses are as written or made of
/// what was written: they are text until they have been checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Home {
    /// Where the descriptor can be changed.
    pub edit: Option<String>,
    /// Where the source code can be looked at.
    pub source: Option<String>,
    /// The descriptor's path within its repository.
    pub path: Option<String>,
}

/// The place of an entity's descriptor, from its annotations and from where it was read.
#[must_use]
pub fn home(entry: &EntityView<'_>) -> Home {
    let file = entry.place().file;
    let managed = entry.annotation(MANAGED_BY).map(target);
    let read = managed.or_else(|| entry.annotation(EDIT)).unwrap_or(&file);
    let parts = Parts::of(read);
    let written = entry.annotation(EDIT).map(str::to_owned);
    Home {
        edit: written.or_else(|| parts.as_ref().map(Parts::edit)),
        source: entry.annotation(SOURCE).map(|text| target(text).to_owned()),
        path: parts.map(|parts| parts.path),
    }
}

/// The address in `url:https://…`.
fn target(text: &str) -> &str {
    text.strip_prefix("url:").unwrap_or(text)
}

/// An address of a file in a repository, taken apart.
struct Parts {
    /// The repository, without a slash at its end.
    repository: String,
    /// What stands before the branch of an address at which a file is changed.
    edit: &'static str,
    branch: String,
    path: String,
}

impl Parts {
    /// Understands the addresses of GitHub, GitLab and Gitea, on any host, and of GitHub's raw
    /// files. Branches have no slash here.
    fn of(address: &str) -> Option<Self> {
        let address = address.split(['?', '#']).next().unwrap_or(address);
        if let Some(rest) = address.strip_prefix("https://raw.githubusercontent.com/") {
            let mut parts = rest.splitn(4, '/');
            let (owner, name) = (parts.next()?, parts.next()?);
            let repository = ["https://github.com/", owner, "/", name].concat();
            return Self::new(&repository, "/edit/", &[parts.next()?, "/", parts.next()?].concat());
        }
        if !address.starts_with("https://") && !address.starts_with("http://") {
            return None;
        }
        const SHAPES: [(&str, &str); 8] = [
            ("/-/blob/", "/-/edit/"),
            ("/-/raw/", "/-/edit/"),
            ("/-/edit/", "/-/edit/"),
            ("/src/branch/", "/_edit/"),
            ("/raw/branch/", "/_edit/"),
            ("/blob/", "/edit/"),
            ("/raw/", "/edit/"),
            ("/edit/", "/edit/"),
        ];
        let found = SHAPES.iter().find_map(|(shape, edit)| {
            let (repository, rest) = address.split_once(shape)?;
            Self::new(repository, edit, rest)
        })?;
        Some(found)
    }

    fn new(repository: &str, edit: &'static str, rest: &str) -> Option<Self> {
        let (branch, path) = rest.split_once('/')?;
        let is_file = !branch.is_empty() && !path.is_empty() && !path.ends_with('/');
        is_file.then(|| Self {
            repository: repository.to_owned(),
            edit,
            branch: branch.to_owned(),
            path: path.to_owned(),
        })
    }

    fn edit(&self) -> String {
        [&self.repository, self.edit, &self.branch, "/", &self.path].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(address: &str) -> Option<(String, String)> {
        Parts::of(address).map(|parts| (parts.edit(), parts.path))
    }

    #[test]
    fn files_of_the_hosts_that_teams_use_can_be_changed() {
        for (read, changed) in [
            (
                "https://github.com/a/b/blob/main/x/c.yaml",
                "https://github.com/a/b/edit/main/x/c.yaml",
            ),
            (
                "https://raw.githubusercontent.com/a/b/main/x/c.yaml",
                "https://github.com/a/b/edit/main/x/c.yaml",
            ),
            (
                "https://git.example/a/b/c/-/blob/main/x/c.yaml?ref=1",
                "https://git.example/a/b/c/-/edit/main/x/c.yaml",
            ),
            (
                "https://code.example/a/b/src/branch/main/x/c.yaml",
                "https://code.example/a/b/_edit/main/x/c.yaml",
            ),
            (
                "https://github.com/a/b/edit/main/x/c.yaml",
                "https://github.com/a/b/edit/main/x/c.yaml",
            ),
        ] {
            assert_eq!(edit(read), Some((changed.to_owned(), "x/c.yaml".to_owned())), "{read}");
        }
    }

    #[test]
    fn what_is_no_file_of_a_repository_has_no_place_to_change_it() {
        for address in [
            "demo/catalog/org.yaml",
            "https://files.example/catalog/org.yaml",
            "https://github.com/a/b/tree/main/x/",
            "https://github.com/a/b/blob/main/",
            "javascript:/blob/main/x",
        ] {
            assert_eq!(edit(address), None, "{address}");
        }
    }
}
