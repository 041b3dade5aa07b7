//! The bytes of a file on its way in: held, or read from the disk as they are needed. It must never hold a
//! large file whole where a stream will do.

use std::fs::File;
use std::io::{BufReader, Cursor, Read};
use std::path::PathBuf;

use crate::error::Result;
use crate::refusal::Refusal;

/// Bytes read ahead from the disk.
const READ_AHEAD: usize = 256 * 1024;
/// Bytes that tell the format of a file.
const HEAD: u64 = 256 * 1024;

/// The bytes of a file.
pub(super) enum Content {
    /// In memory.
    Held(Vec<u8>),
    /// In a file of the disk, with its size in bytes.
    OnDisk { path: PathBuf, size: u64 },
}

impl Content {
    /// Bytes.
    pub fn size(&self) -> u64 {
        match self {
            Content::Held(bytes) => bytes.len() as u64,
            Content::OnDisk { size, .. } => *size,
        }
    }

    /// BLAKE3 of the bytes, in hexadecimal.
    pub fn digest(&self) -> Result<String> {
        let mut hasher = blake3::Hasher::new();
        match self {
            Content::Held(bytes) => {
                hasher.update(bytes);
            }
            Content::OnDisk { path, .. } => {
                let file = File::open(path).map_err(|cause| unreadable(path, &cause))?;
                hasher
                    .update_reader(file)
                    .map_err(|cause| unreadable(path, &cause))?;
            }
        }
        Ok(hasher.finalize().to_hex().to_string())
    }

    /// The first bytes, enough to tell the format.
    pub fn head(&self) -> Result<Vec<u8>> {
        match self {
            Content::Held(bytes) => Ok(bytes[..bytes.len().min(HEAD as usize)].to_vec()),
            Content::OnDisk { path, .. } => {
                let mut head = Vec::new();
                let file = File::open(path).map_err(|cause| unreadable(path, &cause))?;
                file.take(HEAD)
                    .read_to_end(&mut head)
                    .map_err(|cause| unreadable(path, &cause))?;
                Ok(head)
            }
        }
    }

    /// The bytes from the first one on, to be read beside: nothing goes.
    pub fn reader(&self) -> Result<Box<dyn Read + Send + '_>> {
        match self {
            Content::Held(bytes) => Ok(Box::new(bytes.as_slice())),
            Content::OnDisk { path, .. } => match File::open(path) {
                Ok(file) => Ok(Box::new(file)),
                Err(cause) => Err(unreadable(path, &cause)),
            },
        }
    }

    /// The bytes from the first one on; what was held goes when they were read.
    pub fn into_reader(self) -> Result<Stream> {
        match self {
            Content::Held(bytes) => Ok(Stream::Held(Cursor::new(bytes))),
            Content::OnDisk { path, .. } => {
                let file = File::open(&path).map_err(|cause| unreadable(&path, &cause))?;
                Ok(Stream::OnDisk(BufReader::with_capacity(READ_AHEAD, file)))
            }
        }
    }

    /// All bytes, in memory.
    pub fn into_bytes(self) -> Result<Vec<u8>> {
        match self {
            Content::Held(bytes) => Ok(bytes),
            Content::OnDisk { path, .. } => {
                std::fs::read(&path).map_err(|cause| unreadable(&path, &cause))
            }
        }
    }
}

/// The bytes of a file, in order.
pub(super) enum Stream {
    /// From memory.
    Held(Cursor<Vec<u8>>),
    /// From the disk.
    OnDisk(BufReader<File>),
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        match self {
            Stream::Held(bytes) => bytes.read(buffer),
            Stream::OnDisk(file) => file.read(buffer),
        }
    }
}

/// Words for a file that cannot be read.
pub(super) fn unreadable(
    path: &std::path::Path,
    cause: &std::io::Error,
) -> crate::error::DeskError {
    Refusal::FileUnreadable {
        file: path.display().to_string(),
        words: cause.to_string(),
    }
    .into()
}
