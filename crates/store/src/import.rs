//! Imports: each file that came in, what was wrong with it, and how its columns were read. Must never
//! lose the problems of a file that was taken in part.

use jiff::Timestamp;
use jiff::civil::Date;
use receivables::identity::{CreditorId, ImportId};

use crate::column::{self, Place};
use crate::db::{Insert, Row, Session, Transaction};
use crate::error::{Result, StoreError};
use crate::stamp::Stamp;

const INSERT: Insert = Insert::into(
    "import (id, creditor_id, source, kind, file_name, digest, size, as_of_on, received_at, received_by)",
);

const INSERT_PROBLEM: Insert =
    Insert::into("import_problem (import_id, ordinal, line, field, kind, found, kept)");

const INSERT_MAPPING: Insert =
    Insert::into("source_mapping (creditor_id, source, list, mapping, set_at)").with_tail(
        "on conflict (creditor_id, source, list) do update set mapping = excluded.mapping,
         set_at = excluded.set_at",
    );

const FINISH: &str = "update import set finished_at = $3, as_of_on = $4, summary = $5
    where creditor_id = $1 and id = $2";

const SELECT_SAME: &str =
    "select id, source, kind, file_name, digest, size, as_of_on, received_at, received_by,
    finished_at, summary from import
    where creditor_id = $1 and digest = $2 and finished_at is not null order by id limit 1";

const SELECT_LAST: &str =
    "select id, source, kind, file_name, digest, size, as_of_on, received_at, received_by,
    finished_at, summary from import where creditor_id = $1 order by id desc limit $2";

const SELECT_ONE: &str =
    "select id, source, kind, file_name, digest, size, as_of_on, received_at, received_by,
    finished_at, summary from import where creditor_id = $1 and id = $2";

const SELECT_PROBLEMS: &str = "select ordinal, line, field, kind, found, kept from import_problem
    where import_id = (select id from import where creditor_id = $1 and id = $2)
    order by ordinal limit $3";

const COUNT_PROBLEMS: &str = "select count(*) from import_problem
    where import_id = (select id from import where creditor_id = $1 and id = $2)";

const SELECT_MAPPINGS: &str =
    "select mapping from source_mapping where creditor_id = $1 and source = $2 order by list";

pub(crate) const STATEMENTS: &[&str] = &[
    FINISH,
    SELECT_SAME,
    SELECT_LAST,
    SELECT_ONE,
    SELECT_PROBLEMS,
    COUNT_PROBLEMS,
    SELECT_MAPPINGS,
];
pub(crate) const INSERTS: &[Insert] = &[INSERT, INSERT_PROBLEM, INSERT_MAPPING];

/// The kinds of import whose day counts for the age of the data.
pub const LEDGER: &str = "ledger";
/// See [`LEDGER`].
pub const BANK: &str = "bank";

/// A file that comes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewImport<'a> {
    /// The creditor.
    pub creditor: CreditorId,
    /// The source, under which its keys are known.
    pub source: &'a str,
    /// [`LEDGER`], [`BANK`], or another word.
    pub kind: &'a str,
    /// The name it came under.
    pub file_name: &'a str,
    /// BLAKE3 of its bytes, in hexadecimal.
    pub digest: &'a str,
    /// Bytes.
    pub size: u64,
}

/// A file that came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// Its identity.
    pub id: ImportId,
    /// The source.
    pub source: String,
    /// The kind.
    pub kind: String,
    /// The name it came under.
    pub file_name: String,
    /// BLAKE3 of its bytes.
    pub digest: String,
    /// Bytes.
    pub size: i64,
    /// The last day it is complete for.
    pub as_of_on: Option<Date>,
    /// When it came.
    pub received_at: Timestamp,
    /// Who brought it.
    pub received_by: String,
    /// When it was taken in; nothing while it is read or when it failed.
    pub finished_at: Option<Timestamp>,
    /// What it brought, as JSON.
    pub summary: Option<String>,
}

/// Something wrong in a file. Kinds and what was kept are words of the intake, kept as JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportProblem {
    /// Its place among the problems, from 0.
    pub ordinal: i64,
    /// The line, from 1, when there is one.
    pub line: Option<i64>,
    /// The field.
    pub field: Option<String>,
    /// What is wrong, as JSON.
    pub kind: String,
    /// What was found.
    pub found: String,
    /// What was kept, as JSON.
    pub kept: String,
}

/// Writes down that a file came.
pub async fn start(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    import: &NewImport<'_>,
) -> Result<ImportId> {
    let id = stamp.id();
    let row = [
        id.into(),
        import.creditor.0.into(),
        import.source.into(),
        import.kind.into(),
        import.file_name.into(),
        import.digest.into(),
        i64::try_from(import.size).unwrap_or(i64::MAX).into(),
        crate::db::Value::Null,
        stamp.at().into(),
        stamp.who.into(),
    ];
    transaction.insert(&INSERT, row).await?;
    Ok(ImportId(id))
}

/// Writes down that a file was taken in, until which day it is complete, and what it brought.
pub async fn finish(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    id: ImportId,
    (as_of_on, summary): (Option<Date>, &str),
) -> Result<()> {
    let day = as_of_on.map(column::day);
    let values = [
        creditor.0.into(),
        id.0.into(),
        stamp.at().into(),
        day.into(),
        summary.into(),
    ];
    transaction.execute(FINISH, &values).await?;
    Ok(())
}

/// Writes down what was wrong with a file.
pub async fn add_problems(
    transaction: &mut Transaction,
    id: ImportId,
    problems: &[ImportProblem],
) -> Result<()> {
    let rows = problems.iter().map(|problem| {
        [
            id.0.into(),
            problem.ordinal.into(),
            problem.line.into(),
            problem.field.as_deref().into(),
            (&problem.kind).into(),
            (&problem.found).into(),
            (&problem.kept).into(),
        ]
    });
    transaction.insert_many(&INSERT_PROBLEM, rows).await?;
    Ok(())
}

/// The finished import of the same bytes, when there is one.
pub async fn same_bytes(
    session: &mut Session,
    creditor: CreditorId,
    digest: &str,
) -> Result<Option<Import>> {
    session
        .query_first(SELECT_SAME, &[creditor.0.into(), digest.into()], read)
        .await
}

/// The last imports, latest first.
pub async fn last(session: &mut Session, creditor: CreditorId, most: u32) -> Result<Vec<Import>> {
    session
        .query(
            SELECT_LAST,
            &[creditor.0.into(), i64::from(most).into()],
            read,
        )
        .await
}

/// One import.
pub async fn find(session: &mut Session, creditor: CreditorId, id: ImportId) -> Result<Import> {
    session
        .query_first(SELECT_ONE, &[creditor.0.into(), id.0.into()], read)
        .await?
        .ok_or(StoreError::NotFound {
            noun: "import",
            id: id.0,
        })
}

/// The first problems of an import, and how many there are.
pub async fn problems(
    session: &mut Session,
    creditor: CreditorId,
    id: ImportId,
    most: u32,
) -> Result<(Vec<ImportProblem>, i64)> {
    let all = session
        .query_integer(COUNT_PROBLEMS, &[creditor.0.into(), id.0.into()])
        .await?;
    let values = [creditor.0.into(), id.0.into(), i64::from(most).into()];
    let first = session.query(SELECT_PROBLEMS, &values, |row| {
        Ok(ImportProblem {
            ordinal: row.integer(0)?,
            line: row.optional_integer(1)?,
            field: row.optional_string(2)?,
            kind: row.string(3)?,
            found: row.string(4)?,
            kept: row.string(5)?,
        })
    });
    Ok((first.await?, all))
}

/// How the columns of every list of a source are read, as JSON, in the order of the lists.
pub async fn mappings(
    session: &mut Session,
    creditor: CreditorId,
    source: &str,
) -> Result<Vec<String>> {
    session
        .query(
            SELECT_MAPPINGS,
            &[creditor.0.into(), source.into()],
            |row| row.string(0),
        )
        .await
}

/// Remembers how the columns of a source's list are read.
pub async fn set_mapping(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    (source, list): (&str, &str),
    mapping: &str,
) -> Result<()> {
    let row = [
        creditor.0.into(),
        source.into(),
        list.into(),
        mapping.into(),
        stamp.at().into(),
    ];
    transaction.insert(&INSERT_MAPPING, row).await?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<Import> {
    let id = row.integer(0)?;
    let place = Place::new("import", id);
    Ok(Import {
        id: ImportId(id),
        source: row.string(1)?,
        kind: row.string(2)?,
        file_name: row.string(3)?,
        digest: row.string(4)?,
        size: row.integer(5)?,
        as_of_on: place.optional_day("as_of_on", row.optional_text(6)?)?,
        received_at: place.instant("received_at", row.text(7)?)?,
        received_by: row.string(8)?,
        finished_at: place.optional_instant("finished_at", row.optional_text(9)?)?,
        summary: row.optional_string(10)?,
    })
}
