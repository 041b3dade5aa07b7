//! The contacts of an account, as its page shows them: who they are, what stands in the way of writing to them, and
//! the form that puts them right.

use desk::why::Why;
use notices::names::Named;
use receivables::contact::{Contact, ContactRole};
use receivables::debtor::Language;

use super::choices;
use crate::frame::Choice;
use crate::words::Words;

/// A contact, with what its form starts from.
pub(super) struct ContactShown {
    pub id: String,
    /// Its name, or that it has none.
    pub title: String,
    pub name: String,
    pub role: String,
    pub email: String,
    pub phone: String,
    pub troubles: Vec<String>,
    pub lines: Vec<String>,
    pub roles: Vec<Choice>,
    pub languages: Vec<Choice>,
}

/// The contacts of an account.
pub(super) fn of(words: &Words, why: &Why) -> Vec<ContactShown> {
    let contacts = &why.account.contacts;
    contacts
        .iter()
        .map(|contact| shown(words, contact))
        .collect()
}

fn shown(words: &Words, contact: &Contact) -> ContactShown {
    let title = match contact.name.is_empty() {
        true => words.say("debtor-contact-unnamed"),
        false => contact.name.clone(),
    };
    let ways = contact.email.iter().chain(&contact.phone);
    let mut roles = choices(words, &ContactRole::ALL);
    for (choice, role) in roles.iter_mut().zip(ContactRole::ALL) {
        choice.chosen = role == contact.role;
    }
    ContactShown {
        id: contact.id.to_string(),
        title,
        name: contact.name.clone(),
        role: contact.role.name(words.wording()),
        email: contact.email.clone().unwrap_or_default(),
        phone: contact.phone.clone().unwrap_or_default(),
        troubles: troubles(words, contact),
        lines: ways.cloned().collect(),
        roles,
        languages: languages(words, contact.language),
    }
}

/// The languages of notices, after that of the customer.
pub(super) fn languages(words: &Words, chosen: Option<Language>) -> Vec<Choice> {
    let of_debtor = Choice {
        value: String::new(),
        label: words.say("contact-language-of-debtor"),
        chosen: chosen.is_none(),
    };
    let named = [
        (Language::French, "Français"),
        (Language::English, "English"),
    ];
    let named = named.map(|(language, name)| Choice {
        value: language.code().to_string(),
        label: name.to_string(),
        chosen: chosen == Some(language),
    });
    [of_debtor].into_iter().chain(named).collect()
}

/// What stands in the way of writing to a contact.
pub(super) fn troubles(words: &Words, contact: &Contact) -> Vec<String> {
    if contact.refused_on.is_some() {
        return vec![words.say("debtor-contact-refused")];
    }
    let known = [
        (contact.bounced_on, "debtor-contact-bounced"),
        (contact.texts.refused_on, "debtor-contact-no-texts"),
        (contact.texts.failed_on, "debtor-contact-texts-fail"),
    ];
    let standing = known.into_iter().filter(|(since, _)| since.is_some());
    standing.map(|(_, key)| words.say(key)).collect()
}
