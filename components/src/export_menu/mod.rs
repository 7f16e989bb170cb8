//! The rows of a table as a file.

pub mod gallery;
mod write;

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    Align, Icon, Menu, MenuGroup, MenuItem, Politeness, RowId, Rows, Size, Tone, Variant,
    copy_text, group_digits, save::save, use_announcer, use_toaster,
};

/// Marks the text as UTF-8 for spreadsheets that would guess another encoding.
const MARK: &str = "\u{feff}";

/// One column of what is exported: its header, and the text of a row in it.
#[derive(Clone)]
pub struct ExportColumn {
    header: String,
    text: Arc<dyn Fn(RowId) -> String + Send + Sync>,
}

impl ExportColumn {
    /// A column. The text says what the cell of the table shows; empty for nothing.
    pub fn new(
        header: impl Into<String>,
        text: impl Fn(RowId) -> String + Send + Sync + 'static,
    ) -> Self {
        Self { header: header.into(), text: Arc::new(text) }
    }
}

/// Rows as comma-separated values (RFC 4180): a line of headers, lines that end with CR and LF,
/// quotes only where they are needed.
///
/// Spreadsheets compute with a text that begins with `=`, `+`, `-`, `@`, a tab or a line break, and
/// the text may come from a stranger. Such a text gets an apostrophe in front, which spreadsheets
/// do not show; programs that read the file see it. Negative numbers are left as they are.
#[must_use]
pub fn rows_as_csv(columns: &[ExportColumn], rows: &[RowId]) -> String {
    let mut out = String::new();
    for (index, column) in columns.iter().enumerate() {
        write::csv_field(&mut out, &column.header, index == 0);
    }
    write::csv_line(&mut out);
    for row in rows {
        for (index, column) in columns.iter().enumerate() {
            write::csv_field(&mut out, &(column.text)(*row), index == 0);
        }
        write::csv_line(&mut out);
    }
    out
}

/// Rows as a JSON array of objects, one line each, with the headers as names and texts as values.
///
/// A header that occurs a second time gets a number. Texts are as they are, without apostrophes.
#[must_use]
pub fn rows_as_json(columns: &[ExportColumn], rows: &[RowId]) -> String {
    let names = write::names(columns.iter().map(|column| column.header.as_str()));
    let mut out = "[".to_owned();
    for (index, row) in rows.iter().enumerate() {
        out.push_str(if index == 0 { "\n  {" } else { ",\n  {" });
        for (index, (column, name)) in columns.iter().zip(&names).enumerate() {
            if index > 0 {
                out.push_str(", ");
            }
            write::json_string(&mut out, name);
            out.push_str(": ");
            write::json_string(&mut out, &(column.text)(*row));
        }
        out.push('}');
    }
    out.push_str(if rows.is_empty() { "]\n" } else { "\n]\n" });
    out
}

/// A button that saves the rows of a table as CSV or JSON, or copies them.
///
/// All rows given are exported, also those that are not drawn: give it the rows of the table to
/// export what the filters leave, or those that are selected. The text is made when it is asked
/// for. See [`rows_as_csv`] for what happens to texts that look like formulas.
///
/// Keyboard: that of a [`Menu`].
#[component]
pub fn ExportMenu(
    /// What the button says.
    #[prop(into, default = "Export".into())]
    label: Signal<String>,
    /// Name of the file without its ending: "components".
    #[prop(into)]
    file: Signal<String>,
    /// The rows, in order.
    #[prop(into)]
    rows: Signal<Rows>,
    /// The columns, in order, without those that the reader switched off.
    #[prop(into)]
    columns: Signal<Vec<ExportColumn>>,
    /// Whether the button is only its drawing.
    #[prop(optional)]
    icon_only: bool,
    /// How much weight the button has.
    #[prop(optional)]
    variant: Variant,
    /// Height of the button.
    #[prop(optional)]
    size: Size,
    /// Which edges of button and menu are in line.
    #[prop(default = Align::End)]
    align: Align,
) -> impl IntoView {
    let (announcer, toaster) = (use_announcer(), use_toaster());
    let download = move |ending: &str, kind: &str, text: String| {
        let name = [&file.get_untracked(), ending].concat();
        save(&name, kind, &text);
        announcer.say(&["Saving ", &name].concat(), Politeness::Polite);
    };
    let save_csv = move || {
        let text = rows.with_untracked(|rows| columns.with_untracked(|all| rows_as_csv(all, rows)));
        download(".csv", "text/csv;charset=utf-8", [MARK, &text].concat());
    };
    let save_json = move || {
        let text =
            rows.with_untracked(|rows| columns.with_untracked(|all| rows_as_json(all, rows)));
        download(".json", "application/json", text);
    };
    let copy = move || {
        let text = rows.with_untracked(|rows| columns.with_untracked(|all| rows_as_csv(all, rows)));
        let count = group_digits(rows.with_untracked(|rows| rows.len()));
        leptos::task::spawn_local(async move {
            if copy_text(&text).await {
                toaster.push(Tone::Success, ["Rows copied as CSV: ", &count].concat(), None);
            } else {
                toaster.push(Tone::Danger, "Could not copy. Download the rows instead.", None);
            }
        });
    };
    let items = Signal::derive(move || {
        let empty = rows.with(|rows| rows.is_empty());
        let item = |item: MenuItem| {
            if empty { item.disabled("There are no rows to export.") } else { item }
        };
        vec![
            MenuGroup::new([
                item(MenuItem::action("Download CSV", save_csv)),
                item(MenuItem::action("Download JSON", save_json)),
            ]),
            MenuGroup::new([item(MenuItem::action("Copy as CSV", copy).icon(Icon::Copy))]),
        ]
    });
    view! { <Menu label icon=Icon::Download icon_only variant size align items /> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn table(headers: &[&str], cells: &[Vec<String>]) -> (Vec<ExportColumn>, Vec<RowId>) {
        let columns = headers.iter().enumerate().map(|(at, header)| {
            let cells: Vec<String> = cells.iter().map(|row| row[at].clone()).collect();
            ExportColumn::new(*header, move |row| cells[usize::try_from(row).unwrap()].clone())
        });
        (columns.collect(), (0..cells.len() as u64).collect())
    }

    /// What another program reads.
    fn read(text: &str) -> Vec<Vec<String>> {
        let mut reader =
            ::csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn a_small_table() {
        let cells = vec![
            vec!["payments-ledger".to_owned(), "Payments, core".to_owned()],
            vec!["=cmd|' /C calc'!A0".to_owned(), String::new()],
        ];
        let (columns, rows) = table(&["Name", "Owner"], &cells);
        assert_eq!(
            rows_as_csv(&columns, &rows),
            "Name,Owner\r\npayments-ledger,\"Payments, core\"\r\n'=cmd|' /C calc'!A0,\r\n"
        );
        assert_eq!(
            rows_as_json(&columns, &rows),
            "[\n  {\"Name\": \"payments-ledger\", \"Owner\": \"Payments, core\"},\n  \
             {\"Name\": \"=cmd|' /C calc'!A0\", \"Owner\": \"\"}\n]\n"
        );
    }

    #[test]
    fn without_rows_the_headers_are_there() {
        let (columns, _) = table(&["Name"], &[]);
        assert_eq!(rows_as_csv(&columns, &[]), "Name\r\n");
        assert_eq!(rows_as_json(&columns, &[]), "[]\n");
    }

    #[test]
    fn rows_are_exported_in_the_order_given() {
        let cells: Vec<_> = ["a", "b", "c"].map(|name| vec![name.to_owned()]).to_vec();
        let (columns, _) = table(&["Name"], &cells);
        assert_eq!(rows_as_csv(&columns, &[2, 0]), "Name\r\nc\r\na\r\n");
    }

    proptest! {
        #[test]
        fn other_programs_read_the_same(
            cells in proptest::collection::vec(
                proptest::collection::vec("[-=+@a-c0-9\"', \t\r\n\u{1}\u{e9}\u{1f600}\\\\]{0,8}", 3),
                0..6,
            ),
        ) {
            let (columns, rows) = table(&["Name", "Owner \"core\"", "Owner \"core\""], &cells);
            let found = read(&rows_as_csv(&columns, &rows));
            prop_assert_eq!(found.len(), cells.len() + 1);
            for (line, row) in found.iter().skip(1).zip(&cells) {
                for (field, cell) in line.iter().zip(row) {
                    let guarded = ["'", cell].concat();
                    prop_assert!(field == cell || *field == guarded, "{field:?} for {cell:?}");
                    prop_assert!(
                        !field.starts_with(['=', '+', '@', '\t', '\r', '\n']),
                        "a formula: {field:?}"
                    );
                    prop_assert!(!field.starts_with('-') || field.parse::<f64>().is_ok());
                }
            }

            let found: Vec<serde_json::Map<String, serde_json::Value>> =
                serde_json::from_str(&rows_as_json(&columns, &rows)).unwrap();
            prop_assert_eq!(found.len(), cells.len());
            for (object, row) in found.iter().zip(&cells) {
                prop_assert_eq!(object.len(), 3);
                prop_assert_eq!(&object["Name"], &row[0]);
                prop_assert_eq!(&object["Owner \"core\""], &row[1]);
                prop_assert_eq!(&object["Owner \"core\" 2"], &row[2]);
            }
        }
    }
}
