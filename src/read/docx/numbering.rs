//! The numbers that Word puts before the paragraphs of a list, and that stand nowhere in its text.

use std::collections::BTreeMap;

use super::value;
use crate::read::package::Fault;
use crate::read::xml::{Event, Xml};

/// Deeper lists are not made by people.
const LEVELS: usize = 9;

/// No label that somebody reads is longer, in bytes.
const LABEL: usize = 100;

/// How a level of a list counts.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Level {
    format: String,
    /// `%1.%2` where the numbers go.
    text: String,
    start: u32,
}

impl Default for Level {
    fn default() -> Self {
        Self { format: "decimal".into(), text: String::new(), start: 1 }
    }
}

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// Levels by abstract list.
    levels: BTreeMap<String, BTreeMap<u32, Level>>,
    /// Abstract list by list.
    lists: BTreeMap<String, String>,
}

/// Reads the part that defines the lists.
pub(super) fn read(xml: &mut Xml<'_>) -> Result<Numbering, Fault> {
    let mut found = Numbering::default();
    let (mut list, mut is_abstract, mut at) = (String::new(), false, 0);
    xml.each(|event| {
        let Event::Start(element) = event else { return };
        let mut level = |set: &dyn Fn(&mut Level)| {
            if is_abstract {
                set(found.levels.entry(list.clone()).or_default().entry(at).or_default());
            }
        };
        match element.name {
            "abstractNum" => {
                list = element.owned("abstractNumId").unwrap_or_default();
                is_abstract = true;
            }
            "num" => {
                list = element.owned("numId").unwrap_or_default();
                is_abstract = false;
            }
            "abstractNumId" if !is_abstract => {
                found.lists.insert(list.clone(), element.owned("val").unwrap_or_default());
            }
            "lvl" => at = element.number("ilvl").unwrap_or(0),
            "start" => level(&|l| l.start = value(&element)),
            "numFmt" => level(&|l| l.format = element.owned("val").unwrap_or_default()),
            "lvlText" => level(&|l| l.text = element.owned("val").unwrap_or_default()),
            _ => {}
        }
    })?;
    Ok(found)
}

/// The lists while they are counted.
#[derive(Default)]
pub(super) struct Numbers<'a> {
    numbering: Option<&'a Numbering>,
    /// The last number of each level, by abstract list.
    counts: BTreeMap<&'a str, Vec<u32>>,
}

impl<'a> Numbers<'a> {
    pub(super) fn new(numbering: &'a Numbering) -> Self {
        Self { numbering: Some(numbering), counts: BTreeMap::new() }
    }

    /// Returns what stands before the next paragraph of a list, with a blank behind it; `None` where nothing does.
    pub(super) fn next(&mut self, list: &str, level: u32) -> Option<String> {
        let numbering = self.numbering?;
        let key = numbering.lists.get(list)?;
        let levels = numbering.levels.get(key)?;
        let depth = usize::try_from(level).ok().filter(|depth| *depth < LEVELS)?;
        let start = |at: usize| levels.get(&u32::try_from(at).unwrap_or(0)).map_or(1, |level| level.start);
        let counts = self.counts.entry(key).or_default();
        counts.truncate(depth + 1);
        for at in counts.len()..=depth {
            counts.push(start(at).saturating_sub(u32::from(at == depth)));
        }
        if let Some(count) = counts.last_mut() {
            *count = count.saturating_add(1);
        }
        let here = levels.get(&level)?;
        if here.format == "bullet" {
            return Some("• ".to_owned());
        }
        if here.format == "none" || here.text.len() > LABEL {
            return None;
        }
        let mut label = here.text.clone();
        for (at, count) in counts.iter().enumerate() {
            let format = levels.get(&u32::try_from(at).unwrap_or(0)).map_or("decimal", |level| &level.format);
            label = label.replace(&format!("%{}", at + 1), &written(*count, format));
        }
        (!label.trim().is_empty()).then(|| format!("{} ", label.trim()))
    }
}

/// A number in the form of its list.
fn written(number: u32, format: &str) -> String {
    match format {
        "lowerLetter" => letters(number).to_ascii_lowercase(),
        "upperLetter" => letters(number),
        "lowerRoman" => roman(number).to_ascii_lowercase(),
        "upperRoman" => roman(number),
        "decimalZero" => format!("{number:02}"),
        _ => number.to_string(),
    }
}

/// A, B, … Z, AA, BB as Word counts.
fn letters(number: u32) -> String {
    let Some(place) = number.checked_sub(1) else { return String::new() };
    let letter = char::from_u32(u32::from('A') + place % 26).unwrap_or('A');
    let times = usize::try_from(place / 26 + 1).unwrap_or(1).min(16);
    letter.to_string().repeat(times)
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    // Nobody counts so far; a file that does gets figures.
    if number >= 4000 {
        return number.to_string();
    }
    let mut rest = number;
    let mut text = String::new();
    for (worth, sign) in SIGNS {
        while rest >= worth {
            text.push_str(sign);
            rest -= worth;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Limits;

    const LISTS: &str = r#"<w:numbering xmlns:w="x"><w:abstractNum w:abstractNumId="7">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1%2)"/></w:lvl>
        </w:abstractNum><w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>
        <w:lvlText w:val="x"/></w:lvl></w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
        </w:numbering>"#;

    #[test]
    fn lists_count_on_and_levels_begin_anew() {
        let numbering = read(&mut Xml::of_text(LISTS.to_owned(), &Limits::default())).unwrap();
        let mut numbers = Numbers::new(&numbering);
        let found: Vec<Option<String>> =
            [("1", 0), ("1", 1), ("1", 1), ("1", 0), ("1", 1), ("2", 0), ("9", 0)]
                .map(|(l, v)| numbers.next(l, v))
                .to_vec();
        let found: Vec<&str> = found.iter().map(|label| label.as_deref().unwrap_or("none")).collect();
        assert_eq!(found, ["1. ", "1a) ", "1b) ", "2. ", "2a) ", "• ", "none"]);
    }

    #[test]
    fn labels_that_nobody_reads_are_left_out() {
        let lists = LISTS.replace("%1.", &"%1".repeat(5_000));
        let numbering = read(&mut Xml::of_text(lists, &Limits::default())).unwrap();
        assert_eq!(Numbers::new(&numbering).next("1", 0), None);
    }

    #[test]
    fn numbers_are_written_in_their_form() {
        let cases = [
            (1, "upperLetter", "A"),
            (27, "lowerLetter", "aa"),
            (14, "lowerRoman", "xiv"),
            (3, "decimalZero", "03"),
        ];
        for (number, format, expected) in cases {
            assert_eq!(written(number, format), expected);
        }
    }
}
