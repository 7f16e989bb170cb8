//! What the gallery tells about each component, taken from its source: the documentation of the
//! component and of its props, the code of its examples, the tokens of its style sheet. One file
//! per component, `gallery/<id>.json` in the package, fetched when somebody opens its page.

use std::path::Path;

use anyhow::{Context, Result};
use proc_macro2::LineColumn;
use serde::Serialize;
use syn::spanned::Spanned;

use crate::styles::css;
use crate::{repo, tokens};

/// What is told about one folder of `components/src`.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Handbook {
    /// The folder, from the root of the repository.
    pub path: String,
    /// Its components, in the order of the source.
    pub components: Vec<Component>,
    /// The code of its examples.
    pub examples: Vec<Example>,
    /// The tokens that its style sheet uses, sorted.
    pub tokens: Vec<String>,
}

/// One component.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Component {
    pub name: String,
    /// Its documentation in Markdown, without the part about the keyboard.
    pub docs: String,
    /// What its documentation says about the keyboard, if anything.
    pub keyboard: String,
    pub props: Vec<Prop>,
}

/// One prop.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Prop {
    pub name: String,
    /// Its type as written.
    pub r#type: String,
    pub required: bool,
    /// The default as written; empty for the default of the type.
    pub default: String,
    pub docs: String,
}

/// The code of an example.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Example {
    pub id: String,
    pub code: String,
}

/// Writes the handbook of every component into `package`.
///
/// # Errors
/// When a source cannot be read or is not Rust.
pub fn write(package: &Path) -> Result<()> {
    for (id, handbook) in all()? {
        let text = serde_json::to_string(&handbook)?;
        repo::write(package.join("gallery").join(format!("{id}.json")), text)?;
    }
    let names =
        serde_json::to_string(&token_names(&repo::read(repo::root().join(tokens::SHEET))?)?)?;
    repo::write(package.join("gallery/tokens.json"), names)?;
    for file in repo::files_with(repo::root().join("docs/design"), "md")? {
        let name = file.file_name().context("a file without a name")?;
        repo::write(package.join("gallery/guide").join(name), repo::read(&file)?)?;
    }
    for file in repo::files_with(repo::root().join("docs/tactics"), "md")? {
        let name = file.file_name().context("a file without a name")?;
        repo::write(package.join("tactics").join(name), repo::read(&file)?)?;
    }
    // The checker of the accessibility view, unchanged, with its licence in its first lines.
    let checker = repo::read(repo::root().join("node_modules/axe-core/axe.min.js"))?;
    repo::write(package.join("gallery/axe.js"), checker)?;
    for script in ["access.js", "measure.js"] {
        let text = repo::read(repo::root().join("src/plugins/gallery").join(script))?;
        repo::write(package.join("gallery").join(script), text)?;
    }
    Ok(())
}

/// The names of all tokens, each once, in the order of the sheet.
fn token_names(sheet: &str) -> Result<Vec<String>> {
    let mut names: Vec<String> = Vec::new();
    for (_, name, _) in css::declarations(sheet)? {
        if name.starts_with("--dp-") && !names.contains(&name) {
            names.push(name);
        }
    }
    Ok(names)
}

/// The handbooks of all components with an entry in the gallery, by id.
///
/// # Errors
/// When a source cannot be read or is not Rust.
pub fn all() -> Result<Vec<(String, Handbook)>> {
    let folder = repo::root().join("components/src");
    let mut found = Vec::new();
    for file in repo::files(&folder)? {
        if !file.ends_with("gallery.rs") || file.parent() == Some(&folder) {
            continue;
        }
        let folder = file.parent().context("a file without a folder")?;
        let name = folder.file_name().and_then(|name| name.to_str()).context("no name")?;
        let sheet = folder.join(format!("{name}.css"));
        let sheet = if sheet.exists() { repo::read(sheet)? } else { String::new() };
        let components = components(&repo::read(folder.join("mod.rs"))?)
            .with_context(|| format!("in components/src/{name}/mod.rs"))?;
        let other = |module: &str| repo::read(folder.join(module).with_extension("rs"));
        let examples = examples(&repo::read(&file)?, other)
            .with_context(|| format!("in components/src/{name}/gallery.rs"))?;
        let path = format!("components/src/{name}");
        let handbook = Handbook { path, components, examples, tokens: tokens(&sheet) };
        found.push((name.replace('_', "-"), handbook));
    }
    found.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(found)
}

/// The public components of a file.
fn components(source: &str) -> Result<Vec<Component>> {
    let file = syn::parse_file(source)?;
    let lines: Vec<&str> = source.lines().collect();
    let functions = file.items.iter().filter_map(|item| match item {
        syn::Item::Fn(function) => Some(function),
        _ => None,
    });
    let mut found = Vec::new();
    for function in functions {
        let is_component = function.attrs.iter().any(|attr| attr.path().is_ident("component"));
        if !is_component || !matches!(function.vis, syn::Visibility::Public(_)) {
            continue;
        }
        let mut props = Vec::new();
        for input in &function.sig.inputs {
            if let syn::FnArg::Typed(input) = input {
                props.push(prop(input, &lines)?);
            }
        }
        let (docs, keyboard) = apart(&documentation(&function.attrs));
        found.push(Component { name: function.sig.ident.to_string(), docs, keyboard, props });
    }
    Ok(found)
}

fn prop(input: &syn::PatType, lines: &[&str]) -> Result<Prop> {
    let mut required = true;
    let mut default = String::new();
    for attr in input.attrs.iter().filter(|attr| attr.path().is_ident("prop")) {
        attr.parse_nested_meta(|meta| {
            if meta.path.is_ident("optional") || meta.path.is_ident("optional_no_strip") {
                required = false;
            }
            if meta.path.is_ident("default") {
                required = false;
                let value: syn::Expr = meta.value()?.parse()?;
                default = slice(lines, value.span().start(), value.span().end());
            }
            Ok(())
        })?;
    }
    let name = match &*input.pat {
        syn::Pat::Ident(name) => name.ident.to_string(),
        other => slice(lines, other.span().start(), other.span().end()),
    };
    // Children may be left out where the type says so.
    let r#type = slice(lines, input.ty.span().start(), input.ty.span().end());
    Ok(Prop { name, r#type, required, default, docs: documentation(&input.attrs) })
}

/// The text of `///`, with the links of rustdoc as code: they lead nowhere outside of it.
fn documentation(attrs: &[syn::Attribute]) -> String {
    let mut text = String::new();
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("doc")) {
        if let syn::Meta::NameValue(value) = &attr.meta
            && let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(line), .. }) = &value.value
        {
            let line = line.value();
            text.push_str(line.strip_prefix(' ').unwrap_or(&line));
            text.push('\n');
        }
    }
    without_links(text.trim())
}

/// [`Name`] and [`Name`](path) become `Name`.
fn without_links(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[`") {
        out.push_str(before);
        let Some((name, after)) = after.split_once("`]") else {
            out.push_str("[`");
            rest = after;
            continue;
        };
        out.push('`');
        out.push_str(name);
        out.push('`');
        let path = after.strip_prefix('(').and_then(|path| path.split_once(')'));
        rest = path.map_or(after, |(_, after)| after);
    }
    out.push_str(rest);
    out
}

/// The documentation, and apart from it the paragraph that says “Keyboard: …”.
fn apart(docs: &str) -> (String, String) {
    let (keys, rest): (Vec<&str>, Vec<&str>) =
        docs.split("\n\n").partition(|paragraph| paragraph.starts_with("Keyboard:"));
    let keys = keys.first().map(|keys| keys.trim_start_matches("Keyboard:").trim());
    (rest.join("\n\n"), keys.unwrap_or_default().replace('\n', " "))
}

/// The code of the examples of a `gallery.rs`: the bodies of the functions that draw them, which
/// may stand in another module of the folder.
fn examples(source: &str, other: impl Fn(&str) -> Result<String>) -> Result<Vec<Example>> {
    let file = syn::parse_file(source)?;
    let lines: Vec<&str> = source.lines().collect();
    let mut found = Vec::new();
    for item in &file.items {
        let syn::Item::Const(list) = item else { continue };
        if list.ident != "EXAMPLES" {
            continue;
        }
        let syn::Expr::Reference(list) = &*list.expr else { continue };
        let syn::Expr::Array(list) = &*list.expr else { continue };
        for one in &list.elems {
            let syn::Expr::Struct(one) = one else { continue };
            let field = |name: &str| {
                one.fields.iter().find(
                    |field| matches!(&field.member, syn::Member::Named(member) if member == name),
                )
            };
            let Some(syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(id), .. })) =
                field("id").map(|field| &field.expr)
            else {
                continue;
            };
            let code = match field("view").map(|field| &field.expr) {
                Some(syn::Expr::Path(path)) => {
                    let mut names = path.path.segments.iter().map(|one| one.ident.to_string());
                    match (names.next(), names.next()) {
                        (Some(name), None) => body_of(source, &name)?,
                        (Some(module), Some(name)) => body_of(&other(&module)?, &name)?,
                        _ => None,
                    }
                }
                Some(other) => Some(slice(&lines, other.span().start(), other.span().end())),
                None => None,
            };
            found.push(Example { id: id.value(), code: code.unwrap_or_default() });
        }
    }
    Ok(found)
}

/// The body of a function of a file.
fn body_of(source: &str, name: &str) -> Result<Option<String>> {
    let file = syn::parse_file(source)?;
    let lines: Vec<&str> = source.lines().collect();
    Ok(file.items.iter().find_map(|item| match item {
        syn::Item::Fn(function) if function.sig.ident == name => {
            Some(body(&lines, &function.block))
        }
        _ => None,
    }))
}

/// What stands between the braces, moved to the margin, without the type being erased at the end.
fn body(lines: &[&str], block: &syn::Block) -> String {
    let (from, to) = (block.span().start().line, block.span().end().line);
    let inside: Vec<&str> =
        lines.iter().skip(from).take(to.saturating_sub(from + 1)).copied().collect();
    let margin = inside
        .iter()
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start().len())
        .min()
        .unwrap_or_default();
    let inside: Vec<&str> =
        inside.iter().map(|line| line.get(margin..).unwrap_or_default()).collect();
    let text = inside.join("\n");
    text.strip_suffix("\n.into_any()").unwrap_or(&text).to_owned()
}

/// What is written between two places. Lines count from one, columns in characters.
fn slice(lines: &[&str], from: LineColumn, to: LineColumn) -> String {
    let mut out = String::new();
    for at in from.line..=to.line {
        let line = lines.get(at - 1).copied().unwrap_or_default();
        let first = if at == from.line { from.column } else { 0 };
        let last = if at == to.line { to.column } else { usize::MAX };
        if at > from.line {
            out.push(' ');
        }
        let part: String = line.chars().take(last).skip(first).collect();
        out.push_str(if at > from.line { part.trim_start() } else { &part });
    }
    out
}

/// The tokens that a sheet names, sorted, each once.
fn tokens(sheet: &str) -> Vec<String> {
    let mut found: Vec<String> = sheet
        .split("var(")
        .skip(1)
        .filter_map(|rest| rest.split([')', ',']).next())
        .map(str::trim)
        .filter(|name| name.starts_with("--dp-"))
        .map(str::to_owned)
        .collect();
    found.sort();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = r#"
/// Opens a door.
///
/// For a window take [`Window`](crate::Window), not a [`Door`].
///
/// Keyboard: Enter,
/// and Space.
#[component]
pub fn Door(
    /// Where it leads.
    #[prop(into)]
    to: Signal<String>,
    /// How wide it is.
    #[prop(default = 90)]
    mut width: usize,
    /// Whether it is open.
    #[prop(optional, into)]
    open: Signal<
        bool,
    >,
) -> impl IntoView {
}

#[component]
fn Hinge() -> impl IntoView {}
"#;

    #[test]
    fn a_component_is_told_by_its_source() {
        let found = components(SOURCE).unwrap();
        assert_eq!(found.len(), 1, "only public ones");
        let door = &found[0];
        assert_eq!(door.docs, "Opens a door.\n\nFor a window take `Window`, not a `Door`.");
        assert_eq!(door.keyboard, "Enter, and Space.");
        let told: Vec<_> = door
            .props
            .iter()
            .map(|p| (&*p.name, &*p.r#type, p.required, &*p.default, &*p.docs))
            .collect();
        assert_eq!(
            told,
            [
                ("to", "Signal<String>", true, "", "Where it leads."),
                ("width", "usize", false, "90", "How wide it is."),
                ("open", "Signal< bool, >", false, "", "Whether it is open."),
            ]
        );
    }

    #[test]
    fn the_code_of_an_example_is_the_body_of_its_function() {
        let source = "pub const EXAMPLES: &[Example] = &[\n\
            Example { id: \"one\", title: \"One\", view: one },\n\
            Example { id: \"two\", title: \"Two\", view: || door() },\n\
            Example { id: \"far\", title: \"Far\", view: others::far },\n];\n\
            fn one() -> AnyView {\n    view! {\n        <Door />\n    }\n    .into_any()\n}\n";
        let other = |module: &str| Ok(format!("fn far() {{\n    {module}()\n}}\n"));
        let found = examples(source, other).unwrap();
        assert_eq!(found[0].code, "view! {\n    <Door />\n}");
        assert_eq!(found[1].code, "|| door()");
        assert_eq!(found[2].code, "others()");
    }

    #[test]
    fn the_tokens_of_a_sheet_are_named_once() {
        let sheet =
            ".a { color: var(--dp-b); gap: var(--dp-a, 1px) var( --dp-b ); top: var(--own) }";
        assert_eq!(tokens(sheet), ["--dp-a", "--dp-b"]);
    }

    /// What the gallery shows to plugin authors has no holes.
    #[test]
    fn every_prop_says_what_it_is_and_every_example_has_code() {
        let all = all().unwrap();
        assert!(all.len() > 80, "{}", all.len());
        for (id, handbook) in all {
            assert!(!handbook.components.is_empty(), "{id} has no component");
            for component in &handbook.components {
                let name = &component.name;
                assert!(!component.docs.is_empty(), "{name} says nothing");
                for prop in &component.props {
                    assert!(!prop.docs.is_empty(), "{name}: {} says nothing", prop.name);
                }
            }
            assert!(!handbook.examples.is_empty(), "{id} has no example");
            for example in &handbook.examples {
                assert!(!example.code.is_empty(), "{id}: {} has no code", example.id);
            }
        }
    }
}
