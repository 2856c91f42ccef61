//! For the readers' tests: what a workbook holds, as lines that a person can compare, and files that are damaged.

use crate::grid::Workbook;

/// Bytes of a committed file under `fixtures/read`.
pub(super) fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/fixtures/read/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// A line for each sheet, cell, merge, note and hidden part, but nothing of the file and its container.
pub(super) fn dump(workbook: &Workbook) -> String {
    let mut lines = Vec::new();
    for sheet in &workbook.sheets {
        lines.push(format!("sheet {}{}", sheet.name, if sheet.hidden { " hidden" } else { "" }));
        let form = sheet.form();
        for row in sheet.rows() {
            for cell in &row.cells {
                let at = crate::grid::Address::new(row.index, cell.column);
                let style = cell.style;
                let mut line = format!("{at} {:?}", cell.value);
                line.extend(style.fill.map(|fill| format!(" {fill}")));
                line.extend(style.strike.then_some(" struck"));
                line.extend(style.bold.then_some(" bold"));
                line.extend(form.strikes.get(&at).map(|parts| format!(" struck {parts:?}")));
                lines.push(line);
            }
        }
        lines.extend(sheet.merges().iter().map(|merge| format!("merge {merge}")));
        lines.extend(form.hidden_rows.iter().map(|row| format!("hidden row {}", row + 1)));
        lines.extend(form.hidden_columns.iter().map(|columns| format!("hidden columns {columns:?}")));
        lines.extend(
            form.notes.iter().map(|(at, note)| format!("note {at} {:?} {:?}", note.author, note.text)),
        );
    }
    lines.join("\n")
}

/// Reads a file in some hundred damaged forms: bytes changed, cut out, doubled, and the end cut off. None may panic.
pub(super) fn survive(bytes: &[u8]) {
    // A small generator of its own: the same damage each time.
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut below = |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % u64::try_from(limit.max(1)).unwrap()).unwrap()
    };
    for round in 0..400 {
        let mut damaged = bytes.to_vec();
        for _ in 0..=below(8) {
            let at = below(damaged.len());
            match round % 4 {
                0 => damaged.truncate(at.max(8)),
                1 => damaged[at] = [0, 1, 0x7F, 0x80, 0xFF][below(5)],
                2 => damaged[at] ^= 1 << below(8),
                _ => {
                    let end = (at + below(64)).min(damaged.len());
                    let part = damaged[at..end].to_vec();
                    let place = below(damaged.len());
                    damaged.splice(place..place, part);
                }
            }
        }
        let _ = super::read("damaged", &damaged);
    }
}
