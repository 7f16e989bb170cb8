//! Handing a template to CI.

use super::super::config::DispatchKind;
use super::super::run::{Order, StartError, Starting};
use super::super::{DISPATCHED, TemplatePath};
use super::api;
use super::inputs::inputs;
use super::target::Target;
use crate::net::{ErrorKind, NetClient, NetError};
use crate::plugin::prelude::*;
use crate::plugin::query::{Pairs, written};
use leptos::prelude::{RwSignal, Set as _};
use serde_json::Value;

/// Key of the query: the run.
pub const RUN: &str = "run";
/// Key of the query: the newest run before this one, as long as its own id is not known.
pub const AFTER: &str = "after";
/// Key of the query: what is made.
pub const NAME: &str = "name";
/// Longest name in an address, in characters.
const LONGEST: usize = 120;

/// What hands one template to its CI system.
#[derive(Clone)]
pub struct Sender {
    client: Option<NetClient>,
    target: Target,
    token_refused: RwSignal<bool>,
}

impl Sender {
    /// The way to the CI system of a template. `token_refused` is set when it did not accept the
    /// token.
    #[must_use]
    pub const fn new(
        client: Option<NetClient>,
        target: Target,
        token_refused: RwSignal<bool>,
    ) -> Self {
        Self { client, target, token_refused }
    }

    /// Starts a run once it is polled, and never again by itself; the page of the run.
    pub fn send(&self, order: Order) -> Starting {
        let Self { client, target, token_refused } = self.clone();
        Box::pin(async move {
            let inputs = inputs(&target, &order.values, &order.secrets);
            let inputs = inputs.map_err(StartError::Unfit)?;
            let missing = || StartError::NotSent(NetError::refused("There is no network here."));
            let client = client.ok_or_else(missing)?;
            let refused = |error: &NetError| {
                let is_token = matches!(error.kind, ErrorKind::Unauthorised { .. });
                token_refused.try_set(is_token);
                refused(&target, error)
            };
            let mut pairs = Pairs::new();
            // GitHub does not say which run it has begun. What is there before tells what is new
            // after, whatever the clocks say; and it shows what is wrong before anything happens.
            let before = match target.server.kind {
                DispatchKind::Github => {
                    let asked = client.get_anew(&api::runs(&target)).await;
                    let runs = asked
                        .map_err(|error| refused(&error).unwrap_or(StartError::NotSent(error)))?;
                    Some(runs.value.newest())
                }
                DispatchKind::Gitlab => None,
            };
            let begun = client.send(&api::begin(&target, &inputs)).await;
            let begun =
                begun.map_err(|error| refused(&error).unwrap_or_else(|| StartError::of(error)))?;
            match ((*begun.value).as_ref().and_then(api::Begun::run), before) {
                (Some(run), _) => pairs.push((RUN.to_owned(), run.to_string())),
                (None, before) => {
                    pairs.push((AFTER.to_owned(), before.unwrap_or_default().to_string()));
                }
            }
            if let Some(name) = name_of(&order.values) {
                pairs.push((NAME.to_owned(), name));
            }
            let path =
                order.template.parse::<EntityRef>().map(|EntityRef { namespace, name, .. }| {
                    DISPATCHED.path(&TemplatePath { namespace, name })
                });
            Ok([path.unwrap_or_default(), written(&pairs)].concat())
        })
    }
}

/// What is made, by the answer that names it.
fn name_of(values: &Value) -> Option<String> {
    let mut named = ["/name", "/component_id", "/title"].into_iter();
    let name = named.find_map(|at| {
        let name = values.pointer(at)?.as_str()?.trim();
        (!name.is_empty()).then_some(name)
    })?;
    Some(name.chars().take(LONGEST).collect())
}

/// An answer that says for certain that nothing was started, in the words of who knows the API.
fn refused(target: &Target, error: &NetError) -> Option<StartError> {
    let label = target.server.label();
    let mut why = match &error.kind {
        ErrorKind::Unauthorised { .. } => [
            label,
            " wants a token of yours, or did not accept the one it was given. Type it above, then send this again.",
        ]
        .concat(),
        ErrorKind::Forbidden => {
            let right = match target.server.kind {
                DispatchKind::Github => "“Actions: write” for this repository",
                DispatchKind::Gitlab => "the scope “api”, and you the role Developer",
            };
            [label, " does not let you start this. The token needs ", right, "."].concat()
        }
        ErrorKind::NotFound => match target.server.kind {
            DispatchKind::Github => [
                "There is no workflow ",
                &*target.workflow,
                " in ",
                &*target.project,
                ", or your token may not see it.",
            ]
            .concat(),
            DispatchKind::Gitlab => {
                ["There is no project ", &*target.project, ", or your token may not see it."].concat()
            }
        },
        ErrorKind::Client { .. } => [label, " did not take the answers."].concat(),
        _ => return None,
    };
    if let Some(detail) = &error.detail {
        why = [&*why, " It says: ", detail].concat();
    }
    Some(StartError::Declined(why))
}

#[cfg(test)]
mod tests {
    use super::super::super::config::DispatchServer;
    use super::*;
    use serde_json::json;

    fn target() -> Target {
        Target {
            server: DispatchServer::default(),
            project: "halyard/platform".to_owned(),
            workflow: "new.yml".to_owned(),
            reference: "main".to_owned(),
            secrets: Vec::new(),
        }
    }

    #[test]
    fn what_is_refused_for_certain_is_told_from_what_nobody_knows() {
        let of = |kind, detail: &str| {
            let error = NetError {
                kind,
                detail: (!detail.is_empty()).then(|| detail.into()),
                ..NetError::refused("")
            };
            refused(&target(), &error).map(|error| error.text())
        };
        let missing = of(ErrorKind::NotFound, "Not Found").unwrap();
        assert!(missing.contains("no workflow new.yml in halyard/platform"), "{missing}");
        let inputs = of(ErrorKind::Client { status: 422 }, "Unexpected inputs").unwrap();
        assert_eq!(inputs, "GitHub did not take the answers. It says: Unexpected inputs");
        assert!(of(ErrorKind::Forbidden, "").unwrap().contains("Actions: write"));
        assert_eq!(of(ErrorKind::CutOff, ""), None);
        assert_eq!(of(ErrorKind::Server { status: 502 }, ""), None);
    }

    #[test]
    fn a_run_is_named_by_what_it_makes() {
        assert_eq!(name_of(&json!({"name": " ", "title": "A"})).as_deref(), Some("A"));
        assert_eq!(name_of(&json!({"name": 7})), None);
    }
}
