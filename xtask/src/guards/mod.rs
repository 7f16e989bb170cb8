//! Checks that read files: what must not be in the sources, who may use whom, what must not be
//! in a deployment.

pub mod dist;
pub mod rooms;
pub mod sources;

use std::path::PathBuf;

use anyhow::Result;

use crate::repo;

/// A file: its path from the root of the repository, its text.
pub struct File {
    pub path: String,
    pub text: String,
}

impl File {
    /// Reads files.
    pub fn read(paths: Vec<PathBuf>) -> Result<Vec<Self>> {
        let files = paths.into_iter();
        files.map(|path| Ok(Self { path: repo::shown(&path), text: repo::read(&path)? })).collect()
    }

    /// The lines with code, each with its number from 1: without those that are only comment.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().map(|(at, line)| (at + 1, line));
        lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }
}

/// Whether `word` stands in a line, and not only as a part of a longer name.
pub fn has_word(line: &str, word: &str) -> bool {
    let of_name = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        let after = line.get(at + word.len()..).and_then(|text| text.chars().next());
        let starts = !word.starts_with(of_name) || !before.is_some_and(of_name);
        let ends = !word.ends_with(of_name) || !after.is_some_and(of_name);
        starts && ends
    })
}
