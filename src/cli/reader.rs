//! Arguments settled once for all inputs: which profile counts, how a file becomes a tracker.

use std::path::{Path, PathBuf};

use trackrecord::diff::Sides;
use trackrecord::error::{Error, ErrorKind};
use trackrecord::import::{Import, ImportOptions, import};
use trackrecord::previous;
use trackrecord::profile::{FILE_NAME, Profile};
use trackrecord::read::{ReadOptions, Reading};

use super::args;
use super::failure::Failure;
use super::input;
use super::stream::Streams;

/// Reads files as the caller wants them read.
pub(super) struct Reader {
    /// What the caller knows better.
    pub options: ImportOptions,
    limits: ReadOptions,
}

impl Reader {
    /// Settles the arguments; the profile is that which they name, or else that of the current folder.
    pub(super) fn of(args: &args::Reading, streams: &mut Streams) -> Result<Self, Failure> {
        let profile = profile(&args.profiled, streams)?;
        Self::with(args, profile)
    }

    /// Settles the arguments with a profile that was read before.
    pub(super) fn with(args: &args::Reading, profile: Profile) -> Result<Self, Failure> {
        let layout = args.pinning.options()?;
        let options =
            ImportOptions { sheet: args.sheet.clone(), as_of: args.as_of, layout, previous: None, profile };
        Ok(Self { options, limits: args.limits.options() })
    }

    /// Reads a file.
    pub(super) fn read(&self, path: &Path) -> Result<Reading, Error> {
        input::open(path, &self.limits)
    }

    /// Reads a file and makes a tracker of it.
    pub(super) fn import(&self, path: &Path) -> Result<Import, Failure> {
        self.import_after(path, None)
    }

    /// Reads a file and makes a tracker of it, with the ids of an earlier output.
    pub(super) fn import_after(&self, path: &Path, previous: Option<&Path>) -> Result<Import, Failure> {
        let previous = previous.map(|last| previous::open(last, path)).transpose()?;
        let reading = self.read(path)?;
        match previous {
            None => Ok(import(&reading, &self.options)?),
            previous => Ok(import(&reading, &ImportOptions { previous, ..self.options.clone() })?),
        }
    }
}

/// Reads the profile, and says which where that was asked for; without one nothing is pinned.
///
/// It is looked for in the current folder and not beside the input, so that both versions of a diff, and all files of a run,
/// are read by one.
pub(super) fn profile(args: &args::Profiled, streams: &mut Streams) -> Result<Profile, Failure> {
    let found = || Some(PathBuf::from(FILE_NAME)).filter(|path| path.is_file());
    let Some(path) = args.profile.clone().or_else(found) else { return Ok(Profile::default()) };
    let profile = Profile::open(&path)?;
    streams.detail(&format!("read by the profile {}", path.display()));
    Ok(profile)
}

/// Reads two versions of a tracker. A column that only one of them has is mapped there; one that neither has is an error.
pub(super) fn import_versions(versions: Sides<(Reader, &Path)>) -> Result<Sides<Import>, Failure> {
    let mut missing = Sides::default();
    let old = import_version(versions.old, &mut missing.old)?;
    let new = import_version(versions.new, &mut missing.new)?;
    let nowhere = |(name, _): &(String, Error)| missing.old.iter().any(|(other, _)| other == name);
    match missing.new.into_iter().find(nowhere) {
        Some((_, error)) => Err(error.into()),
        None => Ok(Sides { old, new }),
    }
}

/// Reads a version without the pins whose column it does not have; these are added to `missing`.
fn import_version(
    (mut reader, path): (Reader, &Path),
    missing: &mut Vec<(String, Error)>,
) -> Result<Import, Failure> {
    let read = reader.read(path)?;
    loop {
        let error = match import(&read, &reader.options) {
            Ok(import) => return Ok(import),
            Err(error) => error,
        };
        let ErrorKind::NoColumn { name, .. } = error.kind() else { return Err(error.into()) };
        let name = name.clone();
        reader.options.layout.pins.retain(|pin| pin.column != name);
        missing.push((name, error));
    }
}
