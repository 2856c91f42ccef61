//! A starter profile from what was inferred of a file: each decision as a line that a person can change, with its reason.
//!
//! What holds for later versions too is live: fields of columns, meanings of words, the order of dates. What is of this file
//! alone (sheet, header row, day), or not sure, is a comment, unless the caller said it. With the live lines the file gives the
//! same records as without: that is tried before the text is given out, and what would change them becomes comments.
//!
//! `columns`, `rows`, `words`, `people` and `rest` make the sections, `page` writes them.

mod columns;
mod page;
mod people;
mod rest;
mod rows;
mod words;

use crate::columns::Mapping;
use crate::import::{Import, ImportOptions, import};
use crate::layout::Table;
use crate::profile::Profile;
use crate::read::Reading;

use page::Section;

/// Returns the text of a profile for a file that was imported with these options.
pub fn starter(reading: &Reading, imported: &Import, options: &ImportOptions) -> String {
    let sections = [
        rest::given(imported, options),
        rest::dates(reading, imported),
        columns::section(imported),
        rows::roles(reading, imported),
        rows::filled(imported),
        words::statuses(&imported.tracker.records),
        words::rags(&imported.tracker.records),
        rest::rules(&imported.tracker.findings),
        people::section(&imported.tracker.records),
    ];
    let text = written(imported, &sections);
    if gives_the_same(reading, imported, &text) {
        return text;
    }
    let mut settled =
        sections.clone().map(|section| if section.is_live() { section.into_comments() } else { section });
    for (place, section) in sections.into_iter().enumerate().filter(|(_, section)| section.is_live()) {
        let mut tried = settled.clone();
        if let Some(slot) = tried.get_mut(place) {
            *slot = section;
        }
        if gives_the_same(reading, imported, &written(imported, &tried)) {
            settled = tried;
        }
    }
    written(imported, &settled)
}

fn written(imported: &Import, sections: &[Section]) -> String {
    let about = vec![
        format!("A profile, made by `trackrecord init` from {}.", imported.tracker.source.file),
        "Change a line where it is wrong; a line behind # is a proposal that counts without the #."
            .to_owned(),
    ];
    let head = Section { about, ..Section::default() };
    let mut out = String::new();
    head.write(&mut out);
    sections.iter().for_each(|section| section.write(&mut out));
    out.trim_start().to_owned()
}

/// Tells whether a file gives the same records by a profile.
fn gives_the_same(reading: &Reading, imported: &Import, profile: &str) -> bool {
    let Ok(profile) = Profile::parse("", profile) else { return false };
    let options = ImportOptions { profile, ..ImportOptions::default() };
    import(reading, &options).is_ok_and(|again| {
        let (one, other) = (&imported.tracker, &again.tracker);
        one.records == other.records && one.groups == other.groups && one.as_of == other.as_of
    })
}

/// The trackers' tables that were read, each with the name of its sheet.
fn tables(imported: &Import) -> impl Iterator<Item = (&str, &Table, &Mapping)> {
    imported.sheets.iter().filter(|sheet| sheet.skipped.is_none()).flat_map(|sheet| {
        let tables = sheet.outline.tables.iter().zip(&sheet.mappings);
        tables.filter_map(|(table, mapping)| Some((sheet.name.as_str(), table, mapping.as_ref()?)))
    })
}
