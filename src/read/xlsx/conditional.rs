//! The conditional formats of a sheet part to rules, those of its extensions too, which keep format and cells inside.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::grid::{Address, Range};

use super::super::color::{Colors, Fill};
use super::super::conditional::{Rule, Test, base};
use super::super::formula;
use super::super::package::Fault;
use super::super::reference::ranges;
use super::super::xml::{Event, Tag, Xml};
use super::styles::{self, Styles};

/// A rule as it is stored.
struct Stored {
    kind: String,
    operator: String,
    text: String,
    priority: i64,
    stop: bool,
    fill: Fill,
    formulas: Vec<String>,
}

/// Reads the rules of a block, whose element was opened last; `unread` takes the cells of those that colour them and are not
/// understood.
pub(super) fn read(
    xml: &mut Xml<'_>,
    mut sqref: Vec<Range>,
    styles: &Styles,
    rules: &mut Vec<Rule>,
    unread: &mut BTreeSet<Range>,
) -> Result<(), Fault> {
    let mut found = Vec::new();
    let outside = xml.depth().saturating_sub(1);
    while xml.depth() > outside {
        let Event::Start(tag) = xml.next()? else { continue };
        match tag.name {
            "cfRule" => {
                let stored = Stored::of(&tag, styles);
                found.push(stored.rest(xml, &styles.colors)?);
            }
            "sqref" => sqref = ranges(&xml.text()?),
            _ => {}
        }
    }
    let ranges: Arc<[Range]> = sqref.into();
    if !ranges.is_empty() {
        let base = base(&ranges);
        for stored in found {
            let colors = stored.colors();
            match stored.rule(&ranges, base) {
                Some(rule) => rules.push(rule),
                None if colors => unread.extend(ranges.iter()),
                None => {}
            }
        }
    }
    Ok(())
}

impl Stored {
    fn of(tag: &Tag<'_>, styles: &Styles) -> Self {
        let text = |name: &str| tag.get(name).unwrap_or_default().into_owned();
        let format = tag.number("dxfId").and_then(|id| usize::try_from(id).ok());
        Self {
            kind: text("type"),
            operator: text("operator"),
            text: text("text"),
            priority: text("priority").parse().unwrap_or(i64::MAX),
            stop: tag.flag("stopIfTrue", false),
            fill: format.and_then(|id| styles.conditional.get(id).copied()).unwrap_or_default(),
            formulas: Vec::new(),
        }
    }

    /// Reads what stands inside the rule's element.
    fn rest(mut self, xml: &mut Xml<'_>, colors: &Colors) -> Result<Self, Fault> {
        let outside = xml.depth().saturating_sub(1);
        while xml.depth() > outside {
            let Event::Start(tag) = xml.next()? else { continue };
            match tag.name {
                "formula" | "f" => self.formulas.push(xml.text()?.trim().to_owned()),
                "dxf" => self.fill = styles::conditional_format(xml, colors)?,
                _ => {}
            }
        }
        Ok(self)
    }

    /// Tells whether the rule gives its cells a colour that can mean something; duplicates and the ten largest numbers hardly do.
    fn colors(&self) -> bool {
        match self.kind.as_str() {
            "colorScale" | "iconSet" => true,
            "expression" | "cellIs" | "timePeriod" => matches!(self.fill, Fill::Of(_)),
            _ => false,
        }
    }

    fn rule(self, ranges: &Arc<[Range]>, base: Address) -> Option<Rule> {
        if self.fill == Fill::Kept && !self.stop {
            return None;
        }
        let mut terms = self.formulas.iter().map(|text| formula::parse(text, base));
        let test = match self.kind.as_str() {
            "cellIs" => Test::Compare(self.operator.parse().ok()?, terms.collect::<Option<_>>()?),
            "containsBlanks" => Test::Blank(true),
            "notContainsBlanks" => Test::Blank(false),
            "containsErrors" => Test::Error(true),
            "notContainsErrors" => Test::Error(false),
            "expression" => Test::Formula(terms.next()??),
            // A text that is no constant stands in the formula alone.
            kind => match (kind.parse(), self.text.is_empty()) {
                (Ok(part), false) => Test::Text(part, self.text.to_lowercase()),
                (Ok(_), true) => Test::Formula(terms.next()??),
                (Err(_), _) => return None,
            },
        };
        Some(Rule { ranges: Arc::clone(ranges), priority: self.priority, fill: self.fill, test })
    }
}
