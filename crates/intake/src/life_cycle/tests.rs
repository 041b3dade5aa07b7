//! Messages written here: what each status means, codes of tomorrow, damage.

use super::*;
use jiff::civil::date;
use receivables::money::Money;

fn message(status: &str) -> String {
    format!(
        "<rsm:CrossDomainAcknowledgementAndResponse xmlns:rsm=\"r\" xmlns:ram=\"a\"><rsm:ExchangedDocument><ram:ID>M1</ram:ID>\
         <ram:SenderTradeParty><ram:RoleCode>WK</ram:RoleCode></ram:SenderTradeParty></rsm:ExchangedDocument>\
         <rsm:AcknowledgementDocument><ram:TypeCode>23</ram:TypeCode>{status}</rsm:AcknowledgementDocument>\
         </rsm:CrossDomainAcknowledgementAndResponse>"
    )
}

fn reference(code: &str, inside: &str) -> String {
    format!(
        "<ram:ReferenceReferencedDocument><ram:IssuerAssignedID>F-{code}</ram:IssuerAssignedID>\
         <ram:ProcessConditionCode>{code}</ram:ProcessConditionCode><ram:SpecifiedDocumentStatus>{inside}\
         </ram:SpecifiedDocumentStatus></ram:ReferenceReferencedDocument>"
    )
}

fn amount(kind: &str, amount: &str) -> String {
    format!(
        "<ram:SpecifiedDocumentCharacteristic><ram:TypeCode>{kind}</ram:TypeCode><ram:ValueAmount currencyID=\"EUR\">{amount}\
         </ram:ValueAmount><ram:ValuePercent>20.00</ram:ValuePercent></ram:SpecifiedDocumentCharacteristic>"
    )
}

fn only(code: &str, inside: &str) -> (InvoiceStatus, Problems) {
    let read = read(message(&reference(code, inside)).as_bytes());
    (read.facts.messages[0].statuses[0].clone(), read.problems)
}

#[test]
fn every_status_of_the_table_means_something() {
    for known in STATUSES {
        let (status, problems) = only(&known.code.to_string(), "");
        assert!(problems.is_empty(), "{}: {problems:?}", known.code);
        let is_for_a_person = status.meaning() == StatusMeaning::Unknown;
        assert_eq!(is_for_a_person, known.code == 601, "{}", known.code);
    }
}

#[test]
fn what_stops_the_chase_and_what_proves_receipt() {
    let table = [
        ("200", false, false),
        ("203", false, true),
        ("205", false, true),
        ("207", true, true),
        ("208", true, true),
        ("209", false, false),
        ("210", true, true),
        ("211", false, true),
        ("213", true, false),
        ("221", true, false),
        ("501", true, false),
    ];
    for (code, stops, proves) in table {
        let meaning = only(code, "").0.meaning();
        assert_eq!(meaning.stops_the_chase(), stops, "{code}");
        assert_eq!(meaning.proves_receipt(), proves, "{code}");
    }
}

#[test]
fn amounts_collected_are_added_by_rate_and_may_be_taken_back() {
    let (status, _) = only("212", &(amount("MEN", "100") + &amount("MEN", "20.50")));
    let cashed = |amount| StatusMeaning::Cashed { amount };
    assert_eq!(status.meaning(), cashed(Some(Money::eur(12_050))));
    let (status, _) = only("212", &amount("MEN", "-100"));
    assert_eq!(status.meaning(), cashed(Some(Money::eur(-10_000))));
    let (status, _) = only("212", "");
    assert_eq!(status.meaning(), cashed(None));
    let mixed = amount("MEN", "1") + &amount("MEN", "2").replace("EUR", "USD");
    assert_eq!(only("212", &mixed).0.meaning(), cashed(None), "never added");
    let split = amount("MAP", "70") + &amount("MNA", "30");
    let expected = StatusMeaning::PartlyAcknowledged {
        approved: Some(Money::eur(7_000)),
        disputed: Some(Money::eur(3_000)),
    };
    assert_eq!(only("206", &split).0.meaning(), expected);
}

#[test]
fn unknown_codes_are_kept_and_told() {
    let inside = "<ram:ReasonCode>NEW_ERR</ram:ReasonCode><ram:RequestedActionCode>XYZ</ram:RequestedActionCode>";
    let (status, problems) = only("299", inside);
    assert_eq!(status.meaning(), StatusMeaning::Unknown);
    assert_eq!(
        (status.code.as_str(), status.reasons[0].code.as_str()),
        ("299", "NEW_ERR")
    );
    assert_eq!(
        status.reasons[0].action,
        Some(RequestedAction::Other("XYZ".into()))
    );
    let told = problems
        .iter()
        .filter(|one| one.kind == ProblemKind::UnknownCode);
    assert_eq!(told.count(), 3);
}

#[test]
fn one_message_may_tell_of_many_invoices_and_damage_loses_none_before_it() {
    let many: String = (0..50).map(|_| reference("205", "")).collect();
    let whole = message(&many);
    assert_eq!(read(whole.as_bytes()).facts.messages[0].statuses.len(), 50);
    let cut = &whole[..whole.len() * 3 / 4];
    let read = read(cut.as_bytes());
    assert!(read.facts.is_cut && read.problems.contains(ProblemKind::TruncatedFile));
    assert!(read.facts.messages[0].statuses.len() > 35);
}

#[test]
fn the_day_a_payment_was_sent_is_that_of_the_amount() {
    let sent = amount("MPA", "100").replace(
        "<ram:ValuePercent>20.00</ram:ValuePercent>",
        "<ram:ValueDateTime><udt:DateTimeString format=\"102\">20250730</udt:DateTimeString></ram:ValueDateTime>",
    );
    let expected = StatusMeaning::PaymentSent {
        amount: Some(Money::eur(10_000)),
        sent_on: Some(date(2025, 7, 30)),
    };
    assert_eq!(only("211", &sent).0.meaning(), expected);
}

#[test]
fn what_is_no_message_is_told() {
    for text in [
        "",
        "<a/>",
        "<rsm:CrossDomainAcknowledgementAndResponse/>",
        "a;b\n",
    ] {
        assert!(!read(text.as_bytes()).problems.is_empty(), "{text}");
    }
}
