//! Every life-cycle message of the test data reads to its row of the expected figures.

mod data_folder;

use data_folder::{bytes, data};
use intake::life_cycle::{self, Characteristic, InvoiceStatus, LifeCycleMessage, StatusMeaning};
use jiff::civil::date;
use receivables::money::Money;

fn message(name: &str) -> Option<LifeCycleMessage> {
    let path = format!("einvoice-lifecycle/PDP-Libre__PA_Communautaire/{name}");
    let read = life_cycle::read(&bytes(&path)?);
    assert!(read.problems.is_empty(), "{name}: {:?}", read.problems);
    read.facts.messages.into_iter().next()
}

fn amounts(status: &InvoiceStatus) -> String {
    let shown = |one: &Characteristic| {
        let values = [one.amount, one.percent];
        let values: Vec<String> = values
            .iter()
            .flatten()
            .map(|value| value.to_string())
            .collect();
        format!("{} {}", one.kind, values.join(" "))
    };
    let shown: Vec<String> = status.characteristics.iter().map(shown).collect();
    shown.join("; ")
}

#[test]
fn every_row_of_the_expected_figures_is_read() {
    let Some(text) = bytes("EXPECTED.md") else {
        return;
    };
    let text = String::from_utf8(text).expect("text");
    let body = text
        .split("## einvoice-lifecycle\n")
        .nth(1)
        .unwrap_or_default();
    let body = body.split("\n## ").next().unwrap_or_default();
    let mut count = 0;
    for line in body.lines().filter(|line| line.contains(".xml")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [
            file,
            invoice,
            status_cell,
            untdid,
            when,
            reason,
            amounts_cell,
        ] = cells.as_slice()
        else {
            panic!("seven cells: {line}")
        };
        let message = message(file).expect("a message");
        let [status] = message.statuses.as_slice() else {
            panic!("one status: {line}")
        };
        assert_eq!(&status.invoice, invoice, "{line}");
        assert_eq!(
            format!("{} {}", status.code, status.label),
            *status_cell,
            "{line}"
        );
        assert_eq!(&status.untdid_code, untdid, "{line}");
        let made_at = message
            .made_at
            .map(|at| at.strftime("%Y%m%d%H%M%S").to_string());
        assert_eq!(made_at.as_deref(), Some(*when), "{line}");
        let reasons: Vec<String> = status
            .reasons
            .iter()
            .map(|one| format!("{} {}", one.code, one.text))
            .collect();
        assert_eq!(reasons.join("; "), *reason, "{line}");
        assert_eq!(amounts(status), *amounts_cell, "{line}");
        let known = status.known().expect("a row of the table");
        assert_eq!(
            known.untdid_code.map(|code| code.to_string()).as_deref(),
            Some(*untdid),
            "{line}"
        );
        count += 1;
    }
    assert_eq!(count, 14);
}

#[test]
fn a_status_means_something_for_the_claim() {
    if data("einvoice-lifecycle").is_none() {
        return;
    }
    let table = [
        (
            "UC1_F202500003_01-CDV-200_Deposee.xml",
            StatusMeaning::Submitted,
        ),
        (
            "UC1_F202500003_02-CDV-202_Recue.xml",
            StatusMeaning::ProvenReceived,
        ),
        (
            "UC1_F202500003_05-CDV-205_Approuvee.xml",
            StatusMeaning::Acknowledged,
        ),
        (
            "UC3_F202500005_04-CDV-210_Refusee.xml",
            StatusMeaning::Refused,
        ),
        (
            "UC4_F202500006_04-CDV-207_En_litige.xml",
            StatusMeaning::InDispute,
        ),
        (
            "UC1_F202500003_06-CDV-211_Paiement_transmis.xml",
            StatusMeaning::PaymentSent {
                amount: Some(Money::eur(1_200_000)),
                sent_on: Some(date(2025, 7, 30)),
            },
        ),
        (
            "UC1_F202500003_07-CDV-212_Encaissee.xml",
            StatusMeaning::Cashed {
                amount: Some(Money::eur(1_200_000)),
            },
        ),
    ];
    for (file, meaning) in table {
        let message = message(file).expect("a message");
        assert_eq!(message.statuses[0].meaning(), meaning, "{file}");
    }
}
