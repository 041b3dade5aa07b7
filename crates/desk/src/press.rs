//! The door to the program that prints letters. Must never print by itself, nor hide that nothing was printed.

use async_trait::async_trait;

pub use notices::letter::{PrintRun, Window};

/// Why nothing was printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PressFailure {
    /// There is no such program.
    Missing,
    /// It did not print; what it said.
    Failed(String),
}

/// Whatever prints letters: the program of the installation, a test.
#[async_trait]
pub trait Press: Send + Sync {
    /// Prints each run as one PDF, in their order; all or nothing. Takes bounded time.
    async fn print(&self, runs: Vec<PrintRun>) -> std::result::Result<Vec<Vec<u8>>, PressFailure>;
}
