//! What of a status report is read: what it is about, each block, each payment. It must never lose a
//! payment because of another.

use super::{OrderedStatus, PaymentStatus, PaymentStatusReport, StatusBlock, StatusReason};
use crate::iso20022;
use crate::iso20022::value::{day, given, money_in, number};
use crate::reading::Problems;
use crate::xml::{Element, Step, Tag, Visitor};

#[derive(Default)]
pub(super) struct Visit {
    pub report: PaymentStatusReport,
    /// Anything about orders was found.
    pub has_content: bool,
    has_root: bool,
}

impl Visit {
    fn take_group(&mut self, part: Element<'_>) {
        let report = &mut self.report;
        report.original_message_id = part.text_of("OrgnlMsgId").to_string();
        report.original_message_name = part.text_of("OrgnlMsgNmId").to_string();
        report.original_transactions = part.text_of("OrgnlNbOfTxs").parse().ok();
        report.original_sum = number(part.text_of("OrgnlCtrlSum"));
        report.status = PaymentStatus::of(part.text_of("GrpSts"));
        report.reasons = reasons(part);
        self.has_content = true;
    }

    fn block(&mut self) -> &mut StatusBlock {
        if self.report.blocks.is_empty() {
            self.report.blocks.push(StatusBlock::default());
        }
        let last = self.report.blocks.len() - 1;
        &mut self.report.blocks[last]
    }

    fn take_head(&mut self, part: Element<'_>) {
        let block = self.block();
        match part.name() {
            "OrgnlPmtInfId" => block.payment_information_id = part.text().to_string(),
            "OrgnlNbOfTxs" => block.original_transactions = part.text().parse().ok(),
            "OrgnlCtrlSum" => block.original_sum = number(part.text()),
            "PmtInfSts" => block.status = PaymentStatus::of(part.text()),
            "StsRsnInf" => block.reasons.extend(reason(part)),
            "NbOfTxsPerSts" => {
                let status = PaymentStatus::of(part.text_of("DtldSts"));
                let count = part.text_of("DtldNbOfTxs").parse().ok();
                block.counts.extend(status.zip(count));
            }
            _ => {}
        }
    }

    fn take_payment(&mut self, part: Element<'_>) {
        let order = part.child("OrgnlTxRef");
        let of = |paths: &[&str]| order.map_or("", |one| one.text_at(paths)).to_string();
        let account = |paths: &[&str]| -> String {
            of(paths).chars().filter(|c| !c.is_whitespace()).collect()
        };
        let uetr = part.text_of("OrgnlUETR").to_string();
        let reference = given(part.text_of("OrgnlEndToEndId"));
        let amounts = [
            "Amt/InstdAmt",
            "InstdAmt",
            "IntrBkSttlmAmt",
            "Amt/EqvtAmt/Amt",
        ];
        let amount = order.and_then(|one| amounts.iter().find_map(|path| one.at(path)));
        let texts = order.map(|one| one.all("RmtInf/Ustrd")).unwrap_or_default();
        let texts: Vec<&str> = texts.into_iter().map(Element::text).collect();
        let payment = OrderedStatus {
            status_id: part.text_of("StsId").to_string(),
            original_end_to_end_id: if reference.is_empty() {
                uetr.clone()
            } else {
                reference.to_string()
            },
            original_instruction_id: given(part.text_of("OrgnlInstrId")).to_string(),
            uetr,
            status: PaymentStatus::of(part.text_of("TxSts")),
            reasons: reasons(part),
            amount: money_in(amount),
            requested_on: day(&of(&[
                "ReqdColltnDt",
                "ReqdExctnDt",
                "ReqdExctnDt/Dt",
                "ReqdExctnDt/DtTm",
            ])),
            mandate_id: of(&["MndtRltdInf/MndtId", "MndtRltdInf/DrctDbtMndt/MndtId"]),
            debtor_name: of(&["Dbtr/Nm", "Dbtr/Pty/Nm"]),
            debtor_account: account(&["DbtrAcct/Id/IBAN", "DbtrAcct/Id/Othr/Id"]),
            creditor_name: of(&["Cdtr/Nm", "Cdtr/Pty/Nm"]),
            creditor_account: account(&["CdtrAcct/Id/IBAN", "CdtrAcct/Id/Othr/Id"]),
            text: texts.join(" "),
            line: part.line(),
        };
        self.has_content = true;
        self.block().transactions.push(payment);
    }
}

fn reasons(part: Element<'_>) -> Vec<StatusReason> {
    let told = part.children().filter(|child| child.name() == "StsRsnInf");
    told.filter_map(reason).collect()
}

fn reason(part: Element<'_>) -> Option<StatusReason> {
    let code = part.text_at(&["Rsn/Cd", "Rsn/Prtry", "StsRsn/Cd", "StsRsn/Prtry"]);
    let words: Vec<&str> = part
        .children()
        .filter(|child| matches!(child.name(), "AddtlInf" | "AddtlStsRsnInf"))
        .map(Element::text)
        .collect();
    let words = words.join(" ");
    let code = code.to_string();
    (!code.is_empty() || !words.is_empty()).then_some(StatusReason { code, words })
}

impl Visitor for Visit {
    fn open(&mut self, tag: &Tag<'_>, _: &mut Problems) -> Step {
        let root = iso20022::message_of_root(tag.name);
        if tag.name == "Document" || root.is_some() {
            let names = tag.namespaces();
            let named = names.iter().find_map(|one| iso20022::name_in(one));
            let of_root = root
                .map(|_| iso20022::name_in(tag.name))
                .unwrap_or_default();
            if let Some(name) = named.or(of_root) {
                self.report.message_name = name.to_string();
            }
            self.has_root |= root == Some("pain.002");
            return Step::Enter;
        }
        if !self.has_root {
            return Step::Enter;
        }
        match (tag.parent, tag.name) {
            (_, "OrgnlPmtInfAndSts") => {
                self.has_content = true;
                self.report.blocks.push(StatusBlock::default());
                Step::Enter
            }
            (_, "OrgnlGrpInfAndSts" | "TxInfAndSts")
            | ("GrpHdr", "MsgId")
            | ("OrgnlPmtInfAndSts", _) => Step::Gather,
            _ => Step::Enter,
        }
    }

    fn take(&mut self, part: Element<'_>, _: &mut Problems) {
        match part.name() {
            "MsgId" => self.report.message_id = part.text().to_string(),
            "OrgnlGrpInfAndSts" => self.take_group(part),
            "TxInfAndSts" => self.take_payment(part),
            _ => self.take_head(part),
        }
    }

    fn take_piece(&mut self, _: Element<'_>, _: Element<'_>, _: &mut Problems) -> bool {
        false
    }

    fn close(&mut self, _: &str, _: &mut Problems) {}

    fn is_record(&self, name: &str) -> bool {
        matches!(
            name,
            "OrgnlGrpInfAndSts" | "OrgnlPmtInfAndSts" | "TxInfAndSts"
        )
    }
}
