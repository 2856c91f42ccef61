//! Items that only the others explain: how somebody takes part ("Lead:"), and capitals that may be initials or a team.

use super::class::Class;
use super::person::{Form, Person};
use super::reader::{Item, What};
use super::token::Joint;
use super::word::lookup;

/// Drops labels where somebody is named: "Lead: Ann Lee Support: Bo Roe" names two people and no post.
pub(super) fn drop_labels(items: &mut Vec<Item>) {
    if items.iter().all(|item| matches!(item.what, What::Label(_))) {
        for item in items {
            if let What::Label(text) = &mut item.what {
                item.what = What::Post(std::mem::take(text));
            }
        }
        return;
    }
    let mut loosest = None;
    items.retain_mut(|item| {
        let before = loosest.unwrap_or_default();
        if matches!(item.what, What::Label(_)) {
            loosest = Some(item.joint.max(before));
            return false;
        }
        // "Head of Estates, Support: Ann Lee": what a label announces does not belong to what stands before it.
        let announced = loosest.is_some() && item.joint == Joint::Dash;
        item.joint = item.joint.max(before).max(if announced { Joint::Aside } else { Joint::Space });
        loosest = None;
        true
    });
}

/// Says of capitals whether they are initials, a post or a team; drops initials beside the name they stand for. Tells
/// whether any of it could be wrong.
pub(super) fn settle_letters(items: &mut Vec<Item>, known: &[String]) -> bool {
    let letters = |item: &Item| matches!(item.what, What::Letters(_));
    if !items.iter().any(|item| letters(item) || is_dotted_team(item)) {
        return false;
    }
    let pair = |item: &&Item| matches!(&item.what, What::Letters(text) if text.chars().count() == 2);
    let cell = Cell { pairs: items.iter().filter(pair).count(), only: items.iter().all(letters), known };
    let mut doubtful = false;
    let mut kept: Vec<Item> = Vec::with_capacity(items.len());
    let mut rest = std::mem::take(items).into_iter().peekable();
    while let Some(mut item) = rest.next() {
        if is_dotted_team(&item)
            && let What::Person(person) = &item.what
        {
            item.what = What::Unit(person.name());
        }
        if let What::Letters(text) = &item.what {
            match cell.meaning(text, &item, kept.last(), rest.peek()) {
                Some((what, sure)) => (item.what, doubtful) = (what, doubtful || !sure),
                None => continue,
            }
        }
        kept.push(item);
    }
    *items = kept;
    doubtful
}

/// "H.R."
fn is_dotted_team(item: &Item) -> bool {
    matches!(&item.what, What::Person(p) if p.form == Form::Initials && lookup(&p.name()).is(Class::ABBREVIATION))
}

/// What the whole cell tells about capitals.
struct Cell<'a> {
    /// How many pairs of letters there are.
    pairs: usize,
    /// There is nothing else.
    only: bool,
    known: &'a [String],
}

impl Cell<'_> {
    /// Returns what the letters are, and whether that is sure; nothing for the initials of the name beside them.
    fn meaning(
        &self,
        text: &str,
        item: &Item,
        before: Option<&Item>,
        next: Option<&Item>,
    ) -> Option<(What, bool)> {
        let person = |item: Option<&'_ Item>| match item.map(|item| &item.what) {
            Some(What::Person(person)) => Some(person.clone()),
            _ => None,
        };
        let (left, right) = (person(before), person(next.filter(|next| next.joint <= Joint::Dash)));
        // "Ann Lee (AL)", "AL - Ann Lee"
        let own = |person: &Person| person.form == Form::Full && are_initials(text, &person.name());
        if left.as_ref().is_some_and(|p| item.joint <= Joint::Dash && own(p))
            || right.as_ref().is_some_and(own)
        {
            return None;
        }
        let behind = item.joint <= Joint::Line && before.is_some();
        if lookup(text).is(Class::POST) && (right.is_some() || (behind && left.is_some())) {
            return Some((What::Post(text.to_owned()), true));
        }
        let post = matches!(before.map(|item| &item.what), Some(What::Post(_)));
        let holder = post && matches!(item.joint, Joint::Bracket | Joint::Dash);
        // "Okafor JB"
        let family = left.is_some_and(|p| !p.titled && p.may_be_family()) && !item.inside;
        let someone = text.len() == 3 && self.known.iter().any(|name| are_initials(text, name));
        let (is_person, sure) = match text.chars().count() {
            _ if !text.chars().all(char::is_alphabetic) => (false, true),
            2 => (self.only || holder || !behind || family, !holder),
            // Three letters are as often a team; among pairs of letters they are somebody too.
            3 => (!behind && (someone || self.pairs > 0), behind || someone),
            _ => (false, true),
        };
        let text = text.to_owned();
        Some((if is_person { What::Person(Person::of_initials(text)) } else { What::Unit(text) }, sure))
    }
}

/// Tells whether the letters are the initials of the name.
fn are_initials(letters: &str, name: &str) -> bool {
    name.split(' ').filter_map(|word| word.chars().next()).eq(letters.chars())
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn letters_are_people_or_teams() {
        let cases = [
            ("QT", "QT"),
            ("Q.T.", "QT"),
            ("QT, AB & CD", "QT | AB | CD"),
            ("QT AB", "QT | AB"),
            ("QTR / AB", "QTR | AB ?"),
            ("QTR", "(QTR) ?"),
            ("WXYZ", "(WXYZ)"),
            ("H.R.", "(HR)"),
            ("Ann Thrale QT", "Ann Thrale (QT)"),
            ("Ann Thrale (AT)", "Ann Thrale"),
            ("AT - Ann Thrale", "Ann Thrale"),
            ("Thrale JB", "JB Thrale"),
            ("Head of Estates - QT", "QT /Head of Estates/ ?"),
            ("PM: Ann Thrale", "Ann Thrale /PM/"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn labels_are_no_posts() {
        let cases = [
            ("Lead: Ann Lee Support: Bo Roe", "Ann Lee | Bo Roe"),
            ("Ann Lee (lead), Head of Estates", "Ann Lee /Head of Estates/"),
            ("Head of Estates, Support: Ann Lee", "/Head of Estates/ | Ann Lee"),
            ("Project Lead: Ann Lee", "Ann Lee /Project Lead/"),
            ("Lead", "/Lead/"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
