//! What can be searched of a site, and the index that its visitors' browsers read.
//!
//! `site` says what its pages hold ([`Document`]), [`index()`] makes of it the files of an index,
//! which Pagefind's engine reads in the browser. The room never decides which pages are searched,
//! never reads or writes a file, and never asks anybody but the site itself: an index is files of
//! the site.

mod cbor;
mod engine;
mod index;
mod keys;
mod text;
mod words;

pub use index::{Shelf, index};

use serde::{Deserialize, Serialize};

/// The folder of a site in which its index lies.
pub const FOLDER: &str = "pagefind";

/// The module of the index that pages read it with, from the site's root.
pub const MODULE: &str = "/pagefind/pagefind.js";

/// What is searched of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Its address in its site.
    pub url: String,
    /// What it is, one of the kinds of entries.
    pub kind: String,
    /// The day it is about or was published, `2026-03-14`; none for what recurs.
    pub date: Option<String>,
    /// The years under which it is found.
    pub years: Vec<i16>,
    /// What it says, its title in an `<h1>`; no navigation.
    pub html: String,
}

/// What a site offers to the search of its parent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// [`digest`] of its [encoded](encode) documents.
    pub digest: String,
    /// The kinds there are, in order.
    pub kinds: Vec<String>,
    /// The years there are, in order.
    pub years: Vec<i16>,
}

impl Offer {
    /// What these documents offer.
    #[must_use]
    pub fn of(documents: &[Document]) -> Self {
        let mut offer = Self { digest: digest(&encode(documents)), kinds: vec![], years: vec![] };
        for document in documents {
            offer.kinds.push(document.kind.clone());
            offer.years.extend(&document.years);
        }
        offer.kinds.sort_unstable();
        offer.kinds.dedup();
        offer.years.sort_unstable();
        offer.years.dedup();
        offer
    }
}

/// Documents as bytes that can be kept.
#[must_use]
pub fn encode(documents: &[Document]) -> Vec<u8> {
    // Strings and numbers have JSON, always the same.
    serde_json::to_vec(documents).unwrap_or_default()
}

/// The documents of bytes that were kept; `None` for damaged ones.
#[must_use]
pub fn decode(bytes: &[u8]) -> Option<Vec<Document>> {
    serde_json::from_slice(bytes).ok()
}

/// A digest of bytes, in hexadecimal.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}
