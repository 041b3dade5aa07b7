//! Letters as they come out of the press.

use notices::letter::{Run, Slip, Statement, StatementLine, StatementSum};
use receivables::debtor::Language;

use super::*;

fn words(text: &str) -> Vec<Run> {
    vec![Run {
        text: text.to_string(),
        ..Run::default()
    }]
}

fn letter(lines: usize) -> Letter {
    let line = |number: usize| StatementLine {
        cells: [
            format!("F2026-{number:03}"),
            "04/02/2026".to_string(),
            "06/03/2026".to_string(),
            "1\u{202f}234,56\u{a0}€".to_string(),
            "1\u{202f}234,56\u{a0}€".to_string(),
        ],
        late: "4 jours de retard".to_string(),
        note: if number == 2 {
            "dont 200,00\u{a0}€ contestés".to_string()
        } else {
            String::new()
        },
    };
    Letter {
        language: Language::French,
        company: "Atelier du Bois".to_string(),
        sender_address: vec!["12 rue des Tilleuls".to_string(), "69003 Lyon".to_string()],
        addressee: vec![
            "Menuiserie Martin & fils #1 *SARL*".to_string(),
            "3 impasse du Port".to_string(),
            "44000 Nantes".to_string(),
        ],
        country: "FR".to_string(),
        post_code: "44000".to_string(),
        registered: Some("Lettre recommandée avec avis de réception".to_string()),
        place_and_day: "Lyon, le 10 mars 2026".to_string(),
        account: "411MARTIN".to_string(),
        account_line: "Votre compte : 411MARTIN".to_string(),
        subject: "mise en demeure".to_string(),
        subject_line: "Objet : mise en demeure".to_string(),
        body: vec![
            Piece::Paragraph {
                runs: words("Madame, Monsieur,"),
            },
            Piece::Paragraph {
                runs: words(
                    "Malgré nos rappels, les factures ci-dessous restent impayées à ce jour, sauf erreur de notre part. Nous vous mettons en demeure de les régler sous huit jours à compter de la réception de cette lettre.",
                ),
            },
            Piece::Statement(Statement {
                heads: ["Facture", "Date", "Échéance", "Montant", "Reste dû"].map(str::to_string),
                lines: (1..=lines).map(line).collect(),
                more: None,
                sums: vec![
                    StatementSum {
                        label: "Reste dû".to_string(),
                        amount: "3\u{202f}703,68\u{a0}€".to_string(),
                        is_result: false,
                    },
                    StatementSum {
                        label: "À régler".to_string(),
                        amount: "3\u{202f}503,68\u{a0}€".to_string(),
                        is_result: true,
                    },
                ],
            }),
            Piece::Entry {
                mark: "–".to_string(),
                depth: 1,
                runs: words("par virement, avec la référence ci-dessous ;"),
            },
            Piece::Entry {
                mark: "–".to_string(),
                depth: 1,
                runs: words("par chèque, à l’adresse ci-dessus."),
            },
            Piece::Slip(Slip {
                title: "Pour régler par virement".to_string(),
                details: [
                    ("Titulaire", "Atelier du Bois"),
                    ("IBAN", "FR76 3000 6000 0112 3456 7890 189"),
                    ("BIC", "AGRIFRPP"),
                    ("Référence à indiquer", "F2026-001, F2026-002"),
                    ("Montant", "3\u{202f}503,68\u{a0}€"),
                ]
                .map(|(label, value)| (label.to_string(), value.to_string()))
                .to_vec(),
                code: Some("BCD\n002\n1\nSCT\nAGRIFRPP\nAtelier du Bois\nFR7630006000011234567890189\nEUR3503.68\n\n\nF2026-001, F2026-002".to_string()),
                code_words: "À lire avec l’application de votre banque".to_string(),
            }),
            Piece::Paragraph {
                runs: words("Veuillez agréer, Madame, Monsieur, nos salutations distinguées."),
            },
        ],
        signature: vec![
            "Service comptabilité clients".to_string(),
            "Atelier du Bois".to_string(),
            "04 99 00 00 00".to_string(),
        ],
        foot: vec![
            "Atelier du Bois, 12 rue des Tilleuls, 69003 Lyon".to_string(),
            "SARL au capital de 10 000 € – RCS Lyon 000 000 000".to_string(),
        ],
        page_word: "Page".to_string(),
    }
}

fn run(letters: &[Letter]) -> PrintRun {
    PrintRun {
        letters: letters.to_vec(),
        window: Window::Right,
        list: None,
        dated: jiff::civil::date(2026, 3, 10),
    }
}

#[allow(
    clippy::disallowed_methods,
    reason = "a person who wants to look at the letters names the folder"
)]
fn printed(run: &PrintRun) -> Vec<u8> {
    let bytes = Press::new().unwrap().print(run).unwrap();
    if let Ok(folder) = std::env::var("RELANCE_TEST_LOOK") {
        let name = format!("{}-{:?}-{}.pdf", run.letters.len(), run.window, bytes.len());
        std::fs::write(std::path::Path::new(&folder).join(name), &bytes).unwrap();
    }
    bytes
}

fn pages(bytes: &[u8]) -> usize {
    lopdf::Document::load_mem(bytes).unwrap().get_pages().len()
}

#[test]
fn a_letter_is_one_small_page_and_the_same_each_time() {
    let letters = [letter(6)];
    let bytes = printed(&run(&letters));
    assert_eq!(pages(&bytes), 1);
    assert!(bytes.len() < 25_000, "{} bytes", bytes.len());
    assert_eq!(bytes, printed(&run(&letters)));
}

#[test]
fn a_long_statement_takes_more_pages() {
    assert!(pages(&printed(&run(&[letter(80)]))) >= 3);
}

#[test]
fn many_letters_are_one_file_with_the_list_for_the_post_office() {
    let list = PostingList {
        title: "Bordereau de dépôt".to_string(),
        sum: "2 lettres".to_string(),
        heads: ["N°", "Compte", "Destinataire", "Nature", "Numéro"].map(str::to_string),
        rows: vec![
            [
                "1",
                "411MARTIN",
                "Menuiserie Martin, 44000 Nantes",
                "Lettre",
                "",
            ]
            .map(str::to_string),
            ["2", "411DUPONT", "Dupont, 75001 Paris", "Recommandé", ""].map(str::to_string),
        ],
    };
    let letters = [letter(2), letter(60)];
    let both = PrintRun {
        list: Some(list),
        window: Window::Left,
        ..run(&letters)
    };
    let alone: usize = letters
        .iter()
        .map(|letter| pages(&printed(&run(std::slice::from_ref(letter)))))
        .sum();
    assert_eq!(pages(&printed(&both)), alone + 1);
}

#[test]
fn words_are_never_read_as_instructions() {
    let mut odd = letter(1);
    odd.addressee[0] = "#panic(\"x\") $x$ @a <b> `c` \\ */ // _d_ [e]".to_string();
    odd.subject_line = "= #read(\"/etc/passwd\")".to_string();
    odd.body = vec![Piece::Paragraph {
        runs: words("#{ while true {} }"),
    }];
    assert_eq!(pages(&printed(&run(&[odd]))), 1);
}

#[test]
fn nothing_to_print_is_said() {
    let press = Press::new().unwrap();
    assert_eq!(press.print(&run(&[])), Err(PressError::Empty));
}
