//! The command line of trackrecord.

fn main() {}
