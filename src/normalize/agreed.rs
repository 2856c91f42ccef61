//! The words and colours that an office has agreed on, each with the status or RAG value that it stands for there.
//!
//! They come before a sheet's own key and before what the words say by themselves. A word is the whole text of a cell; one
//! that only opens it (`Nearly there - see notes`) counts where the text says nothing else that is known.

use std::collections::BTreeMap;

use super::legend::nearest;
use super::text;
use crate::grid::Color;
use crate::record::{Rag, Status};

/// What words and colours stand for; nothing by default. A word that is agreed to say nothing stands for `None`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Agreed {
    statuses: BTreeMap<String, Option<Status>>,
    rags: BTreeMap<String, Option<Rag>>,
    fills: BTreeMap<Color, Option<Rag>>,
}

impl Agreed {
    /// Lets a word stand for a status; returns what it stood for before.
    pub fn status(&mut self, word: &str, status: Option<Status>) -> Option<Option<Status>> {
        self.statuses.insert(key(word), status)
    }

    /// Lets a word or letter stand for a RAG value; returns what it stood for before.
    pub fn rag(&mut self, word: &str, rag: Option<Rag>) -> Option<Option<Rag>> {
        self.rags.insert(key(word), rag)
    }

    /// Lets a fill stand for a RAG value; returns what it stood for before.
    pub fn fill(&mut self, fill: Color, rag: Option<Rag>) -> Option<Option<Rag>> {
        self.fills.insert(fill, rag)
    }

    /// Returns how many words and colours are agreed on.
    pub fn count(&self) -> usize {
        self.statuses.len() + self.rags.len() + self.fills.len()
    }

    /// Tells whether a cell's whole text is agreed on, be it to say nothing.
    pub fn knows(&self, text: &str) -> bool {
        if self.statuses.is_empty() && self.rags.is_empty() {
            return false;
        }
        let key = key(text);
        self.statuses.contains_key(&key) || self.rags.contains_key(&key)
    }

    /// Returns the status of a cell, given what its text was read as.
    pub(super) fn status_of(&self, text: &str, read: Option<Status>) -> Option<Status> {
        settled(&self.statuses, text, read)
    }

    /// Returns the RAG value of a cell, given what its text was read as.
    pub(super) fn rag_of(&self, text: &str, read: Option<Rag>) -> Option<Rag> {
        settled(&self.rags, text, read)
    }

    /// Returns what a fill, or nearly the same, stands for: `None` where nothing is agreed on it.
    pub(super) fn rag_of_fill(&self, fill: Color) -> Option<Option<Rag>> {
        nearest(fill, self.fills.iter().map(|(agreed, rag)| (*agreed, *rag)))
    }
}

/// A word as it is looked up: case and spacing do not count.
fn key(text: &str) -> String {
    text::single_line(text).to_lowercase()
}

fn settled<V: Copy>(agreed: &BTreeMap<String, Option<V>>, text: &str, read: Option<V>) -> Option<V> {
    if agreed.is_empty() {
        return read;
    }
    let text = key(text);
    if let Some(value) = agreed.get(&text) {
        return *value;
    }
    let opening = || agreed.iter().filter(|(word, _)| opens(&text, word)).max_by_key(|(word, _)| word.len());
    read.or_else(|| opening().and_then(|(_, value)| *value))
}

/// Tells whether a word opens a text and a sign parts it from the rest.
fn opens(text: &str, word: &str) -> bool {
    let rest = text.strip_prefix(word).map(str::trim_start);
    !word.is_empty()
        && rest.is_some_and(|rest| rest.starts_with(['-', '–', '—', ':', ';', ',', '.', '(', '/']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::legend::Legend;
    use crate::normalize::status::{StatusRead, read_status};
    use crate::record::RagBasis;

    #[test]
    fn agreed_words_come_before_everything_else() {
        let mut agreed = Agreed::default();
        agreed.status("Nearly there", Some(Status::InProgress));
        agreed.status("Complete", Some(Status::AwaitingSignOff));
        agreed.status("3", Some(Status::Achieved));
        agreed.status("At risk", None);
        agreed.rag("Pink", Some(Rag::Red));
        agreed.rag("Green", Some(Rag::Blue));
        let legend = Legend { entries: Legend::entries_in("3 = Slipped; 4 = Not started"), agreed };
        let text = Some(RagBasis::Text);
        let cases = [
            ("nearly  THERE", Some(Status::InProgress), None, None),
            ("Nearly there - see notes", Some(Status::InProgress), None, None),
            ("Nearly thereabouts", None, None, None),
            ("Nearly there: on hold", Some(Status::OnHold), None, None),
            ("complete", Some(Status::AwaitingSignOff), None, None),
            ("3", Some(Status::Achieved), None, None),
            ("4", Some(Status::NotStarted), None, None),
            ("At risk", None, None, None),
            ("pink", None, Some(Rag::Red), text),
            ("Green", None, Some(Rag::Blue), text),
            ("", None, None, None),
        ];
        for (written, status, rag, rag_basis) in cases {
            let read = read_status(written, &legend);
            assert_eq!(read, StatusRead { status, rag, rag_basis }, "{written}");
        }
        assert!(legend.agreed.knows(" at RISK") && !legend.agreed.knows("slipped"));
    }

    #[test]
    fn agreed_fills_come_before_the_key() {
        let pink = Color { red: 255, green: 199, blue: 206 };
        let mut legend = Legend { entries: Legend::entries_in("Red - late"), ..Legend::default() };
        legend.entries[0].fill = Some(pink);
        assert_eq!(crate::normalize::rag::rag_of_fill(pink, &legend), Some(Rag::Red));
        legend.agreed.fill(pink, Some(Rag::Amber));
        assert_eq!(crate::normalize::rag::rag_of_fill(pink, &legend), Some(Rag::Amber));
        legend.agreed.fill(pink, None);
        assert_eq!(crate::normalize::rag::rag_of_fill(pink, &legend), None);
    }
}
