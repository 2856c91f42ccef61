//! How much a file may ask for before reading stops: sizes, counts and ratios, each with a name that a caller can raise it by.
//!
//! A limit keeps a small hostile file from costing a large machine; a tracker that people keep stays far below all of them.
//! What passes a limit stops the run, it is never cut short in silence.

use crate::error::{Error, ErrorKind};
use crate::grid::{Row, Value, Workbook};

const MIB: u64 = 1 << 20;

/// The name of a limit.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    strum::Display,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[strum(serialize_all = "lowercase")]
#[non_exhaustive]
pub enum Limit {
    /// Bytes of the file.
    Input,
    /// Bytes that all parts of a package inflate to.
    Inflated,
    /// Bytes that one part of a package inflates to.
    Part,
    /// How many times its packed size a part may inflate to, once past its first MiB.
    Ratio,
    /// Parts of a package.
    Entries,
    /// Non-empty cells of a workbook.
    Cells,
    /// Bytes of text of a cell.
    Text,
    /// Merged ranges of a sheet.
    Merges,
    /// Elements inside one another in an XML part or a page.
    Depth,
}

impl Limit {
    /// Tells whether it counts bytes, so that `M` after a number means MiB and not million.
    pub fn in_bytes(self) -> bool {
        matches!(self, Self::Input | Self::Inflated | Self::Part | Self::Text)
    }

    /// What is limited, after a number.
    fn what(self) -> &'static str {
        match self {
            Self::Input => "of input",
            Self::Inflated => "unpacked",
            Self::Part => "unpacked of one part",
            Self::Ratio => "times its packed size for a part",
            Self::Entries => "parts in the package",
            Self::Cells => "non-empty cells",
            Self::Text => "of text in a cell",
            Self::Merges => "merged ranges in a sheet",
            Self::Depth => "elements inside one another",
        }
    }
}

/// What a file may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// See [`Limit::Input`].
    pub input: u64,
    /// See [`Limit::Inflated`].
    pub inflated: u64,
    /// See [`Limit::Part`].
    pub part: u64,
    /// See [`Limit::Ratio`].
    pub ratio: u64,
    /// See [`Limit::Entries`].
    pub entries: u64,
    /// See [`Limit::Cells`].
    pub cells: u64,
    /// See [`Limit::Text`].
    pub text: u64,
    /// See [`Limit::Merges`].
    pub merges: u64,
    /// See [`Limit::Depth`].
    pub depth: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            input: 512 * MIB,
            inflated: 2048 * MIB,
            part: 1024 * MIB,
            ratio: 1000,
            entries: 10_000,
            cells: 20_000_000,
            text: 16 * MIB,
            merges: 1_000_000,
            depth: 256,
        }
    }
}

impl Limits {
    /// Returns the value of a limit.
    pub fn get(&self, limit: Limit) -> u64 {
        match limit {
            Limit::Input => self.input,
            Limit::Inflated => self.inflated,
            Limit::Part => self.part,
            Limit::Ratio => self.ratio,
            Limit::Entries => self.entries,
            Limit::Cells => self.cells,
            Limit::Text => self.text,
            Limit::Merges => self.merges,
            Limit::Depth => self.depth,
        }
    }

    /// Changes a limit.
    pub fn set(&mut self, limit: Limit, value: u64) {
        *match limit {
            Limit::Input => &mut self.input,
            Limit::Inflated => &mut self.inflated,
            Limit::Part => &mut self.part,
            Limit::Ratio => &mut self.ratio,
            Limit::Entries => &mut self.entries,
            Limit::Cells => &mut self.cells,
            Limit::Text => &mut self.text,
            Limit::Merges => &mut self.merges,
            Limit::Depth => &mut self.depth,
        } = value;
    }

    /// Holds a workbook that was read to the limits on cells, texts and merged ranges.
    pub(super) fn hold(&self, workbook: &Workbook) -> Result<(), Exceeded> {
        let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        let mut cells = 0;
        for sheet in &workbook.sheets {
            self.check(Limit::Merges, count(sheet.merges().len()))?;
            for cell in sheet.rows().iter().flat_map(Row::filled) {
                cells += 1;
                if let Value::Text(text) = &cell.value {
                    self.check(Limit::Text, count(text.len()))?;
                }
            }
        }
        self.check(Limit::Cells, cells)
    }

    /// Returns the limit as passed where `amount` is more than it allows.
    pub(super) fn check(&self, limit: Limit, amount: u64) -> Result<(), Exceeded> {
        let value = self.get(limit);
        if amount > value { Err(Exceeded { limit, value }) } else { Ok(()) }
    }
}

/// A limit that a file passes, and its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Exceeded {
    pub limit: Limit,
    pub value: u64,
}

impl Exceeded {
    /// The error that stops the run.
    pub(super) fn of(self, file: &str) -> Error {
        let (limit, value) = (self.limit, self.value);
        let whole = limit.in_bytes() && value.is_multiple_of(MIB);
        let amount = match limit.in_bytes() {
            true if whole => format!("{} MiB", value / MIB),
            true => format!("{value} bytes"),
            false => value.to_string(),
        };
        let doubled = value.saturating_mul(2);
        let raised = if whole { format!("{}M", doubled / MIB) } else { doubled.to_string() };
        ErrorKind::Limit {
            file: file.to_owned(),
            allowed: format!("{amount} {}", limit.what()),
            name: limit.into(),
            raised,
        }
        .into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::VariantArray;

    #[test]
    fn every_limit_is_set_by_its_name() {
        for limit in Limit::VARIANTS {
            let mut limits = Limits::default();
            limits.set(*limit, 7);
            assert_eq!(limits.get(*limit), 7);
            let others = Limit::VARIANTS.iter().filter(|l| *l != limit);
            assert!(others.clone().all(|l| limits.get(*l) == Limits::default().get(*l)), "{limit}");
        }
    }

    #[test]
    fn an_error_names_the_limit_its_value_and_what_to_type() {
        let limits = Limits { cells: 20, text: 100, ..Limits::default() };
        let said = |limit, amount| {
            let error = limits.check(limit, amount).unwrap_err().of("plan.xlsx");
            let ErrorKind::Limit { raised, .. } = error.kind() else { panic!("{error}") };
            (error.to_string(), raised.clone())
        };
        assert!(limits.check(Limit::Cells, 20).is_ok());
        assert_eq!(
            said(Limit::Cells, 21),
            (
                "plan.xlsx: expected at most 20 non-empty cells, found more (limit `cells`)".into(),
                "40".into()
            )
        );
        assert_eq!(
            said(Limit::Part, u64::MAX),
            (
                "plan.xlsx: expected at most 1024 MiB unpacked of one part, found more (limit `part`)".into(),
                "2048M".into()
            )
        );
        assert_eq!(
            said(Limit::Text, 101),
            (
                "plan.xlsx: expected at most 100 bytes of text in a cell, found more (limit `text`)".into(),
                "200".into()
            )
        );
    }
}
