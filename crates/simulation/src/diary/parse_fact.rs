//! What people take down: promises, plans, disputes, holds, replies. Must read only what a person could have said.

use receivables::fact::{DisputeReason, HoldReason};

use super::amount_list::parts;
use super::cursor::{Cursor, Read};
use super::statement::{Instalment, Part, Statement};

/// One fact, or the end of one.
pub(super) fn fact(verb: &str, cursor: &mut Cursor) -> Read<Statement> {
    match verb {
        "promise" => promise(cursor),
        "plan" => plan(cursor),
        "end" => end(cursor),
        "dispute" => {
            let item = cursor.name("an item such as `F1`")?;
            let amount = cursor.amount_or_nothing()?;
            let reason = if cursor.takes("because") {
                cursor.coded("a reason")?
            } else {
                DisputeReason::Other
            };
            Ok(Statement::Dispute {
                part: Part { item, amount },
                reason,
            })
        }
        "close" => close(cursor),
        "hold" => {
            let subject = cursor.name("a debtor or an item")?;
            let until = cursor.takes("until").then(|| cursor.date()).transpose()?;
            let reason = if cursor.takes("because") {
                cursor.coded("a reason")?
            } else {
                HoldReason::Other
            };
            Ok(Statement::Hold {
                subject,
                until,
                reason,
            })
        }
        "lift" => {
            cursor.word("hold")?;
            Ok(Statement::LiftHold(cursor.name("a debtor or an item")?))
        }
        "reply" => {
            let debtor = cursor.name("the name of the debtor")?;
            Ok(Statement::Reply {
                debtor,
                words: cursor.quoted()?,
            })
        }
        _ => {
            cursor.word("replies")?;
            cursor.word("of")?;
            Ok(Statement::HandleReplies(
                cursor.name("the name of the debtor")?,
            ))
        }
    }
}

/// `end award of F1`, or `end plan of ACME`.
fn end(cursor: &mut Cursor) -> Read<Statement> {
    if cursor.takes("award") {
        cursor.word("of")?;
        return Ok(Statement::EndAwards(cursor.name("an item such as `F1`")?));
    }
    cursor.word("plan")?;
    cursor.word("of")?;
    Ok(Statement::EndPlans(cursor.name("the name of the debtor")?))
}

/// `close dispute F1 founded 120.00 EUR`, or `close dispute F1 unfounded`.
fn close(cursor: &mut Cursor) -> Read<Statement> {
    cursor.word("dispute")?;
    let item = cursor.name("an item such as `F1`")?;
    let founded = cursor.takes("founded");
    if !founded {
        cursor.takes("unfounded");
    }
    let credit_to_come = match founded {
        true => cursor.amount_or_nothing()?,
        false => None,
    };
    Ok(Statement::CloseDispute {
        item,
        founded,
        credit_to_come,
    })
}

/// `promise of ACME to pay F1 300.00 EUR, F2 by 2026-04-10`, or `promise tolerance 2 days`.
fn promise(cursor: &mut Cursor) -> Read<Statement> {
    if cursor.takes("tolerance") {
        let days = cursor.number("a number of days")?;
        if !cursor.takes("days") {
            cursor.word("day")?;
        }
        return Ok(Statement::PromiseTolerance(days));
    }
    cursor.word("of")?;
    let debtor = cursor.name("the name of the debtor")?;
    cursor.word("to")?;
    cursor.word("pay")?;
    let parts = parts(cursor)?;
    cursor.word("by")?;
    Ok(Statement::Promise {
        debtor,
        parts,
        pay_on: cursor.date()?,
    })
}

/// `plan of ACME for F1, F2 paying 700.00 EUR on 2026-05-15, 300.00 EUR on 2026-06-15 ending after 10 days`. Without
/// the last words a person decides when an instalment stays unpaid.
fn plan(cursor: &mut Cursor) -> Read<Statement> {
    cursor.word("of")?;
    let debtor = cursor.name("the name of the debtor")?;
    cursor.word("for")?;
    let parts = parts(cursor)?;
    cursor.word("paying")?;
    let mut instalments = Vec::new();
    loop {
        let amount = cursor.amount()?;
        cursor.word("on")?;
        let due_on = cursor.date()?;
        instalments.push(Instalment { amount, due_on });
        if !cursor.takes_comma() {
            break;
        }
    }
    let ends_after_days = if cursor.takes_all(&["ending", "after"]) {
        let days = cursor.number("a number of days")?;
        if !cursor.takes("days") {
            cursor.word("day")?;
        }
        Some(days)
    } else {
        None
    };
    Ok(Statement::Plan {
        debtor,
        parts,
        instalments,
        ends_after_days,
    })
}
