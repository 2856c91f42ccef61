//! The promises of the design as laws on generated sheets: real-like layouts, damaged ones, and sheets that nobody laid out.
//!
//! `choices` draws, `words` fills cells, `layout` lays sheets out, `damage` damages them, `book` gives them their form and
//! makes a failing one smaller. The laws: `ledger`, `trace`, `whole`, `profile`, and `versions` for diffs; `readers` is about bytes.

mod book;
mod choices;
mod damage;
mod edit;
mod layout;
mod ledger;
mod place;
mod profile;
mod readers;
mod trace;
mod versions;
mod whole;
mod words;

use proptest::prelude::*;
use trackrecord::import::{Import, ImportOptions, import};
use trackrecord::read::Reading;

use book::{Book, Shape, hold, hold_pair};
use choices::{Choices, choices};

fn import_of(reading: &Reading) -> Import {
    import(reading, &ImportOptions::default()).expect("no sheet was asked for")
}

fn ensure(holds: bool, how: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(how()) }
}

fn shape() -> impl Strategy<Value = Shape> {
    prop_oneof![3 => Just(Shape::Workbook), 1 => Just(Shape::Tabs), 1 => Just(Shape::Commas)]
}

/// Books of every kind, each with the form in which it comes.
fn books() -> impl Strategy<Value = (Choices, Shape)> {
    (choices(900), shape())
}

/// Two versions: the new one edited a few times, and now and then damaged on its way.
fn pair(mut choices: Choices, mut edits: Choices) -> (Book, Book) {
    let old = layout::book(&mut choices);
    let mut new = old.clone();
    edit::edit(&mut new, &mut edits);
    if edits.chance(40) {
        damage::damage(&mut new, &mut edits);
    }
    (old, new)
}

/// A laid-out book, most often damaged, or a sheet that nobody laid out.
fn book(mut choices: Choices) -> Book {
    if choices.chance(15) {
        return damage::chaos(&mut choices);
    }
    let mut book = layout::book(&mut choices);
    damage::damage(&mut book, &mut choices);
    book
}

/// Few cases, since each is a whole import; `PROPTEST_CASES` asks for more.
fn config() -> ProptestConfig {
    let asked = std::env::var_os("PROPTEST_CASES").is_some();
    let default = ProptestConfig::default();
    // A failing book makes itself smaller.
    ProptestConfig {
        cases: if asked { default.cases } else { 64 },
        max_shrink_iters: 0,
        failure_persistence: None,
        ..default
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_ledger_counts_every_cell_once((choices, shape) in books()) {
        hold(&book(choices), shape, ledger::counts);
    }

    #[test]
    fn no_note_is_lost((choices, shape) in books()) {
        hold(&book(choices), shape, ledger::notes_are_placed);
    }

    #[test]
    fn records_hold_the_cells_of_their_rows((choices, shape) in books()) {
        hold(&book(choices), shape, ledger::records_hold_their_rows);
    }

    #[test]
    fn no_word_is_lost_or_doubled((choices, shape) in books()) {
        hold(&book(choices), shape, trace::words);
    }

    #[test]
    fn sources_are_there_and_hold_what_they_say((choices, shape) in books()) {
        hold(&book(choices), shape, trace::sources);
    }

    #[test]
    fn trackers_are_sound((choices, shape) in books()) {
        hold(&book(choices), shape, whole::sound);
    }

    #[test]
    fn imports_are_repeatable((choices, shape) in books()) {
        hold(&book(choices), shape, whole::repeatable);
    }

    #[test]
    fn a_starter_profile_changes_nothing((choices, shape) in books()) {
        hold(&book(choices), shape, profile::changes_nothing);
    }

    #[test]
    fn a_tracker_does_not_differ_from_itself((choices, shape) in books()) {
        hold(&book(choices), shape, versions::same);
    }

    #[test]
    fn shuffled_records_change_nothing((choices, shape) in books(), seed in choices(40)) {
        let import = import_of(&book(choices).reading(shape));
        let mut order: Vec<usize> = (0..import.tracker.records.len()).collect();
        let mut seed = seed;
        for place in (1..order.len()).rev() {
            order.swap(place, seed.below(place + 1));
        }
        if let Err(how) = versions::order_is_nothing(&import, &order) {
            prop_assert!(false, "{how}");
        }
    }

    #[test]
    fn diffs_close((choices, edits) in (choices(900), choices(200)), shape in shape()) {
        let (old, new) = pair(choices, edits);
        hold_pair(&old, &new, shape, versions::closes);
    }

    #[test]
    fn swapped_sides_turn_a_diff_round((choices, edits) in (choices(900), choices(200)), shape in shape()) {
        let (old, new) = pair(choices, edits);
        hold_pair(&old, &new, shape, versions::turns);
    }
}
