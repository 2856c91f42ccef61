//! Tokens to items: each a person, a post, a team, letters or an address, with how it is joined to the one before.
//!
//! Which of them belong together is for [`gather`](super::gather).

use super::OwnerState;
use super::apposed::settle_apposed;
use super::class::Class;
use super::context::{Case, Context};
use super::office::{self, Phrase};
use super::people::people;
use super::person::{Person, Word};
use super::row::{Row, row};
use super::state::find;
use super::token::{Joint, Kind, Token};
use super::word::{Shape, fold};

/// What an item is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    Person(Person),
    Post(String),
    Unit(String),
    /// Capitals that may be initials or a team: "JS", "XYZ".
    Letters(String),
    Email(String),
    /// How the one beside it takes part: "Lead:".
    Label(String),
}

/// A piece that says something about owners; byte offsets of the text, the end excluded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) what: What,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) joint: Joint,
    /// It stands in brackets.
    pub(super) inside: bool,
    /// Without a capital.
    pub(super) small: bool,
}

/// Everything read from the tokens.
#[derive(Debug, Default)]
pub(super) struct Items {
    pub(super) items: Vec<Item>,
    pub(super) state: Option<OwnerState>,
    pub(super) doubtful: bool,
    /// Small words that nothing explains: prose.
    pub(super) strangers: usize,
    /// Words of statuses, dates and other columns.
    pub(super) others: usize,
}

impl Items {
    /// Drops teams in small letters from running text, and tells whether the text is nothing but running text, or
    /// scanning noise such as "rnino Lane".
    pub(super) fn drop_prose(&mut self, tokens: &[Token<'_>]) -> bool {
        if self.strangers > 0 {
            let before = self.items.len();
            self.items.retain(|item| !(item.small && matches!(item.what, What::Unit(_) | What::Label(_))));
            self.strangers += before - self.items.len();
        }
        let first = tokens
            .first()
            .is_some_and(|t| t.is_word() && t.shape == Shape::Small && t.class == Class::default());
        self.strangers > self.items.len()
            || (first && self.strangers > 0 && self.strangers == self.items.len())
    }
}

/// Reads the tokens in order.
pub(super) fn read(tokens: &[Token<'_>], context: &Context, known: &[String]) -> Items {
    let mut reader = Reader {
        tokens,
        case: context.case,
        known,
        at: 0,
        joint: Joint::Space,
        inside: false,
        out: Items::default(),
    };
    reader.out.doubtful = context.doubtful;
    while reader.at < tokens.len() {
        reader.step();
    }
    settle_apposed(&mut reader.out.items, tokens, known);
    reader.out
}

struct Reader<'a, 't> {
    tokens: &'a [Token<'t>],
    case: Case,
    known: &'a [String],
    at: usize,
    /// How the next item is joined to the last.
    joint: Joint,
    inside: bool,
    out: Items,
}

impl Reader<'_, '_> {
    /// Reads one item or passes over one token; always moves on.
    fn step(&mut self) {
        let Some(token) = self.tokens.get(self.at) else { return };
        let start = self.at;
        if token.line {
            self.loosen(if token.parted { Joint::Hard } else { Joint::Line });
        }
        match token.kind {
            Kind::Sign(joint) => self.loosen(joint),
            Kind::Open | Kind::Close => {
                self.inside = token.kind == Kind::Open;
                self.loosen(Joint::Bracket);
            }
            Kind::Number => self.loosen(Joint::Aside),
            Kind::Doubt => self.out.doubtful = true,
            Kind::Mark => {}
            Kind::Email => self.item(What::Email(token.text.to_string()), start, start + 1),
            Kind::Word => self.word(token),
        }
        self.at = self.at.max(start + 1);
    }

    fn loosen(&mut self, joint: Joint) {
        self.joint = self.joint.max(joint);
    }

    /// Adds an item made of the tokens from `first` to `end`, the latter excluded, and goes on behind them.
    fn item(&mut self, what: What, first: usize, end: usize) {
        let (Some(from), Some(to)) =
            (self.tokens.get(first), end.checked_sub(1).and_then(|at| self.tokens.get(at)))
        else {
            return;
        };
        let joint = std::mem::take(&mut self.joint);
        let small = self.case == Case::Mixed
            && self.tokens.get(first..end).unwrap_or_default().iter().all(|t| t.shape == Shape::Small);
        self.out.items.push(Item { what, start: from.start, end: to.end, joint, inside: self.inside, small });
        self.at = self.at.max(end);
    }

    fn word(&mut self, token: &Token<'_>) {
        let at = self.at;
        if let Some(found) = find(self.tokens, at) {
            self.out.state.get_or_insert(found.state);
            self.loosen(Joint::Aside);
            self.at += found.length;
        } else if token.is(Class::HONORIFIC) && self.is_coupled_title() {
            // "Mr & Mrs Lee" is one name.
            self.at += 2;
        } else if office::begins(self.tokens, at) {
            self.office();
        } else {
            let row = row(self.tokens, at, self.case);
            if row.words.is_empty() {
                self.other_word(token);
            } else {
                self.names(row);
            }
        }
    }

    fn is_coupled_title(&self) -> bool {
        let next = |n: usize| self.tokens.get(self.at + n);
        next(1).is_some_and(|t| t.kind == Kind::Sign(Joint::And))
            && next(2).is_some_and(|t| t.is(Class::HONORIFIC))
    }

    fn office(&mut self) {
        let phrase = office::phrase(self.tokens, self.at);
        if phrase.label {
            let text = self.text(self.at, phrase.end);
            return self.item(What::Label(text), self.at, phrase.end);
        }
        self.parts(&phrase, self.at);
    }

    /// Adds the post and the team of a phrase; the first of them begins at `first`.
    fn parts(&mut self, phrase: &Phrase, first: usize) {
        let mut first = Some(first);
        for (part, is_post) in [(phrase.post, true), (phrase.unit, false)] {
            let Some((start, end)) = part else { continue };
            let start = first.take().unwrap_or(start);
            let text = self.text(start, end);
            let alone = end == start + 1;
            let unknown =
                self.tokens.get(start).is_some_and(|t| t.shape == Shape::Capitals && !t.is(Class::OFFICE));
            let letters = alone && if is_post { text.len() == 2 } else { unknown };
            let what = match (letters, is_post) {
                (true, _) => What::Letters(text),
                (false, true) => What::Post(text),
                (false, false) => What::Unit(text),
            };
            self.item(what, start, end);
        }
        self.at = self.at.max(phrase.end);
    }

    fn names(&mut self, mut row: Row) {
        let joins = |t: &Token<'_>| t.is_word() && !t.line;
        let behind = self.tokens.get(row.end).is_some_and(joins) && office::begins(self.tokens, row.end);
        let phrase = behind.then(|| office::phrase(self.tokens, row.end));
        let lent = phrase.as_ref().map_or(0, |phrase| self.names_lent(&row, phrase));
        let kept = row.words.len().saturating_sub(lent);
        if let (Some(phrase), Some(first)) = (phrase, row.words.get(kept).map(|word| word.first)) {
            row.words.truncate(kept);
            row.end = first;
            self.people(&row);
            self.parts(&phrase, first);
        } else {
            self.people(&row);
            self.at = self.at.max(row.end);
        }
    }

    /// Returns how many names at the end of a row belong to the post or team behind it: "Riverbank Centre", "Northgate
    /// Area Manager".
    fn names_lent(&self, row: &Row, phrase: &Phrase) -> usize {
        let (Some(next), Some(first), Some(last)) =
            (self.tokens.get(row.end), row.words.first(), row.words.last())
        else {
            return 0;
        };
        if last.text.ends_with("'s") {
            return 1;
        }
        if first.titled || first.initial {
            return 0;
        }
        let end = phrase.end.checked_sub(1).and_then(|at| self.tokens.get(at));
        let team = phrase.post.is_none() && end.is_some_and(|t| t.is(Class::UNIT));
        let alone = phrase.end == row.end + 1;
        let company = next.is(Class::STRONG) && !next.is(Class::SUBJECT);
        match row.words.len() {
            // "Faith Leaders", "Bill Payments Team", but "Priya Finance Manager".
            // "Victoria Hall Manager", "Hope Council"
            1 if first.is_given() => {
                let place = first.class.is(Class::NAMESAKE) && next.is(Class::PLACE);
                usize::from(place || (team && (alone || !company)) || (alone && next.is(Class::POST)))
            }
            // "Northgate Manager", but "Okafor Head of Estates".
            1 => usize::from(!office::opens_post(next) || (alone && next.is(Class::POST))),
            // "Berth Lock Manager": nobody is a mere "Manager" by a name that may be none.
            2 | 3 if alone && self.is_nameless(row, next) => row.words.len(),
            // "Tees Valley Partnership", "Rose Hill Centre": nobody is of a mere "Centre".
            2 if !team || self.known.contains(&format!("{} {}", first.text, last.text)) => 0,
            2 if alone || company || (next.is(Class::UNIT) && !first.is_given()) => 2,
            _ => 0,
        }
    }

    /// Tells whether nothing in the row is known as a name, so that all of it may be what the post is about: a manager is
    /// told of what, a warden need not be.
    fn is_nameless(&self, row: &Row, post: &Token<'_>) -> bool {
        let name: Vec<&str> = row.words.iter().map(|word| word.text.as_str()).collect();
        let plain = |word: &Word| word.class == Class::default() && !(word.initial || word.capitals);
        let told = row.words.last().is_some_and(|word| is_activity(&word.text));
        post.shape == Shape::Title
            && post.is(Class::POST)
            && (post.is(Class::OPEN) || told)
            && row.words.iter().all(plain)
            && !row.words.iter().any(|word| word.titled || word.suffix)
            && !row.words.iter().skip(1).any(|word| word.line)
            && !self.known.contains(&name.join(" "))
    }

    fn people(&mut self, row: &Row) {
        let cut = people(&row.words, self.known);
        self.out.doubtful |= cut.doubtful;
        let count = cut.people.len();
        for (at, (person, first, last)) in cut.people.into_iter().enumerate() {
            // Letters behind a name belong to its text.
            let end = if at + 1 == count { row.end.max(last + 1) } else { last + 1 };
            let first = self.title_from(first);
            self.item(What::Person(person), first, end);
        }
    }

    /// Returns where the titles before a name begin.
    fn title_from(&self, mut first: usize) -> usize {
        while let Some(before) = first.checked_sub(1).filter(|at| *at >= self.at) {
            if !self.tokens.get(before).is_some_and(|t| t.is(Class::HONORIFIC)) {
                break;
            }
            first = before;
        }
        first
    }

    fn other_word(&mut self, token: &Token<'_>) {
        // "A1" and "R12" are refs.
        let letters = token.text.chars().all(char::is_alphabetic);
        if token.shape == Shape::Capitals && letters && !token.is(Class::ASIDE.and(Class::OTHER)) {
            let text = token.text.to_string();
            return self.item(What::Letters(text), self.at, self.at + 1);
        }
        // "Implement the policy": a verb, where "Completed - Ann Lee" has a status.
        let small = |t: &Token<'_>| t.is_word() && t.shape == Shape::Small;
        let verb = small(token) || self.tokens.get(self.at + 1).is_some_and(small);
        let status = token.is(Class::OTHER) && !(verb && self.case == Case::Mixed);
        let single = token.text.trim_end_matches('.').len() == 1 && !token.is(Class::PROSE);
        let beside = Class::ASIDE.and(Class::LINK).and(Class::LABEL).and(Class::PARTICLE);
        if status || (token.shape == Shape::Capitals && !letters) {
            self.out.others += 1;
        } else if token.is(Class::OTHER) || !(token.is(beside) || single) {
            self.out.strangers += 1;
        }
        let tight = matches!(fold(&token.text).as_ref(), "as" | "is" | "the" | "our");
        if !tight {
            self.loosen(Joint::Aside);
        }
    }

    /// Returns the text of the tokens, blanks and line breaks as single spaces.
    fn text(&self, first: usize, end: usize) -> String {
        let mut out = String::new();
        let mut before: Option<&Token<'_>> = None;
        for token in self.tokens.get(first..end).unwrap_or_default() {
            if before.is_some_and(|b| !token.touches(b)) {
                out.push(' ');
            }
            out.push_str(&token.text);
            before = Some(token);
        }
        let trimmed = out.trim_end_matches('.').len();
        out.truncate(trimmed);
        out
    }
}

/// Tells whether the word ends as what people do ends, and hardly a name: "Marshalling", "Leakage".
fn is_activity(word: &str) -> bool {
    let ends = ["ing", "tion", "sion", "ment", "ance", "ence", "age", "ity"];
    word.len() > 5 && ends.iter().any(|end| word.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn unknown_words_before_a_post_belong_to_it() {
        let cases = [
            ("Berth Lock Manager", "/Berth Lock Manager/"),
            ("Berth Lock Officer", "/Berth Lock Officer/"),
            ("Kiln Firing Lead", "/Kiln Firing Lead/"),
            ("Kiln Firing Warden", "/Kiln Firing Warden/"),
            ("Airside Duty Manager", "/Airside Duty Manager/"),
            ("Ann Lee Duty Manager", "Ann Lee /Duty Manager/"),
            ("Berth Lock Manager (Ann Lee)", "Ann Lee /Berth Lock Manager/"),
            ("Ann Lee, Berth Lock Manager", "Ann Lee /Berth Lock Manager/"),
            ("Joe Thrale Manager", "Joe Thrale /Manager/"),
            ("Wexcombe Quist Treasurer", "Wexcombe Quist /Treasurer/"),
            ("J Thrale Manager", "J Thrale /Manager/"),
            ("Wexcombe Quist Finance Manager", "Wexcombe Quist /Finance Manager/"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn neither_of_two_owners_is_lost() {
        let cases = [
            ("SENCO / Chair of Governors", "/SENCO/ | /Chair of Governors/"),
            ("Head of Terminal / Safety Manager", "/Head of Terminal/ | /Safety Manager/"),
            ("Head of Repairs and Compliance Manager", "/Head of Repairs/ | /Compliance Manager/"),
            ("Head of Repairs; Compliance Manager", "/Head of Repairs/ | /Compliance Manager/"),
            ("Head of Repairs &\nCompliance Manager", "/Head of Repairs/ | /Compliance Manager/"),
            ("Head of Repairs\nand Compliance Manager", "/Head of Repairs/ | /Compliance Manager/"),
            ("L Thrale and F Quist", "L Thrale | F Quist"),
            ("L Thrale +\nF Quist", "L Thrale | F Quist"),
            ("Estates & Vetting Unit", "(Estates & Vetting Unit)"),
            ("Field Operations & Leakage Team", "(Field Operations & Leakage Team)"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn houses_and_councils_are_nobody() {
        let cases = [
            ("Ivy House", "(Ivy House)"),
            ("Victoria Hall", "(Victoria Hall)"),
            ("Sterling Court", "(Sterling Court)"),
            ("Victoria Hall Manager", "/Victoria Hall Manager/"),
            ("Hope Council", "(Hope Council)"),
            ("Rebecca Hall", "Rebecca Hall"),
            ("Mrs Victoria Hall", "Victoria Hall"),
            ("Frank Legal", "Frank Legal"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
