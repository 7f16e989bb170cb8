//! The development server: Trunk watches, builds through its hook, and reloads the page.

use anyhow::Result;

use crate::run;

/// Serves until the process is ended.
pub fn serve(port: u16) -> Result<()> {
    run::run(run::program("trunk").args(["serve", "--port", &port.to_string()]))
}
