//! The debtor: who owes, as one creditor knows it. Must never say what is owed: that is the account.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::identity::DebtorId;

/// What the law makes of the debtor: it decides charges, hours and wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DebtorKind {
    /// A company or a professional (Code de commerce L441-10 applies).
    Business,
    /// A consumer: no flat charge, legal contact hours.
    Consumer,
    /// A public buyer (Code de la commande publique R2192-10 and following).
    Public,
}

/// The languages in which notices exist.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    /// French.
    #[default]
    #[serde(rename = "fr")]
    French,
    /// English.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// The ISO 639-1 code.
    pub const fn code(self) -> &'static str {
        match self {
            Language::French => "fr",
            Language::English => "en",
        }
    }

    /// The language for a code such as `fr`, `en_GB` or `fr-BE`; nothing for one without notices.
    pub fn from_code(code: &str) -> Option<Language> {
        match code.get(..2)?.to_ascii_lowercase().as_str() {
            "fr" => Some(Language::French),
            "en" => Some(Language::English),
            _ => None,
        }
    }
}

/// Where the file stands between friendly reminders and the courts.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// Reminders, calls, letters.
    #[default]
    Amicable,
    /// The last steps before somebody else has the file: only the steps of a strategy that are meant for it.
    PreLitigation,
    /// With an agency that collects for us: no reminder of ours leaves.
    HandedOver,
    /// With a lawyer, a bailiff, the legal department or a court: no reminder of ours leaves.
    Litigation,
    /// Collective proceedings are open: the claim is filed, nobody is chased.
    Insolvency,
    /// The debtor died: the estate is approached by a person, never by a machine.
    Deceased,
}

/// Proceedings were published: what the debtor owes is to be declared in time, or it is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimToFile {
    /// The day of the publication.
    pub announced_on: Date,
    /// The last day to declare.
    pub by_on: Date,
}

/// A debtor that is short of money, or thought to be: met with patience, and with a person's eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difficulty {
    /// The day it was first noted.
    pub since: Date,
    /// How it is known.
    pub certainty: Certainty,
}

/// How a difficulty is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// Somebody of ours thinks so.
    Suspected,
    /// The debtor said so.
    Stated,
}

/// A postal address, as it is printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// Street lines, at most four.
    pub lines: Vec<String>,
    /// Post code.
    pub post_code: String,
    /// Town.
    pub town: String,
    /// ISO 3166-1 alpha-2 code, upper case.
    pub country: String,
}

impl Address {
    /// True when a letter could be sent there.
    pub fn is_deliverable(&self) -> bool {
        !self.town.trim().is_empty() && !self.post_code.trim().is_empty()
    }

    /// The address on one line: streets, post code and town, and the country where one is written.
    pub fn one_line(&self) -> String {
        let town = format!("{} {}", self.post_code.trim(), self.town.trim());
        let streets = self.lines.iter().map(|line| line.trim());
        let parts = streets.chain([town.trim(), self.country.trim()]);
        let written: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        written.join(", ")
    }
}

/// A customer of one creditor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Debtor {
    /// Its identity, which is also that of its account.
    pub id: DebtorId,
    /// The key of the ledger it came from, such as the auxiliary account.
    pub key: String,
    /// The name as written to the debtor.
    pub name: String,
    /// French company number of nine digits, when known.
    pub siren: Option<String>,
    /// Its nature before the law.
    pub kind: DebtorKind,
    /// ISO 3166-1 alpha-2 code of its country, upper case.
    pub country: String,
    /// A part of the country with holidays of its own, such as `ALSACE-MOSELLE`.
    pub region: Option<String>,
    /// The language of its notices.
    pub language: Language,
    /// IANA name of its time zone.
    pub time_zone: String,
    /// Where letters go.
    pub address: Option<Address>,
    /// Amicable, handed over, insolvent, deceased.
    pub phase: Phase,
    /// What is to be declared in the proceedings that are open.
    #[serde(default)]
    pub claim_to_file: Option<ClaimToFile>,
    /// A shortage of money that was noted and not ended.
    pub difficulty: Option<Difficulty>,
    /// The debtor that is spoken to for the whole group, when this one is not.
    #[serde(default)]
    pub group: Option<GroupVoice>,
    /// A strategy chosen for this debtor against its segment.
    pub strategy_override: Option<String>,
    /// Free words for grouping (`key-account`).
    pub tags: Vec<String>,
    /// What the creditor knows of it besides.
    #[serde(default)]
    pub traits: Traits,
}

/// What a creditor knows of a debtor besides the law and the ledger, in its own words. Empty means not known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Traits {
    /// Who sells to it.
    pub sales_person: String,
    /// Its trade.
    pub sector: String,
    /// How large it is.
    pub company_size: String,
    /// The site of the creditor that serves it.
    pub site: String,
    /// Fields of the creditor's own, by their names.
    pub own: BTreeMap<String, String>,
}

/// The debtor that decides for its group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupVoice {
    /// Its identity.
    pub debtor: DebtorId,
    /// Its name.
    pub name: String,
}

impl Phase {
    /// True while steps of a strategy may speak at all.
    pub const fn lets_steps_speak(self) -> bool {
        matches!(self, Phase::Amicable | Phase::PreLitigation)
    }

    /// True while somebody outside the collection team has the file.
    pub const fn is_with_others(self) -> bool {
        matches!(self, Phase::HandedOver | Phase::Litigation)
    }
}

impl Debtor {
    /// Who is spoken to in its place. A debtor whose file has left the amicable phase stands for itself.
    pub fn spoken_for(&self) -> Option<&GroupVoice> {
        self.group
            .as_ref()
            .filter(|_| self.phase == Phase::Amicable)
    }
}
