//! Small catalogs for tests, one line per entity.

use crate::assemble::Assembler;
use crate::catalog::Catalog;
use crate::record::SourceId;
use crate::snapshot;

/// A catalog of lines such as `Component book system:ledger owner:crew tags:a,b`.
pub(crate) fn catalog(lines: &str) -> Catalog {
    let documents: Vec<String> = lines
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| {
            let mut words = line.split_whitespace();
            let (kind, name) = (words.next().unwrap(), words.next().unwrap());
            let mut metadata = format!("name: {name}");
            let mut spec = String::from("type: x");
            let listed = ["dependsOn", "consumesApis", "providesApis", "memberOf", "children"];
            for word in words {
                let (key, value) = word.split_once(':').unwrap();
                match key {
                    "tags" => metadata.push_str(&format!("\n  tags: [{value}]")),
                    key if listed.contains(&key) => spec.push_str(&format!("\n  {key}: [{value}]")),
                    key => spec.push_str(&format!("\n  {key}: {value}")),
                }
            }
            if kind == "Group" && !spec.contains("children") {
                spec.push_str("\n  children: []");
            }
            format!(
                "apiVersion: backstage.io/v1alpha1\nkind: {kind}\nmetadata:\n  {metadata}\nspec:\n  {spec}\n"
            )
        })
        .collect();
    let mut assembler = Assembler::new();
    assembler.add_file(SourceId(0), "catalog.yaml", documents.join("---\n").as_bytes());
    let read = assembler.finish();
    let built = snapshot::build(read.records, read.issues);
    Catalog::from_bytes(&built.index).unwrap()
}
