//! What goes with a message: the invoices it is about, as they came. Must never enclose a document of an item the message
//! does not speak of, nor let a large one keep the message from leaving.

use receivables::decide::PlannedAct;
use receivables::identity::ItemId;
use receivables::strategy::Attachment;
use store::Session;
use store::item_document::InvoiceFile;

use crate::carrier::Enclosure;
use crate::error::Result;
use crate::seat::Seat;

/// Documents of a message together; mail servers refuse more, and a debtor's mailbox fills.
const MOST_BYTES: i64 = 8 << 20;
/// Documents of a message.
const MOST_DOCUMENTS: usize = 20;

/// The documents that go with an act: those of its invoices that are kept as PDF, in the order of the items, as far as
/// there is room.
pub(crate) async fn documents(
    session: &mut Session,
    seat: &Seat,
    act: &PlannedAct,
) -> Result<Vec<InvoiceFile>> {
    if !act.attachments.contains(&Attachment::Invoices) {
        return Ok(Vec::new());
    }
    let items: Vec<ItemId> = act.items.iter().map(|item| item.item).collect();
    let kept = store::item_document::latest_pdfs(session, seat.creditor, &items).await?;
    let mut chosen: Vec<InvoiceFile> = Vec::new();
    let mut bytes = 0;
    for item in items {
        let Some(file) = kept.iter().find(|file| file.item == item) else {
            continue;
        };
        let is_there = chosen.iter().any(|known| known.import == file.import);
        let fits = bytes + file.bytes <= MOST_BYTES && chosen.len() < MOST_DOCUMENTS;
        if !is_there && fits {
            bytes += file.bytes;
            chosen.push(file.clone());
        }
    }
    Ok(chosen)
}

/// The documents with their bytes.
pub(crate) async fn enclosures(
    session: &mut Session,
    seat: &Seat,
    act: &PlannedAct,
) -> Result<Vec<Enclosure>> {
    let seen = store::Seen::by_the_machine(seat.creditor);
    let mut enclosures = Vec::new();
    for file in documents(session, seat, act).await? {
        let which = (file.item, file.import);
        let content = store::item_document::content(session, seen, which).await?;
        enclosures.extend(content.map(|content| Enclosure {
            name: file_name(&file.reference),
            media_type: "application/pdf".to_string(),
            bytes: content.bytes,
        }));
    }
    Ok(enclosures)
}

/// The number of an invoice as the name of its file.
pub(crate) fn file_name(reference: &str) -> String {
    let safe = |letter: char| match letter {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '_' | '.' => letter,
        _ => '-',
    };
    let name: String = reference.chars().take(60).map(safe).collect();
    match name.trim_matches(['-', '.']) {
        "" => "facture.pdf".to_string(),
        name => format!("{name}.pdf"),
    }
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn a_number_makes_a_file_name_that_every_system_takes() {
        let table = [
            ("FA2026-001", "FA2026-001.pdf"),
            ("2026/03/17 n°4", "2026-03-17-n-4.pdf"),
            ("../../etc", "etc.pdf"),
            ("", "facture.pdf"),
            ("///", "facture.pdf"),
        ];
        for (reference, expected) in table {
            assert_eq!(file_name(reference), expected);
        }
    }
}
