//! What `@keyframes` do to whoever looks at them: move, blink, or nothing that matters.

use super::declaration::{Block, Declaration, Key, Value};
use lightningcss::properties::{Property, PropertyId};
use lightningcss::rules::keyframes::{KeyframesName, KeyframesRule};

/// What a set of keyframes changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Motion {
    /// Something changes its place, its size or its angle.
    pub moves: bool,
    /// Something appears and disappears, or changes its colour.
    pub blinks: bool,
}

impl Motion {
    /// The name of the keyframes and what they do.
    pub(super) fn read(rule: &KeyframesRule<'_>) -> Option<(String, Self)> {
        let name = match &rule.name {
            KeyframesName::Ident(ident) => ident.0.to_string(),
            KeyframesName::Custom(text) => text.to_string(),
        };
        let mut motion = Self::default();
        for frame in &rule.keyframes {
            for property in &frame.declarations.declarations {
                motion.note(property);
            }
            for declaration in Block::from(&frame.declarations).declarations() {
                if let Declaration::Known(key, value) = declaration {
                    motion.note_key(*key, *value);
                }
            }
        }
        Some((name, motion))
    }

    fn note(&mut self, property: &Property<'_>) {
        let id = property.property_id();
        self.moves |= matches!(
            id,
            PropertyId::Transform(_)
                | PropertyId::Translate
                | PropertyId::Rotate
                | PropertyId::Scale
                | PropertyId::Top
                | PropertyId::Right
                | PropertyId::Bottom
                | PropertyId::Left
                | PropertyId::Inset
                | PropertyId::MarginLeft
                | PropertyId::MarginRight
                | PropertyId::MarginTop
                | PropertyId::MarginBottom
                | PropertyId::Margin
                | PropertyId::TextIndent
                | PropertyId::BackgroundPosition
                | PropertyId::BackgroundPositionX
                | PropertyId::BackgroundPositionY
        );
    }

    fn note_key(&mut self, key: Key, value: Value) {
        self.blinks |= match key {
            Key::Opacity => !matches!(value, Value::Number(number) if number > 0.5 && number < 1.0),
            Key::Visibility | Key::Color | Key::BackgroundColor | Key::Display => true,
            _ => false,
        };
        self.moves |= matches!(key, Key::Width | Key::Height);
    }
}
