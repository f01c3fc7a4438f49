//! A sketch map, drawn from coordinates alone: numbered places, circles of equal distance around
//! the town hall (or a scale), the north. No tile, no outline, nothing asked of anybody.
//!
//! Colours and letters are the theme's: the drawing bears classes only. What it shows is told by
//! the list that stands beside it.

use crate::theme::Language;
use crate::workspace::Position;
use std::fmt::Write;

/// Size of the drawing, in its own units.
const WIDTH: f64 = 480.0;
const HEIGHT: f64 = 380.0;
/// What stays free around the places.
const MARGIN: f64 = 40.0;
/// Radius of the disc that bears a number.
const RADIUS: f64 = 17.0;
/// What is shown at least, from side to side, in metres.
const LEAST: f64 = 240.0;
/// How often discs that overlap are moved apart.
const ROUNDS: usize = 80;

/// A place to draw.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    pub(super) position: Position,
}

/// How far east and north of `from` a point is, in metres; right to a thousandth at the size of a
/// commune.
pub(super) fn metres(from: Position, to: Position) -> (f64, f64) {
    let east = (to.longitude - from.longitude) * 111_320.0 * from.latitude.to_radians().cos();
    let north = (to.latitude - from.latitude) * 110_574.0;
    (east, north)
}

/// What is inside the `<svg>` of places, numbered from 1 in their order: its view box is 480 wide
/// and 380 high: on a telephone its letters are still to be read.
pub(super) fn draw(spots: &[Spot], center: Option<Position>, language: Language) -> String {
    let origin = center.or_else(|| spots.first().map(|spot| spot.position));
    let Some(origin) = origin else { return String::new() };
    let points: Vec<(f64, f64)> = spots.iter().map(|spot| metres(origin, spot.position)).collect();
    let frame = Frame::around(&points, center.is_some());
    let mut svg = String::new();
    let step = round_step(frame.span() / 3.0);
    if center.is_some() {
        rings(&mut svg, &frame, step, language);
    } else {
        scale(&mut svg, &frame, step, language);
    }
    let exact: Vec<(f64, f64)> = points.iter().map(|point| frame.at(*point)).collect();
    let hall = center.map(|_| frame.at((0.0, 0.0)));
    let shown = apart(&exact, hall);
    for (from, to) in exact.iter().zip(&shown) {
        if distance(*from, *to) > 3.0 {
            let _ = writeln!(
                svg,
                "<path class=\"map-lead\" d=\"M{:.1} {:.1}L{:.1} {:.1}\"/>\
                 <circle class=\"map-point\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"3.5\"/>",
                from.0, from.1, to.0, to.1, from.0, from.1
            );
        }
    }
    if let Some((x, y)) = hall {
        let _ = writeln!(
            svg,
            "<path class=\"map-hall\" d=\"M{:.1} {:.1}h18v-11l-9-8-9 8z\"/>",
            x - 9.0,
            y + 9.0
        );
    }
    for (number, (x, y)) in shown.iter().enumerate() {
        let _ = writeln!(
            svg,
            "<circle class=\"map-spot\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{RADIUS}\"/>\
             <text class=\"map-number\" x=\"{x:.1}\" y=\"{:.1}\">{}</text>",
            y + 6.5,
            number + 1
        );
    }
    let _ = writeln!(
        svg,
        "<path class=\"map-north\" d=\"M456 16l7 20-7-5-7 5z\"/>\
         <text class=\"map-label\" x=\"456\" y=\"54\">N</text>"
    );
    svg
}

/// From metres to the drawing.
#[derive(Debug)]
struct Frame {
    middle: (f64, f64),
    /// Units of the drawing for a metre.
    scale: f64,
}

impl Frame {
    fn around(points: &[(f64, f64)], with_origin: bool) -> Self {
        let origin = with_origin.then_some((0.0, 0.0));
        let all = || points.iter().copied().chain(origin);
        let bounds = |of: fn((f64, f64)) -> f64| {
            let least = all().map(of).fold(f64::INFINITY, f64::min);
            let most = all().map(of).fold(f64::NEG_INFINITY, f64::max);
            (least, most)
        };
        let (west, east) = bounds(|point| point.0);
        let (south, north) = bounds(|point| point.1);
        let wide = (WIDTH - 2.0 * MARGIN) / (east - west).max(LEAST);
        let high = (HEIGHT - 2.0 * MARGIN) / (north - south).max(LEAST);
        Self { middle: (west.midpoint(east), south.midpoint(north)), scale: wide.min(high) }
    }

    fn at(&self, (east, north): (f64, f64)) -> (f64, f64) {
        (
            WIDTH / 2.0 + (east - self.middle.0) * self.scale,
            HEIGHT / 2.0 - (north - self.middle.1) * self.scale,
        )
    }

    /// What is shown from top to bottom, in metres.
    fn span(&self) -> f64 {
        HEIGHT / self.scale
    }
}

/// The largest of 1, 2 and 5 times a power of ten that is no more than `metres`.
fn round_step(metres: f64) -> f64 {
    let mut step = 10.0;
    let mut factors = [2.0, 2.5, 2.0].into_iter().cycle();
    // Ends: no two points of the Earth are farther apart than 20,000 km.
    for _ in 0..30 {
        let next = step * factors.next().unwrap_or(2.0);
        if next > metres {
            break;
        }
        step = next;
    }
    step
}

fn rings(svg: &mut String, frame: &Frame, step: f64, language: Language) {
    let (x, y) = frame.at((0.0, 0.0));
    let corners = [(0.0, 0.0), (WIDTH, 0.0), (0.0, HEIGHT), (WIDTH, HEIGHT)];
    let farthest = corners.iter().map(|corner| distance((x, y), *corner)).fold(0.0, f64::max);
    let mut metres = step;
    while metres * frame.scale < farthest {
        let radius = metres * frame.scale;
        let _ = writeln!(
            svg,
            "<circle class=\"map-ring\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\"/>"
        );
        // Above the hall, else below it: where the circle is seen.
        let told = [y - radius - 4.0, y + radius + 16.0];
        let seen = told.into_iter().find(|at| (18.0..HEIGHT - 6.0).contains(at));
        if let Some(at) = seen.filter(|_| (40.0..WIDTH - 40.0).contains(&x)) {
            let _ = writeln!(
                svg,
                "<text class=\"map-label\" x=\"{x:.1}\" y=\"{at:.1}\">{}</text>",
                super::places::distance(metres, language)
            );
        }
        metres += step;
    }
}

fn scale(svg: &mut String, frame: &Frame, step: f64, language: Language) {
    let length = step * frame.scale;
    let _ = writeln!(
        svg,
        "<path class=\"map-scale\" d=\"M20 {0:.1}v8h{length:.1}v-8\"/>\
         <text class=\"map-label\" x=\"{1:.1}\" y=\"{2:.1}\">{3}</text>",
        HEIGHT - 28.0,
        20.0 + length / 2.0,
        HEIGHT - 30.0,
        super::places::distance(step, language)
    );
}

/// Moves discs that overlap apart, a little at a time and in a fixed order; the town hall stays.
fn apart(exact: &[(f64, f64)], hall: Option<(f64, f64)>) -> Vec<(f64, f64)> {
    let mut shown = exact.to_vec();
    let least = 2.0 * RADIUS + 3.0;
    for _ in 0..ROUNDS {
        let mut moved = false;
        for first in 0..shown.len() {
            for second in first + 1..shown.len() {
                if let Some((x, y)) = push(shown[first], shown[second], least, first + second) {
                    shown[first] = (shown[first].0 - x / 2.0, shown[first].1 - y / 2.0);
                    shown[second] = (shown[second].0 + x / 2.0, shown[second].1 + y / 2.0);
                    moved = true;
                }
            }
            if let Some(hall) = hall
                && let Some((x, y)) = push(hall, shown[first], RADIUS + 14.0, first)
            {
                shown[first] = (shown[first].0 + x, shown[first].1 + y);
                moved = true;
            }
            let (x, y) = shown[first];
            let edge = RADIUS + 3.0;
            shown[first] = (x.clamp(edge, WIDTH - edge), y.clamp(edge, HEIGHT - edge));
        }
        if !moved {
            break;
        }
    }
    shown
}

/// By how much `second` is to be moved away from `first`; two points at one place part in a
/// direction of their own.
fn push(first: (f64, f64), second: (f64, f64), least: f64, seed: usize) -> Option<(f64, f64)> {
    let far = distance(first, second);
    if far >= least {
        return None;
    }
    if far < 0.5 {
        const WAYS: [(f64, f64); 4] = [(1.0, 0.3), (-0.3, 1.0), (-1.0, -0.3), (0.3, -1.0)];
        let (x, y) = WAYS[seed % WAYS.len()];
        return Some((x * least, y * least));
    }
    let by = (least - far) / far;
    Some(((second.0 - first.0) * by, (second.1 - first.1) * by))
}

fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HALL: Position = Position { latitude: 43.593_49, longitude: -0.744_18 };

    fn spot(latitude: f64, longitude: f64) -> Spot {
        Spot { position: Position { latitude, longitude } }
    }

    #[test]
    fn places_keep_their_numbers_and_stay_apart_and_inside() {
        // Five at one place, one far away.
        let mut spots = vec![spot(43.5940, -0.7440); 5];
        spots.push(spot(43.62, -0.70));
        let svg = draw(&spots, Some(HALL), Language::French);
        for number in 1..=6 {
            assert!(svg.contains(&format!(">{number}</text>")), "{number}: {svg}");
        }
        assert!(svg.contains("map-hall") && svg.contains("1\u{a0}km</text>"), "{svg}");
        assert_eq!(svg, draw(&spots, Some(HALL), Language::French));
        let points: Vec<_> = spots.iter().map(|spot| metres(HALL, spot.position)).collect();
        let frame = Frame::around(&points, true);
        let exact: Vec<_> = points.iter().map(|point| frame.at(*point)).collect();
        let shown = apart(&exact, Some(frame.at((0.0, 0.0))));
        for (rank, one) in shown.iter().enumerate() {
            assert!((0.0..=WIDTH).contains(&one.0) && (0.0..=HEIGHT).contains(&one.1));
            for other in &shown[rank + 1..] {
                assert!(distance(*one, *other) > 2.0 * RADIUS - 1.0, "{shown:?}");
            }
        }
    }

    #[test]
    fn without_a_town_hall_there_is_a_scale() {
        let svg = draw(&[spot(43.59, -0.74)], None, Language::English);
        assert!(svg.contains("map-scale") && !svg.contains("map-ring"), "{svg}");
    }

    #[test]
    fn steps_are_round() {
        for (metres, step) in
            [(15.0, 10.0), (79.0, 50.0), (120.0, 100.0), (480.0, 200.0), (1500.0, 1000.0)]
        {
            assert!((round_step(metres) - step).abs() < 0.01, "{metres}: {}", round_step(metres));
        }
    }
}
