//! What a column is.

use crate::{CellFn, RowId};
use leptos::prelude::AnyView;
use std::sync::Arc;

/// Draws what is in a header cell, given what would be there.
pub(super) type HeadFn = Arc<dyn Fn(AnyView) -> AnyView + Send + Sync>;

/// What a column with a width of the reader's choice knows; the code is not part of the table, so
/// that only those pay who use it.
#[derive(Clone)]
pub(super) struct Chosen {
    /// The width as it is now.
    pub width: Arc<dyn Fn() -> u16 + Send + Sync>,
    /// Draws the `<col>`; whether it is the last one that is drawn.
    pub col: Arc<dyn Fn(bool) -> AnyView + Send + Sync>,
}

/// One column of a [`DataTable`](super::DataTable).
///
/// ```
/// use leptos::prelude::*;
/// use portico_components::Column;
///
/// let names = ["payments-ledger", "checkout-gateway"];
/// let name = Column::new("name", "Name", move |row| {
///     names.get(row as usize).copied().unwrap_or("—").into_any()
/// })
/// .width(240)
/// .grow()
/// .sortable();
/// ```
#[derive(Clone)]
pub struct Column {
    pub(super) id: &'static str,
    pub(super) header: String,
    pub(super) width: u16,
    pub(super) grow: bool,
    pub(super) priority: u8,
    pub(super) end: bool,
    pub(super) quiet: bool,
    pub(super) sortable: bool,
    pub(super) silent: bool,
    pub(super) head: Option<HeadFn>,
    pub(super) chosen: Option<Chosen>,
    pub(super) cell: CellFn,
}

impl Column {
    /// A column of 120 px that always stays, aligned to the start.
    ///
    /// `id` names it in the address bar and in settings: never change it once published.
    pub fn new(
        id: &'static str,
        header: impl Into<String>,
        cell: impl Fn(RowId) -> AnyView + Send + Sync + 'static,
    ) -> Self {
        Self {
            id,
            header: header.into(),
            width: 120,
            grow: false,
            priority: 0,
            end: false,
            quiet: false,
            sortable: false,
            silent: false,
            head: None,
            chosen: None,
            cell: Arc::new(cell),
        }
    }

    /// Width in pixels at a root font size of 16; with [`Self::grow`], the least width.
    #[must_use]
    pub fn width(mut self, pixels: u16) -> Self {
        self.width = pixels;
        self
    }

    /// Takes a share of the room that is left. At least one column should, usually the first.
    #[must_use]
    pub fn grow(mut self) -> Self {
        self.grow = true;
        self
    }

    /// How readily it gives way on a narrow page: 0 never, otherwise the highest number first.
    #[must_use]
    pub fn priority(mut self, priority: u8) -> Self {
        self.priority = priority;
        self
    }

    /// Aligned to the end, digits of one width: for numbers and times.
    #[must_use]
    pub fn end(mut self) -> Self {
        self.end = true;
        self
    }

    /// In the muted text colour: for facts that are rarely what one looks for.
    #[must_use]
    pub fn quiet(mut self) -> Self {
        self.quiet = true;
        self
    }

    /// The header is a button that sorts.
    #[must_use]
    pub fn sortable(mut self) -> Self {
        self.sortable = true;
        self
    }

    /// The header is only read aloud: for a column of buttons. It does not name the row.
    #[must_use]
    pub fn silent(mut self) -> Self {
        self.silent = true;
        self
    }

    /// Width in pixels, as the reader chose it or as it is by itself.
    pub(super) fn wide(&self) -> u16 {
        self.chosen.as_ref().map_or(self.width, |chosen| (chosen.width)())
    }

    /// The column's id.
    #[must_use]
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// The words on the header.
    #[must_use]
    pub fn header(&self) -> &str {
        &self.header
    }
}
