//! Telling the entries of a bank account from a list of payments: both have days and amounts, but a bank
//! names no invoice and keeps a balance. It must stay with names of columns that only a bank gives.

use super::field::squeezed;
use super::table::{Grid, best_header};

const DAY: &[&str] = &[
    "date",
    "dateoperation",
    "dateop",
    "datedoperation",
    "datecomptable",
    "datedecomptabilisation",
    "datevaleur",
    "datedevaleur",
    "bookingdate",
    "transactiondate",
    "valuedate",
    "postingdate",
    "completeddate",
    "starteddate",
    "settlementdate",
    "settlementdateutc",
    "settlementdatelocal",
    "operationdate",
    "operationdateutc",
    "operationdatelocal",
    "buchungstag",
    "buchungsdatum",
    "valuta",
    "valutadatum",
    "wertstellung",
    "fechaoperacion",
    "fechavalor",
    "fecha",
    "boekdatum",
    "datum",
    "data",
    "datacontabile",
];
const SUM: &[&str] = &[
    "amount",
    "montant",
    "montanteur",
    "betrag",
    "umsatz",
    "importe",
    "importo",
    "bedrag",
    "amounteur",
    "montantdeloperation",
];
const DEBIT: &[&str] = &[
    "debit",
    "debiteur",
    "debiteuros",
    "debits",
    "paidout",
    "moneyout",
    "withdrawal",
    "withdrawals",
    "soll",
    "belastung",
    "belastunginchf",
    "lastschriftinchf",
    "sorties",
    "cargo",
    "addebiti",
];
const CREDIT: &[&str] = &[
    "credit",
    "crediteur",
    "crediteuros",
    "credits",
    "paidin",
    "moneyin",
    "deposit",
    "deposits",
    "haben",
    "gutschrift",
    "gutschriftinchf",
    "entrees",
    "abono",
    "accrediti",
];
const LABEL: &[&str] = &[
    "libelle",
    "libelleoperation",
    "libellesimplifie",
    "label",
    "description",
    "details",
    "detail",
    "memo",
    "narrative",
    "communication",
    "verwendungszweck",
    "buchungstext",
    "concepto",
    "omschrijving",
    "mededelingen",
    "transactiondetails",
    "operation",
    "natureoperation",
    "intitule",
    "payee",
    "paymentreference",
    "counterpartyname",
    "causale",
    "libelledeloperation",
];
/// What only a bank's file has.
const BANK: &[&str] = &[
    "balance",
    "solde",
    "saldo",
    "runningbalance",
    "bankaccount",
    "iban",
    "accountnumber",
    "numerodecompte",
    "compte",
    "kontonummer",
    "counterparty",
    "contrepartie",
    "beguenstigterzahlungspflichtiger",
    "auftraggeber",
    "partnername",
    "dateoperation",
    "datedoperation",
    "datevaleur",
    "datedevaleur",
    "bookingdate",
    "settlementdateutc",
    "operationdateutc",
    "valuedate",
    "transactiondate",
    "datecomptable",
    "buchungstag",
    "buchungsdatum",
    "valuta",
    "valutadatum",
    "wertstellung",
    "fechaoperacion",
    "fechavalor",
    "boekdatum",
    "dc",
    "debitcredit",
    "sens",
    "afbij",
    "transactiontype",
    "typedoperation",
    "transactionid",
    "completeddate",
    "datacontabile",
    "amountcurrency",
    "bic",
];
/// What a bank's file never has.
const NEVER: &[&str] = &[
    "invoice", "facture", "client", "customer", "debtor", "tiers", "echeance", "due", "ttc",
    "lettrage", "piece", "journal", "rechnung", "kunde", "factura",
];

/// True when the header of a table is that of a bank statement.
pub(super) fn is_statement(grid: &Grid) -> bool {
    let all = [DAY, SUM, DEBIT, CREDIT, LABEL, BANK];
    let known = |header: &str| {
        let name = squeezed(header);
        all.iter().any(|names| names.contains(&name.as_str()))
    };
    let Some((at, _)) = best_header(&grid.rows, &known) else {
        return false;
    };
    let names: Vec<String> = grid.rows[at]
        .fields
        .iter()
        .map(|text| squeezed(text))
        .collect();
    let count = |wanted: &[&str]| {
        names
            .iter()
            .filter(|name| wanted.contains(&name.as_str()))
            .count()
    };
    let has = |wanted: &[&str]| count(wanted) > 0;
    let never = names
        .iter()
        .any(|name| NEVER.iter().any(|word| name.contains(word)));
    let money = has(SUM) || (has(DEBIT) && has(CREDIT));
    !never && has(DAY) && money && has(LABEL) && (has(BANK) || (has(DEBIT) && has(CREDIT)))
}
