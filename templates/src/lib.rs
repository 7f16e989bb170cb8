//! Software templates of the kind `scaffolder.backstage.io/v1beta3`: the form that a template's
//! schema asks for ([`form`]), and what it writes and does with the answers ([`render`]).
//!
//! Nothing here knows a page or a request. Values are [`serde_json::Value`]; a place in them is a
//! JSON pointer (`/owner`, `/tags/0`), from the answers of the whole template on.

pub mod form;
pub mod render;
pub mod schema;
