//! `docs/findings.md` tells every code, as the code itself does.

use std::fmt::Write;

use strum::VariantArray;
use trackrecord::record::{Code, Severity};

use crate::support::assert_kept;

const HEAD: &str = "# Findings

A finding is a message about the data. It never stops a run: it is listed in the JSON and in the clean workbook, and `trackrecord check`
prints it with the cell that it is about. Its code is stable, its message is not. With `--fail-on SEVERITY` findings of that
severity or a graver one give the exit code 1; `check` fails on errors unless told otherwise.

This page is made from the program itself: `TRYCMD=overwrite cargo test` renews it.
";

#[test]
fn the_page_of_findings_tells_every_code() {
    let levels = [
        (Severity::Error, "Something is wrong, or missing from the result."),
        (Severity::Warning, "Somebody should look: it may be wrong, in the sheet or in the reading."),
        (Severity::Info, "Good to know: what was decided, or found to agree."),
    ];
    let mut page = HEAD.to_owned();
    for (severity, words) in levels {
        write!(page, "\n## {severity}\n\n{words}\n").unwrap();
        for code in Code::VARIANTS.iter().filter(|code| code.severity() == severity) {
            let about = code.about();
            write!(page, "\n### `{code}`\n\n{}\n\n", about.meaning).unwrap();
            write!(page, "    {severity}[{code}]: {}\n\nWhat to do: {}\n", about.example, about.advice)
                .unwrap();
        }
    }
    assert_eq!(page.matches("\n### ").count(), Code::VARIANTS.len());
    assert_kept("docs/findings.md", &page);
}
