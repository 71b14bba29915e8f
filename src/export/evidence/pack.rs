//! Where evidence is written: a new folder, or a new zip.
//!
//! In a zip files stand uncompressed, in the order in which they were written, dated 1980 as all zips without dates are: so the same files are
//! the same zip, whatever compressor the program was built with.

use crate::export::Error;
use crate::export::folder::new_folder;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Who may do what with a file that comes out of the zip: read it, and its owner write it.
const MODE: u32 = 0o644;

/// A place for files.
pub(super) enum Pack {
    Folder { to: PathBuf },
    Zip { zip: Option<Box<ZipWriter<BufWriter<File>>>>, to: PathBuf, part: PathBuf },
}

impl Pack {
    /// A zip where the name ends so, else a folder.
    pub fn create(to: &Path) -> Result<Self, Error> {
        if !to.extension().is_some_and(|e| e.eq_ignore_ascii_case("zip")) {
            new_folder(to)?;
            return Ok(Self::Folder { to: to.to_owned() });
        }
        let mut part = OsString::from(to.as_os_str());
        part.push(".part");
        let part = PathBuf::from(part);
        for path in [to, &part] {
            if path.exists() {
                return Err(Error::IsThere { path: path.to_owned() });
            }
        }
        let file = File::create_new(&part).map_err(|source| match source.kind() {
            ErrorKind::AlreadyExists => Error::IsThere { path: part.clone() },
            _ => Error::Io { path: part.clone(), source },
        })?;
        Ok(Self::Zip { zip: Some(Box::new(ZipWriter::new(BufWriter::new(file)))), to: to.to_owned(), part })
    }

    /// One file; `name` is one of ours, with `/` between folders.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        match self {
            Self::Folder { to } => {
                let path = to.join(name);
                if let Some(folder) = path.parent() {
                    fs::create_dir_all(folder).map_err(Error::at(folder))?;
                }
                let mut file = File::create_new(&path).map_err(Error::at(&path))?;
                file.write_all(bytes).and_then(|()| file.sync_all()).map_err(Error::at(&path))
            }
            Self::Zip { zip: None, .. } => Ok(()),
            Self::Zip { zip: Some(zip), part, .. } => {
                let options = SimpleFileOptions::default()
                    .compression_method(CompressionMethod::Stored)
                    .last_modified_time(zip::DateTime::default())
                    .unix_permissions(MODE);
                zip.start_file(name, options).map_err(std::io::Error::from).and_then(|()| zip.write_all(bytes)).map_err(Error::at(part))
            }
        }
    }

    /// Waits until all of it is on the disk, and gives a zip its name.
    pub fn finish(mut self) -> Result<(), Error> {
        if let Self::Zip { zip, to, part } = &mut self
            && let Some(zip) = zip.take()
        {
            let file = zip.finish().map_err(std::io::Error::from).and_then(|file| file.into_inner().map_err(|error| error.into_error()));
            file.and_then(|file| file.sync_all()).map_err(Error::at(part))?;
            fs::rename(&*part, &*to).map_err(Error::at(to))?;
        }
        Ok(())
    }
}

impl Drop for Pack {
    /// What is only a part of a zip is of no use; that it cannot be removed is no more of a problem than what went before.
    fn drop(&mut self) {
        if let Self::Zip { zip, part, .. } = self
            && zip.take().is_some()
        {
            let _ = fs::remove_file(part);
        }
    }
}
