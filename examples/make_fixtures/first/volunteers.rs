//! Section C of the first version: agreements, new volunteers, insurance.

use trackrecord::record::{DueState, Field, MoneyBasis, Per, Rag, Status};

use super::{action, lead, recommendation};
use crate::plan::{Action, Blot, DateCell, Hand, Recommendation, Section, by, person, saving};

use DateCell::{Day, Month, State};
use Rag::{Amber, Green, Grey};
use Status::{AtRisk, AwaitingSignOff, InProgress, NotStarted, OnTrack};

/// The section as at 30 June 2023.
pub(crate) fn section() -> Section {
    let aisha = || {
        lead(
            "Aisha Karim, Volunteering Coordinator",
            vec![person("Aisha Karim", "Volunteering Coordinator", "")],
        )
    };
    let partners = vec![
        Action {
            evidence: "Forum minutes",
            ..action(
                "c1.model",
                "Adopt a model agreement that says what each side brings",
                aisha(),
                "High",
                by(Day("2023-06-30")),
                (AwaitingSignOff, Some(Green)),
                "The friends' forum approved the text on 8 June. The Leader's signature is awaited.",
            )
        },
        action(
            "c1.sign",
            "Sign agreements with the nine established groups",
            aisha(),
            "Medium",
            by(Month("2024-01")),
            (NotStarted, Some(Grey)),
            "Will begin when the model has been signed.",
        ),
        Action {
            blots: &[(Field::Progress, Blot::NoBreakSpace)],
            ..action(
                "c1.contact",
                "Give each group a named contact in the service",
                lead("Rosalind Teague", vec![person("Rosalind Teague", "", "")]),
                "Low",
                by(Day("2023-10-31")),
                (InProgress, Some(Amber)),
                "Five of the nine groups have a name so far.",
            )
        },
    ];
    let wider = vec![
        Action {
            saving: saving("£900 one-off", 900, Per::Once, None),
            ..action(
                "c2.taster",
                "Run six taster days with the youth service and the over-60s forum",
                lead(
                    "Aisha Karim, Volunteering Coordinator, and Ben Prowse (Youth Service)",
                    vec![
                        person("Aisha Karim", "Volunteering Coordinator", ""),
                        person("Ben Prowse", "", "Youth Service"),
                    ],
                ),
                "Medium",
                by(Day("2023-10-31")),
                (OnTrack, Some(Green)),
                "Two have been held, at Wren Park and Quarry Lane, and 23 people came. Four more are booked.",
            )
        },
        Action {
            saving: saving("£1,200 one-off (estimated)", 1_200, Per::Once, Some(MoneyBasis::Estimated)),
            ..action(
                "c2.leaflet",
                "Translate the volunteer leaflet into the four languages most spoken locally",
                lead("Communications Team", vec![person("", "", "Communications Team")]),
                "Low",
                by(Day("2023-07-31")),
                (InProgress, Some(Amber)),
                "The English text has been cut to one page so that the translations fit.",
            )
        },
        action(
            "c2.hours",
            "Report volunteer hours by ward",
            lead("tbc", Vec::new()),
            "Low",
            by(State(DueState::ToBeConfirmed)),
            (NotStarted, Some(Grey)),
            "Nobody has been asked to do this yet.",
        ),
    ];
    let insurance = vec![Action {
        saving: saving("£2,750 p.a.", 2_750, Per::Year, None),
        evidence: "Broker's letter",
        ..action(
            "c3.insure",
            "Hold one insurance policy for all volunteers",
            lead(
                "Priya Nambiar, Insurance Officer (Finance)",
                vec![person("Priya Nambiar", "Insurance Officer (Finance)", "")],
            ),
            "High",
            by(Day("2023-08-31")),
            (AtRisk, Some(Amber)),
            "Three quotes are in. The cheapest leaves out work near water, so the broker has been asked to look again.",
        )
    }];
    Section {
        title: "Section C – Volunteers and friends groups",
        hand: Hand::Other,
        recommendations: vec![
            recommendation("C1", "Treat friends groups as partners, with a written agreement.", partners),
            Recommendation {
                // The letter is Cyrillic.
                written_reference: "\u{421}2",
                wrapped: true,
                ..recommendation("C2", "Draw volunteers from more parts of the community.", wider)
            },
            recommendation("C3", "Insure and equip volunteers properly.", insurance),
        ],
    }
}
