//! The key of an encrypted database: 32 random bytes in a file that only its owner reads. Must never
//! replace a key file that exists, nor make a new one for a database that exists.

use std::fs;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use crate::error::{Result, StoreError};

/// The key as 64 hexadecimal digits.
pub struct Key(String);

impl Key {
    /// The digits.
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// A new key out of the system's randomness.
    pub fn random() -> Result<Key> {
        let mut bytes = [0_u8; 32];
        #[expect(
            clippy::disallowed_methods,
            reason = "the key of a new database is a secret"
        )]
        getrandom::fill(&mut bytes)
            .map_err(|cause| StoreError::Other(format!("no randomness for a key: {cause}")))?;
        Ok(Key(bytes
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()))
    }
}

/// Reads the key of `database`, or makes it when neither file exists yet.
pub fn read_or_make(key_file: &Path, database: &Path) -> Result<Key> {
    if key_file.exists() {
        return read(key_file);
    }
    if database.exists() {
        return Err(refused(
            key_file,
            "is missing while its database exists: put back the key file that was made with the database, nothing else opens it",
        ));
    }
    let key = Key::random()?;
    write(key_file, &key).map_err(|cause| {
        refused(
            key_file,
            &format!(
                "cannot be written ({cause}): check that its folder exists and may be written to"
            ),
        )
    })?;
    Ok(key)
}

fn read(key_file: &Path) -> Result<Key> {
    let text = fs::read_to_string(key_file).map_err(|cause| {
        refused(
            key_file,
            &format!("cannot be read ({cause}): check its access rights"),
        )
    })?;
    let digits = text.trim();
    if digits.len() != 64 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(refused(
            key_file,
            "does not hold 64 hexadecimal digits: put back the file that was made with the database",
        ));
    }
    Ok(Key(digits.to_ascii_lowercase()))
}

fn write(key_file: &Path, key: &Key) -> std::io::Result<()> {
    if let Some(folder) = key_file.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(key_file)?;
    writeln!(file, "{}", key.digits())?;
    file.sync_all()
}

fn refused(key_file: &Path, cause: &str) -> StoreError {
    StoreError::KeyFile {
        path: key_file.to_path_buf(),
        cause: cause.to_string(),
    }
}
