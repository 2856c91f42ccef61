//! Every value can be traced: each source is a cell that is there and holds what it is said to hold, word for word.

use trackrecord::grid::{Address, Row, Sheet, Value};
use trackrecord::normalize::text;
use trackrecord::read::Reading;
use trackrecord::record::{Code, Finding, Note, RagBasis, Record};

use super::place::{cells_of, place_of};
use super::{ensure, import_of};

/// No word of a cell that became a field is lost or doubled: it is in the text as written, or else in the value.
pub(super) fn words(reading: &Reading) -> Result<(), String> {
    for record in &import_of(reading).tracker.records {
        let sheet = sheet_of(reading, record)?;
        let mut traced = Vec::new();
        for (field, source) in &record.source.fields {
            let cells = cells_of(source)?;
            let cell_texts: Vec<String> = cells.iter().map(|at| sheet.text(*at)).collect();
            let mut found = words_of(&cell_texts.join(" "));
            let kept = record.as_written.get(field).cloned().unwrap_or_else(|| value(record, field));
            let mut expected = words_of(&kept);
            // Fields of several columns keep their texts column by column.
            if matches!(field.as_str(), "owners" | "dates" | "money" | "notes") {
                found.sort();
                expected.sort();
            }
            // A fill says the colour without a word, on whatever its cell says of something else.
            let color = field == "rag" && record.rag_basis == Some(RagBasis::Fill);
            let told = kept.starts_with('#') || expected.iter().all(|word| found.contains(word));
            ensure(found == expected || (color && told), || {
                format!(
                    "record {}, {field} of {source}: cells say {found:?}, the record {expected:?}",
                    record.id
                )
            })?;
            traced.extend(cells.into_iter().map(|at| (at, field.as_str())));
        }
        let cells =
            cells_of(&record.source.cells).map_err(|error| format!("record {}: {error}", record.id))?;
        for at in &cells {
            let fields: Vec<&str> =
                traced.iter().filter(|(cell, _)| cell == at).map(|(_, field)| *field).collect();
            let fields: Vec<&str> = match fields.as_slice() {
                // A fill says the colour on whatever its cell says of something else.
                [_, _, ..] if record.rag_basis == Some(RagBasis::Fill) => {
                    fields.into_iter().filter(|field| *field != "rag").collect()
                }
                _ => fields,
            };
            // One cell can tell how it stands twice: by status and by colour.
            let once = fields.len() == 1 || fields.iter().all(|f| matches!(*f, "status" | "rag"));
            ensure((!fields.is_empty() && once) || text::clean(&sheet.text(*at)).is_empty(), || {
                format!("record {}: {at} `{}` is of the fields {fields:?}", record.id, sheet.text(*at))
            })?;
        }
        let stray = traced.iter().find(|(at, _)| !cells.contains(at));
        ensure(stray.is_none(), || format!("record {}: {stray:?} is not among its cells", record.id))?;
    }
    Ok(())
}

/// Every address parses, is on its sheet, and holds the text that it is named for.
pub(super) fn sources(reading: &Reading) -> Result<(), String> {
    let tracker = import_of(reading).tracker;
    for record in &tracker.records {
        let sheet = sheet_of(reading, record)?;
        for at in cells_of(&record.source.cells)? {
            ensure(sheet.cell(at).is_some(), || format!("record {}: there is no cell {at}", record.id))?;
        }
        for note in record.notes.iter().filter(|note| !is_on_cell(note)) {
            // What an error value says is no text of anybody; a finding tells of it.
            let texts = cells_of(&note.cell)?.into_iter().filter_map(|at| sheet.cell(at));
            let texts = texts.filter(|cell| !matches!(cell.value, Value::Error(_)));
            let cells: String = texts.map(|cell| text::clean(&cell.value.text())).collect();
            ensure(dense(&cells) == dense(&note.text), || {
                format!("{} says `{cells}`, not `{}`", note.cell, note.text)
            })?;
        }
    }
    let holds = |place: &str, said: &str| -> Result<(), String> {
        let (sheet, cells) = place_of(reading, place)?;
        let row = cells.iter().filter_map(|at| sheet.row(at.row)).flat_map(Row::filled);
        let there: String = row.map(|c| dense(&text::clean(&c.value.text()))).collect();
        ensure(there.contains(&dense(said)), || format!("the row of {place} says `{there}`, not `{said}`"))
    };
    for pair in &tracker.metadata {
        let (sheet, cells) = place_of(reading, &pair.source)?;
        let cell: String = cells.iter().map(|at| text::clean(&sheet.text(*at))).collect();
        ensure(dense(&cell).contains(&dense(&pair.value)), || {
            format!("{} says `{cell}`, not `{}`", pair.source, pair.value)
        })?;
        // A label stands beside its value, or right above it.
        let above = cells.iter().filter_map(|at| Some(Address::new(at.row.checked_sub(1)?, at.column)));
        let above: String = above.map(|at| dense(&text::clean(&sheet.text(sheet.anchor(at))))).collect();
        if above != dense(&pair.label) {
            holds(&pair.source, &pair.label)?;
        }
    }
    for group in &tracker.groups {
        let label = group.label.as_deref().unwrap_or_default();
        // Where several sheets hold records, a sheet is a group by its name.
        if place_of(reading, &group.source)?.0.name != label {
            holds(&group.source, label)?;
        }
        for note in group.notes.iter().filter(|note| !is_on_cell(note)) {
            note.text.split(": ").try_for_each(|part| holds(&note.cell, part))?;
        }
    }
    for summary in &tracker.summaries {
        let (sheet, cells) = place_of(reading, &summary.source)?;
        let there: String = cells.iter().map(|at| dense(&text::clean(&sheet.text(*at)))).collect();
        let labels = summary.counts.iter().map(|c| dense(&c.label));
        let missing = labels.into_iter().find(|label| !there.contains(label.as_str()));
        ensure(missing.is_none(), || format!("{} says `{there}`, not {missing:?}", summary.source))?;
    }
    tracker.findings.iter().try_for_each(|finding| found_there(reading, finding))
}

/// A finding's place is there: a cell, unless it is about a sheet, a column or a line of text.
fn found_there(reading: &Reading, finding: &Finding) -> Result<(), String> {
    let Some(source) = &finding.source else { return Ok(()) };
    use Code::{
        ColumnReview, DateOrderAssumed, HiddenColumns, PartUnread, RowRagged, SheetSkipped, SheetUnread,
        StrayQuote, VersionAssumed,
    };
    if matches!(
        finding.code,
        SheetSkipped
            | SheetUnread
            | PartUnread
            | RowRagged
            | StrayQuote
            | ColumnReview
            | DateOrderAssumed
            | HiddenColumns
            | VersionAssumed
    ) {
        return Ok(());
    }
    let (sheet, cells) = place_of(reading, source).map_err(|error| format!("{}: {error}", finding.code))?;
    let there = |at: &Address| sheet.cell(*at).is_some();
    // Blank cells that were filled or have a note, and the whole of a table.
    let wanted = !matches!(finding.code, Code::FilledDown | Code::NoteUnplaced | Code::TableSkipped);
    ensure(cells.iter().all(|at| there(at) || !wanted), || {
        format!("{}: {source} is not there", finding.code)
    })?;
    let said =
        finding.message.strip_prefix('`').and_then(|m| m.rsplit_once("` fits nowhere")).map(|(said, _)| said);
    let cell = cells.first().map(|at| sheet.text(*at)).unwrap_or_default();
    ensure(said.is_none_or(|said| dense(&cell).contains(&dense(said.trim_end_matches('…')))), || {
        format!("{source} says `{cell}`, the finding {}", finding.message)
    })
}

/// Notes on cells have an author here, remarks in columns none; where the former go is for `ledger`.
fn is_on_cell(note: &Note) -> bool {
    note.author.is_some()
}

fn sheet_of<'a>(reading: &'a Reading, record: &Record) -> Result<&'a Sheet, String> {
    let name = record.source.sheet.as_deref().unwrap_or_default();
    let sheet = reading.workbook.sheets.iter().find(|sheet| sheet.name == name);
    sheet.ok_or_else(|| format!("record {} is on no sheet", record.id))
}

/// A field's value as text, where it can be the text as written.
fn value(record: &Record, field: &str) -> String {
    let text = match field {
        "ref" => record.reference.clone(),
        "group" => record.group.clone(),
        "recommendation" => record.recommendation.clone(),
        "action" => record.action.clone(),
        "progress" => record.progress.clone(),
        "priority" => record.priority.clone(),
        "status" => record.status.map(|status| status.to_string()),
        "rag" => record.rag.map(|rag| rag.to_string()),
        "notes" => Some(
            record
                .notes
                .iter()
                .filter(|n| !is_on_cell(n))
                .map(|n| n.text.as_str())
                .collect::<Vec<_>>()
                .join(" "),
        ),
        _ => field.strip_prefix("extra.").and_then(|header| record.extra.get(header).cloned()),
    };
    text.unwrap_or_default()
}

/// The words of a text; a lone bullet or tag is none.
fn words_of(text: &str) -> Vec<String> {
    text.split_whitespace().filter(|word| !text::clean(word).is_empty()).map(str::to_owned).collect()
}

fn dense(text: &str) -> String {
    text.split_whitespace().collect()
}
