//! The whole book as the cleaning bench looks at it: every debtor with its numbers, its addresses and the
//! accounts it pays from. Must never leave a debtor out that owes.

use receivables::debtor::{Address, DebtorKind};
use receivables::identity::{CreditorId, DebtorId};

use crate::column::Place;
use crate::db::Session;
use crate::error::Result;
use crate::scope::Seen;

const DEBTORS: &str =
    "select id, name, kind, country, siren, vat_number, address, natural_key from debtor
    where creditor_id = $1 and removed_at is null order by id";

const WAYS: &str = "select debtor_id, coalesce(email, ''), coalesce(phone, ''), bounced_on, refused_on from contact
    where creditor_id = $1 and removed_at is null order by debtor_id, id";

const NAMES: &str = "select id, name, parent_id from debtor
    where creditor_id = $1 and removed_at is null order by id";

pub(crate) const STATEMENTS: &[&str] = &[DEBTORS, WAYS, NAMES];

/// A debtor of the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookDebtor {
    /// Its identity.
    pub id: DebtorId,
    /// The key of the ledger it came from.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its nature before the law.
    pub kind: DebtorKind,
    /// Country code.
    pub country: String,
    /// Company number.
    pub siren: Option<String>,
    /// VAT number.
    pub vat_number: Option<String>,
    /// Address.
    pub address: Option<Address>,
}

/// A way to reach a debtor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    /// Whose.
    pub debtor: DebtorId,
    /// True when it leads somewhere: it has not bounced and was not refused.
    pub works: bool,
}

/// Every debtor, in the order of their identities.
pub async fn debtors(session: &mut Session, seen: Seen) -> Result<Vec<BookDebtor>> {
    session
        .query(DEBTORS, &[seen.creditor().0.into()], |row| {
            let id = row.integer(0)?;
            let place = Place::new("debtor", id);
            let address = row.optional_text(6)?;
            Ok(BookDebtor {
                id: DebtorId(id),
                key: row.string(7)?,
                name: row.string(1)?,
                kind: place.word("kind", row.text(2)?)?,
                country: row.string(3)?,
                siren: row.optional_string(4)?,
                vat_number: row.optional_string(5)?,
                address: address
                    .map(|text| place.json("address", text))
                    .transpose()?,
            })
        })
        .await
}

/// Hands the name and the parent of every debtor to `each`, for the work of the machine.
pub async fn each_name(
    session: &mut Session,
    creditor: CreditorId,
    mut each: impl FnMut(DebtorId, String, Option<DebtorId>) + Send,
) -> Result<()> {
    session
        .query_each(NAMES, &[creditor.0.into()], |row| {
            let parent = row.optional_integer(2)?.map(DebtorId);
            each(DebtorId(row.integer(0)?), row.string(1)?, parent);
            Ok(())
        })
        .await
}

/// Every way to reach a debtor, debtor by debtor.
pub async fn ways(session: &mut Session, seen: Seen) -> Result<Vec<Way>> {
    session
        .query(WAYS, &[seen.creditor().0.into()], |row| {
            let leads = !row.text(1)?.is_empty() || !row.text(2)?.is_empty();
            let ended = row.optional_text(3)?.is_some() || row.optional_text(4)?.is_some();
            Ok(Way {
                debtor: DebtorId(row.integer(0)?),
                works: leads && !ended,
            })
        })
        .await
}
