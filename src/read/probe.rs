//! The probe workbooks: each cell says what its fill must be read as, in every container that can hold it.
//!
//! `examples/make_probe` writes the two in XML and says where each expectation comes from: the colours that Excel's own menu shows,
//! and the palette of the standard. LibreOffice shows what is expected here of all rules and all plain colours, of a tint, which it
//! computes in its own way, a colour at most 2 of 255 away in a channel, and of a pattern a mixture of both colours, where we
//! take one. It made the other containers of `rules.xlsx`, see `fixtures/README.md`.

use super::testing::fixture;
use crate::grid::{Address, Sheet, Workbook};

fn probe(name: &str) -> Workbook {
    let reading = super::read(name, &fixture(&format!("probe/{name}"))).unwrap();
    assert_eq!(reading.findings, [], "{name}");
    reading.workbook
}

fn fill(sheet: &Sheet, at: Address) -> String {
    let fill = sheet.cell(at).and_then(|cell| cell.style.fill);
    fill.map_or_else(|| "none".to_owned(), |fill| fill.to_string())
}

/// Rows whose cell in a column is filled otherwise than column A says.
fn misses(sheet: &Sheet, column: u32) -> Vec<String> {
    let rows = sheet.rows().iter().map(|row| row.index);
    let told = rows.filter_map(|row| {
        let (expected, found) = (sheet.text(Address::new(row, 0)), fill(sheet, Address::new(row, column)));
        let about = sheet.text(Address::new(row, 1));
        (expected != found).then(|| format!("{}: expected {expected}, found {found} ({about})", row + 1))
    });
    told.collect()
}

#[test]
fn fills_are_the_colours_that_the_cells_name() {
    let workbook = probe("fills.xlsx");
    assert_eq!(misses(&workbook.sheets[0], 0), [""; 0]);
    assert_eq!(workbook.sheets[0].rows().len(), 143);
}

#[test]
fn conditional_fills_are_those_that_the_rows_name() {
    for name in ["rules.xlsx", "rules.ods"] {
        let workbook = probe(name);
        assert_eq!(misses(&workbook.sheets[0], 1), [""; 0], "{name}");
        assert_eq!(workbook.sheets[0].rows().len(), 52, "{name}");
    }
}

/// LibreOffice writes rules about a part of a text, and about errors, to this container as rules that say nothing, and truth as 1.
#[test]
fn conditional_fills_of_binary_workbooks_are_those_that_the_rows_name() {
    let workbook = probe("rules.xls");
    let lost = ["very LATE now", "in time", "Amber", "still on track", "#N/A", "TRUE"];
    let mut misses = misses(&workbook.sheets[0], 1);
    misses.retain(|miss| !lost.iter().any(|text| miss.ends_with(&format!("found none ({text})"))));
    assert_eq!(misses, [""; 0]);
}

#[test]
fn lists_are_those_of_the_rules() {
    for name in ["rules.xlsx", "rules.xls", "rules.ods"] {
        let workbook = probe(name);
        // Programs cut the cells of a list into ranges as they like.
        let offered = |cell: &str| {
            let at = Address::parse(cell).unwrap();
            let choices = &workbook.sheets[0].form().choices;
            choices.iter().filter(|c| c.range.contains(at)).map(|c| c.items.join("|")).collect::<String>()
        };
        let told = ["F1", "F2", "F9", "F10", "K2", "H2", "H9", "I2", "J2"].map(offered);
        let (written, cells) = ("Open|Closed|On hold", "Low|High – soon|None");
        assert_eq!(told, ["", written, written, "", written, cells, cells, "Low|High – soon", ""], "{name}");
    }
}

#[test]
fn properties_are_read_of_every_container() {
    for name in ["rules.xlsx", "rules.xls", "rules.ods"] {
        let properties = probe(name).properties;
        assert_eq!(properties.title.as_deref(), Some("Probe of fills – café"), "{name}");
        let created = properties.created.as_deref().map(|at| at.trim_end_matches('Z').to_owned());
        assert_eq!(created.as_deref(), Some("2021-06-01T08:00:00"), "{name}");
        let custom = |key: &str| properties.custom.get(key).map(String::as_str);
        assert_eq!(custom("Period"), Some("Q1 – spring"), "{name}");
        assert!(custom("Position at").is_some_and(|day| day.starts_with("2021-06-30")), "{name}");
        assert_eq!([custom("Round"), custom("Final")], [Some("3"), Some("true")], "{name}");
    }
}
