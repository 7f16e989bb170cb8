//! Starts the server, says where it is, and serves until its standard input is closed.
//!
//! It prints one line of JSON with the address of each origin. Options: `--portal DIR`
//! (`dist`), `--port P` (any free one), `--ci DIR` (`public/demo/ci`), `--recordings DIR`
//! (`tests/contract/backstage`), `--files DIR` (`public/demo`), `--templates DIR`
//! (`public/demo/catalog/templates`), `--repositories DIR` (a temporary folder of its own).

use std::env;
use std::error::Error;
use std::process::ExitCode;

use team_apis::{Options, Server};
use tokio::io::AsyncReadExt;
use tokio::runtime::Runtime;

fn main() -> ExitCode {
    let result = options().and_then(|options| {
        let runtime = Runtime::new()?;
        runtime.block_on(serve(options))?;
        // The thread that reads standard input must not hold the process back.
        runtime.shutdown_background();
        Ok(())
    });
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("team-apis: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(options: Options) -> Result<(), Box<dyn Error>> {
    let server = Server::start(options).await?;
    println!("{}", serde_json::to_string(server.addresses())?);
    // Whoever started it holds the other end, so it never outlives its tests.
    let (mut input, mut rest) = (tokio::io::stdin(), Vec::new());
    tokio::select! {
        () = server.run() => {}
        _ = input.read_to_end(&mut rest) => {}
    }
    Ok(())
}

fn options() -> Result<Options, Box<dyn Error>> {
    let mut options = Options {
        dist: "dist".into(),
        ci: "public/demo/ci".into(),
        recordings: "tests/contract/backstage".into(),
        files: "public/demo".into(),
        templates: "public/demo/catalog/templates".into(),
        repositories: env::temp_dir().join(format!("portico-repositories-{}", std::process::id())),
        port: 0,
    };
    let mut arguments = env::args().skip(1);
    while let Some(name) = arguments.next() {
        let value = arguments.next().ok_or_else(|| format!("{name} needs a value"))?;
        match name.as_str() {
            "--portal" => options.dist = value.into(),
            "--ci" => options.ci = value.into(),
            "--recordings" => options.recordings = value.into(),
            "--files" => options.files = value.into(),
            "--templates" => options.templates = value.into(),
            "--repositories" => options.repositories = value.into(),
            "--port" => options.port = value.parse()?,
            _ => return Err(format!("no such option: {name}").into()),
        }
    }
    Ok(options)
}
