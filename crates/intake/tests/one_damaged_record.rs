//! One record of a file is damaged: every other record is read as it was, and what is lost is told by its line.
//! The damage stays within the record; what a format cannot tell from a record of its own is not damage.

use intake::bank::BankFile;
use intake::list::ListKind;
use intake::reading::{Problems, Reading};
use intake::{announcement, bank, fec, list, mail, payment_order, payment_status};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::TestRunner;

/// Records of each file.
const RECORDS: usize = 9;

/// What was read, one text for each record, with the problems.
type Read = (Vec<String>, Problems);

/// How a lost record is told.
#[derive(Clone, Copy)]
enum Tells {
    /// A problem names one of its lines, or the one after.
    TheLine,
    /// A line without its mark goes on from the one before, JSON is read as a whole: a balance or the whole file is told.
    ThatSomethingIsMissing,
    /// Damage may make of it something as good as itself, which nothing tells from what was meant: a line on an account
    /// that is no customer's, the text of the message before, the second line of a label.
    NothingForCertain,
}

/// A file made of records.
#[derive(Clone, Copy)]
struct Form {
    name: &'static str,
    head: &'static str,
    /// A record by its rank; `REF0001` stands in it, and it ends its line.
    record: fn(usize) -> String,
    tail: &'static str,
    read: fn(&[u8]) -> Read,
    tells: Tells,
    /// What damage is made of: no start of a record of the format.
    alphabet: &'static str,
}

#[derive(Clone, Debug)]
enum Damage {
    Overwrite(Index, String),
    Insert(Index, String),
    Delete(Index, usize),
    Replace(String),
    CutEnd(Index),
}

fn damage(alphabet: &'static str) -> impl Strategy<Value = Damage> {
    let noise = move || {
        let letters: Vec<char> = alphabet.chars().collect();
        proptest::collection::vec(proptest::sample::select(letters), 1..40)
            .prop_map(|text| text.into_iter().collect::<String>())
    };
    prop_oneof![
        (any::<Index>(), noise()).prop_map(|(at, text)| Damage::Overwrite(at, text)),
        (any::<Index>(), noise()).prop_map(|(at, text)| Damage::Insert(at, text)),
        (any::<Index>(), 1_usize..60).prop_map(|(at, length)| Damage::Delete(at, length)),
        noise().prop_map(Damage::Replace),
        any::<Index>().prop_map(Damage::CutEnd),
    ]
}

/// A record after the damage; what ends it still stands.
fn damaged(record: &str, damage: &Damage) -> String {
    let inside = record.trim_end_matches('\n');
    let mut letters: Vec<char> = inside.chars().collect();
    let count = letters.len();
    match damage {
        Damage::Overwrite(at, text) => {
            for (at, letter) in (at.index(count)..count).zip(text.chars()) {
                letters[at] = letter;
            }
        }
        Damage::Insert(at, text) => {
            let at = at.index(count);
            letters.splice(at..at, text.chars());
        }
        Damage::Delete(at, length) => {
            let at = at.index(count);
            letters.drain(at..count.min(at + length));
        }
        Damage::Replace(text) => letters = text.chars().collect(),
        Damage::CutEnd(at) => letters.truncate(at.index(count)),
    }
    letters
        .into_iter()
        .chain(record[inside.len()..].chars())
        .collect()
}

fn check(form: &Form, rank: usize, damage: &Damage) -> Result<(), TestCaseError> {
    let records: Vec<String> = (1..=RECORDS).map(form.record).collect();
    let file = |records: &[String]| [form.head, &records.concat(), form.tail].concat();
    let (whole, problems) = (form.read)(file(&records).as_bytes());
    prop_assert_eq!(
        whole.len(),
        RECORDS,
        "{}: the whole file is read: {:?} {:?}",
        form.name,
        whole,
        problems
    );
    let mut broken = records.clone();
    broken[rank] = damaged(&records[rank], damage);
    let text = file(&broken);
    let (left, problems) = (form.read)(text.as_bytes());
    for (place, fact) in whole.iter().enumerate().filter(|(place, _)| *place != rank) {
        prop_assert!(
            left.contains(fact),
            "{}: record {} is lost or changed by damage to record {}\n{}\nexpected {}\nfound {:#?}\n{:?}",
            form.name,
            place + 1,
            rank + 1,
            text,
            fact,
            left,
            problems
        );
    }
    let lines = |text: &str| text.bytes().filter(|byte| *byte == b'\n').count() as u64;
    let first = lines(form.head) + broken[..rank].iter().map(|one| lines(one)).sum::<u64>() + 1;
    let last = first + lines(&broken[rank]) + 1;
    // A line of rubbish instead of a record says nothing of a record.
    let has_rest =
        !matches!(damage, Damage::Replace(_)) && lines(&broken[rank]) == lines(&records[rank]);
    if left.len() < RECORDS && has_rest && !broken[rank].trim().is_empty() {
        let names_it = |line: u64| (first..=last).contains(&line);
        let is_told = match form.tells {
            Tells::TheLine => problems
                .iter()
                .any(|problem| problem.line.is_some_and(names_it)),
            Tells::ThatSomethingIsMissing => !problems.is_empty(),
            Tells::NothingForCertain => true,
        };
        prop_assert!(
            is_told,
            "{}: record {} went away and no problem names lines {} to {}\n{}\n{:#?}",
            form.name,
            rank + 1,
            first,
            last,
            text,
            problems
        );
    }
    Ok(())
}

/// A fact without the line it stands on, which damage may move.
fn without_line(fact: &impl std::fmt::Debug) -> String {
    let text = format!("{fact:?}");
    let mut parts = text.split("line: ");
    let mut clean = parts.next().unwrap_or_default().to_string();
    for part in parts {
        clean.push_str(part.trim_start_matches(|c: char| c.is_ascii_digit()));
    }
    clean
}

fn entries(read: Reading<BankFile>) -> Read {
    let entries = read.facts.statements.iter().flat_map(|one| &one.entries);
    (entries.map(without_line).collect(), read.problems)
}

/// Of each entry only what no line between two entries can change: continuation lines have no mark.
fn entries_without_text(read: Reading<BankFile>) -> Read {
    let entries = read.facts.statements.iter().flat_map(|one| &one.entries);
    let facts = entries.map(|one| format!("{} {:?} {}", one.amount, one.booked_on, one.reference));
    (facts.collect(), read.problems)
}

const CAMT: Form = Form {
    name: "camt",
    head: "<?xml version=\"1.0\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><Stmt><Id>S</Id>\n",
    record: |rank| {
        format!(
            "<Ntry><NtryRef>REF{rank:04}</NtryRef><Amt Ccy=\"EUR\">{rank}.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>\n<BookgDt><Dt>2026-01-{rank:02}</Dt></BookgDt>\
             <NtryDtls><TxDtls><Refs><EndToEndId>E{rank}</EndToEndId></Refs>\n<RmtInf><Ustrd>facture {rank}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>\n"
        )
    },
    tail: "</Stmt></BkToCstmrStmt></Document>\n",
    read: |bytes| entries(bank::read(bytes)),
    tells: Tells::TheLine,
    alphabet: "ab9 <>&/=;\u{e9}\u{0}",
};

const ORDER: Form = Form {
    name: "pain.008",
    head: "<Document><CstmrDrctDbtInitn><GrpHdr><MsgId>M</MsgId></GrpHdr>\n<PmtInf><PmtInfId>P</PmtInfId>\n",
    record: |rank| {
        format!(
            "<DrctDbtTxInf><PmtId><EndToEndId>REF{rank:04}</EndToEndId></PmtId>\n<InstdAmt Ccy=\"EUR\">{rank}</InstdAmt><Dbtr><Nm>Dupont {rank}</Nm></Dbtr></DrctDbtTxInf>\n"
        )
    },
    tail: "</PmtInf></CstmrDrctDbtInitn></Document>\n",
    read: |bytes| {
        let read = payment_order::read(bytes);
        (
            read.facts.transactions().map(without_line).collect(),
            read.problems,
        )
    },
    tells: Tells::TheLine,
    alphabet: "ab9 <>&/=;\u{e9}\u{0}",
};

const STATUS: Form = Form {
    name: "pain.002",
    head: "<Document><CstmrPmtStsRpt><GrpHdr><MsgId>M</MsgId></GrpHdr>\n<OrgnlPmtInfAndSts><OrgnlPmtInfId>P</OrgnlPmtInfId>\n",
    record: |rank| {
        format!(
            "<TxInfAndSts><OrgnlEndToEndId>REF{rank:04}</OrgnlEndToEndId><TxSts>RJCT</TxSts>\n<StsRsnInf><Rsn><Cd>AC04</Cd></Rsn></StsRsnInf></TxInfAndSts>\n"
        )
    },
    tail: "</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>\n",
    read: |bytes| {
        let read = payment_status::read(bytes);
        let payments = read
            .facts
            .blocks
            .iter()
            .flat_map(|block| &block.transactions);
        (payments.map(without_line).collect(), read.problems)
    },
    tells: Tells::TheLine,
    alphabet: "ab9 <>&/=;\u{e9}\u{0}",
};

const MT940: Form = Form {
    name: "MT940",
    head: ":20:A\n:25:1\n:28C:1/1\n:60F:C260130EUR100,\n",
    record: |rank| {
        format!(":61:2601310131C{rank},NTRFREF{rank:04}//B{rank}\n:86:166?00VIR?20facture {rank}\n")
    },
    tail: ":62F:C260131EUR145,\n-\n",
    read: |bytes| entries_without_text(bank::read(bytes)),
    tells: Tells::ThatSomethingIsMissing,
    alphabet: "ab9 ,.;/?+\u{e9}",
};

const CFONB: Form = Form {
    name: "CFONB 120",
    head: "0130002    01234EUR2 0123456789A  300126                                                  0000000010000{                \n",
    record: |rank| {
        format!(
            "0430002XXXX01234EUR2 0123456789A18310126  310126VIR DUPONT                     0000000  0000000{:06}{{REF{rank:04}         \n\
             0530002XXXX01234EUR2 0123456789A18310126     NPYDUPONT                                                                \n",
            rank * 10
        )
    },
    tail: "0730002    01234EUR2 0123456789A  310126                                                  0000000055000{                \n",
    read: |bytes| entries(bank::read(bytes)),
    tells: Tells::TheLine,
    alphabet: "ab ,.;/?+\u{e9}",
};

const OFX: Form = Form {
    name: "OFX",
    head: "OFXHEADER:100\nVERSION:102\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR<BANKACCTFROM><ACCTID>1</BANKACCTFROM><BANKTRANLIST>\n",
    record: |rank| {
        format!(
            "<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>202601{rank:02}\n<TRNAMT>{rank}.50<FITID>REF{rank:04}<NAME>Dupont {rank}\n</STMTTRN>\n"
        )
    },
    tail: "</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n",
    read: |bytes| entries(bank::read(bytes)),
    tells: Tells::TheLine,
    alphabet: "ab9 <>&/=;\u{e9}",
};

const QIF: Form = Form {
    name: "QIF",
    head: "!Type:Bank\n",
    record: |rank| {
        format!(
            "D{}/01/2026\nT{rank},50\nNREF{rank:04}\nPDupont\n^\n",
            rank + 12
        )
    },
    tail: "",
    read: |bytes| entries(bank::read(bytes)),
    tells: Tells::TheLine,
    alphabet: "ab9 ,.;/?+\u{e9}",
};

const TABLE: Form = Form {
    name: "bank table",
    head: "Date;Libellé;Référence;Débit;Crédit\n",
    record: |rank| format!("{}/01/2026;VIR DUPONT;REF{rank:04};;{rank},50\n", rank + 12),
    tail: "",
    read: |bytes| entries_without_text(bank::read(bytes)),
    tells: Tells::NothingForCertain,
    alphabet: "ab9 ,.;/?+\"'\u{e9}",
};

const INVOICES: Form = Form {
    name: "list of invoices",
    head: "N° facture;Client;Date;Échéance;Montant\n",
    record: |rank| {
        format!(
            "REF{rank:04};Dupont {rank};{}/01/2026;28/02/2026;{rank},50\n",
            rank + 12
        )
    },
    tail: "",
    read: |bytes| {
        let read = list::read(ListKind::Invoices, bytes, None);
        let list::ListedRows::Invoices(rows) = &read.facts.rows else {
            return (Vec::new(), read.problems);
        };
        (rows.iter().map(without_line).collect(), read.problems)
    },
    tells: Tells::TheLine,
    alphabet: "ab9 ,.;/?+\"'\u{e9}",
};

const DEBTORS: Form = Form {
    name: "list of debtors",
    head: "Code;Nom;E-mail;Ville\n",
    record: |rank| format!("REF{rank:04};\"Dupont; et {rank}\";a{rank}@b.fr;Lyon\n"),
    tail: "",
    read: |bytes| {
        let read = list::read(ListKind::Debtors, bytes, None);
        let list::ListedRows::Debtors(rows) = &read.facts.rows else {
            return (Vec::new(), read.problems);
        };
        (rows.iter().map(without_line).collect(), read.problems)
    },
    tells: Tells::TheLine,
    alphabet: "ab ,.;/?+\"'\u{e9}",
};

const OPEN_ITEMS: Form = Form {
    name: "open items",
    head: "invoice,customer,due_date,open_cents\n",
    record: |rank| format!("REF{rank:04},C{rank},2026-01-{:02},{rank}00\n", rank + 12),
    tail: "",
    read: |bytes| {
        let read = list::read_open_items(bytes);
        (read.facts.iter().map(without_line).collect(), read.problems)
    },
    tells: Tells::TheLine,
    alphabet: "ab9 ,.;/?+\"'\u{e9}",
};

const CREDITS: Form = Form {
    name: "credits",
    head: "id,date,amount_cents,label\n",
    record: |rank| {
        format!(
            "REF{rank:04},2026-01-{:02},{rank}00,VIR F{rank}\n",
            rank + 12
        )
    },
    tail: "",
    read: |bytes| {
        let read = list::read_credits(bytes);
        (read.facts.iter().map(without_line).collect(), read.problems)
    },
    tells: Tells::TheLine,
    alphabet: "ab9 ,.;/?+\"'\u{e9}",
};

const FEC: Form = Form {
    name: "FEC",
    head: "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise\n",
    record: |rank| {
        let line = |account: &str, auxiliary: &str, amounts: &str| {
            format!(
                "VE\tVentes\t{rank}\t202601{:02}\t{account}\tCompte\t{auxiliary}\tDupont\tREF{rank:04}\t202601{:02}\tfacture\t{amounts}\t\t\t20260131\t\t\n",
                rank + 12,
                rank + 12
            )
        };
        let amount = format!("{rank},50");
        [
            line("411000", "C1", &format!("{amount}\t0,00")),
            line("707000", "", &format!("0,00\t{amount}")),
        ]
        .concat()
    },
    tail: "",
    read: |bytes| {
        let read = fec::read(bytes, |_| {});
        let receivables = &read.facts.receivables;
        let texts = receivables.items.iter().map(|item| {
            let text = |id| receivables.text(id);
            format!(
                "{} {:?} {} {} {}",
                text(item.reference),
                item.issued_on,
                item.amount_minor,
                text(item.entry_number),
                text(item.account)
            )
        });
        (texts.collect(), read.problems.clone())
    },
    tells: Tells::NothingForCertain,
    alphabet: "ab9 ,.;/?+\"\u{e9}\t",
};

const BODACC: Form = Form {
    name: "BODACC",
    head: "{\"records\":[\n",
    record: |rank| {
        let comma = if rank == RECORDS { "" } else { "," };
        format!(
            "{{\"fields\":{{\"publicationavis\":\"A\",\"dateparution\":\"2026-01-{rank:02}\",\"familleavis\":\"collective\",\"numeroannonce\":{rank},\"registre\":[\"404833048\"],\
             \"commercant\":\"REF{rank:04}\"}}}}{comma}\n"
        )
    },
    tail: "]}\n",
    read: |bytes| {
        let read = announcement::read(bytes);
        let facts = read.facts.announcements.iter().map(|one| {
            format!(
                "{} {} {:?} {:?}",
                one.number, one.name, one.published_on, one.sirens
            )
        });
        (facts.collect(), read.problems)
    },
    tells: Tells::ThatSomethingIsMissing,
    alphabet: "ab9 ,:;/\"\u{e9}",
};

const MAILBOX: Form = Form {
    name: "mailbox",
    head: "From a@b.fr Thu Dec 10 10:00:00 2026\nFrom: a@b.fr\n\nThe first message says that it is a mailbox.\n\n",
    record: |rank| {
        format!(
            "From a@b.fr Thu Dec 10 10:00:00 2026\nFrom: a@b.fr\nTo: c@d.fr\nSubject: REF{rank:04}\n\nTexte {rank}.\n\n"
        )
    },
    tail: "",
    read: |bytes| {
        let read = mail::messages(bytes);
        let facts = read
            .facts
            .iter()
            .filter(|one| !one.subject.is_empty())
            .map(|one| {
                format!(
                    "{} {}",
                    one.subject,
                    one.text.lines().next().unwrap_or_default()
                )
            });
        (facts.collect(), read.problems)
    },
    tells: Tells::NothingForCertain,
    alphabet: "ab9 ,:;/=-\"\u{e9}",
};

/// Holds a form to the promise, for much damage to each of its records.
#[track_caller]
fn holds(form: &Form) {
    let config = ProptestConfig {
        failure_persistence: None,
        cases: 400,
        ..ProptestConfig::default()
    };
    let damages = (0..RECORDS, damage(form.alphabet));
    let result = TestRunner::new(config).run(&damages, |(rank, damage)| check(form, rank, &damage));
    if let Err(error) = result {
        panic!("{error}");
    }
}

#[test]
fn one_damaged_entry_of_a_ledger_costs_no_other() {
    holds(&FEC);
}

#[test]
fn one_damaged_entry_of_camt_costs_no_other() {
    holds(&CAMT);
}

#[test]
fn one_damaged_order_costs_no_other() {
    holds(&ORDER);
}

#[test]
fn one_damaged_status_costs_no_other() {
    holds(&STATUS);
}

#[test]
fn one_damaged_entry_of_mt940_costs_no_other() {
    holds(&MT940);
}

#[test]
fn one_damaged_entry_of_cfonb_costs_no_other() {
    holds(&CFONB);
}

#[test]
fn one_damaged_transaction_of_ofx_costs_no_other() {
    holds(&OFX);
}

#[test]
fn one_damaged_record_of_qif_costs_no_other() {
    holds(&QIF);
}

#[test]
fn one_damaged_row_of_a_bank_table_costs_no_other() {
    holds(&TABLE);
}

#[test]
fn one_damaged_row_of_invoices_costs_no_other() {
    holds(&INVOICES);
}

#[test]
fn one_damaged_row_of_debtors_costs_no_other() {
    holds(&DEBTORS);
}

#[test]
fn one_damaged_row_of_open_items_costs_no_other() {
    holds(&OPEN_ITEMS);
}

#[test]
fn one_damaged_row_of_credits_costs_no_other() {
    holds(&CREDITS);
}

#[test]
fn one_damaged_announcement_costs_no_other() {
    holds(&BODACC);
}

#[test]
fn one_damaged_message_of_a_mailbox_costs_no_other() {
    holds(&MAILBOX);
}
