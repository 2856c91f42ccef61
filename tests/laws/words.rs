//! What stands in generated cells: headers and values of each kind of column, and the noise that files bring along.

use jiff::civil::date;
use trackrecord::grid::{Shown, Value};

use super::choices::Choices;

/// What a generated column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Ref,
    Group,
    Recommendation,
    Action,
    Owner,
    Unit,
    Due,
    Revised,
    Completed,
    Status,
    Rag,
    Priority,
    Percent,
    Progress,
    Money,
    Notes,
    Extra,
}

/// What headers call each kind, and what its cells say.
pub(super) fn vocabulary(kind: Kind) -> (&'static [&'static str], &'static [&'static str]) {
    match kind {
        Kind::Ref => {
            (&["Ref", "No.", "#", "Rec No", "Ref."], &["1", "2", "3.", "A1", "B2", "В3", "4~1", "#2", "１2"])
        }
        Kind::Group => {
            (&["Theme", "Section", "Area", "Workstream"], &["Harbour", "Lamps and lights", "Boats"])
        }
        Kind::Recommendation => (
            &["Recommendation", "Risk", "Issue", "Recommendations agreed by the board"],
            &[
                "Dredge the inner basin before autumn",
                "Keep a list of all boats and of those who own them.",
                "Light the long pier from end to end",
                "<p>Count the moorings &amp; publish the number</p>",
                "Train the wardens",
            ],
        ),
        Kind::Action => (
            &["Action", "Agreed action", "Action to be taken", "Mitigation"],
            &[
                "Let the contract",
                "1. Draft the policy 2. Consult the crews 3. Print it",
                "• Buy forty lamps • Hire a crane",
                "- write to the owners\n- ring those who do not answer",
                "Tell the boat owners before the work begins and",
                "a) Survey the quay b) Mend it",
                "The team will:\n1. draft\n2. consult",
            ],
        ),
        Kind::Owner => (
            &["Owner", "Lead officer", "Responsible", "Lead Officer(s)"],
            &[
                "J. Roe",
                "Ada Poe, Harbour Master",
                "Roe, J.; Poe, A.",
                "Head of Moorings",
                "All directors",
                "Ada Poe Tom Ode",
                "a.poe@harbour.example",
                "TBC",
                "JR/AP",
            ],
        ),
        Kind::Unit => (&["Directorate", "Team", "Department"], &["Harbour Office", "Boats Team", "HQ"]),
        Kind::Due => (
            &["Due", "Target date", "Timescale", "Deadline"],
            &[
                "June 2021",
                "30/6/21",
                "4/13/2021",
                "Q3 2021/22",
                "ongoing",
                "31/13/2021",
                "May 2021 July 2021",
                "end of March",
                "Spring 2022",
                "Mar-22 (was Dec 21)",
                "as soon as possible",
                "from April 2021 to May 2020",
            ],
        ),
        Kind::Revised => {
            (&["Revised date", "Revised target date"], &["Sept 2021", "1/7/2022", "n/a", "10 Oct 2021"])
        }
        Kind::Completed => (&["Date completed", "Completed"], &["12 May 2021", "1.2.2021", "not yet"]),
        Kind::Status => (
            &["Status", "Progress status", "Current status"],
            &[
                "On track",
                "1 - Achieved",
                "Slipped",
                "Closed",
                "Green",
                "Zebra",
                "Not started",
                "in_progress",
            ],
        ),
        Kind::Rag => (
            &["RAG", "RAG rating", "RAG status"],
            &["Red", "A", "G", "green", "Amber/Red", "🟢", "3", "Complete"],
        ),
        Kind::Priority => (&["Priority", "Risk rating"], &["High", "Low", "1", "Medium"]),
        Kind::Percent => (&["% complete", "Percent complete"], &["40%", "0.5", "100", "half", "250%"]),
        Kind::Progress => (
            &["Progress", "Latest position", "Update", "Comments on progress"],
            &[
                "Tenders came in and were scored by the",
                "board of the trust in May, which chose the second lowest.",
                "All forty lamps are up and were tested in the dark.",
                "None so far",
                "Begun in June; see <b>minutes</b> of the harbour board of 3 May 2021",
                "<5 boats are left.",
            ],
        ),
        Kind::Money => (
            &["Savings", "Cost", "Saving or cost", "Budget"],
            &["£1,000", "£4.5m p.a.", "£10-20k", "N/A", "$12 per month, £3 once", "120000"],
        ),
        Kind::Notes => (
            &["Notes", "Remarks"],
            &["See file 12", "ask  Ada", "none", "to be discussed with the crews of the boats"],
        ),
        Kind::Extra => (
            &["Evidence held", "Ward", "", "Evidence held", "Column B", "Vessel"],
            &["Photographs", "North", "x", "12", "a  b", "Mary Ann"],
        ),
    }
}

/// What scanners, exports and people leave in cells.
const NOISE: [&str; 16] = [
    "~1 ]l",
    "•",
    "\"",
    "&nbsp;",
    "—",
    "-",
    "<br>",
    "\u{200B}x",
    "page 3 of 7",
    "7 (pr. 12 0",
    "§",
    "0",
    "#REF!",
    "ﬁle № 7",
    "1)",
    "and so on, which was",
];

/// Returns a value for a column: a text as a rule, now and then a typed one or noise.
pub(super) fn value(kind: Kind, choices: &mut Choices) -> Value {
    if choices.chance(4) {
        return noise(choices);
    }
    let typed = choices.chance(25);
    let day = |choices: &mut Choices| {
        let month = i8::try_from(1 + choices.below(12)).unwrap();
        let shown = choices.pick(&[Shown::Day, Shown::Month, Shown::Time]);
        Value::Date(date(2021, month, 28).at(9, 30, 0, 0), shown)
    };
    match kind {
        Kind::Due | Kind::Revised | Kind::Completed if typed => day(choices),
        Kind::Ref if typed => Value::Number(choices.pick(&[1.0, 2.0, 3.1, 10.0])),
        Kind::Percent if typed => {
            let number = choices.pick(&[0.07, 1.0, 45.0, 1e20]);
            if choices.chance(50) { Value::Percent(number) } else { Value::Number(number) }
        }
        Kind::Money if typed => Value::Number(choices.pick(&[1000.0, -38245.67, 0.1])),
        Kind::Extra if typed => match choices.below(3) {
            0 => Value::Boolean(true),
            1 => Value::Number(7.0),
            _ => day(choices),
        },
        _ => Value::Text(choices.pick(vocabulary(kind).1).to_owned()),
    }
}

/// Returns something that fits nowhere.
pub(super) fn noise(choices: &mut Choices) -> Value {
    let text = choices.pick(&NOISE);
    if text.starts_with("#R") { Value::Error(text.to_owned()) } else { Value::Text(text.to_owned()) }
}

/// A column of a generated table.
pub(super) struct Column {
    pub(super) at: u32,
    pub(super) kind: Kind,
    pub(super) header: &'static str,
}

/// The columns of a table: always something that says what the item is, the others as it falls, some twice.
pub(super) fn columns(choices: &mut Choices) -> Vec<Column> {
    use Kind::{
        Action, Completed, Due, Extra, Group, Money, Notes, Owner, Percent, Priority, Progress, Rag,
        Recommendation, Ref, Revised, Status, Unit,
    };
    let usual = [
        (Ref, 80),
        (Group, 20),
        (Recommendation, 80),
        (Action, 70),
        (Owner, 70),
        (Unit, 20),
        (Due, 70),
        (Revised, 30),
        (Completed, 20),
        (Rag, 40),
        (Status, 60),
        (Priority, 20),
        (Percent, 20),
        (Progress, 50),
        (Notes, 30),
        (Notes, 15),
        (Money, 30),
        (Money, 10),
        (Extra, 40),
        (Extra, 20),
    ];
    let mut at = u32::try_from(choices.below(2)).unwrap();
    let mut columns = Vec::new();
    for (kind, often) in usual {
        // Where the choices are at their end this is the plainest table.
        let plain = matches!(kind, Ref | Recommendation | Due | Status);
        if choices.chance(often) || plain && choices.chance(50) {
            columns.push(Column { at, kind, header: choices.pick(vocabulary(kind).0) });
            at += 1 + u32::from(choices.chance(3));
        }
    }
    if columns.len() < 2 {
        columns = vec![
            Column { at, kind: Recommendation, header: "Recommendation" },
            Column { at: at + 1, kind: Status, header: "Status" },
        ];
    }
    columns
}
