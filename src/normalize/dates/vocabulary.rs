//! The words of date cells and what each means there, single words and set phrases alike.
//!
//! English as offices write it, in lower case; a phrase's hyphens count as spaces. Short forms lose their full stops
//! (`t.b.c.` is `tbc`) and keep their slashes (`w/c`). The tables are the whole of it: the grammar knows no word.

use std::sync::LazyLock;

use super::DateState;
use crate::normalize::words::Words;
use crate::record::DateKind;

/// What a word or phrase means in a date cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    /// Says nothing about dates, yet belongs: "the", "date".
    Filler,
    /// "of".
    Of,
    /// "in", "during", "on": what follows may be a bare month or year.
    In,
    /// 1 to 12.
    Month(i8),
    Weekday,
    /// EDTF number, 21 (spring) to 24 (winter).
    Season(i8),
    Holiday(Holiday),
    Quarter,
    Half,
    Term,
    /// A term with a name of its own, by its first and last month.
    NamedTerm(i8, i8),
    Week,
    Year(YearKind),
    /// 1 to 5, and -1 for the last.
    Ordinal(i8),
    /// A number in words.
    Count(i32),
    Part(Part),
    Lead(Lead),
    /// "to", "through": the other end of a range.
    To,
    And,
    /// "onwards": opens the date before it.
    Onwards,
    /// 0 for am, 12 for pm.
    Meridiem(i8),
    Hours,
    Noon,
    /// The T between date and time, the Z behind it.
    TimeMark,
    /// "st", "nd", "rd", "th".
    Suffix,
    /// "days", "months": makes a number a duration.
    Unit,
    Role(DateKind),
    /// The date moved to what follows: "slipped to", "now".
    Shift,
    /// Moved, or without a date put off: "deferred".
    Deferred,
    /// Done on the date that follows; with no date a state.
    Done,
    /// Done, or the order to do it: "complete".
    Complete,
    /// Begun on the date that follows; with no date a state.
    Begun,
    /// "to be", "will be": what is done is still to come.
    Will,
    State(DateState),
    /// Hangs on what follows: "subject to".
    Condition,
    /// Names a number that is no date: "section", "phase".
    Label,
}

/// A holiday that stands for its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holiday {
    Fixed(i8, i8),
    Easter,
}

/// Which year a number names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum YearKind {
    /// Just "year".
    Any,
    Calendar,
    Financial,
    Academic,
}

/// A part of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Early,
    Mid,
    Late,
    End,
}

/// A word before a date that says how to take it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    By,
    Before,
    After,
    Until,
    From,
    Between,
    About,
    Maybe,
    /// The week that begins then.
    WeekFrom,
    /// The week that ends then.
    WeekTo,
}

use DateKind::{
    Completed, Due, Meeting, Milestone, Original, Raised, Reported, Review, Revised, Start, Updated,
};
use DateState::{
    AsSoonAsPossible, InProgress, NotApplicable, NotStarted, OnHold, Ongoing, Recurring, Relative,
    ToBeConfirmed,
};

/// Senses with their words and phrases, a comma between them.
type Table = &'static [(Sense, &'static str)];

const CALENDAR: Table = &[
    (Sense::Month(1), "january, jan, new year"),
    (Sense::Month(2), "february, feb, febr"),
    (Sense::Month(3), "march, mar"),
    (Sense::Month(4), "april, apr"),
    (Sense::Month(5), "may"),
    (Sense::Month(6), "june, jun"),
    (Sense::Month(7), "july, jul"),
    (Sense::Month(8), "august, aug"),
    (Sense::Month(9), "september, sept, sep"),
    (Sense::Month(10), "october, oct"),
    (Sense::Month(11), "november, nov"),
    (Sense::Month(12), "december, dec"),
    (
        Sense::Weekday,
        "monday, mon, tuesday, tues, tue, wednesday, weds, wed, thursday, thurs, thur, thu, friday, fri, \
         saturday, sat, sunday, sun",
    ),
    (Sense::Season(21), "spring, springtime"),
    (Sense::Season(22), "summer, summertime"),
    (Sense::Season(23), "autumn, fall"),
    (Sense::Season(24), "winter"),
    (Sense::Holiday(Holiday::Fixed(12, 25)), "christmas, xmas, christmas day"),
    (Sense::Holiday(Holiday::Fixed(12, 24)), "christmas eve"),
    (Sense::Holiday(Holiday::Fixed(12, 31)), "new year's eve, new years eve"),
    (Sense::Holiday(Holiday::Fixed(1, 1)), "new year's day, new years day"),
    (Sense::Holiday(Holiday::Easter), "easter, easter sunday"),
    (Sense::Quarter, "quarter, quarters, qtr, qtrs, qrtr, q"),
    (Sense::Half, "half, h"),
    (Sense::Term, "term, terms"),
    (Sense::NamedTerm(10, 12), "michaelmas, michaelmas term"),
    (Sense::NamedTerm(1, 3), "hilary term, lent term"),
    (Sense::NamedTerm(4, 6), "trinity term, easter term"),
    (Sense::Week, "week, wk"),
    (Sense::Year(YearKind::Any), "year, yr"),
    (Sense::Year(YearKind::Calendar), "cy, calendar year"),
    (
        Sense::Year(YearKind::Financial),
        "fy, f/y, fye, financial year, financial yr, fiscal year, fiscal, tax year, budget year, in year",
    ),
    (Sense::Year(YearKind::Academic), "ay, a/y, academic year, school year, academic yr, academic"),
    (Sense::Ordinal(1), "first"),
    (Sense::Ordinal(2), "second"),
    (Sense::Ordinal(3), "third"),
    (Sense::Ordinal(4), "fourth"),
    (Sense::Ordinal(-1), "last, final"),
    (Sense::Count(1), "one"),
    (Sense::Count(2), "two"),
    (Sense::Count(3), "three"),
    (Sense::Count(4), "four"),
    (Sense::Count(5), "five"),
    (Sense::Count(6), "six"),
    (Sense::Count(9), "nine"),
    (Sense::Count(12), "twelve"),
    (Sense::Meridiem(0), "am"),
    (Sense::Meridiem(12), "pm"),
    (Sense::Hours, "hrs, hours, hr"),
    (Sense::Noon, "noon, midday"),
    (Sense::TimeMark, "t, z, gmt, utc"),
    (Sense::Suffix, "st, nd, rd, th"),
    (Sense::Unit, "day, days, weeks, wks, month, months, mth, mths, years, yrs, working days, times"),
];

const QUALIFIERS: Table = &[
    (
        Sense::Part(Part::Early),
        "early, beginning, beginning of, start of, the start of, the beginning of, early in, early part \
         of, beg of",
    ),
    (Sense::Part(Part::Mid), "mid, middle, middle of, the middle of"),
    (Sense::Part(Part::Late), "late, later in, late in, latter part of, towards the end of"),
    (
        Sense::Part(Part::End),
        "end, ending, the end, end of, the end of, month end, quarter end, year ending, year ended, \
         quarter ending, quarter ended, period ending, period ended, month ending, eoy, eom, close of, the close of, back end of",
    ),
    (
        Sense::Lead(Lead::By),
        "by, no later than, not later than, by no later than, on or before, nlt, in time for, at the \
         latest, at latest, latest, latest by, or before, or earlier, or sooner, cob, cop, eob, close of \
         business, close of play, end of play, end of business",
    ),
    (Sense::Lead(Lead::Before), "before, prior to, ahead of, in advance of, pre"),
    (Sense::Lead(Lead::After), "after, following, post, subsequent to, later than, not before"),
    (Sense::Lead(Lead::Until), "until, till, til, up to, up until, through to, running to"),
    (
        Sense::Lead(Lead::From),
        "from, since, wef, w/e/f, with effect from, effective from, effective, starting, starting from, \
         starting in, commencing, commencing from, commencing in, beginning from, on or after, as from, \
         no earlier than, not earlier than, w/e from",
    ),
    (Sense::Lead(Lead::Between), "between, any time between"),
    (
        Sense::Lead(Lead::About),
        "around, about, circa, ca, c, approx, approximately, approximate, roughly, est, estimated, \
         estimate, in or around, on or around, on or about, or thereabouts",
    ),
    (
        Sense::Lead(Lead::Maybe),
        "provisional, provisionally, prov, tentative, tentatively, possibly, possible, perhaps, maybe, \
         potentially, unconfirmed, indicative, indicatively, subject to confirmation, probably, prob, \
         hopefully, not confirmed",
    ),
    (
        Sense::Lead(Lead::WeekFrom),
        "wc, w/c, wb, w/b, week commencing, week beginning, week starting, week comm, week commence, wk \
         commencing, wk beginning, wk starting, wk comm, wk com, w commencing, w/commencing, w/beginning, \
         w beginning",
    ),
    (Sense::Lead(Lead::WeekTo), "w/e, week ending, wk ending, week end, wk end, w/ending"),
    (Sense::To, "to, through, thru, thro"),
    (Sense::And, "and, then, plus, or, also, and then"),
    (
        Sense::Onwards,
        "onwards, onward, on wards, and onwards, and beyond, forwards, and after, to date, to present, or \
         later, or after",
    ),
    (Sense::Of, "of"),
    (Sense::In, "in, on, at, during, within, over, throughout, across, for, into, in to, in the"),
];

const ROLES: Table = &[
    (
        Sense::Role(Due),
        "due, due date, due by, target, targets, target date, deadline, timescale, timescales, timeframe, \
         timeline, completion, completion date, end date, finish, finish date, expected, anticipated, \
         planned, scheduled, forecast, projected, go live, to complete, to finish, for completion, to \
         deliver, aim, date for completion, target for completion, next due, proposed, aiming for, \
         required by, ends",
    ),
    (
        Sense::Role(Original),
        "original, originally, orig, initial, initially, was, previous, previously, prev, formerly, \
         baseline, old, first agreed",
    ),
    (
        Sense::Role(Revised),
        "revised, rev, revision, amended, amended to, new, updated target, updated deadline, updated to, \
         latest date, revised date, new date, re scheduled date",
    ),
    (
        Sense::Shift,
        "now, slipped, slip, slips, slippage, moved, moved back, move, put back, pushed back, pushed, \
         rescheduled, re scheduled, extended, extension, extend, carried forward, c/f, c/fwd, carried \
         over, rolled forward, rolled over, brought forward, b/f, changed, reprofiled, re profiled, \
         rephased, re phased, replanned, re planned, reset, re set, revised to, replaced, replaced by, \
         superseded by, altered",
    ),
    (Sense::Deferred, "deferred, postponed, delayed, defer, postpone"),
    (
        Sense::Done,
        "completed, done, closed, finished, implemented, delivered, achieved, actioned, discharged, \
         concluded, signed off, in place, already in place, fully completed, fully implemented, ended, \
         accomplished, completed on, closed on, now completed",
    ),
    (
        Sense::Role(Completed),
        "actual, actual date, actual completion, actual completion date, date completed, date closed, \
         date achieved, date of completion",
    ),
    (Sense::Complete, "complete, fully complete, now complete, all complete"),
    (Sense::Will, "may be, may not be, to be, will be, should be, is to be, shall be, must be, needs to be"),
    (Sense::Filler, "to be in place, will be in place"),
    (
        Sense::Role(Start),
        "start, starts, start date, begin, begins, commence, commences, commencement, launch, kick off, \
         kickoff, commencement date, launch date, to start, to begin, to commence, effective date",
    ),
    (Sense::Begun, "started, began, begun, commenced, launched, date started"),
    (
        Sense::Role(Review),
        "review, reviewed, reviews, review date, next review, revisit, re visit, reassess, to be \
         reviewed, to review, for review, will be reviewed",
    ),
    (
        Sense::Role(Meeting),
        "committee, cabinet, council, full council, board, panel, executive, exec, meeting, meetings, \
         agm, assembly, forum, governors, trustees, smt, cmt, slt, clt, scrutiny, select committee, \
         hearing, plenary, steering group, working group, task group, subcommittee, sub committee, \
         commission",
    ),
    (
        Sense::Role(Reported),
        "as at, as of, position at, position as at, position as of, position on, position, status at, \
         status as at, situation at, figures at, figures as at, correct at, correct as at, data at, data \
         as at, reported, report date, reporting date",
    ),
    (
        Sense::Role(Raised),
        "raised, identified, logged, opened, date raised, date identified, date opened, recorded, created",
    ),
    (Sense::Role(Updated), "updated, last updated, last update, update, date updated"),
    (Sense::Role(Milestone), "milestone, milestones"),
];

const STATES: Table = &[
    (
        Sense::State(Ongoing),
        "ongoing, on going, continuing, continuous, continuously, continual, continually, continues, to \
         continue, will continue, business as usual, bau, day to day, rolling programme, rolling program, \
         no end date, open ended, permanent, all year round, year round, throughout the year, kept under \
         review, keep under review, continuous process, continuous improvement, long term, rolling, until \
         further notice",
    ),
    (
        Sense::State(ToBeConfirmed),
        "tbc, tba, tbd, tbn, to be confirmed, to be agreed, to be determined, to be decided, to be \
         advised, to be announced, to be set, to be arranged, to be established, to be scheduled, to be \
         finalised, to be finalized, to be notified, to be defined, to be fixed, to be identified, to be \
         discussed, to be assessed, to be settled, to confirm, to follow, date to follow, not known, not \
         yet known, not yet agreed, not yet confirmed, not yet determined, not yet decided, not yet set, \
         not agreed, not set, none set, no date set, not yet scheduled, yet to be confirmed, yet to be \
         agreed, yet to be determined, yet to be decided, yet to be set, unknown, unclear, awaited, \
         undetermined, undecided, awaiting date, awaiting confirmation, date awaited",
    ),
    (
        Sense::State(AsSoonAsPossible),
        "asap, as soon as possible, as soon as practicable, as soon as practical, as soon as reasonably \
         practicable, as soon as is practicable, as soon as reasonably possible, soonest, immediate, \
         immediately, with immediate effect, immediate effect, urgent, urgently, at once, straight away, \
         straightaway, right away, without delay, forthwith, promptly, at the earliest opportunity, at \
         earliest opportunity, earliest opportunity, earliest possible",
    ),
    (
        Sense::State(NotApplicable),
        "na, n/a, not applicable, none, nil, no date, not required, no longer required, no longer \
         applicable, no timescale, no deadline, n/r, not relevant",
    ),
    (
        Sense::State(Recurring),
        "annual, annually, yearly, monthly, quarterly, weekly, daily, fortnightly, biannual, biannually, \
         biennial, biennially, bi annual, bi annually, bi monthly, bi weekly, bimonthly, biweekly, semi \
         annual, semi annually, half yearly, termly, periodic, periodically, regular, regularly, \
         recurring, recurrent, per annum, pa, p/a, each, every, twice a year, twice yearly, twice \
         annually, twice a month, once a year, once a month, once a week, once a quarter, a year, per \
         year, per month, per quarter, as required, as and when, as and when required, as and when \
         needed, as and when necessary, when required, as needed, when needed, when necessary, if \
         required, as necessary, as appropriate, ad hoc, adhoc, on a rolling basis, on a regular basis, \
         on a monthly basis, on a quarterly basis, on an annual basis, on an ad hoc basis, thereafter \
         annually, on demand, on request",
    ),
    (
        Sense::State(Relative),
        "next month, this month, next week, this week, next year, this year, next quarter, this quarter, \
         next financial year, next academic year, tomorrow, today, yesterday",
    ),
    (
        Sense::State(InProgress),
        "in progress, under way, underway, in hand, in train, wip, work in progress, on track, on target, \
         on schedule, in development, under development, in process, progressing, under review, not \
         complete, not completed, not yet complete, not yet completed, incomplete, partially complete, \
         partially completed, partly complete, part complete, part completed, nearly complete, almost \
         complete, substantially complete",
    ),
    (
        Sense::State(NotStarted),
        "not started, not yet started, yet to start, yet to commence, yet to begin, not commenced, not \
         yet commenced, not begun, not yet begun, not yet due",
    ),
    (
        Sense::State(OnHold),
        "on hold, paused, suspended, parked, shelved, stalled, in abeyance, put on hold, frozen",
    ),
    (
        Sense::Condition,
        "subject to, dependent on, dependent upon, dependant on, dependant upon, dependent, depends on, \
         depends upon, depending on, contingent on, contingent upon, conditional on, conditional upon, \
         pending, once, upon, if, when, as soon as, linked to, tied to, in line with, on completion of, \
         on completion, on receipt of, on approval of, on approval, on appointment, awaiting, at the time \
         of",
    ),
];

const OTHERS: Table = &[
    (
        Sense::Label,
        "action, actions, phase, stage, step, section, sections, version, ver, v, para, paras, paragraph, \
         chapter, page, item, items, ref, reference, rec, recs, recommendation, appendix, annex, room, \
         clause, table, figure, line, no, nos, number, minute, objective, task, point, lot, tranche, \
         wave, strand, workstream, option, priority, level, tier, band, grade, category, team, ward, \
         zone, part, rule, policy, issue",
    ),
    (
        Sense::Filler,
        "the, a, an, this, current, currently, next, date, dates, dated, is, are, be, will, would, \
         should, it, likely, take, takes, taking, place, held, agreed, confirmed, set, with, period, \
         presented, submitted, considered, goes, live, thereafter, all, both, earliest, half term, \
         recess, holidays, holiday, break, vacation, exact, exactly, precise, some, time, sometime, only, \
         including, inclusive, inc, incl, i/e, ie, e/g, eg, bst, fully, already, note, see, calendar, \
         financial, school, municipal, as",
    ),
];

/// What the lexicon holds for a word: its own sense, and the phrases that it opens, the longest first.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) sense: Option<Sense>,
    pub(super) phrases: Vec<(Vec<&'static str>, Sense)>,
}

static LEXICON: LazyLock<Words<Entry>> = LazyLock::new(|| {
    let mut lexicon: Words<Entry> = Words::default();
    for (sense, texts) in [CALENDAR, QUALIFIERS, ROLES, STATES, OTHERS].into_iter().flatten() {
        for text in texts.split(", ") {
            let mut words = text.split(' ');
            let entry = lexicon.entry(words.next().unwrap_or_default()).or_default();
            let rest: Vec<_> = words.collect();
            if rest.is_empty() {
                entry.sense = Some(*sense);
            } else {
                entry.phrases.push((rest, *sense));
                entry.phrases.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
            }
        }
    }
    lexicon
});

/// Returns what is known of a word in lower case.
pub(super) fn entry(word: &str) -> Option<&'static Entry> {
    LEXICON.get(word)
}

/// Returns the sense of a single word in lower case.
pub(super) fn sense(word: &str) -> Option<Sense> {
    entry(word)?.sense
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_has_one_meaning() {
        let mut seen = std::collections::BTreeMap::new();
        for (sense, texts) in [CALENDAR, QUALIFIERS, ROLES, STATES, OTHERS].into_iter().flatten() {
            for text in texts.split(", ") {
                assert_eq!(text, text.to_lowercase());
                assert_eq!(seen.insert(text, sense), None, "{text} stands twice");
            }
        }
    }
}
