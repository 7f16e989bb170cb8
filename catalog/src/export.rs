//! A list as a file for a spreadsheet.

use crate::catalog::{Catalog, Ix};
use crate::text::decimal;

/// A column of an exported list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// Kind, as people read it.
    Kind,
    /// Namespace.
    Namespace,
    /// Name.
    Name,
    /// Title.
    Title,
    /// Description.
    Description,
    /// Full name of the owner.
    Owner,
    /// Full name of the system.
    System,
    /// Full name of the domain.
    Domain,
    /// Type.
    Type,
    /// Lifecycle.
    Lifecycle,
    /// Tags, separated by spaces.
    Tags,
    /// How many issues it has.
    Issues,
    /// File and line of its descriptor.
    Place,
}

impl Column {
    /// Every column.
    pub const ALL: [Self; 13] = [
        Self::Kind,
        Self::Namespace,
        Self::Name,
        Self::Title,
        Self::Description,
        Self::Owner,
        Self::System,
        Self::Domain,
        Self::Type,
        Self::Lifecycle,
        Self::Tags,
        Self::Issues,
        Self::Place,
    ];

    /// Its heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Kind => "Kind",
            Self::Namespace => "Namespace",
            Self::Name => "Name",
            Self::Title => "Title",
            Self::Description => "Description",
            Self::Owner => "Owner",
            Self::System => "System",
            Self::Domain => "Domain",
            Self::Type => "Type",
            Self::Lifecycle => "Lifecycle",
            Self::Tags => "Tags",
            Self::Issues => "Issues",
            Self::Place => "Place",
        }
    }
}

impl Catalog {
    /// These entities as comma-separated values with a heading (RFC 4180, UTF-8). A cell that a
    /// spreadsheet would run as a formula gets a `'` in front.
    pub fn csv(&self, rows: &[Ix], columns: &[Column]) -> String {
        let mut csv = String::new();
        write_row(&mut csv, columns.iter().map(|column| column.title().to_owned()));
        for ix in rows {
            write_row(&mut csv, columns.iter().map(|column| self.cell(*ix, *column)));
        }
        csv
    }

    fn cell(&self, ix: Ix, column: Column) -> String {
        let entry = self.entry(ix);
        let name = |target: Option<crate::view::TargetView>| {
            target.map(|target| target.entity_ref().full()).unwrap_or_default()
        };
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        match column {
            Column::Kind => entry.kind_label().to_owned(),
            Column::Namespace => entry.namespace().to_owned(),
            Column::Name => entry.name().to_owned(),
            Column::Title => text(entry.title()),
            Column::Description => text(entry.description()),
            Column::Owner => name(entry.owner()),
            Column::System => name(entry.system()),
            Column::Domain => name(entry.domain()),
            Column::Type => text(entry.spec_type()),
            Column::Lifecycle => text(entry.lifecycle()),
            Column::Tags => entry.tags().collect::<Vec<_>>().join(" "),
            Column::Issues => decimal(self.issues(ix).len()),
            Column::Place => {
                let place = entry.place();
                if place.line == 0 {
                    place.file
                } else {
                    [&place.file, ":", &decimal(place.line as usize)].concat()
                }
            }
        }
    }
}

fn write_row(csv: &mut String, cells: impl Iterator<Item = String>) {
    for (place, cell) in cells.enumerate() {
        if place > 0 {
            csv.push(',');
        }
        let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
        if formula || cell.contains([',', '"', '\n', '\r']) {
            csv.push('"');
            if formula {
                csv.push('\'');
            }
            csv.push_str(&cell.replace('"', "\"\""));
            csv.push('"');
        } else {
            csv.push_str(&cell);
        }
    }
    csv.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_formulas_are_not_run() {
        let mut csv = String::new();
        let cells = ["plain", "a,b", "say \"hi\"", "=1+1", "two\nlines", "-x", ""];
        write_row(&mut csv, cells.into_iter().map(str::to_owned));
        assert_eq!(csv, "plain,\"a,b\",\"say \"\"hi\"\"\",\"'=1+1\",\"two\nlines\",\"'-x\",\r\n");
    }
}
