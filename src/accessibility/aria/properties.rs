//! The states and properties of WAI-ARIA 1.2 and the values they take
//! (<https://www.w3.org/TR/wai-aria-1.2/#state_prop_def>), with the drafts of 1.3 that browsers
//! already read.

/// What a state or property may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueType {
    /// `true` or `false`.
    TrueFalse,
    /// `true`, `false` or `undefined`.
    TrueFalseUndefined,
    /// `true`, `false`, `mixed` or `undefined`.
    Tristate,
    /// The id of one element.
    Id,
    /// Ids of elements.
    Ids,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// Any text.
    Text,
    /// One of these words.
    Word(&'static [&'static str]),
    /// Some of these words.
    Words(&'static [&'static str]),
}

use ValueType::{
    Id, Ids, Integer, Number, Text, Tristate, TrueFalse, TrueFalseUndefined, Word, Words,
};

/// Every state and property with the values it takes, and whether any role may bear it.
const PROPERTIES: &[(&str, ValueType, bool)] = &[
    ("aria-activedescendant", Id, false),
    ("aria-atomic", TrueFalse, true),
    ("aria-autocomplete", Word(&["inline", "list", "both", "none"]), false),
    ("aria-braillelabel", Text, true),
    ("aria-brailleroledescription", Text, true),
    ("aria-busy", TrueFalse, true),
    ("aria-checked", Tristate, false),
    ("aria-colcount", Integer, false),
    ("aria-colindex", Integer, false),
    ("aria-colindextext", Text, false),
    ("aria-colspan", Integer, false),
    ("aria-controls", Ids, true),
    ("aria-current", Word(&["page", "step", "location", "date", "time", "true", "false"]), true),
    ("aria-describedby", Ids, true),
    ("aria-description", Text, true),
    ("aria-details", Ids, true),
    ("aria-disabled", TrueFalse, true),
    ("aria-dropeffect", Words(&["copy", "execute", "link", "move", "none", "popup"]), true),
    ("aria-errormessage", Ids, true),
    ("aria-expanded", TrueFalseUndefined, false),
    ("aria-flowto", Ids, true),
    ("aria-grabbed", TrueFalseUndefined, true),
    ("aria-haspopup", Word(&["false", "true", "menu", "listbox", "tree", "grid", "dialog"]), true),
    ("aria-hidden", TrueFalseUndefined, true),
    ("aria-invalid", Word(&["grammar", "false", "spelling", "true"]), true),
    ("aria-keyshortcuts", Text, true),
    ("aria-label", Text, true),
    ("aria-labelledby", Ids, true),
    ("aria-level", Integer, false),
    ("aria-live", Word(&["assertive", "off", "polite"]), true),
    ("aria-modal", TrueFalse, false),
    ("aria-multiline", TrueFalse, false),
    ("aria-multiselectable", TrueFalse, false),
    ("aria-orientation", Word(&["horizontal", "undefined", "vertical"]), false),
    ("aria-owns", Ids, true),
    ("aria-placeholder", Text, false),
    ("aria-posinset", Integer, false),
    ("aria-pressed", Tristate, false),
    ("aria-readonly", TrueFalse, false),
    ("aria-relevant", Words(&["additions", "all", "removals", "text"]), true),
    ("aria-required", TrueFalse, false),
    ("aria-roledescription", Text, true),
    ("aria-rowcount", Integer, false),
    ("aria-rowindex", Integer, false),
    ("aria-rowindextext", Text, false),
    ("aria-rowspan", Integer, false),
    ("aria-selected", TrueFalseUndefined, false),
    ("aria-setsize", Integer, false),
    ("aria-sort", Word(&["ascending", "descending", "none", "other"]), false),
    ("aria-valuemax", Number, false),
    ("aria-valuemin", Number, false),
    ("aria-valuenow", Number, false),
    ("aria-valuetext", Text, false),
];

/// A state or property of WAI-ARIA.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Property {
    /// Its name, with `aria-`.
    pub name: &'static str,
    /// What it may hold.
    pub value: ValueType,
    /// Whether every role supports it.
    pub global: bool,
}

impl Property {
    /// The property of that name; `None` when WAI-ARIA defines none.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let index = PROPERTIES.binary_search_by_key(&name, |(name, ..)| name).ok()?;
        let (name, value, global) = PROPERTIES[index];
        Some(Self { name, value, global })
    }

    /// Every name there is, in alphabetical order.
    pub fn names() -> impl Iterator<Item = &'static str> {
        PROPERTIES.iter().map(|(name, ..)| *name)
    }

    /// True when the value is one the property takes. Whether an id names something is not
    /// looked at: an empty value means the property is not set and is fine.
    #[must_use]
    pub fn allows(self, value: &str) -> bool {
        let value = value.trim_ascii();
        let is = |word: &&str| value.eq_ignore_ascii_case(word);
        value.is_empty()
            || match self.value {
                TrueFalse => ["true", "false"].iter().any(is),
                TrueFalseUndefined => ["true", "false", "undefined"].iter().any(is),
                Tristate => ["true", "false", "mixed", "undefined"].iter().any(is),
                Id => !value.contains(|c: char| c.is_ascii_whitespace()),
                Ids | Text => true,
                Integer => value.parse::<i64>().is_ok(),
                Number => value.parse::<f64>().is_ok_and(f64::is_finite),
                Word(words) => words.iter().any(is),
                Words(words) => value
                    .split_ascii_whitespace()
                    .all(|part| words.iter().any(|word| part.eq_ignore_ascii_case(word))),
            }
    }
}

#[cfg(test)]
mod tests {
    use super::{PROPERTIES, Property};

    #[test]
    fn the_table_is_sorted() {
        assert!(PROPERTIES.is_sorted_by_key(|(name, ..)| *name));
    }

    #[test]
    fn values_are_judged_by_type() {
        let allows = |name, value| Property::named(name).unwrap().allows(value);
        assert!(allows("aria-level", "2") && !allows("aria-level", "deux"));
        assert!(allows("aria-checked", "mixed") && !allows("aria-hidden", "mixed"));
        assert!(allows("aria-relevant", "text additions") && !allows("aria-live", "rude"));
        assert_eq!(Property::named("aria-labeled"), None);
    }
}
