//! Conditional fills by simple rules, resolved to the fill that a cell shows: a comparison with constants, a text that is
//! contained, a formula over cells of the same sheet. Every container's reader makes the same [`Rule`]s of what it finds.
//!
//! Rules are tried by priority. A rule that is not understood (colour scales, averages, today's date) is as if it were not there;
//! where the colour that it gives can mean something, [`unread`] tells of it.

use std::cell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::grid::{Address, Cell, Range, Row, Value, place};
use crate::record::{Code, Finding};

use super::color::Fill;
use super::formula::{Expr, Term};
use super::number;

/// How many cells are held against rules in one sheet, a long text counting as several; a sheet that needs more keeps the fills
/// found until then.
const MOST: u64 = 20_000_000;

/// Empty cells kept until the conditional fills are known; past that a reader drops them at once.
pub(super) const MOST_EMPTY: u32 = 1_000_000;

/// How many cells and columns are looked at for blank cells that a rule may fill, and how many of them are added.
const MOST_LOOKS: usize = 5_000_000;
const MOST_ADDED: usize = 1_000_000;

/// How many ranges a finding names.
const MOST_TOLD: usize = 20;

/// A rule with its cells.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    /// Those of its block.
    pub ranges: Arc<[Range]>,
    /// Rules of a lower number are tried first, of the same number those that come first.
    pub priority: i64,
    /// A rule that keeps the fill only keeps later ones away.
    pub fill: Fill,
    /// When it holds.
    pub test: Test,
}

/// When a rule holds for a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Test {
    /// The cell against one or two terms.
    Compare(Relation, Vec<Expr>),
    /// The cell's text against a text, in small letters.
    Text(Part, String),
    /// The cell is blank, or is not.
    Blank(bool),
    /// The cell is an error, or is not.
    Error(bool),
    /// The formula is true.
    Formula(Expr),
}

/// How a cell is compared, by its name in XML.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumString)]
#[strum(serialize_all = "camelCase")]
pub(super) enum Relation {
    Between,
    NotBetween,
    Equal,
    NotEqual,
    GreaterThan,
    LessThan,
    GreaterThanOrEqual,
    LessThanOrEqual,
}

/// Where a text is looked for, by its name in XML.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumString)]
#[strum(serialize_all = "camelCase")]
pub(super) enum Part {
    ContainsText,
    NotContainsText,
    BeginsWith,
    EndsWith,
}

/// Returns the cell that the formulas of a block are relative to: the corner of all its ranges together.
pub(super) fn base(ranges: &[Range]) -> Address {
    let first = |pick: fn(&Range) -> u32| ranges.iter().map(pick).min().unwrap_or(0);
    Address::new(first(|r| r.start.row), first(|r| r.start.column))
}

/// Gives the cells the fills that they show; `term` is what formulas see of a value. Rows and cells are in order.
pub(super) fn apply(rows: &mut [Row], rules: &mut [Rule], term: impl Fn(&Value) -> Term) {
    rules.sort_by_key(|rule| rule.priority);
    open_blanks(rows, rules);
    let decided = decide(rows, rules, term);
    for ((row, cell), fill) in decided {
        let cell = rows.get_mut(row).and_then(|row| row.cells.get_mut(cell));
        match (cell, fill) {
            (Some(cell), Fill::Of(color)) => cell.style.fill = Some(color),
            (Some(cell), Fill::Cleared) => cell.style.fill = None,
            _ => {}
        }
    }
}

/// Adds the blank cells that a rule may fill and that the file leaves out, as programs do for cells without a form of their own: those of
/// rows that are there, in columns where something stands.
fn open_blanks(rows: &mut [Row], rules: &[Rule]) {
    let filling = rules.iter().filter(|rule| matches!(rule.fill, Fill::Of(_)));
    let ranges: BTreeSet<Range> = filling.flat_map(|rule| rule.ranges.iter().copied()).collect();
    if ranges.is_empty() {
        return;
    }
    let used: BTreeSet<u32> = rows.iter().flat_map(Row::filled).map(|cell| cell.column).collect();
    let (mut looks, mut added) = (MOST_LOOKS, 0);
    for range in ranges {
        if range.end.column < range.start.column {
            continue;
        }
        let columns: Vec<u32> = used.range(range.start.column..=range.end.column).copied().collect();
        let Some(left) = looks.checked_sub(1 + columns.len()) else { return };
        looks = left;
        let from = rows.partition_point(|row| row.index < range.start.row);
        let inside = rows.iter_mut().skip(from);
        for row in inside.take_while(|row| row.index <= range.end.row) {
            let Some(left) = looks.checked_sub(1 + columns.len() + row.cells.len()) else { return };
            looks = left;
            let absent = columns.iter().filter(|column| row.cell(**column).is_none());
            let blanks: Vec<Cell> =
                absent.map(|column| Cell { column: *column, ..Cell::default() }).collect();
            added += blanks.len();
            if added > MOST_ADDED {
                return;
            }
            if !blanks.is_empty() {
                row.cells.extend(blanks);
                row.cells.sort_unstable_by_key(|cell| cell.column);
            }
        }
    }
}

/// The finding for rules that give cells a colour in a way that is not understood, by their cells.
pub(super) fn unread(sheet: &str, ranges: &BTreeSet<Range>) -> Option<Finding> {
    let mut cells: Vec<String> = ranges.iter().take(MOST_TOLD).map(Range::to_string).collect();
    if ranges.len() > MOST_TOLD {
        cells.push("…".to_owned());
    }
    let message = "colours that a conditional format works out (a scale, icons, today's date and the like) are not read";
    let source = Some(place(sheet, &cells.join(",")));
    (!cells.is_empty()).then(|| Finding::new(Code::FormUnread, message, source))
}

/// What the first rule that holds does to each cell, by place in the rows and in the row.
fn decide(rows: &[Row], rules: &[Rule], term: impl Fn(&Value) -> Term) -> BTreeMap<(usize, usize), Fill> {
    let mut decided = BTreeMap::new();
    let left = cell::Cell::new(MOST);
    let spend = |cost: usize| left.set(left.get().saturating_sub(u64::try_from(cost).unwrap_or(u64::MAX)));
    let term_of = |value: &Value| {
        spend(if let Value::Text(text) = value { 1 + text.len() / 64 } else { 1 });
        term(value)
    };
    let look_up = |at: Address| {
        let row = rows.binary_search_by_key(&at.row, |row| row.index).ok();
        let cell = row.and_then(|row| rows.get(row)).and_then(|row| row.cell(at.column));
        cell.map_or(Term::Blank, |cell| term_of(&cell.value))
    };
    for rule in rules {
        for range in rule.ranges.iter() {
            spend(1);
            if left.get() == 0 {
                return decided;
            }
            let from = rows.partition_point(|row| row.index < range.start.row);
            let inside = rows.iter().enumerate().skip(from);
            for (r, row) in inside.take_while(|(_, row)| row.index <= range.end.row) {
                spend(1);
                if left.get() == 0 {
                    return decided;
                }
                let from = row.cells.partition_point(|cell| cell.column < range.start.column);
                let cells = row.cells.iter().enumerate().skip(from);
                for (c, cell) in cells.take_while(|(_, cell)| cell.column <= range.end.column) {
                    let at = Address::new(row.index, cell.column);
                    if left.get() > 0
                        && !decided.contains_key(&(r, c))
                        && rule.holds(&term_of(&cell.value), at, &look_up)
                    {
                        decided.insert((r, c), rule.fill);
                    }
                }
            }
        }
    }
    decided
}

/// Drops cells that show nothing, which were kept for the conditional fills.
pub(super) fn drop_empty(rows: &mut Vec<Row>) {
    for row in rows.iter_mut() {
        let all = row.cells.len();
        row.cells.retain(|cell| cell.style.fill.is_some() || !cell.value.is_blank());
        if row.cells.len() < all {
            row.cells.shrink_to_fit();
        }
    }
    rows.retain(|row| !row.cells.is_empty());
}

impl Rule {
    fn holds(&self, own: &Term, at: Address, look_up: &impl Fn(Address) -> Term) -> bool {
        match &self.test {
            Test::Blank(blank) => *own != Term::Error && own.text().trim().is_empty() == *blank,
            Test::Error(error) => (*own == Term::Error) == *error,
            Test::Text(part, text) => {
                let own = own.text().to_lowercase();
                match part {
                    Part::ContainsText => own.contains(text),
                    Part::NotContainsText => !own.contains(text),
                    Part::BeginsWith => own.starts_with(text),
                    Part::EndsWith => own.ends_with(text),
                }
            }
            Test::Formula(formula) => formula.value(at, look_up).is_true(),
            Test::Compare(relation, terms) => {
                let order = |place: usize| own.compare(&terms.get(place)?.value(at, look_up));
                let Some(first) = order(0) else { return false };
                match relation {
                    Relation::Equal => first.is_eq(),
                    Relation::NotEqual => first.is_ne(),
                    Relation::GreaterThan => first.is_gt(),
                    Relation::GreaterThanOrEqual => first.is_ge(),
                    Relation::LessThan => first.is_lt(),
                    Relation::LessThanOrEqual => first.is_le(),
                    Relation::Between | Relation::NotBetween => {
                        let Some(second) = order(1) else { return false };
                        // The two may come in any order.
                        let between = (first.is_ge() && second.is_le()) || (first.is_le() && second.is_ge());
                        between == (*relation == Relation::Between)
                    }
                }
            }
        }
    }
}

/// Returns what Excel's formulas see of a value.
pub(super) fn term(value: &Value, from_1904: bool) -> Term {
    match value {
        Value::Empty => Term::Blank,
        Value::Text(text) => Term::Text(text.clone()),
        Value::Number(number) | Value::Percent(number) => Term::Number(*number),
        Value::Date(at, _) => Term::Number(number::serial(*at, from_1904)),
        Value::Boolean(yes) => Term::Boolean(*yes),
        Value::Error(_) => Term::Error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::Color;

    const RED: Color = Color { red: 0xFF, green: 0, blue: 0 };

    fn cell(column: u32, text: &str) -> Cell {
        Cell { column, value: Value::Text(text.to_owned()), ..Cell::default() }
    }

    /// Cells that the file leaves out show a fill too, but only where a row and a column are in use.
    #[test]
    fn a_rule_fills_cells_that_the_file_leaves_out() {
        let header = Row { index: 0, cells: vec![cell(0, "Action"), cell(1, "RAG"), cell(2, "Status")] };
        let late = Row { index: 1, cells: vec![cell(0, "Mend it"), cell(2, "Late")] };
        let done = Row { index: 3, cells: vec![cell(0, "Light it"), cell(2, "Done")] };
        let mut rows = vec![header, late, done];
        let corner = Address::new(1, 1);
        let ranges: Arc<[Range]> = vec![Range::new(corner, Address::new(99, 9))].into();
        let test = Test::Formula(super::super::formula::parse("$C2=\"Late\"", corner).unwrap());
        apply(&mut rows, &mut [Rule { ranges, priority: 1, fill: Fill::Of(RED), test }], |value| {
            term(value, false)
        });
        drop_empty(&mut rows);
        let filled = |row: &Row| -> Vec<u32> {
            row.cells.iter().filter(|cell| cell.style.fill == Some(RED)).map(|cell| cell.column).collect()
        };
        assert_eq!(rows.iter().map(filled).collect::<Vec<_>>(), [vec![], vec![1, 2], vec![]]);
        assert_eq!(rows[2].cells.len(), 2, "what stays blank is dropped again");
    }

    #[test]
    fn what_is_not_read_is_told_by_its_cells() {
        let range = |row| Range::new(Address::new(row, 4), Address::new(row + 7, 4));
        let found = unread("Plan", &(0..30).map(|row| range(row * 10)).collect()).unwrap();
        let source = found.source.unwrap();
        assert!(source.starts_with("Plan!E1:E8,E11:E18,") && source.ends_with(",E191:E198,…"), "{source}");
        assert_eq!(unread("Plan", &BTreeSet::new()), None);
    }
}
