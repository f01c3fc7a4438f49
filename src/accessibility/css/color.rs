//! Colours as they end up on a screen, and the contrast between two of them
//! (WCAG 2.1, «relative luminance» and «contrast ratio»).

use lightningcss::values::color::CssColor;

/// A resolved colour: red, green, blue and opacity from 0 to 1, in sRGB.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rgba {
    /// Red, green, blue.
    pub channels: [f32; 3],
    /// Opacity.
    pub alpha: f32,
}

impl Rgba {
    /// Black, opaque.
    pub const BLACK: Self = Self { channels: [0.0; 3], alpha: 1.0 };
    /// White, opaque.
    pub const WHITE: Self = Self { channels: [1.0; 3], alpha: 1.0 };
    /// Nothing at all.
    pub const TRANSPARENT: Self = Self { channels: [0.0; 3], alpha: 0.0 };

    /// A colour from bytes.
    #[must_use]
    pub fn bytes(red: u8, green: u8, blue: u8, alpha: u8) -> Self {
        let unit = |byte: u8| f32::from(byte) / 255.0;
        Self { channels: [red, green, blue].map(unit), alpha: unit(alpha) }
    }

    /// This colour painted over an opaque one.
    #[must_use]
    pub fn over(self, below: Self) -> Self {
        let mix = |index: usize| {
            self.channels[index] * self.alpha + below.channels[index] * (1.0 - self.alpha)
        };
        Self { channels: [mix(0), mix(1), mix(2)], alpha: 1.0 }
    }

    /// The same colour seen through an opacity.
    #[must_use]
    pub fn faded(self, opacity: f32) -> Self {
        Self { alpha: self.alpha * opacity, ..self }
    }

    /// Relative luminance, from 0 for black to 1 for white.
    #[must_use]
    pub fn luminance(self) -> f64 {
        let linear = |channel: f32| {
            let channel = f64::from(channel);
            if channel <= 0.040_45 {
                channel / 12.92
            } else {
                ((channel + 0.055) / 1.055).powf(2.4)
            }
        };
        let [red, green, blue] = self.channels.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Contrast ratio of two opaque colours, from 1 to 21.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// As authors write it: `#rrggbb`.
    #[must_use]
    pub fn hexadecimal(self) -> String {
        let [red, green, blue] = self.channels.map(|channel| (channel * 255.0).round() as u8);
        format!("#{red:02x}{green:02x}{blue:02x}")
    }
}

/// A colour as a style sheet declares it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Color {
    /// A plain colour.
    Plain(Rgba),
    /// `currentColor`.
    Current,
    /// `light-dark(…)`: the one for a light page, the one for a dark page.
    Scheme(Rgba, Rgba),
    /// A system colour, or one that cannot be known without a browser.
    Unknown,
}

impl From<&CssColor> for Color {
    fn from(color: &CssColor) -> Self {
        match color {
            CssColor::CurrentColor => Self::Current,
            CssColor::RGBA(c) => Self::Plain(Rgba::bytes(c.red, c.green, c.blue, c.alpha)),
            CssColor::LightDark(light, dark) => match (plain(light), plain(dark)) {
                (Some(light), Some(dark)) => Self::Scheme(light, dark),
                _ => Self::Unknown,
            },
            CssColor::System(_) => Self::Unknown,
            other => plain(other).map_or(Self::Unknown, Self::Plain),
        }
    }
}

fn plain(color: &CssColor) -> Option<Rgba> {
    match color.to_rgb().ok()? {
        CssColor::RGBA(c) => Some(Rgba::bytes(c.red, c.green, c.blue, c.alpha)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Rgba;

    #[test]
    fn contrast_follows_the_formula() {
        let ratio = Rgba::BLACK.contrast(Rgba::WHITE);
        assert!((ratio - 21.0).abs() < 1e-9);
        let grey = Rgba::bytes(0x77, 0x77, 0x77, 255);
        assert!((grey.contrast(Rgba::WHITE) - 4.478).abs() < 0.001);
        assert_eq!(grey.hexadecimal(), "#777777");
    }

    #[test]
    fn a_translucent_colour_is_mixed_with_what_is_below() {
        let half = Rgba::BLACK.faded(0.5).over(Rgba::WHITE);
        assert_eq!(half.channels, [0.5; 3]);
    }
}
