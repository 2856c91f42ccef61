//! The clean workbook: what can take the place of the file that was read, and shows that nothing was lost.
//!
//! ```text
//! Records      one table, a row an action
//! Findings     what a person should look at
//! Summary      metadata, groups, the sheet's own counts, where every cell went
//! Source map   the cells and the text as written behind every value
//! ```

use super::Unwritable;
use super::records::records;
use super::sheet::Book;
use super::source_map::source_map;
use super::summary::{FINDINGS, findings, no_findings, summary};
use crate::record::Tracker;

/// The custom document property that marks a workbook as written here; its value is the schema of the tracker.
pub const CLEAN_PROPERTY: &str = "trackrecord";

/// Returns a tracker as the bytes of an Excel workbook (`.xlsx`), the same for the same tracker.
///
/// A tracker without records gives the headers and one empty row. What the bytes are put into is for
/// [`Target`](super::Target), which also names the file in an error.
///
/// # Errors
///
/// Where a text, or the number of rows or columns, is past Excel's limits.
pub fn workbook(tracker: &Tracker) -> Result<Vec<u8>, Unwritable> {
    let mut book = Book::new(&tracker.source.file, &[(CLEAN_PROPERTY, &tracker.schema)])?;
    let records = records(tracker);
    book.table(&records.table)?;
    match findings(tracker) {
        Some(table) => book.table(&table)?,
        None => book.page(FINDINGS, &no_findings())?,
    }
    book.page("Summary", &summary(tracker))?;
    book.table(&source_map(tracker, &records)?)?;
    book.bytes()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::io::Cursor;

    use calamine::{Data, Reader, Xlsx};
    use proptest::prelude::*;
    use serde_json::{Map, Value, json};

    use super::*;
    use crate::record::{Record, RecordSource};
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
            "1.10~1|ref|Ref|A4||",
            "1.10~1|recommendation|Recommendation||Mend  the gates|",
            "1.10~1|due|Due|E4,E5||\"dates.2\"",
            "1.10~1|extra.status|status (2)|H4||",
            "2|due_state|Due as written|||\"ongoing\"",
            "2|due||E6|ongoing, see minutes|",
            "2|owners|||A Finch/Parks|",
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

    /// Builds the records again from the sheets, as a reader would.
    fn read_back(bytes: Vec<u8>) -> Vec<Record> {
        let mut book = open(bytes);
        let (shown, map) = (cells(&mut book, "Records"), cells(&mut book, "Source map"));
        let mut records: Vec<(String, Map<String, Value>)> = Vec::new();
        for row in &shown[1..] {
            let empty = serde_json::to_value(Record { id: row[0].clone(), ..Record::default() }).unwrap();
            records.push((row[0].clone(), empty.as_object().unwrap().clone()));
        }
        for row in &map[1..] {
            let [id, field, column, _, as_written, json] = row.as_slice() else { panic!("{row:?}") };
            let place = records.iter().position(|(known, _)| known == id).unwrap();
            let record = &mut records[place].1;
            let (head, rest) = field.split_once('.').unwrap_or((field, ""));
            let is_item = matches!(head, "owners" | "dates" | "money" | "notes") && !rest.is_empty();
            if !as_written.is_empty() && !is_item {
                record["as_written"][field] = json!(as_written);
            }
            let value = if !json.is_empty() {
                serde_json::from_str(json).unwrap()
            } else if let Some(at) = shown[0].iter().position(|header| header == column) {
                json!(shown[place + 1][at])
            } else {
                continue;
            };
            match head {
                _ if is_item => record[head].as_array_mut().unwrap().push(value),
                "owners" | "dates" | "money" | "notes" => {}
                "extra" | "as_written" => record[head][rest] = value,
                "due" if value.is_string() => {
                    let number: usize = value.as_str().unwrap().trim_start_matches("dates.").parse().unwrap();
                    record["due"] = record["dates"][number - 1].clone();
                }
                "group" if record["group_path"] == json!([]) => {
                    record["group_path"] = json!([value]);
                    record["group"] = value;
                }
                _ => {
                    record.insert(head.to_owned(), value);
                }
            }
        }
        records.into_iter().map(|(_, record)| serde_json::from_value(record.into()).unwrap()).collect()
    }

    fn without_source(records: &[Record]) -> Vec<Record> {
        records.iter().map(|r| Record { source: RecordSource::default(), ..r.clone() }).collect()
    }

    #[test]
    fn the_workbook_holds_the_whole_of_every_record() {
        let tracker = samples::mixed();
        assert_eq!(read_back(workbook(&tracker).unwrap()), without_source(&tracker.records));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn no_text_is_lost_whatever_it_holds(
            texts in prop::collection::vec("[ -~\n\t\r_x0Dé\u{1}\u{FFFF}=<>&\"r/]{1,12}", 6),
            group in prop::option::of("[a-c]{0,2}"),
            path in prop::collection::vec("[a-c]{0,2}", 0..3),
            percent in prop::option::of(0.0..100.0_f64),
        ) {
            let written = BTreeMap::from([("action", &texts[0]), ("recommendation", &texts[1])]);
            let fields = json!({
                "ref": texts[0], "recommendation": texts[1], "progress": texts[2], "group": group,
                "group_path": path, "percent_complete": percent,
                "notes": [{"text": texts[3], "author": texts[4], "cell": "A1"}],
                "extra": {&texts[4]: texts[5], &texts[5]: ""}, "as_written": written,
            });
            let tracker = samples::of(vec![samples::record("1", &fields), samples::record("2", &json!({}))]);
            prop_assert_eq!(read_back(workbook(&tracker).unwrap()), without_source(&tracker.records));
        }
    }
}
