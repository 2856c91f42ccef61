//! Section A of the first version: inspections, trees, defects, water.

use trackrecord::record::{DueState, Field, MoneyBasis, Per, Rag, Status};

use super::{action, lead, recommendation};
use crate::plan::{
    Action, Blot, DateCell, Form, Hand, Recommendation, Section, by, moved, no_saving, person, saving,
};

use DateCell::{Day, Moved, State, Words};
use Rag::{Amber, Green, Grey, Red};
use Status::{AtRisk, AwaitingSignOff, NotStarted, OnTrack, Ongoing, Slipped};

/// The section as at 30 June 2023.
pub(crate) fn section() -> Section {
    let inspection = vec![
        Action {
            evidence: "Draft cycle, sheet 2",
            ..action(
                "a1.cycle",
                "Draw up a risk-based inspection cycle for all 43 play areas",
                lead(
                    "Rosalind Teague, Parks Manager (Environment),\nOwen Halliwell, Play Officer (Environment) and\nPriya Nambiar, Insurance Officer (Finance)",
                    vec![
                        person("Rosalind Teague", "Parks Manager (Environment)", ""),
                        person("Owen Halliwell", "Play Officer (Environment)", ""),
                        person("Priya Nambiar", "Insurance Officer (Finance)", ""),
                    ],
                ),
                "High",
                moved(Day("2023-04-30"), Day("2023-07-31")),
                (AtRisk, Some(Amber)),
                "A draft cycle was shared with our insurers in May. They asked for the six sites with zip wires to be visited every month, so the rota is being worked out again.",
            )
        },
        Action {
            saving: saving("£2,400 one-off", 2_400, Per::Once, None),
            evidence: "Booking forms",
            blots: &[(Field::Owner, Blot::NoBreakSpace)],
            ..action(
                "a1.train",
                "Train two more inspectors to the national standard",
                lead("Owen Halliwell", vec![person("Owen Halliwell", "", "")]),
                "High",
                by(Day("2023-09-30")),
                (OnTrack, Some(Green)),
                "Both candidates are booked on the September course.",
            )
        },
        action(
            "a1.publish",
            "Publish the results on the parks web pages every quarter",
            lead("Digital Team", vec![person("", "", "Digital Team")]),
            "Medium",
            by(Words("2023-12")),
            (NotStarted, Some(Grey)),
            "To follow once the cycle has been agreed.",
        ),
    ];
    let trees = vec![
        Action {
            saving: saving("£40k one-off (estimated)", 40_000, Per::Once, Some(MoneyBasis::Estimated)),
            evidence: "Survey returns 1 to 7",
            ..action(
                "a2.survey",
                "Finish the condition survey of the twelve priority sites",
                lead("Onyango, Daniel", vec![person("Daniel Onyango", "", "")]),
                "High",
                by(Moved("2023-06", "2023-09")),
                (Slipped, Some(Red)),
                "Seven of the twelve sites are done. The contractor lost three weeks to high winds and nesting birds and has asked for more time.",
            )
        },
        Action {
            saving: saving("£12,500 p.a.", 12_500, Per::Year, None),
            blots: &[(Field::Progress, Blot::DoubleSpace)],
            ..action(
                "a2.contract",
                "Let a two-year framework contract for tree surgery",
                lead(
                    "Daniel Onyango, Tree Officer\nMarian Goss, Procurement Partner (Finance)",
                    vec![
                        person("Daniel Onyango", "Tree Officer", ""),
                        person("Marian Goss", "Procurement Partner (Finance)", ""),
                    ],
                ),
                "High",
                by(Day("2023-10-31")),
                (OnTrack, Some(Green)),
                "The specification has been drafted, and a call for interest brought four replies.",
            )
        },
    ];
    let log = vec![Action {
        saving: saving("£3,200 p.a.", 3_200, Per::Year, None),
        evidence: "Log extract",
        ..action(
            "a3.log",
            "Move defect reports to hand-held devices and close the paper book",
            lead("Tom Lockyer, Grounds Supervisor", vec![person("Tom Lockyer", "Grounds Supervisor", "")]),
            "Medium",
            by(Day("2023-05-31")),
            (AwaitingSignOff, Some(Green)),
            "Every crew has used the devices since 22 May. Internal Audit wants to see a full month of entries before it agrees.",
        )
    }];
    let water = vec![
        Action {
            saving: no_saving("Within existing budget"),
            evidence: "Schedule, first draft",
            ..action(
                "a4.schedule",
                "List every lake and pond with the person who answers for it",
                lead("Head of Legal Services", vec![person("", "Head of Legal Services", "")]),
                "High",
                by(Day("2023-07-31")),
                (OnTrack, Some(Green)),
                "Nineteen of the 22 waters are listed. Three are held on old leases and the deeds are being traced.",
            )
        },
        Action {
            saving: saving("£1,150 p.a.", 1_150, Per::Year, None),
            evidence: "Check sheets",
            blots: &[(Field::Progress, Blot::StrayBullet)],
            ..action(
                "a4.lines",
                "Check and replace throw lines, signs and life-rings",
                lead("Grounds Maintenance Team", vec![person("", "", "Grounds Maintenance Team")]),
                "High",
                by(State(DueState::Ongoing)),
                (Ongoing, Some(Green)),
                "Weekly checks continue; four throw lines were replaced in the quarter.",
            )
        },
        action(
            "a4.exercise",
            "Hold a joint exercise with the fire service at Millbeck Lake",
            lead("Rosalind Teague", vec![person("Rosalind Teague", "", "")]),
            "Medium",
            by(Words("2023-10")),
            (NotStarted, Some(Grey)),
            "The fire service has offered two dates in the autumn. We cannot settle on one until the sailing club has told us when its boats come out of the water, and the club's committee does not meet before the middle of August.",
        ),
    ];
    Section {
        title: "Section A – Keeping people safe",
        hand: Hand::Standard,
        recommendations: vec![
            recommendation(
                "A1",
                "Inspect every play area on a fixed cycle and keep the results where councillors can see them.",
                inspection,
            ),
            recommendation(
                "A2",
                "Clear the backlog of tree work, beginning with trees beside roads and schools.",
                trees,
            ),
            recommendation("A3", "Replace the paper defect book with an electronic log.", log),
            Recommendation {
                form: Form::BlankBelow,
                ..recommendation(
                    "A4",
                    "Settle who is responsible for water safety at each lake and pond.",
                    water,
                )
            },
        ],
    }
}
