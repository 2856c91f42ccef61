//! The later versions, each as edits of the one before.

use trackrecord::record::{MoneyBasis, Per, Rag, Status};

use crate::Fault;
use crate::first::{action, lead, recommendation};
use crate::plan::{Action, DateCell, Plan, by, moved, person, saving};

use DateCell::{Day, Month, Moved, StruckRun, Words};
use Rag::{Amber, Blue, Green, Grey, Red};
use Status::{Achieved, AtRisk, AwaitingSignOff, InProgress, NotStarted, OnTrack, Slipped};

/// The plan as at 30 September 2023: the first action signed off; dates, owners and colours move.
pub(crate) fn september(mut plan: Plan) -> Result<Plan, Fault> {
    plan.name = "2023-09-30";
    plan.metadata = vec![
        ("Report to:", "Environment Scrutiny Panel, 17 October 2023"),
        ("Contact officer:", "Gwen Ashby, Policy Officer (ext. 2214)"),
        ("Period:", "Quarter 2, 2023/24"),
    ];
    plan.saved = (2023, 10, 5);
    plan.page_end = ("a4.schedule", "and what was drawn as one lake");
    plan.page_line = false;
    plan.scribble = Some(("c2.leaflet", "still ours?"));

    plan.action("a1.cycle")?
        .stands(Achieved, Blue)
        .says("Adopted on 20 July. Sites with zip wires are seen monthly, all others every quarter.");
    plan.action("a1.train")?
        .stands(AwaitingSignOff, Green)
        .says("Both passed on 22 September. We are waiting for the certificates.");
    plan.action("a1.publish")?.says("The page has been laid out with last year's results as a trial.");
    // A second slip, written over the first.
    plan.action("a2.survey")?
        .due(by(Moved("2023-06", "2023-11")))
        .says("Nine of the twelve sites are done. A second surveyor starts in October.");
    plan.action("a2.contract")?
        .due(moved(Day("2023-10-31"), Day("2023-10-13")))
        .says("Tenders came back early and three were scored. The award can be made two weeks sooner.");
    plan.action("a3.log")?
        .stands(Achieved, Blue)
        .says("Internal Audit saw the entries for June and July and is content.");
    plan.action("a4.schedule")?.stands(Slipped, Red).due(moved(Day("2023-07-31"), Day("2023-12-15"))).says(
        "Twenty of the 22 waters are listed. One deed shows a boundary down the middle of the pond, and what was drawn as one lake in 1974 turns out to be two with different owners.",
    );
    // a4.lines: nobody wrote anything.
    plan.action("a4.exercise")?
        .says("The sailing club has asked for a date after its last race on 22 October.");

    plan.remove("b1.compare")?;
    let leah = lead(
        "Leah Whitcombe, Leisure Contracts Manager",
        vec![person("Leah Whitcombe", "Leisure Contracts Manager", "")],
    );
    plan.action("b1.fees")?.lead = leah.clone();
    plan.action("b1.fees")?.says(
        "The option that brings junior pitches up over three seasons has been chosen and goes to the budget working group in November.",
    );
    plan.action("b1.instalments")?.lead = leah;
    plan.action("b1.instalments")?.says("Depends on the new fees.");
    for key in ["b2.survey", "b2.interest"] {
        plan.action(key)?.colored(Green).says(
            "All six have been surveyed. Two enquiries about the lodge came in before we had advertised it.",
        );
    }
    plan.action("b3.catering")?.says("The tender is out; offers are due back on 20 October.");
    plan.action("b4.cameras")?
        .due(by(StruckRun("2023-04", "2023-12")))
        .says("The network operator missed its first appointment and cannot come again before November.");
    plan.action("b4.prosecute")?
        .says("One case is listed for November. The two fines from the spring have been paid.");

    plan.action("c1.model")?.stands(Achieved, Blue).says("Signed by the Leader on 4 July.");
    plan.action("c1.sign")?
        .stands(OnTrack, Green)
        .says("Two agreements have been signed and three more are with the groups.");
    // Only the colour tells that this got worse.
    plan.action("c1.contact")?.colored(Red);
    let taster = plan.action("c2.taster")?;
    taster.says("Four of the six have been held. Adult Learning will help to run the last two.");
    taster.lead = lead(
        "Aisha Karim, Volunteering Coordinator, Ben Prowse (Youth Service) and Sunita Rao (Adult Learning)",
        vec![
            person("Aisha Karim", "Volunteering Coordinator", ""),
            person("Ben Prowse", "", "Youth Service"),
            person("Sunita Rao", "", "Adult Learning"),
        ],
    );
    plan.action("c2.leaflet")?
        .due(moved(Day("2023-07-31"), Day("2023-10-31")))
        .says("Polish and Urdu are done. The translator for the other two has withdrawn.");
    plan.action("c2.hours")?
        .due(by(Words("2024-03")))
        .says("Agreed that the spring return will be the first one.");
    plan.action("c3.insure")?.colored(Red).due(moved(Day("2023-08-31"), Day("2023-10-31"))).says(
        "The broker could not get cover for work near water at any of the three prices. Two further insurers have been approached.",
    );
    Ok(plan)
}

/// The plan as at 31 December 2023: new headers, a ref used again, a split, and an action that nobody speaks of any more.
pub(crate) fn december(mut plan: Plan) -> Result<Plan, Fault> {
    plan.name = "2023-12-31";
    plan.metadata = vec![
        ("Report to:", "Environment Scrutiny Panel, 16 January 2024"),
        ("Contact officer:", "Gwen Ashby, Policy Officer (ext. 2214)"),
        ("Period:", "Quarter 3, 2023/24"),
    ];
    plan.saved = (2024, 1, 8);
    plan.action_header = "Action to\nbe taken";
    plan.lead_header = "Responsible\nofficer(s)";
    plan.page_end = ("b4.prosecute", "and the magistrates");
    plan.text_page_end = "c2.taster";
    plan.scribble = None;

    // a1.cycle: achieved, and shown once more as it was.
    plan.action("a1.train")?.stands(Achieved, Blue).says("Certificates received on 9 October.");
    plan.action("a1.publish")?
        .stands(InProgress, Amber)
        .due(moved(Words("2023-12"), Words("2024-03")))
        .says("The supplier of the web pages has changed, so the trial page has to be built again.");
    let survey = plan.action("a2.survey")?;
    survey
        .stands(AwaitingSignOff, Green)
        .says("All twelve sites are done. The Panel's tree champion is reading the last three returns.");
    // The same person, no longer surname first.
    survey.lead = lead("Daniel Onyango", vec![person("Daniel Onyango", "", "")]);
    survey.evidence = "Survey returns 1 to 12";
    plan.action("a2.contract")?.stands(Achieved, Blue).says("Contract signed on 11 October.");
    // The old A3 was signed off; its ref is given to something else.
    plan.remove("a3.log")?;
    let signs = Action {
        saving: saving("£5,400 one-off (estimated)", 5_400, Per::Once, Some(MoneyBasis::Estimated)),
        ..action(
            "a3.signs",
            "Agree location codes with the ambulance service and fit signs at 60 entrances",
            lead("Owen Halliwell, Play Officer", vec![person("Owen Halliwell", "Play Officer", "")]),
            "Medium",
            by(Day("2024-06-28")),
            (NotStarted, Some(Grey)),
            "Added by the Panel in October after the incident at Wren Park.",
        )
    };
    let signs =
        recommendation("A3", "Make sure that a 999 caller can say where in the park they are.", vec![signs]);
    plan.section("Section A")?.recommendations.insert(2, signs);
    plan.action("a4.schedule")?
        .due(moved(Day("2023-07-31"), Day("2024-02-29")))
        .says("The Land Registry has been asked to settle the last two boundaries.");
    plan.action("a4.lines")?
        .says("Weekly checks continue; two signs at Millbeck Lake were vandalised and replaced.");
    split_exercise(&mut plan)?;

    plan.action("b1.fees")?
        .stands(AtRisk, Amber)
        .due(moved(Words("2023-11"), Words("2024-02")))
        .says("The working group wants to see the effect on three clubs with long leases before it agrees.");
    // b1.instalments: nobody wrote anything.
    plan.action("b2.interest")?.due(by(Words("2024-01-31")));
    for key in ["b2.survey", "b2.interest"] {
        plan.action(key)?.colored(Amber).says(
            "The survey report is in draft. The lodge will be advertised in January, when the roof costs are known.",
        );
    }
    plan.action("b3.catering")?
        .stands(Achieved, Blue)
        .says("All four pitches have been let from April, at £7,100 a year together.");
    // b4.cameras: nobody wrote anything.
    let prosecute = plan.action("b4.prosecute")?;
    prosecute.says(
        "The November case ended in a guilty plea and a fine of £800, and the magistrates have asked us for a note on the cost of clearing.",
    );
    prosecute.lead = lead("Yusuf Demir", vec![person("Yusuf Demir", "", "")]);

    plan.remove("c1.model")?;
    plan.recommendation("C1")?.text = "Work with friends groups as partners under a written agreement.";
    plan.action("c1.sign")?.says("Seven of the nine have signed.");
    plan.action("c1.contact")?.colored(Green).says("Eight of the nine groups have a name.");
    // The letter is Latin now.
    plan.recommendation("C2")?.written_reference = "C2";
    plan.action("c2.taster")?
        .stands(Achieved, Blue)
        .says("All six have been held and 71 people came; 19 have come back.");
    // Open, and gone without a word; the summary block goes on counting it.
    plan.still_counted = Some(plan.remove("c2.leaflet")?.status);
    let hours = plan.action("c2.hours")?;
    hours.says("Aisha will collect the returns from the groups.");
    hours.lead = lead("Aisha Karim", vec![person("Aisha Karim", "", "")]);
    plan.action("c3.insure")?
        .stands(Achieved, Blue)
        .says("One policy with cover near water since 1 November.");
    Ok(plan)
}

fn split_exercise(plan: &mut Plan) -> Result<(), Fault> {
    let old = plan.remove("a4.exercise")?;
    let part = |key, text, target, status, progress| Action {
        key,
        split_from: Some(old.key),
        text,
        target: by(target),
        status,
        rag: Some(Green),
        progress,
        ..old.clone()
    };
    let parts = [
        part(
            "a4.tabletop",
            "Hold a table-top exercise with the fire service",
            Words("2024-02"),
            OnTrack,
            "Date set for 13 February at Eskerdale fire station.",
        ),
        part(
            "a4.water",
            "Hold a joint exercise on the water at Millbeck Lake",
            Words("2024-05"),
            OnTrack,
            "The fire service would rather learn from the table-top exercise first.",
        ),
    ];
    plan.recommendation("A4")?.actions.extend(parts);
    Ok(())
}

/// The plan as at 31 March 2024: a column more, a section moved, refs closed up after one was removed.
pub(crate) fn march(mut plan: Plan) -> Result<Plan, Fault> {
    plan.name = "2024-03-31";
    plan.metadata = vec![
        ("Report to:", "Environment Scrutiny Panel, 16 April 2024"),
        ("Contact officer:", "Callum Reid, Policy Assistant (ext. 2219)"),
        ("Period:", "Quarter 4, 2023/24"),
    ];
    plan.saved = (2024, 4, 5);
    plan.has_wards = true;
    plan.page_end = ("c2.hours", "because two groups keep");
    plan.text_page_end = "b4.cameras";
    plan.page_line = true;
    plan.still_counted = None;
    plan.placeholders = vec![("C5", ""), ("", "-")];

    plan.remove("a1.cycle")?;
    plan.remove("a1.train")?;
    plan.action("a1.publish")?
        .stands(AwaitingSignOff, Green)
        .says("The page went live on 25 March and the Panel has been asked to try it.");
    plan.action("a2.survey")?.stands(Achieved, Blue).says("The tree champion has agreed the returns.");
    plan.remove("a2.contract")?;
    let signs = plan.action("a3.signs")?;
    signs.stands(InProgress, Amber).says("Codes have been agreed for 41 entrances.");
    signs.priority = "High";
    signs.wards = "All wards";
    plan.action("a4.schedule")?
        .stands(Achieved, Blue)
        .says("All 23 waters are listed with their owners. The schedule was adopted on 26 February.");
    let lines = plan.action("a4.lines")?;
    lines.text = "Check throw lines, signs and life-rings, and replace them where needed";
    lines.says("Weekly checks continue. A life-ring at Nether Pond was replaced.");
    lines.wards = "Millbeck; Nether Esk";
    plan.action("a4.tabletop")?.stands(Achieved, Blue).says("Held on 13 February; notes have been shared.");
    let water = plan.action("a4.water")?;
    water.due(moved(Words("2024-05"), Words("2024-04"))).says("The sailing club has offered 20 April.");
    water.wards = "Millbeck";

    let fees = plan.action("b1.fees")?;
    fees.stands(Achieved, Blue).says("Agreed by full Council on 22 February.");
    fees.saving = saving("£36,500 p.a. (actual)", 36_500, Per::Year, Some(MoneyBasis::Actual));
    plan.action("b1.instalments")?
        .says("Six clubs have asked for it. Finance is looking at the cost of collecting.");
    for key in ["b2.survey", "b2.interest"] {
        plan.action(key)?.says("The report is final. Three bids for the lodge and none for the bothy.");
    }
    plan.remove("b3.catering")?;
    let cameras = plan.recommendation("B4")?;
    cameras.reference = "B3";
    cameras.written_reference = "B3";
    let cameras = plan.action("b4.cameras")?;
    cameras
        .due(by(StruckRun("2023-04", "2024-06")))
        .says("The supply was moved on 6 March. The cameras themselves are now on back order.");
    cameras.wards = "Quarry Lane; Castle; Nether Esk";

    plan.action("c1.sign")?
        .stands(AtRisk, Amber)
        .due(moved(Month("2024-01"), Month("2024-04")))
        .says("Still seven of the nine. The last two want to see the insurance terms first.");
    plan.action("c1.contact")?.stands(Achieved, Blue).says("All nine groups have a name.");
    plan.remove("c2.taster")?;
    plan.action("c2.hours")?.stands(InProgress, Amber).says(
        "Returns have come from six groups. The hours cannot be set against wards yet because two groups keep one book for several parks.",
    );
    plan.remove("c3.insure")?;
    let thanks = |key, text, target, wards| Action {
        rag: None,
        wards,
        ..action(
            key,
            text,
            lead("Leader's Office", vec![person("", "", "Leader's Office")]),
            "Low",
            target,
            (NotStarted, None),
            "New this quarter.",
        )
    };
    let thanks = recommendation(
        "C4",
        "Thank volunteers in public, and regularly.",
        vec![
            thanks(
                "c4.evening",
                "Hold an evening for volunteers in the Council Chamber",
                by(Day("2024-09-27")),
                "",
            ),
            thanks("c4.award", "Add a volunteer award to the Mayor's list", by(Words("2024-12")), ""),
        ],
    );
    plan.section("Section C")?.recommendations.push(thanks);
    // Section C is now reported before section B.
    plan.sections.swap(1, 2);
    Ok(plan)
}
