//! Which blank cells of a record mean the value above them: by what the sheet shows, and by what is known beforehand.

use crate::columns::{MappedColumn, Mapping};
use crate::normalize::text;
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
        let means = |name: &str, column: &MappedColumn| {
            text::fold(name) == text::fold(&column.header) || column.mark().eq_ignore_ascii_case(name.trim())
        };
        let said =
            |column: &MappedColumn| known.iter().find(|(name, _)| means(name, column)).map(|(_, fill)| *fill);
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
        let blank: Vec<u32> = self.never.iter().copied().filter(|column| draft.is_empty(*column)).collect();
        let own_action = self.actions.iter().any(|column| !draft.is_empty(*column));
        let mut filled = Vec::new();
        // A part of a recommendation has an action of its own, and neither number nor recommendation.
        if own_action && self.identity.iter().all(|column| draft.is_empty(*column)) {
            filled.extend(blanks::copy_down(&self.identity, draft, above));
        }
        filled.extend(blanks::copy_down(&self.groups, draft, above));
        filled.extend(blanks::copy_down(&self.always, draft, above));
        blank.iter().for_each(|column| draft.clear(*column));
        filled.retain(|column| !blank.contains(column));
        filled
    }

    /// Tells whether a blank cell of a column is known to be blank.
    pub(super) fn is_never(&self, column: u32) -> bool {
        self.never.contains(&column)
    }
}
