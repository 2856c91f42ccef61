//! Which blank cells of a record mean the value above them: by what the sheet shows, and by what is known beforehand.

use crate::columns::{MappedColumn, Mapping};
use crate::record::Field;

use super::blanks;
use super::draft::Draft;

/// What the blank cells of a table's columns mean.
pub(super) struct Filling {
    /// Columns of number and recommendation: blank below an action's own, they mean those of the record above.
    identity: Vec<u32>,
    actions: Vec<u32>,
    /// Columns that name a record's group.
    pub groups: Vec<u32>,
    /// Columns whose blank cells are known to mean the value above.
    always: Vec<u32>,
    /// Columns whose blank cells are known to be blank.
    never: Vec<u32>,
}

impl Filling {
    /// Settles what is known of a table's columns, each named by its header or its letters.
    pub(super) fn of(mapping: &Mapping, known: &[(String, bool)]) -> Self {
        let said = |column: &MappedColumn| {
            known.iter().find(|(name, _)| column.is_called(name)).map(|(_, fill)| *fill)
        };
        let of = |wanted: bool| -> Vec<u32> {
            let columns = mapping.columns.iter().filter(|column| said(column) == Some(wanted));
            columns.map(|column| column.column).collect()
        };
        let columns = |field: Field| mapping.of(field).map(|column| column.column).collect::<Vec<u32>>();
        Self {
            identity: [columns(Field::Ref), columns(Field::Recommendation)].concat(),
            actions: columns(Field::Action),
            groups: columns(Field::Group),
            always: of(true),
            never: of(false),
        }
    }

    /// Gives a record what its blank cells mean by the record above in its section; returns the columns that were filled.
    pub(super) fn fill(&self, draft: &mut Draft, above: &Draft) -> Vec<u32> {
        let own_action = self.actions.iter().any(|column| !draft.is_empty(*column));
        let mut filled = Vec::new();
        // A part of a recommendation has an action of its own, and neither number nor recommendation.
        if own_action && self.identity.iter().all(|column| draft.is_empty(*column)) {
            filled.extend(blanks::copy_down(&self.but_never(&self.identity), draft, above));
        }
        filled.extend(blanks::copy_down(&self.but_never(&self.groups), draft, above));
        // What a blank cell shows by its fill is no more blank.
        let bare = |column: &u32| draft.parts(*column).iter().all(|part| part.cell.style.fill.is_none());
        let always: Vec<u32> = self.always.iter().copied().filter(bare).collect();
        filled.extend(blanks::copy_down(&always, draft, above));
        filled
    }

    fn but_never(&self, columns: &[u32]) -> Vec<u32> {
        columns.iter().copied().filter(|column| !self.is_never(*column)).collect()
    }

    /// Tells whether a blank cell of a column is known to be blank.
    pub(super) fn is_never(&self, column: u32) -> bool {
        self.never.contains(&column)
    }
}
