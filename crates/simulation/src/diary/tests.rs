use jiff::civil::date;
use receivables::contact::Channel;
use receivables::money::Money;

use super::*;

const HEAD: &str = "diary: A test\n";

fn statement(line: &str) -> Statement {
    let text = format!("{HEAD}day 0 is 2026-03-02\nday 0:\n  {line}\n  expect ACME: nothing\n");
    parse("a test", &text)
        .unwrap_or_else(|error| panic!("{line}: {error}"))
        .entries[0]
        .statement
        .clone()
}

fn refusal(line: &str) -> String {
    let text = format!("{HEAD}2026-03-02: {line}\n  expect ACME: nothing\n");
    parse("a test", &text).unwrap_err().to_string()
}

#[test]
fn days_are_dates_or_counted_from_day_zero() {
    let text = format!(
        "{HEAD}day 0 is 2026-03-02\nday 0: run\nday 5:\n  expect ACME: nothing\n2026-04-01: run twice # comment\n"
    );
    let diary = parse("a test", &text).unwrap();
    let days: Vec<Date> = diary.entries.iter().map(|entry| entry.on).collect();
    assert_eq!(days, [date(2026, 3, 2), date(2026, 3, 7), date(2026, 4, 1)]);
    assert_eq!(diary.entries[2].line, 6);
    assert_eq!(
        diary.entries[2].statement,
        Statement::Run { times: 2, on: None }
    );
}

#[test]
fn an_invoice_may_have_instalments() {
    let Statement::Invoice {
        name,
        debtor,
        instalments,
        issued_on,
        ..
    } = statement("invoice F1 to ACME 27.00 EUR issued day 0 due 2026-04-30, 36.00 EUR due day 90")
    else {
        panic!("not an invoice");
    };
    assert_eq!(
        (name.as_str(), debtor.as_str(), issued_on),
        ("F1", "ACME", Some(date(2026, 3, 2)))
    );
    assert_eq!(
        instalments[1],
        Instalment {
            amount: Money::eur(3600),
            due_on: date(2026, 5, 31)
        }
    );
}

#[test]
fn an_expected_step_names_what_is_checked() {
    let Statement::Expect(Expectation::Step { debtor, step }) =
        statement("expect ACME: level-1 by e-mail about F1, F2 asking 300.00 EUR, 50.00 USD ready")
    else {
        panic!("not an expected step");
    };
    assert_eq!(debtor, "ACME");
    assert_eq!(step.channel, Some(Channel::EMail));
    assert_eq!(step.about, ["F1", "F2"]);
    assert_eq!(step.asking.len(), 2);
    assert_eq!(step.standing, Some(NoticeStanding::Ready));
}

#[test]
fn a_strategy_is_a_line_a_key_or_a_block() {
    let diary = |strategy: &str| {
        parse(
            "a test",
            &format!("{HEAD}{strategy}\n2026-03-02: expect ACME: nothing\n"),
        )
    };
    let text = diary(
        "strategy: levels at 5, 20 days; fees 10.00 EUR, 15 %; floor 150.00 EUR; acts e-mail, call",
    )
    .unwrap()
    .strategy
    .unwrap();
    let strategy = receivables::strategy::Strategy::parse(&text).unwrap();
    assert_eq!(strategy.steps[1].trigger.to_string(), "20 days after due");
    assert_eq!(strategy.steps[1].act, receivables::strategy::Act::Call);
    assert!(strategy.steps[1].fee.is_some());
    assert!(
        diary("strategy: b2b-france")
            .unwrap()
            .strategy
            .unwrap()
            .contains("first-notice")
    );
    let block = "strategy:\n  | [strategy]\n  | key = \"x\"\n";
    assert_eq!(
        diary(block).unwrap().strategy.unwrap(),
        "[strategy]\nkey = \"x\"\n"
    );
    assert!(
        diary("strategy: nonsense")
            .unwrap_err()
            .problem
            .contains("b2b-france")
    );
}

#[test]
fn what_must_be_refused_is_a_statement_of_its_own() {
    let Statement::Refused(tried) =
        statement("refused \"at most\": promise of ACME to pay F1 900.00 EUR by day 9")
    else {
        panic!("not a refusal");
    };
    assert_eq!(tried.saying.as_deref(), Some("at most"));
    assert!(matches!(*tried.statement, Statement::Promise { .. }));
}

#[test]
fn an_error_names_file_and_line_and_says_what_to_write() {
    let table = [
        ("invoice F1 to ACME 100,00 EUR due 2026-03-31", "line 2: "),
        ("invoice F1 to ACME 100 EURO due 2026-03-31", "ISO 4217"),
        (
            "invoice F1 to ACME 100.00 EUR by 2026-03-31",
            "write `due` instead of `by`",
        ),
        (
            "invoice F1 to ACME 100.00 EUR due 2026-02-31",
            "not `2026-02-31`",
        ),
        ("sned", "a line begins with one of"),
        ("mode loud", "observe, confirm, automatic"),
        ("expect ACME nothing", "a colon"),
        ("expect ACME: level-1 loudly", "ready"),
        ("reply ACME \"open", "close the quotation mark"),
        ("run now", "nothing is expected after this"),
        ("run day 5", "nothing is expected after this"),
        ("hold ACME until day 3", "day 0 is"),
    ];
    for (line, expected) in table {
        let message = refusal(line);
        assert!(message.starts_with("a test, line 2: "), "{message}");
        assert!(message.contains(expected), "{line}: {message}");
    }
    let early = parse("a test", &format!("{HEAD}run\n")).unwrap_err();
    assert!(early.problem.contains("write the day first"));
    let backwards = parse(
        "a test",
        &format!("{HEAD}2026-03-02: run\n2026-03-01: run\n"),
    )
    .unwrap_err();
    assert_eq!(
        (backwards.line, backwards.problem.contains("forward")),
        (3, true)
    );
    assert!(
        parse("a test", "2026-03-01: expect ACME: nothing")
            .unwrap_err()
            .problem
            .contains("diary:")
    );
    assert!(
        parse("a test", &format!("{HEAD}2026-03-01: run"))
            .unwrap_err()
            .problem
            .contains("proves nothing")
    );
}
