//! A page of several sections, each with an address of its own below the page's.

use super::extension::PageInput;
use super::page::{Crumb, use_page};
use super::route::{PathParams, RouteParams, RouteRef};
use super::scope::use_registry;
use leptos::prelude::*;
use portico_components::{Gap, PageHeader, RoutedTab, RoutedTabs, Stack};

/// The name of the parameter in the pattern of the page: `/explore/*section`.
const PARAM: &str = "section";

/// The sections of a page. The first one has the address of the page itself.
pub trait Sections: Copy + Default + PartialEq + Send + Sync + 'static {
    /// All of them, in the order of the tabs.
    const ALL: &'static [Self];
    /// Last segment of its address; empty for the first one.
    fn slug(self) -> &'static str;
    /// Word on the tab.
    fn title(self) -> &'static str;
}

impl<S: Sections> RouteParams for S {
    fn read(params: &PathParams) -> Option<Self> {
        let slug = params.get(PARAM).unwrap_or_default();
        Self::ALL.iter().copied().find(|section| section.slug() == slug)
    }

    fn write(&self, params: &mut PathParams) {
        params.push(PARAM, self.slug());
    }
}

/// The section that the address names.
#[must_use]
pub fn open_section<S: Sections>(input: PageInput) -> Memo<S> {
    let found = input.read::<S>();
    // The moment before another page takes over, the section stays what it was.
    Memo::new(move |before: Option<&S>| {
        found.get().unwrap_or_else(|| before.copied().unwrap_or_default())
    })
}

/// What stands around a section: heading, tabs, and the way back to the first one.
pub fn sections<S: Sections>(
    page: RouteRef<S>,
    title: &'static str,
    subtitle: &'static str,
    section: Memo<S>,
    body: AnyView,
) -> AnyView {
    let registry = use_registry();
    let frame = use_page();
    let home = registry.href(page, &S::default());
    Effect::new(move |_| {
        let open = section.get();
        frame.set(match open == S::default() {
            true => vec![Crumb::here(title)],
            false => vec![Crumb::link(title, home.clone()), Crumb::here(open.title())],
        });
    });
    let tab = |section: &S| {
        let href = registry.href(page, section).unwrap_or_default();
        RoutedTab::new(section.slug(), section.title(), href)
    };
    let tabs = S::ALL.iter().map(tab).collect();
    let current = Memo::new(move |_| section.get().slug().to_owned());
    view! {
        <Stack gap=Gap::Lg>
            <PageHeader title=title subtitle=subtitle />
            <RoutedTabs label=["Parts of ", title].concat() tabs=tabs current=current />
            {body}
        </Stack>
    }
    .into_any()
}
