//! Which of a workbook's sheets with trackers are read: not look-ups, and of sheets that hold the same items only one.
//!
//! Sheets with one header and different items are sections of one tracker and stay together, even where each counts from 1:
//! items are the same by their text, or by their ref where most of the words agree. Sheets that ask others for the same
//! things, a directorate each, stay together too: there the owners differ.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::assemble;
use crate::grid::{Row, Sheet};
use crate::normalize::dates::{self, DateOptions};
use crate::normalize::period::Period;
use crate::normalize::{refs, text};
use crate::record::{Field, Role};

use super::current::{self, State};
use super::{ImportedSheet, Skipped};

/// Items that are compared; two versions of one plan show themselves in the first.
const MOST_ITEMS: usize = 500;

/// A look-up has short values: words a cell, at the most on average.
const LOOKUP_WORDS: usize = 4;

/// A sheet that may be passed over, as far as it is compared with others.
struct Candidate<'a> {
    place: usize,
    name: &'a str,
    items: Vec<Item>,
    /// The last item of each text, and of each ref, by place.
    by_text: BTreeMap<String, usize>,
    by_ref: BTreeMap<String, usize>,
    headers: BTreeSet<String>,
    day: Option<Date>,
    named_day: Option<Date>,
    period: Period,
}

/// An item as it is compared.
struct Item {
    /// What it is about, folded.
    text: String,
    reference: Option<String>,
    /// Whose it is, folded; empty where nobody is named.
    owner: String,
    state: State,
}

/// Returns the sheets to pass over among those without a reason not to be read so far, by place, each with its own.
pub(super) fn passed_over(
    chosen: &[&Sheet],
    sheets: &[ImportedSheet],
    reasons: &[Option<Skipped>],
) -> Vec<(usize, Skipped)> {
    let is_read = |place: usize| reasons.get(place).is_none_or(Option::is_none);
    let trackers = || {
        let all = sheets.iter().zip(chosen).enumerate();
        all.filter(|(place, (understood, _))| is_read(*place) && understood.is_tracker())
    };
    let mut passed = Vec::new();
    let mut kept: Vec<Candidate<'_>> = Vec::new();
    let tracks = trackers().any(|(_, (understood, _))| tracks(understood));
    for (place, (understood, sheet)) in trackers() {
        let sheet = understood.grid(sheet);
        let candidate = Candidate::of(place, sheet, understood);
        let Some(twin) = kept.iter().position(|other| candidate.repeats(other)) else {
            if tracks && is_lookup(sheet, understood) {
                let reason = "it is a look-up: nothing in it has an owner, a date or a status";
                passed.push((place, Skipped::Because(reason)));
            } else {
                kept.push(candidate);
            }
            continue;
        };
        let Some(other) = kept.get_mut(twin) else { continue };
        let (reason, candidate_goes) = candidate.against(other);
        if candidate_goes {
            passed.push((candidate.place, reason));
        } else {
            passed.push((other.place, reason));
            *other = candidate;
        }
    }
    passed.sort_by_key(|(place, _)| *place);
    passed
}

/// Tells whether some column says who, when or how far.
pub(super) fn tracks(understood: &ImportedSheet) -> bool {
    let fields = understood.mappings.iter().flatten().flat_map(|m| &m.columns).filter_map(|c| c.field);
    let mut tracking = fields.filter(|field| {
        field.is_date()
            || matches!(
                field,
                Field::Owner | Field::Status | Field::Rag | Field::PercentComplete | Field::Progress
            )
    });
    tracking.next().is_some()
}

/// A sheet that tracks nothing and holds short values: words with their order and meaning.
fn is_lookup(sheet: &Sheet, understood: &ImportedSheet) -> bool {
    let (mut cells, mut words) = (0, 0);
    for table in &understood.outline.tables {
        for row in table.rows.iter().filter(|r| r.role == Role::Record).take(MOST_ITEMS) {
            for cell in sheet.row(row.row).into_iter().flat_map(Row::filled) {
                cells += 1;
                words += cell.value.text().split_whitespace().count();
            }
        }
    }
    !tracks(understood) && cells > 0 && words <= cells * LOOKUP_WORDS
}

impl<'a> Candidate<'a> {
    fn of(place: usize, sheet: &'a Sheet, understood: &ImportedSheet) -> Self {
        let tables = || {
            let pairs = understood.outline.tables.iter().zip(&understood.mappings);
            pairs.filter_map(|(table, mapping)| Some((table, mapping.as_ref()?)))
        };
        let mut items = Vec::new();
        for (table, mapping) in tables() {
            let first = |field: Field| mapping.of(field).next().map(|c| c.column);
            let subjects = [first(Field::Recommendation), first(Field::Action)];
            for row in table.rows.iter().filter(|r| r.role == Role::Record) {
                let read = |column: u32| sheet.text(row.cell(column));
                let subject = subjects.iter().flatten().map(|c| read(*c)).collect::<Vec<_>>().join(" ");
                let subject = text::fold(&subject);
                if !subject.is_empty() && items.len() < MOST_ITEMS {
                    items.push(Item {
                        text: subject,
                        reference: first(Field::Ref).and_then(|c| refs::clean(&read(c))),
                        owner: first(Field::Owner).map(|c| text::fold(&read(c))).unwrap_or_default(),
                        state: State::of(sheet, row, mapping, &understood.outline.legend),
                    });
                }
            }
        }
        let read = dates::read_dates(&sheet.name, &DateOptions::default());
        let places = || items.iter().zip(0..);
        Self {
            place,
            name: &sheet.name,
            by_text: places().map(|(item, at)| (item.text.clone(), at)).collect(),
            by_ref: places().filter_map(|(item, at)| Some((item.reference.clone()?, at))).collect(),
            items,
            headers: tables().flat_map(|(_, m)| &m.columns).map(|c| text::fold(&c.header)).collect(),
            day: assemble::day_of(&understood.outline),
            named_day: read.dates.iter().find_map(|d| d.latest),
            period: Period::of(&sheet.name),
        }
    }

    /// The item of this sheet that is the same as one of another.
    fn twin(&self, item: &Item) -> Option<&Item> {
        let at = |place: &usize| self.items.get(*place);
        let named = || item.reference.as_deref().and_then(|r| self.by_ref.get(r)).and_then(at);
        let reworded = || named().filter(|other| is_reworded(&item.text, &other.text));
        self.by_text.get(item.text.as_str()).and_then(at).or_else(reworded)
    }

    /// The items that stand in both sheets, with this one's first.
    fn twins<'i>(&'i self, other: &'i Self) -> Vec<(&'i Item, &'i Item)> {
        self.items.iter().filter_map(|item| Some((item, other.twin(item)?))).collect()
    }

    /// Tells whether most items of the smaller sheet stand in the other one too.
    fn repeats(&self, other: &Self) -> bool {
        let (small, large) =
            if self.items.len() <= other.items.len() { (self, other) } else { (other, self) };
        let mut twins: Vec<(&Item, &Item)> = Vec::new();
        for (item, left) in small.items.iter().zip((0..small.items.len()).rev()) {
            twins.extend(large.twin(item).map(|twin| (item, twin)));
            // A book can have a thousand sheets, each compared with each: most differ from the first items on.
            if (twins.len() + left) * 2 <= small.items.len() || twins.len() + left < 2 {
                return false;
            }
        }
        // Templates that each fills in differ by a word in every item; a version keeps some as they were.
        let template = twins.iter().all(|(a, b)| a.text != b.text);
        let owned: Vec<_> =
            twins.iter().filter(|(a, b)| !a.owner.is_empty() && !b.owner.is_empty()).collect();
        let kept = owned.iter().filter(|(a, b)| a.owner == b.owner).count();
        // Where the sheets say which is the later one, the owners may all have changed.
        let others = (template || kept * 2 < owned.len()) && self.told(other).is_none();
        twins.len() >= 2 && twins.len() * 2 > small.items.len() && !others
    }

    /// Which of two versions is the earlier one where something says so, and what: is it this one?
    fn told(&self, other: &Self) -> Option<(bool, &'static str)> {
        let days = |own: Option<Date>, others: Option<Date>| {
            own.zip(others).map(|(own, others)| own.cmp(&others)).filter(|order| order.is_ne())
        };
        let by_day = days(self.day, other.day).map(|order| (order, "its date"));
        let by_name = || days(self.named_day, other.named_day).or_else(|| self.period.order(&other.period));
        let told = by_day.or_else(|| by_name().map(|order| (order, "its name")));
        told.map(|(order, by)| (order.is_lt(), by))
    }

    /// Why one of two sheets with the same items is passed over, and whether it is this one, the later in the book.
    fn against(&self, other: &Self) -> (Skipped, bool) {
        let shared = self.headers.intersection(&other.headers).count();
        if shared * 2 < self.headers.len().max(other.headers.len()) {
            let goes = self.headers.len() <= other.headers.len();
            let stays = if goes { other.name } else { self.name };
            return (Skipped::Repeats(stays.to_owned()), goes);
        }
        let twins = self.twins(other);
        let states: Vec<(&State, &State)> = twins.iter().map(|(a, b)| (&a.state, &b.state)).collect();
        let by_items = || current::order(&states).map(|(order, by)| (order.is_lt(), by));
        let told = self.told(other).or_else(by_items);
        let all = self.items.len() == other.items.len() && states.len() == self.items.len();
        if told.is_none() && all && current::alike(&states) {
            return (Skipped::Repeats(self.name.to_owned()), false);
        }
        // Most offices add the new sheet behind the old ones.
        let goes = told.is_some_and(|(goes, _)| goes);
        let of = if goes { other.name } else { self.name }.to_owned();
        match told {
            Some((_, by)) => (Skipped::Earlier { of, by }, goes),
            None => (Skipped::Before(of), goes),
        }
    }
}

/// Tells whether two texts share at least half of the longer one's words.
fn is_reworded(a: &str, b: &str) -> bool {
    let (a, b): (BTreeSet<&str>, BTreeSet<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    a.intersection(&b).count() * 2 >= a.len().max(b.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::{Address, Format, Properties, Style, Value, Workbook};
    use crate::import::{ImportOptions, import};
    use crate::read::Reading;

    /// The names of the sheets that were read, and the reasons why others were not.
    fn read_of(sheets: &[(&str, &[&str])]) -> (Vec<String>, Vec<String>) {
        let sheet = |(name, lines): &(&str, &[&str])| {
            let cells = lines.iter().zip(0..).flat_map(|(line, row)| {
                line.split('|').zip(0..).map(move |(text, column)| {
                    (Address::new(row, column), Value::Text(text.to_owned()), Style::default())
                })
            });
            Sheet::new(*name, false, cells, [])
        };
        let workbook = Workbook {
            file: "plan.xlsx".to_owned(),
            format: Format::Xlsx,
            sheets: sheets.iter().map(sheet).collect(),
            properties: Properties::default(),
        };
        let import = import(&Reading { workbook, findings: Vec::new() }, &ImportOptions::default()).unwrap();
        let reasons =
            import.sheets.iter().filter_map(|s| s.skipped.as_ref().map(ToString::to_string)).collect();
        (import.tracker.source.sheets, reasons)
    }

    const HEADER: &str = "Ref|Action|Owner|Status";
    const OLD: [&str; 4] = [
        HEADER,
        "1|Let the contract for dredging|J. Roe|On track",
        "2|Buy forty lamps for the pier|A. Poe|Slipped",
        "3|Keep a list of all boats|A. Poe|On track",
    ];
    const NEW: [&str; 4] = [
        HEADER,
        "1|Let the contract for dredging|J. Roe|Achieved",
        "2|Buy forty lamps for the long pier|A. Poe|On track",
        "4|Write to the owners of boats|A. Poe|On track",
    ];

    #[test]
    fn an_earlier_version_is_passed_over() {
        let cases = [
            ("Q2 2021", "Q1 2021", 1, "by its name it is an earlier version of sheet `Q2 2021`"),
            ("Q1 2021", "Q2 2021", 0, "by its name it is an earlier version of sheet `Q2 2021`"),
            ("Old", "Plan", 0, "by its name it is an earlier version of sheet `Plan`"),
            ("Plan", "Archive", 1, "by its name it is an earlier version of sheet `Plan`"),
            ("Plan", "Plan Q1", 1, "by its name it is an earlier version of sheet `Plan`"),
            (
                "Sheet A",
                "Sheet B",
                0,
                "by how many of its items are finished it is an earlier version of sheet `Sheet B`",
            ),
        ];
        for (first, second, older, reason) in cases {
            let versions: [&[&str]; 2] = if older == 0 { [&OLD, &NEW] } else { [&NEW, &OLD] };
            let (read, reasons) = read_of(&[(first, versions[0]), (second, versions[1])]);
            assert_eq!(read, [if older == 0 { second } else { first }]);
            assert_eq!(reasons, [reason]);
        }
    }

    #[test]
    fn items_tell_the_later_version_wherever_it_stands() {
        let (read, reasons) = read_of(&[("Plan", &NEW), ("Plan (2)", &OLD)]);
        assert_eq!(read, ["Plan"]);
        assert_eq!(
            reasons,
            ["by how many of its items are finished it is an earlier version of sheet `Plan`"]
        );
        let (read, reasons) = read_of(&[("Plan", &OLD), ("Plan (2)", &OLD)]);
        assert_eq!(read, ["Plan (2)"]);
        assert_eq!(reasons, ["it repeats the records of sheet `Plan (2)`"]);
        let given: [&str; 4] = [OLD[0], OLD[1], OLD[2], "3|Keep a list of all boats|B. Moe|On track"];
        let (read, reasons) = read_of(&[("Plan", &OLD), ("Plan (2)", &given)]);
        assert_eq!(read, ["Plan (2)"]);
        assert_eq!(
            reasons,
            ["it holds the items of sheet `Plan (2)`, which stands behind it in the workbook"]
        );
    }

    #[test]
    fn sheets_of_different_items_stay_together_though_each_counts_from_one() {
        let boats: [&str; 3] =
            [HEADER, "1|Write to the owners of boats|J. Roe|Achieved", "2|Paint the jetty|A. Poe|On track"];
        let (read, reasons) = read_of(&[("Harbour", &OLD), ("Boats", &boats)]);
        assert_eq!((read.len(), reasons.len()), (2, 0));
    }

    #[test]
    fn what_every_directorate_has_to_do_is_no_version() {
        let adults: [&str; 3] = [
            HEADER,
            "1|Appraise all staff|Adults Board|On track",
            "2|Review the budget|Adults Board|On track",
        ];
        let place: [&str; 3] =
            [HEADER, "1|Appraise all staff|Place Board|On track", "2|Review the budget|Place Board|On track"];
        let (read, _) = read_of(&[("Adults", &adults), ("Place", &place), ("Adults Q1", &adults)]);
        assert_eq!(read, ["Adults", "Place"]);
    }

    #[test]
    fn look_ups_and_exports_of_the_same_records_are_passed_over() {
        let lookup: [&str; 4] =
            ["Name|Order|Description", "High|1|Do it now", "Medium|2|Do it soon", "Low|3|Do it some day"];
        let export: [&str; 4] = [
            "ID|Action",
            "1|Let the contract for dredging",
            "2|Buy forty lamps for the pier",
            "3|Keep a list of all boats",
        ];
        let (read, reasons) = read_of(&[("Plan", &OLD), ("Levels", &lookup)]);
        assert_eq!(read, ["Plan"]);
        assert_eq!(reasons, ["it is a look-up: nothing in it has an owner, a date or a status"]);
        let (read, reasons) = read_of(&[("Plan", &OLD), ("Export", &export)]);
        assert_eq!(read, ["Plan"]);
        assert_eq!(reasons, ["it repeats the records of sheet `Plan`"]);
    }
}
