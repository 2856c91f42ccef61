//! Rows outside the tables: titles, labels with their values, legends, counts, running text.
//!
//! The same questions serve above, between and below tables, and a file that holds no table at all.

use crate::grid::{Address, Sheet};
use crate::normalize::legend::{Legend, LegendEntry};
use crate::normalize::{dates, headers, rag, status, text};
use crate::record::Role;

use super::line::{self, Line, Piece};
use super::mark::{is_page_mark, is_rule};
use super::summary::{self, SummaryBlock};

/// A label of a key block ("Contact officer") has few words; more are a sentence with a colon in it.
const LABEL_WORDS: usize = 6;

/// A value of a label within one cell; longer ones are prose.
const VALUE_WORDS: usize = 20;

/// A headline has at most so many words and no full stop.
const BANNER_WORDS: usize = 15;

/// Two numbered rows may be anything; a scale has more steps.
const LEAST_STEPS: usize = 3;

/// A legend's key and label are short; what they mean may stand beside them at length.
const LEGEND_WORDS: usize = 12;

/// A label and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// Label, without its colon.
    pub label: String,
    /// Value; empty where the sheet leaves it so.
    pub value: String,
    /// The value's cell.
    pub at: Address,
}

/// What stands outside the tables.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Around {
    /// Each row's role.
    pub rows: Vec<(u32, Role)>,
    pub metadata: Vec<Pair>,
    pub summaries: Vec<SummaryBlock>,
    pub legend: Vec<LegendEntry>,
    /// Single cells with another role than their row's.
    pub cells: Vec<(Address, Role)>,
}

/// Tells whether a legend begins at a line.
pub(super) fn is_legend(sheet: &Sheet, lines: &[Line], at: usize) -> bool {
    Around::default().take_legend(sheet, lines, at).is_some()
}

impl Around {
    /// Gives a role to each of the lines and collects what they tell.
    pub(super) fn read(&mut self, sheet: &Sheet, lines: &[Line]) {
        let mut at = 0;
        while let Some(line) = lines.get(at) {
            let taken = self
                .take_summary(lines, at)
                .or_else(|| self.take_legend(sheet, lines, at))
                .or_else(|| self.take_scale(lines, at))
                .or_else(|| self.take_labels_over_values(lines, at))
                .or_else(|| self.take_metadata(lines, at));
            let taken = taken.unwrap_or_else(|| {
                let role = match plain_role(line) {
                    Role::Unclaimed if is_tabular(lines, at) => Role::Note,
                    role => role,
                };
                self.rows.push((line.row, role));
                1
            });
            at += taken;
        }
    }

    /// Takes the last row, if it was nothing else, for labels over the header below it.
    pub(super) fn claim(&mut self, row: u32) {
        if let Some((_, role)) =
            self.rows.last_mut().filter(|(last, role)| *last == row && *role == Role::Unclaimed)
        {
            *role = Role::Header;
        }
    }

    fn take_summary(&mut self, lines: &[Line], at: usize) -> Option<usize> {
        let (block, taken) = summary::block_at(lines, at)?;
        self.rows.extend(lines.iter().skip(at).take(taken).map(|l| (l.row, Role::Summary)));
        self.summaries.push(block);
        Some(taken)
    }

    /// A legend: a row that says so or holds several entries, or at least two rows that begin with one.
    fn take_legend(&mut self, sheet: &Sheet, lines: &[Line], at: usize) -> Option<usize> {
        let mut entries: Vec<LegendEntry> = Vec::new();
        let mut taken = 0;
        for line in lines.get(at..)? {
            let found = legend_entries(sheet, line);
            let named = line.pieces.first().is_some_and(|p| names_legend(&p.text));
            // A row without an entry goes on with the entry above where its key cell is empty.
            let goes_on =
                !entries.is_empty() && line.pieces.iter().all(|p| p.at.column > 0) && found.is_empty();
            if found.is_empty() && !goes_on && !(named && taken == 0) {
                break;
            }
            entries.extend(found);
            taken += 1;
        }
        // Rows that merely follow are given back; they were taken on trust.
        let last = (at..at + taken)
            .rev()
            .find(|i| lines.get(*i).is_some_and(|l| !legend_entries(sheet, l).is_empty()))?;
        let mut end = last + 1;
        while end < at + taken
            && lines.get(end).is_some_and(|l| l.pieces.iter().all(|p| p.at.column > 0 && p.words() > 3))
        {
            end += 1;
        }
        if entries.len() < 2 {
            return None;
        }
        self.rows.extend(lines.get(at..end)?.iter().map(|l| (l.row, Role::Legend)));
        self.legend.extend(entries);
        Some(end - at)
    }

    /// A scale that ratings are read by: rows that count up, each with what its number means.
    fn take_scale(&mut self, lines: &[Line], at: usize) -> Option<usize> {
        let steps = lines.get(at..)?.iter().map_while(step);
        let first = steps.clone().next()?;
        let taken = steps.zip(0_u32..).take_while(|(step, n)| *step == f64::from(*n) + first).count();
        if taken < LEAST_STEPS {
            return None;
        }
        self.rows.extend(lines.iter().skip(at).take(taken).map(|l| (l.row, Role::Legend)));
        Some(taken)
    }

    /// A row of labels over a row of their values, with nothing right above and below.
    fn take_labels_over_values(&mut self, lines: &[Line], at: usize) -> Option<usize> {
        let (labels, values) = (lines.get(at)?, lines.get(at + 1)?);
        let is_alone = |other: Option<&Line>, row: u32| other.is_none_or(|other| other.row.abs_diff(row) > 1);
        let fits = |p: &Piece| {
            !p.typed
                && !p.text.ends_with(':')
                && is_label(&p.text)
                && headers::is_label_like(&p.text)
                && !status::is_status_like(&p.text)
        };
        let cover = labels.cover();
        let under = |p: &Piece| cover.over(p.at.column);
        if labels.pieces.len() < 2
            || values.row != labels.row + 1
            || !is_alone(lines.get(at + 2), values.row)
            || !labels.pieces.iter().all(fits)
            || !labels.pieces.iter().any(|p| is_known_label(&p.text))
            || values.pieces.iter().filter(|p| under(p).is_some()).count() * 2 < labels.pieces.len()
            || values.pieces.iter().any(|p| p.words() > VALUE_WORDS || p.text.contains(':'))
        {
            return None;
        }
        let pair = |p: &Piece| {
            let label = under(p)?;
            Some(Pair { label: label.text.clone(), value: p.text.clone(), at: p.at })
        };
        self.metadata.extend(values.pieces.iter().filter_map(pair));
        let others = values.pieces.iter().filter(|p| under(p).is_none());
        self.cells.extend(others.map(|p| (p.at, Role::Note)));
        self.rows.extend([(labels.row, Role::Metadata), (values.row, Role::Metadata)]);
        Some(2)
    }

    fn take_metadata(&mut self, lines: &[Line], at: usize) -> Option<usize> {
        let line = lines.get(at)?;
        let (pairs, others) = pairs(line);
        let near = |other: Option<usize>| {
            let other =
                other.and_then(|other| lines.get(other)).filter(|other| other.row.abs_diff(line.row) <= 2);
            other.is_some_and(|other| !self::pairs(other).0.is_empty())
        };
        // A lone "Peer review: what we learnt" is a headline; labels come in blocks, or are such as key blocks have.
        let sure = line.pieces.len() > 1 || pairs.iter().any(|p| is_known_label(&p.label));
        if pairs.is_empty() || !(sure || near(at.checked_sub(1)) || near(at.checked_add(1))) {
            return None;
        }
        self.metadata.extend(pairs);
        self.rows.push((line.row, Role::Metadata));
        self.cells.extend(others.into_iter().map(|at| (at, Role::Note)));
        Some(1)
    }
}

/// The number of a row that is one step of a scale: the number, and beside it the words.
fn step(line: &Line) -> Option<f64> {
    let [number, words] = line.pieces.as_slice() else { return None };
    let meant = words.text.contains(char::is_alphabetic) && !words.is_number();
    meant.then(|| line::number(&number.text)).flatten()
}

/// Tells whether a line is a row of some other table: the line above or below it fills the same columns, two at least.
fn is_tabular(lines: &[Line], at: usize) -> bool {
    let Some(line) = lines.get(at) else { return false };
    let near =
        [at.checked_sub(1), at.checked_add(1)].into_iter().flatten().filter_map(|near| lines.get(near));
    near.filter(|near| near.row.abs_diff(line.row) == 1).any(|near| {
        let shared = line.pieces.iter().filter(|p| near.piece(p.at.column).is_some()).count();
        shared >= 2 && shared * 2 > line.pieces.len()
    })
}

/// What a line is that tells nothing in particular.
fn plain_role(line: &Line) -> Role {
    if is_page_mark(line) || line.pieces.iter().all(|p| is_rule(&p.text)) {
        return Role::Note;
    }
    let headline = |p: &Piece| {
        p.words() <= BANNER_WORDS && !p.text.ends_with(['.', ';', ',']) && !text::begins_midway(&p.text)
    };
    match line.only() {
        Some(piece) if headline(piece) => Role::Banner,
        Some(_) => Role::Note,
        None if line.pieces.iter().all(|p| !p.typed && headline(p) && !p.text.is_empty())
            && line.pieces.len() <= 3 =>
        {
            Role::Banner
        }
        None if line.pieces.iter().any(|p| text::is_prose(&p.text, BANNER_WORDS)) => Role::Note,
        None => Role::Unclaimed,
    }
}

/// "Key", "RAG key:", "Legend".
pub(super) fn names_legend(label: &str) -> bool {
    let folded = text::fold(label);
    folded.split(' ').count() <= 4 && folded.split(' ').any(|word| matches!(word, "key" | "legend"))
}

/// The legend entries of a line; a cell's fill, or that of an empty cell before it, is what the entry's colour shows.
fn legend_entries(sheet: &Sheet, line: &Line) -> Vec<LegendEntry> {
    let mut entries: Vec<LegendEntry> = Vec::new();
    let short = |p: &Piece| p.words() <= LEGEND_WORDS;
    if let Some((name, words)) = line.pieces.split_first().filter(|(name, _)| names_legend(&name.text)) {
        let filled: Vec<LegendEntry> = words.iter().filter_map(|p| filled_entry(sheet, p)).collect();
        if filled.len() >= 2 && name.words() <= 4 {
            return filled;
        }
    }
    if let Some(entries) = line.only().and_then(whole_key) {
        return entries;
    }
    let mut pieces = line.pieces.iter().peekable();
    while let Some(piece) = pieces.next() {
        let own = if short(piece) { Legend::entry(&piece.text) } else { None };
        // The key in one cell and its meaning in the next.
        let joined = || {
            let next = pieces.peek().filter(|next| short(next) && piece.text.chars().count() <= 6)?;
            // `R | A | G` names columns of counts; no colour means another.
            let rag = |p: &Piece| status::read_status(&p.text, &Legend::default()).rag;
            let other = rag(piece).zip(rag(next)).is_some_and(|(own, other)| own != other);
            if other || next.text.chars().count() < 2 {
                return None;
            }
            Legend::entry(&format!("{} = {}", piece.text, next.text))
        };
        let Some(mut entry) = own.or_else(joined) else { continue };
        entry.fill = entry.fill.or_else(|| fill_near(sheet, piece.at));
        entries.push(entry);
    }
    // One entry must not be the chance of one cell in a row of many others.
    if entries.len() * 2 < line.pieces.len() { Vec::new() } else { entries }
}

/// A key that stands in one cell behind its name: "Status key: 1 = Done, 2 = Late".
fn whole_key(piece: &Piece) -> Option<Vec<LegendEntry>> {
    let (name, rest) = piece.text.split_once([':', '\n'])?;
    let entries = if names_legend(name) { Legend::entries_in(rest) } else { Vec::new() };
    (entries.len() >= 2).then_some(entries)
}

/// A word on its colour, in a row that says it is the key: "Slipped" on red.
fn filled_entry(sheet: &Sheet, piece: &Piece) -> Option<LegendEntry> {
    let fill = fill_near(sheet, piece.at)?;
    if let Some(entry) = Legend::entry(&piece.text) {
        return Some(LegendEntry { fill: Some(fill), ..entry });
    }
    let read = status::read_status(&piece.text, &Legend::default());
    let rag = read.rag.or_else(|| rag::rag_of_key(fill, read.status));
    Some(LegendEntry {
        key: String::new(),
        label: piece.text.clone(),
        fill: Some(fill),
        status: read.status,
        rag,
    })
}

pub(super) fn fill_near(sheet: &Sheet, at: Address) -> Option<crate::grid::Color> {
    let fill = |at: Address| sheet.cell(at).and_then(|c| c.style.fill);
    fill(at).or_else(|| {
        let before = Address::new(at.row, at.column.checked_sub(1)?);
        sheet.cell(before).filter(|c| c.value.is_blank())?.style.fill
    })
}

/// The labels of a line with their values, and the cells that are neither.
fn pairs(line: &Line) -> (Vec<Pair>, Vec<Address>) {
    let (mut pairs, mut others) = (Vec::new(), Vec::new());
    let in_pairs = stands_in_pairs(line);
    let mut pieces = line.pieces.iter().peekable();
    while let Some(piece) = pieces.next() {
        if let Some(label) = piece.text.strip_suffix(':').filter(|label| is_label(label)) {
            if let Some(value) = pieces.next_if(|next| !next.text.ends_with(':')) {
                pairs.push(Pair { label: label.to_owned(), value: value.text.clone(), at: value.at });
                continue;
            }
        } else if let Some((label, value)) = within_one_cell(&piece.text) {
            pairs.push(Pair { label, value, at: piece.at });
            continue;
        } else if (line.pieces.len() == 2 || !pairs.is_empty() || in_pairs)
            && !piece.is_number()
            && is_label(&piece.text)
            && headers::is_label_like(&piece.text)
            && let Some(value) = pieces.next_if(|next| next.words() <= VALUE_WORDS)
        {
            pairs.push(Pair { label: piece.text.clone(), value: value.text.clone(), at: value.at });
            continue;
        }
        others.push(piece.at);
    }
    (pairs, others)
}

/// Labels right beside their values, and a blank column between one pair and the next.
fn stands_in_pairs(line: &Line) -> bool {
    let pairs = line.pieces.chunks(2);
    let beside = |pair: &[Piece]| match pair {
        [label, value] => label.last_column + 1 == value.at.column && !label.typed,
        _ => false,
    };
    let ends = line.pieces.iter().skip(1).step_by(2).zip(line.pieces.iter().skip(2).step_by(2));
    line.pieces.len() >= 4
        && pairs.clone().all(beside)
        && ends.into_iter().all(|(value, label)| label.at.column > value.last_column + 1)
}

/// Labels that offices put over their reports.
pub(super) fn is_known_label(label: &str) -> bool {
    const WORDS: [&str; 35] = [
        "approved",
        "at",
        "author",
        "by",
        "committee",
        "contact",
        "cycle",
        "date",
        "department",
        "directorate",
        "document",
        "email",
        "file",
        "frequency",
        "lead",
        "manager",
        "meeting",
        "name",
        "officer",
        "organisation",
        "owner",
        "period",
        "phone",
        "position",
        "prepared",
        "programme",
        "project",
        "report",
        "reporting",
        "status",
        "telephone",
        "to",
        "updated",
        "version",
        "year",
    ];
    text::fold(label).split(' ').any(|word| WORDS.contains(&word))
}

fn is_label(label: &str) -> bool {
    let words = label.split_whitespace().count();
    (1..=LABEL_WORDS).contains(&words)
        && label.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
}

/// "Contact officer: A. Person", "Position as at 30 June 2012".
fn within_one_cell(cell: &str) -> Option<(String, String)> {
    if cell.contains('\n') {
        return None;
    }
    if let Some((label, value)) = cell.split_once(':') {
        let (label, value) = (label.trim(), value.trim());
        let first = label.chars().next()?;
        let words = value.split_whitespace().count();
        let fits = first.is_uppercase()
            && is_label(label)
            && (1..=VALUE_WORDS).contains(&words)
            && !value.starts_with("//");
        return fits.then(|| (label.to_owned(), value.to_owned()));
    }
    // A label that runs into its date: the longest end of the text that is a date, behind a word that leads to one.
    let spaces = cell.char_indices().filter(|(_, c)| *c == ' ').map(|(at, _)| at).take(LABEL_WORDS);
    for space in spaces {
        let (label, value) = cell.split_at_checked(space)?;
        let value = value.trim_start();
        let folded = text::fold(label);
        let leads = matches!(
            folded.rsplit(' ').next(),
            Some("at" | "on" | "of" | "to" | "date" | "updated" | "dated")
        );
        if leads
            && is_label(label)
            && dates::looks_like_date(value)
            && value.contains(|c: char| c.is_ascii_digit())
        {
            return Some((label.to_owned(), value.to_owned()));
        }
    }
    None
}
