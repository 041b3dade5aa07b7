//! A letter as it is set on paper: every word of it, in the order it stands, with nothing left to decide. It says
//! what the e-mail of the same template says. Must never hold a measure: sizes and places are the printer's.

use jiff::civil::Date;
use receivables::debtor::Language;
use serde::{Deserialize, Serialize};

/// A letter, complete.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Its language.
    pub language: Language,
    /// The company that writes.
    pub company: String,
    /// Its address, line by line.
    pub sender_address: Vec<String>,
    /// Whom it is for: name, then the lines of the address, with the country last when it goes abroad.
    pub addressee: Vec<String>,
    /// The country it goes to, two letters: the order of posting.
    pub country: String,
    /// The post code it goes to.
    pub post_code: String,
    /// Its mention when it is registered.
    pub registered: Option<String>,
    /// Place and day.
    pub place_and_day: String,
    /// The number of the account it is about.
    pub account: String,
    /// The same with its label: the debtor quotes it.
    pub account_line: String,
    /// What it is about, without a label.
    pub subject: String,
    /// The subject with its label.
    pub subject_line: String,
    /// The text.
    pub body: Vec<Piece>,
    /// Who signs, line by line.
    pub signature: Vec<String>,
    /// Company and legal mentions at the foot of each page.
    pub foot: Vec<String>,
    /// The word before the number of a page.
    pub page_word: String,
}

/// A piece of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "piece", rename_all = "kebab-case")]
pub enum Piece {
    /// A paragraph.
    Paragraph {
        /// Its words.
        runs: Vec<Run>,
    },
    /// A heading.
    Heading {
        /// Its words.
        runs: Vec<Run>,
    },
    /// An entry of a list.
    Entry {
        /// What stands before it: a bullet or its number.
        mark: String,
        /// How deep it stands, 1 for the first list.
        depth: usize,
        /// Its words.
        runs: Vec<Run>,
    },
    /// A line across.
    Rule,
    /// The items the letter is about and how they come to the sum asked.
    Statement(Statement),
    /// What else is open.
    Others {
        /// What it is.
        title: String,
        /// Reference, what it is, what is open.
        lines: Vec<[String; 3]>,
        /// How many lines were left out.
        more: Option<String>,
    },
    /// Where to pay.
    Slip(Slip),
}

/// Words in one face.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The words; `\n` breaks the line.
    pub text: String,
    /// Printed bold.
    pub strong: bool,
    /// Printed in italics.
    pub emphasis: bool,
}

/// The statement of a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// The heads of reference, date, due date, amount and what is open.
    pub heads: [String; 5],
    /// The lines.
    pub lines: Vec<StatementLine>,
    /// How many lines were left out.
    pub more: Option<String>,
    /// The sums under them.
    pub sums: Vec<StatementSum>,
}

/// One item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementLine {
    /// Its cells, as [`Statement::heads`].
    pub cells: [String; 5],
    /// How late it is; empty when it is not.
    pub late: String,
    /// What is to note of it; empty when nothing.
    pub note: String,
}

/// A sum under the lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementSum {
    /// What it is.
    pub label: String,
    /// The amount.
    pub amount: String,
    /// True for what is asked.
    pub is_result: bool,
}

/// The payment slip.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slip {
    /// Its title.
    pub title: String,
    /// Labels and values: holder, IBAN, BIC, reference, amount.
    pub details: Vec<(String, String)>,
    /// The text of the code a bank's application reads (EPC069-12), where there is one.
    pub code: Option<String>,
    /// What stands under the code.
    pub code_words: String,
}

/// Where the window of the envelope is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Window {
    /// At the right, as French envelopes have it.
    #[default]
    Right,
    /// At the left (DIN 5008 form B).
    Left,
}

impl Window {
    /// Where envelopes of a country usually have it.
    pub fn usual_in(country: &str) -> Window {
        match country {
            "DE" | "AT" | "NL" | "GB" | "IE" | "US" | "CA" | "PL" | "CZ" | "SK" | "HU" => {
                Window::Left
            }
            _ => Window::Right,
        }
    }
}

/// The list that goes with letters to the post office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostingList {
    /// Its title.
    pub title: String,
    /// How many letters it names.
    pub sum: String,
    /// The heads of its columns: place, account, addressee, kind, number given by the post.
    pub heads: [String; 5],
    /// A row for each letter, in the order of printing.
    pub rows: Vec<[String; 5]>,
}

/// What is printed at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintRun {
    /// The letters, in the order they come out.
    pub letters: Vec<Letter>,
    /// The envelopes.
    pub window: Window,
    /// The list after them.
    pub list: Option<PostingList>,
    /// The day the file bears.
    pub dated: Date,
}
