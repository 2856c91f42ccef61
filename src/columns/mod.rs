//! Columns to fields: by what their headers say and by what their cells hold, each with a reason and a confidence.
//!
//! `content` counts what the cells hold, `evidence` weighs header and cells for one field, `periods` tells the newest of
//! several columns for one field, `marks` finds columns that are ticked, this file settles who gets which: the best evidence
//! first, each single field once. What the caller pins comes before all evidence; `pins` tells whether it can. A column that
//! gets none keeps its header and goes to `extra`. What the cells mean is for `assemble`.

mod content;
mod days;
mod evidence;
mod marks;
mod periods;
mod pins;

use std::collections::{BTreeMap, BTreeSet};

use crate::grid::{Address, Sheet, column_letters};
use crate::layout::{Holds, Pin, PinnedBy, Table, pinned};
use crate::normalize::{headers, text};
use crate::record::{Field, Role};

use content::{Content, ratio};

pub use marks::is_unticked;
pub use pins::{check_pins, unused_pins};

/// From this confidence on a mapping is accepted; below, down to [`LEAST`], it is used and reported for review.
pub const ACCEPTED: f32 = 0.8;

/// Below this confidence a column maps to no field.
pub const LEAST: f32 = 0.5;

/// Confidence of what a person should confirm.
const CONFIRMABLE: f32 = 0.7;

/// Share of refs from which a column numbers its rows.
const NUMBERED: f32 = 0.6;

/// Share of dates from which a column named for a deadline holds some.
const DATED: f32 = 0.5;

/// Share of names from which a second column of owners is one.
const OTHER_OWNERS: f32 = 0.5;

/// So many groups of one row each are no chance.
const LEAST_ITEMS: usize = 3;

/// Mean words from which cells tell actions ("Buy lamps") and do not list kinds of them ("Accept", "Transfer").
const ACTION_WORDS: f32 = 1.5;

/// Which column of a table is which field.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Mapping {
    /// The table's columns, by column.
    pub columns: Vec<MappedColumn>,
    /// What a person should know of columns that another one was preferred to.
    pub remarks: Vec<Remark>,
    /// Columns whose cells are marks, each with the value that a mark stands for; several of them are one field.
    pub marks: BTreeMap<u32, String>,
    /// For a column that shows the newest time, those of the times before it, the latest first; all are in extra.
    pub earlier: BTreeMap<u32, Vec<u32>>,
}

/// What a person should know of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Column, from 0.
    pub column: u32,
    /// One sentence.
    pub message: String,
}

/// A column and the field it maps to.
#[derive(Debug, Clone, PartialEq)]
pub struct MappedColumn {
    /// Column, from 0.
    pub column: u32,
    /// The file's cell that holds its label, where its records do not stand in rows.
    pub cell: Option<Address>,
    /// Its header, one line, with its parent where it shares one.
    pub header: String,
    /// Its key in `extra`: the header, made unique among the table's columns.
    pub key: String,
    /// The field; `None` where it maps to none.
    pub field: Option<Field>,
    /// From 0 to 1; 0 where it maps to none, 1 where it is pinned to a field.
    pub confidence: f32,
    /// What the decision rests on, for a person.
    pub reason: String,
}

impl MappedColumn {
    /// Returns what it is called where its header cannot tell: its letters, or the cell of its label (`A3`).
    pub fn mark(&self) -> String {
        self.cell.map_or_else(|| column_letters(self.column), |cell| cell.to_string())
    }

    /// Tells whether a name means it: its header, in any case and spacing, or its mark.
    pub fn is_called(&self, name: &str) -> bool {
        text::fold(name) == text::fold(&self.header) || self.mark().eq_ignore_ascii_case(name.trim())
    }

    /// Returns where it is for a message: `column D`, `label A3`.
    pub fn place(&self) -> String {
        let kind = if self.cell.is_some() { "label" } else { "column" };
        format!("{kind} {}", self.mark())
    }
}

impl Mapping {
    /// Returns the columns of a field, from the left.
    pub fn of(&self, field: Field) -> impl Iterator<Item = &MappedColumn> {
        self.columns.iter().filter(move |c| c.field == Some(field))
    }

    /// Returns the mapping of a column.
    pub fn column(&self, column: u32) -> Option<&MappedColumn> {
        let place = self.columns.binary_search_by_key(&column, |c| c.column).ok()?;
        self.columns.get(place)
    }

    /// Tells whether some column says what the items are.
    pub fn has_subject(&self) -> bool {
        self.columns.iter().any(|c| c.field.is_some_and(is_item))
    }

    /// Tells whether its columns track items, whatever says which: whose they are, until when, and how they stand.
    pub fn tracks(&self) -> bool {
        let has = |field: Field| self.of(field).any(|c| c.confidence >= ACCEPTED);
        let dated = has(Field::Due) || has(Field::OriginalDue) || has(Field::RevisedDue);
        (has(Field::Owner) || has(Field::Unit)) && dated && (has(Field::Status) || has(Field::Rag))
    }
}

/// A claim of a column to a field.
struct Claim {
    place: usize,
    field: Field,
    confidence: f32,
    reason: String,
}

/// What a pinned column's field rests on.
fn word_of(pin: &Pin) -> String {
    let word = match pin.by {
        PinnedBy::Caller => "pinned",
        PinnedBy::Profile => "pinned by the profile",
    };
    word.to_owned()
}

/// Settles which column of a table is which field; `pins` are the caller's word for some of them.
pub fn map(sheet: &Sheet, table: &Table, pins: &[Pin]) -> Mapping {
    let pinned = pinned(pins, &table.columns);
    let contents: Vec<Content> = table.columns.iter().map(|c| Content::of(sheet, table, c.column)).collect();
    let mut claims: Vec<Claim> = Vec::new();
    let deadlines = deadlines(table, &contents);
    for (place, (column, content)) in table.columns.iter().zip(&contents).enumerate() {
        let beside_deadline = deadlines.iter().any(|deadline| *deadline != place);
        for (i, read) in headers::read_header_all(&column.full()).into_iter().enumerate() {
            // Before what the header says, as the better of two equal claims.
            claims.extend(evidence::told_ref(place, &column.label, &read, content));
            // Only what a header means first.
            if i == 0 {
                claims.extend(evidence::told_date(place, &column.label, &read, content));
            }
            claims.extend(evidence::told_status(place, &column.label, &read, content));
            claims.extend(evidence::told_percent(place, &column.label, &read, content));
            claims.push(evidence::from_header(place, &column.label, &read, content, beside_deadline));
        }
    }
    let runs = free_runs(sheet, table, &claims, &pinned);
    claims.retain(|c| !runs.iter().any(|run| run.places.contains(&c.place)));
    let known = !runs.is_empty()
        || claims.iter().any(|c| c.confidence >= LEAST)
        || pinned.iter().flatten().any(|p| p.field.is_some());
    if known {
        for (place, (column, content)) in table.columns.iter().zip(&contents).enumerate() {
            // A label that names no field says what the column is all the same; only where there is none the cells speak.
            if !column.named {
                claims.extend(evidence::from_cells(place, content));
            }
        }
    }
    leave_empty(&mut claims, &contents);
    // Where headlines part the items, a column that only may name their group ("Site") says something else of them.
    if table.rows.iter().any(|row| row.role == Role::Section) {
        claims.retain(|c| c.field != Field::Group || c.confidence >= ACCEPTED);
    }
    let mut remarks = Vec::new();
    if known && table.holds == Holds::Items {
        remarks.extend(periods::told_by_periods(&table.columns, &contents, &pinned, &mut claims));
    }
    let mut earlier = BTreeMap::new();
    remarks.extend(periods::keep_newest(&table.columns, &contents, &pinned, &mut claims, &mut earlier));
    let owners: Vec<(usize, f32)> =
        claims.iter().filter(|c| c.field == Field::Owner).map(|c| (c.place, c.confidence)).collect();
    let mut settled = settle(claims, &pinned);
    remarks.extend(other_owners(table, &settled, &contents, &pinned, &owners));
    let marks = take_runs(&runs, table, &mut settled, &mut remarks);
    if known {
        add_subject(&mut settled, table, &contents, &pinned);
        add_parent(&mut settled, table, &contents, &pinned);
        add_due(&mut settled, table, &contents, &pinned);
        days::add(&mut settled, table, &contents, &pinned);
        promote_comments(&mut settled, table, &contents, &pinned, &earlier);
    }
    let keys = unique_keys(table);
    let columns = table
        .columns
        .iter()
        .zip(settled)
        .zip(keys)
        .zip(pinned)
        .map(|(((column, claim), key), pin)| {
            let header = column.full();
            match claim {
                Some(claim) => MappedColumn {
                    column: column.column,
                    cell: column.cell,
                    header,
                    key,
                    field: Some(claim.field),
                    confidence: claim.confidence,
                    reason: claim.reason,
                },
                None => MappedColumn {
                    column: column.column,
                    cell: column.cell,
                    header,
                    key,
                    field: None,
                    confidence: 0.0,
                    reason: match pin {
                        Some(pin) => word_of(pin),
                        None => "no field of that name, or another column holds it better".to_owned(),
                    },
                },
            }
        })
        .collect();
    Mapping { columns, remarks, marks, earlier }
}

/// Places of the columns that say beyond doubt when items are due, and do.
fn deadlines(table: &Table, contents: &[Content]) -> Vec<usize> {
    let columns = table.columns.iter().zip(contents).enumerate();
    let deadline = columns.filter(|(_, (column, content))| {
        let read = headers::read_header(&column.full());
        read.is_some_and(|read| {
            matches!(read.field, Field::Due | Field::RevisedDue) && read.confidence >= ACCEPTED
        }) && content.share(content.dates) >= DATED
    });
    deadline.map(|(place, _)| place).collect()
}

/// Gives each column its pinned field, or its best free one, the best evidence first; equal evidence from the left.
///
/// Of several sure owners ("Responsible officer", "Responsible Director") the left one is it, however its header words it.
fn settle(mut claims: Vec<Claim>, pinned: &[Option<&Pin>]) -> Vec<Option<Claim>> {
    let is_pinned = |place: usize| pinned.get(place).is_some_and(Option::is_some);
    claims.retain(|c| c.confidence >= LEAST && !is_pinned(c.place));
    let weight = |c: &Claim| if c.field == Field::Owner { c.confidence.min(ACCEPTED) } else { c.confidence };
    claims.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.place.cmp(&b.place)));
    let certain = |(place, pin): (usize, &Option<&Pin>)| {
        let pin = (*pin)?;
        Some(Claim { place, field: pin.field?, confidence: 1.0, reason: word_of(pin) })
    };
    let mut settled: Vec<Option<Claim>> = pinned.iter().enumerate().map(certain).collect();
    let mut taken: BTreeSet<Field> =
        settled.iter().flatten().map(|c| c.field).filter(|field| !field.repeats()).collect();
    for claim in claims {
        let Some(slot) = settled.get_mut(claim.place) else { continue };
        if slot.is_some() || taken.contains(&claim.field) {
            continue;
        }
        if !claim.field.repeats() {
            taken.insert(claim.field);
        }
        *slot = Some(claim);
    }
    settled
}

/// Of columns that surely name one field those that nobody fills in leave it to the one that has something: an `Owner` that a
/// template put there, beside `Assigned to`.
fn leave_empty(claims: &mut Vec<Claim>, contents: &[Content]) {
    let filled = |place: usize| contents.get(place).map_or(0, |c| c.filled + c.bare_fills);
    let best = periods::best_claims(claims);
    let is_best = |claim: &&Claim| best.get(&claim.place).is_none_or(|best| claim.confidence >= *best);
    let sure = claims.iter().filter(|c| c.confidence >= ACCEPTED && filled(c.place) > 0);
    let held: BTreeSet<Field> = sure.filter(is_best).map(|c| c.field).collect();
    claims.retain(|c| filled(c.place) > 0 || c.field.repeats() || !held.contains(&c.field));
}

/// Runs of marked columns whose field no other column is, and nobody says that they are something else.
fn free_runs(sheet: &Sheet, table: &Table, claims: &[Claim], pinned: &[Option<&Pin>]) -> Vec<marks::Run> {
    let mut runs = marks::runs(sheet, table);
    runs.retain(|run| {
        let inside = |place: usize| run.places.contains(&place);
        let claimed =
            claims.iter().any(|c| c.field == run.field && c.confidence >= LEAST && !inside(c.place));
        let contradicted = pinned.iter().enumerate().any(|(place, pin)| {
            pin.is_some_and(|pin| inside(place) != (pin.field == Some(run.field)))
                && (inside(place) || pin.is_some_and(|pin| pin.field == Some(run.field)))
        });
        !claimed && !contradicted
    });
    runs
}

/// Gives the columns of each run its field; returns what a mark in each stands for.
fn take_runs(
    runs: &[marks::Run],
    table: &Table,
    settled: &mut [Option<Claim>],
    remarks: &mut Vec<Remark>,
) -> BTreeMap<u32, String> {
    let mut marks = BTreeMap::new();
    for run in runs {
        let columns = table.columns.get(run.places.clone()).unwrap_or_default();
        let labels: Vec<String> = columns.iter().map(|c| format!("`{}`", c.label)).collect();
        let what = if run.marks { "marks" } else { "fills" };
        let reason = format!(
            "{what} under {} tell the {}; {} of {} rows have one",
            labels.join(", "),
            run.field,
            run.marked,
            run.rows
        );
        for (place, column) in run.places.clone().zip(columns) {
            if let Some(slot) = settled.get_mut(place) {
                let claim = Claim { place, field: run.field, confidence: ACCEPTED, reason: reason.clone() };
                *slot = Some(claim);
            }
            if run.marks {
                marks.insert(column.column, column.label.clone());
            }
        }
        remarks.extend(columns.first().map(|c| Remark { column: c.column, message: reason }));
    }
    marks
}

/// Columns that name owners as surely as the one that was taken; nothing where the caller named it.
fn other_owners(
    table: &Table,
    settled: &[Option<Claim>],
    contents: &[Content],
    pinned: &[Option<&Pin>],
    owners: &[(usize, f32)],
) -> Vec<Remark> {
    let taken = |(place, claim): (usize, &Option<Claim>)| {
        claim.as_ref().is_some_and(|c| c.field == Field::Owner).then_some(place)
    };
    let header = |place: usize| table.columns.get(place);
    let is_pinned = |place: usize| pinned.get(place).is_some_and(Option::is_some);
    let Some(first) = settled.iter().enumerate().find_map(taken).filter(|place| !is_pinned(*place)) else {
        return Vec::new();
    };
    let names = |place: usize| {
        contents.get(place).is_some_and(|c| c.filled >= 2 && c.share(c.owners) >= OTHER_OWNERS)
    };
    let free = |place: usize| settled.get(place).is_some_and(Option::is_none) && !is_pinned(place);
    owners
        .iter()
        .filter(|(place, confidence)| *confidence >= ACCEPTED && free(*place) && names(*place))
        .filter_map(|(place, _)| Some((header(*place)?, header(first)?)))
        .map(|(other, first)| Remark {
            column: other.column,
            message: format!(
                "`{}` names owners too, beside `{}`, and was kept in extra; `--map {}=owner` takes it instead",
                other.full(),
                first.full(),
                other.mark()
            ),
        })
        .collect()
}

/// A tracker whose headers do not name its items: they are the text column with the most to say, the left one of two alike.
///
/// A column that its header calls a project or a programme is such a column too where no two rows are of the same one.
fn add_subject(settled: &mut [Option<Claim>], table: &Table, contents: &[Content], pinned: &[Option<&Pin>]) {
    // A column that nobody fills in tells nothing, whatever its header says.
    let tells = |claim: &Claim| {
        is_item(claim.field)
            && (contents.get(claim.place).is_none_or(|c| c.filled > 0)
                || pinned.get(claim.place).is_some_and(Option::is_some))
    };
    if table.holds == Holds::NamedFigures || settled.iter().flatten().any(tells) {
        return;
    }
    let taken = settled.iter().flatten().any(|c| c.field == Field::Action);
    let textual = |content: &Content| {
        content.filled * 2 > content.rows
            && content.distinct * 2 > content.filled
            && content.share(content.numbers + content.spans) < 0.5
            && content.share(content.dates) < 0.5
            && content.share(content.owners).min(content.share(content.statuses)) < 0.5
    };
    // A list of projects with their contacts tracks nothing.
    let tracked =
        settled.iter().flatten().any(|c| c.field.is_date() || matches!(c.field, Field::Status | Field::Rag));
    let mut best: Option<(usize, Field, f32)> = None;
    let columns = settled.iter().zip(&table.columns).zip(contents).zip(pinned).enumerate();
    for (place, (((claim, column), content), pin)) in columns {
        let words = content.mean_words();
        let field = match claim {
            None if taken => Some(Field::Recommendation),
            None => Some(Field::Action),
            Some(claim) if tracked && claim.field == Field::Group && content.distinct == content.filled => {
                let reads = headers::read_header_all(&column.full());
                // The phases of a plan are its items where it has one row for each.
                let item = reads.iter().map(|read| read.field).find(|f| is_item(*f));
                item.or((content.filled >= LEAST_ITEMS).then_some(Field::Action))
            }
            Some(_) => None,
        };
        if let Some(field) = field
            && pin.is_none()
            && textual(content)
            && best.is_none_or(|(.., most)| words > most * 1.5)
        {
            best = Some((place, field, words));
        }
    }
    if let Some((place, field, words)) = best
        && let Some(slot) = settled.get_mut(place)
    {
        let reason =
            format!("no header names the items; its cells have the most to say ({words:.0} words each)");
        *slot = Some(Claim { place, field, confidence: 0.6, reason });
    }
}

/// Of two columns that tell items ("User story" and "Tasks", "Task title" and "Next action") the left one is what the actions are
/// for, where none says so better.
fn add_parent(settled: &mut [Option<Claim>], table: &Table, contents: &[Content], pinned: &[Option<&Pin>]) {
    if settled.iter().flatten().any(|c| c.field == Field::Recommendation) {
        return;
    }
    let action = settled.iter().position(|c| c.as_ref().is_some_and(|c| c.field == Field::Action));
    let columns = settled.iter_mut().zip(&table.columns).zip(contents).zip(pinned).enumerate();
    for (place, (((slot, column), content), pin)) in columns.take(action.unwrap_or(0)) {
        let read = headers::read_header(&column.full()).filter(|read| read.field == Field::Action);
        if let Some(read) = read.filter(|_| slot.is_none() && pin.is_none() && is_told(content)) {
            let reason =
                format!("header `{}` names action by `{}`, as does one right of it", column.label, read.term);
            *slot = Some(Claim { place, field: Field::Recommendation, confidence: 0.6, reason });
            return;
        }
    }
}

/// Tells whether a column's cells tell something of their own in most rows.
fn is_told(content: &Content) -> bool {
    content.filled * 2 > content.rows
        && content.distinct * 2 > content.filled
        && content.mean_words() > ACTION_WORDS
        && content.share(content.numbers + content.spans) < 0.5
        && content.share(content.dates) < 0.5
}

fn is_item(field: Field) -> bool {
    matches!(field, Field::Recommendation | Field::Action)
}

/// A lone "Date" beside owners is when their actions are due, where no other column holds dates.
fn add_due(settled: &mut [Option<Claim>], table: &Table, contents: &[Content], pinned: &[Option<&Pin>]) {
    let is_dated = |content: &Content| content.filled >= 3 && content.share(content.dates) >= 0.8;
    let owned = settled.iter().flatten().any(|c| c.field == Field::Owner);
    if !owned
        || settled.iter().flatten().any(|c| c.field.is_date())
        || contents.iter().filter(|content| is_dated(content)).count() != 1
    {
        return;
    }
    let columns = settled.iter_mut().zip(&table.columns).zip(contents).zip(pinned).enumerate();
    for (place, (((slot, column), content), pin)) in columns {
        let is_bare = matches!(text::fold(&column.label).as_str(), "date" | "dates");
        if slot.is_none() && pin.is_none() && is_bare && is_dated(content) {
            let reason = format!(
                "no other column holds dates; {} of {} cells of `{}` do",
                content.dates, content.filled, column.label
            );
            *slot = Some(Claim { place, field: Field::Due, confidence: 0.6, reason });
        }
    }
}

/// Makes the one column of comments the progress, where no column is.
fn promote_comments(
    settled: &mut [Option<Claim>],
    table: &Table,
    contents: &[Content],
    pinned: &[Option<&Pin>],
    earlier: &BTreeMap<u32, Vec<u32>>,
) {
    let is = |field: Field| move |claim: &&Claim| claim.field == field;
    if settled.iter().flatten().any(|c| c.field == Field::Progress)
        || settled.iter().flatten().filter(is(Field::Notes)).count() != 1
    {
        return;
    }
    for (((claim, column), content), pin) in settled.iter_mut().zip(&table.columns).zip(contents).zip(pinned)
    {
        let Some(claim) = claim.as_mut().filter(|c| c.field == Field::Notes && pin.is_none()) else {
            continue;
        };
        let several = earlier.contains_key(&column.column);
        if let Some(reason) = evidence::told_in_comments(&column.label, content, several) {
            *claim = Claim { place: claim.place, field: Field::Progress, confidence: CONFIRMABLE, reason };
        }
    }
}

/// The keys of columns in `extra`: the label, with its parent or a number where labels repeat.
fn unique_keys(table: &Table) -> Vec<String> {
    let mut labels: BTreeMap<&str, usize> = BTreeMap::new();
    for column in &table.columns {
        *labels.entry(&column.label).or_default() += 1;
    }
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let mut keys: Vec<String> = Vec::new();
    for column in &table.columns {
        let repeated = labels.get(column.label.as_str()).is_some_and(|count| *count > 1);
        let base = if repeated { column.full() } else { column.label.clone() };
        let mut key = base.clone();
        let number = numbers.entry(base.clone()).or_insert(2);
        while taken.contains(&key) {
            key = format!("{base} ({number})");
            *number += 1;
        }
        taken.insert(key.clone());
        keys.push(key);
    }
    keys
}

/// Tells whether a table only lists the words to choose from: each column its own list, no two rows alike, no text.
///
/// Rows that are numbered, or whose header names actions of more than a word each, are items, however short and different.
pub fn is_pick_list(sheet: &Sheet, table: &Table, mapping: &Mapping) -> bool {
    let read = |column: u32| Content::of(sheet, table, column);
    let itemized = mapping.columns.iter().filter(|c| c.confidence >= ACCEPTED).any(|c| match c.field {
        Some(Field::Ref) => {
            let content = read(c.column);
            content.filled >= 2 && content.share(content.refs) >= NUMBERED
        }
        Some(Field::Action) => read(c.column).mean_words() >= ACTION_WORDS,
        _ => false,
    });
    if itemized {
        return false;
    }
    let distinct =
        |c: &Content| c.distinct == c.filled && c.mean_words() < 5.0 && c.dates == 0 && c.prose == 0;
    let mut lists: Vec<Content> = Vec::new();
    for content in table.columns.iter().map(|c| read(c.column)).filter(|c| c.filled >= 2) {
        // The first column that is no list tells; the others need not be read.
        if !distinct(&content) {
            return false;
        }
        lists.push(content);
    }
    let ragged = lists.iter().map(|c| c.filled).collect::<BTreeSet<_>>().len() > 1;
    let statuses = lists.iter().any(|c| ratio(c.statuses, c.filled) >= 0.5 && c.filled >= 3);
    lists.len() >= 2 && (ragged || statuses)
}

#[cfg(test)]
mod tests;
