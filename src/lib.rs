//! Reads the tracking spreadsheets that organisations really keep (action plans, audit recommendations, risk and issue
//! logs, RAG reports), turns them into records, and says what changed between one version and the next.
//!
//! The way of the data is one direction: [`read`] yields a grid of cells, [`layout`] gives every row and cell a role,
//! [`columns`] finds each column's field, [`assemble`] makes records with every value's cell and text as written, [`check`]
//! holds them against the sheet's own counts; [`import`](mod@import) is all of that in one function. [`reconcile`] compares
//! two trackers or carries ids from one to the next ([`previous`] reads an earlier output), [`restore`] has a tracker back
//! from a clean workbook, with what a person changed in it, [`render`] and [`write`](mod@write) show what came out. Nothing
//! here prints, exits, or reads the environment.
//!
//! ```
//! use trackrecord::import::{ImportOptions, import};
//! use trackrecord::read;
//!
//! let plan = "Ref,Recommendation,Lead officer,Target date,Status\n\
//!             1,Light the long pier,J. Roe,June 2021,On track\n";
//! let reading = read::read("plan.csv", plan.as_bytes())?;
//! let tracker = import(&reading, &ImportOptions::default())?.tracker;
//! let record = &tracker.records[0];
//! assert_eq!(record.due.as_ref().and_then(|due| due.edtf.as_deref()), Some("2021-06"));
//! assert_eq!(record.source.fields["dates"], "D2");
//! # Ok::<(), trackrecord::error::Error>(())
//! ```

pub mod assemble;
pub mod check;
pub mod columns;
pub mod diff;
pub mod error;
pub mod grid;
pub mod import;
pub mod layout;
pub mod normalize;
pub mod parse;
pub mod previous;
pub mod profile;
pub mod read;
pub mod reconcile;
pub mod record;
pub mod render;
pub mod restore;
pub mod schema;
pub mod starter;
pub mod versions;
pub mod write;
