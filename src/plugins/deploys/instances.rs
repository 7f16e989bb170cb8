//! What each Argo CD has come to.

use super::api::{self, List, Object};
use super::environments::sort;
use super::model::{self, Application};
use super::wanted::{DeploysConfig, InstanceConfig, Wanted};
use crate::net::{Call, LoadState, NetError, Stamp, use_load};
use crate::plugin::loaded::{age, stale};
use leptos::prelude::*;
use std::sync::Arc;

/// What an instance has come to.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// Nothing to show yet.
    Waiting,
    /// This.
    Known(Arc<Known>),
    /// Nothing, and why.
    Failed(NetError),
}

/// What is known of an instance.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// Its applications, in the order of their environments.
    pub applications: Vec<Application>,
    /// Applications that make no sense: where, and why.
    pub broken: Vec<String>,
}

/// One Argo CD that is asked.
#[derive(Clone)]
pub struct Instance {
    /// In annotations and addresses.
    pub name: String,
    /// What people call it.
    pub title: String,
    /// What it has come to.
    pub reading: Memo<Reading>,
    /// When what is shown arrived, in milliseconds since 1970.
    pub at: Memo<Option<i64>>,
    /// What went wrong at the last refresh, and when the shown was read.
    pub stale: Memo<Option<(NetError, Stamp)>>,
    /// Whether the answer takes long.
    pub slow: Signal<bool>,
    /// Who is asked.
    pub source: Signal<Option<Arc<Call>>>,
    /// Asks again.
    pub retry: Callback<()>,
}

/// Asks an instance.
pub fn use_instance(
    config: &Arc<DeploysConfig>,
    instance: &InstanceConfig,
    wanted: &Wanted,
) -> Instance {
    let load = {
        let (origin, wanted) = (instance.origin.clone(), wanted.clone());
        use_load(move || api::applications(&origin, &wanted))
    };
    let (config, of, wanted) = (config.clone(), instance.clone(), wanted.clone());
    let reading = Memo::new(move |_| {
        load.state.with(|state| match state {
            LoadState::Ready { value, .. } | LoadState::Failed { stale: Some((value, _)), .. } => {
                Reading::Known(Arc::new(known(value, &config, &of, &wanted)))
            }
            LoadState::Failed { error, stale: None } => Reading::Failed(error.clone()),
            LoadState::Loading => Reading::Waiting,
        })
    });
    Instance {
        name: instance.name.clone(),
        title: instance.label().to_owned(),
        reading,
        at: age(load),
        stale: Memo::new(move |_| stale(load)),
        slow: load.slow,
        source: load.source,
        retry: Callback::new(move |()| load.reload()),
    }
}

/// Reads the answer of an instance, as far as it is wanted.
#[must_use]
pub fn known(
    answer: &List<Object>,
    config: &DeploysConfig,
    instance: &InstanceConfig,
    wanted: &Wanted,
) -> Known {
    let all = answer.items.items.iter();
    let meant = all.filter(|one| wanted.fits(&one.metadata, api::text(&one.spec, "/project")));
    let mut applications: Vec<Application> =
        meant.map(|one| model::read(one, config, instance)).collect();
    sort(&mut applications);
    let broken = answer.items.broken.iter();
    let broken = broken.map(|broken| [&*broken.path, ": ", &broken.message].concat());
    Known { applications, broken: broken.collect() }
}

/// All applications of all instances that have answered, in the order of their environments.
pub fn everything(instances: &[Instance]) -> Memo<Arc<Vec<Application>>> {
    let readings: Vec<Memo<Reading>> = instances.iter().map(|one| one.reading).collect();
    Memo::new(move |_| {
        let mut all = Vec::new();
        for reading in &readings {
            reading.with(|reading| {
                if let Reading::Known(known) = reading {
                    all.extend(known.applications.iter().cloned());
                }
            });
        }
        sort(&mut all);
        Arc::new(all)
    })
}
