//! Document properties: title, when made and changed, and those that somebody added.

use super::super::package::{Fault, Package};
use super::super::xml::{Event, Xml};
use super::workbook::Relations;
use crate::grid::Properties;

/// Reads the properties. They only help to date the tracker; without them it is read all the same.
pub(super) fn read(package: &Package<'_>) -> Result<Properties, Fault> {
    let relations = Relations::of(package, "")?;
    let mut properties = Properties::default();
    let core = relations.one(package, "core-properties").unwrap_or("docprops/core.xml");
    if package.has(core) {
        optional(package.read(core, |xml| read_core(xml, &mut properties)))?;
    }
    let custom = relations.one(package, "custom-properties").unwrap_or("docprops/custom.xml");
    if package.has(custom) {
        optional(package.read(custom, |xml| read_custom(xml, &mut properties)))?;
    }
    Ok(properties)
}

/// A part that is only of help may be unreadable, but not too large.
fn optional(read: Result<(), Fault>) -> Result<(), Fault> {
    match read {
        Err(Fault::Limit(exceeded)) => Err(Fault::Limit(exceeded)),
        _ => Ok(()),
    }
}

fn read_core(xml: &mut Xml<'_>, properties: &mut Properties) -> Result<(), Fault> {
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

fn read_custom(xml: &mut Xml<'_>, properties: &mut Properties) -> Result<(), Fault> {
    loop {
        match xml.next()? {
            Event::Start(tag) if tag.name == "property" => {
                let name = tag.get("name").map(std::borrow::Cow::into_owned);
                let text = xml.text()?;
                if let Some(name) = name {
                    properties.custom.insert(name, text.trim().to_owned());
                }
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}
