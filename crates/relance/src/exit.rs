//! Exit codes, the same for every verb, so that scripts can tell what happened.

use std::process::ExitCode;

/// Something was found that a person should look at: a diary differs, a check found a fault.
pub const DIFFERENCES: u8 = 1;
/// The command could not be done: bad file, unreachable database, wrong configuration.
pub const FAILED: u8 = 3;

/// Writes why a command failed, with each cause on its line, and gives its exit code.
pub fn report(cause: &anyhow::Error) -> ExitCode {
    eprintln!("relance: {cause}");
    for deeper in cause.chain().skip(1) {
        eprintln!("  because: {deeper}");
    }
    ExitCode::from(FAILED)
}
