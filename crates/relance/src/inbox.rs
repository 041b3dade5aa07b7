//! The watched folder: what is put there is taken in and moved aside, with the reason beside what was
//! refused. It must never take a file that is still being written, and never lose one.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result};
use desk::receive::IncomingFile;
use desk::{Actor, Desk, Seat, Writing};
use receivables::identity::CreditorId;

/// Where files that were taken in go, inside the folder.
const TAKEN: &str = "taken";
/// Where files that were refused go, inside the folder.
const REFUSED: &str = "refused";
/// Ends of the names programs give to files they are still writing.
const UNFINISHED: [&str; 5] = [".part", ".tmp", ".crdownload", ".filepart", "~"];

/// A folder that is looked at again and again.
pub struct Inbox {
    folder: PathBuf,
    /// What each file looked like the last time: one that has not changed since is whole.
    seen: BTreeMap<PathBuf, (u64, SystemTime)>,
}

impl Inbox {
    /// A folder, made when it is not there. Files of an installation with several companies lie in a folder
    /// of the company's name.
    pub fn open(folder: &Path) -> Result<Inbox> {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("the watched folder {} cannot be made", folder.display()))?;
        Ok(Inbox {
            folder: folder.to_path_buf(),
            seen: BTreeMap::new(),
        })
    }

    /// Takes in what has not changed since the last look.
    pub async fn look(&mut self, desk: &Desk, companies: &[(CreditorId, String)]) -> Result<()> {
        let actor = Actor::machine("watched-folder");
        let mut still = BTreeMap::new();
        if let [(only, _)] = companies {
            let folder = self.folder.clone();
            let seat = actor.at(*only);
            self.look_in(desk, (&folder, &seat), &mut still).await?;
        }
        for (company, name) in companies {
            let folder = self.folder.join(folder_name(name));
            if folder.is_dir() {
                let seat = actor.at(*company);
                self.look_in(desk, (&folder, &seat), &mut still).await?;
            }
        }
        self.seen = still;
        Ok(())
    }

    async fn look_in(
        &self,
        desk: &Desk,
        (folder, seat): (&Path, &Seat),
        still: &mut BTreeMap<PathBuf, (u64, SystemTime)>,
    ) -> Result<()> {
        for path in files_of(folder)? {
            let Ok(told) = std::fs::metadata(&path) else {
                continue;
            };
            let looks = (
                told.len(),
                told.modified().unwrap_or(SystemTime::UNIX_EPOCH),
            );
            if self.seen.get(&path) != Some(&looks) {
                still.insert(path, looks);
                continue;
            }
            take(desk, (folder, seat), &path).await?;
        }
        Ok(())
    }
}

async fn take(desk: &Desk, (folder, seat): (&Path, &Seat), path: &Path) -> Result<()> {
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let file = IncomingFile {
        name: name.clone(),
        path: path.to_path_buf(),
        kind: None,
    };
    let mut refused = Vec::new();
    for one in desk.receive_file(seat, file, Writing::ForReal).await {
        match one.outcome {
            Ok(report) => {
                tracing::info!(file = %one.name, problems = report.problems_total, "a file of the watched folder was taken in");
            }
            Err(cause) => {
                tracing::warn!(file = %one.name, %cause, "a file of the watched folder was refused");
                refused.push(format!("{}: {cause}\n", one.name));
            }
        }
    }
    if refused.is_empty() {
        return move_to(path, &folder.join(TAKEN)).map(|_| ());
    }
    let kept = move_to(path, &folder.join(REFUSED))?;
    let mut reason = kept.into_os_string();
    reason.push(".reason.txt");
    std::fs::write(&reason, refused.concat())
        .with_context(|| format!("the reason beside {name} cannot be written"))
}

/// Moves a file into a folder; a name that is taken there gets a number.
fn move_to(path: &Path, folder: &Path) -> Result<PathBuf> {
    std::fs::create_dir_all(folder)
        .with_context(|| format!("the folder {} cannot be made", folder.display()))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut target = folder.join(name.as_ref());
    let mut number = 2;
    while target.exists() {
        target = folder.join(format!("{number}-{name}"));
        number += 1;
    }
    std::fs::rename(path, &target)
        .with_context(|| format!("{} cannot be moved to {}", path.display(), folder.display()))?;
    Ok(target)
}

/// The files of a folder in the order of their names, hidden and unfinished ones left out.
fn files_of(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let entries = std::fs::read_dir(folder)
        .with_context(|| format!("the watched folder {} cannot be read", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let is_unfinished = UNFINISHED.iter().any(|end| name.ends_with(end));
        if path.is_file() && !name.starts_with('.') && !is_unfinished {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// The folder of a company: its name, with what no folder may be called taken out.
fn folder_name(name: &str) -> String {
    name.chars()
        .map(|c| match c {
            '/' | '\\' | ':' | '\0' => '-',
            c => c,
        })
        .collect::<String>()
        .trim_matches('.')
        .trim()
        .to_string()
}

#[cfg(test)]
mod tests {
    use desk::clock::Clock;
    use desk::company::NewCreditor;

    use super::*;

    const LIST: &str = "client;numero facture;date facture;echeance;montant ttc;devise\n\
        Lenoir;FA-101;01/02/2026;03/03/2026;1200,00;EUR\n";

    #[tokio::test(flavor = "multi_thread")]
    async fn a_file_is_taken_once_it_has_stopped_growing_and_a_refused_one_keeps_its_reason() {
        let clock = Clock::by_hand("2026-03-02T09:00:00Z".parse().unwrap());
        let desk = Desk::new(store::testing::sqlite().await, clock);
        let actor = Actor::machine("test");
        let creditor = desk
            .open_creditor(&actor, NewCreditor::french("Atelier"))
            .await
            .unwrap();
        let companies = [(creditor, "Atelier".to_string())];
        let folder = tempfile::tempdir().unwrap();
        let mut inbox = Inbox::open(folder.path()).unwrap();
        let file = folder.path().join("invoices.csv");
        std::fs::write(&file, &LIST[..40]).unwrap();
        std::fs::write(folder.path().join("b.csv.part"), LIST).unwrap();
        std::fs::write(folder.path().join("photo.bin"), [0_u8, 1, 2, 3, 0, 255]).unwrap();
        inbox.look(&desk, &companies).await.unwrap();
        std::fs::write(&file, LIST).unwrap();
        inbox.look(&desk, &companies).await.unwrap();
        assert!(file.exists(), "it grew between two looks");
        inbox.look(&desk, &companies).await.unwrap();
        assert!(!file.exists());
        assert!(folder.path().join("taken/invoices.csv").exists());
        assert!(folder.path().join("b.csv.part").exists());
        let reason = folder.path().join("refused/photo.bin.reason.txt");
        assert!(
            std::fs::read_to_string(reason)
                .unwrap()
                .contains("photo.bin")
        );
        let mut reader = desk.store().reader().await.unwrap();
        let imports = store::import::last(&mut reader, creditor, 10)
            .await
            .unwrap();
        assert_eq!(imports.len(), 1);
        assert_eq!(imports[0].received_by, "watched-folder");
    }

    #[test]
    fn a_company_has_a_folder_whatever_its_name() {
        assert_eq!(folder_name("Dupont / Fils"), "Dupont - Fils");
        assert_eq!(folder_name("..S.A.R.L. Été."), "S.A.R.L. Été");
    }
}
