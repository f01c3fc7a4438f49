//! The lighter copies of an image that its pages serve: several widths, each in a format that
//! everything reads (JPEG or PNG) and in WebP.
//!
//! Pixels are turned as the EXIF orientation asks and their colours brought to sRGB from the
//! embedded profile (telephones write Display P3); then nothing but pixels is written, so that
//! neither the place nor the author of a photograph is published. An animated image is not
//! resized: its only copy is itself, stripped of its metadata.
//!
//! It never enlarges, never touches the disk, and gives the same bytes for the same bytes.

use std::collections::BTreeSet;
use std::io::Cursor;

use ::image::codecs::jpeg::JpegEncoder;
use ::image::error::{EncodingError, ImageFormatHint};
use ::image::metadata::Orientation;
use ::image::{DynamicImage, ImageDecoder, ImageError, ImageReader, ImageResult};
use fast_image_resize::Resizer;
use rustc_hash::FxHashSet;

use super::image::{Format, ImageInfo, Limits, broken, guarded, inspect, swaps_sides};
use crate::diagnostic::Diagnostic;

/// Widths in pixels of the copies; those that the image does not exceed are left out, and its own
/// width comes beside them, up to [`MAX_WIDTH`].
pub const WIDTHS: [u32; 4] = [400, 800, 1200, MAX_WIDTH];

/// No copy is wider than this, in pixels.
pub const MAX_WIDTH: u32 = 1600;

const JPEG_QUALITY: u8 = 80;
const WEBP_QUALITY: f32 = 78.0;

/// An image of no more colours than this is a drawing: it is kept without loss.
const DRAWING_COLOURS: usize = 1024;

/// Everything that decides on the bytes of a copy, in words; part of the cache's key.
///
/// To be changed with any change of this module, or of its libraries, that changes the bytes.
pub const OPERATION: &str = "1 lanczos3 400-800-1200-1600 jpeg80 webp78 drawing1024";

/// One copy of an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derivative {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// What [`bytes`](Self::bytes) are.
    pub format: Format,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Makes the copies of an image: those in the format that everything reads first, then those in
/// WebP, each from the narrowest to the widest.
///
/// A narrower copy that would not be lighter than a wider one (a drawing of few colours, once
/// resized) is left out; the widest is always there. Where the source's own bytes, stripped of
/// metadata, are already right and lighter than a new encoding, they are the copy.
///
/// # Errors
/// Those of [`probe`](super::image::probe), and `image-broken` when the pixels cannot be decoded.
pub fn derive(bytes: &[u8], limits: &Limits) -> Result<(ImageInfo, Vec<Derivative>), Diagnostic> {
    let (info, container) = inspect(bytes, limits)?;
    if info.animated {
        let only = Derivative {
            width: info.width,
            height: info.height,
            format: info.format,
            bytes: container.stripped,
        };
        return Ok((info, vec![only]));
    }
    let picture = guarded(|| Picture::decode(bytes, &info))?;
    let fallback = if info.format != Format::Jpeg && (picture.drawing || picture.alpha()) {
        Format::Png
    } else {
        Format::Jpeg
    };
    // The source may stand for the widest copy when its pixels are already what they should be.
    let reusable = container.faithful
        && picture.untouched
        && info.width <= MAX_WIDTH
        && info.orientation == Orientation::NoTransforms;
    let mut copies = Vec::new();
    for format in [fallback, Format::WebP] {
        let mut family: Vec<Derivative> = Vec::new();
        for width in widths(info.width).into_iter().rev() {
            let mut copy = guarded(|| picture.encode(width, format))?;
            if reusable && format == info.format && width == info.width {
                copy.bytes = shorter(copy.bytes, &container.stripped);
            }
            if family.last().is_none_or(|wider| copy.bytes.len() < wider.bytes.len()) {
                family.push(copy);
            }
        }
        copies.extend(family.into_iter().rev());
    }
    if copies.is_empty() {
        return Err(broken("no pixels"));
    }
    Ok((info, copies))
}

fn shorter(encoded: Vec<u8>, source: &[u8]) -> Vec<u8> {
    if source.len() < encoded.len() { source.to_vec() } else { encoded }
}

fn widths(intrinsic: u32) -> BTreeSet<u32> {
    let own = intrinsic.min(MAX_WIDTH);
    WIDTHS.into_iter().filter(|width| *width < own).chain([own]).collect()
}

/// The pixels all copies are made from: upright, in sRGB, eight bits a channel, and no wider than
/// the widest copy.
struct Picture {
    pixels: DynamicImage,
    /// Few colours: text and flat areas, which lossy compression spoils.
    drawing: bool,
    /// True when its colours are those of the file.
    untouched: bool,
}

impl Picture {
    fn decode(bytes: &[u8], info: &ImageInfo) -> ImageResult<Self> {
        let mut decoder =
            ImageReader::with_format(Cursor::new(bytes), info.format.codec()).into_decoder()?;
        let profile = decoder.icc_profile().unwrap_or_default();
        let source = DynamicImage::from_decoder(decoder)?;
        let drawing = info.format != Format::Jpeg && is_drawing(&source);
        let (width, height) = scaled(info, info.width.min(MAX_WIDTH));
        let (width, height) =
            if swaps_sides(info.orientation) { (height, width) } else { (width, height) };
        // Shrunk before anything else: what follows then costs the copy's size, not the source's.
        let pixels = resize(source, width, height)?;
        let mut pixels = if has_transparency(&pixels) {
            DynamicImage::ImageRgba8(pixels.into_rgba8())
        } else {
            DynamicImage::ImageRgb8(pixels.into_rgb8())
        };
        if let Some(profile) = &profile {
            pixels = to_srgb(pixels, profile);
        }
        pixels.apply_orientation(info.orientation);
        Ok(Self { pixels, drawing, untouched: profile.is_none() })
    }

    fn alpha(&self) -> bool {
        self.pixels.color().has_alpha()
    }

    fn encode(&self, width: u32, format: Format) -> ImageResult<Derivative> {
        let (own_width, own_height) = (self.pixels.width(), self.pixels.height());
        let height = proportional(own_height, width, own_width);
        let resized;
        let pixels = if width == own_width {
            &self.pixels
        } else {
            resized = resize(self.pixels.clone(), width, height)?;
            &resized
        };
        let mut bytes = Vec::new();
        match format {
            Format::Jpeg => {
                JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY)
                    .encode_image(&pixels.to_rgb8())?;
            }
            // A still GIF is published as PNG.
            Format::Png | Format::Gif => {
                pixels.write_to(&mut Cursor::new(&mut bytes), ::image::ImageFormat::Png)?;
            }
            Format::WebP => {
                let encoder = match pixels {
                    DynamicImage::ImageRgba8(pixels) => {
                        webp::Encoder::from_rgba(pixels, width, height)
                    }
                    pixels => webp::Encoder::from_rgb(pixels.as_bytes(), width, height),
                };
                let encoded = encoder.encode_simple(self.drawing, WEBP_QUALITY);
                bytes.extend_from_slice(&encoded.map_err(|error| failed(format!("{error:?}")))?);
            }
        }
        Ok(Derivative { width, height, format, bytes })
    }
}

/// The size of an image once brought to `width`, in proportion, and at least one pixel high.
fn scaled(info: &ImageInfo, width: u32) -> (u32, u32) {
    (width, proportional(info.height, width, info.width))
}

fn proportional(height: u32, new_width: u32, width: u32) -> u32 {
    let (height, new_width, width) = (u64::from(height), u64::from(new_width), u64::from(width));
    let rounded = (height * new_width + width / 2) / width.max(1);
    u32::try_from(rounded).unwrap_or(u32::MAX).max(1)
}

fn resize(source: DynamicImage, width: u32, height: u32) -> ImageResult<DynamicImage> {
    if (source.width(), source.height()) == (width, height) {
        return Ok(source);
    }
    let mut target = DynamicImage::new(width, height, source.color());
    Resizer::new().resize(&source, &mut target, None).map_err(|error| failed(error.to_string()))?;
    Ok(target)
}

fn failed(detail: String) -> ImageError {
    ImageError::Encoding(EncodingError::new(ImageFormatHint::Unknown, detail))
}

fn has_transparency(image: &DynamicImage) -> bool {
    match image {
        DynamicImage::ImageLumaA8(pixels) => pixels.pixels().any(|pixel| pixel.0[1] < u8::MAX),
        DynamicImage::ImageRgba8(pixels) => pixels.pixels().any(|pixel| pixel.0[3] < u8::MAX),
        DynamicImage::ImageLumaA16(pixels) => pixels.pixels().any(|pixel| pixel.0[1] < u16::MAX),
        DynamicImage::ImageRgba16(pixels) => pixels.pixels().any(|pixel| pixel.0[3] < u16::MAX),
        _ => false,
    }
}

fn is_drawing(image: &DynamicImage) -> bool {
    let size = usize::from(image.color().bytes_per_pixel()).max(1);
    let mut colours = FxHashSet::default();
    let mut last: &[u8] = &[];
    for pixel in image.as_bytes().chunks_exact(size) {
        // Drawings are made of long rows of one colour.
        if pixel != last && colours.insert(pixel) && colours.len() > DRAWING_COLOURS {
            return false;
        }
        last = pixel;
    }
    true
}

/// Brings the colours from an embedded ICC profile to sRGB, which is what pixels without a
/// profile are taken for. A profile that is broken or not of an RGB space (the decoder has
/// already left that space) changes nothing.
fn to_srgb(image: DynamicImage, profile: &[u8]) -> DynamicImage {
    use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};
    let layout = if image.color().has_alpha() { Layout::Rgba } else { Layout::Rgb };
    let transform = ColorProfile::new_from_slice(profile)
        .ok()
        .filter(|profile| profile.color_space == DataColorSpace::Rgb)
        .and_then(|profile| {
            let options = TransformOptions::default();
            profile.create_transform_8bit(layout, &ColorProfile::new_srgb(), layout, options).ok()
        });
    let mut converted = image.clone();
    let target = match &mut converted {
        DynamicImage::ImageRgb8(pixels) => pixels.as_flat_samples_mut().samples,
        DynamicImage::ImageRgba8(pixels) => pixels.as_flat_samples_mut().samples,
        _ => return image,
    };
    match transform.map(|transform| transform.transform(image.as_bytes(), target)) {
        Some(Ok(())) => converted,
        _ => image,
    }
}

#[cfg(test)]
pub(super) mod samples {
    //! Small real images for the tests of this room.

    use std::io::Cursor;

    use ::image::codecs::gif::{GifEncoder, Repeat};
    use ::image::codecs::jpeg::JpegEncoder;
    use ::image::{DynamicImage, Frame, ImageFormat, Rgb, RgbImage};

    /// A picture with more colours than a drawing, which differs at each corner.
    pub(crate) fn photo(width: u32, height: u32) -> DynamicImage {
        DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, y| {
            let level = |v: u32, size: u32| u8::try_from(v * 255 / size.max(1)).unwrap_or(0);
            let grain = u8::try_from((x * 31 + y * 17) % 23).unwrap_or(0);
            Rgb([level(x, width), level(y, height), 40 + grain])
        }))
    }

    pub(crate) fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Vec::new();
        image.write_to(&mut Cursor::new(&mut bytes), format).expect("encodes");
        bytes
    }

    pub(crate) fn jpeg(width: u32, height: u32) -> Vec<u8> {
        // As good as a camera's: a poorer one would be reused as it is.
        let mut bytes = Vec::new();
        JpegEncoder::new_with_quality(&mut bytes, 95)
            .encode_image(&photo(width, height).into_rgb8())
            .expect("encodes");
        bytes
    }

    pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
        encoded(&photo(width, height), ImageFormat::Png)
    }

    pub(crate) fn webp(width: u32, height: u32) -> Vec<u8> {
        encoded(&photo(width, height), ImageFormat::WebP)
    }

    pub(crate) fn gif(width: u32, height: u32, frames: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = GifEncoder::new(&mut bytes);
        if frames > 1 {
            encoder.set_repeat(Repeat::Infinite).expect("set");
        }
        for _ in 0..frames {
            encoder.encode_frame(Frame::new(photo(width, height).into_rgba8())).expect("encodes");
        }
        drop(encoder);
        bytes
    }

    /// Appends a PNG chunk with its check sum (PNG, annex D).
    pub(crate) fn png_chunk(png: &mut Vec<u8>, name: [u8; 4], data: &[u8]) {
        png.extend(u32::try_from(data.len()).expect("small").to_be_bytes());
        let start = png.len();
        png.extend(name);
        png.extend(data);
        let mut sum = u32::MAX;
        for byte in &png[start..] {
            sum ^= u32::from(*byte);
            for _ in 0..8 {
                sum = if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 };
            }
        }
        png.extend((!sum).to_be_bytes());
    }

    /// The name of the camera that [`with_exif`] writes.
    pub(crate) const CAMERA: &[u8] = b"Appareil de la mairie";

    /// Inserts into a JPEG an APP1 segment with a camera, an orientation and a GPS position
    /// (Exif 2.32, section 4.6), a comment, and an Adobe Photoshop segment.
    pub(crate) fn with_exif(jpeg: &[u8], orientation: u16) -> Vec<u8> {
        let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
            [&tag.to_be_bytes()[..], &kind.to_be_bytes(), &count.to_be_bytes(), &value].concat()
        };
        let camera_length = u32::try_from(CAMERA.len()).expect("short");
        let [high, low] = orientation.to_be_bytes();
        let gps_at = 8 + 2 + 3 * 12 + 4 + camera_length;
        let mut tiff = b"MM\0\x2A\0\0\0\x08\0\x03".to_vec();
        tiff.extend(entry(0x0110, 2, camera_length, 50u32.to_be_bytes()));
        tiff.extend(entry(0x0112, 3, 1, [high, low, 0, 0]));
        tiff.extend(entry(0x8825, 4, 1, gps_at.to_be_bytes()));
        tiff.extend([0; 4]);
        tiff.extend(CAMERA);
        tiff.extend([0, 1]);
        tiff.extend(entry(0x0001, 2, 2, *b"N\0\0\0"));
        tiff.extend([0; 4]);
        let mut photo = jpeg[..2].to_vec();
        for (marker, data) in [
            (0xE1, [b"Exif\0\0", &tiff[..]].concat()),
            (0xED, b"Photoshop 3.0\0".to_vec()),
            (0xFE, b"Chez Madame Dupont".to_vec()),
        ] {
            photo.extend([0xFF, marker]);
            photo.extend(u16::try_from(data.len() + 2).expect("short").to_be_bytes());
            photo.extend(data);
        }
        photo.extend(&jpeg[2..]);
        photo
    }
}

#[cfg(test)]
mod tests {
    use ::image::{GenericImageView, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

    use super::*;

    fn copies(bytes: &[u8]) -> Vec<Derivative> {
        derive(bytes, &Limits::default()).expect("an image").1
    }

    fn sizes(copies: &[Derivative], format: Format) -> Vec<(u32, u32)> {
        copies
            .iter()
            .filter(|copy| copy.format == format)
            .map(|copy| (copy.width, copy.height))
            .collect()
    }

    #[test]
    fn widths_never_exceed_the_image_nor_the_cap() {
        assert_eq!(Vec::from_iter(widths(300)), [300]);
        assert_eq!(Vec::from_iter(widths(800)), [400, 800]);
        assert_eq!(Vec::from_iter(widths(1000)), [400, 800, 1000]);
        assert_eq!(Vec::from_iter(widths(4000)), [400, 800, 1200, 1600]);
    }

    #[test]
    fn a_photograph_becomes_jpeg_and_webp() {
        let copies = copies(&samples::jpeg(900, 151));
        let expected = [(400, 67), (800, 134), (900, 151)];
        assert_eq!(sizes(&copies, Format::Jpeg), expected);
        assert_eq!(sizes(&copies, Format::WebP), expected);
        for copy in &copies {
            let decoded = ::image::load_from_memory(&copy.bytes).expect("an image");
            assert_eq!((decoded.width(), decoded.height()), (copy.width, copy.height));
        }
    }

    #[test]
    fn a_photograph_in_png_becomes_jpeg() {
        let copies = copies(&samples::png(500, 300));
        assert_eq!(sizes(&copies, Format::Jpeg), [(400, 240), (500, 300)]);
        assert!(sizes(&copies, Format::Png).is_empty());
    }

    #[test]
    fn transparency_and_drawings_stay_in_png() {
        let veil = RgbaImage::from_fn(500, 300, |x, y| {
            let [x, y] = [x, y].map(|v| u8::try_from(v % 256).expect("a byte"));
            Rgba([x, y, x ^ y, 128])
        });
        let veiled = copies(&samples::encoded(&veil.into(), ImageFormat::Png));
        assert_eq!(sizes(&veiled, Format::Png).last(), Some(&(500, 300)));
        let webp = veiled.last().expect("copies");
        let decoded = ::image::load_from_memory(&webp.bytes).expect("an image");
        assert!(decoded.get_pixel(10, 10).0[3].abs_diff(128) < 4);

        let flag = RgbImage::from_fn(500, 300, |x, _| match x / 167 {
            0 => Rgb([0, 0, 145]),
            1 => Rgb([255, 255, 255]),
            _ => Rgb([225, 0, 15]),
        });
        let drawn = copies(&samples::encoded(&flag.into(), ImageFormat::Png));
        assert_eq!(sizes(&drawn, Format::Png).last(), Some(&(500, 300)));
        // Without loss in WebP too.
        let webp = ::image::load_from_memory(&drawn.last().expect("copies").bytes);
        assert_eq!(webp.expect("an image").get_pixel(499, 0), Rgba([225, 0, 15, 255]));
    }

    #[test]
    fn nothing_of_the_metadata_is_left_and_the_photograph_stands_upright() {
        let photo = samples::with_exif(&samples::jpeg(200, 450), 6);
        assert!(memchr::memmem::find(&photo, samples::CAMERA).is_some());
        let copies = copies(&photo);
        assert_eq!(sizes(&copies, Format::Jpeg), [(400, 178), (450, 200)]);
        for copy in &copies {
            for trace in [samples::CAMERA, b"Exif", b"Photoshop", b"Dupont", b"ICC"] {
                assert!(memchr::memmem::find(&copy.bytes, trace).is_none());
            }
            // Turned clockwise: what was at the bottom left (dark red, green) is at the top left.
            let decoded = ::image::load_from_memory(&copy.bytes).expect("an image");
            let [red, green, ..] = decoded.get_pixel(2, 2).0;
            assert!(red < 30 && green > 220, "{red} {green}");
        }
    }

    #[test]
    fn metadata_leave_the_source_that_is_reused_too() {
        let clean = samples::encoded(&samples::photo(300, 200), ImageFormat::Jpeg);
        let mut poor = Vec::new();
        JpegEncoder::new_with_quality(&mut poor, 30)
            .encode_image(&samples::photo(300, 200).into_rgb8())
            .expect("encodes");
        assert!(poor.len() < clean.len());
        let copies = copies(&samples::with_exif(&poor, 1));
        assert_eq!(copies[0].bytes, poor, "not encoded again, not heavier, and stripped");
    }

    #[test]
    fn colours_of_an_embedded_profile_are_brought_to_srgb() {
        let profile = moxcms::ColorProfile::new_display_p3().encode().expect("encodes");
        let mut jpeg = Vec::new();
        let mut encoder = JpegEncoder::new_with_quality(&mut jpeg, 95);
        ::image::ImageEncoder::set_icc_profile(&mut encoder, profile).expect("set");
        encoder.encode_image(&RgbImage::from_pixel(64, 64, Rgb([200, 100, 60]))).expect("encodes");
        let copies = copies(&jpeg);
        let decoded = ::image::load_from_memory(&copies[0].bytes).expect("an image");
        let [red, green, blue, _] = decoded.get_pixel(30, 30).0;
        // Computed from both spaces' primaries (CSS Color 4): rgb(214.7, 95.8, 49.3).
        assert!(
            red.abs_diff(215) < 5 && green.abs_diff(96) < 5 && blue.abs_diff(49) < 6,
            "{red} {green} {blue}"
        );
    }

    #[test]
    fn an_animation_is_kept_whole() {
        let gif = samples::gif(500, 30, 3);
        let copies = copies(&gif);
        assert_eq!(copies.len(), 1);
        assert_eq!((copies[0].format, copies[0].width), (Format::Gif, 500));
        assert_eq!(copies[0].bytes, gif);
    }

    #[test]
    fn the_same_bytes_give_the_same_bytes_on_any_thread() {
        let sources = [samples::jpeg(450, 90), samples::png(430, 80), samples::gif(410, 70, 1)];
        let alone: Vec<_> = sources.iter().map(|bytes| copies(bytes)).collect();
        std::thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    for (bytes, expected) in sources.iter().zip(&alone) {
                        assert_eq!(&copies(bytes), expected);
                    }
                });
            }
        });
    }

    #[test]
    fn one_row_of_pixels_stays_one_row() {
        let copies = copies(&samples::jpeg(1000, 1));
        assert_eq!(sizes(&copies, Format::Jpeg).last(), Some(&(1000, 1)));
        assert!(copies.iter().all(|copy| copy.height == 1));
    }
}
