//! What each finding means, and the setting to change.

use super::products::Product;
use crate::plugin::host::probe::{Finding, Kind};

/// What can be done about a finding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Remedy {
    /// What it means; whole sentences.
    pub cause: String,
    /// What to do, one step each.
    pub steps: Vec<String>,
    /// Settings, each with the place where it goes; those after the first are alternatives to it.
    pub settings: Vec<Setting>,
}

/// A setting, as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Setting {
    /// Where it goes: "nginx".
    pub place: &'static str,
    /// The text.
    pub code: String,
}

/// A finding in a word or three.
pub(super) const fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Fine => "Works",
        Kind::Offline => "Offline",
        Kind::Mixed => "Plain http",
        Kind::Policy => "Not in the policy",
        Kind::Unreachable => "Unreachable",
        Kind::Timeout => "No answer",
        Kind::NoCors => "No CORS",
        Kind::CredentialsRefused => "Cookies refused",
        Kind::PreflightRefused => "Preflight refused",
        Kind::HeaderRefused => "Header refused",
        Kind::Redirected => "Redirects",
        Kind::Page => "Web page",
        Kind::SignInNeeded => "Not signed in",
        Kind::Unauthorised => "Not accepted",
        Kind::Forbidden => "No access",
        Kind::NotFound => "Not found",
        Kind::RateLimited => "Rate limited",
        Kind::Server => "Failing",
        Kind::Status => "Refused",
        Kind::WrongType => "Wrong type",
    }
}

/// What can be done about a finding. `portal` is the origin of this portal, `name` that of the
/// origin in `portal.json`.
pub(super) fn remedy(finding: &Finding, product: Product, portal: &str, name: &str) -> Remedy {
    let subject = &finding.subject;
    let (host, path) = (&subject.host, &subject.path);
    let header = subject.header_name().unwrap_or("Content-Type");
    let status = finding.status.unwrap_or_default();
    let steps = |steps: &[&str]| steps.iter().map(|step| (*step).to_owned()).collect::<Vec<_>>();
    let cors = |cookies: bool| settings(product, portal, host, header, cookies, name);
    let told = |cause: String, steps: Vec<String>| Remedy { cause, steps, settings: Vec::new() };
    match finding.kind {
        Kind::Fine => told("Everything that a browser can see is as it should be.".into(), Vec::new()),
        Kind::Offline => told(
            "The browser reports no network, so nobody was asked.".into(),
            steps(&["Connect, then check again."]),
        ),
        Kind::Mixed => told(
            format!("This portal came over https, and {host} is configured with http. Browsers do not send such requests."),
            vec![
                format!("Serve {host} over https and write https:// in the `url` of “{name}” in portal.json."),
                "Or put it behind a path of the portal's own host (docs/deploy.md).".into(),
            ],
        ),
        Kind::Policy => Remedy {
            cause: format!("The Content-Security-Policy that this portal is served with does not list {host}, so the browser does not send the request."),
            steps: steps(&["Print the policy anew from portal.json and deploy it. It is in a header of the host, and in index.html."]),
            settings: vec![Setting { place: "Shell", code: "cargo xtask csp --dir dist\n".into() }],
        },
        Kind::Unreachable => told(
            format!("No connection to {host}: the name is unknown, nobody listens, the certificate is not accepted, or something between blocks it. A page is not told which."),
            vec![
                format!("Open {host} in a new tab: the browser says there what it does not tell a page."),
                "Without a VPN or outside the company's network it may not be there at all.".into(),
                format!("If it opens, look at the `url` of “{name}” in portal.json, and for an extension that blocks requests."),
            ],
        ),
        Kind::Timeout => told(
            format!("{host} took the request and did not answer in time."),
            vec![
                "See whether it is under load, or whether a proxy waits for a server that is gone.".into(),
                format!("If it is always so slow, raise `timeoutSeconds` of “{name}” in portal.json (now {} s).", subject.patience / 1000.0),
            ],
        ),
        Kind::NoCors => Remedy {
            cause: format!("{host} answers, and does not allow this portal to read it: the header Access-Control-Allow-Origin is missing, or names another origin than {portal}."),
            steps: vec![
                "The first line shows which: no header at all, or the one of somebody else.".into(),
                "If only errors lack the header, the API shares good answers only; sign in and check again.".into(),
            ],
            settings: std::iter::once(curl(portal, host, path, None)).chain(cors(false)).collect(),
        },
        Kind::CredentialsRefused => Remedy {
            cause: format!("{host} may be read without cookies and not with them: it allows every origin (*), or does not send Access-Control-Allow-Credentials. With cookies, a browser wants the exact origin."),
            steps: vec![
                "Name the origin instead of *, and allow credentials. The cookie needs SameSite=None, or the API the same site as the portal.".into(),
                format!("If it needs no cookies, remove `auth` of “{name}”."),
            ],
            settings: cors(true),
        },
        Kind::PreflightRefused => Remedy {
            cause: format!("Before a request with {header} a browser asks for permission by OPTIONS. {host} does not answer that with a success and the headers of CORS; often it wants a sign-in for it, which a browser cannot give."),
            steps: steps(&["Answer OPTIONS before anything that asks who it is."]),
            settings: std::iter::once(curl(portal, host, path, Some(header))).chain(cors(false)).collect(),
        },
        Kind::HeaderRefused => Remedy {
            cause: format!("{host} answers the question for permission, and {header} is not among the headers it allows."),
            steps: vec![format!("Add {header} to Access-Control-Allow-Headers.")],
            settings: std::iter::once(curl(portal, host, path, Some(header))).chain(cors(false)).collect(),
        },
        Kind::Redirected => told(
            format!("{host} sends the request on to another address, usually a page to sign in. A request of a page cannot follow it there, and what proves who asks is never sent along."),
            vec![
                "If a sign-on proxy stands in front of it: let it answer requests for data with 401, and requests by OPTIONS without a sign-in.".into(),
                format!("If it only corrects the address (http to https, a missing slash), write the final one as the `url` of “{name}”."),
                format!("To use the proxy's own cookie: `\"auth\": \"cookie\"`, and sign in at {host} in another tab."),
            ],
        ),
        Kind::Page => told(
            format!("{host} answers with a web page: a page to sign in, or the start page of something that answers everything with it."),
            vec![
                format!("Open {host}{path} in a new tab and look at what it is."),
                format!("The `url` of “{name}” must be the API and not the page for people: with its prefix, such as /api/v3 of GitHub Enterprise."),
            ],
        ),
        Kind::SignInNeeded => told(
            format!("{host} wants to know who asks, and nobody has signed in in this tab. The way there is open."),
            steps(&["Sign in or type a token under Settings, then check again."]),
        ),
        Kind::Unauthorised => told(
            format!("{host} does not accept what it is sent (401)."),
            vec![match subject.has_credential {
                true => "The token has ended, or is for something else. Sign in again.".into(),
                false => format!("Give “{name}” an `auth` in portal.json: cookie, session, a header, or oidc."),
            }],
        ),
        Kind::Forbidden => told(
            format!("{host} knows who asks and does not allow it (403)."),
            vec![
                forbidden(product).to_owned(),
                "A firewall in front of it may also refuse requests with an Origin it does not know.".into(),
            ],
        ),
        Kind::NotFound => told(
            format!("{host} has nothing at {path} (404)."),
            vec![format!("Look at the path in the `url` of “{name}” in portal.json: it ends where the documentation of the API begins, without the part that is asked for.")],
        ),
        Kind::RateLimited => told(
            format!("{host} asks for a pause ({status}). It works, and too much was asked in a short time."),
            steps(&["Wait some minutes. Who signs in usually has a larger quota; behind a proxy, all readers may share one."]),
        ),
        Kind::Server => told(
            format!("{host} answers with status {status}. The fault is on its side."),
            steps(&["Tell the team that runs it. 502, 503 and 504 come from a proxy whose server is gone."]),
        ),
        Kind::Status => told(
            format!("{host} refuses the request for {path} (status {status})."),
            steps(&["See whether the address is that of the API."]),
        ),
        Kind::WrongType => told(
            format!("{host} answers, and neither with JSON nor with text."),
            vec![format!("See whether {path} is the API; a proxy that serves it must send application/json.")],
        ),
    }
}

const fn forbidden(product: Product) -> &'static str {
    match product {
        Product::Kubernetes => "Bind the user or the group of the token to the ClusterRole `view`.",
        Product::ArgoCd => "Give the account `applications, get` in the policy (argocd-rbac-cm).",
        Product::Github | Product::GithubEnterprise => {
            "The token needs read access to actions, contents and security events, and single sign-on has to be authorised for it."
        }
        _ => "Ask the team that runs it for read access.",
    }
}

/// A command that shows what the other side really sends.
fn curl(portal: &str, host: &str, path: &str, header: Option<&str>) -> Setting {
    let ask = header.map_or_else(String::new, |header| {
        format!(
            "  -X OPTIONS -H 'Access-Control-Request-Method: GET' \\\n  -H 'Access-Control-Request-Headers: {}' \\\n",
            header.to_ascii_lowercase()
        )
    });
    let scheme =
        if host.starts_with("127.") || host.starts_with("localhost") { "http" } else { "https" };
    Setting {
        place: "Look",
        code: format!(
            "curl -si -H 'Origin: {portal}' \\\n{ask}  {scheme}://{host}{path} | grep -i '^HTTP\\|access-control'\n"
        ),
    }
}

/// The settings that allow this portal: of the product itself where it has one, and of what may stand
/// in front of it.
fn settings(
    product: Product,
    portal: &str,
    host: &str,
    header: &str,
    cookies: bool,
    name: &str,
) -> Vec<Setting> {
    let escaped = portal.replace('.', "\\.");
    let own = |place, code: String| vec![Setting { place, code }];
    let mut all = match product {
        Product::Prometheus => {
            own("Prometheus", format!("prometheus --web.cors.origin='{escaped}'\n"))
        }
        Product::Kubernetes => {
            own("Kubernetes", format!("kube-apiserver --cors-allowed-origins='^{escaped}$'\n"))
        }
        Product::Backstage => own(
            "Backstage",
            format!(
                "backend:\n  cors:\n    origin: {portal}\n    methods: [GET, HEAD, POST]\n    credentials: true\n"
            ),
        ),
        Product::Buildbot => {
            own("Buildbot", format!("c['www']['allowed_origins'] = ['{portal}']\n"))
        }
        Product::GithubEnterprise => own(
            "GitHub Enterprise",
            format!(
                "# Its API allows every origin. If it does not arrive, a proxy in front of it\n# takes the headers away, or private mode redirects to a sign-in: the url in\n# portal.json must end in /api/v3.\n\"{name}\": {{ \"url\": \"https://{host}/api/v3\", \"auth\": \"session\" }}\n"
            ),
        ),
        Product::ArgoCd => own("Argo CD", own_path("Argo CD has no setting for CORS.", name, host)),
        Product::Jenkins => own(
            "Jenkins",
            own_path("Jenkins has no setting for CORS without a plugin.", name, host),
        ),
        Product::Alertmanager => own(
            "Alertmanager",
            own_path(
                "Alertmanager allows every origin, but no Authorization and no DELETE.",
                name,
                host,
            ),
        ),
        _ => Vec::new(),
    };
    let allow_credentials = |line: &str| if cookies { line.to_owned() } else { String::new() };
    all.push(Setting {
        place: "nginx",
        code: format!(
            "location / {{\n  if ($request_method = OPTIONS) {{\n    add_header Access-Control-Allow-Origin \"{portal}\";\n    add_header Access-Control-Allow-Methods \"GET, POST\";\n    add_header Access-Control-Allow-Headers \"{header}, Content-Type\";\n{}    add_header Access-Control-Max-Age 600;\n    return 204;\n  }}\n  add_header Access-Control-Allow-Origin \"{portal}\" always;\n{}  add_header Access-Control-Expose-Headers \"ETag, Link, Retry-After\" always;\n  add_header Vary Origin always;\n  proxy_pass http://the-api;\n}}\n",
            allow_credentials("    add_header Access-Control-Allow-Credentials true;\n"),
            allow_credentials("  add_header Access-Control-Allow-Credentials true always;\n"),
        ),
    });
    all.push(Setting {
        place: "Caddy",
        code: format!(
            "{host} {{\n  header {{\n    Access-Control-Allow-Origin \"{portal}\"\n    Access-Control-Allow-Methods \"GET, POST\"\n    Access-Control-Allow-Headers \"{header}, Content-Type\"\n    Access-Control-Expose-Headers \"ETag, Link, Retry-After\"\n{}    Vary Origin\n    defer\n  }}\n  @preflight method OPTIONS\n  handle @preflight {{\n    respond 204\n  }}\n  handle {{\n    reverse_proxy the-api\n  }}\n}}\n",
            allow_credentials("    Access-Control-Allow-Credentials true\n"),
        ),
    });
    all.push(Setting {
        place: "Envoy",
        code: format!(
            "typed_per_filter_config:\n  envoy.filters.http.cors:\n    \"@type\": type.googleapis.com/envoy.extensions.filters.http.cors.v3.CorsPolicy\n    allow_origin_string_match: [{{ exact: \"{portal}\" }}]\n    allow_methods: GET, POST\n    allow_headers: {}, content-type\n    expose_headers: etag, link, retry-after\n    allow_credentials: {cookies}\n    max_age: \"600\"\n",
            header.to_ascii_lowercase(),
        ),
    });
    all
}

/// A path of the portal's own host that leads to the API: no CORS at all.
fn own_path(why: &str, name: &str, host: &str) -> String {
    format!(
        "# {why} Put it behind a path of the portal's host (nginx):\nlocation /apis/{name}/ {{\n  proxy_pass https://{host}/;\n}}\n# and in portal.json:\n\"{name}\": {{ \"url\": \"/apis/{name}\" }}\n"
    )
}
