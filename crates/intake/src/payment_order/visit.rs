//! What of an order is read: the header, each block's head, each payment. It must never lose a payment
//! because of another.

use super::{OrderBlock, OrderKind, OrderedPayment, PaymentOrder};
use crate::iso20022::value::{day, given, money, number};
use crate::iso20022::{self};
use crate::reading::{Kept, Problem, ProblemKind, Problems, shortened};
use crate::xml::{Element, Step, Tag, Visitor};

#[derive(Default)]
pub(super) struct Visit {
    pub order: PaymentOrder,
    has_root: bool,
}

impl Visit {
    fn take_header(&mut self, header: Element<'_>) {
        self.order.message_id = header.text_of("MsgId").to_string();
        self.order.initiator_name = header.text_of("InitgPty/Nm").to_string();
        self.order.declared_transactions = header.text_of("NbOfTxs").parse().ok();
        self.order.declared_sum = number(header.text_of("CtrlSum"));
    }

    fn block(&mut self) -> &mut OrderBlock {
        if self.order.blocks.is_empty() {
            self.order.blocks.push(OrderBlock::default());
        }
        let last = self.order.blocks.len() - 1;
        &mut self.order.blocks[last]
    }

    /// Takes one fact of the head of a block.
    fn take_head(&mut self, part: Element<'_>) {
        let is_debit = self.order.kind == OrderKind::DirectDebit;
        let own = if is_debit { "Cdtr" } else { "Dbtr" };
        let own_account = if is_debit { "CdtrAcct" } else { "DbtrAcct" };
        let block = self.block();
        match part.name() {
            "PmtInfId" => block.payment_information_id = part.text().to_string(),
            "NbOfTxs" => block.declared_transactions = part.text().parse().ok(),
            "CtrlSum" => block.declared_sum = number(part.text()),
            "PmtTpInf" => {
                block.scheme = part
                    .text_at(&["LclInstrm/Cd", "LclInstrm/Prtry", "SvcLvl/Cd"])
                    .to_string();
                block.sequence = part.text_of("SeqTp").to_string();
            }
            "ReqdColltnDt" | "ReqdExctnDt" => {
                let within = part.text_at(&["Dt", "DtTm"]);
                let text = if within.is_empty() {
                    part.text()
                } else {
                    within
                };
                block.requested_on = day(text);
            }
            "CdtrSchmeId" => block.creditor_identifier = scheme_identifier(part),
            name if name == own => block.own_name = part.text_of("Nm").to_string(),
            name if name == own_account => block.own_account = account(part),
            _ => {}
        }
    }

    fn take_payment(&mut self, part: Element<'_>, problems: &mut Problems) {
        let is_debit = part.name() == "DrctDbtTxInf";
        let written = if is_debit {
            part.child("InstdAmt")
        } else {
            part.at("Amt/InstdAmt")
                .or_else(|| part.at("Amt/EqvtAmt/Amt"))
        };
        let exact = written.and_then(|one| number(one.text()));
        let currency = written.and_then(|one| one.currency().parse().ok());
        let amount = exact
            .zip(currency)
            .and_then(|(exact, currency)| money(exact, currency));
        if amount.is_none() {
            problems.add(Problem {
                line: Some(part.line()),
                field: Some("InstdAmt".to_string()),
                kind: ProblemKind::InvalidAmount,
                found: shortened(written.map_or("", Element::text)),
                kept: Kept::LineWithoutField,
            });
        }
        let (role, role_account, bank) = if is_debit {
            ("Dbtr", "DbtrAcct", "DbtrAgt")
        } else {
            ("Cdtr", "CdtrAcct", "CdtrAgt")
        };
        let mandate = part.at("DrctDbtTx/MndtRltdInf");
        let texts: Vec<&str> = part
            .all("RmtInf/Ustrd")
            .into_iter()
            .map(Element::text)
            .collect();
        let payment = OrderedPayment {
            end_to_end_id: given(part.text_of("PmtId/EndToEndId")).to_string(),
            instruction_id: part.text_of("PmtId/InstrId").to_string(),
            uetr: part.text_of("PmtId/UETR").to_string(),
            amount,
            exact: exact.unwrap_or_default(),
            mandate_id: mandate.map_or("", |one| one.text_of("MndtId")).to_string(),
            mandate_signed_on: mandate.and_then(|one| day(one.text_of("DtOfSgntr"))),
            party_name: part
                .child(role)
                .map_or("", |one| one.text_of("Nm"))
                .to_string(),
            party_account: part.child(role_account).map_or(String::new(), account),
            party_bank: part
                .child(bank)
                .map_or("", |one| {
                    one.text_at(&["FinInstnId/BICFI", "FinInstnId/BIC"])
                })
                .to_string(),
            text: texts.join(" "),
            structured_reference: part
                .text_at(&[
                    "RmtInf/Strd/CdtrRefInf/Ref",
                    "RmtInf/Strd/CdtrRefInf/CdtrRef",
                ])
                .to_string(),
            line: part.line(),
        };
        let own_scheme = part
            .child("CdtrSchmeId")
            .or_else(|| part.at("DrctDbtTx/CdtrSchmeId"));
        let block = self.block();
        if let Some(scheme) = own_scheme.filter(|_| block.creditor_identifier.is_empty()) {
            block.creditor_identifier = scheme_identifier(scheme);
        }
        block.transactions.push(payment);
    }
}

fn account(element: Element<'_>) -> String {
    let written = element.text_at(&["Id/IBAN", "Id/Othr/Id", "Id/BBAN", "Id/PrtryAcct/Id"]);
    written.chars().filter(|c| !c.is_whitespace()).collect()
}

fn scheme_identifier(element: Element<'_>) -> String {
    let paths = [
        "Id/PrvtId/Othr/Id",
        "Id/OrgId/Othr/Id",
        "Id/PrvtId/OthrId/Id",
    ];
    element.text_at(&paths).to_string()
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
                self.order.message_name = name.to_string();
            }
            match root {
                Some("pain.001") => self.order.kind = OrderKind::CreditTransfer,
                Some("pain.008") => self.order.kind = OrderKind::DirectDebit,
                _ => return Step::Enter,
            }
            self.has_root = true;
            return Step::Enter;
        }
        if !self.has_root {
            return Step::Enter;
        }
        match (tag.parent, tag.name) {
            (_, "PmtInf") => {
                self.order.blocks.push(OrderBlock::default());
                Step::Enter
            }
            (_, "GrpHdr" | "CdtTrfTxInf" | "DrctDbtTxInf") | ("PmtInf", _) => Step::Gather,
            _ => Step::Enter,
        }
    }

    fn take(&mut self, part: Element<'_>, problems: &mut Problems) {
        match part.name() {
            "GrpHdr" => self.take_header(part),
            "CdtTrfTxInf" | "DrctDbtTxInf" => self.take_payment(part, problems),
            _ => self.take_head(part),
        }
    }

    fn take_piece(&mut self, _: Element<'_>, _: Element<'_>, _: &mut Problems) -> bool {
        false
    }

    fn close(&mut self, _: &str, _: &mut Problems) {}

    fn is_record(&self, name: &str) -> bool {
        matches!(name, "PmtInf" | "CdtTrfTxInf" | "DrctDbtTxInf")
    }
}
