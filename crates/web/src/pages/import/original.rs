//! The file of an import as it came, to be taken back out. It is a file to keep, never a page of ours, and it is given
//! part by part, so that a large one is never held whole.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{
    CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use receivables::identity::{CreditorId, ImportId};
use store::import::Import;

use crate::failure::Failure;
use crate::pages::document::{FILE_POLICY, plain_name};
use crate::place::At;
use crate::state::WebState;
use crate::visitor::Visitor;
use crate::words::Words;

/// What is said of the file of an import.
pub(super) struct KeptFile {
    pub path: String,
    pub words: String,
    pub digest: String,
}

impl KeptFile {
    pub fn of(words: &Words, import: &Import) -> Self {
        let size = words.number(import.size);
        KeptFile {
            path: format!("/imports/{}/original", import.id),
            words: words.with("import-original-size", &[("size", &size)]),
            digest: import.digest.clone(),
        }
    }
}

/// Gives the file of an import, to those who may import.
pub(crate) async fn give(
    State(state): State<WebState>,
    visitor: Visitor,
    At(id): At<ImportId>,
) -> Result<Response, Failure> {
    let seat = visitor.seat()?;
    let mut reader = state.desk().store().reader().await?;
    let import = store::import::find(&mut reader, seat.creditor, id).await?;
    drop(reader);
    let ending = import.file_name.rsplit_once('.').map_or("", |(_, end)| end);
    let name = plain_name(&import.file_name, plain_ending(ending));
    let headers = [
        (CONTENT_TYPE, "application/octet-stream".to_string()),
        (
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
        (CONTENT_LENGTH, import.size.to_string()),
        (CONTENT_SECURITY_POLICY, FILE_POLICY.to_string()),
    ];
    let parts = Parts {
        state,
        creditor: seat.creditor,
        import: id,
    };
    Ok((headers, parts.into_body()).into_response())
}

/// The ending of a name, when it is letters and digits alone.
fn plain_ending(ending: &str) -> &str {
    let is_plain = !ending.is_empty()
        && ending.len() <= 8
        && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
    match is_plain {
        true => ending,
        false => "bin",
    }
}

/// Where the parts of a file are.
struct Parts {
    state: WebState,
    creditor: CreditorId,
    import: ImportId,
}

impl Parts {
    fn into_body(self) -> Body {
        let whose = Arc::new(self);
        let next = move |ordinal: u32| {
            let whose = Arc::clone(&whose);
            async move {
                let part = whose.part(ordinal).await?;
                Ok::<_, store::StoreError>(part.map(|bytes| (bytes, ordinal + 1)))
            }
        };
        Body::from_stream(stream::try_unfold(0, next))
    }

    async fn part(&self, ordinal: u32) -> Result<Option<Vec<u8>>, store::StoreError> {
        let mut reader = self.state.desk().store().reader().await?;
        store::import_original::part(&mut reader, self.creditor, self.import, ordinal).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ending_that_a_header_could_misread_is_left_out() {
        let table = [
            ("csv", "csv"),
            ("XLSX", "XLSX"),
            ("", "bin"),
            ("c\"v", "bin"),
            ("averylongending", "bin"),
        ];
        for (ending, expected) in table {
            assert_eq!(plain_ending(ending), expected, "{ending}");
        }
    }
}
