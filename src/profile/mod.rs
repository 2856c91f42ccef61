//! The profile: what inference got wrong, or an office has agreed, as a file beside the command line (`trackrecord.toml`).
//!
//! This is what is meant; `file` reads it and tells each fault with its line. It is of all versions of a tracker, so that not
//! everything in it need fit each of them. What is done with it is for `import`.

mod file;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;

use crate::grid::{HeaderRows, NamedRows};
use crate::normalize::agreed::Agreed;
use crate::normalize::dates::DateOrder;
use crate::normalize::owners::directory::Directory;
use crate::normalize::text::quoted;
use crate::record::{Code, Field, Role};

/// The name under which a profile is found without being named.
pub const FILE_NAME: &str = "trackrecord.toml";

/// What is known of a tracker beforehand; nothing by default.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Profile {
    /// The day whose state the tracker shows.
    pub as_of: Option<Date>,
    /// The sheets to read; empty where the workbook decides.
    pub sheets: Vec<String>,
    /// Rows of the first table's header, on each sheet that is read.
    pub header_rows: Option<HeaderRows>,
    /// Whether days or months come first in figures.
    pub date_order: Option<DateOrder>,
    /// First month of the financial year, 1 to 12.
    pub fy_start: Option<i8>,
    /// Headers and their fields; `None` where the column maps to none.
    pub columns: Vec<(String, Option<Field>)>,
    /// Rows whose role is known.
    pub rows: Vec<(NamedRows, Role)>,
    /// Headers (or letters) and whether their columns' blank cells mean the value above.
    pub fill_down: Vec<(String, bool)>,
    /// Whether an action cell that lists several is parted.
    pub split_actions: Option<bool>,
    /// What status words, RAG words and colours stand for.
    pub words: Agreed,
    /// The owners that the office knows.
    pub owners: Directory,
    /// Findings that are wanted or not, by code.
    pub rules: BTreeMap<Code, bool>,
    /// How colours follow from dates and percentages.
    pub rag_policy: Option<RagPolicy>,
}

impl Profile {
    /// Returns what it says, apart from columns, which each say it themselves: a few words for each key, for a person.
    pub fn said(&self) -> Vec<String> {
        let count = |number: usize, one: &str, many: &str| match number {
            0 => None,
            1 => Some(format!("1 {one}")),
            _ => Some(format!("{number} {many}")),
        };
        let sheets: Vec<String> = self.sheets.iter().map(|name| quoted(name)).collect();
        let month = self.fy_start.and_then(|month| MONTHS.get(usize::try_from(month).ok()?.checked_sub(1)?));
        let said = [
            (!sheets.is_empty()).then(|| format!("only sheet {}", sheets.join(" and "))),
            self.header_rows.map(|rows| format!("header in {rows}")),
            self.date_order.map(|order| match order {
                DateOrder::MonthFirst => "months first in dates".to_owned(),
                _ => "days first in dates".to_owned(),
            }),
            month.map(|month| format!("financial year from {month}")),
            count(self.rows.len(), "kind of row", "kinds of rows"),
            count(self.fill_down.len(), "column to fill down or not", "columns to fill down or not"),
            self.split_actions.map(|split| match split {
                true => "lists of actions parted".to_owned(),
                false => "no list of actions parted".to_owned(),
            }),
            count(self.words.count(), "word of status and RAG", "words of status and RAG"),
            count(self.owners.entries().len(), "owner", "owners"),
            count(
                self.rules.values().filter(|wanted| !**wanted).count(),
                "kind of finding left out",
                "kinds of findings left out",
            ),
        ];
        said.into_iter().flatten().collect()
    }
}

/// How colours follow from dates and percentages. What is not given asks for nothing.
#[derive(Debug, Clone, Copy, PartialEq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RagPolicy {
    /// From so many days past its date an item is amber at best.
    pub amber_days: Option<u32>,
    /// From so many days past its date an item is red.
    pub red_days: Option<u32>,
    /// Below this percentage an item is amber at best.
    pub amber_below: Option<f64>,
    /// Below this percentage an item is red.
    pub red_below: Option<f64>,
    /// Below this percentage, and past its date, an item is red.
    pub red_below_when_late: Option<f64>,
}

/// The months, as `fy_start` names them.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Returns the number of a month, 1 to 12, that a text names: `4`, `April`, `apr`.
pub fn month(text: &str) -> Option<i8> {
    let name = text.trim().to_lowercase();
    let named = |month: &str| name.len() >= 3 && month.to_lowercase().starts_with(&name);
    let number =
        name.parse().ok().or_else(|| (1..).zip(MONTHS).find(|(_, month)| named(month)).map(|(n, _)| n));
    number.filter(|number| (1..=12).contains(number))
}

/// The roles that a profile can give to rows: those that rows have below a header.
pub const ROW_ROLES: [Role; 6] =
    [Role::Record, Role::Continuation, Role::Section, Role::Placeholder, Role::Total, Role::Note];

/// The keys of a profile, with what each takes; those of an owner or of the colours' rule behind a dot.
pub const KEYS: [(&str, &str); 23] = [
    ("as_of", "a day such as 2013-04-01"),
    ("sheets", "names of sheets, as a list"),
    ("header_rows", "a row (4) or rows (\"4-5\")"),
    ("date_order", "\"day_first\" or \"month_first\""),
    ("fy_start", "a month (\"April\" or 4)"),
    ("columns", "a table of headers with their fields"),
    ("rows", "a table of row numbers or first words with their roles"),
    ("fill_down", "a table of headers with true or false"),
    ("split_actions", "true or false"),
    ("status", "a table of words with their statuses"),
    ("rag", "a table of words, letters and colours with their RAG"),
    ("rules", "a table of finding codes with true or false"),
    ("rag_policy", "a table"),
    ("rag_policy.amber_days", "a number of days"),
    ("rag_policy.red_days", "a number of days"),
    ("rag_policy.amber_below", "a percentage"),
    ("rag_policy.red_below", "a percentage"),
    ("rag_policy.red_below_when_late", "a percentage"),
    ("owners", "a list of owners, each a table"),
    ("owners.name", "the person's name"),
    ("owners.unit", "the team or directorate"),
    ("owners.email", "the e-mail address"),
    ("owners.aliases", "other spellings, as a list"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_have_numbers_and_names() {
        for (text, expected) in [("4", 4), (" 12", 12), ("April", 4), ("sept", 9), ("DEC", 12)] {
            assert_eq!(month(text), Some(expected), "{text}");
        }
        for text in ["0", "13", "-1", "ma", "Smarch", ""] {
            assert_eq!(month(text), None, "{text}");
        }
    }
}
