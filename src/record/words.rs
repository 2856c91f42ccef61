//! Closed vocabularies of the contract: status and RAG.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How far an action is.
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
pub enum Status {
    /// Nothing done yet.
    NotStarted,
    /// Begun; whether in time is not said.
    InProgress,
    /// Will be done in time.
    OnTrack,
    /// May not be done in time.
    AtRisk,
    /// Late.
    Slipped,
    /// Paused.
    OnHold,
    /// Done by its owner's word; evidence or approval to come.
    AwaitingSignOff,
    /// Done.
    Achieved,
    /// Not done when it should have been.
    NotAchieved,
    /// Cannot be done.
    Undeliverable,
    /// Goes on as everyday business.
    Ongoing,
    /// Another item took its place.
    Superseded,
    /// Given up.
    Cancelled,
    /// Not accepted.
    Rejected,
    /// Closed, for whatever reason.
    Closed,
}

impl Status {
    /// Tells whether an action with this status still has to be done (DESIGN section 4, *open*).
    pub fn is_open(self) -> bool {
        use Status::{Achieved, Cancelled, Closed, Rejected, Superseded, Undeliverable};
        !matches!(self, Achieved | Closed | Superseded | Cancelled | Rejected | Undeliverable)
    }

    /// Tells whether it is an end that is no achievement.
    pub fn ends_unachieved(self) -> bool {
        matches!(self, Self::Cancelled | Self::Rejected | Self::Superseded | Self::Undeliverable)
    }

    /// Returns the words that a person reads: `On track`.
    pub fn label(self) -> String {
        sentence_case(self.into())
    }
}

/// How an action stands, as a colour.
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
pub enum Rag {
    /// Red.
    Red,
    /// Between amber and red.
    AmberRed,
    /// Amber, yellow or orange.
    Amber,
    /// Between amber and green.
    AmberGreen,
    /// Green.
    Green,
    /// Blue; in many offices: done.
    Blue,
    /// Grey.
    Grey,
    /// Black.
    Black,
}

impl Rag {
    /// Returns the words that a person reads: `Amber red`.
    pub fn label(self) -> String {
        sentence_case(self.into())
    }

    /// Returns the place on the scale from 0 (red) to 5 (blue); `None` for grey and black, which are on none.
    pub fn level(self) -> Option<u8> {
        match self {
            Self::Red => Some(0),
            Self::AmberRed => Some(1),
            Self::Amber => Some(2),
            Self::AmberGreen => Some(3),
            Self::Green => Some(4),
            Self::Blue => Some(5),
            Self::Grey | Self::Black => None,
        }
    }
}

/// What a RAG was read from.
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
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum RagBasis {
    /// A word or letter.
    Text,
    /// A number that a legend or the usual order gives a colour.
    Number,
    /// A symbol, such as a coloured disc.
    Symbol,
    /// The cell's fill.
    Fill,
}

fn sentence_case(name: &str) -> String {
    let mut label = name.replace('_', " ");
    if let Some(first) = label.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    label
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_read_as_words() {
        assert_eq!(Status::AwaitingSignOff.label(), "Awaiting sign off");
        assert_eq!(Rag::AmberRed.label(), "Amber red");
        assert_eq!(Status::OnTrack.to_string(), "on_track");
    }

    #[test]
    fn open_means_still_to_be_done() {
        assert!(Status::AwaitingSignOff.is_open() && Status::NotAchieved.is_open());
        assert!(!Status::Achieved.is_open() && !Status::Rejected.is_open());
    }
}
