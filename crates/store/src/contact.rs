//! Contacts of debtors. Must never remove one: a contact that left carries the instant it left.

use jiff::civil::Date;
use receivables::contact::{Contact, TextReach};
use receivables::debtor::Language;
use receivables::identity::{ContactId, CreditorId, DebtorId};

use crate::column::{self, Place};
use crate::db::{Insert, Row, Session, Transaction};
use crate::error::{Result, StoreError};
use crate::journal::{self, Entry};
use crate::page::Page;
use crate::review;
use crate::stamp::Stamp;
use crate::upsert::{Outcome, Upserted};

const INSERT: Insert = Insert::into(
    "contact (id, creditor_id, debtor_id, role, name, email, phone, language, refused_on, bounced_on,
     texts_refused_on, texts_failed_on, known_at)",
);

const UPDATE: &str =
    "update contact set role = $3, name = $4, email = $5, phone = $6, language = $7,
    refused_on = $8, bounced_on = $9, texts_refused_on = $10, texts_failed_on = $11
    where creditor_id = $1 and id = $2";

const REMOVE: &str =
    "update contact set removed_at = $3 where creditor_id = $1 and id = $2 and removed_at is null";

const SELECT_PAGE: &str =
    "select debtor_id, id, role, name, email, phone, language, refused_on, bounced_on,
    texts_refused_on, texts_failed_on
    from contact where creditor_id = $1 and debtor_id :page and known_at <= $4
    and (removed_at is null or removed_at > $4) order by debtor_id, id";

const SELECT_EMAIL: &str =
    "select debtor_id, id, role, name, email, phone, language, refused_on, bounced_on,
    texts_refused_on, texts_failed_on
    from contact where creditor_id = $1 and lower(email) = $2 and removed_at is null
    order by debtor_id, id";

// Numbers are kept as people write them.
const SELECT_NUMBER: &str =
    "select debtor_id, id, role, name, email, phone, language, refused_on, bounced_on,
    texts_refused_on, texts_failed_on
    from contact where creditor_id = $1 and removed_at is null
    and replace(replace(replace(replace(replace(replace(phone, ' ', ''), '.', ''), '-', ''), '/', ''), '(', ''), ')', '')
    like $2 order by debtor_id, id limit 50";

const SELECT_DOMAIN: &str = "select distinct debtor_id from contact
    where creditor_id = $1 and lower(email) like $2 and removed_at is null order by debtor_id limit 20";

pub(crate) const STATEMENTS: &[&str] = &[
    UPDATE,
    REMOVE,
    SELECT_PAGE,
    SELECT_EMAIL,
    SELECT_NUMBER,
    SELECT_DOMAIN,
];
pub(crate) const INSERTS: &[Insert] = &[INSERT];

/// The contacts of one debtor, in the order they were added.
pub async fn of_debtor(
    session: &mut Session,
    creditor: CreditorId,
    debtor: DebtorId,
) -> Result<Vec<Contact>> {
    let mut contacts = Vec::new();
    each_of_page(
        session,
        creditor,
        &Page::of(debtor),
        column::END_OF_TIME,
        |_, contact| {
            contacts.push(contact);
        },
    )
    .await?;
    Ok(contacts)
}

/// The contacts with an address, whatever its case, with their debtors.
pub async fn by_email(
    session: &mut Session,
    creditor: CreditorId,
    email: &str,
) -> Result<Vec<(DebtorId, Contact)>> {
    let values = [creditor.0.into(), email.trim().to_lowercase().into()];
    session
        .query(SELECT_EMAIL, &values, |row| {
            Ok((DebtorId(row.integer(0)?), read(row)?))
        })
        .await
}

/// The contacts whose number may be the one that ends with these digits, with their debtors; 50 at most.
pub async fn by_last_digits(
    session: &mut Session,
    creditor: CreditorId,
    digits: &str,
) -> Result<Vec<(DebtorId, Contact)>> {
    if digits.len() < 6 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(Vec::new());
    }
    let values = [creditor.0.into(), format!("%{digits}%").into()];
    session
        .query(SELECT_NUMBER, &values, |row| {
            Ok((DebtorId(row.integer(0)?), read(row)?))
        })
        .await
}

/// The debtors with a contact at a domain, 20 at most. What is no domain finds nobody.
pub async fn by_domain(
    session: &mut Session,
    creditor: CreditorId,
    domain: &str,
) -> Result<Vec<DebtorId>> {
    let is_domain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    if domain.is_empty() || !domain.chars().all(is_domain) {
        return Ok(Vec::new());
    }
    let pattern = format!("%@{}", domain.to_lowercase());
    session
        .query(SELECT_DOMAIN, &[creditor.0.into(), pattern.into()], |row| {
            Ok(DebtorId(row.integer(0)?))
        })
        .await
}

/// Adds a contact; its identity in `contact` is replaced by a new one, which is returned.
pub async fn add(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    debtor: DebtorId,
    contact: &Contact,
) -> Result<ContactId> {
    let id = stamp.id();
    add_many(
        transaction,
        stamp,
        creditor,
        &[(ContactId(id), debtor, contact)],
    )
    .await?;
    let entry = Entry::new(creditor, Some(debtor), "add", "contact").on(id);
    journal::append(transaction, stamp, entry.after(column::json(contact)?)).await?;
    review::touch(transaction, stamp, creditor, &[debtor]).await?;
    Ok(ContactId(id))
}

async fn add_many(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    contacts: &[(ContactId, DebtorId, &Contact)],
) -> Result<()> {
    let at = stamp.at();
    let rows = contacts.iter().map(|(id, debtor, contact)| {
        [
            id.0.into(),
            creditor.0.into(),
            debtor.0.into(),
            column::word(&contact.role).into(),
            (&contact.name).into(),
            contact.email.as_deref().into(),
            contact.phone.as_deref().into(),
            contact.language.map(Language::code).into(),
            contact.refused_on.map(column::day).into(),
            contact.bounced_on.map(column::day).into(),
            contact.texts.refused_on.map(column::day).into(),
            contact.texts.failed_on.map(column::day).into(),
            at.as_str().into(),
        ]
    });
    transaction.insert_many(&INSERT, rows).await?;
    Ok(())
}

/// Adds the contacts of a list that are not known yet: a contact is known by its debtor and its e-mail
/// address, or its name when it has none. A known one takes the list's role, name and telephone.
pub async fn upsert_many(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    listed: &[(DebtorId, Contact)],
) -> Result<Vec<Upserted<ContactId>>> {
    let mut answers = Vec::with_capacity(listed.len());
    let debtors: Vec<DebtorId> = listed.iter().map(|(debtor, _)| *debtor).collect();
    let page = Page::new(debtors, crate::page::Reach::List);
    let mut known: Vec<Vec<Contact>> = vec![Vec::new(); page.debtors().len()];
    each_of_page(
        transaction,
        creditor,
        &page,
        column::END_OF_TIME,
        |position, contact| {
            known[position].push(contact);
        },
    )
    .await?;
    let mut fresh = Vec::new();
    for (debtor, contact) in listed {
        let position = page
            .position(debtor.0)
            .expect("the page was made of these debtors");
        let Some(before) = known[position]
            .iter_mut()
            .find(|known| is_same_person(known, contact))
        else {
            let id = ContactId(stamp.id());
            known[position].push(Contact {
                id,
                ..contact.clone()
            });
            fresh.push((id, *debtor, contact));
            answers.push(Upserted {
                id,
                outcome: Outcome::Inserted,
            });
            continue;
        };
        let after = listed_again(before, contact);
        let outcome = if *before == after {
            Outcome::Unchanged
        } else {
            Outcome::Changed
        };
        answers.push(Upserted {
            id: before.id,
            outcome,
        });
        if outcome == Outcome::Changed {
            write(transaction, stamp, creditor, *debtor, (before, &after)).await?;
            *before = after;
        }
    }
    add_many(transaction, stamp, creditor, &fresh).await?;
    review::touch(transaction, stamp, creditor, page.debtors()).await?;
    Ok(answers)
}

/// A known contact as a list has it now: what people and machines noted of it stays, but for what was of another number.
fn listed_again(before: &Contact, listed: &Contact) -> Contact {
    let phone = listed.phone.clone().or_else(|| before.phone.clone());
    let is_same_number = phone == before.phone;
    Contact {
        id: before.id,
        refused_on: before.refused_on,
        bounced_on: before.bounced_on,
        texts: TextReach {
            refused_on: before.texts.refused_on,
            failed_on: before.texts.failed_on.filter(|_| is_same_number),
        },
        phone,
        language: listed.language.or(before.language),
        ..listed.clone()
    }
}

fn is_same_person(known: &Contact, listed: &Contact) -> bool {
    match (&known.email, &listed.email) {
        (Some(known), Some(listed)) => known.eq_ignore_ascii_case(listed),
        (None, None) => known.name == listed.name,
        _ => false,
    }
}

/// Writes what a person changed about a contact, with the journal.
pub async fn change(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    debtor: DebtorId,
    contact: &Contact,
) -> Result<()> {
    let before = find(transaction, creditor, debtor, contact.id).await?;
    if before != *contact {
        write(transaction, stamp, creditor, debtor, (&before, contact)).await?;
        review::touch(transaction, stamp, creditor, &[debtor]).await?;
    }
    Ok(())
}

/// One contact of a debtor.
pub async fn find(
    session: &mut Session,
    creditor: CreditorId,
    debtor: DebtorId,
    id: ContactId,
) -> Result<Contact> {
    let contacts = of_debtor(session, creditor, debtor).await?;
    contacts
        .into_iter()
        .find(|contact| contact.id == id)
        .ok_or(StoreError::NotFound {
            noun: "contact",
            id: id.0,
        })
}

async fn write(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    debtor: DebtorId,
    (before, after): (&Contact, &Contact),
) -> Result<()> {
    let values = [
        creditor.0.into(),
        after.id.0.into(),
        column::word(&after.role).into(),
        (&after.name).into(),
        after.email.as_deref().into(),
        after.phone.as_deref().into(),
        after.language.map(Language::code).into(),
        after.refused_on.map(column::day).into(),
        after.bounced_on.map(column::day).into(),
        after.texts.refused_on.map(column::day).into(),
        after.texts.failed_on.map(column::day).into(),
    ];
    transaction.execute(UPDATE, &values).await?;
    let entry = Entry::new(creditor, Some(debtor), "change", "contact").on(after.id.0);
    let entry = entry
        .before(column::json(before)?)
        .after(column::json(after)?);
    journal::append(transaction, stamp, entry).await
}

/// Takes a contact off a debtor; what was sent to it stays.
pub async fn remove(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    debtor: DebtorId,
    id: ContactId,
) -> Result<()> {
    let before = find(transaction, creditor, debtor, id).await?;
    transaction
        .execute(REMOVE, &[creditor.0.into(), id.0.into(), stamp.at().into()])
        .await?;
    let entry = Entry::new(creditor, Some(debtor), "remove", "contact").on(id.0);
    journal::append(transaction, stamp, entry.before(column::json(&before)?)).await?;
    review::touch(transaction, stamp, creditor, &[debtor]).await
}

/// Hands each contact of a page to `each`, with the place of its debtor in the page.
pub(crate) async fn each_of_page(
    session: &mut Session,
    creditor: CreditorId,
    page: &Page,
    known: &str,
    mut each: impl FnMut(usize, Contact) + Send,
) -> Result<()> {
    let [first, last] = page.values();
    let values = [creditor.0.into(), first, last, known.into()];
    session
        .query_each(&page.text(SELECT_PAGE), &values, |row| {
            if let Some(position) = page.position(row.integer(0)?) {
                each(position, read(row)?);
            }
            Ok(())
        })
        .await
}

fn read(row: &Row<'_>) -> Result<Contact> {
    let id = row.integer(1)?;
    let place = Place::new("contact", id);
    let day = |column, index| -> Result<Option<Date>> {
        place.optional_day(column, row.optional_text(index)?)
    };
    Ok(Contact {
        id: ContactId(id),
        role: place.word("role", row.text(2)?)?,
        name: row.string(3)?,
        email: row.optional_string(4)?,
        phone: row.optional_string(5)?,
        language: row.optional_text(6)?.and_then(Language::from_code),
        refused_on: day("refused_on", 7)?,
        bounced_on: day("bounced_on", 8)?,
        texts: TextReach {
            refused_on: day("texts_refused_on", 9)?,
            failed_on: day("texts_failed_on", 10)?,
        },
    })
}
