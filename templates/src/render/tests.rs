use serde_json::{Value, json};

use super::values::{from_json, text};
use super::*;

/// What Nunjucks itself, set up as Backstage does it, makes of expressions and texts.
const NUNJUCKS: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../tests/fixtures/templates/expressions.json"
));

/// Where we differ on purpose, and what we say instead.
const DIFFERENT: &[(&str, &str)] = &[
    ("parameters.name | safe", "Nunjucks writes the innards of its marked text; a text is a text"),
    ("parameters.text | escape", "the same"),
    ("parameters.one + 2 + \"v\"", "a sum of numbers joined with a text needs brackets or `~`"),
    ("\"a\" if parameters.no", "without `else` there is nothing, so the field is left out"),
];

fn scope(parameters: &Value) -> Scope {
    Scope { parameters: parameters.clone(), ..Scope::default() }
}

/// Numbers without the difference between 2 and 2.0, which JavaScript does not know.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
        }
        _ => a == b,
    }
}

#[test]
fn expressions_give_what_nunjucks_gives() {
    let cases: Value = serde_json::from_str(NUNJUCKS).unwrap();
    let scope = scope(&cases["parameters"]);
    let mut wrong = Vec::new();
    for case in cases["values"].as_array().unwrap() {
        let expression = case["expression"].as_str().unwrap();
        if DIFFERENT.iter().any(|(different, _)| *different == expression) {
            continue;
        }
        let lone = render(&json!({ "it": format!("${{{{ {expression} }}}}") }), &scope);
        let right = match &lone {
            Ok(found) if case["undefined"] == true => found.get("it").is_none(),
            Ok(found) => found.get("it").is_some_and(|found| same(found, &case["value"])),
            Err(_) => false,
        };
        if !right {
            wrong.push(format!("{expression}: {lone:?}, not {}", case["value"]));
        }
        if let Some(expected) = case["text"].as_str() {
            let text = render_text(&format!("${{{{ {expression} }}}}"), &scope);
            if text.as_deref() != Ok(expected) {
                wrong.push(format!("{expression} as a text: {text:?}, not {expected:?}"));
            }
        }
    }
    for case in cases["texts"].as_array().unwrap() {
        let (template, expected) =
            (case["template"].as_str().unwrap(), case["text"].as_str().unwrap());
        let text = render_text(template, &scope);
        if text.as_deref() != Ok(expected) {
            wrong.push(format!("{template:?}: {text:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_lone_expression_keeps_its_type() {
    let scope = Scope {
        parameters: json!({ "n": 3, "list": ["a"], "no": false }),
        steps: json!({ "publish": { "output": { "remoteUrl": "https://x" } } }),
        user: json!({ "ref": "user:default/ines" }),
        each: json!({ "key": "0", "value": "eu" }),
        ..Scope::default()
    };
    let input = json!({
        "n": "${{ parameters.n }}", "text": "n${{ parameters.n }}", "list": "${{ parameters.list }}",
        "no": "${{ parameters.no }}", "gone": "${{ parameters.gone }}", "deep": [{ "u": "${{ user.ref }}" }],
        "url": "${{ steps.publish.output.remoteUrl }}", "each": "${{ each.value }}",
        "plain": "", "null": null,
    });
    assert_eq!(
        render(&input, &scope).unwrap(),
        json!({
            "n": 3, "text": "n3", "list": ["a"], "no": false, "deep": [{ "u": "user:default/ines" }],
            "url": "https://x", "each": "eu", "plain": "", "null": null,
        })
    );
}

#[test]
fn faults_name_the_place_and_the_line() {
    let scope = Scope::default();
    let fault = render(&json!({ "a": { "b": "x ${{ y | nosuch }}" } }), &scope).unwrap_err();
    assert_eq!((fault.place.as_str(), fault.line), ("a/b", Some(1)));
    assert!(fault.text.contains("nosuch"), "{}", fault.text);
    for (text, line) in [
        ("a\nb\n${{ c", 3),
        ("a\n{% if x %}\nb", 2),
        ("\n\n\n${{ parameters.repoUrl | parseRepoUrl }}", 4),
        ("{% include 'other' %}", 1),
        ("\n${{ a b }}", 2),
    ] {
        let fault = render_text(text, &scope).unwrap_err();
        assert!(fault.line.is_some_and(|found| found >= line), "{text}: {fault:?}");
    }
}

#[test]
fn loops_and_outputs_are_bounded() {
    let scope = scope(&json!({ "long": "x".repeat(1000) }));
    for text in [
        "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}",
        "{% for a in range(9999) %}${{ parameters.long }}{% endfor %}",
        "${{ range(99999999) }}",
        "${{ 'x' * 99999999999 }}",
        "{% set x %}{% for a in range(9999) %}{% for b in range(9999) %}${{ parameters.long }}{% endfor %}{% endfor %}{% endset %}",
        "${{ parameters.long | replace('', parameters.long) | replace('', parameters.long) }}",
    ] {
        assert!(render_text(text, &scope).is_err(), "{text}");
    }
    let deep = format!("${{{{ {}1{} }}}}", "(".repeat(5000), ")".repeat(5000));
    assert!(render_text(&deep, &scope).is_err());
}

fn file(path: &str, text: &str) -> File {
    File { path: path.to_owned(), bytes: text.as_bytes().to_vec(), executable: false }
}

fn paths(files: &[File]) -> Vec<&str> {
    files.iter().map(|file| file.path.as_str()).collect()
}

#[test]
fn a_skeleton_becomes_files() {
    let files = [
        file("README.md", "# ${{ values.name }}\n"),
        file("src/${{ values.name | replace('-', '_') }}.rs", "// {{ kept }}\n"),
        file("${{ 'k8s' if values.k8s }}/deploy.yaml", "x"),
        file("${{ 'db' if values.db }}/schema.sql", "x"),
        file(".github/ci.yml", "run: ${{ github.ref }}"),
        file("broken.txt", "one\n${{ values.name | nosuch }}"),
        File { path: "logo.png".to_owned(), bytes: vec![0x89, 0, b'$', b'{'], executable: false },
        File { path: "ci.sh".to_owned(), bytes: b"#!/bin/sh\n".to_vec(), executable: true },
    ];
    let input = json!({
        "values": { "name": "parcel-weigher", "k8s": true, "db": false },
        "copyWithoutTemplating": [".github/**"], "targetPath": "./service",
    });
    let (rendered, faults) = skeleton(&files, &input);
    assert_eq!(
        paths(&rendered),
        [
            "service/README.md",
            "service/src/parcel_weigher.rs",
            "service/k8s/deploy.yaml",
            "service/.github/ci.yml",
            "service/logo.png",
            "service/ci.sh",
        ]
    );
    assert_eq!(rendered[0].bytes, b"# parcel-weigher\n");
    assert_eq!(rendered[1].bytes, b"// {{ kept }}\n");
    assert_eq!(rendered[3].bytes, b"run: ${{ github.ref }}");
    assert!(rendered[5].executable);
    assert_eq!(faults.len(), 1);
    assert_eq!((faults[0].place.as_str(), faults[0].line), ("broken.txt", Some(2)));
}

#[test]
fn only_files_with_the_ending_are_rendered_if_there_is_one() {
    let files = [file("a.md.njk", "${{ values.x }}"), file("b.md", "${{ values.x }}")];
    let (rendered, _) =
        skeleton(&files, &json!({ "values": { "x": 1 }, "templateFileExtension": true }));
    assert_eq!(paths(&rendered), ["a.md", "b.md"]);
    assert_eq!(rendered[0].bytes, b"1");
    assert_eq!(rendered[1].bytes, b"${{ values.x }}");
    let (rendered, _) = skeleton(&files, &json!({ "values": { "x": 1 } }));
    assert_eq!(paths(&rendered), ["a.md.njk", "b.md"]);
    let named = [file("${{ values.x }}.md", "${{ values.x }}")];
    let (rendered, _) =
        skeleton(&named, &json!({ "values": { "x": 1 }, "copyWithoutRender": ["**"] }));
    assert_eq!(paths(&rendered), ["${{ values.x }}.md"]);
    let (rendered, _) = skeleton(
        &[file("a", "x\n{% if true %}\n${{ cookiecutter.x }}\n{% endif %}\n")],
        &json!({ "values": { "x": 1 }, "trimBlocks": true, "cookiecutterCompat": true }),
    );
    assert_eq!(rendered[0].bytes, b"x\n1\n");
}

#[test]
fn no_file_leaves_the_repository() {
    for path in ["../a", "a/../../b", "${{ values.up }}/x", "/etc/passwd", "a\\b"] {
        let (rendered, faults) = skeleton(&[file(path, "")], &json!({ "values": { "up": ".." } }));
        assert!(rendered.is_empty(), "{path}");
        assert!(faults.len() == 1 || path.starts_with('/'), "{path}");
    }
    let (rendered, faults) = skeleton(&[file("a", "")], &json!({ "targetPath": "../.." }));
    assert!(rendered.is_empty() && faults.len() == 1);
}

#[test]
fn steps_work_on_the_files() {
    let mut tree = Vec::new();
    let done =
        perform("fetch:plain", &json!({}), &[file("a.md", "1"), file("d/b.md", "2")], &mut tree);
    assert_eq!(done.unwrap().written, ["a.md", "d/b.md"]);
    let rename = json!({ "files": [{ "from": "a.md", "to": "docs/index.md" }] });
    perform("fs:rename", &rename, &[], &mut tree).unwrap();
    assert_eq!(paths(&tree), ["docs/index.md", "d/b.md"]);
    assert_eq!(
        perform("fs:rename", &rename, &[], &mut tree).unwrap_err().text,
        "There is no file `a.md`."
    );
    perform("fs:delete", &json!({ "files": ["d"] }), &[], &mut tree).unwrap();
    assert_eq!(paths(&tree), ["docs/index.md"]);
    let input = json!({ "entity": { "kind": "Component" } });
    perform("catalog:write", &input, &[], &mut tree).unwrap();
    assert_eq!(tree[1], file("catalog-info.yaml", "kind: Component\n"));
}

#[test]
fn a_descriptor_is_read() {
    let descriptor = json!({
        "apiVersion": "scaffolder.backstage.io/v1beta3", "kind": "Template",
        "metadata": { "name": "t" },
        "spec": { "type": "service", "owner": "a", "parameters": [{ "title": "P" }], "steps": [
            { "action": "fetch:template", "input": { "url": "./x", "targetPath": "./web" } },
            { "id": "p", "name": "Publish", "action": "publish:github", "if": "${{ parameters.x }}" },
            { "action": "acme:thing", "each": [1] },
        ] },
    });
    let template = Template::read(&descriptor).unwrap();
    assert_eq!((template.title.as_str(), template.kind.as_str()), ("t", "service"));
    assert_eq!(template.steps[0].id, "step-1");
    let plan = plan(&template);
    let does: Vec<&str> = plan.iter().map(|step| step.does.as_str()).collect();
    assert_eq!(
        does,
        [
            "Fills in the files of a skeleton into web",
            "Creates a repository on GitHub",
            "Runs the action acme:thing",
        ]
    );
    assert_eq!(plan[1].needs, ["Create repositories on GitHub"]);
    assert!(plan[1].conditional && plan[2].repeated && !plan[2].known);
    for (pointer, value) in [
        ("/kind", json!("Component")),
        ("/apiVersion", json!("x/v1")),
        ("/metadata/name", json!(7)),
        ("/spec/steps", json!({})),
    ] {
        let mut broken = descriptor.clone();
        *broken.pointer_mut(pointer).unwrap() = value;
        assert!(
            Template::read(&broken).unwrap_err().place.contains(pointer.trim_start_matches('/'))
        );
    }
}

#[test]
fn an_index_of_a_folder_is_read() {
    let index = json!({ "files": ["a", { "path": "./b/c.sh", "executable": true }] });
    let index = FolderIndex::read(&index).unwrap();
    assert_eq!(index.files[1], IndexedFile { path: "b/c.sh".to_owned(), executable: true });
    for wrong in [json!({}), json!({ "files": ["../a"] }), json!({ "files": [7] })] {
        assert!(FolderIndex::read(&wrong).is_err(), "{wrong}");
    }
}

#[test]
fn texts_of_values_are_those_of_javascript() {
    let value = from_json(&json!([1, null, "a", [true], { "b": 1 }]));
    assert_eq!(text(&value), "1,,a,true,[object Object]");
}

/// Files that are hard to pack.
fn awkward() -> Vec<File> {
    vec![
        file("README.md", "# A\n\n- b\n+++ c\n"),
        file("no newline at end.txt", "one\ntwo"),
        file("empty", ""),
        file("Größe \"q\".txt", "ü\r\n\n"),
        File { path: "bin/run.sh".to_owned(), bytes: b"#!/bin/sh\n".to_vec(), executable: true },
    ]
}

/// A new folder that nobody else uses.
fn folder(name: &str) -> std::path::PathBuf {
    let folder =
        std::env::temp_dir().join(format!("portico-templates-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn is_executable(path: &std::path::Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).unwrap().permissions().mode() & 0o100 != 0
}

#[test]
fn git_applies_the_patch() {
    let folder = folder("patch");
    let mut files = awkward();
    files.push(File { path: "x.bin".to_owned(), bytes: vec![0, 1], executable: false });
    let text = patch(&files);
    assert!(text.starts_with("Not in this patch, because they are no text: x.bin\n"));
    std::fs::write(folder.join("all.patch"), &text).unwrap();
    let git = |arguments: &[&str]| {
        let done = std::process::Command::new("git").args(arguments).current_dir(&folder).output();
        let done = done.unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    git(&["init", "--quiet"]);
    git(&["apply", "all.patch"]);
    for file in awkward() {
        assert_eq!(std::fs::read(folder.join(&file.path)).unwrap(), file.bytes, "{}", file.path);
        assert_eq!(is_executable(&folder.join(&file.path)), file.executable, "{}", file.path);
    }
    assert!(!folder.join("x.bin").exists());
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn others_read_the_archive() {
    let folder = folder("archive");
    let mut files = awkward();
    files.push(File { path: "x.bin".to_owned(), bytes: (0..=255).collect(), executable: false });
    let bytes = archive(&files);
    assert_eq!(bytes, archive(&files));
    std::fs::write(folder.join("all.zip"), &bytes).unwrap();
    let script = "import zipfile,sys\nz=zipfile.ZipFile('all.zip')\nassert z.testzip() is None\n\
                  for i in z.infolist(): print(oct(i.external_attr>>16), i.file_size)\nz.extractall('out')";
    let done =
        std::process::Command::new("python3").args(["-c", script]).current_dir(&folder).output();
    let done = done.unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let told = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(told.contains("0o100755 10") && told.contains("0o100644 256"), "{told}");
    for file in &files {
        assert_eq!(std::fs::read(folder.join("out").join(&file.path)).unwrap(), file.bytes);
    }
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn letters_of_any_script_change_their_case() {
    let scope = scope(&json!({ "name": "éCOLE straße" }));
    let made =
        |filter: &str| render_text(&format!("${{{{ parameters.name | {filter} }}}}"), &scope);
    assert_eq!(made("upper").as_deref(), Ok("ÉCOLE STRASSE"));
    assert_eq!(made("lower").as_deref(), Ok("école straße"));
    assert_eq!(made("capitalize").as_deref(), Ok("École straße"));
    assert_eq!(made("title").as_deref(), Ok("École Straße"));
}
