//! How long 25,000 entities times 20 checks take:
//! `cargo run --release -p portico-insights --example scorecard`.

use std::borrow::Cow;
use std::time::Instant;

use portico_insights::scorecard::{Check, Fact, Keyed, READY, Scorecard, Subject, run};
use portico_insights::{Day, Milli};

struct Entity {
    reference: String,
    owner: String,
    annotations: Vec<(String, String)>,
    facts: Vec<(String, Fact)>,
}

impl Subject for Entity {
    fn reference(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.reference)
    }

    fn field(&self, name: &str) -> Option<&str> {
        match name {
            "kind" => Some("Component"),
            "lifecycle" => Some("production"),
            "owner" => Some(&self.owner),
            "description" => Some("A service."),
            _ => None,
        }
    }

    fn keyed(&self, keyed: Keyed, name: &str) -> Option<&str> {
        let found = self.annotations.iter().find(|(key, _)| key == name);
        found.filter(|_| keyed == Keyed::Annotation).map(|(_, text)| text.as_str())
    }

    fn count(&self, _: Keyed) -> usize {
        self.annotations.len()
    }

    fn fact(&self, name: &str) -> Option<&Fact> {
        self.facts.iter().find(|(key, _)| key == name).map(|(_, fact)| fact)
    }
}

fn main() {
    let entities: Vec<Entity> = (0..25_000)
        .map(|number: i64| Entity {
            reference: format!("component:default/service-{number}"),
            owner: format!("team-{}", number % 400),
            annotations: (0..8).map(|at| (format!("example/{at}"), "x".to_owned())).collect(),
            facts: vec![
                ("coverage".to_owned(), Fact::Number(Milli::whole(number % 100))),
                ("security.critical".to_owned(), Fact::Number(Milli::whole(number % 3))),
            ],
        })
        .collect();
    let levels: Vec<String> = ["Bronze", "Silver", "Gold"].map(str::to_owned).to_vec();
    let checks: Vec<Check> = (0..20)
        .zip(READY.iter().cycle())
        .map(|(number, ready)| Check { id: format!("check-{number}"), ..ready.check(&levels) })
        .collect();
    let card = Scorecard { id: "all".to_owned(), levels, checks, ..Scorecard::default() };
    let subjects: Vec<&dyn Subject> = entities.iter().map(|one| one as &dyn Subject).collect();
    let began = Instant::now();
    let results = run(&card, &subjects, Day(20_779));
    let ran = began.elapsed();
    let teams = results.by(&card, |entity| &entity.owner);
    println!(
        "{} entities x {} checks: {} ms; by {} teams: {} ms",
        results.entities.len(),
        card.checks.len(),
        ran.as_millis(),
        teams.len(),
        (began.elapsed() - ran).as_millis()
    );
}
