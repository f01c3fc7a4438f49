//! The containers around the pixels: walks through a file's blocks, tells whether it is animated
//! and whole, and copies it without anything a camera or an editor wrote about its author, place
//! or device.
//!
//! It never looks into compressed pixels, and reads each byte once.

use super::image::Format;

/// What was found on the way through an image file.
pub(super) struct Container {
    /// True when it has more than one frame.
    pub(super) animated: bool,
    /// The same image without EXIF, GPS, XMP, IPTC, colour profile, comments, nor bytes after
    /// its end.
    pub(super) stripped: Vec<u8>,
    /// False when browsers may show the stripped copy differently (a JPEG in print colours).
    pub(super) faithful: bool,
}

/// Walks through `bytes`; `None` when they end before the image does, or make no sense.
pub(super) fn read(format: Format, bytes: &[u8]) -> Option<Container> {
    match format {
        Format::Jpeg => jpeg(bytes),
        Format::Png => png(bytes),
        Format::Gif => gif(bytes),
        Format::WebP => webp(bytes),
    }
}

/// ISO/IEC 10918-1, annex B: segments up to each scan, then entropy-coded data up to a marker.
fn jpeg(bytes: &[u8]) -> Option<Container> {
    const START: u8 = 0xD8;
    const END: u8 = 0xD9;
    const SCAN: u8 = 0xDA;
    let mut stripped = vec![0xFF, START];
    let mut faithful = true;
    let mut at = 2;
    loop {
        // Between segments, fill bytes and stray ones are skipped, as decoders do.
        at += memchr::memchr(0xFF, bytes.get(at..)?)?;
        while *bytes.get(at)? == 0xFF {
            at += 1;
        }
        let marker = bytes[at];
        at += 1;
        match marker {
            END => {
                stripped.extend([0xFF, END]);
                return Some(Container { animated: false, stripped, faithful });
            }
            // Stuffing out of a scan, markers without a segment.
            0x00 | 0x01 | 0xD0..=START => continue,
            _ => {}
        }
        let length = usize::from(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
        let segment = bytes.get(at..at + length.max(2))?;
        at += segment.len();
        let kept = match marker {
            0xE0 => segment[2..].starts_with(b"JFIF\0"),
            // Says how the colours are coded: without it, they are wrong.
            0xEE => segment[2..].starts_with(b"Adobe"),
            0xE1..=0xEF | 0xFE => false,
            _ => true,
        };
        // A frame header (SOFn) with four components: CMYK.
        if matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC) {
            faithful &= segment.get(7).is_some_and(|components| *components != 4);
        }
        if kept {
            stripped.extend([0xFF, marker]);
            stripped.extend(segment);
        }
        if marker == SCAN {
            let start = at;
            loop {
                at += memchr::memchr(0xFF, bytes.get(at..)?)?;
                match *bytes.get(at + 1)? {
                    0x00 | 0xD0..=0xD7 => at += 2,
                    0xFF => at += 1,
                    _ => break,
                }
            }
            stripped.extend(&bytes[start..at]);
        }
    }
}

/// PNG, third edition, section 5: a signature, then chunks up to `IEND`.
fn png(bytes: &[u8]) -> Option<Container> {
    let mut stripped = bytes.get(..8)?.to_vec();
    let mut animated = false;
    let mut at = 8;
    loop {
        let length = u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize;
        let name: [u8; 4] = bytes.get(at + 4..at + 8)?.try_into().ok()?;
        let end = at.checked_add(length)?.checked_add(12)?;
        let chunk = bytes.get(at..end)?;
        at = end;
        animated |= &name == b"acTL";
        let critical = name[0].is_ascii_uppercase();
        if critical || matches!(&name, b"tRNS" | b"sRGB" | b"acTL" | b"fcTL" | b"fdAT") {
            stripped.extend(chunk);
        }
        if &name == b"IEND" {
            return Some(Container { animated, stripped, faithful: true });
        }
    }
}

/// GIF 89a: a screen, then extensions and frames, each a row of small blocks, up to `;`.
fn gif(bytes: &[u8]) -> Option<Container> {
    let color_table = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    // The end of the row of blocks that begins at `at`.
    let blocks = |mut at: usize| loop {
        match *bytes.get(at)? {
            0 => return Some(at + 1),
            length => at += 1 + usize::from(length),
        }
    };
    let mut at = 13 + color_table(*bytes.get(10)?);
    let mut stripped = bytes.get(..at)?.to_vec();
    let mut frames = 0;
    loop {
        let start = at;
        match bytes.get(at) {
            Some(b',') => {
                at = blocks(at + 11 + color_table(*bytes.get(at + 9)?))?;
                frames += 1;
                stripped.extend(bytes.get(start..at)?);
            }
            Some(b'!') => {
                let label = *bytes.get(at + 1)?;
                at = blocks(at + 2)?;
                let extension = bytes.get(start..at)?;
                let repeats = extension[2..].starts_with(b"\x0BNETSCAPE2.0")
                    || extension[2..].starts_with(b"\x0BANIMEXTS1.0");
                // Timing (F9), text drawn over (01), number of repetitions (FF, by its name).
                if matches!(label, 0xF9 | 0x01) || (label == 0xFF && repeats) {
                    stripped.extend(extension);
                }
            }
            // Some programs forget the end mark; the frames are whole all the same.
            Some(b';') | None if frames > 0 => {
                stripped.push(b';');
                return Some(Container { animated: frames > 1, stripped, faithful: true });
            }
            _ => return None,
        }
    }
}

/// RFC 9649, section 2: RIFF chunks; the flags of `VP8X` say which others there are.
fn webp(bytes: &[u8]) -> Option<Container> {
    const PROFILE: u8 = 0x20;
    const EXIF: u8 = 0x08;
    const XMP: u8 = 0x04;
    const ANIMATION: u8 = 0x02;
    let size = u32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?) as usize;
    let bytes = bytes.get(..size.checked_add(8)?)?;
    let mut stripped = b"RIFF\0\0\0\0WEBP".to_vec();
    let mut animated = false;
    let mut pixels = false;
    let mut at = 12;
    while at < bytes.len() {
        let name = bytes.get(at..at + 4)?;
        let length = u32::from_le_bytes(bytes.get(at + 4..at + 8)?.try_into().ok()?) as usize;
        let end = at.checked_add(8)?.checked_add(length)?;
        // The last chunk's padding byte is sometimes forgotten.
        let chunk = bytes.get(at..end)?;
        at = end + length % 2;
        if matches!(name, b"EXIF" | b"XMP " | b"ICCP") {
            continue;
        }
        let start = stripped.len();
        stripped.extend(chunk);
        if length % 2 == 1 {
            stripped.push(0);
        }
        if name == b"VP8X" {
            let flags = stripped.get_mut(start + 8)?;
            animated = *flags & ANIMATION != 0;
            *flags &= !(PROFILE | EXIF | XMP);
        }
        pixels |= matches!(name, b"VP8 " | b"VP8L" | b"ANMF");
    }
    let size = u32::try_from(stripped.len() - 8).ok()?;
    stripped[4..8].copy_from_slice(&size.to_le_bytes());
    pixels.then_some(Container { animated, stripped, faithful: true })
}

#[cfg(test)]
mod tests {
    use super::super::derivatives::samples;
    use super::*;

    fn stripped(format: Format, bytes: &[u8]) -> Vec<u8> {
        read(format, bytes).expect("a whole image").stripped
    }

    fn pixels(bytes: &[u8]) -> Vec<u8> {
        ::image::load_from_memory(bytes).expect("an image").into_rgba8().into_raw()
    }

    #[test]
    fn a_clean_image_is_copied_as_it_is() {
        for (format, bytes) in [
            (Format::Jpeg, samples::jpeg(33, 21)),
            (Format::Png, samples::png(33, 21)),
            (Format::Gif, samples::gif(33, 21, 1)),
            (Format::WebP, samples::webp(33, 21)),
        ] {
            assert_eq!(stripped(format, &bytes), bytes, "{format:?}");
        }
    }

    #[test]
    fn jpeg_metadata_and_what_follows_the_end_leave() {
        let clean = samples::jpeg(33, 21);
        let mut photo = samples::with_exif(&clean, 1);
        photo.extend(b"a second picture, as telephones append");
        assert_eq!(stripped(Format::Jpeg, &photo), clean);
    }

    #[test]
    fn png_texts_leave_and_pixels_stay() {
        let clean = samples::png(33, 21);
        let mut annotated = clean[..clean.len() - 12].to_vec();
        samples::png_chunk(&mut annotated, *b"tEXt", b"Author\0Madame Dupont");
        samples::png_chunk(&mut annotated, *b"eXIf", b"II*\0\x08\0\0\0\0\0");
        samples::png_chunk(&mut annotated, *b"IEND", &[]);
        annotated.extend(b"tail");
        assert_eq!(stripped(Format::Png, &annotated), clean);
        assert_eq!(pixels(&annotated), pixels(&clean));
    }

    #[test]
    fn gif_comments_leave_and_repetition_stays() {
        let clean = samples::gif(33, 21, 3);
        assert!(memchr::memmem::find(&clean, b"NETSCAPE2.0").is_some());
        let mut commented = clean[..clean.len() - 1].to_vec();
        commented.extend(b"!\xFE\x05Merci\0;");
        assert_eq!(stripped(Format::Gif, &commented), clean);
        // A forgotten end mark is put back.
        assert_eq!(stripped(Format::Gif, &clean[..clean.len() - 1]), clean);
    }

    #[test]
    fn webp_metadata_leave_and_their_flags_with_them() {
        let clean = samples::webp(33, 21);
        let mut extended = b"RIFF\0\0\0\0WEBPVP8X\x0A\0\0\0\x0C\0\0\0\x20\0\0\x14\0\0".to_vec();
        extended.extend(&clean[12..]);
        extended.extend(b"EXIF\x05\0\0\0Paris\0XMP \x02\0\0\0hi");
        let size = u32::try_from(extended.len() - 8).expect("small");
        extended[4..8].copy_from_slice(&size.to_le_bytes());
        let copy = stripped(Format::WebP, &extended);
        assert_eq!(copy[20], 0, "no flag is left");
        assert!(memchr::memmem::find(&copy, b"EXIF").is_none());
        assert!(memchr::memmem::find(&copy, b"XMP ").is_none());
        assert_eq!(pixels(&copy), pixels(&clean));
    }
}
