//! Values of the blocks of a text, each with a template of its own under `components/`.

use super::{DirectoryView, Html, LinkView};
use serde::Serialize;

/// A box (`components/box.html`, as `notice`).
#[derive(Debug, Clone, Serialize)]
pub struct BoxView {
    /// `note`, `tip`, `important`, `warning`, `urgent`, `details` or `steps`.
    pub kind: &'static str,
    /// What its author called it.
    pub title: Option<String>,
    /// Its content, to be printed once.
    pub body: Html,
}

/// An entry of the directory, named alone in a paragraph (`components/contact-card.html`, as
/// `card`).
#[derive(Debug, Clone, Serialize)]
pub struct ContactCardView {
    /// What it is called.
    pub title: String,
    /// Its page.
    pub url: String,
    /// How to reach it.
    pub directory: DirectoryView,
}

/// A film (`components/video.html`, as `video`).
#[derive(Debug, Clone, Serialize)]
pub struct VideoView {
    /// What it is called.
    pub title: String,
    /// Address of the file, or of the page elsewhere.
    pub url: String,
    /// «3 min 20 s».
    pub duration: Option<String>,
    /// The file, when it is one of the site.
    pub file: Option<VideoFileView>,
    /// Who shows it, when it is elsewhere: «YouTube».
    pub service: Option<String>,
    /// Where its transcript is.
    pub transcript: Option<LinkView>,
}

/// A film of the site.
#[derive(Debug, Clone, Serialize)]
pub struct VideoFileView {
    /// `video/mp4`.
    pub media_type: &'static str,
    /// «vidéo MP4, 12 Mo».
    pub label: String,
    /// Its captions.
    pub captions: Option<CaptionsView>,
    /// Address of the image shown before it is played.
    pub poster: Option<String>,
}

/// The captions of a film.
#[derive(Debug, Clone, Serialize)]
pub struct CaptionsView {
    /// Address of the file.
    pub url: String,
    /// Language (BCP 47).
    pub language: String,
}

/// A key figure (`components/figures.html`, as `figures`: an array).
#[derive(Debug, Clone, Serialize)]
pub struct FigureView {
    /// «1 550».
    pub value: String,
    /// «habitants».
    pub label: String,
}

/// Places and their map (`components/places.html`, as `places`).
#[derive(Debug, Clone, Serialize)]
pub struct PlacesView {
    /// Anchor of its heading.
    pub id: String,
    /// What is inside the `<svg>` of the map, whose view box is 480 wide and 380 high; `none` when
    /// no place has a position.
    pub map: Option<Html>,
    /// Places on the map, in the order of their numbers.
    pub items: Vec<PlaceView>,
    /// Places without a position.
    pub others: Vec<PlaceView>,
    /// True when the site says where it is: a house and circles of distance are drawn there.
    pub has_centre: bool,
    /// True when distances are from the town hall of a commune.
    pub is_commune: bool,
}

/// A place.
#[derive(Debug, Clone, Serialize)]
pub struct PlaceView {
    /// What it is called.
    pub title: String,
    /// Its page.
    pub url: String,
    /// Postal address, one line an item.
    pub address: Vec<String>,
    /// Phone as written and as a `tel:` address.
    pub phone: Option<LinkView>,
    /// «600 m», «1,2 km»: how far it is from the site's own position.
    pub distance: Option<String>,
    /// In which of eight directions: `n`, `ne`, `e`, `se`, `s`, `sw`, `w`, `nw`.
    pub direction: Option<&'static str>,
}
