//! What setting letters costs, in CPU seconds and bytes: each a file of its own with type and sheet loaded once, and all in
//! one file. It must never count the time in which the press is set up: `cargo bench -p letters --bench letter_speed`.

use letters::Press;
use notices::letter::{
    Letter, Piece, PrintRun, Run, Slip, Statement, StatementLine, StatementSum, Window,
};
use receivables::debtor::Language;

const LETTERS: usize = 300;
/// A kernel's tick, whatever it counts in.
const TICKS_PER_SECOND: f64 = 100.0;

fn main() {
    let press = Press::new().expect("the press is built into the program");
    let letters: Vec<Letter> = (1..=LETTERS).map(letter).collect();
    press.print(&run(&letters[..1])).expect("a letter");
    let before = cpu_seconds();
    let mut bytes = 0;
    for letter in &letters {
        let printed = press.print(&run(std::slice::from_ref(letter)));
        bytes += printed.expect("a letter").len();
    }
    say("each its own file", bytes, before);
    let before = cpu_seconds();
    let bytes = press.print(&run(&letters)).expect("letters").len();
    say("all in one file", bytes, before);
}

fn say(how: &str, bytes: usize, before: f64) {
    let seconds = cpu_seconds() - before;
    let each = bytes as f64 / LETTERS as f64 / 1000.0;
    let speed = LETTERS as f64 / seconds;
    eprintln!(
        "{LETTERS} letters, {how}: {seconds:.2} s CPU, {speed:.0} a second, {each:.1} kB each"
    );
}

fn run(letters: &[Letter]) -> PrintRun {
    PrintRun {
        letters: letters.to_vec(),
        window: Window::Right,
        list: None,
        dated: jiff::civil::date(2026, 3, 10),
    }
}

fn words(text: &str) -> Piece {
    let run = Run {
        text: text.to_string(),
        ..Run::default()
    };
    Piece::Paragraph { runs: vec![run] }
}

/// A formal notice over five invoices, with a slip and its code.
fn letter(number: usize) -> Letter {
    Letter {
        language: Language::French,
        company: "Atelier du Bois".to_string(),
        sender_address: vec!["12 rue des Tilleuls".to_string(), "69003 Lyon".to_string()],
        addressee: vec![
            format!("Menuiserie n° {number} SARL"),
            format!("{number} impasse du Port"),
            "44000 Nantes".to_string(),
        ],
        country: "FR".to_string(),
        post_code: "44000".to_string(),
        registered: Some("Lettre recommandée avec avis de réception".to_string()),
        place_and_day: "Lyon, le 10 mars 2026".to_string(),
        account: format!("411{number:05}"),
        account_line: format!("Votre compte : 411{number:05}"),
        subject: "mise en demeure".to_string(),
        subject_line: "Objet : mise en demeure".to_string(),
        body: body(number),
        signature: vec!["Service comptabilité clients".to_string()],
        foot: vec!["Atelier du Bois, 12 rue des Tilleuls, 69003 Lyon".to_string()],
        page_word: "Page".to_string(),
    }
}

fn body(number: usize) -> Vec<Piece> {
    vec![
        words("Madame, Monsieur,"),
        words(
            "Malgré nos rappels, les factures ci-dessous restent impayées à ce jour, sauf erreur de notre part. Nous vous mettons en demeure de les régler sous huit jours à compter de la réception de cette lettre.",
        ),
        statement(number),
        slip(number),
        words("Veuillez agréer, Madame, Monsieur, nos salutations distinguées."),
    ]
}

fn statement(number: usize) -> Piece {
    let line = |place: usize| StatementLine {
        cells: [
            format!("F2026-{:06}", number * 10 + place),
            "04/02/2026".to_string(),
            "06/03/2026".to_string(),
            format!("{number},56\u{a0}€"),
            format!("{number},56\u{a0}€"),
        ],
        late: "4 jours de retard".to_string(),
        note: String::new(),
    };
    Piece::Statement(Statement {
        heads: ["Facture", "Date", "Échéance", "Montant", "Reste dû"].map(str::to_string),
        lines: (0..5).map(line).collect(),
        more: None,
        sums: vec![StatementSum {
            label: "À régler".to_string(),
            amount: format!("{number},80\u{a0}€"),
            is_result: true,
        }],
    })
}

fn slip(number: usize) -> Piece {
    Piece::Slip(Slip {
        title: "Pour régler par virement".to_string(),
        details: [
            ("Titulaire", "Atelier du Bois"),
            ("IBAN", "FR76 3000 6000 0112 3456 7890 189"),
            ("BIC", "AGRIFRPP"),
        ]
        .map(|(label, value)| (label.to_string(), value.to_string()))
        .to_vec(),
        code: Some(format!(
            "BCD\n002\n1\nSCT\nAGRIFRPP\nAtelier du Bois\nFR7630006000011234567890189\nEUR{number}.80\n\n\n411{number:05}"
        )),
        code_words: "À lire avec l’application de votre banque".to_string(),
    })
}

fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    let ticks = |place: usize| -> f64 { fields[place].parse().unwrap_or(0.0) };
    (ticks(11) + ticks(12)) / TICKS_PER_SECOND
}
