//! Conditional fills by simple rules, resolved to the fill that a cell shows: a comparison with constants, a text that is
//! contained, a formula over cells of the same sheet.
//!
//! Rules are tried by priority. A rule that is not understood (colour scales, averages, today's date) is as if it were not there.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::grid::{Address, Color, Range, Row, Value};

use super::super::number;
use super::super::package::Fault;
use super::super::xml::{Event, Xml};
use super::formula::{self, Expr, Term};

/// How many cells are held against rules in one sheet, a long text counting as several; a sheet that needs more keeps the fills
/// found until then.
const MOST: u64 = 20_000_000;

/// A rule with its cells.
#[derive(Debug)]
pub(super) struct Rule {
    /// Those of its block.
    ranges: Rc<[Range]>,
    priority: i64,
    /// `None` for a rule that only keeps later ones away.
    fill: Option<Color>,
    test: Test,
}

#[derive(Debug)]
enum Test {
    /// The cell against one or two terms.
    Compare {
        operator: String,
        terms: Vec<Expr>,
    },
    /// The cell's text against a text, in small letters.
    Text {
        kind: String,
        text: String,
    },
    /// The cell is blank, or is not.
    Blank(bool),
    Formula(Expr),
}

/// Reads the rules of a block, whose element was opened last; `fills` are those of the conditional formats.
pub(super) fn read(
    xml: &mut Xml<'_>,
    ranges: Vec<Range>,
    fills: &[Option<Color>],
    rules: &mut Vec<Rule>,
) -> Result<(), Fault> {
    let ranges: Rc<[Range]> = ranges.into();
    let first = |pick: fn(&Range) -> u32| ranges.iter().map(pick).min().unwrap_or(0);
    // What formulas are relative to.
    let base = Address::new(first(|r| r.start.row), first(|r| r.start.column));
    let outside = xml.depth().saturating_sub(1);
    while xml.depth() > outside {
        let Event::Start(tag) = xml.next()? else { continue };
        if tag.name != "cfRule" {
            continue;
        }
        let text = |name: &str| tag.get(name).unwrap_or_default().into_owned();
        let (kind, operator, wanted) = (text("type"), text("operator"), text("text"));
        let priority = text("priority").parse().unwrap_or(i64::MAX);
        let stop = tag.flag("stopIfTrue", false);
        let format = tag.number("dxfId").and_then(|id| usize::try_from(id).ok());
        let fill = format.and_then(|id| fills.get(id).copied().flatten());
        let formulas = formulas(xml)?;
        if ranges.is_empty() || (fill.is_none() && !stop) {
            continue;
        }
        let terms = || formulas.iter().map(|text| formula::parse(text, base)).collect::<Option<Vec<_>>>();
        let test = match kind.as_str() {
            "cellIs" => terms().map(|terms| Test::Compare { operator, terms }),
            "containsText" | "notContainsText" | "beginsWith" | "endsWith" => {
                (!wanted.is_empty()).then(|| Test::Text { kind, text: wanted.to_lowercase() })
            }
            "containsBlanks" => Some(Test::Blank(true)),
            "notContainsBlanks" => Some(Test::Blank(false)),
            "expression" => terms().and_then(|terms| terms.into_iter().next()).map(Test::Formula),
            _ => None,
        };
        if let Some(test) = test {
            rules.push(Rule { ranges: Rc::clone(&ranges), priority, fill, test });
        }
    }
    Ok(())
}

fn formulas(xml: &mut Xml<'_>) -> Result<Vec<String>, Fault> {
    let mut formulas = Vec::new();
    let outside = xml.depth().saturating_sub(1);
    while xml.depth() > outside {
        if let Event::Start(tag) = xml.next()?
            && tag.name == "formula"
        {
            formulas.push(xml.text()?);
        }
    }
    Ok(formulas)
}

/// Gives the cells the fills that they show. Rows and cells are in order.
pub(super) fn apply(rows: &mut [Row], rules: &mut [Rule], from_1904: bool) {
    rules.sort_by_key(|rule| rule.priority);
    let decided = decide(rows, rules, from_1904);
    for ((row, cell), fill) in decided {
        let cell = rows.get_mut(row).and_then(|row| row.cells.get_mut(cell));
        if let (Some(cell), Some(fill)) = (cell, fill) {
            cell.style.fill = Some(fill);
        }
    }
}

/// The fill of each cell that a rule decides, by place in the rows and in the row; `None` where a rule without a fill stops.
fn decide(rows: &[Row], rules: &[Rule], from_1904: bool) -> BTreeMap<(usize, usize), Option<Color>> {
    let mut decided = BTreeMap::new();
    let left = Cell::new(MOST);
    let spend = |cost: usize| left.set(left.get().saturating_sub(u64::try_from(cost).unwrap_or(u64::MAX)));
    let term_of = |value: &Value| {
        spend(if let Value::Text(text) = value { 1 + text.len() / 64 } else { 1 });
        term(value, from_1904)
    };
    let look_up = |at: Address| {
        let row = rows.binary_search_by_key(&at.row, |row| row.index).ok();
        let cell = row.and_then(|row| rows.get(row)).and_then(|row| row.cell(at.column));
        cell.map_or(Term::Blank, |cell| term_of(&cell.value))
    };
    for rule in rules {
        for range in rule.ranges.iter() {
            spend(1);
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

impl Rule {
    fn holds(&self, own: &Term, at: Address, look_up: &impl Fn(Address) -> Term) -> bool {
        match &self.test {
            Test::Blank(blank) => own.text().trim().is_empty() == *blank,
            Test::Text { kind, text } => {
                let own = own.text().to_lowercase();
                match kind.as_str() {
                    "containsText" => own.contains(text),
                    "notContainsText" => !own.contains(text),
                    "beginsWith" => own.starts_with(text),
                    _ => own.ends_with(text),
                }
            }
            Test::Formula(formula) => formula.value(at, look_up).is_true(),
            Test::Compare { operator, terms } => {
                let term = |place: usize| terms.get(place).map(|term| term.value(at, look_up));
                let Some(first) = term(0) else { return false };
                let Some(order) = own.compare(&first) else { return false };
                match operator.as_str() {
                    "equal" => order.is_eq(),
                    "notEqual" => order.is_ne(),
                    "greaterThan" => order.is_gt(),
                    "greaterThanOrEqual" => order.is_ge(),
                    "lessThan" => order.is_lt(),
                    "lessThanOrEqual" => order.is_le(),
                    "between" | "notBetween" => {
                        let Some(second) = term(1) else { return false };
                        let Some(other) = own.compare(&second) else { return false };
                        // The two may come in any order.
                        let between = (order.is_ge() && other.is_le()) || (order.is_le() && other.is_ge());
                        between == (operator == "between")
                    }
                    _ => false,
                }
            }
        }
    }
}

fn term(value: &Value, from_1904: bool) -> Term {
    match value {
        Value::Empty => Term::Blank,
        Value::Text(text) => Term::Text(text.clone()),
        Value::Number(number) | Value::Percent(number) => Term::Number(*number),
        Value::Date(at, _) => Term::Number(number::serial(*at, from_1904)),
        Value::Boolean(yes) => Term::Boolean(*yes),
        Value::Error(_) => Term::Error,
    }
}
