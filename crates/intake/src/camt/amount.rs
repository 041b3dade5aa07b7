//! The amounts of a camt, with the currency of the amount or the account. An amount that cannot be read is told, never guessed.

use receivables::currency::Currency;
use receivables::money::Money;
use rust_decimal::Decimal;

use crate::bank::BankStatement;
pub(super) use crate::iso20022::value::{day, day_in, money, number};
use crate::reading::{Kept, Problem, ProblemKind, Problems, shortened};
use crate::xml::Element;

/// An amount and its currency: that of the amount, else of the account.
pub(super) fn read_amount(
    element: Element<'_>,
    statement: &BankStatement,
    problems: &mut Problems,
) -> Option<(Decimal, Currency)> {
    let text = element.text();
    let Some(exact) = number(text) else {
        let kept = Kept::NotTheLine;
        tell(problems, element, ProblemKind::InvalidAmount, text, kept);
        return None;
    };
    let written = element.currency();
    if written.is_empty() {
        let currency = statement.currency.unwrap_or(Currency::EUR);
        if statement.currency.is_none() {
            let kept = Kept::Value(currency.to_string());
            tell(problems, element, ProblemKind::Assumed, "Ccy", kept);
        }
        return Some((exact, currency));
    }
    if let Some(currency) = statement.currency.filter(|of| of.code() == written) {
        return Some((exact, currency));
    }
    let Ok(currency) = written.parse() else {
        let kept = Kept::NotTheLine;
        tell(
            problems,
            element,
            ProblemKind::UnknownCurrency,
            written,
            kept,
        );
        return None;
    };
    Some((exact, currency))
}

/// An amount told beside the one that counts: nothing when it cannot be read, without a word.
pub(super) fn side_amount(
    element: Option<Element<'_>>,
    statement: &BankStatement,
) -> Option<Money> {
    let element = element?;
    let exact = number(element.text())?;
    let currency = match element.currency() {
        "" => statement.currency?,
        written => written.parse().ok()?,
    };
    money(exact, currency)
}

/// The amount in minor units; more decimals than the currency has are rounded and told.
pub(super) fn rounded(
    exact: Decimal,
    currency: Currency,
    element: Element<'_>,
    problems: &mut Problems,
) -> Option<Money> {
    let Some(amount) = money(exact, currency) else {
        let found = exact.to_string();
        let kept = Kept::NotTheLine;
        tell(problems, element, ProblemKind::InvalidAmount, &found, kept);
        return None;
    };
    if exact.scale() > currency.decimals() && exact.normalize().scale() > currency.decimals() {
        let kept = Kept::Value(amount.to_string());
        let found = exact.to_string();
        tell(
            problems,
            element,
            ProblemKind::TooManyDecimals,
            &found,
            kept,
        );
    }
    Some(amount)
}

/// Notes a problem with an element.
pub(super) fn tell(
    problems: &mut Problems,
    element: Element<'_>,
    kind: ProblemKind,
    found: &str,
    kept: Kept,
) {
    problems.add(Problem {
        line: Some(element.line()),
        field: Some(element.name().to_string()),
        kind,
        found: shortened(found),
        kept,
    });
}
