//! Compressed variants of text files, made once at publication instead of at every request.
//!
//! A variant follows from its file alone: it is in no manifest, and whether a file has one is
//! decided without compressing it.

use std::io::{self, Read as _, Write as _};

use super::ReleaseFile;

/// A compression that servers and browsers agree on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Brotli (RFC 7932).
    Brotli,
    /// Gzip (RFC 1952).
    Gzip,
}

/// Below this many bytes, the answer's head weighs as much as what is spared.
const SMALLEST: u64 = 1024;

impl Encoding {
    /// Every encoding, the best first.
    pub const ALL: [Self; 2] = [Self::Brotli, Self::Gzip];

    /// What the variant's name ends with.
    #[must_use]
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
        }
    }

    /// What `Content-Encoding` calls it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    /// The bytes, compressed; always the same for the same bytes.
    #[must_use]
    pub fn encode(self, bytes: &[u8]) -> Vec<u8> {
        let mut encoded = Vec::with_capacity(bytes.len() / 4);
        match self {
            Self::Brotli => {
                let mut writer = brotli::CompressorWriter::new(&mut encoded, 4096, 5, 18);
                // Writing to a vector cannot fail.
                let _ = writer.write_all(bytes).and_then(|()| writer.flush());
            }
            Self::Gzip => {
                let level = flate2::Compression::new(6);
                let mut writer = flate2::write::GzEncoder::new(&mut encoded, level);
                // Writing to a vector cannot fail.
                let _ = writer.write_all(bytes).and_then(|()| writer.try_finish());
            }
        }
        encoded
    }

    /// The bytes a variant stands for, and never more than `max` of them.
    ///
    /// # Errors
    /// Damaged bytes, or more than `max`.
    pub fn decode(self, encoded: &[u8], max: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let limit = max.saturating_add(1);
        match self {
            Self::Brotli => {
                brotli::Decompressor::new(encoded, 4096).take(limit).read_to_end(&mut bytes)?;
            }
            Self::Gzip => {
                flate2::read::GzDecoder::new(encoded).take(limit).read_to_end(&mut bytes)?;
            }
        }
        if bytes.len() as u64 > max {
            return Err(io::ErrorKind::InvalidData.into());
        }
        Ok(bytes)
    }
}

/// Whether a file is published with its variants beside it: a text that does not fit in the first
/// packet anyway.
#[must_use]
pub fn has_variants(file: &ReleaseFile) -> bool {
    let kind = &*file.content_type;
    file.size >= SMALLEST && (kind.ends_with("charset=utf-8") || kind == "application/wasm")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variant_stands_for_its_bytes_and_no_more() {
        let bytes = "Conseil municipal du 12 mars. ".repeat(100).into_bytes();
        for encoding in Encoding::ALL {
            let encoded = encoding.encode(&bytes);
            assert!(encoded.len() < bytes.len() / 4, "{encoding:?}");
            assert_eq!(encoding.encode(&bytes), encoded);
            let size = bytes.len() as u64;
            assert_eq!(encoding.decode(&encoded, size).expect("decoded"), bytes);
            assert!(encoding.decode(&encoded, size - 1).is_err(), "a bomb is not unpacked");
            assert!(encoding.decode(&encoded[..encoded.len() / 2], size).is_err());
        }
    }
}
