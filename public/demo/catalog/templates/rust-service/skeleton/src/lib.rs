//! What ${{ values.name }} does, apart from listening on a port.

pub mod http;
pub mod routes;
