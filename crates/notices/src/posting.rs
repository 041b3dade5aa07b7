//! Letters on their way to the post office: their order and the list that goes with them. Must never leave a letter out of
//! the list.

use jiff::civil::Date;
use receivables::contact::Channel;

use crate::format;
use crate::letter::{Letter, PostingList};
use crate::names::Named;
use crate::wording::{Value, Wording};

/// The order of posting: country, post code, addressee.
pub fn order(letter: &Letter) -> (String, String, Vec<String>) {
    (
        letter.country.clone(),
        letter.post_code.clone(),
        letter.addressee.clone(),
    )
}

/// The list of letters, in their order.
pub fn list(letters: &[Letter], day: Date, wording: &Wording) -> PostingList {
    let language = wording.language();
    let heads = ["number", "account", "addressee", "kind", "post-number"];
    let row = |(place, letter): (usize, &Letter)| {
        let channel = match letter.registered {
            Some(_) => Channel::RegisteredLetter,
            None => Channel::Letter,
        };
        [
            (place + 1).to_string(),
            letter.account.clone(),
            letter.addressee.join(", "),
            format::capitalised(&channel.name(wording)),
            String::new(),
        ]
    };
    PostingList {
        title: wording.say(
            "posting-title",
            &[("day", Value::from(format::day(day, language)))],
        ),
        sum: wording.say("posting-sum", &[("count", Value::from(letters.len()))]),
        heads: heads.map(|head| wording.word(&format!("posting-{head}"))),
        rows: letters.iter().enumerate().map(row).collect(),
    }
}
