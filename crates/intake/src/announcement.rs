//! Legal announcements of French companies (BODACC): to facts. Which procedure was opened, changed or
//! closed, for which companies, by which court, until when claims may be filed. It must never attach a judgment
//! against a person to the debts of a company, and never guess a register number.

mod claims;
mod day;
mod json;
mod nature;
mod practitioner;
mod record;
mod salvage;
mod siren;
mod table;
mod xml;

pub use claims::{ClaimsDeadline, LegalDay};
pub use nature::{Effect, JudgmentNature};
pub use practitioner::{Practitioner, PractitionerRole};
pub use record::looks_like;
pub use xml::looks_like_xml;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::encoding;
use crate::format::{self, Format};
use crate::reading::{Kept, ProblemKind, Problems, Reading};

/// How many announcements of one file are read.
pub const ANNOUNCEMENTS: usize = 500_000;

/// What an announcement is with respect to earlier ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnnouncementKind {
    /// The first about its matter.
    #[default]
    Initial,
    /// Corrects an earlier one (rectificatif).
    Amendment,
    /// Takes an earlier one back (annulation).
    Cancellation,
}

/// The family BODACC files an announcement under.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnnouncementFamily {
    /// Procédures collectives: safeguard, reorganisation, liquidation.
    Insolvency,
    /// Procédures de conciliation.
    Conciliation,
    /// Rétablissement professionnel: debts of a natural person wiped.
    ProfessionalRecovery,
    /// Créations and immatriculations.
    Registration,
    /// Ventes et cessions of a business.
    Sale,
    /// Modifications diverses.
    Change,
    /// Radiations.
    Removal,
    /// Dépôts des comptes.
    Accounts,
    /// None of these, or not told.
    #[default]
    Other,
}

/// The announcement another one corrects or takes back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviousAnnouncement {
    /// Number of the issue, such as `20260031`; may be empty.
    pub issue: String,
    /// Number in the issue; may be empty.
    pub number: String,
    /// Its day.
    pub published_on: Option<Date>,
}

/// One announcement. Texts are empty when absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announcement {
    /// Its identifier, such as `A202600310123`.
    pub announcement_id: String,
    /// First or about an earlier one.
    pub kind: AnnouncementKind,
    /// The earlier one.
    pub previous: Option<PreviousAnnouncement>,
    /// Its family.
    pub family: AnnouncementFamily,
    /// Number of the issue.
    pub issue: String,
    /// Number in the issue.
    pub number: String,
    /// Register numbers as written, repetitions included.
    pub register_numbers: Vec<String>,
    /// SIREN of the companies concerned, nine figures, each once, in the order told.
    pub sirens: Vec<String>,
    /// Name of the company, or of the trader.
    pub name: String,
    /// The court or its registry.
    pub court: String,
    /// Town of the company.
    pub town: String,
    /// Day of publication: claims are counted from it.
    pub published_on: Option<Date>,
    /// Day of the judgment: claims born before it are frozen.
    pub judged_on: Option<Date>,
    /// Day since which the company could not pay, when told.
    pub insolvent_since_on: Option<Date>,
    /// The nature as written.
    pub nature_text: String,
    /// What happened.
    pub nature: JudgmentNature,
    /// The court's sentence.
    pub text: String,
    /// Whom to write to: liquidator, creditors' representative, administrator.
    pub practitioners: Vec<Practitioner>,
    /// Until when claims may be filed, where it follows.
    pub claims: Option<ClaimsDeadline>,
    /// Rank in the file, from 1.
    pub rank: u64,
}

/// The announcements of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnnouncementFile {
    /// How many the file says there are, when it says: a page may hold fewer.
    pub declared: Option<u64>,
    /// The announcements, in order.
    pub announcements: Vec<Announcement>,
}

/// Reads announcements: answers of the BODACC interface in JSON, snapshots of them, daily files in XML, lists in CSV.
pub fn read(bytes: &[u8]) -> Reading<AnnouncementFile> {
    let mut problems = Problems::new();
    let (text, _) = encoding::text_of(bytes);
    let text = text.trim_start_matches('\u{feff}').trim();
    let mut facts = AnnouncementFile::default();
    let is_xml = text.starts_with('<');
    if is_xml || text.starts_with(['{', '[']) {
        let (records, declared) = match is_xml {
            true => (xml::records(bytes, &mut problems), None),
            false => json::records(text, &mut problems),
        };
        facts.declared = declared;
        let read = |(rank, record): (usize, json::Record)| {
            record::announcement(&record, rank as u64 + 1, &mut problems)
        };
        facts.announcements = records.into_iter().enumerate().filter_map(read).collect();
    } else {
        facts.announcements = table::announcements(text, &mut problems);
    }
    claims::add(&mut facts.announcements);
    if facts.announcements.is_empty() {
        let format = format::sniff(bytes);
        let kind = match format {
            Format::Empty => ProblemKind::EmptyFile,
            Format::Binary => ProblemKind::BinaryFile,
            _ => ProblemKind::AnotherFormat,
        };
        problems.add_for_file(kind, format.name(), Kept::Nothing);
    }
    Reading { facts, problems }
}

#[cfg(test)]
mod tests;
