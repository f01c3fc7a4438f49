//! The front matter: where it is, which keys it may hold, and the checks every kind shares.
//!
//! It never knows what a kind needs: each kind's file asks for its own keys.

use std::cell::OnceCell;
use std::ops::Range;

use rustc_hash::FxHashMap;
use serde::Deserialize;
use serde_saphyr::Spanned;

use super::event::EventStatus;
use super::moment::{Edge, NotAMoment};
use super::video::VideoKeys;
use super::{AlertLevel, DirectoryKind, Kind, Moment, ParseContext, Share};
use crate::diagnostic::{Diagnostic, Location, Source};
use crate::workspace::{HoursFile, Position, is_email, is_phone, is_web_address, yaml};

/// Findings of one front matter that are told.
const MAX_FINDINGS: usize = 100;

/// The parts of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Parts {
    /// The YAML between the fences.
    pub(super) front: Range<usize>,
    /// The Markdown after it.
    pub(super) body: Range<usize>,
    /// The title of a file that has no front matter but begins with a heading: a Markdown text as
    /// people write it elsewhere.
    pub(super) title: Option<String>,
}

/// Splits a file into its front matter and its body.
pub(super) fn split(source: &Source) -> Result<Parts, Diagnostic> {
    let text = &*source.text;
    let first_end = text.find('\n').unwrap_or(text.len());
    if let Some(title) = text[..first_end].strip_prefix("# ") {
        let title = title.trim().trim_end_matches('#').replace(['`', '*'], "");
        let body = (first_end + 1).min(text.len())..text.len();
        return Ok(Parts { front: 0..0, body, title: Some(title) });
    }
    if text[..first_end].trim_end() != "---" {
        return Err(Diagnostic::error("front-matter-missing").at(source.locate(0..first_end)));
    }
    let start = (first_end + 1).min(text.len());
    let mut offset = start;
    for line in text[start..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            let body = offset + line.len()..text.len();
            return Ok(Parts { front: start..offset, body, title: None });
        }
        offset += line.len();
    }
    Err(Diagnostic::error("front-matter-unclosed").at(source.locate(0..first_end)))
}

/// Declares every key once: its type and, when not all may have it, the kinds it belongs to.
macro_rules! keys {
    ($($key:ident: $type:ty $(, $($kind:ident)|+)?;)*) => {
        /// The front matter as written.
        #[derive(Debug, Default, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub(super) struct FrontMatter {
            $(pub(super) $key: Option<$type>,)*
        }

        impl FrontMatter {
            /// The keys that are there but belong to other kinds than `kind`.
            fn misplaced(&self, kind: Kind) -> Vec<(&'static str, &'static [Kind])> {
                let mut found: Vec<(&'static str, &'static [Kind])> = Vec::new();
                $($(
                    let owners: &[Kind] = &[$(Kind::$kind),+];
                    if self.$key.is_some() && !owners.contains(&kind) {
                        found.push((stringify!($key).trim_start_matches("r#"), owners));
                    }
                )?)*
                found
            }
        }
    };
}

keys! {
    title: String;
    description: String;
    id: String;
    date: String;
    updated: String;
    draft: bool;
    expires: String;
    aliases: Vec<String>;
    categories: Vec<String>;
    image: ImageKeys;
    attachments: Vec<AttachmentKeys>;
    video: VideoKeys;
    figures: Vec<FigureKeys>;
    places: Vec<String>;
    weight: i32;
    share: Share, News | Event | Alert;
    pinned: bool, News | Event;
    menu: String, Page;
    start: String, Event;
    end: String, Event;
    all_day: bool, Event;
    recurrence: String, Event;
    until: String, Event;
    except: Vec<String>, Event;
    place: String, Event;
    organiser: OrganiserKeys, Event;
    price: String, Event;
    registration: String, Event;
    status: EventStatus, Event;
    level: AlertLevel, Alert;
    starts: String, Alert;
    ends: String, Alert;
    r#type: DirectoryKind, Directory;
    role: String, Directory;
    phone: String, Directory;
    email: String, Directory;
    website: String, Directory;
    hours: HoursFile, Directory;
    address: String, Directory | Event;
    position: Position, Directory | Event;
    form: String, Procedure;
    url: String, Procedure;
    documents: Vec<String>, Procedure;
    cost: String, Procedure;
    delay: String, Procedure;
    document: Spanned<String>, Publication;
    period: String, Publication;
}

/// `image:` as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ImageKeys {
    pub(super) file: Spanned<String>,
    #[serde(default)]
    pub(super) alt: Option<String>,
    #[serde(default)]
    pub(super) decorative: bool,
    #[serde(default)]
    pub(super) credit: Option<String>,
}

/// One of `attachments:` as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AttachmentKeys {
    pub(super) file: Spanned<String>,
    #[serde(default)]
    pub(super) title: Option<String>,
    #[serde(default)]
    pub(super) language: Option<String>,
}

/// One of `figures:` as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FigureKeys {
    pub(super) value: String,
    pub(super) label: String,
}

/// `organiser:` as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OrganiserKeys {
    pub(super) name: String,
    #[serde(default)]
    pub(super) email: Option<String>,
    #[serde(default)]
    pub(super) phone: Option<String>,
    #[serde(default)]
    pub(super) website: Option<String>,
}

/// Reads values of one front matter and tells what is wrong with them, in its place.
#[derive(Debug)]
pub(super) struct Checker<'a> {
    pub(super) source: &'a Source,
    pub(super) front: Range<usize>,
    pub(super) kind: Kind,
    pub(super) context: &'a ParseContext<'a>,
    pub(super) findings: Vec<Diagnostic>,
    /// Where the values are; found once, and only when there is something to tell.
    ranges: OnceCell<FxHashMap<String, Range<usize>>>,
}

impl<'a> Checker<'a> {
    pub(super) fn new(
        source: &'a Source,
        front: Range<usize>,
        kind: Kind,
        context: &'a ParseContext<'a>,
    ) -> Self {
        Self { source, front, kind, context, findings: Vec::new(), ranges: OnceCell::new() }
    }

    /// Warns of values between “typographic quotes”, which a text processor puts where YAML wants
    /// straight ones or none.
    fn check_quotes(&mut self) {
        const QUOTES: [(char, char); 3] = [('“', '”'), ('„', '“'), ('«', '»')];
        let text = self.source.text.get(self.front.clone()).unwrap_or_default();
        if !text.contains(QUOTES.map(|(open, _)| open)) {
            return;
        }
        let mut offset = self.front.start;
        for line in text.split_inclusive('\n') {
            let end = offset + line.trim_end().len();
            offset += line.len();
            let Some((key, value)) = line.trim_end().split_once(": ") else { continue };
            let value = value.trim_start();
            let quotes = QUOTES.into_iter().find(|(open, close)| {
                let inner = value.strip_prefix(*open).and_then(|rest| rest.strip_suffix(*close));
                inner.is_some_and(|inner| !inner.contains([*open, *close]))
            });
            if let Some((open, close)) = quotes.filter(|_| !key.trim_start().starts_with('#'))
                && self.findings.len() < MAX_FINDINGS
            {
                let finding = Diagnostic::warning("quotes-typographic")
                    .arg("key", key.trim_start().trim_start_matches("- "))
                    .arg("open", open.to_string())
                    .arg("close", close.to_string())
                    .at(self.source.locate(end - value.len()..end));
                self.findings.push(finding);
            }
        }
    }

    /// Reads the front matter; what belongs to another kind is told. A text that has a heading
    /// instead has that title and nothing more.
    pub(super) fn read(&mut self, heading: Option<String>) -> Option<FrontMatter> {
        if heading.is_some() {
            return Some(FrontMatter { title: heading, ..FrontMatter::default() });
        }
        self.check_quotes();
        self.findings.extend(yaml::cut_values(self.source, self.front.clone()));
        match yaml::parse::<FrontMatter>(self.source, self.front.clone()) {
            Ok(front_matter) => {
                for (key, owners) in front_matter.misplaced(self.kind) {
                    let finding = Diagnostic::error("entry-key-misplaced")
                        .arg("key", key)
                        .arg("kind", self.kind.name())
                        .arg("owner", owners.first().map_or("", |owner| owner.name()));
                    self.tell(finding, &[key]);
                }
                Some(front_matter)
            }
            Err(findings) => {
                self.findings.extend(findings);
                None
            }
        }
    }

    /// The place of a value, by its keys; of the front matter's start when it is absent.
    pub(super) fn place(&self, keys: &[&str]) -> Location {
        self.source.locate(self.range(keys).unwrap_or(0..3))
    }

    fn range(&self, keys: &[&str]) -> Option<Range<usize>> {
        let ranges =
            self.ranges.get_or_init(|| yaml::value_ranges(self.source, self.front.clone()));
        let known = |depth: usize| ranges.get(&keys[..depth].join("."));
        (1..=keys.len()).rev().find_map(known).cloned()
    }

    /// Tells what is wrong with a value; of a list of a thousand mistakes, the first ones.
    pub(super) fn tell(&mut self, finding: Diagnostic, keys: &[&str]) {
        let finding = match self.findings.len() {
            told if told > MAX_FINDINGS => return,
            MAX_FINDINGS => Diagnostic::error("too-many-findings").arg("limit", MAX_FINDINGS),
            _ => finding,
        };
        let place = self.place(keys);
        self.findings.push(finding.at(place));
    }

    /// Tells that a key is needed.
    pub(super) fn missing(&mut self, key: &'static str) {
        let place = self.range(&[key]);
        if let Some(finding) = place.and_then(|place| yaml::commented(self.source, place.start)) {
            self.findings.retain(|told| told.location != finding.location);
            self.findings.push(finding);
            return;
        }
        let finding =
            Diagnostic::error("entry-key-missing").arg("key", key).arg("kind", self.kind.name());
        self.tell(finding, &[key]);
    }

    /// A text on one line; `None` when there is nothing in it.
    pub(super) fn line(&self, value: Option<String>) -> Option<String> {
        let value = value?;
        let plain = !value.contains(|c: char| c.is_control()) && !value.contains("  ");
        let line = if plain {
            value.trim().to_owned()
        } else {
            let visible = value.replace(|c: char| c.is_control() && !c.is_whitespace(), "");
            visible
                .split([' ', '\n', '\t', '\r'])
                .filter(|word| !word.is_empty())
                .collect::<Vec<_>>()
                .join(" ")
        };
        (!line.is_empty()).then_some(line)
    }

    /// A text of several lines, e.g. a postal address.
    pub(super) fn lines(&self, value: Option<String>) -> Option<String> {
        let lines: Vec<String> =
            value?.lines().filter_map(|line| self.line(Some(line.to_owned()))).collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }

    /// A date or a time.
    pub(super) fn moment(&mut self, key: &str, value: Option<&str>, edge: Edge) -> Option<Moment> {
        let value = value?;
        match Moment::parse(value, self.context.timezone, edge) {
            Ok(moment) => Some(moment),
            Err(error) => {
                let finding = match error {
                    NotAMoment::French(right) => {
                        Diagnostic::error("date-not-iso").arg("right", right)
                    }
                    NotAMoment::Invalid => Diagnostic::error("date-invalid"),
                };
                self.tell(finding.arg("value", value), &[key]);
                None
            }
        }
    }

    /// Tells when `later` is before `earlier`.
    pub(super) fn in_order(
        &mut self,
        finding: Diagnostic,
        (first, earlier): (&str, Option<&Moment>),
        (second, later): (&str, Option<&Moment>),
    ) {
        if let (Some(earlier), Some(later)) = (earlier, later)
            && (later.zoned < earlier.zoned || later.day < earlier.day)
        {
            let finding = finding
                .arg("first", earlier.written())
                .arg("second", later.written())
                .related(self.place(&[first]));
            self.tell(finding, &[second]);
        }
    }

    /// An e-mail address.
    pub(super) fn email(&mut self, keys: &[&str], value: Option<String>) -> Option<String> {
        let email = self.line(value)?;
        if is_email(&email) {
            return Some(email);
        }
        self.tell(Diagnostic::error("email-invalid").arg("value", email), keys);
        None
    }

    /// A telephone number, kept as written.
    pub(super) fn phone(&mut self, keys: &[&str], value: Option<String>) -> Option<String> {
        let phone = self.line(value)?;
        if is_phone(&phone) {
            return Some(phone);
        }
        self.tell(Diagnostic::error("phone-invalid").arg("value", phone), keys);
        None
    }

    /// An address of the web.
    pub(super) fn web_address(&mut self, keys: &[&str], value: Option<String>) -> Option<String> {
        let address = self.line(value)?;
        if is_web_address(&address) {
            return Some(address);
        }
        self.tell(Diagnostic::error("web-address-invalid").arg("value", address), keys);
        None
    }

    /// A point on the map.
    pub(super) fn position(&mut self, value: Option<Position>) -> Option<Position> {
        let position = value?;
        let on_earth = (-90.0..=90.0).contains(&position.latitude)
            && (-180.0..=180.0).contains(&position.longitude);
        if on_earth {
            return Some(position);
        }
        self.tell(Diagnostic::error("position-not-on-earth"), &["position"]);
        None
    }

    /// A file of the site, by its path as written, and the place of that path.
    pub(super) fn file(
        &mut self,
        path: &str,
        value: &Spanned<String>,
    ) -> Option<(String, Range<usize>)> {
        let range = self.range_of(value);
        let file = value.value.trim();
        if super::path::resolve(path, file).is_some() {
            return Some((file.to_owned(), range));
        }
        let finding = Diagnostic::error("file-path-invalid").arg("value", file);
        self.findings.push(finding.at(self.source.locate(range)));
        None
    }

    fn range_of<T>(&self, value: &Spanned<T>) -> Range<usize> {
        let span = value.referenced.span();
        let start = span.byte_offset().and_then(|offset| usize::try_from(offset).ok()).unwrap_or(0);
        let length = span.byte_len().and_then(|length| usize::try_from(length).ok()).unwrap_or(0);
        let start = self.front.start + start;
        start..(start + length).min(self.front.end)
    }
}
