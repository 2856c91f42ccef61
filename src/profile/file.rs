//! The file of a profile to what is meant by it: TOML, each key checked, each fault told with its line.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::ops::Range;
use std::path::Path;
use std::str::FromStr;

use jiff::civil::Date;
use serde::Deserialize;
use strum::VariantArray;
use toml::{Spanned, Value};

use super::{KEYS, Profile, ROW_ROLES, RagPolicy, month};
use crate::error::{ErrorKind, Result};
use crate::grid::{Color, HeaderRows, NamedRows};
use crate::normalize::dates::DateOrder;
use crate::normalize::owners::directory::Entry;
use crate::normalize::text;
use crate::record::{Code, Field, Rag, Status};

/// More bytes than a profile has; a thousand owners are a tenth of it.
const LONGEST: u64 = 1 << 20;

/// The file as it is written, each value with its place.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    as_of: Option<Spanned<Value>>,
    sheets: Option<Spanned<Value>>,
    header_rows: Option<Spanned<Value>>,
    date_order: Option<Spanned<Value>>,
    fy_start: Option<Spanned<Value>>,
    #[serde(default)]
    columns: WrittenTable,
    #[serde(default)]
    rows: WrittenTable,
    #[serde(default)]
    fill_down: WrittenTable,
    split_actions: Option<Spanned<Value>>,
    #[serde(default)]
    status: WrittenTable,
    #[serde(default)]
    rag: WrittenTable,
    #[serde(default)]
    rules: WrittenTable,
    rag_policy: Option<Spanned<RagPolicy>>,
    #[serde(default)]
    owners: Vec<Spanned<WrittenOwner>>,
}

type WrittenTable = BTreeMap<Spanned<String>, Spanned<Value>>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenOwner {
    name: Option<String>,
    unit: Option<String>,
    email: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
}

/// What is wrong with a file, and where.
struct Fault {
    /// Its place in the text, in bytes; `None` for the whole.
    span: Option<Range<usize>>,
    message: String,
    hint: Option<String>,
}

impl Fault {
    fn new(span: Range<usize>, message: impl Into<String>) -> Self {
        Self { span: Some(span), message: message.into(), hint: None }
    }

    fn expected(key: &str, value: &Spanned<Value>) -> Self {
        let expected = KEYS.iter().find(|(name, _)| *name == key).map_or("another value", |(_, takes)| takes);
        Self::new(value.span(), format!("{key}: expected {expected}, found {}", shown(value.get_ref())))
    }

    /// A name that is none of those there are.
    fn unknown<'a>(
        span: Range<usize>,
        what: &str,
        name: &str,
        names: impl Iterator<Item = &'a str> + Clone,
    ) -> Self {
        let similar = text::similar_names(name, names.clone());
        let listed =
            |names: Vec<&str>| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let hint = match similar.is_empty() {
            true => format!("{what}s there are: {}", listed(names.collect())),
            false => format!("a {what} with a similar name exists: {}", listed(similar)),
        };
        Self { hint: Some(hint), ..Self::new(span, format!("no {what} `{name}`")) }
    }
}

impl Profile {
    /// Reads a profile from disk.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read, or as for [`Profile::parse`].
    pub fn open(path: &Path) -> Result<Self> {
        let file = path.display().to_string();
        let mut bytes = Vec::new();
        let read = File::open(path).and_then(|opened| opened.take(LONGEST + 1).read_to_end(&mut bytes));
        read.map_err(|source| ErrorKind::Open { file: file.clone(), source })?;
        if bytes.len() as u64 > LONGEST {
            let fault = format!("expected a profile of at most {LONGEST} bytes, found more");
            return Err(ErrorKind::Profile { file, line: None, fault, hint: None }.into());
        }
        match std::str::from_utf8(&bytes) {
            Ok(text) => Self::parse(&file, text),
            Err(error) => {
                let above = bytes.get(..error.valid_up_to()).unwrap_or_default();
                let line = Some(1 + above.iter().filter(|byte| **byte == b'\n').count());
                let fault = "expected UTF-8, found another encoding".to_owned();
                let hint = Some("save it as UTF-8, without choosing an encoding of the region".to_owned());
                Err(ErrorKind::Profile { file, line, fault, hint }.into())
            }
        }
    }

    /// Reads the text of a profile; `file` names it in messages. An empty text pins nothing.
    ///
    /// # Errors
    ///
    /// Where the text is no TOML, has a key that is not known, or a value that its key cannot take: with the line, what was
    /// expected and, for names, those that are similar.
    pub fn parse(file: &str, text: &str) -> Result<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        read(text).map_err(|fault| {
            let line = fault.span.map(|span| {
                1 + text.as_bytes().iter().take(span.start).filter(|byte| **byte == b'\n').count()
            });
            ErrorKind::Profile { file: file.to_owned(), line, fault: fault.message, hint: fault.hint }.into()
        })
    }
}

fn read(text: &str) -> Result<Profile, Fault> {
    let written: Written = toml::from_str(text).map_err(|error| not_toml(text, &error))?;
    let mut profile = Profile {
        as_of: of("as_of", written.as_of, as_of)?,
        sheets: of("sheets", written.sheets, sheets)?.unwrap_or_default(),
        header_rows: of("header_rows", written.header_rows, header_rows)?,
        date_order: of("date_order", written.date_order, date_order)?,
        fy_start: of("fy_start", written.fy_start, fy_start)?,
        split_actions: of("split_actions", written.split_actions, Value::as_bool)?,
        ..Profile::default()
    };
    for (header, field) in written.columns {
        let field = name(&field, "field", Some("extra"), Field::VARIANTS)?;
        profile.columns.push((header.into_inner(), field));
    }
    for (rows, role) in written.rows {
        let named = rows.get_ref().parse().ok().filter(|named| match named {
            NamedRows::Beginning(words) => !text::fold(words).is_empty(),
            NamedRows::Numbered(_) => true,
        });
        let named = named.ok_or_else(|| {
            let found = text::quoted(rows.get_ref());
            let message = format!(
                "rows: expected a row (12), rows (45-46) or the words that a row begins with, found {found}"
            );
            Fault::new(rows.span(), message)
        })?;
        profile.rows.extend(name(&role, "role", None, &ROW_ROLES)?.map(|role| (named, role)));
    }
    for (header, wanted) in written.fill_down {
        profile.fill_down.push((header.get_ref().clone(), truth("fill_down", header.get_ref(), &wanted)?));
    }
    for (word, status) in written.status {
        let status = name(&status, "status", Some("none"), Status::VARIANTS)?;
        let before = profile.words.status(word.get_ref(), status);
        once(&word, before.is_some())?;
    }
    for (word, rag) in written.rag {
        let rag = name(&rag, "RAG value", Some("none"), Rag::VARIANTS)?;
        let before = match word.get_ref().trim().strip_prefix('#') {
            None => profile.words.rag(word.get_ref(), rag),
            Some(_) => {
                let color = color(word.get_ref()).ok_or_else(|| {
                    let message =
                        format!("rag: expected a colour such as #FFC000, found `{}`", word.get_ref());
                    Fault::new(word.span(), message)
                })?;
                profile.words.fill(color, rag)
            }
        };
        once(&word, before.is_some())?;
    }
    for (code, wanted) in written.rules {
        let place = code.span();
        let code = rule(&code)?;
        let wanted = truth("rules", code.into(), &wanted)?;
        if !wanted && !code.is_optional() {
            let message = format!(
                "rules.{code}: expected true, found `false`: what is missing from the result is always told"
            );
            return Err(Fault::new(place, message));
        }
        profile.rules.insert(code, wanted);
    }
    if let Some(policy) = written.rag_policy {
        let share = |share: &f64| (0.0..=100.0).contains(share);
        let RagPolicy { amber_below, red_below, red_below_when_late, .. } = policy.get_ref();
        if ![amber_below, red_below, red_below_when_late].into_iter().flatten().all(share) {
            return Err(Fault::new(
                policy.span(),
                "rag_policy: expected percentages from 0 to 100, found others",
            ));
        }
        profile.rag_policy = Some(policy.into_inner());
    }
    for owner in written.owners {
        let span = owner.span();
        let WrittenOwner { name, unit, email, aliases } = owner.into_inner();
        if name.is_none() && unit.is_none() {
            return Err(Fault::new(span, "owners: expected `name` or `unit`, found neither"));
        }
        let blank = |text: &&String| text::fold(text).is_empty();
        if let Some(text) = name.iter().chain(&unit).chain(&email).chain(&aliases).find(blank) {
            return Err(Fault::new(span, format!("owners: expected a name, found `{text}`")));
        }
        let taken = profile.owners.add(Entry { name, unit, email, aliases });
        taken.map_err(|spelling| {
            Fault::new(span, format!("owners: `{spelling}` stands for another owner already"))
        })?;
    }
    Ok(profile)
}

/// A fault that the format itself has, or a key that is not known.
fn not_toml(text: &str, error: &toml::de::Error) -> Fault {
    let message = error.message().replace('\n', "; ");
    let unknown = error.span().filter(|_| message.starts_with("unknown field"));
    let Some(span) = unknown else { return Fault { span: error.span(), message, hint: None } };
    let key = text.get(span.clone()).unwrap_or_default().trim_matches(['"', '\'']);
    // The message lists the keys of the table that it is about.
    let table = ["owners.aliases", "rag_policy.red_days"].into_iter().filter_map(|key| key.split_once('.'));
    let table = table.filter(|(_, key)| message.contains(&format!("`{key}`"))).map(|(table, _)| table).next();
    let names =
        KEYS.iter().map(|(name, _)| name.split_once('.').map_or((None, *name), |(of, key)| (Some(of), key)));
    let names = names.filter(move |(of, _)| *of == table).map(|(_, name)| name);
    Fault::unknown(span, "key", key, names)
}

/// Reads a key's value, where it is there.
fn of<T>(
    key: &str,
    value: Option<Spanned<Value>>,
    read: impl Fn(&Value) -> Option<T>,
) -> Result<Option<T>, Fault> {
    value.map(|value| read(value.get_ref()).ok_or_else(|| Fault::expected(key, &value))).transpose()
}

fn as_of(value: &Value) -> Option<Date> {
    match value {
        Value::Datetime(day) => day.to_string().parse().ok(),
        Value::String(day) => day.trim().parse().ok(),
        _ => None,
    }
}

fn sheets(value: &Value) -> Option<Vec<String>> {
    let name = |value: &Value| value.as_str().map(str::to_owned);
    match value {
        Value::Array(names) => names.iter().map(name).collect(),
        one => name(one).map(|name| vec![name]),
    }
}

fn header_rows(value: &Value) -> Option<HeaderRows> {
    let rows: HeaderRows = match value {
        Value::Integer(row) => row.to_string().parse().ok()?,
        Value::String(rows) => rows.parse().ok()?,
        _ => return None,
    };
    rows.is_plausible().then_some(rows)
}

fn date_order(value: &Value) -> Option<DateOrder> {
    match plain(value.as_str()?).as_str() {
        "day_first" => Some(DateOrder::DayFirst),
        "month_first" => Some(DateOrder::MonthFirst),
        _ => None,
    }
}

fn fy_start(value: &Value) -> Option<i8> {
    match value {
        Value::Integer(number) => month(&number.to_string()),
        Value::String(name) => month(name),
        _ => None,
    }
}

/// True or false, of a key of a table.
fn truth(table: &str, key: &str, value: &Spanned<Value>) -> Result<bool, Fault> {
    value.get_ref().as_bool().ok_or_else(|| {
        let message = format!("{table}.{key}: expected true or false, found {}", shown(value.get_ref()));
        Fault::new(value.span(), message)
    })
}

/// One of the names of a vocabulary, or the word for none of them where there is one.
fn name<T>(
    value: &Spanned<Value>,
    what: &str,
    none: Option<&'static str>,
    all: &'static [T],
) -> Result<Option<T>, Fault>
where
    T: FromStr + PartialEq,
    &'static str: From<&'static T>,
{
    let Some(written) = value.get_ref().as_str() else {
        let message = format!("expected the name of a {what}, found {}", shown(value.get_ref()));
        return Err(Fault::new(value.span(), message));
    };
    let plain = plain(written);
    if none == Some(plain.as_str()) {
        return Ok(None);
    }
    plain.parse().ok().filter(|value| all.contains(value)).map(Some).ok_or_else(|| {
        let names = all.iter().map(<&str>::from).chain(none);
        Fault::unknown(value.span(), what, written, names)
    })
}

/// The code of a finding that can be wanted or not.
fn rule(code: &Spanned<String>) -> Result<Code, Fault> {
    let codes = || Code::VARIANTS.iter().map(<&str>::from);
    code.get_ref().parse().map_err(|_| Fault::unknown(code.span(), "rule", code.get_ref(), codes()))
}

/// Two keys that are one word: `On track` and `ON TRACK`.
fn once(word: &Spanned<String>, taken: bool) -> Result<(), Fault> {
    let message = || format!("`{}` is there twice, but for case and spacing", word.get_ref());
    if taken { Err(Fault::new(word.span(), message())) } else { Ok(()) }
}

fn color(text: &str) -> Option<Color> {
    let digits =
        text.trim().strip_prefix('#').filter(|d| d.len() == 6 && d.bytes().all(|b| b.is_ascii_hexdigit()))?;
    let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
    Some(Color { red, green, blue })
}

/// A name as the vocabularies spell it: `On track` is `on_track`.
fn plain(name: &str) -> String {
    name.trim().to_lowercase().replace([' ', '-'], "_")
}

/// A value for a message.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text::quoted(text),
        Value::Integer(number) => format!("`{number}`"),
        Value::Float(number) => format!("`{number}`"),
        Value::Boolean(truth) => format!("`{truth}`"),
        Value::Datetime(day) => format!("`{day}`"),
        Value::Array(_) => "a list".to_owned(),
        Value::Table(_) => "a table".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    fn parsed(text: &str) -> Result<Profile, String> {
        Profile::parse("trackrecord.toml", text).map_err(|error: Error| {
            let ErrorKind::Profile { hint, .. } = error.kind() else { panic!("{error}") };
            format!("{error}{}", hint.iter().map(|hint| format!(" | {hint}")).collect::<String>())
        })
    }

    #[test]
    fn every_key_is_read() {
        let profile = parsed(
            "\u{feff}as_of = 2021-06-30\nsheets = ['Plan']\nheader_rows = '4-5'\ndate_order = 'month first'\nfy_start = 'Sep'\n\
             split_actions = false\n\
             [columns]\n'Lead' = 'owner'\n'Evidence' = 'extra'\n[rows]\n'7-8' = 'Note'\n'Part' = 'section'\n[fill_down]\nBoard = true\n[status]\n'Nearly there' = 'in_progress'\n\
             [rag]\n'Pink' = 'red'\n'#ffc7ce' = 'Amber red'\n[rules]\nduplicate-ref = false\n\
             [[owners]]\nname = 'Ida Moss'\nunit = 'Estates'\nemail = 'i@x.example'\naliases = ['I. Moss']\n[[owners]]\nunit = 'Legal'\n",
        )
        .unwrap();
        assert_eq!(profile.as_of, Some(jiff::civil::date(2021, 6, 30)));
        assert_eq!(profile.sheets, ["Plan"]);
        assert_eq!(profile.header_rows, Some(HeaderRows { first: 3, last: Some(4) }));
        assert_eq!((profile.date_order, profile.fy_start), (Some(DateOrder::MonthFirst), Some(9)));
        assert_eq!(profile.columns, [("Evidence".to_owned(), None), ("Lead".to_owned(), Some(Field::Owner))]);
        let rows: Vec<String> = profile.rows.iter().map(|(rows, role)| format!("{rows} {role}")).collect();
        assert_eq!(rows, ["rows 7-8 note", "rows that begin with `Part` section"]);
        assert_eq!(profile.fill_down, [("Board".to_owned(), true)]);
        assert_eq!(profile.split_actions, Some(false));
        assert!(profile.words.knows("nearly there") && profile.words.knows("PINK"));
        assert_eq!(profile.rules, [(Code::DuplicateRef, false)].into());
        assert_eq!(profile.owners.entries().len(), 2);
        assert_eq!(parsed(""), Ok(Profile::default()));
    }

    #[test]
    fn short_forms_are_read_too() {
        let plain = |text: &str| parsed(text).unwrap();
        assert_eq!(plain("header_rows = 12").header_rows, Some(HeaderRows { first: 11, last: None }));
        assert_eq!(plain("as_of = '2021-06-30'").as_of, plain("as_of = 2021-06-30").as_of);
        assert_eq!(plain("sheets = 'Plan'").sheets, ["Plan"]);
        assert_eq!(plain("fy_start = 7").fy_start, Some(7));
        assert_eq!(plain("date_order = 'day-first'").date_order, Some(DateOrder::DayFirst));
    }

    #[test]
    fn faults_name_line_key_and_what_was_expected() {
        let cases = [
            ("\nshets = ['a']", "2: no key `shets` | a key with a similar name exists: `sheets`"),
            (
                "[rag_policy]\nred_day = 3",
                "2: no key `red_day` | a key with a similar name exists: `red_days`",
            ),
            (
                "[rag_policy]\nred_below = 300",
                "1: rag_policy: expected percentages from 0 to 100, found others",
            ),
            ("[[owners]]\nalias = ['a']", "2: no key `alias` | a key with a similar name exists: `aliases`"),
            ("[columns]\nA = 'ownr'", "2: no field `ownr` | a field with a similar name exists: `owner`"),
            ("[columns]\nA = 3", "2: expected the name of a field, found `3`"),
            (
                "[status]\nA = 'on trak'",
                "2: no status `on trak` | a status with a similar name exists: `on_track`",
            ),
            (
                "[rag]\nA = 'purple'",
                "2: no RAG value `purple` | RAG values there are: `red`, `amber_red`, `amber`, `amber_green`, `green`, `blue`, `grey`, `black`, `none`",
            ),
            ("[rag]\n'#12' = 'red'", "2: rag: expected a colour such as #FFC000, found `#12`"),
            ("[status]\nA = 'closed'\na = 'closed'", "3: `a` is there twice, but for case and spacing"),
            ("as_of = 'May'", "1: as_of: expected a day such as 2013-04-01, found `May`"),
            (
                "as_of = 2021-06-30T10:00:00Z",
                "1: as_of: expected a day such as 2013-04-01, found `2021-06-30T10:00:00Z`",
            ),
            ("header_rows = '5-4'", "1: header_rows: expected a row (4) or rows (\"4-5\"), found `5-4`"),
            ("header_rows = '1-900'", "1: header_rows: expected a row (4) or rows (\"4-5\"), found `1-900`"),
            ("fy_start = 13", "1: fy_start: expected a month (\"April\" or 4), found `13`"),
            ("date_order = 'iso'", "1: date_order: expected \"day_first\" or \"month_first\", found `iso`"),
            ("sheets = [1]", "1: sheets: expected names of sheets, as a list, found a list"),
            (
                "[rules]\nduplicate-rf = false",
                "2: no rule `duplicate-rf` | a rule with a similar name exists: `duplicate-ref`",
            ),
            ("[rules]\nduplicate-ref = 'no'", "2: rules.duplicate-ref: expected true or false, found `no`"),
            (
                "[rows]\n'9-7' = 'note'",
                "2: rows: expected a row (12), rows (45-46) or the words that a row begins with, found `9-7`",
            ),
            (
                "[rows]\n'9' = 'banner'",
                "2: no role `banner` | roles there are: `record`, `continuation`, `section`, `placeholder`, `total`, `note`",
            ),
            ("[fill_down]\nBoard = 1", "2: fill_down.Board: expected true or false, found `1`"),
            ("split_actions = 1", "1: split_actions: expected true or false, found `1`"),
            ("[[owners]]\nemail = 'a@b.example'", "1: owners: expected `name` or `unit`, found neither"),
            ("[[owners]]\nname = '-'", "1: owners: expected a name, found `-`"),
            (
                "[[owners]]\nname = 'A Roe'\n[[owners]]\nname = 'B Roe'\naliases = ['a. roe']",
                "3: owners: `a. roe` stands for another owner already",
            ),
        ];
        for (text, expected) in cases {
            let expected = format!("trackrecord.toml: line {expected}");
            assert_eq!(parsed(text).unwrap_err(), expected, "{text}");
        }
        assert!(parsed("sheets = [").unwrap_err().starts_with("trackrecord.toml: line 1: "));
        assert!(parsed(&"[".repeat(100_000)).is_err(), "nor does depth cost anything");
    }
}
