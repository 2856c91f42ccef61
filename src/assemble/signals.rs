//! How a record stands: status, RAG and percentage, by their texts and by the colour of their cells.
//!
//! A colour sets the RAG only, never the status; where text and colour contradict each other the text is taken and the
//! finding says so. Beside a colour column the status column is not asked for a colour; one that it names is compared.

use crate::grid::{Address, Value, round_tidy};
use crate::normalize::text::quoted;
use crate::normalize::{headers, percent, status};
use crate::record::{Code, Field, Rag, RagBasis, Role, Status};

use super::claims::Claims;
use super::colors::{Shown, shown};
use super::draft::Part;
use super::making::Making;

impl Making<'_> {
    /// Status, RAG and percentage.
    pub(super) fn signals(&mut self, claims: &mut Claims<'_>) {
        let status_column = self.column(Field::Status);
        let rag_column = self.column(Field::Rag);
        // A colour column that is empty here says that there is no colour; the status column is not asked for one.
        let has_rag = self.context.has_rag;
        let mut told = None;
        if let Some(column) = status_column {
            let written = self.draft.text(column);
            let mut read = status::read_status(&written, self.context.legend);
            let header = self.context.mapping.column(column).map_or("", |c| c.header.as_str());
            let answer = status::read_answer(&written).filter(|_| headers::asks_if_done(header));
            // A no only says that it is not finished, not how far it is.
            if answer == Some(true) {
                read.status = read.status.or(Some(Status::Achieved));
            }
            self.record.status = read.status;
            // A word such as "Achieved" can have a colour by the legend, but it says more than the colour.
            told = read.rag.filter(|_| read.status.is_none()).map(|rag| (rag, self.first(column)));
            if !has_rag {
                (self.record.rag, self.record.rag_basis) = (read.rag, read.rag_basis);
            }
            let colored = !has_rag && read.rag.is_some();
            if read.status.is_some() || !colored {
                self.from("status", column, read.status.map(Into::into));
            }
            if colored {
                self.from("rag", column, read.rag.map(Into::into));
            }
            // `Open` and its like are known, and leave open how far it is.
            let known = answer.is_some()
                || colored
                || status::is_status_like(&written)
                || self.context.legend.agreed.knows(&written);
            if read.status.is_none() && !known && !written.is_empty() {
                claims.finding(
                    Code::ValueUnread,
                    format!("{} is no status that is known", quoted(&written)),
                    self.first(column),
                );
            }
        }
        if let Some(column) = rag_column {
            let written = self.draft.text(column);
            let read = status::read_status(&written, self.context.legend);
            (self.record.rag, self.record.rag_basis) = (read.rag, read.rag_basis);
            if self.record.status.is_none() && status_column.is_none() {
                // "Not applicable" is of the colour here, and not of the item.
                let status = read.status.filter(|_| !status::says_unrated(&written));
                self.record.status = status;
                if status.is_some() {
                    self.from("status", column, status.map(Into::into));
                }
            }
            self.from("rag", column, read.rag.map(Into::into));
            let known = read.status.is_some() || self.context.legend.agreed.knows(&written);
            let is_known = known || status::says_unrated(&written) || self.shows_number(column);
            if read.rag.is_none() && !is_known && !written.is_empty() {
                claims.finding(
                    Code::ValueUnread,
                    format!("{} is no colour that is known", quoted(&written)),
                    self.first(column),
                );
            }
        }
        let painted = self.context.painted.as_ref().map(|painted| painted.column);
        self.fill(rag_column.into_iter().chain(status_column).chain(painted), claims);
        if self.record.rag.is_some_and(|rag| self.context.legend.is_unrated(rag)) {
            // What was written stays beside the value that is none.
            if let Some(rag) = self.record.rag.take() {
                self.record.as_written.entry("rag".to_owned()).or_insert_with(|| rag.to_string());
            }
            self.record.rag_basis = None;
        }
        if let Some((told, at)) = told.filter(|_| has_rag) {
            self.contradiction(told, at, claims);
        }
        if let Some(column) = self.column(Field::PercentComplete) {
            let value = self.parts(column).first().and_then(|part| self.percent(column, part));
            self.from("percent_complete", column, None);
            self.record.percent_complete = value.map(|(percent, _)| percent);
            let written = self.draft.text(column);
            if let Some((percent, true)) = value {
                let message = format!(
                    "{} was read as {percent}%, beside whole numbers that are percentages",
                    quoted(&written)
                );
                claims.finding(Code::PercentAssumed, message, self.first(column));
            }
            if value.is_none() && !written.is_empty() {
                let message = format!("{} is no percentage of work done", quoted(&written));
                claims.finding(Code::ValueUnread, message, self.first(column));
            }
        }
    }

    /// A status cell that names no status but another colour than the colour column shows.
    fn contradiction(&self, told: Rag, at: Address, claims: &mut Claims<'_>) {
        if self.record.rag == Some(told) {
            return;
        }
        let shown = self.record.rag.map_or_else(|| "nothing".to_owned(), |rag| rag.to_string());
        let message =
            format!("the status says {told}, the colour column {shown}; the colour column was taken");
        claims.finding(Code::SignalsConflict, message, at);
    }

    /// A number that a conditional format paints: the colour is what it says.
    fn shows_number(&self, column: u32) -> bool {
        let parts = self.parts(column);
        self.context.fills.contains(&column)
            && shown(parts, self.context.legend).is_some()
            && parts.iter().all(|part| bare_number(part).is_some())
    }

    /// A colour that only the cell's fill shows, or one that contradicts the text on it.
    fn fill(&mut self, columns: impl Iterator<Item = u32>, claims: &mut Claims<'_>) {
        for column in columns.filter(|c| self.context.fills.contains(c)) {
            let legend = self.context.legend;
            let Some(Shown { at, fill, rag: shown }) = shown(self.parts(column), legend) else { continue };
            match self.record.rag {
                None => {
                    self.record.rag = Some(shown);
                    self.record.rag_basis = Some(RagBasis::Fill);
                    self.cells.entry("rag".to_owned()).or_default().push(at);
                    self.record.as_written.entry("rag".to_owned()).or_insert_with(|| fill.to_string());
                    claims.role(at, Role::Record);
                }
                Some(said) if said != shown => {
                    let message =
                        format!("the text says {said}, the fill {fill} says {shown}; the text was taken");
                    claims.finding(Code::SignalsConflict, message, at);
                }
                Some(_) => {}
            }
        }
    }

    /// The share of work done, and whether it could have been meant otherwise; `None` where it is none, or outside 0 to 100.
    fn percent(&self, column: u32, part: &Part) -> Option<(f64, bool)> {
        let scale = self.context.scales.get(&column).copied().unwrap_or_default();
        let (percent, assumed) = match (&part.cell.value, bare_number(part)) {
            (_, Some(number)) => scale.percent(number),
            (Value::Percent(share), None) => (share * 100.0, false),
            _ => (percent::read_percent(&part.text())?, false),
        };
        let percent = round_tidy(percent);
        (0.0..=100.0).contains(&percent).then_some((percent, assumed))
    }
}

/// The number of a cell that says nothing else, a share of 1 or of 100.
pub(super) fn bare_number(part: &Part) -> Option<f64> {
    match &part.cell.value {
        Value::Number(number) => Some(*number),
        Value::Text(_) => percent::bare_number(&part.text()),
        _ => None,
    }
}
