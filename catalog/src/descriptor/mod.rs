//! What the fields of an entity mean: the envelope, its kind, its relations.
//!
//! Source of the format: Backstage's descriptor format and the schemas of its kinds. A document
//! with a kind and a name becomes a record whatever else is wrong with it; what is wrong becomes
//! findings with a way out. Unknown kinds and unknown fields are kept as they are.

mod field;
mod kinds;
mod links;
mod metadata;
mod names;
mod relations;
mod targets;
#[cfg(test)]
mod tests;

use crate::finding::{Finding, Findings, error, info, quoted, warning};
use crate::record::{Place, Record, SourceId};
use crate::reference::EntityRef;
use crate::yaml::{Node, Value};
use field::Field;
pub(crate) use relations::stated;
pub(crate) use targets::{Target, targets};

/// Where a document came from.
pub(crate) struct Origin<'a> {
    pub(crate) source: SourceId,
    /// Address of the file or of the API page.
    pub(crate) file: &'a str,
    /// Whether it is the answer of a catalog API, whose `relations` and `status` count.
    pub(crate) api: bool,
}

/// The versions that the built-in kinds are written in.
const API_VERSIONS: [&str; 4] = [
    "backstage.io/v1alpha1",
    "backstage.io/v1beta1",
    "backstage.io/v1beta2",
    "scaffolder.backstage.io/v1beta3",
];

/// Reads one entity. The record's `detail` is left empty for the caller to fill. `None` when the
/// document has no kind or no name to show it under; the findings say so.
pub(crate) fn read(root: &Node, origin: &Origin<'_>, findings: &mut Findings) -> Option<Record> {
    if !matches!(root.value, Value::Map(_)) {
        findings.push(Finding::new(
            const {
                &error(
                    "document-type",
                    "The document is {}, not an entity.",
                    "Start it with apiVersion, kind and metadata.",
                )
            },
            (root.mark, ""),
            &[root.described()],
        ));
        return None;
    }
    let top = Field::root(root);
    let kind_label = read_kind(&top, findings);
    let metadata = metadata::read(&top, findings);
    let (kind_label, metadata) = (kind_label?, metadata?);
    let entity = EntityRef::new(&kind_label, &metadata.namespace, &metadata.name);

    let kind = kinds::find(&entity.kind);
    check_api_version(&top, kind.is_some(), origin, findings);
    if !origin.api {
        output_only(&top, findings);
    }
    let spec = top.child("spec");
    kinds::check(kind, &spec, !origin.api, findings);
    let profile = spec.child("profile");
    let mut record = Record {
        kind_label,
        title: metadata.title.or_else(|| profile.child("displayName").text()),
        description: metadata.description,
        spec_type: spec.child("type").text(),
        lifecycle: spec.child("lifecycle").text(),
        owner: None,
        tags: metadata.tags,
        annotations: metadata.annotations,
        relations: Vec::new(),
        source: origin.source,
        place: Place {
            file: origin.file.to_owned(),
            line: root.mark.line,
            column: root.mark.column,
        },
        detail: Vec::new(),
        email: profile.child("email").text(),
        entity,
    };
    let relations = top.child("relations");
    if origin.api && relations.node().is_some() {
        relations::from_api(&relations, &mut record, findings);
    } else {
        relations::from_spec(kind, &spec, &mut record, findings);
    }
    if origin.api {
        status(&top.child("status").child("items"), findings);
    }
    Some(record)
}

fn read_kind(top: &Field<'_>, findings: &mut Findings) -> Option<String> {
    let kind = top.child("kind");
    kind.check_text(true, findings);
    let label = kind.text().filter(|label| !label.trim().is_empty())?;
    if !names::is_kind(&label) {
        findings.push(kind.finding(
            const {
                &error(
                    "kind-invalid",
                    "{} cannot be the kind of an entity.",
                    "Use at most 63 letters and digits, starting with a letter, such as Component.",
                )
            },
            &[&quoted(&label)],
        ));
    }
    Some(label)
}

fn check_api_version(
    top: &Field<'_>,
    built_in: bool,
    origin: &Origin<'_>,
    findings: &mut Findings,
) {
    let version = top.child("apiVersion");
    version.check_text(!origin.api, findings);
    let Some(text) = version.text() else { return };
    if built_in && !API_VERSIONS.contains(&text.as_str()) {
        findings.push(version.finding(
            const {
                &info(
                    "api-version-unknown",
                    "{} is not a version this kind is known to have.",
                    "Use backstage.io/v1alpha1, or scaffolder.backstage.io/v1beta3 for a template.",
                )
            },
            &[&quoted(&text)],
        ));
    }
}

/// Fields that a catalog writes and a file cannot set.
fn output_only(top: &Field<'_>, findings: &mut Findings) {
    let metadata = top.child("metadata");
    let fields = [
        metadata.child("uid"),
        metadata.child("etag"),
        top.child("relations"),
        top.child("status"),
    ];
    for field in fields.iter().filter(|field| field.node().is_some()) {
        findings.push(field.finding(
            const {
                &info(
                    "field-output-only",
                    "{} is written by the catalog; in a file it has no effect.",
                    "Remove it from the file.",
                )
            },
            &[&field.path()],
        ));
    }
}

/// What the catalog's own backend has to say about an entity.
fn status(items: &Field<'_>, findings: &mut Findings) {
    for item in items.items() {
        let level = item.child("level").text().unwrap_or_default();
        const NAME: &str = "catalog-processing";
        const HELP: &str =
            "The catalog's backend reports this; mend the descriptor where it is kept.";
        let rule = match level.as_str() {
            "error" => const { &error(NAME, "{}", HELP) },
            "warning" => const { &warning(NAME, "{}", HELP) },
            _ => const { &info(NAME, "{}", HELP) },
        };
        let inner = item.child("error").child("message").text();
        let message = item.child("message").text().or(inner);
        let message = message.as_deref().unwrap_or("The catalog could not process the entity.");
        findings.push(item.finding(rule, &[message]));
    }
}

/// The name of the entity that a document is about, as far as it says so.
pub(crate) fn name_of(root: &Node) -> Option<EntityRef> {
    let kind = root.get("kind")?.scalar()?;
    let metadata = root.get("metadata")?;
    let name = metadata.get("name")?.scalar()?;
    let namespace = metadata.get("namespace").and_then(Node::scalar).unwrap_or_default();
    (!kind.trim().is_empty() && !name.trim().is_empty())
        .then(|| EntityRef::new(&kind, &namespace, &name))
}
