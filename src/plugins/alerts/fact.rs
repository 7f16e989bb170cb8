//! What fires, and which incidents are open, as one fact.

use super::api::{Alert, Found, Incident, Labels, Matcher, Page, alertmanager, pagerduty};
use super::model::{Reading, count, open_incidents, read, since};
use super::parts::asked;
use super::wanted::ServiceName;
use crate::net::Load;
use crate::plugin::fact::{answer, worse};
use crate::plugin::loaded::good;
use crate::plugin::prelude::*;
use crate::plugin::time::instant;
use leptos::prelude::*;
use portico_components::Tone;
use std::sync::Arc;

/// Follows alerts and incidents.
pub fn firing(input: FactInput) -> AnyView {
    let Ok(asked) = asked(&input.entity) else {
        return input.missing("The portal does not know where the alerts of this service are.");
    };
    let wanted: Arc<[Matcher]> = asked.wanted.matchers.into();
    // For many services all alerts are asked for at once, unless only the server can pick.
    let sent: Vec<Matcher> = match input.many && picked_here(&wanted) {
        true => Vec::new(),
        false => wanted.to_vec(),
    };
    let managers: Vec<Load<Items<Alert>>> = asked
        .managers
        .iter()
        .map(|config| {
            let (origin, sent) = (config.origin.clone(), sent.clone());
            use_load(move || alertmanager::alerts(&origin, &sent))
        })
        .collect();
    let pager = asked.pager.map(|(origin, name)| Incidents::ask(&origin, &name, input.many));
    input.follow(move || {
        let mut found = Fires { asks_managers: !managers.is_empty(), ..Fires::default() };
        let mut missing = None;
        for load in &managers {
            match answer(*load) {
                Ok(all) => found.add(&read(&all.items, &wanted)),
                Err(state) => missing = Some(worse(missing.take(), state)),
            }
        }
        match pager.map(Incidents::open) {
            Some(Ok(open)) => found.incidents = Some(open),
            Some(Err(state)) => missing = Some(worse(missing.take(), state)),
            None => {}
        }
        let fact = found.fact();
        // What is bad is said at once; that there is nothing only when all have answered.
        match missing {
            Some(state) if fact.weight() == 0 => state,
            _ => FactState::Known(fact),
        }
    })
}

/// Whether it can be told here which alerts are meant.
fn picked_here(wanted: &[Matcher]) -> bool {
    let none = Labels::default();
    wanted.iter().all(|one| one.fits(&none).is_some())
}

/// The open incidents of a service: its own, or picked from those of all.
#[derive(Clone, Copy)]
struct Incidents {
    id: Memo<Option<String>>,
    service: Option<Load<Found>>,
    all: Option<Load<Page<Incident>>>,
    own: Load<Page<Incident>>,
}

impl Incidents {
    fn ask(origin: &str, name: &ServiceName, many: bool) -> Self {
        let at: Arc<str> = origin.into();
        let (service, id) = match name.clone() {
            ServiceName::Id(id) => (None, Memo::new(move |_| Some(id.clone()))),
            ServiceName::Key(key) => {
                let (at, wanted) = (at.clone(), key.clone());
                let service = use_load(move || pagerduty::service_by_key(&at, &wanted));
                let id = Memo::new(move |_| {
                    let found = service.state.with(|state| good(state).cloned())?;
                    found.service(Some(&key)).map(|one| one.id.clone())
                });
                (Some(service), id)
            }
        };
        let all = many.then(|| {
            let at = at.clone();
            use_load(move || pagerduty::open_of_all(&at))
        });
        // Only where the list of all is not asked for, or has more pages.
        let own = use_load(move || {
            let is_whole = |all: Load<Page<Incident>>| {
                all.state.with(|state| good(state).is_none_or(|page| !page.more))
            };
            let id = id.get()?;
            (!all.is_some_and(is_whole)).then(|| pagerduty::open(&at, &id))
        });
        Self { id, service, all, own }
    }

    fn open(self) -> Result<Vec<Incident>, FactState> {
        if let Some(service) = self.service {
            answer(service)?;
        }
        let id = self.id.get().ok_or_else(|| {
            FactState::Failed("PagerDuty finds no service by the key of the annotation.".to_owned())
        })?;
        let page = match self.all.map(answer) {
            Some(Ok(page)) if !page.more => page,
            Some(Err(state)) => return Err(state),
            _ => answer(self.own)?,
        };
        Ok(open_incidents(&page.items.items, &id))
    }
}

/// What fires, of all Alertmanagers, and what is open.
#[derive(Default)]
struct Fires {
    asks_managers: bool,
    alerts: usize,
    tone: Option<Tone>,
    since: Option<i64>,
    incidents: Option<Vec<Incident>>,
}

impl Fires {
    fn add(&mut self, reading: &Reading) {
        self.alerts += count(&reading.firing);
        let tone = reading.firing.first().map(super::model::Group::tone);
        self.tone = if tone == Some(Tone::Danger) { tone } else { self.tone.or(tone) };
        self.since = [self.since, since(&reading.firing)].into_iter().flatten().min();
    }

    fn fact(&self) -> Fact {
        let open = self.incidents.as_deref().unwrap_or_default();
        let incidents = match open.len() {
            0 => String::new(),
            1 => "1 open incident".to_owned(),
            many => [&*many.to_string(), " open incidents"].concat(),
        };
        let began = || open.iter().filter_map(|one| instant(&one.created_at)).min();
        if self.alerts > 0 {
            let tone = self.tone.unwrap_or(Tone::Warning);
            let value = [&*self.alerts.to_string(), " firing"].concat();
            return Fact::new(tone, value).detail(incidents).at(self.since);
        }
        match open.first() {
            Some(first) if first.status == "acknowledged" => {
                Fact::new(Tone::Warning, incidents).detail("acknowledged").at(began())
            }
            Some(_) => Fact::new(Tone::Danger, incidents).detail("not taken up").at(began()),
            None if self.asks_managers => Fact::new(Tone::Success, "None firing"),
            None => Fact::new(Tone::Success, "No incident"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::api::Named;
    use super::super::model::Group;
    use super::*;

    fn group(severity: &str) -> Group {
        Group {
            severity: severity.into(),
            alerts: vec![Alert::default()],
            since: Some(7),
            ..Group::default()
        }
    }

    #[test]
    fn what_fires_goes_before_incidents_and_the_worst_has_the_tone() {
        let mut fires = Fires { asks_managers: true, ..Fires::default() };
        assert_eq!(fires.fact(), Fact::new(Tone::Success, "None firing"));
        fires.add(&Reading { firing: vec![group("warning")], ..Reading::default() });
        fires.add(&Reading { firing: vec![group("page"), group("info")], ..Reading::default() });
        fires.incidents =
            Some(vec![Incident { status: "acknowledged".into(), ..Incident::default() }]);
        let fact = fires.fact();
        assert_eq!((fact.tone, fact.value.as_str()), (Tone::Danger, "3 firing"));
        assert_eq!((fact.detail.as_str(), fact.at), ("1 open incident", Some(7)));
        fires.alerts = 0;
        assert_eq!(fires.fact().tone, Tone::Warning);
        let incident = Incident { service: Named::default(), ..Incident::default() };
        let new = Fires { incidents: Some(vec![incident]), ..Fires::default() }.fact();
        assert_eq!((new.tone, new.detail.as_str()), (Tone::Danger, "not taken up"));
    }

    #[test]
    fn expressions_that_only_the_server_knows_are_sent_to_it() {
        let of = |text: &str| picked_here(&Matcher::parse(text).unwrap());
        assert!(of("service=ledger,severity=~\"page|ticket\""));
        assert!(!of("service=~led.*"));
    }
}
