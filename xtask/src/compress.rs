//! Writes brotli and gzip files beside the files of a deployment.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::{repo, run};

/// What gets smaller. Fonts (woff2) and images are compressed already.
const COMPRESSIBLE: [&str; 13] =
    ["bin", "css", "html", "ico", "js", "json", "map", "md", "svg", "txt", "wasm", "yaml", "yml"];

/// Smaller files do not fit into fewer packets when compressed.
const WORTH_IT: u64 = 256;

/// Whether a file gets a compressed one beside it.
fn compressible(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| COMPRESSIBLE.contains(&extension))
        && fs::metadata(path).is_ok_and(|meta| meta.len() >= WORTH_IT)
}

/// The best brotli can do: it is done once and downloaded many times.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let mut input = bytes;
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut input, &mut out, &parameters).context("brotli failed")?;
    Ok(out)
}

/// The best gzip can do, without a time in its header: same content, same bytes.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish().context("gzip failed")
}

/// The file that holds `path` compressed: `x.js` and `br` make `x.js.br`.
pub fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

/// Compresses everything below a folder that gets smaller. Returns the number of files.
pub fn folder(folder: &Path) -> Result<usize> {
    let files: Vec<PathBuf> =
        repo::files(folder)?.into_iter().filter(|path| compressible(path)).collect();
    let count = files.len();
    run::parallel(files, |path| one(&path))?;
    Ok(count)
}

/// Compresses one file.
pub fn one(path: &Path) -> Result<()> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    repo::write(beside(path, "br"), brotli(&bytes)?)?;
    repo::write(beside(path, "gz"), gzip(&bytes)?)
}
