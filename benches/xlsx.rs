//! What reading a large tracker costs, beside calamine's plain reading of the same file. See the README beside.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use calamine::Reader;
use rust_xlsxwriter::{Color, ExcelDateTime, Format, Workbook, XlsxError};
use trackrecord::read;

const ROWS: u32 = 100_000;
/// Rows of one in so many have their date struck through in part.
const STRUCK: u32 = 8;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    match arguments.as_slice() {
        [reader, path] => one(reader, Path::new(path)),
        [] => compare(),
        _ => Err("expected no argument, or a reader and a file".into()),
    }
}

/// Writes the tracker where it is not there yet, reads it with both readers in turn, and prints the figures.
fn compare() -> Result<(), Box<dyn std::error::Error>> {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("tracker.xlsx");
    if !path.exists() {
        write(&path)?;
    }
    let input = std::fs::metadata(&path)?.len() as f64 / MIB;
    println!("{input:.1} MiB, {ROWS} rows");
    let mut best = [Figures::MOST; 2];
    for _ in 0..3 {
        for (reader, best) in ["trackrecord", "calamine"].iter().zip(&mut best) {
            let output = Command::new(std::env::current_exe()?).arg(reader).arg(&path).output()?;
            let text = String::from_utf8(output.stdout)?;
            let figures = Figures::parse(&text).ok_or_else(|| format!("{reader}: {text}"))?;
            println!("{reader:12} {figures}");
            *best = best.least(&figures);
        }
    }
    let [own, other] = best;
    println!("CPU: {:.2} of calamine's plain reading (at most 0.7)", own.cpu / other.cpu);
    println!("memory: {:.1} MiB a MiB of input (at most 9)", own.memory / input);
    Ok(())
}

const MIB: f64 = 1_048_576.0;

/// Seconds on all threads, seconds by the clock, and most memory in MiB.
#[derive(Clone, Copy)]
struct Figures {
    cpu: f64,
    wall: f64,
    memory: f64,
}

impl Figures {
    const MOST: Self = Self { cpu: f64::MAX, wall: f64::MAX, memory: f64::MAX };

    fn least(&self, other: &Self) -> Self {
        Self {
            cpu: self.cpu.min(other.cpu),
            wall: self.wall.min(other.wall),
            memory: self.memory.min(other.memory),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let numbers: Vec<f64> = text.split_whitespace().filter_map(|n| n.parse().ok()).collect();
        let [cpu, wall, memory] = numbers.as_slice() else { return None };
        Some(Self { cpu: *cpu, wall: *wall, memory: *memory })
    }

    /// What this process has used, by Linux's own count.
    fn own(since: Instant) -> Result<Self, Box<dyn std::error::Error>> {
        let stat = std::fs::read_to_string("/proc/self/stat")?;
        let behind_name = stat.rsplit(')').next().unwrap_or_default();
        let ticks: f64 =
            behind_name.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<f64>().ok()).sum();
        let status = std::fs::read_to_string("/proc/self/status")?;
        let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
        let kib: f64 = most.trim().trim_end_matches("kB").trim().parse()?;
        Ok(Self { cpu: ticks / 100.0, wall: since.elapsed().as_secs_f64(), memory: kib / 1024.0 })
    }
}

impl std::fmt::Display for Figures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:6.2} s CPU {:6.2} s {:7.1} MiB", self.cpu, self.wall, self.memory)
    }
}

/// Reads the file with one reader and prints what that cost.
fn one(reader: &str, path: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let start = Instant::now();
    match reader {
        "trackrecord" => drop(black_box(read::open(path)?)),
        "calamine" => {
            let mut book: calamine::Xlsx<_> = calamine::open_workbook(path)?;
            drop(black_box(book.worksheet_range("Tracker")?));
        }
        other => return Err(format!("no reader `{other}`").into()),
    }
    let figures = Figures::own(start)?;
    println!("{} {} {}", figures.cpu, figures.wall, figures.memory);
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

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        let most = u32::try_from(words.len()).unwrap_or(u32::MAX);
        // Small numbers come oftener, as common words do.
        let place = self.below(most).min(self.below(most));
        words.get(usize::try_from(place).unwrap_or(0)).copied().unwrap_or_default()
    }

    fn sentences(&mut self, words: &[&str], count: u32) -> String {
        let count = count / 2 + self.below(count);
        let picked: Vec<&str> = (0..count).map(|_| self.pick(words)).collect();
        picked.join(" ")
    }
}

fn words(lot: &mut Lot) -> Vec<String> {
    let syllables = [
        "re", "port", "co", "un", "cil", "bud", "get", "ser", "vice", "view", "a", "gree", "plan", "ning",
        "hous", "ing", "du", "ty", "step", "on",
    ];
    (0..4000).map(|_| (0..=lot.below(4)).map(|_| lot.pick(&syllables)).collect()).collect()
}

/// Writes a tracker of 100,000 rows: recommendations merged over their actions in three columns, long texts, struck dates,
/// fills.
fn write(path: &Path) -> Result<(), XlsxError> {
    let mut lot = Lot(7);
    let words = words(&mut lot);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Tracker")?;
    let plain = Format::new();
    let struck = Format::new().set_font_strikethrough();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let [red, amber, green] =
        [0xFF0000, 0xFFC000, 0x00B050].map(|rgb| Format::new().set_background_color(Color::RGB(rgb)));
    let headers = [
        "Ref",
        "Theme",
        "Recommendation",
        "Action",
        "Owner",
        "Due",
        "Revised",
        "RAG",
        "Status",
        "Progress",
        "Remark",
    ];
    for (column, header) in (0..).zip(headers) {
        sheet.write(0, column, header)?;
    }
    let mut row = 1;
    let mut reference = 0;
    while row <= ROWS {
        reference += 1;
        let last = (row + lot.below(9) / 2).min(ROWS);
        let texts = [format!("R{reference}"), lot.sentences(&words, 4), lot.sentences(&words, 95)];
        for (column, text) in (0..).zip(&texts) {
            if row < last {
                sheet.merge_range(row, column, last, column, text, &plain)?;
            } else {
                sheet.write(row, column, text)?;
            }
        }
        for row in row..=last {
            sheet.write(row, 3, lot.sentences(&words, 71))?;
            sheet.write(row, 4, format!("{} {}", lot.pick(&words), lot.pick(&words)))?;
            let due = ExcelDateTime::from_serial_datetime(40_000.0 + f64::from(lot.below(5000)))?;
            sheet.write_with_format(row, 5, &due, &date)?;
            if lot.below(STRUCK) == 0 {
                sheet.write_rich_string(
                    row,
                    6,
                    &[(&struck, lot.pick(&words)), (&plain, &format!(" June {}", 2000 + lot.below(40)))],
                )?;
            } else {
                sheet.write(row, 6, format!("June {}", 2000 + lot.below(40)))?;
            }
            let (rag, fill) = match lot.below(3) {
                0 => ("Red", &red),
                1 => ("Amber", &amber),
                _ => ("Green", &green),
            };
            sheet.write_with_format(row, 7, rag, fill)?;
            sheet.write(row, 8, lot.pick(&["On track", "Slipped", "Achieved", "Not started"]))?;
            sheet.write(row, 9, lot.sentences(&words, 145))?;
            sheet.write(row, 10, lot.below(100))?;
        }
        row = last + 1;
    }
    book.save(path)
}
