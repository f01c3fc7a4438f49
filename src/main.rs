//! The `parvis` program. All it does is in [`parvis::cli`].

use std::process::ExitCode;

/// Thousands of small strings a page: the system's allocator would be a third of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    parvis::cli::run(std::env::args_os())
}
