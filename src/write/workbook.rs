//! The clean workbook: what can take the place of the file that was read, and shows that nothing was lost.
//!
//! ```text
//! Records      one table, a row an action
//! Findings     what a person should look at
//! Summary      metadata, groups, the sheet's own counts, where every cell went
//! Source map   the cells and the text as written behind every value
//! ```

use super::Unwritable;
use super::long::{self, LongTexts};
use super::records::{RECORDS, records};
use super::sheet::Book;
use super::source_map::{SOURCE_MAP, source_map};
use super::summary::{FINDINGS, SUMMARY, findings, no_findings, summary};
use crate::record::Tracker;

/// The custom document property that marks a workbook as written here; its value is the schema of the tracker.
pub const CLEAN_PROPERTY: &str = "trackrecord";

/// The sheets of a clean workbook, in order.
pub const SHEETS: [&str; 4] = [RECORDS, FINDINGS, SUMMARY, SOURCE_MAP];

/// Returns a tracker as the bytes of an Excel workbook (`.xlsx`), the same for the same tracker.
///
/// A tracker without records gives the headers and one empty row. What the bytes are put into is for
/// [`Target`](super::Target), which also names the file in an error.
///
/// # Errors
///
/// Where a text, or the number of rows or columns, is past Excel's limits.
pub fn workbook(tracker: &Tracker) -> Result<Vec<u8>, Unwritable> {
    workbook_with(tracker, LongTexts::Refuse)
}

/// Returns the workbook of [`workbook()`], with a word on texts that are longer than a cell can hold.
///
/// # Errors
///
/// As for [`workbook()`].
pub fn workbook_with(tracker: &Tracker, long: LongTexts) -> Result<Vec<u8>, Unwritable> {
    let table = |table| if long == LongTexts::GoOn { long::table(table) } else { table };
    let lines = |lines| if long == LongTexts::GoOn { long::lines(lines) } else { lines };
    let original = tracker.source.original();
    let mut book = Book::new(&original.file, &[(CLEAN_PROPERTY, &tracker.schema)])?;
    let records = records(tracker);
    let source_map = source_map(tracker, &records)?;
    book.table(&table(records.table))?;
    match findings(tracker) {
        Some(findings) => book.table(&table(findings))?,
        None => book.page(FINDINGS, &no_findings())?,
    }
    book.page(SUMMARY, &lines(summary(tracker)))?;
    book.table(&table(source_map))?;
    book.bytes()
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader, Xlsx};
    use serde_json::json;

    use super::*;
    use crate::write::samples;

    fn open(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
        Xlsx::new(Cursor::new(bytes)).unwrap()
    }

    /// Returns the cells of a sheet as text, with a mark where they are not text: `#` number, `@` date.
    fn cells(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str) -> Vec<Vec<String>> {
        let text = |cell: &Data| match cell {
            Data::Empty => String::new(),
            Data::String(text) => text.clone(),
            Data::Float(number) => format!("#{number}"),
            Data::DateTime(at) => format!("@{}", at.as_f64()),
            other => panic!("{other:?}"),
        };
        let range = book.worksheet_range(sheet).unwrap();
        range.rows().map(|row| row.iter().map(text).collect()).collect()
    }

    fn dump(tracker: &Tracker, sheet: &str) -> Vec<String> {
        let mut book = open(workbook(tracker).unwrap());
        cells(&mut book, sheet).iter().map(|row| row.join("|")).collect()
    }

    #[test]
    fn records_read_back_as_they_were() {
        let rows = dump(&samples::mixed(), "Records");
        assert_eq!(
            rows,
            [
                "ID|Ref|Group|Recommendation|Action|Owner|Due|Due as written|Original due|Revised due|\
                 Revised due as written|Completed|RAG|Status|Priority|% complete|Progress|Money|Notes|Cost code|\
                 status (2)|STATUS (3)|Hidden|Struck|Source",
                "1.10~1|1.10|Place > Parks|Mend the gates|Order hinges\nFit them|\
                 Ada Finch, Warden (Parks)\nall wardens|@41455|Q1 2013/14|@41364|@41455|Q1 2013/14|@41333|Amber red|\
                 Awaiting sign off|1|#0.33299999999999996|Hinges came|£200,000 actual per year|B Marsh: Ask again|007|\
                 =1+1||||Plan!A4:H5",
                "2|2|Parks|=HYPERLINK(\"x\")||A Finch/Parks||ongoing, see minutes|||||Blue|Achieved||#1|||||\
                 |https://example.org|yes|yes|Plan!A6:H6",
                "#3|||| <r>look</r> ||@41364||||||||||||||||||",
            ]
        );
    }

    #[test]
    fn what_looks_like_a_formula_is_text() {
        let mut book = open(workbook(&samples::mixed()).unwrap());
        for sheet in book.sheet_names() {
            assert!(book.worksheet_formula(&sheet).unwrap().is_empty(), "{sheet}");
        }
    }

    #[test]
    fn the_sheets_are_tables_where_they_have_rows() {
        let mut book = open(workbook(&samples::mixed()).unwrap());
        assert_eq!(book.sheet_names(), ["Records", "Findings", "Summary", "Source map"]);
        book.load_tables().unwrap();
        assert_eq!(book.table_names(), ["Records", "Findings", "SourceMap"]);
        let records = book.table_by_name("Records").unwrap();
        assert_eq!((records.columns().len(), records.data().height()), (25, 3));
    }

    #[test]
    fn a_tracker_without_records_gives_a_table_to_fill() {
        let mut book = open(workbook(&samples::of(Vec::new())).unwrap());
        book.load_tables().unwrap();
        let table = book.table_by_name("Records").unwrap();
        assert_eq!(table.columns(), ["ID", "Ref", "Recommendation", "Action", "Owner", "Due", "Status"]);
        assert_eq!(cells(&mut book, "Records").len(), 1);
        assert_eq!(
            cells(&mut book, "Findings").concat(),
            ["Nothing to look at: no finding came up in this tracker."]
        );
    }

    #[test]
    fn findings_and_summary_hold_the_rest() {
        let tracker = samples::mixed();
        assert_eq!(
            dump(&tracker, "Findings"),
            ["Severity|Code|Message|Source", "Info|struck-record|crossed out|Plan!A6"]
        );
        assert_eq!(
            dump(&tracker, "Summary"),
            [
                "About plan.xlsx|||",
                "File|plan.xlsx||",
                "Format|xlsx||",
                "Sheets|Plan||",
                "As of|@41365|from file name|",
                "Records|#3||",
                "Of these open|#2||",
                "Cells accounted for|29 of 30||",
                "|||",
                "What the tracker says about itself|||",
                "Label|Value|Source|",
                "Committee|Scrutiny|Plan!A1|",
                "|||",
                "Groups|||",
                "Group|Money|Notes|Source",
                "#1|Total: €5.50|a note [B9]|Plan!A3",
                "|||",
                "The tracker's own counts|||",
                "Label|Count|Source|",
                "Done|#1|Plan!J1:K3|",
                "Total|#3|Plan!J1:K3|",
                "|||",
                "Where every cell went|||",
                "Role|Cells||",
                "Header|#8||",
                "Record|#21||",
                "Unclaimed|#1||",
                "All|#30||",
            ]
        );
    }

    #[test]
    fn the_source_map_tells_cells_and_texts() {
        let rows = dump(&samples::mixed(), "Source map");
        for row in [
            "ID|Field|Column|Cells|As written|Value",
            "1.10~1|source|Source|||{\"cells\":\"A4:H5\",\"sheet\":\"Plan\"}",
            "1.10~1|ref|Ref|A4||\"1.10\"",
            "1.10~1|recommendation|Recommendation||Mend  the gates|\"Mend the gates\"",
            "1.10~1|as_written.action||||\"\"",
            "1.10~1|due|Due|E4,E5||\"dates.2\"",
            "1.10~1|extra.status|status (2)|H4||\"=1+1\"",
            "2|due_state|Due as written|||\"ongoing\"",
            "2|due||E6|ongoing, see minutes|",
            "2|owners|||A Finch/Parks|",
            "|tracker.as_of||||\"2013-04-01\"",
            "|tracker.summaries.1||Plan!J1:K3||{\"source\":\"Plan!J1:K3\",\"counts\":[{\"label\":\"Done\",\"value\":1}],\"total\":3}",
        ] {
            assert!(rows.iter().any(|r| r == row), "{row}\n{rows:#?}");
        }
        assert!(
            rows.iter().any(|r| r.starts_with("1.10~1|dates.1|Original due||31/3/13|{\"kind\":\"due\","))
        );
        assert!(rows.iter().any(|r| r.starts_with("1.10~1|notes.1|Notes|G4||{\"text\":\"Ask again\",")));
    }

    #[test]
    fn two_writes_give_the_same_bytes() {
        let tracker = samples::mixed();
        let first = workbook(&tracker).unwrap();
        // The clock that the library would put into the properties counts seconds.
        std::thread::sleep(std::time::Duration::from_millis(1100));
        assert!(first == workbook(&tracker).unwrap());
    }

    #[test]
    fn a_text_past_excels_limit_is_an_error_with_its_cell() {
        let long = samples::record("1", &json!({"progress": "x".repeat(32_768)}));
        let error = workbook(&samples::of(vec![long])).unwrap_err();
        assert_eq!(
            error.to_string(),
            "sheet `Records`: E2: expected at most 32767 characters in a cell, found 32768"
        );
    }

    #[test]
    fn a_text_past_excels_limit_goes_on_where_that_is_asked_for() {
        let text = format!("{}\u{1D11E}{}", "x".repeat(32_766), "y".repeat(40_000));
        let tracker = samples::of(vec![samples::record("1", &json!({"progress": text}))]);
        let mut book = open(workbook_with(&tracker, LongTexts::GoOn).unwrap());
        let rows = cells(&mut book, "Records");
        assert_eq!(rows[0][4..], ["Progress", "Progress (2)", "Progress (3)"]);
        assert!(rows[1][4..].concat() == text);
        let same = samples::mixed();
        assert!(workbook_with(&same, LongTexts::GoOn).unwrap() == workbook(&same).unwrap());
    }
}
