//! Where the data comes from: for each source how fresh it is, when its next file is due and what was wrong
//! with the last one; and the tokens by which programs bring files. It must never call data fresh that is not.

use async_recursion::async_recursion as boxed;
use std::collections::BTreeMap;

use intake::bank::chain::{Gap, chain};
use intake::bank::{BankBalance, BankDocumentKind, BankStatement};
use jiff::civil::Date;
use receivables::calendar::plus_days;
use receivables::currency::Currency;
use receivables::identity::{ApiTokenId, CreditorId};
use receivables::money::Money;
use store::api_token::ApiToken;
use store::bank_statement::KeptStatement;
use store::import::Import;
use store::webhook::Webhook;
use store::{Reader, webhook};

use crate::desk::Desk;
use crate::error::Result;
use crate::people::{digest, token};
use crate::receive::ImportReport;
use crate::refusal::Refusal;
use crate::seat::{Actor, Seat};
use crate::webhooks::MOST_AT_ONCE;

/// Imports looked at for the last of each source.
const MOST_IMPORTS: u32 = 1000;
/// Statements older than this are no longer chained.
const DAYS_CHAINED: i32 = 120;

/// Where the data stands.
#[derive(Clone, Debug)]
pub struct Sources {
    /// The day it is.
    pub today: Date,
    /// Each source that brought a file, with its last one.
    pub sources: Vec<SourceState>,
    /// Each bank account that sent statements.
    pub accounts: Vec<BankAccountState>,
    /// The tokens programs use.
    pub tokens: Vec<ApiToken>,
    /// The programs that are told what happens.
    pub programs: Vec<ToldProgram>,
}

/// A program that is told what happens, and what it has not taken yet.
#[derive(Clone, Debug)]
pub struct ToldProgram {
    /// What is kept of it.
    pub webhook: Webhook,
    /// Events that wait; no more than a round tells.
    pub waiting: usize,
}

/// One source and its last file.
#[derive(Clone, Debug)]
pub struct SourceState {
    /// The last file that was taken in.
    pub last: Import,
    /// How many files it brought.
    pub files: usize,
    /// What the last file said, when its report can be read.
    pub report: Option<ImportReport>,
    /// The day by which the next one is due for reminders to leave; nothing when it is not watched.
    pub next_due_on: Option<Date>,
}

impl SourceState {
    /// True when reminders wait for a file of this source.
    pub fn is_late(&self, today: Date) -> bool {
        self.next_due_on.is_some_and(|due_on| due_on < today)
    }
}

/// One bank account, as its statements tell.
#[derive(Clone, Debug)]
pub struct BankAccountState {
    /// The account.
    pub account: String,
    /// The last closing balance and its day.
    pub closing: Option<(Date, Money)>,
    /// Spans between two statements that do not follow each other, latest first.
    pub gaps: Vec<StatementGap>,
    /// Statements whose entries do not make their balances.
    pub not_adding_up: usize,
}

/// A span of which no statement tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatementGap {
    /// The first day whose entries may be missing.
    pub from_on: Option<Date>,
    /// The last one.
    pub to_on: Option<Date>,
    /// What the missing entries come to, when it can be told.
    pub moved: Option<Money>,
}

impl Desk {
    /// Where the data of a creditor stands.
    #[boxed]
    pub async fn sources(&self, seat: &Seat) -> Result<Sources> {
        let mut reader = self.store().reader().await?;
        let creditor = store::creditor::find(&mut reader, seat.creditor).await?;
        let today = self.clock().today(&creditor.policy.time_zone);
        let imports = store::import::last(&mut reader, seat.creditor, MOST_IMPORTS).await?;
        let since = plus_days(today, -DAYS_CHAINED);
        let statements =
            store::bank_statement::closed_since(&mut reader, seat.creditor, since).await?;
        let tokens = store::api_token::all(&mut reader, seat.creditor).await?;
        let programs = programs(&mut reader, seat.creditor).await?;
        let freshness = self
            .policy(&mut reader, seat.creditor, None)
            .await?
            .freshness;
        let limit = |kind: &str| match kind {
            store::import::LEDGER => freshness.ledger_days_limit,
            store::import::BANK => freshness.bank_days_limit,
            _ => None,
        };
        let mut found: BTreeMap<(String, String), SourceState> = BTreeMap::new();
        for import in imports.into_iter().filter(|one| one.finished_at.is_some()) {
            let report: Option<ImportReport> = import
                .summary
                .as_deref()
                .and_then(|text| serde_json::from_str(text).ok());
            let key = (import.kind.clone(), import.source.clone());
            let days = limit(&import.kind);
            let as_of = import.as_of_on;
            let state = found.entry(key).or_insert(SourceState {
                last: import,
                files: 0,
                report,
                next_due_on: None,
            });
            state.files += 1;
            let due_on = as_of.zip(days).map(|(day, days)| plus_days(day, days));
            state.next_due_on = state.next_due_on.max(due_on);
        }
        Ok(Sources {
            today,
            sources: found.into_values().collect(),
            accounts: accounts(&statements),
            tokens,
            programs,
        })
    }

    /// Makes a token for a program. It is shown this once and kept as its hash only.
    #[boxed]
    pub async fn make_token(&self, seat: &Seat, name: &str) -> Result<String> {
        let name: String = name.trim().chars().take(80).collect();
        if name.is_empty() {
            return Err(Refusal::TokenWithoutName.into());
        }
        let made = token()?;
        let stamp = self.stamp(&seat.actor);
        let mut transaction = self.store().transaction().await?;
        let kept = (name.as_str(), digest(&made));
        let kept = (kept.0, kept.1.as_str());
        store::api_token::add(&mut transaction, &stamp, seat.creditor, kept).await?;
        transaction.commit().await?;
        Ok(made)
    }

    /// Ends a token for good.
    #[boxed]
    pub async fn revoke_token(&self, seat: &Seat, id: ApiTokenId) -> Result<()> {
        let stamp = self.stamp(&seat.actor);
        let mut transaction = self.store().transaction().await?;
        store::api_token::revoke(&mut transaction, &stamp, seat.creditor, id).await?;
        Ok(transaction.commit().await?)
    }

    /// The seat a program sits at that shows a token; nothing for a token nobody made.
    #[boxed]
    pub async fn seat_of_token(&self, token: &str) -> Result<Option<Seat>> {
        let mut transaction = self.store().transaction().await?;
        let now = self.clock().instant();
        let found = store::api_token::use_now(&mut transaction, &digest(token), now).await?;
        transaction.commit().await?;
        let seat = |(creditor, name): (CreditorId, String)| {
            Actor::machine(&format!("token {name}")).at(creditor)
        };
        Ok(found.map(seat))
    }
}

async fn programs(reader: &mut Reader, creditor: CreditorId) -> Result<Vec<ToldProgram>> {
    let mut programs = Vec::new();
    for webhook in webhook::all(reader, creditor).await? {
        let most = (&webhook, MOST_AT_ONCE);
        let waiting = webhook::waiting(reader, creditor, most).await?.len();
        programs.push(ToldProgram { webhook, waiting });
    }
    Ok(programs)
}

/// The statements of each account and currency, chained as every chain of statements is.
fn accounts(statements: &[KeptStatement]) -> Vec<BankAccountState> {
    let mut of_account: BTreeMap<(&str, Currency), Vec<BankStatement>> = BTreeMap::new();
    for kept in statements {
        let key = (kept.account.as_str(), kept.credits.currency);
        of_account.entry(key).or_default().push(told(kept));
    }
    let state = |((account, currency), told): ((&str, Currency), Vec<BankStatement>)| {
        let chained = chain(None, &told.iter().collect::<Vec<_>>());
        let gap = |gap: &Gap| StatementGap {
            from_on: gap.from_on,
            to_on: gap.to_on,
            moved: Money::from_major(gap.amount, currency),
        };
        let mut gaps: Vec<StatementGap> = chained.gaps().map(gap).collect();
        gaps.reverse();
        BankAccountState {
            account: account.to_string(),
            closing: chained
                .closing
                .and_then(|balance| Some((balance.on?, balance.amount))),
            gaps,
            not_adding_up: told
                .iter()
                .filter(|one| one.adds_up() == Some(false))
                .count(),
        }
    };
    of_account.into_iter().map(state).collect()
}

/// A statement as it was told, as far as it was kept: balances and days, without its entries.
fn told(kept: &KeptStatement) -> BankStatement {
    let balance = |amount: Option<Money>, on: Option<Date>| {
        amount.map(|amount| BankBalance {
            amount,
            exact: amount.major(),
            on,
        })
    };
    BankStatement {
        kind: BankDocumentKind::Statement,
        account: kept.account.clone(),
        currency: Some(kept.credits.currency),
        opening: balance(kept.opening, kept.opened_on),
        closing: balance(kept.closing, kept.closed_on),
        credits: kept.credits.major(),
        debits: kept.debits.major(),
        covers_from_on: kept.tells_from_on,
        covers_to_on: kept.closed_on,
        ..BankStatement::default()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn statement(day: i8, opening: i64, credits: i64) -> KeptStatement {
        let eur = |minor| Money::new(minor, Currency::EUR);
        KeptStatement {
            natural_key: format!("S{day}"),
            account: "FR76".into(),
            opened_on: Some(date(2026, 3, day)),
            tells_from_on: Some(date(2026, 3, day)),
            closed_on: Some(date(2026, 3, day)),
            opening: Some(eur(opening)),
            closing: Some(eur(opening + credits)),
            credits: eur(credits),
            debits: eur(0),
            entries: 1,
        }
    }

    #[test]
    fn statements_that_follow_each_other_leave_no_gap_over_a_weekend() {
        let found = accounts(&[statement(6, 100, 50), statement(9, 150, 10)]);
        assert_eq!(found[0].gaps, []);
        assert_eq!(found[0].closing.unwrap().1.minor, 160);
    }

    #[test]
    fn a_statement_that_opens_elsewhere_shows_what_moved_unseen_and_on_which_days() {
        let found = accounts(&[statement(2, 100, 50), statement(5, 400, 10)]);
        let gap = found[0].gaps[0];
        assert_eq!(gap.moved.map(|moved| moved.minor), Some(250));
        assert_eq!(
            (gap.from_on, gap.to_on),
            (Some(date(2026, 3, 3)), Some(date(2026, 3, 4)))
        );
    }

    #[test]
    fn statements_in_any_order_and_one_that_came_twice_leave_no_gap() {
        let mut again = statement(3, 150, 10);
        again.natural_key = "another delivery".into();
        let told = [statement(3, 150, 10), again, statement(2, 100, 50)];
        let found = accounts(&told);
        assert_eq!(found[0].gaps, []);
        assert_eq!(found[0].closing.unwrap().1.minor, 160);
    }

    #[test]
    fn a_statement_whose_entries_do_not_make_its_balance_is_counted() {
        let mut wrong = statement(2, 100, 50);
        wrong.debits = wrong.credits.with_minor(1);
        assert_eq!(accounts(&[wrong])[0].not_adding_up, 1);
    }
}
