//! One record of BODACC, whatever its field names: to an announcement. A missing field leaves its fact empty;
//! a record that names neither day nor company is a problem, and the others are read.

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::day::{day, day_after};
use super::json::{Record, nested, text_of};
use super::nature::JudgmentNature;
use super::siren::{self, Register};
use super::{
    Announcement, AnnouncementFamily, AnnouncementKind, PreviousAnnouncement, practitioner,
};
use crate::phrase;
use crate::reading::{Kept, Problem, ProblemKind, Problems, shortened};

/// Names that only records of announcements have, plain.
const MARKS: [&str; 8] = [
    "dateparution",
    "datepublication",
    "familleavis",
    "familleavislib",
    "publicationavis",
    "complementjugement",
    "numeroannonce",
    "typeavislib",
];

/// True when the beginning of a JSON text is that of announcements.
pub fn looks_like(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let names = [
        "familleavis",
        "publicationavis",
        "dateparution",
        "date_parution",
        "complementjugement",
        "\"annonces\"",
        "bodacc",
    ];
    let count = names.iter().filter(|name| lower.contains(**name)).count();
    text.starts_with(['{', '[']) && count >= 2
}

/// True when an object is a record and not what surrounds records.
pub(super) fn is_record(fields: &Map<String, Value>) -> bool {
    let marks = MARKS
        .iter()
        .filter(|name| fields.contains_key(**name))
        .count();
    marks >= 2 || marks == 1 && (fields.contains_key("registre") || fields.contains_key("jugement"))
}

/// Reads a record.
pub(super) fn announcement(
    record: &Record,
    rank: u64,
    problems: &mut Problems,
) -> Option<Announcement> {
    let fields = &record.fields;
    let text = |names: &[&str]| {
        names
            .iter()
            .map(|name| text_of(fields.get(*name)))
            .find(|text| !text.is_empty())
            .unwrap_or_default()
    };
    let judgment = judgment(fields);
    let persons = Persons::of(fields);
    let mut found = Announcement {
        rank,
        announcement_id: text(&["id", "identifiant"]),
        issue: issue(&text(&["parution", "soustitre"])),
        number: text(&["numeroannonce"]),
        kind: kind(&[
            text(&["typeavis"]),
            text(&["typeavislib", "typeannonce", "typeavislibelle"]),
        ]),
        previous: previous(fields),
        family: family(
            &text(&["familleavis", "famille", "titre"]),
            &text(&["familleavislib"]),
        ),
        name: Some(text(&["commercant", "nomentreprise", "denomination"]))
            .filter(|name| !name.is_empty())
            .unwrap_or(persons.name),
        court: text(&["tribunal"]),
        town: text(&["ville"]),
        published_on: read_day(&text(&["dateparution", "datepublication"]), rank, problems),
        judged_on: day(&text_of(judgment.get("date"))),
        nature_text: judgment_title(&judgment, &text(&["nature"])),
        text: text_of(judgment.get("complementJugement")),
        ..Announcement::default()
    };
    if found.text.is_empty() {
        found.text = text(&["complementjugement", "details"]);
    }
    if found.kind == AnnouncementKind::Initial {
        found.kind = kind(&[text_of(judgment.get("type"))]);
    }
    add_registers(
        &mut found,
        registers(fields),
        persons.registers,
        record,
        problems,
    );
    found.nature = nature(&found);
    found.insolvent_since_on = day_after(&found.text, "cessation des paiements");
    found.practitioners = practitioner::practitioners(&found.text);
    let is_empty = found.published_on.is_none() && found.sirens.is_empty() && found.name.is_empty();
    if is_empty {
        let shown = Value::Object(fields.clone()).to_string();
        tell(
            (rank, ""),
            ProblemKind::UnreadableRecord,
            &shown,
            Kept::NotTheLine,
            problems,
        );
        return None;
    }
    Some(found)
}

/// Notes a problem about a field of the record of a rank, which stands before the field: JSON has no lines to count on.
fn tell(
    (rank, field): (u64, &str),
    kind: ProblemKind,
    found: &str,
    kept: Kept,
    problems: &mut Problems,
) {
    problems.add(Problem {
        line: None,
        field: Some(format!("#{rank} {field}").trim_end().to_string()),
        kind,
        found: shortened(found),
        kept,
    });
}

fn read_day(text: &str, rank: u64, problems: &mut Problems) -> Option<Date> {
    let on = day(text);
    if on.is_none() && !text.is_empty() {
        tell(
            (rank, "dateparution"),
            ProblemKind::InvalidDate,
            text,
            Kept::LineWithoutField,
            problems,
        );
    }
    on
}

/// The judgment: an object, the text of one, or nothing. Field names as the interface writes them.
fn judgment(fields: &Map<String, Value>) -> Map<String, Value> {
    ["jugement", "contenu", "jugements"]
        .iter()
        .find_map(|name| nested(fields.get(*name)))
        .and_then(|value| match value {
            Value::Object(fields) => Some(fields),
            Value::Array(values) => values.into_iter().find_map(|one| one.as_object().cloned()),
            _ => None,
        })
        .map(|mut fields| {
            // Some exports wrap it once more.
            match fields.remove("jugement") {
                Some(Value::Object(inner)) => inner,
                _ => fields,
            }
        })
        .unwrap_or_default()
}

fn judgment_title(judgment: &Map<String, Value>, nature: &str) -> String {
    let told = text_of(judgment.get("nature"));
    if !told.is_empty() {
        return told;
    }
    match nature.is_empty() {
        true => text_of(judgment.get("famille")),
        false => nature.to_string(),
    }
}

/// Number of the issue: `20220227`, also within "BODACC B n°20220227".
fn issue(text: &str) -> String {
    text.split(|c: char| !c.is_ascii_digit())
        .find(|digits| digits.len() >= 5)
        .unwrap_or_default()
        .to_string()
}

fn kind(told: &[String]) -> AnnouncementKind {
    let plain = phrase::plain(&told.join(" "));
    if plain.contains("rectif") {
        AnnouncementKind::Amendment
    } else if plain.contains("annul") {
        AnnouncementKind::Cancellation
    } else {
        AnnouncementKind::Initial
    }
}

fn previous(fields: &Map<String, Value>) -> Option<PreviousAnnouncement> {
    let value = nested(fields.get("parutionavisprecedent"))?;
    let text = |names: &[&str]| {
        names
            .iter()
            .map(|name| text_of(value.get(name)))
            .find(|text| !text.is_empty())
            .unwrap_or_default()
    };
    Some(PreviousAnnouncement {
        issue: text(&["numeroParution", "parution"]),
        number: text(&["numeroAnnonce", "numeroannonce"]),
        published_on: day(&text(&["dateParution", "dateparution"])),
    })
}

fn family(code: &str, label: &str) -> AnnouncementFamily {
    let plain = phrase::plain(&format!("{code} {label}"));
    let has = |words: &str| plain.contains(words);
    if has("collective") {
        AnnouncementFamily::Insolvency
    } else if has("conciliation") {
        AnnouncementFamily::Conciliation
    } else if has("retablissement") {
        AnnouncementFamily::ProfessionalRecovery
    } else if has("radiation") {
        AnnouncementFamily::Removal
    } else if has("dpc") || has("depots des comptes") || has("depot des comptes") {
        AnnouncementFamily::Accounts
    } else if has("vente") || has("cession") {
        AnnouncementFamily::Sale
    } else if has("immatriculation") || has("creation") {
        AnnouncementFamily::Registration
    } else if has("modification") {
        AnnouncementFamily::Change
    } else {
        AnnouncementFamily::Other
    }
}

fn nature(found: &Announcement) -> JudgmentNature {
    match found.family {
        AnnouncementFamily::Insolvency => JudgmentNature::of(&found.nature_text, &found.text),
        AnnouncementFamily::Conciliation => JudgmentNature::Conciliation,
        AnnouncementFamily::ProfessionalRecovery => JudgmentNature::ProfessionalRecovery,
        AnnouncementFamily::Removal => JudgmentNature::Removed,
        AnnouncementFamily::Accounts => JudgmentNature::AccountsFiled,
        AnnouncementFamily::Registration
        | AnnouncementFamily::Sale
        | AnnouncementFamily::Change => JudgmentNature::NotInsolvency,
        // A judgment whose family is not told is one by its title.
        AnnouncementFamily::Other => JudgmentNature::of(&found.nature_text, ""),
    }
}

/// Register numbers: a list, a text with commas, a number that a spreadsheet made of it.
fn registers(fields: &Map<String, Value>) -> Vec<String> {
    let value = ["registre", "rcs", "siren"]
        .iter()
        .find_map(|name| fields.get(*name));
    match value {
        Some(Value::Array(values)) => values.iter().map(|value| text_of(Some(value))).collect(),
        Some(value) => text_of(Some(value))
            .split([',', ';'])
            .map(|one| one.trim().to_string())
            .filter(|one| !one.is_empty())
            .collect(),
        None => Vec::new(),
    }
}

fn add_registers(
    found: &mut Announcement,
    told: Vec<String>,
    of_persons: Vec<String>,
    record: &Record,
    problems: &mut Problems,
) {
    let rank = found.rank;
    let fallback = if told.is_empty() && of_persons.is_empty() {
        record.asked_about.clone()
    } else {
        Vec::new()
    };
    for text in told.iter().chain(&of_persons).chain(&fallback) {
        let siren = match siren::register(text) {
            Register::Siren(siren) => siren,
            Register::Repaired(siren) => {
                let kept = Kept::Value(siren.clone());
                tell(
                    (rank, "registre"),
                    ProblemKind::RepairedNumber,
                    text,
                    kept,
                    problems,
                );
                siren
            }
            Register::WrongKey(siren) => {
                if !found.sirens.contains(&siren) {
                    tell(
                        (rank, "registre"),
                        ProblemKind::UnknownValue,
                        text,
                        Kept::All,
                        problems,
                    );
                }
                siren
            }
            Register::None => continue,
        };
        if !found.sirens.contains(&siren) {
            found.sirens.push(siren);
        }
    }
    found.register_numbers = told;
}

/// What the list of persons tells.
#[derive(Default)]
struct Persons {
    name: String,
    registers: Vec<String>,
}

impl Persons {
    fn of(fields: &Map<String, Value>) -> Persons {
        let mut persons = Persons::default();
        let Some(list) = nested(fields.get("listepersonnes")) else {
            return persons;
        };
        match list.get("personne").unwrap_or(&list) {
            Value::Array(all) => all.iter().for_each(|one| persons.add(one)),
            one => persons.add(one),
        }
        persons
    }

    fn add(&mut self, person: &Value) {
        let text = |name: &str| text_of(person.get(name));
        let natural = format!("{} {}", text("prenom"), text("nom"))
            .trim()
            .to_string();
        let name = [text("denomination"), natural, text("nomCommercial")]
            .into_iter()
            .find(|name| !name.is_empty())
            .unwrap_or_default();
        if self.name.is_empty() {
            self.name = name;
        }
        let numbers = match person.get("numeroImmatriculation") {
            Some(Value::Array(all)) => all.clone(),
            Some(one) => vec![one.clone()],
            None => Vec::new(),
        };
        for number in numbers {
            let told = ["numeroIdentification", "numeroIdentificationRCS"]
                .iter()
                .map(|name| text_of(number.get(name)))
                .find(|text| !text.is_empty());
            self.registers.extend(told);
        }
    }
}
