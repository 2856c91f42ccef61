//! Tracker and record: what `clean` yields.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{DueState, Finding, Ledger, Rag, RagBasis, Status, When};

/// The value of `schema` in a tracker's JSON.
pub const TRACKER_SCHEMA: &str = "trackrecord/tracker/1";

/// A tracker: everything that was understood of one file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Tracker {
    /// Name and version of this format; it changes only when a key goes or changes its meaning.
    #[schemars(extend("const" = TRACKER_SCHEMA))]
    pub schema: String,
    /// The file that it was read from.
    pub source: TrackerSource,
    /// The day whose state the tracker shows; null where nothing says it.
    pub as_of: Option<Date>,
    /// What `as_of` rests on; null where `as_of` is.
    pub as_of_basis: Option<AsOfBasis>,
    /// What stands around the table as a label and its value, such as "Report to: Harbour Board".
    pub metadata: Vec<Metadata>,
    /// The sections of the tracker, in order.
    pub groups: Vec<Group>,
    /// One record for each action, in order.
    pub records: Vec<Record>,
    /// Ids of records that earlier versions had; no record gets them again.
    #[serde(default)]
    pub retired_ids: Vec<String>,
    /// The counts that the sheet itself gives.
    pub summaries: Vec<Summary>,
    /// What a person should look at, or should know about the reading.
    pub findings: Vec<Finding>,
    /// How many cells were read as what, so that none is lost unseen.
    pub ledger: Ledger,
}

/// The file that a tracker was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TrackerSource {
    /// File name as given, or `-`.
    pub file: String,
    /// What the file is, told by its content: `xlsx`, `csv`, `tsv` and the like.
    pub format: String,
    /// The sheets that were read, in order; empty for delimited text.
    pub sheets: Vec<String>,
    /// Where the file is a clean workbook: what that was made from, to which the records' cells refer.
    #[serde(default)]
    pub made_from: Option<MadeFrom>,
}

impl Tracker {
    /// Returns the day whose state it shows where somebody wrote that day; a file may be saved long after.
    pub fn written_as_of(&self) -> Option<Date> {
        self.as_of.filter(|_| self.as_of_basis != Some(AsOfBasis::Properties))
    }
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MadeFrom {
    /// File name as given then, or `-`.
    pub file: String,
    /// Container, by content.
    pub format: String,
    /// Sheets that were read; empty for delimited text.
    pub sheets: Vec<String>,
}

/// What the as-of date rests on.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    JsonSchema,
    strum::Display,
    strum::IntoStaticStr,
)]
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
    /// The caller said so, with `--as-of`.
    Option,
    /// The profile says so.
    Profile,
}

/// A label that stands around the table, and its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Metadata {
    /// The label, without its colon.
    pub label: String,
    /// The value, as text.
    pub value: String,
    /// The value's cell, with its sheet.
    pub source: String,
}

/// A section of the tracker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Group {
    /// Unique in the tracker: its label, or `#2` for the second group where it has none.
    pub id: String,
    /// The section's text; null where a table begins anew without one.
    pub label: Option<String>,
    /// The sums that close the section.
    pub money: Vec<Money>,
    /// The remarks that close the section.
    pub notes: Vec<Note>,
    /// The label's cell, or else the section's first row, with the sheet.
    pub source: String,
}

/// One action: the smallest thing with an owner, a date and a status of its own.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Record {
    /// Unique in the tracker, stable under re-reading: `A`, `A~1`, `Housing::3~1`, `#12`.
    pub id: String,
    /// The item's number, cleaned for comparing.
    #[serde(rename = "ref")]
    pub reference: Option<String>,
    /// The text of the section that it stands in.
    pub group: Option<String>,
    /// The same where sections nest, the outermost first.
    pub group_path: Vec<String>,
    /// The recommendation, finding, risk, issue or weakness that the action answers.
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
    /// How it stands, as a colour.
    pub rag: Option<Rag>,
    /// What `rag` was read from.
    pub rag_basis: Option<RagBasis>,
    /// How far the action is.
    pub status: Option<Status>,
    /// How much it matters, in the sheet's words.
    pub priority: Option<String>,
    /// How much is done, 0 to 100.
    #[schemars(range(min = 0, max = 100))]
    pub percent_complete: Option<f64>,
    /// What has happened so far.
    pub progress: Option<String>,
    /// Savings or costs.
    pub money: Vec<Money>,
    /// Remarks of columns and cell notes.
    pub notes: Vec<Note>,
    /// Whether its row is hidden.
    pub hidden: bool,
    /// Whether somebody crossed it out.
    pub struck: bool,
    /// The texts of the columns that map to no field, by header.
    pub extra: IndexMap<String, String>,
    /// The cell's text, by field, for each field whose value differs from it.
    pub as_written: BTreeMap<String, String>,
    /// Where in the file it stands.
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
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct RecordSource {
    /// The sheet; null for delimited text.
    pub sheet: Option<String>,
    /// All its cells: `A6:G6,B7`. Rows of delimited text count from 1, with the header and blank lines.
    pub cells: String,
    /// The cells of each field, by field.
    pub fields: BTreeMap<String, String>,
}

/// A person, post, team or address.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Owner {
    /// A person's name, as "Given Family" without honorific.
    pub name: Option<String>,
    /// The post, such as "Head of Housing".
    pub role: Option<String>,
    /// The team or directorate.
    pub unit: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The text that it was read from.
    pub as_written: String,
}

/// An amount of money.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Money {
    /// What it is the amount of: the words before it, or the column's header.
    pub label: Option<String>,
    /// The amount, in whole units of the currency.
    pub amount: f64,
    /// The upper end, where a range is written.
    pub amount_to: Option<f64>,
    /// The currency's ISO 4217 code.
    pub currency: Option<String>,
    /// How often it falls due.
    pub per: Option<Per>,
    /// How sure it is.
    pub basis: Option<MoneyBasis>,
    /// The text that it was read from.
    pub as_written: String,
}

/// How often an amount falls due.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    JsonSchema,
    strum::Display,
    strum::IntoStaticStr,
)]
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
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    JsonSchema,
    strum::Display,
    strum::IntoStaticStr,
)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Note {
    /// What it says.
    pub text: String,
    /// Who wrote it.
    pub author: Option<String>,
    /// The cell that it stands in.
    pub cell: String,
}

/// A block of counts that the sheet itself gives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Summary {
    /// The block's cells, with the sheet.
    pub source: String,
    /// Its labels and numbers, in order.
    pub counts: Vec<Count>,
    /// The number that is labelled as their total.
    pub total: Option<u64>,
}

/// One count of a summary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Count {
    /// The label as written, trimmed.
    pub label: String,
    /// The number.
    pub value: u64,
}
