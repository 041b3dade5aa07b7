//! The statement that goes with a message: as a workbook, and on paper.

use super::*;

fn occasion<'a>(account: &'a Account, letterhead: &'a Letterhead) -> Occasion<'a> {
    Occasion {
        account,
        letterhead,
        charges: None,
        today: TODAY,
    }
}

#[test]
fn the_statement_as_a_workbook_holds_every_line_with_numbers_and_days() {
    let mut account = account();
    account.items[0].reference = "0012".to_string();
    let asked = act("first-notice", &account);
    let head = letterhead();
    let occasion = occasion(&account, &head);
    let sheet = Composer::shipped()
        .statement_sheet(&asked, &occasion)
        .unwrap();
    let bytes = crate::workbook::of(&sheet).unwrap();
    assert_eq!(
        bytes,
        crate::workbook::of(&sheet).unwrap(),
        "the same bytes"
    );
    let mut book: calamine::Xlsx<_> =
        calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
    let range = calamine::Reader::worksheet_range(&mut book, "Relevé").unwrap();
    let rows: Vec<&[calamine::Data]> = range.rows().collect();
    assert!(
        rows[0][0].to_string().starts_with("Relevé de compte au"),
        "{rows:?}"
    );
    let heads = rows.iter().position(|row| row[0] == *"Facture").unwrap();
    let lines = &rows[heads + 1..];
    assert_eq!(
        lines[0][0],
        calamine::Data::String("0012".to_string()),
        "a number stays a text"
    );
    assert!(
        matches!(lines[0][3], calamine::Data::DateTime(_)),
        "{:?}",
        lines[0]
    );
    let open: f64 = lines
        .iter()
        .take(sheet.rows.len())
        .filter_map(|row| calamine::DataType::get_float(&row[6]))
        .sum();
    let expected: i64 = sheet.rows.iter().map(|row| row.open.minor).sum();
    assert!(
        (open * 100.0 - expected as f64).abs() < 0.5,
        "{open} {expected}"
    );
    let asked_sum = rows.iter().find(|row| row[0] == *"À régler").unwrap();
    let asked: f64 = lines
        .iter()
        .take(sheet.rows.len())
        .filter_map(|row| calamine::DataType::get_float(&row[7]))
        .sum();
    let told = calamine::DataType::get_float(&asked_sum[7]).unwrap();
    assert!(told > 0.0 && (told - asked).abs() < 0.005, "{told} {asked}");
    let credits = account.items.iter().filter(|item| item.is_open_credit());
    let listed = |reference: &str| sheet.rows.iter().any(|row| row.reference == reference);
    assert!(
        credits.into_iter().all(|item| listed(&item.reference)),
        "what is deducted is shown"
    );
}

#[test]
fn the_statement_on_paper_asks_what_the_message_asks() {
    let account = account();
    let asked = act("first-notice", &account);
    let head = letterhead();
    let occasion = occasion(&account, &head);
    let letter = Composer::shipped()
        .statement_letter(&asked, &occasion)
        .unwrap();
    assert!(
        letter.subject.starts_with("Relevé de votre compte au"),
        "{}",
        letter.subject
    );
    let sums: Vec<String> = letter
        .body
        .iter()
        .filter_map(|piece| match piece {
            crate::letter::Piece::Statement(statement) => Some(statement),
            _ => None,
        })
        .flat_map(|statement| &statement.sums)
        .filter(|sum| sum.is_result)
        .map(|sum| sum.amount.clone())
        .collect();
    let message = compose(&asked, &account);
    assert!(
        !sums.is_empty() && sums.iter().all(|sum| message.text.contains(sum.as_str())),
        "{sums:?}"
    );
}
