//! Tables as people's tools write them.

use super::*;

fn cut(text: &str) -> Table {
    Table::cut(text.as_bytes(), ListKind::Invoices, &mut Problems::new()).expect("a table")
}

#[test]
fn separator_and_header_are_found_under_a_title() {
    let table = cut(
        "Export du 31/01/2026, société Dupont\n\nN° facture;Client;Montant\nF1;\"A, B; C\";12,50\n",
    );
    assert_eq!(table.separator, ';');
    assert_eq!(table.header, ["N° facture", "Client", "Montant"]);
    assert_eq!(table.rows[0].fields, ["F1", "A, B; C", "12,50"]);
    assert_eq!(table.rows[0].line, 4);
}

#[test]
fn a_text_over_two_lines_is_one_row() {
    let table = cut("facture,client,montant\r\n1,\"a\r\nb\",2\r\n\r\n3,c,4\r\n");
    assert_eq!(table.rows.len(), 2);
    assert_eq!(
        table.rows.iter().map(|row| row.line).collect::<Vec<_>>(),
        [2, 5]
    );
}

#[test]
fn a_quote_that_nothing_closes_does_not_swallow_the_rest() {
    let rows: String = (0..100)
        .map(|number| format!("F{number};C;{number}\n"))
        .collect();
    let text = format!("facture;client;montant\nX;\"Dupont;3\n{rows}");
    let mut problems = Problems::new();
    let table = Table::cut(text.as_bytes(), ListKind::Invoices, &mut problems).unwrap();
    assert_eq!(table.rows.len(), 101);
    assert_eq!(
        problems.iter().next().map(|problem| problem.line),
        Some(Some(2))
    );
}

#[test]
fn columns_without_names_are_numbered() {
    let mut problems = Problems::new();
    let table = Table::cut(
        b"F1;12/01/2026;5\nF2;13/01/2026;6\n",
        ListKind::Invoices,
        &mut problems,
    )
    .unwrap();
    assert_eq!((table.header.len(), table.rows.len()), (3, 2));
    assert!(problems.contains(ProblemKind::NoHeader));
}
