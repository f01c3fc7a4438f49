//! Small sites written in the tests, through to their files.

mod links;
mod lists;
mod pages;
mod support;
mod syndication;
