//! Readers and all behind them on bytes that nobody meant: random, cut, changed. They answer, and they do not panic.

use std::io::{Cursor, Read as _, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};

use proptest::collection::vec;
use proptest::prelude::*;
use rust_xlsxwriter as writer;
use trackrecord::grid::Row;
use trackrecord::read;

use super::choices::{Choices, choices};
use super::{config, ensure, ledger};
use crate::support::fixture;

/// What one case may change, cut or add.
const EDITS: usize = 6;

const TEXT: &str = "Harbour plan\n\nRef,Recommendation,Owner,Due,Status\n1,\"Light the pier, all of it\",J. Roe,June 2021,On track\n\
                    ,Buy lamps,A. Poe,1/7/2021,\"Slipped, by \"\"weather\"\"\"\n2,Dredge the basin – £3k,All,4/5/21,Closed\n";

/// A small workbook with a merge, fills, a date and a note.
fn workbook() -> Vec<u8> {
    let mut book = writer::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0..).zip(TEXT.lines()) {
        for (column, cell) in (0..).zip(line.split(',')) {
            sheet.write(row, column, cell).unwrap();
        }
    }
    let red = writer::Format::new().set_background_color(writer::Color::RGB(0xFF_0000));
    let day = writer::Format::new().set_num_format("dd/mm/yyyy");
    sheet.merge_range(3, 0, 4, 0, "1", &writer::Format::new()).unwrap();
    sheet.write_blank(5, 5, &red).unwrap();
    sheet.write_with_format(5, 3, 44_000.0, &day).unwrap();
    sheet.insert_note(3, 1, &writer::Note::new("from the far end")).unwrap();
    book.save_to_buffer().unwrap()
}

/// Reads bytes, and where they can be read holds the laws against what came out.
fn survives(bytes: &[u8]) -> Result<(), String> {
    let outcome = catch_unwind(AssertUnwindSafe(|| match read::read("plan", bytes) {
        Ok(reading) => ledger::counts(&reading),
        // An error is an answer; its words must be tellable too.
        Err(error) => ensure(!error.to_string().is_empty(), || "an error without words".to_owned()),
    }));
    outcome.unwrap_or_else(|_| Err("it panicked".to_owned()))
}

/// Changes bytes a few times: one other, a stretch gone, a stretch twice, an end cut.
fn mutate(bytes: &mut Vec<u8>, choices: &mut Choices) {
    for _ in 0..=choices.below(EDITS) {
        if bytes.is_empty() {
            return;
        }
        // Two draws, since one does not reach the end of a large file.
        let at = (choices.below(bytes.len().min(1 << 16)) * 37 + choices.below(1 << 12)) % bytes.len();
        let end = (at + 1 + choices.below(64)).min(bytes.len());
        match choices.below(5) {
            0 => bytes[at] = u8::try_from(choices.below(256)).unwrap(),
            1 => drop(bytes.drain(at..end)),
            2 => bytes.extend_from_within(at..end),
            3 => bytes[at] = choices.pick(b"\"\t\n,;<>&\0-9A"),
            _ => bytes.truncate(at),
        }
    }
}

/// The parts of a package with one of them changed, packed again, so that the damage is in what the package holds.
fn repacked(bytes: &[u8], choices: &mut Choices) -> Vec<u8> {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).expect("a fixture is a package");
    let names: Vec<String> = package.file_names().map(|name| name.expect("a name").into_owned()).collect();
    let parts: Vec<&String> = names.iter().filter(|name| !name.starts_with('[')).collect();
    let chosen = parts[choices.below(parts.len())].clone();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for name in &names {
        let mut part = Vec::new();
        package.by_name(name).expect("a part").read_to_end(&mut part).expect("a part is read");
        if *name == chosen {
            mutate(&mut part, choices);
        }
        let options =
            zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        out.start_file(name.as_str(), options).expect("a part is begun");
        out.write_all(&part).expect("a part is written");
    }
    out.finish().expect("a package is finished").into_inner()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn random_bytes_are_survived(bytes in vec(any::<u8>(), 0..400), text in "[ -~\t\n\"£é•–]{0,400}") {
        prop_assert_eq!(survives(&bytes), Ok(()));
        prop_assert_eq!(survives(text.as_bytes()), Ok(()), "{}", text);
    }

    #[test]
    fn changed_texts_are_survived(mut choices in choices(60)) {
        let mut bytes = TEXT.as_bytes().to_vec();
        mutate(&mut bytes, &mut choices);
        prop_assert_eq!(survives(&bytes), Ok(()));
    }

    #[test]
    fn changed_workbooks_are_survived(mut choices in choices(60)) {
        let mut bytes = workbook();
        mutate(&mut bytes, &mut choices);
        prop_assert_eq!(survives(&bytes), Ok(()));
    }

    #[test]
    fn changed_parts_of_workbooks_are_survived(mut choices in choices(60)) {
        let bytes = repacked(&workbook(), &mut choices);
        prop_assert_eq!(survives(&bytes), Ok(()));
    }

    /// Every word of a text is in a cell, in the order of the text, whatever parts its cells.
    #[test]
    fn no_word_of_a_text_is_lost_by_reading(text in "([a-z0-9]{0,3}[,\t;|\"\n\r '-]{0,3}){0,40}") {
        let words = |text: &str| {
            let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            words.map(str::to_owned).collect::<Vec<_>>()
        };
        prop_assume!(!text.trim().is_empty());
        let reading = read::read("t.txt", text.as_bytes()).unwrap();
        let rows = reading.workbook.sheets[0].rows();
        let cells: Vec<String> = rows.iter().flat_map(Row::filled).map(|cell| cell.value.text()).collect();
        prop_assert_eq!(words(&cells.join(" ")), words(&text));
    }
}

fn fixture_bytes() -> Vec<u8> {
    std::fs::read(fixture("plan/2024-03-31.xlsx")).unwrap()
}

#[test]
fn a_file_cut_anywhere_is_survived() {
    for bytes in [workbook(), TEXT.as_bytes().to_vec(), fixture_bytes()] {
        for piece in 0..12 {
            let cut = bytes.len() * piece / 12;
            assert_eq!(survives(&bytes[..cut]), Ok(()), "cut at {cut} of {}", bytes.len());
        }
    }
}
