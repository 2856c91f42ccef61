//! Document properties: title, when made and changed, and those that somebody added.

use super::super::core_properties;
use super::super::package::{Fault, Package};
use super::super::xml::{Event, Xml};
use super::workbook::Relations;
use crate::grid::Properties;

/// Reads the properties. They only help to date the tracker; without them it is read all the same.
pub(super) fn read(package: &Package<'_>) -> Result<Properties, Fault> {
    let relations = Relations::of(package, "")?;
    let mut properties = Properties::default();
    let core = relations.one(package, "core-properties").unwrap_or("docprops/core.xml");
    package.read_if(core, |_| {}, |xml| core_properties::read(xml, &mut properties))?;
    let custom = relations.one(package, "custom-properties").unwrap_or("docprops/custom.xml");
    package.read_if(custom, |_| {}, |xml| read_custom(xml, &mut properties))?;
    Ok(properties)
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
