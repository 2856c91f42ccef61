//! The roles, notes and findings of one sheet, while its cells are being read: the ledger in the making.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use crate::grid::{Address, Sheet, column_letters, place};
use crate::layout::Outline;
use crate::normalize::text;
use crate::record::{Code, Finding, Note, Role};

/// A note on a cell, and whether a record has it.
struct CellNote {
    note: Note,
    placed: bool,
}

/// The roles and findings of one sheet, while its cells are being read.
pub(super) struct Claims<'a> {
    pub sheet: &'a Sheet,
    pub roles: BTreeMap<Address, Role>,
    pub findings: Vec<Finding>,
    /// The notes that no group has taken.
    notes: BTreeMap<Address, CellNote>,
    /// Dates of each column whose order was assumed: the cell, the text, and what it was read as.
    pub assumed: BTreeMap<u32, Vec<(Address, String, String)>>,
}

impl<'a> Claims<'a> {
    /// Takes over each filled cell with the role that the outline gave it; a cell with no more than a note is one.
    pub(super) fn new(sheet: &'a Sheet, outline: &Outline) -> Self {
        let rows = sheet.rows().iter();
        let filled = rows.flat_map(|row| row.filled().map(|cell| Address::new(row.index, cell.column)));
        let notes: BTreeMap<Address, CellNote> = sheet
            .form()
            .notes
            .iter()
            .map(|(at, note)| (*at, text::clean(&note.text), note.author.clone()))
            .filter(|(_, text, _)| !text.is_empty())
            .map(|(at, text, author)| {
                (
                    at,
                    CellNote {
                        note: Note { text, author, cell: sheet.origin(at).to_string() },
                        placed: false,
                    },
                )
            })
            .collect();
        let mut roles: BTreeMap<Address, Role> = filled.map(|at| (at, outline.role(at))).collect();
        for at in notes.keys() {
            roles.entry(*at).or_insert(Role::Note);
        }
        Self { sheet, roles, notes, findings: Vec::new(), assumed: BTreeMap::new() }
    }

    pub(super) fn sheet_name(&self) -> Option<String> {
        (!self.sheet.name.is_empty()).then(|| self.sheet.name.clone())
    }

    pub(super) fn role(&mut self, at: Address, role: Role) {
        self.roles.insert(at, role);
    }

    /// Returns the note on a cell of a record. Several records can share a cell by a merge, and its note with it.
    pub(super) fn note_of_record(&mut self, at: Address) -> Option<Note> {
        let found = self.notes.get_mut(&at)?;
        found.placed = true;
        Some(found.note.clone())
    }

    /// Takes the notes on a group's cells: they are of no record then.
    pub(super) fn take_notes(&mut self, cells: RangeInclusive<Address>) -> Vec<Note> {
        let at: Vec<Address> = self.notes.range(cells).map(|(at, _)| *at).collect();
        let taken = at.iter().filter_map(|at| self.notes.remove(at)).map(|found| found.note);
        taken.map(|note| Note { cell: place(&self.sheet.name, &note.cell), ..note }).collect()
    }

    pub(super) fn finding(&mut self, code: Code, message: impl Into<String>, at: Address) {
        self.finding_of(code, message, &[at]);
    }

    pub(super) fn finding_of(&mut self, code: Code, message: impl Into<String>, cells: &[Address]) {
        self.findings.push(Finding::new(code, message, Some(self.sheet.place_of(cells))));
    }

    /// A finding about a whole column.
    pub(super) fn finding_of_column(&mut self, code: Code, message: String, column: u32) {
        let label = self.sheet.label_cell(column).map(|at| at.to_string());
        let source = place(&self.sheet.name, &label.unwrap_or_else(|| column_letters(column)));
        self.findings.push(Finding::new(code, message, Some(source)));
    }

    pub(super) fn unclaimed(&mut self, at: Address, text: &str) {
        self.role(at, Role::Unclaimed);
        self.finding(Code::UnclaimedCell, format!("{} fits nowhere", text::quoted(text)), at);
    }
}

/// A finding for each cell that the outline could not place.
pub(super) fn report_unclaimed(claims: &mut Claims<'_>) {
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
        .filter(|at| !reported.contains(&claims.sheet.place_of(&[*at])))
        .collect();
    for at in missing {
        claims.finding(Code::UnclaimedCell, "the cell fits nowhere", at);
    }
}

/// A finding for each note that is neither on a record nor on a group, with all of its text: nothing else has it.
pub(super) fn report_unplaced_notes(claims: &mut Claims<'_>) {
    for (at, CellNote { note, .. }) in
        std::mem::take(&mut claims.notes).into_iter().filter(|(_, n)| !n.placed)
    {
        let author = note.author.map(|author| format!(" by {author}")).unwrap_or_default();
        let message = format!("a note{author} is on no record: `{}`", text::single_line(&note.text));
        claims.finding(Code::NoteUnplaced, message, at);
    }
}
