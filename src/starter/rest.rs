//! The keys that stand alone: day, sheets, header rows, months and the order of dates; and the findings as rules.

use std::collections::BTreeMap;

use super::page::{Line, Section, list, quoted};
use super::tables;
use crate::columns::MappedColumn;
use crate::grid::{Address, HeaderRows, Sheet};
use crate::import::{Import, ImportOptions};
use crate::layout::Table;
use crate::normalize::dates::{self, DateOptions, DateOrder};
use crate::normalize::text;
use crate::profile::MONTHS;
use crate::read::Reading;
use crate::record::{Code, Field, Finding, Role};

/// What is of this file alone, live where the caller said it.
pub(super) fn given(imported: &Import, options: &ImportOptions) -> Section {
    let tracker = &imported.tracker;
    let mut lines = Vec::new();
    if let (Some(day), Some(basis)) = (tracker.as_of, tracker.as_of_basis) {
        lines.push(Line::new("as_of", &day.to_string(), format!("from {basis}"), options.as_of.is_some()));
    } else {
        lines.push(Line::new("as_of", "2024-03-31", "nothing says it", false));
    }
    let sheets = &tracker.source.sheets;
    if !sheets.is_empty() {
        let value = list(sheets.iter().map(String::as_str));
        let skipped = imported.sheets.iter().filter(|sheet| sheet.skipped.is_some()).count();
        let why = match skipped {
            0 => String::new(),
            1 => "another one was passed over".to_owned(),
            _ => format!("{skipped} others were passed over"),
        };
        lines.push(Line::new("sheets", &value, why, options.sheet.is_some()));
    }
    match options.layout.header {
        Some(rows) => lines.push(Line::new("header_rows", &rows_value(rows), "as given", true)),
        None => lines.extend(headers(imported)),
    }
    lines.push(Line::new("fy_start", &quoted(MONTHS.get(3).copied().unwrap_or_default()), "assumed", false));
    let parted = tracker.findings.iter().filter(|finding| finding.code == Code::ActionsSplit).count();
    lines.push(match parted {
        0 => Line::new("split_actions", "true", "no cell was taken for a list of actions", false),
        1 => Line::new("split_actions", "false", "1 cell lists several, and was parted", false),
        _ => Line::new(
            "split_actions",
            "false",
            format!("{parted} cells list several, and were parted"),
            false,
        ),
    });
    let about = [
        "The day whose state the tracker shows, the sheets to read, the rows of the header as the spreadsheet counts them,",
        "the first month of the financial year, and whether an action cell that lists several makes several records. They change",
        "from version to version: take away the # only where `trackrecord inspect` shows that something else was found.",
    ];
    Section { about: about.map(str::to_owned).to_vec(), table: None, lines }
}

/// The header of the first table of each sheet.
fn headers(imported: &Import) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut before = None;
    for (sheet, table, _) in tables(imported) {
        let rows = table.header_rows.first().zip(table.header_rows.last());
        // Labels beside their values stand in no row.
        let Some((first, last)) = rows.filter(|_| !table.is_turned()) else {
            continue;
        };
        if before.replace(sheet) == Some(sheet) {
            continue;
        }
        let rows = HeaderRows { first: *first, last: (first != last).then_some(*last) };
        let why = if sheet.is_empty() { String::new() } else { format!("on sheet {sheet}") };
        lines.push(Line::new("header_rows", &rows_value(rows), why, false));
    }
    lines
}

fn rows_value(rows: HeaderRows) -> String {
    let first = u64::from(rows.first) + 1;
    match rows.last {
        Some(last) => quoted(&format!("{first}-{}", u64::from(last) + 1)),
        None => first.to_string(),
    }
}

/// What the figures of a date column show.
struct Shown {
    day_first: usize,
    month_first: usize,
    /// Dates that could be read either way.
    either: usize,
    order: DateOrder,
}

/// The order of days and months, live where the columns agree on one that some date shows.
pub(super) fn dates(reading: &Reading, imported: &Import) -> Section {
    let mut about = vec![
        "Whether days or months come first in figures such as 3/4/2024: day_first or month_first.".to_owned(),
    ];
    let mut shown = Vec::new();
    for (name, table, mapping) in tables(imported) {
        let Some(sheet) = reading.workbook.sheets.iter().find(|sheet| sheet.name == name) else { continue };
        let understood = imported.sheets.iter().find(|understood| understood.name == name);
        let sheet = understood.map_or(sheet, |understood| understood.grid(sheet));
        for column in mapping.columns.iter().filter(|c| c.field.is_some_and(Field::is_date)) {
            let found = figures(sheet, table, column, imported);
            if found.day_first + found.month_first + found.either > 0 {
                about.push(format!(
                    "{} ({}): {} can only be day first, {} only month first, {} either",
                    column.header,
                    column.place(),
                    found.day_first,
                    found.month_first,
                    found.either
                ));
                shown.push(found);
            }
        }
    }
    let clear = shown.iter().filter(|column| column.day_first + column.month_first > 0);
    let first = clear.clone().next().map_or(DateOrder::DayFirst, |column| column.order);
    let contradicted =
        shown.iter().any(|column| column.order != first || (column.day_first > 0 && column.month_first > 0));
    let is_shown = clear.count() > 0;
    let name = if first == DateOrder::MonthFirst { "month_first" } else { "day_first" };
    let why = match (is_shown, contradicted) {
        (true, false) => "as the dates show",
        (true, true) => "the dates do not agree",
        (false, _) => "assumed: no date shows it",
    };
    let lines = vec![Line::new("date_order", &quoted(name), why, is_shown && !contradicted)];
    Section { about, table: None, lines }
}

fn figures(sheet: &Sheet, table: &Table, column: &MappedColumn, imported: &Import) -> Shown {
    let rows = table.rows.iter().filter(|row| matches!(row.role, Role::Record | Role::Continuation));
    let texts: Vec<String> = rows.map(|row| sheet.text(Address::new(row.row, column.column))).collect();
    let figures = dates::figures_shown(texts.iter().map(String::as_str), imported.tracker.as_of);
    let either = |text: &&String| dates::read_dates(text, &DateOptions::default()).order_assumed;
    Shown {
        day_first: figures.day_first,
        month_first: figures.month_first,
        either: texts.iter().filter(either).count(),
        order: figures.order(),
    }
}

/// The findings that there are, each as a rule that can be switched off.
pub(super) fn rules(findings: &[Finding]) -> Section {
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.code.is_optional()) {
        *counts.entry(finding.code).or_default() += 1;
    }
    let line = |(code, count): (&Code, &usize)| {
        let why = text::count(*count, "finding");
        Line::new(code.into(), "false", why, false)
    };
    let about = ["Findings that are not wanted, by code: `false` leaves them out."];
    Section {
        about: about.map(str::to_owned).to_vec(),
        table: Some("rules"),
        lines: counts.iter().map(line).collect(),
    }
}
