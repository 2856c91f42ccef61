//! The first version of the plan, as at 30 June 2023: 24 actions in 11 recommendations in 3 sections.
//!
//! Council, review, places and people are invented.

mod land;
mod safety;
mod volunteers;

use trackrecord::record::{Rag, Status};

use crate::plan::{Action, Form, Lead, Person, Plan, Recommendation, Target, no_saving};

/// The plan as at 30 June 2023.
pub(crate) fn plan() -> Plan {
    Plan {
        name: "2023-06-30",
        metadata: vec![
            ("Report to:", "Environment Scrutiny Panel, 18 July 2023"),
            ("Contact officer:", "Gwen Ashby, Policy Officer (ext. 2214)"),
            ("Period:", "Quarter 1, 2023/24"),
        ],
        saved: (2023, 7, 6),
        action_header: "Agreed\naction",
        lead_header: "Lead officer(s)",
        has_wards: false,
        sections: vec![safety::section(), land::section(), volunteers::section()],
        page_end: ("a4.exercise", "when its boats come out"),
        page_line: true,
        text_page_end: "b1.fees",
        still_counted: None,
        scribble: Some(("b2.survey", "chase Marcus re bothy roof!")),
        placeholders: vec![("C4", ""), ("", "-")],
    }
}

/// An action without money, evidence or slips; with them by struct update.
pub(crate) fn action(
    key: &'static str,
    text: &'static str,
    lead: Lead,
    priority: &'static str,
    target: Target,
    (status, rag): (Status, Option<Rag>),
    progress: &'static str,
) -> Action {
    Action {
        key,
        split_from: None,
        text,
        lead,
        priority,
        target,
        rag,
        status,
        progress,
        saving: no_saving("N/A"),
        evidence: "",
        wards: "",
        blots: &[],
    }
}

/// A recommendation whose ref and text are merged over its actions.
pub(crate) fn recommendation(
    reference: &'static str,
    text: &'static str,
    actions: Vec<Action>,
) -> Recommendation {
    Recommendation {
        reference,
        written_reference: reference,
        text,
        form: Form::Merged,
        lead_merged: false,
        wrapped: false,
        actions,
    }
}

/// An owner's cell.
pub(crate) fn lead(written: &'static str, owners: Vec<Person>) -> Lead {
    Lead { written, owners }
}
