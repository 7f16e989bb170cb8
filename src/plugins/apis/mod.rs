//! Definitions of APIs, drawn so that people can read them: OpenAPI, AsyncAPI, GraphQL, protobuf.
//!
//! The text is read in a worker, by the crate `definitions`, whose code the page never loads. The
//! page asks for one item at a time, so that the size of a definition does not matter.

mod blocks;
mod desk;
mod fields;
mod item;
mod list;
mod tab;
mod text;
mod worker;

use crate::plugin::prelude::*;

lazy!(apis, definition: EntityInput => tab::draw);
work!(definitions, reading => worker::answer);

/// Id of the plugin.
const ID: &str = "apis";

/// The plugin.
#[must_use]
pub fn plugin() -> Plugin {
    Plugin::new(ID)
        .title("API definitions")
        .icon(Icon::Api)
        .owner("group:default/developer-experience")
        .work(reading::run_in_worker)
        .extend(EntityTab {
            slug: "definition",
            title: "Definition",
            when: When::Kind(&["api"]),
            count: None,
            loader: definition::loader(),
        })
}
