//! The workbook of a version: title, metadata, summary block, key, header, table, foot, and a hidden sheet of lists.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use trackrecord::record::Rag;

use crate::Fault;
use crate::forms::{self, EVIDENCE, REF, SCRIBBLE, WARDS};
use crate::plan::{Hand, Plan};
use crate::rows::Table;
use crate::wording::{PREPARED, STATUSES, TITLE, position, shown_counts};

/// The words of the key, by colour.
const KEY: [(Rag, &str); 5] = [
    (Rag::Red, "Slipped"),
    (Rag::Amber, "At risk"),
    (Rag::Green, "On track"),
    (Rag::Blue, "Achieved"),
    (Rag::Grey, "Not started"),
];

/// Builds the workbook of a version.
pub(crate) fn workbook(plan: &Plan) -> Result<Workbook, Fault> {
    let mut workbook = Workbook::new();
    let (year, month, day) = plan.saved;
    workbook.set_properties(
        &DocProperties::new()
            .set_title(TITLE)
            .set_author("Policy and Performance Team")
            .set_creation_datetime(&ExcelDateTime::from_ymd(year, month, day)?.and_hms(9, 30, 0)?),
    );
    let sheet = workbook.add_worksheet();
    sheet.set_name("Action Plan")?.set_landscape().set_paper_size(8).set_print_fit_to_pages(1, 0);
    for column in REF..=SCRIBBLE {
        sheet.set_column_width(column, forms::width(column))?;
    }
    let header_row = write_top(sheet, plan)?;
    sheet.set_freeze_panes(header_row + 2, 0)?;

    let mut table = Table::new(sheet, plan, header_row);
    table.write()?;
    let next = table.row();
    write_foot(sheet, plan, next)?;
    write_lists(workbook.add_worksheet(), plan)?;
    Ok(workbook)
}

/// The last column of the table.
pub(crate) fn last_column(plan: &Plan) -> u16 {
    if plan.has_wards { WARDS } else { EVIDENCE }
}

/// Writes everything above the table and returns the header's row.
fn write_top(sheet: &mut Worksheet, plan: &Plan) -> Result<u32, Fault> {
    sheet.merge_range(0, REF, 0, last_column(plan), TITLE, &forms::title())?;
    sheet.set_row_height(0, 26)?;
    sheet.write_with_format(1, REF, position(plan)?, &forms::plain().set_bold())?;
    let mut row = 2;
    for (label, value) in &plan.metadata {
        sheet.write_with_format(row, REF, *label, &forms::plain().set_bold())?;
        sheet.write_with_format(row, 2, *value, &forms::plain())?;
        row += 1;
    }
    row += 1;

    let (counts, total) = shown_counts(plan);
    let label = forms::body().set_align(FormatAlign::Center);
    let number = label.clone().set_font_size(12);
    for (column, (word, count)) in (1..).zip(counts.iter().copied().chain([("Total", total)])) {
        let bold = |format: &Format| if word == "Total" { format.clone().set_bold() } else { format.clone() };
        sheet.write_with_format(row, column, word, &bold(&label))?;
        sheet.write_with_format(row + 1, column, u32::try_from(count).unwrap_or(0), &bold(&number))?;
    }
    sheet.set_row_height(row, 30)?;
    row += 3;

    sheet.write_with_format(row, REF, "Key:", &forms::plain().set_bold())?;
    for (column, (rag, words)) in (1..).zip(KEY) {
        sheet.write_with_format(row, column, words, &forms::rag(Some(rag), Hand::Standard))?;
    }
    Ok(row + 2)
}

/// Writes the total and the lines below the table.
fn write_foot(sheet: &mut Worksheet, plan: &Plan, row: u32) -> Result<(), XlsxError> {
    let total = format!("Total actions: {}", plan.actions().count());
    let closing = forms::plain().set_bold().set_border_top(FormatBorder::Double);
    sheet.merge_range(row, REF, row, last_column(plan), &total, &closing)?;
    sheet.write_with_format(row + 2, REF, PREPARED, &forms::plain().set_italic())?;
    sheet.write_with_format(row + 3, REF, "Page 2 of 2", &forms::plain())?;
    Ok(())
}

/// Writes the pick lists, hidden.
fn write_lists(sheet: &mut Worksheet, plan: &Plan) -> Result<(), XlsxError> {
    sheet.set_name("Lists")?.set_hidden(true);
    let mut leads: Vec<&str> =
        plan.actions().flat_map(|(_, _, a)| a.lead.owners.iter().filter_map(|o| o.name)).collect();
    leads.sort_unstable();
    leads.dedup();
    let lists: [(&str, Vec<&str>); 4] = [
        ("Status", STATUSES.iter().map(|(_, word)| *word).collect()),
        ("RAG", vec!["Red", "Amber", "Green", "Blue", "Grey"]),
        ("Priority", vec!["High", "Medium", "Low"]),
        ("Lead", leads),
    ];
    for (column, (header, words)) in (0..).zip(lists) {
        sheet.write_with_format(0, column, header, &Format::new().set_bold())?;
        for (row, word) in (1..).zip(words) {
            sheet.write(row, column, word)?;
        }
    }
    Ok(())
}
