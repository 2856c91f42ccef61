//! A date as offices write it: a day, a month, a quarter, an open range, with its kind and its doubts.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a date is the date of.
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
pub enum DateKind {
    /// To be done by then.
    Due,
    /// First to be done by then.
    Original,
    /// To be done by then instead of an earlier date.
    Revised,
    /// Done then.
    Completed,
    /// Begun, or to begin, then.
    Start,
    /// Raised or identified then.
    Raised,
    /// Last written about then.
    Updated,
    /// To be looked at then.
    Review,
    /// A meeting then.
    Meeting,
    /// Reported then.
    Reported,
    /// A step on the way.
    Milestone,
    /// Anything else.
    Other,
}

/// How exact a date is.
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
    strum::IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum Precision {
    /// A time of day.
    Time,
    /// A day.
    Day,
    /// A week.
    Week,
    /// A third of a month: early, mid, late.
    MonthPart,
    /// A month.
    Month,
    /// A calendar quarter.
    Quarter,
    /// A quarter of a financial year.
    FiscalQuarter,
    /// A school or university term.
    Term,
    /// A season.
    Season,
    /// Half a calendar year.
    Half,
    /// Half a financial year.
    FiscalHalf,
    /// A third of a year.
    YearPart,
    /// A calendar year.
    Year,
    /// A financial year.
    FiscalYear,
    /// An academic year.
    AcademicYear,
    /// From one date to another.
    Range,
}

/// What the writer said about how to take the date.
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
    strum::IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum Qualifier {
    /// About then.
    Approximate,
    /// Perhaps then.
    Uncertain,
    /// Then at the latest.
    By,
    /// Earlier than then.
    Before,
    /// Later than then.
    After,
    /// Up to then.
    Until,
    /// The last day of the period.
    End,
    /// The first third of the period.
    Early,
    /// The second third of the period.
    Mid,
    /// The last third of the period.
    Late,
    /// From then on.
    From,
    /// The week that begins then.
    Wc,
}

/// One date of a record, as EDTF (ISO 8601-2) and as the days it can mean.
///
/// ```text
/// as written   edtf                 earliest     latest
/// 30/6/12      2012-06-30           2012-06-30   2012-06-30
/// June 2012    2012-06              2012-06-01   2012-06-30
/// Q4 2012-13   2013-01/2013-03      2013-01-01   2013-03-31
/// from Apr 13  2013-04/..           2013-04-01   null
/// 16 October   XXXX-10-16           null         null
/// 31/13/12     null                 null         null
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct When {
    /// What it is the date of.
    pub kind: DateKind,
    /// ISO 8601-2 text; null for a date that cannot be.
    pub edtf: Option<String>,
    /// First day that it can mean; null where it is open or has no year.
    pub earliest: Option<Date>,
    /// Last day that it can mean; null where it is open or has no year.
    pub latest: Option<Date>,
    /// How exact it is; null for a date that cannot be.
    pub precision: Option<Precision>,
    /// What the writer said about how to take it.
    pub qualifier: Option<Qualifier>,
    /// What was not written but taken from elsewhere, such as `year`, or could be otherwise, such as `order` of day and month.
    pub assumed: Vec<String>,
    /// The text that it was read from.
    pub as_written: String,
}

impl When {
    /// Tells whether it holds all days of another one, as `March 2013` does of `15 March 2013`; open ends hold nothing.
    pub fn covers(&self, other: &Self) -> bool {
        let days = |when: &Self| when.earliest.zip(when.latest);
        days(self).zip(days(other)).is_some_and(|(own, others)| own.0 <= others.0 && others.1 <= own.1)
    }
}

/// What stands in a date column instead of a date.
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
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum DueState {
    /// It goes on without an end.
    Ongoing,
    /// The date is still to be settled.
    ToBeConfirmed,
    /// At once.
    AsSoonAsPossible,
    /// Again and again.
    Recurring,
    /// No date applies.
    NotApplicable,
}
