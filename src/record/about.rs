//! What each finding's code means, with an example, and what a person can do about it. `docs/findings.md` is this as a page.

use super::Code;

/// What is to be told of a code, in Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// What was found, and what was done with it.
    pub meaning: &'static str,
    /// A message with this code.
    pub example: &'static str,
    /// What to do about it.
    pub advice: &'static str,
}

impl Code {
    /// Returns what is to be told of it.
    #[expect(
        clippy::too_many_lines,
        reason = "one arm for each code, and no arm for all others: a new code must be told"
    )]
    pub fn about(self) -> About {
        let about = |meaning, example, advice| About { meaning, example, advice };
        match self {
            Self::UnclaimedCell => about(
                "The cell holds something, and neither the table nor what stands around it has a place for it. It is in no record.",
                "`see J. Roe` fits nowhere",
                "Look at the cell. A scribble or scanning damage can stay; a value that belongs to a record has to be moved to its row and column.",
            ),
            Self::UnpairedValues => about(
                "One cell lists several actions, and the dates or owners beside it are not as many. Each action was given all of them.",
                "dates or owners do not pair with 3 actions; each action was given all of them",
                "Give each action a row of its own, or as many dates and owners as there are actions, in the same order.",
            ),
            Self::ActionsSplit => about(
                "One cell lists several actions: with bullets, numbers or letters, or, where another row of the column shows that it holds lists, each beginning with a verb. Each became a record.",
                "the cell lists 2 actions; each became a record",
                "Nothing, if they are actions. If they are steps of one action, write them without bullets, or set `split_actions = false` in a profile.",
            ),
            Self::CarriedOver => about(
                "Of columns for several times (`Q1 RAG`, `Q2 RAG`) the newest with content counts. A record whose cell there is blank was given what the latest column before it says, cell by cell; the columns before it are in `extra` too.",
                "what `Q3 RAG` leaves blank was taken from the latest time before it (2 records); nobody wrote that it still holds",
                "Nothing where the items were finished or did not change; otherwise ask for the update that is missing.",
            ),
            Self::HiddenColumns => about(
                "The sheet hides columns of the table that hold something. They were read as any other column, so that the result shows what a reader of the sheet does not see.",
                "the sheet hides what was read from `Confidential note` (column F)",
                "Look at what they hold before the result is passed on.",
            ),
            Self::FilledDown => about(
                "Blank cells under a filled one, or cells that say `ditto` or `as above`, were given the value above them. A column that heads runs of rows (a meeting, a committee, a recommendation) is filled where its first row is filled and no value comes twice in a row.",
                "3 blank cells of `Ref` were given the value above them",
                "Nothing, if that is what they mean. A cell that is really empty needs a dash, or the column `false` in the profile's `[fill_down]`.",
            ),
            Self::DateOrderAssumed => about(
                "Dates of a column can be read with the day or the month first, and its clear dates show neither order, or both.",
                "`3/4/24` was read day first, as nothing else shows",
                "Check one of them against another source. Dates with a named month, or true date cells, leave no doubt.",
            ),
            Self::DateUnparsed => about(
                "A date cell holds no date that can be read, or one that cannot be. The text is kept, the record has no such date.",
                "`31/02/2024` holds no date that can be read",
                "Correct the date in the sheet, or move a remark to a column for remarks.",
            ),
            Self::NoteUnplaced => about(
                "Somebody noted something on a cell that is of no record and no group, such as a header. The message has all of the note.",
                "a note by J. Roe is on no record: `ask the board again`",
                "Read it. What concerns one record belongs on a cell of its row.",
            ),
            Self::TextStruck => about(
                "Part of a cell's text is crossed out. The value is the rest; the text as written keeps all of it. In date cells a crossed-out date becomes an original one instead.",
                "`and the lamps` is crossed out and was left out of the value",
                "Nothing, if it no longer holds.",
            ),
            Self::ColorsTaken => about(
                "No column is one of status or RAG, and the cells of another one (or whole rows) are painted in colours that part the records. They were taken as RAG.",
                "the fills of `Action` were taken as RAG: 9 of 11 records are painted red, amber, green",
                "Nothing, if the colours say how the records stand. If they mean something else, take them off the sheet.",
            ),
            Self::TextRepaired => about(
                "A slip of writing or scanning was mended in a value, or owners were parted in a way that could be wrong. The text as written is kept.",
                "`0ctober` was mended to read the date",
                "Correct the cell, or nothing where the value is what was meant.",
            ),
            Self::OcrEcho => about(
                "A line repeats the one above it but for the damage of a scan. It was left out of the value; the text as written has it.",
                "the line repeats the one above it: `Cl0se the p1er`",
                "Compare both lines with the paper.",
            ),
            Self::StruckRecord => about(
                "The whole row is crossed out. The record is kept and marked as `struck`.",
                "the whole row is crossed out",
                "If it is done or given up, give it a status that says so.",
            ),
            Self::DuplicateRef => about(
                "One ref stands for different items of one section. Their ids differ all the same.",
                "ref 4.2 stands for different items",
                "Give one of them a ref of its own, so that both can be followed from version to version.",
            ),
            Self::IdenticalRecords => about(
                "Two records are alike in everything. Both are kept.",
                "records 7 and 7~2 are alike in everything",
                "Delete one in the sheet, if it is a copy.",
            ),
            Self::SignalsConflict => about(
                "Two signals of a record contradict each other: its words and the fill of its cell say different colours (the words were taken), or it is red and said to be done or on track.",
                "the text says green, the fill FF0000 says red; the text was taken",
                "Ask the owner which one holds. Fills are often left over from the version before.",
            ),
            Self::SlippedWithoutNewDate => about(
                "The status says that it slipped, and no later date took the place of the first. Committees ask for one with the reason.",
                "it slipped, and 2023-06 is its only date",
                "Agree a new date, and write it beside the first one.",
            ),
            Self::PastDueOnTrack => about(
                "The status says that it is on track, and the date that counts was past on the tracker's day.",
                "the status is on track, but the date 2023-05-31 was past on 2023-06-30",
                "Ask its owner: it is done, or it slipped. A passed date alone does not mean done.",
            ),
            Self::Overdue => about(
                "It is not started, in progress or ongoing, or has no known status and is open by its word, percentage or amber, and the date that counts was past on the day that the tracker gives for itself. What is at risk, on hold or red says itself that something is wrong; green alone can mean done. Where most items of a sheet are so, there is one finding for all.",
                "it is in progress, and the date 2023-05-31 was past on 2023-06-30",
                "Ask its owner: it is done, or it needs a new date. A passed date alone does not mean done.",
            ),
            Self::NotAchievedUnexplained => about(
                "The status says that it was not achieved or cannot be, and neither progress nor remarks say why, though those of other items are written.",
                "the status is not achieved, and nothing says why",
                "Write the reason.",
            ),
            Self::AchievedWithoutDate => about(
                "It is achieved, and the tracker gives a completion date for other items.",
                "it is achieved, and the day is missing that others have",
                "Write the day, if anybody knows it.",
            ),
            Self::CompletedInFuture => about(
                "Something that is no longer open has a completion date after the tracker's day.",
                "it was completed 2023-08, after the tracker's own day, 2023-06-30",
                "Look for a slip of typing, mostly in the year.",
            ),
            Self::CompletedBeforeStart => about(
                "The completion date comes before the start date.",
                "it was completed 2022-06-04, and started 2023-06-05",
                "Look for a slip of typing in one of the two.",
            ),
            Self::DueBeforeRaised => about(
                "A due date comes before the day on which the item was raised.",
                "it is due 2022-05, and was raised 2023-06-05",
                "Look for a slip of typing in one of the two.",
            ),
            Self::RagAgainstPolicy => about(
                "The colour is better than the office's own rule allows for its date and percentage. Nothing is checked without such a rule.",
                "the colour is green; by the agreed rule it is red at best: 45 days late",
                "Correct the colour, or the rule.",
            ),
            Self::OwnerMissing => about(
                "It is open and names no owner, or only a vacant post, though other items have owners. Where most items of a sheet name nobody, there is one finding for all.",
                "nobody is named who does it",
                "Name somebody.",
            ),
            Self::SummaryAgrees => about(
                "A count that the sheet gives agrees with the records: nothing was lost there.",
                "the sheet counts 5 `On track`, and so do the records",
                "Nothing.",
            ),
            Self::SummaryMismatch => about(
                "A count that the sheet gives disagrees with the records.",
                "the sheet counts 5 `On track`, the records are 4",
                "Count by hand. Either the block was not brought up to date, or a record was misread: `trackrecord inspect` shows each row's role.",
            ),
            Self::SummaryUnchecked => about(
                "The sheet counts something that no record shows, such as a colour that was lost in an export.",
                "the sheet counts 3 `Amber`, which no record can show",
                "Use the workbook instead of the export, if there is one.",
            ),
            Self::VersionAssumed => about(
                "Two sheets of the workbook hold the same items, and neither dates nor names nor what they say of the items tell which of them is the current one. The last of them was read.",
                "nothing shows which of `Plan` and `Plan (2)` is current; the last was read",
                "Delete the copy, or read the right one with `--sheet NAME`.",
            ),
            Self::SheetSkipped => about(
                "A sheet of the workbook was passed over; the message says why. Its cells are not in the result.",
                "sheet `Lists` was passed over: it is hidden, and a visible sheet holds the tracker",
                "Nothing, if that is right. `--sheet NAME` reads just that sheet.",
            ),
            Self::RowReview => about(
                "A text stands where items do, but its row was taken for a note, a sum or a row kept free; or the row that was taken as header holds days or addresses like those below it. It is in no record.",
                "`Total refurbishment` was taken for a sum",
                "Look whether it is an item. Giving the row a ref, an owner or a date makes it one, and so does the profile's `[rows]`; where the header is missing, a row of labels above does.",
            ),
            Self::TableSkipped => about(
                "A table on a sheet that was read is no tracker: it lists words to choose from, it holds figures or a matrix of scores, it stands beside the items, or no column says what its items are.",
                "a table was passed over: it lists the words to choose from",
                "Nothing, if it is none. Otherwise name its columns with `--map`.",
            ),
            Self::TableTransposed => about(
                "The sheet has its labels down a column and a record in each column beside them. It was read so: rows and columns changed places. Every cell is named as it stands in the file.",
                "the labels stand in column A, and a record in each column beside it, up to E; it was read so",
                "Nothing, if it is so. `--header-row N` says that the header is a row after all.",
            ),
            Self::FormsRead => about(
                "The sheet holds forms, labels beside their values, and no table. Each form was read as a record. Forms beside a sheet with a table of items are passed over; `--sheet` reads them.",
                "the sheet holds 3 forms of labels beside their values; each was read as a record",
                "Nothing, if they are the records. `--header-row N` says that there is a table with a header.",
            ),
            Self::AsOfAssumed => about(
                "Nothing in the sheet or the file's name says which day the tracker shows. The day on which the file was last changed was taken, as the tracker's dates show that it was in use then. No rule about past dates is held against it.",
                "nothing says which day it shows; 2023-06-30 was taken, when the file was last changed",
                "Nothing, if it is right. `--as-of DAY` says another one; a line such as `Position at 30 June 2023` in the sheet settles it.",
            ),
            Self::PercentAssumed => about(
                "In a column of whole percentages a number from 0 to 1 was taken as a share of 1.",
                "`0.5` was read as 50%, beside whole numbers that are percentages",
                "Write it like the others.",
            ),
            Self::ColumnReview => about(
                "A column's field is likely, not sure.",
                "column D: header `Lead` names owner; 3 of 9 cells hold names or posts (0.62)",
                "Look at what `trackrecord inspect` says of the column. A plainer header settles it.",
            ),
            Self::ValueUnread => about(
                "A cell of the status, RAG, percentage or owner column says nothing that is known there, or has a fill that the sheet's key names and that is no colour of RAG. The text is kept, the record has no such value.",
                "`pending bids` is no status that is known",
                "Write it in the tracker's usual words, or move a remark to a column for remarks.",
            ),
            Self::TextRealigned => about(
                "A text stood in a column that it does not fit, as happens where an export breaks a row. It was taken to go on elsewhere.",
                "the text does not fit its column and was taken to go on in `Progress` of the record above",
                "Read the record's text once through.",
            ),
            Self::SheetUnread => about(
                "A sheet of the file is damaged and could not be read. Its records are missing from the result.",
                "sheet `Q2` cannot be read: unexpected end of the data",
                "Open the file in a spreadsheet program, which may repair it, and save it anew.",
            ),
            Self::FormUnread => about(
                "Some of a file's form is not read, and what it says is not in the result: of a binary workbook all but values, merges and hidden rows; of a conditional format the colours that a scale, icons or a formula with today's date give; of a Word document the headers and footers of its pages.",
                "fills, struck text and notes of a binary workbook (.xlsb) are not read",
                "If it carries meaning, save a binary workbook as .xlsx, write the status beside the colours in words, or give the date in a page header with `--as-of`.",
            ),
            Self::CellUnread => about(
                "A cell or a merged range of a workbook could not be read. The rest of its sheet was.",
                "the cell points to text 912, and the file has 4",
                "Open the file in a spreadsheet program and look at the cell; saving it there often mends the file.",
            ),
            Self::FormulaUnsaved => about(
                "Formulas without a stored result: the program that wrote the file left them to be calculated. Their cells count as empty.",
                "12 formulas have no stored result",
                "Open the file in a spreadsheet program and save it.",
            ),
            Self::PartUnread => about(
                "Notes, formats, colours or the like of a workbook could not be read. The cells were.",
                "the notes of the sheet cannot be read",
                "Open the file in a spreadsheet program and save it.",
            ),
            Self::RowRagged => about(
                "In a text file a row has more cells than the others: a delimiter in a text that nobody quoted may have moved its cells to the right.",
                "the row has 9 cells, the others mostly no more than 7; its cells may stand in the wrong columns",
                "Compare the row with the others. Quotation marks around the text, or exporting the file once more, put the cells back.",
            ),
            Self::StrayQuote => about(
                "In a text file a quotation mark opens no cell. It was taken as text.",
                "a quotation mark that opens no cell was taken as text",
                "Look at the row: if two cells ran into one there, export the file once more.",
            ),
            Self::EncodingAssumed => about(
                "A text file does not say how its letters are stored; it was read as what it most likely is.",
                "no encoding is marked; the text was read as windows-1252",
                "Look at a name with an accent or at a pound sign. Exporting as UTF-8 settles it.",
            ),
            Self::PastDueNew => about(
                "A record that is new in the new version is open, and its date was past on that version's day (only in a diff).",
                "it is new, and its date 2020-06-01 was past on 2024-06-30",
                "Look for a slip of typing, mostly in the year; or give it a date that it can keep.",
            ),
            Self::VersionsReversed => about(
                "Of two versions the one given as old shows a later day than the one given as new (only in a diff).",
                "the old version is as of 2024-06-30, the new one as of 2024-03-31; they may be the wrong way round",
                "Give them in the other order, or correct the day in the sheet.",
            ),
            Self::ValueEdited => about(
                "A cell of a clean workbook, or a whole column, is not as it was written: a person changed it, and was followed.",
                "`30 June 2023` was changed to `31 July 2023`",
                "Nothing, if the change was meant.",
            ),
            Self::RecordAdded => about(
                "A row of a clean workbook has no ID that was written: a person added it, and it was read as a new record.",
                "record B7 was added to the clean workbook",
                "Nothing, if it was meant.",
            ),
            Self::RecordRemoved => about(
                "A record that was written into a clean workbook is no longer there: a person deleted its row.",
                "record B7 was taken out of the clean workbook: `Repaint the boathouse`",
                "Nothing, if it was meant. To sign a record off, change its status and leave it in.",
            ),
            Self::ProfileUnused => about(
                "The profile names a sheet, a header row or a column that the file does not have. It was read without that.",
                "the profile has `Lead` as owner, and no column is called so",
                "Look whether it was renamed, and add the new name to the profile beside the old one. A column that is no longer kept can go.",
            ),
            Self::MatchUncertain => about(
                "Whether two records of two versions are one could nearly as well have been decided otherwise (only in a diff).",
                "old `4` was matched with new `5`; new `6` is nearly as likely",
                "Compare the records that the message names. Refs that stay with their items leave no doubt.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::VariantArray;

    #[test]
    fn every_code_is_told_in_sentences() {
        for code in Code::VARIANTS {
            let About { meaning, example, advice } = code.about();
            for text in [meaning, advice] {
                assert!(
                    text.ends_with('.') && text.starts_with(|c: char| c.is_uppercase()),
                    "{code}: {text}"
                );
            }
            assert!(!example.is_empty() && !example.ends_with('.'), "{code}: a message has no full stop");
        }
    }
}
