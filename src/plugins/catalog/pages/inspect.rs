//! What the inspector of an entity shows beside its descriptor: its JSON, and which Locations led
//! to it.

use portico_catalog::catalog::{Catalog, Ix};
use portico_catalog::location;
use serde::Deserialize;

/// Longest chain of Locations that is followed; longer ones are not read either.
const LONGEST: usize = 16;
/// Locations that are looked at: more than this are generated, and nobody reads a chain of them.
const MOST: usize = 2_000;

/// What a Location names.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Location {
    spec: Targets,
}

/// The two ways to name files.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Targets {
    target: Option<String>,
    targets: Vec<String>,
}

/// The Locations that led to an entity: the one that names its file, the one that names the file of
/// that one, and so on. `detail` gives the JSON of an entity.
pub fn ancestry(catalog: &Catalog, ix: Ix, detail: impl Fn(Ix) -> Option<Vec<u8>>) -> Vec<Ix> {
    let locations = catalog.all().filter(|ix| catalog.entry(*ix).kind() == "location").take(MOST);
    let named: Vec<(Ix, Vec<String>)> = locations
        .filter_map(|ix| {
            let said: Location = serde_json::from_slice(&detail(ix)?).ok()?;
            let file = catalog.entry(ix).place().file;
            let targets = said.spec.target.into_iter().chain(said.spec.targets);
            let files = targets.filter_map(|target| location::resolve(&file, &target).ok());
            Some((ix, files.collect()))
        })
        .collect();
    let mut chain: Vec<Ix> = Vec::new();
    let mut file = catalog.entry(ix).place().file;
    while chain.len() < LONGEST {
        let names = |(at, files): &&(Ix, Vec<String>)| {
            *at != ix && !chain.contains(at) && files.contains(&file)
        };
        let Some((found, _)) = named.iter().find(names) else { break };
        file = catalog.entry(*found).place().file;
        chain.push(*found);
    }
    chain
}

/// JSON with a line for each value, two spaces for each level.
pub fn indented(json: &str) -> String {
    let mut out = String::with_capacity(2 * json.len());
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    let mut letters = json.chars().peekable();
    let line = |out: &mut String, depth: usize| {
        out.push('\n');
        out.extend(std::iter::repeat_n("  ", depth));
    };
    while let Some(letter) = letters.next() {
        if in_text {
            out.push(letter);
            in_text = escaped || letter != '"';
            escaped = !escaped && letter == '\\';
            continue;
        }
        match letter {
            '{' | '[' => {
                out.push(letter);
                // Nothing in it: it stays on its line.
                match letters.next_if(|next| matches!(next, '}' | ']')) {
                    Some(end) => out.push(end),
                    None => {
                        depth += 1;
                        line(&mut out, depth);
                    }
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                line(&mut out, depth);
                out.push(letter);
            }
            ',' => {
                out.push(letter);
                line(&mut out, depth);
            }
            ':' => out.push_str(": "),
            blank if blank.is_ascii_whitespace() => {}
            other => {
                in_text = other == '"';
                out.push(other);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use portico_catalog::assemble::Assembler;
    use portico_catalog::record::SourceId;
    use portico_catalog::snapshot;

    #[test]
    fn json_has_a_line_for_each_value() {
        let json = r#"{"a":[],"b":{"c":[1,"x, \"{y}\": \\"]},"d":{}}"#;
        let text = indented(json);
        assert_eq!(
            text,
            "{\n  \"a\": [],\n  \"b\": {\n    \"c\": [\n      1,\n      \"x, \\\"{y}\\\": \\\\\"\n    ]\n  },\n  \"d\": {}\n}"
        );
        let (one, other): (serde_json::Value, serde_json::Value) =
            (serde_json::from_str(json).unwrap(), serde_json::from_str(&text).unwrap());
        assert_eq!(one, other);
        // What is shown again is the same.
        assert_eq!(indented(&text), text);
    }

    #[test]
    fn the_locations_that_led_to_an_entity_are_found() {
        let location = |name: &str, target: &str| {
            format!(
                "kind: Location\nmetadata: {{ name: {name} }}\nspec: {{ targets: [{target}] }}\n"
            )
        };
        let files = [
            ("a/all.yaml", location("all", "./teams/pay.yaml")),
            ("a/teams/pay.yaml", location("pay", "../ledger.yaml")),
            (
                "a/ledger.yaml",
                "kind: Component\nmetadata: { name: ledger }\nspec: { type: service, lifecycle: beta, owner: crew }\n"
                    .to_owned(),
            ),
        ];
        let mut assembler = Assembler::new();
        assembler.add_file(SourceId(0), files[0].0, files[0].1.as_bytes());
        for (url, text) in &files[1..] {
            assembler.give(SourceId(0), url, Ok(text.as_bytes()));
        }
        let read = assembler.finish();
        let built = snapshot::build(read.records, read.issues);
        let catalog = Catalog::from_bytes(&built.index).unwrap();
        let detail = |ix| built.details.get(catalog.detail_range(ix)).map(<[u8]>::to_vec);
        let ix = |name: &str| catalog.lookup(&name.parse().unwrap()).unwrap();
        let chain = ancestry(&catalog, ix("component:default/ledger"), detail);
        let names: Vec<String> =
            chain.iter().map(|ix| catalog.entry(*ix).entity_ref().to_string()).collect();
        assert_eq!(names, ["location:default/pay", "location:default/all"]);
        assert_eq!(ancestry(&catalog, ix("location:default/all"), detail), []);
    }
}
