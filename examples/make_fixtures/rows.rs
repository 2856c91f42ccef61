//! The table of the workbook: header, sections, records, the page's end in the middle, placeholders.

use rust_xlsxwriter::{ExcelDateTime, Format, Worksheet};
use trackrecord::record::Field;

use crate::Fault;
use crate::forms::{
    self, ACTION, EVIDENCE, LATEST, LEAD, ORIGINAL, PRIORITY, RAG, RECOMMENDATION, REF, REVISED, SAVING,
    SCRIBBLE, STATUS, WARDS,
};
use crate::plan::{Action, DateCell, Form, Hand, Plan, Recommendation};
use crate::sheet::last_column;
use crate::wording::{self, blotted, cut_by_page, date_cell, day_format, parse, spelled};

/// A table being written, from the top down.
pub(crate) struct Table<'a> {
    sheet: &'a mut Worksheet,
    plan: &'a Plan,
    row: u32,
}

impl<'a> Table<'a> {
    /// Begins a table at a row that counts from 0.
    pub(crate) fn new(sheet: &'a mut Worksheet, plan: &'a Plan, row: u32) -> Self {
        Self { sheet, plan, row }
    }

    /// The row below what has been written, from 0.
    pub(crate) fn row(&self) -> u32 {
        self.row
    }

    /// Writes all of it.
    pub(crate) fn write(&mut self) -> Result<(), Fault> {
        self.write_header()?;
        for section in &self.plan.sections {
            let last = last_column(self.plan);
            self.sheet.merge_range(self.row, REF, self.row, last, section.title, &forms::section())?;
            self.sheet.set_row_height(self.row, 18)?;
            self.row += 1;
            for recommendation in &section.recommendations {
                self.write_recommendation(recommendation, section.hand)?;
            }
        }
        for (reference, words) in &self.plan.placeholders {
            for column in REF..=last_column(self.plan) {
                self.sheet.write_blank(self.row, column, &forms::body())?;
            }
            self.put(REF, reference)?;
            self.put(ACTION, words)?;
            self.row += 1;
        }
        Ok(())
    }

    /// Two rows: some cells merged over both, two parents over their leaves.
    fn write_header(&mut self) -> Result<(), Fault> {
        let form = forms::header();
        let (top, below) = (self.row, self.row + 1);
        let mut tall = vec![
            (REF, "Ref"),
            (RECOMMENDATION, "Recommendation"),
            (ACTION, self.plan.action_header),
            (LEAD, self.plan.lead_header),
            (PRIORITY, "Priority"),
            (SAVING, "Saving or\ncost"),
            (EVIDENCE, "Evidence\nheld"),
        ];
        if self.plan.has_wards {
            tall.push((WARDS, "Wards\naffected"));
        }
        for (column, text) in tall {
            self.sheet.merge_range(top, column, below, column, text, &form)?;
        }
        self.sheet.merge_range(top, ORIGINAL, top, REVISED, "Target date", &form)?;
        self.sheet.merge_range(top, RAG, top, LATEST, "Progress", &form)?;
        for (column, text) in [
            (ORIGINAL, "Original"),
            (REVISED, "Revised"),
            (RAG, "RAG"),
            (STATUS, "Status"),
            (LATEST, "Latest\nposition"),
        ] {
            self.sheet.write_with_format(below, column, text, &form)?;
        }
        self.sheet.set_row_height(top, 18)?;
        self.sheet.set_row_height(below, 30)?;
        self.row += 2;
        Ok(())
    }

    fn write_recommendation(&mut self, of: &Recommendation, hand: Hand) -> Result<(), Fault> {
        let top = self.row;
        let rows: Vec<_> = wording::rows(of).collect();
        let bottom = top + u32::try_from(rows.len()).unwrap_or(1).saturating_sub(1);
        let merged = of.form == Form::Merged && bottom > top;
        if merged {
            self.sheet.merge_range(top, REF, bottom, REF, of.written_reference, &forms::body().set_bold())?;
            self.sheet.merge_range(top, RECOMMENDATION, bottom, RECOMMENDATION, of.text, &forms::body())?;
        }
        for (place, actions) in rows.into_iter().enumerate() {
            let Some(first) = actions.first() else { continue };
            if !merged {
                let (reference, text) = if place == 0 { (of.written_reference, of.text) } else { ("", "") };
                self.put_as(REF, reference, &forms::body().set_bold())?;
                self.put(RECOMMENDATION, text)?;
            }
            if of.lead_merged && bottom > top {
                if place == 0 {
                    self.sheet.merge_range(top, LEAD, bottom, LEAD, first.lead.written, &forms::body())?;
                }
            } else {
                self.put(LEAD, &blotted(first, Field::Owner, first.lead.written))?;
            }
            let share = if merged { (bottom - top + 1).max(1) } else { 1 };
            let least = forms::height([(RECOMMENDATION, of.text)]) / f64::from(share);
            self.write_actions(actions, first, hand, least)?;
        }
        Ok(())
    }

    /// Writes the cells of one row that are its own: one action, or a list of them of which the first speaks for all.
    fn write_actions(
        &mut self,
        actions: &[Action],
        first: &Action,
        hand: Hand,
        least: f64,
    ) -> Result<(), Fault> {
        let text = wording::actions(actions);
        let progress = blotted(first, Field::Progress, first.progress);
        let cut = cut_by_page(self.plan, first, &progress)?;
        let here = cut.map_or(progress.as_str(), |(here, _)| here);
        self.put(ACTION, &text)?;
        self.put(PRIORITY, first.priority)?;
        self.write_target(actions, first, hand)?;
        self.sheet.write_blank(self.row, RAG, &forms::rag(first.rag, hand))?;
        self.put(STATUS, &wording::status(first))?;
        self.put(LATEST, here)?;
        self.put(SAVING, first.saving.written)?;
        self.put(EVIDENCE, first.evidence)?;
        if self.plan.has_wards {
            self.put(WARDS, first.wards)?;
        }
        if let Some((_, words)) = self.plan.scribble.filter(|(key, _)| actions.iter().any(|a| a.key == *key))
        {
            self.sheet.write_with_format(self.row, SCRIBBLE, words, &forms::plain().set_italic())?;
        }
        let original = date_cell(first.target.original, hand)?;
        let cells = [
            (ACTION, text.as_str()),
            (LEAD, first.lead.written),
            (ORIGINAL, original.as_str()),
            (LATEST, here),
            (SAVING, first.saving.written),
        ];
        self.sheet.set_row_height(self.row, forms::height(cells).max(least))?;
        self.row += 1;
        match cut {
            Some((_, rest)) => self.write_page_end(rest),
            None => Ok(()),
        }
    }

    /// The page ends, the header comes again, and the progress goes on below it.
    fn write_page_end(&mut self, rest: &str) -> Result<(), Fault> {
        if self.plan.page_line {
            self.sheet.write_with_format(self.row + 1, REF, "Page 1 of 2", &forms::plain())?;
            self.row += 2;
        }
        self.sheet.set_page_breaks(&[self.row])?;
        self.write_header()?;
        for column in REF..=last_column(self.plan) {
            self.sheet.write_blank(self.row, column, &forms::body())?;
        }
        self.put(LATEST, rest)?;
        self.sheet.set_row_height(self.row, forms::height([(LATEST, rest)]))?;
        self.row += 1;
        Ok(())
    }

    fn write_target(&mut self, actions: &[Action], first: &Action, hand: Hand) -> Result<(), Fault> {
        if actions.len() > 1 {
            let dates: Result<Vec<_>, _> =
                actions.iter().map(|a| date_cell(a.target.original, hand)).collect();
            self.put(ORIGINAL, &dates?.join("\n"))?;
            return self.put(REVISED, "");
        }
        let struck = first.target.struck;
        let original = if struck { forms::body().set_font_strikethrough() } else { forms::body() };
        self.write_date(ORIGINAL, first.target.original, &original, hand)?;
        self.write_date(REVISED, first.target.revised, &forms::body(), hand)
    }

    fn write_date(&mut self, column: u16, cell: DateCell, form: &Format, hand: Hand) -> Result<(), Fault> {
        match cell {
            DateCell::Day(date) => {
                self.write_true_date(column, date, &form.clone().set_num_format(day_format(hand)))
            }
            DateCell::Month(date) => {
                self.write_true_date(column, date, &form.clone().set_num_format("mmm-yy"))
            }
            DateCell::StruckRun(from, to) => {
                let struck = Format::new().set_font_size(10).set_font_strikethrough();
                let (from, to) = (spelled(from)?, format!(", revised to {}", spelled(to)?));
                let runs = [(&struck, from.as_str()), (&forms::plain(), to.as_str())];
                self.sheet.write_rich_string_with_format(self.row, column, &runs, form)?;
                Ok(())
            }
            _ => self.put_as(column, &date_cell(cell, hand)?, form),
        }
    }

    fn write_true_date(&mut self, column: u16, date: &str, form: &Format) -> Result<(), Fault> {
        let bad = || Fault::NoDate(date.to_owned());
        let day = parse(date)?;
        let year = u16::try_from(day.year()).map_err(|_| bad())?;
        let month = u8::try_from(day.month()).map_err(|_| bad())?;
        let of_month = u8::try_from(day.day()).map_err(|_| bad())?;
        let day = ExcelDateTime::from_ymd(year, month, of_month)?;
        self.sheet.write_datetime_with_format(self.row, column, &day, form)?;
        Ok(())
    }

    fn put(&mut self, column: u16, text: &str) -> Result<(), Fault> {
        self.put_as(column, text, &forms::body())
    }

    fn put_as(&mut self, column: u16, text: &str, form: &Format) -> Result<(), Fault> {
        if text.is_empty() {
            self.sheet.write_blank(self.row, column, form)?;
        } else {
            self.sheet.write_with_format(self.row, column, text, form)?;
        }
        Ok(())
    }
}
