//! The workbook part and relations: which sheets there are, in which parts, which day count holds, what names stand for.

use std::collections::{BTreeMap, BTreeSet};

use super::super::limits::Limit;
use super::super::package::{Fault, Package, normal};
use super::super::xml::{Event, Xml, local, plain};

/// The relations of a part.
#[derive(Debug, Clone, Default)]
pub(super) struct Relations {
    /// By id.
    entries: BTreeMap<String, Relation>,
}

#[derive(Debug, Clone)]
struct Relation {
    /// The last word of its type, in small letters: `worksheet`, `comments`; strict and transitional files differ before it.
    kind: String,
    /// The part it leads to.
    target: String,
}

impl Relations {
    /// Reads the relations of a part; none where it has none, or none that can be read.
    pub(super) fn of(package: &Package<'_>, part: &str) -> Result<Self, Fault> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let path = format!("{folder}/_rels/{name}.rels");
        if !package.has(&path) {
            return Ok(Self::default());
        }
        match package.read(&path, |xml| Self::read(xml, folder)) {
            Err(Fault::Limit(exceeded)) => Err(Fault::Limit(exceeded)),
            read => Ok(read.unwrap_or_default()),
        }
    }

    fn read(xml: &mut Xml<'_>, folder: &str) -> Result<Self, Fault> {
        let mut entries = BTreeMap::new();
        loop {
            match xml.next()? {
                Event::Start(tag) if tag.name == "Relationship" => {
                    let outside = tag.get("TargetMode").is_some_and(|mode| mode == "External");
                    let (Some(id), Some(kind), Some(target)) =
                        (tag.get("Id"), tag.get("Type"), tag.get("Target"))
                    else {
                        continue;
                    };
                    if outside {
                        continue;
                    }
                    let kind = kind.rsplit('/').next().unwrap_or_default().to_lowercase();
                    let rooted = target.starts_with(['/', '\\']);
                    let target = if rooted { normal(&target) } else { normal(&format!("{folder}/{target}")) };
                    entries.insert(id.into_owned(), Relation { kind, target });
                    xml.limits().check(Limit::Entries, u64::try_from(entries.len()).unwrap_or(u64::MAX))?;
                }
                Event::Eof => return Ok(Self { entries }),
                _ => {}
            }
        }
    }

    /// Returns the part of the first relation of a kind that is there.
    pub(super) fn one<'r>(&'r self, package: &Package<'_>, kind: &str) -> Option<&'r str> {
        self.all(kind).find(|target| package.has(target))
    }

    /// Returns the parts of a kind.
    pub(super) fn all<'r>(&'r self, kind: &str) -> impl Iterator<Item = &'r str> {
        self.entries.values().filter(move |r| r.kind == kind).map(|r| r.target.as_str())
    }
}

/// What the workbook part says.
#[derive(Debug, Clone, Default)]
pub(super) struct Book {
    /// Its sheets, in order.
    pub sheets: Vec<Listed>,
    /// Days count from 1904.
    pub from_1904: bool,
    /// What each name stands for, by the name in small letters.
    pub names: BTreeMap<String, String>,
    /// The parts it leads to.
    pub relations: Relations,
    /// The folder of the workbook part.
    folder: String,
}

/// A sheet of the workbook's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listed {
    /// Its name.
    pub name: String,
    /// Hidden, or very hidden.
    pub hidden: bool,
    /// Where it is.
    pub content: Content,
}

/// What a sheet of the list is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    /// Cells, in this part.
    Cells(String),
    /// Another kind of sheet, with its article.
    Other(&'static str),
    /// No part of the package is it.
    Missing,
}

impl Book {
    /// Finds and reads the workbook part.
    pub(super) fn read(package: &Package<'_>) -> Result<Self, Fault> {
        let root = Relations::of(package, "")?;
        let usual = ["xl/workbook.xml", "workbook.xml"].into_iter().find(|path| package.has(path));
        let part = root.one(package, "officedocument").or(usual);
        let part = part.ok_or_else(|| Fault::malformed("expected a workbook part, found none"))?;
        let relations = Relations::of(package, part)?;
        let mut book = package.read(part, Self::read_part)?;
        let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
        book.place(package, &relations, folder);
        book.folder = folder.to_owned();
        book.relations = relations;
        Ok(book)
    }

    /// Returns the part of a kind: the one that a relation names, or else that of the usual name.
    pub(super) fn part(&self, package: &Package<'_>, kind: &str, usual: &str) -> Option<String> {
        let usual = || Some(normal(&format!("{}/{usual}", self.folder))).filter(|part| package.has(part));
        self.relations.one(package, kind).map(str::to_owned).or_else(usual)
    }

    /// Reads the part; each sheet's relation id stands in its content for now.
    fn read_part(xml: &mut Xml<'_>) -> Result<Self, Fault> {
        let mut book = Self::default();
        let mut name = None;
        let mut is_workbook = false;
        loop {
            match xml.next()? {
                Event::Start(tag) => match tag.name {
                    "workbook" => is_workbook = true,
                    "workbookPr" => book.from_1904 = tag.flag("date1904", false),
                    "sheet" => {
                        let id = tag.attributes().find(|(key, _)| key.contains(':') && local(key) == "id");
                        let id = id.map(|(_, value)| plain(value).into_owned()).unwrap_or_default();
                        let hidden = tag.get("state").is_some_and(|state| state != "visible");
                        let name = tag.get("name").unwrap_or_default().into_owned();
                        book.sheets.push(Listed { name, hidden, content: Content::Cells(id) });
                        let count = u64::try_from(book.sheets.len()).unwrap_or(u64::MAX);
                        xml.limits().check(Limit::Entries, count)?;
                    }
                    "definedName" => name = tag.get("name").map(|name| name.to_lowercase()),
                    _ => {}
                },
                Event::Text(_) if name.is_none() => {}
                Event::Text(text) => {
                    let names = name.as_ref().map(|name| book.names.entry(name.clone()).or_default());
                    names.into_iter().for_each(|stands_for| stands_for.push_str(text));
                }
                Event::End("definedName") => name = None,
                Event::Eof if is_workbook => return Ok(book),
                Event::Eof => return Err(Fault::malformed("expected a workbook, found another XML part")),
                _ => {}
            }
        }
    }

    /// Replaces each sheet's relation id by its part. A sheet without a relation is looked for under the name that programs give
    /// a sheet of its place, unless another sheet has that part.
    fn place(&mut self, package: &Package<'_>, relations: &Relations, folder: &str) {
        let found: Vec<Option<&Relation>> = self
            .sheets
            .iter()
            .map(|sheet| match &sheet.content {
                Content::Cells(id) => relations.entries.get(id.as_str()).filter(|r| package.has(&r.target)),
                _ => None,
            })
            .collect();
        let taken: BTreeSet<&str> = found.iter().flatten().map(|r| r.target.as_str()).collect();
        for (place, (sheet, relation)) in self.sheets.iter_mut().zip(&found).enumerate() {
            sheet.content = match relation {
                Some(relation) => match relation.kind.as_str() {
                    "chartsheet" => Content::Other("a chart"),
                    "dialogsheet" => Content::Other("a dialog"),
                    kind if kind.contains("macrosheet") => Content::Other("a macro sheet"),
                    _ => Content::Cells(relation.target.clone()),
                },
                None => {
                    let usual = normal(&format!("{folder}/worksheets/sheet{}.xml", place + 1));
                    let free = package.has(&usual) && !taken.contains(usual.as_str());
                    if free { Content::Cells(usual) } else { Content::Missing }
                }
            };
        }
    }
}
