//! What people of the demo organisation did in the portal.

use portico_insights::event::{Action, Context, Event, Outcome, user_hash};
use portico_insights::stats::Random;
use portico_insights::{Day, Milli, Zone};

use super::org::{self, Person, pick, times};

/// Terms that find something.
const TERMS: [&str; 14] = [
    "ledger",
    "checkout api",
    "refund",
    "on-call",
    "feature flag",
    "rollout",
    "risk score",
    "settlement",
    "vat invoice",
    "driver app",
    "kafka topic",
    "parcel scan",
    "fx rates",
    "secrets",
];

/// Terms that find nothing, and should.
const MISSING: [&str; 8] = [
    "vpn access",
    "expense policy",
    "terraform module",
    "pci scope",
    "load test",
    "gdpr export",
    "license request",
    "staging database",
];

/// Paths that lead nowhere.
const NOWHERE: [&str; 4] = [
    "/docs/default/component/ledger-v1",
    "/catalog/default/system/billing",
    "/create",
    "/costs/old",
];

const TEMPLATES: [(&str, &str); 4] = [
    ("template:default/rust-service", "New Rust service"),
    ("template:default/kafka-topic", "New Kafka topic"),
    ("template:default/lakehouse-model", "New lakehouse model"),
    ("template:default/carrier-integration", "New carrier integration"),
];

/// Pages of documentation, and how many of ten say that they helped.
const DOCUMENTS: [(&str, usize); 5] = [
    ("component:default/engineering-handbook/on-call/", 9),
    ("component:default/engineering-handbook/rotate-keys/", 2),
    ("component:default/payments-ledger/runbook/", 8),
    ("component:default/checkout-gateway/operations/", 5),
    ("component:default/rollout/", 9),
];

/// What the error of the story says.
pub const ERROR: &str = "The cluster prod-eu-north refused the request";

/// Makes all events in the order of time, or exactly `most` when a number is given: then days
/// are visited more often.
pub fn each(most: Option<usize>, take: &mut dyn FnMut(&Event<'_>)) {
    let people = org::people();
    let mut random = Random::new(7);
    let mut made = 0;
    let mut more = |event: &Event<'_>| {
        if most.is_none_or(|most| made < most) {
            made += 1;
            take(event);
        }
        most.is_none_or(|most| made < most)
    };
    // A million events are about eighteen times those of the demo.
    let visits = if most.is_some() { 24 } else { 1 };
    let mut day = org::first();
    while day <= org::last() {
        let mut today = Vec::new();
        for person in people.iter().filter(|person| person.started <= day) {
            for nth in 0..visits {
                if random.unit() < chance(person, day) {
                    Visit::new(person, day, nth, &mut random).run(&mut random, &mut today);
                }
            }
        }
        today.sort_by_key(|event| event.at);
        for event in &today {
            if !more(event) {
                return;
            }
        }
        day = day.plus(1);
    }
}

/// How likely somebody is to come on a day: more as the portal grows, hardly at weekends, less
/// in the last days of the year.
fn chance(person: &Person, day: Day) -> f64 {
    let grown = f64::from(day.0 - org::first().0) / f64::from(org::last().0 - org::first().0);
    let (_, month, date) = day.civil();
    let week = if day.is_workday() { 1.0 } else { 0.04 };
    let holidays = if month == 12 && date > 20 { 0.2 } else { 1.0 };
    // Half of the people like it from the beginning, the others come to it.
    let likes = (person.likes - 0.70 + 0.44 * grown).max(0.0);
    likes * 0.75 * week * holidays
}

/// One visit.
struct Visit<'p> {
    person: &'p Person,
    day: Day,
    at: i64,
    context: Context<'static>,
}

impl<'p> Visit<'p> {
    fn new(person: &'p Person, day: Day, nth: usize, random: &mut Random) -> Self {
        let at = Zone(60).start(day) + 8 * 3_600_000 + random.below(34_000_000) as i64;
        let context = Context {
            session: format!("{:x}-{:x}-{nth}", person.id, day.0).into(),
            user: Some(user_hash("demo", &person.reference())),
            team: person.team().name.into(),
            ..Context::default()
        };
        Self { person, day, at, context }
    }

    fn event(
        &mut self,
        random: &mut Random,
        plugin: &'static str,
        action: Action<'static>,
        subject: impl Into<String>,
    ) -> Event<'static> {
        self.at += 2_000 + random.below(40_000) as i64;
        let mut event = Event::new(self.at, action, subject.into()).within(&self.context);
        event.context.plugin = plugin.into();
        event
    }

    fn run(mut self, random: &mut Random, out: &mut Vec<Event<'static>>) {
        for (plugin, _, often) in org::PLUGINS {
            if (random.below(100) as f64) < often as f64 * self.pull(plugin) {
                self.plugin(plugin, random, out);
            }
        }
        if random.below(60) == 0 {
            let path = *pick(random, &NOWHERE);
            let event = self.event(random, "", Action::NotFound, path);
            out.push(event);
        }
    }

    /// How much a plugin draws on this day, around 1.
    fn pull(&self, plugin: &str) -> f64 {
        let since = |date| f64::from(self.day.0 - org::day(date).0);
        match plugin {
            // Within ten weeks of the error nearly everybody has given up.
            org::LOST if since(org::ERROR) > 0.0 => (1.0 - since(org::ERROR) / 70.0).max(0.06),
            "templates" if since(org::TEMPLATES) < 0.0 => 0.0,
            "costs" if since((2025, 11, 3)) < 0.0 => 0.0,
            _ => 1.0,
        }
    }

    fn plugin(&mut self, plugin: &'static str, random: &mut Random, out: &mut Vec<Event<'static>>) {
        let service = pick(random, &org::SERVICES);
        let entity = format!("component:default/{}", service.name);
        let (path, of_entity) = match plugin {
            "home" => ("/".to_owned(), false),
            "catalog" => (format!("/catalog/default/component/{}", service.name), true),
            "docs" => (format!("/docs/default/component/{}", service.name), true),
            "search" => return self.search(random, out),
            "templates" => return self.create(random, out),
            other => (format!("/{other}"), false),
        };
        for _ in 0..=times(random, 0.8) {
            let mut event = self.event(random, plugin, Action::Navigate, path.clone());
            event.context.route = format!("{plugin}:page").into();
            if of_entity {
                event.context.entity = entity.clone().into();
            }
            out.push(event);
        }
        if random.below(4) == 0 {
            let middle = if plugin == "metrics" { 1400.0 } else { 320.0 };
            let ms = org::long(random, middle, 0.5) as i64;
            let route = format!("{plugin}:page");
            let event = self.event(random, plugin, Action::Perf, route);
            out.push(event.value(Milli::whole(ms)));
        }
        if plugin == "docs" {
            self.feedback(out);
        }
        let broken = plugin == org::LOST && self.day >= org::day(org::ERROR);
        if broken && random.below(10) < 8 {
            out.push(self.event(random, plugin, Action::Error, ERROR));
        } else if random.below(250) == 0 {
            out.push(self.event(
                random,
                plugin,
                Action::Error,
                "The service did not answer in time",
            ));
        }
        if matches!(plugin, "ci" | "deploys") && random.below(3) == 0 {
            self.task(plugin, "find out why a build failed", 90.0, random, out);
        }
    }

    /// Now and then somebody says whether a page helped. Numbers of its own, so that it changes
    /// nothing else.
    fn feedback(&mut self, out: &mut Vec<Event<'static>>) {
        let mut random = Random::new(self.at as u64);
        if random.below(6) > 0 {
            return;
        }
        let (page, of_ten) = *pick(&mut random, &DOCUMENTS);
        let helped = i64::from(random.below(10) < of_ten);
        let after = self.at;
        let event = self.event(&mut random, "docs", Action::Feedback, page);
        out.push(event.value(Milli::whole(helped)));
        self.at = after;
    }

    fn search(&mut self, random: &mut Random, out: &mut Vec<Event<'static>>) {
        let nothing = random.below(6) == 0;
        let term = if nothing { *pick(random, &MISSING) } else { *pick(random, &TERMS) };
        let results = if nothing { 0 } else { 1 + random.below(30) as i64 };
        let event = self.event(random, "search", Action::Search, term);
        out.push(event.value(Milli::whole(results)).with("types", "all"));
        if !nothing && random.below(10) < 7 {
            let service = pick(random, &org::SERVICES).name;
            let rank = 1 + times(random, 0.9) as i64;
            let to = format!("/catalog/default/component/{service}");
            let event = self.event(random, "search", Action::Discover, service);
            out.push(event.value(Milli::whole(rank)).with("to", to));
        }
    }

    fn create(&mut self, random: &mut Random, out: &mut Vec<Event<'static>>) {
        out.push(self.event(random, "templates", Action::Navigate, "/templates"));
        if random.below(3) > 0 {
            return;
        }
        let (template, title) = *pick(random, &TEMPLATES);
        let done = self.task("templates", "create from a template", 240.0, random, out);
        if done {
            let mut event = self.event(random, "templates", Action::Create, title);
            event.context.entity = template.into();
            out.push(event.value(Milli::whole(120)));
        }
    }

    /// Starts a task and mostly ends it; returns whether it was done. Tasks get faster over time.
    fn task(
        &mut self,
        plugin: &'static str,
        name: &str,
        seconds: f64,
        random: &mut Random,
        out: &mut Vec<Event<'static>>,
    ) -> bool {
        let event = self.event(random, plugin, Action::Task, name);
        out.push(event.with("outcome", Outcome::Started.name()));
        let grown = f64::from(self.day.0 - org::first().0) / 540.0;
        let (left, failed) = (random.below(12) == 0, random.below(20) == 0);
        if left {
            return false;
        }
        let ms =
            org::long(random, seconds * (1.15 - 0.35 * grown) / self.person.pace, 0.4) * 1000.0;
        self.at += ms as i64;
        let event = self.event(random, plugin, Action::Task, name);
        let outcome = if failed { Outcome::Failed } else { Outcome::Done };
        let event = event.with("outcome", outcome.name());
        out.push(if failed { event } else { event.value(Milli::whole(ms as i64)) });
        !failed
    }
}
