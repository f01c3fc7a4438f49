//! Colours: sRGB, OKLCH and the contrast ratio of WCAG 2.
//!
//! Only arithmetic: no opinion about which colour is used where (that is the palette's).

use std::fmt;

/// A colour as screens get it: 8 bits a channel, sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rgb {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

impl Rgb {
    /// White.
    pub const WHITE: Self = Self { red: 255, green: 255, blue: 255 };

    /// Reads `#rrggbb` or `#rgb`; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let hex = text.trim().strip_prefix('#')?;
        if !hex.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let value = u32::from_str_radix(hex, 16).ok()?;
        let byte = |shift: u32| u8::try_from((value >> shift) & 0xff).unwrap_or(0);
        let nibble = |shift: u32| u8::try_from((value >> shift) & 0xf).unwrap_or(0) * 17;
        match hex.len() {
            6 => Some(Self { red: byte(16), green: byte(8), blue: byte(0) }),
            3 => Some(Self { red: nibble(8), green: nibble(4), blue: nibble(0) }),
            _ => None,
        }
    }

    /// Relative luminance, 0 to 1 (WCAG 2.2, “relative luminance”).
    #[must_use]
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = self.linear();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Contrast ratio with another colour, 1 to 21 (WCAG 2.2, “contrast ratio”).
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn linear(self) -> [f64; 3] {
        [self.red, self.green, self.blue].map(|channel| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        })
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

/// A colour by how people see it: lightness, chroma, hue (Björn Ottosson’s `OKLab` in polar form,
/// CSS Color 4, section 9).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Oklch {
    /// 0 (black) to 1 (white).
    pub lightness: f64,
    /// 0 (grey) to about 0.37.
    pub chroma: f64,
    /// Radians.
    pub hue: f64,
}

impl From<Rgb> for Oklch {
    fn from(colour: Rgb) -> Self {
        let [r, g, b] = colour.linear();
        let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
        let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
        let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
        let lightness = 0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s;
        let a = 1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s;
        let b = 0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s;
        Self { lightness, chroma: a.hypot(b), hue: b.atan2(a) }
    }
}

impl Oklch {
    /// The nearest colour a screen can show: chroma is given up, lightness and hue are kept.
    #[must_use]
    pub fn to_rgb(self) -> Rgb {
        let lightness = self.lightness.clamp(0.0, 1.0);
        let at = |chroma: f64| Self { lightness, chroma, hue: self.hue }.linear();
        let inside = |rgb: &[f64; 3]| rgb.iter().all(|c| (-0.0001..=1.0001).contains(c));
        let mut linear = at(self.chroma);
        if !inside(&linear) {
            let (mut low, mut high) = (0.0, self.chroma);
            for _ in 0..24 {
                let middle = f64::midpoint(low, high);
                if inside(&at(middle)) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            linear = at(low);
        }
        let [red, green, blue] = linear.map(encode);
        Rgb { red, green, blue }
    }

    fn linear(self) -> [f64; 3] {
        let (a, b) = (self.chroma * self.hue.cos(), self.chroma * self.hue.sin());
        let l = (self.lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
        let m = (self.lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
        let s = (self.lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
        [
            4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
            -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
            -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
        ]
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to 0..=255 and rounded just before"
)]
fn encode(linear: f64) -> u8 {
    let value = linear.clamp(0.0, 1.0);
    let encoded =
        if value <= 0.003_130_8 { value * 12.92 } else { 1.055 * value.powf(1.0 / 2.4) - 0.055 };
    (encoded * 255.0).round().clamp(0.0, 255.0) as u8
}

#[cfg(test)]
mod tests {
    use super::{Oklch, Rgb};

    #[test]
    fn a_colour_comes_back_from_oklch_as_it_went() {
        for text in ["#000000", "#ffffff", "#0b6e4f", "#ff0000", "#00ff00", "#0000ff", "#123456"] {
            let colour = Rgb::parse(text).expect("valid");
            assert_eq!(Oklch::from(colour).to_rgb().to_string(), text);
        }
    }

    #[test]
    fn contrast_is_the_one_of_the_standard() {
        let black = Rgb::parse("#000").expect("valid");
        assert!((black.contrast(Rgb::WHITE) - 21.0).abs() < 1e-9);
        let grey = Rgb::parse("#767676").expect("valid");
        assert!((grey.contrast(Rgb::WHITE) - 4.54).abs() < 0.01);
    }

    #[test]
    fn only_hexadecimal_colours_are_read() {
        for text in ["", "#", "red", "#12345", "#gggggg", "#éé", "#+12345", "rgb(0,0,0)"] {
            assert_eq!(Rgb::parse(text), None, "{text}");
        }
        assert_eq!(Rgb::parse("#abc"), Rgb::parse("#aabbcc"));
    }
}
