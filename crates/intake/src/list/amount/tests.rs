//! Amounts as the world writes them.

use super::*;

fn check(text: &str, mark: Option<DecimalMark>, expected: &str, is_doubtful: bool) {
    let read = read(text, mark).unwrap_or_else(|| panic!("an amount: {text}"));
    assert_eq!(
        (read.amount.to_string().as_str(), read.is_doubtful),
        (expected, is_doubtful),
        "{text}"
    );
}

#[test]
fn amounts_of_both_sides_of_the_channel_are_read() {
    check("1.234,56", None, "1234.56", false);
    check("1,234.56", None, "1234.56", false);
    check("1 234,5 €", None, "1234.5", false);
    check("(120)", None, "-120", false);
    check("120.00-", None, "-120.00", false);
    check("$1,234,567", None, "1234567", false);
    check("12,345", None, "12.345", true);
    check("12,345", Some(DecimalMark::Dot), "12345", false);
    check("12,345", Some(DecimalMark::Comma), "12.345", true);
    check("0,125", None, "0.125", false);
    check(",50", None, "0.50", false);
    assert_eq!(
        read("12abc", None),
        Some(Read {
            amount: 12.into(),
            is_doubtful: false,
            currency: "ABC".into(),
            side: None
        })
    );
    check("1'234.50", None, "1234.50", false);
    check("CHF 1’234.50", None, "1234.50", false);
    check("1,23,456.00", None, "123456.00", false);
    check("1\u{202f}234,56\u{a0}€", None, "1234.56", false);
    check("1\u{2009}234\u{2009}567", None, "1234567", false);
    check("1.234,-", None, "1234.00", false);
    check("1'234.--", None, "1234.00", false);
    check("Rs.500", None, "500", false);
    check("1.5E+03", None, "1500", false);
    check("-1 234,56", None, "-1234.56", false);
    check("(1.234,56 €)", None, "-1234.56", false);
    check("12.345,6 kr", None, "12345.6", false);
    for text in [
        "douze",
        "12-34",
        "31 12 2024",
        "20 %",
        "1,2345.00",
        "12:30",
        "1.234.5,6.7",
        "F12",
        "--",
        "1/2",
    ] {
        assert_eq!(read(text, None), None, "{text}");
    }
    assert_eq!(read("1.2.3,4,5", None), None);
    assert_eq!(read("", None), None);
}

#[test]
fn the_whole_column_decides_the_mark() {
    assert_eq!(
        mark_of(["12,345", "1,50"].into_iter()),
        Some(DecimalMark::Comma)
    );
    assert_eq!(
        mark_of(["12,345", "1.50"].into_iter()),
        Some(DecimalMark::Dot)
    );
    assert_eq!(mark_of(["12,345", "12"].into_iter()), None);
}

#[test]
fn a_side_and_a_currency_are_read_beside_the_amount() {
    let check = |text: &str, side: Option<Side>, currency: &str| {
        let read = read(text, None).unwrap_or_else(|| panic!("an amount: {text}"));
        assert_eq!(
            (read.side, read.currency.as_str()),
            (side, currency),
            "{text}"
        );
    };
    check("120.00 CR", Some(Side::Credit), "");
    check("120.00Dr", Some(Side::Debit), "");
    check("120,00 S", Some(Side::Debit), "");
    check("120,00 H", Some(Side::Credit), "");
    check("Haben 120,00 EUR", Some(Side::Credit), "EUR");
    check("US$ 120", None, "USD");
    check("₹1,20,000", None, "INR");
    check("120 zł", None, "PLN");
    check("120 euros", None, "EUR");
    check("£120", None, "GBP");
}
