//! Columns of days that are none of a tracker's own dates: when something was found, met about or will be looked at again.
//!
//! Their headers may name a date, and their cells are days throughout; what no better column holds is given them last.

use crate::layout::{Pin, Table};
use crate::normalize::headers;
use crate::record::Field;

use super::content::Content;
use super::{Claim, LEAST};

/// From this share on a column's cells are days throughout; so many cells are no chance.
const DATED: f32 = 0.8;
const LEAST_DAYS: usize = 3;

/// Confidence of what the header may mean and the cells show.
const SHOWN: f32 = 0.6;

/// Gives free columns of days the date that their headers may name.
pub(super) fn add(
    settled: &mut [Option<Claim>],
    table: &Table,
    contents: &[Content],
    pinned: &[Option<&Pin>],
) {
    let columns = settled.iter_mut().zip(&table.columns).zip(contents).zip(pinned).enumerate();
    for (place, (((slot, column), content), pin)) in columns {
        let dated = content.filled >= LEAST_DAYS && content.share(content.dates) >= DATED;
        if slot.is_some() || pin.is_some() || !column.named || !dated {
            continue;
        }
        let reads = headers::read_header_all(&column.full());
        // What a header surely names and another column holds better is an earlier state of that.
        let possible = reads.iter().find(|read| read.confidence < LEAST && is_other(read.field));
        if let Some(read) = possible {
            let reason = format!(
                "header `{}` may name {}; {} of {} cells hold dates",
                column.label, read.field, content.dates, content.filled
            );
            *slot = Some(Claim { place, field: read.field, confidence: SHOWN, reason });
        }
    }
}

/// Dates of which a record may have several, beside those that say how it stands.
fn is_other(field: Field) -> bool {
    matches!(field, Field::Raised | Field::Review | Field::Reported | Field::OtherDate)
}
