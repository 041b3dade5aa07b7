//! The parts of a condition that SQL can answer, as a `where`. A part it cannot answer is left out where that only
//! lets more accounts through. Every value is a parameter or a number; nothing a person typed becomes SQL.

use std::collections::BTreeSet;

use jiff::civil::Date;
use receivables::calendar::plus_days;
use receivables::condition::{Comparison, Condition, Field, Operand, Pattern, Test, TextSource};
use receivables::currency::Currency;

use crate::column;

/// Days beyond which a comparison of days is left to evaluation: its day would leave the calendar of texts.
const MOST_DAYS: i64 = 36_500;

const CLAIM: &str = "kind in ('invoice', 'charge') and open_minor > 0";
const CREDIT: &str = "kind in ('credit-note', 'payment-on-account') and open_minor < 0";
const OF_ACCOUNT: &str = "x.creditor_id = $1 and x.debtor_id = d.id";

/// A condition with what SQL answers of it.
pub(super) struct Lowered {
    currency: Currency,
    today: Date,
    condition: Option<String>,
    is_exact: bool,
    /// Columns of the sums of open items, by their names.
    columns: BTreeSet<(String, String)>,
    texts: Vec<String>,
}

/// SQL for a part, and whether it says all of it.
struct Part {
    sql: String,
    is_exact: bool,
}

impl Lowered {
    pub(super) fn of(condition: &Condition, today: Date) -> Lowered {
        let mut lowered = Lowered {
            currency: condition.currency(),
            today,
            condition: None,
            is_exact: false,
            columns: BTreeSet::new(),
            texts: Vec::new(),
        };
        // The amounts that are shown besides.
        lowered.sum("outstanding");
        lowered.sum("overdue");
        let part = lowered.test(condition.test());
        lowered.is_exact = part.as_ref().is_some_and(|part| part.is_exact);
        lowered.condition = part.map(|part| part.sql);
        lowered
    }

    /// True when the statement gives the accounts of the condition and no others; groups aside.
    pub(super) fn is_exact(&self) -> bool {
        self.is_exact
    }

    /// The values from `$3` on.
    pub(super) fn texts(&self) -> &[String] {
        &self.texts
    }

    /// The statement. A debtor that speaks for others is always given: what they owe counts with its own.
    pub(super) fn sql(&self) -> String {
        let columns: Vec<String> = self
            .columns
            .iter()
            .map(|(name, sum)| format!("{sum} as {name}"))
            .collect();
        let speaks = "exists (select 1 from debtor child where child.creditor_id = $1
            and child.parent_id = d.id and child.parent_id is not null and child.removed_at is null)";
        let condition = match &self.condition {
            Some(condition) => format!("and (({condition}) or {speaks})"),
            None => String::new(),
        };
        format!(
            "with book as (select debtor_id, {} from item
               where creditor_id = $1 and open_minor <> 0 group by debtor_id)
             select d.id, d.name, coalesce(b.outstanding, 0), coalesce(b.overdue, 0),
               cast(case when {speaks} then 1 else 0 end as bigint)
             from debtor d left join book b on b.debtor_id = d.id
             where d.creditor_id = $1 and d.removed_at is null and cast($2 as text) <> '' {condition} order by d.id",
            columns.join(", ")
        )
    }

    /// The values of a part that is left out are left out with it: an engine counts what it is given.
    fn test(&mut self, test: &Test) -> Option<Part> {
        let known = self.texts.len();
        let part = self.part(test);
        if part.is_none() {
            self.texts.truncate(known);
        }
        part
    }

    fn part(&mut self, test: &Test) -> Option<Part> {
        match test {
            Test::All(tests) => {
                let parts: Vec<Option<Part>> = tests.iter().map(|test| self.test(test)).collect();
                let is_exact = parts
                    .iter()
                    .all(|part| part.as_ref().is_some_and(|part| part.is_exact));
                let known: Vec<String> = parts.into_iter().flatten().map(|part| part.sql).collect();
                match known.is_empty() {
                    true if tests.is_empty() => Some(exact("1 = 1")),
                    true => None,
                    false => Some(Part {
                        sql: joined(&known, " and "),
                        is_exact,
                    }),
                }
            }
            Test::Any(tests) => {
                let parts: Vec<Option<Part>> = tests.iter().map(|test| self.test(test)).collect();
                let is_exact = parts.iter().flatten().all(|part| part.is_exact);
                let known: Option<Vec<Part>> = parts.into_iter().collect();
                let known: Vec<String> = known?.into_iter().map(|part| part.sql).collect();
                match known.is_empty() {
                    true => Some(exact("1 = 0")),
                    false => Some(Part {
                        sql: joined(&known, " or "),
                        is_exact,
                    }),
                }
            }
            Test::Not(inner) => {
                let part = self.test(inner).filter(|part| part.is_exact)?;
                Some(exact(&format!("not ({})", part.sql)))
            }
            Test::Constant(true) => Some(exact("1 = 1")),
            Test::Constant(false) => Some(exact("1 = 0")),
            Test::Number(left, comparison, right) => self.number(*left, *comparison, *right),
            Test::Text(TextSource::Field(field), Pattern::OneOf(words)) => self.text(*field, words),
            Test::Text(..) => None,
            Test::Yes(Field::HasEmail) => Some(exact(&format!(
                "exists (select 1 from contact x where {OF_ACCOUNT} and x.removed_at is null
                   and x.bounced_on is null and x.email is not null)"
            ))),
            Test::Yes(Field::InDifficulty) => Some(exact("d.difficulty is not null")),
            Test::Yes(_) => None,
            Test::Tagged(word) => self.tagged(word),
        }
    }

    fn number(&mut self, left: Operand, comparison: Comparison, right: Operand) -> Option<Part> {
        let days = match (left, right) {
            (Operand::Field(Field::DaysLate), Operand::Value(days)) => Some((comparison, days)),
            (Operand::Value(days), Operand::Field(Field::DaysLate)) => {
                Some((comparison.turned(), days))
            }
            _ => None,
        };
        if let Some((comparison, days)) = days {
            return self.days_late(comparison, days);
        }
        let (left, right) = (self.operand(left)?, self.operand(right)?);
        let sign = sql_sign(comparison);
        Some(exact(&format!("{left} {sign} {right}")))
    }

    /// Days late are counted from the oldest due date that has passed: more days, an earlier date.
    fn days_late(&mut self, comparison: Comparison, days: i64) -> Option<Part> {
        if !(0..=MOST_DAYS).contains(&days) {
            return None;
        }
        let oldest = format!("min(case when {CLAIM} and due_on < $2 then due_on end)");
        self.columns.insert(("oldest_due_on".to_string(), oldest));
        let from = plus_days(self.today, -i32::try_from(days).ok()?);
        let sign = sql_sign(comparison.turned());
        Some(exact(&format!(
            "coalesce(b.oldest_due_on, cast($2 as text)) {sign} '{}'",
            column::day(from)
        )))
    }

    fn operand(&mut self, operand: Operand) -> Option<String> {
        match operand {
            Operand::Value(value) => Some(format!("cast({value} as bigint)")),
            Operand::Foreign(field, currency) => {
                let is_late = if field == Field::Overdue {
                    " and due_on < $2"
                } else {
                    ""
                };
                let name = format!("{}_{}", field.name(), currency.code().to_lowercase());
                self.column(
                    &name,
                    &format!("{CLAIM}{is_late} and currency = '{currency}'"),
                    "open_minor",
                )
            }
            Operand::Field(field) => match field {
                Field::Outstanding | Field::Overdue | Field::Credits => self.sum(field.name()),
                Field::NetDue => {
                    let (owed, credits) = (self.sum("outstanding")?, self.sum("credits")?);
                    Some(format!("({owed} - {credits})"))
                }
                Field::LargestInvoice => self.sum("largest"),
                Field::OpenInvoices | Field::OverdueInvoices => self.sum(field.name()),
                Field::OpenDisputes => Some(format!(
                    "(select count(*) from dispute x where {OF_ACCOUNT} and x.opened_on <= $2
                       and (x.closed_on is null or x.closed_on > $2))"
                )),
                Field::OpenPromises => Some(promises(
                    "(x.outcome is null or x.closed_on is null or x.closed_on > $2)",
                )),
                Field::PromisesKept => Some(promises("x.outcome = 'kept' and x.closed_on <= $2")),
                Field::PromisesBroken => Some(promises(
                    "x.outcome in ('broken', 'partly-kept') and x.closed_on <= $2",
                )),
                _ => None,
            },
        }
    }

    /// A sum over the open items of each account.
    fn sum(&mut self, name: &str) -> Option<String> {
        let own = format!("currency = '{}'", self.currency);
        match name {
            "outstanding" => self.column(name, &format!("{CLAIM} and {own}"), "open_minor"),
            "overdue" => self.column(
                name,
                &format!("{CLAIM} and due_on < $2 and {own}"),
                "open_minor",
            ),
            "credits" => self.column(name, &format!("{CREDIT} and {own}"), "-open_minor"),
            "largest" => {
                let most = format!("max(case when {CLAIM} and {own} then open_minor end)");
                self.columns.insert((name.to_string(), most));
                Some(format!("coalesce(b.{name}, 0)"))
            }
            "open_invoices" => self.distinct(name, ""),
            "overdue_invoices" => self.distinct(name, " and due_on < $2"),
            _ => None,
        }
    }

    fn distinct(&mut self, name: &str, more: &str) -> Option<String> {
        let count = format!(
            "count(distinct case when kind = 'invoice' and open_minor > 0{more} then reference end)"
        );
        self.columns.insert((name.to_string(), count));
        Some(format!("coalesce(b.{name}, 0)"))
    }

    fn column(&mut self, name: &str, condition: &str, value: &str) -> Option<String> {
        let sum = format!("cast(sum(case when {condition} then {value} else 0 end) as bigint)");
        self.columns.insert((name.to_string(), sum));
        Some(format!("coalesce(b.{name}, 0)"))
    }

    fn text(&mut self, field: Field, words: &[String]) -> Option<Part> {
        let column = match field {
            Field::Kind => "d.kind",
            Field::Country => "d.country",
            Field::Language => "d.language",
            Field::Phase => "d.phase",
            Field::Name => "d.name",
            Field::Key => "d.natural_key",
            Field::Siren => "coalesce(d.siren, '')",
            Field::SalesPerson => "d.sales_person",
            Field::Sector => "d.sector",
            Field::CompanySize => "d.company_size",
            Field::Site => "d.site",
            _ => return None,
        };
        let parameters: Vec<String> = words.iter().map(|word| self.parameter(word)).collect();
        Some(exact(&format!("{column} in ({})", parameters.join(", "))))
    }

    /// Tags are kept as a list in JSON: a word with a comma could be two of them.
    fn tagged(&mut self, word: &str) -> Option<Part> {
        let quoted = column::json(&word).ok()?;
        let parameter = self.parameter(&quoted);
        Some(Part {
            sql: format!(
                "(/*+sqlite instr(d.tags, {parameter})*/ /*+postgres strpos(d.tags, {parameter})*/ > 0)"
            ),
            is_exact: !word.contains(','),
        })
    }

    fn parameter(&mut self, text: &str) -> String {
        self.texts.push(text.to_string());
        format!("cast(${} as text)", self.texts.len() + 2)
    }
}

fn exact(sql: &str) -> Part {
    Part {
        sql: sql.to_string(),
        is_exact: true,
    }
}

fn joined(parts: &[String], sign: &str) -> String {
    let parts: Vec<String> = parts.iter().map(|part| format!("({part})")).collect();
    parts.join(sign)
}

fn promises(condition: &str) -> String {
    format!("(select count(*) from promise x where {OF_ACCOUNT} and {condition})")
}

const fn sql_sign(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Equal => "=",
        Comparison::NotEqual => "<>",
        Comparison::Less => "<",
        Comparison::AtMost => "<=",
        Comparison::More => ">",
        Comparison::AtLeast => ">=",
    }
}
