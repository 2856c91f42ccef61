//! An office's own rule for colours, held against the colours that are shown.
//!
//! Only a colour that is better than the rule allows is found: worse ones may have reasons that no date or percentage shows.

use super::{Found, Has};
use crate::profile::RagPolicy;
use crate::record::{Code, Rag, Status};

impl RagPolicy {
    /// Returns the best colour that an item may have so many days past its date (none or less: in time) and so far done, with
    /// the reason; `None` where it may have any.
    pub fn best(&self, days_late: Option<i32>, percent: Option<f64>) -> Option<(Rag, String)> {
        let late = days_late.filter(|days| *days > 0).and_then(|days| u32::try_from(days).ok());
        let by_days = |least: Option<u32>| {
            late.zip(least).filter(|(late, least)| late >= least).map(|(late, _)| days(late))
        };
        let below = |least: Option<f64>| {
            percent.zip(least).filter(|(done, least)| done < least).map(|(done, _)| format!("{done}% done"))
        };
        let late_and_below = || Some(format!("{} and {}", days(late?), below(self.red_below_when_late)?));
        let red = by_days(self.red_days).or_else(late_and_below).or_else(|| below(self.red_below));
        let amber = || by_days(self.amber_days).or_else(|| below(self.amber_below));
        red.map(|reason| (Rag::Red, reason)).or_else(|| amber().map(|reason| (Rag::Amber, reason)))
    }
}

fn days(late: u32) -> String {
    format!("{late} {} late", if late == 1 { "day" } else { "days" })
}

pub(super) fn check(policy: &RagPolicy, has: &Has, found: &mut Found<'_, '_>) {
    let record = found.record;
    // Blue is done, whatever the status says.
    let done = record.status.is_some_and(|status| !status.is_open() || status == Status::AwaitingSignOff);
    let Some(shown) = record.rag.filter(|rag| *rag != Rag::Blue && !done) else { return };
    let due = record.due.as_ref().and_then(|due| due.latest);
    let late = due.zip(has.as_of).map(|(due, day)| due.until(day).map_or(0, |span| span.get_days()));
    let Some((best, reason)) = policy.best(late, record.percent_complete) else { return };
    if shown.level() > best.level() {
        let message = format!("the colour is {shown}; by the agreed rule it is {best} at best: {reason}");
        found.add(Code::RagAgainstPolicy, message, &["rag"]);
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rules;
    use super::super::tests::found;
    use super::*;

    #[test]
    fn the_graver_reason_decides() {
        let months = RagPolicy { amber_days: Some(1), red_days: Some(31), ..RagPolicy::default() };
        let shares = RagPolicy {
            amber_below: Some(76.0),
            red_below: Some(26.0),
            red_below_when_late: Some(50.0),
            ..RagPolicy::default()
        };
        let best = |policy: RagPolicy, late, percent| {
            policy.best(late, percent).map(|(rag, reason)| format!("{rag}: {reason}"))
        };
        let cases = [
            (months, Some(0), None, None),
            (months, Some(-3), None, None),
            (months, None, Some(1.0), None),
            (months, Some(1), None, Some("amber: 1 day late")),
            (months, Some(30), None, Some("amber: 30 days late")),
            (months, Some(31), None, Some("red: 31 days late")),
            (shares, None, Some(25.0), Some("red: 25% done")),
            (shares, None, Some(26.0), Some("amber: 26% done")),
            (shares, Some(2), Some(49.5), Some("red: 2 days late and 49.5% done")),
            (shares, Some(2), Some(50.0), Some("amber: 50% done")),
            (shares, Some(90), Some(76.0), None),
            (shares, Some(90), None, None),
        ];
        for (policy, late, percent, expected) in cases {
            assert_eq!(best(policy, late, percent).as_deref(), expected, "{late:?} {percent:?}");
        }
    }

    #[test]
    fn a_colour_better_than_the_rule_is_found() {
        let plan = "Ref,Action,Target date,% complete,RAG,Status\n\
                    1,Paint the pier,1 June 2023,40%,Green,In progress\n\
                    2,Mend the slipway,1 June 2023,40%,Red,In progress\n\
                    3,Light the steps,1 June 2023,100%,Green,Complete\n\
                    4,Count the boats,1 August 2023,40%,Green,In progress\n";
        let rag = Some(RagPolicy { red_days: Some(30), ..RagPolicy::default() });
        let rules = Rules { rag, ..Rules::default() };
        let message = "the colour is green; by the agreed rule it is red at best: 30 days late";
        let of_policy = |as_of: Option<&str>, rules: &Rules| {
            let mut found = found(plan, as_of, rules);
            found.retain(|(code, _)| *code == Code::RagAgainstPolicy);
            found
        };
        let expected = [(Code::RagAgainstPolicy, message.to_owned())];
        assert_eq!(of_policy(Some("2023-07-01"), &rules), expected);
        assert_eq!(of_policy(None, &rules), []);
        assert_eq!(of_policy(Some("2023-07-01"), &Rules::default()), []);
    }
}
