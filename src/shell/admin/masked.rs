//! Settings without what nobody should read over somebody's shoulder.
//!
//! `portal.json` is public and refuses what looks like a secret, so this is the second lock: keys
//! of pseudonyms, names of headers that carry tokens, and tokens within addresses.

use serde_json::Value;

/// What stands in the place of a secret.
pub const MASK: &str = "••••••";

/// Words that a key has in it where its value is a secret.
const SECRET: [&str; 6] = ["secret", "password", "passphrase", "token", "authorization", "header"];

/// Whether the value of a key of this name is not shown.
pub fn is_secret(key: &str) -> bool {
    let bare: String = key.chars().filter(char::is_ascii_alphanumeric).collect();
    let bare = bare.to_ascii_lowercase();
    // `tokenUrl` is where tokens are asked for, and `key` alone is the name of an annotation.
    let is_place = bare.ends_with("url") || bare == "key";
    !is_place && (bare.ends_with("key") || SECRET.iter().any(|word| bare.contains(word)))
}

/// A setting at `path` with its value in JSON, fit to be shown: in lines when it is long.
pub fn shown(path: &str, json: &str) -> String {
    let last = path.rsplit('.').next().unwrap_or_default();
    if is_secret(last) {
        return MASK.to_owned();
    }
    let Ok(mut value) = serde_json::from_str::<Value>(json) else { return MASK.to_owned() };
    conceal(&mut value);
    match value {
        Value::String(text) => text,
        value if json.len() > 60 => serde_json::to_string_pretty(&value).unwrap_or_default(),
        value => value.to_string(),
    }
}

/// Conceals what is secret within a value.
pub fn conceal(value: &mut Value) {
    match value {
        Value::Object(map) => {
            for (key, value) in map.iter_mut() {
                match is_secret(key) && !value.is_object() {
                    true => *value = Value::from(MASK),
                    false => conceal(value),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(conceal),
        Value::String(text) => {
            if let Some(less) = address(text) {
                *text = less;
            }
        }
        _ => {}
    }
}

/// An address without the name and password in it, and without secrets in its query; `None` for
/// what has none of them.
fn address(text: &str) -> Option<String> {
    let (scheme, rest) = text.split_once("://")?;
    let (host, after) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let plain = host.rsplit('@').next().unwrap_or_default();
    let (path, query) = after.split_once('?').unwrap_or((after, ""));
    let pairs: Vec<String> = query
        .split('&')
        .map(|pair| match pair.split_once('=') {
            Some((key, _)) if is_secret(key) || key.eq_ignore_ascii_case("key") => {
                [key, "=", MASK].concat()
            }
            _ => pair.to_owned(),
        })
        .collect();
    let pairs = pairs.join("&");
    if plain == host && pairs == query {
        return None;
    }
    let user = if plain == host { String::new() } else { [MASK, "@"].concat() };
    let mark = if after.contains('?') { "?" } else { "" };
    Some([scheme, "://", &user, plain, path, mark, &pairs].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_hold_secrets_are_known_and_others_are_not_taken_for_them() {
        for key in ["identityKey", "apiToken", "X-Api-Key", "client_secret", "header", "password"] {
            assert!(is_secret(key), "{key}");
        }
        for key in ["url", "key", "tokenUrl", "title", "keywords", "annotations", "clientId"] {
            assert!(!is_secret(key), "{key}");
        }
    }

    #[test]
    fn secrets_are_masked_wherever_they_stand() {
        assert_eq!(shown("origins.ci.auth.header", "\"X-Api-Key\""), MASK);
        assert_eq!(shown("title", "\"Halyard\""), "Halyard");
        assert_eq!(shown("title", "not json"), MASK);
        let config = r#"{"identityKey":"a key","sinks":[{"kind":"http","authToken":"t"}],"annotations":[{"key":"a/b"}]}"#;
        let text = shown("plugins[3].config", config);
        assert!(!text.contains("a key") && !text.contains("\"t\""), "{text}");
        assert!(text.contains("a/b") && text.contains("http"), "{text}");
        assert_eq!(
            shown("origins.x.url", "\"https://ann:pw@host.example/p?token=1&page=2\""),
            format!("https://{MASK}@host.example/p?token={MASK}&page=2")
        );
        assert_eq!(
            shown("origins.x.url", "\"https://host.example/a?key=abc\""),
            format!("https://host.example/a?key={MASK}")
        );
        assert_eq!(shown("a", "\"https://host.example/a?b=c#d\""), "https://host.example/a?b=c#d");
    }
}
