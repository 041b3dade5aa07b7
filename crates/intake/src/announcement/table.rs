//! Lists of judgments in CSV: register number, day, nature, whatever the columns are called. It must never
//! take a table without register numbers and natures for one.

use super::day::day;
use super::nature::JudgmentNature;
use super::siren::{self, Register};
use super::{ANNOUNCEMENTS, Announcement, AnnouncementFamily, practitioner};
use crate::phrase;
use crate::reading::{Kept, Problem, ProblemKind, Problems, shortened};

/// Where the columns stand.
struct Columns {
    register: usize,
    nature: usize,
    judged_on: Option<usize>,
    published_on: Option<usize>,
    name: Option<usize>,
    court: Option<usize>,
    text: Option<usize>,
}

/// The announcements of a table; none when the text is no table of judgments.
pub(super) fn announcements(text: &str, problems: &mut Problems) -> Vec<Announcement> {
    let Some(header) = text.lines().next() else {
        return Vec::new();
    };
    let separator = [b';', b',', b'\t', b'|']
        .into_iter()
        .max_by_key(|separator| header.bytes().filter(|byte| byte == separator).count())
        .unwrap_or(b';');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .from_reader(text.as_bytes());
    let Some(columns) = reader.headers().ok().and_then(Columns::of) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for row in reader.records() {
        let Ok(row) = row else {
            continue;
        };
        if found.len() == ANNOUNCEMENTS {
            problems.add_for_file(ProblemKind::TooManyLines, "", Kept::WhatCameBefore);
            break;
        }
        let line = row.position().map_or(0, csv::Position::line);
        found.extend(announcement(&row, &columns, line, problems));
    }
    found
}

impl Columns {
    fn of(header: &csv::StringRecord) -> Option<Columns> {
        let named = |names: &[&str]| {
            names.iter().find_map(|name| {
                header.iter().position(|column| {
                    let plain = phrase::plain(column);
                    plain == *name || plain.replace(['_', '-'], " ").starts_with(name)
                })
            })
        };
        Some(Columns {
            register: named(&["siren", "rcs", "registre", "numero immatriculation"])?,
            nature: named(&[
                "nature",
                "jugement",
                "type jugement",
                "evenement",
                "famille",
            ])?,
            judged_on: named(&["date jugement", "date du jugement", "date"]),
            published_on: named(&[
                "dateparution",
                "date parution",
                "date publication",
                "parution",
            ]),
            name: named(&[
                "denomination",
                "nom",
                "commercant",
                "raison sociale",
                "entreprise",
            ]),
            court: named(&["tribunal", "greffe"]),
            text: named(&["complementjugement", "complement", "details"]),
        })
    }
}

fn announcement(
    row: &csv::StringRecord,
    columns: &Columns,
    line: u64,
    problems: &mut Problems,
) -> Option<Announcement> {
    let cell = |column: Option<usize>| column.and_then(|at| row.get(at)).unwrap_or_default().trim();
    let register = cell(Some(columns.register));
    let nature_text = cell(Some(columns.nature));
    let mut tell = |kind: ProblemKind, found: &str, kept: Kept| {
        problems.add(Problem {
            line: Some(line),
            field: None,
            kind,
            found: shortened(found),
            kept,
        });
    };
    if register.is_empty() && nature_text.is_empty() {
        return None;
    }
    let siren = match siren::register(register) {
        Register::Siren(siren) => Some(siren),
        Register::Repaired(siren) => {
            tell(
                ProblemKind::RepairedNumber,
                register,
                Kept::Value(siren.clone()),
            );
            Some(siren)
        }
        Register::WrongKey(siren) => {
            tell(ProblemKind::UnknownValue, register, Kept::All);
            Some(siren)
        }
        Register::None => {
            tell(ProblemKind::MissingKey, register, Kept::LineWithoutField);
            None
        }
    };
    let judged_on = day(cell(columns.judged_on));
    if judged_on.is_none() && columns.judged_on.is_some() {
        tell(
            ProblemKind::InvalidDate,
            cell(columns.judged_on),
            Kept::LineWithoutField,
        );
    }
    let text = cell(columns.text).to_string();
    Some(Announcement {
        family: AnnouncementFamily::Insolvency,
        register_numbers: vec![register.to_string()],
        sirens: siren.into_iter().collect(),
        name: cell(columns.name).to_string(),
        court: cell(columns.court).to_string(),
        judged_on,
        published_on: day(cell(columns.published_on)),
        nature: JudgmentNature::of(nature_text, &text),
        nature_text: nature_text.to_string(),
        practitioners: practitioner::practitioners(&text),
        text,
        rank: line,
        ..Announcement::default()
    })
}
