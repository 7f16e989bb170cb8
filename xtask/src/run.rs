//! Runs other programs, and says what takes how long.

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::repo;

/// A program, started in the root of the repository.
pub fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(repo::root());
    command
}

/// The cargo that started this.
pub fn cargo() -> Command {
    let mut command = program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    // Set by the cargo around this one for this package; the inner one has to find its own.
    for name in ["CARGO_MANIFEST_DIR", "CARGO_PKG_NAME", "CARGO_PKG_VERSION"] {
        command.env_remove(name);
    }
    command
}

/// Where the toolchain is installed.
pub fn sysroot() -> Option<PathBuf> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = program(rustc).args(["--print", "sysroot"]).output().ok()?;
    let path = String::from_utf8(output.stdout).ok()?;
    Some(PathBuf::from(path.trim())).filter(|path| path.is_dir())
}

/// Runs to the end and shows everything.
///
/// # Errors
/// When the program is not there or reports a failure.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start {}", shown(command)))?;
    if !status.success() {
        bail!("{} failed ({status})", shown(command));
    }
    Ok(())
}

/// Runs to the end and shows what it wrote only when it failed.
///
/// # Errors
/// When the program is not there or reports a failure.
pub fn quietly(command: &mut Command, input: &[u8]) -> Result<()> {
    fed(command, input).map(drop)
}

/// The same, and gives back what it wrote to its standard output.
///
/// # Errors
/// When the program is not there or reports a failure.
pub fn fed(command: &mut Command, input: &[u8]) -> Result<String> {
    let started =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut running = started.with_context(|| format!("cannot start {}", shown(command)))?;
    if let Some(mut standard_input) = running.stdin.take() {
        // Whoever does not listen says why at its end.
        let _ = standard_input.write_all(input);
    }
    let output = running.wait_with_output()?;
    if !output.status.success() {
        let said = [output.stdout, output.stderr].concat();
        bail!("{}\n{} failed ({})", String::from_utf8_lossy(&said), shown(command), output.status);
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs to the end and gives back what it wrote to its standard output.
///
/// # Errors
/// When the program is not there or reports a failure.
pub fn read(command: &mut Command) -> Result<String> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("cannot start {}", shown(command)))?;
    if !output.status.success() {
        bail!("{} failed ({})", shown(command), output.status);
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether the program can be started and says that all is well. Shows nothing.
pub fn works(command: &mut Command) -> bool {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// Does one step: says what, does it, says how long it took.
pub fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("→ {what}");
    let start = Instant::now();
    let done = work().with_context(|| what.to_owned())?;
    let took = start.elapsed();
    if took > Duration::from_millis(500) {
        println!("  {what}: {}", seconds(took));
    }
    Ok(done)
}

/// A duration for people: `0.4 s`, `12.3 s`, `3 min 05 s`.
pub fn seconds(duration: Duration) -> String {
    let all = duration.as_secs();
    if all < 100 {
        return format!("{:.1} s", duration.as_secs_f64());
    }
    format!("{} min {:02} s", all / 60, all % 60)
}

/// Does the same work for every item, on all cores. The order of the work is not said.
///
/// # Errors
/// The first error of each core's work ends that core's work; one of them is given back.
pub fn parallel<T: Send>(items: Vec<T>, work: impl Fn(T) -> Result<()> + Sync) -> Result<()> {
    let waiting = Mutex::new(items);
    let next = || waiting.lock().ok()?.pop();
    let until_empty = || -> Result<()> {
        while let Some(item) = next() {
            work(item)?;
        }
        Ok(())
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let running: Vec<_> = (0..cores).map(|_| scope.spawn(until_empty)).collect();
        running
            .into_iter()
            .try_for_each(|core| core.join().unwrap_or_else(|_| bail!("a thread of the tool died")))
    })
}
