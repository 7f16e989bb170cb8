//! Figures against those that scipy and Python's statistics computed (stats.json, made by
//! stats.py), and against cases that can be done by hand.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use portico_insights::stats::{
    Interval, Random, bootstrap, mean, median, poisson, survival, t_quantile, wilson,
};
use serde_json::Value;

fn expected() -> Value {
    serde_json::from_str(include_str!("stats.json")).unwrap()
}

fn cases(name: &str) -> Vec<Value> {
    expected()[name].as_array().unwrap().clone()
}

fn floats(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|value| value.as_f64().unwrap()).collect()
}

fn close(found: f64, expected: &Value, within: f64) {
    let expected = expected.as_f64().unwrap();
    let scale = expected.abs().max(1.0);
    assert!((found - expected).abs() <= within * scale, "{found} is not {expected}");
}

fn ends(found: Interval, case: &Value, within: f64) {
    close(found.low, &case["low"], within);
    close(found.high, &case["high"], within);
}

#[test]
fn shares_counts_and_students_t() {
    for case in cases("wilson") {
        let found = wilson(case["part"].as_u64().unwrap(), case["of"].as_u64().unwrap());
        ends(found.unwrap(), &case, 1e-9);
    }
    assert_eq!(wilson(0, 0), None);
    for case in cases("poisson") {
        ends(poisson(case["count"].as_u64().unwrap()), &case, 1e-8);
    }
    for case in cases("t") {
        close(t_quantile(0.975, case["freedom"].as_f64().unwrap()), &case["value"], 1e-8);
    }
}

#[test]
fn means_and_medians() {
    for case in cases("mean") {
        let found = mean(&floats(&case["values"])).unwrap();
        close(found.value, &case["value"], 1e-9);
        ends(found, &case, 1e-8);
    }
    for case in cases("median") {
        let found = median(&floats(&case["values"])).unwrap();
        close(found.value, &case["value"], 1e-12);
        ends(found, &case, 1e-12);
    }
    assert_eq!(median(&[]), None);
    // Nine values: P(B < 2) is (1 + 9) / 512, so the second and the eighth hold the median.
    let nine: Vec<f64> = (1..=9).map(f64::from).collect();
    assert_eq!(median(&nine), Some(Interval { value: 5.0, low: 2.0, high: 8.0 }));
    let one = mean(&[4.0]).unwrap();
    assert_eq!((one.low, one.high), (4.0, 4.0));
}

#[test]
fn times_that_are_not_over() {
    for case in cases("survival") {
        let mut times: Vec<(f64, bool)> =
            floats(&case["over"]).into_iter().map(|time| (time, true)).collect();
        times.extend(floats(&case["not_over"]).into_iter().map(|time| (time, false)));
        let found = survival(&times);
        match case["value"].as_f64() {
            Some(_) => close(found.unwrap().value, &case["value"], 1e-12),
            None => assert_eq!(found, None),
        }
        let found = found.unwrap();
        assert!(found.low <= found.value && found.value <= found.high);
    }
    assert_eq!(survival(&[(3.0, false), (4.0, false), (2.0, true)]), None);
}

#[test]
fn a_bootstrap_is_the_same_each_time_and_near_that_of_others() {
    let average = |values: &[f64]| Some(values.iter().sum::<f64>() / values.len() as f64);
    for case in cases("bootstrap") {
        let values = floats(&case["values"]);
        let found = bootstrap(&values, &average).unwrap();
        assert_eq!(bootstrap(&values, &average), Some(found));
        // Ten thousand samples there, one thousand here.
        let width = case["high"].as_f64().unwrap() - case["low"].as_f64().unwrap();
        close(found.value, &case["value"], 1e-9);
        assert!((found.low - case["low"].as_f64().unwrap()).abs() < 0.12 * width);
        assert!((found.high - case["high"].as_f64().unwrap()).abs() < 0.12 * width);
    }
}

#[test]
fn random_numbers_spread_and_stay_below() {
    let mut random = Random::new(1);
    let mut seen = [0; 10];
    for _ in 0..10_000 {
        seen[random.below(10)] += 1;
        assert!((0.0..1.0).contains(&random.unit()));
    }
    assert!(seen.iter().all(|count| (850..1150).contains(count)), "{seen:?}");
    assert_eq!(random.below(0), 0);
}
