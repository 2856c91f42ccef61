//! A column header's text to the field it names, by vocabulary and a small grammar.
//!
//! `words` takes the text apart, `phrase` reads a run of words, `header` puts levels, alternatives and brackets together;
//! `vocabulary`, `foreign` and `grammar` are data, `lexicon` their index. The text alone counts here: what the column's
//! cells say about a close call is left to the caller.

mod foreign;
mod grammar;
mod header;
mod label;
mod lexicon;
mod phrase;
mod vocabulary;
mod words;

pub use label::is_label_like;

use crate::record::Field;

/// The lowest confidence at which a header is said to name a field.
const LIKELY: f32 = 0.5;

/// The lowest confidence that is clear.
const CLEAR: f32 = 0.8;

/// What is left of the confidence of a field that the header could name but another one is likelier.
const BESIDE: f32 = 0.45;

/// Confidence of what a header may mean besides.
const POSSIBLE: f32 = 0.4;

/// A header's name ends within so many lines.
const MOST_LINES: usize = 3;

/// A longer text is no header; it is not read.
const LONGEST: usize = 200;

/// A field that a header names.
#[derive(Debug, Clone, PartialEq)]
pub struct HeaderRead {
    /// The field.
    pub field: Field,
    /// From 0 to 1: 1 for a phrase of the vocabulary, from 0.8 clear, from 0.5 likely, below that possible.
    pub confidence: f32,
    /// The phrase of the vocabulary that decided: "target date" for "Our Target Dates:".
    pub term: String,
}

/// Returns the field that a header names; `None` where it names none, or none with a confidence of 0.5.
///
/// Two levels are written "Parent / Child". A day alone, as in trackers with a column for each reporting date, is read
/// as the status on that day with a confidence of 0.5; [`is_label_like`] tells it from a label.
pub fn read_header(text: &str) -> Option<HeaderRead> {
    let first = readings(text).into_iter().next()?;
    let (field, confidence) = *first.fields.first()?;
    (confidence >= LIKELY).then(|| HeaderRead { field, confidence, term: first.term.to_owned() })
}

/// Returns every field that a header could name, best first, each once.
///
/// Besides what [`read_header`] returns these are fields with a confidence below 0.5, which the cells may confirm.
pub fn read_header_all(text: &str) -> Vec<HeaderRead> {
    let mut reads: Vec<HeaderRead> = Vec::new();
    for (i, reading) in readings(text).into_iter().enumerate() {
        for (field, confidence) in reading.fields {
            if reads.iter().all(|read| read.field != field) {
                let confidence = if i == 0 { confidence } else { confidence * BESIDE };
                reads.push(HeaderRead { field, confidence, term: reading.term.to_owned() });
            }
        }
    }
    reads.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    reads
}

/// Tells whether a header asks if an item is done, so that yes and no answer it: "Done?", "Completed (Y/N)".
pub fn asks_if_done(text: &str) -> bool {
    const QUESTIONS: [&str; 4] = ["is ", "has ", "have ", "action complete"];
    const ANSWERED: [&str; 16] = [
        "achieved",
        "action closed",
        "actioned",
        "closed",
        "complete",
        "completed",
        "delivered",
        "discharged",
        "done",
        "finished",
        "fixed",
        "implemented",
        "met",
        "recommendation met",
        "remediated",
        "task complete",
    ];
    read_header(text).is_some_and(|read| {
        let term = read.term.as_str();
        read.field == Field::Status
            && (ANSWERED.contains(&term) || QUESTIONS.iter().any(|question| term.starts_with(question)))
    })
}

/// A name without the language that its column is in: `title_en`, "Action (EN)".
fn without_language(text: &str) -> &str {
    const LANGUAGES: [&str; 9] = ["cy", "de", "en", "eng", "es", "fr", "ga", "nl", "pt"];
    let code = text.trim_end_matches(')');
    let Some((name, code)) = code.rsplit_once(['_', '(']) else { return text };
    let named = name.chars().filter(|c| c.is_alphabetic()).count() > 2;
    if named && LANGUAGES.contains(&code.to_lowercase().as_str()) { name.trim_end() } else { text }
}

fn readings(text: &str) -> Vec<phrase::Reading> {
    let text = without_language(text);
    if text.chars().nth(LONGEST).is_some() || label::is_amount(text) {
        return Vec::new();
    }
    if words::is_day(text) {
        let fields = vec![(Field::Status, LIKELY), (Field::Progress, POSSIBLE)];
        return vec![phrase::Reading { fields, term: "date" }];
    }
    let whole = header::read(&words::Header::of(text));
    if !whole.is_empty() {
        return whole;
    }
    // The name in the first lines, and below it how to fill the column in.
    let ends = text.match_indices('\n').map(|(end, _)| end).take(MOST_LINES);
    let mut names = ends.filter_map(|end| text.get(..end)).map(|name| header::read(&words::Header::of(name)));
    let name = names.find(|name| header::is_clear(name)).unwrap_or_default();
    name.into_iter().map(|reading| reading.lowered(CLEAR)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::vocabulary::{Row, Strength};
    use super::*;

    fn field(text: &str) -> String {
        read_header(text).map_or_else(|| "-".to_owned(), |read| read.field.to_string())
    }

    fn check(cases: &[(&str, &[&str])]) {
        let wrong: Vec<_> = cases
            .iter()
            .flat_map(|(expected, texts)| texts.iter().map(move |text| (*expected, *text, field(text))))
            .filter(|(expected, _, found)| expected != found)
            .collect();
        assert!(wrong.is_empty(), "(expected, header, found): {wrong:#?}");
    }

    #[test]
    fn heads_count_and_modifiers_do_not_hide_them() {
        check(&[
            ("ref", &["No:", "#", "Rec. No.", "CAPA number", "Unique Reference"]),
            ("group", &["Work stream", "Corporate Plan Objective", "Risk category", "Project"]),
            ("recommendation", &["Issues raised with us", "Control gaps identified", "What is the risk?"]),
            ("action", &["Agreed Actions", "Steps to be taken", "Treatment plan", "What will we do?"]),
            (
                "owner",
                &[
                    "Risk Owner",
                    "Lead",
                    "Officer(s) responsible",
                    "Who will lead?",
                    "Actioned by",
                    "Chair full name",
                ],
            ),
            ("unit", &["Dept.", "Lead Directorate", "Owning team", "Department responsible"]),
            (
                "status",
                &[
                    "Discharged?",
                    "Actioned",
                    "status_cd",
                    "Status",
                    "Project status",
                    "Level of completion",
                    "Done?",
                    "Complete (Y/N)",
                ],
            ),
            ("rag", &["BRAG", "RAG rating", "R/A/G", "Delivery RAG", "R.A.G.", "Overall health"]),
            ("priority", &["Priority (1-3)", "Severity", "Inherent risk rating", "H/M/L"]),
            ("percent_complete", &["% complete", "Percentage complete", "Progress (%)", "pct_complete"]),
            ("progress", &["Progress", "Narrative update", "Action taken so far", "What has been done?"]),
            ("money", &["Forecast saving", "Impact (£000)", "Cost of implementation", "Spend to date"]),
            ("notes", &["Notes:", "Any other comments", "Remarks"]),
        ]);
    }

    #[test]
    fn names_of_single_trades_are_known() {
        check(&[
            ("ref", &["Line", "Serial", "URN", "WBS", "KLOE"]),
            (
                "recommendation",
                &[
                    "Grant condition",
                    "What went wrong?",
                    "What the auditor found",
                    "Learning point",
                    "Standard not met",
                ],
            ),
            (
                "action",
                &[
                    "Remedial works required",
                    "Works ordered",
                    "Next steps",
                    "Further control measures",
                    "Management comment and agreed action",
                ],
            ),
            (
                "owner",
                &[
                    "Lead clinician",
                    "Budget holder",
                    "HoS",
                    "Case worker",
                    "Officer dealing",
                    "Responsible post holder",
                ],
            ),
            ("due", &["Forecast", "Practical completion", "Go-live", "Review by", "due_dt"]),
            ("revised_due", &["Re-forecast", "Latest forecast", "Slipped to"]),
            ("original_due", &["Initial target", "First agreed date"]),
            ("completed", &["Date rectified", "Date response sent"]),
            ("updated", &["last_upd_ts"]),
            ("started", &["Begin", "From"]),
            ("rag", &["Delivery confidence", "RYG", "rag_cd", "Health"]),
            ("progress", &["Impact to date", "Feedback"]),
            ("notes", &["comments_txt"]),
            ("percent_complete", &["% age complete"]),
            ("group", &["Site", "Ward"]),
            ("-", &["Baseline", "Date received", "Carbon saving (tCO2e)", "Rank"]),
        ]);
    }

    #[test]
    fn a_language_behind_a_name_is_no_part_of_it() {
        check(&[
            ("recommendation", &["title_en", "Finding (EN)", "description_fr"]),
            ("action", &["Action (cy)"]),
            ("-", &["Impact_en", "is_en"]),
        ]);
    }

    #[test]
    fn questions_that_yes_answers_are_known() {
        for header in
            ["Done?", "Complete?", "Completed (Y/N)", "Implemented?", "Actioned", "Is this complete?"]
        {
            assert!(asks_if_done(header), "{header}");
        }
        for header in ["Status", "On track?", "Completed on", "Repeat finding (Y/N)", "Completion date", ""] {
            assert!(!asks_if_done(header), "{header}");
        }
    }

    #[test]
    fn modifiers_tell_the_dates_apart() {
        check(&[
            (
                "due",
                &["Deadline", "By when?", "Anticipated date of completion", "To be finished - target date"],
            ),
            (
                "original_due",
                &["Original deadline", "Orig. due date", "Target date (original)", "Baseline end date"],
            ),
            (
                "revised_due",
                &["Revised completion date", "New target date", "Timescale / Revised", "2nd revised date"],
            ),
            ("completed", &["Actual finish", "Date closed", "Completed? (date)", "Completion date / Actual"]),
            ("started", &["Planned start", "Commencement date", "Dates / Start"]),
            ("updated", &["Date of last update", "Last reviewed", "Date of status"]),
            ("raised", &["Date raised", "Risk raised on"]),
            ("-", &["Date", "Next review date", "Date logged", "Meeting date", "Start/end date"]),
        ]);
    }

    #[test]
    fn what_no_field_holds_is_left_alone() {
        check(&[(
            "-",
            &[
                "Likelihood",
                "Impact (1-5)",
                "Success criteria",
                "How will we know?",
                "Raised by",
                "Signed off by",
                "Evidence of closure",
                "Reason for delay",
                "Number of extensions",
                "Root cause",
                "Finance manager",
                "Target status",
                "Current controls",
                "Repeat finding? (Y/N)",
                "Budget code",
                "In progress",
                "Not started",
                "£12,500",
                "",
                "Agree the scope and write to every school before the end of the summer term, then report back to us",
            ],
        )]);
    }

    #[test]
    fn small_words_turn_the_order() {
        check(&[
            ("status", &["Status of recommendations", "Assessment of progress (scale 1-5)"]),
            (
                "progress",
                &[
                    "Commentary on the RAG rating",
                    "Progress in Q3 2021/22",
                    "Position as at 31 May",
                    "What we did",
                ],
            ),
            ("notes", &["Narrative on budget variance"]),
            ("action", &["Milestones with dates", "Brief description of the task", "What will the team do?"]),
            ("recommendation", &["What the panel said", "What did residents tell us they found?"]),
            ("due", &["Date for completion", "Deadline for replies"]),
        ]);
    }

    #[test]
    fn levels_alternatives_and_brackets_count_together() {
        check(&[
            ("owner", &["Action / Owner", "Lead / Support", "Risk/Issue owner", "Owner and deadline"]),
            ("recommendation", &["Finding/Agreed action", "Risk / Description", "Finding / Recommendation"]),
            ("completed", &["Actual / Finish date"]),
            ("progress", &["Status/Comments", "Q2 / Progress", "Update: May"]),
            (
                "due",
                &["Completion date / Planned", "Timescales & milestones", "Dates / Completion date (target)"],
            ),
            ("rag", &["Status (RAG)", "Progress / RAG", "RAG - last quarter", "RAG / Timescale"]),
            ("-", &["Gross / Likelihood", "Risk / Score", "Responsible / Approver"]),
        ]);
    }

    #[test]
    fn brackets_offer_choices_units_and_replies() {
        check(&[
            ("status", &["Current position (Complete / Ongoing)", "Update (not started/in progress/closed)"]),
            ("priority", &["Category (High/Medium/Low)", "Finding (H/M/L)"]),
            ("money", &["Year-end forecast (£m)", "Proposal (£000)"]),
            ("progress", &["Update (since May)"]),
            ("-", &["Management response (agree/disagree)", "Recommendation (accept or reject)"]),
        ]);
    }

    #[test]
    fn a_phrase_keeps_its_own_preposition() {
        check(&[
            ("recommendation", &["Area for improvement identified by inspectors", "Area of concern raised"]),
            ("owner", &["Point of contact for this action"]),
            ("-", &["Number of pages/actions", "Unit of measure"]),
        ]);
    }

    #[test]
    fn a_verb_beside_a_date_tells_which_it_is() {
        check(&[
            ("completed", &["Actual date completed", "Date closed out", "Close date", "Date finalised"]),
            ("started", &["Date work commenced", "Initiated on"]),
            ("due", &["Target close date", "Date to be completed by"]),
            ("revised_due", &["Revised action date"]),
            ("updated", &["Last update on"]),
            ("-", &["Date entered", "Verified on", "Follow-up date"]),
        ]);
    }

    #[test]
    fn what_follows_the_head_does_not_hide_it() {
        check(&[
            ("action", &["Actions we will take", "Steps they agreed"]),
            ("progress", &["Progress to 31 March", "Update provided by the service", "Comments on progress"]),
            ("percent_complete", &["Progress in %"]),
            ("-", &["Risk if not implemented", "Control status"]),
            ("money", &["Savings unachieved", "Saving included in 2015/16 budget"]),
            ("status", &["Recommendation implemented?", "Action delivered (Y/N)", "Met / Not met"]),
        ]);
    }

    #[test]
    fn names_side_by_side_are_alternatives() {
        check(&[
            ("progress", &["Comment/Update", "Agency response/Update"]),
            ("notes", &["Notes / Links", "Comments, links"]),
            ("ref", &["Risk no, title, owner"]),
            ("priority", &["High/Med/Low", "Urgency level"]),
            ("status", &["Open/Closed/In progress", "Implemented Y/N/Partially"]),
            ("-", &["Treat/Tolerate/Transfer"]),
        ]);
    }

    #[test]
    fn an_unknown_parent_leaves_the_word_to_its_child() {
        check(&[
            ("owner", &["Alpha / Resource", "Kiosk / Developer"]),
            ("-", &["Kiosk / Eligible", "Resources", "Resources required"]),
        ]);
    }

    #[test]
    fn columns_about_other_items_or_terms_hold_none() {
        check(&[(
            "-",
            &[
                "Total actions",
                "Linked risks",
                "Root cause category",
                "Chair tenure end date",
                "Contract no.",
                "Gaps in assurance",
                "How will this be monitored?",
            ],
        )]);
    }

    #[test]
    fn machine_names_wraps_and_slips_are_mended() {
        check(&[
            ("due", &["dueDate", "due_date", "Time-\nscale", "Dead line", "Taregt date"]),
            ("rag", &["RAGStatus"]),
            ("owner", &["Responsibilty", "assigned_to", "Lead\nOfficer", "Respon-\nsibility"]),
            ("recommendation", &["Reccomendation", "RECOMMEN-\nDATION"]),
            ("status", &["Stauts", "Satus"]),
            ("priority", &["Priority\nthe higher the number\nthe sooner it gets done"]),
        ]);
        assert!(read_header("Responsibilty").is_some_and(|read| read.confidence < 1.0));
    }

    #[test]
    fn other_languages_are_known_by_their_words() {
        check(&[
            ("owner", &["Zuständig", "Responsable de la acción", "Pilote", "Swyddog arweiniol"]),
            ("due", &["Fällig am", "Fecha límite", "Échéance", "Erbyn pryd?"]),
            ("action", &["Maßnahme", "MASSNAHME", "Acción correctiva", "Cam gweithredu"]),
            ("updated", &["Date d’avancement"]),
            ("due", &["Date prévue", "Soll-Termin", "Ausführungsfrist"]),
            ("completed", &["Ist-Termin"]),
            ("recommendation", &["Prüfungsfeststellung", "Description du risque"]),
            ("owner", &["Responsável", "Assigné à"]),
            ("ref", &["Código"]),
            ("rag", &["Semáforo"]),
            ("-", &["Type d'action", "Fecha de detección", "Código postal"]),
        ]);
    }

    #[test]
    fn close_calls_list_what_the_cells_may_decide() {
        let fields =
            |text: &str| -> Vec<Field> { read_header_all(text).iter().map(|read| read.field).collect() };
        assert_eq!(fields("Description"), [Field::Recommendation, Field::Action, Field::Notes]);
        assert_eq!(fields("Comments"), [Field::Notes, Field::Progress]);
        assert_eq!(fields("Completion date"), [Field::Completed, Field::Due]);
        assert_eq!(fields("Next review date"), [Field::Review, Field::Updated]);
        assert_eq!(read_header("Next review date"), None);
        assert_eq!(fields("Likelihood"), []);
    }

    #[test]
    fn the_term_and_the_confidence_are_given() {
        let of = |text: &str| {
            read_header(text).map(|read| (read.term, read.confidence >= CLEAR, read.confidence >= 1.0))
        };
        assert_eq!(of("Our Target Dates:"), Some(("target date".to_owned(), true, true)));
        assert_eq!(of("Works target date"), Some(("target date".to_owned(), true, false)));
        assert_eq!(of("Description"), Some(("description".to_owned(), false, false)));
    }

    #[test]
    fn a_day_is_the_state_on_that_day_at_best() {
        assert_eq!(field("30/9/2021"), "status");
        assert_eq!(field("30 September 2021"), "status");
        check(&[("-", &["September 2021", "2021", "Q3", "1.2.3"])]);
    }

    /// Every phrase of the vocabulary is found, and means what its row says: none is hidden by another one.
    #[test]
    fn every_phrase_is_read_as_its_row_says() {
        let tables = [
            vocabulary::WHOLES,
            vocabulary::HEADS,
            vocabulary::OPENINGS,
            foreign::WHOLES,
            foreign::HEADS,
            foreign::OPENINGS,
        ];
        let mut seen: Vec<&str> = Vec::new();
        for (phrase, row) in
            tables.iter().copied().flatten().flat_map(|row: &Row| row.phrases().map(move |p| (p, row)))
        {
            // What is a head too means there something else than as a whole; the whole comes first.
            if seen.contains(&phrase) {
                continue;
            }
            seen.push(phrase);
            let expected = row.fields.first().filter(|_| row.strength != Strength::Weak);
            let found = read_header(phrase);
            assert_eq!(found.as_ref().map(|read| &read.field), expected, "{phrase}: {found:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in any::<String>()) {
            let all = read_header_all(&text);
            let likely = all.first().filter(|read| read.confidence >= LIKELY).cloned();
            prop_assert_eq!(read_header(&text), likely);
            prop_assert!(all.iter().all(|read| (0.0..=1.0).contains(&read.confidence)));
            is_label_like(&text);
        }

        #[test]
        fn case_and_spaces_do_not_matter(words in "[a-z#%]{1,9}( (/ )?[a-z]{1,9}){0,3}") {
            let loud = format!(" {}:\n", words.to_uppercase().replace(' ', " \u{a0} "));
            prop_assert_eq!(read_header(&words), read_header(&loud));
        }
    }
}
