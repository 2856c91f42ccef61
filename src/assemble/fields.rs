//! A draft to records: each field's cells through `normalize`, with what was written and where.
//!
//! A text that its column cannot mean leaves the field empty, keeps the text in `as_written` and is a finding. Actions listed
//! in one cell become one record each; see `split` for how dates and owners are shared out.

use std::collections::BTreeSet;

use crate::columns::MappedColumn;
use crate::grid::{Address, Sheet, Value};
use crate::normalize::owners::{self, OwnerOptions};
use crate::normalize::text::quoted;
use crate::normalize::{money, refs, text};
use crate::record::{Code, Field, Money, Note, Owner, Record, RecordSource, Role, When};

use super::claims::Claims;
use super::draft::{Draft, Part};
use super::making::{Context, Making};
use super::split;
use super::times::{ColumnDates, chains, finish_dates};

/// Nobody lists more actions in a cell. Each record keeps the cell's text, so that a cell of thousands would fill the memory.
const MOST_ACTIONS: usize = 200;

/// Makes a draft's records: one, or one for each action that its action cell lists.
pub(super) fn records(draft: &Draft, context: &Context<'_>, claims: &mut Claims<'_>) -> Vec<Record> {
    let mut making = Making::new(context, draft);
    making.errors(claims);
    making.strikes(claims);
    making.texts();
    making.signals(claims);
    making.amounts(claims);
    making.remarks(claims.sheet);
    making.cell_notes(claims);
    let dates = making.dates(claims);
    let owners = making.owners(claims);
    let action = making.record.action.take();
    let listed = |action: &str| {
        let loose = || split::loose_items(action).filter(|_| context.itemized);
        split::items(action).or_else(loose).filter(|_| context.options.split_actions != Some(false))
    };
    let items = action.as_deref().and_then(listed);
    let records = match items {
        Some(items) if items.len() <= MOST_ACTIONS => making.split(items, &dates, owners, claims),
        items => {
            if let Some(items) = items {
                let column = making.column(Field::Action).unwrap_or_default();
                let message = format!(
                    "the cell lists {} actions; more than {MOST_ACTIONS} are not parted",
                    items.len()
                );
                claims.finding(Code::ValueUnread, message, making.first(column));
            }
            making.record.action = action;
            making.record.owners = owners;
            making.record.due_state = dates.iter().find_map(|c| c.state);
            making.record.dates = dates.into_iter().flat_map(|c| c.dates).collect();
            vec![making.record.clone()]
        }
    };
    let source = making.source(claims);
    let mut finished = Vec::new();
    for mut record in records {
        finish_dates(&mut record);
        record.source = source.clone();
        record.struck = draft.is_struck();
        record.hidden = draft.rows.iter().all(|row| context.hidden_rows.contains(row));
        finished.push(record);
    }
    if draft.is_struck() {
        let cells: Vec<Address> = draft.filled().map(|p| p.at).collect();
        claims.finding_of(Code::StruckRecord, "the whole row is crossed out", &cells);
    }
    finished
}

impl Making<'_> {
    /// Cells that show an error of the spreadsheet where a value should be.
    fn errors(&self, claims: &mut Claims<'_>) {
        for part in self.draft.filled() {
            if let Value::Error(error) = &part.cell.value {
                let message = format!("`{error}` is an error of the spreadsheet and no value");
                claims.finding(Code::ValueUnread, message, part.at);
            }
        }
    }

    /// Texts that are crossed out in part; what that says of dates is for `times`.
    fn strikes(&self, claims: &mut Claims<'_>) {
        for column in self.present.iter().filter(|c| c.field.is_none_or(|field| !field.is_date())) {
            // What a merge or a blank cell takes over from above was told there.
            for part in self.parts(column.column).iter().filter(|part| part.at.row >= self.draft.row) {
                let Some(struck) = &part.struck else { continue };
                let message = format!(
                    "{} is crossed out and was left out of the value",
                    quoted(&text::clean(&struck.out()))
                );
                claims.finding(Code::TextStruck, message, part.at);
            }
        }
    }

    /// A field that is its column's text.
    fn text(&mut self, field: Field, name: &str) -> Option<String> {
        let column = self.column(field)?;
        let value = self.draft.text(column);
        self.from(name, column, Some(&value));
        (!value.is_empty()).then_some(value)
    }

    fn texts(&mut self) {
        if let Some(column) = self.column(Field::Ref) {
            let value = refs::clean(&self.draft.shown(column));
            self.from("ref", column, value.as_deref());
            self.record.reference = value;
        }
        if let Some(column) = self.column(Field::Group) {
            // The group itself is the caller's to set, by the cell of the record's own row; see `groups`.
            let own = self.parts(column).first().filter(|part| part.at.row <= self.draft.row);
            let label = own.map(|part| text::single_line(&part.text()));
            self.from("group", column, label.as_deref());
        }
        self.record.recommendation = self.text(Field::Recommendation, "recommendation");
        self.record.action = self.text(Field::Action, "action");
        self.record.progress = self.text(Field::Progress, "progress");
        self.record.priority = self.text(Field::Priority, "priority");
        let unmapped: Vec<(u32, String)> =
            self.present.iter().filter(|c| c.field.is_none()).map(|c| (c.column, c.key.clone())).collect();
        for (column, key) in unmapped {
            let mut value = self.draft.text(column);
            if value.is_empty() {
                // What no field is asked of keeps even an error.
                value = text::clean(&self.draft.as_written(column));
            }
            if !value.is_empty() {
                self.from(&format!("extra.{key}"), column, Some(&value));
                self.record.extra.insert(key, value);
            }
        }
    }

    fn amounts(&mut self, claims: &mut Claims<'_>) {
        for MappedColumn { column, header, key, .. } in self.columns(Field::Money) {
            let column = *column;
            let written = self.draft.text(column);
            let read = money::read_money(&written, Some(header));
            if read.is_empty() && !money::says_none(&written) {
                let message = format!("{} holds no amount that can be read", quoted(&written));
                claims.finding(Code::ValueUnread, message, self.first(column));
            }
            self.from("money", column, None);
            self.record.money.extend(
                read.into_iter().map(|m| Money { label: m.label.or_else(|| Some(key.clone())), ..m }),
            );
        }
    }

    fn remarks(&mut self, sheet: &Sheet) {
        let columns = self.columns(Field::Notes);
        let alone = columns.len() == 1;
        for column in columns.into_iter().map(|c| c.column) {
            let value = self.draft.text(column);
            // What several columns say is kept whole, or nobody could tell which of them was kept.
            self.from("notes", column, Some(value.as_str()).filter(|_| alone));
            if !value.is_empty() {
                let cell = sheet.cells_of(&self.parts(column).iter().map(|p| p.at).collect::<Vec<_>>());
                self.record.notes.push(Note { text: value, author: None, cell });
            }
        }
    }

    /// Notes on the record's cells, the blank ones of its rows too.
    fn cell_notes(&mut self, claims: &mut Claims<'_>) {
        for at in self.draft.places() {
            let Some(note) = claims.note_of_record(at) else { continue };
            self.record.notes.push(note);
            if self.draft.only_noted.contains(&at) {
                claims.role(at, Role::Record);
            }
        }
    }

    /// The text of an owner cell, without the dates that it ends in where they are due dates.
    fn owner_text(&self, column: u32) -> String {
        let written = self.draft.text(column);
        let shared = self.context.shared.filter(|shared| shared.column == column);
        shared.and_then(|shared| shared.split(&written)).map_or(written, |dated| dated.owners)
    }

    fn owners(&mut self, claims: &mut Claims<'_>) -> Vec<Owner> {
        let mut owners = Vec::new();
        // A column of due dates that holds owners too.
        let shared = || {
            let shared = self.context.shared?;
            let text = self.draft.text(shared.column);
            shared.split(&text).filter(|dated| !dated.owners.is_empty()).map(|_| shared.column)
        };
        if let Some(column) = self.column(Field::Owner).or_else(shared) {
            let written = self.owner_text(column);
            let read = owners::read_owners(&written, &OwnerOptions { known: self.context.known_names });
            self.from("owners", column, None);
            if read.owners.is_empty() && read.state.is_none() && !written.is_empty() {
                let message = format!("{} names no owner that can be read", quoted(&written));
                claims.finding(Code::ValueUnread, message, self.first(column));
            } else if read.doubtful {
                let names: Vec<&str> = read.owners.iter().filter_map(|o| o.name.as_deref()).collect();
                let read =
                    if names.is_empty() { "nobody's name".to_owned() } else { quoted(&names.join(", ")) };
                let message =
                    format!("{} was read as {read}, and could be meant otherwise", quoted(&written));
                claims.finding(Code::TextRepaired, message, self.first(column));
            }
            owners = read.owners;
        }
        if let Some(column) = self.column(Field::Unit) {
            let unit = text::single_line(&self.draft.text(column));
            self.from("owners", column, None);
            if owners.is_empty() && !unit.is_empty() {
                owners.push(Owner { as_written: unit.clone(), ..Owner::default() });
            }
            for owner in owners.iter_mut().filter(|o| o.unit.is_none() && !unit.is_empty()) {
                owner.unit = Some(unit.clone());
            }
        }
        owners
    }

    /// The owners of each item, where the owner cell lists as many as there are actions: a name that it repeats is one owner, but
    /// counts each time. Only where the parts name the same owners as the whole.
    fn owners_by_item(&self, owners: &[Owner], count: usize) -> Option<split::Shared<Owner>> {
        let written = self.owner_text(self.column(Field::Owner)?);
        let pieces = split::pieces(&written, count)?;
        let same = |a: &Owner, b: &Owner| {
            (&a.name, &a.email) == (&b.name, &b.email)
                && (a.name.is_some()
                    || a.email.is_some()
                    || (&a.role, &a.as_written) == (&b.role, &b.as_written))
        };
        let mut lists = Vec::new();
        for piece in pieces {
            let read = owners::read_owners(&piece, &OwnerOptions { known: self.context.known_names }).owners;
            let known = read.iter().map(|owner| owners.iter().find(|o| same(o, owner)).cloned());
            lists.push(known.collect::<Option<Vec<Owner>>>().filter(|list| !list.is_empty())?);
        }
        let all = owners.iter().all(|owner| lists.iter().flatten().any(|o| same(o, owner)));
        all.then_some(split::Shared { lists, unpaired: false })
    }

    /// One record an item, the dates and owners shared out.
    fn split(
        &mut self,
        items: Vec<String>,
        dates: &[ColumnDates],
        owners: Vec<Owner>,
        claims: &mut Claims<'_>,
    ) -> Vec<Record> {
        let count = items.len();
        let at =
            self.column(Field::Action).map_or(Address::new(self.draft.row, 0), |column| self.first(column));
        claims.finding(
            Code::ActionsSplit,
            format!("the cell lists {count} actions; each became a record"),
            at,
        );
        let owners = self.owners_by_item(&owners, count).unwrap_or_else(|| split::share_out(&owners, count));
        let money = split::share_out(&self.record.money, count);
        let columns: Vec<split::Shared<Vec<When>>> =
            dates.iter().map(|c| split::share_out(&chains(&c.dates), count)).collect();
        // One date or owner serves all; one amount would be counted once for each.
        let amounts = self.record.money.len();
        if owners.unpaired || columns.iter().any(|c| c.unpaired) || (amounts > 0 && amounts != count) {
            let message = format!(
                "dates, owners or amounts do not pair with {count} actions; each action was given all of them"
            );
            claims.finding(Code::UnpairedValues, message, at);
        }
        let mut records = Vec::new();
        for (place, item) in items.into_iter().enumerate() {
            let mut record = self.record.clone();
            record.action = Some(item);
            record.owners = owners.lists.get(place).cloned().unwrap_or_default();
            record.money = money.lists.get(place).cloned().unwrap_or_default();
            record.dates = columns
                .iter()
                .flat_map(|c| c.lists.get(place).cloned().unwrap_or_default())
                .flatten()
                .collect();
            record.due_state = dates.iter().find_map(|c| c.state);
            records.push(record);
        }
        let written =
            self.column(Field::Action).map(|column| self.draft.as_written(column)).unwrap_or_default();
        for record in &mut records {
            record.as_written.insert("action".to_owned(), written.clone());
        }
        records
    }

    fn source(&self, claims: &Claims<'_>) -> RecordSource {
        let parts = || self.draft.columns.values().flatten();
        // A row can be painted over thousands of columns.
        let told: BTreeSet<Address> = match parts().any(|p| p.cell.value.is_blank()) {
            true => self.cells.values().flatten().copied().collect(),
            false => BTreeSet::new(),
        };
        let says = |p: &&Part| !p.cell.value.is_blank() || told.contains(&p.at);
        let all: Vec<Address> = parts().filter(says).map(|p| p.at).collect();
        let sheet = claims.sheet;
        let fields = self.cells.iter().map(|(field, cells)| (field.clone(), sheet.cells_of(cells))).collect();
        RecordSource { sheet: claims.sheet_name(), cells: sheet.cells_of(&all), fields }
    }
}
