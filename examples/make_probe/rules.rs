//! Fills by conditional formats: column A says what column B must be read as, D lends a value to formulas. Each group of rows has
//! rules of its own. Beside them lists of validation, written out, in cells of another sheet and behind a name.
//!
//! Values on which Excel and LibreOffice differ (a text against a number, a blank cell against one) are not in it.

use crate::package::{Book, text};

/// Formats of cells: plain, grey, date, per cent.
const PLAIN: usize = 0;
const GREY: usize = 1;
const DATE: usize = 2;
const SHARE: usize = 3;

/// Fills of conditional formats by their index: red, amber, green, none at all, a font only, a theme's colour with tint, an index,
/// a pattern in two colours.
const FORMATS: [&str; 8] = [
    r#"<dxf><fill><patternFill><bgColor rgb="FFFF0000"/></patternFill></fill></dxf>"#,
    r#"<dxf><fill><patternFill patternType="solid"><fgColor rgb="FFFFC000"/><bgColor rgb="FFFFC000"/></patternFill></fill></dxf>"#,
    r#"<dxf><font><b/></font><fill><patternFill patternType="solid"><bgColor rgb="FF00B050"/></patternFill></fill></dxf>"#,
    r#"<dxf><fill><patternFill patternType="none"><bgColor auto="1"/></patternFill></fill></dxf>"#,
    r#"<dxf><font><b/></font></dxf>"#,
    r#"<dxf><fill><patternFill><bgColor theme="9"/></patternFill></fill></dxf>"#,
    r#"<dxf><fill><patternFill><bgColor indexed="13"/></patternFill></fill></dxf>"#,
    r#"<dxf><fill><patternFill patternType="solid"><fgColor rgb="FFFF0000"/></patternFill></fill></dxf>"#,
];

const RED: &str = "#FF0000";
const AMBER: &str = "#FFC000";
const GREEN: &str = "#00B050";
const GROUND: &str = "#BFBFBF";
const NONE: &str = "none";

/// A cell's content.
#[derive(Clone, Copy)]
enum Cell {
    Text(&'static str),
    Number(&'static str, usize),
    Error(&'static str),
    Boolean(bool),
    /// Nothing, with this format.
    Blank(usize),
}

use Cell::{Blank, Boolean, Error, Number, Text};

/// Rules, and the rows that are held against them: what B must be read as, what it holds, and what D holds.
///
/// In the rules `{r}` is the first row and `{B}` the rows of column B.
struct Group {
    rules: &'static str,
    rows: &'static [(&'static str, Cell, &'static str)],
}

const GROUPS: [Group; 24] = [
    Group {
        rules: r#"{B}:<cfRule type="cellIs" dxfId="0" priority="1" operator="equal"><formula>"Red"</formula></cfRule>"#,
        rows: &[(RED, Text("red"), ""), (NONE, Text("reddish"), ""), (NONE, Blank(PLAIN), "")],
    },
    Group {
        rules: r#"{B}:<cfRule type="cellIs" dxfId="1" priority="1" operator="notEqual"><formula>"Done"</formula></cfRule>"#,
        rows: &[(AMBER, Text("open"), ""), (NONE, Text("done"), "")],
    },
    Group {
        rules: r#"{B}:<cfRule type="cellIs" dxfId="2" priority="1" operator="between"><formula>1</formula><formula>5</formula></cfRule>"#,
        rows: &[
            (GREEN, Number("1", PLAIN), ""),
            (GREEN, Number("5", PLAIN), ""),
            (NONE, Number("5.5", PLAIN), ""),
        ],
    },
    Group {
        rules: r#"{B}:<cfRule type="cellIs" dxfId="2" priority="1" operator="notBetween"><formula>1</formula><formula>5</formula></cfRule>"#,
        rows: &[(GREEN, Number("-1", PLAIN), ""), (NONE, Number("3", PLAIN), "")],
    },
    Group {
        rules: r#"{B}:<cfRule type="cellIs" dxfId="0" priority="1" operator="greaterThan"><formula>3</formula></cfRule>"#,
        rows: &[(RED, Number("4", PLAIN), ""), (NONE, Number("3", PLAIN), "")],
    },
    Group {
        rules: r#"{B}:<cfRule type="cellIs" dxfId="0" priority="1" operator="lessThan"><formula>$D{r}</formula></cfRule>"#,
        rows: &[(RED, Number("4", PLAIN), "5"), (NONE, Number("3", PLAIN), "3")],
    },
    Group {
        rules: r#"{B}:<cfRule type="cellIs" dxfId="1" priority="1" operator="greaterThanOrEqual"><formula>-3</formula></cfRule>"#,
        rows: &[(AMBER, Number("-3", PLAIN), ""), (NONE, Number("-4", PLAIN), "")],
    },
    Group {
        rules: r#"{B}:<cfRule type="cellIs" dxfId="1" priority="1" operator="lessThanOrEqual"><formula>0.5</formula></cfRule>"#,
        rows: &[(AMBER, Number("0.5", SHARE), ""), (NONE, Number("0.51", SHARE), "")],
    },
    Group {
        rules: r#"{B}:<cfRule type="cellIs" dxfId="0" priority="1" operator="lessThan"><formula>44377</formula></cfRule>"#,
        rows: &[(RED, Number("44376", DATE), ""), (NONE, Number("44377", DATE), "")],
    },
    Group {
        rules: r#"{B}:<cfRule type="cellIs" dxfId="2" priority="1" operator="equal"><formula>TRUE</formula></cfRule>"#,
        rows: &[(GREEN, Boolean(true), ""), (NONE, Boolean(false), "")],
    },
    Group {
        rules: r#"{B}:<cfRule type="containsText" dxfId="0" priority="1" operator="containsText" text="late"><formula>NOT(ISERROR(SEARCH("late",B{r})))</formula></cfRule>"#,
        rows: &[(RED, Text("very LATE now"), ""), (NONE, Text("in time"), "")],
    },
    Group {
        rules: r#"{B}:<cfRule type="notContainsText" dxfId="0" priority="1" operator="notContains" text="late"><formula>ISERROR(SEARCH("late",B{r}))</formula></cfRule>"#,
        rows: &[(NONE, Text("very late"), ""), (RED, Text("in time"), "")],
    },
    Group {
        rules: r#"{B}:<cfRule type="beginsWith" dxfId="1" priority="1" operator="beginsWith" text="am"><formula>LEFT(B{r},LEN("am"))="am"</formula></cfRule>"#,
        rows: &[(AMBER, Text("Amber"), ""), (NONE, Text("in amber"), "")],
    },
    Group {
        rules: r#"{B}:<cfRule type="endsWith" dxfId="2" priority="1" operator="endsWith" text="on track"><formula>RIGHT(B{r},LEN("on track"))="on track"</formula></cfRule>"#,
        rows: &[(GREEN, Text("still on track"), ""), (NONE, Text("on track?"), "")],
    },
    Group {
        rules: r#"{B}:<cfRule type="expression" dxfId="0" priority="1"><formula>LEFT(B{r},1)="R"</formula></cfRule>"#,
        rows: &[(RED, Text("R (worse)"), ""), (NONE, Text("G"), "")],
    },
    Group {
        rules: r#"{B}:<cfRule type="expression" dxfId="2" priority="1"><formula>AND($D{r}="x",NOT(ISBLANK(B{r})))</formula></cfRule>"#,
        rows: &[(GREEN, Text("a"), "x"), (NONE, Text("b"), "y"), (NONE, Blank(PLAIN), "x")],
    },
    // By priority, not as they stand.
    Group {
        rules: r#"{B}:<cfRule type="cellIs" dxfId="2" priority="2" operator="greaterThan"><formula>1</formula></cfRule><cfRule type="cellIs" dxfId="0" priority="1" operator="greaterThan"><formula>5</formula></cfRule>"#,
        rows: &[
            (RED, Number("6", PLAIN), ""),
            (GREEN, Number("5", PLAIN), ""),
            (NONE, Number("1", PLAIN), ""),
        ],
    },
    // A rule without a format that stops.
    Group {
        rules: r#"{B}:<cfRule type="cellIs" priority="1" stopIfTrue="1" operator="equal"><formula>"n/a"</formula></cfRule><cfRule type="expression" dxfId="0" priority="2"><formula>LEN(B{r})>1</formula></cfRule>"#,
        rows: &[(NONE, Text("n/a"), ""), (RED, Text("abc"), "")],
    },
    // The cell's own fill below.
    Group {
        rules: r#"{B}:<cfRule type="cellIs" dxfId="1" priority="1" operator="equal"><formula>2</formula></cfRule>"#,
        rows: &[(GROUND, Number("1", GREY), ""), (AMBER, Number("2", GREY), "")],
    },
    // No fill, as a fill.
    Group {
        rules: r#"{B}:<cfRule type="cellIs" dxfId="3" priority="1" operator="equal"><formula>2</formula></cfRule>"#,
        rows: &[(GROUND, Number("1", GREY), ""), (NONE, Number("2", GREY), "")],
    },
    Group {
        rules: r#"{B}:<cfRule type="cellIs" dxfId="5" priority="1" operator="equal"><formula>"theme"</formula></cfRule><cfRule type="cellIs" dxfId="6" priority="2" operator="equal"><formula>"index"</formula></cfRule>"#,
        rows: &[("#70AD47", Text("theme"), ""), ("#FFFF00", Text("index"), "")],
    },
    Group {
        rules: r#"{B}:<cfRule type="containsBlanks" dxfId="1" priority="1"><formula>LEN(TRIM(B{r}))=0</formula></cfRule><cfRule type="containsErrors" dxfId="0" priority="2"><formula>ISERROR(B{r})</formula></cfRule>"#,
        rows: &[(AMBER, Blank(GREY), ""), (RED, Error("#N/A"), ""), (NONE, Text("x"), "")],
    },
    // Two ranges, the formula relative to the corner of both together.
    Group {
        rules: r#"B{r2} A{r}:C{r}:<cfRule type="expression" dxfId="0" priority="1"><formula>B{r}="me"</formula></cfRule>"#,
        rows: &[(NONE, Text("me"), ""), (NONE, Text("you"), "")],
    },
    // Solid, with only the colour that does not count in a conditional format.
    Group {
        rules: r#"{B}:<cfRule type="cellIs" dxfId="7" priority="1" operator="equal"><formula>1</formula></cfRule>"#,
        rows: &[(RED, Number("1", PLAIN), "")],
    },
];

const LISTS: &str = r#"<dataValidations count="4"><dataValidation type="list" allowBlank="1" sqref="F2:F9 K2"><formula1>"Open, Closed,On hold"</formula1></dataValidation><dataValidation type="list" sqref="H2:H9"><formula1>Lists!$A$1:$A$3</formula1></dataValidation><dataValidation type="list" sqref="I2"><formula1>Ratings</formula1></dataValidation><dataValidation type="whole" operator="greaterThan" sqref="J2"><formula1>1</formula1></dataValidation></dataValidations>"#;

pub(crate) fn workbook() -> Book {
    let (mut rows, mut rules, mut row) = (String::new(), String::new(), 1);
    for group in &GROUPS {
        let last = row + group.rows.len() - 1;
        let filled = group
            .rules
            .replace("{B}", &format!("B{row}:B{last}"))
            .replace("{r}", &row.to_string())
            .replace("{r2}", &(row + 1).to_string());
        if let Some((sqref, inner)) = filled.split_once(":<") {
            rules += &format!(r#"<conditionalFormatting sqref="{sqref}"><{inner}</conditionalFormatting>"#);
        }
        for (expected, cell, lent) in group.rows {
            let lent = match lent.parse::<f64>() {
                _ if lent.is_empty() => String::new(),
                Ok(_) => format!(r#"<c r="D{row}"><v>{lent}</v></c>"#),
                Err(_) => text(&format!("D{row}"), PLAIN, lent),
            };
            let cells = [text(&format!("A{row}"), PLAIN, expected), cell.xml(row), lent];
            rows += &format!(r#"<row r="{row}">{}</row>"#, cells.concat());
            row += 1;
        }
    }
    let items: String = ["Low", "High – soon", "None"]
        .iter()
        .enumerate()
        .map(|(place, item)| {
            format!(r#"<row r="{0}">{1}</row>"#, place + 1, text(&format!("A{}", place + 1), 0, item))
        })
        .collect();
    let xf = |format, fill| {
        format!(
            r#"<xf numFmtId="{format}" fontId="0" fillId="{fill}" borderId="0" xfId="0" applyNumberFormat="1" applyFill="1"/>"#
        )
    };
    let styles = format!(
        r#"<fonts count="1"><font><sz val="10"/><name val="Arial"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFBFBFBF"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4">{}{}{}{}</cellXfs><dxfs count="{}">{}</dxfs>"#,
        xf(0, 0),
        xf(0, 2),
        xf(14, 0),
        xf(9, 0),
        FORMATS.len(),
        FORMATS.concat()
    );
    Book {
        sheets: vec![
            ("Rules", format!("<sheetData>{rows}</sheetData>{rules}{LISTS}")),
            ("Lists", format!("<sheetData>{items}</sheetData>")),
        ],
        styles,
        names: r#"<definedNames><definedName name="Ratings">Lists!$A$1:$A$2</definedName></definedNames>"#,
    }
}

impl Cell {
    fn xml(self, row: usize) -> String {
        let at = format!("B{row}");
        match self {
            Text(content) => text(&at, PLAIN, content),
            Number(number, style) => format!(r#"<c r="{at}" s="{style}"><v>{number}</v></c>"#),
            Error(code) => format!(r#"<c r="{at}" t="e"><v>{code}</v></c>"#),
            Boolean(yes) => format!(r#"<c r="{at}" t="b"><v>{}</v></c>"#, u8::from(yes)),
            Blank(style) => format!(r#"<c r="{at}" s="{style}"/>"#),
        }
    }
}
