//! The ledger: every cell that was read is counted once, under the role that it ended in.

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// What a row or a cell is.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
    strum::Display,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum Role {
    /// Title and other headlines outside a table.
    Banner,
    /// A label and its value about the whole sheet.
    Metadata,
    /// What a colour, number or word of the sheet means.
    Legend,
    /// The sheet's own counts.
    Summary,
    /// Column headers.
    Header,
    /// A row that names the group of those below.
    Section,
    /// Part of a record.
    Record,
    /// Part of a record that began in a row above.
    Continuation,
    /// A row kept free for a record to come.
    Placeholder,
    /// The header once more, after a page break.
    RepeatedHeader,
    /// Sums and closing figures of a group or table.
    Total,
    /// Running text, footnotes, scribbles beside the table.
    Note,
    /// Nothing there.
    Blank,
    /// Fits nowhere; always a finding.
    Unclaimed,
}

/// How many cells of the tracker ended in which role.
///
/// A cell counts if it has a value, a note, or a fill that became a value.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Ledger {
    /// All cells: the sum of `roles`.
    pub cells: usize,
    /// Cells by role; roles without cells are left out, but for `unclaimed`.
    #[schemars(schema_with = "roles_schema")]
    pub roles: BTreeMap<Role, usize>,
    /// Cells that fit nowhere: `roles.unclaimed` once more.
    pub unclaimed: usize,
}

/// A map with any role as key; schemars itself takes a described enum for any string.
fn roles_schema(generator: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": "object",
        "propertyNames": generator.subschema_for::<Role>(),
        "additionalProperties": generator.subschema_for::<usize>(),
        "required": [Role::Unclaimed],
    })
}

impl Ledger {
    /// Counts the roles of cells, each cell given once.
    pub fn of(roles: impl IntoIterator<Item = Role>) -> Self {
        let mut ledger = Self { roles: BTreeMap::from([(Role::Unclaimed, 0)]), ..Self::default() };
        for role in roles {
            ledger.cells += 1;
            *ledger.roles.entry(role).or_default() += 1;
        }
        ledger.unclaimed = ledger.roles.get(&Role::Unclaimed).copied().unwrap_or(0);
        ledger
    }

    /// Counts more cells of a role.
    pub fn add(&mut self, role: Role, cells: usize) {
        self.cells += cells;
        *self.roles.entry(role).or_default() += cells;
        self.unclaimed = self.roles.get(&Role::Unclaimed).copied().unwrap_or(0);
    }

    /// Returns how many cells found their place.
    pub fn claimed(&self) -> usize {
        self.cells.saturating_sub(self.unclaimed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_roles_add_up() {
        let ledger = Ledger::of([Role::Record, Role::Record, Role::Unclaimed, Role::Header]);
        assert_eq!((ledger.cells, ledger.unclaimed, ledger.claimed()), (4, 1, 3));
        assert_eq!(ledger.roles.values().sum::<usize>(), ledger.cells);
        let empty = serde_json::to_string(&Ledger::of([])).unwrap();
        assert_eq!(empty, r#"{"cells":0,"roles":{"unclaimed":0},"unclaimed":0}"#);
    }
}
