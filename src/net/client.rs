//! The two doors: [`Net`] for the app, [`NetClient`] for a plugin.

use std::{any::Any, rc::Rc, sync::Arc, time::Duration};

use leptos::prelude::{Signal, Update};
use send_wrapper::SendWrapper;
use serde::de::DeserializeOwned;

use super::{
    Bytes, Call, Get, NetError, Post, Stamp,
    address::Place,
    clock::Clock,
    credentials::Secret,
    endpoint::Request,
    exchange::milliseconds,
    flights::land,
    platform,
    prepare::{Allowed, Prepared, prepare},
    stale::Landed,
    state::{Events, State},
    transport::Transport,
};
use crate::config::{Auth, Config, ConfigErrors, MAX_BYTES, PORTAL_ORIGIN, WebUrl};

/// The network of the app: one per app, made from its configuration.
#[derive(Clone)]
pub struct Net(SendWrapper<Rc<State>>);

/// The network of one plugin. It calls the origins that the plugin's manifest names, and no others.
#[derive(Clone)]
pub struct NetClient {
    net: Net,
    allowed: Arc<Allowed>,
}

/// A good answer, with its age and its source.
#[derive(Clone, Debug)]
pub struct Answer<V> {
    /// What was said.
    pub value: V,
    /// When it arrived.
    pub fetched_at: Stamp,
    /// Who said it.
    pub call: Arc<Call>,
    /// Size of the body, in bytes.
    pub bytes: usize,
}

/// Why there is no configuration.
#[derive(Clone, Debug)]
pub enum ConfigFailure {
    /// `portal.json` could not be fetched.
    Net(NetError),
    /// `portal.json` is wrong; every mistake in it.
    Wrong(ConfigErrors),
}

/// Fetches and reads `portal.json` from the portal's folder.
///
/// # Errors
/// That it could not be fetched, or every mistake in it.
pub async fn load_config(portal: &WebUrl) -> Result<Config, ConfigFailure> {
    let (transport, clock) = (platform::transport(), platform::clock());
    let events = Events::new(platform::is_online());
    let net = Net::with(&Config::default(), portal, transport, clock, events);
    let file = Get::text(PORTAL_ORIGIN).path(["portal.json"]).max_bytes(MAX_BYTES).for_navigation();
    let text =
        net.client("portal", &[PORTAL_ORIGIN]).get(&file).await.map_err(ConfigFailure::Net)?;
    Config::parse(&text.value).map_err(ConfigFailure::Wrong)
}

impl Net {
    /// Starts the network of an app. `portal` is the folder it is served from.
    pub fn start(config: &Config, portal: &WebUrl) -> Self {
        let events = Events::new(platform::is_online());
        platform::watch(&events);
        Self::with(config, portal, platform::transport(), platform::clock(), events)
    }

    pub(super) fn with(
        config: &Config,
        portal: &WebUrl,
        transport: impl Transport + 'static,
        clock: impl Clock + 'static,
        events: Events,
    ) -> Self {
        let scale = config.time_scale;
        let places =
            config.origins.iter().map(|origin| Place::new(origin, portal, scale)).collect();
        let state = State::new(places, portal.clone(), scale, transport, clock, events);
        Self(SendWrapper::new(Rc::new(state)))
    }

    /// The network of a plugin, with the origins its manifest names.
    pub fn client(&self, plugin: &str, origins: &[&str]) -> NetClient {
        NetClient { net: self.clone(), allowed: Arc::new(Allowed::new(plugin, origins)) }
    }

    /// Whether the browser believes it has a network.
    pub fn online(&self) -> Signal<bool> {
        self.0.events.online.clone().into()
    }

    /// Keeps a token or key that somebody typed, in memory, for one origin; answers of that origin
    /// are forgotten and its failed loads start again.
    ///
    /// # Errors
    /// That the text cannot stand in a header.
    pub fn sign_in(&self, origin: &str, typed: &str) -> Result<(), &'static str> {
        let secret = Secret::new(typed).ok_or("must be plain characters on one line")?;
        self.0.credentials.keep(origin, secret, None);
        self.credential_changed(origin);
        Ok(())
    }

    /// Forgets the credential and the answers of an origin.
    pub fn sign_out(&self, origin: &str) {
        self.0.credentials.forget(origin, None);
        self.credential_changed(origin);
    }

    /// Whether a credential for this origin is in memory.
    pub fn is_signed_in(&self, origin: &str) -> bool {
        self.0.credentials.get(origin, self.0.clock.now()).is_some()
    }

    /// Whether an origin wants a token or key that people type: what they change there is theirs.
    pub fn wants_sign_in(&self, origin: &str) -> bool {
        let mut known = self.0.places.iter().map(|place| &place.origin);
        known.any(|one| {
            one.name == origin
                && matches!(one.auth, Auth::Session | Auth::Header(_) | Auth::Oidc(_))
        })
    }

    pub(super) fn credential_changed(&self, origin: &str) {
        let state = &self.0;
        state.flights.close(origin);
        state.last_good.borrow_mut().forget(origin, state.generation());
        state.events.signed.update(|all| all.change(origin, |times| *times += 1));
    }

    pub(super) fn state(&self) -> &Rc<State> {
        &self.0
    }
}

impl NetClient {
    /// Loads, or joins the load of the same that is under way.
    ///
    /// # Errors
    /// See [`NetError`].
    pub async fn get<T>(&self, get: &Get<T>) -> Result<Answer<Arc<T>>, NetError>
    where
        T: DeserializeOwned + Send + Sync + 'static,
    {
        let prepared = self.prepare(&get.request)?;
        let call = prepared.call.clone();
        typed(self.state().flight(prepared, false).await?, call)
    }

    /// Loads because a person asks for it: joins nothing older, and goes through although the host
    /// is paused after failures.
    ///
    /// # Errors
    /// See [`NetError`].
    pub async fn get_anew<T>(&self, get: &Get<T>) -> Result<Answer<Arc<T>>, NetError>
    where
        T: DeserializeOwned + Send + Sync + 'static,
    {
        let prepared = self.prepare(&get.request)?;
        let call = prepared.call.clone();
        typed(self.state().flight(prepared, true).await?, call)
    }

    /// Changes something, because a person asked for it. Sent once.
    ///
    /// # Errors
    /// See [`NetError`]; after a timeout or a broken connection nobody knows whether it happened.
    pub async fn send<T>(&self, post: &Post<T>) -> Result<Answer<Arc<T>>, NetError>
    where
        T: DeserializeOwned + Send + Sync + 'static,
    {
        let prepared = self.prepare(&post.request)?;
        let state = self.state();
        let reply = state.load(&prepared, true).await?;
        typed(land(state, &prepared, reply)?, prepared.call)
    }

    /// Loads bytes. Nobody else shares them, so their buffer may be given away.
    ///
    /// # Errors
    /// See [`NetError`].
    pub async fn bytes(&self, get: &Get<Bytes>) -> Result<Answer<Bytes>, NetError> {
        let prepared = self.prepare(&get.request)?;
        let state = self.state();
        let body = state.load(&prepared, false).await?.body;
        let fetched_at = state.clock.stamp();
        Ok(Answer { bytes: body.len(), value: body, fetched_at, call: prepared.call })
    }

    /// The last good answer to the same question, however old.
    pub fn last_good<T: Send + Sync + 'static>(&self, get: &Get<T>) -> Option<Answer<Arc<T>>> {
        let prepared = self.prepare(&get.request).ok()?;
        let landed = self.state().last_good.borrow_mut().get(&prepared.key())?;
        typed(landed, prepared.call).ok()
    }

    /// The address of an endpoint, for showing where something comes from and for telling files
    /// apart.
    ///
    /// # Errors
    /// That it cannot be called.
    pub fn address<T>(&self, get: &Get<T>) -> Result<String, NetError> {
        self.prepare(&get.request).map(|prepared| prepared.url.to_string())
    }

    /// Whether the browser believes it has a network.
    pub fn online(&self) -> Signal<bool> {
        self.net.online()
    }

    pub(super) fn prepare(&self, request: &Request) -> Result<Prepared, NetError> {
        let state = self.state();
        prepare(request, &self.allowed, &state.places, &state.portal)
    }

    pub(super) fn state(&self) -> &Rc<State> {
        self.net.state()
    }

    /// A time of the fetch policy, as long as this app's clock has it.
    pub(super) fn scaled(&self, time: Duration) -> Duration {
        milliseconds(time.as_secs_f64() * 1000.0 * self.state().time_scale)
    }
}

fn typed<T: Any + Send + Sync>(
    landed: Landed,
    call: Arc<Call>,
) -> Result<Answer<Arc<T>>, NetError> {
    let Landed { value, at, bytes, .. } = landed;
    match value.downcast() {
        Ok(value) => Ok(Answer { value, fetched_at: at, call, bytes }),
        Err(_) => Err(NetError::refused("This was loaded as something else.")),
    }
}
