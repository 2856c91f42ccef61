//! How a record stands: status, RAG and percentage, by their texts and by the colour of their cells.
//!
//! A colour sets the RAG only, never the status; where text and colour contradict each other the text is taken and the
//! finding says so.

use crate::grid::Value;
use crate::normalize::{percent, rag, status};
use crate::record::{Code, Field, RagBasis, Role};

use super::claims::Claims;
use super::draft::Part;
use super::making::Making;

impl Making<'_> {
    /// Status, RAG and percentage.
    pub(super) fn signals(&mut self, claims: &mut Claims) {
        let status_column = self.column(Field::Status);
        let rag_column = self.column(Field::Rag);
        // A colour column that is empty here says that there is no colour; the status column is not asked for one.
        let has_rag = self.context.mapping.of(Field::Rag).next().is_some();
        if let Some(column) = status_column {
            let written = self.draft.text(column);
            let read = status::read_status(&written, self.context.legend);
            self.record.status = read.status;
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
            if read.status.is_none() && !colored && !written.is_empty() {
                claims.finding(
                    Code::ValueUnread,
                    format!("`{written}` is no status that is known"),
                    self.first(column),
                );
            }
        }
        if let Some(column) = rag_column {
            let written = self.draft.text(column);
            let read = status::read_status(&written, self.context.legend);
            (self.record.rag, self.record.rag_basis) = (read.rag, read.rag_basis);
            if self.record.status.is_none() && status_column.is_none() {
                self.record.status = read.status;
                if read.status.is_some() {
                    self.from("status", column, read.status.map(Into::into));
                }
            }
            self.from("rag", column, read.rag.map(Into::into));
            if read.rag.is_none() && read.status.is_none() && !written.is_empty() {
                claims.finding(
                    Code::ValueUnread,
                    format!("`{written}` is no colour that is known"),
                    self.first(column),
                );
            }
        }
        self.fill(rag_column.into_iter().chain(status_column), claims);
        if let Some(column) = self.column(Field::PercentComplete) {
            let value = self.parts(column).first().and_then(|part| self.percent(column, part));
            self.from("percent_complete", column, None);
            self.record.percent_complete = value;
            if value.is_none() {
                let message = format!("`{}` is no percentage", self.draft.text(column));
                claims.finding(Code::ValueUnread, message, self.first(column));
            }
        }
    }

    /// A colour that only the cell's fill shows, or one that contradicts the text on it.
    fn fill(&mut self, columns: impl Iterator<Item = u32>, claims: &mut Claims) {
        for column in columns.filter(|c| self.context.fills.contains(c)) {
            let filled = self.parts(column).iter().find_map(|p| {
                let fill = p.cell.style.fill?;
                Some((p.at, fill, rag::rag_of_fill(fill, self.context.legend)?))
            });
            let Some((at, fill, shown)) = filled else { continue };
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

    fn percent(&self, column: u32, part: &Part) -> Option<f64> {
        let read = match part.cell.value {
            Value::Percent(share) => Some(share * 100.0),
            Value::Number(number) if self.context.shares.contains(&column) => Some(number * 100.0),
            Value::Number(number) => Some(number),
            _ => percent::read_percent(&part.text()),
        };
        read.filter(|percent| (0.0..=100.0).contains(percent))
    }
}
