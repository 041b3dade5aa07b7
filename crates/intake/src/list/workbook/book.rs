//! A workbook of any form that is read: its sheets by name, their rows, their merged cells. It must never say more of
//! one form than of another: a list is the same list in each.

use std::io::Cursor;

use calamine::{Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::archive;
use super::merge::Area;
use super::old_excel::OldBook;
use super::open_document::{End, OpenBook};
use super::sheet::{Limits, Rows};
use crate::format::{self, Format};
use crate::list::row::Row;
use crate::reading::{Kept, ProblemKind, Problems};

/// More sheets than this are not looked at.
const MOST_SHEETS: usize = 64;

/// A workbook in memory.
pub(super) struct Book<'a> {
    form: Form<'a>,
    has_merges: bool,
}

enum Form<'a> {
    /// Excel 2007 or later.
    Xlsx(Box<Xlsx<Cursor<&'a [u8]>>>),
    /// OpenDocument.
    Open(OpenBook),
    /// Excel before 2007.
    Old(OldBook),
}

impl<'a> Book<'a> {
    /// Opens a workbook, after its archive was found to be safe when it is one.
    pub fn open(bytes: &'a [u8], problems: &mut Problems) -> Option<Book<'a>> {
        let opened = match format::sniff(bytes) {
            Format::Xls => OldBook::open(bytes).map(|book| Book {
                form: Form::Old(book),
                has_merges: true,
            }),
            Format::Ods => archive::survey(bytes).and_then(|_| {
                Ok(Book {
                    form: Form::Open(OpenBook::open(bytes)?),
                    has_merges: true,
                })
            }),
            _ => archive::survey(bytes).and_then(|survey| {
                Ok(Book {
                    form: Form::Xlsx(Box::new(xlsx(bytes)?)),
                    has_merges: survey.has_merges,
                })
            }),
        };
        opened
            .map_err(|(kind, found)| problems.add_for_file(kind, &found, Kept::Nothing))
            .ok()
    }

    /// The sheets of cells, those that are shown; hidden ones only where nothing is shown.
    pub fn sheet_names(&self) -> Vec<String> {
        let sheets = match &self.form {
            Form::Xlsx(book) => {
                let of_cells = book.sheets_metadata().iter();
                of_cells
                    .filter(|sheet| sheet.typ == SheetType::WorkSheet)
                    .map(|sheet| {
                        let is_hidden = sheet.visible != SheetVisible::Visible;
                        (sheet.name.clone(), is_hidden)
                    })
                    .collect()
            }
            Form::Open(book) => book.sheets(),
            Form::Old(book) => book.sheets(),
        };
        let is_shown = sheets.iter().any(|(_, is_hidden)| !is_hidden);
        sheets
            .into_iter()
            .filter(|(_, is_hidden)| *is_hidden != is_shown)
            .map(|(name, _)| name)
            .take(MOST_SHEETS)
            .collect()
    }

    /// The rows of a sheet, in the order of the file, blank ones among them; why there are none, else.
    pub fn rows(
        &mut self,
        name: &str,
        limits: Limits,
        problems: &mut Problems,
    ) -> Result<Vec<Row>, String> {
        let mut rows = Rows::new(limits, problems);
        match &mut self.form {
            Form::Xlsx(book) => rows
                .take_xlsx(book, name)
                .map_err(|error| error.to_string())?,
            Form::Open(book) => {
                let mut take = |(place, text, is_number)| rows.take(place, text, is_number);
                match book.cells(name, &mut take) {
                    End::Whole => {}
                    End::Endless => rows.tell_endless(),
                    End::Cut(error) => rows.tell_cut(&error),
                }
            }
            Form::Old(book) => {
                let mut take = |(place, text, is_number)| rows.take(place, text, is_number);
                if !book.cells(name, &mut take) {
                    rows.tell_cut("");
                }
            }
        }
        Ok(rows.into_rows())
    }

    /// The merged cells of a sheet.
    pub fn merged(&mut self, name: &str) -> Vec<Area> {
        if !self.has_merges {
            return Vec::new();
        }
        match &mut self.form {
            Form::Xlsx(book) => {
                let areas = book.merge_cells_by_sheet_name(name).unwrap_or_default();
                let areas = areas.into_iter();
                areas
                    .filter_map(|area| Area::of_one_column(area.start, area.end))
                    .collect()
            }
            Form::Open(book) => book.merged(name),
            Form::Old(book) => book.merged(name),
        }
    }
}

fn xlsx(bytes: &[u8]) -> Result<Xlsx<Cursor<&[u8]>>, (ProblemKind, String)> {
    Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsxError::Password => (ProblemKind::ProtectedFile, String::new()),
        error => (ProblemKind::Malformed, error.to_string()),
    })
}
