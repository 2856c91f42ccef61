//! The small words of column headers, as data: what stands around a head and what it does there.
//!
//! English headers are modifier and head: "revised target date" is a date, "target" makes it a due one, "revised" the
//! due one that counts now. Which phrases are heads is in [`vocabulary`](super::vocabulary).

use crate::record::Field::{
    self, Action, Completed, Due, Group, Money, Notes, OriginalDue, OtherDate, Owner, PercentComplete,
    Progress, Rag, Raised, Recommendation, Ref, RevisedDue, Started, Status, Unit, Updated,
};

/// A modifier that makes a head of one of the fields `from` name `to` instead; `None`: no field.
#[derive(Debug)]
pub(super) struct Shift {
    pub(super) from: &'static [Field],
    pub(super) to: Option<Field>,
    pub(super) words: &'static [&'static str],
}

const fn shift(from: &'static [Field], to: Option<Field>, words: &'static [&'static str]) -> Shift {
    Shift { from, to, words }
}

/// In order of precedence: a "revised target date" is revised.
pub(super) const SHIFTS: &[Shift] = &[
    shift(&[Due, Completed, OtherDate], Some(Completed), &["actual", "reelle", "ist"]),
    shift(
        &[Due, Completed, OtherDate],
        Some(RevisedDue),
        &[
            "revised",
            "new",
            "amended",
            "adjusted",
            "extended",
            "rescheduled",
            "updated",
            "changed",
            "current",
            "1st",
            "2nd",
            "3rd",
            "second",
            "third",
        ],
    ),
    shift(&[OtherDate], Some(RevisedDue), &["latest"]),
    shift(&[Due, Completed, OtherDate], Some(OriginalDue), &["original", "baseline", "base"]),
    shift(&[Due, Completed], Some(OriginalDue), &["initial", "first"]),
    shift(
        &[Due, Completed, OtherDate],
        Some(Due),
        &[
            "target",
            "anticipated",
            "scheduled",
            "expected",
            "planned",
            "plan",
            "estimate",
            "estimated",
            "proposed",
            "projected",
            "forecast",
            "agreed",
            "intended",
            "likely",
            "required",
            "latest",
            "provisional",
            "due",
            "estimada",
            "geplant",
            "planificada",
            "prevista",
            "prevue",
            "previsionnelle",
            "soll",
        ],
    ),
    shift(&[Status], Some(Rag), &["rag", "brag", "ragb", "colour"]),
    shift(
        &[Notes],
        Some(Progress),
        &[
            "progress",
            "update",
            "monitoring",
            "officer",
            "management",
            "status",
            "follow",
            "latest",
            "recent",
            "implementation",
        ],
    ),
    shift(&[Progress, Status], Some(PercentComplete), &["%"]),
    shift(
        &[Status],
        None,
        &["control", "funding", "staffing", "review", "validation", "verification", "employment"],
    ),
    shift(&[Progress], Some(Notes), &["cost", "budget", "financial", "finance", "saving", "variance"]),
    shift(
        &[Recommendation, Action],
        None,
        &["total", "related", "linked", "associated", "repeat", "predecessor"],
    ),
    shift(&[Action], None, &["existing"]),
    shift(&[Unit], None, &["partner", "stakeholder", "supporting", "affected", "impacted"]),
    shift(&[Group], None, &["cause", "impact", "impacted", "affected", "linked", "related"]),
    shift(&[Started, Due, Completed], None, &["tenure", "contract", "employment"]),
    shift(&[Money], None, &["carbon", "co2", "co2e", "tco2", "tco2e", "emission", "kwh"]),
    shift(&[Owner], None, &["reporting", "raising", "requesting", "identifying", "authorising", "approving"]),
    shift(
        &[Ref],
        None,
        &[
            "phone",
            "mobile",
            "contact",
            "cost",
            "budget",
            "wbs",
            "control",
            "asset",
            "account",
            "vendor",
            "version",
            "post",
            "room",
            "parent",
            "related",
            "linked",
            "link",
            "previous",
            "old",
            "cross",
            "invoice",
            "order",
            "contract",
            "page",
            "paragraph",
            "policy",
            "legislation",
            "stig",
            "approval",
            "cve",
            "document",
            "file",
            "source",
            "protocol",
            "plugin",
            "total",
        ],
    ),
];

/// Heads that name what the words before them name: a "risk description" holds the risk.
pub(super) const TRANSPARENT: &[&str] = &[
    "description",
    "detail",
    "name",
    "statement",
    "text",
    "title",
    "summary",
    "headline",
    "item",
    "point",
    "nature",
];

/// What they can name.
pub(super) const DESCRIBED: &[Field] = &[Recommendation, Action, Group, Owner, Unit, Progress, Notes];

/// What the date of a field is.
pub(super) const DATED: &[(Field, Field)] = &[
    (Action, Due),
    (Due, Due),
    (OriginalDue, OriginalDue),
    (RevisedDue, RevisedDue),
    (Started, Started),
    (Completed, Completed),
    (Updated, Updated),
    (Raised, Raised),
    (Status, Updated),
    (Progress, Updated),
    (Notes, Updated),
];

/// Heads that name the rank of what the words before them rank.
pub(super) const RATED: &[&str] = &["level", "rating", "ranking", "grade", "grading"];

/// Verbs that tell what happened on a date.
pub(super) const DATED_BY: &[(&[&str], Field)] = &[
    (
        &[
            "achieved",
            "actioned",
            "cleared",
            "close",
            "closed",
            "closeout",
            "complete",
            "completed",
            "concluded",
            "delivered",
            "discharged",
            "done",
            "finalised",
            "finalized",
            "finished",
            "fixed",
            "implemented",
            "rectified",
            "remediated",
            "resolved",
        ],
        Completed,
    ),
    (&["begun", "commenced", "initiated", "started"], Started),
];

/// Words behind a head that leave it what it is: "savings achieved".
pub(super) const PARTICIPLES: &[&str] = &[
    "achievable",
    "achieved",
    "agreed",
    "applicable",
    "arising",
    "confirmed",
    "delivered",
    "identified",
    "incurred",
    "made",
    "needed",
    "not",
    "noted",
    "outstanding",
    "planned",
    "presented",
    "proposed",
    "raised",
    "realised",
    "realized",
    "received",
    "remaining",
    "reported",
    "required",
    "still",
    "submitted",
    "yet",
];

/// Words that end the part of a header that its head ends: "deadline for completion".
pub(super) const PREPOSITIONS: &[&str] = &[
    "affecting",
    "after",
    "against",
    "as",
    "at",
    "before",
    "bei",
    "by",
    "concerning",
    "during",
    "for",
    "from",
    "fur",
    "identifying",
    "if",
    "in",
    "of",
    "on",
    "per",
    "regarding",
    "relating",
    "since",
    "that",
    "they",
    "to",
    "under",
    "via",
    "we",
    "when",
    "where",
    "whether",
    "which",
    "who",
    "with",
    "within",
    "you",
    "zum",
    "zur",
];

/// One word for those that mean the same in a header: (as found, as compared).
pub(super) const SAME_WORDS: &[(&str, &str)] = &[
    ("act", "actual"),
    ("cd", "code"),
    ("cmpl", "complete"),
    ("cmt", "comment"),
    ("color", "colour"),
    ("compl", "complete"),
    ("dept", "department"),
    ("desc", "description"),
    ("descr", "description"),
    ("doe", "does"),
    ("dt", "date"),
    ("est", "estimate"),
    ("eur", "£"),
    ("fulfilled", "met"),
    ("gbp", "£"),
    ("impl", "implementation"),
    ("med", "medium"),
    ("mgmt", "management"),
    ("mgr", "manager"),
    ("mitigating", "mitigation"),
    ("nr", "no"),
    ("num", "no"),
    ("number", "no"),
    ("org", "organisation"),
    ("organization", "organisation"),
    ("orig", "original"),
    ("originally", "original"),
    ("pct", "%"),
    ("percent", "%"),
    ("percentage", "%"),
    ("pri", "priority"),
    ("prob", "probability"),
    ("program", "programme"),
    ("rec", "recommendation"),
    ("recom", "recommendation"),
    ("reference", "ref"),
    ("resp", "responsible"),
    ("sev", "severity"),
    ("statuse", "status"),
    ("telephone", "phone"),
    ("txt", "text"),
    ("upd", "update"),
    ("usd", "£"),
];

/// Words that add nothing.
pub(super) const ARTICLES: &[&str] = &["a", "an", "any", "its", "our", "the", "their", "your"];

/// Words after which a header only tells how to fill the column in.
pub(super) const GUIDANCE: &[&str] = &["eg", "ie", "incl", "including", "insert", "nb", "please"];

/// Names of periods: they say when, not what.
pub(super) const TIME_WORDS: &[&str] = &[
    "apr",
    "april",
    "aug",
    "august",
    "dec",
    "december",
    "feb",
    "february",
    "fy",
    "jan",
    "january",
    "jul",
    "july",
    "jun",
    "june",
    "mar",
    "march",
    "may",
    "month",
    "nov",
    "november",
    "now",
    "oct",
    "october",
    "period",
    "qrt",
    "qtr",
    "quarter",
    "sep",
    "sept",
    "september",
    "week",
    "year",
    "ytd",
];

/// Words before the name of a period.
pub(super) const TIME_LEADS: &[&str] =
    &["academic", "as", "at", "current", "financial", "for", "in", "last", "previous", "prior", "this"];

/// Verbs at the end of a clause with "what" that tell what others found, and what has been done about it.
pub(super) const SAID: &[&str] = &[
    "said",
    "say",
    "told",
    "found",
    "find",
    "reported",
    "recommended",
    "identified",
    "asked",
    "ask",
    "noted",
    "saw",
];
pub(super) const DID: &[&str] = &["did", "done", "achieved", "changed"];
