//! Cells that a person changed to a record's fields: read as any tracker's cells are, while what was not changed stays.
//!
//! Where a cell shows several items, one a line, those that still stand there keep what is known of them. A field that was
//! changed is no longer what the first file's cells hold, so it loses its place there.

use jiff::civil::Date;

use super::columns::Shows;
use super::list::{Piece, pieces};
use super::times;
use crate::grid::{Address, Value, place};
use crate::normalize::legend::Legend;
use crate::normalize::owners::{self, OwnerOptions};
use crate::normalize::{money, percent, refs, status, text};
use crate::record::{Code, Finding, Note, Owner, Rag, RagBasis, Record, Status};
use crate::write::records::{RECORDS, group};
use crate::write::shown;
use strum::VariantArray;

/// A cell that does not hold what was written into it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Edit {
    /// What its column shows.
    pub(super) shows: Shows,
    /// Where it stands; `None` where its column is gone.
    pub(super) at: Option<Address>,
    /// What it holds now.
    pub(super) now: Value,
}

impl Edit {
    /// Returns the cell's text as a value.
    fn text(&self) -> String {
        text::clean(&self.now.text())
    }

    /// Returns the cell with its sheet.
    pub(super) fn place(&self) -> String {
        self.at.map_or_else(|| RECORDS.to_owned(), |at| place(RECORDS, &at.to_string()))
    }
}

/// Follows a person's changes.
pub(super) struct Editor {
    /// Names known from the tracker.
    pub(super) names: Vec<String>,
    /// The tracker's day, which settles missing years.
    pub(super) as_of: Option<Date>,
    /// What status and RAG words stand for.
    pub(super) legend: Legend,
    /// What could not be read.
    pub(super) findings: Vec<Finding>,
}

impl Editor {
    /// Follows the changes of one row.
    pub(super) fn apply(&mut self, record: &mut Record, edits: &[Edit]) {
        for edit in edits {
            match &edit.shows {
                Shows::Ref => {
                    let value = refs::clean(&edit.text());
                    written(record, "ref", edit, value.as_deref());
                    record.reference = value;
                }
                Shows::Group => regroup(record, edit),
                Shows::Recommendation => record.recommendation = prose(record, "recommendation", edit),
                Shows::Action => record.action = prose(record, "action", edit),
                Shows::Priority => record.priority = prose(record, "priority", edit),
                Shows::Progress => record.progress = prose(record, "progress", edit),
                Shows::Owners => self.owners(record, edit),
                Shows::Rag => self.rag(record, edit),
                Shows::Status => self.status(record, edit),
                Shows::Percent => self.percent(record, edit),
                Shows::Money => self.money(record, edit),
                Shows::Notes => notes(record, edit),
                Shows::Hidden => record.hidden = is_yes(edit),
                Shows::Struck => record.struck = is_yes(edit),
                Shows::Extra(key) => {
                    let field = format!("extra.{key}");
                    match prose(record, &field, edit) {
                        Some(text) => {
                            record.extra.insert(key.clone(), text);
                        }
                        None => {
                            record.extra.shift_remove(key);
                        }
                    }
                }
                // Days and their texts belong together; ID and source are none of the record's fields.
                Shows::Day(_) | Shows::DayText(_) | Shows::Id | Shows::Source => {}
            }
        }
        times::apply(self, record, edits);
    }

    /// Reports a text that its column cannot mean.
    pub(super) fn unread(&mut self, code: Code, what: &str, edit: &Edit) {
        let message = format!("`{}` {what}", shortened(&edit.text()));
        self.findings.push(Finding::new(code, message, Some(edit.place())));
    }

    fn owners(&mut self, record: &mut Record, edit: &Edit) {
        let mut owners: Vec<Owner> = Vec::new();
        let mut unread = false;
        for piece in pieces(&record.owners, shown::owner, &edit.now.text()) {
            match piece {
                Piece::Kept(owner) => owners.push(owner),
                Piece::New(lines) => {
                    let read =
                        owners::read_owners(&text::clean(&lines), &OwnerOptions { known: &self.names });
                    unread |= read.owners.is_empty() && read.state.is_none();
                    owners.extend(read.owners);
                }
            }
        }
        if unread {
            self.unread(Code::ValueUnread, "names an owner that cannot be read", edit);
        }
        record.owners = owners;
        written(record, "owners", edit, None);
    }

    fn rag(&mut self, record: &mut Record, edit: &Edit) {
        let text = edit.text();
        let own = Rag::VARIANTS.iter().find(|rag| rag.label().eq_ignore_ascii_case(&text));
        let read = || status::read_status(&text, &self.legend);
        (record.rag, record.rag_basis) = match own {
            Some(rag) => (Some(*rag), Some(RagBasis::Text)),
            None => (read().rag, read().rag_basis),
        };
        if record.rag.is_none() && !text.is_empty() {
            self.unread(Code::ValueUnread, "is no colour that is known", edit);
        }
        written(record, "rag", edit, record.rag.map(Into::into));
    }

    fn status(&mut self, record: &mut Record, edit: &Edit) {
        let text = edit.text();
        let own = Status::VARIANTS.iter().find(|status| status.label().eq_ignore_ascii_case(&text));
        record.status = own.copied().or_else(|| status::read_status(&text, &self.legend).status);
        if record.status.is_none() && !text.is_empty() {
            self.unread(Code::ValueUnread, "is no status that is known", edit);
        }
        written(record, "status", edit, record.status.map(Into::into));
    }

    fn percent(&mut self, record: &mut Record, edit: &Edit) {
        let tidy = |percent: f64| (percent * 1e9).round() / 1e9;
        record.percent_complete = match edit.now {
            Value::Percent(share) => Some(tidy(share * 100.0)),
            // A share that lost its format, or a number of per cent that never had one.
            Value::Number(share) if (0.0..=1.0).contains(&share) => Some(tidy(share * 100.0)),
            Value::Number(percent) => (0.0..=100.0).contains(&percent).then_some(percent),
            _ => percent::read_percent(&edit.text()),
        };
        if record.percent_complete.is_none() && !edit.now.is_blank() {
            self.unread(Code::ValueUnread, "is no percentage", edit);
        }
        written(record, "percent_complete", edit, None);
    }

    fn money(&mut self, record: &mut Record, edit: &Edit) {
        let mut sums = Vec::new();
        for piece in pieces(&record.money, shown::money, &edit.now.text()) {
            match piece {
                Piece::Kept(sum) => sums.push(sum),
                Piece::New(lines) => sums.extend(money::read_money(&text::clean(&lines), Some("Money"))),
            }
        }
        if sums.is_empty() && !edit.now.is_blank() {
            self.unread(Code::ValueUnread, "is no amount that can be read", edit);
        }
        record.money = sums;
        written(record, "money", edit, None);
    }
}

/// A field that is its cell's text.
fn prose(record: &mut Record, field: &str, edit: &Edit) -> Option<String> {
    let value = edit.text();
    written(record, field, edit, Some(&value));
    (!value.is_empty()).then_some(value)
}

/// Notes what is written for a field where its value does not show it; the cells that it came from are the past.
pub(super) fn written(record: &mut Record, field: &str, edit: &Edit, value: Option<&str>) {
    record.source.fields.remove(field);
    let now = edit.now.text();
    if edit.now.is_blank() || value == Some(now.as_str()) {
        record.as_written.remove(field);
    } else {
        record.as_written.insert(field.to_owned(), now);
    }
}

/// A remark that keeps its author's name in front keeps its author.
fn notes(record: &mut Record, edit: &Edit) {
    let authors: Vec<String> = record.notes.iter().filter_map(|note| note.author.clone()).collect();
    let notes = pieces(&record.notes, shown::note, &edit.now.text()).into_iter().map(|piece| match piece {
        Piece::Kept(note) => note,
        Piece::New(lines) => {
            let text = text::clean(&lines);
            let by = authors.iter().find_map(|author| {
                let rest = text.strip_prefix(author.as_str())?.strip_prefix(": ")?;
                Some((rest.to_owned(), author.clone()))
            });
            let (text, author) = by.map_or((text, None), |(rest, author)| (rest, Some(author)));
            Note { text, author, cell: edit.place() }
        }
    });
    record.notes = notes.collect();
    record.source.fields.remove("notes");
    record.as_written.remove("notes");
}

/// The way down to a group is written with ` > ` between its steps.
fn regroup(record: &mut Record, edit: &Edit) {
    let text = text::single_line(&edit.now.text());
    let steps = text.split(" > ").map(str::trim).filter(|step| !step.is_empty());
    let path: Vec<String> = steps.map(str::to_owned).collect();
    record.group = path.last().cloned();
    record.group_path = path;
    let shows = group(record);
    written(record, "group", edit, Some(&shows));
}

fn is_yes(edit: &Edit) -> bool {
    matches!(edit.text().to_lowercase().as_str(), "yes" | "y" | "x" | "true" | "1")
}

/// A text for a message: its first words.
pub(super) fn shortened(text: &str) -> String {
    let line = text.replace('\n', " ");
    if line.chars().count() <= 60 {
        return line;
    }
    format!("{}…", line.chars().take(59).collect::<String>().trim_end())
}
