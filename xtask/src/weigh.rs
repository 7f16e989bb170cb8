//! What each component of the library weighs: the code of all functions that are named after its
//! folder or made for a type of it, in the module before it is split and made smaller. That says
//! which is large and which is small, not what a visitor downloads.

use std::collections::BTreeMap;

use anyhow::Result;
use wasmparser::{KnownCustom, Name, NameSectionReader, Parser, Payload};

/// Bytes of code by component, under the name of its page in the gallery.
///
/// # Errors
/// When the module cannot be read.
pub fn components(wasm: &[u8]) -> Result<BTreeMap<String, usize>> {
    let mut imported = 0;
    let mut sizes = Vec::new();
    let mut weights = BTreeMap::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    if matches!(import?.ty, wasmparser::TypeRef::Func(_)) {
                        imported += 1;
                    }
                }
            }
            Payload::CodeSectionEntry(body) => sizes.push(body.range().len()),
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(names) = section.as_known() {
                    add(names, imported, &sizes, &mut weights)?;
                }
            }
            _ => {}
        }
    }
    Ok(weights)
}

fn add(
    names: NameSectionReader<'_>,
    imported: usize,
    sizes: &[usize],
    weights: &mut BTreeMap<String, usize>,
) -> Result<()> {
    for part in names {
        let Name::Function(functions) = part? else { continue };
        for naming in functions {
            let naming = naming?;
            let at = (naming.index as usize).checked_sub(imported);
            let size = at.and_then(|at| sizes.get(at)).copied().unwrap_or_default();
            // Linkers write names mangled, tools that rewrite modules may not.
            let name = format!("{:#}", rustc_demangle::demangle(naming.name));
            if let Some(component) = component_of(&name) {
                *weights.entry(component).or_default() += size;
            }
        }
    }
    Ok(())
}

/// The folder of the library that a function belongs to.
fn component_of(function: &str) -> Option<String> {
    let (_, rest) = function.split_once("portico_components")?;
    // `portico_components[3f2a…]::button::…` or without the hash.
    let rest = rest.trim_start_matches(|c: char| c == '[' || c == ']' || c.is_ascii_hexdigit());
    let mut parts = rest.strip_prefix("::")?.split([':', '<', '>', ' ', '{', ',']);
    let (name, module) = (parts.next()?, parts.find(|part| !part.is_empty()));
    // Its examples are loaded by the gallery alone.
    let is_shown = matches!(module, Some("gallery" | "examples"));
    (!name.is_empty() && !is_shown).then(|| name.replace('_', "-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_belongs_to_the_first_folder_in_its_name() {
        for (function, folder) in [
            ("portico_components::button::Button::{closure#0}", Some("button")),
            ("<portico_components[1f]::data_table::Row as Drop>::drop", Some("data-table")),
            ("core::ptr::drop_in_place<portico_components::tag::Tag>", Some("tag")),
            ("portico_components::tag::gallery::rest", None),
            ("portico_catalog::query::find", None),
        ] {
            assert_eq!(component_of(function).as_deref(), folder, "{function}");
        }
    }

    #[test]
    fn names_are_read_as_the_linker_writes_them() {
        // A module of one type, one function of it with an empty body, and its name.
        let name = "_ZN18portico_components6button13button_inside17h0123456789abcdefE";
        let mut wasm =
            b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x03\x02\x01\0\x0a\x04\x01\x02\0\x0b".to_vec();
        let length = u8::try_from(name.len()).unwrap();
        wasm.extend([0, length + 10, 4]);
        wasm.extend(b"name");
        wasm.extend([1, length + 3, 1, 0, length]);
        wasm.extend(name.as_bytes());
        assert_eq!(components(&wasm).unwrap(), BTreeMap::from([("button".to_owned(), 2)]));
    }

    #[test]
    fn what_is_not_a_module_is_an_error() {
        assert!(components(b"not wasm").is_err());
        assert_eq!(components(b"\0asm\x01\0\0\0").unwrap(), BTreeMap::new());
    }
}
