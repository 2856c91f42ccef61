//! Tracker and record: what `clean` yields.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{DueState, Finding, Ledger, Rag, RagBasis, Status, When};

/// The value of `schema` in a tracker's JSON.
pub const TRACKER_SCHEMA: &str = "trackrecord/tracker/1";

/// Everything understood of one file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tracker {
    /// [`TRACKER_SCHEMA`].
    pub schema: String,
    /// Where it came from.
    pub source: TrackerSource,
    /// The day whose state it shows.
    pub as_of: Option<Date>,
    /// What `as_of` rests on.
    pub as_of_basis: Option<AsOfBasis>,
    /// Labels and values about the whole.
    pub metadata: Vec<Metadata>,
    /// Sections, in order.
    pub groups: Vec<Group>,
    /// Actions, in order.
    pub records: Vec<Record>,
    /// The sheet's own counts.
    pub summaries: Vec<Summary>,
    /// What a person should look at.
    pub findings: Vec<Finding>,
    /// Where each cell ended.
    pub ledger: Ledger,
}

/// The file that a tracker was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrackerSource {
    /// File name as given, or `-`.
    pub file: String,
    /// Container, by content.
    pub format: String,
    /// Sheets that were read; empty for delimited text.
    pub sheets: Vec<String>,
    /// Where the file is a clean workbook: what that was made from, to which the records' cells refer.
    #[serde(default)]
    pub made_from: Option<MadeFrom>,
}

impl TrackerSource {
    /// Returns the file to whose cells the records refer: the one that was read, or what that was made from.
    pub fn original(&self) -> MadeFrom {
        self.made_from.clone().unwrap_or_else(|| MadeFrom {
            file: self.file.clone(),
            format: self.format.clone(),
            sheets: self.sheets.clone(),
        })
    }
}

/// The file that a clean workbook was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeFrom {
    /// File name as given then, or `-`.
    pub file: String,
    /// Container, by content.
    pub format: String,
    /// Sheets that were read; empty for delimited text.
    pub sheets: Vec<String>,
}

/// What the as-of date rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::Display, strum::IntoStaticStr)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
#[non_exhaustive]
pub enum AsOfBasis {
    /// A label, banner or header in the sheet.
    Metadata,
    /// The file's properties.
    Properties,
    /// The file's name.
    #[serde(rename = "file name")]
    #[strum(serialize = "file name")]
    FileName,
    /// The caller said so.
    Option,
}

/// A label of the sheet and its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// Label, without its colon.
    pub label: String,
    /// Value.
    pub value: String,
    /// The value's cell, with its sheet.
    pub source: String,
}

/// A section of the tracker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// Unique in the tracker: its label, or `#2` for the second group where it has none.
    pub id: String,
    /// Its text; null where a table begins anew without one.
    pub label: Option<String>,
    /// Sums that close it.
    pub money: Vec<Money>,
    /// Remarks that close it.
    pub notes: Vec<Note>,
    /// Its label's cell, or else its first row, with the sheet.
    pub source: String,
}

/// One action.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Record {
    /// Unique in the tracker, stable under re-reading: `A`, `A~1`, `Housing::3~1`, `#12`.
    pub id: String,
    /// The item's number, cleaned for comparing.
    #[serde(rename = "ref")]
    pub reference: Option<String>,
    /// The section's text.
    pub group: Option<String>,
    /// The sections it stands in, the outermost first.
    pub group_path: Vec<String>,
    /// Recommendation, finding, risk, issue.
    pub recommendation: Option<String>,
    /// What is to be done.
    pub action: Option<String>,
    /// Who is to do it.
    pub owners: Vec<Owner>,
    /// Every date of the date columns.
    pub dates: Vec<When>,
    /// The one of `dates` that counts now.
    pub due: Option<When>,
    /// What stands there instead of a due date.
    pub due_state: Option<DueState>,
    /// How it stands.
    pub rag: Option<Rag>,
    /// What `rag` was read from.
    pub rag_basis: Option<RagBasis>,
    /// How far it is.
    pub status: Option<Status>,
    /// How much it matters, in the sheet's words.
    pub priority: Option<String>,
    /// How much is done, 0 to 100.
    pub percent_complete: Option<f64>,
    /// What has happened so far.
    pub progress: Option<String>,
    /// Savings or costs.
    pub money: Vec<Money>,
    /// Remarks of columns and cell notes.
    pub notes: Vec<Note>,
    /// Its row is hidden.
    pub hidden: bool,
    /// Somebody crossed it out.
    pub struck: bool,
    /// Columns that map to no field, by header.
    pub extra: IndexMap<String, String>,
    /// The cell's text for each field whose value differs from it.
    pub as_written: BTreeMap<String, String>,
    /// Where it stands.
    pub source: RecordSource,
}

impl Record {
    /// Returns the text that names it to a person: the recommendation, or else the action; empty where it has neither.
    pub fn title(&self) -> &str {
        self.recommendation.as_deref().or(self.action.as_deref()).unwrap_or_default()
    }

    /// Tells whether it still has to be done: by its status, where there is none by not being blue.
    pub fn is_open(&self) -> bool {
        self.status.map_or(self.rag != Some(Rag::Blue), Status::is_open)
    }
}

/// Where a record stands.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RecordSource {
    /// Sheet; null for delimited text.
    pub sheet: Option<String>,
    /// All its cells: `A6:G6,B7`.
    pub cells: String,
    /// The cells of each field.
    pub fields: BTreeMap<String, String>,
}

/// A person, post, team or address.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Owner {
    /// "Given Family", without honorific.
    pub name: Option<String>,
    /// Post.
    pub role: Option<String>,
    /// Team or directorate.
    pub unit: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// The text that it was read from.
    pub as_written: String,
}

/// An amount.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Money {
    /// What it is the amount of: the words before it, or the column's header.
    pub label: Option<String>,
    /// The amount, in whole units of the currency.
    pub amount: f64,
    /// The upper end of a range.
    pub amount_to: Option<f64>,
    /// ISO 4217 code.
    pub currency: Option<String>,
    /// Per year, per month or once.
    pub per: Option<Per>,
    /// Predicted, actual or estimated.
    pub basis: Option<MoneyBasis>,
    /// The text that it was read from.
    pub as_written: String,
}

/// How often an amount falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::Display, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum Per {
    /// Each year.
    Year,
    /// Each month.
    Month,
    /// One time only.
    Once,
    /// For each of something else (a megawatt hour, a head).
    Unit,
}

/// How sure an amount is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::Display, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum MoneyBasis {
    /// Foreseen or planned.
    Predicted,
    /// It happened.
    Actual,
    /// A guess.
    Estimated,
}

/// A remark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// What it says.
    pub text: String,
    /// Who wrote it.
    pub author: Option<String>,
    /// Its cell.
    pub cell: String,
}

/// A block of counts in the sheet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// Its cells, with the sheet.
    pub source: String,
    /// Label and number, in order.
    pub counts: Vec<Count>,
    /// The number labelled total.
    pub total: Option<u64>,
}

/// One count of a summary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Label as written, trimmed.
    pub label: String,
    /// Number.
    pub value: u64,
}
