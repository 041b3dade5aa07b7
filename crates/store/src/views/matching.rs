//! A condition asked of a whole book: what can be asked in SQL narrows the accounts down, the rest is evaluated
//! on the accounts that are left. What SQL gives must hold every account for which the condition holds.

mod lower;

use jiff::civil::Date;
use receivables::condition::Condition;
use receivables::identity::DebtorId;
use receivables::money::{Balances, Money};

use crate::column;
use crate::db::{Session, Value};
use crate::error::Result;
use crate::scope::Seen;

use lower::Lowered;

/// An account for which a condition may hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The account.
    pub debtor: DebtorId,
    /// Its name.
    pub name: String,
    /// Open claims in the creditor's currency.
    pub outstanding: Money,
    /// Of these, past their due date.
    pub overdue: Money,
    /// True when SQL has answered in full; otherwise the account must be evaluated.
    pub is_sure: bool,
}

/// The accounts a condition may hold for, in the order of their identities.
pub async fn candidates(
    session: &mut Session,
    seen: Seen,
    condition: &Condition,
    today: Date,
) -> Result<Vec<Candidate>> {
    let lowered = Lowered::of(condition, today);
    let currency = condition.currency();
    let sql = lowered.sql();
    let day = column::day(today);
    let mut values: Vec<Value<'_>> = vec![seen.creditor().0.into(), day.as_str().into()];
    values.extend(
        lowered
            .texts()
            .iter()
            .map(|text| Value::from(text.as_str())),
    );
    let is_exact = lowered.is_exact();
    session
        .query(&sql, &values, |row| {
            Ok(Candidate {
                debtor: DebtorId(row.integer(0)?),
                name: row.string(1)?,
                outstanding: Money::new(row.integer(2)?, currency),
                overdue: Money::new(row.integer(3)?, currency),
                is_sure: is_exact && row.integer(4)? == 0,
            })
        })
        .await
}

/// Sums of candidates, in their currency.
pub fn sums<'c>(candidates: impl Iterator<Item = &'c Candidate>) -> [Balances; 2] {
    let mut sums = [Balances::new(), Balances::new()];
    for candidate in candidates {
        sums[0].add(candidate.outstanding);
        sums[1].add(candidate.overdue);
    }
    sums
}

/// Conditions whose statements both engines are shown, so that each form of SQL is prepared once.
pub(crate) fn texts() -> Vec<String> {
    use receivables::currency::Currency;
    [
        "true",
        "overdue > 1000 && days_late >= 60 && country == 'FR' && 'a' in tags",
        "credits > 0 || net_due < 5 || largest_invoice > 3 || disputed > 1",
        "open_invoices > 3 && overdue_invoices > 1 && open_disputes > 0 && open_promises == 0",
        "promises_kept > 0 || promises_broken > 0 || has_email || in_difficulty || outstanding_in('USD') > 1",
        "sector in ['a', 'b'] && !(siren == '') && outstanding > overdue",
    ]
    .into_iter()
    .filter_map(|text| Condition::parse(text, Currency::EUR).ok())
    .map(|condition| Lowered::of(&condition, Date::constant(2026, 1, 1)).sql())
    .collect()
}

#[cfg(test)]
mod tests;
