//! Every order and status report of the test data reads to the figures computed by independent tools.

mod data_folder;

use data_folder::bytes;
use intake::format::{self, Format};
use intake::payment_status::PaymentState;
use intake::reading::ProblemKind;
use intake::{camt, payment_order, payment_status};
use rust_decimal::Decimal;

/// file | message | declared payments / sum | blocks | payments | sum | mandates
const ORDERS: &str = "
salesking__sepa_king/pain.001.001.03.xml|pain.001.001.03|2/6655.86|1|2|6655.86|0
salesking__sepa_king/pain.008.003.02.xml|pain.008.003.02|2/6655.86|1|2|6655.86|2
salesking__sepa_king/pain.001.001.03.ch.02.xml|pain.001.001.03.ch.02|3/15850.00|2|3|15850.00|0
php-sepa-xml__php-sepa-xml/pain.008.001.02.xml|pain.008.001.02|1/12.34|1|1|12.34|1
php-sepa-xml__php-sepa-xml/pain.008.001.08.xml|pain.008.001.08|1/12.34|1|1|12.34|1
php-sepa-xml__php-sepa-xml/pain.001.001.09.xml|pain.001.001.09|1/12.34|1|1|12.34|0
";

#[test]
fn every_order_reads_to_its_figures() {
    for line in ORDERS.lines().filter(|line| !line.is_empty()) {
        let fields: Vec<&str> = line.split('|').collect();
        let [path, message, declared, blocks, payments, sum, mandates] = fields[..] else {
            panic!("seven fields: {line}")
        };
        let Some(bytes) = bytes(&format!("sepa/{path}")) else {
            continue;
        };
        let read = payment_order::read(&bytes);
        assert!(read.problems.is_empty(), "{line}: {:?}", read.problems);
        let order = read.facts;
        assert_eq!(order.message_name, message, "{line}");
        assert_eq!(format::dialect(&bytes), message, "{line}");
        let told = (order.declared_transactions, order.declared_sum);
        let (count, control) = declared.split_once('/').expect("two figures");
        let number = |text: &str| text.parse::<Decimal>().expect("a number");
        assert_eq!(told, (count.parse().ok(), Some(number(control))), "{line}");
        let with_mandate = order
            .transactions()
            .filter(|one| !one.mandate_id.is_empty());
        let counts = [
            order.blocks.len(),
            order.transactions().count(),
            with_mandate.count(),
        ];
        let expected: [usize; 3] =
            [blocks, payments, mandates].map(|text| text.parse().expect("a count"));
        assert_eq!(counts, expected, "{line}");
        assert_eq!(order.control_sum(), number(sum), "{line}");
        assert!(order.transactions().all(|one| {
            one.amount.is_some() && !(one.party_name.is_empty() && one.party_account.is_empty())
        }));
        let not_a_statement = camt::read(&bytes);
        assert!(
            not_a_statement
                .problems
                .contains(ProblemKind::AnotherMessage),
            "{line}"
        );
    }
}

#[test]
fn a_name_that_does_not_match_is_told_for_the_payment() {
    let Some(bytes) = bytes("sepa/hbci4j__hbci4java/test-pain-parse-0020110-01.xml") else {
        return;
    };
    assert_eq!(format::sniff(&bytes), Format::PaymentStatus);
    let read = payment_status::read(&bytes);
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    let report = read.facts;
    assert_eq!(report.message_name, "");
    assert_eq!(report.original_message_name, "pain.001");
    assert_eq!(
        report.status.as_ref().map(|one| one.code.as_str()),
        Some("RVMC")
    );
    assert!(report.reasons[0].words.starts_with("RVNM Der Name"));
    let [block] = &report.blocks[..] else {
        panic!("one block")
    };
    assert_eq!(block.payment_information_id, "2025-10-20T23:33:49:0045");
    assert_eq!(block.counts.len(), 5);
    let [payment] = &block.transactions[..] else {
        panic!("one payment")
    };
    let state = payment.status.as_ref().map(|one| one.state);
    assert_eq!(state, Some(PaymentState::NameDiffers));
    assert_eq!(payment.creditor_name, "Max Mustermann");
    assert_eq!(
        payment.original_end_to_end_id,
        "a34743b9-fb22-4ec6-9947-03b7e191584e"
    );
}

#[test]
fn a_report_without_payments_has_the_status_of_its_block() {
    let Some(bytes) = bytes("sepa/hbci4j__hbci4java/test-pain-parse-0020110-03.xml") else {
        return;
    };
    let read = payment_status::read(&bytes);
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    let report = read.facts;
    assert_eq!(report.message_name, "pain.002.001.10");
    assert_eq!(report.original_sum, Some(Decimal::from(488)));
    let state = report.blocks[0].status.as_ref().map(|one| one.state);
    assert_eq!(state, Some(PaymentState::NameMatches));
    assert!(report.blocks[0].transactions.is_empty() && report.failed().is_empty());
}
