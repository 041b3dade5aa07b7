//! From a checkout, the program that prints letters is built while the pages are looked at: its typesetter takes minutes to
//! build, and a first look should not wait for it. Must never build where `cargo` did not start us.

use std::path::Path;
use std::process::{Command, Stdio};

use delivery::press::PressProgram;

/// Starts building it, politely, when it is not there and cargo runs us. True when it was started.
#[expect(
    clippy::disallowed_methods,
    reason = "what cargo tells a program it starts is no configuration of ours"
)]
pub fn start() -> bool {
    if PressProgram::beside_this_program().path().exists() {
        return false;
    }
    let (Some(cargo), Some(folder)) = (
        std::env::var_os("CARGO"),
        std::env::var_os("CARGO_MANIFEST_DIR"),
    ) else {
        return false;
    };
    let mut build = Command::new("nice");
    build.args(["-n", "19"]).arg(cargo);
    build.args(["build", "--quiet", "-p", "letters"]);
    if !cfg!(debug_assertions) {
        build.arg("--release");
    }
    build
        .current_dir(Path::new(&folder))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .is_ok()
}
