//! A record in the making: its draft, what the table's cells mean, and the cells that each field came from.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::columns::{MappedColumn, Mapping};
use crate::grid::Address;
use crate::normalize::dates::Figures;
use crate::normalize::legend::Legend;
use crate::normalize::percent::Scale;
use crate::normalize::text;
use crate::record::{Field, Record};

use super::AssembleOptions;
use super::colors::Painted;
use super::dated::Shared;
use super::draft::{Draft, Part};

/// What a table's cells mean, beyond the cells themselves.
pub(super) struct Context<'a> {
    pub mapping: &'a Mapping,
    /// Some column is one of colours.
    pub has_rag: bool,
    pub legend: &'a Legend,
    /// The sheet's rows that are not shown.
    pub hidden_rows: &'a BTreeSet<u32>,
    /// Names seen alone somewhere in the tracker.
    pub known_names: &'a [String],
    /// What the figures of each date column show together.
    pub figures: BTreeMap<u32, Figures>,
    /// What the bare numbers of percentage columns are shares of.
    pub scales: BTreeMap<u32, Scale>,
    /// Columns whose fills mean a colour.
    pub fills: BTreeSet<u32>,
    /// The column whose fills are the RAG though it is none of status or RAG.
    pub painted: Option<Painted>,
    /// The column whose cells hold owners and due dates, where some do.
    pub shared: Option<Shared>,
    /// How many of its cells do.
    pub parted: usize,
    /// The column of actions lists several in a cell: some row proves it.
    pub itemized: bool,
    /// The tracker's day, which settles missing years.
    pub as_of: Option<Date>,
    /// What is known beforehand.
    pub options: &'a AssembleOptions,
}

/// A record in the making, with the cells of each field.
pub(super) struct Making<'a> {
    pub context: &'a Context<'a>,
    pub draft: &'a Draft,
    /// The columns that have something here, from the left: a table can have thousands that a row leaves empty.
    pub present: Vec<&'a MappedColumn>,
    pub record: Record,
    pub cells: BTreeMap<String, Vec<Address>>,
}

impl<'a> Making<'a> {
    /// Begins a record.
    pub(super) fn new(context: &'a Context<'a>, draft: &'a Draft) -> Self {
        let filled = draft.columns.iter().filter(|(_, parts)| !parts.is_empty());
        let present = filled.filter_map(|(column, _)| context.mapping.column(*column)).collect();
        Self { context, draft, present, record: Record::default(), cells: BTreeMap::new() }
    }

    /// The columns of a field that have something here.
    pub(super) fn columns(&self, field: Field) -> Vec<&'a MappedColumn> {
        self.present.iter().filter(|c| c.field == Some(field)).copied().collect()
    }

    pub(super) fn column(&self, field: Field) -> Option<u32> {
        self.present.iter().find(|c| c.field == Some(field)).map(|c| c.column)
    }

    pub(super) fn parts(&self, column: u32) -> &[Part] {
        self.draft.parts(column)
    }

    /// Notes a field's cells, and its text where the value does not show it.
    pub(super) fn from(&mut self, field: &str, column: u32, value: Option<&str>) {
        // A blank cell or lone mark says nothing by its text; where its fill does, that is noted with the colour.
        let filled =
            self.draft.parts(column).iter().filter(|p| !text::clean(&p.cell.value.text()).is_empty());
        let at: Vec<Address> = filled.map(|p| p.at).collect();
        if at.is_empty() {
            return;
        }
        self.cells.entry(field.to_owned()).or_default().extend(at);
        let written = self.draft.as_written(column);
        if value != Some(written.as_str()) && !text::clean(&written).is_empty() {
            self.record
                .as_written
                .entry(field.to_owned())
                .and_modify(|before| {
                    before.push('\n');
                    before.push_str(&written);
                })
                .or_insert(written);
        }
    }

    pub(super) fn first(&self, column: u32) -> Address {
        self.parts(column).first().map_or(Address::new(self.draft.row, column), |p| p.at)
    }
}
