//! What a file means by a reference to another file: the targets of Locations, `$text` and the
//! like. The references are data that anybody may write, so a relative one cannot leave the origin
//! of the file, and an absolute one loses every credential.

use super::endpoint::Target;
use crate::config::WebUrl;

/// The target that `reference` names, seen from a file at `from`.
///
/// # Errors
/// What is wrong with the reference, as the rest of a sentence that begins with it.
pub(super) fn join(from: &Target, reference: &str) -> Result<Target, &'static str> {
    let reference = reference.trim();
    if reference.contains("://") {
        return WebUrl::parse(reference).map(Target::Url);
    }
    let segments = match from {
        Target::Origin { segments, .. } => segments.clone(),
        Target::Url(url) => {
            url.path().split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect()
        }
    };
    let segments = relative(segments, reference)?;
    Ok(match from {
        Target::Origin { name, .. } => Target::Origin { name: name.clone(), segments },
        Target::Url(url) => Target::Url(url.root().below(&segments, None)),
    })
}

fn relative(mut segments: Vec<String>, reference: &str) -> Result<Vec<String>, &'static str> {
    if reference.is_empty() {
        return Err("is empty");
    }
    if reference.starts_with('/') {
        return Err("begins with a slash; write it relative to the file");
    }
    if reference.contains(['\\', '?', '#', ':']) {
        return Err("is neither a relative path nor an absolute address");
    }
    segments.pop();
    for part in reference.split('/') {
        match part {
            "." => {}
            ".." => {
                segments.pop().ok_or("leads out of the folder of its source")?;
            }
            "" => return Err("has an empty part"),
            part => segments.push(encoded(part)?),
        }
    }
    Ok(segments)
}

/// A part of a reference as a segment: escapes are kept, what is not written as an address is
/// encoded.
fn encoded(part: &str) -> Result<String, &'static str> {
    if matches!(part.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..") {
        return Err("has an encoded `..`");
    }
    let as_written = WebUrl::parse(&format!("https://host/{part}"));
    match as_written {
        Ok(_) => Ok(part.to_owned()),
        Err(_) => super::address::segment(part).map_err(|_| "has an empty part"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from_file() -> Target {
        let segments = ["demo", "catalog", "all.yaml"].map(str::to_owned).to_vec();
        Target::Origin { name: "demo".into(), segments }
    }

    fn joined(reference: &str) -> Result<String, &'static str> {
        join(&from_file(), reference).map(|target| match target {
            Target::Origin { name, segments } => format!("{name}: {}", segments.join("/")),
            Target::Url(url) => url.to_string(),
        })
    }

    #[test]
    fn relative_references_stay_in_the_origin() {
        for (reference, target) in [
            ("teams.yaml", "demo: demo/catalog/teams.yaml"),
            ("./teams/a.yaml", "demo: demo/catalog/teams/a.yaml"),
            ("../apis/./x.yaml", "demo: demo/apis/x.yaml"),
            ("../../x.yaml", "demo: x.yaml"),
            ("web app.yaml", "demo: demo/catalog/web%20app.yaml"),
            ("web%20app.yaml", "demo: demo/catalog/web%20app.yaml"),
            ("50%.yaml", "demo: demo/catalog/50%25.yaml"),
        ] {
            assert_eq!(joined(reference).unwrap(), target);
        }
    }

    #[test]
    fn nothing_leads_out_of_it() {
        for reference in [
            "",
            "../../../x",
            "/etc/x",
            "//evil.example/x",
            "\\\\evil",
            "a\\..\\b",
            "%2e%2e/x",
            ".%2E/x",
            "a?b",
            "a#b",
            "javascript:alert(1)",
            "a//b",
            "file:///etc/passwd",
        ] {
            assert!(joined(reference).is_err(), "{reference}");
        }
    }

    #[test]
    fn an_absolute_reference_is_only_an_address() {
        assert_eq!(joined("https://a.example/x.yaml").unwrap(), "https://a.example/x.yaml");
        assert!(joined("https://user@a.example/").is_err());
        let elsewhere = Target::Url(WebUrl::parse("https://a.example/dir/x.yaml?t=1").unwrap());
        let target = join(&elsewhere, "../y.yaml").unwrap();
        assert_eq!(target, Target::Url(WebUrl::parse("https://a.example/y.yaml").unwrap()));
        assert!(join(&elsewhere, "../../y.yaml").is_err());
    }
}
