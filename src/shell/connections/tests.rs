//! Words and settings for every kind of failure, and a report without secrets.

use super::products::Product;
use super::remedies::{remedy, word};
use super::report::{Entry, write};
use crate::config::Auth;
use crate::plugin::host::probe::{Finding, Kind, Subject};

const ALL: [Kind; 20] = [
    Kind::Fine,
    Kind::Offline,
    Kind::Mixed,
    Kind::Policy,
    Kind::Unreachable,
    Kind::Timeout,
    Kind::NoCors,
    Kind::CredentialsRefused,
    Kind::PreflightRefused,
    Kind::HeaderRefused,
    Kind::Redirected,
    Kind::Page,
    Kind::SignInNeeded,
    Kind::Unauthorised,
    Kind::Forbidden,
    Kind::NotFound,
    Kind::RateLimited,
    Kind::Server,
    Kind::Status,
    Kind::WrongType,
];

const PRODUCTS: [Product; 13] = [
    Product::Alertmanager,
    Product::ArgoCd,
    Product::Backstage,
    Product::Buildbot,
    Product::Files,
    Product::Github,
    Product::GithubEnterprise,
    Product::Gitlab,
    Product::Jenkins,
    Product::Kubernetes,
    Product::Pagerduty,
    Product::Prometheus,
    Product::Other,
];

fn finding(kind: Kind) -> Finding {
    let subject = Subject::example("https://api.example.com/v1?key=1", Auth::Session, "sesame");
    Finding { kind, subject, checks: Vec::new(), status: Some(418), latency: Some(12) }
}

#[test]
fn every_kind_says_what_it_means_and_what_to_do() {
    let mut words: Vec<&str> = ALL.into_iter().map(word).collect();
    words.sort_unstable();
    words.dedup();
    assert_eq!(words.len(), ALL.len());
    for kind in ALL {
        let remedy = remedy(&finding(kind), Product::Other, "https://portal.example.com", "ci");
        assert!(remedy.cause.ends_with('.'), "{}", remedy.cause);
        assert!(kind == Kind::Fine || !remedy.steps.is_empty(), "{kind:?}");
        for step in &remedy.steps {
            assert!(step.ends_with(['.', ')']), "{step}");
        }
    }
}

#[test]
fn what_stands_in_front_has_settings_and_so_have_products() {
    for product in PRODUCTS {
        let cors = remedy(&finding(Kind::NoCors), product, "https://portal.example.com", "ci");
        let places: Vec<_> = cors.settings.iter().map(|setting| setting.place).collect();
        for place in ["Look", "nginx", "Caddy", "Envoy"] {
            assert!(places.contains(&place), "{product:?}: {places:?}");
        }
        for setting in &cors.settings {
            assert!(setting.code.ends_with('\n') && !setting.code.contains("sesame"));
        }
        let own = places.iter().any(|place| !["Look", "nginx", "Caddy", "Envoy"].contains(place));
        let without =
            [Product::Files, Product::Github, Product::Gitlab, Product::Pagerduty, Product::Other];
        assert_eq!(own, !without.contains(&product), "{product:?}");
    }
    let setting = |product, place: &str| {
        let cors = remedy(&finding(Kind::NoCors), product, "https://portal.example.com", "ci");
        cors.settings.into_iter().find(|setting| setting.place == place).unwrap().code
    };
    assert!(setting(Product::Prometheus, "Prometheus").contains("https://portal\\.example\\.com"));
    assert!(setting(Product::ArgoCd, "Argo CD").contains("proxy_pass https://api.example.com/;"));
    assert!(setting(Product::Other, "nginx").contains("Authorization, Content-Type"));
    let cookies =
        remedy(&finding(Kind::CredentialsRefused), Product::Other, "https://p.example.com", "ci");
    assert!(cookies.settings.iter().all(|one| one.code.to_lowercase().contains("credentials")));
}

#[test]
fn the_report_holds_no_secret_and_no_structure_of_others() {
    let finding = finding(Kind::NoCors);
    let remedy = remedy(&finding, Product::Other, "https://portal.example.com", "ci");
    let entry = Entry { name: "ci", title: "Builds | x\n# y", finding: &finding, remedy: &remedy };
    let text = write("https://portal.example.com", &[entry]);
    assert!(text.contains("| Builds \\| x# y | api.example.com | No CORS | 12 ms |"), "{text}");
    assert!(text.contains("## Builds | x# y: no cors"), "{text}");
    assert!(!text.contains("sesame") && !text.contains("key=1"), "{text}");
}
