//! What the readers hand to the index: one [`Record`] per entity and one [`Issue`] per finding.

use crate::reference::EntityRef;
use serde::{Deserialize, Serialize};

/// Number of a source in the order of `portal.json`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SourceId(pub u16);

/// Where something was written: a file (or API path) of a source, with 1-based line and column.
/// Line 0 means that the source has no lines, as with an API.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Address of the file as it was fetched, or of the API call.
    pub file: String,
    /// 1-based line, 0 when unknown.
    pub line: u32,
    /// 1-based column in characters, 0 when unknown.
    pub column: u32,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Worth knowing, nothing is lost.
    Info,
    /// The entity is shown, but part of it is not as the author meant.
    Warning,
    /// The document or the value cannot be used.
    Error,
}

/// One finding about a descriptor: what is wrong, where, and the way out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// The source that holds the file.
    pub source: SourceId,
    /// Where the value stands.
    pub place: Place,
    /// How bad it is.
    pub severity: Severity,
    /// Stable kebab-case name of the rule, such as `name-invalid`.
    pub rule: String,
    /// Path of the value, such as `metadata.tags[2]`; empty for the whole document.
    pub path: String,
    /// What is wrong, in one sentence, with the offending value.
    pub message: String,
    /// What to do about it, in one sentence.
    pub help: String,
    /// `kind:namespace/name` of the entity it belongs to, if the document got that far.
    pub entity: Option<String>,
}

/// What one entity contributes to the catalog's index. Strings are as the author wrote them.
#[derive(Clone, Debug)]
pub struct Record {
    /// Full name.
    pub entity: EntityRef,
    /// `kind` as written (`Component`, `API`), for display.
    pub kind_label: String,
    /// `metadata.title`.
    pub title: Option<String>,
    /// `metadata.description`.
    pub description: Option<String>,
    /// `spec.type`.
    pub spec_type: Option<String>,
    /// `spec.lifecycle`.
    pub lifecycle: Option<String>,
    /// `spec.owner`, resolved with its contextual default (Group, same namespace).
    pub owner: Option<EntityRef>,
    /// `metadata.tags`, in order, without repeats.
    pub tags: Vec<String>,
    /// `metadata.annotations`, sorted by key.
    pub annotations: Vec<(String, String)>,
    /// Outgoing relations in the field's names (`ownedBy`, `partOf`, `providesApi` …), with the
    /// target's full name. The index adds the opposite direction.
    pub relations: Vec<(String, EntityRef)>,
    /// The source it came from.
    pub source: SourceId,
    /// Where its document starts.
    pub place: Place,
    /// The whole entity as JSON, nothing dropped: what the entity page and the inspector read.
    pub detail: Vec<u8>,
    /// For people: `spec.profile.email`, so that search finds it.
    pub email: Option<String>,
}
