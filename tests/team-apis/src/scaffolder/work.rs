//! Files on disk, and `git`.

use std::path::Path;
use std::process::Stdio;

use portico_templates::render::File;
use serde_json::Value;
use tokio::process::Command;

/// Said when the program is not there.
const NO_GIT: &str = "The program git is not installed here, so no repository can be made.";

/// Name and mail address of somebody who commits.
pub fn author(user: &str) -> (String, String) {
    let name = user.rsplit('/').next().unwrap_or(user);
    let words: Vec<String> = name
        .split(['.', '-', '_'])
        .filter(|word| !word.is_empty())
        .map(|word| {
            let mut letters = word.chars();
            letters
                .next()
                .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        })
        .collect();
    (words.join(" "), format!("{name}@halyard.example"))
}

/// Makes a repository with one commit of these files, and a bare copy of it to clone; the commit.
pub async fn repository(
    files: &[File],
    folder: &Path,
    bare: &Path,
    branch: &str,
    (name, mail): (&str, &str),
) -> Result<String, String> {
    write(files, folder).await?;
    git(folder, &["init", "--quiet", &format!("--initial-branch={branch}")]).await?;
    git(folder, &["add", "--all", "--force"]).await?;
    let (name, mail) = (format!("user.name={name}"), format!("user.email={mail}"));
    let commit = ["-c", &name, "-c", &mail, "-c", "commit.gpgsign=false"];
    let message = ["commit", "--quiet", "--message=Initial commit"];
    git(folder, &[commit.as_slice(), message.as_slice()].concat()).await?;
    let hash = git(folder, &["rev-parse", "HEAD"]).await?;
    let (from, to) = (folder.to_string_lossy(), bare.to_string_lossy());
    git(folder, &["clone", "--quiet", "--bare", &from, &to]).await?;
    // What lets a plain web server hand it out.
    git(bare, &["update-server-info"]).await?;
    Ok(hash.trim().to_owned())
}

/// Writes files below a folder.
pub async fn write(files: &[File], folder: &Path) -> Result<(), String> {
    for file in files {
        let path = folder.join(&file.path);
        let parent = path.parent().unwrap_or(folder);
        let said = |error: std::io::Error| format!("{}: {error}", file.path);
        tokio::fs::create_dir_all(parent).await.map_err(said)?;
        tokio::fs::write(&path, &file.bytes).await.map_err(said)?;
        #[cfg(unix)]
        if file.executable {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::Permissions::from_mode(0o755);
            tokio::fs::set_permissions(&path, mode).await.map_err(said)?;
        }
    }
    Ok(())
}

/// Runs git in a folder, without anybody's own settings.
pub async fn git(folder: &Path, arguments: &[&str]) -> Result<String, String> {
    let mut command = Command::new("git");
    command.args(arguments).current_dir(folder).stdin(Stdio::null()).kill_on_drop(true);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("GIT_") {
            command.env_remove(name);
        }
    }
    command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
    command.env("GIT_TERMINAL_PROMPT", "0");
    let done = command.output().await.map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => NO_GIT.to_owned(),
        _ => format!("git cannot be started: {error}"),
    })?;
    if !done.status.success() {
        let said = String::from_utf8_lossy(&done.stderr);
        return Err(format!("git {}: {}", arguments.first().unwrap_or(&""), said.trim()));
    }
    Ok(String::from_utf8_lossy(&done.stdout).into_owned())
}

/// The documents of a YAML file.
pub fn documents(text: &str) -> Result<Vec<Value>, String> {
    use serde::Deserialize;
    let mut found = Vec::new();
    for document in yaml_serde::Deserializer::from_str(text) {
        let value = Value::deserialize(document)
            .map_err(|error| format!("The descriptor cannot be read: {error}"))?;
        if !value.is_null() {
            found.push(value);
        }
    }
    Ok(found)
}

/// The lower-case reference of a descriptor.
pub fn reference(descriptor: &Value) -> Option<String> {
    let text = |path: &str| descriptor.pointer(path).and_then(Value::as_str);
    let namespace = text("/metadata/namespace").unwrap_or("default");
    Some(format!("{}:{namespace}/{}", text("/kind")?, text("/metadata/name")?).to_lowercase())
}
