//! Publishing: putting what was built in front of residents, site by site, so that they are
//! served wholly the old site or wholly the new one.
//!
//! The way of a publication: read what was built as a release → compare it with what the target
//! serves → refuse what should not be seen → send what differs → swap → write the journal →
//! remove what is too old.
//!
//! This room never builds, never writes to the build's output, and one site's refusal or failure
//! never keeps another from being published.

mod built;
mod class;
pub mod fault;
mod gate;
pub mod journal;
mod markup;
mod plan;
pub mod preview;
mod provenance;
mod redirects;
mod release;
mod run;
pub mod server;
pub mod target;
mod variant;

pub use built::Built;
pub use class::{CacheClass, classify};
pub use gate::Refusal;
pub use plan::{Change, Kind, Plan};
pub use preview::{Preview, PreviewRecord};
pub use release::{NotAManifest, NotAnId, Release, ReleaseFile, ReleaseId};
pub use run::{Outcome, PublishOptions, PublishReport, SiteReport, publish, rollback};
pub use variant::{Encoding, has_variants};
