//! The core properties of a package: title, when made and when changed. Workbooks and documents keep them alike.

use super::package::Fault;
use super::xml::{Event, Xml};
use crate::grid::Properties;

/// Reads the part; what it does not say stays as it was.
pub(super) fn read(xml: &mut Xml<'_>, properties: &mut Properties) -> Result<(), Fault> {
    loop {
        let place = match xml.next()? {
            Event::Start(tag) => match tag.name {
                "title" => &mut properties.title,
                "created" => &mut properties.created,
                "modified" => &mut properties.modified,
                _ => continue,
            },
            Event::Eof => return Ok(()),
            _ => continue,
        };
        let text = xml.text()?;
        *place = Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    }
}
