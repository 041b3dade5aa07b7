//! The list of what can be wrong with a file. Each kind has a sentence in French and in English.
//! It must stay a closed list: a new way of being wrong is a new name here, never a free text.

use serde::{Deserialize, Serialize};

/// What is wrong, or worth saying.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemKind {
    /// The file holds no byte, or only blanks.
    EmptyFile,
    /// The file is not text.
    BinaryFile,
    /// The file is of another format, named in `found`.
    AnotherFormat,
    /// The first line names none of the columns the format requires.
    NoHeader,
    /// A column the format requires is absent; named in `field`.
    MissingColumn,
    /// Reading the bytes stopped with an error of the disk or the connection.
    ReadFailed,
    /// Bytes that the encoding of the file does not allow.
    BadEncoding,
    /// The file name does not follow the rule of the format.
    FileName,
    /// A line with fewer fields than the header.
    ShortLine,
    /// The last line stops in the middle.
    TruncatedLastLine,
    /// The document stops in the middle.
    TruncatedFile,
    /// The document is not well formed.
    Malformed,
    /// A day that does not exist or cannot be read.
    InvalidDate,
    /// A day written as a word or a formula instead of a date.
    SymbolicDate,
    /// Days that can be read two ways (day first or month first) over the whole column.
    AmbiguousDates,
    /// An amount that cannot be read.
    InvalidAmount,
    /// An amount that can be read two ways.
    AmbiguousAmount,
    /// An amount with more decimals than its currency.
    TooManyDecimals,
    /// An amount on both the debit and the credit side.
    DebitAndCredit,
    /// A side that is neither debit nor credit.
    UnknownSide,
    /// Text that is not the code of a currency.
    UnknownCurrency,
    /// The entries as a whole do not balance.
    UnbalancedFile,
    /// One entry does not balance; `found` gives the difference.
    UnbalancedEntry,
    /// A line without what names it: entry number, account, invoice number, debtor.
    MissingKey,
    /// Receivable lines on a collective account, with nothing to tell the debtors apart.
    NoDebtor,
    /// A row of a list names a debtor that nobody knows, several, or none.
    UnknownDebtor,
    /// An invoice that another file brought, with the same amount.
    KnownFromAnotherFile,
    /// An invoice that another file brought, with another amount.
    AmountDiffers,
    /// Lines that the same file brought when it was read with other columns, and that are none.
    TakenOff,
    /// A day after today.
    FutureDate,
    /// The file is cut or does not balance: it does not make the data any fresher.
    NoDataDate,
    /// Reports and notices of the bank announce what its statements say again.
    SameMoneyTwice,
    /// A bank document without any statement in it.
    NoStatement,
    /// Statements without any booked entry.
    NoEntry,
    /// Money came in, and nothing says for certain what it pays.
    CreditWaiting,
    /// A payment came back, and what it had paid is open again.
    ReturnedPayment,
    /// A payment came back, and which one is not certain.
    ReturnOfUnknown,
    /// The file holds no receivable line.
    NoReceivables,
    /// A lettering group whose debits and credits differ.
    UnbalancedLettering,
    /// No lettering in the file: the links were rebuilt by reference, amount and age.
    NoLettering,
    /// The same invoice number twice in the file.
    DuplicateNumber,
    /// A due date before the issue date.
    DueBeforeIssue,
    /// Columns whose meaning could not be guessed: not used.
    UnmappedColumn,
    /// A value the format does not know.
    UnknownValue,
    /// The balances and the movements of a statement do not add up.
    DoesNotAddUp,
    /// A mandatory part is absent and was assumed.
    Assumed,
    /// More lines or parts than the reader takes.
    TooManyLines,
    /// A table with more columns than the reader looks at.
    TooManyColumns,
    /// A document that declares entities of its own: not expanded.
    UnsafeDocument,
    /// A workbook has other sheets than the one read.
    OtherSheets,
    /// A document that a password protects.
    ProtectedFile,
    /// A spreadsheet of a form that is not read.
    OldSpreadsheet,
    /// An archive that unpacks to more than any honest one.
    SuspectArchive,
    /// A cell that holds an error of the spreadsheet.
    CellError,
    /// A code that a spreadsheet turned into a rounded number.
    LostDigits,
    /// Days written as the numbers a spreadsheet counts them by.
    SerialDates,
    /// Payment terms that are a code of the software.
    UnknownTerms,
    /// One code with several names.
    NamesDiffer,
    /// The total of an invoice was added up from its lines.
    TotalFromLines,
    /// A draft, a quote, an order: nothing is owed yet.
    NotIssued,
    /// A customer named on the first of its rows only.
    CarriedDown,
    /// A row of totals.
    TotalRow,
    /// A lettering day before the day of the entry it letters.
    LetteredBeforeEntry,
    /// The opening balance of a debtor is not its closing balance of the exercise before.
    OpeningDiffers,
    /// Two ledgers with days between them that neither holds, or that both hold.
    MissingExercise,
    /// One number on invoices of several debtors.
    SharedNumber,
    /// A part of the file that holds no bank entry: not read.
    PassedOver,
    /// A record away from the one it completes.
    MisplacedRecord,
    /// A statement without its opening or its closing balance.
    NoBalance,
    /// The bank refused the connection or the account; `found` says why.
    RefusedByBank,
    /// The bank gives one reference to several entries.
    RepeatedReference,
    /// The same statement twice in the file.
    RepeatedStatement,
    /// The file does not name the account.
    NoAccount,
    /// The signs of an export were turned round, as its balances prove.
    InvertedSigns,
    /// A message without the headers mail has: taken as a text.
    NoMailHeader,
    /// A part of a message that cannot be decoded whole; its type in `found`.
    DamagedPart,
    /// More levels or parts than are opened; what is inside is kept as a file.
    TooDeep,
    /// A number that lost its leading zero in a spreadsheet, given back.
    RepairedNumber,
    /// A record of a list that cannot be read; the others are.
    UnreadableRecord,
    /// A message of the bank that is no statement; named in `found`.
    AnotherMessage,
    /// A file within an archive that cannot be read; named in `field`.
    DamagedMember,
    /// A file within an archive that asks for a password; named in `field`.
    EncryptedMember,
    /// A file within an archive that is larger than can be read; named in `field`.
    MemberTooLarge,
    /// An archive with more files than can be read, or archives within archives too deep.
    TooManyMembers,
    /// The number or the total that a message announces is not what it holds.
    ControlSumDiffers,
    /// Proceedings were opened against a debtor: the claim is to be filed.
    ClaimToFile,
    /// Something happened in the proceedings of a debtor, or to its company.
    ProceedingsMoved,
    /// A person answered, and the sender belongs to no account or to several.
    AnswerOfUnknown,
    /// A PDF without an invoice embedded in it.
    NoEmbeddedInvoice,
    /// A document that wants a password.
    EncryptedDocument,
    /// A PDF whose table of contents is damaged, and what was found in it all the same.
    DamagedDocument,
    /// A PDF with the same invoice in several standards.
    SeveralInvoices,
    /// The totals of an invoice do not follow from each other.
    TotalsDiffer,
    /// A due date worked out from the wording of the terms.
    DueFromText,
    /// An amount whose sign contradicts the kind of document.
    DoubtfulSign,
    /// An identifier whose check digits or length are wrong.
    CheckDigits,
    /// A code that the tables of the format do not hold.
    UnknownCode,
    /// An invoice of another seller: it is no claim of ours.
    NotOurInvoice,
    /// A status of an invoice that nobody knows.
    StatusOfUnknown,
}

impl ProblemKind {
    /// Every kind.
    pub const ALL: [ProblemKind; 99] = [
        ProblemKind::EmptyFile,
        ProblemKind::BinaryFile,
        ProblemKind::AnotherFormat,
        ProblemKind::NoHeader,
        ProblemKind::MissingColumn,
        ProblemKind::ReadFailed,
        ProblemKind::BadEncoding,
        ProblemKind::FileName,
        ProblemKind::ShortLine,
        ProblemKind::TruncatedLastLine,
        ProblemKind::TruncatedFile,
        ProblemKind::Malformed,
        ProblemKind::InvalidDate,
        ProblemKind::SymbolicDate,
        ProblemKind::AmbiguousDates,
        ProblemKind::InvalidAmount,
        ProblemKind::AmbiguousAmount,
        ProblemKind::TooManyDecimals,
        ProblemKind::DebitAndCredit,
        ProblemKind::UnknownSide,
        ProblemKind::UnknownCurrency,
        ProblemKind::UnbalancedFile,
        ProblemKind::UnbalancedEntry,
        ProblemKind::MissingKey,
        ProblemKind::NoDebtor,
        ProblemKind::UnknownDebtor,
        ProblemKind::KnownFromAnotherFile,
        ProblemKind::AmountDiffers,
        ProblemKind::TakenOff,
        ProblemKind::FutureDate,
        ProblemKind::NoDataDate,
        ProblemKind::SameMoneyTwice,
        ProblemKind::NoStatement,
        ProblemKind::NoEntry,
        ProblemKind::CreditWaiting,
        ProblemKind::ReturnedPayment,
        ProblemKind::ReturnOfUnknown,
        ProblemKind::NoReceivables,
        ProblemKind::UnbalancedLettering,
        ProblemKind::NoLettering,
        ProblemKind::DuplicateNumber,
        ProblemKind::DueBeforeIssue,
        ProblemKind::UnmappedColumn,
        ProblemKind::UnknownValue,
        ProblemKind::DoesNotAddUp,
        ProblemKind::Assumed,
        ProblemKind::TooManyLines,
        ProblemKind::TooManyColumns,
        ProblemKind::UnsafeDocument,
        ProblemKind::OtherSheets,
        ProblemKind::ProtectedFile,
        ProblemKind::OldSpreadsheet,
        ProblemKind::SuspectArchive,
        ProblemKind::CellError,
        ProblemKind::LostDigits,
        ProblemKind::SerialDates,
        ProblemKind::UnknownTerms,
        ProblemKind::NamesDiffer,
        ProblemKind::TotalFromLines,
        ProblemKind::NotIssued,
        ProblemKind::CarriedDown,
        ProblemKind::TotalRow,
        ProblemKind::LetteredBeforeEntry,
        ProblemKind::OpeningDiffers,
        ProblemKind::MissingExercise,
        ProblemKind::SharedNumber,
        ProblemKind::PassedOver,
        ProblemKind::MisplacedRecord,
        ProblemKind::NoBalance,
        ProblemKind::RefusedByBank,
        ProblemKind::RepeatedReference,
        ProblemKind::RepeatedStatement,
        ProblemKind::NoAccount,
        ProblemKind::InvertedSigns,
        ProblemKind::NoMailHeader,
        ProblemKind::DamagedPart,
        ProblemKind::TooDeep,
        ProblemKind::RepairedNumber,
        ProblemKind::UnreadableRecord,
        ProblemKind::AnotherMessage,
        ProblemKind::DamagedMember,
        ProblemKind::EncryptedMember,
        ProblemKind::MemberTooLarge,
        ProblemKind::TooManyMembers,
        ProblemKind::ControlSumDiffers,
        ProblemKind::ClaimToFile,
        ProblemKind::ProceedingsMoved,
        ProblemKind::AnswerOfUnknown,
        ProblemKind::NoEmbeddedInvoice,
        ProblemKind::EncryptedDocument,
        ProblemKind::DamagedDocument,
        ProblemKind::SeveralInvoices,
        ProblemKind::TotalsDiffer,
        ProblemKind::DueFromText,
        ProblemKind::DoubtfulSign,
        ProblemKind::CheckDigits,
        ProblemKind::UnknownCode,
        ProblemKind::NotOurInvoice,
        ProblemKind::StatusOfUnknown,
    ];
}
