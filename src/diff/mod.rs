//! A diff as plain data: entries of matched records, their changes, and counts. Names and shapes are DESIGN's JSON.
//!
//! It knows no renderer and no option; `reconcile` fills it, `render` prints it. `before` and `after` are the canonical
//! JSON of a field, so that a diff applied to the old records gives the new ones.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::record::{Finding, Record};

/// The value of `schema` in a diff's JSON.
pub const DIFF_SCHEMA: &str = "trackrecord/diff/1";

/// A pair of the same thing in both versions, the old one first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sides<T> {
    /// Of the old version.
    pub old: T,
    /// Of the new version.
    pub new: T,
}

/// What changed between two versions of a tracker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Diff {
    /// Name and version of this format; it changes only when a key goes or changes its meaning.
    #[schemars(extend("const" = DIFF_SCHEMA))]
    pub schema: String,
    /// The old version.
    pub old: Version,
    /// The new version.
    pub new: Version,
    /// How many entries there are of each kind.
    pub summary: DiffSummary,
    /// The columns of both versions, and what became of them.
    pub columns: Vec<ColumnChange>,
    /// What became of each record: in the order of the new version, each gone one where it stood.
    pub entries: Vec<Entry>,
    /// What a person should look at.
    pub findings: Vec<Finding>,
}

/// One of the two versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Version {
    /// File name as given.
    pub file: String,
    /// The sheets that were read, in order; empty for delimited text.
    pub sheets: Vec<String>,
    /// The day whose state it shows; null where nothing says it.
    pub as_of: Option<Date>,
    /// How many records it has.
    pub records: usize,
}

/// How many entries there are of each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct DiffSummary {
    /// In both, alike.
    pub unchanged: usize,
    /// In both, with changes.
    pub changed: usize,
    /// New.
    pub added: usize,
    /// Gone after it was achieved, closed or ended otherwise.
    pub completed: usize,
    /// Gone while still open.
    pub dropped: usize,
    /// One became several.
    pub split: usize,
    /// Several became one.
    pub merged: usize,
}

/// A column in both versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ColumnChange {
    /// The field it holds; null for a column that maps to none.
    pub field: Option<String>,
    /// Its header in the old version; null where it has none there.
    pub old: Option<String>,
    /// Its header in the new version; null where it has none there.
    pub new: Option<String>,
    /// What became of it.
    pub kind: ColumnKind,
}

/// What became of a column.
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
pub enum ColumnKind {
    /// Same header.
    Same,
    /// Same field under another header.
    Renamed,
    /// New.
    Added,
    /// Gone.
    Dropped,
}

/// What became of one record, or of a few that belong together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Entry {
    /// What became of it.
    pub kind: EntryKind,
    /// Its records in the old version; several where they merged.
    pub old: Vec<EntryRecord>,
    /// Its records in the new version; several where one was split.
    pub new: Vec<EntryRecord>,
    /// Why the two sides belong together; null where there is one side only.
    #[serde(rename = "match")]
    pub matched: Option<Match>,
    /// What differs between the two sides.
    pub changes: Vec<Change>,
    /// Further marks, such as `stale`.
    pub flags: Vec<Flag>,
}

/// What became of a record.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    JsonSchema,
    strum::Display,
    strum::IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum EntryKind {
    /// In both, alike.
    Unchanged,
    /// In both, with changes.
    Changed,
    /// New.
    Added,
    /// Gone after it was achieved or closed (signed off), or after it had ended otherwise (flag `unachieved`).
    Completed,
    /// Gone while still open, or without any status.
    Dropped,
    /// One became several.
    Split,
    /// Several became one.
    Merged,
}

/// A record as an entry shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EntryRecord {
    /// The record's id.
    pub id: String,
    /// The record's ref.
    #[serde(rename = "ref")]
    pub reference: Option<String>,
    /// The first words of what tells it apart: the recommendation, or the action where several records share that.
    pub title: String,
    /// Its place among the records of its version, from 1; 0 where a diff does not tell it.
    #[serde(default)]
    pub position: usize,
    /// The sheet it stands in; null for delimited text.
    pub sheet: Option<String>,
    /// The cells it stands in.
    pub cells: String,
    /// The whole record, where changes alone would not tell it: added, completed, dropped, split, merged.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub record: Option<Record>,
}

/// Why two sides belong together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Match {
    /// What settled it.
    pub basis: MatchBasis,
    /// From 0 to 1; 1 is certain.
    #[schemars(range(min = 0, max = 1))]
    pub score: f64,
    /// The evidence, for a person.
    pub reasons: Vec<String>,
}

/// What settled a match.
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
pub enum MatchBasis {
    /// The refs, with texts that do not speak against it.
    Ref,
    /// The texts.
    Text,
    /// A person said so.
    Pinned,
}

/// One difference between the two sides of an entry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// The record's field; `extra.Header` for a column that maps to none.
    pub field: String,
    /// What kind of difference it is.
    pub kind: ChangeKind,
    /// The field's JSON in the old version.
    pub before: Value,
    /// The field's JSON in the new version.
    pub after: Value,
    /// Days later (above 0) or earlier, for dates.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub days: Option<i64>,
}

/// What kind of difference it is.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    JsonSchema,
    strum::Display,
    strum::IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum ChangeKind {
    /// Due later.
    Slipped,
    /// Due earlier.
    BroughtForward,
    /// Due where nothing was due.
    DateSet,
    /// No longer due.
    DateRemoved,
    /// An owner more.
    OwnerAdded,
    /// An owner less.
    OwnerRemoved,
    /// Another owner.
    OwnerReplaced,
    /// Further to red.
    RagWorsened,
    /// Further from red.
    RagImproved,
    /// Nearer to done.
    StatusAdvanced,
    /// Further from done.
    StatusRegressed,
    /// Said otherwise.
    Reworded,
    /// Another ref.
    Renumbered,
    /// Another place or group.
    Moved,
    /// Written otherwise, with the same meaning.
    Cosmetic,
    /// Another value.
    Value,
}

/// A mark on an entry.
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
pub enum Flag {
    /// Still open, and nobody wrote anything new between two known days.
    Stale,
    /// Ended without being achieved or closed (superseded, cancelled, rejected, undeliverable), and then gone.
    Unachieved,
}
