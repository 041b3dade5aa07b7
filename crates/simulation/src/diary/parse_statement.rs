//! One statement of a line. The first words say which; each is documented in `docs/manual/diaries.md`.

use receivables::account::{ContactLimits, Mode};
use receivables::contact::ContactRole;
use receivables::debtor::Language;
use receivables::item::Unconfirmed;

use super::amount_list::parts;
use super::cursor::{Cursor, Read};
use super::statement::{DebtorDetail, Instalment, MailServer, Statement};
use super::{parse_case, parse_expectation, parse_fact};

/// Every first word, for the message of a line that begins with none of them.
const VERBS: &str = "creditor, mode, segment, alert, see, remove, campaign, sanction, approve, hand, take, sending, charges, upgrade, confirm, limits, bank, ledger, promise, plan, end, at, debtor, contact, bounce, refusal, \
     invoice, credit, payment, apply, write, withdraw, dispute, close, hold, lift, reply, handle, claim, run, dry, \
     send, mail, restart, done, settle, message, strategy, refused, expect";

/// Reads one statement.
pub(super) fn statement(cursor: &mut Cursor) -> Read<Statement> {
    let verb = cursor.name("what happens")?;
    if let Some(case) = parse_case::case(&verb, cursor) {
        return case;
    }
    match verb.as_str() {
        "expect" => parse_expectation::expectation(cursor).map(Statement::Expect),
        "segment" => segment(cursor),
        "alert" | "see" => alert(&verb, cursor),
        "remove" => removed(cursor),
        "creditor" | "mode" | "sending" | "upgrade" | "limits" | "bank" | "ledger" | "at"
        | "charges" => policy(&verb, cursor),
        "debtor" | "contact" | "bounce" | "refusal" => people(&verb, cursor),
        "invoice" | "credit" | "payment" | "apply" | "write" | "claim" => item(&verb, cursor),
        "promise" | "plan" | "end" | "dispute" | "close" | "hold" | "lift" | "reply" | "handle" => {
            parse_fact::fact(&verb, cursor)
        }
        "run" | "dry" | "send" | "mail" | "restart" | "confirm" | "withdraw" | "done"
        | "settle" | "message" => work(&verb, cursor),
        _ => Err(format!(
            "a line begins with one of {VERBS}; not with `{verb}`"
        )),
    }
}

/// `remove segment "Key accounts"`, or `remove alert "Silent"`.
fn removed(cursor: &mut Cursor) -> Read<Statement> {
    if cursor.takes("alert") {
        return Ok(Statement::RemoveAlert(cursor.quoted()?));
    }
    cursor.word("segment")?;
    Ok(Statement::RemoveSegment(cursor.quoted()?))
}

/// `alert "Silent" holds when "days_without_contact > 30"`, `alert "Old" starts "A word" when "days_late > 60"`, and `see to "Silent" of ACME`.
fn alert(verb: &str, cursor: &mut Cursor) -> Read<Statement> {
    if verb == "see" {
        cursor.word("to")?;
        let name = cursor.quoted()?;
        cursor.word("of")?;
        let debtor = cursor.name("the name of the debtor")?;
        return Ok(Statement::SeeToAlert { name, debtor });
    }
    let name = cursor.quoted()?;
    let holds = cursor.takes("holds");
    let starts = match !holds && cursor.takes("starts") {
        true => Some(cursor.quoted()?),
        false => None,
    };
    cursor.word("when")?;
    Ok(Statement::Alert {
        name,
        holds,
        starts,
        condition: cursor.quoted()?,
    })
}

/// `segment "Key accounts" follows key-account when "outstanding > 10000"`.
fn segment(cursor: &mut Cursor) -> Read<Statement> {
    let name = cursor.quoted()?;
    cursor.word("follows")?;
    let strategy = cursor.name("the key of a strategy")?;
    cursor.word("when")?;
    let condition = cursor.quoted()?;
    Ok(Statement::Segment {
        name,
        condition,
        strategy,
    })
}

fn policy(verb: &str, cursor: &mut Cursor) -> Read<Statement> {
    match verb {
        "creditor" => {
            let name = cursor.name("the name of the creditor")?;
            let country = cursor
                .takes("country")
                .then(|| cursor.name("a country such as `FR`"))
                .transpose()?;
            Ok(Statement::Creditor { name, country })
        }
        "mode" => {
            let modes =
                [Mode::Observe, Mode::Confirm, Mode::Automatic].map(|mode| (mode.code(), mode));
            Ok(Statement::Mode(cursor.one_of("a mode", &modes)?))
        }
        "sending" => Ok(Statement::Sending {
            on: cursor.one_of("on or off", &[("on", true), ("off", false)])?,
        }),
        "upgrade" => Ok(Statement::Upgrade),
        "limits" => limits(cursor).map(Statement::Limits),
        "charges" => contract_charges(cursor),
        "at" => {
            let time = cursor.name("a time such as `07:30`")?;
            let read = time
                .parse()
                .map_err(|_| format!("write a time such as `07:30`, not `{time}`"))?;
            Ok(Statement::At(read))
        }
        _ => data_age(verb == "bank", cursor),
    }
}

/// `charges at 10 %`, or `charges at 10 % and 10.00 EUR`.
fn contract_charges(cursor: &mut Cursor) -> Read<Statement> {
    cursor.word("at")?;
    let percent = cursor.number("a yearly rate such as `10`")?;
    cursor.word("%")?;
    let fixed_sum = cursor.takes("and").then(|| cursor.amount()).transpose()?;
    Ok(Statement::ContractCharges { percent, fixed_sum })
}

/// `bank data as of 2026-03-02`, `bank data may be 3 days old`, `ledger data is not watched`.
fn data_age(bank: bool, cursor: &mut Cursor) -> Read<Statement> {
    cursor.word("data")?;
    if cursor.takes_all(&["is", "not", "watched"]) {
        return Ok(Statement::DataMayBe {
            bank,
            days_old: None,
        });
    }
    if cursor.takes_all(&["may", "be"]) {
        let days: i32 = cursor.number("a number of days")?;
        if !cursor.takes("days") {
            cursor.word("day")?;
        }
        cursor.word("old")?;
        return Ok(Statement::DataMayBe {
            bank,
            days_old: Some(days),
        });
    }
    cursor.word("as")?;
    cursor.word("of")?;
    Ok(Statement::DataAsOf {
        bank,
        day: cursor.date()?,
    })
}

/// `3 days between, 2 per week, 5 per month`.
fn limits(cursor: &mut Cursor) -> Read<ContactLimits> {
    let days_between = cursor.number("the days between two contacts")?;
    if !cursor.takes("days") {
        cursor.word("day")?;
    }
    cursor.word("between")?;
    cursor.takes_comma();
    let most_per_week = cursor.number("the most contacts in a week")?;
    cursor.word("per")?;
    cursor.word("week")?;
    cursor.takes_comma();
    let most_per_month = cursor.number("the most contacts in a month")?;
    cursor.word("per")?;
    cursor.word("month")?;
    Ok(ContactLimits {
        days_between,
        most_per_week,
        most_per_month,
    })
}

fn language(cursor: &mut Cursor) -> Read<Language> {
    cursor.one_of(
        "a language",
        &[("fr", Language::French), ("en", Language::English)],
    )
}

fn people(verb: &str, cursor: &mut Cursor) -> Read<Statement> {
    match verb {
        "debtor" => {
            let name = cursor.name("the name of the debtor")?;
            let mut details = Vec::new();
            while !cursor.is_at_end() {
                details.push(detail(cursor)?);
                cursor.takes_comma();
            }
            Ok(Statement::Debtor { name, details })
        }
        "contact" => {
            let email = cursor.name("an e-mail address")?;
            cursor.word("of")?;
            let debtor = cursor.name("the name of the debtor")?;
            let role = if cursor.takes("as") {
                cursor.coded("a role")?
            } else {
                ContactRole::AccountsPayable
            };
            let name = if cursor.takes("named") {
                cursor.quoted()?
            } else {
                String::new()
            };
            let phone = if cursor.takes("phone") {
                cursor.quoted()?
            } else {
                String::new()
            };
            let language = cursor
                .takes("language")
                .then(|| language(cursor))
                .transpose()?;
            Ok(Statement::Contact {
                email,
                debtor,
                role,
                name,
                phone,
                language,
            })
        }
        "bounce" => Ok(Statement::Bounce(cursor.name("an e-mail address")?)),
        _ => {
            cursor.word("by")?;
            Ok(Statement::Refusal(cursor.name("an e-mail address")?))
        }
    }
}

fn detail(cursor: &mut Cursor) -> Read<DebtorDetail> {
    let what = cursor.name(
        "country, language, is, phase, strategy, tag, sales, sector, own, of, alone or without",
    )?;
    match what.as_str() {
        "country" => Ok(DebtorDetail::Country(
            cursor.name("a country such as `GB`")?,
        )),
        "language" => Ok(DebtorDetail::Language(language(cursor)?)),
        "is" => Ok(DebtorDetail::Kind(
            cursor.coded("business, consumer or public")?,
        )),
        "phase" => Ok(DebtorDetail::Phase(cursor.coded(
            "amicable, pre-litigation, handed-over, litigation, insolvency or deceased",
        )?)),
        "strategy" => Ok(DebtorDetail::Strategy(
            cursor.name("the key of a strategy")?,
        )),
        "tag" => Ok(DebtorDetail::Tag(cursor.name("a tag")?)),
        "sales" => Ok(DebtorDetail::SalesPerson(cursor.quoted()?)),
        "sector" => Ok(DebtorDetail::Sector(cursor.quoted()?)),
        "own" => {
            let name = cursor.quoted()?;
            Ok(DebtorDetail::Own(name, cursor.quoted()?))
        }
        "of" => Ok(DebtorDetail::Group(Some(
            cursor.name("the debtor that speaks for its group")?,
        ))),
        "alone" => Ok(DebtorDetail::Group(None)),
        "without" => cursor.one_of(
            "what is missing",
            &[
                ("e-mail", DebtorDetail::WithoutEmail),
                ("address", DebtorDetail::WithoutAddress),
            ],
        ),
        _ => Err(format!(
            "write country, language, is, phase, strategy, tag, sales, sector, own, of, alone or without, not `{what}`"
        )),
    }
}

fn item(verb: &str, cursor: &mut Cursor) -> Read<Statement> {
    match verb {
        "invoice" => invoice(cursor),
        "credit" => {
            cursor.word("note")?;
            let name = cursor.name("the number of the credit note")?;
            cursor.word("to")?;
            let debtor = cursor.name("the name of the debtor")?;
            let amount = cursor.amount()?;
            let on = if cursor.takes("on") {
                parts(cursor)?
            } else {
                Vec::new()
            };
            Ok(Statement::CreditNote {
                name,
                debtor,
                amount,
                on,
            })
        }
        "payment" => {
            let name = cursor.name("the name of the payment")?;
            if cursor.takes("returned") {
                return Ok(Statement::Returned(name));
            }
            cursor.word("from")?;
            let debtor = cursor.name("the name of the debtor")?;
            let amount = cursor.amount()?;
            let on = if cursor.takes("on") {
                parts(cursor)?
            } else {
                Vec::new()
            };
            Ok(Statement::Payment {
                name,
                debtor,
                amount,
                on,
            })
        }
        "apply" => {
            let source = cursor.name("a payment or a credit note")?;
            cursor.word("to")?;
            Ok(Statement::Apply {
                source,
                on: parts(cursor)?,
            })
        }
        "write" => {
            cursor.word("off")?;
            Ok(Statement::WriteOff(cursor.name("an item such as `F1`")?))
        }
        _ => {
            cursor.word("charges")?;
            cursor.word("of")?;
            let debtor = cursor.name("the name of the debtor")?;
            cursor.word("through")?;
            Ok(Statement::ClaimCharges {
                debtor,
                through: cursor.date()?,
            })
        }
    }
}

/// `F1 to ACME 27.00 EUR issued 2026-03-02 due 2026-04-30, 27.00 EUR due 2026-05-31`, or what is wrong with it.
fn invoice(cursor: &mut Cursor) -> Read<Statement> {
    let name = cursor.name("the number of the invoice")?;
    if cursor.takes("follows") {
        let key = cursor.name("the key of a strategy, or `account`")?;
        return Ok(Statement::Follow {
            item: name,
            strategy: (key != "account").then_some(key),
        });
    }
    if cursor.takes("is") || cursor.takes("was") {
        let causes = [
            ("never-sent", Some(Unconfirmed::NeverSent)),
            ("not-delivered", Some(Unconfirmed::DeliveryFailed)),
            ("rejected", Some(Unconfirmed::Rejected)),
            ("refused", Some(Unconfirmed::Refused)),
            ("received", None),
        ];
        let cause = cursor.one_of("what became of it", &causes)?;
        return Ok(Statement::Unconfirmed { item: name, cause });
    }
    cursor.word("to")?;
    let debtor = cursor.name("the name of the debtor")?;
    let (mut issued_on, mut delivered_on, mut instalments) = (None, None, Vec::new());
    loop {
        let amount = cursor.amount()?;
        if cursor.takes("issued") {
            issued_on = Some(cursor.date()?);
        }
        if cursor.takes("delivered") {
            delivered_on = Some(cursor.date()?);
        }
        cursor.word("due")?;
        instalments.push(Instalment {
            amount,
            due_on: cursor.date()?,
        });
        if !cursor.takes_comma() {
            return Ok(Statement::Invoice {
                name,
                debtor,
                issued_on,
                delivered_on,
                instalments,
            });
        }
    }
}

/// `on 2026-03-01`, for a run that is not of its own day.
fn other_day(cursor: &mut Cursor) -> Read<Option<jiff::civil::Date>> {
    if cursor.takes("on") {
        cursor.date().map(Some)
    } else {
        Ok(None)
    }
}

fn work(verb: &str, cursor: &mut Cursor) -> Read<Statement> {
    match verb {
        "run" => {
            let times = if cursor.takes("twice") { 2 } else { 1 };
            Ok(Statement::Run {
                times,
                on: other_day(cursor)?,
            })
        }
        "dry" => {
            cursor.word("run")?;
            Ok(Statement::DryRun {
                on: other_day(cursor)?,
            })
        }
        "send" => Ok(Statement::Send),
        "restart" => Ok(Statement::Restart),
        "mail" => {
            cursor.word("server")?;
            let words = [
                ("works", MailServer::Works),
                ("down", MailServer::Down),
                ("refuses", MailServer::Refuses),
                ("loses-answers", MailServer::LosesAnswers),
                ("dies-before", MailServer::DiesBefore),
                ("dies-after", MailServer::DiesAfter),
            ];
            Ok(Statement::MailServer(
                cursor.one_of("how the mail server behaves", &words)?,
            ))
        }
        "confirm" if cursor.takes("all") => Ok(Statement::Confirm(None)),
        "confirm" if cursor.takes("upgrade") => Ok(Statement::ConfirmUpgrade),
        "confirm" => Ok(Statement::Confirm(Some(
            cursor.name("the name of the debtor, `all` or `upgrade`")?,
        ))),
        "withdraw" if cursor.takes_all(&["promises", "of"]) => Ok(Statement::WithdrawPromises(
            cursor.name("the name of the debtor")?,
        )),
        "withdraw" => {
            let debtor = cursor.name("the name of the debtor")?;
            Ok(Statement::Withdraw {
                debtor,
                words: cursor.quoted_or_nothing().unwrap_or_default(),
            })
        }
        "done" => {
            let debtor = cursor.name("the name of the debtor")?;
            Ok(Statement::Done {
                debtor,
                words: cursor.quoted_or_nothing().unwrap_or_default(),
            })
        }
        "message" => {
            cursor.word("to")?;
            let debtor = cursor.name("the name of the debtor")?;
            cursor.word("came")?;
            cursor.word("back")?;
            Ok(Statement::CameBack(debtor))
        }
        _ => {
            let debtor = cursor.name("the name of the debtor")?;
            cursor.word("as")?;
            let was_sent =
                cursor.one_of("sent or not-sent", &[("sent", true), ("not-sent", false)])?;
            Ok(Statement::Settle { debtor, was_sent })
        }
    }
}
