//! The document of an item, as the file it came in. It may come from anybody: only a PDF is shown by the browser,
//! everything else is a file to keep, and nothing in it may run as a page of ours.

use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use receivables::identity::{ImportId, ItemId};
use store::item_document::DocumentForm;

use crate::failure::Failure;
use crate::place::AtBoth;
use crate::state::WebState;
use crate::visitor::Visitor;

/// The rule of a file that somebody else made: nothing is loaded, nothing runs, no form leaves.
pub(crate) const FILE_POLICY: &str = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; \
     form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

/// Gives the document of an item, to whoever may see its creditor.
pub(crate) async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    AtBoth(item, import): AtBoth<ItemId, ImportId>,
) -> Result<Response, Failure> {
    let mut reader = state.desk().store().reader().await?;
    let found = store::item_document::content(&mut reader, visitor.seen, (item, import)).await?;
    drop(reader);
    let document = found.ok_or(Failure::NotFound)?;
    let is_pdf = document.form == DocumentForm::Pdf;
    let (kind, disposition, ending) = match is_pdf {
        true => ("application/pdf", "inline", "pdf"),
        false => ("application/xml", "attachment", "xml"),
    };
    let name = plain_name(&document.file_name, ending);
    let headers = [
        (CONTENT_TYPE, kind.to_string()),
        (
            CONTENT_DISPOSITION,
            format!("{disposition}; filename=\"{name}\""),
        ),
        (CONTENT_SECURITY_POLICY, FILE_POLICY.to_string()),
    ];
    Ok((headers, document.bytes).into_response())
}

/// The last part of the name a file came under, of letters that no header misreads, with the ending of what it is.
pub(crate) fn plain_name(file_name: &str, ending: &str) -> String {
    let last = file_name
        .rsplit(['/', '\\', '›'])
        .next()
        .unwrap_or_default()
        .trim();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let plain: String = stem
        .chars()
        .map(|letter| match letter {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '_' | '.' => letter,
            _ => '_',
        })
        .take(80)
        .collect();
    let plain = plain.trim_matches(['.', '_']);
    match plain.is_empty() {
        true => format!("document.{ending}"),
        false => format!("{plain}.{ending}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_files_own_without_what_a_header_misreads() {
        let table = [
            ("FA-1.pdf", "pdf", "FA-1.pdf"),
            ("lot.zip › a/FA 2.PDF", "pdf", "FA_2.pdf"),
            ("x\"; filename=evil.html", "xml", "x___filename_evil.xml"),
            ("..\\..", "pdf", "document.pdf"),
            ("é", "xml", "document.xml"),
        ];
        for (name, ending, expected) in table {
            assert_eq!(plain_name(name, ending), expected, "{name}");
        }
    }
}
