//! Where tests find the dated tables of the domain reference. Compiled for tests only.

use std::path::PathBuf;

/// A table of `domain/tables`, or nothing, said loudly, when the reference is not beside the project.
/// `RELANCE_DOMAIN` names the folder when it lies elsewhere.
pub fn domain_table(name: &str) -> Option<String> {
    #[allow(
        clippy::disallowed_methods,
        reason = "tests are told where the reference lies"
    )]
    let folder = std::env::var_os("RELANCE_DOMAIN").map_or_else(
        || {
            PathBuf::from(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/../../../shared/domain"
            ))
        },
        PathBuf::from,
    );
    let path = folder.join("tables").join(name);
    match std::fs::read_to_string(&path) {
        Ok(text) => Some(text),
        Err(error) => {
            eprintln!(
                "SKIPPED: {} cannot be read ({error}); set RELANCE_DOMAIN",
                path.display()
            );
            None
        }
    }
}
