//! Whom a list means: the debtor of a code, and by its name only when a row gives no code, or when the one
//! of that name has none. Two debtors of one name must never become one.

use std::collections::BTreeMap;

use intake::list::{ListedDebtor as ListRow, ListedInvoice};
use receivables::debtor::Debtor;
use receivables::identity::DebtorId;
use store::Transaction;

use super::Taking;
use crate::error::{DeskError, Result};

/// Whom the list called so far, and how.
#[derive(Default)]
pub(super) struct Called {
    by_code: BTreeMap<String, DebtorId>,
    by_name: BTreeMap<String, Found>,
    /// The code that took over a debtor known by its name alone.
    takers: BTreeMap<DebtorId, String>,
}

/// How many debtors a row may mean.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    Nobody,
    One(DebtorId),
    /// Several of one name, and no code to tell them apart.
    Several,
}

impl Found {
    /// The debtor, when there is only one.
    pub fn one(self) -> Option<DebtorId> {
        match self {
            Found::One(id) => Some(id),
            Found::Nobody | Found::Several => None,
        }
    }
}

impl Taking<'_> {
    /// The debtor of a text that is a code in most lists and a name in others.
    pub(super) async fn by_code_or_name(
        &mut self,
        transaction: &mut Transaction,
        text: &str,
    ) -> Result<Found> {
        if let Some(id) = self.called.by_code.get(text) {
            return Ok(Found::One(*id));
        }
        self.by_name(transaction, text).await
    }

    /// The debtor of an invoice, made when nobody is known by its code or name.
    pub(super) async fn debtor_or_new(
        &mut self,
        transaction: &mut Transaction,
        row: &ListedInvoice,
    ) -> Result<Found> {
        let (code, name) = (row.debtor_key.as_deref(), row.debtor_name.as_deref());
        let found = match (code, name) {
            (Some(code), _) => self.by_code(transaction, code, name).await?,
            (None, Some(name)) => self.by_name(transaction, name).await?,
            (None, None) => Found::Nobody,
        };
        if found != Found::Nobody {
            return Ok(found);
        }
        let called = code.or(name).unwrap_or("?").to_string();
        let new = ListRow {
            key: called.clone(),
            name: name.unwrap_or(&called).to_string(),
            ..ListRow::default()
        };
        self.write_debtors(transaction, &[new]).await?;
        let made = store::debtor::by_natural_key(transaction, self.creditor.id, &called).await?;
        let id = made.ok_or(DeskError::NotFound("debtor"))?;
        match code {
            Some(code) => {
                self.called.by_code.insert(code.to_string(), id);
            }
            None => {
                self.called.by_name.insert(called, Found::One(id));
            }
        }
        Ok(Found::One(id))
    }

    /// A row of a list of debtors that gives a name and no code is of the one debtor of that name.
    pub(super) async fn call_by_known_key(
        &mut self,
        transaction: &mut Transaction,
        row: &mut ListRow,
    ) -> Result<()> {
        if row.key != row.name {
            return Ok(());
        }
        if let Found::One(id) = self.by_name(transaction, &row.name).await? {
            row.key = store::debtor::find(transaction, self.creditor.id, id)
                .await?
                .key;
        }
        Ok(())
    }

    async fn by_code(
        &mut self,
        transaction: &mut Transaction,
        code: &str,
        name: Option<&str>,
    ) -> Result<Found> {
        if let Some(id) = self.called.by_code.get(code) {
            return Ok(Found::One(*id));
        }
        let creditor = self.creditor.id;
        let mut found = store::debtor::by_natural_key(transaction, creditor, code).await?;
        if let (None, Some(name)) = (found, name) {
            let namesakes = namesakes(self, transaction, name).await?;
            found = self.taken_over(&namesakes, code);
        }
        let Some(id) = found else {
            return Ok(Found::Nobody);
        };
        self.called.by_code.insert(code.to_string(), id);
        Ok(Found::One(id))
    }

    /// Among the debtors of the name: the one whose code lost its leading zeros on the way through a
    /// spreadsheet, else the one that has no code, for the first code that asks.
    fn taken_over(&mut self, namesakes: &[Debtor], code: &str) -> Option<DebtorId> {
        let bare = |text: &str| text.trim_start_matches('0').to_string();
        let is_number = code.bytes().all(|byte| byte.is_ascii_digit());
        let same = namesakes
            .iter()
            .find(|known| is_number && bare(&known.key) == bare(code));
        if let Some(known) = same {
            return Some(known.id);
        }
        let nameless = namesakes.iter().find(|known| known.key == known.name)?;
        let taker = self.called.takers.entry(nameless.id);
        (taker.or_insert_with(|| code.to_string()) == code).then_some(nameless.id)
    }

    async fn by_name(&mut self, transaction: &mut Transaction, name: &str) -> Result<Found> {
        if let Some(found) = self.called.by_name.get(name) {
            return Ok(*found);
        }
        let by_key = store::debtor::by_natural_key(transaction, self.creditor.id, name).await?;
        let found = match by_key {
            Some(id) => Found::One(id),
            None => match namesakes(self, transaction, name).await?[..] {
                [] => Found::Nobody,
                [ref only] => Found::One(only.id),
                _ => Found::Several,
            },
        };
        if found != Found::Nobody {
            self.called.by_name.insert(name.to_string(), found);
        }
        Ok(found)
    }
}

/// The debtors of that very name, whatever its capitals.
async fn namesakes(
    taking: &Taking<'_>,
    transaction: &mut Transaction,
    name: &str,
) -> Result<Vec<Debtor>> {
    let creditor = taking.creditor.id;
    let mut namesakes = Vec::new();
    for id in store::debtor::search(transaction, creditor, name).await? {
        let debtor = store::debtor::find(transaction, creditor, id).await?;
        if debtor.name.trim().to_lowercase() == name.trim().to_lowercase() {
            namesakes.push(debtor);
        }
    }
    Ok(namesakes)
}
