//! Debtors and invoices that stand twice. Two debtors are proposed together on one strong mark (a company
//! number, an account) or on the same name; never across two company numbers that differ.

use std::collections::{BTreeMap, BTreeSet};

use receivables::identity::DebtorId;
use receivables::money::Balances;

use super::{Book, BookDebtor, BookItem, Finding, Open, SameBy, What, sum};

/// More debtors than this under one mark are no duplicates but a mark that means nothing.
const MOST_TOGETHER: usize = 6;

/// Words that say only of which form a company is.
const FORMS: [&str; 22] = [
    "SARL",
    "SAS",
    "SASU",
    "SA",
    "EURL",
    "SCI",
    "SNC",
    "SELARL",
    "EI",
    "EIRL",
    "ETS",
    "STE",
    "SOCIETE",
    "ETABLISSEMENTS",
    "GMBH",
    "AG",
    "LTD",
    "LIMITED",
    "BV",
    "NV",
    "SRL",
    "SPA",
];

pub(super) fn debtors(book: &Book, open: &Open) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut told: BTreeSet<Vec<DebtorId>> = BTreeSet::new();
    for by in [
        SameBy::Siren,
        SameBy::VatNumber,
        SameBy::Account,
        SameBy::NameAndPlace,
        SameBy::Name,
    ] {
        let mut together: BTreeMap<String, Vec<&BookDebtor>> = BTreeMap::new();
        for debtor in &book.debtors {
            for mark in marks(debtor, by) {
                together.entry(mark).or_default().push(debtor);
            }
        }
        for alike in together.into_values() {
            if !(2..=MOST_TOGETHER).contains(&alike.len()) || are_told_apart(&alike) {
                continue;
            }
            let mut ids: Vec<DebtorId> = alike.iter().map(|debtor| debtor.id).collect();
            ids.sort_unstable();
            ids.dedup();
            if ids.len() < 2 || !told.insert(ids.clone()) {
                continue;
            }
            let mut at_stake = Balances::default();
            let sums = ids.iter().filter_map(|id| open.claims.get(id));
            sums.flat_map(Balances::iter)
                .for_each(|amount| at_stake.add(amount));
            found.push(Finding {
                what: What::DuplicateDebtors { by },
                debtors: ids,
                items: Vec::new(),
                at_stake,
            });
        }
    }
    found
}

/// Two company numbers that differ are two companies, whatever they are called.
fn are_told_apart(alike: &[&BookDebtor]) -> bool {
    let numbers: BTreeSet<String> = alike
        .iter()
        .filter_map(|debtor| debtor.siren.as_deref())
        .map(bare)
        .collect();
    numbers.len() > 1
}

fn marks(debtor: &BookDebtor, by: SameBy) -> Vec<String> {
    let some = |text: Option<&str>| {
        let bare = text.map(bare).filter(|mark| mark.len() >= 5);
        bare.into_iter().collect()
    };
    match by {
        SameBy::Siren => some(debtor.siren.as_deref()),
        SameBy::VatNumber => some(debtor.vat_number.as_deref()),
        SameBy::Account => debtor
            .accounts
            .iter()
            .map(|account| bare(account))
            .collect(),
        SameBy::Name => core(&debtor.name).into_iter().collect(),
        SameBy::NameAndPlace => {
            let place = debtor.post_code.as_deref().filter(|code| !code.is_empty());
            let both = core(&debtor.name).zip(place);
            both.map(|(name, place)| format!("{name}|{place}"))
                .into_iter()
                .collect()
        }
    }
}

fn bare(text: &str) -> String {
    text.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|letter| letter.to_ascii_uppercase())
        .collect()
}

/// A name without accents, case, punctuation and the form of the company; nothing when little is left.
fn core(name: &str) -> Option<String> {
    let plain: String = name.chars().map(plain).collect();
    let words: Vec<&str> = plain
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty() && !FORMS.contains(word))
        .collect();
    let core = words.concat();
    (core.len() >= 4).then_some(core)
}

fn plain(letter: char) -> char {
    let upper = letter.to_uppercase().next().unwrap_or(letter);
    match upper {
        'À' | 'Â' | 'Ä' | 'Á' => 'A',
        'É' | 'È' | 'Ê' | 'Ë' => 'E',
        'Î' | 'Ï' | 'Í' => 'I',
        'Ô' | 'Ö' | 'Ó' => 'O',
        'Ù' | 'Û' | 'Ü' | 'Ú' => 'U',
        'Ç' => 'C',
        'Ñ' => 'N',
        other => other,
    }
}

/// The same number, amount and instalment on several open items: one invoice that came twice.
pub(super) fn invoices(book: &Book) -> Vec<Finding> {
    let mut together: BTreeMap<(String, i64, u32, String), Vec<&BookItem>> = BTreeMap::new();
    for item in book.items.iter().filter(|item| item.kind.is_claim()) {
        let number = bare(&item.reference);
        // A number of one or two figures is a rank, not a number.
        if number.len() < 3 {
            continue;
        }
        let kind = item.kind.code().to_string();
        let key = (
            number,
            item.amount.minor,
            item.instalment,
            kind + item.amount.currency.code(),
        );
        together.entry(key).or_default().push(item);
    }
    let twice = together.into_values().filter(|items| items.len() > 1);
    let finding = |items: Vec<&BookItem>| {
        let mut debtors: Vec<DebtorId> = items.iter().map(|item| item.debtor).collect();
        debtors.sort_unstable();
        debtors.dedup();
        Finding {
            what: What::DuplicateInvoices {
                number: items[0].reference.clone(),
            },
            debtors,
            items: items.iter().map(|item| item.id).collect(),
            at_stake: sum(items.into_iter().skip(1)),
        }
    };
    twice.map(finding).collect()
}
