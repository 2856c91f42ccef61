//! Tests of the whole: the library on the fixtures, the binary on its wiring, the README's console blocks.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on should fail there"
)]

mod cli;
mod laws;
mod plan;
mod records;
mod support;
