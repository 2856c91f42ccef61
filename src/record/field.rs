//! The fields a column can map to.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a column holds. Several columns may map to one field where the record has a list (owners, dates, money).
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
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum Field {
    /// The item's number or key.
    Ref,
    /// The section the item stands in.
    Group,
    /// The recommendation, finding, risk, issue or weakness.
    Recommendation,
    /// What is to be done about it.
    Action,
    /// Who is to do it.
    Owner,
    /// The owner's team or directorate.
    Unit,
    /// When it is due.
    Due,
    /// When it was first due.
    OriginalDue,
    /// When it is due now.
    RevisedDue,
    /// When it was done.
    Completed,
    /// When it began or begins.
    Started,
    /// When somebody last wrote about it.
    Updated,
    /// When it was raised.
    Raised,
    /// When it is looked at next.
    Review,
    /// When it was or will be reported.
    Reported,
    /// A date of another kind.
    OtherDate,
    /// How far it is, in words.
    Status,
    /// How it stands, as a colour.
    Rag,
    /// How much it matters.
    Priority,
    /// How much is done, 0 to 100.
    PercentComplete,
    /// What has happened so far.
    Progress,
    /// Savings or costs.
    Money,
    /// Remarks.
    Notes,
}

impl Field {
    /// Tells whether the column holds dates.
    pub fn is_date(self) -> bool {
        use Field::{
            Completed, Due, OriginalDue, OtherDate, Raised, Reported, Review, RevisedDue, Started, Updated,
        };
        matches!(
            self,
            Due | OriginalDue
                | RevisedDue
                | Completed
                | Started
                | Updated
                | Raised
                | Review
                | Reported
                | OtherDate
        )
    }

    /// Tells whether several columns of a table can be the field: a record has lists of dates, amounts and notes, all else it
    /// has once.
    pub fn repeats(self) -> bool {
        self.is_date() || matches!(self, Self::Money | Self::Notes)
    }

    /// Tells whether the column holds running text.
    pub fn is_prose(self) -> bool {
        matches!(self, Self::Recommendation | Self::Action | Self::Progress | Self::Notes)
    }
}
