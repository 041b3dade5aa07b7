//! Contacts of a debtor: whom to write to, as people add and correct them.

use async_recursion::async_recursion as boxed;
use receivables::contact::{Contact, ContactRole, TextReach};
use receivables::debtor::Language;
use receivables::identity::{ContactId, DebtorId};

use crate::desk::Desk;
use crate::error::Result;
use crate::facts::said;
use crate::refusal::Refusal;
use crate::seat::Seat;

/// A contact as a person writes it down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewContact {
    /// What it does at the debtor.
    pub role: ContactRole,
    /// Name, may be empty.
    pub name: String,
    /// E-mail address, may be empty.
    pub email: String,
    /// Telephone number, may be empty.
    pub phone: String,
    /// Its own language.
    pub language: Option<Language>,
}

impl Desk {
    /// Adds a contact. Refused without any way to reach it, or with an address no mail can go to.
    #[boxed]
    pub async fn add_contact(
        &self,
        seat: &Seat,
        debtor: DebtorId,
        new: NewContact,
    ) -> Result<ContactId> {
        let Reach { email, phone } = reach(&new)?;
        let contact = Contact {
            id: ContactId(0),
            role: new.role,
            name: new.name.trim().to_string(),
            email,
            phone,
            language: new.language,
            refused_on: None,
            bounced_on: None,
            texts: TextReach::default(),
        };
        let (mut transaction, _, _) = self.begin(seat).await?;
        // An account of another creditor does not exist here.
        store::debtor::find(&mut transaction, seat.creditor, debtor).await?;
        let stamp = self.stamp(&seat.actor);
        let id =
            store::contact::add(&mut transaction, &stamp, seat.creditor, debtor, &contact).await?;
        // What was left to a person for want of an address goes its own way again.
        self.decide_again(&mut transaction, seat, debtor).await?;
        transaction.commit().await?;
        Ok(id)
    }

    /// Puts a contact right: its role, name, address, number and language. What was noted of an address or a
    /// number that is no longer its own is forgotten; that the person asked not to be written to is not.
    ///
    /// # Errors
    /// Refused without any way to reach it, or with an address no mail can go to.
    #[boxed]
    pub async fn correct_contact(
        &self,
        seat: &Seat,
        debtor: DebtorId,
        (contact, corrected): (ContactId, NewContact),
    ) -> Result<()> {
        let Reach { email, phone } = reach(&corrected)?;
        let (mut transaction, _, _) = self.begin(seat).await?;
        let before = store::contact::find(&mut transaction, seat.creditor, debtor, contact).await?;
        let is_same_address = email == before.email;
        let is_same_number = phone == before.phone;
        let after = Contact {
            role: corrected.role,
            name: corrected.name.trim().to_string(),
            email,
            phone,
            language: corrected.language,
            bounced_on: before.bounced_on.filter(|_| is_same_address),
            texts: TextReach {
                failed_on: before.texts.failed_on.filter(|_| is_same_number),
                ..before.texts
            },
            ..before
        };
        let stamp = self.stamp(&seat.actor);
        store::contact::change(&mut transaction, &stamp, seat.creditor, debtor, &after).await?;
        self.decide_again(&mut transaction, seat, debtor).await?;
        Ok(transaction.commit().await?)
    }

    /// Takes a contact off the account; the journal keeps it.
    #[boxed]
    pub async fn remove_contact(
        &self,
        seat: &Seat,
        debtor: DebtorId,
        contact: ContactId,
    ) -> Result<()> {
        let (mut transaction, _, _) = self.begin(seat).await?;
        let stamp = self.stamp(&seat.actor);
        store::contact::remove(&mut transaction, &stamp, seat.creditor, debtor, contact).await?;
        self.decide_again(&mut transaction, seat, debtor).await?;
        Ok(transaction.commit().await?)
    }

    /// Notes that messages to a contact come back for good (`bounced`), or that it asked not to be
    /// written to.
    #[boxed]
    pub async fn mark_contact(
        &self,
        seat: &Seat,
        debtor: DebtorId,
        contact: ContactId,
        mark: ContactMark,
    ) -> Result<()> {
        let (mut transaction, _, today) = self.begin(seat).await?;
        let mut found =
            store::contact::find(&mut transaction, seat.creditor, debtor, contact).await?;
        match mark {
            ContactMark::Bounced => found.bounced_on = Some(today),
            ContactMark::Refused => found.refused_on = Some(today),
            ContactMark::RefusedTexts => found.texts.refused_on = Some(today),
            ContactMark::Reachable => {
                (found.bounced_on, found.refused_on) = (None, None);
                found.texts = TextReach::default();
            }
        }
        let stamp = self.stamp(&seat.actor);
        store::contact::change(&mut transaction, &stamp, seat.creditor, debtor, &found).await?;
        self.decide_again(&mut transaction, seat, debtor).await?;
        Ok(transaction.commit().await?)
    }
}

/// The ways to reach a contact that were written down.
struct Reach {
    email: Option<String>,
    phone: Option<String>,
}

fn reach(new: &NewContact) -> Result<Reach> {
    let email = said(&new.email).map(str::to_string);
    if let Some(address) = email
        .as_deref()
        .filter(|address| !looks_deliverable(address))
    {
        return Err(Refusal::NotAnAddress {
            address: address.to_string(),
        }
        .into());
    }
    let phone = said(&new.phone).map(str::to_string);
    if email.is_none() && phone.is_none() {
        return Err(Refusal::NoWayToReach.into());
    }
    Ok(Reach { email, phone })
}

/// What became known of a contact's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContactMark {
    /// A message came back for good.
    Bounced,
    /// The person asked not to be written to.
    Refused,
    /// The person wants no text messages.
    RefusedTexts,
    /// All of this is past.
    Reachable,
}

/// A shape no mail server refuses at once: one `@`, something before it, a dotted domain, no blanks.
pub(crate) fn looks_deliverable(address: &str) -> bool {
    let Some((local, domain)) = address.rsplit_once('@') else {
        return false;
    };
    let plain = !address
        .chars()
        .any(|c| c.is_whitespace() || c.is_control() || "<>,;\"".contains(c));
    plain
        && !local.is_empty()
        && !local.contains('@')
        && domain.contains('.')
        && domain.split('.').all(|label| !label.is_empty())
}
