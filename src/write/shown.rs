//! What a person reads in a cell for an owner, a sum, a remark or a date.
//!
//! Text only loses here what the source map keeps; where a date says more than a cell of a workbook can, the caller is
//! told to put the text as written beside it.

use jiff::civil::{Date, date};

use crate::grid::Shown;
use crate::record::{Money, Note, Owner, Per, Precision, When};

/// Excel's first and last day.
const FIRST_DAY: Date = date(1900, 1, 1);
const LAST_DAY: Date = date(9999, 12, 31);

/// Returns the items' texts, one a line.
pub(crate) fn lines<T>(items: &[T], text: impl Fn(&T) -> String) -> String {
    items.iter().map(text).collect::<Vec<_>>().join("\n")
}

/// Returns `Name, Role (Unit) <address>` as far as known, or else the text as written.
pub(crate) fn owner(owner: &Owner) -> String {
    let who: Vec<&str> = [&owner.name, &owner.role].into_iter().filter_map(|part| part.as_deref()).collect();
    let mut text = who.join(", ");
    for (part, open, close) in [(&owner.unit, " (", ")"), (&owner.email, " <", ">")] {
        match part {
            Some(part) if text.is_empty() => text.push_str(part),
            Some(part) => text.extend([open, part, close]),
            None => {}
        }
    }
    if text.is_empty() { owner.as_written.clone() } else { text }
}

/// Returns `Savings: £200,000 to £250,000 predicted per year`.
pub(crate) fn money(money: &Money) -> String {
    let currency = money.currency.as_deref().unwrap_or_default();
    let mut text = amount(money.amount, currency);
    if let Some(upper) = money.amount_to {
        text.extend([" to ", &amount(upper, currency)]);
    }
    if let Some(basis) = money.basis {
        text.extend([" ", basis.into()]);
    }
    match money.per {
        Some(Per::Year) => text.push_str(" per year"),
        Some(Per::Month) => text.push_str(" per month"),
        Some(Per::Unit) => text.push_str(" per unit"),
        Some(Per::Once) => text.push_str(" once"),
        None => {}
    }
    match &money.label {
        Some(label) => format!("{label}: {text}"),
        None => text,
    }
}

fn amount(amount: f64, currency: &str) -> String {
    let digits = if amount.fract() == 0.0 {
        format!("{:.0}", amount.abs())
    } else {
        let exact = amount.abs().to_string();
        let cents = format!("{:.2}", amount.abs());
        // More than two decimals are not rounded away.
        if exact.len() > cents.len() { exact } else { cents }
    };
    let (whole, rest) = match digits.split_once('.') {
        Some((whole, rest)) => (whole, Some(rest)),
        None => (digits.as_str(), None),
    };
    let mut text = String::from(if amount < 0.0 { "-" } else { "" });
    match currency {
        "GBP" => text.push('£'),
        "EUR" => text.push('€'),
        "USD" => text.push('$'),
        "" => {}
        code => text.extend([code, " "]),
    }
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 && digit.is_ascii_digit() {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(rest) = rest {
        text.extend([".", rest]);
    }
    text
}

/// Returns a remark, with its author before it where one is known.
pub(crate) fn note(note: &Note) -> String {
    match &note.author {
        Some(author) => format!("{author}: {}", note.text),
        None => note.text.clone(),
    }
}

/// Returns the day that stands for a date in a cell, its latest, and how much of it is shown; `None` where it is open,
/// has no year, or lies outside Excel's calendar.
pub(crate) fn day(when: &When) -> Option<(Date, Shown)> {
    let day = when.latest.filter(|day| (FIRST_DAY..=LAST_DAY).contains(day))?;
    let shown = match when.precision {
        Some(Precision::Month) => Shown::Month,
        Some(Precision::Year) => Shown::Year,
        _ => Shown::Day,
    };
    Some((day, shown))
}

/// Tells whether a text says more than, or other than, the cell that stands for a date.
///
/// "30/6/12" and "30th June 2012" say just that day; "end of June 2012", "Q1 2012/13" and "Mar 12, now June 12" do not.
pub(crate) fn says_more(text: &str, when: &When) -> bool {
    let Some((day, shown)) = day(when) else { return true };
    let exact = matches!(when.precision, Some(Precision::Day | Precision::Month | Precision::Year));
    if !exact || when.qualifier.is_some() || !when.assumed.is_empty() {
        return true;
    }
    let patterns: &[&str] = match shown {
        Shown::Day | Shown::Time => {
            &["%Y", "%y", "%m", "%-m", "%b", "%B", "%d", "%-d", "%a", "%A", "st", "nd", "rd", "th", "of"]
        }
        Shown::Month => &["%Y", "%y", "%m", "%-m", "%b", "%B"],
        Shown::Year => &["%Y"],
    };
    let known: Vec<String> = patterns.iter().map(|p| day.strftime(p).to_string().to_lowercase()).collect();
    words(text).iter().any(|word| !known.contains(word))
}

/// Splits a text where letters, digits and other marks meet; marks are dropped.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut last = ' ';
    for c in text.chars() {
        if c.is_alphanumeric() {
            let goes_on = last.is_alphanumeric() && last.is_numeric() == c.is_numeric();
            match words.last_mut() {
                Some(word) if goes_on => word.extend(c.to_lowercase()),
                _ => words.push(c.to_lowercase().collect()),
            }
        }
        last = c;
    }
    words
}

/// Returns a name of the contract as words: `to_be_confirmed` as "To be confirmed".
pub(crate) fn label(name: &str) -> String {
    let name = name.replace('_', " ");
    let mut chars = name.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{DateKind, MoneyBasis, Qualifier};

    #[test]
    fn owners_show_what_is_known() {
        let of = |name: &str, role: &str, unit: &str, email: &str| {
            let part = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            owner(&Owner {
                name: part(name),
                role: part(role),
                unit: part(unit),
                email: part(email),
                as_written: "as written".to_owned(),
            })
        };
        assert_eq!(of("Ada Finch", "Head of Parks", "Place", ""), "Ada Finch, Head of Parks (Place)");
        assert_eq!(of("Ada Finch", "", "", "ada@example.org"), "Ada Finch <ada@example.org>");
        assert_eq!(of("", "Head of Parks", "", ""), "Head of Parks");
        assert_eq!(of("", "", "Parks team", ""), "Parks team");
        assert_eq!(of("", "", "", "ada@example.org"), "ada@example.org");
        assert_eq!(of("", "", "", ""), "as written");
    }

    #[test]
    fn money_reads_as_a_person_writes_it() {
        let sum = |amount, currency: &str| Money {
            label: None,
            amount,
            amount_to: None,
            currency: (!currency.is_empty()).then(|| currency.to_owned()),
            per: None,
            basis: None,
            as_written: String::new(),
        };
        let cases = [
            (sum(200_000.0, "GBP"), "£200,000"),
            (sum(-999.0, "EUR"), "-€999"),
            (sum(1_234_567.5, "USD"), "$1,234,567.50"),
            (sum(0.125, "CHF"), "CHF 0.125"),
            (sum(1000.0, ""), "1,000"),
            (sum(0.0, "GBP"), "£0"),
            (sum(f64::INFINITY, "GBP"), "£inf"),
        ];
        for (money_, text) in cases {
            assert_eq!(money(&money_), text);
        }
        let full = Money {
            label: Some("Savings".to_owned()),
            amount_to: Some(250_000.0),
            per: Some(Per::Year),
            basis: Some(MoneyBasis::Predicted),
            ..sum(200_000.0, "GBP")
        };
        assert_eq!(money(&full), "Savings: £200,000 to £250,000 predicted per year");
    }

    #[test]
    fn what_is_printed_of_owners_and_money_reads_as_the_same() {
        use crate::normalize::money::read_money;
        use crate::normalize::owners::{OwnerOptions, read_owners};
        let owners = [
            "Ada Finch",
            "Finch, Ada (Estates)",
            "Ada Finch, Head of Parks (Estates)",
            "Head of Parks",
            "Estates Team",
        ];
        for text in owners.into_iter().chain(["Cllr Ada Finch - ada@example.org", "A. Finch & Bo Roe, Clerk"])
        {
            for read in read_owners(text, &OwnerOptions::default()).owners {
                let again = read_owners(&owner(&read), &OwnerOptions::default()).owners;
                let bare = |owner: &Owner| Owner { as_written: String::new(), ..owner.clone() };
                assert_eq!(again.iter().map(bare).collect::<Vec<_>>(), [bare(&read)], "{text}");
            }
        }
        for text in [
            "£5k-£6k",
            "-$3.25",
            "€2m",
            "CHF 8'200.-",
            "£5k pa",
            "£5k (estimated)",
            "one-off saving of £900",
            "Fees: £5k",
            "£25 per pupil",
        ] {
            for read in read_money(text, None) {
                let again = read_money(&money(&read), None);
                let bare = |money: &Money| Money { as_written: String::new(), ..money.clone() };
                assert_eq!(
                    again.iter().map(bare).collect::<Vec<_>>(),
                    [bare(&read)],
                    "{text}: {}",
                    money(&read)
                );
            }
        }
    }

    fn when(latest: Date, precision: Precision) -> When {
        When {
            kind: DateKind::Due,
            edtf: None,
            earliest: None,
            latest: Some(latest),
            precision: Some(precision),
            qualifier: None,
            assumed: Vec::new(),
            as_written: String::new(),
        }
    }

    #[test]
    fn a_text_that_only_names_the_shown_day_says_no_more() {
        let day = when(date(2012, 6, 30), Precision::Day);
        for text in ["30/6/12", "30.06.2012", "30th June 2012", "2012-06-30", "Sat 30-Jun-12", "30JUN2012"] {
            assert!(!says_more(text, &day), "{text}");
        }
        for text in ["by 30/6/12", "31/3/12 30/6/12", "30 June 2012 14:00", "30 June 2012 (was March)"] {
            assert!(says_more(text, &day), "{text}");
        }
        let month = when(date(2012, 6, 30), Precision::Month);
        assert!(!says_more("June 2012", &month) && !says_more("06/12", &month));
        assert!(says_more("end of June 2012", &month) && says_more("30 June 2012", &month));
        assert!(!says_more("2012", &when(date(2012, 12, 31), Precision::Year)));
    }

    #[test]
    fn doubts_and_intervals_always_say_more() {
        let mut by = when(date(2012, 6, 30), Precision::Day);
        by.qualifier = Some(Qualifier::By);
        let mut ordered = when(date(2012, 4, 3), Precision::Day);
        ordered.assumed = vec!["order".to_owned()];
        let quarter = when(date(2012, 6, 30), Precision::Quarter);
        let before_excel = when(date(1899, 12, 31), Precision::Day);
        for (text, when) in
            [("30/6/12", by), ("3/4/12", ordered), ("2012", quarter), ("1899-12-31", before_excel)]
        {
            assert!(says_more(text, &when), "{text}");
        }
    }

    #[test]
    fn days_outside_excels_calendar_are_not_shown() {
        assert_eq!(day(&when(date(1899, 12, 31), Precision::Day)), None);
        assert_eq!(day(&when(FIRST_DAY, Precision::Day)), Some((FIRST_DAY, Shown::Day)));
        assert_eq!(day(&when(date(-44, 3, 15), Precision::Day)), None);
        assert_eq!(day(&when(date(2012, 6, 30), Precision::Month)), Some((date(2012, 6, 30), Shown::Month)));
    }

    #[test]
    fn names_read_as_words() {
        assert_eq!(label("to_be_confirmed"), "To be confirmed");
        assert_eq!(label(""), "");
    }
}
