//! What the typesetter sees of the world: one sheet, the letters as data, their codes, three faces of one type.
//! Nothing else can be reached: no file, no package, no clock.

use std::collections::HashMap;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

const SHEET: &str = include_str!("../template/letter.typ");
const FACES: [&[u8]; 3] = [
    include_bytes!("../fonts/Inter-Regular.otf"),
    include_bytes!("../fonts/Inter-Italic.otf"),
    include_bytes!("../fonts/Inter-SemiBold.otf"),
];

/// What is the same for every letter, read once.
pub struct Shop {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    sheet: Source,
}

impl Shop {
    /// Reads the sheet and the faces; nothing when one of them cannot be read.
    pub fn new() -> Option<Shop> {
        let fonts: Vec<Font> = FACES
            .iter()
            .flat_map(|face| Font::iter(Bytes::new(*face)))
            .collect();
        Some(Shop {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            sheet: Source::new(id("sheet.typ")?, SHEET.to_string()),
        })
    }
}

/// One print: the shop and the files of this run.
pub struct Print<'a> {
    shop: &'a Shop,
    files: HashMap<FileId, Bytes>,
}

impl<'a> Print<'a> {
    /// A print with its files, each under its name.
    pub fn new(shop: &'a Shop, named: impl IntoIterator<Item = (String, Vec<u8>)>) -> Print<'a> {
        let files = named
            .into_iter()
            .filter_map(|(name, bytes)| Some((id(&name)?, Bytes::new(bytes))))
            .collect();
        Print { shop, files }
    }
}

fn id(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(name).ok()?;
    Some(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

impl World for Print<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.shop.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shop.book
    }

    fn main(&self) -> FileId {
        self.shop.sheet.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        match id == self.shop.sheet.id() {
            true => Ok(self.shop.sheet.clone()),
            false => Err(FileError::AccessDenied),
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shop.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
