//! What is shown instead of the portal when `portal.json` cannot be used.

use crate::plugin::host::ConfigFailure;
use leptos::prelude::*;

/// Draws the page: every mistake with its path, or why the file could not be fetched.
pub fn start_failed(failure: &ConfigFailure) -> AnyView {
    let (message, list) = match failure {
        ConfigFailure::Net(error) => {
            (format!("{}. {} {}", error.title(), error.cause(), error.next_step()), Vec::new())
        }
        ConfigFailure::Wrong(errors) => (
            "The portal's configuration has mistakes. Whoever runs the portal has to correct them."
                .to_owned(),
            errors.iter().map(|error| (error.path.clone(), error.message.clone())).collect(),
        ),
    };
    let items = list
        .into_iter()
        .map(|(path, message)| view! { <li><code>{path}</code> " " {message}</li> })
        .collect_view();
    view! {
        <main class="stop" role="alert">
            <h1>"portal.json cannot be used"</h1>
            <p>{message}</p>
            <ul>{items}</ul>
            <p>
                <button type="button" on:click=move |_| {
                    let _ = window().location().reload();
                }>"Reload"</button>
            </p>
        </main>
    }
    .into_any()
}
