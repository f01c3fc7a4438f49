//! From one accent colour to a whole palette, light and dark, that everybody can read.
//!
//! Every pair of colours the stylesheet puts together is listed in [`PAIRS`], with the contrast it
//! must have; the palette is computed so that each has it whatever the accent (4.5:1 for text,
//! 3:1 for graphics: WCAG 2.2, 1.4.3 and 1.4.11; RGAA 3.2 and 3.3). It never hands out a colour it
//! has not measured.

use std::fmt::Write as _;

use super::colour::{Oklch, Rgb};

/// What a colour is for; the name of its custom property is in [`Role::name`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// The page.
    Page,
    /// A panel on the page.
    Surface,
    /// A panel in the accent's tint.
    Soft,
    /// Running text.
    Text,
    /// Text of lesser weight: dates, hints.
    Muted,
    /// Lines that only decorate.
    Line,
    /// Lines that show where a control is.
    Edge,
    /// Links, buttons, marks: the accent itself, or the nearest that can be read.
    Accent,
    /// The accent while pointed at.
    AccentStrong,
    /// Text on the accent.
    OnAccent,
    /// The ring around what has the focus.
    Focus,
    /// The foot of the page.
    Foot,
    /// Text and links on the foot.
    OnFoot,
    /// Behind an information.
    Info,
    /// Text and mark of an information.
    OnInfo,
    /// Behind a call for vigilance.
    Vigilance,
    /// Text and mark of a call for vigilance.
    OnVigilance,
    /// Behind an emergency.
    Urgence,
    /// Text and mark of an emergency.
    OnUrgence,
}

/// All roles, in the order they are written.
pub const ROLES: [Role; 19] = [
    Role::Page,
    Role::Surface,
    Role::Soft,
    Role::Text,
    Role::Muted,
    Role::Line,
    Role::Edge,
    Role::Accent,
    Role::AccentStrong,
    Role::OnAccent,
    Role::Focus,
    Role::Foot,
    Role::OnFoot,
    Role::Info,
    Role::OnInfo,
    Role::Vigilance,
    Role::OnVigilance,
    Role::Urgence,
    Role::OnUrgence,
];

/// What may lie on what, and the contrast it must have.
pub const PAIRS: &[(Role, &[Role], f64)] = &[
    (Role::Text, &[Role::Page, Role::Surface, Role::Soft], 7.0),
    (Role::Muted, &[Role::Page, Role::Surface, Role::Soft], 4.5),
    (Role::Accent, &[Role::Page, Role::Surface, Role::Soft], 4.5),
    (Role::AccentStrong, &[Role::Page, Role::Surface, Role::Soft], 7.0),
    (Role::Edge, &[Role::Page, Role::Surface, Role::Soft], 3.0),
    (Role::Focus, &[Role::Page, Role::Surface, Role::Soft], 3.0),
    (Role::OnAccent, &[Role::Accent, Role::AccentStrong], 4.5),
    (Role::OnFoot, &[Role::Foot], 7.0),
    (Role::OnInfo, &[Role::Info], 4.5),
    (Role::OnVigilance, &[Role::Vigilance], 4.5),
    (Role::OnUrgence, &[Role::Urgence], 4.5),
];

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Dark text on a light page.
    Light,
    /// Light text on a dark page.
    Dark,
}

/// The colours of one scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Palette {
    colours: [Rgb; ROLES.len()],
}

impl Role {
    /// The custom property, without its dashes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Surface => "surface",
            Self::Soft => "soft",
            Self::Text => "text",
            Self::Muted => "muted",
            Self::Line => "line",
            Self::Edge => "edge",
            Self::Accent => "accent",
            Self::AccentStrong => "accent-strong",
            Self::OnAccent => "on-accent",
            Self::Focus => "focus",
            Self::Foot => "foot",
            Self::OnFoot => "on-foot",
            Self::Info => "info",
            Self::OnInfo => "on-info",
            Self::Vigilance => "vigilance",
            Self::OnVigilance => "on-vigilance",
            Self::Urgence => "urgence",
            Self::OnUrgence => "on-urgence",
        }
    }
}

/// Hues of the alerts, in radians: blue, amber, red. They never follow the accent: an emergency
/// looks the same in every commune.
const INFO: f64 = 4.35;
const VIGILANCE: f64 = 1.25;
const URGENCE: f64 = 0.47;

impl Palette {
    /// The palette of an accent in a scheme.
    #[must_use]
    pub fn new(accent: Rgb, scheme: Scheme) -> Self {
        let accent_colour = Oklch::from(accent);
        let hue = accent_colour.hue;
        // A grey accent gives a grey palette: tints are only as strong as the accent.
        let tint =
            |lightness: f64, chroma: f64| tone(lightness, chroma.min(accent_colour.chroma), hue);
        let mut palette = Self { colours: [Rgb::WHITE; ROLES.len()] };
        let light = scheme == Scheme::Light;
        let pick = |light_value: f64, dark_value: f64| if light { light_value } else { dark_value };

        palette.set(Role::Page, if light { Rgb::WHITE } else { tint(0.17, 0.012).to_rgb() });
        palette.set(Role::Surface, tint(pick(0.97, 0.215), pick(0.006, 0.016)).to_rgb());
        palette.set(Role::Soft, tint(pick(0.945, 0.26), pick(0.025, 0.04)).to_rgb());
        palette.set(Role::Line, tint(pick(0.87, 0.36), 0.02).to_rgb());
        palette.reach(Role::Text, tint(pick(0.24, 0.94), 0.02), scheme);
        palette.reach(Role::Muted, tint(pick(0.45, 0.76), 0.02), scheme);
        palette.reach(Role::Edge, tint(pick(0.6, 0.58), 0.03), scheme);
        let preferred = if light {
            accent_colour
        } else {
            tone(accent_colour.lightness.max(0.75), accent_colour.chroma.min(0.14), hue)
        };
        palette.reach(Role::Accent, preferred, scheme);
        let accent_reached = Oklch::from(palette.get(Role::Accent));
        let strong = tone(accent_reached.lightness + pick(-0.1, 0.09), accent_reached.chroma, hue);
        palette.reach(Role::AccentStrong, strong, scheme);
        palette.reach(Role::Focus, accent_reached, scheme);
        palette.set(Role::OnAccent, palette.get(Role::Page));

        palette.set(Role::Foot, tint(pick(0.27, 0.13), 0.05).to_rgb());
        // On the foot text is light in both schemes.
        palette.reach(Role::OnFoot, tint(0.96, 0.01), Scheme::Dark);
        for (back, text, hue) in [
            (Role::Info, Role::OnInfo, INFO),
            (Role::Vigilance, Role::OnVigilance, VIGILANCE),
            (Role::Urgence, Role::OnUrgence, URGENCE),
        ] {
            palette.set(back, tone(pick(0.95, 0.27), pick(0.035, 0.05), hue).to_rgb());
            palette.reach(text, tone(pick(0.4, 0.88), 0.12, hue), scheme);
        }
        palette
    }

    /// The colour of a role.
    #[must_use]
    pub fn get(&self, role: Role) -> Rgb {
        self.colours[role as usize]
    }

    fn set(&mut self, role: Role, colour: Rgb) {
        self.colours[role as usize] = colour;
    }

    /// Sets a role to what is wanted or, where that cannot be read, to the nearest lightness that
    /// can: darker in a light scheme, lighter in a dark one.
    fn reach(&mut self, role: Role, wanted: Oklch, scheme: Scheme) {
        let enough = |colour: Rgb| {
            PAIRS.iter().filter(|pair| pair.0 == role).all(|(_, backs, ratio)| {
                backs.iter().all(|back| colour.contrast(self.get(*back)) >= *ratio)
            })
        };
        let step = if scheme == Scheme::Light { -0.005 } else { 0.005 };
        let mut colour = wanted;
        let mut rgb = colour.to_rgb();
        while !enough(rgb) && (0.0..=1.0).contains(&colour.lightness) {
            colour.lightness += step;
            rgb = colour.to_rgb();
        }
        self.set(role, rgb);
    }

    /// Writes the custom properties: `--page:#fff;--surface:…`.
    pub fn write(&self, css: &mut String) {
        for role in ROLES {
            // Writing to a String cannot fail.
            let _ = write!(css, "--{}:{};", role.name(), self.get(role));
        }
    }
}

fn tone(lightness: f64, chroma: f64, hue: f64) -> Oklch {
    Oklch { lightness, chroma, hue }
}

#[cfg(test)]
mod tests {
    use super::{PAIRS, Palette, Rgb, Role, Scheme};
    use proptest::prelude::*;

    fn check(accent: Rgb) {
        for scheme in [Scheme::Light, Scheme::Dark] {
            let palette = Palette::new(accent, scheme);
            for (front, backs, ratio) in PAIRS {
                for back in *backs {
                    let contrast = palette.get(*front).contrast(palette.get(*back));
                    assert!(
                        contrast >= *ratio,
                        "{accent} {scheme:?}: {} on {} is {contrast:.2}, not {ratio}",
                        front.name(),
                        back.name()
                    );
                }
            }
        }
    }

    #[test]
    fn extreme_accents_can_be_read() {
        for accent in ["#000", "#fff", "#ff0", "#0ff", "#f0f", "#00f", "#f00", "#0f0", "#808080"] {
            check(Rgb::parse(accent).expect("valid"));
        }
    }

    #[test]
    fn an_accent_that_can_be_read_is_kept_as_it_is() {
        let accent = Rgb::parse("#0b6e4f").expect("valid");
        assert_eq!(Palette::new(accent, Scheme::Light).get(Role::Accent), accent);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn any_accent_can_be_read(red: u8, green: u8, blue: u8) {
            check(Rgb { red, green, blue });
        }
    }
}
