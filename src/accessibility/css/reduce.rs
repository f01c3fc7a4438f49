//! From lightningcss's properties to the few shapes of [`super::declaration`].

use super::color::{Color, Rgba};
use super::declaration::{
    Declaration, DisplayKind, Key, Overflow, Picture, PositionKind, Side, Unit, Value, name_of,
};
use lightningcss::printer::PrinterOptions;
use lightningcss::properties::Property;
use lightningcss::properties::animation::{
    Animation, AnimationIterationCount, AnimationName, AnimationPlayState,
};
use lightningcss::properties::background::BackgroundClip;
use lightningcss::properties::border::{BorderSideWidth, LineStyle};
use lightningcss::properties::custom::CustomPropertyName;
use lightningcss::properties::display::{
    Display, DisplayInside, DisplayKeyword, DisplayOutside, Visibility,
};
use lightningcss::properties::effects::{BlendMode, FilterList};
use lightningcss::properties::flex::FlexDirection;
use lightningcss::properties::font::{
    AbsoluteFontSize, AbsoluteFontWeight, FontFamily, FontSize, FontStyle, FontWeight, LineHeight,
    RelativeFontSize,
};
use lightningcss::properties::masking::ClipPath;
use lightningcss::properties::outline::OutlineStyle;
use lightningcss::properties::overflow::OverflowKeyword;
use lightningcss::properties::position::Position;
use lightningcss::properties::size::{MaxSize, Size};
use lightningcss::properties::svg::SVGPaint;
use lightningcss::properties::text::{Spacing, TextDecorationLine, WhiteSpace};
use lightningcss::properties::transform::{Rotate, Scale, Transform};
use lightningcss::properties::ui::{Appearance, ColorScheme};
use lightningcss::traits::ToCss;
use lightningcss::values::color::CssColor;
use lightningcss::values::gradient::{Gradient, GradientItem};
use lightningcss::values::image::Image;
use lightningcss::values::length::{Length, LengthPercentage, LengthPercentageOrAuto, LengthValue};
use lightningcss::values::percentage::{DimensionPercentage, NumberOrPercentage};
use lightningcss::values::time::Time;

/// Adds what the rules read of a property.
pub(super) fn reduce(property: &Property<'_>, into: &mut Vec<Declaration>) {
    if borders(property, into) || boxes(property, into) || motion(property, into) {
        return;
    }
    let mut push = |key, value| into.push(Declaration::Known(key, value));
    match property {
        Property::Color(color) => push(Key::Color, Value::Color(color.into())),
        Property::BackgroundColor(color) => {
            push(Key::BackgroundColor, Value::Color(color.into()));
        }
        Property::BackgroundImage(images) => push(Key::BackgroundImage, picture(images.iter())),
        Property::BackgroundClip(clips, _) => {
            push(Key::BackgroundClip, Value::Flag(clips.contains(&BackgroundClip::Text)));
        }
        Property::Background(layers) => {
            if let Some(last) = layers.last() {
                push(Key::BackgroundColor, Value::Color((&last.color).into()));
            }
            push(Key::BackgroundImage, picture(layers.iter().map(|layer| &layer.image)));
            let text = layers.iter().any(|layer| layer.clip == BackgroundClip::Text);
            push(Key::BackgroundClip, Value::Flag(text));
        }
        Property::FontSize(size) => push(Key::FontSize, font_size(size)),
        Property::FontWeight(weight) => push(Key::FontWeight, font_weight(weight)),
        Property::FontFamily(families) => push(Key::FontFamily, family(families)),
        Property::FontStyle(style) => {
            push(Key::FontStyle, Value::Flag(*style != FontStyle::Normal));
        }
        Property::LineHeight(height) => push(Key::LineHeight, line_height(height)),
        Property::Font(font) => {
            push(Key::FontSize, font_size(&font.size));
            push(Key::FontWeight, font_weight(&font.weight));
            push(Key::LineHeight, line_height(&font.line_height));
            push(Key::FontFamily, family(&font.family));
            push(Key::FontStyle, Value::Flag(font.style != FontStyle::Normal));
        }
        Property::Opacity(opacity) => push(Key::Opacity, Value::Number(opacity.0)),
        Property::TextDecorationLine(line, _) => {
            push(Key::Underline, Value::Flag(line.contains(TextDecorationLine::Underline)));
        }
        Property::TextDecoration(decoration, _) => {
            let underline = decoration.line.contains(TextDecorationLine::Underline);
            push(Key::Underline, Value::Flag(underline));
        }
        Property::WhiteSpace(space) => {
            let no_wrap = matches!(space, WhiteSpace::NoWrap | WhiteSpace::Pre);
            push(Key::NoWrap, Value::Flag(no_wrap));
        }
        Property::TextIndent(indent) => push(Key::TextIndent, length(&indent.value)),
        Property::LetterSpacing(value) => push(Key::LetterSpacing, spacing(value)),
        Property::WordSpacing(value) => push(Key::WordSpacing, spacing(value)),
        Property::TextShadow(shadows) => push(Key::TextShadow, Value::Flag(!shadows.is_empty())),
        Property::BoxShadow(shadows, _) => {
            push(Key::BoxShadow, Value::Flag(!shadows.is_empty()));
            let inset = shadows.iter().any(|shadow| shadow.inset);
            push(Key::InsetShadow, Value::Flag(inset));
        }
        Property::Filter(filters, _) | Property::BackdropFilter(filters, _) => {
            push(Key::Effects, Value::Flag(!matches!(filters, FilterList::None)));
        }
        Property::Mask(..) | Property::MaskImage(..) => push(Key::Effects, Value::Flag(true)),
        Property::MixBlendMode(mode) => {
            push(Key::Effects, Value::Flag(*mode != BlendMode::Normal));
        }
        Property::Fill(paint) => push(Key::Fill, svg_paint(paint)),
        Property::Stroke(paint) => push(Key::Stroke, svg_paint(paint)),
        Property::Appearance(look, _) => {
            push(Key::Appearance, Value::Flag(*look == Appearance::None));
        }
        Property::ColorScheme(scheme) => push(
            Key::ColorScheme,
            Value::Number(
                match (scheme.contains(ColorScheme::Light), scheme.contains(ColorScheme::Dark)) {
                    (_, false) => 0.0,
                    (true, true) => 1.0,
                    (false, true) => 2.0,
                },
            ),
        ),
        Property::All(keyword) => {
            if let Ok(text) = keyword.to_css_string(PrinterOptions::default())
                && let Some(value) = wide_keyword(&text)
            {
                into.push(Declaration::All(value));
            }
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

/// Borders and outlines; false for any other property.
fn borders(property: &Property<'_>, into: &mut Vec<Declaration>) -> bool {
    use Side::{Bottom, Left, Right, Top};
    let mut push = |key, value| into.push(Declaration::Known(key, value));
    macro_rules! style { ($($side:expr => $style:expr),*) => { {$(push(Key::BorderStyle($side), drawn($style));)*} } }
    macro_rules! width { ($($side:expr => $width:expr),*) => { {$(push(Key::BorderWidth($side), border_width($width));)*} } }
    macro_rules! color { ($($side:expr => $color:expr),*) => { {$(push(Key::BorderColor($side), paint($color));)*} } }
    macro_rules! whole {
        ($border:expr, $($side:expr),*) => {
            {$(
                push(Key::BorderStyle($side), drawn(&$border.style));
                push(Key::BorderWidth($side), border_width(&$border.width));
                push(Key::BorderColor($side), paint(&$border.color));
            )*}
        };
    }
    match property {
        Property::Border(b) => whole!(b, Top, Right, Bottom, Left),
        Property::BorderTop(b) => whole!(b, Top),
        Property::BorderRight(b) => whole!(b, Right),
        Property::BorderBottom(b) => whole!(b, Bottom),
        Property::BorderLeft(b) => whole!(b, Left),
        Property::BorderBlock(b) => whole!(b, Top, Bottom),
        Property::BorderInline(b) => whole!(b, Right, Left),
        Property::BorderBlockStart(b) => whole!(b, Top),
        Property::BorderBlockEnd(b) => whole!(b, Bottom),
        Property::BorderInlineStart(b) => whole!(b, Left),
        Property::BorderInlineEnd(b) => whole!(b, Right),
        Property::BorderStyle(s) => {
            style!(Top => &s.top, Right => &s.right, Bottom => &s.bottom, Left => &s.left);
        }
        Property::BorderTopStyle(s) | Property::BorderBlockStartStyle(s) => style!(Top => s),
        Property::BorderRightStyle(s) | Property::BorderInlineEndStyle(s) => style!(Right => s),
        Property::BorderBottomStyle(s) | Property::BorderBlockEndStyle(s) => style!(Bottom => s),
        Property::BorderLeftStyle(s) | Property::BorderInlineStartStyle(s) => style!(Left => s),
        Property::BorderWidth(w) => {
            width!(Top => &w.top, Right => &w.right, Bottom => &w.bottom, Left => &w.left);
        }
        Property::BorderTopWidth(w) | Property::BorderBlockStartWidth(w) => width!(Top => w),
        Property::BorderRightWidth(w) | Property::BorderInlineEndWidth(w) => width!(Right => w),
        Property::BorderBottomWidth(w) | Property::BorderBlockEndWidth(w) => width!(Bottom => w),
        Property::BorderLeftWidth(w) | Property::BorderInlineStartWidth(w) => width!(Left => w),
        Property::BorderColor(c) => {
            color!(Top => &c.top, Right => &c.right, Bottom => &c.bottom, Left => &c.left);
        }
        Property::BorderTopColor(c) | Property::BorderBlockStartColor(c) => color!(Top => c),
        Property::BorderRightColor(c) | Property::BorderInlineEndColor(c) => color!(Right => c),
        Property::BorderBottomColor(c) | Property::BorderBlockEndColor(c) => color!(Bottom => c),
        Property::BorderLeftColor(c) | Property::BorderInlineStartColor(c) => color!(Left => c),
        Property::Outline(outline) => {
            push(Key::OutlineStyle, outline_style(&outline.style));
            push(Key::OutlineWidth, border_width(&outline.width));
            push(Key::OutlineColor, paint(&outline.color));
        }
        Property::OutlineStyle(style) => push(Key::OutlineStyle, outline_style(style)),
        Property::OutlineWidth(width) => push(Key::OutlineWidth, border_width(width)),
        Property::OutlineColor(color) => push(Key::OutlineColor, paint(color)),
        _ => return false,
    }
    true
}

/// Where boxes are and how big; false for any other property.
fn boxes(property: &Property<'_>, into: &mut Vec<Declaration>) -> bool {
    let mut push = |key, value| into.push(Declaration::Known(key, value));
    match property {
        Property::Display(display) => push(Key::Display, Value::Display(display_kind(display))),
        Property::Visibility(visibility) => {
            push(Key::Visibility, Value::Flag(*visibility == Visibility::Visible));
        }
        Property::Position(position) => push(Key::Position, Value::Position(placed(position))),
        Property::Top(top) | Property::InsetBlockStart(top) => push(Key::Top, length_or_auto(top)),
        Property::Left(left) | Property::InsetInlineStart(left) => {
            push(Key::Left, length_or_auto(left));
        }
        Property::Inset(inset) => {
            push(Key::Top, length_or_auto(&inset.top));
            push(Key::Left, length_or_auto(&inset.left));
        }
        Property::Overflow(value) => {
            push(Key::OverflowX, overflow(value.x));
            push(Key::OverflowY, overflow(value.y));
        }
        Property::OverflowX(value) => push(Key::OverflowX, overflow(*value)),
        Property::OverflowY(value) => push(Key::OverflowY, overflow(*value)),
        Property::Width(value) | Property::InlineSize(value) => push(Key::Width, size(value)),
        Property::Height(value) | Property::BlockSize(value) => push(Key::Height, size(value)),
        Property::MinWidth(value) | Property::MinInlineSize(value) => {
            push(Key::MinWidth, size(value));
        }
        Property::MaxWidth(value) | Property::MaxInlineSize(value) => {
            push(Key::MaxWidth, max_size(value));
        }
        Property::MaxHeight(value) | Property::MaxBlockSize(value) => {
            push(Key::MaxHeight, max_size(value));
        }
        Property::ClipPath(path, _) => {
            push(Key::ClipPath, Value::Flag(!matches!(path, ClipPath::None)));
        }
        Property::Margin(margin) => {
            let sides = [&margin.top, &margin.right, &margin.bottom, &margin.left];
            push(Key::NegativeMargin, Value::Flag(sides.into_iter().any(is_negative)));
        }
        Property::MarginTop(side)
        | Property::MarginRight(side)
        | Property::MarginBottom(side)
        | Property::MarginLeft(side)
        | Property::MarginBlockStart(side)
        | Property::MarginBlockEnd(side)
        | Property::MarginInlineStart(side)
        | Property::MarginInlineEnd(side) => {
            if is_negative(side) {
                push(Key::NegativeMargin, Value::Flag(true));
            }
        }
        Property::MarginBlock(sides) => {
            if is_negative(&sides.block_start) || is_negative(&sides.block_end) {
                push(Key::NegativeMargin, Value::Flag(true));
            }
        }
        Property::MarginInline(sides) => {
            if is_negative(&sides.inline_start) || is_negative(&sides.inline_end) {
                push(Key::NegativeMargin, Value::Flag(true));
            }
        }
        Property::Order(order, _) => push(Key::Order, Value::Number(*order as f32)),
        Property::FlexDirection(direction, _) => push(Key::Reversed, reversed(*direction)),
        Property::FlexFlow(flow, _) => push(Key::Reversed, reversed(flow.direction)),
        _ => return false,
    }
    true
}

/// Transforms and animations; false for any other property.
fn motion(property: &Property<'_>, into: &mut Vec<Declaration>) -> bool {
    let mut push = |key, value| into.push(Declaration::Known(key, value));
    match property {
        Property::Transform(list, _) => {
            push(Key::Transform, Value::Flag(!list.0.is_empty()));
            push(Key::Rotation, rotation(&list.0));
            let shrinks = |transform: &Transform| match transform {
                Transform::Scale(x, y) | Transform::Scale3d(x, y, _) => is_nil(x) || is_nil(y),
                Transform::ScaleX(x) | Transform::ScaleY(x) => is_nil(x),
                _ => false,
            };
            push(Key::Shrunk, Value::Flag(list.0.iter().any(shrinks)));
        }
        Property::Rotate(rotate) => {
            let turn = match rotate {
                Rotate::None => Value::Number(0.0),
                Rotate::XYZ { x, y, angle, .. } if *x == 0.0 && *y == 0.0 => {
                    Value::Number(angle.to_degrees())
                }
                Rotate::XYZ { .. } => Value::Unknown,
            };
            push(Key::Rotation, turn);
        }
        Property::Scale(scale) => {
            push(Key::Transform, Value::Flag(!matches!(scale, Scale::None)));
            let nil = matches!(scale, Scale::XYZ { x, y, .. } if is_nil(x) || is_nil(y));
            push(Key::Shrunk, Value::Flag(nil));
        }
        Property::Translate(_) => push(Key::Transform, Value::Flag(true)),
        Property::Animation(animations, _) => {
            // Of several, the one that lasts longest is the one that matters.
            let lasts = |one: &&Animation<'_>| {
                (count(&one.iteration_count) * milliseconds(&one.duration)) as i64
            };
            let longest =
                animations.iter().filter(|one| one.name != AnimationName::None).max_by_key(lasts);
            push(
                Key::AnimationName,
                longest.map_or(Value::Name(0), |one| animation_name(&one.name)),
            );
            if let Some(one) = longest {
                push(Key::AnimationDuration, Value::Number(milliseconds(&one.duration)));
                push(Key::AnimationCount, Value::Number(count(&one.iteration_count)));
                push(
                    Key::AnimationPaused,
                    Value::Flag(one.play_state == AnimationPlayState::Paused),
                );
            }
        }
        Property::AnimationName(names, _) => {
            let name = names.iter().find(|name| **name != AnimationName::None);
            push(Key::AnimationName, name.map_or(Value::Name(0), animation_name));
        }
        Property::AnimationDuration(times, _) => {
            let longest = times.iter().map(milliseconds).fold(0.0, f32::max);
            push(Key::AnimationDuration, Value::Number(longest));
        }
        Property::AnimationIterationCount(counts, _) => {
            let most = counts.iter().map(count).fold(0.0, f32::max);
            push(Key::AnimationCount, Value::Number(most));
        }
        Property::AnimationPlayState(states, _) => {
            let paused = states.iter().all(|state| *state == AnimationPlayState::Paused);
            push(Key::AnimationPaused, Value::Flag(paused));
        }
        _ => return false,
    }
    true
}

/// The text a `content` value says: its strings, or its alternative text after `/`.
fn content_text(value: &str) -> Option<Box<str>> {
    let value = value.trim();
    if value.eq_ignore_ascii_case("none") || value.eq_ignore_ascii_case("normal") {
        return None;
    }
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
    if !quoted && (spoken.contains("attr(") || spoken.contains("counter")) {
        text.push('\u{fffc}');
    }
    Some(text.into())
}

/// A value lightningcss did not read: a CSS-wide keyword, one with `var()`, or an unknown one.
fn pending(name: &str, text: &str, into: &mut Vec<Declaration>) {
    if name == "content" {
        into.push(Declaration::Content(content_text(text)));
        return;
    }
    let keys = Key::named(name);
    if keys.is_empty() {
        return;
    }
    let keyword = text.trim();
    let value = if let Some(value) = wide_keyword(keyword) {
        value
    } else if keyword.contains("var(") {
        into.push(Declaration::Pending(Box::from(name), Box::from(keyword)));
        return;
    } else if keyword.contains("env(") {
        Value::Unknown
    } else if let Some(value) = odd_value(name, keyword) {
        value
    } else {
        // An invalid declaration is as if it were not there.
        return;
    };
    into.extend(keys.into_iter().map(|key| Declaration::Known(key, value)));
}

fn wide_keyword(keyword: &str) -> Option<Value> {
    if keyword.eq_ignore_ascii_case("inherit") {
        Some(Value::Inherit)
    } else if keyword.eq_ignore_ascii_case("initial") {
        Some(Value::Initial)
    } else {
        ["unset", "revert", "revert-layer"]
            .iter()
            .any(|word| keyword.eq_ignore_ascii_case(word))
            .then_some(Value::Unset)
    }
}

/// Values of the few properties lightningcss has no type for.
fn odd_value(name: &str, text: &str) -> Option<Value> {
    let is = |word: &str| text.eq_ignore_ascii_case(word);
    match name {
        "clip" => Some(Value::Flag(!is("auto"))),
        "float" => Some(Value::Flag(!is("none"))),
        "zoom" => Some(Value::Flag(!is("1") && !is("normal") && !is("100%"))),
        "writing-mode" => Some(Value::Flag(!text.to_ascii_lowercase().starts_with("horizontal"))),
        // Whatever is painted over the text, its colour is no longer `color`.
        "-webkit-text-fill-color" if is("currentcolor") => Some(Value::Auto),
        "-webkit-text-fill-color" => Some(Value::Unknown),
        _ => None,
    }
}

fn paint(color: &CssColor) -> Value {
    Value::Color(color.into())
}

fn drawn(style: &LineStyle) -> Value {
    Value::Flag(!matches!(style, LineStyle::None | LineStyle::Hidden))
}

fn picture<'a>(images: impl Iterator<Item = &'a Image<'a>>) -> Value {
    let painted: Vec<_> = images.filter(|image| **image != Image::None).collect();
    match &painted[..] {
        [] => Value::Picture(Picture::None),
        [Image::Gradient(gradient)] => match shades(gradient) {
            Some((darkest, lightest)) => Value::Gradient(darkest, lightest),
            None => Value::Picture(Picture::Gradient),
        },
        all if all.iter().all(|image| matches!(image, Image::Gradient(_))) => {
            Value::Picture(Picture::Gradient)
        }
        _ => Value::Picture(Picture::Image),
    }
}

/// The darkest and the lightest colour of a gradient whose colours are all opaque, or let all be
/// seen that is behind.
fn shades(gradient: &Gradient) -> Option<(Rgba, Rgba)> {
    fn stops<D>(items: &[GradientItem<D>]) -> Vec<&CssColor> {
        let mut colors = Vec::with_capacity(items.len());
        for item in items {
            if let GradientItem::ColorStop(stop) = item {
                colors.push(&stop.color);
            }
        }
        colors
    }
    let colors = match gradient {
        Gradient::Linear(one) | Gradient::RepeatingLinear(one) => stops(&one.items),
        Gradient::Radial(one) | Gradient::RepeatingRadial(one) => stops(&one.items),
        Gradient::Conic(one) | Gradient::RepeatingConic(one) => stops(&one.items),
        Gradient::WebKitGradient(_) => return None,
    };
    let plain = colors.into_iter().map(|color| match Color::from(color) {
        Color::Plain(color) if color.alpha >= 1.0 || color.alpha <= 0.0 => Some(color),
        _ => None,
    });
    let mut colors: Vec<Rgba> = plain.collect::<Option<_>>()?;
    colors.retain(|color| color.alpha > 0.0);
    let by_light = |one: &Rgba, two: &Rgba| one.luminance().total_cmp(&two.luminance());
    let darkest = colors.iter().copied().min_by(by_light)?;
    let lightest = colors.iter().copied().max_by(by_light)?;
    Some((darkest, lightest))
}

fn svg_paint(paint: &SVGPaint<'_>) -> Value {
    match paint {
        SVGPaint::Color(color) => Value::Color(color.into()),
        SVGPaint::None => Value::Auto,
        _ => Value::Unknown,
    }
}

/// A list of fonts as one name; those that stand for pictures are told apart.
fn family(families: &[FontFamily<'_>]) -> Value {
    let text = families
        .iter()
        .map(|family| family.to_css_string(PrinterOptions::default()).unwrap_or_default())
        .collect::<Vec<_>>()
        .join(",")
        .to_ascii_lowercase();
    let pictures = ["icon", "awesome", "glyph", "symbol", "emoji", "dingbat"];
    if pictures.iter().any(|word| text.contains(word)) {
        return Value::Name(super::style::ICON_FONT);
    }
    Value::Name(name_of(&text))
}

fn reversed(direction: FlexDirection) -> Value {
    Value::Flag(matches!(direction, FlexDirection::RowReverse | FlexDirection::ColumnReverse))
}

fn animation_name(name: &AnimationName<'_>) -> Value {
    match name {
        AnimationName::None => Value::Name(0),
        AnimationName::Ident(ident) => Value::Name(name_of(&ident.0)),
        AnimationName::String(text) => Value::Name(name_of(text)),
    }
}

fn milliseconds(time: &Time) -> f32 {
    time.to_ms()
}

/// How often an animation runs; 10,000 stands for ever.
fn count(count: &AnimationIterationCount) -> f32 {
    match count {
        AnimationIterationCount::Number(number) => *number,
        AnimationIterationCount::Infinite => 10_000.0,
    }
}

fn is_nil(number: &NumberOrPercentage) -> bool {
    match number {
        NumberOrPercentage::Number(number) => number.abs() < 0.02,
        NumberOrPercentage::Percentage(percentage) => percentage.0.abs() < 0.02,
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

fn overflow(overflow: OverflowKeyword) -> Value {
    Value::Overflow(match overflow {
        OverflowKeyword::Visible => Overflow::Visible,
        OverflowKeyword::Hidden | OverflowKeyword::Clip => Overflow::Cut,
        OverflowKeyword::Scroll | OverflowKeyword::Auto => Overflow::Scroll,
    })
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

/// By how many degrees a list of transforms turns the page's plane; unknown when it does so in a
/// way that only a browser can tell.
fn rotation(transforms: &[Transform]) -> Value {
    let mut turned = 0.0;
    for transform in transforms {
        turned += match transform {
            Transform::Rotate(angle) | Transform::RotateZ(angle) => angle.to_degrees(),
            Transform::Rotate3d(x, y, z, angle) if *x == 0.0 && *y == 0.0 && *z != 0.0 => {
                angle.to_degrees() * z.signum()
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
