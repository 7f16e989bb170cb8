//! A change of a descriptor as it is handed over: the patch, and the way to the repository.

use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_catalog::repository::Home;
use portico_components::{
    Button, Cluster, CodeBlock, CodeLanguage, ExternalLink, SafeUrl, Stack, save,
};

/// A unified diff, with a button that saves it as a file of this name.
pub fn patch_view(name: String, diff: String) -> AnyView {
    let added = (1..).zip(diff.lines()).filter(|(line, text)| *line > 3 && text.starts_with('+'));
    let added: Vec<usize> = added.map(|(line, _)| line).collect();
    let saved = diff.clone();
    let download = Callback::new(move |_| save(&name, "text/x-diff", &saved));
    view! {
        <Stack>
            <CodeBlock label="Patch" code=diff language=CodeLanguage::Plain head=true added=added />
            <Cluster>
                <Button icon=Icon::Download on_click=download>"Download the patch"</Button>
            </Cluster>
        </Stack>
    }
    .into_any()
}

/// What is done with a patch.
pub fn how_to_apply() -> AnyView {
    view! { <p class="u-note">"Apply it in the repository with " <code>"git apply"</code> "."</p> }
        .into_any()
}

/// The ways to the descriptor at the host of its repository.
pub fn links(home: &Home) -> AnyView {
    let link = |address: &Option<String>, words: &'static str| {
        let url = SafeUrl::parse(address.as_deref()?)?;
        Some(view! { <ExternalLink url=url>{words}</ExternalLink> })
    };
    let edit = link(&home.edit, "Edit in the repository");
    let source = edit.is_none().then(|| link(&home.source, "Open the source")).flatten();
    view! { {edit} {source} }.into_any()
}
