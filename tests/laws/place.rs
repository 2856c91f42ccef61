//! Places as findings and records write them, read back the way a formula is read.

use trackrecord::grid::{Address, Range, Sheet};
use trackrecord::read::Reading;

/// Returns the cells of an A1 text such as `A6:G6,B7`; at least one.
pub(super) fn cells_of(text: &str) -> Result<Vec<Address>, String> {
    let mut cells = Vec::new();
    for part in text.split(',') {
        let (from, to) = part.split_once(':').unwrap_or((part, part));
        let address = |text: &str| {
            Address::parse(text)
                .filter(|at| at.to_string() == text)
                .ok_or_else(|| format!("`{text}` of `{part}` is no address"))
        };
        let range = Range::new(address(from)?, address(to)?);
        for row in range.start.row..=range.end.row {
            cells.extend((range.start.column..=range.end.column).map(|column| Address::new(row, column)));
        }
    }
    // As a person reads: a range over rows may stand before a cell of its first row.
    cells.sort();
    Ok(cells)
}

/// Returns the sheet and the cells of a place such as `'Q1 plan'!E3`.
pub(super) fn place_of<'a>(reading: &'a Reading, place: &str) -> Result<(&'a Sheet, Vec<Address>), String> {
    let (name, cells) = match place.strip_prefix('\'') {
        Some(quoted) => {
            let (name, cells) = quoted.rsplit_once("'!").ok_or_else(|| format!("`{place}` is no place"))?;
            (name.replace("''", "'"), cells)
        }
        None => {
            place.rsplit_once('!').map_or((String::new(), place), |(name, cells)| (name.to_owned(), cells))
        }
    };
    let sheet = reading.workbook.sheets.iter().find(|sheet| sheet.name == name);
    Ok((sheet.ok_or_else(|| format!("`{place}` is on no sheet"))?, cells_of(cells)?))
}
