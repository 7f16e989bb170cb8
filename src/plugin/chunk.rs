//! Views that are loaded when they are first needed: one chunk per plugin.

pub use crate::chunk::ChunkError;

use leptos::prelude::AnyView;
use std::future::Future;
use std::pin::Pin;

/// Future of a view that may still have to be fetched.
pub type Drawing = Pin<Box<dyn Future<Output = Result<AnyView, ChunkError>>>>;

/// Future of a chunk's download.
pub type Fetching = Pin<Box<dyn Future<Output = Result<(), ChunkError>>>>;

/// How to get a view whose code may not be here yet. `I` is what the extension point hands over.
pub struct Loader<I: 'static>(Place<I>);

enum Place<I: 'static> {
    Chunk { draw: fn(I) -> Drawing, preload: fn() -> Fetching },
    Here(fn(I) -> AnyView),
}

impl<I> Clone for Loader<I> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<I> Copy for Loader<I> {}

impl<I> Clone for Place<I> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<I> Copy for Place<I> {}

impl<I> Loader<I> {
    /// What [`lazy!`](crate::lazy) makes; plugins do not call it themselves.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(draw: fn(I) -> Drawing, preload: fn() -> Fetching) -> Self {
        Self(Place::Chunk { draw, preload })
    }

    /// A view in the main module: a small one, or what nearly everybody opens first.
    #[must_use]
    pub const fn here(draw: fn(I) -> AnyView) -> Self {
        Self(Place::Here(draw))
    }

    /// Loads the chunk if it is not here, then draws. The reactive owner of the caller is the
    /// owner of the view.
    pub fn draw(&self, input: I) -> Drawing {
        match self.0 {
            Place::Chunk { draw, .. } => draw(input),
            Place::Here(draw) => Box::pin(std::future::ready(Ok(draw(input)))),
        }
    }

    /// Fetches the chunk ahead of time. A failure is not kept: drawing tries again.
    pub fn preload(&self) -> Fetching {
        match self.0 {
            Place::Chunk { preload, .. } => preload(),
            Place::Here(_) => Box::pin(std::future::ready(Ok(()))),
        }
    }
}

/// Examples for the gallery.
pub type Examples = &'static [portico_components::shelves::Shown];

/// Future of examples whose code may still have to be fetched.
pub type Showing = Pin<Box<dyn Future<Output = Result<Examples, ChunkError>>>>;

/// Declares examples that live in a chunk.
///
/// `examples!(hello, shown => gallery::SHOWN)` makes a module `shown` with one function, `load()`.
#[macro_export]
macro_rules! examples {
    ($chunk:ident, $name:ident => $list:expr) => {
        #[allow(missing_docs, unsafe_code)]
        pub(crate) mod $name {
            #[allow(unused_imports)]
            use super::*;
            use $crate::plugin::chunk::{Examples, Showing};

            fn list((): ()) -> Examples {
                $list
            }
            $crate::split_fn!($chunk, list : () => $crate::plugin::chunk::Examples);

            /// The examples, when their code is here.
            pub(crate) fn load() -> Showing {
                // Nobody fetches examples ahead of time.
                let _ = fetch;
                let styled = $crate::plugin::styles::of(stringify!($chunk));
                Box::pin(async move {
                    styled.await;
                    run(()).await
                })
            }
        }
    };
}

/// Declares a view that lives in a plugin's chunk.
///
/// `lazy!(docs, reader: PageInput => pages::reader)` makes a module `reader` with one function,
/// `loader()`. All views that name the same chunk travel together.
#[macro_export]
macro_rules! lazy {
    ($chunk:ident, $name:ident : $input:ty => $draw:path) => {
        #[allow(missing_docs, unsafe_code)]
        pub(crate) mod $name {
            #[allow(unused_imports)]
            use super::*;
            use $crate::plugin::chunk::{ChunkError, Drawing, Fetching, Loader};

            $crate::split_fn!($chunk, $draw : $input => ::leptos::prelude::AnyView);

            /// The view, and the way to its chunk.
            pub(crate) const fn loader() -> Loader<$input> {
                fn drawing(input: $input) -> Drawing {
                    let styled = $crate::plugin::styles::of(stringify!($chunk));
                    Box::pin(async move {
                        styled.await;
                        run(input).await
                    })
                }
                fn fetching() -> Fetching {
                    let styled = $crate::plugin::styles::of(stringify!($chunk));
                    Box::pin(async move {
                        fetch().await.map_err(ChunkError::from)?;
                        styled.await;
                        Ok(())
                    })
                }
                Loader::new(drawing, fetching)
            }
        }
    };
}
