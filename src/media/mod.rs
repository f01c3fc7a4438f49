//! Images and documents that officers put beside their texts: what a file is, whether it can be
//! published, and the lighter copies of an image that its pages serve.
//!
//! - [`image`] says what an image is before a single pixel is decoded, and refuses those too big;
//! - [`derivatives`] turns one image into smaller ones, with nothing of its metadata left;
//! - [`document`] says what a file to download is: type, size, and for a PDF its pages, language;
//! - [`cache`] keeps all this on the disk, once for all sites: the only part that touches it.
//!
//! It never writes into a site's output, never makes HTML, and never trusts a file's extension.

pub mod cache;
mod container;
pub mod derivatives;
pub mod document;
pub mod image;
mod pdf;

pub use cache::{DocumentStore, ImageStore, PreparedImage, Variant};
