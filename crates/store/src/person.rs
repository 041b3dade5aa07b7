//! People who work with the installation, and the creditors each may see. Must never hold a password,
//! only what argon2 made of it.

use receivables::debtor::Language;
use receivables::identity::{CreditorId, PersonId};
use serde::{Deserialize, Serialize};

use crate::column::{self, Place};
use crate::db::{Insert, Row, Session, Transaction};
use crate::error::{Result, StoreError};
use crate::journal::{self, Entry};
use crate::scope::Scope;
use crate::stamp::Stamp;

const INSERT: Insert =
    Insert::into("person (id, email, name, password_hash, language, created_at)");

const INSERT_SCOPE: Insert = Insert::into("person_scope (person_id, creditor_id, role)")
    .with_tail("on conflict (person_id, creditor_id) do update set role = excluded.role");

const SELECT_EMAIL: &str =
    "select id, email, name, password_hash, language, disabled_at from person where email = $1";

const SELECT: &str =
    "select id, email, name, password_hash, language, disabled_at from person where id = $1";

const SELECT_ALL: &str =
    "select id, email, name, password_hash, language, disabled_at from person order by email";

const SELECT_OF_CREDITOR: &str = "select p.id, p.email, p.name, p.password_hash, p.language, p.disabled_at, s.role
    from person_scope s join person p on p.id = s.person_id where s.creditor_id = $1 order by p.name, p.id";

const COUNT: &str = "select count(*) from person";

const SET_PASSWORD: &str = "update person set password_hash = $2 where id = $1";

const SET_LANGUAGE: &str = "update person set language = $2 where id = $1";

const SET_NAME: &str = "update person set name = $2 where id = $1";

const REVOKE: &str = "delete from person_scope where person_id = $1 and creditor_id = $2";

const DISABLE: &str = "update person set disabled_at = $2 where id = $1 and disabled_at is null";

const SELECT_SCOPE: &str =
    "select creditor_id, role from person_scope where person_id = $1 order by creditor_id";

pub(crate) const STATEMENTS: &[&str] = &[
    SELECT_EMAIL,
    SELECT,
    SELECT_ALL,
    COUNT,
    SET_PASSWORD,
    SET_LANGUAGE,
    SET_NAME,
    REVOKE,
    DISABLE,
    SELECT_SCOPE,
    SELECT_OF_CREDITOR,
];
pub(crate) const INSERTS: &[Insert] = &[INSERT, INSERT_SCOPE];

/// Somebody who works with the installation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Identity.
    pub id: PersonId,
    /// The address they sign in with, lower case.
    pub email: String,
    /// Their name.
    pub name: String,
    /// What argon2 made of the password; nothing until one is chosen.
    pub password_hash: Option<String>,
    /// The language of their screens.
    pub language: Language,
    /// True when they may not sign in any more.
    pub is_disabled: bool,
}

/// What somebody may do for a creditor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Everything, people and settings included.
    Administrator,
    /// Daily work: holds, promises, disputes, confirmation.
    Controller,
    /// Sees, changes nothing.
    Reader,
}

/// Adds a person. An address that is taken is a [`StoreError::UniqueViolation`].
pub async fn add(transaction: &mut Transaction, stamp: &Stamp<'_>, person: &Person) -> Result<()> {
    let row = [
        person.id.0.into(),
        person.email.to_lowercase().into(),
        (&person.name).into(),
        person.password_hash.as_deref().into(),
        person.language.code().into(),
        stamp.at().into(),
    ];
    transaction.insert(&INSERT, row).await?;
    Ok(())
}

/// Lets a person work for a creditor, or changes what they may do.
pub async fn grant(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (person, creditor, role): (PersonId, CreditorId, Role),
) -> Result<()> {
    let before = scope(transaction, person).await?.role(creditor);
    let row = [
        person.0.into(),
        creditor.0.into(),
        column::word(&role).into(),
    ];
    transaction.insert(&INSERT_SCOPE, row).await?;
    let mut entry = Entry::new(creditor, None, "grant", "person").on(person.0);
    entry.before = before.map(|role| column::json(&role)).transpose()?;
    journal::append(transaction, stamp, entry.after(column::json(&role)?)).await
}

/// Takes away what a person may do for a creditor. Sessions end when nothing is left to see.
pub async fn revoke(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (person, creditor): (PersonId, CreditorId),
) -> Result<()> {
    let before = scope(transaction, person).await?.role(creditor);
    transaction
        .execute(REVOKE, &[person.0.into(), creditor.0.into()])
        .await?;
    if scope(transaction, person)
        .await?
        .creditors()
        .next()
        .is_none()
    {
        crate::sign_in::end_all(transaction, person).await?;
    }
    let mut entry = Entry::new(creditor, None, "revoke", "person").on(person.0);
    entry.before = before.map(|role| column::json(&role)).transpose()?;
    journal::append(transaction, stamp, entry).await
}

/// The person of an address, whatever its case.
pub async fn by_email(session: &mut Session, email: &str) -> Result<Option<Person>> {
    session
        .query_first(SELECT_EMAIL, &[email.trim().to_lowercase().into()], read)
        .await
}

/// One person.
pub async fn find(session: &mut Session, id: PersonId) -> Result<Person> {
    session
        .query_first(SELECT, &[id.0.into()], read)
        .await?
        .ok_or(StoreError::NotFound {
            noun: "person",
            id: id.0,
        })
}

/// Everybody, by address.
pub async fn all(session: &mut Session) -> Result<Vec<Person>> {
    session.query(SELECT_ALL, &[], read).await
}

/// Everybody who may work for a creditor, by name, with what they may do; those who may not sign in any more too.
pub async fn of_creditor(
    session: &mut Session,
    creditor: CreditorId,
) -> Result<Vec<(Person, Role)>> {
    session
        .query(SELECT_OF_CREDITOR, &[creditor.0.into()], |row| {
            let person = read(row)?;
            let role = Place::new("person_scope", person.id.0).word("role", row.text(6)?)?;
            Ok((person, role))
        })
        .await
}

/// How many people there are: none at the first start.
pub async fn count(session: &mut Session) -> Result<i64> {
    session.query_integer(COUNT, &[]).await
}

/// Replaces what argon2 made of the password.
pub async fn set_password(
    transaction: &mut Transaction,
    id: PersonId,
    password_hash: &str,
) -> Result<()> {
    transaction
        .execute(SET_PASSWORD, &[id.0.into(), password_hash.into()])
        .await?;
    Ok(())
}

/// Replaces the language of a person's screens.
pub async fn set_language(
    transaction: &mut Transaction,
    id: PersonId,
    language: Language,
) -> Result<()> {
    transaction
        .execute(SET_LANGUAGE, &[id.0.into(), language.code().into()])
        .await?;
    Ok(())
}

/// Replaces a person's name.
pub async fn set_name(transaction: &mut Transaction, id: PersonId, name: &str) -> Result<()> {
    transaction
        .execute(SET_NAME, &[id.0.into(), name.into()])
        .await?;
    Ok(())
}

/// Takes away a person's right to sign in.
pub async fn disable(transaction: &mut Transaction, stamp: &Stamp<'_>, id: PersonId) -> Result<()> {
    transaction
        .execute(DISABLE, &[id.0.into(), stamp.at().into()])
        .await?;
    crate::sign_in::end_all(transaction, id).await
}

/// What a person may see.
pub async fn scope(session: &mut Session, id: PersonId) -> Result<Scope> {
    let place = Place::new("person_scope", id.0);
    let roles = session
        .query(SELECT_SCOPE, &[id.0.into()], |row| {
            Ok((
                CreditorId(row.integer(0)?),
                place.word::<Role>("role", row.text(1)?)?,
            ))
        })
        .await?;
    Ok(Scope::of(roles))
}

fn read(row: &Row<'_>) -> Result<Person> {
    let id = row.integer(0)?;
    let language = row.text(4)?;
    Ok(Person {
        id: PersonId(id),
        email: row.string(1)?,
        name: row.string(2)?,
        password_hash: row.optional_string(3)?,
        language: Language::from_code(language)
            .ok_or_else(|| Place::new("person", id).inconsistent("language", language))?,
        is_disabled: row.optional_text(5)?.is_some(),
    })
}
