//! The one door of the repository: `cargo xtask <command>`.

mod args;
mod bench;
mod budget;
mod check;
mod chunks;
mod compress;
mod csp;
mod demo;
mod dev;
mod digest;
mod guards;
mod handbook;
mod hash;
mod kpis;
mod pack;
mod repo;
mod run;
mod scaffold;
mod scripts;
mod serve;
mod servers;
mod setup;
mod shots;
mod sizes;
mod slim;
mod snapshot;
mod styles;
mod test;
mod tokens;
mod wasm;
mod weigh;

use std::process::ExitCode;

use anyhow::{Result, bail};
use args::Args;

const HELP: &str = "\
cargo xtask <command>

  setup              install what is missing
  serve [--port 8080] [--dir dist] [--base /path/] [--no-build] [--dev]
                     build and serve as a static host would; --dev reloads on change
  build [--debug] [--base /path/] [--dir dist]
                     a deployment: a folder of static files
  check              format, lints, architecture, banned words, styles
  test [--only <stage>]
                     all checks, all tests, a release build with its budgets, the browser
  bench [--insights] measure, natively and in the browser (docs/performance.md); --insights only
                     prints what a million events and a large scorecard cost
  shots [--no-build] pictures of the pages and the components, and what looks different now
  new-plugin <id>    a plugin with a page, a card and a test
  new-component <name>
                     a component with its style and its gallery entry
  css                collect and check the style sheet
  tokens             write the style sheet of the design tokens
  snapshot [--dir dist] [--keep <folder> [--date <day>]]
                     read the descriptors of a deployment again, for the first visit
  csp [--dir dist]   print the security headers for a portal.json
  digest --from <file.ndjson> [--out folder] [--aggregate file.json] [--answers file.ndjson]
         [--journeys file.ndjson] [--week 2026-11-16] [--zone +01:00] [--week-starts monday]
         [--k 5] [--engineers 200]
                     what the portal was used for: a digest of a week, the dashboard's file, the
                     answers to the survey, and the tools that each visit led to
  kpis --out kpis.json [--portal portal.json] [--from folder] [--events file.json]
       [--to 2026-11-16]
                     the figures of delivery, from the exports and APIs that portal.json names
  demo-data [--million] [--write]
                     made-up events and rows of the demo; --write renews public/demo/insights
  wasm               what `trunk serve` calls to build
";

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let command = words.next().unwrap_or_else(|| "help".to_owned());
    match dispatch(&command, Args::new(words)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: &str, args: Args) -> Result<()> {
    match command {
        "build" => pack::run(args),
        "check" => check::run(args),
        "test" => test::run(args),
        "new-plugin" => scaffold::new_plugin(args),
        "new-component" => scaffold::new_component(args),
        "bench" => bench::run(args),
        "css" => styles::run(args),
        "serve" => serve::run(args),
        "setup" => setup::run(args),
        "shots" => shots::run(args),
        "snapshot" => snapshot::run(args),
        "csp" => csp::run(args),
        "demo-data" => demo::run(args),
        "digest" => digest::run(args),
        "kpis" => kpis::run(args),
        "tokens" => args.finish().and_then(|()| tokens::run()),
        "wasm" => pack::run_in_trunk(args),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => bail!("there is no command `{other}`\n\n{HELP}"),
    }
}
