//! Places of the directory that a page shows on a map: which they are, how far, in which order.

use super::Core;
use super::cards::directory_kind;
use super::identity::{address_lines, phone_link};
use super::links::Internal;
use super::map::{self, Spot};
use super::urls;
use super::view::{Html, PlaceView, PlacesView};
use crate::content::{DirectoryEntry, EntryData};
use crate::diagnostic::{Diagnostic, suggestion};
use crate::markdown::Rendered;
use crate::theme::Language;
use crate::workspace::grammar::slug;
use crate::workspace::{Position, SiteKind};

/// The types of the directory, as `places:` names them.
const KINDS: [&str; 5] = ["service", "association", "commerce", "equipement", "elu"];

/// More numbers than these cannot be told apart on a map.
const MOST: usize = 40;

/// The places of an entry's front matter; `None` when there is none to show.
pub(super) fn of_entry(
    core: &Core<'_>,
    index: usize,
    body: &Rendered,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<PlacesView> {
    let mut chosen = chosen(core, index, diagnostics);
    if chosen.len() > MOST {
        diagnostics.push(
            Diagnostic::warning("places-too-many")
                .arg("count", chosen.len())
                .arg("limit", MOST)
                .at(core.locate(index, &["places"])),
        );
        chosen.truncate(MOST);
    }
    if chosen.is_empty() {
        return None;
    }
    let (on_map, others): (Vec<_>, Vec<_>) =
        chosen.into_iter().partition(|(_, entry)| entry.position.is_some());
    let center = core.site.position;
    let spots: Vec<Spot> = on_map
        .iter()
        .filter_map(|(_, entry)| entry.position)
        .map(|position| Spot { position })
        .collect();
    let map = (!spots.is_empty()).then(|| Html(map::draw(&spots, center, core.language)));
    let view = |(place, entry): &(usize, &DirectoryEntry)| place_view(core, *place, entry);
    Some(PlacesView {
        id: free_id(body),
        map,
        items: on_map.iter().map(view).collect(),
        others: others.iter().map(view).collect(),
        has_centre: center.is_some(),
        is_commune: core.site.kind == SiteKind::Commune,
    })
}

/// The entries that `places:` names, each once: those of a type by title, those named one by one
/// in the order in which they are written.
fn chosen<'c>(
    core: &'c Core<'_>,
    index: usize,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(usize, &'c DirectoryEntry)> {
    let entry = &core.entries[index];
    let mut chosen: Vec<(usize, &DirectoryEntry)> = Vec::new();
    for (position, written) in entry.places.iter().enumerate() {
        let key = position.to_string();
        let place = || core.locate(index, &["places", &key]);
        let name = slug(written);
        let kind = KINDS.into_iter().find(|kind| name == *kind || name == format!("{kind}s"));
        if let Some(kind) = kind {
            let mut of_kind: Vec<_> = (0..core.entries.len())
                .filter(|other| core.live[*other])
                .filter_map(|other| Some((other, directory(core, other)?)))
                .filter(|(_, directory)| directory_kind(directory).0 == kind)
                .collect();
            of_kind.sort_by_cached_key(|(other, _)| slug(&core.entries[*other].title));
            if of_kind.is_empty() {
                let finding = Diagnostic::warning("places-none").arg("kind", kind);
                diagnostics.push(finding.at(place()));
            }
            chosen.extend(of_kind);
            continue;
        }
        match core.internal(&entry.path, written) {
            Internal::Entry(other) => match directory(core, other) {
                Some(_) if !core.live[other] => diagnostics.push(
                    Diagnostic::warning("link-target-unpublished")
                        .arg("target", written.as_str())
                        .at(place()),
                ),
                Some(directory) => {
                    if directory.position.is_none() {
                        diagnostics.push(
                            Diagnostic::warning("place-without-position")
                                .arg("title", core.entries[other].title.as_str())
                                .at(place())
                                .related(core.entries[other].source.whole()),
                        );
                    }
                    chosen.push((other, directory));
                }
                None => diagnostics.push(
                    Diagnostic::error("place-not-in-directory")
                        .arg("target", written.as_str())
                        .at(place()),
                ),
            },
            Internal::Unread => {}
            _ => {
                let near = suggestion(&name, KINDS).map(str::to_owned);
                let near = near.unwrap_or_else(|| core.near(&entry.path, written));
                diagnostics.push(
                    Diagnostic::error("place-unknown")
                        .arg("target", written.as_str())
                        .arg("suggestion", near)
                        .at(place()),
                );
            }
        }
    }
    let mut seen = rustc_hash::FxHashSet::default();
    chosen.retain(|(other, _)| seen.insert(*other));
    chosen
}

fn directory<'c>(core: &'c Core<'_>, index: usize) -> Option<&'c DirectoryEntry> {
    match &core.entries[index].data {
        EntryData::Directory(directory) => Some(directory),
        _ => None,
    }
}

fn place_view(core: &Core<'_>, index: usize, entry: &DirectoryEntry) -> PlaceView {
    let way = core.site.position.zip(entry.position).map(|(from, to)| way(from, to));
    PlaceView {
        title: core.entries[index].title.clone(),
        url: urls::encode(&core.entries[index].url),
        address: entry.address.as_deref().map(address_lines).unwrap_or_default(),
        phone: entry.phone.as_deref().map(phone_link),
        distance: way.map(|(metres, _)| distance(metres, core.language)),
        direction: way.and_then(|(_, direction)| direction),
    }
}

/// How far a point is, in metres, and in which direction; none for what is at the place itself.
fn way(from: Position, to: Position) -> (f64, Option<&'static str>) {
    const DIRECTIONS: [&str; 8] = ["e", "ne", "n", "nw", "w", "sw", "s", "se"];
    let (east, north) = map::metres(from, to);
    let metres = east.hypot(north);
    let eighth = (north.atan2(east) / std::f64::consts::FRAC_PI_4).round().rem_euclid(8.0);
    let direction = DIRECTIONS
        .into_iter()
        .enumerate()
        .find(|(rank, _)| (eighth - f64::from(u8::try_from(*rank).unwrap_or(0))).abs() < 0.5)
        .map(|(_, direction)| direction);
    (metres, direction.filter(|_| metres >= 50.0))
}

/// «600 m», to fifty metres; «1,2 km» from a kilometre on.
pub(super) fn distance(metres: f64, language: Language) -> String {
    let fifties = (metres / 50.0).round() * 50.0;
    if fifties < 1000.0 {
        return format!("{:.0}\u{a0}m", fifties.max(50.0));
    }
    let kilometres = format!("{:.1}", metres / 1000.0);
    let short = kilometres.strip_suffix(".0").unwrap_or(&kilometres);
    match language {
        Language::French => format!("{}\u{a0}km", short.replace('.', ",")),
        Language::English => format!("{short}\u{a0}km"),
    }
}

/// An id that no heading of the text has.
fn free_id(body: &Rendered) -> String {
    let taken = |id: &str| body.ids.iter().any(|own| own == id);
    let mut id = "lieux".to_owned();
    let mut number = 2;
    while taken(&id) {
        id = format!("lieux-{number}");
        number += 1;
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_so_far_in_that_direction() {
        let hall = Position { latitude: 43.593_49, longitude: -0.744_18 };
        let at = |north: f64, east: f64| Position {
            latitude: hall.latitude + north / 110_574.0,
            longitude: hall.longitude + east / (111_320.0 * hall.latitude.to_radians().cos()),
        };
        let told = |north, east| {
            let (metres, direction) = way(hall, at(north, east));
            (distance(metres, Language::French).replace('\u{a0}', " "), direction)
        };
        assert_eq!(told(600.0, 0.0), ("600 m".to_owned(), Some("n")));
        assert_eq!(told(0.0, -210.0), ("200 m".to_owned(), Some("w")));
        assert_eq!(told(-850.0, 850.0), ("1,2 km".to_owned(), Some("se")));
        assert_eq!(told(2000.0, -2000.0), ("2,8 km".to_owned(), Some("nw")));
        assert_eq!(told(3000.0, 0.0), ("3 km".to_owned(), Some("n")));
        assert_eq!(told(20.0, 10.0), ("50 m".to_owned(), None));
    }
}
