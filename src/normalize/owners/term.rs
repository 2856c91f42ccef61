//! What a single word says within a post or team.

use super::class::Class;
use super::token::Token;
use super::word::{Shape, is_apostrophe};

/// "Services" may end what a post is of, where a team or committee stands on its own.
pub(super) fn is_services(token: &Token<'_>) -> bool {
    token.text.to_ascii_lowercase().starts_with("service")
}

/// Heads a team that stands on its own.
pub(super) fn is_team(token: &Token<'_>) -> bool {
    token.is(Class::UNIT) && !is_services(token)
}

/// A capitalised word that the vocabulary does not have, or only as a word of other columns.
pub(super) fn is_strange(token: &Token<'_>) -> bool {
    token.is_word()
        && token.shape == Shape::Title
        && (token.class == Class::default() || token.class == Class::OTHER)
}

/// Ends what it describes: a noun, not "strategic" or "adult".
pub(super) fn is_noun(token: &Token<'_>) -> bool {
    token.is(Class::OFFICE) && !token.is(Class::MODIFIER)
}

/// "Children's".
pub(super) fn is_possessive(token: &Token<'_>) -> bool {
    token.is(Class::MODIFIER) && token.text.contains(is_apostrophe)
}

/// A capitalised word that may be part of a name.
pub(super) fn is_namelike(token: &Token<'_>) -> bool {
    token.is_word()
        && token.shape == Shape::Title
        && (token.class.is(Class::GIVEN) || token.class == Class::default())
}
