//! The folders that the steps of a template fetch, read from where its descriptor is.

use crate::net::NetClient;
use crate::plugin::prelude::*;
use crate::plugin::route::encode;
use portico_templates::render::{File, FolderIndex, Template, on_files};
use serde_json::Value;
use std::time::Duration;

/// Most files that are fetched.
const MOST: usize = 300;
/// Files that were read a moment ago are not asked for again: an author draws a form often.
const FRESH: Duration = Duration::from_secs(60);

/// The files that a step fetches, by the address that it names.
pub type Folders = Vec<(String, Vec<File>)>;

/// The folders that the steps name, relative to the descriptor.
#[must_use]
pub fn named(template: &Template) -> Vec<String> {
    template
        .steps
        .iter()
        .filter(|step| on_files(&step.action))
        .filter_map(|step| step.input.get("url")?.as_str())
        .filter(|url| url.starts_with("./") || url.starts_with("../"))
        .map(str::to_owned)
        .collect()
}

/// Reads the folders with these addresses. `file` is the address of the descriptor.
///
/// # Errors
/// Why not, in sentences.
pub async fn folders_of(
    sources: Sources,
    net: &NetClient,
    file: &str,
    urls: Vec<String>,
) -> Result<Folders, String> {
    let base = file.rsplit_once('/').map_or("", |(base, _)| base);
    let mut all = Folders::new();
    for url in urls {
        let folder = [base, "/", url.trim_start_matches("./").trim_end_matches('/')].concat();
        let files = folder_of(sources, net, &folder).await?;
        all.push((url, files));
    }
    Ok(all)
}

async fn read(sources: Sources, net: &NetClient, file: &str) -> Result<String, String> {
    let get = sources.text(net, file);
    let get = get.ok_or_else(|| [file, " is on a host that the portal does not know."].concat())?;
    if let Some(answer) = net.last_good(&get).filter(|answer| answer.fetched_at.age() < FRESH) {
        return Ok((*answer.value).clone());
    }
    let answer = net.get(&get).await;
    let answer =
        answer.map_err(|error| [file, ": ", &*error.title(), ". ", &*error.cause()].concat())?;
    Ok((*answer.value).clone())
}

async fn folder_of(sources: Sources, net: &NetClient, folder: &str) -> Result<Vec<File>, String> {
    let index = read(sources, net, &[folder, "/", FolderIndex::NAME].concat()).await?;
    let index: Value = serde_json::from_str(&index)
        .map_err(|_| ["The list of files in ", folder, " is no JSON."].concat())?;
    let index = FolderIndex::read(&index).map_err(|fault| fault.text)?;
    let mut files = Vec::with_capacity(index.files.len());
    for one in index.files.into_iter().take(MOST) {
        let mut path = folder.to_owned();
        for part in one.path.split('/') {
            path.push('/');
            encode(part, &mut path);
        }
        let bytes = read(sources, net, &path).await?.into_bytes();
        files.push(File { path: one.path, bytes, executable: one.executable });
    }
    Ok(files)
}
