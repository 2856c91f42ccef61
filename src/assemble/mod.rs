//! Outline and mapping to a tracker: records with every value's cell and text as written, groups, ledger, findings.
//!
//! Steps, each in its file: `as_of` finds the tracker's day, `draft` collects each record's cells, `filling` and `blanks` what its
//! blank cells mean, `groups` tells where it stands, `fields` reads the cells (with `signals` for status and colour, `times` for
//! dates, `split` for several actions in one), `ids` names the records, `tell` says what holds for a table as a whole. Checks of
//! one record against another, or against the sheet's own counts, are for `check`.

mod as_of;
mod blanks;
mod claims;
mod colors;
mod dated;
mod draft;
mod fields;
mod filling;
#[cfg(test)]
mod forms;
mod groups;
mod ids;
mod making;
#[cfg(test)]
mod regressions;
#[cfg(test)]
mod rows;
mod sheets;
mod signals;
mod split;
mod tell;
mod times;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use jiff::civil::Date;

use crate::columns::Mapping;
use crate::grid::{Address, Sheet, Workbook};
use crate::layout::{Holds, Outline, Table};
use crate::normalize::dates::{self, DateOptions, DateOrder};
use crate::normalize::legend::Legend;
use crate::normalize::owners;
use crate::normalize::percent::Scale;
use crate::normalize::text;
use crate::record::{
    AsOfBasis, Code, Field, Ledger, Metadata, Role, Summary, TRACKER_SCHEMA, Tracker, TrackerSource,
};

use as_of::AsOf;
use claims::{Claims, report_unclaimed, report_unplaced_notes};
use dated::{Dated, Shared};
use draft::{Draft, Drafter, Part};
use filling::Filling;
use groups::Groups;
pub(crate) use ids::FreeIds;
use making::Context;

pub use times::due_of;

/// A sheet with what was found out about it.
#[derive(Debug, Clone, Copy)]
pub struct SheetReading<'a> {
    /// The grid.
    pub sheet: &'a Sheet,
    /// Its rows' roles and its tables.
    pub outline: &'a Outline,
    /// For each table its columns' fields; `None` for a table that is no tracker.
    pub mappings: &'a [Option<Mapping>],
}

/// What is known beforehand, and not from the sheets.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AssembleOptions {
    /// The tracker's day, and who says so.
    pub as_of: Option<(Date, AsOfBasis)>,
    /// The order of days and months in figures that can be read either way; each column tells where it is not given.
    pub date_order: Option<DateOrder>,
    /// First month of the financial year, 1 to 12; April where it is not given.
    pub fy_start: Option<i8>,
    /// Names that help to part runs of names.
    pub names: Vec<String>,
    /// Columns by header or letters: whether their blank cells mean the value above; the sheet tells where it is not given.
    pub fill_down: Vec<(String, bool)>,
    /// Whether an action cell that lists several is parted; the sheet tells where it is not given.
    pub split_actions: Option<bool>,
}

impl AssembleOptions {
    /// Returns the options with which a date is read where nothing else is known of it.
    fn dates(&self) -> DateOptions {
        let usual = DateOptions::default();
        DateOptions {
            order: self.date_order.unwrap_or(usual.order),
            fiscal_start: self.fy_start.unwrap_or(usual.fiscal_start),
            ..usual
        }
    }
}

/// A table's records as drafts, each with the labels that it stands under.
struct TableDrafts<'a> {
    place: usize,
    mapping: &'a Mapping,
    legend: &'a Legend,
    hidden_rows: &'a BTreeSet<u32>,
    drafts: Vec<(Draft, Vec<String>)>,
}

/// Returns the day whose state a sheet shows, as far as it says so itself.
pub fn day_of(outline: &Outline) -> Option<Date> {
    let options = AssembleOptions::default();
    as_of::find(std::iter::once((None, outline)), &options).map(|found| found.day)
}

/// Makes the tracker.
pub fn assemble(workbook: &Workbook, readings: &[SheetReading<'_>], options: &AssembleOptions) -> Tracker {
    let as_of = options
        .as_of
        .map(|(day, basis)| AsOf { day, basis, finding: None })
        .or_else(|| as_of::find(readings.iter().map(|r| (Some(r.sheet), r.outline)), options))
        .or_else(|| as_of::of_file_name(&workbook.file, options));
    let mut groups = Groups::default();
    let mut claims: Vec<Claims<'_>> = readings.iter().map(|r| Claims::new(r.sheet, r.outline)).collect();
    let mut tables = Vec::new();
    for (place, (reading, claims)) in readings.iter().zip(&mut claims).enumerate() {
        tables.extend(sheet_drafts(place, reading, options, &mut groups, claims));
    }
    let mut known_names = known_names(&tables);
    known_names.extend_from_slice(&options.names);
    let mut records = Vec::new();
    for table in &tables {
        let context = context(table, &known_names, as_of.as_ref().map(|a| a.day), options);
        let Some(claims) = claims.get_mut(table.place) else { continue };
        tell::report_columns(&context, claims);
        let drafts: Vec<&Draft> = table.drafts.iter().map(|(draft, _)| draft).collect();
        colors::report_named(table.mapping, table.legend, &drafts, claims);
        for (draft, path) in &table.drafts {
            for mut record in fields::records(draft, &context, claims) {
                record.group = path.last().cloned();
                record.group_path.clone_from(path);
                records.push(record);
            }
        }
        times::report_orders(&context, claims);
    }
    sheets::name_groups(readings, &mut records, &mut groups);
    ids::number(&mut records);
    let as_of = as_of.or_else(|| as_of::of_properties(&workbook.properties, &records));
    let source = TrackerSource {
        file: workbook.file.clone(),
        format: workbook.format.to_string(),
        sheets: readings.iter().map(|r| r.sheet.name.clone()).filter(|name| !name.is_empty()).collect(),
        made_from: None,
    };
    for claims in &mut claims {
        report_unclaimed(claims);
        report_unplaced_notes(claims);
    }
    Tracker {
        schema: TRACKER_SCHEMA.to_owned(),
        source,
        as_of: as_of.as_ref().map(|a| a.day),
        as_of_basis: as_of.as_ref().map(|a| a.basis),
        metadata: readings.iter().flat_map(metadata).collect(),
        groups: groups.list,
        records,
        retired_ids: Vec::new(),
        summaries: readings.iter().flat_map(summaries).collect(),
        ledger: Ledger::of(claims.iter().flat_map(|c| c.roles.values().copied())),
        findings: as_of
            .and_then(|a| a.finding)
            .into_iter()
            .chain(claims.into_iter().flat_map(|c| c.findings))
            .collect(),
    }
}

/// The drafts of a sheet's tables, with the groups that they open and close.
fn sheet_drafts<'a>(
    place: usize,
    reading: &SheetReading<'a>,
    options: &AssembleOptions,
    groups: &mut Groups,
    claims: &mut Claims<'_>,
) -> Vec<TableDrafts<'a>> {
    let mut tables = Vec::new();
    let trackers = reading.mappings.iter().flatten().count();
    for (table, mapping) in reading.outline.tables.iter().zip(reading.mappings) {
        let Some(mapping) = mapping else { continue };
        let closes = table.rows.iter().any(|r| r.role == Role::Total && !is_count(reading.sheet, r.row));
        let is_group = trackers > 1 || closes;
        groups.begin_table(reading.sheet, table, is_group, is_sheet_title(reading.outline, table, trackers));
        if let Some((title, _)) = table.title.as_ref().filter(|_| is_group) {
            groups.note(claims.take_notes(*title..=*title));
        }
        report_header(reading.sheet, table, claims);
        tell::report_hidden_columns(reading.sheet, table, mapping, claims);
        let filling = Filling::of(mapping, &options.fill_down);
        let drafts = table_drafts(reading, table, mapping, &filling, groups, claims);
        tables.push(TableDrafts {
            place,
            mapping,
            legend: &reading.outline.legend,
            hidden_rows: &reading.sheet.form().hidden_rows,
            drafts,
        });
    }
    tables
}

/// Reports a header that may be an item of a table without one: in several columns it holds a day or an address, as the first
/// row below it does.
fn report_header(sheet: &Sheet, table: &Table, claims: &mut Claims<'_>) {
    const ENOUGH: usize = 2;
    let [header] = table.header_rows.as_slice() else { return };
    let Some(first) = table.rows.iter().find(|row| row.role == Role::Record) else { return };
    let cells = row_texts(sheet, *header);
    let alike = |(at, text): &&(Address, String)| {
        let below = sheet.cell(Address::new(first.row, at.column)).map(|cell| cell.value.text());
        let below = below.as_deref().unwrap_or_default();
        let is_day = |text: &str| dates::looks_like_date(text) && text.contains(|c: char| c.is_ascii_digit());
        (is_day(text) && is_day(below)) || (text.contains("://") && below.contains("://"))
    };
    if cells.iter().filter(alike).count() >= ENOUGH {
        let cells: Vec<Address> = cells.into_iter().map(|(at, _)| at).collect();
        let message = "the row was taken as header, but holds what the items below it hold".to_owned();
        claims.finding_of(Code::RowReview, message, &cells);
    }
}

/// Tells whether a table's title is that of the sheet: the first thing on it, over its only table of items, or with a day that
/// the next version changes. As a group it would move every record.
fn is_sheet_title(outline: &Outline, table: &Table, trackers: usize) -> bool {
    table.title.as_ref().is_some_and(|(at, title)| {
        let first = outline.rows.keys().next() == Some(&at.row);
        first && (trackers == 1 || !dates::read_dates(title, &DateOptions::default()).dates.is_empty())
    })
}

fn table_drafts(
    reading: &SheetReading<'_>,
    table: &Table,
    mapping: &Mapping,
    filling: &Filling,
    groups: &mut Groups,
    claims: &mut Claims<'_>,
) -> Vec<(Draft, Vec<String>)> {
    let (sheet, legend) = (reading.sheet, &reading.outline.legend);
    let drafter = Drafter::new(sheet, table, mapping);
    let mut drafts: Vec<(Draft, Vec<String>)> = Vec::new();
    let mut filled_down: BTreeMap<u32, Vec<Address>> = BTreeMap::new();
    let mut dittos: BTreeMap<u32, Vec<Address>> = BTreeMap::new();
    let mut in_section = false;
    let mut parent: Option<blanks::ParentItem> = None;
    let mut rows = table.rows.iter().peekable();
    while let Some(row) = rows.next() {
        if row.doubted {
            let cells: Vec<Address> = row_texts(sheet, row.row).into_iter().map(|(at, _)| at).collect();
            let message = format!("the row was taken as {}, but could name an item", row.role);
            claims.finding_of(Code::RowReview, message, &cells);
        }
        match row.role {
            Role::Section => {
                parent = blanks::parent_item(sheet, mapping, row, rows.peek().copied());
                let texts = row_texts(sheet, row.row);
                if let Some(item) = &parent {
                    let own = texts.iter().map(|(at, _)| *at).filter(|at| *at == item.part.at);
                    own.for_each(|at| claims.role(at, Role::Record));
                } else if let Some((at, _)) = texts.first() {
                    groups.begin_section(sheet, *at, &section_label(table, &texts));
                    groups.note(claims.take_notes(whole_row(row.row)));
                }
                in_section = false;
            }
            Role::Record => {
                let mut draft = drafter.begin(row, drafts.last_mut().map(|(draft, _)| draft), claims);
                if let Some((above, _)) = drafts.last() {
                    for column in blanks::resolve_dittos(mapping, &mut draft, above) {
                        dittos.entry(column).or_default().push(row.cell(column));
                    }
                }
                if let Some((above, _)) = drafts.last().filter(|_| in_section) {
                    for column in filling.fill(&mut draft, above) {
                        filled_down.entry(column).or_default().push(row.cell(column));
                    }
                }
                let item = parent.as_ref().filter(|item| !filling.is_never(item.column));
                if let Some(column) = item.and_then(|item| item.fill(mapping, &mut draft)) {
                    filled_down.entry(column).or_default().push(row.cell(column));
                }
                for column in &filling.groups {
                    if filling.is_never(*column) && draft.is_empty(*column) {
                        groups.leave();
                    }
                    if let Some(part) = draft.parts(*column).first().filter(|part| !part.text().is_empty()) {
                        groups.enter(sheet, part.at, &part.text());
                        groups.note(claims.take_notes(part.at..=part.at));
                    }
                }
                groups.add_record();
                drafts.push((draft, groups.path()));
                in_section = !table.apart;
            }
            Role::Continuation => match drafts.last_mut() {
                Some((draft, _)) => drafter.extend(row, draft, claims),
                None => row_texts(sheet, row.row).iter().for_each(|(at, text)| claims.unclaimed(*at, text)),
            },
            Role::Total if !is_count(sheet, row.row) => {
                groups.close(sheet, &row_texts(sheet, row.row));
                if groups.open_group().is_some() {
                    groups.note(claims.take_notes(whole_row(row.row)));
                }
            }
            _ => {}
        }
    }
    for (column, cells) in blanks::fill_headings(mapping, filling, &table.rows, &mut drafts) {
        filled_down.entry(column).or_default().extend(cells);
    }
    tell::report_shifts(sheet, table, claims);
    tell::report_carried(mapping, legend, &mut drafts, claims);
    tell::report_filled(mapping, filled_down, dittos, claims);
    drafts
}

/// The label of a section's row: all that it says inside the table, its number first.
fn section_label(table: &Table, texts: &[(Address, String)]) -> String {
    let inside = |at: &Address| (table.range.start.column..=table.range.end.column).contains(&at.column);
    let label: Vec<&str> = texts.iter().filter(|(at, _)| inside(at)).map(|(_, text)| text.as_str()).collect();
    label.join(" ")
}

fn whole_row(row: u32) -> RangeInclusive<Address> {
    Address::new(row, 0)..=Address::new(row, u32::MAX)
}

/// The texts of a row, by column.
fn row_texts(sheet: &Sheet, row: u32) -> Vec<(Address, String)> {
    let cells = sheet.row(row).map(|r| r.filled().collect::<Vec<_>>()).unwrap_or_default();
    cells.into_iter().map(|cell| (Address::new(row, cell.column), text::clean(&cell.value.text()))).collect()
}

/// "Total actions: 24": a count of records, not a sum that closes a group.
fn is_count(sheet: &Sheet, row: u32) -> bool {
    total_of(&row_texts(sheet, row)).is_some()
}

/// The number of a row that counts the records: a label that begins with total, and one number.
fn total_of(cells: &[(Address, String)]) -> Option<u64> {
    const COUNTED: [&str; 9] = [
        "action",
        "actions",
        "recommendation",
        "recommendations",
        "item",
        "items",
        "records",
        "risks",
        "issues",
    ];
    let label = text::fold(&cells.first()?.1);
    if !label.split(' ').take(2).any(|word| matches!(word, "total" | "totals")) || cells.len() > 2 {
        return None;
    }
    let all = cells.iter().map(|(_, cell)| text::fold(cell)).collect::<Vec<_>>().join(" ");
    let mut numbers = all.split(' ').filter_map(|word| word.parse::<u64>().ok());
    let number = numbers.next().filter(|_| numbers.next().is_none())?;
    let counted = all.split(' ').any(|word| COUNTED.contains(&word));
    // Of what a total is without a noun only its label can tell: "Total savings" is a sum.
    let bare = cells.len() == 2
        && label.split(' ').all(|word| matches!(word, "total" | "totals" | "grand" | "overall" | "sub"));
    (counted || bare).then_some(number)
}

/// Names that stand alone in an owner cell: they help to part runs of names without separators.
fn known_names(tables: &[TableDrafts<'_>]) -> Vec<String> {
    let mut texts = Vec::new();
    for table in tables {
        for column in table.mapping.of(Field::Owner) {
            texts.extend(table.drafts.iter().map(|(draft, _)| draft.text(column.column)));
        }
    }
    owners::names_alone(texts.iter().map(String::as_str))
}

/// What a table's cells mean beyond themselves: the order of its dates, its percentages, its fills.
fn context<'a>(
    table: &TableDrafts<'a>,
    known_names: &'a [String],
    as_of: Option<Date>,
    options: &'a AssembleOptions,
) -> Context<'a> {
    let mut figures = BTreeMap::new();
    let mut scales = BTreeMap::new();
    let mut fills = BTreeSet::new();
    let shared = Shared::of(table.mapping);
    let split = |(draft, _): &(Draft, _)| shared.and_then(|s| s.split(&draft.text(s.column)));
    let parted: Vec<Dated> = table.drafts.iter().filter_map(split).collect();
    let shared = shared.filter(|_| !parted.is_empty());
    for column in &table.mapping.columns {
        let parts = || table.drafts.iter().flat_map(|(draft, _)| draft.parts(column.column));
        match column.field {
            Some(field) if field.is_date() => {
                let texts: Vec<String> = parts().map(Part::text).collect();
                figures.insert(column.column, dates::figures_shown(texts.iter().map(String::as_str), as_of));
            }
            Some(Field::Owner) if shared.is_some_and(|shared| shared.column == column.column) => {
                let texts: Vec<String> = parted.iter().map(|dated| dated.dates.clone()).collect();
                figures.insert(column.column, dates::figures_shown(texts.iter().map(String::as_str), as_of));
            }
            // A column by this name is of our own CSV, whose numbers go from 0 to 100.
            Some(Field::PercentComplete) if column.header != "percent_complete" => {
                let numbers: Vec<f64> = parts().filter_map(signals::bare_number).collect();
                scales.insert(column.column, Scale::of(&numbers));
            }
            Some(Field::Rag) => {
                fills.insert(column.column);
            }
            Some(Field::Status) if fills_part_records(table, column.column) => {
                fills.insert(column.column);
            }
            _ => {}
        }
    }
    let drafts: Vec<&Draft> = table.drafts.iter().map(|(draft, _)| draft).collect();
    let painted = colors::painted(table.mapping, table.legend, &drafts);
    fills.extend(painted.as_ref().map(|painted| painted.column));
    Context {
        mapping: table.mapping,
        has_rag: table.mapping.of(Field::Rag).next().is_some(),
        legend: table.legend,
        hidden_rows: table.hidden_rows,
        known_names,
        figures,
        scales,
        fills,
        painted,
        shared,
        parted: parted.len(),
        itemized: options.split_actions.unwrap_or_else(|| lists_items(table)),
        as_of,
        options,
    }
}

/// Tells whether some row proves that the actions of a table are lists.
fn lists_items(table: &TableDrafts<'_>) -> bool {
    let Some(column) = table.mapping.of(Field::Action).next() else { return false };
    let days = || table.mapping.columns.iter().filter(|c| c.field.is_some_and(Field::is_date));
    table.drafts.iter().any(|(draft, _)| {
        let count = |column: u32| dates::read_dates(&draft.text(column), &DateOptions::default()).dates.len();
        split::proves_items(&draft.text(column.column), || days().map(|c| count(c.column)).collect())
    })
}

/// Tells whether a column's fills behave like a rating: most records have one, and they fall into a few classes.
fn fills_part_records(table: &TableDrafts<'_>, column: u32) -> bool {
    let mut classes = BTreeSet::new();
    let mut filled = 0_usize;
    for (draft, _) in &table.drafts {
        if let Some(shown) = colors::shown(draft.parts(column), table.legend) {
            classes.insert(shown.rag);
            filled += 1;
        }
    }
    classes.len() >= 2 && filled * 2 > table.drafts.len()
}

fn metadata(reading: &SheetReading<'_>) -> Vec<Metadata> {
    let pairs = reading.outline.metadata.iter();
    pairs
        .map(|pair| Metadata {
            label: pair.label.clone(),
            value: pair.value.clone(),
            source: reading.sheet.place_of(&[pair.at]),
        })
        .collect()
}

/// The blocks of counts outside the tables, and the totals inside them that count records.
fn summaries(reading: &SheetReading<'_>) -> Vec<Summary> {
    let blocks = reading.outline.summaries.iter().map(|block| Summary {
        source: reading.sheet.place_of(&block.cells),
        counts: block.counts.clone(),
        total: block.total,
    });
    // The sums of a table of figures count no records.
    let tables = reading.outline.tables.iter().filter(|table| table.holds == Holds::Items);
    let rows = tables.flat_map(|t| &t.rows).filter(|r| r.role == Role::Total);
    let totals = rows.filter_map(|row| {
        let cells = row_texts(reading.sheet, row.row);
        let total = total_of(&cells)?;
        let at: Vec<Address> = cells.iter().map(|(at, _)| *at).collect();
        Some(Summary { source: reading.sheet.place_of(&at), counts: Vec::new(), total: Some(total) })
    });
    blocks.chain(totals).collect()
}
