//! Media queries, answered for the few ways of looking at a page that the rules care about.

use lightningcss::media_query::{
    MediaCondition, MediaFeatureComparison, MediaFeatureId, MediaFeatureName, MediaFeatureValue,
    MediaList, MediaQuery, MediaType, Operator, Qualifier, QueryFeature,
};
use lightningcss::values::length::Length;

/// A way of looking at a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum View {
    /// A wide screen, light colours.
    Wide,
    /// A screen 320 CSS pixels wide, as in RGAA 10.11.
    Narrow,
    /// A wide screen, dark colours preferred.
    Dark,
    /// Paper.
    Print,
}

impl View {
    /// Every view, in the order of their bits in a [`Views`].
    pub const ALL: [Self; 4] = [Self::Wide, Self::Narrow, Self::Dark, Self::Print];

    /// Width of the page area, in CSS pixels.
    #[must_use]
    pub fn width(self) -> f32 {
        match self {
            Self::Wide | Self::Dark => 1280.0,
            Self::Narrow => 320.0,
            Self::Print => 718.0,
        }
    }

    /// Height of the page area, in CSS pixels.
    #[must_use]
    pub fn height(self) -> f32 {
        match self {
            Self::Wide | Self::Dark => 1024.0,
            Self::Narrow => 640.0,
            Self::Print => 1047.0,
        }
    }
}

/// A set of views.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Views(u8);

impl Views {
    /// Every view.
    pub const ALL: Self = Self(0b1111);
    /// No view.
    pub const NONE: Self = Self(0);

    /// Whether the view is in the set.
    #[must_use]
    pub fn contains(self, view: View) -> bool {
        self.0 & (1 << view as u8) != 0
    }

    /// The views in both sets.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The views in which the media query list holds.
    #[must_use]
    pub fn of(list: &MediaList<'_>) -> Self {
        if list.media_queries.is_empty() {
            return Self::ALL;
        }
        let mut views = Self::NONE;
        for view in View::ALL {
            if list.media_queries.iter().any(|query| holds(query, view)) {
                views.0 |= 1 << view as u8;
            }
        }
        views
    }
}

fn holds(query: &MediaQuery<'_>, view: View) -> bool {
    let medium = match &query.media_type {
        MediaType::All => true,
        MediaType::Print => view == View::Print,
        MediaType::Screen => view != View::Print,
        MediaType::Custom(_) => false,
    };
    let condition = query.condition.as_ref().is_none_or(|condition| meets(condition, view));
    (medium && condition) != (query.qualifier == Some(Qualifier::Not))
}

fn meets(condition: &MediaCondition<'_>, view: View) -> bool {
    match condition {
        MediaCondition::Feature(feature) => has(feature, view),
        MediaCondition::Not(condition) => !meets(condition, view),
        MediaCondition::Operation { operator: Operator::And, conditions } => {
            conditions.iter().all(|condition| meets(condition, view))
        }
        MediaCondition::Operation { operator: Operator::Or, conditions } => {
            conditions.iter().any(|condition| meets(condition, view))
        }
        MediaCondition::Unknown(_) => false,
    }
}

fn has(feature: &QueryFeature<'_, MediaFeatureId>, view: View) -> bool {
    use MediaFeatureComparison::{Equal, GreaterThan, GreaterThanEqual, LessThan, LessThanEqual};
    let measure = |name: &MediaFeatureName<'_, MediaFeatureId>| match name {
        MediaFeatureName::Standard(MediaFeatureId::Width | MediaFeatureId::DeviceWidth) => {
            Some(view.width())
        }
        MediaFeatureName::Standard(MediaFeatureId::Height | MediaFeatureId::DeviceHeight) => {
            Some(view.height())
        }
        _ => None,
    };
    let compare = |one: f32, operator: &MediaFeatureComparison, two: f32| match operator {
        Equal => (one - two).abs() < f32::EPSILON,
        GreaterThan => one > two,
        GreaterThanEqual => one >= two,
        LessThan => one < two,
        LessThanEqual => one <= two,
    };
    match feature {
        QueryFeature::Plain { name, value } => match (measure(name), pixels(value)) {
            (Some(one), Some(two)) => compare(one, &Equal, two),
            _ => word(name, Some(value), view),
        },
        QueryFeature::Boolean { name } => measure(name).is_some() || word(name, None, view),
        QueryFeature::Range { name, operator, value } => match (measure(name), pixels(value)) {
            (Some(one), Some(two)) => compare(one, operator, two),
            _ => false,
        },
        QueryFeature::Interval { name, start, start_operator, end, end_operator } => {
            match (pixels(start), measure(name), pixels(end)) {
                (Some(low), Some(measure), Some(high)) => {
                    compare(low, start_operator, measure) && compare(measure, end_operator, high)
                }
                _ => false,
            }
        }
    }
}

/// A feature whose value is a word; asked without value, whether it is anything but «none».
fn word(
    name: &MediaFeatureName<'_, MediaFeatureId>,
    value: Option<&MediaFeatureValue<'_>>,
    view: View,
) -> bool {
    let MediaFeatureName::Standard(feature) = name else { return false };
    let screen = view != View::Print;
    let actual = match feature {
        MediaFeatureId::PrefersColorScheme if view == View::Dark => "dark",
        MediaFeatureId::PrefersColorScheme => "light",
        MediaFeatureId::Orientation if view.width() > view.height() => "landscape",
        MediaFeatureId::Orientation => "portrait",
        MediaFeatureId::Hover | MediaFeatureId::AnyHover if screen && view != View::Narrow => {
            "hover"
        }
        MediaFeatureId::Pointer | MediaFeatureId::AnyPointer if screen => "fine",
        MediaFeatureId::PrefersReducedMotion | MediaFeatureId::PrefersContrast => "no-preference",
        MediaFeatureId::Update if screen => "fast",
        MediaFeatureId::Scripting => "enabled",
        _ => "none",
    };
    match value {
        Some(MediaFeatureValue::Ident(word)) => word.eq_ignore_ascii_case(actual),
        Some(_) => false,
        None => !matches!(actual, "none" | "no-preference"),
    }
}

fn pixels(value: &MediaFeatureValue<'_>) -> Option<f32> {
    match value {
        MediaFeatureValue::Length(length) => length.to_px().or_else(|| font_relative(length)),
        MediaFeatureValue::Integer(0) => Some(0.0),
        MediaFeatureValue::Number(number) if *number == 0.0 => Some(0.0),
        _ => None,
    }
}

/// In a media query `em` and `rem` are the initial font size.
fn font_relative(length: &Length) -> Option<f32> {
    use lightningcss::values::length::LengthValue::{Em, Rem};
    match length {
        Length::Value(Em(number) | Rem(number)) => Some(number * 16.0),
        _ => None,
    }
}
