//! The computed style of an element: inheritance, units, custom properties.

use super::color::{Color, Rgba};
use super::custom::{Budget, Scope};
use super::declaration::{
    Declaration, DisplayKind, Key, Overflow, Picture, PositionKind, Side, Unit, Value,
    parse_resolved,
};
use super::media::View;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::rc::Rc;

/// Stands for every font whose letters are pictures.
pub const ICON_FONT: u64 = u64::MAX;

/// One side of a border.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edge {
    /// Whether it has a line at all.
    pub drawn: bool,
    /// CSS pixels; `None` when it cannot be known.
    pub width: Option<f32>,
    /// `None` when it cannot be known.
    pub color: Option<Rgba>,
    /// Whether the colour follows the text's.
    current: bool,
}

impl Edge {
    /// Whether its colour is that of the text, as browsers choose it.
    #[must_use]
    pub fn follows_text(&self) -> bool {
        self.current
    }

    /// Whether anything is painted.
    #[must_use]
    pub fn is_painted(&self) -> bool {
        self.drawn && self.width != Some(0.0) && self.color.is_none_or(|color| color.alpha > 0.0)
    }
}

/// A computed style, as far as the rules read it. Lengths are CSS pixels.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the names are CSS's own")]
pub struct Style {
    /// `None` when it cannot be known without a browser.
    pub color: Option<Rgba>,
    /// The text is painted in another colour than `color`.
    pub text_fill: bool,
    /// `None` when it cannot be known without a browser.
    pub background_color: Option<Rgba>,
    /// What is painted behind the content besides the colour.
    pub background_image: Picture,
    /// The darkest and the lightest colour of a gradient that is painted alone.
    pub shades: Option<(Rgba, Rgba)>,
    /// The background is only seen through the letters.
    pub background_clip: bool,
    pub display: DisplayKind,
    pub visible: bool,
    /// `None` when it cannot be known without a browser.
    pub font_size: Option<f32>,
    /// The font size follows the width of the window alone.
    pub font_by_view: bool,
    pub font_weight: f32,
    /// The fonts, as a hash of their names; [`ICON_FONT`] for those made of pictures.
    pub font_family: u64,
    pub italic: bool,
    pub opacity: f32,
    /// The element's own underline.
    pub underline: bool,
    /// Top, right, bottom, left.
    pub border: [Edge; 4],
    pub outline: Edge,
    pub box_shadow: bool,
    /// A shadow inside the box, which may cover all of its background.
    pub inset_shadow: bool,
    pub position: PositionKind,
    pub top: Value,
    pub left: Value,
    pub overflow_x: Overflow,
    pub overflow_y: Overflow,
    pub no_wrap: bool,
    pub text_indent: Option<f32>,
    pub width: Value,
    pub height: Value,
    pub min_width: Value,
    pub max_width: Value,
    pub max_height: Value,
    pub clip: bool,
    pub clip_path: bool,
    /// A filter, a mask or a blend mode.
    pub effects: bool,
    pub text_shadow: bool,
    pub transform: bool,
    pub shrunk: bool,
    /// `None` when it cannot be known; 0 for `normal`.
    pub letter_spacing: Option<f32>,
    /// `None` when it cannot be known; 0 for `normal`.
    pub word_spacing: Option<f32>,
    /// A number, a length in pixels, or `Auto` for `normal`.
    pub line_height: Value,
    pub order: f32,
    /// Flex items run backwards.
    pub reversed: bool,
    /// The animation's name, 0 without one.
    pub animation: u64,
    /// Milliseconds.
    pub animation_duration: f32,
    /// 10,000 stands for ever.
    pub animation_count: f32,
    pub animation_paused: bool,
    pub float: bool,
    pub negative_margin: bool,
    /// Degrees by which it is turned in its plane; `None` when it cannot be known.
    pub rotation: Option<f32>,
    /// What SVG shapes are filled with: `Auto` for nothing.
    pub fill: Value,
    /// What SVG shapes are outlined with: `Auto` for nothing.
    pub stroke: Value,
    /// The browser's look of a control is taken away.
    pub appearance_none: bool,
    /// Lines run from top to bottom.
    pub vertical: bool,
    pub zoom: bool,
    /// Where nothing is painted the page may be dark.
    pub dark: bool,
    /// Set by the author here or on an ancestor, for RGAA 10.5.
    pub author_color: bool,
    /// A background colour set by the author here or on an ancestor, for RGAA 10.5.
    pub author_background: bool,
    /// Set by the author on this very element.
    pub own_color: bool,
    /// Set by the author on this very element.
    pub own_background: bool,
    /// A declaration of which it is not known whether it holds has a part in this style.
    pub uncertain: bool,
    /// What a pseudo-element says; `None` when it is not made at all.
    pub content: Option<Rc<str>>,
    custom: Rc<Scope>,
}

impl Default for Style {
    fn default() -> Self {
        let edge = Edge { drawn: false, width: Some(3.0), color: Some(Rgba::BLACK), current: true };
        Self {
            color: Some(Rgba::BLACK),
            text_fill: false,
            background_color: Some(Rgba::TRANSPARENT),
            background_image: Picture::None,
            shades: None,
            background_clip: false,
            display: DisplayKind::Inline,
            visible: true,
            font_size: Some(16.0),
            font_by_view: false,
            font_weight: 400.0,
            font_family: 0,
            italic: false,
            opacity: 1.0,
            underline: false,
            border: [edge; 4],
            outline: edge,
            box_shadow: false,
            inset_shadow: false,
            position: PositionKind::Static,
            top: Value::Auto,
            left: Value::Auto,
            overflow_x: Overflow::Visible,
            overflow_y: Overflow::Visible,
            no_wrap: false,
            text_indent: Some(0.0),
            width: Value::Auto,
            height: Value::Auto,
            min_width: Value::Auto,
            max_width: Value::Auto,
            max_height: Value::Auto,
            clip: false,
            clip_path: false,
            effects: false,
            text_shadow: false,
            transform: false,
            shrunk: false,
            letter_spacing: Some(0.0),
            word_spacing: Some(0.0),
            line_height: Value::Auto,
            order: 0.0,
            reversed: false,
            animation: 0,
            animation_duration: 0.0,
            animation_count: 1.0,
            animation_paused: false,
            float: false,
            negative_margin: false,
            rotation: Some(0.0),
            fill: Value::Color(Color::Plain(Rgba::BLACK)),
            stroke: Value::Auto,
            appearance_none: false,
            vertical: false,
            zoom: false,
            dark: false,
            author_color: false,
            author_background: false,
            own_color: false,
            own_background: false,
            uncertain: false,
            content: None,
            custom: Rc::default(),
        }
    }
}

impl Style {
    /// What a child starts from: inherited properties kept, the others initial.
    #[must_use]
    pub fn child(&self) -> Self {
        Self {
            color: self.color,
            text_fill: self.text_fill,
            visible: self.visible,
            font_size: self.font_size,
            font_by_view: self.font_by_view,
            font_weight: self.font_weight,
            font_family: self.font_family,
            italic: self.italic,
            no_wrap: self.no_wrap,
            text_indent: self.text_indent,
            text_shadow: self.text_shadow,
            letter_spacing: self.letter_spacing,
            word_spacing: self.word_spacing,
            line_height: self.line_height,
            fill: self.fill,
            stroke: self.stroke,
            vertical: self.vertical,
            dark: self.dark,
            author_color: self.author_color,
            author_background: self.author_background,
            uncertain: self.uncertain,
            custom: Rc::clone(&self.custom),
            ..Self::default()
        }
    }

    /// True when nothing of the element or its content is laid out.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.display == DisplayKind::None
    }

    /// Whether what does not fit is cut away sideways.
    #[must_use]
    pub fn cuts_x(&self) -> bool {
        self.overflow_x == Overflow::Cut
    }

    /// Whether what does not fit is cut away below.
    #[must_use]
    pub fn cuts_y(&self) -> bool {
        self.overflow_y == Overflow::Cut
    }

    /// Whether some side has a line.
    #[must_use]
    pub fn has_border(&self) -> bool {
        self.border.iter().any(Edge::is_painted)
    }

    /// Moved out of the window or cut down to nothing, as «visually hidden» classes do.
    #[must_use]
    pub fn is_offstage(&self, view: View) -> bool {
        let pixels = |value| self.pixels(value, view);
        let tiny = |value| pixels(value).is_some_and(|length| length <= 1.0);
        let away = |value| pixels(value).is_some_and(|length| length <= -999.0);
        let placed = matches!(self.position, PositionKind::Absolute | PositionKind::Fixed);
        (placed && (self.clip || self.clip_path || away(self.left) || away(self.top)))
            || (self.cuts_x() && self.cuts_y() && tiny(self.width) && tiny(self.height))
            || (self.cuts_y() && pixels(self.height) == Some(0.0))
            || (self.cuts_y() && pixels(self.max_height) == Some(0.0))
            || self.text_indent.is_some_and(|indent| indent <= -999.0)
            || self.shrunk
    }

    /// Whether somebody who sees the element sees this style of it at all.
    #[must_use]
    pub fn is_seen(&self, view: View) -> bool {
        !self.is_none() && self.visible && self.opacity > 0.0 && !self.is_offstage(view)
    }

    /// Whether two styles differ in something else than a colour of the text.
    #[must_use]
    pub fn differs_beyond_colour(&self, other: &Self) -> bool {
        let weight = (self.font_weight - other.font_weight).abs() >= 200.0;
        let size = match (self.font_size, other.font_size) {
            (Some(one), Some(two)) => (one / two.max(0.1) - 1.0).abs() > 0.15,
            (one, two) => one != two,
        };
        let edges = |style: &Self| {
            style.border.iter().chain([&style.outline]).map(Edge::is_painted).collect::<Vec<_>>()
        };
        weight
            || size
            || self.underline != other.underline
            || self.italic != other.italic
            || self.font_family != other.font_family
            || edges(self) != edges(other)
            || self.box_shadow != other.box_shadow
            || self.background_image != other.background_image
            || self.background_color != other.background_color
            || self.text_shadow != other.text_shadow
            || self.transform != other.transform
            || self.effects != other.effects
    }

    /// The height of a line as a multiple of the font size; `normal` counts as 1.2.
    #[must_use]
    pub fn line_height_ratio(&self) -> Option<f32> {
        match self.line_height {
            Value::Number(number) => Some(number),
            Value::Auto => Some(1.2),
            Value::Length(height, Unit::Px) => {
                self.font_size.filter(|size| *size > 0.0).map(|size| height / size)
            }
            _ => None,
        }
    }

    /// A length in pixels; `None` for one that depends on the layout.
    #[must_use]
    pub fn pixels(&self, value: Value, view: View) -> Option<f32> {
        let Value::Length(number, unit) = value else { return None };
        Some(match unit {
            Unit::Px => number,
            Unit::Em => number * self.font_size?,
            Unit::Ex => number * self.font_size? / 2.0,
            Unit::Rem => number * 16.0,
            Unit::ViewportWidth => number * view.width() / 100.0,
            Unit::ViewportHeight => number * view.height() / 100.0,
            Unit::Percent => return None,
        })
    }

    /// Applies declarations in cascade order: custom properties first, then the font size (other
    /// lengths are measured in it), then the rest.
    pub(super) fn apply(
        &mut self,
        declarations: &[&Declaration],
        parent: &Self,
        view: View,
        author: bool,
        budget: &mut Budget,
    ) {
        let own = declarations.iter().filter_map(|declaration| match declaration {
            Declaration::Custom(name, text) => Some((name, text)),
            _ => None,
        });
        if let Some(scope) = Scope::inside(&self.custom, own) {
            self.custom = Rc::new(scope);
        }
        let mut resolved: Vec<(Key, Value)> = Vec::with_capacity(declarations.len());
        for declaration in declarations {
            match declaration {
                Declaration::Known(key, value) => resolved.push((*key, *value)),
                Declaration::All(value) => resolved.extend(Key::all().map(|key| (key, *value))),
                Declaration::Pending(name, text) => self.resolve(name, text, &mut resolved, budget),
                Declaration::Content(text) => self.content = text.as_deref().map(Rc::from),
                Declaration::Custom(..) => {}
            }
        }
        for (key, value) in &resolved {
            if matches!(key, Key::FontSize | Key::ColorScheme) {
                self.set(*key, *value, parent, view, author);
            }
        }
        // `currentColor` means the element's own colour, so the colour comes before the rest.
        for (key, value) in &resolved {
            if *key == Key::Color {
                self.set(Key::Color, *value, parent, view, author);
            }
        }
        for edge in self.border.iter_mut().chain(std::iter::once(&mut self.outline)) {
            if edge.current {
                edge.color = self.color;
            }
        }
        for (key, value) in resolved {
            if !matches!(key, Key::FontSize | Key::Color | Key::ColorScheme) {
                self.set(key, value, parent, view, author);
            }
        }
    }

    /// A value with `var()`, once its custom properties are put in. One that is not valid then is
    /// as `unset` (CSS Custom Properties, «invalid at computed-value time»).
    fn resolve(
        &self,
        property: &str,
        text: &str,
        into: &mut Vec<(Key, Value)>,
        budget: &mut Budget,
    ) {
        match self.custom.substitute(text, budget).and_then(|text| resolved(property, &text)) {
            Some(values) => into.extend(values.iter().copied()),
            None => into.extend(Key::named(property).into_iter().map(|key| (key, Value::Unset))),
        }
    }

    fn set(&mut self, key: Key, value: Value, parent: &Self, view: View, author: bool) {
        let value = match value {
            Value::Unset if key.inherits() => Value::Inherit,
            Value::Unset => Value::Initial,
            other => other,
        };
        if value == Value::Inherit {
            self.copy(key, parent);
            return;
        }
        if value == Value::Initial {
            self.copy(key, &Self::default());
            return;
        }
        let flag = value == Value::Flag(true);
        let number = match value {
            Value::Number(number) => Some(number),
            _ => None,
        };
        match key {
            Key::Color => {
                self.color = self.resolve_color(value, parent.color);
                let declared = author && value != Value::Color(Color::Current);
                self.author_color |= declared;
                self.own_color |= declared;
            }
            Key::TextFill => self.text_fill = value != Value::Auto,
            Key::BackgroundColor => {
                self.background_color = self.resolve_color(value, self.color);
                let painted = self.background_color.is_none_or(|color| color.alpha > 0.0);
                self.author_background |= author && painted;
                self.own_background = author && painted;
            }
            Key::BackgroundImage => {
                (self.background_image, self.shades) = match value {
                    Value::Picture(picture) => (picture, None),
                    Value::Gradient(one, two) => (Picture::Gradient, Some((one, two))),
                    _ => (Picture::Image, None),
                };
            }
            Key::BackgroundClip => self.background_clip = flag,
            Key::Display => {
                if let Value::Display(kind) = value {
                    self.display = kind;
                }
            }
            Key::Visibility => self.visible = flag,
            Key::FontSize => {
                self.font_by_view =
                    matches!(value, Value::Length(_, Unit::ViewportWidth | Unit::ViewportHeight))
                        || (parent.font_by_view
                            && matches!(
                                value,
                                Value::Length(_, Unit::Em | Unit::Percent | Unit::Ex)
                            ));
                self.font_size = match value {
                    Value::Length(number, Unit::Percent) => {
                        parent.font_size.map(|size| size * number / 100.0)
                    }
                    other => parent.pixels(other, view),
                };
            }
            Key::FontWeight => self.font_weight = number.unwrap_or(400.0),
            Key::FontFamily => {
                self.font_family = match value {
                    Value::Name(name) => name,
                    _ => ICON_FONT,
                };
            }
            Key::FontStyle => self.italic = flag,
            Key::Opacity => self.opacity = number.unwrap_or(1.0).clamp(0.0, 1.0),
            Key::Underline => self.underline = flag,
            Key::OutlineStyle => self.outline.drawn = flag,
            Key::OutlineWidth => self.outline.width = self.pixels(value, view),
            Key::OutlineColor => {
                self.outline.current = value == Value::Color(Color::Current);
                self.outline.color = self.resolve_color(value, self.color);
            }
            Key::BorderStyle(side) => self.border[side as usize].drawn = flag,
            Key::BorderWidth(side) => {
                self.border[side as usize].width = self.pixels(value, view);
            }
            Key::BorderColor(side) => {
                let color = self.resolve_color(value, self.color);
                let edge = &mut self.border[side as usize];
                edge.current = value == Value::Color(Color::Current);
                edge.color = color;
            }
            Key::BoxShadow => self.box_shadow = flag,
            Key::InsetShadow => self.inset_shadow = flag,
            Key::Position => {
                if let Value::Position(kind) = value {
                    self.position = kind;
                }
            }
            Key::Top => self.top = value,
            Key::Left => self.left = value,
            Key::OverflowX => self.overflow_x = overflow(value),
            Key::OverflowY => self.overflow_y = overflow(value),
            Key::NoWrap => self.no_wrap = flag,
            Key::TextIndent => self.text_indent = self.pixels(value, view),
            Key::Width => self.width = value,
            Key::Height => self.height = value,
            Key::MinWidth => self.min_width = value,
            Key::MaxWidth => self.max_width = value,
            Key::MaxHeight => self.max_height = value,
            Key::Clip => self.clip = flag,
            Key::ClipPath => self.clip_path = flag,
            Key::Effects => self.effects = flag || value == Value::Unknown,
            Key::TextShadow => self.text_shadow = flag,
            Key::Transform => self.transform = flag,
            Key::Shrunk => self.shrunk = flag,
            Key::LetterSpacing => self.letter_spacing = self.spacing(value, view),
            Key::WordSpacing => self.word_spacing = self.spacing(value, view),
            Key::LineHeight => {
                self.line_height = match value {
                    Value::Number(_) | Value::Auto => value,
                    Value::Length(number, Unit::Percent) => self
                        .font_size
                        .map_or(Value::Unknown, |s| Value::Length(s * number / 100.0, Unit::Px)),
                    other => self
                        .pixels(other, view)
                        .map_or(Value::Unknown, |height| Value::Length(height, Unit::Px)),
                };
            }
            Key::Order => self.order = number.unwrap_or(0.0),
            Key::Reversed => self.reversed = flag,
            Key::AnimationName => {
                self.animation = match value {
                    Value::Name(name) => name,
                    _ => 0,
                };
            }
            Key::AnimationDuration => self.animation_duration = number.unwrap_or(0.0),
            Key::AnimationCount => self.animation_count = number.unwrap_or(1.0),
            Key::AnimationPaused => self.animation_paused = flag,
            Key::Float => self.float = flag,
            Key::NegativeMargin => self.negative_margin = flag,
            Key::Rotation => self.rotation = number,
            Key::Fill => self.fill = self.resolve_paint(value),
            Key::Stroke => self.stroke = self.resolve_paint(value),
            Key::Appearance => self.appearance_none = flag,
            Key::Vertical => self.vertical = flag,
            Key::Zoom => self.zoom = flag,
            Key::ColorScheme => self.set_scheme(number, view),
        }
    }

    /// `color-scheme`: 0 for light, 1 for light or dark, 2 for dark alone. In the dark, what the
    /// author leaves to the browser has a colour that only the browser knows.
    fn set_scheme(&mut self, scheme: Option<f32>, view: View) {
        let dark = match scheme {
            Some(scheme) if scheme >= 2.0 => true,
            Some(scheme) if scheme >= 1.0 => view == View::Dark,
            _ => false,
        };
        if dark != self.dark && !self.author_color {
            self.color = if dark { None } else { Some(Rgba::BLACK) };
        }
        self.dark = dark;
    }

    fn spacing(&self, value: Value, view: View) -> Option<f32> {
        match value {
            Value::Auto => Some(0.0),
            other => self.pixels(other, view),
        }
    }

    fn resolve_color(&self, value: Value, current: Option<Rgba>) -> Option<Rgba> {
        match value {
            Value::Color(Color::Plain(color)) => Some(color),
            Value::Color(Color::Current) => current,
            // Without `color-scheme` the page is a light one, whatever people prefer.
            Value::Color(Color::Scheme(light, dark)) => Some(if self.dark { dark } else { light }),
            _ => None,
        }
    }

    fn resolve_paint(&self, value: Value) -> Value {
        match value {
            Value::Auto => Value::Auto,
            other => self
                .resolve_color(other, self.color)
                .map_or(Value::Unknown, |color| Value::Color(Color::Plain(color))),
        }
    }

    fn copy(&mut self, key: Key, from: &Self) {
        match key {
            Key::Color => self.color = from.color,
            Key::TextFill => self.text_fill = from.text_fill,
            Key::BackgroundColor => {
                self.background_color = from.background_color;
                self.own_background = false;
            }
            Key::BackgroundImage => {
                self.background_image = from.background_image;
                self.shades = from.shades;
            }
            Key::BackgroundClip => self.background_clip = from.background_clip,
            Key::Display => self.display = from.display,
            Key::Visibility => self.visible = from.visible,
            Key::FontSize => {
                self.font_size = from.font_size;
                self.font_by_view = from.font_by_view;
            }
            Key::FontWeight => self.font_weight = from.font_weight,
            Key::FontFamily => self.font_family = from.font_family,
            Key::FontStyle => self.italic = from.italic,
            Key::Opacity => self.opacity = from.opacity,
            Key::Underline => self.underline = from.underline,
            Key::OutlineStyle => self.outline.drawn = from.outline.drawn,
            Key::OutlineWidth => self.outline.width = from.outline.width,
            Key::OutlineColor => {
                self.outline.current = true;
                self.outline.color = self.color;
            }
            Key::BorderStyle(side) => self.edge(side).drawn = from.border[side as usize].drawn,
            Key::BorderWidth(side) => self.edge(side).width = from.border[side as usize].width,
            Key::BorderColor(side) => {
                let color = self.color;
                let edge = self.edge(side);
                edge.current = true;
                edge.color = color;
            }
            Key::BoxShadow => self.box_shadow = from.box_shadow,
            Key::InsetShadow => self.inset_shadow = from.inset_shadow,
            Key::Position => self.position = from.position,
            Key::Top => self.top = from.top,
            Key::Left => self.left = from.left,
            Key::OverflowX => self.overflow_x = from.overflow_x,
            Key::OverflowY => self.overflow_y = from.overflow_y,
            Key::NoWrap => self.no_wrap = from.no_wrap,
            Key::TextIndent => self.text_indent = from.text_indent,
            Key::Width => self.width = from.width,
            Key::Height => self.height = from.height,
            Key::MinWidth => self.min_width = from.min_width,
            Key::MaxWidth => self.max_width = from.max_width,
            Key::MaxHeight => self.max_height = from.max_height,
            Key::Clip => self.clip = from.clip,
            Key::ClipPath => self.clip_path = from.clip_path,
            Key::Effects => self.effects = from.effects,
            Key::TextShadow => self.text_shadow = from.text_shadow,
            Key::Transform => self.transform = from.transform,
            Key::Shrunk => self.shrunk = from.shrunk,
            Key::LetterSpacing => self.letter_spacing = from.letter_spacing,
            Key::WordSpacing => self.word_spacing = from.word_spacing,
            Key::LineHeight => self.line_height = from.line_height,
            Key::Order => self.order = from.order,
            Key::Reversed => self.reversed = from.reversed,
            Key::AnimationName => self.animation = from.animation,
            Key::AnimationDuration => self.animation_duration = from.animation_duration,
            Key::AnimationCount => self.animation_count = from.animation_count,
            Key::AnimationPaused => self.animation_paused = from.animation_paused,
            Key::Float => self.float = from.float,
            Key::NegativeMargin => self.negative_margin = from.negative_margin,
            Key::Rotation => self.rotation = from.rotation,
            Key::Fill => self.fill = from.fill,
            Key::Stroke => self.stroke = from.stroke,
            Key::Appearance => self.appearance_none = from.appearance_none,
            Key::Vertical => self.vertical = from.vertical,
            Key::ColorScheme => self.dark = from.dark,
            Key::Zoom => self.zoom = from.zoom,
        }
    }

    fn edge(&mut self, side: Side) -> &mut Edge {
        &mut self.border[side as usize]
    }
}

/// The values of a property's text, read once a thread: pages of a theme say the same again and
/// again. `None` for a text that is not valid.
fn resolved(property: &str, text: &str) -> Option<Rc<[(Key, Value)]>> {
    type Known = FxHashMap<Box<str>, Option<Rc<[(Key, Value)]>>>;
    /// How many texts are kept before they are forgotten.
    const MAX_TEXTS: usize = 4_096;
    /// Longer ones, in bytes, are read each time.
    const MAX_LENGTH: usize = 256;
    thread_local! {
        static KNOWN: RefCell<Known> = RefCell::default();
    }
    // No name of a property holds a colon.
    let name = format!("{property}:{text}");
    KNOWN.with_borrow_mut(|known| {
        if let Some(values) = known.get(name.as_str()) {
            return values.clone();
        }
        let values = parse_resolved(property, text).map(|declarations| {
            let values = declarations.iter().filter_map(|declaration| match declaration {
                Declaration::Known(key, value) => Some((*key, *value)),
                _ => None,
            });
            values.collect()
        });
        if known.len() >= MAX_TEXTS {
            known.clear();
        }
        if name.len() <= MAX_LENGTH {
            known.insert(name.into(), values.clone());
        }
        values
    })
}

fn overflow(value: Value) -> Overflow {
    match value {
        Value::Overflow(overflow) => overflow,
        // It is safer to believe that what does not fit can be reached.
        _ => Overflow::Scroll,
    }
}
