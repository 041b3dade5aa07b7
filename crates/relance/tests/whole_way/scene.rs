//! What a person prepares around the program: the company, its contacts, a statement of its bank.

use std::path::{Path, PathBuf};

use delivery::smtp::Security;
use delivery::{SmtpCarrier, SmtpSettings};
use desk::carrier::{Carried, Carrier, Mailbox, Parcel};
use desk::clock::Clock;
use desk::company::NewCreditor;
use desk::profile::SenderIdentity;
use desk::{Actor, Desk};
use receivables::account::Mode;
use receivables::identity::{CreditorId, NoticeId};
use store::{DatabaseAddress, Store};

pub struct Scene {
    address: DatabaseAddress,
    creditor: CreditorId,
}

pub struct OpenClaim {
    pub debtor_key: String,
    pub reference: String,
    pub open_minor: i64,
}

impl Scene {
    /// Opens the company in automatic mode, as its first page and its mode page would.
    pub async fn open(folder: &Path, instant: &str) -> Scene {
        let data = folder.join("data");
        std::fs::create_dir_all(&data).unwrap();
        let address = DatabaseAddress::file(&data.join("relance.db"));
        let store = Store::open(&address, 1).await.unwrap();
        let desk = Desk::new(store, Clock::by_hand(instant.parse().unwrap()));
        let actor = Actor::machine("test");
        let mut new = NewCreditor::french("Société essai");
        new.profile.senders = vec![SenderIdentity {
            key: "accounting".into(),
            name: "Service comptabilité".into(),
            email: "comptabilite@essai.example".into(),
            ..SenderIdentity::default()
        }];
        let creditor = desk.open_creditor(&actor, new).await.unwrap();
        desk.set_mode(&actor.at(creditor), Mode::Automatic)
            .await
            .unwrap();
        Scene { address, creditor }
    }

    /// What each answer that waits seems to say.
    pub async fn answers_waiting(&self) -> Vec<Vec<String>> {
        let store = Store::open(&self.address, 3).await.unwrap();
        let mut reader = store.reader().await.unwrap();
        let seen = store::Seen::by_the_machine(self.creditor);
        let letters = store::reply::waiting(&mut reader, seen).await.unwrap();
        let mut said = Vec::new();
        for letter in letters {
            let found = store::reply::statements(&mut reader, self.creditor, letter.id).await;
            said.push(found.unwrap().into_iter().map(|one| one.says).collect());
        }
        said
    }

    /// Open claims, the one with the largest amount first.
    pub async fn open_claims(&self) -> Vec<OpenClaim> {
        let store = Store::open(&self.address, 2).await.unwrap();
        let mut reader = store.reader().await.unwrap();
        let mut found = Vec::new();
        store::item::each_open(&mut reader, self.creditor, |owed| {
            if owed.item.is_open_claim() {
                found.push((owed.debtor, owed.item));
            }
        })
        .await
        .unwrap();
        let mut claims = Vec::new();
        for (debtor, item) in found {
            let debtor = store::debtor::find(&mut reader, self.creditor, debtor)
                .await
                .unwrap();
            let open_minor = item.open.minor;
            claims.push(OpenClaim {
                debtor_key: debtor.key,
                reference: item.reference,
                open_minor,
            });
        }
        claims.sort_by_key(|claim| std::cmp::Reverse(claim.open_minor));
        claims
    }
}

/// The last day of the ledger as the test sees it.
const LEDGER_ENDS: &str = "20220630";

/// The first real ledger of the test data as it would have been exported on the last day of June 2022: later
/// entries and later lettering are not in it yet. Nothing, said loudly, when the data is not there.
pub fn ledger(folder: &Path) -> Option<PathBuf> {
    let data = std::env::var_os("RELANCE_TEST_DATA").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data")),
        PathBuf::from,
    );
    let path = data.join("fec/neolegal-fr__fec-reader/0000000001FEC20220831.txt");
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!(
            "SKIPPED: {} is not there; set RELANCE_TEST_DATA",
            path.display()
        );
        return None;
    };
    let mut lines = text.lines();
    let mut cut = format!("{}\n", lines.next().unwrap());
    for line in lines {
        let mut fields: Vec<&str> = line.split('\t').collect();
        if fields[3] > LEDGER_ENDS {
            continue;
        }
        if fields[14] > LEDGER_ENDS {
            (fields[13], fields[14]) = ("", "");
        }
        cut.push_str(&fields.join("\t"));
        cut.push('\n');
    }
    let target = folder.join("000000000FEC20220831.txt");
    std::fs::write(&target, cut).unwrap();
    Some(target)
}

/// A mailbox for the accounts department of each debtor with something open.
pub fn contacts_csv(open: &[OpenClaim]) -> String {
    let mut text = "code client;contact;fonction;email\n".to_string();
    for (number, claim) in open.iter().enumerate() {
        let line = format!(
            "{};Service comptable;comptabilité;ap{number}@debtor.example\n",
            claim.debtor_key
        );
        text.push_str(&line);
    }
    text
}

/// Messages that arrived: in the Maildir of the mail server, else in the outgoing folder.
pub fn messages(folder: &Path) -> usize {
    let arrived = match std::env::var_os("RELANCE_TEST_SMTP_MAILDIR") {
        Some(maildir) => PathBuf::from(maildir).join("new"),
        None => folder.join("data/outgoing"),
    };
    std::fs::read_dir(arrived).map_or(0, |entries| {
        let ours = entries.filter_map(|entry| std::fs::read_to_string(entry.ok()?.path()).ok());
        ours.filter(|text| text.contains("comptabilite@essai.example"))
            .count()
    })
}

/// The messages that arrived once there are more than `before`: a mail server files them after it has answered. Gives
/// up after half a minute.
pub fn messages_beyond(folder: &Path, before: usize) -> usize {
    for _ in 0..60 {
        let arrived = messages(folder);
        if arrived > before {
            return arrived;
        }
        std::thread::sleep(std::time::Duration::from_millis(500));
    }
    messages(folder)
}

/// A statement with one credit that pays a claim and names it.
pub fn statement_paying(claim: &OpenClaim) -> String {
    let amount = format!("{}.{:02}", claim.open_minor / 100, claim.open_minor % 100);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\">\
         <BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId></GrpHdr><Stmt><Id>S1</Id><Acct><Id><IBAN>FR7630006000011234567890189\
         </IBAN></Id><Ccy>EUR</Ccy></Acct><Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">{amount}</Amt>\
         <CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2022-07-01</Dt></Dt></Bal><Ntry><Amt Ccy=\"EUR\">{amount}</Amt>\
         <CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2022-07-01</Dt></BookgDt><AcctSvcrRef>R1\
         </AcctSvcrRef><NtryDtls><TxDtls><RmtInf><Strd><RfrdDocInf><Nb>{}</Nb></RfrdDocInf></Strd></RmtInf></TxDtls>\
         </NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>",
        claim.reference
    )
}

/// A configuration with the mailbox of the test server; nothing, said loudly, without one.
pub fn mailbox(folder: &Path) -> Option<PathBuf> {
    let Ok(address) = std::env::var("RELANCE_TEST_IMAPS") else {
        eprintln!("SKIPPED: RELANCE_TEST_IMAPS is not set; ./test starts a mailbox and sets it");
        return None;
    };
    let (_, port) = address.rsplit_once(':').unwrap();
    let certificate = std::env::var("RELANCE_TEST_SMTP_CERTIFICATE").unwrap();
    let text = format!(
        "[[mailbox]]\nhost = \"localhost\"\nport = {port}\nuser = \"answers\"\npassword = \"secret\"\n\
         authority_file = \"{certificate}\"\n"
    );
    let path = folder.join("mailbox.toml");
    std::fs::write(&path, text).unwrap();
    Some(path)
}

/// A debtor answers the last message that arrived, from an address nobody knows.
pub async fn answer(folder: &Path, words: &str) {
    let maildir = std::env::var("RELANCE_TEST_SMTP_MAILDIR").unwrap();
    let entries = std::fs::read_dir(PathBuf::from(maildir).join("new")).unwrap();
    let texts = entries.filter_map(|entry| std::fs::read_to_string(entry.ok()?.path()).ok());
    let ours = texts
        .filter(|text| text.contains("comptabilite@essai.example"))
        .find_map(|text| {
            let line = text
                .lines()
                .find(|line| line.starts_with("Message-ID: <"))?;
            let id = line.trim_start_matches("Message-ID: <").trim_end();
            Some(id.trim_end_matches('>').to_string())
        });
    let address = std::env::var("RELANCE_TEST_SMTP").unwrap();
    let (host, port) = address.rsplit_once(':').unwrap();
    let mut settings = SmtpSettings::new(host, port.parse().unwrap());
    settings.security = Security::None;
    let mailbox = |address: &str| Mailbox {
        name: String::new(),
        address: address.to_string(),
    };
    let parcel = Parcel {
        notice: NoticeId(1),
        message_id: format!("{}@debtor.example", folder.file_name().unwrap().display()),
        in_reply_to: ours,
        dated_at: "2022-07-04T09:00:00Z".parse().unwrap(),
        from: mailbox("direction@debtor-holding.example"),
        reply_to: None,
        to: vec![mailbox("answers@essai.example")],
        copy: Vec::new(),
        subject: "Re: Facture".to_string(),
        text: words.to_string(),
        html: format!("<p>{words}</p>"),
        enclosures: Vec::new(),
    };
    let carried = SmtpCarrier::new(settings).carry(&parcel).await;
    assert!(matches!(carried, Carried::Receipt { .. }), "{carried:?}");
}
