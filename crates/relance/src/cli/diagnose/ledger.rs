//! From the receivables rebuilt out of a FEC to the ledger a diagnosis looks at. It must not invent a
//! payment: only money booked through a bank or cash entry counts as one.

use insight::ledger::{
    Ledger, LedgerCredit, LedgerDebtor, LedgerInvoice, SettledBy, SettledElsewhere, Settlement,
};
use intake::fec::{ItemKind, RebuiltItem, Receivables};
use receivables::currency::Currency;

/// Where an item of the FEC went.
#[derive(Clone, Copy)]
enum Place {
    Invoice(usize),
    Credit(usize),
    Nowhere,
}

/// The ledger of a FEC, in euros.
pub fn of(receivables: &Receivables) -> Ledger {
    let mut ledger = Ledger {
        currency: Currency::EUR,
        debtors: debtors(receivables),
        invoices: Vec::new(),
        credits: Vec::new(),
    };
    let mut places = Vec::with_capacity(receivables.items.len());
    for item in &receivables.items {
        places.push(match item.amount_minor {
            0 => Place::Nowhere,
            1.. => {
                ledger.invoices.push(invoice(item));
                Place::Invoice(ledger.invoices.len() - 1)
            }
            _ => {
                ledger.credits.push(credit(item));
                Place::Credit(ledger.credits.len() - 1)
            }
        });
    }
    for link in &receivables.links {
        let by = match receivables.items[link.from as usize].kind {
            ItemKind::Payment => SettledBy::Payment,
            _ => SettledBy::Credit,
        };
        if let Place::Invoice(rank) = places[link.to as usize] {
            ledger.invoices[rank].settlements.push(Settlement {
                on: link.on,
                amount_minor: link.amount_minor,
                by,
            });
        }
        if let Place::Credit(rank) = places[link.from as usize] {
            ledger.credits[rank]
                .allocations
                .push((link.on, link.amount_minor));
        }
    }
    ledger
}

fn debtors(receivables: &Receivables) -> Vec<LedgerDebtor> {
    let named = receivables.debtors.iter().map(|debtor| {
        let key = receivables.text(debtor.key).to_string();
        let name = receivables.text(debtor.name);
        LedgerDebtor {
            name: if name.is_empty() {
                key.clone()
            } else {
                name.to_string()
            },
            key,
        }
    });
    named.collect()
}

fn invoice(item: &RebuiltItem) -> LedgerInvoice {
    LedgerInvoice {
        debtor: item.debtor as usize,
        issued_on: item.issued_on,
        due_on: None,
        amount_minor: item.amount_minor,
        is_sale: item.kind == ItemKind::Invoice,
        settlements: Vec::new(),
        settled_elsewhere: item.settled_elsewhere.map(|elsewhere| SettledElsewhere {
            by_on: elsewhere.lettered_on,
            closed_on: elsewhere.closed_on,
        }),
    }
}

fn credit(item: &RebuiltItem) -> LedgerCredit {
    let amount_minor = item.amount_minor.saturating_neg();
    let elsewhere = item
        .settled_elsewhere
        .map(|settled| (settled.lettered_on.unwrap_or(item.posted_on), amount_minor));
    LedgerCredit {
        debtor: item.debtor as usize,
        on: item.issued_on,
        amount_minor,
        is_credit_note: item.kind == ItemKind::CreditNote,
        allocations: elsewhere.into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const FEC: &str = "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise
VE\tVentes\t1\t20250110\t411000\tClients\tC1\tDupont\tF1\t20250110\tFacture\t120,00\t0,00\tA\t20250301\t\t\t
VE\tVentes\t1\t20250110\t706000\tVentes\t\t\tF1\t20250110\tFacture\t0,00\t120,00\t\t\t\t\t
VE\tVentes\t2\t20250115\t411000\tClients\tC1\tDupont\tA1\t20250115\tAvoir\t0,00\t20,00\tA\t20250301\t\t\t
VE\tVentes\t2\t20250115\t706000\tVentes\t\t\tA1\t20250115\tAvoir\t20,00\t0,00\t\t\t\t\t
BQ\tBanque\t3\t20250225\t411000\tClients\tC1\tDupont\tV1\t20250225\tVirement\t0,00\t100,00\tA\t20250301\t\t\t
BQ\tBanque\t3\t20250225\t512000\tBanque\t\t\tV1\t20250225\tVirement\t100,00\t0,00\t\t\t\t\t
";

    #[test]
    fn a_credit_note_settles_without_being_a_payment() {
        let reading = intake::fec::read(FEC.as_bytes(), |_| {});
        let ledger = of(&reading.facts.receivables);
        assert_eq!(
            (
                ledger.debtors.len(),
                ledger.invoices.len(),
                ledger.credits.len()
            ),
            (1, 1, 2)
        );
        let invoice = &ledger.invoices[0];
        let mut settled: Vec<(SettledBy, i64)> = invoice
            .settlements
            .iter()
            .map(|part| (part.by, part.amount_minor))
            .collect();
        settled.sort_by_key(|(_, amount)| *amount);
        assert_eq!(
            settled,
            [(SettledBy::Credit, 2_000), (SettledBy::Payment, 10_000)]
        );
        assert_eq!(invoice.open_minor(date(2025, 2, 24)), 10_000);
        assert_eq!(invoice.open_minor(date(2025, 2, 25)), 0);
        let unallocated: i64 = ledger
            .credits
            .iter()
            .map(|credit| credit.unallocated_minor(date(2025, 12, 31)))
            .sum();
        assert_eq!(unallocated, 0);
    }
}
