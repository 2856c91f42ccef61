//! Findings: what a person should look at. They never stop a run.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How much a finding matters.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
    strum::Display,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Severity {
    /// Good to know: what was decided, or found to agree.
    Info,
    /// Somebody should look: it may be wrong, in the sheet or in the reading.
    Warning,
    /// Something is wrong, or missing from the result.
    Error,
}

/// What a finding is about: a stable name. More may come.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
    strum::Display,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
#[non_exhaustive]
pub enum Code {
    /// A cell fits no role.
    UnclaimedCell,
    /// Several actions, and dates or owners that do not pair with them one to one.
    UnpairedValues,
    /// One cell was split into several actions.
    ActionsSplit,
    /// An empty cell was given the value above it.
    FilledDown,
    /// A blank cell of the newest of several times was given what the time before it says.
    CarriedOver,
    /// Columns that the sheet hides were read as any.
    HiddenColumns,
    /// The order of day and month was assumed.
    DateOrderAssumed,
    /// A date cell whose text is no date.
    DateUnparsed,
    /// A line repeats the one above but for scanning damage.
    OcrEcho,
    /// Somebody crossed the record out.
    StruckRecord,
    /// Two records have the same ref.
    DuplicateRef,
    /// Two records are alike in every field.
    IdenticalRecords,
    /// Two signals of one record contradict each other.
    SignalsConflict,
    /// It slipped, and has no later date than its first.
    SlippedWithoutNewDate,
    /// It is on track, and its date is past.
    PastDueOnTrack,
    /// It is open, and its date is past, and nothing says that it slipped.
    Overdue,
    /// It was not achieved, and nothing says why.
    NotAchievedUnexplained,
    /// It is achieved, and the day is missing that others have.
    AchievedWithoutDate,
    /// It was completed after the tracker's own day.
    CompletedInFuture,
    /// It was completed before it started.
    CompletedBeforeStart,
    /// It is due before it was raised.
    DueBeforeRaised,
    /// Its colour is better than the office's own rule allows.
    RagAgainstPolicy,
    /// It is open, and nobody is named who does it.
    OwnerMissing,
    /// A count of the sheet agrees with the records.
    SummaryAgrees,
    /// A count of the sheet disagrees with the records.
    SummaryMismatch,
    /// A count of the sheet could not be checked.
    SummaryUnchecked,
    /// A sheet was passed over.
    SheetSkipped,
    /// Two sheets hold the same items, and nothing says which of them is current.
    VersionAssumed,
    /// A table on a sheet that was read was passed over.
    TableSkipped,
    /// A sheet has its labels in a column and a record in each column beside them, and was read so.
    TableTransposed,
    /// Forms of labels beside their values were read as a record each.
    FormsRead,
    /// The tracker's day is the one on which the file was last changed.
    AsOfAssumed,
    /// A number beside percentages was taken as a share of 1.
    PercentAssumed,
    /// A column's field is likely, not sure.
    ColumnReview,
    /// A text where items stand was taken for a note, a sum or a row kept free.
    RowReview,
    /// A text that its column cannot mean.
    ValueUnread,
    /// A text stood in a column it does not fit and was moved to where it goes on.
    TextRealigned,
    /// A note is on a cell that is neither of a record nor of a group.
    NoteUnplaced,
    /// Part of a cell's text is crossed out, and was left out of the value.
    TextStruck,
    /// Colours of a column that is none of status or RAG were taken as RAG.
    ColorsTaken,
    /// A slip of writing was mended, or a text cut in a way that could be wrong.
    TextRepaired,
    /// A sheet of the file could not be read.
    SheetUnread,
    /// Only the values of a file were read, not its form.
    FormUnread,
    /// A cell of a sheet, or a merged range, could not be read.
    CellUnread,
    /// A part of the file beside its sheets could not be read.
    PartUnread,
    /// Formulas have no stored result.
    FormulaUnsaved,
    /// A row of a text has more cells than the others.
    RowRagged,
    /// A quotation mark that opens nothing was taken as text.
    StrayQuote,
    /// The text's encoding was assumed.
    EncodingAssumed,
    /// A record that is new in a version is open, and was past its date then.
    PastDueNew,
    /// Of two versions the old one shows the later day.
    VersionsReversed,
    /// A clean workbook's value was changed by a person, who was followed.
    ValueEdited,
    /// A record was added to a clean workbook by a person.
    RecordAdded,
    /// A record was taken out of a clean workbook by a person.
    RecordRemoved,
    /// Something that the profile names is not in the file.
    ProfileUnused,
    /// Whether two records of two versions are one could nearly as well have been decided otherwise.
    MatchUncertain,
}

impl Code {
    /// Returns how much a finding with this code matters.
    pub fn severity(self) -> Severity {
        use Code::{
            AchievedWithoutDate, ActionsSplit, AsOfAssumed, CarriedOver, ColorsTaken, ColumnReview,
            DateOrderAssumed, EncodingAssumed, FilledDown, FormUnread, FormsRead, HiddenColumns,
            NoteUnplaced, Overdue, OwnerMissing, RecordAdded, RecordRemoved, SheetSkipped, StrayQuote,
            StruckRecord, SummaryAgrees, SummaryUnchecked, TableSkipped, TableTransposed, TextRepaired,
            TextStruck, ValueEdited,
        };
        match self {
            AchievedWithoutDate | ActionsSplit | AsOfAssumed | CarriedOver | ColorsTaken | ColumnReview
            | DateOrderAssumed | EncodingAssumed | FilledDown | FormUnread | FormsRead | HiddenColumns
            | NoteUnplaced | Overdue | OwnerMissing | RecordAdded | RecordRemoved | SheetSkipped
            | StrayQuote | StruckRecord | SummaryAgrees | SummaryUnchecked | TableSkipped
            | TableTransposed | TextRepaired | TextStruck | ValueEdited => Severity::Info,
            // What it held is missing from the result.
            Self::SheetUnread => Severity::Error,
            _ => Severity::Warning,
        }
    }
}

impl Code {
    /// Tells whether an office can do without its findings: all but those about what is missing from the result.
    pub fn is_optional(self) -> bool {
        !matches!(self, Self::UnclaimedCell | Self::SheetUnread | Self::CellUnread | Self::PartUnread)
    }
}

/// Something about the data, with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// How much it matters; it goes with the code.
    pub severity: Severity,
    /// Its stable name.
    pub code: Code,
    /// One sentence for a person.
    pub message: String,
    /// The cell or cells, with the sheet; null where it is about the whole file.
    pub source: Option<String>,
}

impl Finding {
    /// Returns a finding with its code's severity.
    pub fn new(code: Code, message: impl Into<String>, source: Option<String>) -> Self {
        Self { severity: code.severity(), code, message: message.into(), source }
    }
}
