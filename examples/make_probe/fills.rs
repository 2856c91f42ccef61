//! Colours in every way that a fill can name them. What each must be read as is no arithmetic of ours:
//!
//! - tints of the theme: what Excel's menu of colours shows for Office's theme (`Lighter 80%` to `Darker 50%`);
//! - indices: the palette of ECMA-376 part 1, 18.8.27, but for two that the workbook changes;
//! - patterns: the colour that covers more of the cell, by ECMA-376 part 1, 18.18.55 and what LibreOffice mixes of them.

use crate::package::{Book, text};

/// Lighter 80, 60 and 40 %, darker 25 and 50 %, in the figures that Excel stores for them.
const MENU: [&str; 5] = [
    "0.79998168889431442",
    "0.59999389629810485",
    "0.39997558519241921",
    "-0.249977111117893",
    "-0.499984740745262",
];
/// The menu under white, light grey and black.
const UNDER_WHITE: [&str; 5] = [
    "-4.9989318521683403E-2",
    "-0.14999847407452621",
    "-0.249977111117893",
    "-0.34998626667073579",
    "-0.499984740745262",
];
const UNDER_LIGHT: [&str; 5] = [
    "-9.9978637043366805E-2",
    "-0.249977111117893",
    "-0.499984740745262",
    "-0.749992370372631",
    "-0.89999084444715716",
];
const UNDER_BLACK: [&str; 5] = [
    "0.499984740745262",
    "0.34998626667073579",
    "0.249977111117893",
    "0.14999847407452621",
    "4.9989318521683403E-2",
];

/// Index of the theme, its colour, the tints, and what they show.
const THEME: [(usize, &str, [&str; 5], [&str; 5]); 10] = [
    (0, "FFFFFF", UNDER_WHITE, ["F2F2F2", "D9D9D9", "BFBFBF", "A6A6A6", "808080"]),
    (1, "000000", UNDER_BLACK, ["808080", "595959", "404040", "262626", "0D0D0D"]),
    (2, "E7E6E6", UNDER_LIGHT, ["D0CECE", "AEAAAA", "757171", "3A3838", "161616"]),
    (3, "44546A", MENU, ["D6DCE4", "ACB9CA", "8497B0", "333F4F", "222B35"]),
    (4, "4472C4", MENU, ["D9E1F2", "B4C6E7", "8EA9DB", "305496", "203764"]),
    (5, "ED7D31", MENU, ["FCE4D6", "F8CBAD", "F4B084", "C65911", "833C0C"]),
    (6, "A5A5A5", MENU, ["EDEDED", "DBDBDB", "C9C9C9", "7B7B7B", "525252"]),
    (7, "FFC000", MENU, ["FFF2CC", "FFE699", "FFD966", "BF8F00", "806000"]),
    (8, "5B9BD5", MENU, ["DDEBF7", "BDD7EE", "9BC2E6", "2F75B5", "1F4E78"]),
    (9, "70AD47", MENU, ["E2EFDA", "C6E0B4", "A9D08E", "548235", "375623"]),
];

/// From index 8; 0 to 7 are the first eight again.
const INDEXED: &str = "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF \
    800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF \
    000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 \
    3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333";

/// What the workbook's own palette has instead.
const CHANGED: [(usize, &str); 2] = [(22, "D9EAD3"), (45, "F4CCCC")];

/// Pattern, colour in front, colour behind, and what it must be read as.
const PATTERNS: [(&str, &str, &str, &str); 17] = [
    ("none", r#"rgb="FFFF0000""#, r#"rgb="FF00FF00""#, "none"),
    ("gray125", "", "", "none"),
    ("solid", "", "", "#000000"),
    ("solid", "", r#"rgb="FF00FF00""#, "#000000"),
    ("solid", r#"auto="1""#, r#"rgb="FF00FF00""#, "#000000"),
    ("solid", r#"indexed="64""#, r#"indexed="65""#, "#000000"),
    ("solid", r#"indexed="65""#, r#"indexed="64""#, "#FFFFFF"),
    ("solid", r#"rgb="FF00B050""#, r#"indexed="64""#, "#00B050"),
    ("solid", r#"rgb="00C00000""#, "", "#C00000"),
    ("solid", r#"rgb="80FFC000""#, r#"rgb="FF00FF00""#, "#FFC000"),
    ("darkGray", r#"rgb="FFFF0000""#, r#"rgb="FF00FF00""#, "#FF0000"),
    ("mediumGray", r#"rgb="FFFF0000""#, r#"indexed="65""#, "#FF0000"),
    ("lightUp", r#"rgb="FFFF0000""#, "", "#FF0000"),
    ("lightUp", r#"rgb="FFFF0000""#, r#"rgb="FFFFFFFF""#, "#FF0000"),
    ("lightUp", r#"indexed="64""#, r#"rgb="FFFFC000""#, "#FFC000"),
    ("gray125", r#"rgb="FF0000FF""#, r#"rgb="FFFFC000""#, "#FFC000"),
    ("gray0625", "", r#"theme="5" tint="0.59999389629810485""#, "#F8CBAD"),
];

/// A fill: what it must be read as, what it is, and its XML.
struct Case {
    expected: String,
    about: String,
    xml: String,
}

pub(crate) fn workbook() -> Book {
    let cases = cases();
    // The first two are reserved, whatever they say.
    let reserved = [
        r#"<fill><patternFill patternType="none"/></fill>"#,
        r#"<fill><patternFill patternType="gray125"/></fill>"#,
    ];
    let fills: String = cases.iter().map(|case| case.xml.as_str()).collect();
    let forms: String = (0..cases.len())
        .map(|n| {
            format!(r#"<xf numFmtId="0" fontId="0" fillId="{}" borderId="0" xfId="0" applyFill="1"/>"#, n + 2)
        })
        .collect();
    let plain = r#"<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>"#;
    let styles = format!(
        r#"<fonts count="1"><font><sz val="10"/><name val="Arial"/></font></fonts><fills count="{}">{}{fills}</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="{}">{plain}{forms}</cellXfs><colors><indexedColors>{}</indexedColors></colors>"#,
        cases.len() + 2,
        reserved.concat(),
        cases.len() + 1,
        palette()
    );
    let rows: String = cases
        .iter()
        .enumerate()
        .map(|(place, case)| {
            let row = place + 1;
            let cells =
                [text(&format!("A{row}"), row, &case.expected), text(&format!("B{row}"), 0, &case.about)];
            format!(r#"<row r="{row}">{}</row>"#, cells.concat())
        })
        .collect();
    let sheet = format!(
        r#"<cols><col min="1" max="2" width="30" customWidth="1"/></cols><sheetData>{rows}</sheetData>"#
    );
    Book { sheets: vec![("Fills", sheet)], styles, names: "" }
}

fn cases() -> Vec<Case> {
    let solid = |expected: &str, named: String| Case {
        expected: format!("#{expected}"),
        xml: fill("solid", &named, ""),
        about: named.replace('"', ""),
    };
    let mut cases = Vec::new();
    for (index, plain, tints, shown) in THEME {
        cases.push(solid(plain, format!(r#"theme="{index}""#)));
        cases.extend(
            tints
                .iter()
                .zip(shown)
                .map(|(tint, shown)| solid(shown, format!(r#"theme="{index}" tint="{tint}""#))),
        );
    }
    cases.push(solid("0563C1", r#"theme="10""#.to_owned()));
    cases.push(solid("954F72", r#"theme="11""#.to_owned()));
    cases.extend(indexed().into_iter().enumerate().map(|(n, rgb)| solid(rgb, format!(r#"indexed="{n}""#))));
    for (pattern, front, behind, expected) in PATTERNS {
        let about = format!("{pattern} fgColor {front} bgColor {behind}").replace('"', "");
        cases.push(Case { expected: expected.to_owned(), about, xml: fill(pattern, front, behind) });
    }
    cases
}

fn fill(pattern: &str, front: &str, behind: &str) -> String {
    let color =
        |name: &str, named: &str| if named.is_empty() { String::new() } else { format!("<{name} {named}/>") };
    format!(
        r#"<fill><patternFill patternType="{pattern}">{}{}</patternFill></fill>"#,
        color("fgColor", front),
        color("bgColor", behind)
    )
}

fn indexed() -> Vec<&'static str> {
    let standard = INDEXED.split_whitespace();
    let all = standard.clone().take(8).chain(standard).enumerate();
    all.map(|(n, rgb)| CHANGED.iter().find(|(index, _)| *index == n).map_or(rgb, |(_, changed)| changed))
        .collect()
}

fn palette() -> String {
    indexed().iter().map(|rgb| format!(r#"<rgbColor rgb="00{rgb}"/>"#)).collect()
}
