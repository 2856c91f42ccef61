//! Forms: labels beside their values, one form a record, alone on a sheet or one below the other with the labels repeated.
//!
//! The forms of a sheet become one table: a column a label, a row a form. Labels that come again are repeated headers; what is
//! neither label nor value keeps its place in the ledger, as a note where it stands alone and unclaimed where it does not.

use std::collections::{BTreeMap, BTreeSet};

use super::super::header::named_field;
use super::super::line::{Line, Piece};
use super::across::Block;
use super::evidence::{Fit, LEAST_FIELDS, has_twins, is_label_in, label_columns, may_be_label, names};
use super::{Given, Shape, Turned, Turning, letters};
use crate::grid::{Address, HeaderRows, Sheet};
use crate::normalize::text;
use crate::record::{Field, Role};

/// A label of a form with its values.
#[derive(Debug, Clone)]
struct Entry<'l> {
    label: &'l Piece,
    /// Values, each with the record that it is of; further ones of a record go on with its first.
    values: Vec<(u32, Value<'l>)>,
}

impl<'l> Entry<'l> {
    /// A label whose value stands in a column.
    fn at(line: &'l Line, label: &'l Piece, column: u32) -> Self {
        let value = Value { at: Address::new(line.row, column), piece: line.piece(column) };
        Self { label, values: vec![(0, value)] }
    }
}

/// A value of a form, or the blank cell where it would stand.
#[derive(Debug, Clone, Copy)]
struct Value<'l> {
    at: Address,
    piece: Option<&'l Piece>,
}

impl<'l> Value<'l> {
    fn of(piece: &'l Piece) -> Self {
        Self { at: piece.at, piece: Some(piece) }
    }
}

/// One form: its labels, each once.
type Form<'l> = Vec<Entry<'l>>;

/// Makes a table of a sheet's forms, with one record each. Where `values` are said to stand in a column, what is between the
/// labels and it is neither.
pub(super) fn turned(sheet: &Sheet, lines: &[Line], labels: u32, values: Option<u32>) -> Option<Turned> {
    let entries = match values {
        None => entries(lines, labels),
        Some(values) => {
            lines.iter().filter_map(|line| Some(Entry::at(line, line.piece(labels)?, values))).collect()
        }
    };
    table(sheet, lines, forms(entries)?, (labels, values))
}

/// Makes a table of blocks of labels that come again, each with a record in each column beside it.
pub(super) fn stacked(sheet: &Sheet, lines: &[Line], block: &Block) -> Option<Turned> {
    let body = lines.get(block.first..=block.last)?;
    let entries = body.iter().filter_map(|line| {
        let label = line.piece(block.labels.0)?;
        let cover = line.cover_right_of(block.labels.1);
        let value = |column: u32| {
            let piece = cover.over(column);
            // What is merged over several records stands in each of them, and its cell in the first.
            let piece = piece.filter(|p| p.at.column == column);
            (column, Value { at: Address::new(line.row, column), piece })
        };
        Some(Entry { label, values: (block.records.0..=block.records.1).map(value).collect() })
    });
    table(sheet, lines, forms(entries.collect())?, (block.labels.0, None))
}

/// The labels of a sheet with their values, in the order in which a person reads: down each of forms that stand side by side.
fn entries(lines: &[Line], labels: u32) -> Vec<Entry<'_>> {
    let mut label_columns = label_columns(lines);
    label_columns.insert(labels);
    let mut entries: Vec<Entry<'_>> = Vec::new();
    let mut twins = 0_usize;
    let mut before: Option<&Line> = None;
    for line in lines {
        let own = in_line(line, &label_columns);
        let keys: BTreeSet<String> = own.iter().map(|entry| key(entry.label)).collect();
        twins += usize::from(keys.len() < own.len());
        if own.is_empty() {
            go_on(&mut entries, line, before);
        } else {
            entries.extend(own);
        }
        before = Some(line);
    }
    if twins >= 2 {
        entries.sort_by_key(|entry| (entry.label.at.column, entry.label.at.row));
    }
    entries
}

/// The labels of one line with their values.
fn in_line<'l>(line: &'l Line, label_columns: &BTreeSet<u32>) -> Vec<Entry<'l>> {
    let mut entries: Vec<Entry<'l>> = Vec::new();
    let mut pieces = line.pieces.iter().peekable();
    while let Some(piece) = pieces.next() {
        let next_column = piece.last_column.saturating_add(1);
        let beside = |next: &Piece| next.at.column == next_column && !next.text.ends_with(':');
        let label = is_label_in(piece, label_columns)
            || (label_columns.contains(&piece.at.column)
                && may_be_label(piece)
                && pieces.peek().is_some_and(|next| beside(next)));
        if !label {
            continue;
        }
        let is_value = |next: &&Piece| {
            beside(next) || (!is_label_in(next, label_columns) && !label_columns.contains(&next.at.column))
        };
        let value = pieces.next_if(|next| is_value(next)).map(Value::of);
        let value = value.unwrap_or(Value { at: Address::new(line.row, next_column), piece: None });
        entries.push(Entry { label: piece, values: vec![(0, value)] });
    }
    entries
}

/// A line without a label goes on with the text above it, or stands below its label where nothing is beside that.
fn go_on<'l>(entries: &mut [Entry<'l>], line: &'l Line, before: Option<&Line>) {
    let (Some(piece), Some(last)) = (line.only(), entries.last_mut()) else { return };
    if before.is_none_or(|before| before.row + 1 != line.row) || piece.typed {
        return;
    }
    let takes_text = named_field(last.label).is_none_or(Field::is_prose);
    let Some((_, value)) = last.values.last_mut().filter(|_| takes_text) else { return };
    let below_label = value.piece.is_none() && last.label.at.column == piece.at.column;
    if below_label && last.label.at.row + 1 == line.row {
        *value = Value::of(piece);
    } else if value.piece.is_some() && value.at.column == piece.at.column {
        last.values.push((0, Value::of(piece)));
    }
}

/// A label as it is compared.
fn key(label: &Piece) -> String {
    text::fold(label.text.trim_end_matches(':'))
}

/// Tells whether labels come again, one set of them below the other.
pub(super) fn repeats<'l>(labels: impl Iterator<Item = &'l Piece>) -> bool {
    let labels: Vec<&Piece> = labels.collect();
    anchor(&labels).is_some()
}

/// The label that begins each of several forms: the first of those that come as often as any does.
fn anchor(labels: &[&Piece]) -> Option<String> {
    let mut counts: BTreeMap<String, (usize, Option<Field>)> = BTreeMap::new();
    for label in labels {
        counts.entry(key(label)).or_insert((0, names(label))).0 += 1;
    }
    let fields = |least: usize| {
        let often = counts.values().filter(|(count, _)| *count >= least);
        often.filter_map(|(_, field)| *field).collect::<BTreeSet<Field>>().len()
    };
    if fields(2) < LEAST_FIELDS {
        return None;
    }
    let most = counts.values().map(|(count, _)| *count).max()?;
    // A form may lack a label that the others have.
    let often = |label: &&&Piece| counts.get(&key(label)).is_some_and(|(count, _)| *count * 5 >= most * 4);
    labels.iter().find(often).map(|label| key(label))
}

/// Parts labels into forms; `None` where what comes again are no forms of one kind.
fn forms(entries: Vec<Entry<'_>>) -> Option<Vec<Form<'_>>> {
    let labels: Vec<&Piece> = entries.iter().map(|entry| entry.label).collect();
    let Some(anchor) = anchor(&labels) else {
        let first = entries.iter().position(|entry| names(entry.label).is_some())?;
        let last = entries.iter().rposition(|entry| names(entry.label).is_some())?;
        let form = near(&entries, first, last);
        return (!has_twins(form.iter().map(|entry| entry.label))).then(|| vec![form]);
    };
    let mut forms: Vec<Form<'_>> = Vec::new();
    for entry in entries {
        if key(entry.label) == anchor {
            forms.push(Vec::new());
        }
        // What stands above the first form is of none.
        if let Some(form) = forms.last_mut() {
            form.push(entry);
        }
    }
    let keys = |form: &Form<'_>| form.iter().map(|entry| key(entry.label)).collect::<BTreeSet<String>>();
    let first = keys(forms.first()?);
    let alike = |form: &Form<'_>| keys(form).intersection(&first).count() * 2 >= first.len();
    if !forms.iter().all(alike) {
        return None;
    }
    // Forms side by side come row by row.
    forms.sort_by_key(|form| form.first().map(|entry| entry.label.at));
    Some(forms)
}

/// The labels of a form alone: those that name fields, the ones between them, and the ones right above and below.
fn near<'l>(entries: &[Entry<'l>], first: usize, last: usize) -> Form<'l> {
    let joined = |a: usize, b: usize| {
        let rows = entries.get(a).zip(entries.get(b));
        rows.is_some_and(|(a, b)| b.label.at.row.abs_diff(a.label.at.row) <= 1)
    };
    let (mut first, mut last) = (first, last);
    while first > 0 && joined(first - 1, first) {
        first -= 1;
    }
    while joined(last, last + 1) {
        last += 1;
    }
    entries.get(first..=last).unwrap_or_default().to_vec()
}

/// Tells whether the labels are those of items, and the values such as they ask for; then whether they name the item.
fn names_items(forms: &[Form<'_>]) -> Option<bool> {
    let labels = || forms.iter().flatten().map(|entry| entry.label);
    let sure: BTreeSet<Field> = labels().filter_map(names).collect();
    let named: BTreeSet<Field> = labels().filter_map(named_field).collect();
    let count = labels().filter(|label| names(label).is_some()).count();
    let item = |field: &Field| matches!(field, Field::Recommendation | Field::Action);
    let tracked =
        |field: &Field| field.is_date() || matches!(field, Field::Owner | Field::Status | Field::Rag);
    let is_form = sure.len() >= LEAST_FIELDS
        && count * 4 >= labels().count()
        && named.iter().any(|field| item(field) || *field == Field::Ref)
        && sure.iter().any(tracked);
    let mut fit = Fit::default();
    for entry in forms.iter().flatten() {
        for piece in entry.values.iter().filter_map(|(_, value)| value.piece) {
            fit.add(entry.label, piece);
        }
    }
    (is_form && fit.holds()).then(|| sure.iter().any(item))
}

/// Makes the table of some forms.
fn table(
    sheet: &Sheet,
    lines: &[Line],
    forms: Vec<Form<'_>>,
    (labels, values): (u32, Option<u32>),
) -> Option<Turned> {
    let names_items = names_items(&forms)?;
    let rows = || {
        let labels = forms.iter().flatten().map(|entry| entry.label.at.row);
        labels.chain(forms.iter().flatten().flat_map(|e| &e.values).map(|(_, value)| value.at.row))
    };
    let (first, last) = (rows().min()?, rows().max()?);
    let columns = columns(&forms);
    let mut turning = Turning::above(sheet, first);
    let mut seen: BTreeSet<u32> = BTreeSet::new();
    for (entry, column) in forms.iter().zip(&columns).flat_map(|(form, columns)| form.iter().zip(columns)) {
        if seen.insert(*column) {
            turning.recast.put(entry.label.at, Address::new(first, *column));
            turning.recast.label(*column, entry.label.at);
        }
    }
    turning.next = first + 1;
    let mut records = 0;
    for (form, columns) in forms.iter().zip(&columns) {
        records += put(&mut turning, sheet, form, columns);
    }
    // A headline of a form, or what stands beside a value.
    let alone = |cells: &[Address]| {
        let [at] = cells else { return Role::Unclaimed };
        if values.is_some_and(|values| at.column < values) {
            return Role::Note;
        }
        let place = lines.binary_search_by_key(&at.row, |line| line.row).ok();
        let only = place.and_then(|place| lines.get(place)).is_none_or(|line| line.only().is_some());
        if only { Role::Note } else { Role::Unclaimed }
    };
    turning.below(sheet, last, alone);
    let end = Some(turning.next);
    let Turning { recast, given, .. } = turning;
    // What has more cells beside its values than values is no form.
    let strays = given.roles.iter().filter(|(_, role)| **role == Role::Unclaimed).map(|(row, _)| *row);
    let sheet = recast.finish();
    let strays: usize = strays.filter_map(|row| sheet.row(row)).map(|row| row.filled().count()).sum();
    if strays * 2 > forms.iter().flatten().count() {
        return None;
    }
    Some(Turned {
        sheet,
        shape: Shape::Forms,
        // One more column beside the labels may be an example in a list of what they mean.
        names_items: names_items && values.is_none(),
        records,
        label_column: letters(lines, labels),
        header: HeaderRows { first, last: Some(first) },
        given: Given { apart: true, end, ..given },
    })
}

/// The column that each label of each form gets: the same label the same one, in the order of the first form that has it.
fn columns(forms: &[Form<'_>]) -> Vec<Vec<u32>> {
    let mut order: Vec<(String, usize)> = Vec::new();
    let mut places: Vec<Vec<(String, usize)>> = Vec::new();
    for form in forms {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut own: Vec<(String, usize)> = Vec::new();
        for entry in form {
            let count = counts.entry(key(entry.label)).or_default();
            *count += 1;
            own.push((key(entry.label), *count));
        }
        let mut after = 0;
        for label in &own {
            match order.iter().position(|known| known == label) {
                Some(place) => after = place + 1,
                None => {
                    order.insert(after, label.clone());
                    after += 1;
                }
            }
        }
        places.push(own);
    }
    let column: BTreeMap<&(String, usize), u32> = order.iter().zip(0..).collect();
    places.iter().map(|own| own.iter().filter_map(|label| column.get(label).copied()).collect()).collect()
}

/// Adds a form: its repeated labels, and a row for each record with what goes on below it. Returns how many records it has.
fn put(turning: &mut Turning<'_>, sheet: &Sheet, form: &Form<'_>, columns: &[u32]) -> usize {
    let before = turning.recast.missing_of(form.iter().map(|entry| entry.label.at));
    if !before.is_empty() {
        for (entry, column) in form.iter().zip(columns) {
            turning.recast.put(entry.label.at, Address::new(turning.next, *column));
        }
        turning.given.roles.insert(turning.next, Role::RepeatedHeader);
        turning.next += 1;
    }
    let of: BTreeSet<u32> = form.iter().flat_map(|e| &e.values).map(|(record, _)| *record).collect();
    let mut records = 0;
    for record in of {
        let mut rows: Vec<Vec<(u32, Value<'_>)>> = Vec::new();
        for (entry, column) in form.iter().zip(columns) {
            let values = entry.values.iter().filter(|(of, _)| *of == record);
            for (depth, (_, value)) in values.enumerate() {
                if rows.len() <= depth {
                    rows.push(Vec::new());
                }
                if let Some(row) = rows.get_mut(depth) {
                    row.push((*column, *value));
                }
            }
        }
        // A form that nobody has filled in is no record.
        if rows.iter().flatten().all(|(_, value)| value.piece.is_none()) {
            continue;
        }
        records += 1;
        for (row, role) in
            rows.iter().zip(std::iter::once(Role::Record).chain(std::iter::repeat(Role::Continuation)))
        {
            for (column, value) in row {
                turning.recast.put(value.at, Address::new(turning.next, *column));
            }
            if row
                .iter()
                .filter(|(_, value)| value.piece.is_some())
                .all(|(_, value)| is_hidden(sheet, value.at))
            {
                turning.recast.hide(turning.next);
            }
            turning.given.roles.insert(turning.next, role);
            turning.next += 1;
        }
    }
    records
}

fn is_hidden(sheet: &Sheet, at: Address) -> bool {
    let form = sheet.form();
    form.hidden_rows.contains(&at.row) || form.hides_column(at.column)
}
