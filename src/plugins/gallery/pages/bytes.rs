//! What each component weighs in the build that is running.

use super::super::asked::State;
use super::super::frame::{Entries, Frame};
use super::super::handbook::PORTAL;
use super::super::routes::{Place, link};
use super::super::shelves::all_entries;
use crate::net::{self, use_load};
use crate::plugin::loaded::Loaded;
use crate::plugin::package;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{Link, LinkStyle, PageHeader, SkeletonKind, group_digits};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Bytes of code by component.
type Weights = BTreeMap<String, usize>;

/// Draws the page.
pub fn draw() -> AnyView {
    let registry = use_registry();
    let entries: Entries = all_entries(&registry);
    let state = State::start();
    let gallery = Place::Overview.href(&registry, state.env().get_untracked());
    use_page().set(vec![Crumb::link("Gallery", Some(gallery)), Crumb::here("Bytes")]);
    let load = use_load(|| {
        Some(net::Get::<Weights>::new(PORTAL).path([&*package::folder()?, "gallery", "bytes.json"]))
    });
    let view = {
        let entries = entries.clone();
        Arc::new(move |weights: &Weights| {
            let mut all: Vec<_> = entries
                .iter()
                .filter_map(|entry| Some((*weights.get(entry.id)?, *entry)))
                .collect();
            all.sort_by(|(a, one), (b, other)| b.cmp(a).then(one.name.cmp(other.name)));
            let rows: Vec<AnyView> = all
                .into_iter()
                .map(|(bytes, entry)| {
                    let href = link(&registry, state, Place::of(&entry));
                    view! {
                        <tr>
                            <th scope="row"><Link href=href look=LinkStyle::Quiet>{entry.name}</Link></th>
                            <td data-end="">{group_digits(bytes)}</td>
                        </tr>
                    }
                    .into_any()
                })
                .collect();
            view! {
                <div class="gallery-scroll" role="region" aria-label="Bytes by component" tabindex="0">
                    <table class="gallery-table" aria-label="Bytes by component">
                        <thead>
                            <tr>
                                <th scope="col">"Component"</th>
                                <th scope="col" data-end="">"Bytes"</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            }
            .into_any()
        })
    };
    view! {
        <Frame entries=entries state=state here=Place::Bytes>
            <PageHeader
                title="Bytes"
                subtitle="The code named after each component in a release build, before compression. It says which is large and which is small."
            />
            <Loaded load=load title="Bytes" skeleton=SkeletonKind::Text(12) view=view />
        </Frame>
    }
    .into_any()
}
