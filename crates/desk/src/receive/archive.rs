//! Files within a file: each is received for itself, under its name in the archive. One that is refused
//! never stops the others.

use intake::format::Format;
use intake::reading::Problem;

use super::{ImportReport, Incoming};
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

impl Desk {
    /// Receives a file, or each file of an archive. Answers in the order of the archive; one for any other file.
    pub async fn receive_each(
        &self,
        seat: &Seat,
        incoming: Incoming,
        writing: Writing,
    ) -> Vec<Received> {
        let format = intake::format::sniff(&incoming.bytes);
        if !matches!(format, Format::Zip | Format::Gzip) {
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
