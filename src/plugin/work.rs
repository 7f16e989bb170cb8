//! Work of a plugin off the main thread: what takes long is done in a worker, whose code is a
//! chunk of its own.

pub use crate::chunk::worker::{Work, WorkerError, Working};

use super::manifest::Plugin;
use crate::chunk::worker::{Port, WORK};
use js_sys::{Array, Uint8Array};

/// Declares work that lives in a chunk, and that is done in a worker.
///
/// `work!(definitions, reading => work::answer)` makes a module `reading` with one function,
/// `run_in_worker`, for [`Plugin::work`]. The function takes and gives bytes; what it keeps
/// between two calls is its own, and gone with the [`Helper`] that asked.
#[macro_export]
macro_rules! work {
    ($chunk:ident, $name:ident => $answer:path) => {
        #[allow(missing_docs, unsafe_code)]
        pub(crate) mod $name {
            #[allow(unused_imports)]
            use super::*;

            $crate::split_fn!($chunk, $answer : ::js_sys::Uint8Array => ::js_sys::Uint8Array);

            /// The work, when its code is here.
            pub(crate) fn run_in_worker(bytes: ::js_sys::Uint8Array) -> $crate::plugin::work::Working {
                // Nobody fetches it ahead of time.
                let _ = fetch;
                Box::pin(run(bytes))
            }
        }
    };
}

/// The work of all plugins, for the worker.
pub(crate) fn all(plugins: &[Plugin]) -> Vec<(&'static str, Work)> {
    plugins.iter().filter_map(|plugin| Some((plugin.id, plugin.work?))).collect()
}

/// A worker that does the work of one plugin. Dropping it ends the worker.
pub struct Helper {
    port: Port,
    plugin: &'static str,
}

impl Helper {
    /// Waits until a worker listens.
    ///
    /// # Errors
    /// When the browser starts none.
    pub async fn start(plugin: &'static str) -> Result<Self, WorkerError> {
        Ok(Self { port: Port::start().await?, plugin })
    }

    /// Hands over bytes, which are gone from the page then, and waits for the answer.
    ///
    /// # Errors
    /// When the code of the work could not be fetched, or the worker dies.
    pub async fn ask(&self, bytes: &Uint8Array) -> Result<Vec<u8>, WorkerError> {
        let message = Array::of4(&WORK.into(), &self.plugin.into(), &0.into(), bytes);
        let answer = self.port.send(&message, &Array::of1(&bytes.buffer())).await?;
        match answer.get(0).as_string() {
            Some(reason) => Err(WorkerError(reason)),
            None => Ok(Uint8Array::from(answer.get(0)).to_vec()),
        }
    }
}
