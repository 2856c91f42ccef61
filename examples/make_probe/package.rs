//! Parts to a workbook's package, as Excel lays it out.

use std::io::{self, Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

/// A workbook in the making.
pub(crate) struct Book {
    /// Name and rest of the worksheet element of each sheet.
    pub sheets: Vec<(&'static str, String)>,
    /// What stands in the styles part's root.
    pub styles: String,
    /// What stands in the workbook part behind the list of sheets.
    pub names: &'static str,
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// Office's theme of 2013 to 2022: what Excel's own menu of colours is made of.
const THEME: [(&str, &str); 12] = [
    ("dk1", r#"<a:sysClr val="windowText" lastClr="000000"/>"#),
    ("lt1", r#"<a:sysClr val="window" lastClr="FFFFFF"/>"#),
    ("dk2", r#"<a:srgbClr val="44546A"/>"#),
    ("lt2", r#"<a:srgbClr val="E7E6E6"/>"#),
    ("accent1", r#"<a:srgbClr val="4472C4"/>"#),
    ("accent2", r#"<a:srgbClr val="ED7D31"/>"#),
    ("accent3", r#"<a:srgbClr val="A5A5A5"/>"#),
    ("accent4", r#"<a:srgbClr val="FFC000"/>"#),
    ("accent5", r#"<a:srgbClr val="5B9BD5"/>"#),
    ("accent6", r#"<a:srgbClr val="70AD47"/>"#),
    ("hlink", r#"<a:srgbClr val="0563C1"/>"#),
    ("folHlink", r#"<a:srgbClr val="954F72"/>"#),
];

const FONTS: &str = r#"<a:fontScheme name="F"><a:majorFont><a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/></a:majorFont><a:minorFont><a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/></a:minorFont></a:fontScheme>"#;

const PROPERTIES: [(&str, &str); 2] = [
    (
        "docProps/core.xml",
        r#"<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>Probe of fills – café</dc:title><dcterms:created xsi:type="dcterms:W3CDTF">2021-06-01T08:00:00Z</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">2021-06-30T09:00:00Z</dcterms:modified></cp:coreProperties>"#,
    ),
    (
        "docProps/custom.xml",
        r#"<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Period"><vt:lpwstr>Q1 – spring</vt:lpwstr></property><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="3" name="Position at"><vt:filetime>2021-06-30T00:00:00Z</vt:filetime></property><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="4" name="Round"><vt:i4>3</vt:i4></property><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="5" name="Final"><vt:bool>true</vt:bool></property></Properties>"#,
    ),
];

impl Book {
    /// Returns the package, always the same bytes.
    pub(crate) fn packed(&self) -> io::Result<Vec<u8>> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
        for (name, text) in self.parts() {
            zip.start_file(name, options)?;
            zip.write_all(
                format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n{text}").as_bytes(),
            )?;
        }
        Ok(zip.finish()?.into_inner())
    }

    fn parts(&self) -> Vec<(String, String)> {
        let kind = |name: &str| format!("application/vnd.openxmlformats-officedocument.{name}+xml");
        let mut types = vec![
            ("/xl/workbook.xml".to_owned(), kind("spreadsheetml.sheet.main")),
            ("/xl/styles.xml".to_owned(), kind("spreadsheetml.styles")),
            ("/xl/theme/theme1.xml".to_owned(), kind("theme")),
            (
                "/docProps/core.xml".to_owned(),
                "application/vnd.openxmlformats-package.core-properties+xml".to_owned(),
            ),
            ("/docProps/custom.xml".to_owned(), kind("custom-properties")),
        ];
        let (mut listed, mut relations, mut parts) = (String::new(), String::new(), Vec::new());
        for (place, (name, rest)) in self.sheets.iter().enumerate() {
            let n = place + 1;
            listed += &format!(r#"<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>"#);
            relations += &relation(n, &format!("{RELATIONS}/worksheet"), &format!("worksheets/sheet{n}.xml"));
            types.push((format!("/xl/worksheets/sheet{n}.xml"), kind("spreadsheetml.worksheet")));
            parts.push((
                format!("xl/worksheets/sheet{n}.xml"),
                format!(r#"<worksheet xmlns="{MAIN}">{rest}</worksheet>"#),
            ));
        }
        relations += &relation(90, &format!("{RELATIONS}/styles"), "styles.xml");
        relations += &relation(91, &format!("{RELATIONS}/theme"), "theme/theme1.xml");
        let overrides: String = types
            .iter()
            .map(|(part, kind)| format!(r#"<Override PartName="{part}" ContentType="{kind}"/>"#))
            .collect();
        let roots = [
            relation(1, &format!("{RELATIONS}/officeDocument"), "xl/workbook.xml"),
            relation(2, &format!("{PACKAGE}/relationships/metadata/core-properties"), "docProps/core.xml"),
            relation(3, &format!("{RELATIONS}/custom-properties"), "docProps/custom.xml"),
        ];
        let relationships =
            |all: &str| format!(r#"<Relationships xmlns="{PACKAGE}/relationships">{all}</Relationships>"#);
        let part = |name: &str, text: String| (name.to_owned(), text);
        let mut all = vec![
            part(
                "[Content_Types].xml",
                format!(
                    r#"<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>"#
                ),
            ),
            part("_rels/.rels", relationships(&roots.concat())),
            part(
                "xl/workbook.xml",
                format!(
                    r#"<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{listed}</sheets>{}</workbook>"#,
                    self.names
                ),
            ),
            part("xl/_rels/workbook.xml.rels", relationships(&relations)),
            part("xl/styles.xml", format!(r#"<styleSheet xmlns="{MAIN}">{}</styleSheet>"#, self.styles)),
            part("xl/theme/theme1.xml", theme()),
        ];
        all.extend(PROPERTIES.map(|(name, text)| part(name, text.to_owned())));
        all.extend(parts);
        all
    }
}

fn relation(id: usize, kind: &str, target: &str) -> String {
    format!(r#"<Relationship Id="rId{id}" Type="{kind}" Target="{target}"/>"#)
}

fn theme() -> String {
    let colors: String = THEME.iter().map(|(name, color)| format!("<a:{name}>{color}</a:{name}>")).collect();
    let three = |one: &str| one.repeat(3);
    let fill = r#"<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>"#;
    let line = format!(r#"<a:ln w="6350">{fill}</a:ln>"#);
    let formats = format!(
        r#"<a:fmtScheme name="F"><a:fillStyleLst>{}</a:fillStyleLst><a:lnStyleLst>{}</a:lnStyleLst><a:effectStyleLst>{}</a:effectStyleLst><a:bgFillStyleLst>{}</a:bgFillStyleLst></a:fmtScheme>"#,
        three(fill),
        three(&line),
        three("<a:effectStyle><a:effectLst/></a:effectStyle>"),
        three(fill)
    );
    format!(
        r#"<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Probe"><a:themeElements><a:clrScheme name="C">{colors}</a:clrScheme>{FONTS}{formats}</a:themeElements></a:theme>"#
    )
}

/// A text in a cell.
pub(crate) fn text(reference: &str, style: usize, text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    format!(r#"<c r="{reference}" s="{style}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}
