//! New files, on a real disk.

use super::*;
use crate::diagnostic::Source;
use crate::workspace::{Workspace, yaml};

fn noon() -> Zoned {
    "2026-12-05T12:34[Europe/Paris]".parse().expect("a date")
}

#[test]
fn a_fresh_workspace_loads_without_a_word() {
    let root = tempfile::tempdir().expect("a folder");
    let files = init(root.path(), &noon()).expect("created");
    assert!(files.contains(&PathBuf::from(".gitignore")));
    let workspace = Workspace::load(root.path()).expect("sound");
    assert_eq!((workspace.sites.len(), &workspace.broken), (1, &Default::default()));
    assert_eq!(workspace.findings, []);
    let event =
        std::fs::read_to_string(root.path().join("sites/bourg/agenda/conseil-municipal.md"));
    assert!(event.expect("there").contains("\nstart: 2026-12-19 18:30\n"));
    let again = init(root.path(), &noon()).expect_err("it is there");
    assert_eq!(again.code, "workspace-exists");
}

#[test]
fn entries_have_their_id_and_dates_and_never_replace_one() {
    let root = tempfile::tempdir().expect("a folder");
    init(root.path(), &noon()).expect("created");
    let settings = Workspace::load(root.path()).expect("sound").settings;
    let entry = |kind, title| new_entry(root.path(), &settings, "bourg", kind, title, &noon());
    for (kind, folder) in EntryKind::ALL {
        let path = entry(*kind, "L'été : l’Œuvre & Cie").expect("created");
        let name = format!("sites/bourg/{folder}/l-ete-l-oeuvre-cie.md").replace("//", "/");
        assert_eq!(path, PathBuf::from(&name));
        let text = std::fs::read_to_string(root.path().join(path)).expect("there");
        let source = Source::new(name, text);
        let end = source.text.find("\n---\n").expect("front matter");
        let front: BTreeMap<String, serde_json::Value> =
            yaml::parse(&source, 4..end).expect("YAML");
        assert_eq!(front["title"], "L’été : l’Œuvre & Cie");
        assert_eq!(front["id"], "2026-12-05-l-ete-l-oeuvre-cie");
        if *kind == EntryKind::Alert {
            assert!(!front.contains_key("draft"), "what is urgent is out at once");
            assert!(source.text.contains("publiée dès") && source.text.ends_with("\n---\n"));
        } else {
            assert_eq!(front["draft"], true);
        }
    }
    let code = |result: Result<PathBuf, Diagnostic>| result.expect_err("refused").code;
    assert_eq!(code(entry(EntryKind::News, "L’été : l’œuvre & cie")), "file-exists");
    assert_eq!(code(entry(EntryKind::News, "…")), "title-without-letters");
    let elsewhere = new_entry(root.path(), &settings, "bourgg", EntryKind::News, "A", &noon());
    let told = elsewhere.expect_err("refused");
    assert!(
        told.code == "site-unknown" && told.arguments.contains(&("suggestion", "bourg".into()))
    );
}

use std::collections::BTreeMap;

#[test]
fn a_title_of_any_length_makes_a_file_name() {
    let root = tempfile::tempdir().expect("a folder");
    init(root.path(), &noon()).expect("created");
    let settings = Workspace::load(root.path()).expect("sound").settings;
    let title = "Réunion publique sur l’aménagement ".repeat(20);
    let path = new_entry(root.path(), &settings, "bourg", EntryKind::News, &title, &noon());
    let path = path.expect("created");
    assert_eq!(
        path.file_name().and_then(|name| name.to_str()),
        Some("reunion-publique-sur-l-amenagement-reunion-publique-sur-l-amenagement-reunion.md")
    );
    assert_eq!(short_slug("abc-def", 3), "abc");
    assert_eq!(short_slug("abcd-ef", 3), "abc", "a word too long is cut");
    let site = NewSite { name: title, ..NewSite::default() };
    assert!(site.id().len() <= 63);
}

#[test]
fn a_fresh_workspace_mixes_with_nothing() {
    let root = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(root.path().join(".git")).expect("made");
    std::fs::write(root.path().join("photo.jpg"), "").expect("written");
    let told = init(root.path(), &noon()).expect_err("not empty");
    assert_eq!(told.code, "folder-not-empty");
    assert_eq!(std::fs::read_dir(root.path()).expect("there").count(), 2, "nothing was written");
    std::fs::remove_file(root.path().join("photo.jpg")).expect("removed");
    init(root.path(), &noon()).expect("a repository without files will do");
}

#[test]
fn any_text_survives_as_a_scalar() {
    for text in [
        "Amou",
        "Le Vignau",
        "true",
        "no",
        "40002",
        "05 36 49 00 00",
        "a: b",
        "# x",
        "",
        " x ",
        "«\u{a0}oui\u{a0}»",
        "l’eau",
        "\"'\\\n\t",
        "- a",
        "*a",
        "null",
        "2026-01-01",
        "é{}[],&!|>%`",
    ] {
        let source = Source::new("t.yaml", format!("a: {}\n", scalar(text)));
        let read: BTreeMap<String, String> =
            yaml::parse(&source, 0..source.text.len()).expect(text);
        assert_eq!(read["a"], text);
    }
}

#[test]
fn a_site_is_made_once() {
    let root = tempfile::tempdir().expect("a folder");
    let site =
        NewSite { name: "Lüe".into(), phone: Some("05 36 49 00 00".into()), ..NewSite::default() };
    assert_eq!(
        new_site(root.path(), &site).expect("created"),
        PathBuf::from("sites/lue/site.yaml")
    );
    assert_eq!(new_site(root.path(), &site).expect_err("refused").code, "file-exists");
    let nameless = NewSite { name: "…".into(), ..NewSite::default() };
    assert_eq!(new_site(root.path(), &nameless).expect_err("refused").code, "site-id-invalid");
}
