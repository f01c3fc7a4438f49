//! Media queries, answered for the few ways of looking at a page that the rules care about.

use lightningcss::media_query::{
    MediaCondition, MediaFeatureComparison, MediaFeatureId, MediaFeatureName, MediaFeatureValue,
    MediaList, MediaQuery, MediaType, Operator, Qualifier, QueryFeature,
};
use lightningcss::values::length::Length;

/// A way of looking at a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum View {
    /// A wide screen, light colours.
    Wide,
    /// A tablet held upright.
    Medium,
    /// A screen 320 CSS pixels wide, held upright, as in RGAA 10.11.
    Narrow,
    /// The wide screen enlarged twice, as in RGAA 10.4.
    Zoomed,
    /// A wide screen, dark colours preferred.
    Dark,
    /// A wide screen, less motion preferred.
    Calm,
    /// Paper.
    Print,
}

impl View {
    /// Every view, in the order of their bits in a [`Views`].
    pub const ALL: [Self; 7] =
        [Self::Wide, Self::Medium, Self::Narrow, Self::Zoomed, Self::Dark, Self::Calm, Self::Print];

    /// Width and height of the page area, in CSS pixels.
    const fn area(self) -> (f32, f32) {
        match self {
            Self::Wide | Self::Dark | Self::Calm => (1280.0, 1024.0),
            Self::Medium => (768.0, 1024.0),
            Self::Narrow => (320.0, 640.0),
            Self::Zoomed => (640.0, 512.0),
            Self::Print => (718.0, 1047.0),
        }
    }

    /// Width of the page area, in CSS pixels.
    #[must_use]
    pub const fn width(self) -> f32 {
        self.area().0
    }

    /// Height of the page area, in CSS pixels.
    #[must_use]
    pub const fn height(self) -> f32 {
        self.area().1
    }

    /// Seen on a hand-held screen, which nothing hovers over.
    const fn is_touched(self) -> bool {
        matches!(self, Self::Medium | Self::Narrow)
    }
}

/// A set of views.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Views(u8);

impl Views {
    /// Every view.
    pub const ALL: Self = Self(0b111_1111);
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

    /// The views in one set or the other.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// This set with one more view.
    #[must_use]
    pub fn with(self, view: View) -> Self {
        Self(self.0 | 1 << view as u8)
    }

    /// The views that are not in the set.
    #[must_use]
    pub fn others(self) -> Self {
        Self(!self.0 & Self::ALL.0)
    }

    /// The views in which the media query list holds.
    #[must_use]
    pub fn of(list: &MediaList<'_>) -> Self {
        if list.media_queries.is_empty() {
            return Self::ALL;
        }
        let holds = |view| list.media_queries.iter().any(|query| holds(query, view));
        View::ALL.into_iter().filter(|view| holds(*view)).fold(Self::NONE, Self::with)
    }
}

/// Which views look different from which: for each, those in which some rule or value is not the
/// same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Differences([Views; View::ALL.len()]);

impl Default for Differences {
    fn default() -> Self {
        Self([Views::NONE; View::ALL.len()])
    }
}

impl Differences {
    /// Notes that something holds in these views and not in the others.
    pub(super) fn split(&mut self, views: Views) {
        for view in View::ALL {
            let apart = if views.contains(view) { views.others() } else { views };
            self.0[view as usize] = self.0[view as usize].or(apart);
        }
    }

    /// Notes that something depends on the width or the height of the view.
    pub(super) fn split_sizes(&mut self) {
        for view in View::ALL {
            let same = |other: &View| other.area() == view.area();
            self.split(View::ALL.into_iter().filter(same).fold(Views::NONE, Views::with));
        }
    }

    /// What differs here or there.
    #[must_use]
    pub(super) fn and(mut self, other: &Self) -> Self {
        for view in View::ALL {
            self.0[view as usize] = self.0[view as usize].or(other.0[view as usize]);
        }
        self
    }

    /// The first view that looks the same.
    #[must_use]
    pub(super) fn same_as(&self, view: View) -> View {
        let apart = self.0[view as usize];
        View::ALL.into_iter().find(|other| !apart.contains(*other)).unwrap_or(view)
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
        MediaFeatureId::Hover | MediaFeatureId::AnyHover if screen && !view.is_touched() => "hover",
        MediaFeatureId::Pointer | MediaFeatureId::AnyPointer if screen => "fine",
        MediaFeatureId::PrefersReducedMotion if view == View::Calm => "reduce",
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
