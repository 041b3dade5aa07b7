//! Placing one line by hand: the accounts it pays, their open items with the amount put on each, and what
//! stays on account. A line may be split over several accounts.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;
use receivables::identity::{BankEntryId, DebtorId};
use receivables::item::Item;
use receivables::money::Money;

use super::line::{Told, told};
use crate::failure::Failure;
use crate::frame::{Choice, Frame, Section, page};
use crate::pages::debtor::statement;
use crate::place::At;
use crate::state::WebState;
use crate::visitor::Visitor;

/// Items of one account shown at most.
const MOST_ITEMS: usize = 200;
/// Debtors found shown at most.
const MOST_FOUND: usize = 20;

#[derive(Template)]
#[template(path = "receipt.html")]
struct EditorPage {
    frame: Frame,
    id: String,
    told: Told,
    plain_amount: String,
    dealt_with: bool,
    search: String,
    found: Vec<Choice>,
    nothing_found: bool,
    accounts: Vec<Account>,
}

struct Account {
    id: String,
    name: String,
    path: String,
    items: Vec<Line>,
    on_account: String,
}

struct Line {
    id: String,
    number: String,
    due: String,
    open: String,
    late: String,
    typed: String,
}

/// What the address asks for: the accounts chosen, and a search for another.
#[derive(Default)]
struct Asked {
    debtors: Vec<DebtorId>,
    search: String,
    /// What was typed before, by field: a placement that was refused is shown as it was.
    typed: BTreeMap<String, String>,
}

/// True for the fields that hold an amount: one for each item, one for each account.
pub(super) fn is_typed_amount(name: &str) -> bool {
    name.starts_with("pay-") || name.starts_with("account-")
}

impl Asked {
    fn read(query: Vec<(String, String)>) -> Result<Asked, Failure> {
        let mut asked = Asked::default();
        for (name, value) in query {
            match name.as_str() {
                "debtor" => {
                    let id = value.parse().map_err(|_| Failure::Bad)?;
                    if !asked.debtors.contains(&id) {
                        asked.debtors.push(id);
                    }
                }
                "search" => asked.search = value.trim().to_string(),
                _ if is_typed_amount(&name) => {
                    asked.typed.insert(name, value);
                }
                _ => {}
            }
        }
        Ok(asked)
    }

    fn with(&self, entry: BankEntryId, debtor: DebtorId) -> String {
        let chosen: Vec<String> = self
            .debtors
            .iter()
            .chain([&debtor])
            .map(|id| format!("debtor={id}"))
            .collect();
        format!("/receipts/{entry}?{}", chosen.join("&"))
    }
}

/// Shows the editor of a line.
pub(crate) async fn edit(
    State(state): State<WebState>,
    visitor: Visitor,
    At(entry): At<BankEntryId>,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Html<String>, Failure> {
    let words = &visitor.words;
    let asked = Asked::read(query)?;
    let creditor = visitor.creditor.id;
    let mut reader = state.desk().store().reader().await?;
    let line = store::bank_entry::find(&mut reader, creditor, entry).await?;
    let found_ids = match asked.search.is_empty() {
        true => Vec::new(),
        false => store::debtor::search(&mut reader, creditor, &asked.search).await?,
    };
    let names = store::debtor::names(&mut reader, creditor, &found_ids).await?;
    drop(reader);
    let amount = line.line.amount;
    let mut accounts = Vec::new();
    let mut left = amount;
    for debtor in &asked.debtors {
        accounts.push(account(&state, &visitor, *debtor, &mut left).await?);
    }
    if !asked.typed.is_empty() {
        show_again(&mut accounts, &asked.typed);
    } else if let Some(first) = accounts.first_mut()
        && left.is_positive()
    {
        first.on_account = words.plain_amount(left);
    }
    let found = found_ids
        .iter()
        .filter(|id| !asked.debtors.contains(id))
        .take(MOST_FOUND)
        .map(|id| Choice {
            value: asked.with(entry, *id),
            label: names.get(id).cloned().unwrap_or_default(),
            chosen: false,
        });
    let found: Vec<Choice> = found.collect();
    page(&EditorPage {
        frame: visitor.frame(Section::Receipts),
        id: entry.to_string(),
        told: told(&visitor, &line.line),
        plain_amount: words.plain_amount(amount),
        dealt_with: line.settled.is_some(),
        nothing_found: !asked.search.is_empty() && found.is_empty(),
        search: asked.search,
        found,
        accounts,
    })
}

/// Puts back what was typed in place of what is proposed.
fn show_again(accounts: &mut [Account], typed: &BTreeMap<String, String>) {
    let of = |name: String| typed.get(&name).cloned().unwrap_or_default();
    for account in accounts {
        account.on_account = of(format!("account-{}", account.id));
        for item in &mut account.items {
            item.typed = of(format!("pay-{}", item.id));
        }
    }
}

/// The open claims of an account in the currency of the line; the oldest take what is left of it first.
async fn account(
    state: &WebState,
    visitor: &Visitor,
    debtor: DebtorId,
    left: &mut Money,
) -> Result<Account, Failure> {
    let words = &visitor.words;
    let why = state
        .desk()
        .why(&visitor.reading_seat(), debtor, None)
        .await?;
    let mut claims: Vec<&Item> = why
        .account
        .items
        .iter()
        .filter(|item| item.is_open_claim() && item.open.currency == left.currency)
        .collect();
    claims.sort_by_key(|item| (item.due_on, item.id));
    // An item of the very amount is what the payer meant; else the oldest first.
    let exact = claims.iter().position(|item| item.open == *left);
    let mut lines = Vec::new();
    for (place, item) in claims.iter().enumerate().take(MOST_ITEMS) {
        let takes = match exact {
            Some(exact) if exact != place => 0,
            _ => item.open.minor.min(left.minor).max(0),
        };
        left.minor -= takes;
        let days = i64::from(item.days_late(visitor.today));
        lines.push(Line {
            id: item.id.to_string(),
            number: statement::reference(words, item),
            due: words.day_in_figures(item.due_on),
            open: words.money(item.open),
            late: if days > 0 {
                words.count("receipts-days-late", days)
            } else {
                String::new()
            },
            typed: if takes > 0 {
                words.plain_amount(item.open.with_minor(takes))
            } else {
                String::new()
            },
        });
    }
    Ok(Account {
        id: debtor.to_string(),
        name: why.account.debtor.name.clone(),
        path: format!("/debtors/{debtor}"),
        items: lines,
        on_account: String::new(),
    })
}
