//! From files and API answers to the records of one catalog.
//!
//! The assembler does no input or output. It is given entry files and pages, says which further
//! files it needs, and is given those:
//!
//! ```
//! use portico_catalog::assemble::Assembler;
//! use portico_catalog::record::SourceId;
//!
//! let all = b"apiVersion: backstage.io/v1alpha1
//! kind: Location
//! metadata: {name: all}
//! spec: {target: ./team.yaml}";
//! let mut assembler = Assembler::new();
//! assembler.add_file(SourceId(0), "catalog/all.yaml", all);
//! for wanted in assembler.wanted() {
//!     assert_eq!(wanted.url, "catalog/team.yaml");
//!     assembler.give(wanted.source, &wanted.url, Err("404 Not Found".to_owned()));
//! }
//! let assembled = assembler.finish();
//! assert_eq!(assembled.records.len(), 1);
//! assert_eq!(assembled.issues[0].rule, "target-unreachable");
//! ```
//!
//! The result does not depend on the order in which files arrive.

mod files;
mod kept;
mod order;
#[cfg(test)]
mod tests;
mod values;

use crate::backstage;
use crate::descriptor::{self, Origin, Target};
use crate::finding::{self, Finding, Findings, Mark, quoted};
use crate::location;
use crate::record::{Issue, Record, SourceId};
use crate::substitution::{self, Placeholder};
use crate::text::decimal;
use crate::yaml::{Document, Node, decode, documents};
use files::{Files, Mention, State};
use values::{Outcome, Values};

/// Most files that are read from one source.
pub const MOST_FILES: usize = 10_000;
/// Longest chain of Locations that is followed.
pub const LONGEST_CHAIN: usize = 16;

/// A file that has to be loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The source it belongs to.
    pub source: SourceId,
    /// Its address: absolute, from the root of the host, or below the portal, as the address of
    /// the file that names it.
    pub url: String,
    /// What it is for.
    pub kind: WantedKind,
}

/// What a wanted file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WantedKind {
    /// It holds entities: it is the target of a Location, or an entry.
    Descriptor,
    /// It holds a value of an entity (`$text`, `$json`, `$yaml`). It may be left for later: at
    /// the end the placeholder stays in the entity's detail, with the whole address.
    Value,
}

/// What came out.
#[derive(Debug, Default)]
pub struct Assembled {
    /// The entities, each once: by source, then in the order of the files.
    pub records: Vec<Record>,
    /// What there is to say about them, in the same order.
    pub issues: Vec<Issue>,
}

/// Turns files and API answers into records; see the module for how to drive it.
#[derive(Default)]
pub struct Assembler {
    files: Files,
    values: Values,
    waiting: Vec<Option<Waiting>>,
    wanted: Vec<Wanted>,
    found: Vec<Found>,
    issues: Vec<(usize, Issue)>,
}

/// A document that waits for values from other files.
struct Waiting {
    file: usize,
    root: Node,
    findings: Findings,
    /// With the whole address, unless it is not one that is loaded.
    placeholders: Vec<(Placeholder, Option<String>)>,
    missing: usize,
}

struct Found {
    file: usize,
    api: bool,
    record: Record,
}

impl Assembler {
    /// An assembler without any source.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Names a file in which the reading of a source starts; [`Self::wanted`] asks for it.
    /// Entries of one source take their order from the order of these calls.
    pub fn add_entry(&mut self, source: SourceId, url: &str) {
        if self.files.add_entry(source, url) {
            self.want(source, url, WantedKind::Descriptor);
        }
    }

    /// Gives a file in which the reading of a source starts.
    pub fn add_file(&mut self, source: SourceId, url: &str, bytes: &[u8]) {
        self.files.add_entry(source, url);
        self.give(source, url, Ok(bytes));
    }

    /// Gives one page of entities from a Backstage-compatible API: an answer of
    /// `/entities/by-query`, `/entities` or `/entities/by-refs`.
    pub fn add_api_page(&mut self, source: SourceId, url: &str, bytes: &[u8]) {
        let file = self.files.add_page(source, url);
        let items = match backstage::items(bytes) {
            Ok(items) => items,
            Err(error) => {
                self.report(file, vec![error.finding()], None);
                return;
            }
        };
        for (index, item) in items {
            match backstage::node(item, index) {
                Ok(root) => self.entity(file, &root, Some(item), index, Findings::default()),
                Err(finding) => self.report(file, vec![finding], None),
            }
        }
    }

    /// The files that are needed, each named once: asking again gives what has come up since.
    pub fn wanted(&mut self) -> Vec<Wanted> {
        std::mem::take(&mut self.wanted)
    }

    /// Gives a file that was wanted, or the reason why it could not be loaded, such as
    /// `404 Not Found`. What nobody asked for is let go.
    pub fn give(&mut self, source: SourceId, url: &str, outcome: Result<&[u8], String>) {
        if let Some(file) = self.files.unread(source, url) {
            match &outcome {
                Ok(bytes) => self.read(file, bytes),
                Err(reason) => self.fail(file, reason.clone()),
            }
        }
        for index in self.values.give(source, url, outcome) {
            let Some(slot) = self.waiting.get_mut(index) else { continue };
            if let Some(waiting) = slot {
                waiting.missing = waiting.missing.saturating_sub(1);
            }
            if let Some(ready) = slot.take_if(|waiting| waiting.missing == 0) {
                self.settle(ready);
            }
        }
    }

    /// Ends the reading. Targets that were wanted and never given become issues.
    #[must_use]
    pub fn finish(mut self) -> Assembled {
        for waiting in std::mem::take(&mut self.waiting).into_iter().flatten() {
            self.settle(waiting);
        }
        for file in self.files.all_unread() {
            self.fail(file, "it has not been loaded".to_owned());
        }
        order::in_order(&self.files, self.found, self.issues)
    }

    fn want(&mut self, source: SourceId, url: &str, kind: WantedKind) {
        self.wanted.push(Wanted { source, url: url.to_owned(), kind });
    }

    fn report(&mut self, file: usize, findings: Vec<Finding>, entity: Option<&str>) {
        let Some(from) = self.files.get(file) else { return };
        let issues = findings
            .into_iter()
            .map(|finding| (file, finding.issue(from.source, &from.url, entity)));
        self.issues.extend(issues);
    }

    fn read(&mut self, file: usize, bytes: &[u8]) {
        self.files.set(file, State::Read);
        match decode(bytes) {
            Ok(text) => {
                for document in documents(&text) {
                    self.document(file, document);
                }
            }
            Err(finding) => self.report(file, vec![finding], None),
        }
    }

    fn document(&mut self, file: usize, document: Document) {
        let Document { root, complete, findings: list } = document;
        if !complete {
            let entity = descriptor::name_of(&root).map(|entity| entity.full());
            self.report(file, list, entity.as_deref());
            return;
        }
        let mut findings = Findings::default();
        list.into_iter().for_each(|finding| findings.push(finding));
        let placeholders = substitution::find(&root);
        if placeholders.is_empty() {
            self.entity(file, &root, None, 0, findings);
            return;
        }
        let Some(source) = self.files.get(file).map(|file| file.source) else { return };
        let index = self.waiting.len();
        let mut missing = 0;
        let mut resolved = Vec::with_capacity(placeholders.len());
        for placeholder in placeholders {
            let url = self.value_url(file, &placeholder, &mut findings);
            if let Some(url) = &url
                && self.values.wait(source, url, index)
            {
                missing += 1;
            }
            resolved.push((placeholder, url));
        }
        let waiting = Waiting { file, root, findings, placeholders: resolved, missing };
        if missing == 0 {
            self.settle(waiting);
        } else {
            self.waiting.push(Some(waiting));
        }
    }

    /// The whole address of a value, which is asked for if it was not before; `None` when it is
    /// not one that is loaded.
    fn value_url(
        &mut self,
        file: usize,
        placeholder: &Placeholder,
        findings: &mut Findings,
    ) -> Option<String> {
        let from = self.files.get(file)?;
        let source = from.source;
        let written = quoted(&placeholder.target);
        let url = match location::resolve(&from.url, &placeholder.target) {
            Ok(url) => url,
            Err(error) => {
                let message = [&written, " cannot be loaded: ", error.reason(), "."];
                findings.push(placeholder.finding(&message, error.help()));
                return None;
            }
        };
        if !self.values.knows(source, &url) {
            if !self.files.count_one(source) {
                let most = decimal(MOST_FILES);
                let message =
                    [&written, " is not loaded: the source has more than ", &most, " files."];
                findings.push(placeholder.finding(&message, "Put several values into one file."));
                return None;
            }
            self.values.add(source, &url);
            self.want(source, &url, WantedKind::Value);
        }
        Some(url)
    }

    /// Puts the values that are there into a document, and reads it.
    fn settle(&mut self, waiting: Waiting) {
        let Waiting { file, mut root, mut findings, placeholders, .. } = waiting;
        let Some(source) = self.files.get(file).map(|file| file.source) else { return };
        let mut placeholders = placeholders.into_iter();
        substitution::fill(&mut root, &mut |node| {
            let Some((placeholder, Some(url))) = placeholders.next() else { return };
            match self.values.read(source, &url, &placeholder) {
                Outcome::Here(value) => node.value = value,
                Outcome::Open => substitution::set_target(node, url),
                Outcome::Failed(why) => {
                    let key = placeholder.form.key();
                    let message = [&quoted(&url), " has no value for ", key, ". ", &why];
                    let help = "Check the address and what the file holds.";
                    findings.push(placeholder.finding(&message, help));
                }
            }
        });
        self.entity(file, &root, None, 0, findings);
    }

    /// Reads one entity. `json` is its text when it comes from an API, at position `index`.
    fn entity(
        &mut self,
        file: usize,
        root: &Node,
        json: Option<&str>,
        index: usize,
        mut findings: Findings,
    ) {
        let Some(from) = self.files.get(file) else { return };
        let url = from.url.clone();
        let origin = Origin { source: from.source, file: &url, api: json.is_some() };
        let Some(mut record) = descriptor::read(root, &origin, &mut findings) else {
            let mut list = findings.into_vec();
            if json.is_some() {
                list = backstage::in_item(list, index);
            }
            let entity = descriptor::name_of(root).map(|entity| entity.full());
            self.report(file, list, entity.as_deref());
            return;
        };
        let name = record.entity.full();
        match json {
            Some(json) => record.detail.extend_from_slice(json.as_bytes()),
            None => {
                let mut json = String::new();
                root.write_json(&mut json);
                record.detail = json.into_bytes();
                if record.entity.kind == "location" {
                    for target in descriptor::targets(root, &mut findings) {
                        self.target(file, target, &name, &mut findings);
                    }
                }
            }
        }
        record.detail.shrink_to_fit();
        self.report(file, findings.into_vec(), Some(&name));
        self.found.push(Found { file, api: json.is_some(), record });
    }

    /// Follows one target of a Location.
    fn target(&mut self, by: usize, target: Target, entity: &str, findings: &mut Findings) {
        let Some(from) = self.files.get(by) else { return };
        let url = match location::resolve(&from.url, &target.text) {
            Ok(url) => url,
            Err(error) => {
                let rule =
                    const { &finding::error("target-invalid", "{} cannot be loaded: {}.", "{}") };
                findings.push(target.finding(rule, &[error.reason(), error.help()]));
                return;
            }
        };
        let (source, depth) = (from.source, from.depth + 1);
        if let Some(known) = self.files.find(source, &url) {
            if self.files.leads_to(known, by) {
                let rule = const {
                    &finding::info(
                        "location-cycle",
                        "{} leads back to this file; it is read once.",
                        "Remove the target.",
                    )
                };
                findings.push(target.finding(rule, &[]));
                return;
            }
            self.files.link(by, known);
            let mention = Mention { by, target, entity: entity.to_owned() };
            match self.files.get(known).map(|file| &file.state) {
                Some(State::Failed(reason)) => {
                    let reason = reason.clone();
                    self.unreachable(&mention, &url, &reason);
                }
                Some(State::Unread) => self.files.mention(known, mention),
                _ => {}
            }
            return;
        }
        const FEWER: &str = "Name the files in fewer Locations, or in larger files.";
        let refused = if depth > LONGEST_CHAIN {
            let rule = const {
                &finding::error(
                    "location-too-deep",
                    "{} is not read: a chain of more than {} Locations leads to it.",
                    FEWER,
                )
            };
            Some((rule, LONGEST_CHAIN))
        } else if !self.files.count_one(source) {
            let rule = const {
                &finding::error(
                    "too-many-files",
                    "{} is not read: the source has more than {} files.",
                    FEWER,
                )
            };
            Some((rule, MOST_FILES))
        } else {
            None
        };
        if let Some((rule, most)) = refused {
            findings.push(target.finding(rule, &[&decimal(most)]));
            return;
        }
        let file = self.files.add_target(source, &url, by);
        self.files.mention(file, Mention { by, target, entity: entity.to_owned() });
        self.want(source, &url, WantedKind::Descriptor);
    }

    fn fail(&mut self, file: usize, reason: String) {
        let Some(from) = self.files.get(file) else { return };
        let url = from.url.clone();
        let mentions = self.files.take_mentions(file);
        if mentions.is_empty() {
            let finding = Finding::new(
                const {
                    &finding::error(
                        "source-unreachable",
                        "{} could not be loaded: {}.",
                        "Check the address of the source in portal.json, and that the portal may read it.",
                    )
                },
                (Mark::default(), ""),
                &[&quoted(&url), &reason],
            );
            self.report(file, vec![finding], None);
        }
        for mention in &mentions {
            self.unreachable(mention, &url, &reason);
        }
        self.files.set(file, State::Failed(reason));
    }

    fn unreachable(&mut self, mention: &Mention, url: &str, reason: &str) {
        if mention.target.optional {
            return;
        }
        let page = url.contains("://github.com/") && url.contains("/blob/");
        let help = if page {
            "This is the address of a web page; use the address of the raw file."
        } else {
            "Check the address and that the portal may read it, or set presence: optional."
        };
        let rule =
            const { &finding::error("target-unreachable", "{} could not be loaded: {}.", "{}") };
        let at = (mention.target.mark, mention.target.path.as_str());
        let finding = Finding::new(rule, at, &[&quoted(url), reason, help]);
        self.report(mention.by, vec![finding], Some(&mention.entity));
    }
}
