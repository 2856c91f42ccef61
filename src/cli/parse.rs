//! `parse`: what single texts are read as, one line of JSON each.

use std::io::{self, Write};

use jiff::civil::Date;
use trackrecord::normalize::dates::{DateOptions, DateOrder};
use trackrecord::parse::{self, ParseOptions};
use trackrecord::profile;
use trackrecord::read::Lines;
use trackrecord::write;

use super::failure::Failure;
use super::{DONE, Outcome, args};

/// Show what a text is read as, as one line of JSON
///
/// Each text gives a line: `{"text", "dates", "state"}`, `{"text", "owners"}`, `{"text", "status", "rag"}`, `{"text", "money"}`
/// or `{"text", "field", "confidence"}`. Dates, owners and amounts are those of a record. A text is read as a cell alone; the
/// column around it, which a tracker's reading weighs too, is not there.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  trackrecord parse date 'end June 2024' '12/5/24 (was March)'
  trackrecord parse owner 'J. Roe, Head of Parks / Legal'
  trackrecord parse money --header \"Saving (£'000)\" 1,250
  trackrecord parse status - < statuses.txt
  trackrecord parse owner -- -")]
pub(super) struct Args {
    /// What the texts are
    #[arg(value_name = "KIND")]
    kind: Kind,
    /// The texts; `-` stands for those on standard input, one a line
    #[arg(value_name = "TEXT")]
    texts: Vec<String>,
    /// Texts that begin with a dash, or are one
    #[arg(value_name = "TEXT", last = true)]
    plain: Vec<String>,
    /// How dates are written: en-GB (day first, financial year from April), en-US (month first, October), iso (year first,
    /// January)
    #[arg(long, value_name = "LOCALE", default_value = "en-GB")]
    locale: Locale,
    /// First month of the financial year, 1 to 12 or by its name [default: the locale's]
    #[arg(long, value_name = "MONTH", value_parser = month)]
    fy_start: Option<i8>,
    /// The day from which a date without a year is the next one [YYYY-MM-DD]
    #[arg(long, value_name = "DAY", value_parser = args::day)]
    anchor: Option<Date>,
    /// The header above an amount, which can give its currency and scale
    #[arg(long, value_name = "HEADER")]
    header: Option<String>,
    #[command(flatten)]
    limits: args::Limits,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Kind {
    /// A date cell
    Date,
    /// An owner cell: people, posts, teams
    Owner,
    /// A status or RAG cell
    Status,
    /// Amounts of money
    Money,
    /// A column's header; two levels as `Parent / Child`
    Header,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Locale {
    #[value(name = "en-GB")]
    EnGb,
    #[value(name = "en-US")]
    EnUs,
    #[value(name = "iso")]
    Iso,
}

/// Runs the subcommand. Without a text there is nothing to read, and waiting for one unasked would look like hanging.
pub(super) fn run(args: &Args) -> Outcome {
    let from_input = args.texts.iter().filter(|text| *text == "-").count();
    if from_input > 1 {
        return Err(Failure::usage("-: given twice", "standard input can be read once: name it once"));
    }
    if args.texts.is_empty() && args.plain.is_empty() {
        return Err(Failure::usage(
            "parse: expected a text, found none",
            "give texts, or `-` to read them from standard input, one a line",
        ));
    }
    let kind = args.kind.meant();
    let options = ParseOptions { dates: args.dates(), header: args.header.as_deref() };
    let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let mut print = |text: &str, flush: bool| -> Result<(), Failure> {
        out.write_all(write::json(&parse::parse(kind, text, &options))?.as_bytes())?;
        if flush { Ok(out.flush()?) } else { Ok(()) }
    };
    for text in &args.texts {
        if text != "-" {
            print(text, false)?;
            continue;
        }
        let mut lines = Lines::new("-", io::stdin().lock(), &args.limits.options().limits)?;
        while let Some(line) = lines.next_line()? {
            // Who waits for an answer before writing the next line gets it.
            print(&line, lines.is_waiting())?;
        }
    }
    args.plain.iter().try_for_each(|text| print(text, false))?;
    out.flush()?;
    Ok(DONE)
}

impl Args {
    fn dates(&self) -> DateOptions {
        let (order, fiscal_start) = match self.locale {
            Locale::EnGb => (DateOrder::DayFirst, 4),
            Locale::EnUs => (DateOrder::MonthFirst, 10),
            Locale::Iso => (DateOrder::YearFirst, 1),
        };
        let fiscal_start = self.fy_start.unwrap_or(fiscal_start);
        DateOptions { order, fiscal_start, anchor: self.anchor, ..DateOptions::default() }
    }
}

impl Kind {
    fn meant(self) -> parse::Kind {
        match self {
            Self::Date => parse::Kind::Date,
            Self::Owner => parse::Kind::Owner,
            Self::Status => parse::Kind::Status,
            Self::Money => parse::Kind::Money,
            Self::Header => parse::Kind::Header,
        }
    }
}

/// Reads `4`, `April` or `apr`, for clap.
fn month(text: &str) -> Result<i8, &'static str> {
    profile::month(text).ok_or("expected a month such as 4 or April")
}
