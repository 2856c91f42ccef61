//! How many cells a second are read as dates, owners, statuses, amounts and headers, on one core. See the README beside.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::hint::black_box;
use std::time::Instant;

use trackrecord::parse::{Kind, ParseOptions, parse};
use trackrecord::write;

/// Cells of each kind.
const CELLS: u32 = 20_000;
/// The best of so many rounds counts: short ones, as other programs take their share of the core.
const ROUNDS: u32 = 20;

/// Makes a cell.
type Make = fn(&mut Lot) -> String;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let kinds: [(&str, Kind, Make, Option<u32>); 5] = [
        ("dates", Kind::Date, date, Some(200_000)),
        ("owners", Kind::Owner, owner, Some(100_000)),
        ("statuses", Kind::Status, status, None),
        ("amounts", Kind::Money, money, None),
        ("headers", Kind::Header, header, None),
    ];
    for (name, kind, make, least) in kinds {
        let mut lot = Lot(7);
        let cells: Vec<String> = (0..CELLS).map(|_| make(&mut lot)).collect();
        let mut best = f64::MAX;
        for _ in 0..ROUNDS {
            let start = Instant::now();
            for cell in &cells {
                black_box(write::json(&parse(kind, cell, &ParseOptions::default()))?);
            }
            best = best.min(start.elapsed().as_secs_f64());
        }
        let claim = least.map(|least| format!(" (at least {least})")).unwrap_or_default();
        println!("{name:9} {:9.0} a second{claim}", f64::from(CELLS) / best);
    }
    Ok(())
}

/// Numbers that look drawn by lot and are the same in every run (SplitMix64).
struct Lot(u64);

impl Lot {
    fn below(&mut self, most: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut n = self.0;
        n = (n ^ (n >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        n = (n ^ (n >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        u32::try_from((n ^ (n >> 31)) % u64::from(most.max(1))).unwrap_or(0)
    }

    fn pick(&mut self, words: &[&'static str]) -> &'static str {
        let place = self.below(u32::try_from(words.len()).unwrap_or(u32::MAX));
        words.get(usize::try_from(place).unwrap_or(0)).copied().unwrap_or_default()
    }
}

const MONTHS: [&str; 14] = [
    "January", "Feb", "March", "Apr", "May", "June", "July", "Aug", "Sept", "October", "Nov", "Dec",
    "Septmber", "march",
];

fn one_date(lot: &mut Lot) -> String {
    let (day, number, year) = (1 + lot.below(28), 1 + lot.below(12), 2008 + lot.below(18));
    let (month, short) = (lot.pick(&MONTHS), year % 100);
    match lot.below(10) {
        0..3 => format!("{day:02}/{number:02}/{year}"),
        3 => format!("{day}.{number}.{short:02}"),
        4 => format!("{day}th {month} {year}"),
        5 => format!("{month} {year}"),
        6 => format!("{month}-{short:02}"),
        7 => format!("end of {month} '{short:02}"),
        8 => format!("Q{} {year}/{:02}", 1 + lot.below(4), (short + 1) % 100),
        _ => format!("{} {year}", lot.pick(&["Spring", "late", "mid", "by", "FY", "Autumn term"])),
    }
}

/// Mostly one date; some two, with the words between them; some none.
fn date(lot: &mut Lot) -> String {
    let one = one_date(lot);
    match lot.below(12) {
        0 => format!("{one} (was {})", one_date(lot)),
        1 => format!("{one}, revised to {}", one_date(lot)),
        2 => format!("{one} - {}", one_date(lot)),
        3 => format!("Phase 1: {one}\nPhase 2: {}", one_date(lot)),
        4 => lot
            .pick(&["TBC", "ongoing", "As soon as possible", "N/A", "within 6 months", "Completed"])
            .to_owned(),
        _ => one,
    }
}

fn person(lot: &mut Lot) -> String {
    let given =
        lot.pick(&["Ann", "Tunde", "J.", "Maria", "Owen", "K", "Cllr Bo", "Dr. Wei", "Jean-Paul", "Siân"]);
    let family =
        lot.pick(&["Lee", "Thrale", "O'Dowd", "van der Wexe", "McQuist", "Orme-Lind", "Pugh", "Roe"]);
    if lot.below(6) == 0 { format!("{family}, {given}") } else { format!("{given} {family}") }
}

fn owner(lot: &mut Lot) -> String {
    let one = person(lot);
    let post = lot.pick(&["Head of Estates", "Assistant Director - Housing", "Policy Officer", "Clerk"]);
    let unit = lot.pick(&["HR", "Legal Services", "Parks Team", "Finance & ICT"]);
    match lot.below(10) {
        0 => format!("{one} / {}", person(lot)),
        1 => format!("{one}, {} and {}", person(lot), person(lot)),
        2 => format!("{one} - {post}"),
        3 => format!("{post} ({one})"),
        4 => format!("{one} ({unit})\n{}", person(lot)),
        5 => format!("{post}, {unit}"),
        6 => lot.pick(&["TBC", "All Directors", "Vacant", "As above", "estates@example.org"]).to_owned(),
        _ => one,
    }
}

fn status(lot: &mut Lot) -> String {
    let first = lot.pick(&[
        "On track",
        "Not yet started",
        "Slipped",
        "Completed",
        "Partly implemented",
        "Amber",
        "3 -",
    ]);
    let rest = lot.pick(&[
        "",
        "",
        "",
        " (Green)",
        " - awaiting sign-off",
        ", behind schedule",
        " as the tender failed",
    ]);
    format!("{first}{rest}")
}

fn money(lot: &mut Lot) -> String {
    let (pounds, tail) = (lot.below(900), lot.pick(&["k", "", ",000", "m", " p.a.", " one-off"]));
    match lot.below(4) {
        0 => format!("£{pounds}{tail} - £{}{tail}", pounds + 5),
        1 => format!("Predicted saving: £{pounds}{tail}; actual £{}{tail}", lot.below(900)),
        2 => lot.pick(&["N/A", "within existing resources", "TBC"]).to_owned(),
        _ => format!("£{pounds}{tail}"),
    }
}

fn header(lot: &mut Lot) -> String {
    let first = lot.pick(&["", "Revised ", "Lead ", "Latest ", "Agreed ", "Risk "]);
    let head = lot.pick(&[
        "date",
        "officer(s)",
        "Action",
        "rating",
        "Progress / RAG",
        "Recommandation",
        "Moon phase",
    ]);
    let rest = lot.pick(&["", "", " (£000)", "\n(see key)", " 2023/24", "?"]);
    format!("{first}{head}{rest}")
}
