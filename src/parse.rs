//! What one text is read as, without a tracker around it: a date cell, an owner cell, a status, amounts, a column header.
//!
//! The readers are those of [`normalize`](crate::normalize); what a tracker would tell them (the order of day and month,
//! its day, a column's header) comes as options. The shapes are those of the JSON that `parse` prints, a line a text.

use schemars::JsonSchema;
use serde::Serialize;

use crate::normalize::dates::{DateOptions, DateState, read_dates};
use crate::normalize::headers::read_header;
use crate::normalize::legend::Legend;
use crate::normalize::money::read_money;
use crate::normalize::owners::{OwnerOptions, read_owners};
use crate::normalize::status::read_status;
use crate::record::{Field, Money, Owner, Rag, Status, When};

/// What a text is the text of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A date cell.
    Date,
    /// An owner cell.
    Owner,
    /// A status or RAG cell.
    Status,
    /// A cell with amounts of money.
    Money,
    /// A column's header.
    Header,
}

/// What the text does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ParseOptions<'a> {
    /// How dates are read.
    pub dates: DateOptions,
    /// The header above an amount, which can give currency and scale.
    pub header: Option<&'a str>,
}

/// What a text is read as.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Parsed<'a> {
    /// As a date cell.
    Date(ParsedDate<'a>),
    /// As an owner cell.
    Owner(ParsedOwner<'a>),
    /// As a status or RAG cell.
    Status(ParsedStatus<'a>),
    /// As amounts.
    Money(ParsedMoney<'a>),
    /// As a column's header.
    Header(ParsedHeader<'a>),
}

/// What a date cell holds.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ParsedDate<'a> {
    /// The text, as given.
    pub text: &'a str,
    /// Its dates, in the order of the text.
    pub dates: Vec<When>,
    /// What stands beside or instead of them.
    pub state: Option<DateState>,
}

/// Whom an owner cell names.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ParsedOwner<'a> {
    /// The text, as given.
    pub text: &'a str,
    /// Its owners, in the order of the text, each once.
    pub owners: Vec<Owner>,
}

/// What a status or RAG cell says by itself, without the sheet's key.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ParsedStatus<'a> {
    /// The text, as given.
    pub text: &'a str,
    /// How far the action is.
    pub status: Option<Status>,
    /// How it stands, as a colour.
    pub rag: Option<Rag>,
}

/// The amounts of a text.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ParsedMoney<'a> {
    /// The text, as given.
    pub text: &'a str,
    /// Its amounts, in the order of the text.
    pub money: Vec<Money>,
}

/// The field that a header names.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ParsedHeader<'a> {
    /// The text, as given; two levels are written `Parent / Child`.
    pub text: &'a str,
    /// The field; null where it names none.
    pub field: Option<Field>,
    /// From 0.5 (likely) to 1 (sure), before any cell is looked at; null without a field.
    pub confidence: Option<f32>,
}

/// Reads a text of any length. One that says nothing of its kind gives empty lists and nulls.
pub fn parse<'a>(kind: Kind, text: &'a str, options: &ParseOptions<'_>) -> Parsed<'a> {
    match kind {
        Kind::Date => {
            let read = read_dates(text, &options.dates);
            Parsed::Date(ParsedDate { text, dates: read.dates, state: read.state })
        }
        Kind::Owner => {
            let read = read_owners(text, &OwnerOptions::default());
            Parsed::Owner(ParsedOwner { text, owners: read.owners })
        }
        Kind::Status => {
            let read = read_status(text, &Legend::default());
            Parsed::Status(ParsedStatus { text, status: read.status, rag: read.rag })
        }
        Kind::Money => Parsed::Money(ParsedMoney { text, money: read_money(text, options.header) }),
        Kind::Header => {
            let read = read_header(text);
            let confidence = read.as_ref().map(|read| read.confidence);
            Parsed::Header(ParsedHeader { text, field: read.map(|read| read.field), confidence })
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;
    use strum::VariantArray;

    use super::*;

    const KINDS: [Kind; 5] = [Kind::Date, Kind::Owner, Kind::Status, Kind::Money, Kind::Header];

    #[test]
    fn labels_of_status_and_colour_read_as_what_they_say() {
        let status = |text: &str| match parse(Kind::Status, text, &ParseOptions::default()) {
            Parsed::Status(read) => (read.status, read.rag),
            other => panic!("{other:?}"),
        };
        for wanted in Status::VARIANTS {
            assert_eq!(status(&wanted.label()), (Some(*wanted), None));
            assert_eq!(status(&wanted.to_string()), (Some(*wanted), None));
        }
        for wanted in Rag::VARIANTS {
            assert_eq!(status(&wanted.label()), (None, Some(*wanted)));
            assert_eq!(status(&wanted.to_string()), (None, Some(*wanted)));
        }
    }

    /// Parts of all kinds of cells, in any order.
    fn cell() -> impl Strategy<Value = String> {
        let parts = [
            "31/3/24",
            "June ",
            "2024",
            "Q2 ",
            "by ",
            "£5k",
            "-",
            "(",
            ")",
            "/",
            "\n",
            "Ann ",
            "Lee",
            "J. ",
            "Head of ",
            "HR ",
            "TBC",
            "on track",
            "Red",
            "not ",
            "%",
            "50",
            "3.5",
            ",",
            ";",
            " ",
            "\u{a0}",
            "é",
            "ß",
            "\u{1F534}",
            "İ",
            "to ",
            "ref",
            "date ",
            "due ",
            "@x.org",
            "~~",
            "0",
            "1e9",
            "\u{301}",
        ];
        let parts = prop::collection::vec(prop::sample::select(parts.to_vec()), 0..12);
        prop_oneof![parts.prop_map(|parts| parts.concat()), any::<String>()]
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_kept(text in cell(), header in prop::option::of(cell())) {
            let options = ParseOptions { header: header.as_deref(), ..ParseOptions::default() };
            for kind in KINDS {
                let line = serde_json::to_string(&parse(kind, &text, &options)).unwrap();
                let value: Value = serde_json::from_str(&line).unwrap();
                prop_assert_eq!(value["text"].as_str(), Some(text.as_str()));
                for list in ["dates", "owners", "money"] {
                    for item in value[list].as_array().into_iter().flatten() {
                        let part = item["as_written"].as_str().unwrap();
                        prop_assert!(text.contains(part), "{} of {:?}", part, text);
                    }
                }
            }
        }
    }
}
