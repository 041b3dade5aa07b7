//! The document of an item: the file of the electronic invoice it came with, kept with its import. Must never hold
//! the bytes a second time, nor show a document of another creditor.

use std::collections::BTreeMap;

use receivables::identity::{CreditorId, DebtorId, ImportId, ItemId};
use serde::{Deserialize, Serialize};

use crate::column::{self, Place};
use crate::db::{Insert, Session, Transaction};
use crate::error::Result;
use crate::page::{in_list, listed};
use crate::scope::Seen;
use crate::stamp::Stamp;

const INSERT: Insert =
    Insert::into("item_document (item_id, import_id, creditor_id, form, known_at)")
        .with_tail("on conflict (item_id, import_id) do nothing");

const SELECT_OF_DEBTOR: &str = "select d.item_id, d.import_id, d.form, i.file_name
    from item t join item_document d on d.item_id = t.id join import i on i.id = d.import_id
    where t.creditor_id = $1 and t.debtor_id = $2 and d.creditor_id = $1
    order by d.item_id, d.known_at desc, d.import_id desc";

const SELECT_CONTENT: &str = "select d.form, i.file_name
    from item_document d join import i on i.id = d.import_id
    where d.creditor_id = $1 and d.item_id = $2 and d.import_id = $3 and i.creditor_id = $1";

const SELECT_PDFS: &str = "select d.item_id, d.import_id, t.reference, i.size
    from item_document d join item t on t.id = d.item_id join import i on i.id = d.import_id
    where d.creditor_id = $1 and i.creditor_id = $1 and d.form = 'pdf' and d.item_id :ids
    order by d.item_id, d.known_at desc, d.import_id desc";

pub(crate) const STATEMENTS: &[&str] = &[SELECT_OF_DEBTOR, SELECT_CONTENT, SELECT_PDFS];
pub(crate) const INSERTS: &[Insert] = &[INSERT];

/// What the file of a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentForm {
    /// A PDF that holds the invoice for people and for machines.
    Pdf,
    /// XML, for machines alone.
    Xml,
}

/// The document of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemDocument {
    /// The import that kept it.
    pub import: ImportId,
    /// What it is.
    pub form: DocumentForm,
    /// The name it came under.
    pub file_name: String,
}

/// A document with its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentContent {
    /// What it is.
    pub form: DocumentForm,
    /// The name it came under.
    pub file_name: String,
    /// Its bytes, as they came.
    pub bytes: Vec<u8>,
}

/// The file of an invoice, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvoiceFile {
    /// The item.
    pub item: ItemId,
    /// The number of the invoice.
    pub reference: String,
    /// The import that kept it.
    pub import: ImportId,
    /// Its size in bytes.
    pub bytes: i64,
}

/// The latest PDF of each of some items that have one.
pub async fn latest_pdfs(
    session: &mut Session,
    creditor: CreditorId,
    items: &[ItemId],
) -> Result<Vec<InvoiceFile>> {
    if items.is_empty() {
        return Ok(Vec::new());
    }
    let sql = SELECT_PDFS.replace(":ids", &in_list("$2"));
    let ids = listed(items.iter().map(|item| item.0));
    let mut files = session
        .query(&sql, &[creditor.0.into(), ids.into()], |row| {
            Ok(InvoiceFile {
                item: ItemId(row.integer(0)?),
                import: ImportId(row.integer(1)?),
                reference: row.string(2)?,
                bytes: row.integer(3)?,
            })
        })
        .await?;
    files.dedup_by_key(|file| file.item);
    Ok(files)
}

/// Says that the file of an import is the document of items; again changes nothing.
pub async fn keep(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    (items, import, form): (&[ItemId], ImportId, DocumentForm),
) -> Result<()> {
    let at = stamp.at();
    let form = column::word(&form);
    let rows = items.iter().map(|item| {
        [
            item.0.into(),
            import.0.into(),
            creditor.0.into(),
            form.as_str().into(),
            at.as_str().into(),
        ]
    });
    transaction.insert_many(&INSERT, rows).await?;
    Ok(())
}

/// The documents of the items of a debtor, latest first for each item.
pub async fn of_debtor(
    session: &mut Session,
    seen: Seen,
    debtor: DebtorId,
) -> Result<BTreeMap<ItemId, Vec<ItemDocument>>> {
    let values = [seen.creditor().0.into(), debtor.0.into()];
    let mut documents: BTreeMap<ItemId, Vec<ItemDocument>> = BTreeMap::new();
    session
        .query_each(SELECT_OF_DEBTOR, &values, |row| {
            let item = row.integer(0)?;
            let document = ItemDocument {
                import: ImportId(row.integer(1)?),
                form: Place::new("item_document", item).word("form", row.text(2)?)?,
                file_name: row.string(3)?,
            };
            documents.entry(ItemId(item)).or_default().push(document);
            Ok(())
        })
        .await?;
    Ok(documents)
}

/// The bytes of a document of an item; nothing when it has no such document.
pub async fn content(
    session: &mut Session,
    seen: Seen,
    (item, import): (ItemId, ImportId),
) -> Result<Option<DocumentContent>> {
    let values = [seen.creditor().0.into(), item.0.into(), import.0.into()];
    let found = session
        .query_first(SELECT_CONTENT, &values, |row| {
            let form = Place::new("item_document", item.0).word("form", row.text(0)?)?;
            Ok((form, row.string(1)?))
        })
        .await?;
    let Some((form, file_name)) = found else {
        return Ok(None);
    };
    let bytes = crate::import_original::whole(session, seen.creditor(), import).await?;
    Ok(bytes.map(|bytes| DocumentContent {
        form,
        file_name,
        bytes,
    }))
}
