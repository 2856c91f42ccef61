//! The tokens of a formula, operands before their operators, to what conditional formats and lists of validation need: a
//! condition over cells of the same sheet, or the place of a list. What goes beyond is none.

use crate::grid::{Address, Range};

use super::super::choices::Source;
use super::super::formula::{Axis, DEEPEST, Expr, Function, Operator, Term};
use super::globals::Globals;
use super::record::{Fields, Letters};

/// Reads a condition that is relative to `base`.
pub(super) fn condition(tokens: &[u8], base: Address) -> Option<Expr> {
    let mut fields = Fields::of(tokens);
    let mut stack = Stack::default();
    while fields.left() > 0 {
        let token = fields.u8()?;
        // Operands come in three classes that say nothing here.
        let token = if token < 0x20 { token } else { token & 0x1F | 0x20 };
        match token {
            0x09..=0x0E => {
                let operator = match token {
                    0x09 => Operator::Less,
                    0x0A => Operator::LessOrEqual,
                    0x0B => Operator::Equal,
                    0x0C => Operator::GreaterOrEqual,
                    0x0D => Operator::Greater,
                    _ => Operator::NotEqual,
                };
                let (second, first) = (stack.pop()?, stack.pop()?);
                stack.push(
                    Expr::Compare(Box::new(first.0), operator, Box::new(second.0)),
                    first.1.max(second.1),
                )?;
            }
            // A sign of plus, and brackets.
            0x12 | 0x15 => {}
            0x13 => stack.scale(-1.0)?,
            0x14 => stack.scale(0.01)?,
            0x17 => stack.term(Term::Text(fields.short_text(Letters::Unicode)?))?,
            // Blanks, and that the formula is to be computed anew; not a choice or a sum.
            0x19 => {
                if fields.u8()? & 0x14 != 0 {
                    return None;
                }
                fields.skip(2)?;
            }
            0x1C => {
                fields.skip(1)?;
                stack.term(Term::Error)?;
            }
            0x1D => stack.term(Term::Boolean(fields.u8()? != 0))?,
            0x1E => stack.term(Term::Number(f64::from(fields.u16()?)))?,
            0x1F => stack.term(Term::Number(f64::from_bits(fields.u64()?)))?,
            0x21 => stack.call(fields.u16()?, None)?,
            0x22 => {
                let count = fields.u8()? & 0x7F;
                stack.call(fields.u16()?, Some(usize::from(count)))?;
            }
            0x24 | 0x2C => {
                let (row, column) = (fields.u16()?, fields.u16()?);
                let (row, column) = axes(row, column, (token == 0x24).then_some(base));
                stack.push(Expr::Cell(row, column), 0)?;
            }
            _ => return None,
        }
    }
    let (formula, _) = stack.pop()?;
    stack.0.is_empty().then_some(formula)
}

/// Row and column of a cell, whose relative parts are counted from `base`, or say themselves how far it is.
fn axes(row: u16, column: u16, base: Option<Address>) -> (Axis, Axis) {
    let (row_shifts, column_shifts) = (column & 0x8000 != 0, column & 0x4000 != 0);
    let column = column & 0xFF;
    let axis = |shifts: bool, at: u16, far: i64, base: Option<u32>| match (shifts, base) {
        (false, _) => Axis::Fixed(u32::from(at)),
        (true, Some(base)) => Axis::Shift(i64::from(at) - i64::from(base)),
        (true, None) => Axis::Shift(far),
    };
    let [low, _] = column.to_le_bytes();
    (
        axis(row_shifts, row, i64::from(row.cast_signed()), base.map(|at| at.row)),
        axis(column_shifts, column, i64::from(low.cast_signed()), base.map(|at| at.column)),
    )
}

/// Operands with how deep they are nested, so that none is deeper than its evaluation bears.
#[derive(Default)]
struct Stack(Vec<(Expr, usize)>);

impl Stack {
    fn push(&mut self, formula: Expr, inside: usize) -> Option<()> {
        self.0.push((formula, inside + 1));
        (inside < DEEPEST).then_some(())
    }

    fn term(&mut self, term: Term) -> Option<()> {
        self.push(Expr::Term(term), 0)
    }

    fn pop(&mut self) -> Option<(Expr, usize)> {
        self.0.pop()
    }

    /// Multiplies a constant.
    fn scale(&mut self, by: f64) -> Option<()> {
        match self.pop()? {
            (Expr::Term(Term::Number(number)), _) => self.term(Term::Number(number * by)),
            _ => None,
        }
    }

    fn call(&mut self, number: u16, count: Option<usize>) -> Option<()> {
        let (function, own) = match number {
            3 => (Function::IsError, 1),
            32 => (Function::Len, 1),
            36 => (Function::And, 0),
            37 => (Function::Or, 0),
            38 => (Function::Not, 1),
            82 => (Function::Search, 0),
            112 => (Function::Lower, 1),
            113 => (Function::Upper, 1),
            115 => (Function::Left, 0),
            116 => (Function::Right, 0),
            118 => (Function::Trim, 1),
            127 => (Function::IsText, 1),
            128 => (Function::IsNumber, 1),
            129 => (Function::IsBlank, 1),
            _ => return None,
        };
        let from = self.0.len().checked_sub(count.unwrap_or(own))?;
        let arguments = self.0.split_off(from);
        let inside = arguments.iter().map(|(_, inside)| *inside).max().unwrap_or(0);
        self.push(Expr::Call(function, arguments.into_iter().map(|(formula, _)| formula).collect()), inside)
    }
}

/// Reads where the items of a list are; `own` is the sheet's name in small letters, `base` what relative parts are counted from.
pub(super) fn source(tokens: &[u8], own: &str, base: Address, globals: &Globals) -> Option<Source> {
    let mut fields = Fields::of(tokens);
    let token = fields.u8()?;
    let token = if token < 0x20 { token } else { token & 0x1F | 0x20 };
    let sheet = |fields: &mut Fields<'_, '_>| globals.sheet_of(fields.u16()?);
    match token {
        0x17 => Some(Source::written(&fields.short_text(Letters::Unicode)?, '\0')),
        // A name, which stands for one of the others.
        0x23 => {
            let place = usize::try_from(fields.u32()?).ok()?.checked_sub(1)?;
            let tokens = globals.names.get(place)?;
            let named = tokens.first().is_some_and(|token| token & 0x1F == 0x03);
            if named { None } else { source(tokens, own, base, globals) }
        }
        0x24 | 0x2C => area(&mut fields, 1, (token == 0x2C).then_some(base))
            .map(|range| Source::Cells(own.to_owned(), range)),
        0x25 | 0x2D => area(&mut fields, 2, (token == 0x2D).then_some(base))
            .map(|range| Source::Cells(own.to_owned(), range)),
        0x3A | 0x3B => {
            let sheet = sheet(&mut fields)?;
            Some(Source::Cells(sheet, area(&mut fields, if token == 0x3A { 1 } else { 2 }, None)?))
        }
        _ => None,
    }
    .filter(|_| fields.left() == 0)
}

/// Reads a range of cells, or a cell: rows before columns. Where there is a base, relative parts say how far they are from it.
fn area(fields: &mut Fields<'_, '_>, corners: usize, base: Option<Address>) -> Option<Range> {
    let mut both = || {
        let first = fields.u16()?;
        Some((first, if corners == 2 { fields.u16()? } else { first }))
    };
    let (rows, columns) = (both()?, both()?);
    let corner = |row: u16, column: u16| {
        let Some(base) = base else { return Some(Address::new(u32::from(row), u32::from(column & 0xFF))) };
        let (row, column) = axes(row, column, None);
        Some(Address::new(row.of(base.row)?, column.of(base.column)?))
    };
    Some(Range::new(corner(rows.0, columns.0)?, corner(rows.1, columns.1)?))
}
