//! One tracker in every container: the same records, less what the container cannot hold. Then what no container may do: pass a
//! limit, or be taken for a tracker where it is none.

use std::io::{Cursor, Write as _};

use trackrecord::error::ErrorKind;
use trackrecord::import::{ImportOptions, import};
use trackrecord::read::{self, Limit, Limits, ReadOptions};
use trackrecord::record::{DateKind, Record};

use crate::support::binary::bytes;
use crate::support::{fixture, text};

/// What a container may hold beside texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fact {
    /// The background of a cell.
    Fill,
    /// Struck-through cells and parts of cells.
    Strike,
    /// Rows that a filter hides.
    Hidden,
    /// Notes on cells.
    Note,
    /// Who wrote a note.
    Author,
    /// Merged cells.
    Merge,
}

use Fact::{Author, Fill, Hidden, Merge, Note, Strike};

/// All of it.
const ALL: &[Fact] = &[Fill, Strike, Hidden, Note, Author, Merge];

/// A file, the format it is told to be, the name that its sheet has in it, what its container holds, and the codes of its findings.
type Container = (&'static str, &'static str, Option<&'static str>, &'static [Fact], &'static [&'static str]);

const LIDO: Option<&str> = Some("Lido");
const STRUCK: &[&str] = &["struck-record"];
/// Where nothing shows what is struck through or red, that an item is past its date is all there is to say of it.
const FILLED: &[&str] = &["filled-down", "filled-down", "overdue"];

/// Every container that is read.
const CONTAINERS: [Container; 14] = [
    ("made/lido.xlsx", "xlsx", LIDO, ALL, STRUCK),
    ("made/lido.xlsm", "xlsx", LIDO, ALL, STRUCK),
    ("made/lido.xlsb", "xlsb", LIDO, &[Hidden, Merge], &["form-unread", "overdue"]),
    ("resaved/lido.xls", "xls", LIDO, ALL, STRUCK),
    (
        "made/lido-1995.xls",
        "xls",
        LIDO,
        &[Fill, Strike, Hidden, Note],
        &["filled-down", "filled-down", "struck-record"],
    ),
    ("resaved/lido.ods", "ods", LIDO, ALL, STRUCK),
    ("made/lido.fods", "ods", LIDO, ALL, STRUCK),
    ("made/lido-page.xls", "html", LIDO, ALL, STRUCK),
    ("made/lido.mht", "mhtml", LIDO, ALL, STRUCK),
    ("made/lido-2003.xls", "xml2003", LIDO, ALL, STRUCK),
    ("made/lido.docx", "docx", Some("Document"), ALL, STRUCK),
    ("made/lido.csv", "csv", None, &[], FILLED),
    ("made/lido.tsv", "tsv", None, &[], FILLED),
    ("made/lido-text.xls", "tsv", None, &[], FILLED),
];

fn file(name: &str) -> Vec<u8> {
    bytes(&fixture(&format!("containers/{name}")))
}

/// What the tracker means, record by record.
fn model() -> Vec<Record> {
    text(&file("records.ndjson")).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A record as it is where a fact is not to be had.
fn without(record: &mut Record, fact: Fact) {
    match fact {
        Fill => {
            (record.rag, record.rag_basis) = (None, None);
            record.as_written.remove("rag");
            // The colour was all that its cell held.
            if record.source.fields.remove("rag").is_some() {
                let row = record.source.fields["action"].trim_start_matches('C').to_owned();
                record.source.cells =
                    record.source.cells.replace(&format!(":H{row}"), &format!(":F{row},H{row}"));
            }
        }
        Strike => {
            record.struck = false;
            // Of two dates nothing says which one holds no more.
            record.dates.iter_mut().chain(&mut record.due).for_each(|date| date.kind = DateKind::Due);
        }
        Hidden => record.hidden = false,
        Note => record.notes.clear(),
        Author => record.notes.iter_mut().for_each(|note| note.author = None),
        // A blank cell below a filled one means the same as a merged one.
        Merge => {}
    }
}

#[test]
fn a_tracker_is_the_same_in_every_container() {
    for (name, format, sheet, held, codes) in CONTAINERS {
        let reading = read::read(name, &file(name)).unwrap();
        let tracker = import(&reading, &ImportOptions::default()).unwrap().tracker;
        assert_eq!(tracker.source.format, format, "{name}");
        assert_eq!(tracker.as_of.map(|day| day.to_string()).as_deref(), Some("2024-06-30"), "{name}");
        let found: Vec<String> = tracker.findings.iter().map(|finding| finding.code.to_string()).collect();
        assert_eq!(found, codes, "{name}");
        assert_eq!(tracker.ledger.unclaimed, 0, "{name}");
        let expected = model();
        assert_eq!(tracker.records.len(), expected.len(), "{name}");
        for (record, mut expected) in tracker.records.iter().zip(expected) {
            ALL.iter().filter(|fact| !held.contains(fact)).for_each(|fact| without(&mut expected, *fact));
            expected.source.sheet = sheet.map(str::to_owned);
            let (record, expected) =
                (serde_json::to_value(record).unwrap(), serde_json::to_value(expected).unwrap());
            for (field, value) in expected.as_object().unwrap() {
                assert_eq!(&record[field], value, "{name}: {field} of {}", expected["id"]);
            }
        }
    }
}

/// The model must show every fact, or the test above shows nothing.
#[test]
fn the_model_has_one_of_each_fact() {
    for fact in ALL.iter().filter(|fact| **fact != Merge) {
        let mut changed = model();
        changed.iter_mut().for_each(|record| without(record, *fact));
        assert_ne!(changed, model(), "{fact:?}");
    }
    let parts = |record: &Record| record.source.fields["recommendation"] == "B6";
    assert_eq!(model().iter().filter(|record| parts(record)).count(), 3);
}

#[test]
fn a_limit_holds_for_every_container() {
    let packages = [".xlsx", ".xlsm", ".xlsb", ".ods", ".docx"];
    let marked = [".xlsx", ".xlsm", ".ods", ".fods", ".docx", ".mht", "page.xls", "2003.xls"];
    for (name, _, _, held, _) in CONTAINERS {
        let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
        let bytes = file(name);
        for (limit, value, holds) in [
            (Limit::Input, 100, true),
            (Limit::Cells, 52, true),
            (Limit::Text, 46, true),
            (Limit::Merges, 1, held.contains(&Merge)),
            (Limit::Depth, 3, ends(&marked)),
            (Limit::Inflated, 1000, ends(&packages)),
            (Limit::Part, 500, ends(&packages)),
            (Limit::Entries, 3, ends(&packages)),
        ] {
            let mut options = ReadOptions { limits: Limits::default() };
            options.limits.set(limit, value);
            let passed = read::read_with(name, &bytes, &options).err().map(|error| error.to_string());
            let expected = format!("(limit `{limit}`)");
            let told = passed.as_ref().is_some_and(|message| message.ends_with(&expected));
            assert_eq!(told, holds, "{name}: {limit}: {passed:?}");
        }
    }
}

/// A compound file with one stream.
fn compound(stream: &str) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream(stream).unwrap().write_all(&[0; 5000]).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// A package of parts that are stored as they are.
fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut package = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in parts {
        package.start_file(*name, stored).unwrap();
        package.write_all(content.as_bytes()).unwrap();
    }
    package.finish().unwrap().into_inner()
}

#[test]
fn what_is_no_tracker_is_named_with_what_to_do() {
    // A workbook stream with the record of a password, in place of a cell.
    let mut scrambled = vec![9, 8, 8, 0, 0, 6, 5, 0, 0, 0, 0, 0, 0x2F, 0, 6, 0];
    scrambled.extend([0; 6]);
    let locked = "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let locked = package(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", locked),
        ("content.xml", "scrambled"),
    ]);
    let word_2003 = "<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?>\
        <w:wordDocument xmlns:w=\"http://schemas.microsoft.com/office/word/2003/wordml\"/>";
    let unprotect = "open it with its password and save a copy without one";
    let ask = "ask for the spreadsheet that it was made from";
    let copy = "open it in a word processor, copy its table into a spreadsheet and save that as .xlsx";
    let again = "ask for the file again; if it comes from a program, export it once more";
    let cases: [(Vec<u8>, &str, &str); 14] = [
        (compound("/EncryptedPackage"), "a workbook protected by a password", unprotect),
        (scrambled, "a workbook protected by a password", unprotect),
        (locked, "a workbook protected by a password", unprotect),
        (b"%PDF-1.7\n%\xE2\xE3".to_vec(), "a PDF", ask),
        (b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR".to_vec(), "a picture", ask),
        (compound("/WordDocument"), "an old Word document (.doc)", copy),
        (b"{\\rtf1\\ansi Plan}".to_vec(), "a rich text document", copy),
        (word_2003.into(), "a Word document in one XML file", copy),
        (Vec::new(), "an empty file", again),
        (b"\xEF\xBB\xBF\r\n  \n".to_vec(), "an empty file", again),
        (package(&[("holiday.jpg", "x")]), "a ZIP archive", "unpack it and name the workbook inside"),
        (package(&[]), "a ZIP archive", "unpack it and name the workbook inside"),
        (compound("/Other"), "an OLE compound file", "open it in a spreadsheet program and save it as .xlsx"),
        (
            b"{\"records\":[]}".to_vec(),
            "JSON",
            "name the tracker itself; an earlier output of this program goes with `clean --previous`",
        ),
    ];
    for (bytes, what, todo) in cases {
        let error = read::read("plan.xlsx", &bytes).unwrap_err();
        match error.kind() {
            ErrorKind::Unsupported { found, advice, .. } => assert_eq!((*found, *advice), (what, todo)),
            other => panic!("{what}: {other}"),
        }
    }
}
