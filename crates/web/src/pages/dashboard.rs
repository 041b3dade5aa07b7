//! The dashboard: what is open and overdue, how old it is, how long it takes to be paid, who owes most, what
//! left today and what waits, how fresh the data is. Must never add two currencies.

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use insight::dso;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use notices::chart;
use notices::format::{capitalised, day_with_weekday, percent};
use notices::names::Named;
use receivables::aging::{AgedBalance, AgedLine, Bucket};
use receivables::calendar::plus_days;
use receivables::currency::Currency;
use receivables::item::days_between;
use receivables::money::{Balances, Money};
use rust_decimal::Decimal;
use store::Session;
use store::notice::Standing;
use store::views;
use store::views::balances::AccountBalance;
use store::views::departures::Departure;

use crate::failure::Failure;
use crate::frame::{Frame, Section, page};
use crate::pages::account_line::{NextStep, NextSteps};
use crate::pages::step_names::StepNames;
use crate::state::WebState;
use crate::visitor::Visitor;
use crate::words::Words;

/// The period of the DSO, in days.
const DSO_DAYS: u32 = 90;
/// Days after which a review that was due and did not take place makes orphans.
const DAYS_BEHIND: i32 = 7;
const MOST_DEBTORS: usize = 10;
const MOST_LEFT: u32 = 8;

#[derive(Template)]
#[template(path = "dashboard.html")]
struct DashboardPage {
    frame: Frame,
    today: String,
    empty: bool,
    outstanding: Vec<String>,
    overdue: Vec<String>,
    overdue_share: String,
    dso: String,
    dso_hint: String,
    waiting_count: i64,
    waiting_hint: String,
    orphans: i64,
    late_disputes: String,
    alerts: String,
    chart: String,
    bucket_names: Vec<String>,
    aged: Vec<AgedShown>,
    ledger_words: String,
    bank_words: String,
    left_count: String,
    left: Vec<LeftLine>,
    top: Vec<TopLine>,
}

/// The aged balance of one currency.
struct AgedShown {
    currency: String,
    cells: Vec<Cell>,
    credits: String,
    total: String,
}

struct Cell {
    label: String,
    amount: String,
}

struct LeftLine {
    path: String,
    debtor: String,
    words: String,
}

struct TopLine {
    path: String,
    name: String,
    overdue: Vec<String>,
    outstanding: Vec<String>,
    oldest: String,
    next: NextStep,
}

/// Shows the dashboard.
pub(crate) async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
) -> Result<Html<String>, Failure> {
    let words = &visitor.words;
    let mut reader = state.desk().store().reader().await?;
    let figures = Figures::read(&mut reader, &visitor).await?;
    let steps = StepNames::read(&mut reader, visitor.creditor.id, words).await?;
    let policy = store::creditor::policy(&mut reader, visitor.creditor.id, None).await?;
    drop(reader);
    let debtors = figures
        .top
        .iter()
        .map(|(_, balance)| balance.debtor)
        .collect();
    let next = NextSteps::read(&state, &visitor, debtors).await?;
    let (dso, dso_hint) = dso_shown(words, &figures);
    let gross: Balances = lines(&figures.aged, AgedLine::gross);
    let overdue: Balances = lines(&figures.aged, AgedLine::overdue);
    page(&DashboardPage {
        frame: visitor.frame(Section::Dashboard),
        today: capitalised(&day_with_weekday(visitor.today, words.language())),
        empty: figures.debtors == 0,
        outstanding: words.balances_or_dash(&gross),
        overdue: words.balances_or_dash(&overdue),
        overdue_share: share(words, visitor.creditor.currency, &overdue, &gross),
        dso,
        dso_hint,
        waiting_count: figures.to_confirm,
        waiting_hint: words.count("dashboard-waiting-hint", figures.tasks),
        orphans: figures.orphans,
        alerts: match figures.alerts {
            0 => String::new(),
            waiting => words.count("alerts-count", waiting),
        },
        late_disputes: match figures.late_disputes {
            0 => String::new(),
            late => words.count("disputes-late-count", late),
        },
        chart: chart(words, &figures.aged),
        bucket_names: Bucket::ALL
            .iter()
            .map(|bucket| bucket_name(words, *bucket))
            .collect(),
        aged: aged(words, &figures.aged),
        ledger_words: as_of(words, policy.freshness.ledger_as_of, visitor.today),
        bank_words: as_of(words, policy.freshness.bank_as_of, visitor.today),
        left_count: words.number(figures.left.1),
        left: figures
            .left
            .0
            .iter()
            .map(|left| left_line(words, &steps, left))
            .collect(),
        top: figures
            .top
            .iter()
            .map(|(name, balance)| top_line(&visitor, (name, balance), &next))
            .collect(),
    })
}

/// What is read for the page.
struct Figures {
    debtors: i64,
    aged: AgedBalance,
    billed: Money,
    to_confirm: i64,
    tasks: i64,
    orphans: i64,
    late_disputes: i64,
    alerts: i64,
    left: (Vec<Departure>, i64),
    top: Vec<(String, AccountBalance)>,
}

impl Figures {
    async fn read(session: &mut Session, visitor: &Visitor) -> Result<Figures, Failure> {
        let (seen, today, currency) = (visitor.seen, visitor.today, visitor.creditor.currency);
        let waiting = views::departures::waiting(session, seen, &[], 0).await?;
        let count = |standing| {
            waiting
                .counts
                .get(&standing)
                .map_or(0, |found| i64::try_from(*found).unwrap_or(0))
        };
        let zone = TimeZone::get(visitor.time_zone()).unwrap_or(TimeZone::UTC);
        let midnight = today
            .to_zoned(zone)
            .map_or(jiff::Timestamp::MAX, |zoned| zoned.timestamp());
        let span = (plus_days(today, 1 - DSO_DAYS.cast_signed()), today);
        Ok(Figures {
            debtors: views::dashboard::counts(session, seen).await?.debtors,
            aged: views::aging::balance(session, seen, today).await?,
            billed: views::dashboard::billed(session, seen, span, currency).await?,
            to_confirm: count(Standing::ToConfirm),
            tasks: count(Standing::ToDo),
            orphans: views::dashboard::orphans(session, seen, today, DAYS_BEHIND).await?,
            alerts: store::alert::waiting_count(session, seen).await?,
            late_disputes: views::disputes::late_count(session, seen, today).await?,
            left: views::departures::left_since(session, seen, midnight, MOST_LEFT).await?,
            top: views::dashboard::who_owes_most(session, seen, (today, currency), MOST_DEBTORS)
                .await?,
        })
    }
}

fn lines(aged: &AgedBalance, sum: impl Fn(&AgedLine) -> i64) -> Balances {
    aged.iter()
        .map(|(currency, line)| Money::new(sum(line), currency))
        .collect()
}

/// A part of a whole in the currency of the books, in percent.
fn share(words: &Words, currency: Currency, part: &Balances, whole: &Balances) -> String {
    let (part, whole) = (part.of(currency), whole.of(currency));
    if !whole.is_positive() {
        return String::new();
    }
    let share =
        (Decimal::from(part.minor) * Decimal::ONE_HUNDRED / Decimal::from(whole.minor)).round_dp(1);
    words.with(
        "dashboard-overdue-share",
        &[("share", &percent(share, words.language()))],
    )
}

/// Days of sales the receivables stand for, in the currency of the books, by the balance method.
fn dso_shown(words: &Words, figures: &Figures) -> (String, String) {
    let net = figures.aged.of(figures.billed.currency).net();
    match dso::balance(net, figures.billed.minor, DSO_DAYS).days() {
        Some(days) => {
            let days = i32::try_from(days.round().mantissa()).unwrap_or(i32::MAX);
            let period = DSO_DAYS.to_string();
            (
                words.days(days),
                words.with("dashboard-dso-hint", &[("days", &period)]),
            )
        }
        None => ("–".to_string(), words.say("dashboard-dso-none")),
    }
}

fn bucket_name(words: &Words, bucket: Bucket) -> String {
    match bucket.days_late() {
        (Some(from), Some(to)) => words.with(
            "dashboard-bucket-days",
            &[("from", &from.to_string()), ("to", &to.to_string())],
        ),
        (Some(from), None) => words.with(
            "dashboard-bucket-over",
            &[("days", &(from - 1).to_string())],
        ),
        (None, _) => words.say("dashboard-bucket-not-due"),
    }
}

/// One chart with a bar for each currency; the bars are never compared with one another.
fn chart(words: &Words, aged: &AgedBalance) -> String {
    let row = |(currency, line): (Currency, &AgedLine)| {
        let money = |minor: i64| words.money(Money::new(minor, currency));
        let part = |bucket: &Bucket| chart::Figure {
            label: bucket_name(words, *bucket),
            value: line.of(*bucket),
            shown: money(line.of(*bucket)),
        };
        chart::ShareRow {
            label: currency.code().to_string(),
            total: money(line.gross()),
            parts: Bucket::ALL.iter().map(part).collect(),
        }
    };
    let said = |(currency, line): (Currency, &AgedLine)| {
        let money = |minor: i64| words.money(Money::new(minor, currency));
        let (total, overdue) = (money(line.gross()), money(line.overdue()));
        words.with(
            "dashboard-chart-summary",
            &[("total", &total), ("overdue", &overdue)],
        )
    };
    let caption = chart::Caption {
        id: "aged-balance".to_string(),
        title: words.say("dashboard-aged"),
        description: aged.iter().map(said).collect::<Vec<_>>().join(" "),
    };
    chart::Shares {
        caption,
        rows: aged.iter().map(row).collect(),
    }
    .svg()
}

fn aged(words: &Words, aged: &AgedBalance) -> Vec<AgedShown> {
    let shown = |(currency, line): (Currency, &AgedLine)| {
        let money = |minor: i64| words.money(Money::new(minor, currency));
        let cell = |bucket: &Bucket| Cell {
            label: bucket_name(words, *bucket),
            amount: money(line.of(*bucket)),
        };
        AgedShown {
            currency: currency.code().to_string(),
            cells: Bucket::ALL.iter().map(cell).collect(),
            credits: money(line.unallocated),
            total: money(line.net()),
        }
    };
    aged.iter().map(shown).collect()
}

fn as_of(words: &Words, day: Option<Date>, today: Date) -> String {
    let Some(day) = day else {
        return words.say("dashboard-never");
    };
    let shown = words.day(day);
    match days_between(day, today) {
        ..=0 => words.with("dashboard-as-of", &[("day", &shown)]),
        old => words.with(
            "dashboard-as-of-days",
            &[
                ("day", &shown),
                ("days", &words.days(old).replace(' ', "\u{a0}")),
            ],
        ),
    }
}

fn left_line(words: &Words, steps: &StepNames, left: &Departure) -> LeftLine {
    let act = &left.notice.act;
    LeftLine {
        path: format!("/notices/{}", left.notice.id),
        debtor: left.debtor_name.clone(),
        words: format!(
            "{} · {}",
            act.channel.name(words.wording()),
            steps.of(&act.step)
        ),
    }
}

fn top_line(
    visitor: &Visitor,
    (name, balance): (&String, &AccountBalance),
    next: &NextSteps,
) -> TopLine {
    let words = &visitor.words;
    TopLine {
        path: format!("/debtors/{}", balance.debtor),
        name: name.clone(),
        overdue: words.balances_or_dash(&balance.overdue),
        outstanding: words.balances_or_dash(&balance.claims),
        oldest: match balance.days_late(visitor.today) {
            0 => "–".to_string(),
            days => words.days(days),
        },
        next: next.of(balance.debtor),
    }
}
