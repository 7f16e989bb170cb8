//! Code that is loaded when it is first needed.
//!
//! [`split_fn!`](crate::split_fn) hides the splitting. In release a function lives in a chunk; in
//! debug and on the host the same call is an ordinary function. A chunk that cannot be loaded is
//! an error value, never a crash (docs/decisions/0001-build-pipeline.md).

pub(crate) mod boot;
pub mod worker;

/// A chunk could not be fetched or linked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChunkError {
    /// What the loader said, for the details of the error panel.
    pub cause: String,
}

impl std::fmt::Display for ChunkError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the code of this part could not be loaded: {}", self.cause)
    }
}

impl std::error::Error for ChunkError {}

impl From<leptos::wasm_split::SplitLoaderError> for ChunkError {
    fn from(error: leptos::wasm_split::SplitLoaderError) -> Self {
        Self { cause: error.to_string() }
    }
}

/// Declares `async fn run(input) -> Result<output, ChunkError>`, whose code lives in a chunk, and
/// `async fn fetch()`, which gets the chunk ahead of time, in the module around it. All functions
/// that name the same chunk travel together.
#[macro_export]
macro_rules! split_fn {
    ($chunk:ident, $run:path : $input:ty => $output:ty) => {
        #[cfg(all(target_family = "wasm", not(debug_assertions)))]
        use ::leptos::wasm_split as split;

        #[cfg(all(target_family = "wasm", not(debug_assertions)))]
        #[split::wasm_split($chunk, wasm_split_path = split, fallible, preload(fetch))]
        fn run(input: $input) -> Result<$output, $crate::chunk::ChunkError> {
            Ok($run(input))
        }

        #[cfg(not(all(target_family = "wasm", not(debug_assertions))))]
        async fn run(input: $input) -> Result<$output, $crate::chunk::ChunkError> {
            Ok($run(input))
        }

        #[cfg(not(all(target_family = "wasm", not(debug_assertions))))]
        async fn fetch() -> Result<(), $crate::chunk::ChunkError> {
            Ok(())
        }
    };
}
