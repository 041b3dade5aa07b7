//! What screens and reports read, always within what a person may see. Must never change anything, and
//! must never answer outside a [`crate::Seen`].

pub mod account;
pub mod aging;
pub mod balances;
pub mod book;
pub mod dashboard;
pub mod debtor_list;
pub mod departures;
pub mod disputes;
pub mod matching;
#[cfg(test)]
mod tests;

/// The statements of the views, as they reach an engine.
pub(crate) fn texts() -> Vec<String> {
    let mut texts = aging::texts();
    texts.extend(matching::texts());
    texts.extend(disputes::texts());
    for list in [
        balances::STATEMENTS,
        book::STATEMENTS,
        dashboard::STATEMENTS,
        debtor_list::STATEMENTS,
        account::STATEMENTS,
        departures::STATEMENTS,
    ] {
        texts.extend(list.iter().map(|sql| sql.to_string()));
    }
    texts
}
