//! The built-in kinds: their fields, what these have to hold, and the relations they say.
//!
//! Source: Backstage's schemas of the kinds, and the relations its catalog derives from them.

use super::field::{Field, Shape};
use crate::finding::Findings;
use crate::relations::{OWNED_BY, PART_OF};

/// One built-in kind.
pub(super) struct Kind {
    /// Lower-case name.
    name: &'static str,
    pub(super) fields: &'static [Rule],
}

/// One field of `spec`.
pub(super) struct Rule {
    pub(super) name: &'static str,
    shape: Shape,
    required: bool,
    pub(super) relation: Option<Relation>,
}

/// What a field with references says about the entity.
#[derive(Clone, Copy)]
pub(super) struct Relation {
    pub(super) name: &'static str,
    /// The kind of a reference that does not say it.
    pub(super) kind: Option<&'static str>,
}

const fn text(name: &'static str) -> Rule {
    Rule { name, shape: Shape::Text, required: false, relation: None }
}

const fn shaped(name: &'static str, shape: Shape) -> Rule {
    Rule { name, shape, required: false, relation: None }
}

const fn to(name: &'static str, relation: &'static str, kind: &'static str) -> Rule {
    let relation = Relation { name: relation, kind: Some(kind) };
    Rule { name, shape: Shape::Text, required: false, relation: Some(relation) }
}

const fn to_many(name: &'static str, relation: &'static str, kind: Option<&'static str>) -> Rule {
    let relation = Relation { name: relation, kind };
    Rule { name, shape: Shape::List, required: false, relation: Some(relation) }
}

const fn required(rule: Rule) -> Rule {
    Rule { required: true, ..rule }
}

const OWNER: Rule = to("owner", OWNED_BY, "group");
const SYSTEM: Rule = to("system", PART_OF, "system");
const DEPENDS_ON: Rule = to_many("dependsOn", "dependsOn", None);
const DEPENDENCY_OF: Rule = to_many("dependencyOf", "dependencyOf", None);
const PROVIDES: Rule = to_many("providesApis", "providesApi", Some("api"));
const CONSUMES: Rule = to_many("consumesApis", "consumesApi", Some("api"));
const PROFILE: Rule = shaped("profile", Shape::Map);

const KINDS: [Kind; 9] = [
    Kind {
        name: "component",
        fields: &[
            required(text("type")),
            required(text("lifecycle")),
            required(OWNER),
            SYSTEM,
            to("subcomponentOf", PART_OF, "component"),
            PROVIDES,
            CONSUMES,
            DEPENDS_ON,
            DEPENDENCY_OF,
        ],
    },
    Kind {
        name: "api",
        fields: &[
            required(text("type")),
            required(text("lifecycle")),
            required(OWNER),
            required(text("definition")),
            SYSTEM,
        ],
    },
    Kind {
        name: "resource",
        fields: &[required(text("type")), required(OWNER), SYSTEM, DEPENDS_ON, DEPENDENCY_OF],
    },
    Kind {
        name: "system",
        fields: &[required(OWNER), to("domain", PART_OF, "domain"), text("type")],
    },
    Kind {
        name: "domain",
        fields: &[required(OWNER), to("subdomainOf", PART_OF, "domain"), text("type")],
    },
    Kind {
        name: "group",
        fields: &[
            required(text("type")),
            required(to_many("children", "parentOf", Some("group"))),
            to("parent", "childOf", "group"),
            to_many("members", "hasMember", Some("user")),
            PROFILE,
        ],
    },
    Kind {
        name: "user",
        fields: &[required(to_many("memberOf", "memberOf", Some("group"))), PROFILE],
    },
    Kind {
        name: "location",
        fields: &[text("type"), text("target"), shaped("targets", Shape::List), text("presence")],
    },
    Kind {
        name: "template",
        fields: &[
            required(text("type")),
            required(shaped("steps", Shape::List)),
            shaped("parameters", Shape::MapOrList),
            OWNER,
            text("lifecycle"),
            shaped("output", Shape::Map),
        ],
    },
];

/// Fields that mean the same in kinds of a company's own.
pub(super) const COMMON: &[Rule] = &[
    OWNER,
    SYSTEM,
    to("domain", PART_OF, "domain"),
    PROVIDES,
    CONSUMES,
    DEPENDS_ON,
    DEPENDENCY_OF,
];

/// The built-in kind of this lower-case name.
pub(super) fn find(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == name)
}

/// Says what is wrong with the fields of `spec`. The fields of other kinds may hold anything.
/// `complete` is false for the answers of an API, which may leave fields out.
pub(super) fn check(
    kind: Option<&Kind>,
    spec: &Field<'_>,
    complete: bool,
    findings: &mut Findings,
) {
    spec.check(Shape::Map, complete && kind.is_some(), findings);
    let (Some(kind), Some(_)) = (kind, spec.node().filter(|node| !node.entries().is_empty()))
    else {
        return;
    };
    for rule in kind.fields {
        spec.child(rule.name).check(rule.shape, rule.required && complete, findings);
    }
}
