//! The diagnosis of a ledger at a day: what is owed, how old it is, how debtors pay, what it costs, and
//! what the ledger cannot tell. It must say what was assumed, and leave out what is not known.

mod caution;

pub use caution::{Assumption, Caution};

use jiff::ToSpan;
use jiff::civil::Date;
use receivables::currency::Currency;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::aging::AgedBalance;
use crate::cost::{CostOfDelay, CostRates, cost_of_delay};
use crate::delay::{self, DelaySource, Delays, Paid};
use crate::dso::{self, DsoResult, MonthSales};
use crate::indicator::{minor, one_day_of_sales, percent, shown};
use crate::ledger::{Ledger, LedgerDebtor, LedgerInvoice, days_between};
use crate::season::{Season, seasons};
use crate::tail::{TailPoint, tail};

/// What the diagnosis takes for granted where the ledger is silent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// Days from invoice to due date where the ledger gives no due date.
    pub days_of_terms: u16,
    /// Rates of the cost of delay.
    pub rates: CostRates,
}

/// Everything a ledger says at a day. Amounts in minor units, days and shares with two decimals.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Diagnosis {
    /// The day looked at, its end.
    pub as_of: Date,
    /// The currency of every amount.
    pub currency: Currency,
    /// Sales invoices issued up to that day.
    pub invoices: usize,
    /// First and last issue day of the sales seen.
    pub sales_between: Option<(Date, Date)>,
    /// Open amounts by age, and credits not allocated.
    pub aged: AgedBalance,
    /// Overdue over everything open, per cent.
    pub overdue_percent: Option<Decimal>,
    /// Days sales outstanding.
    pub dso: DsoFigures,
    /// Delays of all debtors together.
    pub delays: Delays,
    /// What the delays are taken from.
    pub delay_source: DelaySource,
    /// Each debtor, the one who owes most first.
    pub debtors: Vec<DebtorDiagnosis>,
    /// The months of the year, January first.
    pub seasons: Vec<Season>,
    /// Share still unpaid after 30 to 180 days.
    pub tail: Vec<TailPoint>,
    /// What lateness costs.
    pub cost: CostOfDelay,
    /// What was taken for granted.
    pub assumptions: Vec<Assumption>,
    /// What cannot be said, or only with care.
    pub cautions: Vec<Caution>,
}

/// Days sales outstanding by each method.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DsoFigures {
    /// Days the sales are taken over, at most 365.
    pub period_days: u32,
    /// Sales of the period less credit notes, VAT included, minor units.
    pub sales_minor: i64,
    /// Balance method, credits not allocated left out.
    pub gross: DsoResult,
    /// Balance method, credits not allocated deducted.
    pub net: DsoResult,
    /// Count-back by calendar months, credits not allocated deducted.
    pub count_back: DsoResult,
    /// On what is not yet due only.
    pub best_possible: DsoResult,
    /// Average days delinquent.
    pub delinquent: DsoResult,
    /// What one day less would bring in, minor units; nothing without sales.
    pub one_day_minor: Option<i64>,
}

/// One debtor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DebtorDiagnosis {
    /// Who.
    pub debtor: LedgerDebtor,
    /// Open amounts by age, and credits not allocated.
    pub aged: AgedBalance,
    /// Days past due of its oldest open invoice, zero when none is late.
    pub oldest_days_late: i64,
    /// How it pays.
    pub delays: Delays,
}

impl Diagnosis {
    /// The diagnosis of a ledger at the end of a day.
    pub fn of(ledger: &Ledger, as_of: Date, basis: &Basis) -> Self {
        let sales = || {
            ledger
                .invoices
                .iter()
                .filter(move |invoice| invoice.is_sale && invoice.issued_on <= as_of)
        };
        let sales_between = sales()
            .map(|invoice| invoice.issued_on)
            .min()
            .zip(sales().map(|i| i.issued_on).max());
        let source = delay::source_of(ledger, as_of);
        let terms = basis.days_of_terms;
        let paid: Vec<Paid> = sales()
            .flat_map(|invoice| delay::paid(invoice, as_of, terms, source))
            .collect();
        let aged = AgedBalance::of(ledger, as_of, terms);
        let delays = Delays::of(&paid);
        let days_covered =
            sales_between.map_or(0, |(first_on, _)| days_between(first_on, as_of) + 1);
        let tail = tail(sales(), as_of, terms, source);
        let mut diagnosis = Diagnosis {
            as_of,
            currency: ledger.currency,
            invoices: sales().count(),
            sales_between,
            overdue_percent: percent(aged.overdue_minor(), aged.gross_minor()).map(shown),
            dso: dso_figures(ledger, as_of, days_covered, &aged),
            aged,
            delays,
            delay_source: source,
            debtors: debtors(ledger, as_of, terms, source),
            seasons: seasons(sales(), &paid),
            tail,
            cost: cost_of_delay(ledger, as_of, terms, days_covered, &basis.rates),
            assumptions: Vec::new(),
            cautions: Vec::new(),
        };
        diagnosis.assumptions = caution::assumptions(ledger, as_of, basis, source);
        diagnosis.cautions = caution::cautions(ledger, &diagnosis, days_covered);
        diagnosis
    }

    /// The debtors who owe something, the one who owes most first, at most `count` of them.
    pub fn owing_most(&self, count: usize) -> impl Iterator<Item = &DebtorDiagnosis> {
        self.debtors
            .iter()
            .filter(|debtor| debtor.aged.gross_minor() > 0)
            .take(count)
    }
}

fn dso_figures(ledger: &Ledger, as_of: Date, days_covered: i64, aged: &AgedBalance) -> DsoFigures {
    let period_days = u32::try_from(days_covered.clamp(0, 365)).unwrap_or(0);
    let sales_minor = sales_between(
        ledger,
        as_of.saturating_sub((i64::from(period_days) - 1).days()),
        as_of,
    );
    let not_due_minor = aged.gross_minor() - aged.overdue_minor();
    let round = |result: DsoResult| match result {
        DsoResult::Days(days) => DsoResult::Days(shown(days)),
        other => other,
    };
    let one_day =
        || one_day_of_sales(sales_minor) * Decimal::from(365) / Decimal::from(period_days);
    DsoFigures {
        period_days,
        sales_minor,
        gross: round(dso::balance(aged.gross_minor(), sales_minor, period_days)),
        net: round(dso::balance(aged.net_minor(), sales_minor, period_days)),
        count_back: round(dso::count_back(
            aged.net_minor(),
            &months(ledger, as_of, days_covered),
        )),
        best_possible: round(dso::balance(not_due_minor, sales_minor, period_days)),
        delinquent: round(dso::average_days_delinquent(
            aged.overdue_minor(),
            sales_minor,
            period_days,
        )),
        one_day_minor: (sales_minor > 0 && period_days > 0).then(|| minor(one_day())),
    }
}

/// Sales less credit notes between two days, both counted.
fn sales_between(ledger: &Ledger, from: Date, to: Date) -> i64 {
    let within = |on: Date| from <= on && on <= to;
    let sold = |invoice: &&LedgerInvoice| invoice.is_sale && within(invoice.issued_on);
    let invoiced: i64 = ledger
        .invoices
        .iter()
        .filter(sold)
        .map(|invoice| invoice.amount_minor)
        .sum();
    let notes = ledger
        .credits
        .iter()
        .filter(|credit| credit.is_credit_note && within(credit.on));
    invoiced - notes.map(|credit| credit.amount_minor).sum::<i64>()
}

/// The months of the ledger, the one of `as_of` first.
fn months(ledger: &Ledger, as_of: Date, days_covered: i64) -> Vec<MonthSales> {
    let first_on = as_of.saturating_sub((days_covered - 1).max(0).days());
    let mut months = Vec::new();
    let mut last_on = as_of;
    while last_on >= first_on && months.len() < 36 {
        let start_on = last_on.first_of_month();
        let days = u32::try_from(last_on.day()).unwrap_or(0);
        months.push(MonthSales {
            sales_minor: sales_between(ledger, start_on, last_on),
            days,
        });
        last_on = start_on.saturating_sub(1.day());
    }
    months
}

fn debtors(
    ledger: &Ledger,
    as_of: Date,
    days_of_terms: u16,
    source: DelaySource,
) -> Vec<DebtorDiagnosis> {
    let mut aged = vec![AgedBalance::default(); ledger.debtors.len()];
    let mut oldest = vec![0_i64; ledger.debtors.len()];
    let mut paid: Vec<Vec<Paid>> = vec![Vec::new(); ledger.debtors.len()];
    for invoice in &ledger.invoices {
        let open_minor = invoice.open_minor(as_of);
        let days_late = days_between(invoice.due_on(days_of_terms), as_of);
        aged[invoice.debtor].add(open_minor, days_late);
        if open_minor > 0 {
            oldest[invoice.debtor] = oldest[invoice.debtor].max(days_late);
        }
        paid[invoice.debtor].extend(delay::paid(invoice, as_of, days_of_terms, source));
    }
    for credit in &ledger.credits {
        aged[credit.debtor].unallocated_minor += credit.unallocated_minor(as_of);
    }
    let mut found: Vec<DebtorDiagnosis> = ledger
        .debtors
        .iter()
        .zip(aged.into_iter().zip(oldest).zip(paid))
        .map(
            |(debtor, ((aged, oldest_days_late), paid))| DebtorDiagnosis {
                debtor: debtor.clone(),
                aged,
                oldest_days_late,
                delays: Delays::of(&paid),
            },
        )
        .collect();
    found.sort_by(|a, b| {
        let owed = |one: &DebtorDiagnosis| (one.aged.net_minor(), one.aged.overdue_minor());
        owed(b)
            .cmp(&owed(a))
            .then_with(|| a.debtor.key.cmp(&b.debtor.key))
    });
    found
}

#[cfg(test)]
mod tests;
