//! The parts of a ZIP package.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::error::{Error, ErrorKind, Result};

use super::encoding;

/// No part of a document that people wrote is larger, inflated.
const LARGEST_PART: u64 = 1 << 28;

/// An open package.
pub(super) struct Package<'a> {
    file: &'a str,
    zip: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Package<'a> {
    /// Opens a package.
    ///
    /// # Errors
    ///
    /// Where its directory cannot be read.
    pub(super) fn open(file: &'a str, bytes: &'a [u8]) -> Result<Self> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|source| malformed(file, "package", source))?;
        Ok(Self { file, zip })
    }

    /// Returns a part as text; `None` where there is no such part.
    ///
    /// # Errors
    ///
    /// Where it cannot be inflated, or is larger than any honest part.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>> {
        Ok(self.bytes(name)?.map(|bytes| encoding::decode(&bytes).text))
    }

    /// Returns a part as it is; `None` where there is no such part.
    ///
    /// # Errors
    ///
    /// Where it cannot be inflated, or is larger than any honest part.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>> {
        let part = match self.zip.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(source) => return Err(malformed(self.file, name, source)),
        };
        let mut bytes = Vec::new();
        let read = part.take(LARGEST_PART + 1).read_to_end(&mut bytes);
        read.map_err(|source| malformed(self.file, name, source))?;
        if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > LARGEST_PART {
            return Err(malformed(self.file, name, "it inflates to more than 256 MiB"));
        }
        Ok(Some(bytes))
    }
}

fn malformed(file: &str, part: &str, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    ErrorKind::Malformed { file: file.to_owned(), part: part.to_owned(), source: source.into() }.into()
}
