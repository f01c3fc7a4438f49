//! The program as its users run it, over small real workspaces.
//!
//! One file a subject. Expected texts stand in the tests or in `snapshots/` beside them;
//! `INSTA_UPDATE=always` rewrites the latter.

mod audit;
mod bad_input;
mod classes;
mod commands;
mod components;
mod content;
mod feeds;
mod images;
mod isolation;
mod landes;
mod lint;
mod object_store;
mod pages;
mod pipelines;
mod publish;
#[cfg(unix)]
mod publish_faults;
#[cfg(unix)]
mod publish_repair;
mod publish_s3;
mod publish_s3_faults;
#[cfg(unix)]
mod publish_ssh;
mod repetition;
mod scale;
mod schema;
mod search;
mod serve;
mod server_config;
#[cfg(unix)]
mod small_disk;
mod support;
mod themes;
