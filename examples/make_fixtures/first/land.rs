//! Section B of the first version: fees, buildings, catering, fly-tips.

use trackrecord::record::{DueState, Field, MoneyBasis, Per, Rag, Status};

use super::{action, lead, recommendation};
use crate::plan::{Action, Blot, DateCell, Form, Hand, Recommendation, Section, between, by, person, saving};

use DateCell::{Day, State, StruckRun, Words};
use Rag::{Amber, Blue, Green, Grey, Red};
use Status::{Achieved, InProgress, NotStarted, OnTrack, Ongoing, Slipped};

/// The section as at 30 June 2023.
pub(crate) fn section() -> Section {
    let contracts = lead(
        "Helen Marsh, Leisure Contracts Manager",
        vec![person("Helen Marsh", "Leisure Contracts Manager", "")],
    );
    let fees = vec![
        Action {
            evidence: "Fee comparison",
            ..action(
                "b1.compare",
                "Compare fees with five neighbouring districts",
                contracts.clone(),
                "Medium",
                by(Day("2023-06-30")),
                (Achieved, Some(Blue)),
                "The comparison went to the portfolio holder on 12 June. We charge least for junior pitches and most for pavilions.",
            )
        },
        Action {
            saving: saving("£40k p.a. (estimated)", 40_000, Per::Year, Some(MoneyBasis::Estimated)),
            ..action(
                "b1.fees",
                "Take a new schedule of fees through the budget round",
                contracts.clone(),
                "High",
                by(Words("2023-11")),
                (OnTrack, Some(Green)),
                "Two options are being costed with Finance. One keeps junior pitches where they are, the other brings them up over three seasons.",
            )
        },
        action(
            "b1.instalments",
            "Let clubs pay by instalments",
            contracts,
            "Low",
            by(State(DueState::ToBeConfirmed)),
            (NotStarted, Some(Grey)),
            "",
        ),
    ];
    let estates = lead(
        "Marcus Bell, Estates Surveyor (Property)",
        vec![person("Marcus Bell", "Estates Surveyor (Property)", "")],
    );
    let buildings = |key, text, until| Action {
        evidence: "Photographs",
        ..action(
            key,
            text,
            estates.clone(),
            "Medium",
            by(Words(until)),
            (InProgress, Some(Amber)),
            "Surveyors have been into four of the six. The bothy roof is worse than we thought.",
        )
    };
    let catering = vec![Action {
        saving: between("£6k to £8k p.a.", 6_000, 8_000, Per::Year),
        blots: &[(Field::Status, Blot::LowerCase), (Field::Action, Blot::TrailingSpace)],
        ..action(
            "b3.catering",
            "Re-tender the four seasonal catering pitches",
            lead(
                "Helen Marsh / Marian Goss",
                vec![person("Helen Marsh", "", ""), person("Marian Goss", "", "")],
            ),
            "Medium",
            by(Day("2023-11-30")),
            (OnTrack, Some(Green)),
            "Tender documents are with Legal Services for checking.",
        )
    }];
    let fly_tips = vec![
        Action {
            saving: saving("£9,600 one-off", 9_600, Per::Once, None),
            evidence: "Site plans",
            ..action(
                "b4.cameras",
                "Put cameras at the three worst car parks",
                lead(
                    "Yusuf Demir, Enforcement Lead (Community Safety)",
                    vec![person("Yusuf Demir", "Enforcement Lead (Community Safety)", "")],
                ),
                "High",
                by(StruckRun("2023-04", "2023-08")),
                (Slipped, Some(Red)),
                "The power supply at Quarry Lane has to be moved first, and the network operator has quoted twelve weeks.",
            )
        },
        action(
            "b4.prosecute",
            "Prosecute repeat offenders and publish the outcome",
            lead(
                "Yusuf Demir; Legal Services",
                vec![person("Yusuf Demir", "", ""), person("", "", "Legal Services")],
            ),
            "Low",
            by(State(DueState::Ongoing)),
            (Ongoing, Some(Green)),
            "Two cases went to court this quarter and both defendants were fined.",
        ),
    ];
    Section {
        title: "Section B – Income and use of land",
        hand: Hand::Theme,
        recommendations: vec![
            Recommendation {
                lead_merged: true,
                wrapped: true,
                ..recommendation(
                    "B1",
                    "Bring pitch and pavilion fees closer to those of neighbouring districts.",
                    fees,
                )
            },
            Recommendation {
                form: Form::List,
                ..recommendation(
                    "B2",
                    "Find a use for park buildings that stand empty.",
                    vec![
                        buildings(
                            "b2.survey",
                            "Survey the condition of the six empty buildings",
                            "2023-08-31",
                        ),
                        buildings(
                            "b2.interest",
                            "Ask for expressions of interest in Wren Lodge and the Old Bothy",
                            "2023-11-30",
                        ),
                    ],
                )
            },
            recommendation("B3", "Let the catering pitches again on better terms.", catering),
            Recommendation {
                wrapped: true,
                ..recommendation("B4", "Spend less on clearing fly-tips from car parks.", fly_tips)
            },
        ],
    }
}
