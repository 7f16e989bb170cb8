//! The adapters against real servers: a Buildbot that builds, a Prometheus that measures itself,
//! an Alertmanager to which an alert is sent. They run on free ports of the loopback interface, in
//! a folder of their own below `target/`, and end with the stage.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::run::program;
use crate::setup::{BUILDBOT_FOLDER, system_program};
use crate::{repo, run};

/// So long a server may take to answer for the first time.
const READY: Duration = Duration::from_secs(60);
/// So long a server may take to end, before it is ended.
const PATIENCE: Duration = Duration::from_secs(5);

/// Starts what is installed, tests against it, and ends it.
///
/// # Errors
/// When a test fails, when a server does not start, or when one is not installed and `CI` is set.
pub fn check(mut cargo: Command) -> Result<()> {
    let all = Running::all()?;
    if all.addresses.is_empty() {
        return Ok(());
    }
    // The same packages as in the stage before, so that nothing is compiled again.
    cargo.args(["test", "--quiet", "--workspace", "--lib", "::live::"]);
    all.tell(&mut cargo);
    let done = run::run(&mut cargo);
    if done.is_err() {
        println!("{}", logs(&folder()));
    }
    done
}

/// Where they keep their files.
fn folder() -> PathBuf {
    repo::target().join("servers")
}

/// Starts one of them; whether it is installed.
type Starter = fn(&Path, &mut Running) -> Result<bool>;

/// What runs; ends with this.
#[derive(Default)]
pub struct Running {
    children: Vec<Child>,
    /// Variables of the environment, and addresses.
    addresses: Vec<(&'static str, String)>,
}

impl Running {
    /// Starts what is installed, and says what is not.
    ///
    /// # Errors
    /// When one does not start, or is not installed and `CI` is set.
    pub fn all() -> Result<Self> {
        let folder = folder();
        if folder.exists() {
            fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
        }
        fs::create_dir_all(&folder)?;
        let mut all = Self::default();
        let mut missing = Vec::new();
        let start = Instant::now();
        for (name, start) in [("Buildbot", buildbot as Starter), ("Prometheus", prometheus)] {
            match start(&folder, &mut all) {
                Ok(true) => {}
                Ok(false) => missing.push(name),
                Err(error) => bail!("{name} does not start: {error:#}\n{}", logs(&folder)),
            }
        }
        if !missing.is_empty() {
            let names = missing.join(" and ");
            println!(
                "{names}: not installed (`cargo xtask setup` says why), so not tested against."
            );
            if std::env::var_os("CI").is_some() {
                bail!("{names} has to be there where CI is set");
            }
        }
        println!("servers are ready after {}", run::seconds(start.elapsed()));
        Ok(all)
    }

    /// Lets a program know where they are.
    pub fn tell(&self, command: &mut Command) {
        command.envs(self.addresses.iter().map(|(name, address)| (*name, address)));
    }

    /// Starts a program whose output is kept in a file. It gets a clean environment, because the
    /// steps of a build inherit it.
    fn start(&mut self, folder: &Path, name: &str, command: &mut Command) -> Result<()> {
        let log = fs::File::create(folder.join(name).with_extension("log"))?;
        command.env_clear().env("PATH", "/usr/local/bin:/usr/bin:/bin").env("HOME", folder);
        command.env("LANG", "C.UTF-8").stdin(Stdio::null());
        command.stdout(log.try_clone()?).stderr(log);
        self.children.push(command.spawn().with_context(|| name.to_owned())?);
        Ok(())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // All are asked before one is waited for; workers before their master.
        for child in self.children.iter().rev() {
            run::works(Command::new("kill").arg(child.id().to_string()));
        }
        let start = Instant::now();
        for mut child in self.children.drain(..).rev() {
            while matches!(child.try_wait(), Ok(None)) {
                if start.elapsed() > PATIENCE {
                    let _ = child.kill();
                    let _ = child.wait();
                    break;
                }
                sleep(Duration::from_millis(50));
            }
        }
    }
}

/// A master with one worker.
fn buildbot(folder: &Path, all: &mut Running) -> Result<bool> {
    let programs = repo::target().join(BUILDBOT_FOLDER).join("bin");
    let (master, worker) = (programs.join("buildbot"), programs.join("buildbot-worker"));
    if !master.is_file() || !worker.is_file() {
        return Ok(false);
    }
    let folder = folder.join("buildbot");
    fs::create_dir_all(&folder)?;
    let [web, workers] = [free_port()?, free_port()?];
    let place = folder.join("master");
    run::quietly(program(&master).args(["create-master", "-r"]).arg(&place), b"")?;
    repo::write(place.join("PORTS"), format!("{web} {workers}\n"))?;
    fs::copy(repo::root().join("tests/servers/buildbot/master.cfg"), place.join("master.cfg"))?;
    let at = format!("127.0.0.1:{workers}");
    let mut create = program(&worker);
    create.arg("create-worker").arg(folder.join("worker")).args([&at, "one", "not-a-secret"]);
    run::quietly(&mut create, b"")?;
    let address = format!("http://127.0.0.1:{web}/api/v2");
    for name in ["master", "worker"] {
        let mut twistd = Command::new(programs.join("twistd"));
        twistd.args(["--nodaemon", "--no_save", "--pidfile=", "-y", "buildbot.tac"]);
        all.start(&folder, name, twistd.current_dir(folder.join(name)))?;
        if name == "master" {
            wait_for(web, "/api/v2/builders/ledger", "\"ledger\"")?;
        }
    }
    // A worker that is not there yet would only make the build wait: the tests do that.
    all.addresses.push(("PORTICO_BUILDBOT", address));
    Ok(true)
}

/// Prometheus, and the Alertmanager that it tells.
fn prometheus(folder: &Path, all: &mut Running) -> Result<bool> {
    let (Some(prometheus), Some(alertmanager)) =
        (system_program("prometheus"), system_program("prometheus-alertmanager"))
    else {
        return Ok(false);
    };
    let folder = folder.join("prometheus");
    fs::create_dir_all(&folder)?;
    let [metrics, alerts] = [free_port()?, free_port()?];
    for name in ["prometheus.yml", "rules.yml", "alertmanager.yml"] {
        let text = repo::read(repo::root().join("tests/servers/prometheus").join(name))?;
        let text = text.replace("ALERTMANAGER", &alerts.to_string());
        repo::write(folder.join(name), text.replace("PROMETHEUS", &metrics.to_string()))?;
    }
    let listen = |port: u16| format!("--web.listen-address=127.0.0.1:{port}");
    let mut command = Command::new(alertmanager);
    command.args(["--config.file=alertmanager.yml", "--storage.path=alerts"]);
    command.args(["--cluster.listen-address=", &listen(alerts)]).current_dir(&folder);
    all.start(&folder, "alertmanager", &mut command)?;
    let mut command = Command::new(prometheus);
    command.args(["--config.file=prometheus.yml", "--storage.tsdb.path=values"]);
    // The first alert fires before Prometheus knows its Alertmanager, and would be told again only
    // after a minute.
    command.args(["--rules.alert.resend-delay=1s", &listen(metrics)]).current_dir(&folder);
    all.start(&folder, "prometheus", &mut command)?;
    wait_for(alerts, "/-/ready", "")?;
    wait_for(metrics, "/-/ready", "")?;
    all.addresses.push(("PORTICO_PROMETHEUS", format!("http://127.0.0.1:{metrics}")));
    all.addresses.push(("PORTICO_ALERTMANAGER", format!("http://127.0.0.1:{alerts}")));
    Ok(true)
}

/// A port that nobody has at the moment.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

/// Asks again and again until the answer is good and has a word in it.
fn wait_for(port: u16, path: &str, word: &str) -> Result<()> {
    let start = Instant::now();
    while start.elapsed() < READY {
        let answer = get(port, path).unwrap_or_default();
        let is_good = answer.lines().next().is_some_and(|line| line.contains(" 200 "));
        if is_good && answer.contains(word) {
            return Ok(());
        }
        sleep(Duration::from_millis(100));
    }
    bail!("no answer from port {port} within {}", run::seconds(READY))
}

fn get(port: u16, path: &str) -> Option<String> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok()?;
    // A master whose workers have died takes a connection and never says anything.
    stream.set_read_timeout(Some(Duration::from_secs(2))).ok()?;
    write!(stream, "GET {path} HTTP/1.0\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n\r\n")
        .ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    Some(String::from_utf8_lossy(&answer).into_owned())
}

/// The last lines of what the servers wrote.
fn logs(folder: &Path) -> String {
    const LINES: usize = 20;
    let mut files: Vec<PathBuf> = Vec::new();
    for place in ["buildbot", "prometheus"] {
        let found = fs::read_dir(folder.join(place)).into_iter().flatten().flatten();
        let logs = found.map(|entry| entry.path());
        files.extend(logs.filter(|path| path.extension().is_some_and(|end| end == "log")));
    }
    let mut said = String::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap_or_default();
        let all: Vec<&str> = text.lines().collect();
        let last = all.iter().skip(all.len().saturating_sub(LINES));
        said.push_str(&format!("── {}\n", file.display()));
        last.for_each(|line| said.extend([*line, "\n"]));
    }
    said
}
