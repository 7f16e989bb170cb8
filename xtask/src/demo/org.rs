//! The demo organisation as far as figures need it: teams, services, plugins, people. Names are
//! those of `public/demo/catalog`, which a test compares.

use portico_insights::Day;
use portico_insights::stats::Random;

/// How many engineers there are on the last day. The catalog names twelve of them; the others are
/// people of whom the portal only knows a pseudonym.
pub const ENGINEERS: usize = 260;

/// How many of them were there on the first day; six joined in each month after it.
const AT_FIRST: usize = ENGINEERS - 18 * JOIN;
const JOIN: usize = 6;

/// The first day.
pub fn first() -> Day {
    Day::of(2025, 6, 1)
}

/// The last day.
pub fn last() -> Day {
    Day::of(2026, 11, 20)
}

/// When templates arrived.
pub const TEMPLATES: (i32, u8, u8) = (2026, 2, 2);

/// When the error of the plugin `kubernetes` began.
pub const ERROR: (i32, u8, u8) = (2026, 6, 15);

/// The plugin that lost its users.
pub const LOST: &str = "kubernetes";

/// A team.
pub struct Team {
    pub name: &'static str,
    pub domain: &'static str,
    /// How many pull requests one of its people merges on a workday.
    pub merges: f64,
}

const fn team(name: &'static str, domain: &'static str, merges: f64) -> Team {
    Team { name, domain, merges }
}

/// The ten teams.
pub const TEAMS: [Team; 10] = [
    team("payments-core", "payments", 0.46),
    team("checkout", "payments", 0.52),
    team("disputes-and-risk", "payments", 0.38),
    team("treasury", "payments", 0.36),
    team("merchant-tools", "payments", 0.48),
    team("freight-routing", "logistics", 0.15),
    team("last-mile", "logistics", 0.13),
    team("warehousing", "logistics", 0.12),
    team("developer-experience", "platform", 0.55),
    team("data-platform", "platform", 0.42),
];

/// A service: name, team, how many deploys a week, and language, framework, version, CI, deploys.
pub struct Service {
    pub name: &'static str,
    pub team: &'static str,
    pub deploys: f64,
    pub made_with: [&'static str; 5],
}

const fn service(
    name: &'static str,
    team: &'static str,
    deploys: f64,
    made_with: [&'static str; 5],
) -> Service {
    Service { name, team, deploys, made_with }
}

const ACTIONS: &str = "GitHub Actions";
const ARGO: &str = "Argo CD";

/// The services that are deployed.
pub const SERVICES: [Service; 18] = [
    service("payments-ledger", "payments-core", 9.0, ["Kotlin", "Ktor", "2.1", ACTIONS, ARGO]),
    service("refunds-worker", "payments-core", 4.0, ["Kotlin", "Ktor", "2.1", ACTIONS, ARGO]),
    service("checkout-gateway", "checkout", 14.0, ["Rust", "axum", "1.90", ACTIONS, ARGO]),
    service("checkout-js", "checkout", 6.0, ["TypeScript", "Preact", "5.9", ACTIONS, "CDN"]),
    service("risk-scoring", "disputes-and-risk", 3.0, ["Python", "FastAPI", "3.13", ACTIONS, ARGO]),
    service(
        "dispute-evidence-collector",
        "disputes-and-risk",
        1.5,
        ["Python", "FastAPI", "3.11", "Jenkins", ARGO],
    ),
    service("payout-scheduler", "treasury", 2.0, ["Java", "Spring Boot", "21", ACTIONS, ARGO]),
    service("fx-rate-publisher", "treasury", 1.0, ["Java", "Spring Boot", "17", "Jenkins", ARGO]),
    service(
        "merchant-onboarding-bff",
        "merchant-tools",
        5.0,
        ["TypeScript", "NestJS", "5.9", ACTIONS, ARGO],
    ),
    service("route-optimiser", "freight-routing", 0.7, ["C++", "", "20", "Jenkins", "Ansible"]),
    service("carrier-rate-aggregator", "freight-routing", 0.8, ["Go", "", "1.25", ACTIONS, ARGO]),
    service(
        "customs-declaration-builder",
        "freight-routing",
        0.5,
        ["Java", "Spring Boot", "17", "Jenkins", "Ansible"],
    ),
    service("address-normaliser-jp", "last-mile", 0.5, ["Go", "", "1.22", ACTIONS, ARGO]),
    service("driver-app", "last-mile", 0.4, ["Dart", "Flutter", "3.9", "Codemagic", "Stores"]),
    service(
        "parcel-tracking-stream",
        "last-mile",
        0.9,
        ["Scala", "Flink", "2.13", "Jenkins", ARGO],
    ),
    service("rollout", "developer-experience", 8.0, ["Rust", "axum", "1.90", ACTIONS, ARGO]),
    service("feature-flags", "developer-experience", 5.0, ["Rust", "axum", "1.90", ACTIONS, ARGO]),
    service(
        "lakehouse-loader",
        "data-platform",
        3.0,
        ["Python", "Spark", "3.13", ACTIONS, "Airflow"],
    ),
];

/// Plugins of the portal: id, owner, and how often a visit goes there, of a hundred.
pub const PLUGINS: [(&str, &str, usize); 14] = [
    ("home", "developer-experience", 60),
    ("catalog", "developer-experience", 55),
    ("search", "developer-experience", 30),
    ("docs", "developer-experience", 34),
    ("ci", "developer-experience", 32),
    ("deploys", "checkout", 28),
    ("alerts", "payments-core", 14),
    ("kubernetes", "data-platform", 30),
    ("metrics", "data-platform", 12),
    ("security", "disputes-and-risk", 8),
    ("apis", "merchant-tools", 10),
    ("explore", "developer-experience", 7),
    ("templates", "developer-experience", 6),
    ("costs", "treasury", 5),
];

/// Somebody.
#[derive(Clone, Copy)]
pub struct Person {
    /// The number, which is all that anybody knows of them.
    pub id: usize,
    /// Place in [`TEAMS`].
    pub team: usize,
    /// The first day at work.
    pub started: Day,
    /// Whether they started within the time of the data.
    pub joined: bool,
    /// How much they like to use the portal, from 0 to 1.
    pub likes: f64,
    /// How fast they work beside others, around 1.
    pub pace: f64,
}

impl Person {
    /// Their reference.
    pub fn reference(&self) -> String {
        format!("user:default/engineer-{:03}", self.id)
    }

    /// Their team.
    pub fn team(&self) -> &'static Team {
        // The place is always in the list; the first team is as good as any if it were not.
        TEAMS.get(self.team).unwrap_or(&TEAMS[0])
    }
}

/// Everybody, in the order in which they started.
pub fn people() -> Vec<Person> {
    let mut random = Random::new(11);
    (0..ENGINEERS)
        .map(|id| {
            let (likes, pace) = (random.unit(), 0.7 + 0.6 * random.unit());
            let joined = id >= AT_FIRST;
            let started = if joined {
                let mut month = first();
                for _ in 0..(id - AT_FIRST) / JOIN {
                    month = month.next_month();
                }
                // Mondays of the month, and never after the last day.
                month
                    .plus(random.below(3) as i32 * 7)
                    .week(portico_insights::Weekday::Monday)
                    .plus(7)
            } else {
                first().plus(-400)
            };
            Person { id, team: id % TEAMS.len(), started, joined, likes, pace }
        })
        .collect()
}

/// A day from its date.
pub fn day((year, month, day): (i32, u8, u8)) -> Day {
    Day::of(year, month, day)
}

/// One of the list, by chance.
#[allow(clippy::indexing_slicing)]
pub fn pick<'l, T>(random: &mut Random, list: &'l [T]) -> &'l T {
    // Lists here are constants and never empty.
    &list[random.below(list.len())]
}

/// How often something happens that is expected `mean` times.
pub fn times(random: &mut Random, mean: f64) -> usize {
    let limit = (-mean).exp();
    let mut product = random.unit();
    let mut count = 0;
    while product > limit && count < 1000 {
        product *= random.unit();
        count += 1;
    }
    count
}

/// A length around `middle`, with a long tail.
pub fn long(random: &mut Random, middle: f64, spread: f64) -> f64 {
    // The sum of twelve numbers is nearly normal.
    let normal: f64 = (0..12).map(|_| random.unit()).sum::<f64>() - 6.0;
    middle * (normal * spread).exp()
}
