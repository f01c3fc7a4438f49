//! What an image is, read from its first bytes: format, size as displayed, animated or not.
//!
//! It never looks at the file's name and never decodes pixels, so that a file of a few bytes
//! that claims to be gigantic is refused before any memory is given to it.

use std::io::Cursor;

use ::image::metadata::Orientation;
use ::image::{ImageDecoder, ImageReader};
use serde::{Deserialize, Serialize};

use super::container;
use crate::diagnostic::Diagnostic;

/// The image formats that a site may publish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// JPEG (ISO/IEC 10918).
    Jpeg,
    /// PNG, animated (APNG) or not.
    Png,
    /// GIF, animated or not.
    Gif,
    /// WebP, animated or not.
    WebP,
}

impl Format {
    /// The extension of the files written in this format, without a dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Gif => "gif",
            Self::WebP => "webp",
        }
    }

    /// The media type, as in an HTTP `Content-Type` or the `type` of a `<source>`.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::WebP => "image/webp",
        }
    }

    pub(super) fn codec(self) -> ::image::ImageFormat {
        match self {
            Self::Jpeg => ::image::ImageFormat::Jpeg,
            Self::Png => ::image::ImageFormat::Png,
            Self::Gif => ::image::ImageFormat::Gif,
            Self::WebP => ::image::ImageFormat::WebP,
        }
    }
}

/// How big an image may be; beyond, it is refused before it is decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Width times height, in pixels.
    pub pixels: u64,
    /// The longer side, in pixels.
    pub side: u32,
    /// The file, in bytes.
    pub bytes: u64,
}

impl Default for Limits {
    /// 50 megapixels, 12,000 pixels a side, 30 MB: more than any telephone's camera gives, and
    /// what one decoding can hold in memory beside a build.
    fn default() -> Self {
        Self { pixels: 50_000_000, side: 12_000, bytes: 30_000_000 }
    }
}

impl Limits {
    /// Refuses a file of `bytes` bytes that is heavier than these limits (`image-too-heavy`).
    ///
    /// # Errors
    /// The diagnostic, whose sizes are in megabytes, rounded up and down so that they differ.
    pub fn check_weight(&self, bytes: u64) -> Result<(), Diagnostic> {
        if bytes <= self.bytes {
            return Ok(());
        }
        Err(Diagnostic::error("image-too-heavy")
            .arg("size", bytes.div_ceil(1_000_000))
            .arg("limit", self.bytes / 1_000_000))
    }

    fn check_size(&self, width: u32, height: u32) -> Result<(), Diagnostic> {
        let (limit, unit) = if width.max(height) > self.side {
            (u64::from(self.side), "side")
        } else if u64::from(width) * u64::from(height) > self.pixels {
            (self.pixels / 1_000_000, "megapixels")
        } else {
            return Ok(());
        };
        Err(Diagnostic::error("image-too-large")
            .arg("width", width)
            .arg("height", height)
            .arg("limit", limit)
            .arg("unit", unit))
    }
}

/// What [`probe`] read of an image.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImageInfo {
    /// The format its bytes are in, whatever its name says.
    pub format: Format,
    /// Width in pixels as displayed, that is once turned as its EXIF orientation asks.
    pub width: u32,
    /// Height in pixels as displayed.
    pub height: u32,
    /// True when it has more than one frame.
    pub animated: bool,
    /// How its pixels have to be turned to be displayed.
    pub(super) orientation: Orientation,
}

/// True when displaying turns width into height.
pub(super) fn swaps_sides(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    )
}

/// Reads what `bytes` say of themselves, without decoding the pixels.
///
/// # Errors
/// The diagnostic `image-too-heavy`, `image-too-large`, `image-format-unsupported`,
/// `image-svg-refused` or `image-broken`, with no location: bytes have no name.
pub fn probe(bytes: &[u8], limits: &Limits) -> Result<ImageInfo, Diagnostic> {
    inspect(bytes, limits).map(|(info, _)| info)
}

/// [`probe`], with the container it had to walk through.
pub(super) fn inspect(
    bytes: &[u8],
    limits: &Limits,
) -> Result<(ImageInfo, container::Container), Diagnostic> {
    limits.check_weight(bytes.len() as u64)?;
    let format = sniff(bytes)?;
    let (width, height, orientation) = guarded(|| {
        let mut decoder =
            ImageReader::with_format(Cursor::new(bytes), format.codec()).into_decoder()?;
        let (width, height) = decoder.dimensions();
        // An unreadable EXIF block is no reason to refuse the picture it comes with.
        Ok((width, height, decoder.orientation().unwrap_or(Orientation::NoTransforms)))
    })?;
    limits.check_size(width, height)?;
    if width == 0 || height == 0 {
        return Err(broken("no pixels"));
    }
    let container = container::read(format, bytes).ok_or_else(|| broken("truncated"))?;
    let (width, height) = if swaps_sides(orientation) { (height, width) } else { (width, height) };
    Ok((ImageInfo { format, width, height, animated: container.animated, orientation }, container))
}

/// Runs a decoder or an encoder, and makes of its error, or of its panic, an `image-broken`.
///
/// The codecs are other people's, fed with anybody's bytes: a panic in one of them is a fault of
/// the file as far as an officer is concerned.
pub(super) fn guarded<T>(work: impl FnOnce() -> ::image::ImageResult<T>) -> Result<T, Diagnostic> {
    match std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(broken(&error.to_string())),
        Err(_) => Err(broken("decoder failure")),
    }
}

pub(super) fn broken(detail: &str) -> Diagnostic {
    Diagnostic::error("image-broken").arg("detail", detail)
}

fn sniff(bytes: &[u8]) -> Result<Format, Diagnostic> {
    use ::image::ImageFormat;
    let unsupported =
        |format: &str| Err(Diagnostic::error("image-format-unsupported").arg("format", format));
    if bytes.is_empty() {
        return Err(broken("empty"));
    }
    match ::image::guess_format(bytes) {
        Ok(ImageFormat::Jpeg) => Ok(Format::Jpeg),
        Ok(ImageFormat::Png) => Ok(Format::Png),
        Ok(ImageFormat::Gif) => Ok(Format::Gif),
        Ok(ImageFormat::WebP) => Ok(Format::WebP),
        Ok(ImageFormat::Avif) => unsupported("AVIF"),
        Ok(ImageFormat::Tiff) => unsupported("TIFF"),
        Ok(ImageFormat::Bmp) => unsupported("BMP"),
        Ok(ImageFormat::Ico) => unsupported("ICO"),
        // What telephones write since 2017: worth its own name in the message.
        _ if matches!(bytes.get(4..12), Some(b"ftypheic" | b"ftypheix" | b"ftypmif1")) => {
            unsupported("HEIC")
        }
        _ if is_svg(bytes) => Err(Diagnostic::error("image-svg-refused")),
        _ => unsupported("unknown"),
    }
}

/// True for an SVG document: a program in disguise, that only a theme may bring.
fn is_svg(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(4096)];
    let text = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start).trim_ascii_start();
    text.starts_with(b"<") && memchr::memmem::find(text, b"<svg").is_some()
}

#[cfg(test)]
mod tests {
    use super::super::derivatives::samples;
    use super::*;
    use crate::diagnostic::Argument;

    fn code(bytes: &[u8]) -> &'static str {
        probe(bytes, &Limits::default()).expect_err("refused").code
    }

    /// A complete PNG of 65 bytes whose header claims 16,000 × 16,000 pixels.
    fn bomb() -> Vec<u8> {
        let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
        let mut header = [16_000u32.to_be_bytes(), 16_000u32.to_be_bytes()].concat();
        header.extend([1, 0, 0, 0, 0]);
        samples::png_chunk(&mut png, *b"IHDR", &header);
        samples::png_chunk(&mut png, *b"IDAT", &[0x78, 0x9c, 0x03, 0, 0, 0, 0, 1]);
        samples::png_chunk(&mut png, *b"IEND", &[]);
        png
    }

    #[test]
    fn a_65_byte_bomb_is_refused_with_its_figures() {
        let bomb = bomb();
        assert_eq!(bomb.len(), 65);
        let found = probe(&bomb, &Limits::default()).expect_err("refused");
        assert_eq!(found.code, "image-too-large");
        assert!(found.is_error());
        for argument in [
            ("width", Argument::Number(16_000)),
            ("height", Argument::Number(16_000)),
            ("limit", Argument::Number(12_000)),
        ] {
            assert!(found.arguments.contains(&argument), "{argument:?} in {:?}", found.arguments);
        }
    }

    #[test]
    fn every_limit_counts() {
        let png = samples::png(40, 30);
        let limits = Limits { pixels: 1199, side: 40, bytes: 30_000 };
        assert_eq!(probe(&png, &limits).expect_err("refused").code, "image-too-large");
        let limits = Limits { pixels: 1200, side: 39, bytes: 30_000 };
        assert_eq!(probe(&png, &limits).expect_err("refused").code, "image-too-large");
        let limits = Limits { pixels: 1200, side: 40, bytes: 10 };
        assert_eq!(probe(&png, &limits).expect_err("refused").code, "image-too-heavy");
        let limits = Limits { pixels: 1200, side: 40, bytes: png.len() as u64 };
        assert!(probe(&png, &limits).is_ok());
    }

    #[test]
    fn the_bytes_say_the_format() {
        for (bytes, format) in [
            (samples::jpeg(40, 30), Format::Jpeg),
            (samples::png(40, 30), Format::Png),
            (samples::gif(40, 30, 1), Format::Gif),
            (samples::webp(40, 30), Format::WebP),
        ] {
            let info = probe(&bytes, &Limits::default()).expect("an image");
            assert_eq!((info.format, info.width, info.height), (format, 40, 30));
            assert!(!info.animated);
        }
        assert!(probe(&samples::gif(40, 30, 3), &Limits::default()).expect("a GIF").animated);
    }

    #[test]
    fn a_photograph_on_its_side_is_measured_upright() {
        let photo = samples::with_exif(&samples::jpeg(40, 30), 6);
        let info = probe(&photo, &Limits::default()).expect("a photograph");
        assert_eq!((info.width, info.height), (30, 40));
    }

    #[test]
    fn what_is_no_image_of_ours_is_named() {
        assert_eq!(code(b""), "image-broken");
        assert_eq!(code(b"bonjour"), "image-format-unsupported");
        assert_eq!(code(b"BM\0\0\0\0\0\0\0\0\0\0\0\0"), "image-format-unsupported");
        assert_eq!(code(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "image-svg-refused");
        assert_eq!(code(b"\xEF\xBB\xBF<?xml version='1.0'?>\n<svg/>"), "image-svg-refused");
        let heic = probe(b"\0\0\0\x18ftypheic\0\0\0\0", &Limits::default()).expect_err("refused");
        assert_eq!(heic.arguments, [("format", Argument::Text("HEIC".to_owned()))]);
    }

    #[test]
    fn truncated_images_are_broken() {
        for bytes in [
            samples::jpeg(80, 60),
            samples::png(80, 60),
            samples::gif(80, 60, 2),
            samples::webp(80, 60),
        ] {
            assert_eq!(code(&bytes[..bytes.len() * 2 / 3]), "image-broken");
            assert_eq!(code(&bytes[..20]), "image-broken");
        }
    }

    proptest::proptest! {
        #[test]
        fn arbitrary_bytes_never_panic(
            head in 0usize..5,
            tail in proptest::collection::vec(proptest::num::u8::ANY, 0..400),
        ) {
            let heads: [&[u8]; 5] = [
                b"", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\xff\xd8\xff\xe1", b"GIF89a", b"RIFF\x60\0\0\0WEBPVP8",
            ];
            let bytes = [heads[head], &tail].concat();
            let _ = probe(&bytes, &Limits::default());
            let _ = super::super::derivatives::derive(&bytes, &Limits::default());
        }

        #[test]
        fn damaged_images_never_panic(which in 0usize..4, at in 0usize..2000, byte: u8) {
            let mut bytes = match which {
                0 => samples::jpeg(33, 21),
                1 => samples::png(33, 21),
                2 => samples::gif(33, 21, 2),
                _ => samples::webp(33, 21),
            };
            let at = at % bytes.len();
            bytes[at] = byte;
            let _ = super::super::derivatives::derive(&bytes, &Limits::default());
        }
    }
}
