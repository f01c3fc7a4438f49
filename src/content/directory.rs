//! The directory: services, associations, shops, facilities, elected representatives.

use super::front_matter::{Checker, FrontMatter};
use crate::diagnostic::Location;
use crate::workspace::{OpeningHours, Position};

/// An entry of the directory.
#[derive(Debug, Clone)]
pub struct DirectoryEntry {
    /// What it is.
    pub kind: DirectoryKind,
    /// Function of a person, e.g. «Maire».
    pub role: Option<String>,
    /// Postal address.
    pub address: Option<String>,
    /// Number to call, as written.
    pub phone: Option<String>,
    /// Address to write to.
    pub email: Option<String>,
    /// Its own site: an `https:` or `http:` address.
    pub website: Option<String>,
    /// When it is open.
    pub hours: Option<OpeningHours>,
    /// Where it is on the map.
    pub position: Option<Position>,
}

/// What a directory entry is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize, serde::Serialize,
)]
#[serde(rename_all = "lowercase")]
pub enum DirectoryKind {
    /// A public service.
    Service,
    /// An association.
    Association,
    /// A shop or a firm.
    Commerce,
    /// A public facility: school, stadium, library…
    Equipement,
    /// An elected representative.
    Elu,
}

/// Reads what is particular to a directory entry.
pub(super) fn read(checker: &mut Checker<'_>, keys: &mut FrontMatter) -> Option<DirectoryEntry> {
    let hours = keys.hours.take().and_then(|hours| {
        let place = |below: &[&str]| -> Location { checker.place(&[&["hours"], below].concat()) };
        match hours.check(&place) {
            Ok(hours) => Some(hours),
            Err(findings) => {
                checker.findings.extend(findings);
                None
            }
        }
    });
    if keys.r#type.is_none() {
        checker.missing("type");
    }
    Some(DirectoryEntry {
        kind: keys.r#type?,
        role: checker.line(keys.role.take()),
        address: checker.lines(keys.address.take()),
        phone: checker.phone(&["phone"], keys.phone.take()),
        email: checker.email(&["email"], keys.email.take()),
        website: checker.web_address(&["website"], keys.website.take()),
        hours,
        position: checker.position(keys.position),
    })
}
