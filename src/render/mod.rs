//! Results as a person or a program reads them: a diff as text, a tracker's summary, what was understood of a file.
//!
//! Text is written in labels (`paint`), which become colours of the terminal; whoever prints it takes them out where nothing
//! shows them. Nothing is decided here.

pub mod findings;
pub mod inspect;
pub mod inspection;
mod outline;
mod paint;
mod renumbered;
pub mod summary;
pub mod text;
mod words;
