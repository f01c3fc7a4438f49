//! Parvis builds, checks and publishes the websites of French communes from Markdown.
//!
//! Each module is a room of the house; `ARCHITECTURE.md` tells what each does and never does.
//! Dependencies point down only: `cli` → `publish`, `preview` → `build` → `site`, `feeds`, → `content`,
//! `theme`, `grc`, `media`, `search` → `markdown`, `workspace` → `diagnostic`.

pub mod accessibility;
pub mod build;
pub mod cli;
pub mod content;
pub mod diagnostic;
pub mod feeds;
pub mod grc;
pub mod markdown;
pub mod media;
pub mod preview;
pub mod publish;
pub mod search;
pub mod site;
pub mod theme;
pub mod workspace;
