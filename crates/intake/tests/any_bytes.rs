//! Whatever the bytes, reading ends, with facts or with problems.

use intake::fec::{FecForm, FecRow};
use intake::list::ListKind;
use intake::{camt, fec, format, list};
use jiff::civil::date;
use proptest::prelude::*;

const STATEMENT: &str = "<?xml version=\"1.0\"?><Document><BkToCstmrStmt><Stmt><Acct><Ccy>EUR</Ccy></Acct><Ntry>\
    <Amt Ccy=\"EUR\">1.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><NtryDtls><TxDtls/></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>";
const LIST: &str = "N° facture;Client;Date;Montant\nF1;Dupont;31/01/2026;1 234,56\nF2;\"Martin\";01/02/2026;(12)\n";

fn ledger() -> Vec<u8> {
    let row = |account: &str, amount_minor| FecRow {
        posted_on: Some(date(2026, 1, 31)),
        account: account.to_string(),
        amount_minor,
        ..FecRow::default()
    };
    fec::write(
        &[row("411000", 100), row("707000", -100)],
        FecForm::default(),
    )
}

fn check(bytes: &[u8]) -> Result<(), TestCaseError> {
    format::sniff(bytes);
    let read = fec::read(bytes, |_| {});
    prop_assert!(read.facts.summary.lines > 0 || !read.problems.is_empty());
    prop_assert!(read.facts.summary.lines_not_taken <= read.facts.summary.lines);
    let statement = camt::read(bytes);
    prop_assert!(!statement.facts.statements.is_empty() || !statement.problems.is_empty());
    for kind in [
        ListKind::Debtors,
        ListKind::Contacts,
        ListKind::Invoices,
        ListKind::Payments,
    ] {
        let listed = list::read(kind, bytes, None);
        prop_assert!(!listed.facts.rows.is_empty() || !listed.problems.is_empty());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_end_in_facts_or_problems(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        check(&bytes)?;
    }

    #[test]
    fn a_damaged_file_ends_in_facts_or_problems(
        which in 0_usize..3,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut bytes = [ledger(), STATEMENT.into(), LIST.into()][which].clone();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(cut.index(bytes.len()) + 1);
        check(&bytes)?;
    }
}
