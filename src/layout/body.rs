//! Rows below a header: which begin a record, which go on with one, and which are something else.
//!
//! The questions are asked in the order in which a person would: is it the header again, a page number, a section, a sum, a
//! row kept free? What is left is a record, unless the key is missing and the text goes on from the row above; that is
//! weighed by `begun`. What the record's cells mean is for `assemble`.

use std::collections::BTreeMap;

use crate::grid::{Address, Sheet};
use crate::normalize::{dates, headers, owners, refs, text};
use crate::record::{Field, Role};

use super::around;
use super::begun::Begun;
use super::foot::{self, is_footer};
use super::frame::{Frame, Kind};
use super::guidance;
use super::header::HeaderBlock;
use super::headline::Under;
use super::line::{Line, Piece};
use super::mark::{is_bracketed, is_page_mark, is_rule, is_template, is_total, is_unfilled};
use super::row_pin::{RowPin, pinned_role};
use super::summary;

/// A section's name is a headline; longer texts are sentences.
const SECTION_WORDS: usize = 14;

/// A label in the first column of another table, or before a signature, has few words.
const LABEL_WORDS: usize = 4;

/// A closing row's label ("Savings of the review to date") runs longer than a section's, but is no paragraph either.
const CLOSING_WORDS: usize = 20;

/// Whether an export wraps its lines shows in its first ones; more are not read, since each table of a sheet asks.
const WRAPPED_READ: usize = 2000;

/// What a column adds up shows in its last rows; more are not read, since each lone number below a table asks.
const SUMMED_READ: usize = 400;

/// Owner likeness from which a text in an owner column is somebody.
const OWNER_LIKE: f32 = 0.35;

/// Owner likeness from which a text names somebody and is no label ("Author").
const SURELY_SOMEBODY: f32 = 0.6;

/// A row of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableRow {
    /// Row, from 0.
    pub row: u32,
    /// What it is.
    pub role: Role,
    /// The rows above it broke the table's frame, so that its cells may stand in any column.
    pub displaced: bool,
    /// A text stands where items do, but the row was taken for something else: a person should look.
    pub doubted: bool,
    /// How many columns to the right of where they belong its cells stand.
    pub shift: i64,
}

impl TableRow {
    /// Returns a row whose cells stand in their columns.
    pub(crate) fn new(row: u32, role: Role) -> Self {
        Self { row, role, displaced: false, doubted: false, shift: 0 }
    }

    /// Returns where the cell of a column stands in this row.
    pub fn cell(&self, column: u32) -> Address {
        let column = i64::from(column).saturating_add(self.shift);
        Address::new(self.row, u32::try_from(column).unwrap_or(u32::MAX))
    }

    /// Returns the column that a cell of this row belongs to; `None` where it stands left of all.
    pub fn column(&self, at: u32) -> Option<u32> {
        u32::try_from(i64::from(at).saturating_sub(self.shift)).ok()
    }
}

/// How a table's rows ended.
pub(crate) struct BodyEnd {
    /// Its rows.
    pub rows: Vec<TableRow>,
    /// The line after its last.
    pub next: usize,
}

/// The walk down a table's lines.
pub(crate) struct Body<'a> {
    sheet: &'a Sheet,
    lines: &'a [Line],
    frame: &'a Frame,
    header: &'a HeaderBlock,
    /// The line after the last that can belong to the table.
    end: usize,
    /// Lines are wrapped: a record's text runs over several rows as a rule.
    wrapped: bool,
    /// Rows that have their roles already.
    given: Option<&'a BTreeMap<u32, Role>>,
    /// What stands over other rows though no form sets it off.
    headlines: Under<'a>,
    /// The line of the last record-like row.
    last_record: usize,
    /// The line of the last row with a ref; without a key column the first line below the header.
    last_key: usize,
}

impl<'a> Body<'a> {
    /// Prepares the walk over the lines below a header, up to `end`.
    pub(super) fn new(
        sheet: &'a Sheet,
        lines: &'a [Line],
        frame: &'a Frame,
        header: &'a HeaderBlock,
        headlines: Under<'a>,
        end: usize,
    ) -> Self {
        let mut body = Self {
            sheet,
            lines,
            frame,
            header,
            end,
            wrapped: false,
            given: None,
            headlines,
            last_record: 0,
            last_key: 0,
        };
        body.wrapped = body.is_wrapped();
        body.last_record = (header.next..end).rev().find(|at| body.fills_several(*at)).unwrap_or(header.next);
        // A row of counts below the table begins with a number too.
        let counts = |line: &Line| {
            line.pieces.iter().all(|piece| piece.is_number() || summary::counted_label(piece).is_some())
        };
        let keyed = |at: &usize| lines.get(*at).is_some_and(|line| body.has_key(line) && !counts(line));
        body.last_key = frame.key.and_then(|_| (header.next..end).rev().find(keyed)).unwrap_or(header.next);
        body
    }

    /// Takes over the roles that rows have already.
    pub(super) fn with_roles(self, given: &'a BTreeMap<u32, Role>) -> Self {
        Self { given: Some(given), ..self }
    }

    /// Gives each row its role, down to the end of the table: the next table's title or header, or the last line. A pinned row
    /// has the role that it is pinned to, and no table ends above it.
    pub(super) fn walk(&self, pins: &[RowPin]) -> BodyEnd {
        let mut rows = Vec::new();
        let mut begun: Option<Begun<'a>> = None;
        let (mut displaced, mut closed, mut after_break) = (false, false, false);
        // No item has come yet; guidance has.
        let (mut first_items, mut told) = (true, false);
        let mut at = self.header.next;
        while let Some(line) = self.lines.get(at).filter(|_| at < self.end) {
            if let Some(role) = self.given.and_then(|given| given.get(&line.row)) {
                rows.push(TableRow::new(line.row, *role));
                first_items &= *role != Role::Record;
                at += 1;
                continue;
            }
            let repeated = self.header.repeated_at(self.lines, at);
            if repeated > 0 {
                // The same header after closing figures begins a new table; after anything else it is a page break.
                if closed {
                    break;
                }
                for line in self.lines.iter().skip(at).take(repeated) {
                    rows.push(TableRow::new(line.row, Role::RepeatedHeader));
                }
                (displaced, after_break) = (false, true);
                at += repeated;
                continue;
            }
            let above = at.checked_sub(1).and_then(|above| self.lines.get(above));
            after_break |= above.is_some_and(|above| line.row > above.row + 1);
            let pinned = pinned_role(pins, line);
            if pinned.is_none() && !first_items && self.another_begins(at, line) {
                break;
            }
            let is_above = pinned.is_none() && first_items;
            if let Some(role) = is_above.then(|| self.before_items(line, told)).flatten() {
                told |= role == Role::Placeholder;
                rows.push(TableRow {
                    doubted: self.is_doubtful(at, line, role),
                    ..TableRow::new(line.row, role)
                });
                at += 1;
                continue;
            }
            let told_role = pinned.or_else(|| self.role(at, line, begun.as_ref(), closed, after_break));
            let Some(role) = told_role else { break };
            first_items &= role != Role::Record;
            match role {
                Role::Record => {
                    begun = Some(self.begin(line));
                    (displaced, closed, after_break) = (false, false, false);
                }
                Role::Continuation => {
                    if let Some(begun) = &mut begun {
                        begun.extend(self.frame, line);
                    }
                    after_break = false;
                }
                Role::Unclaimed => displaced = true,
                // Closing figures end the record above them, as a headline does.
                Role::Total => (begun, closed) = (None, true),
                Role::Section => begun = None,
                _ => {}
            }
            rows.push(TableRow {
                displaced: displaced && role == Role::Continuation,
                doubted: pinned.is_none() && self.is_doubtful(at, line, role),
                ..TableRow::new(line.row, role)
            });
            at += 1;
        }
        BodyEnd { rows, next: at }
    }

    /// Tells whether something else begins below the items, after an empty row: another table's header, a legend, a sign-off.
    fn another_begins(&self, at: usize, line: &Line) -> bool {
        let above = at.checked_sub(1).and_then(|above| self.lines.get(above));
        if above.is_none_or(|above| line.row == above.row + 1) {
            return false;
        }
        // A headline of its own comes first.
        let titled = line.only().is_some_and(|p| p.styled && !p.typed && p.words() <= SECTION_WORDS);
        let below =
            self.lines.get(at + 1).filter(|below| titled && at + 1 < self.end && below.row == line.row + 1);
        let first = below.unwrap_or(line);
        if around::is_legend(self.sheet, self.lines, at) || self.is_other_block(at) {
            return true;
        }
        if foot::is_key_block(self.lines.get(at..self.end).unwrap_or_default(), self.frame, |l| {
            self.is_given(l)
        }) {
            return true;
        }
        if self.is_given(first) || self.has_key(first) || first.pieces.len() < 2 {
            return false;
        }
        let stranger = || {
            let key = self.frame.key.filter(|_| at > self.last_key)?;
            first.piece(key).filter(|p| !p.typed && p.words() <= LABEL_WORDS)
        };
        let label = |p: &Piece| !p.typed && p.words() <= LABEL_WORDS && headers::is_label_like(&p.text);
        // Labels all along, set off by their form or by a word where the items have their numbers.
        let set_off = || {
            let styled = |line: &Line| line.pieces.iter().all(|p| p.styled);
            (styled(first) && above.is_some_and(|above| !styled(above)))
                || self.frame.key.is_some_and(|key| first.piece(key).is_some())
        };
        let header = first.pieces.iter().all(label) && set_off();
        let signed = first.pieces.len() <= 2 && first.pieces.first().is_some_and(|p| p.text.ends_with(':'));
        let narrow = first.pieces.len() * 2 <= self.frame.columns.len() + 1;
        header || signed || (narrow && stranger().is_some())
    }

    /// Tells whether no empty row parts a line from the last row that is filled as records are.
    fn follows_records(&self, at: usize, line: &Line) -> bool {
        let last = self.lines.get(self.last_record).map_or(0, |last| last.row);
        u32::try_from(at - self.last_record.min(at)).is_ok_and(|lines| line.row - last.min(line.row) == lines)
    }

    /// Tells whether the rows down to the next empty one are words and numbers of another table: no item's number, nobody, no day,
    /// no text, below the last item that has a number.
    fn is_other_block(&self, at: usize) -> bool {
        let Some(key) = self.frame.key.filter(|_| at > self.last_key && !self.wrapped) else { return false };
        let rest = self.lines.get(at..self.end).unwrap_or_default();
        let block = rest.chunk_by(|above, line| line.row == above.row + 1).next().unwrap_or_default();
        let other = |line: &Line| {
            line.piece(key).is_none()
                && !self.under_merge(line.row, key)
                && !self.is_given(line)
                && line.pieces.len() * 2 <= self.frame.columns.len()
                && line.pieces.iter().all(|p| p.words() <= LABEL_WORDS)
        };
        let several = block.iter().filter(|line| line.pieces.len() > 1).count();
        several > 2 && several * 2 > block.len() && block.iter().all(other)
    }

    /// What a row above the first item is that a template put there.
    fn before_items(&self, line: &Line, told: bool) -> Option<Role> {
        if guidance::is_scale(line, self.header) {
            Some(Role::Note)
        } else if guidance::numbers_columns(line)
            || guidance::is_guidance(line, self.frame)
            || guidance::is_example(line, self.frame, told)
        {
            Some(Role::Placeholder)
        } else {
            None
        }
    }

    /// What a row is; `None` where the table has ended above it.
    fn role(
        &self,
        at: usize,
        line: &Line,
        begun: Option<&Begun<'_>>,
        closed: bool,
        after_break: bool,
    ) -> Option<Role> {
        let inside: Vec<&Piece> = line.within(self.frame.first, self.frame.last).collect();
        let Some(first) = inside.first() else { return Some(Role::Note) };
        if is_page_mark(line) {
            return Some(Role::Note);
        }
        if inside.iter().all(|p| is_rule(&p.text)) {
            // A dash keeps a row free, a drawn line decorates.
            return Some(if first.text.chars().nth(2).is_none() { Role::Placeholder } else { Role::Note });
        }
        if inside.len() == 1 && self.header_follows(at) {
            return None;
        }
        if self.summary_follows(at, inside.len()) {
            return None;
        }
        if self.is_section(at, first, inside.len(), begun) || self.headlines.holds(at) {
            return Some(Role::Section);
        }
        if self.is_closing(line) {
            return Some(Role::Total);
        }
        if at > self.last_record
            && inside.len() == 1
            && !self.has_key(line)
            && !self.goes_on(line, begun, after_break)
        {
            // An item right below the others that nobody has taken on yet; below a gap it is a remark.
            let item = self.frame.is_subject(first.at.column)
                && !self.spans_most(first)
                && at
                    .checked_sub(1)
                    .and_then(|above| self.lines.get(above))
                    .is_some_and(|above| line.row == above.row + 1)
                && self.follows_records(at, line);
            return Some(match is_template(&first.text) || is_unfilled(&first.text) {
                true => Role::Placeholder,
                // A sum without a word for it, below the figures that it adds up.
                false if self.is_bare_sum(first) => Role::Total,
                false if item && !is_footer(&first.text) => Role::Record,
                false => Role::Note,
            });
        }
        if self.is_placeholder(at, &inside) || foot::is_idle(&inside, self.frame) {
            return Some(Role::Placeholder);
        }
        if let Some(key) = self.frame.key {
            let stranger = line.piece(key).filter(|p| !refs::looks_like_ref(&p.text));
            if let Some(stranger) = stranger {
                return Some(self.stranger_role(stranger, line, begun.is_some() || closed));
            }
            if line.piece(key).is_some() {
                return Some(Role::Record);
            }
            if self.under_merge(line.row, key) {
                return Some(Role::Record);
            }
        }
        if self.goes_on(line, begun, after_break) {
            return Some(Role::Continuation);
        }
        // Jottings beside the table, in a row that the table leaves empty.
        let beside = |p: &&Piece| !self.frame.is_subject(p.at.column) && !self.header.has_column(p.at.column);
        Some(if inside.iter().all(beside) { Role::Note } else { Role::Record })
    }

    /// Tells whether a number stands alone in a column of numbers that is not the first.
    fn is_bare_sum(&self, piece: &Piece) -> bool {
        let at = self.lines.partition_point(|line| line.row < piece.at.row);
        let above = self.lines.get(self.header.next..at).unwrap_or_default().iter().rev().take(SUMMED_READ);
        let mut above = above.filter_map(|line| line.piece(piece.at.column));
        piece.is_number()
            && piece.at.column > self.frame.first
            && above.clone().nth(1).is_some()
            && above.all(Piece::is_number)
    }

    /// A row whose key cell holds no ref: closing figures under the records, a record without a number, or a scrap.
    fn stranger_role(&self, stranger: &Piece, line: &Line, below_records: bool) -> Role {
        let subject = line.pieces.iter().any(|p| self.frame.is_subject(p.at.column));
        let mut inside = line.within(self.frame.first, self.frame.last);
        if stranger.words() > CLOSING_WORDS {
            Role::Unclaimed
        } else if subject && (stranger.words() <= 3 || self.is_assigned(line)) {
            // "New", "TBC", "Added by the board": words in the place of the number.
            Role::Record
        } else if below_records && inside.any(|p| p.at != stranger.at) {
            Role::Total
        } else {
            Role::Note
        }
    }

    /// Sums that close a table: a row that begins with "Total", unless it is an item that somebody has taken on.
    fn is_closing(&self, line: &Line) -> bool {
        let first = line.within(self.frame.first, self.frame.last).next();
        let item = || {
            line.pieces.iter().any(|p| self.frame.is_subject(p.at.column) && !p.is_number())
                && self.is_assigned(line)
        };
        first.is_some_and(is_total) && !self.has_key(line) && !item()
    }

    /// Tells whether a line names an owner or a day, as items do and sums do not.
    fn is_assigned(&self, line: &Line) -> bool {
        self.is_given_to(line, OWNER_LIKE)
    }

    /// Tells whether a line names somebody beyond doubt, or a day; the header of another table does not.
    fn is_given(&self, line: &Line) -> bool {
        self.is_given_to(line, SURELY_SOMEBODY)
    }

    fn is_given_to(&self, line: &Line, likeness: f32) -> bool {
        line.pieces.iter().filter(|p| !p.is_number() && !is_rule(&p.text)).any(|p| {
            match self.frame.field(p.at.column) {
                Some(field) if field.is_date() => dates::looks_like_date(&p.text),
                Some(Field::Owner | Field::Unit) => owners::owner_likeness(&p.text) >= likeness,
                _ => false,
            }
        })
    }

    /// Tells whether a row that is no record could be one: a text stands where items do that is no mark or instruction.
    fn is_doubtful(&self, at: usize, line: &Line, role: Role) -> bool {
        let item = |p: &Piece| {
            self.frame.is_subject(p.at.column) && !self.spans_most(p) && !p.is_number() && !is_rule(&p.text)
        };
        match role {
            // Figures beside or in the text are what a sum is.
            Role::Total => {
                let figures = line.pieces.iter().any(|p| p.text.contains(|c: char| c.is_ascii_digit()));
                !figures && line.pieces.iter().any(|p| item(p) && p.words() > 2)
            }
            Role::Note => {
                let footer = line.only().is_some_and(|p| is_footer(&p.text));
                !is_page_mark(line) && !footer && line.pieces.iter().any(item)
            }
            Role::Placeholder => {
                let blank = |p: &Piece| is_bracketed(&p.text) || foot::says_nothing(&p.text);
                line.pieces.iter().any(|p| item(p) && !blank(p) && !foot::is_other_business(&p.text))
            }
            Role::Section => self.headlines.is_likely(at),
            _ => false,
        }
    }

    /// A headline over the records that follow.
    fn is_section(&self, at: usize, first: &Piece, count: usize, begun: Option<&Begun<'_>>) -> bool {
        if count != 1 || first.typed || first.words() > SECTION_WORDS || at >= self.last_record {
            return false;
        }
        if is_total(first)
            || is_template(&first.text)
            || text::begins_midway(&first.text)
            || first.text.ends_with('.')
        {
            return false;
        }
        if self.frame.key == Some(first.at.column)
            && refs::looks_like_ref(&first.text)
            && !self.spans_most(first)
        {
            return false;
        }
        if self.spans_most(first) {
            return true;
        }
        if first.at.column != self.frame.first {
            return false;
        }
        // A lone cell in the first column: a headline where that column holds refs or groups, or where it looks like one.
        let goes_on =
            self.wrapped && self.frame.kind(first.at.column) == Some(Kind::Prose) && begun.is_some();
        !goes_on && (!self.frame.is_subject(first.at.column) || first.styled)
    }

    /// Merged over at least half of the table.
    fn spans_most(&self, piece: &Piece) -> bool {
        piece.width() > 1 && piece.width() * 2 > self.frame.last - self.frame.first
    }

    /// A row kept free: a number, a dash or an instruction, and nothing that says what the item is.
    fn is_placeholder(&self, at: usize, inside: &[&Piece]) -> bool {
        let empty = |p: &&Piece| {
            self.frame.key == Some(p.at.column)
                || is_rule(&p.text)
                || is_template(&p.text)
                || is_unfilled(&p.text)
        };
        if !inside.iter().all(empty) {
            return false;
        }
        // A ref alone, with its text in the rows below, is a record of a wrapped export.
        let next = self.lines.get(at + 1).filter(|_| at + 1 < self.end);
        let text_follows = next.is_some_and(|next| {
            self.frame.key.is_some_and(|key| next.piece(key).is_none() && !self.under_merge(next.row, key))
                && next.pieces.iter().any(|p| self.frame.is_subject(p.at.column) && !is_rule(&p.text))
        });
        !(self.wrapped && text_follows)
    }

    /// Tells whether a row goes on with the record above it.
    fn goes_on(&self, line: &Line, begun: Option<&Begun<'_>>, after_break: bool) -> bool {
        begun.is_some_and(|begun| begun.goes_on(self.frame, line, self.wrapped, after_break))
    }

    fn begin(&self, line: &'a Line) -> Begun<'a> {
        let mut begun = Begun::default();
        begun.extend(self.frame, line);
        for column in &self.frame.subjects {
            begun.subject |= self.under_merge(line.row, *column);
        }
        begun
    }

    fn has_key(&self, line: &Line) -> bool {
        self.frame.key.and_then(|key| line.piece(key)).is_some_and(|p| refs::looks_like_ref(&p.text))
    }

    /// Tells whether a cell lies under a merge that began in a row above, inside this table.
    fn under_merge(&self, row: u32, column: u32) -> bool {
        let anchor = self.sheet.anchor(Address::new(row, column));
        let first = self.lines.get(self.header.next).map_or(0, |line| line.row);
        anchor.row < row
            && anchor.row >= first
            && self.sheet.cell(anchor).is_some_and(|c| !c.value.is_blank())
    }

    /// Tells whether a line fills several columns of the table, as records do.
    fn fills_several(&self, at: usize) -> bool {
        self.lines.get(at).is_some_and(|line| {
            line.within(self.frame.first, self.frame.last).filter(|p| !is_rule(&p.text)).nth(1).is_some()
                && !self.is_closing(line)
        })
    }

    /// Tells whether the next line is this table's header again, so that a lone text before it is a title.
    fn header_follows(&self, at: usize) -> bool {
        at + 1 < self.end && self.header.repeated_at(self.lines, at + 1) > 0
    }

    /// Tells whether the sheet's own counts begin here, below the last item, or in the next line under a headline.
    fn summary_follows(&self, at: usize, pieces: usize) -> bool {
        let block = |at: usize| summary::block_at(self.lines, at).map(|(_, taken)| at + taken);
        let next = block(at).or_else(|| if pieces == 1 { block(at + 1) } else { None });
        next.is_some_and(|next| at > self.last_key || self.closes(at, next))
    }

    /// Tells whether what stands from `at` to `next` is set off by an empty row, and no item comes below it.
    ///
    /// Numbers that are kept free below look like refs, so that the last one does not tell where the items end.
    fn closes(&self, at: usize, next: usize) -> bool {
        let above = at.checked_sub(1).and_then(|above| self.lines.get(above));
        let set_off = above.zip(self.lines.get(at)).is_some_and(|(above, line)| line.row > above.row + 1);
        let rest = self.lines.get(next..self.end).unwrap_or_default();
        set_off && rest.iter().all(|line| line.pieces.len() == 1)
    }

    /// Tells whether lines below records mostly go on in the middle of a sentence.
    fn is_wrapped(&self) -> bool {
        let Some(key) = self.frame.key else { return false };
        let (mut keyless, mut midway) = (0_usize, 0_usize);
        let lines = self.lines.iter().take(self.end).skip(self.header.next);
        for line in lines.take(WRAPPED_READ) {
            if line.piece(key).is_some() || self.under_merge(line.row, key) {
                continue;
            }
            keyless += 1;
            let prose = |p: &&Piece| self.frame.kind(p.at.column) == Some(Kind::Prose);
            midway += usize::from(line.pieces.iter().filter(prose).any(|p| text::begins_midway(&p.text)));
        }
        keyless >= 3 && midway * 5 >= keyless * 2
    }
}
