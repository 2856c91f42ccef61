//! A diff for a person at a terminal: one sentence first, then what must not be missed, then everything else that changed.
//!
//! Order is by what a committee asks: dropped while open, signed off, new, split and merged, changed, not updated.

use std::fmt::Write;

use serde_json::Value;
use similar::{Algorithm, ChangeTag, utils::diff_words};

use crate::diff::{Change, ChangeKind, Diff, Entry, EntryKind, EntryRecord, Flag, Version};
use crate::record::{Money, Note, Owner, When};

use super::paint::{Label, cut, fit, paint};
use super::{findings, renumbered, words};
use crate::reconcile::AS_WRITTEN;
use crate::write::shown;

/// Words kept on either side of a change in a long text.
const CONTEXT_WORDS: usize = 5;

/// Unchanged words between two changes that are shown as part of them.
const SHORT_STRETCH: usize = 2;

/// Below this share of unchanged words a text was written anew, and its words are not worth comparing.
const REWRITTEN: f64 = 0.4;

/// Columns of the terminal for each of two such texts.
const REWRITTEN_WIDTH: usize = 96;

/// Columns of the terminal for an id; a longer one takes what it needs, as ids are what a person asks about.
const ID_WIDTH: usize = 8;

/// Characters of a title.
const TITLE_WIDTH: usize = 60;

/// Returns the diff in one sentence, for a closing line.
pub fn line(diff: &Diff) -> String {
    let summary = &diff.summary;
    let slipped =
        diff.entries.iter().filter(|e| e.changes.iter().any(|c| c.kind == ChangeKind::Slipped)).count();
    let unachieved = diff.entries.iter().filter(|e| e.flags.contains(&Flag::Unachieved)).count();
    let mut parts = vec![
        format!("{} added", summary.added),
        format!("{} signed off", summary.completed.saturating_sub(unachieved)),
        format!("{} dropped while open", summary.dropped),
    ];
    if unachieved > 0 {
        parts.push(format!("{unachieved} ended unachieved"));
    }
    if summary.split > 0 {
        parts.push(format!("{} split", summary.split));
    }
    if summary.merged > 0 {
        parts.push(format!("{} merged", summary.merged));
    }
    let renumbered = renumbered::whole(diff).map(|refs| format!("{} renumbered", refs.len()));
    let changed: Vec<String> =
        (slipped > 0).then(|| format!("{slipped} slipped")).into_iter().chain(renumbered).collect();
    let changed = if changed.is_empty() { String::new() } else { format!(" ({})", changed.join(", ")) };
    parts.push(format!("{} changed{changed}", summary.changed));
    parts.push(format!("{} unchanged", summary.unchanged));
    format!(
        "{} then, {} now: {}",
        words::count(diff.old.records, "record"),
        diff.new.records,
        parts.join(", ")
    )
}

/// Returns the whole diff; differences of form only where they are asked for.
pub fn diff(diff: &Diff, cosmetic: bool) -> String {
    let mut out = String::new();
    // Two sheets of one workbook have only their names apart.
    let one_file = diff.old.file == diff.new.file;
    version(&mut out, "old", &diff.old, one_file);
    version(&mut out, "new", &diff.new, one_file);
    // What is about the whole comes before it, the rest behind it.
    let (whole, parts): (Vec<_>, Vec<_>) = diff.findings.iter().partition(|f| f.source.is_none());
    for finding in whole {
        let _ = writeln!(out, "{}", findings::line(finding, None));
    }
    // Writing to a String does not fail.
    let _ = writeln!(out, "\n{}.", line(diff));
    columns(&mut out, diff);
    let renumbered = renumbered::whole(diff).filter(|_| !cosmetic);
    let gone_as = |kind| of(diff, kind).into_iter();
    let unachieved = |entry: &&Entry| entry.flags.contains(&Flag::Unachieved);
    gone(&mut out, gone_as(EntryKind::Dropped), "Dropped while open", Label::Bad);
    gone(
        &mut out,
        gone_as(EntryKind::Completed).filter(unachieved),
        "Ended without being achieved, and gone",
        Label::Warn,
    );
    gone(
        &mut out,
        gone_as(EntryKind::Completed).filter(|entry| !unachieved(entry)),
        "Signed off and gone",
        Label::Good,
    );
    new(&mut out, diff);
    regrouped(&mut out, diff);
    if let Some(refs) = &renumbered {
        heading(&mut out, "Renumbered", refs.len());
        renumbered::list(&mut out, refs);
    }
    let shown = |change: &Change| {
        cosmetic
            || change.kind != ChangeKind::Cosmetic
                && !(renumbered.is_some() && change.kind == ChangeKind::Renumbered)
    };
    changed(&mut out, diff, &shown);
    stale(&mut out, diff);
    for finding in parts {
        let _ = writeln!(out, "\n{}", findings::line(finding, None));
    }
    out
}

fn version(out: &mut String, side: &str, version: &Version, with_sheets: bool) {
    let sheets: Vec<String> = version.sheets.iter().map(|sheet| format!("`{sheet}`")).collect();
    let sheets = if with_sheets && !sheets.is_empty() {
        format!(", sheet {}", sheets.join(", "))
    } else {
        String::new()
    };
    let as_of = version.as_of.map(|date| format!(", as of {}", words::day(date))).unwrap_or_default();
    let _ = writeln!(out, "{side}  {}{sheets}{as_of}", paint(Label::Name, &version.file));
}

fn columns(out: &mut String, diff: &Diff) {
    use crate::diff::ColumnKind;
    let changed: Vec<String> = diff
        .columns
        .iter()
        .filter_map(|c| match (c.kind, &c.old, &c.new) {
            (ColumnKind::Renamed, Some(old), Some(new)) => Some(format!("`{old}` is now `{new}`")),
            (ColumnKind::Added, _, Some(new)) => Some(format!("`{new}` is new")),
            (ColumnKind::Dropped, Some(old), _) => Some(format!("`{old}` is gone")),
            _ => None,
        })
        .collect();
    if !changed.is_empty() {
        let _ = writeln!(out, "Columns: {}.", changed.join("; "));
    }
}

fn of(diff: &Diff, kind: EntryKind) -> Vec<&Entry> {
    diff.entries.iter().filter(|e| e.kind == kind).collect()
}

fn heading(out: &mut String, text: &str, count: usize) {
    let _ = writeln!(out, "\n{}", paint(Label::Heading, format!("{text} ({count})")));
}

/// `A~1  Draft the policy                     Plan!A6:G6`
fn record(out: &mut String, record: &EntryRecord, label: Label) {
    marked_record(out, "", record, label);
}

/// A record with what became of it before its id.
fn marked_record(out: &mut String, mark: &str, record: &EntryRecord, label: Label) {
    let place = crate::grid::place(record.sheet.as_deref().unwrap_or_default(), &record.cells);
    let title = fit(&record.title, TITLE_WIDTH);
    let _ = writeln!(
        out,
        "  {mark}{}  {title}  {}",
        paint(label, fit(&record.id, ID_WIDTH.max(record.id.chars().count()))),
        paint(Label::Faint, cut(&place, 36))
    );
}

/// What is known of a record that has no other side.
fn state(out: &mut String, record: &EntryRecord) {
    let Some(whole) = &record.record else { return };
    let mut parts = vec![words::owners(&whole.owners)];
    match (&whole.due, whole.due_state) {
        (Some(due), _) => parts.push(format!("due {}", words::when(due))),
        (None, Some(state)) => parts.push(state.to_string().replace('_', " ")),
        (None, None) => parts.push("no date".to_owned()),
    }
    parts.extend(whole.rag.map(|rag| rag.label().to_lowercase()));
    parts.extend(whole.status.map(|status| status.label().to_lowercase()));
    let _ = writeln!(out, "            {}", paint(Label::Faint, parts.join(", ")));
}

fn gone<'a>(out: &mut String, entries: impl Iterator<Item = &'a Entry>, text: &str, label: Label) {
    let entries: Vec<&Entry> = entries.collect();
    if entries.is_empty() {
        return;
    }
    heading(out, text, entries.len());
    for old in entries.iter().flat_map(|e| &e.old) {
        record(out, old, label);
        state(out, old);
    }
}

fn new(out: &mut String, diff: &Diff) {
    let entries = of(diff, EntryKind::Added);
    if entries.is_empty() {
        return;
    }
    heading(out, "New", entries.len());
    for new in entries.iter().flat_map(|e| &e.new) {
        record(out, new, Label::Name);
        state(out, new);
    }
}

fn regrouped(out: &mut String, diff: &Diff) {
    for (kind, text) in [(EntryKind::Split, "Split"), (EntryKind::Merged, "Merged")] {
        let entries = of(diff, kind);
        if entries.is_empty() {
            continue;
        }
        heading(out, text, entries.len());
        for entry in entries {
            entry.old.iter().for_each(|old| marked_record(out, "was  ", old, Label::Removed));
            entry.new.iter().for_each(|new| marked_record(out, "now  ", new, Label::Added));
        }
    }
}

fn changed(out: &mut String, diff: &Diff, shown: &dyn Fn(&Change) -> bool) {
    let entries: Vec<&Entry> = diff
        .entries
        .iter()
        .filter(|e| {
            matches!(e.kind, EntryKind::Changed | EntryKind::Unchanged) && e.changes.iter().any(shown)
        })
        .collect();
    if entries.is_empty() {
        return;
    }
    heading(out, "Changed", entries.len());
    for entry in entries {
        if let Some(new) = entry.new.first() {
            record(out, new, Label::Name);
        }
        for change in entry.changes.iter().filter(|change| shown(change)) {
            let _ = writeln!(out, "            {}", change_line(change, &entry.changes));
        }
    }
}

fn stale(out: &mut String, diff: &Diff) {
    let entries: Vec<&Entry> = diff.entries.iter().filter(|e| e.flags.contains(&Flag::Stale)).collect();
    if entries.is_empty() {
        return;
    }
    heading(out, "Still open, and nothing new was written", entries.len());
    for new in entries.iter().filter_map(|e| e.new.first()) {
        record(out, new, Label::Warn);
    }
}

/// A text as written, marked as one.
fn quoted(text: &str) -> String {
    format!("`{}`", cut(text, 58))
}

/// `due         30 Jun 2023 → 30 Sep 2023  slipped 92 days`; `all` are the changes of the record.
fn change_line(change: &Change, all: &[Change]) -> String {
    let written = change.field.strip_prefix(AS_WRITTEN);
    let field = fit(written.unwrap_or(&change.field), 16);
    let kind = paint(kind_label(change.kind), kind_words(change));
    match (&change.before, &change.after) {
        (before, after) if written.is_some() => {
            let text = |value: &Value| value.as_str().map_or_else(|| "none".to_owned(), quoted);
            format!("{field}  {kind}: {} → {}", text(before), text(after))
        }
        (Value::String(before), Value::String(after)) if before.contains(' ') || after.contains(' ') => {
            match word_diff(before, after) {
                Some(words) => format!("{field}  {kind}: {words}"),
                None => {
                    let line = |text: &str| cut(text, REWRITTEN_WIDTH);
                    let (was, now) = (paint(Label::Removed, line(before)), paint(Label::Added, line(after)));
                    format!("{field}  was {was}\n            {}  now {now}", fit("", 16))
                }
            }
        }
        (before, after) => {
            let texts = all.iter().find(|c| c.field.strip_prefix(AS_WRITTEN) == Some(&change.field));
            let words = |value: &Value, text: Option<&Value>| {
                let is_empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
                // A text that gave no value is not none.
                let text = text.filter(|_| is_empty).and_then(Value::as_str).filter(|t| !t.trim().is_empty());
                text.map_or_else(|| value_words(&change.field, value), quoted)
            };
            format!(
                "{field}  {kind}: {} → {}",
                words(before, texts.map(|t| &t.before)),
                words(after, texts.map(|t| &t.after))
            )
        }
    }
}

fn kind_words(change: &Change) -> String {
    let days = |verb: &str| match change.days {
        Some(days) => format!(
            "{verb} {}",
            words::count(usize::try_from(days.unsigned_abs()).unwrap_or(usize::MAX), "day")
        ),
        None => verb.to_owned(),
    };
    match change.kind {
        ChangeKind::Slipped => days("slipped"),
        ChangeKind::BroughtForward => days("brought forward"),
        ChangeKind::Value if change.field == "due" => exactness(change).unwrap_or("changed").to_owned(),
        ChangeKind::Value => "changed".to_owned(),
        kind => kind.to_string().replace('_', " "),
    }
}

/// Whether a date was only made less or more exact.
fn exactness(change: &Change) -> Option<&'static str> {
    let (before, after) = (parsed::<When>(&change.before)?, parsed::<When>(&change.after)?);
    match (after.covers(&before), before.covers(&after)) {
        (true, false) => Some("less exact"),
        (false, true) => Some("more exact"),
        _ => None,
    }
}

fn kind_label(kind: ChangeKind) -> Label {
    use ChangeKind::{
        BroughtForward, Cosmetic, DateRemoved, OwnerRemoved, RagImproved, RagWorsened, Slipped,
        StatusAdvanced, StatusRegressed,
    };
    match kind {
        Slipped | RagWorsened | StatusRegressed => Label::Bad,
        DateRemoved | OwnerRemoved => Label::Warn,
        BroughtForward | RagImproved | StatusAdvanced => Label::Good,
        Cosmetic => Label::Faint,
        _ => Label::Name,
    }
}

/// A field's JSON in the words of a person.
fn value_words(field: &str, value: &Value) -> String {
    let each = |items: &[Value], word: &dyn Fn(&Value) -> String| {
        if items.is_empty() {
            "none".to_owned()
        } else {
            items.iter().map(word).collect::<Vec<_>>().join("; ")
        }
    };
    let when = |value: &Value| {
        parsed::<When>(value).map_or_else(|| plain(value), |w| format!("{} {}", w.kind, words::when(&w)))
    };
    match (field, value) {
        (_, Value::Null) => "none".to_owned(),
        ("due", value) => parsed::<When>(value).map_or_else(|| plain(value), |due| words::when(&due)),
        ("dates", Value::Array(items)) => each(items, &when),
        ("owners", value) => {
            parsed::<Vec<Owner>>(value).map_or_else(|| plain(value), |owners| words::owners(&owners))
        }
        ("money", Value::Array(items)) => {
            each(items, &|item| parsed::<Money>(item).map_or_else(|| plain(item), |m| shown::money(&m)))
        }
        ("notes", Value::Array(items)) => {
            each(items, &|item| parsed::<Note>(item).map_or_else(|| plain(item), |note| cut(&note.text, 60)))
        }
        ("status" | "rag" | "rag_basis" | "due_state", Value::String(word)) => word.replace('_', " "),
        (_, value) => plain(value),
    }
}

fn parsed<T: serde::de::DeserializeOwned>(value: &Value) -> Option<T> {
    serde_json::from_value(value.clone()).ok()
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => cut(text, 60),
        other => cut(&other.to_string(), 60),
    }
}

/// Old words and new words in one line; `None` where little stayed, so that there is nothing to compare.
///
/// Of unchanged stretches only the ends next to a change are shown; a word or two between changes go with them.
fn word_diff(before: &str, after: &str) -> Option<String> {
    let runs = readable(diff_words(Algorithm::Patience, before, after));
    let words = |wanted: &[ChangeTag]| -> usize {
        let runs = runs.iter().filter(|(tag, _)| wanted.contains(tag));
        runs.map(|(_, text)| text.split_whitespace().count()).sum()
    };
    let kept = words(&[ChangeTag::Equal]);
    let most = (kept + words(&[ChangeTag::Delete])).max(kept + words(&[ChangeTag::Insert]));
    #[expect(clippy::cast_precision_loss, reason = "a cell has far fewer than 2^52 words")]
    if (kept as f64) < REWRITTEN * (most as f64) {
        return None;
    }
    let last = runs.len().saturating_sub(1);
    let mut out = String::new();
    for (place, (tag, text)) in runs.iter().enumerate() {
        match tag {
            ChangeTag::Delete => out.push_str(&marked('-', text, Label::Removed)),
            ChangeTag::Insert => out.push_str(&marked('+', text, Label::Added)),
            ChangeTag::Equal => out.push_str(&shortened(text, place > 0, place < last)),
        }
    }
    Some(out)
}

/// Draws runs together: what was taken out before what was put in, and short unchanged stretches with their neighbours.
fn readable(runs: Vec<(ChangeTag, &str)>) -> Vec<(ChangeTag, String)> {
    let mut joined: Vec<(ChangeTag, String)> = Vec::new();
    let (mut removed, mut added) = (String::new(), String::new());
    let last = runs.len().saturating_sub(1);
    let flush = |joined: &mut Vec<(ChangeTag, String)>, removed: &mut String, added: &mut String| {
        for (tag, text) in [(ChangeTag::Delete, removed), (ChangeTag::Insert, added)] {
            if !text.is_empty() {
                joined.push((tag, std::mem::take(text)));
            }
        }
    };
    for (place, (tag, text)) in runs.iter().enumerate() {
        let text = text.replace('\n', " ");
        let inside = place > 0 && place < last && (!removed.is_empty() || !added.is_empty());
        match tag {
            ChangeTag::Delete => removed.push_str(&text),
            ChangeTag::Insert => added.push_str(&text),
            ChangeTag::Equal if inside && text.split_whitespace().count() <= SHORT_STRETCH => {
                removed.push_str(&text);
                added.push_str(&text);
            }
            ChangeTag::Equal => {
                flush(&mut joined, &mut removed, &mut added);
                joined.push((ChangeTag::Equal, text));
            }
        }
    }
    flush(&mut joined, &mut removed, &mut added);
    joined
}

/// `[-old words-]` and `{+new words+}`: readable where no colour is.
fn marked(sign: char, text: &str, label: Label) -> String {
    let (open, close) = if sign == '-' { ("[-", "-]") } else { ("{+", "+}") };
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return text.to_owned();
    }
    let (before, behind) = (text.len() - text.trim_start().len(), text.len() - text.trim_end().len());
    let spaces = |n: usize| if n > 0 { " " } else { "" };
    format!("{}{}{}", spaces(before), paint(label, format!("{open}{trimmed}{close}")), spaces(behind))
}

/// The words of an unchanged stretch that stand next to a change.
fn shortened(text: &str, after_change: bool, before_change: bool) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let keep = CONTEXT_WORDS * (usize::from(after_change) + usize::from(before_change));
    if words.len() <= keep + 2 {
        return text.to_owned();
    }
    let first = words.get(..if after_change { CONTEXT_WORDS } else { 0 }).unwrap_or_default().join(" ");
    let last_from = words.len() - if before_change { CONTEXT_WORDS } else { 0 };
    let last = words.get(last_from..).unwrap_or_default().join(" ");
    let lead = if text.starts_with(char::is_whitespace) { " " } else { "" };
    let tail = if text.ends_with(char::is_whitespace) { " " } else { "" };
    format!("{lead}{first} … {last}{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bare(text: &str) -> String {
        anstream::adapter::strip_str(text).to_string()
    }

    #[test]
    fn words_are_compared_and_long_stretches_left_out() {
        let before = "The team will draft a policy by spring and one two three four five six seven eight nine ten eleven twelve consult staff";
        let after = "The team has drafted a policy by spring and one two three four five six seven eight nine ten eleven twelve consult members";
        assert_eq!(
            bare(&word_diff(before, after).unwrap()),
            "The team [-will draft-]{+has drafted+} a policy by spring and … nine ten eleven twelve consult [-staff-]{+members+}"
        );
    }

    #[test]
    fn a_text_written_anew_is_not_compared_word_by_word() {
        assert_eq!(
            word_diff("Both passed. We are waiting for the certificates.", "Certificates came on 9 October."),
            None
        );
        let change = Change {
            field: "progress".into(),
            kind: ChangeKind::Value,
            before: Value::String("Not begun yet.".into()),
            after: Value::String("All done in May.".into()),
            days: None,
        };
        let lines = bare(&change_line(&change, &[]));
        assert_eq!(
            lines,
            "progress          was Not begun yet.\n                              now All done in May."
        );
    }

    #[test]
    fn values_read_as_words() {
        assert_eq!(value_words("rag", &Value::String("amber_red".into())), "amber red");
        assert_eq!(value_words("owners", &serde_json::json!([])), "nobody");
        assert_eq!(value_words("due", &Value::Null), "none");
    }
}
