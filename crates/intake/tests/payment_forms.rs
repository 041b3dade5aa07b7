//! Reports on orders as banks send them: refusals, old layouts, damage.

use intake::payment_order::{self, OrderKind};
use intake::payment_status::{self, PaymentState};
use intake::reading::ProblemKind;
use intake::reason::{self, Outlook};

const REFUSED: &str = "<TxInfAndSts><StsId>S1</StsId><OrgnlEndToEndId>E1</OrgnlEndToEndId><TxSts>RJCT</TxSts>\
    <StsRsnInf><Rsn><Cd>AM04</Cd></Rsn><AddtlInf>INSUFFICIENT FUNDS</AddtlInf></StsRsnInf>\
    <OrgnlTxRef><Amt><InstdAmt Ccy=\"EUR\">120.50</InstdAmt></Amt><ReqdColltnDt>2026-02-05</ReqdColltnDt>\
    <MndtRltdInf><MndtId>M1</MndtId></MndtRltdInf><Dbtr><Nm>Dupont</Nm></Dbtr>\
    <DbtrAcct><Id><IBAN>FR76 3000 6000 0112 3456 7890 189</IBAN></Id></DbtrAcct></OrgnlTxRef></TxInfAndSts>";

fn report(transactions: &str) -> String {
    format!(
        "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.03\"><CstmrPmtStsRpt><GrpHdr><MsgId>R1</MsgId></GrpHdr>\
         <OrgnlGrpInfAndSts><OrgnlMsgId>O1</OrgnlMsgId><OrgnlMsgNmId>pain.008.001.02</OrgnlMsgNmId><GrpSts>PART</GrpSts></OrgnlGrpInfAndSts>\
         <OrgnlPmtInfAndSts><OrgnlPmtInfId>LOT-1</OrgnlPmtInfId><PmtInfSts>PART</PmtInfSts>{transactions}</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>"
    )
}

#[test]
fn a_refused_direct_debit_tells_whose_why_and_what_next() {
    let accepted = REFUSED.replace("RJCT", "ACSP").replace("E1", "E2");
    let read = payment_status::read(report(&format!("{REFUSED}{accepted}")).as_bytes());
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    let report = &read.facts;
    let failed = report.failed();
    let [one] = &failed[..] else {
        panic!("one failed payment: {failed:?}")
    };
    assert_eq!(one.block.payment_information_id, "LOT-1");
    assert_eq!(one.payment.original_end_to_end_id, "E1");
    assert_eq!(one.payment.amount.map(|amount| amount.minor), Some(12_050));
    assert_eq!(one.payment.mandate_id, "M1");
    assert_eq!(one.payment.debtor_name, "Dupont");
    assert_eq!(one.payment.debtor_account, "FR7630006000011234567890189");
    let known = reason::of(&one.reasons[0].code).expect("a known reason");
    assert_eq!(known.outlook, Outlook::Retryable);
}

#[test]
fn a_payment_without_status_has_that_of_its_block_or_file() {
    let check = |text: String, expected: Option<PaymentState>| {
        let read = payment_status::read(text.as_bytes());
        let block = &read.facts.blocks[0];
        let found = read.facts.status_of(block, &block.transactions[0]);
        assert_eq!(found.map(|one| one.state), expected, "{text}");
    };
    let silent = REFUSED.replace("<TxSts>RJCT</TxSts>", "");
    let refused = report(&silent).replace("<PmtInfSts>PART", "<PmtInfSts>RJCT");
    check(refused, Some(PaymentState::Rejected));
    let pending = report(&silent)
        .replace("<PmtInfSts>PART</PmtInfSts>", "")
        .replace("<GrpSts>PART", "<GrpSts>PDNG");
    check(pending, Some(PaymentState::Pending));
}

#[test]
fn the_oldest_layout_is_read() {
    let text = "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pain.002.001.02'><pain.002.001.02><GrpHdr><MsgId>R</MsgId></GrpHdr>\
        <OrgnlGrpInfAndSts><OrgnlMsgId>O</OrgnlMsgId><GrpSts>RJCT</GrpSts><StsRsnInf><StsRsn><Cd>FF01</Cd></StsRsn>\
        <AddtlStsRsnInf>BAD</AddtlStsRsnInf></StsRsnInf></OrgnlGrpInfAndSts><TxInfAndSts><OrgnlEndToEndId>E1</OrgnlEndToEndId></TxInfAndSts>\
        </pain.002.001.02></Document>";
    let read = payment_status::read(text.as_bytes());
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    let failed = read.facts.failed();
    assert_eq!(failed[0].reasons[0].code, "FF01");
    assert_eq!(failed[0].reasons[0].words, "BAD");
    assert_eq!(failed[0].payment.original_end_to_end_id, "E1");
}

#[test]
fn damage_to_one_status_keeps_the_others() {
    for (from, to) in [
        ("</Dbtr>", ""),
        ("</TxInfAndSts>", ""),
        ("Ccy=\"EUR\"", "Ccy=\"EUR"),
        ("<Rsn>", "<!-- "),
    ] {
        let damaged = REFUSED.replace("E1", "E0").replacen(from, to, 1);
        let read = payment_status::read(report(&format!("{REFUSED}{damaged}{REFUSED}")).as_bytes());
        let kept = read.facts.failed();
        let kept = kept
            .iter()
            .filter(|one| one.payment.original_end_to_end_id == "E1");
        assert_eq!(kept.count(), 2, "{from}");
        assert!(!read.problems.is_empty(), "{from}");
    }
}

#[test]
fn an_order_that_does_not_make_its_control_sum_is_told() {
    let order = |sum: &str| {
        format!(
            "<Document><CstmrDrctDbtInitn><GrpHdr><MsgId>O</MsgId><NbOfTxs>1</NbOfTxs><CtrlSum>{sum}</CtrlSum></GrpHdr>\
             <PmtInf><PmtInfId>L</PmtInfId><PmtTpInf><LclInstrm><Cd>B2B</Cd></LclInstrm><SeqTp>RCUR</SeqTp></PmtTpInf>\
             <ReqdColltnDt>2026-02-05</ReqdColltnDt><Cdtr><Nm>Nous</Nm></Cdtr><DrctDbtTxInf><PmtId><EndToEndId>E1</EndToEndId></PmtId>\
             <InstdAmt Ccy=\"EUR\">10.00</InstdAmt><DrctDbtTx><MndtRltdInf><MndtId>M1</MndtId></MndtRltdInf></DrctDbtTx>\
             <Dbtr><Nm>Dupont</Nm></Dbtr></DrctDbtTxInf></PmtInf></CstmrDrctDbtInitn></Document>"
        )
    };
    let read = payment_order::read(order("10.00").as_bytes());
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    assert_eq!(read.facts.kind, OrderKind::DirectDebit);
    let block = &read.facts.blocks[0];
    assert_eq!(
        (block.scheme.as_str(), block.sequence.as_str()),
        ("B2B", "RCUR")
    );
    assert_eq!(block.own_name, "Nous");
    assert_eq!(block.transactions[0].mandate_id, "M1");
    let read = payment_order::read(order("11.00").as_bytes());
    assert!(read.problems.contains(ProblemKind::ControlSumDiffers));
}

#[test]
fn what_is_neither_says_what_it_is() {
    let check = |bytes: &[u8], kind: ProblemKind| {
        assert!(payment_status::read(bytes).problems.contains(kind));
        assert!(payment_order::read(bytes).problems.contains(kind));
    };
    check(b"", ProblemKind::EmptyFile);
    check(
        b"<html><body>Session expired</body></html>",
        ProblemKind::AnotherFormat,
    );
    check(
        b"<Document><BkToCstmrStmt/></Document>",
        ProblemKind::AnotherMessage,
    );
    check(b"nom;email\nA;a@b.fr\n", ProblemKind::AnotherFormat);
}
