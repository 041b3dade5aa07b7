//! A workbook of OpenDocument (LibreOffice, OpenOffice, Google Sheets): its sheets, and their cells as texts. Rows and
//! cells that are repeated a million times are what an empty sheet looks like: it must never write them out, nor take the notes, drawings and former versions of a cell for the cell.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::cell::decimal_text;
use super::merge::Area;
use crate::reading::ProblemKind;

/// The part that holds the sheets, and the most of it that is held, in bytes.
const CONTENT: &str = "content.xml";
const LARGEST_CONTENT: u64 = 128 << 20;
/// Columns to the right of this are not looked at.
const MOST_COLUMNS: u32 = 512;
/// The longest text of a cell, in bytes, and the most that is read of the list of parts.
const LONGEST_TEXT: usize = 1 << 17;
const LONGEST_LIST: u64 = 4 << 20;
/// More merged cells than an honest sheet has, and more rows alike.
const MOST_AREAS: usize = 1 << 16;
const MOST_ALIKE: u32 = 10_000;

/// A workbook in memory.
pub(super) struct OpenBook {
    content: Vec<u8>,
    sheets: Vec<OpenSheet>,
}

struct OpenSheet {
    name: String,
    is_hidden: bool,
    /// Where it begins.
    start: usize,
}

/// One cell: row and column from 0, its text, and whether it is a number.
pub(super) type Cell = ((u32, u32), String, bool);

/// How the reading of a sheet ended.
pub(super) enum End {
    /// With the sheet, or where no more was wanted.
    Whole,
    /// One row is repeated without end.
    Endless,
    /// The content stops, or makes no sense any more.
    Cut(String),
}

/// What is found in a sheet.
enum Found {
    Cell(Cell),
    Merged(Area),
    /// More rows alike follow than are worth reading.
    Endless,
}

impl OpenBook {
    /// Opens a workbook whose archive was found to be safe; why it cannot be read, else.
    pub fn open(bytes: &[u8]) -> Result<OpenBook, (ProblemKind, String)> {
        if is_encrypted(bytes) {
            return Err((ProblemKind::ProtectedFile, String::new()));
        }
        let content = content(bytes).map_err(|found| (ProblemKind::Malformed, found))?;
        let mut walk = SheetWalk::default();
        let mut book = OpenBook {
            content,
            sheets: Vec::new(),
        };
        let error = book.walk(0, &mut walk, &mut |_| true).err();
        book.sheets = walk.sheets;
        match error {
            Some(error) if book.sheets.is_empty() => Err((ProblemKind::Malformed, error)),
            _ => Ok(book),
        }
    }

    /// The names of the sheets, with whether each is hidden.
    pub fn sheets(&self) -> Vec<(String, bool)> {
        let all = self.sheets.iter();
        all.map(|sheet| (sheet.name.clone(), sheet.is_hidden))
            .collect()
    }

    /// The cells of a sheet in order, row by row, each given to `take` until it wants no more.
    pub fn cells(&self, name: &str, take: &mut dyn FnMut(Cell) -> bool) -> End {
        let mut is_endless = false;
        let walked = self.walk_in(name, &mut |found| match found {
            Found::Cell(cell) => take(cell),
            Found::Merged(_) => true,
            Found::Endless => {
                is_endless = true;
                false
            }
        });
        match walked {
            Err(error) => End::Cut(error),
            Ok(()) if is_endless => End::Endless,
            Ok(()) => End::Whole,
        }
    }

    /// The merged cells of a sheet.
    pub fn merged(&self, name: &str) -> Vec<Area> {
        let mut areas = Vec::new();
        let mut take = |found| {
            if let Found::Merged(area) = found {
                areas.push(area);
            }
            areas.len() < MOST_AREAS
        };
        // What cannot be read was told with the cells.
        let _ = self.walk_in(name, &mut take);
        areas
    }

    fn walk_in(&self, name: &str, take: &mut dyn FnMut(Found) -> bool) -> Result<(), String> {
        let Some(sheet) = self.sheets.iter().find(|sheet| sheet.name == name) else {
            return Ok(());
        };
        let mut walk = SheetWalk {
            wants_cells: true,
            ..SheetWalk::default()
        };
        self.walk(sheet.start, &mut walk, take)
    }

    fn walk(
        &self,
        from: usize,
        walk: &mut SheetWalk,
        take: &mut dyn FnMut(Found) -> bool,
    ) -> Result<(), String> {
        let mut reader = Reader::from_reader(&self.content[from..]);
        reader.config_mut().check_end_names = false;
        reader.config_mut().allow_unmatched_ends = true;
        reader.config_mut().allow_dangling_amp = true;
        loop {
            walk.at = from + usize::try_from(reader.buffer_position()).unwrap_or(0);
            let goes_on = match reader.read_event() {
                Ok(Event::Start(start)) => walk.start(&start, take),
                Ok(Event::Empty(start)) => {
                    walk.start(&start, take) && walk.end(start.local_name().as_ref(), take)
                }
                Ok(Event::End(end)) => walk.end(end.local_name().as_ref(), take),
                Ok(Event::Text(text)) => walk.add(&text.xml10_content()),
                Ok(Event::CData(text)) => walk.add(&text.xml10_content()),
                Ok(Event::GeneralRef(reference)) => walk.add_reference(&reference),
                Ok(Event::Eof) if walk.tables > 0 => return Err(CONTENT.to_string()),
                Ok(Event::Eof) => return Ok(()),
                Ok(_) => true,
                Err(error) => return Err(error.to_string()),
            };
            if !goes_on {
                return Ok(());
            }
        }
    }
}

fn content(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let part = archive.by_name(CONTENT);
    let part = part.map_err(|error| error.to_string())?;
    let mut content = Vec::new();
    let mut part = part.take(LARGEST_CONTENT);
    part.read_to_end(&mut content)
        .map_err(|error| error.to_string())?;
    Ok(content)
}

/// True when the list of parts says that they are encrypted.
fn is_encrypted(bytes: &[u8]) -> bool {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return false;
    };
    if archive.by_name("encrypted-package").is_ok() {
        return true;
    }
    let Ok(part) = archive.by_name("META-INF/manifest.xml") else {
        return false;
    };
    let mut list = Vec::new();
    let read = part.take(LONGEST_LIST).read_to_end(&mut list);
    read.is_ok() && memchr::memmem::find(&list, b"encryption-data").is_some()
}

/// A walk through all sheets for their names, or through one for its cells.
#[derive(Default)]
struct SheetWalk {
    wants_cells: bool,
    sheets: Vec<OpenSheet>,
    /// Where the walk is.
    at: usize,
    /// Styles of sheets that are not shown, and the style being read.
    hidden_styles: Vec<String>,
    style: String,
    /// How deep within sheets: one within a cell is a drawing's.
    tables: u32,
    row: u32,
    rows: u32,
    column: u32,
    /// The cells of the row: first column, how many, text, whether a number.
    cells: Vec<(u32, u32, String, bool)>,
    cell: Option<OpenCell>,
    /// How deep within what is no text of the cell: notes, drawings.
    aside: u32,
}

/// A cell being read.
#[derive(Default)]
struct OpenCell {
    columns: u32,
    /// The value as the file holds it, for what is no text.
    value: Option<(String, bool)>,
    text: String,
    is_in_paragraph: bool,
}

impl SheetWalk {
    fn start(&mut self, start: &BytesStart<'_>, take: &mut dyn FnMut(Found) -> bool) -> bool {
        let name = start.local_name();
        if self.aside > 0 {
            self.aside += 1;
            return true;
        }
        match name.as_ref() {
            "style" => self.style = attribute(start, "style:name").unwrap_or_default(),
            "table-properties"
                if attribute(start, "table:display").is_some_and(|shown| shown == "false") =>
            {
                self.hidden_styles.push(self.style.clone());
            }
            "annotation" | "shapes" | "frame" | "forms" | "tracked-changes" | "table-source" => {
                self.aside = 1;
            }
            "table" => self.open_table(start),
            "table-row" if self.wants_cells => {
                self.rows = number(start, "table:number-rows-repeated").max(1);
                self.column = 0;
            }
            "table-cell" | "covered-table-cell" if self.wants_cells => {
                return self.open_cell(start, take);
            }
            "p" | "h" => self.open_paragraph(),
            "s" => self.add_to_text(&" ".repeat(number(start, "text:c").clamp(1, 64) as usize)),
            "tab" => self.add_to_text(" "),
            "line-break" => self.add_to_text("\n"),
            _ => {}
        }
        true
    }

    fn end(&mut self, name: &str, take: &mut dyn FnMut(Found) -> bool) -> bool {
        if self.aside > 0 {
            self.aside -= 1;
            return true;
        }
        match name {
            "table" => {
                self.tables = self.tables.saturating_sub(1);
                return self.tables > 0 || !self.wants_cells;
            }
            "table-cell" | "covered-table-cell" => self.close_cell(),
            "table-row" if self.wants_cells => return self.close_row(take),
            "p" | "h" => {
                if let Some(cell) = &mut self.cell {
                    cell.is_in_paragraph = false;
                }
            }
            _ => {}
        }
        true
    }

    fn open_table(&mut self, start: &BytesStart<'_>) {
        self.tables += 1;
        if self.tables > 1 {
            return;
        }
        let style = attribute(start, "table:style-name").unwrap_or_default();
        self.sheets.push(OpenSheet {
            name: attribute(start, "table:name").unwrap_or_default(),
            is_hidden: self.hidden_styles.contains(&style),
            start: self.at,
        });
    }

    fn open_cell(&mut self, start: &BytesStart<'_>, take: &mut dyn FnMut(Found) -> bool) -> bool {
        let columns = number(start, "table:number-columns-repeated").max(1);
        self.cell = Some(OpenCell {
            columns,
            value: value(start),
            ..OpenCell::default()
        });
        let rows = number(start, "table:number-rows-spanned");
        let is_one_column = number(start, "table:number-columns-spanned") <= 1;
        if rows > 1 && is_one_column {
            return take(Found::Merged(Area {
                first: u64::from(self.row) + 1,
                last: u64::from(self.row) + u64::from(rows),
                column: self.column as usize,
            }));
        }
        true
    }

    fn close_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        let (text, is_number) = match cell.value {
            Some(value) => value,
            None => (cell.text.trim().to_string(), false),
        };
        let first = self.column;
        self.column = self.column.saturating_add(cell.columns);
        if !text.is_empty() && first < MOST_COLUMNS {
            self.cells.push((first, cell.columns, text, is_number));
        }
    }

    fn close_row(&mut self, take: &mut dyn FnMut(Found) -> bool) -> bool {
        let cells = std::mem::take(&mut self.cells);
        let first = self.row;
        self.row = self.row.saturating_add(self.rows);
        if cells.is_empty() {
            return true;
        }
        let last = self.row.min(first.saturating_add(MOST_ALIKE));
        for row in first..last {
            for (column, columns, text, is_number) in &cells {
                let last = column.saturating_add(*columns).min(MOST_COLUMNS);
                for column in *column..last {
                    if !take(Found::Cell(((row, column), text.clone(), *is_number))) {
                        return false;
                    }
                }
            }
        }
        last == self.row || take(Found::Endless)
    }

    fn open_paragraph(&mut self) {
        if let Some(cell) = &mut self.cell {
            if !cell.text.is_empty() {
                cell.text.push('\n');
            }
            cell.is_in_paragraph = true;
        }
    }

    fn add(&mut self, text: &str) -> bool {
        if self.aside == 0 {
            self.add_to_text(text);
        }
        true
    }

    fn add_reference(&mut self, reference: &quick_xml::events::BytesRef<'_>) -> bool {
        if let Ok(Some(letter)) = reference.resolve_char_ref() {
            return self.add(letter.encode_utf8(&mut [0; 4]));
        }
        let meant = match reference.xml10_content().as_ref() {
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "apos" => "'",
            "quot" => "\"",
            _ => "",
        };
        self.add(meant)
    }

    fn add_to_text(&mut self, text: &str) {
        if let Some(cell) = &mut self.cell
            && cell.is_in_paragraph
            && cell.text.len() + text.len() <= LONGEST_TEXT
        {
            cell.text.push_str(text);
        }
    }
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = start.attributes();
    let mut known = attributes.with_checks(false).flatten();
    let found = known.find(|one| one.key.as_ref() == name)?;
    let value = quick_xml::escape::unescape(&found.value);
    Some(value.map_or_else(|_| found.value.to_string(), |value| value.into_owned()))
}

/// The number of an attribute; 0 without one, or when it is none.
fn number(start: &BytesStart<'_>, name: &str) -> u32 {
    attribute(start, name)
        .and_then(|written| written.parse().ok())
        .unwrap_or(0)
}

/// The value a cell holds besides its text, and whether it is a number.
fn value(start: &BytesStart<'_>) -> Option<(String, bool)> {
    let of = |name: &str| attribute(start, name);
    match of("office:value-type")?.as_str() {
        "float" | "percentage" | "currency" => {
            let written = of("office:value")?;
            let shortest = written.parse::<f64>().ok()?.to_string();
            Some(decimal_text(&shortest))
        }
        "date" => {
            let written = of("office:date-value")?;
            let day = written.split('T').next().unwrap_or_default();
            Some((day.to_string(), false))
        }
        "boolean" => Some((of("office:boolean-value")?, false)),
        "string" => of("office:string-value").map(|text| (text.trim().to_string(), false)),
        _ => None,
    }
}
