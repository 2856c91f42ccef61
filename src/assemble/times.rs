//! A record's dates: every date of the date columns, and the one that counts now.
//!
//! A date that is crossed out is an earlier one: original, and the one beside it revised.

use crate::grid::{Address, Value};
use crate::normalize::dates::{self, DateOptions, DateOrder};
use crate::record::{Code, DateKind, DueState, Field, Record, When};

use super::claims::Claims;
use super::draft::Part;
use super::making::Making;

/// Dates of one column, and what stands there instead.
pub(super) struct ColumnDates {
    pub dates: Vec<When>,
    pub state: Option<DueState>,
}

impl Making<'_> {
    /// The dates of every date column, each column's in the order of its text.
    pub(super) fn dates(&mut self, claims: &mut Claims) -> Vec<ColumnDates> {
        let columns: Vec<(u32, Field)> = self
            .context
            .mapping
            .columns
            .iter()
            .filter_map(|c| c.field.filter(|f| f.is_date()).map(|f| (c.column, f)))
            .filter(|(column, _)| !self.parts(*column).is_empty())
            .collect();
        let mut all = Vec::new();
        for (column, field) in columns {
            let kind = kind_of(field);
            let mut found = ColumnDates { dates: Vec::new(), state: None };
            for stretch in self.draft.parts(column).chunk_by(is_one_text) {
                self.stretch_dates(stretch, column, kind, &mut found, claims);
            }
            self.from("dates", column, None);
            if !is_due(field) {
                found.state = None;
            }
            all.push(found);
        }
        all
    }

    /// The dates of cells that hold one text, or of a single typed cell.
    fn stretch_dates(
        &self,
        parts: &[Part],
        column: u32,
        kind: DateKind,
        found: &mut ColumnDates,
        claims: &mut Claims,
    ) {
        let Some(first) = parts.first() else { return };
        let struck = |when: When| match when.kind {
            // A date that is crossed out is an earlier one.
            DateKind::Due | DateKind::Revised if first.cell.style.strike => {
                When { kind: DateKind::Original, ..when }
            }
            _ => when,
        };
        if let Value::Date(at, shown) = first.cell.value {
            found.dates.push(struck(dates::of_cell(at, shown, kind)));
            return;
        }
        let written = super::draft::join(parts.iter().map(Part::text));
        if written.is_empty() {
            return;
        }
        let cells: Vec<Address> = parts.iter().map(|p| p.at).collect();
        let options = DateOptions {
            order: self.context.orders.get(&column).copied().unwrap_or(DateOrder::DayFirst),
            anchor: self.context.as_of,
            kind,
            ..DateOptions::default()
        };
        let read = dates::read_dates(&written, &options);
        found.state = found.state.or(read.state.and_then(dates::DateState::due_state));
        if read.order_assumed && !self.context.orders.contains_key(&column) {
            let message = format!("`{written}` was read day first, as nothing else shows");
            claims.finding_of(Code::DateOrderAssumed, message, &cells);
        }
        let unread = read.dates.is_empty() && read.state.is_none();
        if unread || read.dates.iter().any(|d| d.edtf.is_none()) {
            claims.finding_of(
                Code::DateUnparsed,
                format!("`{written}` holds no date that can be read"),
                &cells,
            );
        }
        found.dates.extend(read.dates.into_iter().map(struck));
    }
}

/// The values of a date column: a date that was revised and the dates that replaced it are one.
pub(super) fn chains(dates: &[When]) -> Vec<Vec<When>> {
    dates.chunk_by(|_, next| next.kind == DateKind::Revised).map(<[When]>::to_vec).collect()
}

/// Tells whether two cells hold one text that rows cut apart: both text, both crossed out or neither.
fn is_one_text(a: &Part, b: &Part) -> bool {
    let text = |part: &Part| matches!(part.cell.value, Value::Text(_));
    text(a) && text(b) && a.cell.style.strike == b.cell.style.strike
}

fn kind_of(field: Field) -> DateKind {
    match field {
        Field::OriginalDue => DateKind::Original,
        Field::RevisedDue => DateKind::Revised,
        Field::Completed => DateKind::Completed,
        Field::Started => DateKind::Start,
        Field::Updated => DateKind::Updated,
        Field::Raised => DateKind::Raised,
        Field::Review => DateKind::Review,
        Field::Reported => DateKind::Reported,
        Field::OtherDate => DateKind::Other,
        _ => DateKind::Due,
    }
}

fn is_due(field: Field) -> bool {
    matches!(field, Field::Due | Field::OriginalDue | Field::RevisedDue)
}

/// Tells original from revised where one date was crossed out, and picks the date that counts now.
pub(super) fn finish_dates(record: &mut Record) {
    let struck = record.dates.iter().any(|d| d.kind == DateKind::Original)
        && record.dates.iter().any(|d| d.kind == DateKind::Due);
    if struck {
        // Beside an original date a plain one replaced it.
        for date in record.dates.iter_mut().filter(|d| d.kind == DateKind::Due) {
            date.kind = DateKind::Revised;
        }
    }
    record.due = due_of(&record.dates).cloned();
}

/// Returns the date that counts now: the latest revised one, else the latest due, else the latest original.
pub fn due_of(dates: &[When]) -> Option<&When> {
    let latest = |kind: DateKind| {
        let known = dates.iter().filter(|d| d.kind == kind && d.edtf.is_some());
        known.max_by(|a, b| (a.latest.is_some(), a.latest).cmp(&(b.latest.is_some(), b.latest)))
    };
    latest(DateKind::Revised).or_else(|| latest(DateKind::Due)).or_else(|| latest(DateKind::Original))
}
