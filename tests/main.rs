//! Tests of the whole: the library on the fixtures, the binary on its wiring, the README's console blocks.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on should fail there"
)]

mod check;
mod cli;
mod containers;
mod findings;
mod formats;
mod laws;
mod many;
mod options;
mod parse;
mod plan;
mod previous;
mod profile;
mod records;
mod roundtrip;
mod schema;
#[cfg(unix)]
mod signals;
mod support;
mod versions;
