//! Insights: whether the portal helps. How it is used, how delivery goes, how ready what people own
//! is, and where to start.

mod card;
mod config;
mod counting;
mod exhibit;
mod market;
mod ours;
mod pages;
mod privacy;
mod received;
mod section;
mod sinks;
mod subject;
mod survey;
mod words;

use crate::plugin::prelude::*;
use section::Section;

/// The page; what follows is the section.
const INSIGHTS: RouteRef<Section> = RouteRef::new("insights.index", "/insights/*section");

/// Every plugin of this portal.
const PLUGINS: RouteRef<()> = RouteRef::new("insights.plugins", "/plugins");

/// Where anybody can answer at any time.
const SURVEY: RouteRef<()> = RouteRef::new("insights.survey", "/insights/survey");
const SURVEY_TITLE: &str = "Survey";

const NAV: &[Nav] = &[Nav::new("Insights", Icon::Gauge)];
const SCORED: When = When::Kind(&["component", "api", "resource", "system"]);

lazy!(insights, index: PageInput => pages::draw);
lazy!(insights_start, starting: PageInput => pages::start::page);
lazy!(insights_asked, asked: received::Asking => received::draw);
lazy!(market, market_page: PageInput => market::draw);
lazy!(scorecard, level: EntityInput => card::draw);
lazy!(privacy, privacy_page: PageInput => privacy::draw);
lazy!(survey, survey_page: PageInput => survey::page::draw);
lazy!(sinks, pump: () => sinks::start);
work!(counter, reading => counting::answer);
examples!(insights, shown => exhibit::SHOWN);

/// Id of the plugin.
const ID: &str = "insights";

/// The plugin. Its configuration is read on its own pages, so that it costs nothing elsewhere.
#[must_use]
pub fn plugin() -> Plugin {
    Plugin::new(ID)
        .title("Insights")
        .icon(Icon::Gauge)
        .owner("group:default/developer-experience")
        .origin("portal")
        .origin("insights-*")
        .work(reading::run_in_worker)
        .extend(Page::new(INSIGHTS, "Insights", index::loader()).nav(NAV))
        .extend(Page::new(SURVEY, SURVEY_TITLE, survey_page::loader()))
        .extend(Page::new(PLUGINS, "Plugins", market_page::loader()))
        .extend(EntityCard {
            id: "scorecard",
            title: "Scorecard",
            slot: Slot::Aside,
            when: SCORED,
            loader: level::loader(),
        })
        .extend(SubPage {
            parent: routes::ADMIN.id(),
            slug: "start",
            title: "Starting order",
            loader: starting::loader(),
        })
        .extend(SubPage {
            parent: routes::SETTINGS.id(),
            slug: "privacy",
            title: "Privacy",
            loader: privacy_page::loader(),
        })
        .idle("analytics", pump::loader())
        .extend(Exhibit { entry: exhibit::ENTRY, examples: shown::load })
}
