//! The program: reads its configuration, wires the rooms together and runs one verb. It must never decide
//! anything about debtors and never hold SQL.

mod cli;
mod config;
mod exit;
mod inbox;
mod output;
mod post;
mod press_build;
mod text_line;
mod wiring;
mod workers;

use std::process::ExitCode;

use clap::Parser;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = cli::Arguments::parse();
    output::start_log(arguments.verbose);
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(cause) => {
            return exit::report(&anyhow::anyhow!(
                "the program cannot start its threads: {cause}"
            ));
        }
    };
    let outcome = runtime.block_on(cli::run(arguments));
    runtime.shutdown_timeout(std::time::Duration::from_secs(2));
    match outcome {
        Ok(code) => code,
        Err(cause) => exit::report(&cause),
    }
}
