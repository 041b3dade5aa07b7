//! Which column holds what: the header by its names, in any case and order, with either layout of
//! the amounts. It must say which column is missing rather than guess a wrong one.

use super::fields::Fields;
use super::summary::{Layout, Separator};

/// Position of each column in the file.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    pub separator: Separator,
    pub count: usize,
    positions: [Option<u8>; Column::COUNT],
}

/// The columns read here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    JournalCode,
    JournalLib,
    EcritureNum,
    EcritureDate,
    CompteNum,
    CompteLib,
    CompAuxNum,
    CompAuxLib,
    PieceRef,
    PieceDate,
    EcritureLib,
    Debit,
    Credit,
    EcritureLet,
    DateLet,
    ValidDate,
    MontantDevise,
    Idevise,
    Montant,
    Sens,
}

/// Name in the header, lower case, and the column; the first eighteen are the legal order.
const NAMES: [(&str, Column); Column::COUNT] = [
    ("journalcode", Column::JournalCode),
    ("journallib", Column::JournalLib),
    ("ecriturenum", Column::EcritureNum),
    ("ecrituredate", Column::EcritureDate),
    ("comptenum", Column::CompteNum),
    ("comptelib", Column::CompteLib),
    ("compauxnum", Column::CompAuxNum),
    ("compauxlib", Column::CompAuxLib),
    ("pieceref", Column::PieceRef),
    ("piecedate", Column::PieceDate),
    ("ecriturelib", Column::EcritureLib),
    ("debit", Column::Debit),
    ("credit", Column::Credit),
    ("ecriturelet", Column::EcritureLet),
    ("datelet", Column::DateLet),
    ("validdate", Column::ValidDate),
    ("montantdevise", Column::MontantDevise),
    ("idevise", Column::Idevise),
    ("montant", Column::Montant),
    ("sens", Column::Sens),
];

/// What the first line turned out to be.
pub(super) enum Header {
    /// Column names.
    Names(Columns),
    /// No names, but as many fields as the law lists: the first line is data in the legal order.
    Positions(Columns),
    /// Names, one of which is missing.
    Missing(&'static str),
    /// Neither.
    Unknown,
}

impl Column {
    const COUNT: usize = 20;

    /// The column's name as the law's readers spell it.
    pub fn name(self) -> &'static str {
        match self {
            Column::JournalCode => "JournalCode",
            Column::JournalLib => "JournalLib",
            Column::EcritureNum => "EcritureNum",
            Column::EcritureDate => "EcritureDate",
            Column::CompteNum => "CompteNum",
            Column::CompteLib => "CompteLib",
            Column::CompAuxNum => "CompAuxNum",
            Column::CompAuxLib => "CompAuxLib",
            Column::PieceRef => "PieceRef",
            Column::PieceDate => "PieceDate",
            Column::EcritureLib => "EcritureLib",
            Column::Debit => "Debit",
            Column::Credit => "Credit",
            Column::EcritureLet => "EcritureLet",
            Column::DateLet => "DateLet",
            Column::ValidDate => "ValidDate",
            Column::MontantDevise => "Montantdevise",
            Column::Idevise => "Idevise",
            Column::Montant => "Montant",
            Column::Sens => "Sens",
        }
    }
}

impl Columns {
    /// The position of a column.
    pub fn position(&self, column: Column) -> Option<usize> {
        self.positions[column as usize].map(usize::from)
    }

    /// The field of a column; empty when the file has no such column.
    pub fn field<'a>(&self, fields: &'a Fields, line: &'a [u8], column: Column) -> &'a [u8] {
        match self.positions[column as usize] {
            Some(position) => fields.at(line, usize::from(position)),
            None => b"",
        }
    }

    /// How the amounts are laid out.
    pub fn layout(&self) -> Layout {
        if self.position(Column::Debit).is_some() {
            Layout::DebitCredit
        } else {
            Layout::AmountAndSide
        }
    }

    /// The fewest fields a line needs for its amounts to be there.
    pub fn fewest(&self) -> usize {
        let last = match self.layout() {
            Layout::DebitCredit => self
                .position(Column::Credit)
                .max(self.position(Column::Debit)),
            Layout::AmountAndSide => self
                .position(Column::Sens)
                .max(self.position(Column::Montant)),
        };
        last.map_or(0, |position| position + 1)
    }
}

/// Reads the first line.
pub(super) fn header(line: &[u8]) -> Header {
    let separator = separator_of(line);
    let mut fields = Fields::default();
    fields.cut(line, separator.byte());
    let mut columns = Columns {
        separator,
        count: fields.count(),
        positions: [None; Column::COUNT],
    };
    let mut recognised = 0;
    for position in 0..fields.count().min(250) {
        let name = normalised(fields.at(line, position));
        if let Some((_, column)) = NAMES.iter().find(|(known, _)| *known == name) {
            columns.positions[*column as usize].get_or_insert(position as u8);
            recognised += 1;
        }
    }
    if recognised < 4 {
        return without_names(columns, &fields, line);
    }
    match first_missing(&columns) {
        Some(column) => Header::Missing(column.name()),
        None => Header::Names(columns),
    }
}

/// A FEC exported without its header still has at least eighteen fields, with a day in the fourth.
fn without_names(mut columns: Columns, fields: &Fields, line: &[u8]) -> Header {
    let looks_like_data = columns.count >= 18 && super::day::plain(fields.at(line, 3)).is_some();
    if !looks_like_data {
        return Header::Unknown;
    }
    for (position, (_, column)) in NAMES.iter().take(18).enumerate() {
        columns.positions[*column as usize] = Some(position as u8);
    }
    let side = fields.at(line, 12);
    if super::amount::side(side).is_some() {
        columns.positions[Column::Montant as usize] = Some(11);
        columns.positions[Column::Sens as usize] = Some(12);
        columns.positions[Column::Debit as usize] = None;
        columns.positions[Column::Credit as usize] = None;
    }
    Header::Positions(columns)
}

fn first_missing(columns: &Columns) -> Option<Column> {
    let missing = |column: &Column| columns.position(*column).is_none();
    if let Some(column) = [Column::EcritureDate, Column::CompteNum]
        .into_iter()
        .find(missing)
    {
        return Some(column);
    }
    let sides = [Column::Debit, Column::Credit];
    let signed = [Column::Montant, Column::Sens];
    if !sides.iter().any(missing) || !signed.iter().any(missing) {
        return None;
    }
    if signed.iter().all(missing) {
        sides.into_iter().find(missing)
    } else {
        signed.into_iter().find(missing)
    }
}

fn separator_of(line: &[u8]) -> Separator {
    let count = |byte: u8| line.iter().filter(|found| **found == byte).count();
    [
        Separator::Tab,
        Separator::Pipe,
        Separator::Semicolon,
        Separator::Comma,
    ]
    .into_iter()
    .rev()
    .max_by_key(|separator| count(separator.byte()))
    .unwrap_or_default()
}

fn normalised(name: &[u8]) -> String {
    let text = String::from_utf8_lossy(name)
        .to_lowercase()
        .replace('é', "e");
    text.chars().filter(char::is_ascii_alphanumeric).collect()
}

/// Lines above the names of the columns are titles, at most so many.
const MOST_TITLES: usize = 10;

/// How many lines stand above the names of the columns; nothing when no line near the start names them.
pub(super) fn titles_above(start: &[u8]) -> Option<u64> {
    let end = if memchr::memchr(b'\n', start).is_some() {
        b'\n'
    } else {
        b'\r'
    };
    let lines = start.split(|byte| *byte == end).take(MOST_TITLES + 1);
    let named = |line: &[u8]| matches!(header(line), Header::Names(_));
    (0..)
        .zip(lines)
        .find(|(_, line)| named(line))
        .map(|(above, _)| above)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_names_covers_each_column_once() {
        for (position, (name, column)) in NAMES.iter().enumerate() {
            assert_eq!(*column as usize, position);
            assert_eq!(normalised(column.name().as_bytes()), *name);
        }
    }

    #[test]
    fn a_header_is_read_in_any_case_with_montant_and_sens() {
        let line = b"JOURNALCODE|EcritureNum|ecrituredate|CompteNum|Montant|Sens|MontantDevise";
        let Header::Names(columns) = header(line) else {
            panic!("a header")
        };
        assert_eq!(columns.layout(), Layout::AmountAndSide);
        assert_eq!(columns.separator, Separator::Pipe);
        assert_eq!(columns.position(Column::MontantDevise), Some(6));
        assert_eq!(columns.fewest(), 6);
    }

    #[test]
    fn a_missing_credit_column_is_named() {
        let line = b"JournalCode\tEcritureNum\tEcritureDate\tCompteNum\tDebit";
        assert!(matches!(header(line), Header::Missing("Credit")));
        assert!(matches!(header(b"nom;prenom"), Header::Unknown));
    }
}
