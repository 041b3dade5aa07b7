//! What a file says, in the words of a person who compares it with what the sender says: each statement with its
//! balances, each kind of fact with its count and sum. It must never tell a sum of two currencies.

use intake::overview::{FactCount, Overview, StatementOverview};
use notices::format;
use notices::wording::Wording;
use receivables::currency::Currency;
use receivables::money::Money;
use rust_decimal::Decimal;

/// Statements told one by one at most; of more, the sums say enough.
const MOST_STATEMENTS: usize = 12;

/// Kinds of facts whose sums are told, in this order.
const KINDS: [&str; 19] = [
    "invoices",
    "open-invoices",
    "credit-notes",
    "payments",
    "opening-balances",
    "other-debits",
    "other-credits",
    "customers-debit",
    "customers-credit",
    "customers-unlettered-debit",
    "customers-unlettered-credit",
    "credits",
    "debits",
    "gross",
    "prepaid",
    "to-pay",
    "payments-ordered",
    "payments-refused",
    "debtors",
];

/// One figure with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldFigure {
    /// What it is.
    pub label: String,
    /// The figure, with its unit.
    pub value: String,
}

/// The figures of a file in the words of a language; none for a file whose format tells none.
pub fn told(overview: &Overview, wording: &Wording) -> Vec<ToldFigure> {
    let mut figures = Vec::new();
    if !overview.format.is_empty() {
        let dialect = Some(&overview.dialect)
            .filter(|dialect| !dialect.is_empty() && **dialect != overview.format);
        let with_dialect = dialect.map(|dialect| format!("{} ({dialect})", overview.format));
        figures.push(ToldFigure {
            label: wording.word("told-format"),
            value: with_dialect.unwrap_or_else(|| overview.format.clone()),
        });
    }
    if let (Some(from), Some(to)) = (overview.from_on, overview.to_on) {
        let day = |day| format::day_in_figures(day, wording.language());
        let days = [("from", day(from).into()), ("to", day(to).into())];
        figures.push(ToldFigure {
            label: wording.word("told-days"),
            value: wording.say("told-from-to", &days),
        });
    }
    if overview.statements.len() <= MOST_STATEMENTS {
        let each = overview.statements.iter();
        figures.extend(each.map(|one| statement(one, wording)));
    }
    for kind in KINDS {
        let found = overview.facts.get(kind).filter(|found| found.count > 0);
        figures.extend(found.map(|found| ToldFigure {
            label: wording.word(&format!("told-{kind}")),
            value: match kind.starts_with("customers-") {
                // Counted are the lines of both sides: beside the sum of one side that would mislead.
                true => sums(found, wording).join(" · "),
                false => counted(found, wording),
            },
        }));
    }
    figures
}

fn counted(found: &FactCount, wording: &Wording) -> String {
    let count = i64::try_from(found.count).unwrap_or(i64::MAX);
    let count = format::number(count, wording.language());
    let told: Vec<String> = std::iter::once(count).chain(sums(found, wording)).collect();
    told.join(" · ")
}

fn sums(found: &FactCount, wording: &Wording) -> Vec<String> {
    let sums = found.sums.iter();
    sums.map(|(currency, sum)| amount(*sum, currency, wording))
        .collect()
}

fn statement(one: &StatementOverview, wording: &Wording) -> ToldFigure {
    let currency = one.currency.as_deref().unwrap_or_default();
    let balance = |balance: Option<intake::overview::BalanceOverview>| {
        balance.map_or_else(
            || "?".to_string(),
            |balance| amount(balance.amount, currency, wording),
        )
    };
    let key = match one.adds_up {
        Some(true) => "told-balances-add-up",
        Some(false) => "told-balances-differ",
        None => "told-balances",
    };
    let (opening, closing) = (balance(one.opening), balance(one.closing));
    let values = [("opening", opening.into()), ("closing", closing.into())];
    let account = match one.account.is_empty() {
        true => wording.word("told-account-unnamed"),
        false => one.account.clone(),
    };
    let value = match (one.opening, one.closing) {
        (None, None) => wording.word("told-no-balance"),
        _ => wording.say(key, &values),
    };
    ToldFigure {
        label: wording.say("told-statement", &[("account", account.into())]),
        value,
    }
}

/// An amount as people read it; one finer than its currency, or of an unknown currency, as it is written.
fn amount(sum: Decimal, currency: &str, wording: &Wording) -> String {
    let money = currency
        .parse::<Currency>()
        .ok()
        .and_then(|currency| Money::from_major(sum, currency));
    money.map_or_else(
        || format!("{sum} {currency}").trim().to_string(),
        |money| format::money(money, wording.language()),
    )
}

#[cfg(test)]
mod tests {
    use receivables::debtor::Language;

    use super::*;

    #[test]
    fn a_statement_is_told_with_its_balances_and_sums() {
        let text = "Date;Libellé;Débit;Crédit;Solde\n31/01/2026;VIR;;100,00;300,00\n01/02/2026;PRLV;50,00;;250,00\n";
        let file = intake::bank::read(text.as_bytes()).facts;
        let overview = Overview::of_bank("CSV", &file);
        let told = told(&overview, &Wording::new(Language::English));
        let line = |label: &str| {
            let found = told.iter().find(|figure| figure.label == label);
            found.map(|figure| figure.value.clone()).unwrap_or_default()
        };
        assert_eq!(line("Format"), "CSV");
        assert!(line("Money in").starts_with("1 · "), "{told:?}");
        assert!(line("Money out").starts_with("1 · "), "{told:?}");
    }
}
