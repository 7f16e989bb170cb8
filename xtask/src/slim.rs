//! What the tools leave in the main module that no page needs.
//!
//! `wasm-bindgen` names each import with a hash, in the module and in its script, which do not
//! compress; a dependency of Leptos exports three classes for streams, which keep their code alive
//! although nothing makes one; and the splitter fills the places of the chunks in the table with
//! nothing, one by one, so that no tool puts something of its own there.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use walrus::{ConstExpr, ElementItems, Module};

use crate::repo;

/// Classes of `wasm-streams` that nothing here uses.
const UNUSED: [&str; 3] =
    ["IntoUnderlyingByteSource", "IntoUnderlyingSink", "IntoUnderlyingSource"];

/// Shortens the names between `<name>_bg.wasm` and `<name>.js`, and drops the unused classes and
/// what only keeps places free.
///
/// # Errors
/// When the files are not as `wasm-bindgen` writes them.
pub fn slim(package: &Path, name: &str) -> Result<()> {
    let wasm = package.join(format!("{name}_bg.wasm"));
    let script = package.join(format!("{name}.js"));
    let mut module =
        Module::from_file(&wasm).map_err(|error| anyhow!("{}: {error}", wasm.display()))?;
    let glue = format!("./{name}_bg.js");
    let names = shorten(&mut module, &glue);
    drop_placeholders(&mut module);
    let text = without_classes(&repo::read(&script)?)
        .with_context(|| format!("{} has another shape", script.display()))?;
    let text = renamed(&text, &names).replace(&format!("\"{glue}\""), "\"b\"");
    std::fs::write(&wasm, module.emit_wasm())?;
    repo::write(script, text)
}

/// Gives imports and mangled exports short names; the old ones with the new ones.
fn shorten(module: &mut Module, glue: &str) -> HashMap<String, String> {
    let unused: Vec<_> = module
        .exports
        .iter()
        .filter(|export| UNUSED.iter().any(|class| export.name.contains(&class.to_lowercase())))
        .map(|export| export.id())
        .collect();
    for export in unused {
        module.exports.delete(export);
    }
    let mut names = HashMap::new();
    for import in module.imports.iter_mut().filter(|import| import.module == glue) {
        let short = format!("i{}", names.len());
        names.insert(std::mem::replace(&mut import.name, short.clone()), short);
        import.module = "b".to_owned();
    }
    for export in module.exports.iter_mut().filter(|export| export.name.starts_with("_ZN")) {
        let short = format!("e{}", names.len());
        names.insert(std::mem::replace(&mut export.name, short.clone()), short);
    }
    names
}

/// Drops segments of tables that hold nothing: so is what a table begins with.
fn drop_placeholders(module: &mut Module) {
    let is_nothing = |item: &ConstExpr| matches!(item, ConstExpr::RefNull(_));
    let empty: Vec<_> = module
        .elements
        .iter()
        .filter(|segment| match &segment.items {
            ElementItems::Expressions(_, items) => items.iter().all(is_nothing),
            ElementItems::Functions(functions) => functions.is_empty(),
        })
        .map(|segment| segment.id())
        .collect();
    for table in module.tables.iter_mut() {
        table.elem_segments.retain(|segment| !empty.contains(segment));
    }
    for segment in empty {
        module.elements.delete(segment);
    }
}

/// The script without the classes that are not used.
fn without_classes(script: &str) -> Result<String> {
    let mut text = script.to_owned();
    for class in UNUSED {
        let Some(start) = text.find(&format!("export class {class} {{")) else { continue };
        let last = format!("if (Symbol.dispose) {class}.");
        let end = text.get(start..).and_then(|rest| {
            let last = rest.find(&last)?;
            let line = rest.get(last..)?.find('\n')?;
            Some(start + last + line + 1)
        });
        let Some(end) = end else { bail!("no end of the class {class}") };
        text.replace_range(start..end, "");
        if text.contains(&format!("{class}.__wrap")) || text.contains(&format!("new {class}(")) {
            bail!("the class {class} is used after all");
        }
    }
    Ok(text)
}

/// The script with other names, each of which has to be a whole word.
fn renamed(script: &str, names: &HashMap<String, String>) -> String {
    let mut text = String::with_capacity(script.len());
    let mut rest = script;
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '$');
    while let Some(start) = rest.find(is_word) {
        let (before, from) = rest.split_at(start);
        let (word, after) = from.split_at(from.find(|c| !is_word(c)).unwrap_or(from.len()));
        text.push_str(before);
        text.push_str(names.get(word).map_or(word, String::as_str));
        rest = after;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_words_are_renamed() {
        let names = HashMap::from([("__wbg_get_1a".to_owned(), "i0".to_owned())]);
        assert_eq!(
            renamed("__wbg_get_1a: x => wasm.__wbg_get_1ab(__wbg_get_1a),", &names),
            "i0: x => wasm.__wbg_get_1ab(i0),"
        );
    }

    #[test]
    fn a_class_goes_and_a_used_one_is_an_error() {
        let class = "export class IntoUnderlyingSink {\nfree() {}\n}\n\
                     if (Symbol.dispose) IntoUnderlyingSink.prototype[Symbol.dispose] = 1;\n";
        assert_eq!(without_classes(&format!("a\n{class}b\n")).unwrap(), "a\nb\n");
        let used = format!("{class}const x = IntoUnderlyingSink.__wrap(1);\n");
        assert!(without_classes(&used).is_err());
    }
}
