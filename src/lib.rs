//! Reads the tracking spreadsheets that organisations really keep, and says what changed between two versions.

pub mod assemble;
pub mod check;
pub mod columns;
pub mod diff;
pub mod error;
pub mod grid;
pub mod import;
pub mod layout;
pub mod normalize;
pub mod read;
pub mod reconcile;
pub mod record;
pub mod write;
