//! An OpenID provider, small but strict: codes are good once, PKCE is checked, refresh tokens rotate
//! and one that is used twice ends the sign-in.
//!
//! People are not asked for a name or a password: its page has two links, one that lets the portal
//! in and one that does not.

use std::collections::HashMap;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use axum::http::header::{AUTHORIZATION, HeaderMap, LOCATION};
use axum::http::{Method, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use form_urlencoded::{Serializer, parse};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::answer::{Answer, HTML};
use crate::state::Shared;

/// Seconds that an access token is good for.
const LIFE: u64 = 300;

/// How the provider behaves.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct Ways {
    /// Seconds that access tokens are good for; 300.
    pub life: Option<u64>,
    /// Refuses every refresh token.
    pub refuse_refresh: bool,
    /// Claims in place of the right ones in ID tokens.
    pub claims: Map<String, Value>,
    /// Values in place of the right ones in the description.
    pub discovery: Map<String, Value>,
    /// What is said when somebody cancels.
    pub description: Option<String>,
}

/// The provider.
#[derive(Default)]
pub struct Issuer {
    /// How it behaves.
    pub ways: Ways,
    count: u64,
    codes: HashMap<String, Grant>,
    /// Refresh tokens with the client they were given to.
    refresh: HashMap<String, String>,
    access: HashMap<String, Instant>,
}

/// What somebody allowed.
struct Grant {
    client: String,
    redirect: String,
    challenge: String,
    nonce: String,
}

/// The answer to a request.
pub fn answer(shared: &Shared, method: &Method, path: &str, query: &str, body: &[u8]) -> Answer {
    let fields = |bytes: &[u8]| parse(bytes).into_owned().collect::<HashMap<String, String>>();
    match (method.as_str(), path) {
        ("GET", "/.well-known/openid-configuration") => discovery(shared),
        ("GET", "/authorize") => page(query),
        ("GET", "/authorize/allow") => allow(shared, &fields(query.as_bytes())),
        ("GET", "/authorize/deny") => deny(shared, &fields(query.as_bytes())),
        ("POST", "/token") => token(shared, &fields(body)),
        ("POST", "/revoke") => {
            if let Some(token) = fields(body).get("token") {
                shared.controls().issuer.refresh.remove(token);
            }
            Answer::empty(StatusCode::OK)
        }
        _ => Answer::json(&json!({ "error": "not_found" })).with_status(StatusCode::NOT_FOUND),
    }
}

/// Whether a request brings a token that is good now.
pub fn opens(shared: &Shared, headers: &HeaderMap) -> bool {
    let given = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = given.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default();
    shared.controls().issuer.access.get(token).is_some_and(|until| Instant::now() < *until)
}

fn discovery(shared: &Shared) -> Answer {
    let at = &shared.addresses.issuer;
    let mut document = json!({
        "issuer": at,
        "authorization_endpoint": format!("{at}/authorize"),
        "token_endpoint": format!("{at}/token"),
        "revocation_endpoint": format!("{at}/revoke"),
        "jwks_uri": format!("{at}/certs"),
        "response_types_supported": ["code"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "code_challenge_methods_supported": ["S256"],
    });
    if let Some(document) = document.as_object_mut() {
        document.extend(shared.controls().issuer.ways.discovery.clone());
    }
    Answer::json(&document)
}

/// The query goes on as it came; only `&` and quotes would mean something in the page.
fn page(query: &str) -> Answer {
    let query = query.replace('&', "&amp;").replace(['"', '<', '>'], "");
    Answer::of(
        HTML,
        format!(
            "<!doctype html><html lang=\"en\"><title>Sign in</title><h1>Sign in</h1>\
             <p><a href=\"/authorize/allow?{query}\">Allow</a></p>\
             <p><a href=\"/authorize/deny?{query}\">Cancel</a></p></html>"
        ),
    )
}

fn redirect(to: &str, pairs: &[(&str, &str)]) -> Answer {
    let query = Serializer::new(String::new()).extend_pairs(pairs).finish();
    Answer::empty(StatusCode::FOUND).with(LOCATION, &format!("{to}?{query}"))
}

fn allow(shared: &Shared, asked: &HashMap<String, String>) -> Answer {
    let field = |name: &str| asked.get(name).cloned().unwrap_or_default();
    let is_right = field("response_type") == "code"
        && field("code_challenge_method") == "S256"
        && field("scope").split(' ').any(|scope| scope == "openid")
        && field("redirect_uri") == format!("{}/signed-in", shared.addresses.portal);
    if !is_right {
        return Answer::of(HTML, "invalid_request").with_status(StatusCode::BAD_REQUEST);
    }
    let mut controls = shared.controls();
    let code = controls.issuer.next("code");
    let grant = Grant {
        client: field("client_id"),
        redirect: field("redirect_uri"),
        challenge: field("code_challenge"),
        nonce: field("nonce"),
    };
    let back = grant.redirect.clone();
    controls.issuer.codes.insert(code.clone(), grant);
    redirect(&back, &[("code", &code), ("state", &field("state"))])
}

fn deny(shared: &Shared, asked: &HashMap<String, String>) -> Answer {
    let field = |name: &str| asked.get(name).cloned().unwrap_or_default();
    let said = shared.controls().issuer.ways.description.clone().unwrap_or_default();
    let pairs =
        [("error", "access_denied"), ("error_description", &said), ("state", &field("state"))];
    redirect(&field("redirect_uri"), &pairs)
}

fn refuse(error: &str, description: &str) -> Answer {
    Answer::json(&json!({ "error": error, "error_description": description }))
        .with_status(StatusCode::BAD_REQUEST)
}

fn token(shared: &Shared, asked: &HashMap<String, String>) -> Answer {
    let field = |name: &str| asked.get(name).map(String::as_str).unwrap_or_default();
    let mut controls = shared.controls();
    let issuer = &mut controls.issuer;
    match field("grant_type") {
        "authorization_code" => {
            let Some(grant) = issuer.codes.remove(field("code")) else {
                return refuse("invalid_grant", "Code not valid");
            };
            let hash = URL_SAFE_NO_PAD.encode(Sha256::digest(field("code_verifier")));
            let is_theirs = grant.client == field("client_id")
                && grant.redirect == field("redirect_uri")
                && grant.challenge == hash
                && field("code_verifier").len() >= 43;
            if !is_theirs {
                return refuse("invalid_grant", "PKCE verification failed");
            }
            let id_token = id_token(&shared.addresses.issuer, &grant, &issuer.ways.claims);
            issuer.hand_out(&grant.client, Some(id_token))
        }
        "refresh_token" => match issuer.refresh.remove(field("refresh_token")) {
            Some(client) if client == field("client_id") && !issuer.ways.refuse_refresh => {
                issuer.hand_out(&client, None)
            }
            _ => refuse("invalid_grant", "Refresh token not valid"),
        },
        _ => refuse("unsupported_grant_type", "Only codes and refresh tokens"),
    }
}

fn id_token(issuer: &str, grant: &Grant, other: &Map<String, Value>) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let mut claims = json!({
        "iss": issuer,
        "aud": grant.client,
        "sub": "8f6c2a",
        "nonce": grant.nonce,
        "iat": now,
        "exp": now + LIFE,
        "name": "Ines Calloway",
    });
    if let Some(claims) = claims.as_object_mut() {
        claims.extend(other.clone());
    }
    let part = |json: &Value| URL_SAFE_NO_PAD.encode(json.to_string());
    // Nobody checks the signature of a token that comes from the token endpoint itself.
    format!("{}.{}.c2lnbmF0dXJl", part(&json!({ "alg": "RS256" })), part(&claims))
}

impl Issuer {
    fn next(&mut self, what: &str) -> String {
        self.count += 1;
        format!("{what}-{}-{}", self.count, "x".repeat(24))
    }

    fn hand_out(&mut self, client: &str, id_token: Option<String>) -> Answer {
        let life = self.ways.life.unwrap_or(LIFE);
        let (access, refresh) = (self.next("access"), self.next("refresh"));
        self.access.insert(access.clone(), Instant::now() + Duration::from_secs(life));
        self.refresh.insert(refresh.clone(), client.to_owned());
        let mut answer = json!({
            "access_token": access,
            "token_type": "Bearer",
            "expires_in": life,
            "refresh_token": refresh,
            "scope": "openid",
        });
        if let (Some(answer), Some(token)) = (answer.as_object_mut(), id_token) {
            answer.insert("id_token".into(), token.into());
        }
        Answer::json(&answer)
    }
}
