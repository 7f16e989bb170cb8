//! The server as its clients see it: over a socket.

mod apis;
mod client;
mod dispatch;
mod faults;
mod portal;
mod scaffolder;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::{Addresses, Options, Server};
use client::send;

/// A server of its own for one test, over a small folder of its own.
struct Site {
    at: Addresses,
    folder: PathBuf,
    _server: Server,
    _runtime: Runtime,
}

const HEADERS: &str = "/*
  Content-Security-Policy: default-src 'none'; connect-src 'self'; frame-ancestors 'none'
  X-Content-Type-Options: nosniff

/pkg-*
  Cache-Control: public, max-age=31536000, immutable

/portal.json
  Cache-Control: no-cache
";

const INDEX: &str = "<!doctype html><html><head><meta http-equiv=\"Content-Security-Policy\" \
                     content=\"default-src 'none'; connect-src 'self'\"></head>\
                     <body>start page</body></html>";

impl Site {
    fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::SeqCst);
        let folder =
            std::env::temp_dir().join(format!("team-apis-{}-{number}", std::process::id()));
        let write = |path: &str, text: &str| {
            let file = folder.join(path);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, text).unwrap();
        };
        write("dist/index.html", INDEX);
        write("dist/_headers", HEADERS);
        write("dist/portal.json", "{}");
        write("dist/pkg-1/app.js", "export {}");
        write("dist/pkg-1/app.js.br", "compressed");
        let runs: Vec<Value> = (1..=45).map(|id| json!({ "id": id })).collect();
        let runs = json!({ "total_count": 45, "workflow_runs": runs });
        write("ci/repos/acme/checkout/actions/runs.json", &runs.to_string());
        write("files/all.yaml", "kind: Location\n");
        let recordings = Path::new(env!("CARGO_MANIFEST_DIR")).join("../contract/backstage");
        let options = Options {
            dist: folder.join("dist"),
            ci: folder.join("ci"),
            recordings,
            files: folder.join("files"),
            templates: Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("../../public/demo/catalog/templates"),
            repositories: folder.join("repositories"),
            port: 0,
        };
        let runtime = Runtime::new().unwrap();
        let server = runtime.block_on(Server::start(options)).unwrap();
        Self { at: server.addresses().clone(), folder, _server: server, _runtime: runtime }
    }

    /// The address of the builds of one repository, with a fault.
    fn runs(&self, fault: &str) -> String {
        format!("{}/__f/{fault}/repos/acme/checkout/actions/runs", self.at.ci)
    }

    fn control(&self, method: &str, path: &str, body: &str) {
        let reply = send(method, &format!("{}/__control{path}", self.at.portal), &[], body);
        assert_eq!(reply.status, 204, "{}", reply.text());
    }

    fn log(&self) -> Vec<Value> {
        client::get(&format!("{}/__log", self.at.ci)).json().as_array().unwrap().clone()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
