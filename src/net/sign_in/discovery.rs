//! The provider: what `portal.json` says about it, and what it says about itself.

use serde_json::Value;

use super::{SignInFailure, ask, failure};
use crate::{config::WebUrl, net::state::State};

/// Keys of `oidc`.
const KEYS: [&str; 5] = ["issuer", "clientId", "scopes", "audience", "tokenUrl"];

/// A client at an OpenID provider, as `portal.json` has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Provider {
    /// The issuer as it is written: it has to be the same to the letter.
    pub issuer: String,
    /// Where that is.
    pub(super) url: WebUrl,
    /// The name under which the provider knows the portal. No secret.
    pub client_id: String,
    /// What is asked for; `openid` is always there.
    pub scopes: Vec<String>,
    /// The API the token is meant for, where the provider wants to know.
    pub audience: Option<String>,
    /// Where the token endpoint is, if not at the issuer.
    pub(super) token_url: Option<WebUrl>,
}

/// Where the provider wants to be asked.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Endpoints {
    pub authorization: WebUrl,
    pub token: WebUrl,
    pub revocation: Option<WebUrl>,
    /// Whether the provider names itself in the address people come back with (RFC 9207).
    pub names_itself: bool,
}

impl Provider {
    /// Reads the object of `portal.json`.
    ///
    /// # Errors
    /// What is wrong, as a part of a sentence.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let value: Value =
            serde_json::from_str(text).map_err(|_| "`oidc` is no JSON".to_owned())?;
        let object = value.as_object().ok_or("`oidc` must be an object")?;
        if let Some(key) = object.keys().find(|key| !KEYS.contains(&key.as_str())) {
            return Err(format!("`oidc` has no key `{key}`; it has {}", KEYS.join(", ")));
        }
        let text = |key: &str| match object.get(key) {
            None => Ok(None),
            Some(Value::String(text)) if !text.trim().is_empty() => Ok(Some(text.clone())),
            Some(_) => Err(format!("`oidc.{key}` must be a text")),
        };
        let issuer = text("issuer")?.ok_or("`oidc.issuer` is missing")?;
        let url = private(&issuer).map_err(|why| format!("`oidc.issuer` {why}"))?;
        let token_url = text("tokenUrl")?
            .map(|url| private(&url).map_err(|why| format!("`oidc.tokenUrl` {why}")))
            .transpose()?;
        let mut scopes = match object.get("scopes") {
            None => Vec::new(),
            Some(Value::Array(items)) => {
                let scope = |item: &Value| item.as_str().filter(|s| is_scope(s)).map(str::to_owned);
                let scopes = items.iter().map(scope).collect::<Option<Vec<_>>>();
                scopes.ok_or("`oidc.scopes` must be a list of names without spaces")?
            }
            Some(_) => return Err("`oidc.scopes` must be a list".to_owned()),
        };
        if !scopes.iter().any(|scope| scope == "openid") {
            scopes.insert(0, "openid".to_owned());
        }
        let client_id = text("clientId")?.ok_or("`oidc.clientId` is missing")?;
        Ok(Self { issuer, url, client_id, scopes, audience: text("audience")?, token_url })
    }

    /// Host of the issuer, for people.
    pub fn host(&self) -> String {
        self.url.host()
    }

    /// Whether a sign-in of one is a sign-in of the other. Another audience or other scopes would
    /// be another token.
    pub fn shares(&self, other: &Self) -> bool {
        (&self.issuer, &self.client_id, &self.scopes, &self.audience)
            == (&other.issuer, &other.client_id, &other.scopes, &other.audience)
    }
}

fn is_scope(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| matches!(byte, 0x21 | 0x23..=0x5b | 0x5d..=0x7e))
}

/// An address that nobody on the way can read.
fn private(text: &str) -> Result<WebUrl, String> {
    match WebUrl::parse(text) {
        Ok(url) if url.is_private() => Ok(url),
        Ok(_) => Err("must begin with https://".to_owned()),
        Err(why) => Err(why.to_owned()),
    }
}

/// Asks the provider where its endpoints are.
pub(super) async fn discover(
    state: &State,
    provider: &Provider,
) -> Result<Endpoints, SignInFailure> {
    let path = [".well-known".to_owned(), "openid-configuration".to_owned()];
    let url = provider.url.below(&path, None);
    let said = ask(state, &url, None).await.map_err(|kind| failure::silent(&url, &kind))?;
    if said.status != 200 {
        return Err(failure::odd(format!(
            "{} has no description of a provider at {} ({}). Compare `issuer` in portal.json with \
             what the provider calls itself.",
            url.host(),
            url.path(),
            said.status
        )));
    }
    endpoints(provider, &said.body)
}

/// Reads and checks the description.
pub(super) fn endpoints(provider: &Provider, body: &[u8]) -> Result<Endpoints, SignInFailure> {
    let document: Value = serde_json::from_slice(body)
        .map_err(|_| failure::odd(format!("{} sent no JSON.", provider.host())))?;
    let text = |key: &str| document.get(key).and_then(Value::as_str).unwrap_or_default();
    if text("issuer") != provider.issuer {
        let said = failure::odd(format!(
            "It calls itself otherwise than `issuer` in portal.json, which is {}.",
            provider.issuer
        ));
        return Err(said.saying(text("issuer")));
    }
    let list = |key: &str| document.get(key).and_then(Value::as_array);
    let methods = list("code_challenge_methods_supported");
    // Some providers support it and do not say so; one that lists others does not support it.
    if methods.is_some_and(|list| !list.iter().any(|one| one == "S256")) {
        return Err(failure::odd("The provider does not support PKCE with S256."));
    }
    let address =
        |key: &str| private(text(key)).map_err(|why| failure::odd(format!("Its `{key}` {why}.")));
    let token = address("token_endpoint")?;
    let at_issuer = token.same_origin(&provider.url);
    if !at_issuer && provider.token_url.as_ref() != Some(&token) {
        return Err(failure::odd(format!(
            "Its token endpoint is on another host. If that is right, portal.json has to say so: \
             \"tokenUrl\": \"{token}\"."
        )));
    }
    let revocation = private(text("revocation_endpoint")).ok();
    let names_itself = document.get("authorization_response_iss_parameter_supported");
    Ok(Endpoints {
        authorization: address("authorization_endpoint")?,
        revocation: revocation.filter(|url| url.same_origin(&token)),
        token,
        names_itself: names_itself == Some(&Value::Bool(true)),
    })
}
