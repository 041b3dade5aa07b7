//! Whatever is done to a file of the outside world, reading it ends, in bounded memory, with facts or problems, the
//! same each time, and names only lines that exist. One target for each format; each runs for as many seconds as
//! `RELANCE_FUZZ_SECONDS` says, on its own: `just fuzz camt 10`. It must never need nightly or a fuzzing engine.

#[path = "../data_folder/mod.rs"]
#[allow(dead_code, reason = "shared with the other tests")]
mod data_folder;
mod mutation;
mod packed;
mod reads;
mod seed;
mod small;
mod target;
mod told;
#[path = "../workbooks/mod.rs"]
#[allow(dead_code, reason = "shared with the other tests")]
mod workbooks;

use seed::Source;
use target::{Target, run};

/// One character of a file may make a record, and a record written out names all its fields.
const MANY: usize = 3000;

fn fuzz(
    name: &'static str,
    source: Source,
    small: fn() -> Vec<Vec<u8>>,
    read: fn(&[u8]) -> told::Told,
) {
    let most_per_byte = MANY;
    run(&Target {
        name,
        source,
        small,
        read,
        most_per_byte,
    });
}

const fn from(folders: &'static [&'static str], endings: &'static [&'static str]) -> Source {
    Source { folders, endings }
}

fn bytes(texts: &[&str]) -> Vec<Vec<u8>> {
    texts.iter().map(|text| text.as_bytes().to_vec()).collect()
}

#[test]
fn fec() {
    fuzz(
        "fec",
        from(&["fec"], &[]),
        || vec![small::ledger()],
        reads::ledger,
    );
}

#[test]
fn camt() {
    fuzz(
        "camt",
        from(&["bank-camt"], &[]),
        || bytes(&[small::CAMT]),
        reads::camt_file,
    );
}

#[test]
fn cfonb() {
    fuzz(
        "cfonb",
        from(&["bank-cfonb"], &[]),
        || bytes(&[small::CFONB]),
        reads::cfonb_file,
    );
}

#[test]
fn mt940() {
    fuzz(
        "mt940",
        from(&["bank-mt940"], &[]),
        || bytes(&small::MT940),
        reads::mt940_file,
    );
}

#[test]
fn ofx() {
    fuzz(
        "ofx",
        from(&["bank-ofx-qif-csv"], &[".ofx", ".qfx"]),
        || bytes(&small::OFX),
        reads::ofx_file,
    );
}

#[test]
fn qif() {
    fuzz(
        "qif",
        from(&["bank-ofx-qif-csv"], &[".qif"]),
        || bytes(&[small::QIF]),
        reads::qif_file,
    );
}

#[test]
fn bank_table() {
    let small = || [vec![small::TABLE.into()], small::workbooks(small::TABLE)].concat();
    fuzz(
        "bank_table",
        from(&["bank-ofx-qif-csv"], &[".csv", ".xlsx", ".txt"]),
        small,
        reads::table_file,
    );
}

#[test]
fn payment_order() {
    fuzz(
        "payment_order",
        from(&["sepa"], &[".xml"]),
        || bytes(&small::ORDERS),
        reads::order,
    );
}

#[test]
fn payment_status() {
    fuzz(
        "payment_status",
        from(&["sepa"], &[".xml"]),
        || bytes(&[small::STATUS]),
        reads::status,
    );
}

#[test]
fn invoice() {
    fuzz(
        "invoice",
        from(&["einvoice"], &[".xml"]),
        || bytes(&[small::UBL]),
        reads::e_invoice,
    );
}

#[test]
fn hybrid() {
    fuzz(
        "hybrid",
        from(&["einvoice"], &[".pdf"]),
        || vec![small::pdf()],
        reads::hybrid_file,
    );
}

#[test]
fn life_cycle() {
    fuzz(
        "life_cycle",
        from(&["einvoice-lifecycle"], &[".xml"]),
        || bytes(&[small::CDAR]),
        reads::life_cycle_message,
    );
}

#[test]
fn mail() {
    fuzz(
        "mail",
        from(&["email"], &[]),
        || bytes(&[small::MESSAGE]),
        reads::message,
    );
}

#[test]
fn bodacc() {
    fuzz(
        "bodacc",
        from(&["bodacc"], &[]),
        || bytes(&[small::ANNOUNCEMENTS]),
        reads::announcements,
    );
}

#[test]
fn list() {
    let small = || [bytes(&small::LISTS), small::workbooks(small::LISTS[0])].concat();
    fuzz(
        "list",
        from(&["tool-exports", "payment-history"], &[".csv"]),
        small,
        reads::lists,
    );
}

#[test]
fn cash_list() {
    let small = || [bytes(&small::LISTS), small::workbooks(small::LISTS[0])].concat();
    fuzz(
        "cash_list",
        from(&["tool-exports", "ar-history"], &[".csv"]),
        small,
        reads::cash_lists,
    );
}

#[test]
fn archive() {
    fuzz(
        "archive",
        from(&["bank-camt", "bank-ofx-qif-csv"], &[".zip", ".xlsx"]),
        small::archives,
        reads::archive_file,
    );
}

#[test]
fn any_format() {
    let small = || {
        [
            bytes(&[
                small::CAMT,
                small::CFONB,
                small::UBL,
                small::CDAR,
                small::TABLE,
            ]),
            small::archives(),
            small::workbooks(small::LISTS[0]),
        ]
        .concat()
    };
    let folders = &[
        "bank-camt",
        "bank-mt940",
        "bank-cfonb",
        "bank-ofx-qif-csv",
        "fec",
        "email",
        "einvoice-lifecycle",
        "sepa",
        "bodacc",
    ];
    fuzz("any_format", from(folders, &[]), small, reads::any_format);
}
