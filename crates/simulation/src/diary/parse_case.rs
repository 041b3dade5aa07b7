//! Statements about what is done beside the strategies: campaigns, sanctions, claims handed over. Must never read what an
//! account is: that is for the other statements.

use receivables::sanction::Measure;
use receivables::strategy::Act;

use super::cursor::{Cursor, Read};
use super::statement::{CaseStatement, Statement};

/// The measures, by their words.
pub(super) const MEASURES: [(&str, Measure); 4] = [
    ("credit-hold", Measure::CreditHold),
    ("payment-before-delivery", Measure::PaymentBeforeDelivery),
    ("service-cut", Measure::ServiceCut),
    ("price-change", Measure::PriceChange),
];

/// Reads one; nothing when the line is about something else.
pub(super) fn case(verb: &str, cursor: &mut Cursor) -> Option<Read<Statement>> {
    let next = cursor.peek().to_string();
    let read = match (verb, next.as_str()) {
        ("campaign", _) => campaign(cursor),
        ("sanction", _) => sanction(cursor),
        ("hand", _) => hand_over(cursor),
        ("end", "campaign") => {
            cursor.takes("campaign");
            cursor.quoted().map(CaseStatement::EndCampaign)
        }
        ("approve", _) => {
            of_debtor(cursor, &["sanction", "of"]).map(CaseStatement::ApproveSanction)
        }
        ("lift", "sanction") => {
            of_debtor(cursor, &["sanction", "of"]).map(CaseStatement::LiftSanction)
        }
        ("take", _) => of_debtor(cursor, &["back"]).map(CaseStatement::TakeBack),
        _ => return None,
    };
    Some(read.map(Statement::Case))
}

/// `campaign "Old balances" by e-mail on day 5 until day 9 when "days_late > 45" leaving out`.
fn campaign(cursor: &mut Cursor) -> Read<CaseStatement> {
    let is_draft = cursor.takes("draft");
    let name = cursor.quoted()?;
    cursor.word("by")?;
    let ways = [
        ("e-mail", Act::EMail),
        ("letter", Act::Letter),
        ("call", Act::Call),
    ];
    let by = cursor.one_of("a way", &ways)?;
    cursor.word("on")?;
    let on = cursor.date()?;
    cursor.word("until")?;
    let until = cursor.date()?;
    cursor.word("when")?;
    let condition = cursor.quoted()?;
    Ok(CaseStatement::Campaign {
        name,
        by,
        days: (on, until),
        condition,
        leaves_out: cursor.takes_all(&["leaving", "out"]),
        is_draft,
    })
}

/// `sanction ACME credit-hold`.
fn sanction(cursor: &mut Cursor) -> Read<CaseStatement> {
    Ok(CaseStatement::Sanction {
        debtor: cursor.name("the name of the debtor")?,
        measure: cursor.one_of("a sanction", &MEASURES)?,
    })
}

/// `hand over ACME to "Cabinet Morel"`.
fn hand_over(cursor: &mut Cursor) -> Read<CaseStatement> {
    cursor.word("over")?;
    let debtor = cursor.name("the name of the debtor")?;
    cursor.word("to")?;
    let to = cursor.quoted()?;
    Ok(CaseStatement::HandOver { debtor, to })
}

fn of_debtor(cursor: &mut Cursor, words: &[&str]) -> Read<String> {
    for word in words {
        cursor.word(word)?;
    }
    cursor.name("the name of the debtor")
}
