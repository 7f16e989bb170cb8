//! What differs between environments: who has what, and who is behind by how much.

use super::model::Application;
use super::revision::image_names;
use std::collections::BTreeMap;

/// How far an application is behind the newest one of the same source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Behind {
    /// Nothing to compare with.
    Alone,
    /// Nothing newer is deployed anywhere.
    Newest,
    /// Newer revisions are deployed elsewhere.
    By {
        /// How many.
        revisions: usize,
        /// Since when the first of them has been deployed, in milliseconds since 1970.
        since: i64,
    },
    /// It was never deployed.
    Never,
}

/// Compares applications that deploy the same thing from the same repository.
///
/// Nobody but the repository knows the commits between two revisions, so what counts is what was
/// deployed: a revision is newer than another when it was first deployed later, anywhere.
#[must_use]
pub fn compare(applications: &[Application]) -> Vec<Behind> {
    let behind = |one: &Application| {
        let Some(current) = one.history.first() else { return Behind::Never };
        let same = applications.iter().filter(|other| alike(one, other));
        let mut first: BTreeMap<&str, i64> = BTreeMap::new();
        let mut others = 0;
        for other in same {
            others += 1;
            for deploy in &other.history {
                let at = first.entry(&deploy.revision).or_insert(deploy.at);
                *at = deploy.at.min(*at);
            }
        }
        if others < 2 {
            return Behind::Alone;
        }
        let here = first.get(current.revision.as_str()).copied().unwrap_or(current.at);
        let newer: Vec<i64> = first.values().copied().filter(|at| *at > here).collect();
        match newer.iter().min() {
            Some(since) => Behind::By { revisions: newer.len(), since: *since },
            None => Behind::Newest,
        }
    };
    applications.iter().map(behind).collect()
}

/// Whether two applications are the same service in two environments: a repository often has many
/// services, so what counts too is which images they run.
fn alike(one: &Application, other: &Application) -> bool {
    let (here, there) = (image_names(&one.images), image_names(&other.images));
    one.source.repo == other.source.repo && (here == there || here.is_empty() || there.is_empty())
}

/// The applications in the order in which a change goes through them.
pub fn sort(applications: &mut [Application]) {
    applications.sort_by(|one, other| {
        (one.rank, &one.environment, &one.which.name, &one.id).cmp(&(
            other.rank,
            &other.environment,
            &other.which.name,
            &other.id,
        ))
    });
}

/// The name of an environment as a title: `production` is `Production`.
#[must_use]
pub fn title(application: &Application) -> String {
    let mut letters = application.environment.chars();
    match letters.next() {
        Some(first) => {
            let mut title = String::new();
            title.push(first.to_ascii_uppercase());
            title.push_str(letters.as_str());
            title
        }
        None => application.which.name.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::{Deploy, Source};
    use super::*;

    fn application(name: &str, rank: usize, repo: &str, history: &[(&str, i64)]) -> Application {
        let mut one = Application {
            rank,
            source: Source { repo: repo.to_owned(), ..Source::default() },
            history: history
                .iter()
                .map(|(revision, at)| Deploy {
                    revision: (*revision).to_owned(),
                    at: *at,
                    ..Deploy::default()
                })
                .collect(),
            ..Application::default()
        };
        one.which.name = name.to_owned();
        one
    }

    #[test]
    fn who_is_behind_by_how_much() {
        let all = [
            application("dev", 0, "r", &[("d", 40), ("c", 30), ("b", 20), ("a", 10)]),
            application("staging", 1, "r", &[("c", 35), ("b", 25)]),
            // It went back to what it had before.
            application("prod", 2, "r", &[("b", 50), ("c", 45), ("b", 26)]),
            application("new", 2, "r", &[]),
            application("other", 2, "s", &[("x", 1)]),
        ];
        assert!(alike(&all[0], &all[1]) && !alike(&all[0], &all[4]));
        assert_eq!(
            compare(&all),
            [
                Behind::Newest,
                Behind::By { revisions: 1, since: 40 },
                Behind::By { revisions: 2, since: 30 },
                Behind::Never,
                Behind::Alone,
            ]
        );
    }

    #[test]
    fn a_change_goes_from_the_first_to_the_last() {
        let mut all = [
            application("b", 2, "", &[]),
            application("x", 0, "", &[]),
            application("a", 2, "", &[]),
        ];
        sort(&mut all);
        let names: Vec<_> = all.iter().map(|one| one.which.name.as_str()).collect();
        assert_eq!(names, ["x", "a", "b"]);
        let mut one = application("ledger", 0, "", &[]);
        assert_eq!(title(&one), "ledger");
        one.environment = "production".to_owned();
        assert_eq!(title(&one), "Production");
    }
}
