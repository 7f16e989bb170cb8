//! The files that hold values of entities, and the documents that wait for them.

use crate::record::SourceId;
use crate::substitution::{self, Placeholder};
use crate::yaml;
use std::collections::HashMap;

/// What the values of one source may bring in altogether, in bytes: a small descriptor can ask
/// for a large file many times.
const MOST_BYTES: usize = 64 << 20;

#[derive(Default)]
pub(super) struct Values {
    by_url: HashMap<(SourceId, String), Value>,
    spent: HashMap<SourceId, usize>,
}

struct Value {
    content: Content,
    /// Numbers of the documents that wait for it.
    waiting: Vec<usize>,
}

enum Content {
    Asked,
    Here(Vec<u8>),
    Failed(String),
}

/// What a placeholder stands for.
pub(super) enum Outcome {
    Here(yaml::Value),
    /// Why there is no value, in one sentence.
    Failed(String),
    /// The file has not been given.
    Open,
}

impl Values {
    pub(super) fn knows(&self, source: SourceId, url: &str) -> bool {
        self.by_url.contains_key(&(source, url.to_owned()))
    }

    pub(super) fn add(&mut self, source: SourceId, url: &str) {
        let value = Value { content: Content::Asked, waiting: Vec::new() };
        self.by_url.insert((source, url.to_owned()), value);
    }

    /// Lets a document wait for a file; false when there is nothing (more) to wait for.
    pub(super) fn wait(&mut self, source: SourceId, url: &str, document: usize) -> bool {
        let Some(value) = self.by_url.get_mut(&(source, url.to_owned())) else { return false };
        // Documents come one after the other, so a repeat is at the end.
        let waits = value.waiting.last() == Some(&document);
        if waits || !matches!(value.content, Content::Asked) {
            return false;
        }
        value.waiting.push(document);
        true
    }

    /// Takes what was asked for; the documents that waited for it.
    pub(super) fn give(
        &mut self,
        source: SourceId,
        url: &str,
        outcome: Result<&[u8], String>,
    ) -> Vec<usize> {
        match self.by_url.get_mut(&(source, url.to_owned())) {
            Some(value) if matches!(value.content, Content::Asked) => {
                value.content = match outcome {
                    Ok(bytes) => Content::Here(bytes.to_vec()),
                    Err(reason) => Content::Failed(reason),
                };
                std::mem::take(&mut value.waiting)
            }
            _ => Vec::new(),
        }
    }

    pub(super) fn read(
        &mut self,
        source: SourceId,
        url: &str,
        placeholder: &Placeholder,
    ) -> Outcome {
        match self.by_url.get(&(source, url.to_owned())).map(|value| &value.content) {
            Some(Content::Here(bytes)) => {
                let spent = self.spent.entry(source).or_default();
                *spent = spent.saturating_add(bytes.len());
                if *spent > MOST_BYTES {
                    let most = MOST_BYTES >> 20;
                    return Outcome::Failed(format!(
                        "The values of this source are larger than {most} MiB together."
                    ));
                }
                match substitution::read(bytes, placeholder) {
                    Ok(value) => Outcome::Here(value),
                    Err(why) => Outcome::Failed(why),
                }
            }
            Some(Content::Failed(reason)) => {
                Outcome::Failed(format!("It could not be loaded: {reason}."))
            }
            Some(Content::Asked) | None => Outcome::Open,
        }
    }
}
