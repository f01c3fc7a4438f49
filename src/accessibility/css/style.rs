//! The computed style of an element: inheritance, units, custom properties.

use super::color::{Color, Rgba};
use super::declaration::{
    Declaration, DisplayKind, Key, PositionKind, Unit, Value, parse_resolved,
};
use super::media::View;
use std::collections::BTreeMap;
use std::rc::Rc;

/// How often a custom property may stand in another before it is taken as invalid.
const MAX_VARIABLE_DEPTH: usize = 16;

/// Longest text a value may grow to once its `var()`s are replaced.
const MAX_VALUE: usize = 1 << 14;

/// A computed style, as far as the rules read it. Lengths are CSS pixels.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the names are CSS's own")]
pub struct Style {
    /// `None` when it cannot be known without a browser.
    pub color: Option<Rgba>,
    /// `None` when it cannot be known without a browser.
    pub background_color: Option<Rgba>,
    /// True when an image or a gradient is painted behind the content.
    pub background_image: bool,
    pub display: DisplayKind,
    pub visible: bool,
    /// `None` when it cannot be known without a browser.
    pub font_size: Option<f32>,
    pub font_weight: f32,
    pub opacity: f32,
    /// The element's own underline.
    pub underline: bool,
    pub border: bool,
    pub border_bottom: bool,
    pub outline_style: Option<bool>,
    pub outline_width: Option<f32>,
    pub position: PositionKind,
    pub top: Value,
    pub left: Value,
    pub cuts_x: bool,
    pub cuts_y: bool,
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
    /// `None` when it cannot be known; 0 for `normal`.
    pub letter_spacing: Option<f32>,
    /// `None` when it cannot be known; 0 for `normal`.
    pub word_spacing: Option<f32>,
    /// A number, a length in pixels, or `Auto` for `normal`.
    pub line_height: Value,
    pub order: f32,
    pub animated: bool,
    pub float: bool,
    pub negative_margin: bool,
    /// Degrees by which it is turned in its plane; `None` when it cannot be known.
    pub rotation: Option<f32>,
    /// Set by the author here or on an ancestor, for RGAA 10.5.
    pub author_color: bool,
    /// Set by the author here or on an ancestor, for RGAA 10.5.
    pub author_background: bool,
    /// What a pseudo-element says; `None` when it is not made at all.
    pub content: Option<Rc<str>>,
    custom: Rc<BTreeMap<Box<str>, Box<str>>>,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            color: Some(Rgba::BLACK),
            background_color: Some(Rgba::TRANSPARENT),
            background_image: false,
            display: DisplayKind::Inline,
            visible: true,
            font_size: Some(16.0),
            font_weight: 400.0,
            opacity: 1.0,
            underline: false,
            border: false,
            border_bottom: false,
            outline_style: None,
            outline_width: None,
            position: PositionKind::Static,
            top: Value::Auto,
            left: Value::Auto,
            cuts_x: false,
            cuts_y: false,
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
            letter_spacing: Some(0.0),
            word_spacing: Some(0.0),
            line_height: Value::Auto,
            order: 0.0,
            animated: false,
            float: false,
            negative_margin: false,
            rotation: Some(0.0),
            author_color: false,
            author_background: false,
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
            visible: self.visible,
            font_size: self.font_size,
            font_weight: self.font_weight,
            no_wrap: self.no_wrap,
            text_indent: self.text_indent,
            text_shadow: self.text_shadow,
            letter_spacing: self.letter_spacing,
            word_spacing: self.word_spacing,
            line_height: self.line_height,
            author_color: self.author_color,
            author_background: self.author_background,
            custom: Rc::clone(&self.custom),
            ..Self::default()
        }
    }

    /// True when nothing of the element or its content is laid out.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.display == DisplayKind::None
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
    pub fn apply(
        &mut self,
        declarations: &[&Declaration],
        parent: &Self,
        view: View,
        author: bool,
    ) {
        let mut custom: Option<BTreeMap<Box<str>, Box<str>>> = None;
        for declaration in declarations {
            if let Declaration::Custom(name, text) = declaration {
                custom
                    .get_or_insert_with(|| BTreeMap::clone(&self.custom))
                    .insert(name.clone(), text.clone());
            }
        }
        if let Some(custom) = custom {
            self.custom = Rc::new(custom);
        }
        let resolved: Vec<(Key, Value)> = declarations
            .iter()
            .flat_map(|declaration| match declaration {
                Declaration::Known(key, value) => vec![(*key, *value)],
                Declaration::Pending(name, text) => self.resolve(name, text),
                Declaration::Content(_) | Declaration::Custom(..) => Vec::new(),
            })
            .collect();
        for (key, value) in &resolved {
            if *key == Key::FontSize {
                self.set(Key::FontSize, *value, parent, view, author);
            }
        }
        // `currentColor` means the element's own colour, so the colour comes before the rest.
        for (key, value) in &resolved {
            if *key == Key::Color {
                self.set(Key::Color, *value, parent, view, author);
            }
        }
        for (key, value) in resolved {
            if !matches!(key, Key::FontSize | Key::Color) {
                self.set(key, value, parent, view, author);
            }
        }
        for declaration in declarations {
            if let Declaration::Content(text) = declaration {
                self.content = Some(Rc::from(&**text));
            }
        }
    }

    /// A value with `var()`, once its custom properties are put in; nothing when one is missing.
    fn resolve(&self, property: &str, text: &str) -> Vec<(Key, Value)> {
        let mut budget = MAX_VALUE;
        let Some(text) = self.substitute(text, 0, &mut budget) else { return Vec::new() };
        parse_resolved(property, &text)
            .into_iter()
            .filter_map(|declaration| match declaration {
                Declaration::Known(key, value) => Some((key, value)),
                _ => None,
            })
            .collect()
    }

    fn substitute(&self, text: &str, depth: usize, budget: &mut usize) -> Option<String> {
        if depth > MAX_VARIABLE_DEPTH {
            return None;
        }
        let mut output = String::new();
        let mut rest = text;
        while let Some(start) = rest.find("var(") {
            let inside = &rest[start + 4..];
            let end = closing(inside)?;
            let (name, fallback) = match inside[..end].split_once(',') {
                Some((name, fallback)) => (name.trim(), Some(fallback)),
                None => (inside[..end].trim(), None),
            };
            output.push_str(&rest[..start]);
            let value = self
                .custom
                .get(name)
                .and_then(|value| self.substitute(value, depth + 1, budget))
                .or_else(|| fallback.and_then(|text| self.substitute(text, depth + 1, budget)))?;
            output.push_str(&value);
            *budget = budget.checked_sub(value.len())?;
            rest = &inside[end + 1..];
        }
        output.push_str(rest);
        Some(output)
    }

    fn set(&mut self, key: Key, value: Value, parent: &Self, view: View, author: bool) {
        let value = match value {
            Value::Unset if inherits(key) => Value::Inherit,
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
                self.color = self.resolve_color(value, parent.color, view);
                self.author_color |= author;
            }
            Key::BackgroundColor => {
                self.background_color = self.resolve_color(value, self.color, view);
                let painted = self.background_color.is_none_or(|color| color.alpha > 0.0);
                self.author_background |= author && painted;
            }
            Key::BackgroundImage => self.background_image = flag,
            Key::Display => {
                if let Value::Display(kind) = value {
                    self.display = kind;
                }
            }
            Key::Visibility => self.visible = flag,
            Key::FontSize => {
                self.font_size = match value {
                    Value::Length(number, Unit::Percent) => {
                        parent.font_size.map(|size| size * number / 100.0)
                    }
                    other => parent.pixels(other, view),
                };
            }
            Key::FontWeight => self.font_weight = number.unwrap_or(400.0),
            Key::Opacity => self.opacity = number.unwrap_or(1.0).clamp(0.0, 1.0),
            Key::Underline => self.underline = flag,
            Key::OutlineStyle => self.outline_style = Some(flag),
            Key::OutlineWidth => self.outline_width = self.pixels(value, view),
            Key::OutlineColor => {}
            Key::Position => {
                if let Value::Position(kind) = value {
                    self.position = kind;
                }
            }
            Key::Top => self.top = value,
            Key::Left => self.left = value,
            Key::OverflowX => self.cuts_x = flag,
            Key::OverflowY => self.cuts_y = flag,
            Key::NoWrap => self.no_wrap = flag,
            Key::TextIndent => self.text_indent = self.pixels(value, view),
            Key::Width => self.width = value,
            Key::Height => self.height = value,
            Key::MinWidth => self.min_width = value,
            Key::MaxWidth => self.max_width = value,
            Key::MaxHeight => self.max_height = value,
            Key::Clip => self.clip = flag,
            Key::ClipPath => self.clip_path = flag,
            Key::Effects => self.effects = flag,
            Key::TextShadow => self.text_shadow = flag,
            Key::Transform => self.transform = flag,
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
            Key::BorderBottom => self.border_bottom = flag,
            Key::Border => self.border = flag,
            Key::Order => self.order = number.unwrap_or(0.0),
            Key::Animation => self.animated = flag,
            Key::Float => self.float = flag,
            Key::NegativeMargin => self.negative_margin = flag,
            Key::Rotation => self.rotation = number,
        }
    }

    fn spacing(&self, value: Value, view: View) -> Option<f32> {
        match value {
            Value::Auto => Some(0.0),
            other => self.pixels(other, view),
        }
    }

    fn resolve_color(&self, value: Value, current: Option<Rgba>, view: View) -> Option<Rgba> {
        match value {
            Value::Color(Color::Plain(color)) => Some(color),
            Value::Color(Color::Current) => current,
            Value::Color(Color::Scheme(light, dark)) => {
                Some(if view == View::Dark { dark } else { light })
            }
            _ => None,
        }
    }

    fn copy(&mut self, key: Key, from: &Self) {
        match key {
            Key::Color => self.color = from.color,
            Key::BackgroundColor => self.background_color = from.background_color,
            Key::BackgroundImage => self.background_image = from.background_image,
            Key::Display => self.display = from.display,
            Key::Visibility => self.visible = from.visible,
            Key::FontSize => self.font_size = from.font_size,
            Key::FontWeight => self.font_weight = from.font_weight,
            Key::Opacity => self.opacity = from.opacity,
            Key::Underline => self.underline = from.underline,
            Key::OutlineStyle => self.outline_style = from.outline_style,
            Key::OutlineWidth => self.outline_width = from.outline_width,
            Key::OutlineColor => {}
            Key::Position => self.position = from.position,
            Key::Top => self.top = from.top,
            Key::Left => self.left = from.left,
            Key::OverflowX => self.cuts_x = from.cuts_x,
            Key::OverflowY => self.cuts_y = from.cuts_y,
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
            Key::LetterSpacing => self.letter_spacing = from.letter_spacing,
            Key::WordSpacing => self.word_spacing = from.word_spacing,
            Key::LineHeight => self.line_height = from.line_height,
            Key::BorderBottom => self.border_bottom = from.border_bottom,
            Key::Border => self.border = from.border,
            Key::Order => self.order = from.order,
            Key::Animation => self.animated = from.animated,
            Key::Float => self.float = from.float,
            Key::NegativeMargin => self.negative_margin = from.negative_margin,
            Key::Rotation => self.rotation = from.rotation,
        }
    }
}

fn inherits(key: Key) -> bool {
    matches!(
        key,
        Key::Color
            | Key::Visibility
            | Key::FontSize
            | Key::FontWeight
            | Key::NoWrap
            | Key::TextIndent
            | Key::TextShadow
            | Key::LetterSpacing
            | Key::WordSpacing
            | Key::LineHeight
    )
}

/// Offset of the bracket that closes what was opened before `text`.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (offset, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(offset),
            b')' => depth -= 1,
            _ => {}
        }
    }
    None
}
