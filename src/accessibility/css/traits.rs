//! What a look has that only a few rules are about: most pages have none of it, and those rules
//! need not look at every element to know.

use super::declaration::Picture;
use super::media::View;
use super::style::Style;
use super::{DisplayKind, PositionKind};

/// What a look has, one bit each; a bit that is missing says for certain that it has not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Traits(u16);

impl Traits {
    /// Lines run from top to bottom, in a narrow window.
    pub const VERTICAL: Self = Self(1);
    /// Something may make it wider than a narrow window.
    pub const WIDE: Self = Self(1 << 1);
    /// Cuts away what does not fit, when it is enlarged.
    pub const CUTS: Self = Self(1 << 2);
    /// Has an animation.
    pub const ANIMATED: Self = Self(1 << 3);
    /// Paints something behind the content besides a colour.
    pub const PICTURED: Self = Self(1 << 4);
    /// Has a `::before` or an `::after`.
    pub const GENERATED: Self = Self(1 << 5);
    /// Stands elsewhere than in the order of the source.
    pub const PLACED: Self = Self(1 << 6);
    /// The size of its letters follows the width of the window alone.
    pub const BY_VIEW: Self = Self(1 << 7);
    /// Is not seen, and some state of use changes its style.
    pub const REVEALED: Self = Self(1 << 8);

    /// Whether it has one of those.
    #[must_use]
    #[inline]
    pub fn may(self, have: Self) -> bool {
        self.0 & have.0 != 0
    }

    /// What two looks have together.
    #[must_use]
    #[inline]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// This, and that if it is so.
    pub(super) fn with(self, that: Self, is_so: bool) -> Self {
        if is_so { self.and(that) } else { self }
    }

    /// What follows from the styles of an element in each view.
    pub(super) fn of<'s>(in_view: impl Fn(View) -> &'s Style) -> Self {
        let wide = in_view(View::Wide);
        let narrow = in_view(View::Narrow);
        let zoomed = in_view(View::Zoomed);
        let limit = View::Narrow.width();
        let is_wide = [narrow.width, narrow.min_width]
            .into_iter()
            .any(|value| narrow.pixels(value, View::Narrow).is_some_and(|width| width > limit));
        let is_moved =
            wide.order != 0.0 || wide.reversed || wide.position == PositionKind::Absolute;
        let boxed = narrow.display != DisplayKind::Inline;
        Self::default()
            .with(Self::VERTICAL, narrow.vertical)
            .with(Self::WIDE, boxed && (is_wide || narrow.no_wrap))
            .with(Self::CUTS, zoomed.cuts_y() || zoomed.cuts_x() && zoomed.no_wrap)
            .with(Self::ANIMATED, wide.animation != 0)
            .with(Self::PICTURED, wide.background_image != Picture::None)
            .with(Self::PLACED, is_moved)
            .with(Self::BY_VIEW, wide.font_by_view)
    }
}
