//! What the catalog knows of one entity, one target or one issue: cheap getters that borrow.

use crate::catalog::{Catalog, IssueIx, Ix, Target};
use crate::columns::{NONE, Values, at};
use crate::record::{Place, Severity, SourceId};
use crate::reference::EntityRef;
use crate::text::number;

/// One entity.
///
/// Kind, type, lifecycle and tags are shown as most descriptors of the catalog spell them, so that
/// `Production` and `production` are one value everywhere; the JSON keeps what the author wrote.
#[derive(Clone, Copy)]
pub struct EntityView<'a> {
    pub(crate) catalog: &'a Catalog,
    pub(crate) ix: Ix,
}

impl<'a> EntityView<'a> {
    fn text(&self, column: &[u32]) -> Option<&'a str> {
        let number = self.catalog.number(column, self.ix)?;
        Some(self.catalog.columns.strings.get(number))
    }

    fn label(&self, column: &[u32], values: &Values) -> Option<&'a str> {
        let number = self.catalog.number(column, self.ix)?;
        Some(self.catalog.columns.strings.get(at(&values.label, number)))
    }

    /// Its handle.
    pub fn ix(&self) -> Ix {
        self.ix
    }

    /// The same entity as the target of a relation.
    pub fn target(&self) -> TargetView<'a> {
        TargetView { catalog: self.catalog, node: self.ix.0 }
    }

    /// Its full name.
    pub fn entity_ref(&self) -> EntityRef {
        self.target().entity_ref()
    }

    /// Lower-case kind.
    pub fn kind(&self) -> &'a str {
        self.target().kind()
    }

    /// The kind for people, such as `API`.
    pub fn kind_label(&self) -> &'a str {
        self.target().kind_label()
    }

    /// Lower-case namespace.
    pub fn namespace(&self) -> &'a str {
        self.target().namespace()
    }

    /// Name as written.
    pub fn name(&self) -> &'a str {
        self.target().name()
    }

    /// Title, if it has one.
    pub fn title(&self) -> Option<&'a str> {
        self.text(&self.catalog.columns.title)
    }

    /// What people call it: the title, or else the name.
    pub fn display_name(&self) -> &'a str {
        self.target().display_name()
    }

    /// Description as written.
    pub fn description(&self) -> Option<&'a str> {
        self.text(&self.catalog.columns.description)
    }

    /// E-mail address of a person or a team.
    pub fn email(&self) -> Option<&'a str> {
        self.text(&self.catalog.columns.email)
    }

    /// `spec.type`.
    pub fn spec_type(&self) -> Option<&'a str> {
        self.label(&self.catalog.columns.spec_type, &self.catalog.columns.types)
    }

    /// `spec.lifecycle`.
    pub fn lifecycle(&self) -> Option<&'a str> {
        self.label(&self.catalog.columns.lifecycle, &self.catalog.columns.lifecycles)
    }

    /// What owns it.
    pub fn owner(&self) -> Option<TargetView<'a>> {
        let columns = &self.catalog.columns;
        let number = self.catalog.number(&columns.owner, self.ix)?;
        Some(self.catalog.target(Target(at(&columns.owner_node, number))))
    }

    /// The system it is a part of.
    pub fn system(&self) -> Option<TargetView<'a>> {
        let columns = &self.catalog.columns;
        let number = self.catalog.number(&columns.system, self.ix)?;
        Some(self.catalog.target(Target(at(&columns.system_node, number))))
    }

    /// The domain it is a part of, itself or through its system.
    pub fn domain(&self) -> Option<TargetView<'a>> {
        let node = self.catalog.number(&self.catalog.columns.domain, self.ix)?;
        Some(self.catalog.target(Target(node)))
    }

    /// Tags, in the author's order.
    pub fn tags(&self) -> impl ExactSizeIterator<Item = &'a str> + use<'a> {
        let columns = &self.catalog.columns;
        let tags = columns.entity_tags.get(self.ix.0).iter();
        tags.map(|tag| columns.strings.get(at(&columns.tags.label, *tag)))
    }

    /// Annotations, by key.
    pub fn annotations(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        let columns = &self.catalog.columns;
        let (pairs, _) = columns.annotations.get(self.ix.0).as_chunks::<2>();
        pairs.iter().map(|[key, value]| (columns.strings.get(*key), columns.strings.get(*value)))
    }

    /// The value of one annotation.
    pub fn annotation(&self, key: &str) -> Option<&'a str> {
        self.annotations().find(|(found, _)| *found == key).map(|(_, value)| value)
    }

    /// The source it came from.
    pub fn source(&self) -> SourceId {
        let columns = &self.catalog.columns;
        let value = at(&columns.sources.value, at(&columns.source, self.ix.0));
        SourceId(number(columns.strings.get(value), 10).unwrap_or_default() as u16)
    }

    /// Where its document starts.
    pub fn place(&self) -> Place {
        let columns = &self.catalog.columns;
        Place {
            file: self.text(&columns.file).unwrap_or_default().to_owned(),
            line: at(&columns.line, self.ix.0),
            column: at(&columns.column, self.ix.0),
        }
    }
}

/// The target of a relation: an entity, or a name that is not in the catalog.
#[derive(Clone, Copy)]
pub struct TargetView<'a> {
    pub(crate) catalog: &'a Catalog,
    pub(crate) node: u32,
}

impl<'a> TargetView<'a> {
    /// Its handle, to be used as the key of a list.
    pub fn target(&self) -> Target {
        Target(self.node)
    }

    /// The entity; nothing when it is not in the catalog.
    pub fn entity(&self) -> Option<Ix> {
        (self.node < self.catalog.columns.entities()).then_some(Ix(self.node))
    }

    /// Its full name.
    pub fn entity_ref(&self) -> EntityRef {
        EntityRef {
            kind: self.kind().to_owned(),
            namespace: self.namespace().to_owned(),
            name: self.name().to_owned(),
        }
    }

    /// Lower-case kind.
    pub fn kind(&self) -> &'a str {
        let columns = &self.catalog.columns;
        columns.strings.get(at(&columns.kinds.value, at(&columns.kind, self.node)))
    }

    /// The kind for people; of a kind that has no entity, the lower-case kind.
    pub fn kind_label(&self) -> &'a str {
        let columns = &self.catalog.columns;
        columns.strings.get(at(&columns.kinds.label, at(&columns.kind, self.node)))
    }

    /// Lower-case namespace.
    pub fn namespace(&self) -> &'a str {
        let columns = &self.catalog.columns;
        columns.strings.get(at(&columns.namespaces.value, at(&columns.namespace, self.node)))
    }

    /// Name as written: by its own descriptor, or else where it is mentioned first.
    pub fn name(&self) -> &'a str {
        let columns = &self.catalog.columns;
        columns.strings.get(at(&columns.name, self.node))
    }

    /// What people call it: the title, or else the name.
    pub fn display_name(&self) -> &'a str {
        let columns = &self.catalog.columns;
        match at(&columns.title, self.node) {
            NONE => self.name(),
            title => columns.strings.get(title),
        }
    }
}

/// One issue.
#[derive(Clone, Copy)]
pub struct IssueView<'a> {
    pub(crate) catalog: &'a Catalog,
    pub(crate) ix: IssueIx,
}

impl<'a> IssueView<'a> {
    fn text(&self, column: &[u32]) -> &'a str {
        self.catalog.columns.strings.get(at(column, self.ix.0))
    }

    /// Its handle.
    pub fn ix(&self) -> IssueIx {
        self.ix
    }

    /// The source that holds the file.
    pub fn source(&self) -> SourceId {
        let number = at(&self.catalog.columns.issue_source, self.ix.0);
        SourceId(u16::try_from(number).unwrap_or_default())
    }

    /// Where the value stands.
    pub fn place(&self) -> Place {
        let columns = &self.catalog.columns;
        Place {
            file: self.text(&columns.issue_file).to_owned(),
            line: at(&columns.issue_line, self.ix.0),
            column: at(&columns.issue_column, self.ix.0),
        }
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        match at(&self.catalog.columns.issue_severity, self.ix.0) {
            0 => Severity::Info,
            1 => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// Stable name of the rule.
    pub fn rule(&self) -> &'a str {
        self.text(&self.catalog.columns.issue_rule)
    }

    /// Path of the value; empty for the whole document.
    pub fn path(&self) -> &'a str {
        self.text(&self.catalog.columns.issue_path)
    }

    /// What is wrong.
    pub fn message(&self) -> &'a str {
        self.text(&self.catalog.columns.issue_message)
    }

    /// What to do about it.
    pub fn help(&self) -> &'a str {
        self.text(&self.catalog.columns.issue_help)
    }

    /// The entity, if it is in the catalog.
    pub fn entity(&self) -> Option<Ix> {
        match at(&self.catalog.columns.issue_entity, self.ix.0) {
            NONE => None,
            entity => Some(Ix(entity)),
        }
    }

    /// The entity as the reader named it, also when its document was refused.
    pub fn entity_name(&self) -> Option<&'a str> {
        let number = at(&self.catalog.columns.issue_name, self.ix.0);
        (number != NONE).then(|| self.catalog.columns.strings.get(number))
    }
}
