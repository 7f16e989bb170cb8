use serde_json::{Value, json};

use super::*;

const ALL: Context<'_> = Context { flag: &|_| true };

fn nobody(_: &str) -> Option<usize> {
    None
}

fn recorded() -> Form {
    let text = include_str!("../../../tests/contract/backstage/scaffolder-parameter-schema.json");
    let recording: Value = serde_json::from_str(text).unwrap();
    Form::from_parameter_schema(&recording["response"]["body"])
}

fn pointers(fields: &[Field]) -> Vec<&str> {
    fields.iter().map(|field| field.pointer.as_str()).collect()
}

fn problems(form: &Form, step: usize, answers: &Value) -> Vec<String> {
    let told = form.problems(step, answers, ALL);
    told.into_iter().map(|told| format!("{}: {}", told.pointer, told.text)).collect()
}

#[test]
fn the_recorded_form_is_asked() {
    let form = recorded();
    assert_eq!(form.faults(), []);
    let titles: Vec<_> = form.steps(ALL).map(|(_, step)| step.title.as_str()).collect();
    assert_eq!(titles, ["Basic information", "Options"]);
    let defaults = form.defaults(ALL);
    assert_eq!(
        defaults,
        json!({
            "type": "service", "port": 8080, "public": false, "regions": [], "tags": [],
            "environment": {}
        })
    );
    let fields = form.fields(0, &defaults, &nobody, ALL);
    assert_eq!(pointers(&fields), ["/name", "/description", "/owner", "/system"]);
    assert!(fields[0].required && fields[0].ui.autofocus && !fields[1].required);
    assert_eq!(fields[0].ui.help.as_deref(), Some("lower case letters, digits and dashes"));
    assert_eq!(fields[1].ui.options["rows"], json!(3));
    assert_eq!(fields[2].ui.field.as_deref(), Some("OwnerPicker"));
    let options = form.fields(1, &defaults, &nobody, ALL);
    assert_eq!(
        pointers(&options),
        ["/type", "/port", "/public", "/regions", "/tags", "/environment"]
    );
    assert!(matches!(&options[0].kind, Kind::Choice(list) if list[0].title == "Service"));
    assert!(matches!(&options[3].kind, Kind::Choices(list) if list.len() == 3));
    assert!(matches!(&options[5].kind, Kind::Object { fields, .. } if fields.len() == 1));
}

#[test]
fn the_recorded_form_asks_for_a_host_once_it_is_public() {
    let form = recorded();
    let mut answers = form.defaults(ALL);
    assert_eq!(problems(&form, 0, &answers), ["/name: Fill this in", "/owner: Fill this in"]);
    set(&mut answers, "/name", Some(json!("My service")));
    set(&mut answers, "/owner", Some(json!("group:default/a")));
    assert_eq!(
        problems(&form, 0, &answers),
        ["/name: Use lowercase letters, digits and hyphens only"]
    );
    set(&mut answers, "/name", Some(json!("my-service")));
    assert_eq!(problems(&form, 0, &answers), Vec::<String>::new());
    assert_eq!(problems(&form, 1, &answers), Vec::<String>::new());
    set(&mut answers, "/public", Some(json!(true)));
    assert_eq!(problems(&form, 1, &answers), ["/hostname: Fill this in"]);
    set(&mut answers, "/hostname", Some(json!("a.example.com")));
    set(&mut answers, "/port", Some(json!(80)));
    assert_eq!(problems(&form, 1, &answers), ["/port: Use 1024 or more"]);
    set(&mut answers, "/port", Some(json!(8080)));
    assert_eq!(problems(&form, 1, &answers), Vec::<String>::new());
    assert_eq!(form.submission(&answers, ALL).0["hostname"], "a.example.com");
    // What is no longer asked for is not posted, though it is not forgotten.
    set(&mut answers, "/public", Some(json!(false)));
    assert!(form.submission(&answers, ALL).0.get("hostname").is_none());
    assert_eq!(answers["hostname"], "a.example.com");
}

fn form(schema: Value) -> Form {
    Form::from_parameters(&schema)
}

fn fields(form: &Form, answers: &Value) -> Vec<Field> {
    form.fields(0, answers, &nobody, ALL)
}

#[test]
fn a_broken_schema_loses_nothing_else() {
    let form = form(json!({
        "required": "name",
        "properties": {
            "name": {"type": "strin", "title": 5},
            "port": {"type": "integer", "minimum": "low"},
            "tags": "many",
            "pattern": {"type": "string", "pattern": "("},
            "lost": {"$ref": "#/definitions/nowhere"}
        }
    }));
    let at: Vec<&str> = form.faults().iter().map(|fault| fault.at.as_str()).collect();
    assert_eq!(
        at,
        [
            "/required",
            "/properties/name/type",
            "/properties/name/title",
            "/properties/port/minimum",
            "/properties/tags",
            "/properties/pattern/pattern",
            "/properties/lost/$ref"
        ]
    );
    let fields = fields(&form, &json!({}));
    assert_eq!(pointers(&fields), ["/name", "/port", "/tags", "/pattern", "/lost"]);
    assert_eq!(fields[0].kind, Kind::Any);
    assert_eq!(fields[0].title, "Name");
    assert!(matches!(fields[1].kind, Kind::Number { min: None, .. }));
    // The rest of the step is checked all the same.
    let told = problems(&form, 0, &json!({"port": "x", "pattern": "y", "name": 3}));
    assert_eq!(told, ["/port: Enter a whole number"]);
}

#[test]
fn parameters_that_are_no_schema_are_told() {
    assert_eq!(form(json!(null)).steps(ALL).count(), 0);
    let broken = form(json!(["text", {"title": "Good"}]));
    assert_eq!(broken.steps(ALL).count(), 2);
    assert_eq!(broken.faults().len(), 1);
    assert_eq!(broken.faults()[0].text, "A schema is an object here");
    let answer = Form::from_parameter_schema(&json!({"steps": "x"}));
    assert_eq!(answer.faults().len(), 1);
}

#[test]
fn loops_end() {
    let own = form(json!({
        "properties": {"a": {"$ref": "#/definitions/a"}},
        "definitions": {"a": {"$ref": "#/definitions/a"}}
    }));
    assert!(own.faults().iter().any(|fault| fault.text.contains("never ends")));
    let _ = fields(&own, &json!({"a": 1}));
    let told = own.problems(0, &json!({"a": 1}), ALL);
    assert!(told[0].text.contains("leads back to itself"), "{told:?}");

    let tree = form(json!({
        "properties": {"node": {"$ref": "#/definitions/node"}},
        "definitions": {"node": {
            "type": "object",
            "properties": {"name": {"type": "string"}, "next": {"$ref": "#/definitions/node"}}
        }}
    }));
    assert_eq!(tree.faults()[0].at, "/definitions/node");
    let drawn = fields(&tree, &json!({"node": {"next": {"next": {}}}}));
    assert!(matches!(&drawn[0].kind, Kind::Object { fields, .. } if fields.len() == 2));
    assert_eq!(problems(&tree, 0, &json!({"node": {"next": {}}})), Vec::<String>::new());

    let list = form(json!({
        "properties": {"list": {"$ref": "#/definitions/list"}},
        "definitions": {"list": {"type": "array", "minItems": 1, "items": {"$ref": "#/definitions/list"}}}
    }));
    let _ = fields(&list, &json!({}));
    let _ = list.submission(&json!({}), ALL);
}

#[test]
fn schemas_that_double_end() {
    for keyword in ["allOf", "anyOf", "oneOf", "properties"] {
        let mut definitions = Map::new();
        for number in 0..60 {
            let next = json!({"$ref": format!("#/definitions/d{}", number + 1)});
            let schema = if keyword == "properties" {
                json!({"properties": {"a": next, "b": next}})
            } else {
                json!({keyword: [next, next]})
            };
            definitions.insert(format!("d{number}"), schema);
        }
        definitions.insert("d60".to_owned(), json!({"type": "string"}));
        let form = form(json!({
            "properties": {"a": {"$ref": "#/definitions/d0"}}, "definitions": definitions
        }));
        let answers = json!({"a": "x"});
        let _ = fields(&form, &answers);
        let _ = form.submission(&answers, ALL);
        let _ = form.problems(0, &answers, ALL);
    }
}

#[test]
fn deep_schemas_and_answers_end() {
    let mut schema = json!({"type": "string"});
    let mut answer = json!("x");
    // As deep as a reader of JSON goes: 128.
    for _ in 0..60 {
        schema = json!({"properties": {"a": schema}});
        answer = json!({"a": answer});
    }
    let form = form(schema);
    assert!(!form.faults().is_empty());
    let _ = fields(&form, &answer);
    let _ = form.submission(&answer, ALL);
    assert!(form.problems(0, &answer, ALL).len() < 10);
}

#[test]
fn an_answer_that_was_taken_away_stays_away() {
    let form = form(json!({"required": ["a"], "properties": {
        "a": {"type": "string", "default": "x"},
        "b": {"type": ["string", "null"], "default": "y"},
        "c": {"type": "string", "ui:emptyValue": ""}
    }}));
    let untouched = form.submission(&json!({}), ALL).0;
    assert_eq!(untouched, json!({"a": "x", "b": "y"}));
    let taken = json!({"a": null, "b": null, "c": null});
    assert_eq!(form.submission(&taken, ALL).0, json!({"b": null, "c": ""}));
    assert_eq!(problems(&form, 0, &taken), ["/a: Fill this in"]);
}

#[test]
fn a_chosen_variant_is_asked_and_checked() {
    let form = form(json!({
        "properties": {"name": {"type": "string"}},
        "oneOf": [
            {"title": "None", "properties": {"note": {"type": "string"}}},
            {"title": "Host", "properties": {"host": {"type": "string"}}, "required": ["host"]}
        ]
    }));
    let second = |at: &str| at.is_empty().then_some(1);
    let drawn = form.fields(0, &json!({}), &second, ALL);
    assert_eq!(pointers(&drawn), ["/name", ""]);
    let Kind::Variants { titles, chosen, inner } = &drawn[1].kind else { panic!("no variants") };
    assert_eq!(
        (titles.as_slice(), *chosen),
        (["None".to_owned(), "Host".to_owned()].as_slice(), 1)
    );
    let Kind::Object { fields, .. } = &inner.kind else { panic!("no fields") };
    assert_eq!(pointers(fields), ["/host"]);
    assert!(fields[0].required);
    let told = form.problems_of(0, &json!({}), &second, ALL);
    assert_eq!((told[0].pointer.as_str(), told[0].text.as_str()), ("/host", "Fill this in"));
    let answers = json!({"note": "left", "host": "a"});
    assert_eq!(form.submission_of(&answers, &second, ALL).0, json!({"host": "a"}));
}

#[test]
fn flags_take_away_steps_and_properties() {
    let off = Context { flag: &|flag| flag == "on" };
    let form = form(json!([
        {"required": ["a", "b"], "properties": {
            "a": {"type": "string", "backstage:featureFlag": "off", "default": "x"},
            "b": {"type": "string", "backstage:featureFlag": "on", "default": "y"}
        }},
        {"backstage:featureFlag": "off", "required": ["c"], "properties": {"c": {"type": "string"}}}
    ]));
    assert_eq!(form.steps(off).count(), 1);
    assert_eq!(form.submission(&json!({"c": "z"}), off).0, json!({"b": "y"}));
    assert_eq!(form.problems(0, &json!({}), off), []);
    assert_eq!(form.problems(1, &json!({}), off), []);
    assert_eq!(form.steps(ALL).count(), 2);
}

#[test]
fn what_the_last_step_shows() {
    let form = form(json!({"properties": {
        "a": {"type": "string", "ui:widget": "password"},
        "b": {"type": "string", "ui:field": "Secret"},
        "c": {"type": "string", "ui:backstage": {"review": {"show": false}}},
        "d": {"type": "string", "ui:backstage": {"review": {"mask": "***"}}},
        "e": {"type": "string"}
    }}));
    let drawn = fields(&form, &json!({}));
    let review: Vec<_> = drawn.iter().map(|field| field.review.clone()).collect();
    assert_eq!(
        review,
        [
            Review::Masked("••••••".to_owned()),
            Review::Masked("••••••".to_owned()),
            Review::Hidden,
            Review::Masked("***".to_owned()),
            Review::Shown
        ]
    );
    let secret: Vec<bool> = drawn.iter().map(|field| field.secret).collect();
    assert_eq!(secret, [false, true, false, false, false]);
    let (values, secrets) = form.submission(&json!({"b": "héllo"}), ALL);
    assert_eq!(values, json!({"b": "*****"}));
    assert_eq!(Value::Object(secrets), json!({"b": "héllo"}));
}

#[test]
fn problems_say_how_to_mend_it() {
    let form = form(json!({
        "required": ["tags"],
        "ui:order": ["size", "*"],
        "properties": {
            "name": {"type": "string", "minLength": 3},
            "size": {"type": "string", "enum": ["s", "m", "l"]},
            "tags": {"type": "array", "items": {"type": "string"}, "minItems": 1},
            "mail": {"type": "string", "format": "email"},
            "code": {"type": "string", "pattern": "^X", "errorMessage": "Begin with X"}
        },
        "anyOf": [{"required": ["mail"]}, {"required": ["phone"]}]
    }));
    let answers = json!({"name": "ab", "size": "xl", "tags": [null], "code": "a", "mail": "no"});
    assert_eq!(
        problems(&form, 0, &answers),
        [
            "/size: Choose one of s, m and l",
            "/name: Use at least 3 characters",
            "/tags/0: Fill this in",
            "/mail: Enter an email address such as name@example.com",
            "/code: Begin with X"
        ]
    );
}

#[test]
fn two_hundred_fields_are_asked_in_no_time() {
    let mut properties = Map::new();
    for number in 0..200 {
        let schema = match number % 4 {
            0 => json!({"type": "string", "pattern": "^[a-z]+$", "maxLength": 20, "title": "Name"}),
            1 => json!({"type": "integer", "minimum": 1, "default": 4}),
            2 => json!({"type": "string", "enum": ["a", "b", "c"], "ui:help": "Help"}),
            _ => json!({"type": "object", "properties": {"a": {"type": "boolean"}}}),
        };
        properties.insert(format!("field{number}"), schema);
    }
    let form = form(json!({
        "properties": properties,
        "if": {"properties": {"field0": {"const": "x"}}, "required": ["field0"]},
        "then": {"properties": {"more": {"type": "string"}}}
    }));
    let mut answers = form.defaults(ALL);
    set(&mut answers, "/field0", Some(json!("x")));
    let start = std::time::Instant::now();
    for _ in 0..10 {
        assert_eq!(fields(&form, &answers).len(), 201);
        assert_eq!(form.problems(0, &answers, ALL), []);
    }
    // Both without any optimisation: in the browser it is a fraction of this.
    let each = start.elapsed() / 10;
    println!("{each:?} for fields and problems");
    assert!(each.as_millis() < 1_000, "{each:?}");
}

#[test]
fn a_list_within_itself_goes_on_as_far_as_somebody_adds() {
    let form = form(json!({
        "properties": {"menu": {"type": "array", "items": {"$ref": "#/$defs/entry"}}},
        "$defs": {"entry": {"type": "object", "properties": {
            "label": {"type": "string", "default": "New"},
            "inside": {"type": "array", "items": {"$ref": "#/$defs/entry"}}
        }}}
    }));
    assert_eq!(form.faults(), []);
    let mut answers = form.defaults(ALL);
    let fresh = json!({"label": "New", "inside": []});
    for at in ["/menu/0", "/menu/0/inside/0", "/menu/0/inside/0/inside/0"] {
        set(&mut answers, at, Some(fresh.clone()));
    }
    let mut drawn = fields(&form, &answers);
    for _ in 0..4 {
        let Kind::List { items, fresh: start, .. } = &drawn[drawn.len() - 1].kind else {
            panic!("no list")
        };
        assert_eq!(*start, fresh);
        let Some(first) = items.first() else { return };
        let Kind::Object { fields, .. } = &first.kind else { panic!("no entry") };
        drawn = fields.clone();
    }
}
