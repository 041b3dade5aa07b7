//! Every camt of the test data reads to the figures computed by independent tools.

mod data_folder;

use data_folder::{bytes, data};
use intake::bank::{BankBalance, BankStatement, EntryStatus, StatementPart};
use intake::camt;
use intake::reading::ProblemKind;
use rust_decimal::Decimal;

/// file # statement | message | account | entries / transactions | credit | debit | opening > closing | adds up
const EXPECTED: &str = "
genkgo__camt/camt053.v2.all-balance-types.xml#1|camt.053.001.02|CH2801234000123456789|1/1|8.850|0|1.01>4.04|no
genkgo__camt/camt053.v2.five.decimals.xml#1|camt.053.001.02|NL26VAYB8060476890|1/1|8.850|0|18.150>27.050|no
genkgo__camt/camt053.v2.minimal.xml#1|camt.053.001.02|NL26VAYB8060476890|1/1|8.85|0|18.15>-27.00|no
genkgo__camt/camt053.v2.multi.statement.xml#1|camt.053.001.02|NL26VAYB8060476890|1/1|8.85|0|18.15>27.00|yes
genkgo__camt/camt053.v2.multi.statement.xml#2|camt.053.001.02|NL26VAYB8060476890|1/1|0|7.00|27.00>20.00|yes
genkgo__camt/camt053.v2.with-party-ids.xml#1|camt.053.001.02|NL26VAYB8060476890|1/1|8.85|0|18.15>-27.00|no
genkgo__camt/camt053.v3.xml#1|camt.053.001.03|NL26VAYB8060476890|1/1|8.85|0|18.15>-27.00|no
genkgo__camt/camt053.v4.xml#1|camt.053.001.04|NL26VAYB8060476890|1/1|8.85|0|18.15>-27.00|no
genkgo__camt/camt054.v2.xml#1|camt.054.001.02|CH2801234000123456789|1/3|0|200000|>|
genkgo__camt/camt054.v4.xml#1|camt.054.001.04|CH2801234000123456789|1/3|0|200000|>|
genkgo__camt/camt052.v2.xml#1|camt.052.001.02|CH2801234000123456789|1/1|0|200000|>|
genkgo__camt/camt052.v6.xml#1|camt.052.001.06|CH2801234000123456789|1/1|0|200000|>|
viafintech__camt_parser/valid_example.xml#1|camt.053.001.02|DE14740618130000033626|4/5|1.00|11.00|33.06>23.06|yes
viafintech__camt_parser/valid_example_v4.xml#1|camt.053.001.04|CH0309000000250090342|13/32|1810.56|1272.95|322152.16>322689.77|yes
viafintech__camt_parser/valid_example_with_batch.xml#1|camt.053.001.02|NL18INGB00012345678|3/2|7688.00|4753.74|7329.80>23038.20|no
viafintech__camt_parser/valid_example_with_instdamt.xml#1|camt.053.001.02|CH9788761065025111111|1/1|4500.00|0|100>4500.00|no
Subite-eu__camt-to-coda/BE68793230773034-202411.xml#1|camt.053.001.02|BE68793230773034|268/268|180000|151831.25|59370.37>87539.12|yes
Subite-eu__camt-to-coda/account_statement.xml#1|camt.053.001.02|BE86463768548050|3/3|789904.4|789904.40|0>0|yes
Subite-eu__camt-to-coda/2024-11-05.xml#1|camt.054.001.10|LT809872649478701594|1/500|0|84860.83|>|
Subite-eu__camt-to-coda/2024-11-06.xml#1|camt.054.001.10|LT809872649478701594|1/500|0|21177.32|>|
Subite-eu__camt-to-coda/CAMT_052__2024-03-11.xml#1|camt.052.001.06|LT809872649478701594|0/0|0|0|>|
Subite-eu__camt-to-coda/CAMT_052__2024-03-12.xml#1|camt.052.001.06|LT809872649478701594|0/0|0|0|>|
Subite-eu__camt-to-coda/CAMT_052__2024-04-10.xml#1|camt.052.001.06|LT809872649478701594|0/0|0|0|>|
Subite-eu__camt-to-coda/CAMT_052__2024-04-11.xml#1|camt.052.001.06|LT809872649478701594|0/0|0|0|>|
Subite-eu__camt-to-coda/CAMT_052__2024-04-12.xml#1|camt.052.001.06|LT809872649478701594|0/0|0|0|>|
OCA__bank-statement-import/test-camt053#1|camt.053.001.02|NL77ABNA0574908765|3/4|1405.31|1418.30|15568.27>15121.12|no
OCA__bank-statement-import/test-camt054#1|camt.054.001.04|NL77ABNA0574908765|1/1|5.00|0|>|
kedder__ofxstatement-iso20022/camt053.xml#1|camt.053.001.08|0035-2915203-10-000|1/1|1284.30|0|832.01>2116.31|yes
kedder__ofxstatement-iso20022/simple.xml#1|camt.053.001.02|LT000000000000000000|4/4|0|181.01|306.53>125.52|yes
hbci4j__hbci4java/test-camt-ruecklastschrift.xml#1|camt.052.001.02|DE1234567890|1/1|0|53.00|100.00>100.00|no
hbci4j__hbci4java/test-camt-parse-05200102.xml#1|camt.052.001.02|DE12345678901234567890|2/2|10.50|0|100.00>110.50|yes
prowide__prowide-iso20022/camt.053.001.07.xml#1|camt.053.001.07|2345234534|0/0|0|0|>|
";

/// The same, for the files of an archive.
const EXPECTED_IN_ARCHIVE: &str = "
test-camt053_02.xml#1|camt.053.001.02|NL77ABNA0574908765|3/3|1405.31|1348.30|15568.27>15121.12|no
test-camt053_03.xml#1|camt.053.001.02|NL77ABNA0574908765|3/3|1405.31|1348.30|15568.27>15121.12|no
";

#[test]
fn every_statement_reads_to_its_figures() {
    for line in EXPECTED.lines().filter(|line| !line.is_empty()) {
        let (path, _) = line.split_once('#').expect("a file and a statement");
        if let Some(bytes) = bytes(&format!("bank-camt/{path}")) {
            check(line, &bytes);
            check_in_parts(line, &bytes);
        }
    }
}

#[test]
fn an_archive_of_statements_reads_to_their_figures() {
    let Some(bytes) = bytes("bank-camt/OCA__bank-statement-import/test-camt053.zip") else {
        return;
    };
    let members = intake::archive::members(&bytes);
    assert!(members.problems.is_empty(), "{:?}", members.problems);
    assert_eq!(members.facts.len(), 2);
    for line in EXPECTED_IN_ARCHIVE.lines().filter(|line| !line.is_empty()) {
        let (name, _) = line.split_once('#').expect("a file and a statement");
        let member = members.facts.iter().find(|one| one.name.ends_with(name));
        check(line, &member.expect("a file of the archive").bytes);
    }
}

#[test]
fn no_file_of_the_folder_is_left_out() {
    let Some(folder) = data("bank-camt") else {
        return;
    };
    let mut count = 0;
    for origin in std::fs::read_dir(folder).expect("a folder") {
        let origin = origin.expect("an origin").path();
        for file in std::fs::read_dir(&origin).expect("a folder") {
            let path = file.expect("a file").path();
            let name = path
                .file_name()
                .expect("a name")
                .to_string_lossy()
                .to_string();
            let is_daily = name.starts_with("2024-0");
            let is_apart = name == "camt053.v2.wrong.xml" || name.ends_with(".zip");
            let place = format!("/{name}#");
            assert!(
                is_daily || is_apart || EXPECTED.contains(&place),
                "{} has no line",
                path.display()
            );
            count += 1;
        }
    }
    assert_eq!(count, 92);
}

/// Reading in parts, a few bytes at a time, gives what reading from memory gives.
fn check_in_parts(line: &str, bytes: &[u8]) {
    let whole = camt::read(bytes);
    let mut statements: Vec<BankStatement> = Vec::new();
    let input = std::io::BufReader::with_capacity(1000, bytes);
    let mut entries = Vec::new();
    let read = camt::read_from(input, &mut |part| match part {
        StatementPart::Opened(_) => {}
        StatementPart::Entries(some) => entries.extend(some),
        StatementPart::Closed(mut statement) => {
            statement.entries = std::mem::take(&mut entries);
            statements.push(*statement);
        }
    });
    assert_eq!(statements, whole.facts.statements, "{line}");
    assert_eq!(read.problems, whole.problems, "{line}");
}

fn check(line: &str, bytes: &[u8]) {
    let fields: Vec<&str> = line.split('|').collect();
    let [
        place,
        message,
        account,
        counts,
        credit,
        debit,
        balances,
        adds_up,
    ] = fields.as_slice()
    else {
        panic!("eight fields: {line}")
    };
    let (_, rank) = place.split_once('#').expect("a file and a statement");
    let file = camt::read(bytes).facts;
    let rank: usize = rank.parse().expect("a rank");
    let statement = file
        .statements
        .get(rank - 1)
        .unwrap_or_else(|| panic!("a statement in {line}"));
    assert_eq!(&file.message_name, message, "{line}");
    assert_eq!(&statement.account, account, "{line}");
    let transactions: usize = statement
        .entries
        .iter()
        .map(|entry| entry.transactions.len())
        .sum();
    assert_eq!(
        &format!("{}/{transactions}", statement.entries.len()),
        counts,
        "{line}"
    );
    let decimal = |text: &str| text.parse::<Decimal>().ok();
    assert_eq!(
        (Some(statement.credits), Some(statement.debits)),
        (decimal(credit), decimal(debit)),
        "{line}"
    );
    let (opening, closing) = balances.split_once('>').expect("two balances");
    let exact = |balance: Option<BankBalance>| balance.map(|balance| balance.exact);
    assert_eq!(
        (exact(statement.opening), exact(statement.closing)),
        (decimal(opening), decimal(closing)),
        "{line}"
    );
    let expected = match *adds_up {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    assert_eq!(statement.adds_up(), expected, "{line}");
}

#[test]
fn a_message_without_statement_says_so() {
    let Some(bytes) = bytes("bank-camt/genkgo__camt/camt053.v2.wrong.xml") else {
        return;
    };
    let read = camt::read(&bytes);
    assert!(read.facts.statements.is_empty());
    assert!(read.problems.contains(ProblemKind::NoStatement));
}

#[test]
fn two_months_of_daily_statements_follow_each_other() {
    let Some(folder) = data("bank-camt/Subite-eu__camt-to-coda") else {
        return;
    };
    let mut days: Vec<_> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|file| file.expect("a file").path())
        .filter(|path| path.file_name().is_some_and(|name| name.len() == 14))
        .filter(|path| path.to_string_lossy().contains("/2024-0"))
        .collect();
    days.sort();
    let mut statements: Vec<BankStatement> = Vec::new();
    for path in &days {
        statements.extend(
            camt::read(&std::fs::read(path).expect("readable"))
                .facts
                .statements,
        );
    }
    assert_eq!(days.len(), 59);
    assert!(
        statements
            .iter()
            .all(|statement| statement.adds_up() == Some(true))
    );
    let check =
        |account: &str, entries: usize, credit: &str, debit: &str, opening: &str, closing: &str| {
            let of: Vec<&BankStatement> = statements
                .iter()
                .filter(|one| one.account == account)
                .collect();
            assert_eq!(
                (
                    of.len(),
                    of.iter().map(|one| one.entries.len()).sum::<usize>()
                ),
                (59, entries)
            );
            let sum = |pick: fn(&BankStatement) -> Decimal| {
                of.iter().map(|one| pick(one)).sum::<Decimal>().to_string()
            };
            assert_eq!(
                (sum(|one| one.credits), sum(|one| one.debits)),
                (credit.to_string(), debit.to_string())
            );
            let exact = |balance: Option<BankBalance>| balance.map(|one| one.exact.to_string());
            assert_eq!(exact(of[0].opening).as_deref(), Some(opening));
            assert_eq!(exact(of[58].closing).as_deref(), Some(closing));
            assert!(
                of.windows(2)
                    .all(|pair| exact(pair[0].closing) == exact(pair[1].opening))
            );
        };
    check(
        "LT625883379695428516",
        491,
        "92256907.05",
        "94208950.71",
        "21081222.58",
        "19129178.92",
    );
    check("LT414319056143772570", 2, "0", "4000", "4801.55", "801.55");
}

/// The first statement of a file.
fn statement(path: &str) -> Option<BankStatement> {
    let bytes = bytes(&format!("bank-camt/{path}"))?;
    camt::read(&bytes).facts.statements.into_iter().next()
}

#[test]
fn a_batch_that_only_counts_its_orders_is_one_entry() {
    let Some(read) = statement("viafintech__camt_parser/valid_example_with_batch.xml") else {
        return;
    };
    assert!(
        read.entries
            .iter()
            .any(|entry| entry.transactions.is_empty() && entry.declared_transactions.is_some())
    );
}

#[test]
fn five_hundred_details_for_information_are_not_booked() {
    let Some(read) = statement("Subite-eu__camt-to-coda/2024-11-05.xml") else {
        return;
    };
    let entry = &read.entries[0];
    assert_eq!(entry.status, EntryStatus::Information);
    assert!(entry.transactions.iter().all(|one| {
        one.amount.is_some() && !one.transaction_id.is_empty() && !one.counterparty_bank.is_empty()
    }));
}

#[test]
fn a_returned_direct_debit_tells_its_fee_and_its_reason() {
    let Some(read) = statement("hbci4j__hbci4java/test-camt-ruecklastschrift.xml") else {
        return;
    };
    let entry = &read.entries[0];
    let one = &entry.transactions[0];
    assert!(entry.takes_back(Some(one)));
    assert_eq!(entry.amount.minor, -5300);
    assert_eq!(one.instructed.map(|amount| amount.minor), Some(5000));
    assert_eq!(one.charges.len(), 1, "a fee of nothing is no fee");
    assert_eq!(one.charges[0].amount.minor, 300);
    assert_eq!(one.return_reason, "MS03");
    assert_eq!(one.return_text, "RUECKLASTSCHRIFT Sonstige Gruende");
    assert_eq!(one.mandate_id, "TEST1234");
    assert_eq!(one.counterparty_name, "Sven Schuldner");
}

#[test]
fn a_party_without_a_name_is_told_by_its_number() {
    let Some(read) = statement("genkgo__camt/camt053.v2.with-party-ids.xml") else {
        return;
    };
    let one = &read.entries[0].transactions[0];
    assert!(!one.counterparty_identifier.is_empty(), "{one:?}");
}
