//! A record as one row of plain text: the names of the columns of our CSV. `write` puts them there, `read` knows its own by
//! them.

/// The columns that every CSV of records begins with, in this order; those of `extra` follow under their own headers.
///
/// Names and codes are those of the JSON; what is a list there is shown here as text, and has a table of its own beside.
pub const FLAT_COLUMNS: [&str; 36] = [
    "id",
    "ref",
    "group",
    "group_path",
    "recommendation",
    "action",
    "owners",
    "due",
    "due_earliest",
    "due_latest",
    "due_state",
    "original_due",
    "revised_due",
    "completed",
    "started",
    "raised",
    "updated",
    "review",
    "meeting",
    "reported",
    "milestone",
    "other_date",
    "rag",
    "rag_basis",
    "status",
    "priority",
    "percent_complete",
    "progress",
    "money",
    "notes",
    "hidden",
    "struck",
    "as_of",
    "source_file",
    "source_sheet",
    "source_cells",
];
