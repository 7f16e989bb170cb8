//! The files that hold values of entities, and the documents that wait for them.

use super::files::{address, of_source};
use crate::numbers::Numbers;
use crate::record::SourceId;
use crate::substitution::{self, Placeholder};
use crate::text::decimal;
use crate::yaml;

/// What the values of one source may bring in altogether, in bytes: a small descriptor can ask
/// for a large file many times.
const MOST_BYTES: usize = 64 << 20;

#[derive(Default)]
pub(super) struct Values {
    /// Sources and addresses of the values.
    addresses: Numbers,
    list: Vec<Value>,
    /// What each source has brought in.
    spent: Vec<usize>,
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
    fn place(&self, source: SourceId, url: &str) -> Option<usize> {
        self.addresses.get(&address(source, url)).map(|number| number as usize)
    }

    fn get(&mut self, source: SourceId, url: &str) -> Option<&mut Value> {
        self.place(source, url).and_then(|place| self.list.get_mut(place))
    }

    pub(super) fn knows(&self, source: SourceId, url: &str) -> bool {
        self.place(source, url).is_some()
    }

    pub(super) fn add(&mut self, source: SourceId, url: &str) {
        if self.addresses.add(&address(source, url)).1 {
            self.list.push(Value { content: Content::Asked, waiting: Vec::new() });
        }
    }

    /// Lets a document wait for a file; false when there is nothing (more) to wait for.
    pub(super) fn wait(&mut self, source: SourceId, url: &str, document: usize) -> bool {
        let Some(value) = self.get(source, url) else { return false };
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
        match self.get(source, url) {
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
        let value = self.place(source, url).and_then(|place| self.list.get(place));
        match value.map(|value| &value.content) {
            Some(Content::Here(bytes)) => {
                let spent = of_source(&mut self.spent, source).map(|spent| {
                    *spent = spent.saturating_add(bytes.len());
                    *spent
                });
                if spent.is_none_or(|spent| spent > MOST_BYTES) {
                    let most = MOST_BYTES >> 20;
                    let what = "The values of this source are larger than ";
                    return Outcome::Failed([what, &decimal(most), " MiB together."].concat());
                }
                match substitution::read(bytes, placeholder) {
                    Ok(value) => Outcome::Here(value),
                    Err(why) => Outcome::Failed(why),
                }
            }
            Some(Content::Failed(reason)) => {
                Outcome::Failed(["It could not be loaded: ", reason, "."].concat())
            }
            Some(Content::Asked) | None => Outcome::Open,
        }
    }
}
