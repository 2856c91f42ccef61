//! The columns of `Records` as the sheet has them now: which field each shows, by the headers that were written, else by
//! what a header says.

use std::collections::{BTreeMap, BTreeSet};

use super::same::plain;
use crate::columns::{ACCEPTED, MappedColumn, Mapping};
use crate::grid::{Row, Sheet};
use crate::normalize::{headers, text};
use crate::record::{DateKind, Field};
use crate::write::records::{DATE_KINDS, Records, date_header, text_header};

/// What a column shows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shows {
    Id,
    Ref,
    Group,
    Recommendation,
    Action,
    Owners,
    /// The day that stands for the dates of a kind.
    Day(DateKind),
    /// What a day does not tell of them.
    DayText(DateKind),
    Rag,
    Status,
    Priority,
    Percent,
    Progress,
    Money,
    Notes,
    Hidden,
    Struck,
    Source,
    /// The column that `extra` has under this key.
    Extra(String),
}

impl Shows {
    /// Returns what a header of our own shows.
    fn of_own(header: &str) -> Option<Self> {
        Some(match header {
            "ID" => Self::Id,
            "Ref" => Self::Ref,
            "Group" => Self::Group,
            "Recommendation" => Self::Recommendation,
            "Action" => Self::Action,
            "Owner" => Self::Owners,
            "RAG" => Self::Rag,
            "Status" => Self::Status,
            "Priority" => Self::Priority,
            "% complete" => Self::Percent,
            "Progress" => Self::Progress,
            "Money" => Self::Money,
            "Notes" => Self::Notes,
            "Hidden" => Self::Hidden,
            "Struck" => Self::Struck,
            "Source" => Self::Source,
            _ => {
                let mut kinds = [DateKind::Due].into_iter().chain(DATE_KINDS);
                return kinds.find_map(|kind| {
                    if date_header(kind) == header {
                        Some(Self::Day(kind))
                    } else {
                        (text_header(kind) == header).then_some(Self::DayText(kind))
                    }
                });
            }
        })
    }

    /// Returns what the column of a field shows; `None` where the sheet has none for it.
    fn of_field(field: Field) -> Option<Self> {
        Some(match field {
            Field::Ref => Self::Ref,
            Field::Group => Self::Group,
            Field::Recommendation => Self::Recommendation,
            Field::Action => Self::Action,
            Field::Owner => Self::Owners,
            Field::Status => Self::Status,
            Field::Rag => Self::Rag,
            Field::Priority => Self::Priority,
            Field::PercentComplete => Self::Percent,
            Field::Progress => Self::Progress,
            Field::Money => Self::Money,
            Field::Notes => Self::Notes,
            Field::Due => Self::Day(DateKind::Due),
            Field::OriginalDue => Self::Day(DateKind::Original),
            Field::RevisedDue => Self::Day(DateKind::Revised),
            Field::Completed => Self::Day(DateKind::Completed),
            Field::Started => Self::Day(DateKind::Start),
            Field::Updated => Self::Day(DateKind::Updated),
            Field::Raised => Self::Day(DateKind::Raised),
            Field::Review => Self::Day(DateKind::Review),
            Field::Reported => Self::Day(DateKind::Reported),
            Field::OtherDate => Self::Day(DateKind::Other),
            _ => return None,
        })
    }

    /// Returns the field that a reader would look for under the column's header; `None` for a column of ours.
    pub(super) fn field(&self) -> Option<Field> {
        let day = |field: &Field| Self::of_field(*field).as_ref() == Some(self);
        <Field as strum::VariantArray>::VARIANTS.iter().copied().find(day)
    }

    /// Returns the name of the record's field; `None` for a column that is not of a field.
    pub(super) fn name(&self) -> Option<String> {
        let name = match self {
            Self::Id | Self::Source => return None,
            Self::Ref => "ref",
            Self::Group => "group",
            Self::Recommendation => "recommendation",
            Self::Action => "action",
            Self::Owners => "owners",
            Self::Day(_) | Self::DayText(_) => "dates",
            Self::Rag => "rag",
            Self::Status => "status",
            Self::Priority => "priority",
            Self::Percent => "percent_complete",
            Self::Progress => "progress",
            Self::Money => "money",
            Self::Notes => "notes",
            Self::Hidden => "hidden",
            Self::Struck => "struck",
            Self::Extra(key) => return Some(format!("extra.{key}")),
        };
        Some(name.to_owned())
    }

    /// Tells whether nobody but this program has such a column.
    pub(super) fn is_own(&self) -> bool {
        matches!(self, Self::Id | Self::DayText(_) | Self::Hidden | Self::Struck | Self::Source)
    }
}

/// A column of the sheet.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Present {
    /// Column, from 0.
    pub(super) column: u32,
    /// Its header, on one line.
    pub(super) header: String,
    /// What it shows.
    pub(super) shows: Shows,
    /// Its place among the columns that were written; `None` for one that a person added.
    pub(super) written: Option<usize>,
}

/// What the columns that were written show, in their order.
pub(super) fn written(records: &Records<'_>) -> Vec<Shows> {
    let keys: BTreeMap<&str, &str> =
        records.extras.iter().map(|(key, header)| (header.as_str(), *key)).collect();
    records
        .table
        .columns
        .iter()
        .map(|column| match keys.get(column.header.as_str()) {
            Some(key) => Shows::Extra((*key).to_owned()),
            None => Shows::of_own(&column.header).unwrap_or_else(|| Shows::Extra(column.header.clone())),
        })
        .collect()
}

/// Returns the sheet's header: the first row that has the ID's header and another one.
pub(super) fn header(sheet: &Sheet) -> Option<&Row> {
    sheet.rows().iter().find(|row| {
        row.filled().count() > 1 && row.filled().any(|cell| text::single_line(&cell.value.text()) == "ID")
    })
}

/// Returns what each column of a header shows, no two the same.
pub(super) fn present(header: &Row, records: &Records<'_>, written: &[Shows]) -> Vec<Present> {
    let headers = records.table.columns.iter().map(|c| plain(&c.header));
    let by_header: BTreeMap<String, (usize, &Shows)> = headers.zip(written.iter().enumerate()).collect();
    let by_shows: BTreeMap<&Shows, usize> =
        written.iter().enumerate().map(|(place, shows)| (shows, place)).collect();
    let mut found: Vec<Present> = Vec::new();
    let mut taken: BTreeSet<Shows> = BTreeSet::new();
    let mut left = Vec::new();
    // For a header that comes again, the next number to try.
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    // The headers that were written first: a column that a person added must not take their place.
    for cell in header.filled() {
        let (column, label) = (cell.column, cell.value.text());
        let header = text::single_line(&label);
        match by_header.get(&plain(&label)).filter(|(_, shows)| taken.insert((*shows).clone())) {
            Some((place, shows)) => {
                found.push(Present { column, header, shows: (*shows).clone(), written: Some(*place) });
            }
            None => left.push((column, header)),
        }
    }
    for (column, header) in left {
        let read = || headers::read_header(&header).filter(|read| read.confidence >= ACCEPTED);
        let shows = Shows::of_own(&header)
            .filter(|shows| !taken.contains(shows))
            .or_else(|| read().and_then(|read| Shows::of_field(read.field)).filter(|s| !taken.contains(s)))
            .unwrap_or_else(|| {
                let number = numbers.entry(header.clone()).or_insert(1);
                free_extra(&header, number, |s| taken.contains(s) || by_shows.contains_key(s))
            });
        taken.insert(shows.clone());
        // A column that was written under another header is that column.
        let written = by_shows.get(&shows).copied();
        found.push(Present { column, header, shows, written });
    }
    found.sort_by_key(|present| present.column);
    found
}

/// The header as a key, with a number where `extra` has one of that name.
fn free_extra(header: &str, number: &mut usize, is_taken: impl Fn(&Shows) -> bool) -> Shows {
    loop {
        let extra =
            Shows::Extra(if *number == 1 { header.to_owned() } else { format!("{header} ({number})") });
        *number += 1;
        if !is_taken(&extra) {
            return extra;
        }
    }
}

/// Returns the mapping that `inspect` and `diff` show: the columns that a tracker of any origin could have.
pub(super) fn mapping(columns: &[Present]) -> Mapping {
    let mapped = columns.iter().filter(|present| !present.shows.is_own()).map(|present| {
        let reason = match present.written {
            Some(_) => "a column of the clean workbook",
            None => "a column that was added to the clean workbook",
        };
        MappedColumn {
            column: present.column,
            cell: None,
            header: present.header.clone(),
            key: present.header.clone(),
            field: present.shows.field(),
            confidence: if present.shows.field().is_some() { 1.0 } else { 0.0 },
            reason: reason.to_owned(),
        }
    });
    Mapping { columns: mapped.collect(), ..Mapping::default() }
}
