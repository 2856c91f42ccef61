//! A record's dates: every date of the date columns, and the one that counts now.
//!
//! A date that is crossed out is an earlier one: original, and the one beside it revised. That can be part of a cell.

use jiff::Span;

use crate::columns::MappedColumn;
use crate::grid::{Address, Value};
use crate::normalize::dates::{self, DateOptions, DateOrder};
use crate::normalize::text::quoted;
use crate::record::{Code, DateKind, DueState, Field, Record, When};

use super::claims::Claims;
use super::draft::Part;
use super::making::{Context, Making};

/// Dates of one column, and what stands there instead.
pub(super) struct ColumnDates {
    pub dates: Vec<When>,
    pub state: Option<DueState>,
}

impl Making<'_> {
    /// The dates of every date column, each column's in the order of its text.
    pub(super) fn dates(&mut self, claims: &mut Claims<'_>) -> Vec<ColumnDates> {
        let columns: Vec<(u32, Field)> = self
            .present
            .iter()
            .filter_map(|c| c.field.filter(|f| f.is_date()).map(|f| (c.column, f)))
            .collect();
        let mut all = Vec::new();
        for (column, field) in columns {
            let kind = kind_of(field);
            let mut found = ColumnDates { dates: Vec::new(), state: None };
            let mut parts: Vec<Part> = self.parts(column).iter().flat_map(Part::stretches).collect();
            // A date that is crossed out is told from the one beside it first.
            if parts.iter().all(|part| !part.cell.style.strike)
                && let Some(part) = self.date_of_shared(column)
            {
                parts = vec![part];
            }
            let kept = self.parts(column).iter().filter(|part| part.struck.is_some()).map(Part::text);
            let kept = kept.collect::<Vec<_>>();
            for stretch in parts.chunk_by(is_one_text) {
                let struck = stretch.iter().all(|part| part.cell.style.strike);
                let beside = struck.then(|| kept.first()).flatten();
                self.stretch_dates(stretch, (column, kind), beside, &mut found, claims);
            }
            self.from("dates", column, None);
            if !is_due(field) {
                found.state = None;
            }
            all.push(found);
        }
        all.extend(self.dates_of_owners(claims));
        all
    }

    /// The dates in which the owner cell ends, where they are the due dates.
    fn dates_of_owners(&mut self, claims: &mut Claims<'_>) -> Option<ColumnDates> {
        let column = self.column(Field::Owner)?;
        let part = self.date_of_shared(column)?;
        let mut found = ColumnDates { dates: Vec::new(), state: None };
        self.stretch_dates(&[part], (column, DateKind::Due), None, &mut found, claims);
        self.from("dates", column, None);
        Some(found)
    }

    /// The dates of a cell that holds its owners too, as a cell of its own.
    fn date_of_shared(&self, column: u32) -> Option<Part> {
        let shared = self.context.shared.filter(|shared| shared.column == column)?;
        let mut part = self.parts(column).first()?.clone();
        part.cell.value = Value::Text(shared.split(&self.draft.text(column))?.dates);
        part.struck = None;
        Some(part)
    }

    /// The dates of cells that hold one text, or of a single typed cell.
    ///
    /// Of a stretch that is crossed out `beside` what holds now only the dates count: its other words are of the past.
    fn stretch_dates(
        &self,
        parts: &[Part],
        (column, kind): (u32, DateKind),
        beside: Option<&String>,
        found: &mut ColumnDates,
        claims: &mut Claims<'_>,
    ) {
        let Some(first) = parts.first() else { return };
        let struck = |when: When| match when.kind {
            // A date that is crossed out is an earlier one, unless all of its row is.
            DateKind::Due | DateKind::Revised if first.cell.style.strike && !self.draft.is_struck() => {
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
        let figures = self.context.figures.get(&column).copied().unwrap_or_default();
        let options = DateOptions {
            order: self.context.options.date_order.unwrap_or(figures.order()),
            pairs: figures.pairs,
            anchor: self.context.as_of,
            kind,
            ..self.context.options.dates()
        };
        let mut read = dates::read_dates(&written, &options);
        if let Some(beside) = beside {
            // A date that lost its year to the one that replaced it was of the year up to that one.
            let now = dates::read_dates(beside, &options).dates.into_iter().find_map(|d| d.latest);
            let from = now.and_then(|day| day.checked_sub(Span::new().years(1)).ok());
            read = dates::read_dates(&written, &DateOptions { anchor: from.or(options.anchor), ..options });
        }
        if beside.is_some() && read.dates.is_empty() {
            return;
        }
        if beside.is_none() {
            found.state = found.state.or(read.state.and_then(dates::DateState::due_state));
        }
        if read.order_assumed
            && let Some(first) = cells.first()
        {
            let edtf: Vec<&str> = read.dates.iter().filter_map(|d| d.edtf.as_deref()).collect();
            let assumed = (*first, written.clone(), edtf.join(", "));
            claims.assumed.entry(column).or_default().push(assumed);
        }
        let unread = read.dates.is_empty() && read.state.and_then(dates::DateState::due_state).is_none();
        if unread || read.dates.iter().any(|d| d.edtf.is_none()) {
            let message = format!("{} holds no date that can be read", quoted(&written));
            claims.finding_of(Code::DateUnparsed, message, &cells);
        }
        if !read.repaired.is_empty() {
            let mended: Vec<String> = read.repaired.iter().map(|part| quoted(part)).collect();
            let message = format!("{} was mended to read the date", mended.join(", "));
            claims.finding_of(Code::TextRepaired, message, &cells);
        }
        found.dates.extend(read.dates.into_iter().map(struck));
    }
}

/// One finding for each column whose figures show no order of day and month, or both.
pub(super) fn report_orders(context: &Context<'_>, claims: &mut Claims<'_>) {
    let mut assumed = std::mem::take(&mut claims.assumed);
    for (column, figures) in &context.figures {
        let dates = assumed.remove(column).unwrap_or_default();
        let both = figures.day_first > 0 && figures.month_first > 0;
        // What has been agreed is not assumed.
        if context.options.date_order.is_some() || figures.settle_order() || (dates.is_empty() && !both) {
            continue;
        }
        let place = context.mapping.column(*column).map(MappedColumn::place).unwrap_or_default();
        let (order, clear) = match figures.order() {
            DateOrder::MonthFirst => ("month first", figures.month_first),
            _ => ("day first", figures.day_first),
        };
        let clear = if both {
            format!("from {clear} of {} clear dates in {place}", figures.day_first + figures.month_first)
        } else {
            format!("as no date in {place} shows the order")
        };
        let Some((_, written, read)) = dates.first() else {
            let message =
                format!("the dates in {place} have day and month in either order ({order} {clear})");
            claims.finding_of_column(Code::DateOrderAssumed, message, *column);
            continue;
        };
        let others = match dates.len() - 1 {
            0 => String::new(),
            others => format!(", and {others} more like it"),
        };
        let message = format!("{} read as {read} ({order}, {clear}){others}", quoted(written));
        let cells: Vec<Address> = dates.iter().map(|(at, ..)| *at).collect();
        claims.finding_of(Code::DateOrderAssumed, message, &cells);
    }
}

/// The values of a date column: a date that was revised or crossed out and the dates that replaced it are one.
pub(super) fn chains(dates: &[When]) -> Vec<Vec<When>> {
    let replaces = |date: &When, next: &When| {
        next.kind == DateKind::Revised || (date.kind == DateKind::Original && next.kind == DateKind::Due)
    };
    dates.chunk_by(replaces).map(<[When]>::to_vec).collect()
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
