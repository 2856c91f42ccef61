//! One small tracker in every container that the generator can write, so that they can be held to each other.
//!
//! The sheet is held once, in `model`; each file of the folder writes it to a container, with everything that the container can
//! hold and in the way of the program that writes it most. What is meant by it stands in `fixtures/containers/records.json`.

mod docx;
mod flat;
mod markup;
mod model;
mod package;
mod records;
mod text;
mod workbook;
mod xls;
mod xlsb;

use std::path::Path;

use crate::{Fault, put};

/// Writes the tracker in every container.
pub(crate) fn write_all(folder: &Path) -> Result<(), Fault> {
    let sheet = model::sheet();
    let xlsx = workbook::xlsx(&sheet)?;
    put(folder, "lido.xlsm", &workbook::with_macros(&xlsx)?)?;
    put(folder, "lido.xlsx", &xlsx)?;
    put(folder, "lido.xlsb", &xlsb::workbook(&sheet)?)?;
    put(folder, "lido-1995.xls", &xls::workbook(&sheet)?)?;
    put(folder, "lido.fods", flat::spreadsheet(&sheet).as_bytes())?;
    put(folder, "lido-page.xls", &text::windows_1252(&markup::page(&sheet)))?;
    put(folder, "lido.mht", markup::archive(&sheet).as_bytes())?;
    put(folder, "lido-2003.xls", markup::xml_2003(&sheet).as_bytes())?;
    put(folder, "lido.docx", &docx::document(&sheet)?)?;
    put(folder, "lido.csv", text::delimited(&sheet, ',').as_bytes())?;
    put(folder, "lido.tsv", text::delimited(&sheet, '\t').as_bytes())?;
    put(folder, "lido-text.xls", &text::utf_16(&text::delimited(&sheet, '\t')))
}
