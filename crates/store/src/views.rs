//! What screens and reports read, always within what a person may see. Must never change anything, and
//! must never answer outside a [`crate::Seen`].

pub mod aging;
pub mod balances;
pub mod board;
pub mod dashboard;
pub mod debtor_list;
pub mod debtor_page;
#[cfg(test)]
mod tests;

/// The statements of the views, as they reach an engine.
pub(crate) fn texts() -> Vec<String> {
    let mut texts = aging::texts();
    for list in [
        balances::STATEMENTS,
        board::STATEMENTS,
        dashboard::STATEMENTS,
        debtor_list::STATEMENTS,
        debtor_page::STATEMENTS,
    ] {
        texts.extend(list.iter().map(|sql| sql.to_string()));
    }
    texts
}
