//! Those who may sign: people or departments with an address of their own, named by strategies, variants and campaigns.
//! Must never leave a company with nobody who signs.

use axum::extract::{Path, State};
use axum::response::Response;
use desk::profile::{Profile, SenderIdentity};

use super::is_address;
use crate::failure::Failure;
use crate::fields::Fields;
use crate::flash::Flash;
use crate::state::WebState;
use crate::visitor::{Trouble, Visitor, answer};

const PAGE: &str = "/signature";

/// Keeps somebody who signs: a new one without a key, or one that is changed.
pub(crate) async fn keep(
    State(state): State<WebState>,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Failure> {
    let seat = visitor.administrator_seat()?;
    let text = |name: &str| fields.text(name).to_string();
    let mut sender = SenderIdentity {
        key: text("key"),
        name: text("name"),
        role: text("role"),
        email: text("email"),
        phone: text("phone"),
    };
    if sender.name.is_empty() || !is_address(&sender.email) {
        return answer(&state, PAGE, Ok(Flash::trouble("flash-sender-wrong")));
    }
    let profile = Profile::of(&visitor.creditor)?;
    if sender.key.is_empty() {
        sender.key = free_key(&profile, &sender.name);
    } else if !profile.senders.iter().any(|known| known.key == sender.key) {
        return Err(Failure::NotFound);
    }
    let kept = state.desk().change_settings(&seat, |settings| {
        let senders = &mut settings.profile.senders;
        match senders.iter_mut().find(|known| known.key == sender.key) {
            Some(known) => *known = sender,
            None => senders.push(sender),
        }
    });
    let outcome = kept.await.map(|()| Flash::done("flash-sender-kept"));
    answer(&state, PAGE, outcome.map_err(Trouble::from))
}

/// Takes somebody out of those who sign, unless nobody would be left.
pub(crate) async fn remove(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(key): Path<String>,
) -> Result<Response, Failure> {
    let seat = visitor.administrator_seat()?;
    let profile = Profile::of(&visitor.creditor)?;
    if !profile.senders.iter().any(|sender| sender.key == key) {
        return Err(Failure::NotFound);
    }
    if profile.senders.len() < 2 {
        return answer(&state, PAGE, Ok(Flash::trouble("flash-sender-last")));
    }
    let removed = state.desk().change_settings(&seat, |settings| {
        settings.profile.senders.retain(|sender| sender.key != key);
    });
    let outcome = removed.await.map(|()| Flash::done("flash-sender-removed"));
    answer(&state, PAGE, outcome.map_err(Trouble::from))
}

/// A key made of a name that nobody has: `claire-martin`, `claire-martin-2`.
fn free_key(profile: &Profile, name: &str) -> String {
    let letters = name.chars().map(plain);
    let spaced: String = letters.collect();
    let words: Vec<&str> = spaced.split('-').filter(|word| !word.is_empty()).collect();
    let stem = match words.is_empty() {
        true => "sender".to_string(),
        false => words.join("-"),
    };
    let is_free = |key: &String| profile.senders.iter().all(|sender| sender.key != *key);
    let others = (2..).map(|number| format!("{stem}-{number}"));
    let mut keys = std::iter::once(stem.clone()).chain(others);
    keys.find(is_free).unwrap_or(stem)
}

/// A letter of a key: without accent, in lower case; anything else parts words.
fn plain(letter: char) -> char {
    match letter.to_lowercase().next().unwrap_or('-') {
        'à' | 'â' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' | 'ö' => 'o',
        'ù' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        letter if letter.is_ascii_alphanumeric() => letter,
        _ => '-',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_of_the_name_and_taken_once() {
        let mut profile = Profile::default();
        for (name, expected) in [
            ("Claire Martin", "claire-martin"),
            ("Claire  Martin", "claire-martin-2"),
            ("Hélène d’Août", "helene-d-aout"),
            ("???", "sender"),
        ] {
            let key = free_key(&profile, name);
            assert_eq!(key, expected);
            profile.senders.push(SenderIdentity {
                key,
                ..SenderIdentity::default()
            });
        }
    }
}
