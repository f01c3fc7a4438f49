//! The program as its users run it, over small real workspaces.
//!
//! One file a subject. Expected texts stand in the tests or in `snapshots/` beside them;
//! `SNAPSHOTS=overwrite` and `INSTA_UPDATE=always` rewrite them.

mod support;
