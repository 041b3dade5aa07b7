//! The structured `:86:` of German banks, which Polish, Austrian and Luxembourg banks write too: a
//! three-digit code, then subfields `?20` with any separator. It must never break a word that was cut
//! at the end of a subfield.

use super::information::Information;
use super::purpose;

/// Subfields this long were cut where they are full, not between words.
const FULL: usize = 25;

/// Codes of returned direct debits, transfers and cheques.
const RETURNS: [&str; 7] = ["108", "109", "159", "009", "059", "011", "184"];

/// Reads the field; nothing when it is not of this form.
pub(super) fn read(text: &str) -> Option<Information> {
    let text = text.trim_start();
    let code = text
        .get(..3)
        .filter(|code| code.bytes().all(|byte| byte.is_ascii_digit()));
    let rest = &text[code.map_or(0, str::len)..];
    let separator = rest.chars().next().filter(|c| is_separator(*c))?;
    let starts_a_subfield = |part: &str| {
        let bytes = part.as_bytes();
        bytes.len() >= 2 && bytes[0].is_ascii_digit() && bytes[1].is_ascii_digit()
    };
    if !starts_a_subfield(&rest[separator.len_utf8()..]) {
        return None;
    }
    let mut subfields: Vec<(&str, String)> = Vec::new();
    for part in rest.split(separator).skip(1) {
        if starts_a_subfield(part) {
            subfields.push((&part[..2], part[2..].to_string()));
        } else if let Some((_, content)) = subfields.last_mut() {
            content.push(separator);
            content.push_str(part);
        }
    }
    Some(gathered(code.unwrap_or_default(), &subfields))
}

/// Marks that banks put before a subfield; those of plain sentences and of the Dutch codes are left out.
fn is_separator(character: char) -> bool {
    matches!(
        character,
        '?' | '>' | '~' | '^' | '<' | '|' | '@' | '#' | '!' | '§' | '*' | '$' | '%' | '&' | '='
    )
}

fn gathered(code: &str, subfields: &[(&str, String)]) -> Information {
    let all = |range: std::ops::RangeInclusive<u32>| -> Vec<&str> {
        let within = |number: &str| number.parse().is_ok_and(|number| range.contains(&number));
        let chosen = subfields.iter().filter(|(number, _)| within(number));
        chosen.map(|(_, content)| content.as_str()).collect()
    };
    let first = |number: u32| {
        let found = all(number..=number).first().map(|text| text.trim());
        found.unwrap_or_default().to_string()
    };
    let mut purpose = all(20..=29);
    purpose.extend(all(60..=65));
    let mut information = purpose::read(&joined(&purpose));
    information.code = code.to_string();
    let posting = first(0);
    let others = all(70..=79).concat();
    let beside = [posting.as_str(), others.trim(), information.text.trim()];
    information.text = beside
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    let name = joined(&all(32..=33)).trim().to_string();
    if !name.is_empty() {
        information.name = name;
    }
    let iban = first(38);
    let account = if iban.is_empty() { first(31) } else { iban };
    if !account.is_empty() {
        information.account = account;
    }
    if RETURNS.contains(&code) && information.return_reason.is_empty() {
        let reason = first(34);
        let is_of_a_return = reason.starts_with('9');
        information.return_reason = Some(reason)
            .filter(|_| is_of_a_return)
            .unwrap_or_else(|| crate::bank::NOT_SPECIFIED.to_string());
    }
    information
}

/// Joins what was cut into subfields: as it stands where a subfield is full, with a blank elsewhere.
fn joined(parts: &[&str]) -> String {
    let longest = parts.iter().map(|part| part.chars().count()).max();
    let mut text = String::new();
    for part in parts {
        text.push_str(part);
        let length = part.chars().count();
        if length < FULL || Some(length) < longest {
            text.push(' ');
        }
    }
    text
}
