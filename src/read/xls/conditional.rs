//! Conditional formats of a sheet's records to rules.
//!
//! ```text
//! CONDFMT cells, number ── CF …          what programs before 2007 know: no priority, and the first that holds is the last
//! CFEX number, place                     priority and full colours of a CF; or, before a CF12, whose cells that one has
//! CONDFMT12 cells ── CF12 …              what only newer programs know
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::grid::{Address, Range};

use super::super::color::{Colors, Fill};
use super::super::conditional::{Relation, Rule, Test, base};
use super::expression::condition;
use super::fill::{self, Stored};
use super::record::{Fields, Record};

/// The relations by their numbers from 1.
const RELATIONS: [Relation; 8] = [
    Relation::Between,
    Relation::NotBetween,
    Relation::Equal,
    Relation::NotEqual,
    Relation::GreaterThan,
    Relation::LessThan,
    Relation::GreaterThanOrEqual,
    Relation::LessThanOrEqual,
];

/// What newer records have in front: their kind, flags, and a range.
const HEADER: usize = 12;

/// The cells of a block.
#[derive(Debug, Clone)]
struct Block {
    ranges: Arc<[Range]>,
    /// What formulas are relative to.
    base: Address,
    /// How many rules it has so far.
    rules: u16,
}

/// A rule in the making.
#[derive(Debug)]
struct Pending {
    block: usize,
    fill: Stored,
    priority: i64,
    stop: bool,
    /// `None` where it is not understood.
    test: Option<Test>,
    kind: Kind,
}

/// What a rule is, whether it is understood or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A condition, and the fill where it holds.
    Condition,
    /// A scale of colours or a set of icons.
    Scale,
    /// One that says nothing, as programs write what this container cannot hold; or one whose colour hardly means something.
    Other,
}

impl Kind {
    fn of(kind: u8, relation: u8, lengths: [u16; 2]) -> Self {
        match kind {
            1 if lengths[0] > 0 && relation > 0 => Self::Condition,
            2 if lengths[0] > 0 => Self::Condition,
            3 | 6 => Self::Scale,
            _ => Self::Other,
        }
    }
}

/// The blocks and rules of a sheet.
#[derive(Debug, Default)]
pub(super) struct Formats {
    blocks: Vec<Block>,
    /// The last block of each number.
    numbers: BTreeMap<u16, usize>,
    rules: Vec<Pending>,
    /// The places of rules by block and place in it.
    places: BTreeMap<(usize, u16), usize>,
    /// The block of the CF12 that comes next, where a CFEX says so.
    next: Option<usize>,
}

impl Formats {
    /// Takes a record of conditional formats; `None` where it is too short to say anything.
    pub(super) fn take(&mut self, record: &Record<'_>) -> Option<()> {
        let mut fields = record.fields();
        match record.kind {
            0x1B0 => self.block(fields)?,
            0x879 => {
                fields.skip(HEADER)?;
                self.block(fields)?;
            }
            0x1B1 => {
                let place = self.blocks.len().checked_sub(1)?;
                let (kind, relation) = (fields.u8()?, fields.u8()?);
                let lengths = [fields.u16()?, fields.u16()?];
                let fill = fill::differential(&mut fields)?;
                let test = self.test(place, kind, relation, lengths, &mut fields);
                // Without more said, the order is the priority.
                let priority = i64::try_from(self.rules.len()).ok()?;
                let kind = Kind::of(kind, relation, lengths);
                self.push(Pending { block: place, fill, priority, stop: true, test, kind });
            }
            0x87B => self.extension(fields)?,
            0x87A => {
                fields.skip(HEADER)?;
                let place = self.next.take().or(self.blocks.len().checked_sub(1))?;
                let (kind, relation) = (fields.u8()?, fields.u8()?);
                let lengths = [fields.u16()?, fields.u16()?];
                let fill = fill::extended(&mut fields)?;
                let test = self.test(place, kind, relation, lengths, &mut fields);
                // When the rule is to be tried at all, which only its writer needs.
                let active = fields.u16()?;
                fields.skip(usize::from(active))?;
                let (flags, priority) = (fields.u8()?, fields.u16()?);
                let (priority, stop) = (i64::from(priority), flags & 2 != 0);
                let kind = Kind::of(kind, relation, lengths);
                self.push(Pending { block: place, fill, priority, stop, test, kind });
            }
            _ => {}
        }
        Some(())
    }

    fn block(&mut self, mut fields: Fields<'_, '_>) -> Option<()> {
        fields.skip(2)?;
        let number = fields.u16()? >> 1;
        fields.skip(8)?;
        let ranges: Arc<[Range]> = fields.ranges()?.into();
        self.numbers.insert(number, self.blocks.len());
        self.blocks.push(Block { base: base(&ranges), ranges, rules: 0 });
        Some(())
    }

    fn push(&mut self, pending: Pending) {
        let block = pending.block;
        let Some(of) = self.blocks.get_mut(block) else { return };
        self.places.insert((block, of.rules), self.rules.len());
        self.rules.push(pending);
        of.rules = of.rules.saturating_add(1);
    }

    fn test(
        &self,
        block: usize,
        kind: u8,
        relation: u8,
        lengths: [u16; 2],
        fields: &mut Fields<'_, '_>,
    ) -> Option<Test> {
        let base = self.blocks.get(block)?.base;
        let [first, second] = lengths.map(|length| fields.take(usize::from(length)));
        let term = |tokens: Option<Vec<u8>>, base: Address| condition(&tokens?, base);
        match kind {
            1 => {
                let relation = *RELATIONS.get(usize::from(relation).checked_sub(1)?)?;
                let mut terms = vec![term(first, base)?];
                if matches!(relation, Relation::Between | Relation::NotBetween) {
                    terms.push(term(second, base)?);
                }
                Some(Test::Compare(relation, terms))
            }
            2 => Some(Test::Formula(term(first, base)?)),
            _ => None,
        }
    }

    fn extension(&mut self, mut fields: Fields<'_, '_>) -> Option<()> {
        fields.skip(HEADER)?;
        let (newer, number) = (fields.u32()? != 0, fields.u16()?);
        let block = *self.numbers.get(&number)?;
        if newer {
            self.next = Some(block);
            return Some(());
        }
        let place = fields.u16()?;
        let rule = self.rules.get_mut(*self.places.get(&(block, place))?)?;
        fields.skip(2)?;
        let (priority, flags) = (fields.u16()?, fields.u8()?);
        (rule.priority, rule.stop) = (i64::from(priority), flags & 2 != 0);
        if fields.u8()? != 0 {
            rule.fill = fill::extended(&mut fields)?;
        }
        Some(())
    }

    /// Returns the rules that are understood and do something, and the cells of those that colour them and are not understood.
    pub(super) fn finish(self, colors: &Colors) -> (Vec<Rule>, BTreeSet<Range>) {
        let Self { blocks, rules: pending, .. } = self;
        let (mut rules, mut unread) = (Vec::new(), BTreeSet::new());
        for pending in pending {
            let Some(block) = blocks.get(pending.block) else { continue };
            let fill = pending.fill.conditional(colors);
            match pending.test {
                Some(test) if fill != Fill::Kept || pending.stop => {
                    rules.push(Rule {
                        ranges: Arc::clone(&block.ranges),
                        priority: pending.priority,
                        fill,
                        test,
                    });
                }
                None if pending.kind == Kind::Scale
                    || (pending.kind == Kind::Condition && matches!(fill, Fill::Of(_))) =>
                {
                    unread.extend(block.ranges.iter());
                }
                _ => {}
            }
        }
        (rules, unread)
    }
}
