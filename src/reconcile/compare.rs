//! What differs between two records that are one: a change for each field, with its kind.
//!
//! `before` and `after` are the field's JSON as it is, so that all changes applied to the old record give the new one but
//! for `source`. What only looks different, or what another change or the list of columns says already, is `cosmetic`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::diff::{Change, ChangeKind};
use crate::record::{Rag, Record, Status};

use super::due::{dates_change, due_change};
use super::owner::owners_change;
use super::text::{label, meaning, same_words};

/// A record's fields by their JSON keys, in the order of changes; `source` is where it stands and is no part of it.
pub(super) const FIELDS: [&str; 23] = [
    "id",
    "ref",
    "group",
    "group_path",
    "recommendation",
    "action",
    "owners",
    "due",
    "due_state",
    "dates",
    "status",
    "rag",
    "rag_basis",
    "priority",
    "percent_complete",
    "progress",
    "money",
    "notes",
    "hidden",
    "struck",
    "extra",
    "as_written",
    SOURCE,
];

/// The field that is not compared.
const SOURCE: &str = "source";

/// What stands before a header in the name of a column that maps to no field.
pub(super) const EXTRA: &str = "extra.";

/// What stands before a field in the name of its text as written.
pub(crate) const AS_WRITTEN: &str = "as_written.";

/// What the columns of both versions say already.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Told {
    /// Fields, and `extra.Header`, whose column only one version has.
    pub(super) one_sided: BTreeSet<String>,
    /// Headers of columns without a field that were renamed, the new one by the old.
    pub(super) renamed: BTreeMap<String, String>,
    /// The same, the old one by the new.
    pub(super) renamed_from: BTreeMap<String, String>,
}

/// Returns a record as a JSON object.
pub(super) fn object(record: &Record) -> Map<String, Value> {
    match serde_json::to_value(record) {
        Ok(Value::Object(object)) => object,
        _ => Map::new(),
    }
}

/// Returns the changes from an old record to the new one; none where they are alike.
pub(super) fn compare(old: &Record, new: &Record, told: &Told) -> Vec<Change> {
    let (mut before, mut after) = (object(old), object(new));
    let mut unread = unread_in_both(&before, &after);
    // What its colour column says was read as the status in both, which tells what changed.
    if [old, new].into_iter().all(status_is_in_rag) {
        unread.remove("rag");
    }
    let mut changes = Vec::new();
    for field in FIELDS {
        let (before, after) = (before.remove(field), after.remove(field));
        if before == after || field == SOURCE {
            continue;
        }
        if field == "extra" {
            changes.extend(extra_changes(old, new, told));
            continue;
        }
        if field == "as_written" {
            changes.extend(written_changes(old, new, &unread));
            continue;
        }
        let (mut kind, days) = kind(field, old, new);
        if told.one_sided.contains(field) {
            kind = ChangeKind::Cosmetic;
        }
        let days = days.filter(|_| kind != ChangeKind::Cosmetic);
        changes.push(Change {
            field: field.into(),
            kind,
            before: before.unwrap_or_default(),
            after: after.unwrap_or_default(),
            days,
        });
    }
    changes
}

/// The fields that neither version could give a value, so that only their texts tell what changed.
fn unread_in_both(before: &Map<String, Value>, after: &Map<String, Value>) -> BTreeSet<String> {
    let empty = |record: &Map<String, Value>, field: &str| match record.get(field) {
        Some(Value::Null) => true,
        Some(Value::Array(items)) => items.is_empty(),
        _ => false,
    };
    FIELDS.iter().filter(|f| empty(before, f) && empty(after, f)).map(|f| (*f).to_owned()).collect()
}

fn status_is_in_rag(record: &Record) -> bool {
    let fields = &record.source.fields;
    record.status.is_some() && fields.contains_key("rag") && fields.get("rag") == fields.get("status")
}

/// One change for each field whose text as written differs. What could not be read is no reason to call a record unchanged;
/// of what was read the value tells.
fn written_changes(old: &Record, new: &Record, unread: &BTreeSet<String>) -> Vec<Change> {
    let fields: BTreeSet<&String> = old.as_written.keys().chain(new.as_written.keys()).collect();
    let mut changes = Vec::new();
    for field in fields {
        let (before, after) = (old.as_written.get(field), new.as_written.get(field));
        if before == after {
            continue;
        }
        let same = same_words(before.map(String::as_str), after.map(String::as_str));
        let kind = if same || !unread.contains(field) { ChangeKind::Cosmetic } else { ChangeKind::Value };
        let value = |text: Option<&String>| text.map_or(Value::Null, |t| Value::String(t.clone()));
        let field = format!("{AS_WRITTEN}{field}");
        changes.push(Change { field, kind, before: value(before), after: value(after), days: None });
    }
    changes
}

/// The kind of change of a field whose values are not equal.
fn kind(field: &str, old: &Record, new: &Record) -> (ChangeKind, Option<i64>) {
    use ChangeKind::{Cosmetic, Moved, Renumbered, Reworded, Value as Other};
    let text = |a: &Option<String>, b: &Option<String>, kind| {
        if same_words(a.as_deref(), b.as_deref()) { Cosmetic } else { kind }
    };
    let prose = |a: &Option<String>, b: &Option<String>| {
        text(a, b, if a.is_some() && b.is_some() { Reworded } else { Other })
    };
    let unless = |same: bool, kind| if same { Cosmetic } else { kind };
    let kind = match field {
        "due" => return due_change(old.due.as_ref(), new.due.as_ref()),
        "dates" => dates_change(old, new),
        // A due date that came or went says that the word in its place went or came.
        "due_state" => unless(old.due.is_some() != new.due.is_some(), Other),
        "ref" => text(&old.reference, &new.reference, Renumbered),
        "group" => unless(group(old) == group(new), Moved),
        // The innermost group is told by itself.
        "group_path" => {
            let path = |record: &Record| record.group_path.iter().map(|g| label(g)).collect::<Vec<_>>();
            unless(path(old) == path(new) || group(old) != group(new), Moved)
        }
        "recommendation" => prose(&old.recommendation, &new.recommendation),
        "action" => prose(&old.action, &new.action),
        "owners" => owners_change(&old.owners, &new.owners),
        "status" => status_change(old.status, new.status),
        "rag" => rag_change(old.rag, new.rag),
        "priority" => text(&old.priority, &new.priority, Other),
        "progress" => text(&old.progress, &new.progress, Other),
        "money" => {
            let amounts = |record: &Record| {
                let amount =
                    |m: &crate::record::Money| (m.amount, m.amount_to, m.currency.clone(), m.per, m.basis);
                record.money.iter().map(amount).collect::<Vec<_>>()
            };
            unless(amounts(old) == amounts(new), Other)
        }
        "notes" => {
            let notes = |record: &Record| record.notes.iter().map(|n| meaning(&n.text)).collect::<Vec<_>>();
            unless(notes(old) == notes(new), Other)
        }
        "id" | "rag_basis" => Cosmetic,
        _ => Other,
    };
    (kind, None)
}

fn group(record: &Record) -> Vec<String> {
    label(record.group.as_deref().unwrap_or_default())
}

/// Nearer to red is worse; grey and black are on no scale.
fn rag_change(old: Option<Rag>, new: Option<Rag>) -> ChangeKind {
    match (old.and_then(Rag::level), new.and_then(Rag::level)) {
        (Some(old), Some(new)) if new < old => ChangeKind::RagWorsened,
        (Some(old), Some(new)) if new > old => ChangeKind::RagImproved,
        _ => ChangeKind::Value,
    }
}

fn status_change(old: Option<Status>, new: Option<Status>) -> ChangeKind {
    match (old.and_then(progress), new.and_then(progress)) {
        (Some(old), Some(new)) if new > old => ChangeKind::StatusAdvanced,
        (Some(old), Some(new)) if new < old => ChangeKind::StatusRegressed,
        _ => ChangeKind::Value,
    }
}

/// How near to done a status is; `None` for the ends that are no achievement, and for everyday business.
fn progress(status: Status) -> Option<u8> {
    Some(match status {
        Status::NotStarted => 0,
        Status::NotAchieved => 1,
        Status::OnHold => 2,
        Status::Slipped => 3,
        Status::AtRisk => 4,
        Status::InProgress => 5,
        Status::OnTrack => 6,
        Status::AwaitingSignOff => 7,
        Status::Achieved => 8,
        Status::Closed => 9,
        Status::Undeliverable
        | Status::Ongoing
        | Status::Superseded
        | Status::Cancelled
        | Status::Rejected => {
            return None;
        }
    })
}

/// One change for each header whose text differs, in the order of the old columns, then of the new ones.
fn extra_changes(old: &Record, new: &Record, told: &Told) -> Vec<Change> {
    let added = new.extra.keys().filter(|header| !old.extra.contains_key(*header));
    let mut changes = Vec::new();
    for header in old.extra.keys().chain(added) {
        let (before, after) = (old.extra.get(header), new.extra.get(header));
        if before == after {
            continue;
        }
        let field = format!("{EXTRA}{header}");
        // A renamed column is compared under both its headers, and each of them says what became of the text.
        let to = told.renamed.get(header).map(|to| (header, to));
        let from = told.renamed_from.get(header).map(|from| (from, header));
        let elsewhere = to.or(from).map(|(from, to)| (old.extra.get(from), new.extra.get(to)));
        let (was, is) = elsewhere.unwrap_or((before, after));
        let same = same_words(was.map(String::as_str), is.map(String::as_str));
        let kind =
            if same || told.one_sided.contains(&field) { ChangeKind::Cosmetic } else { ChangeKind::Value };
        let value = |text: Option<&String>| text.map_or(Value::Null, |t| Value::String(t.clone()));
        changes.push(Change { field, kind, before: value(before), after: value(after), days: None });
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use ChangeKind::{
        Cosmetic, Moved, RagImproved, RagWorsened, Renumbered, Reworded, StatusAdvanced, StatusRegressed,
        Value as Other,
    };

    fn kinds(old: &Record, new: &Record) -> Vec<(String, ChangeKind)> {
        compare(old, new, &Told::default()).into_iter().map(|c| (c.field, c.kind)).collect()
    }

    #[test]
    fn every_field_of_a_record_is_compared() {
        let keys: BTreeSet<String> = object(&Record::default()).keys().cloned().collect();
        assert_eq!(keys, FIELDS.iter().map(ToString::to_string).collect());
    }

    #[test]
    fn texts_differ_by_their_words() {
        let record = |text: &str| Record {
            action: Some(text.into()),
            progress: Some(text.into()),
            ..Record::default()
        };
        let cases = [
            ("Review the lease.", "review the  lease", [Cosmetic, Cosmetic]),
            ("1. Review\n2. Report", "• Review\n• Report", [Cosmetic, Cosmetic]),
            ("Review the lease", "Review the leases and report", [Reworded, Other]),
        ];
        for (old, new, [action, progress]) in cases {
            let expected = [("action".to_owned(), action), ("progress".to_owned(), progress)];
            assert_eq!(kinds(&record(old), &record(new)), expected, "{old}");
        }
        assert_eq!(
            kinds(&Record::default(), &record("Review")),
            [("action".into(), Other), ("progress".into(), Other)]
        );
    }

    #[test]
    fn scales_have_a_direction() {
        let rag = |rag| Record { rag, ..Record::default() };
        let status = |status| Record { status, ..Record::default() };
        let cases = [
            (rag(Some(Rag::Green)), rag(Some(Rag::Amber)), RagWorsened),
            (rag(Some(Rag::Red)), rag(Some(Rag::AmberRed)), RagImproved),
            (rag(Some(Rag::Grey)), rag(Some(Rag::Red)), Other),
            (rag(None), rag(Some(Rag::Red)), Other),
            (status(Some(Status::NotStarted)), status(Some(Status::InProgress)), StatusAdvanced),
            (status(Some(Status::Closed)), status(Some(Status::OnTrack)), StatusRegressed),
            (status(Some(Status::InProgress)), status(Some(Status::Superseded)), Other),
        ];
        for (old, new, kind) in cases {
            assert_eq!(compare(&old, &new, &Told::default())[0].kind, kind, "{old:?}");
        }
    }

    #[test]
    fn a_text_that_gave_no_value_is_compared_as_text() {
        let record = |field: &str, text: &str| Record {
            as_written: [(field.to_owned(), text.to_owned())].into(),
            ..Record::default()
        };
        let cases = [
            (record("status", "Open"), record("status", "Active"), Other),
            (record("status", "Open"), Record::default(), Other),
            (record("owners", "12345"), record("owners", "67890"), Other),
            (record("status", "Open"), record("status", " open."), Cosmetic),
            (
                Record { status: Some(Status::OnTrack), ..record("status", "On-Track") },
                Record { status: Some(Status::OnTrack), ..record("status", "to plan") },
                Cosmetic,
            ),
        ];
        for (old, new, kind) in cases {
            let found: Vec<ChangeKind> = kinds(&old, &new).into_iter().map(|(_, kind)| kind).collect();
            assert_eq!(found, [kind], "{old:?}");
        }
    }

    #[test]
    fn what_is_said_already_is_cosmetic() {
        let old = Record {
            id: "1".into(),
            reference: Some("1".into()),
            group: Some("Parks".into()),
            ..Record::default()
        };
        let new = Record {
            id: "A::2".into(),
            reference: Some("2".into()),
            group: Some("Roads".into()),
            ..old.clone()
        };
        let mut nested = new.clone();
        nested.group_path = vec!["Roads".into()];
        assert_eq!(
            kinds(&old, &nested),
            [("id", Cosmetic), ("ref", Renumbered), ("group", Moved), ("group_path", Cosmetic)]
                .map(|(f, k)| (f.to_owned(), k))
        );
        let dropped = Told { one_sided: ["ref".to_owned()].into(), ..Told::default() };
        let kind = compare(&old, &Record { reference: None, ..old.clone() }, &dropped)[0].kind;
        assert_eq!(kind, Cosmetic, "the column is gone, not this ref");
    }

    #[test]
    fn other_columns_are_compared_header_by_header() {
        let record = |cells: &[(&str, &str)]| Record {
            extra: cells.iter().map(|(h, t)| ((*h).to_owned(), (*t).to_owned())).collect(),
            ..Record::default()
        };
        let old = record(&[("Ward", "North"), ("Lead member", "Cllr Ode"), ("Cost centre", "A1")]);
        let new = record(&[
            ("Ward", "South"),
            ("Portfolio holder", "Cllr Ode"),
            ("Cost centre", "A1"),
            ("Risk", "7"),
        ]);
        let told = Told {
            one_sided: ["extra.Risk".to_owned()].into(),
            renamed: [("Lead member".into(), "Portfolio holder".into())].into(),
            renamed_from: [("Portfolio holder".into(), "Lead member".into())].into(),
        };
        let changes: Vec<(String, ChangeKind)> =
            compare(&old, &new, &told).into_iter().map(|c| (c.field, c.kind)).collect();
        let expected = [
            ("extra.Ward", Other),
            ("extra.Lead member", Cosmetic),
            ("extra.Portfolio holder", Cosmetic),
            ("extra.Risk", Cosmetic),
        ];
        assert_eq!(changes, expected.map(|(f, k)| (f.to_owned(), k)));
    }
}
