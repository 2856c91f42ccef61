//! What the words and colours of status and RAG cells were read as.

use std::collections::BTreeMap;

use super::page::{Line, Section, quoted};
use crate::normalize::text;
use crate::record::{Rag, RagBasis, Record, Status};

/// A longer text is a remark and no word of a vocabulary.
const LONGEST: usize = 40;

/// More words than this are no vocabulary; the most frequent ones are shown.
const MOST: usize = 40;

/// A word as it was written first, what it was read as, and how often.
struct Word<V> {
    written: String,
    readings: Vec<Option<V>>,
    count: usize,
}

/// The words of status cells.
pub(super) fn statuses(records: &[Record]) -> Section {
    let words = records.iter().filter_map(|record| {
        let plain = || record.status.map(|status| status.to_string());
        Some((record.as_written.get("status").cloned().or_else(plain)?, record.status))
    });
    let about = [
        "What the words of status cells stand for: not_started, in_progress, on_track, at_risk, slipped, on_hold,",
        "awaiting_sign_off, achieved, not_achieved, undeliverable, ongoing, superseded, cancelled, rejected, closed;",
        "`none` for a word that says nothing.",
    ];
    let name = |status: &Status| <&str>::from(*status).to_owned();
    Section { about: about.map(str::to_owned).to_vec(), table: Some("status"), lines: lines(words, name) }
}

/// The words, letters and fills of RAG cells.
pub(super) fn rags(records: &[Record]) -> Section {
    let words = records.iter().filter_map(|record| {
        let plain = || record.rag.map(|rag| rag.to_string());
        let written = record.as_written.get("rag").cloned().or_else(plain)?;
        // A fill is named by its colour; a text beside a fill that says more is none of its words.
        let is_fill = record.rag_basis == Some(RagBasis::Fill);
        (is_fill == written.starts_with('#')).then_some((written, record.rag))
    });
    let about = [
        "What words, letters and fills stand for: red, amber_red, amber, amber_green, green, blue, grey, black; `none` for",
        "one that says nothing.",
    ];
    let name = |rag: &Rag| <&str>::from(*rag).to_owned();
    Section { about: about.map(str::to_owned).to_vec(), table: Some("rag"), lines: lines(words, name) }
}

fn lines<V: Copy + PartialEq>(
    words: impl Iterator<Item = (String, Option<V>)>,
    name: impl Fn(&V) -> String,
) -> Vec<Line> {
    let mut found: BTreeMap<String, Word<V>> = BTreeMap::new();
    for (written, value) in words {
        let key = text::single_line(&written).to_lowercase();
        if key.is_empty() || key.chars().count() > LONGEST || written.contains('\n') {
            continue;
        }
        let word = found.entry(key).or_insert_with(|| Word { written, readings: Vec::new(), count: 0 });
        word.count += 1;
        if !word.readings.contains(&value) {
            word.readings.push(value);
        }
    }
    let mut found: Vec<Word<V>> = found.into_values().collect();
    found.sort_by_key(|word| std::cmp::Reverse(word.count));
    found.truncate(MOST);
    let line = |word: &Word<V>| {
        let times = text::count(word.count, "record");
        match word.readings.as_slice() {
            [Some(value)] => Line::new(&word.written, &quoted(&name(value)), times, true),
            [None] => Line::new(
                &word.written,
                "\"none\"",
                format!("{times}; not understood: say what it stands for"),
                false,
            ),
            readings => {
                let read: Vec<String> = readings.iter().flatten().map(&name).collect();
                let why = format!("{times}; read as {} by its place", read.join(" or "));
                Line::new(&word.written, &quoted(read.first().map_or("none", String::as_str)), why, false)
            }
        }
    };
    found.iter().map(line).collect()
}
