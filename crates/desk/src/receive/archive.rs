//! Files within a file: each is received for itself, under its name in the archive. One that is refused
//! never stops the others.

use async_recursion::async_recursion as boxed;
use intake::format::Format;
use intake::reading::Problem;

use super::content::{Content, unreadable};
use super::{Arriving, FileKind, ImportReport, Incoming, IncomingFile};
use crate::desk::{Desk, Writing};
use crate::error::Result;
use crate::refusal::Refusal;
use crate::seat::Seat;

/// What became of one file.
#[derive(Debug)]
pub struct Received {
    /// Its name; within an archive, that of the archive first.
    pub name: String,
    /// The report, or why it was refused.
    pub outcome: Result<ImportReport>,
}

/// Files of the disk larger than this are read as they stream, where their format allows it.
const LARGEST_HELD: u64 = 32 * 1024 * 1024;

/// True for an archive: it is no file of its own, but others within.
pub fn holds_files(bytes: &[u8]) -> bool {
    matches!(intake::format::sniff(bytes), Format::Zip | Format::Gzip)
}

impl Desk {
    /// Receives a file of the disk, or each file of an archive. Ledgers and statements in XML are read as
    /// they stream, however large; whatever else is large is held while it is read.
    #[boxed]
    pub async fn receive_file(
        &self,
        seat: &Seat,
        file: IncomingFile,
        writing: Writing,
    ) -> Vec<Received> {
        let name = file.name.clone();
        match self.receive_file_of_any_size(seat, file, writing).await {
            Ok(received) => received,
            Err(cause) => vec![Received {
                name,
                outcome: Err(cause),
            }],
        }
    }

    async fn receive_file_of_any_size(
        &self,
        seat: &Seat,
        file: IncomingFile,
        writing: Writing,
    ) -> Result<Vec<Received>> {
        let told = std::fs::metadata(&file.path).map_err(|cause| unreadable(&file.path, &cause))?;
        let content = Content::OnDisk {
            path: file.path,
            size: told.len(),
        };
        let streamed = match (content.size() > LARGEST_HELD, file.kind) {
            (false, _) => None,
            (true, Some(FileKind::Fec)) => Some(FileKind::Fec),
            (true, _) => match intake::format::sniff(&content.head()?) {
                Format::Fec => Some(FileKind::Fec),
                Format::Camt => Some(FileKind::BankStatement),
                _ => None,
            },
        };
        if let Some(kind) = streamed.filter(|kind| file.kind.is_none_or(|said| said == *kind)) {
            let arriving = Arriving {
                name: file.name.clone(),
                kind,
                content,
                mapping: None,
            };
            let outcome = self.receive_content(seat, arriving, writing).await;
            return Ok(vec![Received {
                name: file.name,
                outcome,
            }]);
        }
        let incoming = Incoming {
            name: file.name,
            bytes: content.into_bytes()?,
            kind: file.kind,
            mapping: None,
        };
        Ok(self.receive_each(seat, incoming, writing).await)
    }

    /// Receives a file, or each file of an archive. Answers in the order of the archive; one for any other file.
    #[boxed]
    pub async fn receive_each(
        &self,
        seat: &Seat,
        incoming: Incoming,
        writing: Writing,
    ) -> Vec<Received> {
        if !holds_files(&incoming.bytes) {
            let name = incoming.name.clone();
            let outcome = self.receive(seat, incoming, writing).await;
            return vec![Received { name, outcome }];
        }
        let unpacked = intake::archive::members(&incoming.bytes);
        let mut received = Vec::new();
        for member in unpacked.facts {
            let name = match member.name.is_empty() {
                true => incoming.name.clone(),
                false => format!("{} › {}", incoming.name, member.name),
            };
            let inside = Incoming {
                name: name.clone(),
                bytes: member.bytes,
                kind: incoming.kind,
                mapping: None,
            };
            let outcome = self.receive(seat, inside, writing).await;
            received.push(Received { name, outcome });
        }
        let problems: Vec<Problem> = unpacked.problems.iter().cloned().collect();
        if let Some(Received {
            outcome: Ok(report),
            ..
        }) = received.first_mut()
        {
            problems
                .into_iter()
                .for_each(|problem| report.tell(problem));
        } else if received.is_empty() {
            let format = intake::format::sniff(&incoming.bytes);
            received.push(Received {
                name: incoming.name.clone(),
                outcome: Err(Refusal::FormatNotRead {
                    file: incoming.name,
                    format,
                }
                .into()),
            });
        }
        received
    }
}
