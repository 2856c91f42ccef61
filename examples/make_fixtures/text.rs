//! The same plan as a tab-separated text export with page breaks, as it falls out of a document.
//!
//! Fills and strikes are lost, and there is one column for the target: the earlier date stands in words. Cells of some
//! recommendations are wrapped over several rows; a page may end in the midst of them.

use textwrap::{Options, WordSeparator, WordSplitter};
use trackrecord::record::Field;

use crate::Fault;
use crate::plan::{Action, DateCell, Hand, Plan, Recommendation};
use crate::wording::{
    self, PREPARED, STATUSES, TITLE, blotted, cut_by_page, date_cell, position, shown_counts,
};

/// Where the progress stands in a row.
const PROGRESS: usize = 8;

/// Widths that wrapped cells are wrapped to, by column.
const WIDTHS: [usize; 12] = [6, 26, 30, 24, 10, 20, 5, 18, 44, 20, 18, 18];

/// Writes the export of a version.
pub(crate) fn export(plan: &Plan) -> Result<String, Fault> {
    let mut export = Export { plan, lines: Vec::new(), page: 1 };
    export.write_top()?;
    for section in &plan.sections {
        export.lines.push(section.title.to_owned());
        for recommendation in &section.recommendations {
            export.write_recommendation(recommendation, section.hand)?;
        }
    }
    for (reference, words) in &plan.placeholders {
        export.lines.push(format!("{reference}\t\t{words}"));
    }
    export.lines.push(format!("Total actions: {}", plan.actions().count()));
    export.lines.extend([String::new(), PREPARED.to_owned(), format!("Page {}", export.page), String::new()]);
    Ok(export.lines.join("\n"))
}

struct Export<'a> {
    plan: &'a Plan,
    lines: Vec<String>,
    page: u32,
}

impl Export<'_> {
    fn write_top(&mut self) -> Result<(), Fault> {
        self.lines.extend([TITLE.to_owned(), position(self.plan)?]);
        self.lines.extend(self.plan.metadata.iter().map(|(label, value)| format!("{label}\t{value}")));
        let (counts, total) = shown_counts(self.plan);
        let words: Vec<_> = STATUSES.iter().map(|(_, word)| *word).chain(["Total"]).collect();
        let numbers: Vec<_> = counts.iter().map(|(_, n)| *n).chain([total]).map(|n| n.to_string()).collect();
        self.lines.extend([String::new(), words.join("\t"), numbers.join("\t"), String::new()]);
        let header = self.header();
        self.lines.push(header);
        Ok(())
    }

    fn header(&self) -> String {
        let flat = |header: &str| header.replace('\n', " ");
        let (action, lead) = (flat(self.plan.action_header), flat(self.plan.lead_header));
        let mut titles = vec![
            "Ref",
            "Recommendation",
            &action,
            &lead,
            "Priority",
            "Target date",
            "RAG",
            "Status",
            "Latest position",
            "Saving or cost",
            "Evidence held",
        ];
        if self.plan.has_wards {
            titles.push("Wards affected");
        }
        titles.join("\t")
    }

    fn write_recommendation(&mut self, of: &Recommendation, hand: Hand) -> Result<(), Fault> {
        for (place, actions) in wording::rows(of).enumerate() {
            let Some(first) = actions.first() else { continue };
            let mut cells = self.cells(actions, first, hand)?;
            if place == 0 {
                cells.splice(..2, [of.written_reference.to_owned(), of.text.to_owned()]);
            }
            if of.wrapped {
                let page_ends = [self.plan.page_end.0, self.plan.text_page_end].contains(&first.key);
                self.write_wrapped(&cells, page_ends);
            } else {
                self.write_row(cells, first)?;
            }
        }
        Ok(())
    }

    /// The cells of a row but for ref and recommendation, which are empty.
    fn cells(&self, actions: &[Action], first: &Action, hand: Hand) -> Result<Vec<String>, Fault> {
        let targets: Result<Vec<_>, _> = actions.iter().map(|action| target(action, hand)).collect();
        let mut cells = vec![
            String::new(),
            String::new(),
            wording::actions(actions),
            blotted(first, Field::Owner, first.lead.written),
            first.priority.to_owned(),
            targets?.join("\n"),
            String::new(),
            wording::status(first),
            blotted(first, Field::Progress, first.progress),
            first.saving.written.to_owned(),
            first.evidence.to_owned(),
        ];
        if self.plan.has_wards {
            cells.push(first.wards.to_owned());
        }
        Ok(cells)
    }

    /// One physical row; two where the page ends in the midst of the progress.
    fn write_row(&mut self, cells: Vec<String>, action: &Action) -> Result<(), Fault> {
        let mut cells: Vec<_> = cells.iter().map(|cell| cell.replace('\n', " ")).collect();
        let progress = cells.get(PROGRESS).cloned().unwrap_or_default();
        let Some((here, rest)) = cut_by_page(self.plan, action, &progress)? else {
            self.lines.push(cells.join("\t"));
            return Ok(());
        };
        cells.splice(PROGRESS..=PROGRESS, [here.to_owned()]);
        self.lines.push(cells.join("\t"));
        self.end_page();
        self.lines.push(format!("{}{rest}", "\t".repeat(PROGRESS)));
        Ok(())
    }

    /// As many physical rows as the longest cell needs; the page may end halfway.
    fn write_wrapped(&mut self, cells: &[String], page_ends: bool) {
        let columns: Vec<Vec<String>> =
            cells.iter().zip(WIDTHS).map(|(cell, width)| wrap(cell, width)).collect();
        let height = columns.iter().map(Vec::len).max().unwrap_or(0);
        for line in 0..height {
            if page_ends && line == height / 2 {
                self.end_page();
            }
            let row: Vec<&str> =
                columns.iter().map(|column| column.get(line).map_or("", String::as_str)).collect();
            self.lines.push(row.join("\t"));
        }
    }

    fn end_page(&mut self) {
        let header = self.header();
        self.lines.extend([String::new(), format!("Page {}", self.page), String::new(), header]);
        self.page += 1;
    }
}

fn wrap(cell: &str, width: usize) -> Vec<String> {
    let options = Options::new(width)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation);
    textwrap::wrap(cell, options).into_iter().map(std::borrow::Cow::into_owned).collect()
}

/// The target as one cell: `30/04/2023, revised to 31/07/2023`.
fn target(action: &Action, hand: Hand) -> Result<String, Fault> {
    let original = date_cell(action.target.original, hand)?;
    Ok(match action.target.revised {
        DateCell::Empty => original,
        revised => format!("{original}, revised to {}", date_cell(revised, hand)?),
    })
}
