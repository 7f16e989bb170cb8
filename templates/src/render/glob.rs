//! Patterns for paths: `*` within a segment, `**` for any number of segments, `?`, `{a,b}`, `[ab]`.

/// How many alternatives of one pattern are tried.
const MOST: usize = 64;

/// Whether a path fits a pattern.
pub fn fits(pattern: &str, path: &str) -> bool {
    let pattern = pattern.trim_start_matches("./");
    let path: Vec<&str> = path.split('/').collect();
    alternatives(pattern).iter().any(|pattern| {
        let pattern: Vec<&str> = pattern.split('/').collect();
        segments(&pattern, &path)
    })
}

/// A pattern without its `{a,b}`.
fn alternatives(pattern: &str) -> Vec<String> {
    let mut open = vec![pattern.to_owned()];
    let mut done = Vec::new();
    while let Some(pattern) = open.pop() {
        let parts = pattern.split_once('{').and_then(|(before, rest)| {
            let (inside, after) = rest.split_once('}')?;
            Some((before, inside, after))
        });
        match parts {
            Some((before, inside, after)) if done.len() + open.len() < MOST => {
                open.extend(inside.split(',').map(|part| format!("{before}{part}{after}")));
            }
            _ => done.push(pattern),
        }
    }
    done
}

fn segments(pattern: &[&str], path: &[&str]) -> bool {
    match (pattern.split_first(), path.split_first()) {
        (None, None) => true,
        (Some((&"**", rest)), _) => {
            segments(rest, path)
                || path.split_first().is_some_and(|(_, below)| segments(pattern, below))
        }
        (Some((first, rest)), Some((name, below))) => {
            let first: Vec<char> = first.chars().collect();
            let name: Vec<char> = name.chars().collect();
            segment(&first, &name) && segments(rest, below)
        }
        _ => false,
    }
}

fn segment(pattern: &[char], name: &[char]) -> bool {
    match (pattern.split_first(), name.split_first()) {
        (None, None) => true,
        (Some(('*', rest)), _) => {
            segment(rest, name)
                || name.split_first().is_some_and(|(_, after)| segment(pattern, after))
        }
        (Some(('?', rest)), Some((_, after))) => segment(rest, after),
        (Some(('[', rest)), Some((c, after))) => {
            let Some(end) = rest.iter().position(|c| *c == ']') else { return false };
            let (set, behind) = rest.split_at_checked(end).unwrap_or((rest, &[]));
            let behind = behind.split_first().map_or(&[][..], |(_, rest)| rest);
            set.contains(c) && segment(behind, after)
        }
        (Some((wanted, rest)), Some((c, after))) => wanted == c && segment(rest, after),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn patterns() {
        for (pattern, path) in [
            ("**/*.svg", "a/b/c.svg"),
            ("**/*.svg", "c.svg"),
            (".github/workflows/*", ".github/workflows/ci.yml"),
            ("static/**", "static/a/b"),
            ("*.{png,jpg}", "a.jpg"),
            ("./LICENSE", "LICENSE"),
            ("a?[bc].txt", "axb.txt"),
        ] {
            assert!(fits(pattern, path), "{pattern} {path}");
        }
        for (pattern, path) in
            [("*.svg", "a/c.svg"), ("static/*", "static/a/b"), ("a[bc]", "ad"), ("", "a")]
        {
            assert!(!fits(pattern, path), "{pattern} {path}");
        }
    }
}
