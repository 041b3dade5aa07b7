//! Numbers of debtors that cannot be right: SIREN and SIRET, VAT number, IBAN. A wrong one hides a debtor from the
//! announcements of insolvencies and from its own payments. Only what is owed counts; nothing is refused for it.

use receivables::identifier::{
    check_iban, check_siren, check_siret, check_vat_number, compact, looks_like_iban,
};

use super::{Book, BookDebtor, Finding, Open, What};

pub(super) fn wrong(book: &Book, open: &Open) -> Vec<Finding> {
    let mut found = Vec::new();
    for debtor in &book.debtors {
        let Some(at_stake) = open.claims.get(&debtor.id) else {
            continue;
        };
        found.extend(of_debtor(debtor).into_iter().map(|what| Finding {
            what,
            debtors: vec![debtor.id],
            items: Vec::new(),
            at_stake: at_stake.clone(),
        }));
    }
    found
}

fn of_debtor(debtor: &BookDebtor) -> Vec<What> {
    let mut wrong = Vec::new();
    if let Some(found) = debtor
        .siren
        .as_deref()
        .filter(|text| is_wrong_siren(debtor, text))
    {
        let found = found.to_string();
        wrong.push(What::WrongSiren { found });
    }
    if let Some(found) = debtor.vat_number.as_deref()
        && !compact(found).is_empty()
        && check_vat_number(found).is_wrong()
    {
        let found = found.to_string();
        wrong.push(What::WrongVatNumber { found });
    }
    let accounts = debtor.accounts.iter();
    let misread =
        accounts.filter(|account| looks_like_iban(account) && check_iban(account).is_wrong());
    wrong.extend(misread.cloned().map(|found| What::WrongAccount { found }));
    wrong
}

/// A company of another country has a number of that country's register in its place, which nothing here can
/// judge. What is longer than a SIREN was meant as a SIRET.
fn is_wrong_siren(debtor: &BookDebtor, text: &str) -> bool {
    let length = compact(text).len();
    if debtor.country != "FR" || length == 0 {
        return false;
    }
    let soundness = match length {
        0..=9 => check_siren(text),
        _ => check_siret(text),
    };
    soundness.is_wrong()
}
