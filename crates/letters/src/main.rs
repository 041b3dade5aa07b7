//! The press as a program: runs come in as lines of JSON, files go out each after its length. It ends when there is no
//! more to read. It is a program of its own so that a letter that breaks the typesetter takes no server with it.

use std::io::{self, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let answered = letters::serve(io::stdin().lock(), io::stdout().lock());
    match answered {
        Ok(()) => ExitCode::SUCCESS,
        Err(cause) => {
            let _ = writeln!(io::stderr(), "relance-letters: {cause}");
            ExitCode::FAILURE
        }
    }
}
