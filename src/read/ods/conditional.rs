//! Conditional formats to rules: those of a sheet, as programs of today write them, or else those of the cells' styles, which
//! the standard has. Of several conditions of a format the first that holds is the last.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::grid::{Address, Range, Value};

use super::super::color::Fill;
use super::super::conditional::{Part, Relation, Rule, Test, base, term};
use super::super::formula::{self, Expr, Term};
use super::super::xml::Tag;
use super::place::{cell, ranges};
use super::styles::{Map, Styles};

/// A condition with its cells, and the style that they get.
struct Condition {
    ranges: Arc<[Range]>,
    style: String,
    test: Test,
}

/// The conditional formats of a sheet in the making.
#[derive(Default)]
pub(super) struct Formats {
    /// Cells of the format that is being read.
    target: Arc<[Range]>,
    /// What formulas are relative to where they do not say it.
    base: Option<Address>,
    /// The sheet says itself what its formats are.
    told: bool,
    conditions: Vec<Condition>,
    /// Styles and cells of conditions that are not understood; a scale or set of icons has no style.
    unread: Vec<(Option<String>, Arc<[Range]>)>,
}

impl Formats {
    /// Takes the beginning of an element of the sheet's formats.
    pub(super) fn open(&mut self, element: &Tag<'_>) {
        match element.name {
            "conditional-formats" => self.told = true,
            "conditional-format" => {
                self.target = ranges(&element.get("target-range-address").unwrap_or_default()).into();
                self.base = Some(base(&self.target));
            }
            "condition" => {
                let get = |name| element.get(name).unwrap_or_default();
                let base = cell(&get("base-cell-address")).map(|(_, at)| at).or(self.base);
                let value = get("value");
                let ranges = Arc::clone(&self.target);
                let style = get("apply-style-name").into_owned();
                match base.and_then(|base| test(&value, base)) {
                    Some(test) => self.conditions.push(Condition { ranges, style, test }),
                    None if hardly_tells(&value) => {}
                    None => self.unread.push((Some(style), ranges)),
                }
            }
            "color-scale" | "icon-set" => self.unread.push((None, Arc::clone(&self.target))),
            "date-is" => {
                let style = element.get("style").unwrap_or_default().into_owned();
                self.unread.push((Some(style), Arc::clone(&self.target)));
            }
            _ => {}
        }
    }

    /// Returns the cells of the conditions that colour them and are not understood.
    pub(super) fn unread(&self, styles: &Styles) -> BTreeSet<Range> {
        let colors = |style: &Option<String>| {
            style.as_ref().is_none_or(|style| matches!(styles.conditional(style), Fill::Of(_)))
        };
        let unread = self.unread.iter().filter(|(style, _)| colors(style));
        unread.flat_map(|(_, ranges)| ranges.iter().copied()).collect()
    }

    /// Returns the rules; `mapped` are the cells of each style that has conditions of its own.
    pub(super) fn finish(mut self, styles: &Styles, mapped: BTreeMap<String, Vec<Range>>) -> Vec<Rule> {
        if !self.told {
            for (style, ranges) in mapped {
                let ranges: Arc<[Range]> = ranges.into();
                let corner = base(&ranges);
                for Map { condition, style, base } in styles.maps(&style) {
                    let base = cell(base).map_or(corner, |(_, at)| at);
                    if let Some(test) = test(condition, base) {
                        self.conditions.push(Condition {
                            ranges: Arc::clone(&ranges),
                            style: style.clone(),
                            test,
                        });
                    }
                }
            }
        }
        let rule = |(place, condition): (usize, Condition)| Rule {
            ranges: condition.ranges,
            priority: i64::try_from(place).unwrap_or(i64::MAX),
            fill: styles.conditional(&condition.style),
            test: condition.test,
        };
        self.conditions.into_iter().enumerate().map(rule).collect()
    }
}

/// Tells whether a condition is one of those whose colour hardly means something: duplicates, the largest, the average.
fn hardly_tells(text: &str) -> bool {
    let names = ["duplicate", "unique", "top-", "bottom-", "above-", "below-"];
    names.iter().any(|name| text.trim().starts_with(name))
}

/// What formulas see of a value: truth is a number here.
pub(super) fn seen(value: &Value) -> Term {
    match value {
        Value::Boolean(yes) => Term::Number(f64::from(u8::from(*yes))),
        value => term(value, false),
    }
}

/// Reads a condition in either of the two wordings; `None` where it goes beyond what is understood.
fn test(text: &str, base: Address) -> Option<Test> {
    let text = text.trim().trim_start_matches("of:");
    let compared = text.strip_prefix("cell-content()").unwrap_or(text).trim_start();
    let relations = [
        ("!=", Relation::NotEqual),
        ("<=", Relation::LessThanOrEqual),
        (">=", Relation::GreaterThanOrEqual),
        ("=", Relation::Equal),
        ("<", Relation::LessThan),
        (">", Relation::GreaterThan),
    ];
    for (mark, relation) in relations {
        if let Some(rest) = compared.strip_prefix(mark) {
            return Some(Test::Compare(relation, vec![formula::parse(rest, base)?]));
        }
    }
    let (name, rest) = text.split_once('(').unwrap_or((text, ")"));
    let inner = rest.trim_end().strip_suffix(')')?;
    let terms = || formula::parse_list(inner, base);
    let contained = |part| match terms()?.as_slice() {
        [Expr::Term(Term::Text(text))] if !text.is_empty() => Some(Test::Text(part, text.to_lowercase())),
        _ => None,
    };
    match name.trim() {
        "between" | "cell-content-is-between" => Some(Test::Compare(Relation::Between, terms()?)),
        "not-between" | "cell-content-is-not-between" => Some(Test::Compare(Relation::NotBetween, terms()?)),
        "formula-is" | "is-true-formula" => Some(Test::Formula(formula::parse(inner, base)?)),
        "contains-text" => contained(Part::ContainsText),
        "not-contains-text" => contained(Part::NotContainsText),
        "begins-with" => contained(Part::BeginsWith),
        "ends-with" => contained(Part::EndsWith),
        "is-error" => Some(Test::Error(true)),
        "is-no-error" => Some(Test::Error(false)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_are_read_in_both_wordings() {
        let at = Address::new(4, 1);
        let same = [
            ("=\"Red\"", "cell-content()=\"Red\""),
            ("!=[.$D5]", "of:cell-content()!=[.$D5]"),
            ("between(1,5)", "cell-content-is-between(1,5)"),
            ("formula-is(OR([.B5]=1;[.C5]))", "is-true-formula(OR([.B5]=1;[.C5]))"),
        ];
        for (today, standard) in same {
            assert!(test(today, at).is_some(), "{today}");
            assert_eq!(test(today, at), test(standard, at), "{today}");
        }
        for text in
            ["", "unique", "top-elements(3)", "formula-is(", "=", "contains-text([.A1])", "=[$Other.A1]"]
        {
            assert_eq!(test(text, at), None, "{text}");
        }
    }
}
