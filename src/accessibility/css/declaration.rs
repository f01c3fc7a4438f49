//! Declarations reduced to what the rules read: shorthands taken apart, values normalised.
//!
//! A value that needs `var()` stays text until the element's custom properties are known.

use super::color::Color;
use lightningcss::declaration::DeclarationBlock;
use lightningcss::printer::PrinterOptions;
use lightningcss::properties::border::{BorderSideWidth, LineStyle};
use lightningcss::properties::custom::CustomPropertyName;
use lightningcss::properties::display::{Display, DisplayInside, DisplayKeyword, DisplayOutside};
use lightningcss::properties::font::{
    AbsoluteFontSize, AbsoluteFontWeight, FontSize, FontWeight, LineHeight, RelativeFontSize,
};
use lightningcss::properties::masking::ClipPath;
use lightningcss::properties::outline::OutlineStyle;
use lightningcss::properties::overflow::OverflowKeyword;
use lightningcss::properties::position::Position;
use lightningcss::properties::size::{MaxSize, Size};
use lightningcss::properties::text::{Spacing, TextDecorationLine, WhiteSpace};
use lightningcss::properties::transform::{Rotate, Transform};
use lightningcss::properties::{Property, PropertyId};
use lightningcss::stylesheet::ParserOptions;
use lightningcss::values::angle::Angle;
use lightningcss::values::image::Image;
use lightningcss::values::length::{Length, LengthPercentage, LengthPercentageOrAuto, LengthValue};
use lightningcss::values::percentage::DimensionPercentage;

/// The properties the rules read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
#[expect(missing_docs, reason = "the names are CSS's own")]
pub enum Key {
    Color,
    BackgroundColor,
    BackgroundImage,
    Display,
    Visibility,
    FontSize,
    FontWeight,
    Opacity,
    Underline,
    OutlineStyle,
    OutlineWidth,
    OutlineColor,
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
    LetterSpacing,
    WordSpacing,
    LineHeight,
    BorderBottom,
    Border,
    Order,
    Animation,
    Float,
    NegativeMargin,
    Rotation,
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

/// One declaration.
#[derive(Debug, Clone, PartialEq)]
pub enum Declaration {
    /// A property the rules read, with its value.
    Known(Key, Value),
    /// `content` of a pseudo-element: the text it says, empty when it says nothing.
    Content(Box<str>),
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
        reduced
    }
}

/// Reads the value of a property once its `var()`s are replaced.
pub fn parse_resolved(property: &str, text: &str) -> Vec<Declaration> {
    let mut declarations = Vec::new();
    let id = PropertyId::from(property);
    if let Ok(property) = Property::parse_string(id, text, ParserOptions::default()) {
        reduce(&property, &mut declarations);
    }
    declarations.retain(|declaration| matches!(declaration, Declaration::Known(..)));
    declarations
}

/// The properties a name stands for, shorthands taken apart.
fn keys(property: &str) -> &'static [Key] {
    use Key::*;
    match property {
        "color" => &[Color],
        "background" => &[BackgroundColor, BackgroundImage],
        "background-color" => &[BackgroundColor],
        "background-image" => &[BackgroundImage],
        "display" => &[Display],
        "visibility" => &[Visibility],
        "font-size" => &[FontSize],
        "font-weight" => &[FontWeight],
        "font" => &[FontSize, FontWeight, LineHeight],
        "opacity" => &[Opacity],
        "text-decoration" | "text-decoration-line" => &[Underline],
        "outline" => &[OutlineStyle, OutlineWidth, OutlineColor],
        "outline-style" => &[OutlineStyle],
        "outline-width" => &[OutlineWidth],
        "outline-color" => &[OutlineColor],
        "position" => &[Position],
        "top" => &[Top],
        "left" => &[Left],
        "overflow" => &[OverflowX, OverflowY],
        "overflow-x" => &[OverflowX],
        "overflow-y" => &[OverflowY],
        "white-space" => &[NoWrap],
        "text-indent" => &[TextIndent],
        "width" => &[Width],
        "height" => &[Height],
        "min-width" => &[MinWidth],
        "max-width" => &[MaxWidth],
        "max-height" => &[MaxHeight],
        "clip" => &[Clip],
        "clip-path" => &[ClipPath],
        "filter" | "mix-blend-mode" | "backdrop-filter" | "mask" | "mask-image" => &[Effects],
        "text-shadow" => &[TextShadow],
        "margin" => &[NegativeMargin],
        "transform" => &[Transform, Rotation],
        "rotate" => &[Rotation],
        "translate" | "scale" => &[Transform],
        "letter-spacing" => &[LetterSpacing],
        "word-spacing" => &[WordSpacing],
        "line-height" => &[LineHeight],
        "border" => &[Border, BorderBottom],
        "border-bottom" | "border-bottom-style" => &[BorderBottom],
        "order" => &[Order],
        "animation" | "animation-name" => &[Animation],
        "float" => &[Float],
        _ => &[],
    }
}

fn reduce(property: &Property<'_>, into: &mut Vec<Declaration>) {
    let mut push = |key, value| into.push(Declaration::Known(key, value));
    match property {
        Property::Color(color) => push(Key::Color, Value::Color(color.into())),
        Property::BackgroundColor(color) => {
            push(Key::BackgroundColor, Value::Color(color.into()));
        }
        Property::BackgroundImage(images) => {
            let painted = images.iter().any(|image| *image != Image::None);
            push(Key::BackgroundImage, Value::Flag(painted));
        }
        Property::Background(layers) => {
            if let Some(last) = layers.last() {
                push(Key::BackgroundColor, Value::Color((&last.color).into()));
            }
            let painted = layers.iter().any(|layer| layer.image != Image::None);
            push(Key::BackgroundImage, Value::Flag(painted));
        }
        Property::Display(display) => push(Key::Display, Value::Display(display_kind(display))),
        Property::Visibility(visibility) => {
            use lightningcss::properties::display::Visibility;
            push(Key::Visibility, Value::Flag(*visibility == Visibility::Visible));
        }
        Property::FontSize(size) => push(Key::FontSize, font_size(size)),
        Property::FontWeight(weight) => push(Key::FontWeight, font_weight(weight)),
        Property::LineHeight(height) => push(Key::LineHeight, line_height(height)),
        Property::Font(font) => {
            push(Key::FontSize, font_size(&font.size));
            push(Key::FontWeight, font_weight(&font.weight));
            push(Key::LineHeight, line_height(&font.line_height));
        }
        Property::Opacity(opacity) => push(Key::Opacity, Value::Number(opacity.0)),
        Property::TextDecorationLine(line, _) => {
            push(Key::Underline, Value::Flag(line.contains(TextDecorationLine::Underline)));
        }
        Property::TextDecoration(decoration, _) => {
            let underline = decoration.line.contains(TextDecorationLine::Underline);
            push(Key::Underline, Value::Flag(underline));
        }
        Property::Outline(outline) => {
            push(Key::OutlineStyle, outline_style(&outline.style));
            push(Key::OutlineWidth, border_width(&outline.width));
            push(Key::OutlineColor, Value::Color((&outline.color).into()));
        }
        Property::OutlineStyle(style) => push(Key::OutlineStyle, outline_style(style)),
        Property::OutlineWidth(width) => push(Key::OutlineWidth, border_width(width)),
        Property::OutlineColor(color) => push(Key::OutlineColor, Value::Color(color.into())),
        Property::Position(position) => push(Key::Position, Value::Position(placed(position))),
        Property::Top(top) => push(Key::Top, length_or_auto(top)),
        Property::Left(left) => push(Key::Left, length_or_auto(left)),
        Property::Overflow(overflow) => {
            push(Key::OverflowX, Value::Flag(cuts(overflow.x)));
            push(Key::OverflowY, Value::Flag(cuts(overflow.y)));
        }
        Property::OverflowX(overflow) => push(Key::OverflowX, Value::Flag(cuts(*overflow))),
        Property::OverflowY(overflow) => push(Key::OverflowY, Value::Flag(cuts(*overflow))),
        Property::WhiteSpace(space) => {
            let no_wrap = matches!(space, WhiteSpace::NoWrap | WhiteSpace::Pre);
            push(Key::NoWrap, Value::Flag(no_wrap));
        }
        Property::TextIndent(indent) => push(Key::TextIndent, length(&indent.value)),
        Property::Width(value) => push(Key::Width, size(value)),
        Property::Height(value) => push(Key::Height, size(value)),
        Property::MinWidth(value) => push(Key::MinWidth, size(value)),
        Property::MaxWidth(value) => push(Key::MaxWidth, max_size(value)),
        Property::MaxHeight(value) => push(Key::MaxHeight, max_size(value)),
        Property::ClipPath(path, _) => {
            push(Key::ClipPath, Value::Flag(!matches!(path, ClipPath::None)));
        }
        Property::Filter(filters, _) => {
            use lightningcss::properties::effects::FilterList;
            push(Key::Effects, Value::Flag(!matches!(filters, FilterList::None)));
        }
        Property::TextShadow(shadows) => {
            push(Key::TextShadow, Value::Flag(!shadows.is_empty()));
        }
        Property::Transform(list, _) => {
            push(Key::Transform, Value::Flag(!list.0.is_empty()));
            push(Key::Rotation, rotation(&list.0));
        }
        Property::Rotate(rotate) => {
            let turn = match rotate {
                Rotate::None => Value::Number(0.0),
                Rotate::XYZ { x, y, angle, .. } if *x == 0.0 && *y == 0.0 => {
                    Value::Number(degrees(angle))
                }
                Rotate::XYZ { .. } => Value::Unknown,
            };
            push(Key::Rotation, turn);
        }
        Property::Margin(margin) => {
            let sides = [&margin.top, &margin.right, &margin.bottom, &margin.left];
            push(Key::NegativeMargin, Value::Flag(sides.into_iter().any(is_negative)));
        }
        Property::MarginTop(side)
        | Property::MarginRight(side)
        | Property::MarginBottom(side)
        | Property::MarginLeft(side)
            if is_negative(side) =>
        {
            push(Key::NegativeMargin, Value::Flag(true));
        }
        Property::LetterSpacing(value) => push(Key::LetterSpacing, spacing(value)),
        Property::WordSpacing(value) => push(Key::WordSpacing, spacing(value)),
        Property::BorderBottom(border) => {
            push(Key::BorderBottom, Value::Flag(border.style != LineStyle::None));
        }
        Property::BorderBottomStyle(style) => {
            push(Key::BorderBottom, Value::Flag(*style != LineStyle::None));
        }
        Property::Border(border) => {
            let drawn = Value::Flag(border.style != LineStyle::None);
            push(Key::Border, drawn);
            push(Key::BorderBottom, drawn);
        }
        Property::Order(order, _) => push(Key::Order, Value::Number(*order as f32)),
        Property::Animation(animations, _) => {
            push(Key::Animation, Value::Flag(!animations.is_empty()));
        }
        Property::Unparsed(unparsed) => {
            let name = unparsed.property_id.name();
            if let Ok(text) = property.value_to_css_string(PrinterOptions::default()) {
                pending(name, &text, into);
            }
        }
        Property::Custom(custom) => {
            let Ok(text) = property.value_to_css_string(PrinterOptions::default()) else {
                return;
            };
            match &custom.name {
                CustomPropertyName::Custom(name) => {
                    into.push(Declaration::Custom(Box::from(&*name.0), Box::from(text.trim())));
                }
                CustomPropertyName::Unknown(name) => pending(&name.0, &text, into),
            }
        }
        _ => {}
    }
}

/// The text a `content` value says: its strings, or its alternative text after `/`.
fn content_text(value: &str) -> Box<str> {
    let spoken = value.rsplit_once('/').map_or(value, |(image, alternative)| {
        if alternative.contains('"') && !alternative.contains(')') { alternative } else { image }
    });
    let mut text = String::new();
    let mut quoted = false;
    let mut characters = spoken.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' => quoted = !quoted,
            '\\' if quoted => {
                let mut code = String::new();
                while let Some(digit) = characters.next_if(char::is_ascii_hexdigit) {
                    code.push(digit);
                }
                if code.is_empty() {
                    text.extend(characters.next());
                } else {
                    characters.next_if_eq(&' ');
                    text.extend(u32::from_str_radix(&code, 16).ok().and_then(char::from_u32));
                }
            }
            other if quoted => text.push(other),
            _ => {}
        }
    }
    // A counter or an attribute says something that is not known here.
    if !quoted && text.is_empty() && (spoken.contains("attr(") || spoken.contains("counter")) {
        text.push('\u{fffc}');
    }
    text.into()
}

/// A value lightningcss did not read: a CSS-wide keyword, one with `var()`, or an unknown one.
fn pending(name: &str, text: &str, into: &mut Vec<Declaration>) {
    if name == "content" {
        into.push(Declaration::Content(content_text(text)));
        return;
    }
    let keys = keys(name);
    if keys.is_empty() {
        return;
    }
    let keyword = text.trim();
    let value = if keyword.eq_ignore_ascii_case("inherit") {
        Value::Inherit
    } else if keyword.eq_ignore_ascii_case("initial") {
        Value::Initial
    } else if ["unset", "revert", "revert-layer"]
        .iter()
        .any(|word| keyword.eq_ignore_ascii_case(word))
    {
        Value::Unset
    } else if keyword.contains("var(") {
        into.push(Declaration::Pending(Box::from(name), Box::from(keyword)));
        return;
    } else if let Some(value) = odd_value(name, keyword) {
        value
    } else {
        // An invalid declaration is as if it were not there.
        return;
    };
    into.extend(keys.iter().map(|key| Declaration::Known(*key, value)));
}

/// Values of the few properties lightningcss has no type for.
fn odd_value(name: &str, text: &str) -> Option<Value> {
    let none = text.eq_ignore_ascii_case("none");
    match name {
        "clip" => Some(Value::Flag(!text.eq_ignore_ascii_case("auto"))),
        "mix-blend-mode" => Some(Value::Flag(!text.eq_ignore_ascii_case("normal"))),
        "float" => Some(Value::Flag(!none)),
        _ => None,
    }
}

fn display_kind(display: &Display) -> DisplayKind {
    match display {
        Display::Keyword(DisplayKeyword::None) => DisplayKind::None,
        Display::Keyword(DisplayKeyword::Contents) => DisplayKind::Contents,
        Display::Keyword(_) => DisplayKind::TablePart,
        Display::Pair(pair) => match (&pair.outside, &pair.inside) {
            (DisplayOutside::Inline, DisplayInside::Flow) => DisplayKind::Inline,
            (DisplayOutside::Inline, _) => DisplayKind::InlineBlock,
            (_, DisplayInside::Flex(_) | DisplayInside::Box(_)) => DisplayKind::Flex,
            (_, DisplayInside::Grid) => DisplayKind::Grid,
            (_, DisplayInside::Table) => DisplayKind::Table,
            _ => DisplayKind::Block,
        },
    }
}

fn placed(position: &Position) -> PositionKind {
    match position {
        Position::Static => PositionKind::Static,
        Position::Relative => PositionKind::Relative,
        Position::Absolute => PositionKind::Absolute,
        Position::Sticky(_) => PositionKind::Sticky,
        Position::Fixed => PositionKind::Fixed,
    }
}

fn cuts(overflow: OverflowKeyword) -> bool {
    matches!(overflow, OverflowKeyword::Hidden | OverflowKeyword::Clip)
}

fn outline_style(style: &OutlineStyle) -> Value {
    Value::Flag(*style != OutlineStyle::LineStyle(LineStyle::None))
}

fn border_width(width: &BorderSideWidth) -> Value {
    match width {
        BorderSideWidth::Thin => Value::Length(1.0, Unit::Px),
        BorderSideWidth::Medium => Value::Length(3.0, Unit::Px),
        BorderSideWidth::Thick => Value::Length(5.0, Unit::Px),
        BorderSideWidth::Length(length) => plain_length(length),
    }
}

fn font_weight(weight: &FontWeight) -> Value {
    match weight {
        FontWeight::Absolute(AbsoluteFontWeight::Weight(weight)) => Value::Number(*weight),
        FontWeight::Absolute(AbsoluteFontWeight::Normal) => Value::Number(400.0),
        FontWeight::Absolute(AbsoluteFontWeight::Bold) | FontWeight::Bolder => Value::Number(700.0),
        FontWeight::Lighter => Value::Number(400.0),
    }
}

fn font_size(size: &FontSize) -> Value {
    use AbsoluteFontSize::*;
    let px = |size| Value::Length(size, Unit::Px);
    match size {
        FontSize::Length(value) => length(value),
        FontSize::Absolute(XXSmall) => px(9.0),
        FontSize::Absolute(XSmall) => px(10.0),
        FontSize::Absolute(Small) => px(13.0),
        FontSize::Absolute(Medium) => px(16.0),
        FontSize::Absolute(Large) => px(18.0),
        FontSize::Absolute(XLarge) => px(24.0),
        FontSize::Absolute(XXLarge) => px(32.0),
        FontSize::Absolute(XXXLarge) => px(48.0),
        FontSize::Relative(RelativeFontSize::Smaller) => Value::Length(1.0 / 1.2, Unit::Em),
        FontSize::Relative(RelativeFontSize::Larger) => Value::Length(1.2, Unit::Em),
    }
}

fn line_height(height: &LineHeight) -> Value {
    match height {
        LineHeight::Normal => Value::Auto,
        LineHeight::Number(number) => Value::Number(*number),
        LineHeight::Length(value) => length(value),
    }
}

fn spacing(spacing: &Spacing) -> Value {
    match spacing {
        Spacing::Normal => Value::Auto,
        Spacing::Length(length) => plain_length(length),
    }
}

fn size(size: &Size) -> Value {
    match size {
        Size::Auto => Value::Auto,
        Size::LengthPercentage(value) => length(value),
        _ => Value::Unknown,
    }
}

fn max_size(size: &MaxSize) -> Value {
    match size {
        MaxSize::None => Value::Auto,
        MaxSize::LengthPercentage(value) => length(value),
        _ => Value::Unknown,
    }
}

fn length_or_auto(value: &LengthPercentageOrAuto) -> Value {
    match value {
        LengthPercentageOrAuto::Auto => Value::Auto,
        LengthPercentageOrAuto::LengthPercentage(value) => length(value),
    }
}

fn length(value: &LengthPercentage) -> Value {
    match value {
        DimensionPercentage::Dimension(value) => length_value(value),
        DimensionPercentage::Percentage(percentage) => {
            Value::Length(percentage.0 * 100.0, Unit::Percent)
        }
        DimensionPercentage::Calc(_) => Value::Unknown,
    }
}

fn plain_length(length: &Length) -> Value {
    match length {
        Length::Value(value) => length_value(value),
        Length::Calc(_) => Value::Unknown,
    }
}

fn is_negative(side: &LengthPercentageOrAuto) -> bool {
    matches!(length_or_auto(side), Value::Length(number, _) if number < 0.0)
}

fn degrees(angle: &Angle) -> f32 {
    angle.to_degrees()
}

/// By how many degrees a list of transforms turns the page's plane; unknown when it does so in a
/// way that only a browser can tell.
fn rotation(transforms: &[Transform]) -> Value {
    let mut turned = 0.0;
    for transform in transforms {
        turned += match transform {
            Transform::Rotate(angle) | Transform::RotateZ(angle) => degrees(angle),
            Transform::Rotate3d(x, y, z, angle) if *x == 0.0 && *y == 0.0 && *z != 0.0 => {
                degrees(angle) * z.signum()
            }
            Transform::Matrix(matrix) => matrix.b.atan2(matrix.a).to_degrees(),
            Transform::Matrix3d(matrix) => matrix.m12.atan2(matrix.m11).to_degrees(),
            Transform::RotateX(_) | Transform::RotateY(_) | Transform::Rotate3d(..) => {
                return Value::Unknown;
            }
            _ => 0.0,
        };
    }
    Value::Number(turned)
}

fn length_value(value: &LengthValue) -> Value {
    use LengthValue::*;
    match value {
        Em(number) => Value::Length(*number, Unit::Em),
        Rem(number) => Value::Length(*number, Unit::Rem),
        Ex(number) | Ch(number) => Value::Length(*number, Unit::Ex),
        Vw(number) | Dvw(number) | Svw(number) | Lvw(number) => {
            Value::Length(*number, Unit::ViewportWidth)
        }
        Vh(number) | Dvh(number) | Svh(number) | Lvh(number) => {
            Value::Length(*number, Unit::ViewportHeight)
        }
        other => other.to_px().map_or(Value::Unknown, |px| Value::Length(px, Unit::Px)),
    }
}
