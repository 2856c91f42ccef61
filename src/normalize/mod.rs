//! Text to value: pure functions, one file per kind. Each keeps the text as written beside what it read.
//!
//! They know no sheet and no column: what a text means *here* (which dates are due dates, what a `1` stands for) is
//! given by the caller as options. They raise no findings; what they were unsure of is in their result.

pub mod agreed;
pub mod dates;
pub mod echo;
pub mod guard;
pub mod headers;
pub mod legend;
pub(crate) mod levels;
pub mod money;
pub mod owners;
pub mod percent;
pub(crate) mod period;
pub mod rag;
pub mod refs;
pub mod starts;
pub mod status;
pub mod text;
mod wording;
mod words;
