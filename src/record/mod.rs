//! The contract's plain data: tracker, record, dates, owners, findings, ledger. Names and shapes are DESIGN's JSON.
//!
//! Nothing here decides anything: who fills these types is on the floors above, who prints them too.
//! Every key is always present: lists are `[]`, unknown scalars `null`; enums may grow.

mod about;
mod field;
mod finding;
mod flat;
mod ledger;
mod tracker;
mod when;
mod words;

pub use about::About;
pub use field::Field;
pub use finding::{Code, Finding, Severity};
pub use flat::FLAT_COLUMNS;
pub use ledger::{Ledger, Role};
pub use tracker::{
    AsOfBasis, Count, Group, MadeFrom, Metadata, Money, MoneyBasis, Note, Owner, Per, Record, RecordSource,
    Summary, TRACKER_SCHEMA, Tracker, TrackerSource,
};
pub use when::{DateKind, DueState, Precision, Qualifier, When};
pub use words::{Rag, RagBasis, Status};
