//! What a row of words says about an office: a post, a team, or a post and the team it belongs to.
//!
//! ```text
//! Head of Planning and Building Control     one post: what follows the "and" is no post of its own
//! Chair and Clerk                           two
//! Head of Planning Property Directorate    a post and the directorate it belongs to
//! Group Manager (Parks)                  one post: "Group Manager" alone leaves open of what
//! ```

use super::class::Class;
use super::context::has_vowel;
use super::extent::{Extent, extent};
use super::term::{is_noun, is_possessive, is_services, is_strange, is_team};
use super::token::{Joint, Kind, Token};
use super::word::Shape;

/// Words that name a post, a team or both; ranges are token positions, the end excluded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Phrase {
    /// Position after its last token.
    pub(super) end: usize,
    pub(super) post: Option<(usize, usize)>,
    pub(super) unit: Option<(usize, usize)>,
    /// Nothing but words of taking part: "Lead", "Supporting officer".
    pub(super) label: bool,
}

/// Tells whether words of a post or team begin at the position.
pub(super) fn begins(tokens: &[Token<'_>], at: usize) -> bool {
    let Some(token) = tokens.get(at).filter(|t| t.is_word()) else { return false };
    let next = tokens.get(at + 1).filter(|t| t.is_word());
    let office = |t: &Token<'_>| t.is(Class::OFFICE.and(Class::LINK));
    if token.is(Class::GIVEN) {
        // "Dean of Students", but "Dean Okafor".
        return token.is(Class::OFFICE) && next.is_some_and(office);
    }
    if token.is(Class::OFFICE) {
        // "with support from", "in liaison with": mere words between names.
        let between =
            token.shape == Shape::Small && token.is(Class::LABEL.and(Class::ASIDE)) && !token.is(Class::POST);
        let verb = token.shape == Shape::Small && token.is(Class::OTHER);
        return !is_family_first(tokens, at)
            && !((between || verb) && !next.is_some_and(|t| t.is(Class::OFFICE)));
    }
    let label = token.is(Class::LABEL) && !token.is(Class::ASIDE.and(Class::OTHER));
    label
        || opens_line(tokens, at)
        || (token.shape == Shape::Capitals && next.is_some_and(|t| t.is(Class::OFFICE) && !t.line))
}

/// Tells whether an unknown word opens a line that is a post or team, below one that is whole: "Harbour Master" below "Ann Lee". A
/// family name that slipped into the next line stands below a given name alone.
pub(super) fn opens_line(tokens: &[Token<'_>], at: usize) -> bool {
    let opens = tokens.get(at).is_some_and(|t| t.line && is_strange(t));
    let Some(above) = at.checked_sub(2).and_then(|from| tokens.get(from..at)).filter(|_| opens) else {
        return false;
    };
    let whole = above.iter().all(Token::is_word) && above.last().is_some_and(|t| !t.line);
    let line = tokens.iter().skip(at + 1).take_while(|t| t.is_word() && !t.line);
    let (mut last, mut office) = (None, true);
    for token in line {
        office &= token.is(Class::OFFICE);
        last = Some(token);
    }
    whole && office && last.is_some_and(|t| t.is(Class::POST.and(Class::UNIT)))
}

/// Tells whether a post can begin with the word: "Head", "Deputy".
pub(super) fn opens_post(token: &Token<'_>) -> bool {
    token.is(Class::POST.and(Class::RANK))
}

/// Tells whether the word is a family name with the given name after a comma: "Parks, Ann".
pub(super) fn is_family_first(tokens: &[Token<'_>], at: usize) -> bool {
    let after = |n: usize| tokens.get(at + n);
    let comma = after(1).is_some_and(|t| t.kind == Kind::Sign(Joint::Comma));
    let alone = after(3).is_none_or(|t| !t.is_word() || t.line);
    let capitals = |t: &Token<'_>| {
        t.shape == Shape::Capitals && t.class == Class::default() && t.text.len() > 2 && has_vowel(&t.text)
    };
    let family =
        tokens.get(at).is_some_and(|t| (t.is(Class::SURNAME) && t.shape != Shape::Small) || capitals(t));
    let first = at.checked_sub(1).and_then(|b| tokens.get(b)).is_none_or(|t| !t.is_word());
    let first = first || tokens.get(at).is_some_and(|t| t.line);
    let given = |t: &Token<'_>| t.is_word() && (t.class.is(Class::GIVEN) || t.shape == Shape::Initial);
    first && family && comma && alone && after(2).is_some_and(given)
}

/// Reads the post or team that begins at the position.
pub(super) fn phrase(tokens: &[Token<'_>], start: usize) -> Phrase {
    let extent = extent(tokens, start);
    let end = extent.end;
    let whole = Some((start, end));
    let mut phrase = Phrase { end, post: None, unit: None, label: extent.label };
    let Some(post) = extent.post.filter(|post| !names_team(tokens, &extent, *post)) else {
        phrase.unit = whole;
        return phrase;
    };
    let told = extent.signed && !extent.closed;
    let cut = if told { None } else { unit_from(tokens, &extent, post) };
    match cut.filter(|cut| tokens.get(*cut).is_some_and(Token::is_word)) {
        Some(cut) => (phrase.post, phrase.unit) = (Some((start, cut)), Some((cut, end))),
        None => phrase.post = whole,
    }
    phrase
}

/// "Head Office", "Chief Officers Group", "Executive Management Team": a team in spite of the post in it.
fn names_team(tokens: &[Token<'_>], extent: &Extent, post: usize) -> bool {
    let last = extent.end.checked_sub(1).and_then(|at| tokens.get(at));
    let head = tokens.get(post).map(|t| t.text.to_lowercase()).unwrap_or_default();
    let named = head == "executive" || head.ends_with('s') || post + 2 == extent.end;
    last.is_some_and(is_team) && !extent.linked && named
}

/// Returns where the unit of a post begins.
fn unit_from(tokens: &[Token<'_>], extent: &Extent, post: usize) -> Option<usize> {
    let (first, end) = (post + 1 + usize::from(extent.linked), extent.end);
    let last = tokens.get(end.checked_sub(1)?)?;
    if end <= first {
        return None;
    }
    if extent.closed {
        return Some(end - 1);
    }
    if tokens.get(first..end)?.iter().all(|t| t.is(Class::MODIFIER)) {
        // "Inspector General"
        return None;
    }
    if !extent.linked {
        let told = |t: &Token<'_>| t.is(Class::SUBJECT) && !t.is(Class::GENERIC);
        let open = tokens.get(post)?.is(Class::OPEN) && !tokens.get(extent.start..post)?.iter().any(told);
        let nouns = tokens.get(first..end - 1)?.iter().filter(|t| is_noun(t)).count();
        if !open || (is_team(last) && nouns < 2) {
            return Some(first);
        }
    }
    let cut = if last.is(Class::STRONG) {
        noun_from(tokens, end - 1)?
    } else if is_services(last) {
        // "Head of Fostering Children's Services"
        (first..end).rev().find(|at| tokens.get(*at).is_some_and(is_possessive))?
    } else {
        return None;
    };
    (cut > first && is_noun(tokens.get(cut.checked_sub(1)?)?)).then_some(cut)
}

/// Returns where the name of the department begins whose last word is at the position: its noun and what describes it.
fn noun_from(tokens: &[Token<'_>], last: usize) -> Option<usize> {
    let mut at = last.checked_sub(1)?;
    loop {
        let before = tokens.get(at.checked_sub(1)?)?;
        let services = tokens.get(at).is_some_and(is_services);
        if before.kind == Kind::Sign(Joint::And) {
            at = at.checked_sub(2)?;
        } else if before.is(Class::MODIFIER) || (services && is_noun(before)) {
            at -= 1;
        } else {
            return Some(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::context::settle;
    use super::super::token::tokens;
    use super::*;

    /// The post between slashes, the team in brackets, and how many tokens are left.
    fn shown(text: &str) -> String {
        let mut tokens = tokens(text);
        settle(&mut tokens);
        let phrase = phrase(&tokens, 0);
        let words = |(start, end): (usize, usize)| {
            text.get(tokens[start].start..tokens[end - 1].end).unwrap().to_owned()
        };
        let post = phrase.post.map(|range| format!("/{}/ ", words(range))).unwrap_or_default();
        let unit = phrase.unit.map(|range| format!("({}) ", words(range))).unwrap_or_default();
        format!("{post}{unit}{}", tokens.len() - phrase.end)
    }

    #[test]
    fn posts_and_teams_are_told_apart() {
        let cases = [
            ("Head of Planning and Building Control", "/Head of Planning and Building Control/ 0"),
            ("Director of Parks, Leisure and Culture", "/Director of Parks, Leisure and Culture/ 0"),
            ("Chair and Clerk", "/Chair/ 2"),
            ("Parks and Leisure Manager", "/Parks and Leisure Manager/ 0"),
            ("Head of Planning Property Directorate", "/Head of Planning/ (Property Directorate) 0"),
            ("Head of Corporate Services Directorate", "/Head of Corporate Services Directorate/ 0"),
            ("Head of Fostering Children's Services", "/Head of Fostering/ (Children's Services) 0"),
            ("Head of Estates XYZ", "/Head of Estates/ (XYZ) 0"),
            ("Head of HR", "/Head of HR/ 0"),
            ("Head of Estates Ann Lee", "/Head of Estates/ 2"),
            ("Head of Street Scene", "/Head of Street Scene/ 0"),
            ("Group Manager (Parks)", "/Group Manager (Parks)/ 0"),
            ("Group Manager - Parks XYZ", "/Group Manager - Parks/ (XYZ) 0"),
            ("Estates Manager, Property", "/Estates Manager/ 2"),
            ("Estates Manager Property Team", "/Estates Manager/ (Property Team) 0"),
            ("Assistant Director Estates", "/Assistant Director Estates/ 0"),
            ("Finance Manager Head of Estates", "/Finance Manager/ 3"),
            ("Assistant to the Mayor", "/Assistant to the Mayor/ 0"),
            ("Section 151 Officer", "/Section 151 Officer/ 0"),
            ("Leader's Office", "(Leader's Office) 0"),
            ("Chief Officers Group", "(Chief Officers Group) 0"),
            ("Task and Finish Group", "(Task and Finish Group) 0"),
            ("Elections & Democratic Services", "(Elections & Democratic Services) 0"),
            ("HR and Legal", "(HR) 2"),
            ("Estates\nLegal", "(Estates) 1"),
            ("Internal\nAudit", "(Internal\nAudit) 0"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
