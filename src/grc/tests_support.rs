//! One small workspace for the tests of this room.

use crate::workspace::{Settings, Site, Workspace};

const SETTINGS: &str = r#"
name: Test
url: "https://{id}.example"
grc:
  provider: publik
  providers:
    publik: {name: Publik, url: "https://{tenant}.demarches.example/{form}/"}
    landespublic:
      name: LandesPublic
      url: "https://landespublic.example/{tenant}/{form}"
      forms: {signalement-voirie: voirie, acte-naissance: null}
  forms:
    signalement-voirie: {title: Signaler un problème sur la voirie}
    acte-naissance: {title: Demander un acte de naissance}
services:
  marches-publics: {title: Marchés publics, url: "https://marches.example/{insee}"}
  portail-famille: {title: Portail famille}
"#;

const SITE: &str = r#"
name: Amou
kind: commune
insee: "40002"
contact:
  address: {street: Place de la Mairie, postal_code: "40330", city: Amou}
  phone: 05 36 49 00 01
  email: mairie@amou.example
"#;

pub(crate) fn workspace() -> Workspace {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let site = folder.path().join("sites/amou");
    std::fs::create_dir_all(&site).expect("made");
    std::fs::write(folder.path().join("parvis.yaml"), SETTINGS).expect("written");
    std::fs::write(site.join("site.yaml"), SITE).expect("written");
    Workspace::load(folder.path()).expect("a good workspace")
}

pub(crate) fn settings() -> Settings {
    workspace().settings
}

pub(crate) fn site() -> Site {
    let workspace = workspace();
    assert!(workspace.broken.is_empty(), "{:?}", workspace.broken);
    Site::clone(workspace.sites.values().next().expect("one site"))
}
