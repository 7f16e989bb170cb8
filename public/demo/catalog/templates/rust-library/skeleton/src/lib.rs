//! ${{ values.description }}
//!
//! ```
//! use ${{ values.crate }}::Code;
//!
//! let code: Code = "nl-1012".parse()?;
//! assert_eq!(code.to_string(), "NL-1012");
//! # Ok::<(), ${{ values.crate }}::CodeError>(())
//! ```

mod code;

pub use code::{Code, CodeError};
