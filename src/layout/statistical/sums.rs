//! Which rows are sums of the rows below or above them, by arithmetic alone.
//!
//! From the last row up, the rows below a row are added one by one until they make it up in most of its columns; then the
//! same upwards for rows that close a run. A sum counts once in larger sums, and what it is made of does not. Shares, rates
//! and rounded figures fit in some columns only.

use std::collections::BTreeMap;
use std::iter::successors;

/// Columns that are added up; a chance agrees in one column, not in most of several.
pub(super) const MOST_COLUMNS: usize = 24;

/// Rows that make up a sum. A longer list of items is no table that a person adds up.
const MOST_ADDENDS: usize = 250;

/// Rows that are looked at; without a bound a long list would cost its length times [`MOST_ADDENDS`].
const MOST_ROWS: usize = 20_000;

/// Rows above a sum among which its parts are, with what those are made of in turn.
const FARTHEST: usize = 1_000;

/// So far beyond a figure no later row brings the sum back, where figures are above nought.
const OVERSHOT: f64 = 1.2;

/// Rows of a run elsewhere: halves of a year are too few to tell from chance, months are the most that there are.
const SHORTEST_RUN: usize = 3;
const LONGEST_RUN: usize = 12;

/// So many columns hold figures of this size at least in a row that is looked for as the sum of a run.
const RUN_COLUMNS: usize = 3;
const LEAST_RUN: f64 = 100.0;

/// A row's figure in one column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Addend {
    /// Nothing there, or a dash.
    Nought,
    /// A number, and how many digits it has behind the point.
    Figure(f64, u32),
    /// A figure that is not given.
    Unknown,
}

/// The rows added up so far in one column.
#[derive(Debug, Clone, Copy, Default)]
struct Column {
    sum: f64,
    /// The most digits behind the point.
    decimals: u32,
    /// Addends other than nought.
    addends: usize,
    unknown: bool,
}

/// Tells for each row whether it is the sum of others. `closes` tells which rows end a run of rows: only they can be the sum of
/// the rows above them, since elsewhere chance finds more such sums than there are.
pub(super) fn sums(rows: &[Vec<Addend>], closes: &[bool]) -> Vec<bool> {
    let mut found = vec![false; rows.len()];
    let mut is_part = vec![false; rows.len()];
    // For each row the one after those that it is made of.
    let mut after: Vec<usize> = (1..=rows.len()).collect();
    for at in (0..rows.len().min(MOST_ROWS)).rev() {
        let below = successors(Some(at + 1), |part| after.get(*part).copied());
        let Some(last) = made_of(rows, at, below) else { continue };
        let end = after.get(last).copied().unwrap_or(last + 1);
        if let (Some(found), Some(after)) = (found.get_mut(at), after.get_mut(at)) {
            (*found, *after) = (true, end);
        }
        is_part.iter_mut().take(end).skip(at + 1).for_each(|part| *part = true);
    }
    for at in 0..rows.len().min(MOST_ROWS) {
        if closes.get(at) != Some(&true) || found.get(at) == Some(&true) {
            continue;
        }
        let above = (0..at).rev().take(FARTHEST).filter(|part| is_part.get(*part) == Some(&false));
        let Some(first) = made_of(rows, at, above) else { continue };
        if let Some(found) = found.get_mut(at) {
            *found = true;
        }
        is_part.iter_mut().take(at).skip(first).for_each(|part| *part = true);
    }
    found
}

/// Tells for each row whether it is the sum of a run of rows elsewhere, as a year is of its quarters further down: in each column,
/// and in several of whole numbers that are no small ones, since chance finds runs for anything less.
pub(super) fn sums_of_runs(rows: &[Vec<Addend>]) -> Vec<bool> {
    let whole = |row: &[Addend]| {
        let figures = row.iter().map(|addend| match addend {
            Addend::Figure(value, 0) => Some(*value),
            Addend::Nought => Some(0.0),
            _ => None,
        });
        figures.collect::<Option<Vec<f64>>>()
    };
    let figures: Vec<Option<Vec<f64>>> = rows.iter().take(MOST_ROWS).map(|row| whole(row)).collect();
    let key = |row: &[f64]| row.iter().take(RUN_COLUMNS).map(|value| value.to_bits()).collect::<Vec<u64>>();
    let mut wanted: BTreeMap<Vec<u64>, Vec<usize>> = BTreeMap::new();
    for (at, row) in figures.iter().enumerate() {
        if let Some(row) =
            row.as_ref().filter(|row| row.iter().filter(|v| **v >= LEAST_RUN).count() >= RUN_COLUMNS)
        {
            wanted.entry(key(row)).or_default().push(at);
        }
    }
    let mut found = vec![false; rows.len()];
    for start in 0..figures.len() {
        let mut sum: Vec<f64> = Vec::new();
        for (count, row) in (1..=LONGEST_RUN).zip(figures.get(start..).unwrap_or_default()) {
            let Some(row) = row else { break };
            sum.resize(row.len(), 0.0);
            sum.iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
            if count < SHORTEST_RUN {
                continue;
            }
            for at in wanted.get(&key(&sum)).into_iter().flatten() {
                let apart = !(start..start + count).contains(at);
                let equal = figures.get(*at).and_then(Option::as_ref).is_some_and(|row| *row == sum);
                if let Some(found) = found.get_mut(*at).filter(|_| apart && equal) {
                    *found = true;
                }
            }
        }
    }
    found
}

/// The last of the parts that make up a row, taken one by one.
fn made_of(rows: &[Vec<Addend>], at: usize, parts: impl Iterator<Item = usize>) -> Option<usize> {
    let whole = rows.get(at)?;
    let mut columns = vec![Column::default(); whole.len()];
    for (count, place) in (1..=MOST_ADDENDS).zip(parts) {
        let part = rows.get(place)?;
        columns.iter_mut().zip(part).for_each(|(column, addend)| column.add(*addend));
        let fit = Fit::of(whole, &columns, count);
        if fit.holds(count) {
            return Some(place);
        }
        if fit.overshot * 2 > fit.known {
            return None;
        }
    }
    None
}

impl Column {
    fn add(&mut self, addend: Addend) {
        match addend {
            Addend::Nought => {}
            Addend::Unknown => self.unknown = true,
            Addend::Figure(value, decimals) => {
                self.sum += value;
                self.decimals = self.decimals.max(decimals);
                self.addends += usize::from(value != 0.0);
            }
        }
    }
}

/// How many columns of a row agree with the rows added up.
#[derive(Debug, Default)]
struct Fit {
    known: usize,
    agree: usize,
    overshot: usize,
}

impl Fit {
    fn of(whole: &[Addend], columns: &[Column], count: usize) -> Self {
        let mut fit = Self::default();
        for (addend, column) in whole.iter().zip(columns) {
            let Addend::Figure(value, decimals) = *addend else { continue };
            if column.unknown {
                continue;
            }
            // Nothing on both sides speaks neither for a sum nor against it.
            if value == 0.0 && column.sum == 0.0 {
                continue;
            }
            // Each rounded addend is off by half a unit at most, and the errors of several partly cancel out.
            let digits = if decimals == 0 { 0 } else { decimals.max(column.decimals) };
            #[expect(clippy::cast_precision_loss, reason = "at most MOST_ADDENDS")]
            let spread = (count as f64 + 1.0).sqrt();
            let near =
                0.5 * 10_f64.powi(-i32::try_from(digits.min(6)).unwrap_or(6)) * spread + 1e-9 * value.abs();
            let fits = (column.sum - value).abs() <= near;
            // A column with one part alone agrees wherever that part is the whole.
            if column.addends == 1 && fits {
                continue;
            }
            fit.known += 1;
            let agrees = value != 0.0 && column.addends >= 2 && fits;
            fit.agree += usize::from(agrees);
            fit.overshot += usize::from(column.sum > value.abs() * OVERSHOT + near);
        }
        fit
    }

    /// Two columns agree and at least half; where there is but one, more addends must make up for the other.
    fn holds(&self, count: usize) -> bool {
        match self.known {
            0 => false,
            1 => self.agree == 1 && count >= 3,
            known => self.agree >= 2 && self.agree * 2 >= known,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The places of the sums among rows of figures; `?` is one not given, a row behind `;` closes a run.
    fn sums_of(rows: &[&str]) -> Vec<usize> {
        let addend = |text: &str| match text {
            "?" => Addend::Unknown,
            "-" => Addend::Nought,
            text => {
                let decimals = text.split_once('.').map_or(0, |(_, tail)| tail.len());
                Addend::Figure(text.parse().unwrap(), u32::try_from(decimals).unwrap())
            }
        };
        let closes: Vec<bool> = rows.iter().map(|row| row.starts_with(';')).collect();
        let rows =
            rows.iter().map(|row| row.trim_start_matches(';').split_whitespace().map(addend).collect());
        let places = sums(&rows.collect::<Vec<_>>(), &closes).into_iter().enumerate();
        places.filter(|(_, is_sum)| *is_sum).map(|(place, _)| place).collect()
    }

    #[test]
    fn sums_count_once_in_the_sums_above_them() {
        assert_eq!(sums_of(&["30 41", "10 11", "4 5", "6 6", "20 30"]), [0, 1]);
    }

    #[test]
    fn sums_below_their_parts_close_a_run() {
        assert_eq!(sums_of(&["4 5", "6 6", ";10 11", "1 2", "2 2", ";3 4", ";13 15"]), [2, 5, 6]);
        assert!(sums_of(&["4 5", "6 6", "10 11", "1 2"]).is_empty());
    }

    #[test]
    fn rounded_shares_and_missing_figures_leave_a_sum_one() {
        assert_eq!(sums_of(&["10.1 7 100", "3.4 3 34", "3.4 4 33", "3.4 - 34"]), [0]);
        assert_eq!(sums_of(&["10 7 9", "3 3 ?", "7 4 9"]), [0]);
        assert_eq!(sums_of(&["10 7 55.1", "3 3 41.7", "7 4 58.3"]), [0]);
    }

    #[test]
    fn one_column_or_one_addend_is_chance() {
        assert!(sums_of(&["10 7", "10 7", "3 9"]).is_empty());
        assert!(sums_of(&["10", "3", "7"]).is_empty());
        assert_eq!(sums_of(&["10", "3", "2", "5"]), [0]);
        assert!(sums_of(&["0 0", "0 0", "0 0"]).is_empty());
        assert!(sums_of(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn what_is_added_up_is_found(steps in prop::collection::vec((1_u32..90, 1_u32..90), 2..40)) {
            // Rising parts: none is the sum of those below it, nor the whole that of fewer.
            let mut parts = vec![(0, 0)];
            parts.extend(steps.iter().scan((0, 0), |last, step| {
                *last = (last.0 + step.0, last.1 + step.1);
                Some(*last)
            }));
            parts[0] = parts.iter().fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
            let figure = |value: u32| Addend::Figure(f64::from(value), 0);
            let rows: Vec<Vec<Addend>> = parts.iter().map(|(a, b)| vec![figure(*a), figure(*b)]).collect();
            let expected: Vec<bool> = (0..rows.len()).map(|place| place == 0).collect();
            prop_assert_eq!(sums(&rows, &[]), expected);
        }
    }
}
