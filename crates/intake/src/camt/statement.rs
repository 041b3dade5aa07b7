//! One statement: its account, its balances, and the check that they add up with the entries. A
//! statement that does not add up is told, never refused.

use jiff::civil::Date;
use receivables::currency::Currency;
use receivables::money::Money;
use rust_decimal::Decimal;

use super::element::Element;
use super::entry;
use crate::bank::{BankBalance, BankStatement};
use crate::reading::{Kept, Problem, ProblemKind, Problems, shortened};

/// No account of any currency holds more; sums of such amounts stay exact.
const LARGEST: Decimal = Decimal::from_parts(2_764_472_320, 232_830, 0, false, 0);

/// Takes one child of the statement.
pub(super) fn take(statement: &mut BankStatement, element: &Element, problems: &mut Problems) {
    match element.name.as_str() {
        "Id" => statement.statement_id = element.text.trim().to_string(),
        "Acct" => {
            let account = element.text_at(&["Id/IBAN", "Id/Othr/Id", "Id/BBAN", "Id/PrtryAcct/Id"]);
            statement.account = account.chars().filter(|c| !c.is_whitespace()).collect();
            statement.currency = element.text_at(&["Ccy"]).parse().ok();
        }
        "Bal" => take_balance(statement, element, problems),
        "Ntry" => entry::take(statement, element, problems),
        _ => {}
    }
}

fn take_balance(statement: &mut BankStatement, element: &Element, problems: &mut Problems) {
    let code = element.text_at(&["Tp/CdOrPrtry/Cd", "Tp/CdOrPrtry/Prtry", "Tp/Cd"]);
    if !matches!(code.as_str(), "OPBD" | "PRCD" | "CLBD") {
        return;
    }
    let Some((exact, currency)) = element
        .at("Amt")
        .and_then(|amount| read_amount(amount, statement, problems))
    else {
        return;
    };
    let exact = if element.text_at(&["CdtDbtInd"]) == "DBIT" {
        -exact
    } else {
        exact
    };
    let Some(amount) = rounded(exact, currency, element, problems) else {
        return;
    };
    let on = day(&element.text_at(&["Dt/Dt", "Dt/DtTm"]));
    let balance = BankBalance { amount, exact, on };
    match code.as_str() {
        "CLBD" => statement.closing = Some(balance),
        "OPBD" => statement.opening = Some(balance),
        _ => statement.opening = statement.opening.or(Some(balance)),
    }
}

/// Closes a statement: whether it adds up.
pub(super) fn finish(statement: &mut BankStatement, line: u64, problems: &mut Problems) {
    if statement.adds_up() != Some(false) {
        return;
    }
    let (Some(opening), Some(closing)) = (statement.opening, statement.closing) else {
        return;
    };
    let found = format!(
        "{} + {} - {} ≠ {}",
        opening.exact, statement.credits, statement.debits, closing.exact
    );
    let kind = ProblemKind::DoesNotAddUp;
    let field = Some(statement.account.clone()).filter(|account| !account.is_empty());
    problems.add(Problem {
        line: Some(line),
        field,
        kind,
        found,
        kept: Kept::All,
    });
}

/// An amount and its currency: that of the amount, else of the account.
pub(super) fn read_amount(
    element: &Element,
    statement: &BankStatement,
    problems: &mut Problems,
) -> Option<(Decimal, Currency)> {
    let text = element.text.trim();
    let read = text.replace(',', ".").parse::<Decimal>();
    let Some(exact) = read.ok().filter(|exact| exact.abs() <= LARGEST) else {
        tell(
            problems,
            element,
            ProblemKind::InvalidAmount,
            text,
            Kept::NotTheLine,
        );
        return None;
    };
    if element.currency.is_empty() {
        let currency = statement.currency.unwrap_or(Currency::EUR);
        if statement.currency.is_none() {
            tell(
                problems,
                element,
                ProblemKind::Assumed,
                "Ccy",
                Kept::Value(currency.to_string()),
            );
        }
        return Some((exact, currency));
    }
    match element.currency.parse() {
        Ok(currency) => Some((exact, currency)),
        Err(_) => {
            tell(
                problems,
                element,
                ProblemKind::UnknownCurrency,
                &element.currency,
                Kept::NotTheLine,
            );
            None
        }
    }
}

/// The amount in minor units; more decimals than the currency has are rounded and told.
pub(super) fn rounded(
    exact: Decimal,
    currency: Currency,
    element: &Element,
    problems: &mut Problems,
) -> Option<Money> {
    let Some(amount) = Money::from_major(exact, currency) else {
        tell(
            problems,
            element,
            ProblemKind::InvalidAmount,
            &exact.to_string(),
            Kept::NotTheLine,
        );
        return None;
    };
    if exact.normalize().scale() > currency.decimals() {
        let kept = Kept::Value(amount.to_string());
        tell(
            problems,
            element,
            ProblemKind::TooManyDecimals,
            &exact.to_string(),
            kept,
        );
    }
    Some(amount)
}

/// The day of an ISO date or instant.
pub(super) fn day(text: &str) -> Option<Date> {
    text.get(..10)?.parse().ok()
}

/// Notes a problem with an element.
pub(super) fn tell(
    problems: &mut Problems,
    element: &Element,
    kind: ProblemKind,
    found: &str,
    kept: Kept,
) {
    let field = Some(element.name.clone());
    problems.add(Problem {
        line: Some(element.line),
        field,
        kind,
        found: shortened(found),
        kept,
    });
}
