//! Pull requests, deploys, incidents, answers and so on of the demo organisation, as exports.

use portico_insights::csv;
use portico_insights::event::user_hash;
use portico_insights::stats::Random;
use portico_insights::time::rfc3339;
use portico_insights::{Day, Zone};

use super::org::{self, Person, long, pick, times};

const HOUR: i64 = 3_600_000;

/// All exports by file name.
pub fn exports() -> Vec<(String, String)> {
    let people = org::people();
    let mut random = Random::new(23);
    let export = |name: &str, text: String| (name.to_owned(), text);
    vec![
        export("pull-requests.csv", pulls(&people, &mut random)),
        export("joiners.csv", joiners(&people)),
        export("deploys.csv", deploys(&mut random)),
        export("incidents.csv", incidents(&mut random)),
        export("survey.ndjson", survey(&people, &mut random)),
        export("journeys.csv", journeys(&people, &mut random)),
        export("components.csv", components()),
        export("contributions.csv", contributions(&mut random)),
    ]
}

fn table(head: &[&str], rows: Vec<Vec<String>>) -> String {
    let mut out = String::new();
    csv::write(&mut out, head);
    for row in rows {
        csv::write(&mut out, &row.iter().map(String::as_str).collect::<Vec<&str>>());
    }
    out
}

fn time(at: i64) -> String {
    rfc3339(at / 1000 * 1000)
}

/// Some moment of working hours.
fn moment(random: &mut Random, day: Day) -> i64 {
    Zone(60).start(day) + 8 * HOUR + random.below(10 * HOUR as usize) as i64
}

fn pseudonym(person: &Person) -> String {
    user_hash("demo", &person.reference()).to_string()
}

fn days() -> impl Iterator<Item = Day> {
    (org::first().0..=org::last().0).map(Day)
}

/// Who is new merges little at first, and after templates arrived much sooner as much as others.
fn settled(person: &Person, day: Day) -> f64 {
    if !person.joined {
        return 1.0;
    }
    let helped = person.started >= org::day(org::TEMPLATES);
    let weeks = f64::from(day.0 - person.started.0) / 7.0;
    let half = if helped { 2.0 } else { 11.0 };
    (weeks / half).min(1.0).powi(2)
}

fn pulls(people: &[Person], random: &mut Random) -> String {
    let mut rows = Vec::new();
    for day in days().filter(|day| day.is_workday()) {
        for person in people.iter().filter(|person| person.started <= day) {
            let team = person.team();
            for _ in 0..times(random, team.merges * person.pace * settled(person, day)) {
                // One in twelve goes into a service of another team.
                let own = |service: &&org::Service| service.team == team.name;
                let elsewhere = random.below(12) == 0;
                let services: Vec<&org::Service> = if elsewhere {
                    org::SERVICES.iter().filter(|service| !own(service)).collect()
                } else {
                    org::SERVICES.iter().filter(own).collect()
                };
                let service = services.get(random.below(services.len()));
                let domain = |name: &str| {
                    org::TEAMS.iter().find(|team| team.name == name).map_or("", |team| team.domain)
                };
                let merged = moment(random, day);
                rows.push(vec![
                    pseudonym(person),
                    team.name.to_owned(),
                    service.map_or(team.name, |service| service.name).to_owned(),
                    service.map_or(team.domain, |service| domain(service.team)).to_owned(),
                    time(merged - (long(random, 20.0, 0.7) * HOUR as f64) as i64),
                    time(merged),
                    "false".to_owned(),
                ]);
            }
        }
        if random.below(2) == 0 {
            let service = pick(random, &org::SERVICES).name.to_owned();
            let at = time(moment(random, day));
            let row = ["updater[bot]", "", &service, "", &at, &at, "true"];
            rows.push(row.map(str::to_owned).to_vec());
        }
    }
    table(&["author", "team", "component", "domain", "opened", "merged", "bot"], rows)
}

fn joiners(people: &[Person]) -> String {
    let joined = people.iter().filter(|person| person.joined && person.started <= org::last());
    let rows = joined.map(|person| {
        let team = person.team();
        let started = person.started.iso();
        vec![pseudonym(person), team.name.to_owned(), team.domain.to_owned(), started]
    });
    table(&["person", "team", "domain", "started"], rows.collect())
}

fn domain_of(team: &str) -> &'static str {
    org::TEAMS.iter().find(|one| one.name == team).map_or("", |one| one.domain)
}

fn deploys(random: &mut Random) -> String {
    let mut rows = Vec::new();
    for day in days().filter(|day| day.is_workday()) {
        for service in &org::SERVICES {
            for _ in 0..times(random, service.deploys / 5.0) {
                let at = moment(random, day);
                let lead = long(random, 60.0 / service.deploys.max(0.6).sqrt(), 0.6);
                let failed = random.below(1000) < 70;
                rows.push(vec![
                    service.name.to_owned(),
                    service.team.to_owned(),
                    domain_of(service.team).to_owned(),
                    "production".to_owned(),
                    time(at),
                    failed.to_string(),
                    time(at - (lead * HOUR as f64) as i64),
                ]);
            }
        }
    }
    let head = ["component", "team", "domain", "environment", "at", "failed", "committed"];
    table(&head, rows)
}

fn incidents(random: &mut Random) -> String {
    let mut rows = Vec::new();
    for day in days() {
        for _ in 0..times(random, 0.45) {
            let service = pick(random, &org::SERVICES);
            let opened = moment(random, day) + random.below(8) as i64 * HOUR;
            let caused = random.below(10) < 4;
            let hours = long(random, if caused { 0.8 } else { 1.9 }, 0.8);
            let over = opened + (hours * HOUR as f64) as i64;
            let open = over > Zone(60).start(org::last().plus(1));
            rows.push(vec![
                service.name.to_owned(),
                service.team.to_owned(),
                domain_of(service.team).to_owned(),
                time(opened),
                if open { String::new() } else { time(over) },
                caused.to_string(),
            ]);
        }
    }
    table(&["component", "team", "domain", "opened", "resolved", "from_deploy"], rows)
}

/// Five rounds, each a little better; two in five answer.
fn survey(people: &[Person], random: &mut Random) -> String {
    let rounds = [(2025, 9, 8), (2025, 12, 8), (2026, 3, 9), (2026, 6, 8), (2026, 9, 7)];
    let mut out = String::new();
    for (nth, date) in rounds.into_iter().enumerate() {
        let begins = org::day(date);
        for person in people.iter().filter(|person| person.started <= begins) {
            if random.below(5) > 1 {
                continue;
            }
            let mood = 6.1 + 0.35 * nth as f64;
            let score = |middle: f64, most: f64, random: &mut Random| {
                let spread = (0..4).map(|_| random.unit()).sum::<f64>() - 2.0;
                (middle + spread * most / 4.0)
                    .round()
                    .clamp(if most > 5.0 { 0.0 } else { 1.0 }, most)
            };
            let day = begins.plus(random.below(10) as i32);
            let at = moment(random, day);
            let line = serde_json::json!({
                "person": pseudonym(person),
                "team": person.team().name,
                "at": time(at),
                "recommend": score(mood, 10.0, random) as u8,
                "productive": score(mood / 2.0, 5.0, random) as u8,
                "informed": score(mood / 2.0 + 0.2, 5.0, random) as u8,
                "satisfied": score(mood / 2.0 - 0.1, 5.0, random) as u8,
            });
            out.push_str(&format!("{line}\n"));
        }
    }
    out
}

fn journeys(people: &[Person], random: &mut Random) -> String {
    const TOOLS: [&str; 7] = [
        "github.example",
        "argo.example",
        "grafana.example",
        "pager.example",
        "chat.example",
        "wiki.example",
        "cloud.example",
    ];
    const JOBS: [&str; 3] = ["deploy a change", "find out why it failed", "find who owns it"];
    let mut rows = Vec::new();
    for (week, day) in days().filter(|day| (day.0 + 3) % 7 == 0).enumerate() {
        let grown = f64::from(day.0 - org::first().0) / 540.0;
        for nth in 0..12 {
            let person = pick(random, people);
            let job = *pick(random, &JOBS);
            let begun = day.plus(random.below(5) as i32);
            let begun = moment(random, begun);
            let steps = 1 + times(random, 4.2 - 1.9 * grown);
            for step in 0..=steps {
                let tool = if step == 0 { "portal" } else { *pick(random, &TOOLS) };
                rows.push(vec![
                    pseudonym(person),
                    person.team().name.to_owned(),
                    job.to_owned(),
                    format!("{week}-{nth}"),
                    tool.to_owned(),
                    time(begun + step as i64 * 60_000),
                ]);
            }
        }
    }
    table(&["person", "team", "job", "run", "tool", "at"], rows)
}

fn components() -> String {
    let rows = org::SERVICES.iter().map(|service| {
        let mut row = vec![
            format!("component:default/{}", service.name),
            service.team.to_owned(),
            domain_of(service.team).to_owned(),
        ];
        row.extend(service.made_with.map(str::to_owned));
        row
    });
    let head = ["name", "team", "domain", "language", "framework", "version", "ci", "deploy"];
    table(&head, rows.collect())
}

/// The share from outside the central team grows.
fn contributions(random: &mut Random) -> String {
    let mut rows = Vec::new();
    for day in days().filter(|day| day.is_workday()) {
        let grown = f64::from(day.0 - org::first().0) / 540.0;
        for _ in 0..times(random, 0.9) {
            let (plugin, owner, _) = *pick(random, &org::PLUGINS);
            let outside = random.unit() < 0.25 + 0.4 * grown;
            let team = if outside {
                pick(random, org::TEAMS.get(..8).unwrap_or(&org::TEAMS)).name
            } else {
                "developer-experience"
            };
            let at = time(moment(random, day));
            rows.push([plugin, owner, team, &at].map(str::to_owned).to_vec());
        }
    }
    table(&["plugin", "owner", "team", "at"], rows)
}
