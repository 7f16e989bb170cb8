//! What was created, as a browser sees it: descriptors for the catalog, pages about repositories,
//! their files, and the repositories themselves to clone.

use axum::http::{HeaderMap, StatusCode};
use percent_encoding::percent_decode_str;
use serde_json::json;

use super::{Scaffolder, work};
use crate::answer::{Answer, HTML};
use crate::files;

const TEXT: &str = "text/plain; charset=utf-8";

fn missing() -> Answer {
    Answer::of(TEXT, "There is nothing here.").with_status(StatusCode::NOT_FOUND)
}

impl Scaffolder {
    /// Descriptors of what was created: one index, and one file for each repository.
    pub(super) fn created(&self, path: &str) -> Answer {
        const YAML: &str = "application/yaml; charset=utf-8";
        let state = self.state();
        let registered =
            state.repositories.iter().filter(|repository| repository.registered.is_some());
        if path == "all.yaml" {
            let targets: Vec<String> = registered
                .map(|repository| format!("./{}/catalog-info.yaml", repository.slug))
                .collect();
            let location = json!({
                "apiVersion": "backstage.io/v1alpha1",
                "kind": "Location",
                "metadata": { "name": "created", "description": "What was made from templates." },
                "spec": { "targets": targets },
            });
            return Answer::of(YAML, location.to_string());
        }
        let slug = path.strip_suffix("/catalog-info.yaml");
        let found =
            registered.into_iter().find(|repository| Some(repository.slug.as_str()) == slug);
        let text = found.and_then(|repository| repository.registered.clone());
        text.map_or_else(missing, |text| Answer::of(YAML, text))
    }

    /// A page about a repository, one of its files, or a piece of it for `git clone`.
    pub(super) async fn repository(&self, path: &str, base: &str) -> Answer {
        let path = path.trim_end_matches('/');
        let segments: Vec<&str> = path.splitn(3, '/').collect();
        let (owner, name, rest) = match segments.as_slice() {
            [owner, name] => (*owner, *name, ""),
            [owner, name, rest] => (*owner, *name, *rest),
            _ => return missing(),
        };
        let is_git = name.ends_with(".git");
        let slug = format!("{owner}/{}", name.trim_end_matches(".git"));
        let found = {
            let state = self.state();
            state.repositories.iter().find(|repository| repository.slug == slug).cloned()
        };
        let Some(repository) = found else { return missing() };
        if is_git {
            let piece = files::read(&repository.bare, rest, &HeaderMap::new()).await;
            return piece
                .map_or_else(missing, |piece| Answer::of("application/octet-stream", piece.body));
        }
        if let Some(file) = rest.strip_prefix("files/") {
            // Whatever the file is, it is shown as a text: nothing of it runs here.
            let plain = percent_decode_str(file).decode_utf8_lossy();
            let hidden = plain.split('/').any(|part| part == ".git");
            let file = files::read(&repository.folder, file, &HeaderMap::new()).await;
            return match file.filter(|_| !hidden) {
                Some(file) => Answer::of(TEXT, file.body),
                None => missing(),
            };
        }
        if let Some(id) = rest.strip_prefix("runs/") {
            return self.run_page(&slug, id);
        }
        if !rest.is_empty() {
            return missing();
        }
        let listed = work::git(&repository.folder, &["ls-files"]).await.unwrap_or_default();
        let mut body = format!(
            "<h1>{}</h1><p>{}</p><p>Commit <code>{}</code> on <code>main</code></p>\
             <pre>git clone {}</pre><h2>Files</h2><ul>",
            escaped(&slug),
            escaped(&repository.description),
            escaped(repository.commit.get(..10).unwrap_or_default()),
            escaped(&repository.clone_url),
        );
        for file in listed.lines() {
            let file = escaped(file);
            body += &format!(
                "<li><a href=\"{base}demo/repositories/{slug}/files/{file}\">{file}</a></li>"
            );
        }
        body += "</ul><h2>Builds</h2><ul>";
        {
            let state = self.state();
            for run in state.runs.iter().filter(|run| run.slug == slug) {
                let (id, number) = (run.id, run.number);
                body += &format!(
                    "<li><a href=\"{base}demo/repositories/{slug}/runs/{id}\">Build {number}</a></li>"
                );
            }
        }
        body += "</ul>";
        page(&slug, &body)
    }

    fn run_page(&self, slug: &str, id: &str) -> Answer {
        let state = self.state();
        let run = state.runs.iter().find(|run| run.slug == slug && run.id.to_string() == id);
        let Some(run) = run else { return missing() };
        let mut body = format!("<h1>Build {} of {}</h1>", run.number, escaped(slug));
        for job in &run.jobs {
            let log: Vec<String> = job.log.iter().map(|line| escaped(&plain(line))).collect();
            body += &format!("<pre>{}</pre>", log.join("\n"));
        }
        page(slug, &body)
    }
}

/// A line without the codes of its colours.
fn plain(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line.chars();
    while let Some(c) = rest.next() {
        if c == '\u{1b}' {
            let _ = rest.by_ref().find(|c| c.is_ascii_alphabetic());
        } else {
            out.push(c);
        }
    }
    out
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn page(title: &str, body: &str) -> Answer {
    let title = escaped(title);
    Answer::of(
        HTML,
        format!(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title>\
             <main>{body}</main></html>"
        ),
    )
}
