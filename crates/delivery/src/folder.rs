//! A carrier that writes messages as `.eml` files into a folder: the demonstration, a dry installation, a
//! test. It must never lose a message or show half of one, whatever the moment the machine stops.

#[cfg(test)]
mod tests;

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use async_trait::async_trait;
use desk::carrier::{
    Carried, Carrier, Heard, NotHeard, Parcel, ProviderCall, TextCarrier, TextMessage,
};

use crate::message::compose;

/// Writes each parcel to `NOTICE.eml` in one folder. Carrying a parcel again makes no second file.
#[derive(Debug, Clone)]
pub struct FolderCarrier {
    folder: PathBuf,
}

impl FolderCarrier {
    /// A carrier to a folder, which is made at the first parcel if it is missing.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
        }
    }
}

#[async_trait]
impl Carrier for FolderCarrier {
    async fn carry(&self, parcel: &Parcel) -> Carried {
        let composed = match compose(parcel) {
            Ok(composed) => composed,
            Err(error) => {
                return Carried::Refused {
                    cause: error.to_string(),
                };
            }
        };
        let folder = self.folder.clone();
        let name = format!("{}.eml", parcel.notice);
        let written = tokio::task::spawn_blocking(move || write(&folder, &name, composed.bytes));
        written.await.unwrap_or_else(|error| Carried::Unknown {
            evidence: format!("writing the file was interrupted: {error}"),
        })
    }
}

#[async_trait]
impl TextCarrier for FolderCarrier {
    /// Writes `NOTICE.txt`: to whom, from whom, the words.
    async fn carry_text(&self, message: &TextMessage) -> Carried {
        let written = format!(
            "To: {}\nFrom: {}\n\n{}\n",
            message.to, message.from, message.text
        );
        let folder = self.folder.clone();
        let name = format!("{}.txt", message.notice);
        let done = tokio::task::spawn_blocking(move || write(&folder, &name, written.into_bytes()));
        match done.await {
            Ok(Carried::Receipt { reference, .. }) => Carried::Receipt {
                reference,
                bytes: message.text.clone().into_bytes(),
            },
            Ok(other) => other,
            Err(error) => Carried::Unknown {
                evidence: format!("writing the file was interrupted: {error}"),
            },
        }
    }

    fn hear(&self, _: &ProviderCall<'_>) -> Result<Heard, NotHeard> {
        let cause = "nobody calls for a folder".to_string();
        Err(NotHeard::NotUnderstood(cause))
    }
}

fn write(folder: &Path, name: &str, bytes: Vec<u8>) -> Carried {
    let path = folder.join(name);
    match fs::read(&path) {
        Ok(there) if there == bytes => return receipt(&path, bytes),
        Ok(_) => {
            return Carried::Unknown {
                evidence: format!(
                    "{} already holds another message for this notice: read it and decide whether the debtor has it",
                    path.display()
                ),
            };
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return try_again(&path, &error),
    }
    // Nobody may find half a message under the final name.
    let unfinished = folder.join(format!(".{name}.unfinished"));
    let complete = write_through(folder, &unfinished, &bytes);
    if let Err(error) = complete.and_then(|()| fs::rename(&unfinished, &path)) {
        // Best effort: the next attempt writes over what is left.
        let _ = fs::remove_file(&unfinished);
        return try_again(&path, &error);
    }
    if let Err(error) = File::open(folder).and_then(|opened| opened.sync_all()) {
        return Carried::Unknown {
            evidence: format!(
                "{} is written, but the disk did not confirm it: {error}",
                path.display()
            ),
        };
    }
    receipt(&path, bytes)
}

fn write_through(folder: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn receipt(path: &Path, bytes: Vec<u8>) -> Carried {
    Carried::Receipt {
        reference: path.display().to_string(),
        bytes,
    }
}

fn try_again(path: &Path, error: &io::Error) -> Carried {
    Carried::TryAgain {
        cause: format!(
            "{} cannot be written: {error}. Check that the folder exists, is writable and has room",
            path.display()
        ),
    }
}
