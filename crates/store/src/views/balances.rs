//! What each account owes now, by currency. Must never add two currencies; sorting by amount is within
//! the creditor's own.

use jiff::civil::Date;
use receivables::identity::DebtorId;
use receivables::item::{ItemKind, days_between};
use receivables::money::{Balances, Money};

use crate::column::Place;
use crate::db::{Session, Value};
use crate::error::Result;
use crate::page::{in_list, listed};
use crate::scope::Seen;

/// In the order of the index of open items.
const OPEN: &str = "select debtor_id, id, kind, due_on, open_minor, currency from item
    where creditor_id = $1 and open_minor <> 0 order by creditor_id, debtor_id, id";

const OPEN_OF: &str = "select debtor_id, id, kind, due_on, open_minor, currency from item
    where creditor_id = $1 and debtor_id :ids and open_minor <> 0 order by debtor_id, id";

pub(crate) const STATEMENTS: &[&str] = &[OPEN, OPEN_OF];

/// What one account owes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountBalance {
    /// The account.
    pub debtor: DebtorId,
    /// Open claims, before credits.
    pub claims: Balances,
    /// Of these, past their due date.
    pub overdue: Balances,
    /// Unused credits, negative.
    pub credits: Balances,
    /// The due date of the oldest overdue claim.
    pub oldest_due_on: Option<Date>,
    /// How many claims are open.
    pub open_claims: u32,
    /// How many of them are overdue.
    pub overdue_claims: u32,
}

impl AccountBalance {
    /// An account that owes nothing.
    pub fn nothing(debtor: DebtorId) -> AccountBalance {
        AccountBalance {
            debtor,
            claims: Balances::new(),
            overdue: Balances::new(),
            credits: Balances::new(),
            oldest_due_on: None,
            open_claims: 0,
            overdue_claims: 0,
        }
    }

    /// Days the oldest overdue claim is late, zero when none is.
    pub fn days_late(&self, today: Date) -> i32 {
        self.oldest_due_on
            .map_or(0, |due_on| days_between(due_on, today))
    }

    fn add(&mut self, kind: ItemKind, due_on: Date, open: Money, today: Date) {
        if !kind.is_claim() {
            self.credits.add(open);
            return;
        }
        self.claims.add(open);
        self.open_claims += 1;
        if due_on < today {
            self.overdue.add(open);
            self.overdue_claims += 1;
            self.oldest_due_on = Some(
                self.oldest_due_on
                    .map_or(due_on, |oldest| oldest.min(due_on)),
            );
        }
    }
}

/// Every account with something open, in the order of their identities.
pub async fn of_accounts(
    session: &mut Session,
    seen: Seen,
    today: Date,
) -> Result<Vec<AccountBalance>> {
    read(session, (OPEN, &[seen.creditor().0.into()]), today).await
}

/// Those of some debtors with something open, in the order of their identities.
pub async fn of_debtors(
    session: &mut Session,
    (seen, today): (Seen, Date),
    debtors: &[DebtorId],
) -> Result<Vec<AccountBalance>> {
    if debtors.is_empty() {
        return Ok(Vec::new());
    }
    let ids = listed(debtors.iter().map(|debtor| debtor.0));
    let sql = OPEN_OF.replace(":ids", &in_list("$2"));
    let values = [seen.creditor().0.into(), ids.into()];
    read(session, (&sql, &values), today).await
}

async fn read(
    session: &mut Session,
    (sql, values): (&str, &[Value<'_>]),
    today: Date,
) -> Result<Vec<AccountBalance>> {
    let mut accounts: Vec<AccountBalance> = Vec::new();
    session
        .query_each(sql, values, |row| {
            let debtor = DebtorId(row.integer(0)?);
            let place = Place::new("item", row.integer(1)?);
            let kind = row.text(2)?;
            let kind = ItemKind::from_code(kind).ok_or_else(|| place.inconsistent("kind", kind))?;
            let due_on = place.day("due_on", row.text(3)?)?;
            let open = place.money(row.integer(4)?, row.text(5)?)?;
            if accounts
                .last()
                .is_none_or(|account| account.debtor != debtor)
            {
                accounts.push(AccountBalance::nothing(debtor));
            }
            if let Some(account) = accounts.last_mut() {
                account.add(kind, due_on, open, today);
            }
            Ok(())
        })
        .await?;
    Ok(accounts)
}
