//! Templates that CI runs: there is no scaffolder, so the company's own CI does it, as the person
//! who asks. What an annotation of the template says is in [`target`], what is sent in [`inputs`],
//! and the page of a run in [`page`].

mod api;
mod inputs;
pub mod offer;
pub mod page;
mod send;
mod target;

use super::form::found::Found;
use super::run::{OtherWay, Starter, use_starter};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::SkeletonKind;
use std::sync::Arc;

/// What draws the way to CI beside a form.
#[derive(Clone)]
pub struct OfferInput {
    /// The template.
    pub found: Arc<Found>,
    /// Where the way to start it is put.
    pub way: OtherWay,
}

/// How a template is started, and what is shown of that: nothing where the scaffolder does it.
pub fn offer(found: &Arc<Found>) -> (AnyView, Starter) {
    let starter = use_starter();
    if !target::is_dispatched(&found.descriptor) {
        return (().into_any(), starter);
    }
    let way = StoredValue::new_local(None);
    let input = OfferInput { found: found.clone(), way };
    let skeleton = SkeletonKind::Text(2);
    let loader = super::way_to_ci::loader();
    (later("dispatch", "The way to CI", skeleton, loader, input), starter.by(way))
}
