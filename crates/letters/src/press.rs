//! Printing: letters in, one PDF out. The same letters make the same bytes. A print works on a thread of its own:
//! one that breaks takes nothing with it, and its caller is told.

use std::collections::BTreeMap;
use std::thread;

use notices::letter::{Letter, Piece, PostingList, PrintRun, Window};
use serde::Serialize;
use typst::comemo;
use typst::diag::SourceDiagnostic;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::code;
use crate::world::{Print, Shop};

/// The typesetter recurses deeply.
const STACK_BYTES: usize = 16 * 1024 * 1024;
/// Prints after which what the typesetter remembers of a letter is forgotten.
const REMEMBERED_PRINTS: usize = 3;

/// Why nothing was printed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PressError {
    /// There is nothing to print.
    #[error("there is no letter to print")]
    Empty,
    /// The press could not be set up: the program was built wrongly.
    #[error("the press cannot read its sheet or its type: install the program again")]
    Unusable,
    /// The typesetter refused.
    #[error("the letters could not be set on paper: {words}")]
    NotSet {
        /// What it says.
        words: String,
    },
    /// The typesetter broke.
    #[error("the press broke on these letters: report it with the letter that was printed")]
    Broken,
}

/// A press. Make it once: it holds the sheet and the type.
pub struct Press {
    shop: Shop,
}

impl Press {
    /// Sets a press up, in a few milliseconds.
    ///
    /// # Errors
    /// When what is built into the program cannot be read.
    pub fn new() -> Result<Press, PressError> {
        let shop = Shop::new().ok_or(PressError::Unusable)?;
        Ok(Press { shop })
    }

    /// Prints letters as PDF/A-2b, for ten years in an archive.
    ///
    /// # Errors
    /// When there is no letter, and when the typesetter refuses or breaks; nothing is half printed.
    pub fn print(&self, run: &PrintRun) -> Result<Vec<u8>, PressError> {
        let first = run.letters.first().ok_or(PressError::Empty)?;
        let (sheets, files) = sheets(run, first)?;
        let printed = thread::scope(|scope| {
            let worker = thread::Builder::new()
                .name("press".to_string())
                .stack_size(STACK_BYTES)
                .spawn_scoped(scope, || {
                    let named = files.into_iter().chain([sheets]);
                    let result = set(&Print::new(&self.shop, named));
                    // On the way of an error too: what is remembered would grow with each letter.
                    comemo::evict(REMEMBERED_PRINTS);
                    result
                });
            worker.map(|worker| worker.join())
        });
        match printed {
            Ok(Ok(result)) => result,
            Ok(Err(_)) | Err(_) => Err(PressError::Broken),
        }
    }
}

/// What the sheet reads.
#[derive(Serialize)]
struct Sheets<'a> {
    title: &'a str,
    author: &'a str,
    language: &'static str,
    date: (i16, i8, i8),
    window: Window,
    letters: Vec<Sheet<'a>>,
    list: Option<&'a PostingList>,
}

#[derive(Serialize)]
struct Sheet<'a> {
    #[serde(flatten)]
    letter: &'a Letter,
    code_file: Option<String>,
}

type NamedFile = (String, Vec<u8>);

/// The data of the sheet, and the drawings it names. Two letters with the same code share its drawing.
fn sheets(
    run: &PrintRun,
    first: &Letter,
) -> Result<(NamedFile, BTreeMap<String, Vec<u8>>), PressError> {
    let mut names: BTreeMap<&str, String> = BTreeMap::new();
    let mut files = BTreeMap::new();
    let mut letters = Vec::with_capacity(run.letters.len());
    for letter in &run.letters {
        let code_file = code_of(letter).and_then(|text| {
            if let Some(name) = names.get(text) {
                return Some(name.clone());
            }
            let name = format!("code-{}.svg", names.len());
            files.insert(name.clone(), code::drawn(text)?.into_bytes());
            names.insert(text, name.clone());
            Some(name)
        });
        letters.push(Sheet { letter, code_file });
    }
    let sheets = Sheets {
        title: match run.letters.len() {
            1 => &first.subject,
            _ => run
                .list
                .as_ref()
                .map_or(first.company.as_str(), |list| &list.title),
        },
        author: &first.company,
        language: first.language.code(),
        date: (run.dated.year(), run.dated.month(), run.dated.day()),
        window: run.window,
        letters,
        list: run.list.as_ref(),
    };
    let data = serde_json::to_vec(&sheets).map_err(|error| PressError::NotSet {
        words: error.to_string(),
    })?;
    Ok((("letters.json".to_string(), data), files))
}

fn code_of(letter: &Letter) -> Option<&str> {
    letter.body.iter().find_map(|piece| match piece {
        Piece::Slip(slip) => slip.code.as_deref(),
        _ => None,
    })
}

fn set(print: &Print<'_>) -> Result<Vec<u8>, PressError> {
    let refused = |problems: &[SourceDiagnostic]| PressError::NotSet {
        words: problems
            .first()
            .map_or_else(String::new, |problem| problem.message.to_string()),
    };
    let document = typst::compile::<PagedDocument>(print)
        .output
        .map_err(|problems| refused(&problems))?;
    let standards =
        PdfStandards::new(&[PdfStandard::A_2b]).map_err(|error| PressError::NotSet {
            words: error.message().to_string(),
        })?;
    let options = PdfOptions {
        standards,
        tagged: false,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options).map_err(|problems| refused(&problems))
}

#[cfg(test)]
mod tests;
