//! The numbers a debtor is known by, as a person corrects them: SIREN, VAT number, and the account it was
//! confirmed to pay from. Must never change more than the number that was looked at.

use receivables::identity::{CreditorId, DebtorId};
use serde::{Deserialize, Serialize};

use crate::column;
use crate::db::{Transaction, Value};
use crate::error::Result;
use crate::journal::{self, Entry};
use crate::known_payer::{self, PayerMark};
use crate::review;
use crate::stamp::Stamp;

const UPDATE_SIREN: &str = "update debtor set siren = $4
    where creditor_id = $1 and id = $2 and siren = $3";

const UPDATE_VAT_NUMBER: &str = "update debtor set vat_number = $4
    where creditor_id = $1 and id = $2 and vat_number = $3";

const FORGET_ACCOUNT: &str = "update known_payer set confirmed = 0
    where creditor_id = $1 and debtor_id = $2 and kind = 'account' and value = $3";

pub(crate) const STATEMENTS: &[&str] = &[UPDATE_SIREN, UPDATE_VAT_NUMBER, FORGET_ACCOUNT];

/// Which number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DebtorNumber {
    /// SIREN or SIRET.
    Siren,
    /// VAT number.
    VatNumber,
    /// An account it was confirmed to pay from.
    Account,
}

/// Puts another number in the place of one, or none. False when the debtor no longer has the one that was
/// looked at: nothing is changed then.
pub async fn correct(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, debtor): (CreditorId, DebtorId),
    which: DebtorNumber,
    (from, to): (&str, Option<&str>),
) -> Result<bool> {
    let mut values: Vec<Value<'_>> = vec![creditor.0.into(), debtor.0.into(), from.into()];
    let changed = match which {
        DebtorNumber::Siren => {
            values.push(to.into());
            transaction.execute(UPDATE_SIREN, &values).await?
        }
        DebtorNumber::VatNumber => {
            values.push(to.into());
            transaction.execute(UPDATE_VAT_NUMBER, &values).await?
        }
        DebtorNumber::Account => transaction.execute(FORGET_ACCOUNT, &values).await?,
    };
    if changed == 0 {
        return Ok(false);
    }
    if let (DebtorNumber::Account, Some(account)) = (which, to) {
        let mark = [(PayerMark::Account, account.to_string())];
        known_payer::confirm(transaction, stamp, (creditor, debtor), &mark).await?;
    }
    let entry = Entry::new(creditor, Some(debtor), "correct", "debtor-number").on(debtor.0);
    let entry = entry.before(column::json(&(which, from))?);
    journal::append(transaction, stamp, entry.after(column::json(&(which, to))?)).await?;
    review::touch(transaction, stamp, creditor, &[debtor]).await?;
    Ok(true)
}
