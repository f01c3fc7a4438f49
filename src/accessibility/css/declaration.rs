//! Declarations reduced to what the rules read: which property, and a value in a few plain shapes.
//!
//! A value that needs `var()` stays text until the element's custom properties are known. How
//! lightningcss's types become these stands in `reduce`.

use super::color::{Color, Rgba};
use super::reduce::reduce;
use lightningcss::declaration::DeclarationBlock;
use lightningcss::properties::{Property, PropertyId};
use lightningcss::stylesheet::ParserOptions;

/// A side of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are CSS's own")]
pub enum Side {
    Top,
    Right,
    Bottom,
    Left,
}

impl Side {
    /// In the order of CSS's shorthands.
    pub const ALL: [Self; 4] = [Self::Top, Self::Right, Self::Bottom, Self::Left];
}

/// The properties the rules read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are CSS's own")]
pub enum Key {
    Color,
    /// `-webkit-text-fill-color`, which paints over `color`.
    TextFill,
    BackgroundColor,
    BackgroundImage,
    /// `background-clip: text`.
    BackgroundClip,
    Display,
    Visibility,
    FontSize,
    FontWeight,
    FontFamily,
    FontStyle,
    Opacity,
    Underline,
    OutlineStyle,
    OutlineWidth,
    OutlineColor,
    BorderStyle(Side),
    BorderWidth(Side),
    BorderColor(Side),
    BoxShadow,
    /// A shadow inside the box, which may cover all of its background.
    InsetShadow,
    Position,
    Top,
    Left,
    OverflowX,
    OverflowY,
    NoWrap,
    TextIndent,
    Width,
    Height,
    MinWidth,
    MaxWidth,
    MaxHeight,
    Clip,
    ClipPath,
    Effects,
    TextShadow,
    Transform,
    /// Shrunk to nothing by `scale(0)`.
    Shrunk,
    Rotation,
    LetterSpacing,
    WordSpacing,
    LineHeight,
    Order,
    Reversed,
    AnimationName,
    AnimationDuration,
    AnimationCount,
    AnimationPaused,
    Float,
    NegativeMargin,
    Fill,
    Stroke,
    Appearance,
    Vertical,
    ColorScheme,
    Zoom,
}

impl Key {
    /// Every property, for `all`.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        const PLAIN: &[Key] = &[
            Key::Color,
            Key::TextFill,
            Key::BackgroundColor,
            Key::BackgroundImage,
            Key::BackgroundClip,
            Key::Display,
            Key::Visibility,
            Key::FontSize,
            Key::FontWeight,
            Key::FontFamily,
            Key::FontStyle,
            Key::Opacity,
            Key::Underline,
            Key::OutlineStyle,
            Key::OutlineWidth,
            Key::OutlineColor,
            Key::BoxShadow,
            Key::InsetShadow,
            Key::Position,
            Key::Top,
            Key::Left,
            Key::OverflowX,
            Key::OverflowY,
            Key::NoWrap,
            Key::TextIndent,
            Key::Width,
            Key::Height,
            Key::MinWidth,
            Key::MaxWidth,
            Key::MaxHeight,
            Key::Clip,
            Key::ClipPath,
            Key::Effects,
            Key::TextShadow,
            Key::Transform,
            Key::Shrunk,
            Key::Rotation,
            Key::LetterSpacing,
            Key::WordSpacing,
            Key::LineHeight,
            Key::Order,
            Key::Reversed,
            Key::AnimationName,
            Key::AnimationDuration,
            Key::AnimationCount,
            Key::AnimationPaused,
            Key::Float,
            Key::NegativeMargin,
            Key::Fill,
            Key::Stroke,
            Key::Appearance,
            Key::Vertical,
            Key::ColorScheme,
            Key::Zoom,
        ];
        let sides = Side::ALL.into_iter().flat_map(|side| {
            [Self::BorderStyle(side), Self::BorderWidth(side), Self::BorderColor(side)]
        });
        PLAIN.iter().copied().chain(sides)
    }

    /// Whether a child takes the value of its parent when nothing is declared.
    #[must_use]
    pub fn inherits(self) -> bool {
        matches!(
            self,
            Self::Color
                | Self::TextFill
                | Self::Visibility
                | Self::FontSize
                | Self::FontWeight
                | Self::FontFamily
                | Self::FontStyle
                | Self::NoWrap
                | Self::TextIndent
                | Self::TextShadow
                | Self::LetterSpacing
                | Self::WordSpacing
                | Self::LineHeight
                | Self::Fill
                | Self::Stroke
                | Self::Vertical
                | Self::ColorScheme
        )
    }

    /// The properties a name stands for, shorthands taken apart.
    pub(super) fn named(property: &str) -> Vec<Self> {
        use Key::*;
        let property = property.strip_prefix("-webkit-").unwrap_or(property);
        let one: &[Self] = match property {
            "color" => &[Color],
            "text-fill-color" => &[TextFill],
            "background" => &[BackgroundColor, BackgroundImage, BackgroundClip],
            "background-color" => &[BackgroundColor],
            "background-image" => &[BackgroundImage],
            "background-clip" => &[BackgroundClip],
            "display" => &[Display],
            "visibility" => &[Visibility],
            "font-size" => &[FontSize],
            "font-weight" => &[FontWeight],
            "font-family" => &[FontFamily],
            "font-style" => &[FontStyle],
            "font" => &[FontSize, FontWeight, LineHeight, FontFamily, FontStyle],
            "opacity" => &[Opacity],
            "text-decoration" | "text-decoration-line" => &[Underline],
            "outline" => &[OutlineStyle, OutlineWidth, OutlineColor],
            "outline-style" => &[OutlineStyle],
            "outline-width" => &[OutlineWidth],
            "outline-color" => &[OutlineColor],
            "box-shadow" => &[BoxShadow, InsetShadow],
            "position" => &[Position],
            "top" | "inset-block-start" => &[Top],
            "left" | "inset-inline-start" => &[Left],
            "inset" => &[Top, Left],
            "overflow" => &[OverflowX, OverflowY],
            "overflow-x" => &[OverflowX],
            "overflow-y" => &[OverflowY],
            "white-space" => &[NoWrap],
            "text-indent" => &[TextIndent],
            "width" | "inline-size" => &[Width],
            "height" | "block-size" => &[Height],
            "min-width" | "min-inline-size" => &[MinWidth],
            "max-width" | "max-inline-size" => &[MaxWidth],
            "max-height" | "max-block-size" => &[MaxHeight],
            "clip" => &[Clip],
            "clip-path" => &[ClipPath],
            "filter" | "mix-blend-mode" | "backdrop-filter" | "mask" | "mask-image" => &[Effects],
            "text-shadow" => &[TextShadow],
            "margin" => &[NegativeMargin],
            "transform" => &[Transform, Rotation, Shrunk],
            "rotate" => &[Rotation],
            "translate" => &[Transform],
            "scale" => &[Transform, Shrunk],
            "letter-spacing" => &[LetterSpacing],
            "word-spacing" => &[WordSpacing],
            "line-height" => &[LineHeight],
            "order" => &[Order],
            "flex-direction" | "flex-flow" => &[Reversed],
            "animation" => &[AnimationName, AnimationDuration, AnimationCount, AnimationPaused],
            "animation-name" => &[AnimationName],
            "animation-duration" => &[AnimationDuration],
            "animation-iteration-count" => &[AnimationCount],
            "animation-play-state" => &[AnimationPaused],
            "float" => &[Float],
            "fill" => &[Fill],
            "stroke" => &[Stroke],
            "appearance" => &[Appearance],
            "writing-mode" => &[Vertical],
            "color-scheme" => &[ColorScheme],
            "zoom" => &[Zoom],
            _ => return Self::border(property),
        };
        one.to_vec()
    }

    /// The properties a border's name stands for.
    fn border(property: &str) -> Vec<Self> {
        let Some(rest) = property.strip_prefix("border") else { return Vec::new() };
        let sides: &[(&str, &[Side])] = &[
            ("-top", &[Side::Top]),
            ("-right", &[Side::Right]),
            ("-bottom", &[Side::Bottom]),
            ("-left", &[Side::Left]),
            ("-block-start", &[Side::Top]),
            ("-block-end", &[Side::Bottom]),
            ("-inline-start", &[Side::Left]),
            ("-inline-end", &[Side::Right]),
            ("-block", &[Side::Top, Side::Bottom]),
            ("-inline", &[Side::Left, Side::Right]),
            ("", &Side::ALL),
        ];
        for (name, sides) in sides {
            let make: fn(Side) -> Vec<Self> = match rest.strip_prefix(name) {
                Some("") => {
                    |s| vec![Self::BorderStyle(s), Self::BorderWidth(s), Self::BorderColor(s)]
                }
                Some("-style") => |side| vec![Self::BorderStyle(side)],
                Some("-width") => |side| vec![Self::BorderWidth(side)],
                Some("-color") => |side| vec![Self::BorderColor(side)],
                _ => continue,
            };
            return sides.iter().flat_map(|side| make(*side)).collect();
        }
        Vec::new()
    }
}

/// A declared value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value {
    /// A colour.
    Color(Color),
    /// A length with its unit.
    Length(f32, Unit),
    /// A bare number.
    Number(f32),
    /// Yes or no, for properties of which only one thing matters.
    Flag(bool),
    /// `display`.
    Display(DisplayKind),
    /// `position`.
    Position(PositionKind),
    /// `background-image`.
    Picture(Picture),
    /// `background-image` with one gradient: its darkest and its lightest colour.
    Gradient(Rgba, Rgba),
    /// `overflow`.
    Overflow(Overflow),
    /// A name, as its hash; 0 for `none`.
    Name(u64),
    /// `auto`, `none`, `normal`.
    Auto,
    /// `inherit`.
    Inherit,
    /// `initial`.
    Initial,
    /// `unset`, `revert` and `revert-layer`.
    Unset,
    /// A value that cannot be known without a browser.
    Unknown,
}

/// What a length is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are CSS's own")]
pub enum Unit {
    Px,
    Em,
    Rem,
    Ex,
    Percent,
    ViewportWidth,
    ViewportHeight,
}

/// How an element is laid out, as far as the rules care.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are CSS's own")]
pub enum DisplayKind {
    None,
    Contents,
    Inline,
    InlineBlock,
    Block,
    Flex,
    Grid,
    Table,
    TablePart,
}

/// How an element is placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are CSS's own")]
pub enum PositionKind {
    Static,
    Relative,
    Absolute,
    Fixed,
    Sticky,
}

/// What is painted behind an element besides a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Picture {
    /// Nothing.
    None,
    /// Gradients only.
    Gradient,
    /// An image.
    Image,
}

/// What becomes of what does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Overflow {
    /// It is seen outside.
    Visible,
    /// It is cut away.
    Cut,
    /// It can be scrolled to.
    Scroll,
}

/// One declaration.
#[derive(Debug, Clone, PartialEq)]
pub enum Declaration {
    /// A property the rules read, with its value.
    Known(Key, Value),
    /// `all`, with a CSS-wide keyword.
    All(Value),
    /// `content` of a pseudo-element: the text it says, empty when it says nothing; `None` when
    /// there is no pseudo-element at all.
    Content(Option<Box<str>>),
    /// A custom property, with its text.
    Custom(Box<str>, Box<str>),
    /// A property whose value holds `var()`: name and text.
    Pending(Box<str>, Box<str>),
}

/// The declarations of a block.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Block {
    /// Declarations without `!important`, in order.
    pub normal: Vec<Declaration>,
    /// Declarations with `!important`, in order.
    pub important: Vec<Declaration>,
    /// Some value depends on the size of the view.
    pub by_size: bool,
    /// Some value depends on the colour scheme.
    pub by_scheme: bool,
}

impl Block {
    /// Reads the text of a `style` attribute; what is not valid in it is left out.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let options = ParserOptions { error_recovery: true, ..ParserOptions::default() };
        DeclarationBlock::parse_string(text, options)
            .map(|block| Self::from(&block))
            .unwrap_or_default()
    }

    /// True when the rules read nothing of it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.normal.is_empty() && self.important.is_empty()
    }

    /// Every declaration, `!important` or not.
    pub fn declarations(&self) -> impl Iterator<Item = &Declaration> {
        self.normal.iter().chain(&self.important)
    }

    fn note_dependencies(&mut self) {
        let (mut by_size, mut by_scheme) = (false, false);
        for declaration in self.declarations() {
            match declaration {
                Declaration::Known(
                    _,
                    Value::Length(_, Unit::ViewportWidth | Unit::ViewportHeight),
                ) => {
                    by_size = true;
                }
                Declaration::Known(_, Value::Color(Color::Scheme(..)))
                | Declaration::Known(Key::ColorScheme, _) => by_scheme = true,
                Declaration::Custom(_, text) | Declaration::Pending(_, text) => {
                    by_size |= names_viewport(text);
                    by_scheme |= text.contains("light-dark(");
                }
                _ => {}
            }
        }
        (self.by_size, self.by_scheme) = (by_size, by_scheme);
    }
}

/// Whether a text may hold a length in units of the viewport.
fn names_viewport(text: &str) -> bool {
    ["vw", "vh", "vmin", "vmax", "vi", "vb"].iter().any(|unit| {
        text.match_indices(unit).any(|(at, _)| {
            let before = text[..at].trim_end_matches(['s', 'l', 'd']);
            before.ends_with(|c: char| c.is_ascii_digit() || c == '.')
        })
    })
}

impl From<&DeclarationBlock<'_>> for Block {
    fn from(block: &DeclarationBlock<'_>) -> Self {
        let mut reduced = Self::default();
        for property in &block.declarations {
            reduce(property, &mut reduced.normal);
        }
        for property in &block.important_declarations {
            reduce(property, &mut reduced.important);
        }
        reduced.note_dependencies();
        reduced
    }
}

/// Reads the value of a property once its `var()`s are replaced; `None` when it is not valid then.
pub(super) fn parse_resolved(property: &str, text: &str) -> Option<Vec<Declaration>> {
    let mut declarations = Vec::new();
    let id = PropertyId::from(property);
    let property = Property::parse_string(id, text, ParserOptions::default()).ok()?;
    reduce(&property, &mut declarations);
    declarations.retain(|declaration| !matches!(declaration, Declaration::Pending(..)));
    (!declarations.is_empty()).then_some(declarations)
}

/// The hash of a name, never 0.
pub(super) fn name_of(text: &str) -> u64 {
    use std::hash::BuildHasher;
    rustc_hash::FxBuildHasher.hash_one(text).max(1)
}
