//! One patch that adds files.

use std::fmt::Write;

use super::{File, skeleton};

/// One patch that adds these files: what `git apply` takes.
///
/// Files that are no text are not in it; they are named before the first change, where `git` reads
/// over them.
#[must_use]
pub fn patch(files: &[File]) -> String {
    let mut out = String::new();
    let left_out: Vec<&str> = files
        .iter()
        .filter(|file| skeleton::binary(&file.bytes))
        .map(|file| file.path.as_str())
        .collect();
    if !left_out.is_empty() {
        let _ =
            writeln!(out, "Not in this patch, because they are no text: {}\n", left_out.join(", "));
    }
    for file in files {
        if let Ok(text) = std::str::from_utf8(&file.bytes)
            && !skeleton::binary(&file.bytes)
        {
            add(file, text, &mut out);
        }
    }
    out
}

fn add(file: &File, text: &str, out: &mut String) {
    let (a, b) = (name("a/", &file.path), name("b/", &file.path));
    let mode = if file.executable { "100755" } else { "100644" };
    let _ = writeln!(out, "diff --git {a} {b}\nnew file mode {mode}");
    if text.is_empty() {
        // Without a content there is nothing but the mode; the hash is that of no bytes.
        let _ = writeln!(out, "index 0000000..e69de29");
        return;
    }
    // A tab tells a name with spaces from a date behind it.
    let end = if file.path.contains(' ') { "\t" } else { "" };
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let _ = writeln!(out, "--- /dev/null\n+++ {b}{end}\n@@ -0,0 +1,{} @@", lines.len());
    for line in &lines {
        out.push('+');
        out.push_str(line);
    }
    if !text.ends_with('\n') {
        out.push_str("\n\\ No newline at end of file\n");
    }
}

/// A path as git writes it: in quotes if a character in it needs them.
fn name(side: &str, path: &str) -> String {
    if path.bytes().all(|byte| (b' '..127).contains(&byte) && byte != b'"' && byte != b'\\') {
        return format!("{side}{path}");
    }
    let mut out = format!("\"{side}");
    for byte in path.bytes() {
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b' '..127 => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "\\{byte:03o}");
            }
        }
    }
    out.push('"');
    out
}
