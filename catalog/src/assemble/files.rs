//! The files of every source: which are known, which were read, and who named them.

use super::MOST_FILES;
use crate::descriptor::Target;
use crate::numbers::Numbers;
use crate::order::{arrange, sorted};
use crate::record::SourceId;
use crate::text::decimal;

/// A file, or a page of an API.
pub(super) struct File {
    pub(super) source: SourceId,
    pub(super) url: String,
    /// How many Locations lead to it.
    pub(super) depth: usize,
    pub(super) state: State,
    /// The file that named it first.
    parent: Option<usize>,
    /// The files it names, in their order.
    children: Vec<usize>,
    mentions: Vec<Mention>,
}

pub(super) enum State {
    Unread,
    Read,
    Failed(String),
}

/// A place that names a file.
pub(super) struct Mention {
    pub(super) by: usize,
    pub(super) target: Target,
    pub(super) entity: String,
}

/// What a file is known by.
pub(super) fn address(source: SourceId, url: &str) -> String {
    [&decimal(source.0.into()), " ", url].concat()
}

/// The figure of a source.
pub(super) fn of_source(figures: &mut Vec<usize>, source: SourceId) -> Option<&mut usize> {
    let place = usize::from(source.0);
    if figures.len() <= place {
        figures.resize(place + 1, 0);
    }
    figures.get_mut(place)
}

#[derive(Default)]
pub(super) struct Files {
    list: Vec<File>,
    /// Sources and addresses, and the file behind each.
    addresses: Numbers,
    by_address: Vec<usize>,
    /// How many files of each source were counted.
    counts: Vec<usize>,
    entries: Vec<usize>,
}

impl Files {
    pub(super) fn get(&self, file: usize) -> Option<&File> {
        self.list.get(file)
    }

    pub(super) fn find(&self, source: SourceId, url: &str) -> Option<usize> {
        self.by_address.get(self.addresses.get(&address(source, url))? as usize).copied()
    }

    /// Counts one more file of a source; false when there may be no more.
    pub(super) fn count_one(&mut self, source: SourceId) -> bool {
        let Some(count) = of_source(&mut self.counts, source) else { return false };
        let free = *count < MOST_FILES;
        *count += usize::from(free);
        free
    }

    /// Adds the first file of a source; false when it is known already.
    pub(super) fn add_entry(&mut self, source: SourceId, url: &str) -> bool {
        if self.find(source, url).is_some() {
            return false;
        }
        let file = self.add(source, url, None);
        self.entries.push(file);
        true
    }

    /// Adds a page of an API, which nothing refers to by its address.
    pub(super) fn add_page(&mut self, source: SourceId, url: &str) -> usize {
        let file = self.push(source, url, None, State::Read);
        self.entries.push(file);
        file
    }

    pub(super) fn add_target(&mut self, source: SourceId, url: &str, by: usize) -> usize {
        let file = self.add(source, url, Some(by));
        self.link(by, file);
        file
    }

    fn add(&mut self, source: SourceId, url: &str, parent: Option<usize>) -> usize {
        let file = self.push(source, url, parent, State::Unread);
        if self.addresses.add(&address(source, url)).1 {
            self.by_address.push(file);
        }
        file
    }

    fn push(&mut self, source: SourceId, url: &str, parent: Option<usize>, state: State) -> usize {
        let depth = parent.and_then(|parent| self.get(parent)).map_or(0, |parent| parent.depth + 1);
        self.list.push(File {
            source,
            url: url.to_owned(),
            depth,
            state,
            parent,
            children: Vec::new(),
            mentions: Vec::new(),
        });
        self.list.len() - 1
    }

    /// Notes that a file names another one, for the order of the result.
    pub(super) fn link(&mut self, by: usize, file: usize) {
        if let Some(by) = self.list.get_mut(by) {
            by.children.push(file);
        }
    }

    pub(super) fn mention(&mut self, file: usize, mention: Mention) {
        if let Some(file) = self.list.get_mut(file) {
            file.mentions.push(mention);
        }
    }

    pub(super) fn take_mentions(&mut self, file: usize) -> Vec<Mention> {
        self.list.get_mut(file).map(|file| std::mem::take(&mut file.mentions)).unwrap_or_default()
    }

    pub(super) fn set(&mut self, file: usize, state: State) {
        if let Some(file) = self.list.get_mut(file) {
            file.state = state;
        }
    }

    /// Whether `file` is one of those that led to `later`, or is the same.
    pub(super) fn leads_to(&self, file: usize, later: usize) -> bool {
        let parent = |file: &usize| self.get(*file).and_then(|file| file.parent);
        std::iter::successors(Some(later), parent).any(|ancestor| ancestor == file)
    }

    pub(super) fn unread(&self, source: SourceId, url: &str) -> Option<usize> {
        self.find(source, url).filter(|file| self.is_unread(*file))
    }

    pub(super) fn all_unread(&self) -> Vec<usize> {
        (0..self.list.len()).filter(|file| self.is_unread(*file)).collect()
    }

    fn is_unread(&self, file: usize) -> bool {
        self.get(file).is_some_and(|file| matches!(file.state, State::Unread))
    }

    /// The place of each file in the order of reading: sources by number, entries as they were
    /// added, and each file before the ones it names.
    pub(super) fn ranks(&self) -> Vec<usize> {
        let source = |entry: u32| {
            let file = self.entries.get(entry as usize).and_then(|file| self.get(*file));
            file.map(|file| file.source)
        };
        let order = sorted(self.entries.len(), &|a, b| source(a).cmp(&source(b)));
        let mut stack = self.entries.clone();
        arrange(&mut stack, &order);
        stack.reverse();
        let mut ranks = vec![usize::MAX; self.list.len()];
        let mut next = 0;
        while let Some(file) = stack.pop() {
            let Some(rank) = ranks.get_mut(file).filter(|rank| **rank == usize::MAX) else {
                continue;
            };
            *rank = next;
            next += 1;
            stack.extend(self.get(file).into_iter().flat_map(|file| file.children.iter().rev()));
        }
        ranks
    }
}
