//! The roles and findings of one sheet, while its cells are being read: the ledger in the making.

use std::collections::{BTreeMap, BTreeSet};

use crate::grid::{Address, Sheet, column_letters, compact_cells, place};
use crate::layout::Outline;
use crate::normalize::text;
use crate::record::{Code, Finding, Role};

/// The roles and findings of one sheet, while its cells are being read.
pub(super) struct Claims {
    sheet: String,
    pub roles: BTreeMap<Address, Role>,
    pub findings: Vec<Finding>,
    /// Dates of each column whose order was assumed: the cell, the text, and what it was read as.
    pub assumed: BTreeMap<u32, Vec<(Address, String, String)>>,
}

impl Claims {
    /// Takes over each filled cell with the role that the outline gave it.
    pub(super) fn new(sheet: &Sheet, outline: &Outline) -> Self {
        let rows = sheet.rows().iter();
        let filled = rows.flat_map(|row| row.filled().map(|cell| Address::new(row.index, cell.column)));
        Self {
            sheet: sheet.name.clone(),
            roles: filled.map(|at| (at, outline.role(at))).collect(),
            findings: Vec::new(),
            assumed: BTreeMap::new(),
        }
    }

    pub(super) fn sheet_name(&self) -> Option<String> {
        (!self.sheet.is_empty()).then(|| self.sheet.clone())
    }

    pub(super) fn role(&mut self, at: Address, role: Role) {
        self.roles.insert(at, role);
    }

    pub(super) fn finding(&mut self, code: Code, message: impl Into<String>, at: Address) {
        self.finding_of(code, message, &[at]);
    }

    pub(super) fn finding_of(&mut self, code: Code, message: impl Into<String>, cells: &[Address]) {
        self.findings.push(Finding::new(code, message, Some(place(&self.sheet, &compact_cells(cells)))));
    }

    /// A finding about a whole column.
    pub(super) fn finding_of_column(&mut self, code: Code, message: String, column: u32) {
        let source = place(&self.sheet, &column_letters(column));
        self.findings.push(Finding::new(code, message, Some(source)));
    }

    pub(super) fn unclaimed(&mut self, at: Address, text: &str) {
        self.role(at, Role::Unclaimed);
        self.finding(Code::UnclaimedCell, format!("{} fits nowhere", text::quoted(text)), at);
    }
}

/// A finding for each cell that the outline could not place.
pub(super) fn report_unclaimed(claims: &mut Claims) {
    let reported: BTreeSet<String> = claims
        .findings
        .iter()
        .filter(|f| f.code == Code::UnclaimedCell)
        .filter_map(|f| f.source.clone())
        .collect();
    let missing: Vec<Address> = claims
        .roles
        .iter()
        .filter(|(_, role)| **role == Role::Unclaimed)
        .map(|(at, _)| *at)
        .filter(|at| !reported.contains(&place(&claims.sheet, &at.to_string())))
        .collect();
    for at in missing {
        claims.finding(Code::UnclaimedCell, "the cell fits nowhere", at);
    }
}
