//! What the gallery shows: one [`Entry`] per component, listed by hand in [`shelves`].
//!
//! The examples are also the fixtures of the accessibility run and of the screenshots, so each
//! one has to stand alone.

pub use crate::playground::{CONTENT, Content, Control, Kind, Playground, Values, code};

use crate::shelves;
use leptos::prelude::AnyView;

/// Where a component belongs in the gallery's tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Frame, columns, cards, headings.
    Layout,
    /// Buttons, links, menus.
    Actions,
    /// Fields and choices.
    Forms,
    /// Dialogs, popovers, toasts.
    Overlays,
    /// Tables, lists, tags, people, charts, code.
    Data,
    /// Logs, documents.
    Text,
    /// Empty, loading, failed, done.
    Feedback,
    /// Icons and helpers without a look of their own.
    Foundations,
    /// What plugins show of their own.
    Plugins,
}

impl Scope {
    /// Heading of the group.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Layout => "Layout",
            Self::Actions => "Actions",
            Self::Forms => "Forms",
            Self::Overlays => "Overlays",
            Self::Data => "Data",
            Self::Text => "Text",
            Self::Feedback => "Feedback",
            Self::Foundations => "Foundations",
            Self::Plugins => "Plugins",
        }
    }
}

/// How far one may lean on a component.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// May change from one day to the next.
    Experimental,
    /// Complete; its props may still change with a note in the changelog.
    Beta,
    /// Changes only with a deprecation first.
    Stable,
    /// Do not start using it.
    Deprecated,
}

impl Status {
    /// The word on the badge.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Experimental => "Experimental",
            Self::Beta => "Beta",
            Self::Stable => "Stable",
            Self::Deprecated => "Deprecated",
        }
    }
}

/// One state or use of a component, ready to be put on a page.
#[derive(Clone, Copy)]
pub struct Example {
    /// Slug in the address, never changed once published.
    pub id: &'static str,
    /// What is shown, in two or three words.
    pub title: &'static str,
    /// Draws it.
    pub view: fn() -> AnyView,
}

/// One component of the gallery.
#[derive(Clone, Copy)]
pub struct Entry {
    /// Slug in the address and name of the component's folder with dashes, never changed.
    pub id: &'static str,
    /// Name of the type.
    pub name: &'static str,
    /// Group it is listed in.
    pub scope: Scope,
    /// How far one may lean on it.
    pub status: Status,
    /// Version of Portico it came with.
    pub since: &'static str,
    /// Entity reference of the team that keeps it.
    pub owner: &'static str,
    /// What it is for, in one line.
    pub summary: &'static str,
    /// When another component is the better one.
    pub when_not: &'static str,
}

/// Every component, in the order of the gallery's tree.
#[must_use]
pub fn registry() -> Vec<Entry> {
    let mut entries = [
        shelves::layout::ENTRIES,
        shelves::actions::ENTRIES,
        shelves::forms::ENTRIES,
        shelves::overlays::ENTRIES,
        shelves::data::ENTRIES,
        shelves::text::ENTRIES,
        shelves::feedback::ENTRIES,
        shelves::foundations::ENTRIES,
    ]
    .concat();
    entries.sort_by(|a, b| (a.scope, a.name).cmp(&(b.scope, b.name)));
    entries
}

/// All examples: for checks of the whole, since it brings the code of all of them along.
#[must_use]
pub fn all_examples() -> Vec<shelves::Shown> {
    [
        shelves::layout::EXAMPLES,
        shelves::actions::EXAMPLES,
        shelves::forms::EXAMPLES,
        shelves::overlays::EXAMPLES,
        shelves::data::EXAMPLES,
        shelves::text::EXAMPLES,
        shelves::feedback::EXAMPLES,
        shelves::foundations::EXAMPLES,
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shelves::Shown;
    use std::{collections::BTreeSet, fs, path::Path};

    /// Folders of `src` whose `mod.rs` has a public component.
    fn component_folders() -> BTreeSet<String> {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        fs::read_dir(source)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.is_dir())
            .filter(|path| {
                let code = fs::read_to_string(path.join("mod.rs")).unwrap();
                code.contains("#[component]\npub fn ")
            })
            .map(|path| path.file_name().unwrap().to_str().unwrap().replace('_', "-"))
            .collect()
    }

    #[test]
    fn every_component_is_in_the_gallery() {
        let shown: BTreeSet<String> = registry().iter().map(|entry| entry.id.to_owned()).collect();
        let missing: Vec<_> = component_folders().difference(&shown).cloned().collect();
        assert!(
            missing.is_empty(),
            "no entry for {missing:?}: write gallery.rs in the folder and list the folder in shelves.rs"
        );
    }

    #[test]
    fn every_entry_is_named_after_a_folder() {
        let folders = component_folders();
        for entry in registry() {
            assert!(folders.contains(entry.id), "{} is not the name of a folder", entry.id);
        }
    }

    #[test]
    fn ids_are_unique() {
        let mut seen = BTreeSet::new();
        for entry in registry() {
            assert!(seen.insert(entry.id.to_owned()), "two entries {}", entry.id);
        }
        for Shown { id: component, examples, .. } in all_examples() {
            for example in examples {
                let id = format!("{component}/{}", example.id);
                assert!(seen.insert(id.clone()), "two examples {id}");
            }
        }
    }

    #[test]
    fn ids_can_stand_in_an_address() {
        let slug = |id: &str| {
            !id.is_empty()
                && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        };
        for entry in registry() {
            assert!(slug(entry.id), "{}", entry.id);
        }
        for Shown { id: component, examples, .. } in all_examples() {
            for example in examples {
                assert!(slug(example.id), "{component}/{}", example.id);
            }
        }
    }

    #[test]
    fn every_component_is_on_the_shelf_of_its_group_and_has_examples() {
        for (scope, entries) in [
            (Scope::Layout, shelves::layout::ENTRIES),
            (Scope::Actions, shelves::actions::ENTRIES),
            (Scope::Forms, shelves::forms::ENTRIES),
            (Scope::Overlays, shelves::overlays::ENTRIES),
            (Scope::Data, shelves::data::ENTRIES),
            (Scope::Text, shelves::text::ENTRIES),
            (Scope::Feedback, shelves::feedback::ENTRIES),
            (Scope::Foundations, shelves::foundations::ENTRIES),
        ] {
            for entry in entries {
                assert_eq!(entry.scope, scope, "{}", entry.id);
            }
        }
        for Shown { id: component, examples, .. } in all_examples() {
            assert!(!examples.is_empty(), "{component} has no example");
        }
    }

    /// Props that a control could set, by what their types are.
    fn plain(of: &str) -> bool {
        const PLAIN: [&str; 9] = [
            "bool",
            "Signal<bool>",
            "String",
            "Signal<String>",
            "Signal<Option<String>>",
            "MaybeProp<String>",
            "Option<Icon>",
            "usize",
            "Signal<usize>",
        ];
        PLAIN.contains(&of)
    }

    /// The props of the component `name` in the source of its folder: names and types.
    fn props(folder: &str, name: &str) -> Option<Vec<(String, String)>> {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(folder).join("mod.rs");
        let file = syn::parse_file(&fs::read_to_string(source).unwrap()).unwrap();
        let function = file.items.into_iter().find_map(|item| match item {
            syn::Item::Fn(function) if function.sig.ident == name => Some(function),
            _ => None,
        })?;
        let inputs = function.sig.inputs.into_iter();
        let props = inputs.filter_map(|input| match input {
            syn::FnArg::Typed(syn::PatType { pat, ty, .. }) => match (*pat, *ty) {
                (syn::Pat::Ident(pat), syn::Type::Path(ty)) => {
                    Some((pat.ident.to_string(), written(&ty.path)))
                }
                _ => None,
            },
            syn::FnArg::Receiver(_) => None,
        });
        Some(props.collect())
    }

    /// A path of types without spaces: `Signal<Option<String>>`.
    fn written(path: &syn::Path) -> String {
        let segment = path.segments.last().unwrap();
        let inside = match &segment.arguments {
            syn::PathArguments::AngleBracketed(inside) => inside
                .args
                .iter()
                .filter_map(|arg| match arg {
                    syn::GenericArgument::Type(syn::Type::Path(ty)) => Some(written(&ty.path)),
                    _ => None,
                })
                .collect::<Vec<_>>(),
            _ => Vec::new(),
        };
        match inside.is_empty() {
            true => segment.ident.to_string(),
            false => format!("{}<{}>", segment.ident, inside.join(", ")),
        }
    }

    #[test]
    fn every_prop_that_a_control_could_set_has_one() {
        let mut missing = Vec::new();
        for shown in all_examples() {
            let Some(playground) = shown.playground else { continue };
            // What shows a message or a tip has no folder of its own under that name.
            let Some(props) = props(&shown.id.replace('-', "_"), playground.component) else {
                continue;
            };
            for (name, of) in props {
                let known = playground.controls.iter().any(|control| control.name == name)
                    || playground.fixed.iter().any(|(fixed, _)| *fixed == name);
                if plain(&of) && !known {
                    missing.push(format!("{}: {name}: {of}", playground.component));
                }
            }
        }
        assert!(missing.is_empty(), "no control for\n{}", missing.join("\n"));
    }

    #[test]
    fn every_entry_says_enough() {
        for entry in registry() {
            for text in [entry.summary, entry.when_not] {
                assert!(text.ends_with('.'), "{}: {text:?} is not a sentence", entry.id);
            }
        }
    }
}
