//! Parts to a ZIP package: the same bytes each time.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::Fault;

/// Packs parts, given as path and content.
pub(crate) fn pack(parts: &[(&str, Vec<u8>)]) -> Result<Vec<u8>, Fault> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, content) in parts {
        package.start_file(*path, SimpleFileOptions::default())?;
        package.write_all(content).map_err(zip::result::ZipError::from)?;
    }
    Ok(package.finish()?.into_inner())
}

/// A text for an element or an attribute.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
