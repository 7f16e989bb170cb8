//! A real HTTP server with the APIs of the demo, which can also break in every way a server can.
//!
//! One process listens on several ports of the loopback interface. To a browser each port is an
//! origin of its own:
//!
//! | origin | serves |
//! |---|---|
//! | `portal` | a built `dist` folder, with the headers of production |
//! | `ci` | an API shaped like GitHub Actions, below `/files/` a folder of descriptors, below `/clusters/` the Kubernetes APIs of the demo as of now, below `/argocd/` its Argo CDs, below `/prometheus/` its metrics, and below `/alertmanager` and `/pagerduty` its alerts and those who are called, where silences can be made |
//! | `backstage` | the recorded catalog and documentation of a Backstage backend, which wants a guest token; sites below `techdocs/` of the folder of `/files/` are what its next build brings out |
//! | `foreign` | nothing of use; the portal may not call it, so it counts who does |
//! | `issuer` | an OpenID provider: a page with two links in place of a sign-in, tokens for codes with PKCE, refresh tokens that rotate; its tokens open what `ci` serves below `/guarded/` |
//! | `refused` | a port on which nobody listens |
//!
//! **Faults.** A request below `/__f/<fault>/` is answered as if the prefix were not there, with
//! that fault. Where the address cannot be chosen, `POST /__control/faults` on the same origin with
//! `{"path": "/pkg-*/ci*.wasm", "fault": "status.404", "count": 1}` breaks the next requests for
//! that path. [`Fault`] lists what can go wrong.
//!
//! **What was asked.** `GET /__log`, on any origin, answers every request so far with origin,
//! method, path and headers; `DELETE /__log` forgets them. `DELETE /__control` takes back
//! everything that was controlled. See [`Server`] for the other controls.

mod alerts;
mod answer;
mod backstage;
mod ci;
mod connection;
mod control;
mod cors;
mod deploys;
mod fault;
mod files;
mod inject;
mod issuer;
mod kubernetes;
mod log;
mod portal;
mod prometheus;
mod scaffolder;
mod server;
mod state;

#[cfg(test)]
mod tests;

pub use fault::{Fault, FaultError};
pub use scaffolder::{Asked, Events, Reply, Scaffolder, ScaffolderOptions};
pub use server::{Addresses, Options, Server};
