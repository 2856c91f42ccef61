//! The validations of a sheet's records to lists that cells are filled from.

use super::super::choices::List;
use super::super::conditional::base;
use super::expression::source;
use super::globals::Globals;
use super::record::{Fields, Letters};

/// Reads a validation; `own` is the sheet's name in small letters. `None` where it is no list, or one that is computed.
pub(super) fn read(fields: &mut Fields<'_, '_>, own: &str, globals: &Globals) -> Option<List> {
    let is_list = fields.u32()? & 0xF == 3;
    // What it says to the person.
    for _ in 0..4 {
        fields.long_text(Letters::Unicode)?;
    }
    let mut tokens = || {
        let length = fields.u16()?;
        fields.skip(2)?;
        fields.take(usize::from(length))
    };
    let (first, _) = (tokens()?, tokens()?);
    let ranges = fields.ranges()?;
    let source = source(&first, own, base(&ranges), globals)?;
    is_list.then_some(List { ranges, source })
}
