//! What stands behind an origin, as far as its name and its address tell, and what it is asked for.

use crate::config::{Config, Origin, OriginUrl, SourceKind};

/// What stands behind an origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Product {
    Alertmanager,
    ArgoCd,
    Backstage,
    Buildbot,
    Files,
    Github,
    GithubEnterprise,
    Gitlab,
    Jenkins,
    Kubernetes,
    Pagerduty,
    Prometheus,
    Other,
}

/// What stands behind an origin of `portal.json`.
pub(super) fn product(origin: &Origin, config: &Config) -> Product {
    if let Some(source) = config.sources.iter().find(|source| source.id == origin.name) {
        return match source.kind {
            SourceKind::Backstage => Product::Backstage,
            SourceKind::Files { .. } => Product::Files,
        };
    }
    let address = match &origin.url {
        OriginUrl::Absolute(url) => url.to_string(),
        OriginUrl::Below(path) | OriginUrl::Root(path) => path.clone(),
    };
    let about = [origin.name.as_str(), &origin.title, &address].join(" ").to_ascii_lowercase();
    let has = |word: &str| about.contains(word);
    let named = |beginning: &str| origin.name.starts_with(beginning);
    match () {
        () if has("pagerduty") => Product::Pagerduty,
        () if named("alerts") || has("alertmanager") => Product::Alertmanager,
        () if named("argocd") || has("argocd") => Product::ArgoCd,
        () if named("kubernetes") => Product::Kubernetes,
        () if named("metrics") || has("prometheus") => Product::Prometheus,
        () if has("://api.github.com") => Product::Github,
        () if address.ends_with("/api/v3") => Product::GithubEnterprise,
        () if has("gitlab") => Product::Gitlab,
        () if has("jenkins") => Product::Jenkins,
        () if has("buildbot") => Product::Buildbot,
        () if has("backstage") => Product::Backstage,
        () => Product::Other,
    }
}

/// What it is asked for: something small that each of them has, and that everybody who may use it may
/// read. The address of the origin itself where there is no such thing.
pub(super) fn path(origin: &Origin, product: Product, config: &Config) -> String {
    let first = || {
        let source = config.sources.iter().find(|source| source.id == origin.name)?;
        match &source.kind {
            SourceKind::Files { index } => index.first().cloned(),
            SourceKind::Backstage => None,
        }
    };
    if origin.is_static {
        return String::new();
    }
    match product {
        Product::Alertmanager => "api/v2/status",
        Product::ArgoCd => "api/version",
        Product::Backstage => "api/catalog/entity-facets?facet=kind",
        Product::Files => return first().unwrap_or_default(),
        // Costs nothing of the quota.
        Product::Github => "rate_limit",
        Product::GithubEnterprise => "meta",
        Product::Gitlab => "version",
        Product::Kubernetes => "version",
        Product::Pagerduty => "abilities",
        Product::Prometheus => "api/v1/status/buildinfo",
        Product::Jenkins => "api/json",
        Product::Buildbot | Product::Other => "",
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_addresses_tell_what_it_is() {
        let config = Config::parse(
            r#"{"sources": [
                {"id": "org", "type": "files", "url": "https://files.example.com", "index": ["a/all.yaml"]},
                {"id": "portal-backend", "type": "backstage", "url": "https://b.example.com"}],
              "origins": {
                "argocd-prod": {"url": "https://cd.example.com"},
                "kubernetes-eu": {"url": "https://k.example.com"},
                "metrics": {"url": "https://m.example.com"},
                "alerts-prod": {"url": "https://a.example.com"},
                "alerts-people": {"url": "https://api.pagerduty.com"},
                "ci": {"url": "https://api.github.com"},
                "security-github": {"url": "https://git.example.com/api/v3"},
                "builds": {"url": "https://jenkins.example.com"},
                "demo": {"url": "demo/metrics", "title": "Prometheus", "static": true},
                "tickets": {"url": "https://t.example.com"}}}"#,
        )
        .unwrap();
        for (name, expected, asked) in [
            ("org", Product::Files, "a/all.yaml"),
            ("portal-backend", Product::Backstage, "api/catalog/entity-facets?facet=kind"),
            ("argocd-prod", Product::ArgoCd, "api/version"),
            ("kubernetes-eu", Product::Kubernetes, "version"),
            ("metrics", Product::Prometheus, "api/v1/status/buildinfo"),
            ("alerts-prod", Product::Alertmanager, "api/v2/status"),
            ("alerts-people", Product::Pagerduty, "abilities"),
            ("ci", Product::Github, "rate_limit"),
            ("security-github", Product::GithubEnterprise, "meta"),
            ("builds", Product::Jenkins, "api/json"),
            ("demo", Product::Prometheus, ""),
            ("tickets", Product::Other, ""),
        ] {
            let origin = config.origin(name).unwrap();
            let found = product(origin, &config);
            assert_eq!((found, path(origin, found, &config).as_str()), (expected, asked), "{name}");
        }
    }
}
