//! What a file is, told by its content alone. A person's word rules over it.

use intake::format::Format;
use intake::list::TableKind;
use serde::{Deserialize, Serialize};

use super::{Incoming, lists};
use crate::error::Result;
use crate::refusal::Refusal;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileKind {
    /// A French ledger.
    Fec,
    /// Statements of a bank.
    BankStatement,
    /// A list of debtors.
    Debtors,
    /// A list of contacts.
    Contacts,
    /// A list of invoices.
    Invoices,
    /// A list of payments.
    Payments,
    /// A bank's report on payments ordered: which were refused.
    PaymentStatus,
    /// Payments ordered at a bank.
    PaymentOrder,
    /// Legal announcements.
    Announcements,
    /// Messages of e-mail.
    Messages,
    /// Electronic invoices, alone or in a PDF.
    EInvoice,
    /// What became of electronic invoices.
    LifeCycle,
}

impl FileKind {
    /// The word the store knows the freshness of its data by.
    pub(super) const fn source_kind(self) -> &'static str {
        match self {
            FileKind::Fec | FileKind::Invoices => "ledger",
            FileKind::EInvoice => "invoices",
            FileKind::LifeCycle => "life-cycle",
            FileKind::BankStatement | FileKind::Payments => "bank",
            FileKind::Debtors | FileKind::Contacts => "list",
            FileKind::PaymentStatus | FileKind::PaymentOrder => "orders",
            FileKind::Announcements => "announcements",
            FileKind::Messages => "messages",
        }
    }

    /// The source its natural keys live in.
    pub(super) const fn source(self) -> &'static str {
        match self {
            FileKind::Fec => "fec",
            FileKind::BankStatement => "bank",
            FileKind::Debtors | FileKind::Contacts | FileKind::Invoices | FileKind::Payments => {
                "list"
            }
            FileKind::PaymentStatus | FileKind::PaymentOrder => "orders",
            FileKind::Announcements => "bodacc",
            FileKind::Messages => "mail",
            FileKind::EInvoice | FileKind::LifeCycle => "e-invoice",
        }
    }
}

/// What a file is: what a person says, else what its content says.
pub(super) fn of(incoming: &Incoming) -> Result<FileKind> {
    if let Some(kind) = incoming.kind {
        return Ok(kind);
    }
    match intake::format::sniff(&incoming.bytes) {
        Format::Fec => Ok(FileKind::Fec),
        Format::Camt
        | Format::Cfonb120
        | Format::Mt940
        | Format::Mt942
        | Format::Ofx
        | Format::Qif => Ok(FileKind::BankStatement),
        Format::PaymentStatus => Ok(FileKind::PaymentStatus),
        Format::CreditTransfer | Format::DirectDebit => Ok(FileKind::PaymentOrder),
        Format::Bodacc => Ok(FileKind::Announcements),
        Format::EInvoice | Format::Pdf => Ok(FileKind::EInvoice),
        Format::LifeCycle => Ok(FileKind::LifeCycle),
        Format::Mail | Format::Mbox => Ok(FileKind::Messages),
        table if table == Format::Csv || table.is_workbook() => of_table(incoming),
        other => Err(Refusal::FormatNotRead {
            file: incoming.name.clone(),
            format: other,
        }
        .into()),
    }
}

fn of_table(incoming: &Incoming) -> Result<FileKind> {
    match intake::list::guess_table(&incoming.bytes) {
        Some(TableKind::BankStatement) => return Ok(FileKind::BankStatement),
        Some(TableKind::List(kind)) => return Ok(lists::kind_of_list(kind)),
        None => {}
    }
    if intake::bank::is_bank_file(&incoming.bytes) {
        return Ok(FileKind::BankStatement);
    }
    let announced = intake::announcement::read(&incoming.bytes).facts;
    if !announced.announcements.is_empty() {
        return Ok(FileKind::Announcements);
    }
    Err(Refusal::TableOfWhat {
        file: incoming.name.clone(),
    }
    .into())
}
