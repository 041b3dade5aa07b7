//! The words a company writes in place of those that ship, version after version. Must never change a version: what was
//! in force on a day stays readable, and taking one back is a version too.

use jiff::Timestamp;
use receivables::debtor::Language;
use receivables::identity::CreditorId;

use crate::column::Place;
use crate::db::{Insert, Row, Session, Transaction};
use crate::error::Result;
use crate::journal::{self, Entry};
use crate::stamp::Stamp;

const INSERT: Insert = Insert::into(
    "message_template (id, creditor_id, name, language, content, why, known_at, made_by)",
);

const NEWEST: &str = "select coalesce(max(id), 0) from message_template where creditor_id = $1";

const COLUMNS: &str = "select t.id, t.name, t.language, t.content, t.why, t.known_at, t.made_by
    from message_template t where t.creditor_id = $1";

const IN_FORCE: &str = "and t.content is not null and t.id = (
      select max(o.id) from message_template o
      where o.creditor_id = $1 and o.name = t.name and o.language = t.language
    ) order by t.name, t.language";

const OF_ONE: &str = "and t.name = $2 and t.language = $3 order by t.id desc";

pub(crate) const STATEMENTS: &[&str] = &[NEWEST];
pub(crate) const INSERTS: &[Insert] = &[INSERT];

/// The texts that read whole versions.
pub(crate) fn texts() -> Vec<String> {
    [IN_FORCE, OF_ONE].map(whole).to_vec()
}

fn whole(part: &str) -> String {
    format!("{COLUMNS} {part}")
}

/// One version of the words of a company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateVersion {
    /// Its identity.
    pub id: i64,
    /// The name strategies give.
    pub name: String,
    /// Its language.
    pub language: Language,
    /// The text as a file: head and body; nothing when the words that ship are back in force.
    pub content: Option<String>,
    /// Why it was changed, in a person's words; may be empty.
    pub why: String,
    /// When.
    pub known_at: Timestamp,
    /// By whom.
    pub made_by: String,
}

/// The identity of the newest version of a company; 0 before the first. Grows with every change.
pub async fn newest(session: &mut Session, creditor: CreditorId) -> Result<i64> {
    session.query_integer(NEWEST, &[creditor.0.into()]).await
}

/// The words of a company that are in force, by name and language.
pub async fn in_force(session: &mut Session, creditor: CreditorId) -> Result<Vec<TemplateVersion>> {
    session
        .query(&whole(IN_FORCE), &[creditor.0.into()], read)
        .await
}

/// Every version of one text, the latest first.
pub async fn versions(
    session: &mut Session,
    creditor: CreditorId,
    (name, language): (&str, Language),
) -> Result<Vec<TemplateVersion>> {
    let values = [creditor.0.into(), name.into(), language.code().into()];
    session.query(&whole(OF_ONE), &values, read).await
}

/// Puts a text in force; none brings back the words that ship.
pub async fn publish(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    (name, language): (&str, Language),
    (content, why): (Option<&str>, &str),
) -> Result<()> {
    let id = stamp.id();
    let row = [
        id.into(),
        creditor.0.into(),
        name.into(),
        language.code().into(),
        content.into(),
        why.into(),
        stamp.at().into(),
        stamp.who.into(),
    ];
    transaction.insert(&INSERT, row).await?;
    let act = match content {
        Some(_) => "publish",
        None => "remove",
    };
    let said = serde_json::json!({ "name": name, "language": language.code(), "why": why });
    let entry = Entry::new(creditor, None, act, "message-template")
        .on(id)
        .after(said.to_string());
    journal::append(transaction, stamp, entry).await
}

fn read(row: &Row<'_>) -> Result<TemplateVersion> {
    let id = row.integer(0)?;
    let place = Place::new("message_template", id);
    let code = row.text(2)?;
    let language = Language::from_code(code).ok_or_else(|| place.inconsistent("language", code))?;
    Ok(TemplateVersion {
        id,
        name: row.string(1)?,
        language,
        content: row.optional_string(3)?,
        why: row.string(4)?,
        known_at: place.instant("known_at", row.text(5)?)?,
        made_by: row.string(6)?,
    })
}
