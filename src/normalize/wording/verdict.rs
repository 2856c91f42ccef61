//! The phrases of a text together: the one status they come to.
//!
//! A modifier reaches to the end of its clause. The first status is what the cell says; what follows comments on it and
//! changes it only as [`refine`] has it.

use super::hit::Hit;
use super::token::{Gap, Token};
use super::vocabulary::{Modifier, Sense};
use crate::record::Status::{
    self, Achieved, AtRisk, AwaitingSignOff, Cancelled, Closed, InProgress, NotAchieved, NotStarted, OnHold,
    OnTrack, Ongoing, Rejected, Slipped, Superseded, Undeliverable,
};

/// Returns the status that the phrases of a text come to.
pub(super) fn verdict(words: &[Token], hits: &[Hit]) -> Option<Status> {
    let mut state = State::default();
    for (at, hit) in hits.iter().enumerate() {
        if state.clause != hit.clause {
            state.leave_clause();
            state.clause = hit.clause;
        }
        match hit.sense {
            Sense::Turns(modifier) => state.turn(modifier, hit),
            Sense::Percent => state.part(share_before(words, hit.from), hit),
            Sense::Is(Achieved) if state.share.is_none() && state.modifier.is_none() => {
                state.share = count_before(words, hit);
                if let Some(status) = state.meaning(hit.sense, hit) {
                    state.says(status, hit);
                }
            }
            Sense::Or => state.or = state.head.is_some(),
            Sense::Now => state.now = true,
            Sense::See => {
                let target = hits.get(at + 1..).unwrap_or_default();
                if points_to_item(words, hit, target) {
                    state.says(Superseded, hit);
                }
            }
            sense => {
                if let Some(status) = state.meaning(sense, hit) {
                    state.says(status, hit);
                }
            }
        }
        state.alone = hit.alone;
    }
    state.leave_clause();
    if state.contradictory { None } else { state.head.map(|head| head.0) }
}

/// What has been read so far.
#[derive(Default)]
struct State {
    clause: usize,
    modifier: Option<Modifier>,
    /// The clause says that it will be done.
    to_come: bool,
    /// How much is done, if the clause says so; 0 to 100.
    share: Option<f64>,
    /// The clause has no word that is in no phrase.
    alone: bool,
    /// `Partial` opened the clause.
    partial: Option<Hit>,
    /// The status so far, and its clause.
    head: Option<(Status, usize)>,
    /// An alternative to the head follows.
    or: bool,
    /// What takes the head's place follows.
    now: bool,
    contradictory: bool,
}

impl State {
    /// A share holds for what follows in its clause, or for what it follows: `Achieved 75%`.
    fn part(&mut self, share: Option<f64>, hit: &Hit) {
        self.share = share;
        if let Some(share) = share
            && self.head == Some((Achieved, hit.clause))
        {
            self.head = Some((status_of_share(share), hit.clause));
        }
    }

    fn turn(&mut self, modifier: Modifier, hit: &Hit) {
        if modifier == Modifier::Partial && hit.front {
            self.partial = Some(hit.clone());
        }
        // `Achieved in part`
        if matches!(modifier, Modifier::Partial | Modifier::Partly)
            && self.head == Some((Achieved, hit.clause))
        {
            self.head = Some((InProgress, hit.clause));
        }
        self.modifier = Some(modifier);
    }

    /// A clause that has no status of its own may still say how far things are.
    fn leave_clause(&mut self) {
        self.modifier = None;
        self.to_come = false;
        let spoken = self.head.is_some_and(|(_, clause)| clause == self.clause);
        if let Some(hit) = self.partial.take()
            && !spoken
        {
            self.says(InProgress, &hit);
        }
        if let Some(share) = self.share.take()
            && self.alone
            && self.head.is_none()
        {
            self.head = Some((status_of_share(share), self.clause));
        }
    }

    /// Returns what a phrase comes to under the modifier before it.
    fn meaning(&mut self, sense: Sense, hit: &Hit) -> Option<Status> {
        use Modifier::{Cannot, Future, Not, ToBe, Unlikely, WillNot};
        let refused = matches!(self.modifier, Some(Not | Cannot | WillNot));
        let to_come = refused || matches!(self.modifier, Some(ToBe | Future | Unlikely));
        let done = matches!(self.head, Some((Achieved, _)));
        match sense {
            Sense::Is(Achieved) if self.share.is_some() => self.share.map(status_of_share),
            // `On track - to be completed by June`: how it stands was said; it is done when it is done.
            Sense::Is(Achieved) if self.modifier == Some(Future) || self.is_yet_to_be() => {
                self.to_come = true;
                None
            }
            // `Will be delivered on time`
            Sense::Is(OnTrack) if self.modifier == Some(Future) && self.to_come => Some(OnTrack),
            Sense::Is(status) => modified(self.modifier, status),
            Sense::Proven if to_come => done.then_some(AwaitingSignOff),
            Sense::Proven => hit.front.then_some(Achieved),
            Sense::Unproven => {
                // Whatever it waits for has not happened.
                self.modifier = Some(Future);
                done.then_some(AwaitingSignOff)
            }
            Sense::Consent if refused => Some(Rejected),
            Sense::Consent => {
                // Agreed in part is no progress in part.
                self.partial = None;
                (to_come && done).then_some(AwaitingSignOff)
            }
            Sense::Feasible | Sense::Confidence(_) => refused.then_some(Undeliverable),
            Sense::Start => to_come.then_some(NotStarted),
            Sense::Verb => match self.modifier {
                Some(Cannot) => Some(Undeliverable),
                Some(WillNot) => Some(Rejected),
                Some(Not) => Some(NotAchieved),
                Some(Unlikely) => Some(AtRisk),
                _ => None,
            },
            Sense::NotApplicable => {
                matches!(self.head, Some((NotAchieved | Closed, _))).then_some(Superseded)
            }
            _ => None,
        }
    }

    /// It is to be done, and something else than that it was done has been said.
    fn is_yet_to_be(&self) -> bool {
        self.modifier == Some(Modifier::ToBe) && self.head.is_some_and(|(head, _)| head != Achieved)
    }

    fn says(&mut self, status: Status, hit: &Hit) {
        let next = match self.head {
            Some((head, _)) if self.or && head != status => {
                self.contradictory = true;
                head
            }
            Some((head, clause)) if !self.now => refine(head, status, hit.clause == clause, hit.front),
            _ => status,
        };
        self.or = false;
        self.now = false;
        if self.head.is_none_or(|(head, _)| head != next) {
            self.head = Some((next, hit.clause));
        }
    }
}

/// Returns what a status comes to under a modifier; `None` where that says nothing.
fn modified(modifier: Option<Modifier>, status: Status) -> Option<Status> {
    use Modifier::{Cannot, Former, Future, May, Not, Partial, Partly, ToBe, Unlikely, WillNot};
    let Some(modifier) = modifier else { return Some(status) };
    match (modifier, status) {
        (Not, Achieved) => Some(NotAchieved),
        (Cannot | WillNot, Achieved) => Some(Undeliverable),
        (Not | Cannot | WillNot, InProgress) => Some(NotStarted),
        (Not | Cannot | WillNot, OnTrack) => Some(Slipped),
        (Not | WillNot, Slipped | AtRisk) => Some(OnTrack),
        (Not | Cannot | WillNot, _) => None,
        (Partly | Partial, Achieved | NotAchieved) => Some(InProgress),
        (Partly | Partial, _) => Some(status),
        (ToBe, Achieved) => Some(NotStarted),
        (ToBe | Future, InProgress) => Some(NotStarted),
        (ToBe | Future, Slipped | AtRisk | NotStarted) => Some(status),
        (ToBe | Future, _) => None,
        (May, Slipped | NotAchieved | Undeliverable | AtRisk) => Some(AtRisk),
        (Unlikely, Achieved | OnTrack | AtRisk) => Some(AtRisk),
        (May | Unlikely, _) => None,
        (Former, Achieved | Closed | Superseded | Cancelled | Rejected) => Some(status),
        (Former, _) => None,
    }
}

/// Returns what a status comes to with another after it, in the same clause or at the front of its own.
///
/// A later status at the front of its clause speaks of the same thing (`Delayed - complete`); one with words before it
/// has its own subject (`Policy complete, training delayed`).
fn refine(head: Status, next: Status, same_clause: bool, front: bool) -> Status {
    let subject = !same_clause && !front;
    match (head, next) {
        // Why it was closed says more than that it was.
        (
            Closed,
            Achieved | NotAchieved | Undeliverable | Superseded | Cancelled | Rejected | AwaitingSignOff,
        ) => next,
        // Some of it is done, the rest is not.
        (Achieved, NotAchieved | NotStarted) => InProgress,
        (Achieved, InProgress | Ongoing | OnHold | AwaitingSignOff) => next,
        (Achieved, OnTrack | AtRisk | Slipped) if subject => next,
        // `A risk that it will not be done` is not yet that.
        (AtRisk, Undeliverable) if same_clause => head,
        (NotStarted | InProgress | OnTrack | AtRisk | Slipped | OnHold, Achieved)
            if front && !same_clause =>
        {
            next
        }
        (
            NotStarted | InProgress | OnTrack | AtRisk | Slipped | OnHold | Ongoing,
            Closed | Superseded | Cancelled | Rejected | Undeliverable,
        ) if front => next,
        (InProgress, OnTrack | AtRisk | Slipped | OnHold) => next,
        (Ongoing, OnTrack | AtRisk | Slipped | OnHold | InProgress) => next,
        (OnTrack, NotStarted | AtRisk | Slipped | OnHold) => next,
        (NotStarted, AtRisk | Slipped | OnHold) => next,
        // `At risk of slipping` has not slipped.
        (AtRisk, Slipped) if !same_clause => next,
        // Only that it is not done yet; what follows says how it stands.
        (NotAchieved, Achieved | Closed) => head,
        (NotAchieved, _) => next,
        (Undeliverable, Slipped) if same_clause => next,
        _ => head,
    }
}

/// Short words for a part of a document or a sheet.
const PLACES: [&str; 15] = [
    "app", "cell", "col", "fig", "item", "line", "note", "page", "para", "part", "row", "sec", "tab", "the",
    "year",
];

/// Nothing, something or all of it done.
fn status_of_share(share: f64) -> Status {
    if share <= 0.0 {
        NotStarted
    } else if share >= 100.0 {
        Achieved
    } else {
        InProgress
    }
}

/// The number that a per cent sign stands after.
fn share_before(words: &[Token], sign: usize) -> Option<f64> {
    let number: f64 = words.get(sign.checked_sub(1)?)?.word.parse().ok()?;
    (0.0..=100.0).contains(&number).then_some(number)
}

/// The share that a count before a word states in per cent: `2 of 3 actions complete`.
fn count_before(words: &[Token], done: &Hit) -> Option<f64> {
    let from = done.from.saturating_sub(COUNT_WORDS);
    let before = words.get(from..done.from)?;
    let of = before.iter().rposition(|token| token.word == "of")?;
    let number = |token: &Token| {
        let spelt = NUMBERS.iter().position(|number| *number == token.word);
        spelt.and_then(|at| u32::try_from(at).ok()).or_else(|| token.word.parse().ok())
    };
    let part: u32 = before.get(of.checked_sub(1)?).and_then(number)?;
    let whole: u32 = before.get(of + 1).and_then(number)?;
    (whole > 0 && part <= whole).then(|| f64::from(part) * 100.0 / f64::from(whole))
}

/// Words before `complete` in which a count is looked for: `2 of the 3 agreed actions`.
const COUNT_WORDS: usize = 6;

const NUMBERS: [&str; 11] =
    ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// Tells whether what follows `see` in its clause is the number of another item: `See action 9 above`.
fn points_to_item(words: &[Token], see: &Hit, after: &[Hit]) -> bool {
    let from = after.iter().fold(see.to, |from, hit| {
        let goes_on = hit.from == from && hit.sense == Sense::Filler && hit.clause == see.clause;
        if goes_on { hit.to } else { from }
    });
    let mut target = words.get(from..).unwrap_or_default().iter().peekable();
    let numbered = |item: &Token| item.word.contains(|c: char| c.is_ascii_digit());
    // `See PIP 204`, where the item is called so; `see page 4` stays in the document.
    let called =
        |item: &Token| (2..=4).contains(&item.word.chars().count()) && !PLACES.contains(&item.word.as_str());
    target.next_if(|item| !numbered(item) && called(item));
    let number = target.next().is_some_and(numbered);
    let mut rest = target.take_while(|token| token.gap == Gap::Space);
    number && rest.all(|token| matches!(token.word.as_str(), "above" | "below"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::wording::{lexicon, token::tokens};

    fn read(text: &str) -> Option<Status> {
        let mut words = tokens(text, 40);
        lexicon::mend(&mut words);
        verdict(&words, &crate::normalize::wording::hit::hits(&words))
    }

    fn check(cases: &[(&str, Option<Status>)]) {
        for (text, status) in cases {
            assert_eq!(read(text), *status, "{text}");
        }
    }

    #[test]
    fn modifiers_reach_to_the_end_of_their_clause() {
        check(&[
            ("Not achieved", Some(NotAchieved)),
            ("not started", Some(NotStarted)),
            ("No longer on target", Some(Slipped)),
            ("No slippage", Some(OnTrack)),
            ("Not finished on time", Some(Slipped)),
            ("Not finished but on schedule", Some(OnTrack)),
            ("Cannot be met", Some(Undeliverable)),
            ("Cannot be delivered", Some(Undeliverable)),
            ("Will not implement", Some(Rejected)),
            ("will not be implemented", Some(Undeliverable)),
            ("Mostly complete", Some(InProgress)),
            ("Delivered in part", Some(InProgress)),
            ("To be actioned", Some(NotStarted)),
            ("Yet to be implemented", Some(NotStarted)),
            ("Objective not met", Some(NotAchieved)),
            ("Semi complete", Some(InProgress)),
            ("Close to completion", Some(InProgress)),
            ("Potential to slip", Some(AtRisk)),
            ("Will be complete by May", None),
            ("Due to start in May", Some(NotStarted)),
            ("May be delayed", Some(AtRisk)),
            ("Unlikely to be delivered", Some(AtRisk)),
            ("Unlikely to meet the deadline", Some(AtRisk)),
            ("Will be delivered on time", Some(OnTrack)),
            ("Should be on track by May", None),
            ("On track, to be completed by May", Some(OnTrack)),
            ("A risk that it will not be completed", Some(AtRisk)),
            ("Previously on hold", None),
            ("Not accepted", Some(Rejected)),
            ("Not viable", Some(Undeliverable)),
            ("No. 4 done", Some(Achieved)),
        ]);
    }

    #[test]
    fn comments_change_what_came_first_only_where_they_say_more() {
        check(&[
            ("Complete and ongoing", Some(Ongoing)),
            ("Completed late", Some(Achieved)),
            ("Complete - evidence to follow", Some(AwaitingSignOff)),
            ("Complete, not yet verified", Some(AwaitingSignOff)),
            ("Implemented and tested", Some(Achieved)),
            ("Delayed - complete", Some(Achieved)),
            ("Delayed, now back on track", Some(OnTrack)),
            ("Handbook complete, training delayed", Some(Slipped)),
            ("Part 1 achieved, part 2 not achieved", Some(InProgress)),
            ("In progress (overdue)", Some(Slipped)),
            ("Not started - not yet due", Some(NotStarted)),
            ("Closed - superseded", Some(Superseded)),
            ("Closed - not implemented", Some(NotAchieved)),
            ("Not delivered - N/A", Some(Superseded)),
            ("At risk of slipping", Some(AtRisk)),
            ("Postponed or suspended", None),
            ("Done or resolved", Some(Achieved)),
        ]);
    }

    #[test]
    fn shares_and_pointers_are_statuses_too() {
        check(&[
            ("0%", Some(NotStarted)),
            ("35 per cent", Some(InProgress)),
            ("100%", Some(Achieved)),
            ("90% complete - late", Some(Slipped)),
            ("Achieved 40%", Some(InProgress)),
            ("2 of 3 actions complete", Some(InProgress)),
            ("Five of five complete", Some(Achieved)),
            ("See CR 17", Some(Superseded)),
            ("See page 4", None),
            ("40% of schools visited", None),
            ("140%", None),
            ("See action 9 above", Some(Superseded)),
            ("See R12b", Some(Superseded)),
            ("See comments", None),
            ("See page 4 of 9", None),
        ]);
    }
}
