//! Lines that a scan read twice: the second one repeats the first but for the damage.

use strsim::levenshtein;

use super::text;

/// Shorter lines are alike by chance.
const LEAST_LETTERS: usize = 12;

/// Tells whether a line repeats the one above it but for scanning damage: word for word the same or a misreading of it, some
/// letter wrong or none, and no figure that differs (two items of one wording differ by their numbers).
///
/// A scan does not damage a line twice alike, so that one which is the same to the letter is meant. Only a line that goes on with another one is repeated so; two that begin with a capital are two items of one wording.
pub fn repeats(above: &str, line: &str) -> bool {
    if !above.trim_start().starts_with(char::is_lowercase) || above.trim() == line.trim() {
        return false;
    }
    let (above, line) = (text::fold(above), text::fold(line));
    let (was, is): (Vec<&str>, Vec<&str>) = (above.split(' ').collect(), line.split(' ').collect());
    let figures = |words: &[&str]| words.iter().any(|w| w.chars().any(|c| c.is_ascii_digit()));
    let letters = line.chars().count();
    if was.len() != is.len() || is.len() < 2 || letters < LEAST_LETTERS || figures(&is) || figures(&was) {
        return false;
    }
    // A fifth of all letters, and no more than half of any word, or it is another word.
    levenshtein(&above, &line) * 5 <= letters
        && was.iter().zip(&is).all(|(a, b)| levenshtein(a, b) * 2 <= a.chars().count().max(b.chars().count()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn echoes_are_misreadings_of_the_line_above() {
        for (above, line) in [
            ("support the harbour team", "Support the harbour team"),
            ("mending the quay", "mendlng tho quay"),
            ("lighting improvement", "lightlnq improvement"),
        ] {
            assert!(repeats(above, line), "{above} {line}");
        }
        for (above, line) in [
            ("Phase one complete", "Phase two complete"),
            ("Phase 1 complete", "Phase 2 complete"),
            ("Paint the north pier", "Paint the south pier"),
            ("as agreed", "As agreed"),
            ("support the harbour team", "support the harbour team"),
            ("mending the quay", "mending the quay in May"),
            ("", ""),
        ] {
            assert!(!repeats(above, line), "{above} {line}");
        }
    }
}
