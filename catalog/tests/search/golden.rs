//! Golden queries: what somebody types, and what they want among the first three.

use crate::world;
use portico_catalog::search::{Index, Item};
use serde_json::Value;

/// How a result is called in the files of golden queries.
fn called(index: &Index, item: Item) -> String {
    match item {
        Item::Entity(ix) => index.catalog().entry(ix).entity_ref().to_string(),
        Item::Document(number) => index.document(number).unwrap().address(),
    }
}

/// Asks all queries: how many there are, how many are answered in the first three, and the others.
fn ask(index: &Index, queries: &Value) -> (usize, usize, Vec<String>) {
    let (mut all, mut good, mut bad) = (0, 0, Vec::new());
    for query in queries.as_array().unwrap() {
        let text = query["ask"].as_str().unwrap();
        let wanted: Vec<&str> =
            query["want"].as_array().unwrap().iter().map(|want| want.as_str().unwrap()).collect();
        let answer = index.ask(text, None);
        let first: Vec<String> =
            index.hits(&answer, 0..3).iter().map(|hit| called(index, hit.item)).collect();
        let most = if query["sort"] == "exact" { 1 } else { 3 };
        all += 1;
        if first.iter().take(most).any(|found| wanted.contains(&found.as_str())) {
            good += 1;
        } else {
            bad.push(format!("{} {text:?}: {first:?}, not {wanted:?}", query["sort"]));
        }
    }
    (all, good, bad)
}

fn run(file: &str) -> (usize, usize, Vec<String>) {
    let queries = world::file(file);
    let mut sum = ask(&world::demo(), &queries["demo"]);
    if let Some(generated) = world::generated() {
        let (all, good, bad) = ask(&generated, &queries["generated"]);
        sum = (sum.0 + all, sum.1 + good, [sum.2, bad].concat());
    }
    println!("{file}: {} of {} in the first three\n{}", sum.1, sum.0, sum.2.join("\n"));
    sum
}

#[test]
fn what_is_wanted_is_among_the_first_three() {
    let (all, good, bad) = run("golden.json");
    assert!(all >= 120 && good * 100 >= all * 95, "{good} of {all}:\n{}", bad.join("\n"));
    let exact: Vec<_> = bad.iter().filter(|line| line.starts_with("\"exact\"")).collect();
    assert!(exact.is_empty(), "an exact name is not first: {exact:?}");
}

/// Written after everything else was done, and not tuned for: what strangers may expect.
#[test]
fn a_second_set_is_answered_as_well() {
    let (all, good, bad) = run("second.json");
    assert!(all == 40 && good * 100 >= all * 90, "{good} of {all}:\n{}", bad.join("\n"));
}
