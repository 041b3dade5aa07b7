//! The bank: statements in camt.053 of what came in and what came back between two days. One statement per
//! booked day, balances that add up.

use std::fmt::Write as _;

use jiff::civil::Date;
use receivables::currency::Currency;
use receivables::money::Money;

use super::trade::Receipt;
use super::{COMPANY_IBAN, COMPANY_NAME, World};

/// What stands on the account before the first statement, in euro cents.
const OPENING_MINOR: i64 = 12_500_000;

struct Movement<'a> {
    on: Date,
    receipt: &'a Receipt,
    place: usize,
    is_return: bool,
}

impl World {
    /// A camt.053 file of the euro movements from one day to another, both included.
    pub fn statement(&self, from: Date, until: Date) -> Vec<u8> {
        let movements = self.movements(from, until);
        let before: i64 = self
            .movements(self.from, from)
            .iter()
            .filter(|movement| movement.on < from)
            .map(|movement| movement.signed_minor())
            .sum();
        let mut xml = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\">\n<BkToCstmrStmt>\n",
        );
        let _ = writeln!(
            xml,
            "<GrpHdr><MsgId>RELEVE-{from}-{until}</MsgId><CreDtTm>{until}T20:00:00</CreDtTm></GrpHdr>"
        );
        let mut balance = OPENING_MINOR + before;
        let mut days: Vec<Date> = movements.iter().map(|movement| movement.on).collect();
        days.dedup();
        if days.is_empty() {
            days.push(until);
        }
        for day in days {
            let of_day: Vec<&Movement<'_>> = movements
                .iter()
                .filter(|movement| movement.on == day)
                .collect();
            balance = self.push_statement(&mut xml, day, balance, &of_day);
        }
        xml.push_str("</BkToCstmrStmt>\n</Document>\n");
        xml.into_bytes()
    }

    fn movements(&self, from: Date, until: Date) -> Vec<Movement<'_>> {
        let mut movements = Vec::new();
        for (place, receipt) in self.trade.receipts.iter().enumerate() {
            if receipt.amount.currency != Currency::EUR {
                continue;
            }
            let returned = receipt.returned_on.map(|on| Movement {
                on,
                receipt,
                place,
                is_return: true,
            });
            movements.push(Movement {
                on: receipt.on,
                receipt,
                place,
                is_return: false,
            });
            movements.extend(returned);
        }
        movements.retain(|movement| movement.on >= from && movement.on <= until);
        movements.sort_by_key(|movement| (movement.on, movement.place, movement.is_return));
        movements
    }

    fn push_statement(
        &self,
        xml: &mut String,
        day: Date,
        opening: i64,
        movements: &[&Movement<'_>],
    ) -> i64 {
        let closing = opening
            + movements
                .iter()
                .map(|movement| movement.signed_minor())
                .sum::<i64>();
        let _ = writeln!(
            xml,
            "<Stmt><Id>{COMPANY_IBAN}-{day}</Id><CreDtTm>{day}T20:00:00</CreDtTm>\n<Acct><Id><IBAN>{COMPANY_IBAN}</IBAN></Id><Ccy>EUR</Ccy><Ownr><Nm>{COMPANY_NAME}</Nm></Ownr></Acct>"
        );
        push_balance(xml, "OPBD", day, opening);
        push_balance(xml, "CLBD", day, closing);
        for movement in movements {
            self.push_entry(xml, movement);
        }
        xml.push_str("</Stmt>\n");
        closing
    }

    fn push_entry(&self, xml: &mut String, movement: &Movement<'_>) {
        let customer = &self.customers[movement.receipt.customer];
        let (side, code, kind) = if movement.is_return {
            ("DBIT", "RRTN", "RET")
        } else {
            ("CRDT", "ESCT", "VIR")
        };
        let amount = Money::eur(movement.receipt.amount.minor).major();
        let name = escaped(&customer.name);
        let text = escaped(&movement.receipt.text);
        let reference = format!("{kind}{:08}", movement.place);
        let reason = if movement.is_return {
            "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>"
        } else {
            ""
        };
        let _ = writeln!(
            xml,
            "<Ntry><NtryRef>{reference}</NtryRef><Amt Ccy=\"EUR\">{amount}</Amt><CdtDbtInd>{side}</CdtDbtInd><RvslInd>{}</RvslInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{day}</Dt></BookgDt><ValDt><Dt>{day}</Dt></ValDt><AcctSvcrRef>{reference}</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>{code}</SubFmlyCd></Fmly></Domn></BkTxCd>\n<NtryDtls><TxDtls><Refs><EndToEndId>E2E{:08}</EndToEndId></Refs><Amt Ccy=\"EUR\">{amount}</Amt><CdtDbtInd>{side}</CdtDbtInd><RltdPties><Dbtr><Pty><Nm>{name}</Nm></Pty></Dbtr></RltdPties><RmtInf><Ustrd>{text}</Ustrd></RmtInf>{reason}</TxDtls></NtryDtls></Ntry>",
            movement.is_return,
            movement.place,
            day = movement.on,
        );
    }
}

impl Movement<'_> {
    fn signed_minor(&self) -> i64 {
        if self.is_return {
            -self.receipt.amount.minor
        } else {
            self.receipt.amount.minor
        }
    }
}

fn push_balance(xml: &mut String, code: &str, day: Date, minor: i64) {
    let side = if minor < 0 { "DBIT" } else { "CRDT" };
    let amount = Money::eur(minor.abs()).major();
    let _ = writeln!(
        xml,
        "<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">{amount}</Amt><CdtDbtInd>{side}</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>"
    );
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
