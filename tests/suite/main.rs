//! The program as its users run it, over small real workspaces.
//!
//! One file a subject. Expected texts stand in the tests or in `snapshots/` beside them;
//! `INSTA_UPDATE=always` rewrites the latter.

mod commands;
mod isolation;
mod repetition;
mod support;
