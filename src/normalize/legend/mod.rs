//! What a sheet's own key says that its numbers, letters and colours mean.
//!
//! A text such as `3 - Slipped` or `Green: on schedule` becomes an entry; the caller knows which cells are the key, gives
//! an entry the fill of its cell, and collects them. What an entry's words mean is read as in a status cell.

mod entry;

use super::agreed::Agreed;
use super::wording;
use crate::grid::Color;
use crate::record::{Rag, Status};

/// Two fills are one colour up to this difference in each channel: programs round tints differently.
const SAME_FILL: u8 = 6;

/// Words that stand beside a key's number in a cell: `Category 3`.
const KEY_WORDS: &[&str] = &["category", "cat", "code", "level", "score", "rating", "status", "rag"];

/// What one key stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegendEntry {
    /// Number, letter, colour or symbol, as written: `1`, `G`, `Green`.
    pub key: String,
    /// Its explanation, as written: `Delivered (all)`.
    pub label: String,
    /// Background of its cell; `None` until the caller sets it.
    pub fill: Option<Color>,
    /// The status that the explanation comes to.
    pub status: Option<Status>,
    /// The colour that key or explanation names.
    pub rag: Option<Rag>,
}

/// A sheet's key, empty where it has none, and what has been agreed for all sheets.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Legend {
    /// Its entries, in order.
    pub entries: Vec<LegendEntry>,
    /// What comes before them.
    pub agreed: Agreed,
}

impl Legend {
    /// Reads one entry; `None` where the text is none.
    ///
    /// The key is a number, capital letters, a colour or a coloured symbol, or else a status that a colour explains
    /// (`Complete = blue`). An explanation that says nothing of status or colour is enough for a colour only.
    pub fn entry(text: &str) -> Option<LegendEntry> {
        entry::read(text)
    }

    /// Reads all entries of a text that is a whole key, parted by line breaks, tabs, semicolons or commas.
    ///
    /// Empty where the text is no entry; a single one where only the whole is.
    pub fn entries_in(text: &str) -> Vec<LegendEntry> {
        for parting in [&['\n', '\r', '\t'][..], &[';', '|'], &[',']] {
            let parts: Vec<&str> = text.split(parting).filter(|part| !entry::is_heading(part)).collect();
            let entries: Option<Vec<_>> = parts.iter().map(|part| Self::entry(part)).collect();
            if let Some(entries) = entries
                && entries.len() > 1
            {
                return entries;
            }
        }
        Self::entry(text).into_iter().collect()
    }

    /// Finds the entry that a cell's text names by key, or else by explanation; case and punctuation do not count.
    pub fn find(&self, text: &str) -> Option<&LegendEntry> {
        self.by_key(text).or_else(|| {
            let label = wording::folded(text);
            self.entries.iter().find(|entry| !label.is_empty() && wording::folded(&entry.label) == label)
        })
    }

    /// Finds the entry with this key: `3` for `3`, `(3)`, `3.0` and `Category 3`.
    pub fn by_key(&self, text: &str) -> Option<&LegendEntry> {
        let key = key_of(text);
        self.entries.iter().find(|entry| !key.is_empty() && key_of(&entry.key) == key)
    }

    /// Finds the entry whose cell has this fill, or nearly.
    pub fn by_fill(&self, color: Color) -> Option<&LegendEntry> {
        nearest(color, self.entries.iter().filter_map(|entry| Some((entry.fill?, entry))))
    }

    /// Finds the one entry that stands for a colour; `None` where several do.
    pub fn by_rag(&self, rag: Rag) -> Option<&LegendEntry> {
        let mut entries = self.entries.iter().filter(|entry| entry.rag == Some(rag));
        entries.next().filter(|_| entries.next().is_none())
    }

    /// Tells whether a colour stands for no rating at all: `Blue = no data`. Blue means done by custom only, and the key wins.
    pub fn is_unrated(&self, rag: Rag) -> bool {
        self.by_rag(rag).is_some_and(|entry| entry.status.is_none() && entry::says_nothing(&entry.label))
    }

    /// Returns the colour that an entry stands for: its own, or that of its letter where the key's letters are colours.
    pub fn rag_of(&self, entry: &LegendEntry) -> Option<Rag> {
        entry.rag.or_else(|| {
            let colored = |letter: &str| self.entries.iter().any(|other| other.key == letter);
            wording::letter_color(&entry.key).filter(|_| colored("R") && colored("G"))
        })
    }
}

/// Returns what goes with the colour that is the same, or nearly.
pub(super) fn nearest<T>(color: Color, fills: impl Iterator<Item = (Color, T)>) -> Option<T> {
    let apart = |fill: Color| {
        let channels = [(fill.red, color.red), (fill.green, color.green), (fill.blue, color.blue)];
        channels.into_iter().map(|(one, other)| one.abs_diff(other)).max().unwrap_or(0)
    };
    fills
        .map(|(fill, value)| (apart(fill), value))
        .filter(|(apart, _)| *apart <= SAME_FILL)
        .min_by_key(|(apart, _)| *apart)
        .map(|(_, value)| value)
}

/// A key without what may stand around it.
fn key_of(text: &str) -> String {
    let words = wording::tokens(text, usize::MAX);
    let mut named = words.iter().filter(|token| !KEY_WORDS.contains(&token.word.as_str())).peekable();
    if named.peek().is_none() {
        return text.trim().trim_end_matches('\u{FE0F}').to_owned();
    }
    named.map(|token| token.word.strip_suffix(".0").unwrap_or(&token.word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn legend(texts: &[&str]) -> Legend {
        Legend {
            entries: texts.iter().flat_map(|text| Legend::entries_in(text)).collect(),
            ..Legend::default()
        }
    }

    #[test]
    fn a_colour_can_stand_for_no_rating() {
        for text in
            ["Blue = no data", "Blue: not yet rated", "Blue - awaiting baseline", "Blue = N/A", "Blue = none"]
        {
            assert!(legend(&["Green = on track", text]).is_unrated(Rag::Blue), "{text}");
        }
        for text in [
            "Red = no assurance",
            "Red: No plan in place",
            "Red = not delivering",
            "Red - not yet in hand",
            "Red = missing milestones",
            "Red = awaiting funding",
            "Red = pending escalation",
            "Red = none of it is in place",
        ] {
            assert!(!legend(&["Green = on track", text]).is_unrated(Rag::Red), "{text}");
        }
        for text in ["Blue = complete", "Blue = no further action", "Blue = embedded in practice", "Blue"] {
            assert!(!legend(&["Green = on track", text]).is_unrated(Rag::Blue), "{text}");
        }
    }

    #[test]
    fn a_whole_key_in_one_cell_is_parted() {
        for text in [
            "1 = Done; 2 = Late; 3 = On track",
            "1 Done\n2 Late\n3 On track",
            "1: Done, 2: Late, 3: On track",
            "RAG key:\n1 Done\n\n2 Late\n3 On track",
            "Key: 1 = Done, 2 = Late, 3 = On track",
        ] {
            let keys: Vec<_> = Legend::entries_in(text).into_iter().map(|entry| entry.key).collect();
            assert_eq!(keys, ["1", "2", "3"], "{text}");
        }
        assert_eq!(Legend::entries_in("Green: on track, no issues").len(), 1);
        assert_eq!(Legend::entries_in("Owner; Due; Progress"), []);
    }

    #[test]
    fn entries_are_found_by_key_and_by_label() {
        let legend = legend(&["1 Achieved (fully)", "2 - On track", "R: Running late"]);
        let cases = [
            ("1", Some("1")),
            (" (1) ", Some("1")),
            ("1.0", Some("1")),
            ("Category 2", Some("2")),
            ("ACHIEVED FULLY", Some("1")),
            ("on-track", Some("2")),
            ("r", Some("R")),
            ("3", None),
            ("", None),
            ("\u{1F7E2}", None),
        ];
        for (text, key) in cases {
            assert_eq!(legend.find(text).map(|entry| entry.key.as_str()), key, "{text}");
        }
    }

    #[test]
    fn a_letter_is_a_color_where_its_neighbours_are() {
        let colors = legend(&["R = late", "A = at risk", "G = on track"]);
        assert_eq!(colors.rag_of(&colors.entries[1]), Some(Rag::Amber));
        let short = legend(&["A = achieved", "L = late", "O = on track"]);
        assert_eq!(short.rag_of(&short.entries[0]), None);
    }

    #[test]
    fn two_entries_of_one_color_speak_for_none() {
        assert_eq!(legend(&["1 = Red", "2 = Red"]).by_rag(Rag::Red), None);
        assert!(legend(&["1 = Red", "2 = Amber"]).by_rag(Rag::Red).is_some());
    }
}
