//! Whole workspaces on a disk: inheritance, isolation, and checks between files.

use super::*;
use crate::diagnostic::Location;

struct Folder(tempfile::TempDir);

impl Folder {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        let settings = "name: Essai\nurl: https://{id}.example\ngrc:\n  providers:\n    publik: {name: Publik, url: \"https://{tenant}.example/{form}/\"}\n  forms:\n    voirie: {title: Voirie}\nservices:\n  marches: {title: Marchés}\n";
        folder.write("parvis.yaml", settings);
        std::fs::create_dir(folder.0.path().join("sites")).expect("made");
        for (name, text) in files {
            folder.write(name, text);
        }
        folder
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.0.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        std::fs::write(path, text).expect("written");
    }

    fn load(&self) -> Workspace {
        Workspace::load(self.0.path()).expect("parvis.yaml is sound")
    }

    fn refused(&self) -> Vec<&'static str> {
        let told = Workspace::load(self.0.path()).expect_err("parvis.yaml is wrong");
        told.iter().map(|finding| finding.code).collect()
    }
}

fn site(yaml: &str) -> String {
    format!("name: Amou\nkind: commune\n{yaml}\n")
}

/// What is told of the only site, errors only.
fn told(yaml: &str) -> Vec<(&'static str, u32)> {
    let workspace = Folder::new(&[("sites/amou/site.yaml", &site(yaml))]).load();
    let findings = workspace.broken.get("amou").cloned().unwrap_or_default();
    let errors = findings.iter().filter(|finding| finding.is_error());
    errors.map(|f| (f.code, f.location.as_ref().map_or(0, |place| place.line))).collect()
}

#[test]
fn a_site_inherits_from_its_group_and_the_workspace() {
    let folder = Folder::new(&[
        (
            "groups/luys.yaml",
            "name: Les Luys\nparent: luys\naccent: '#1F5C99'\ngrc: {provider: publik}\ncontact: {email: luys@luys.example, phone: 05 36 49 00 00}\nlegal:\n  host: {name: Hôte, address: Ici, phone: '05 36 49 00 01'}\n",
        ),
        (
            "sites/luys/site.yaml",
            "name: Communauté de communes des Luys\nkind: communaute-de-communes\ngroup: luys\n",
        ),
        (
            "sites/amou/site.yaml",
            &site(
                "group: luys\ncontact: {phone: 05 36 49 00 02}\nservices: {marches: false}\nlegal: {dpo: {name: DPO, email: dpo@luys.example}}",
            ),
        ),
        (
            "sites/le-vignau/site.yaml",
            "name: Le Vignau\nkind: commune\nurl: https://levignau.example/\naccent: '#abc'\n",
        ),
    ]);
    let workspace = folder.load();
    assert!(workspace.broken.is_empty(), "{:?}", workspace.broken);
    let amou = &workspace.sites["amou"];
    assert_eq!(amou.parent.as_deref(), Some("luys"));
    assert_eq!(amou.title, "Commune d’Amou");
    assert_eq!(
        (amou.url.as_str(), amou.accent.as_deref()),
        ("https://amou.example", Some("#1f5c99"))
    );
    assert_eq!(amou.contact.phone.as_deref(), Some("05 36 49 00 02"));
    assert_eq!(amou.contact.email.as_deref(), Some("luys@luys.example"));
    assert_eq!(amou.legal.host.as_ref().and_then(|host| host.name.as_deref()), Some("Hôte"));
    assert_eq!(amou.services["marches"], ServiceOverride::Off);
    assert_eq!(amou.grc.provider.as_deref(), Some("publik"));
    let luys = &workspace.sites["luys"];
    assert_eq!((luys.parent.as_deref(), &*luys.members[0]), (None, "amou"));
    assert_eq!(luys.definite(), "la communauté de communes des Luys");
    let vignau = &workspace.sites["le-vignau"];
    assert_eq!(vignau.de_form(), "du Vignau");
    assert_eq!(vignau.of_body(), "de la commune du Vignau");
    assert_eq!(
        (vignau.url.as_str(), vignau.accent.as_deref()),
        ("https://levignau.example", Some("#aabbcc"))
    );
}

#[test]
fn each_wrong_value_is_told_on_its_line() {
    for (yaml, code) in [
        ("accent: rouge", "color-invalid"),
        ("url: amou.fr", "url-invalid"),
        ("url: \"https://amou.example/?a=1\"", "url-invalid"),
        ("domains: [\"https://www.amou.example\"]", "domain-invalid"),
        ("insee: \"4000\"", "insee-invalid"),
        ("siren: \"214000027\"", "siren-invalid"),
        ("group: absent", "group-unknown"),
        ("parent: absent", "parent-unknown"),
        ("parent: amou", "parent-cycle"),
        ("theme: absent", "theme-unknown"),
        ("theme: ../../etc", "theme-unknown"),
        ("timezone: Europe/Pau", "timezone-unknown"),
        ("language: français", "language-invalid"),
        ("pagination: 0", "value-out-of-range"),
        ("contact: {email: mairie}", "email-invalid"),
        ("contact: {phone: zéro cinq}", "phone-invalid"),
        ("position: {latitude: 143.5, longitude: 0}", "position-invalid"),
        ("crest: ../../../etc/passwd", "crest-missing"),
        ("menu: [{label: '', link: a.md}]", "menu-item-empty"),
        ("grc: {provider: publick}", "setting-provider-unknown"),
        ("grc: {forms: {voiri: {disabled: true}}}", "setting-form-unknown"),
        ("services: {marche: true}", "setting-service-unknown"),
        ("services: {marches: ici}", "url-invalid"),
        ("hours: {monday: [\"12:00-09:00\"]}", "hours-end-before-start"),
        ("security: {contact: [amou.example]}", "security-contact-invalid"),
        (
            "accessibility: {multi_year_plan: {from: 2026, to: 2029, strategy: A}}",
            "accessibility-plan-years",
        ),
        ("security: {contact: [\"tel:05 58\\nPolicy: x\"]}", "security-contact-invalid"),
        ("security: {policy: \"https://a.example/\\nExpires: never\"}", "url-invalid"),
        ("legal: {dpo: {name: D, email: dpo}}", "email-invalid"),
        ("legal: {host: {name: H, phone: zéro}}", "phone-invalid"),
        ("legal: {maker: {name: M, website: agence}}", "url-invalid"),
        ("populaton: 12", "yaml-unknown-key"),
    ] {
        assert_eq!(told(yaml), [(code, 3)], "{yaml}");
    }
    assert_eq!(told("kind: comune"), [("yaml-duplicate-key", 3)]);
}

#[test]
fn one_sites_mistake_leaves_the_others() {
    let folder = Folder::new(&[
        ("groups/bon.yaml", "name: Bon\n"),
        ("groups/faux.yaml", "nom: Faux\n"),
        ("sites/a/site.yaml", "name: A\nkind: commune\ngroup: faux\n"),
        ("sites/b/site.yaml", "name: \"B\n"),
        ("sites/c/page.md", ""),
        ("sites/d/site.yaml", "name: D\nkind: commune\ngroup: bon\n"),
        ("sites/É/site.yaml", "name: D\nkind: commune\n"),
        ("sites/e/site.yaml", "name: E\nkind: commune\nurl: https://x.example\n"),
        ("sites/f/site.yaml", "name: F\nkind: commune\nurl: https://x.example/\n"),
        ("sites/g/site.yaml", "name: G\nkind: commune\nparent: h\n"),
        ("sites/h/site.yaml", "name: H\nkind: commune\nparent: g\n"),
    ]);
    let workspace = folder.load();
    assert_eq!(workspace.sites.keys().map(|id| &**id).collect::<Vec<_>>(), ["d", "e"]);
    let broken: Vec<_> = workspace.broken.iter().map(|(id, told)| (&**id, told[0].code)).collect();
    assert_eq!(
        broken,
        [
            ("a", "group-broken"),
            ("b", "yaml-quotes"),
            ("c", "file-missing"),
            ("f", "url-taken"),
            ("g", "parent-cycle"),
            ("h", "parent-cycle"),
            ("É", "site-id-invalid"),
        ]
    );
    let of_group = workspace.findings.iter().find(|finding| finding.is_error());
    assert_eq!(
        of_group.map(|f| (f.code, f.location.as_ref().map(|p| &*p.file))),
        Some(("yaml-unknown-key", Some("groups/faux.yaml")))
    );
}

#[test]
fn a_neighbours_address_is_the_neighbours() {
    let folder = Folder::new(&[
        ("sites/dax/site.yaml", "name: Dax\nkind: commune\n"),
        ("sites/amou/site.yaml", &site("url: https://DAX.example/")),
    ]);
    let workspace = folder.load();
    assert_eq!(workspace.sites.keys().map(|id| &**id).collect::<Vec<_>>(), ["dax"]);
    let told = &workspace.broken["amou"][0];
    assert_eq!((told.code, told.location.as_ref().map(|place| place.line)), ("url-taken", Some(3)));
}

#[test]
fn the_folder_of_the_sites_must_be_readable() {
    let folder = Folder::new(&[]);
    assert_eq!(folder.load().sites.len(), 0, "a workspace may have no site yet");
    let sites = folder.0.path().join("sites");
    std::fs::remove_dir(&sites).expect("removed");
    assert_eq!(folder.refused(), ["folder-unreadable"], "absent");
    folder.write("sites", "no folder");
    assert_eq!(folder.refused(), ["folder-unreadable"], "no folder");
}

#[test]
#[cfg(unix)]
fn a_site_that_became_a_link_is_broken_and_not_gone() {
    let folder = Folder::new(&[
        ("ailleurs/site.yaml", &site("")),
        ("sites/dax/site.yaml", "name: Dax\nkind: commune\nparent: amou\n"),
        ("luys.yaml", "name: Luys\n"),
        ("groups/adour.yaml", "name: Adour\n"),
        ("sites/tercis/site.yaml", "name: Tercis\nkind: commune\ngroup: luys\n"),
        ("sites/LISEZMOI.txt", ""),
    ]);
    let root = folder.0.path();
    for (to, at) in [("ailleurs", "amou"), ("nulle-part", "bats")] {
        std::os::unix::fs::symlink(root.join(to), root.join("sites").join(at)).expect("linked");
    }
    std::os::unix::fs::symlink(root.join("luys.yaml"), root.join("groups/luys.yaml"))
        .expect("linked");
    let workspace = folder.load();
    let broken: Vec<_> = workspace.broken.iter().map(|(id, told)| (&**id, told[0].code)).collect();
    assert_eq!(
        broken,
        [("amou", "symlink-refused"), ("bats", "symlink-refused"), ("tercis", "group-broken")]
    );
    assert_eq!(workspace.broken["amou"][0].site.as_deref(), Some("amou"));
    assert!(workspace.sites.contains_key("dax"), "its parent is known, if broken");
    assert!(workspace.findings.iter().any(|finding| finding.code == "symlink-refused"));
}

#[test]
fn settings_that_are_wrong_stop_everything() {
    let folder = Folder::new(&[]);
    for (yaml, codes) in [
        ("name: A\n", &["yaml-missing-key"][..]),
        ("name: A\nurl: https://tous.example\n", &["url-without-id"]),
        ("name: A\nurl: \"{id}.example\"\ntheme: absent\n", &["url-invalid", "theme-unknown"]),
        ("name: A\nurl: https://{id}.example\nportal: absent\n", &["portal-unknown"]),
        ("name: A\nurl: https://{id}.example\nfolders: {Été: news}\n", &["folder-invalid"]),
        ("name: A\nurl: https://{id}.example\nfolders: {a: nouvelles}\n", &["yaml-unknown-value"]),
        (
            "name: A\nurl: https://{id}.example\ngrc: {provider: x, providers: {y: {name: Y, url: \"https://{z}.example\"}}}\n",
            &["url-template-invalid", "setting-provider-unknown"],
        ),
    ] {
        folder.write("parvis.yaml", yaml);
        assert_eq!(folder.refused(), codes, "{yaml}");
    }
    std::fs::remove_file(folder.0.path().join("parvis.yaml")).expect("removed");
    assert_eq!(folder.refused(), ["file-missing"]);
}

#[test]
fn an_inherited_mistake_is_told_once_in_the_file_it_stands_in() {
    let folder = Folder::new(&[
        ("groups/faux.yaml", "name: Faux\nparent: a\naccent: rouge\n"),
        ("sites/a/site.yaml", "name: A\nkind: commune\n"),
        ("sites/b/site.yaml", "name: B\nkind: commune\ngroup: faux\n"),
    ]);
    let workspace = folder.load();
    let errors: Vec<_> = workspace.findings.iter().filter(|finding| finding.is_error()).collect();
    let place = errors[0].location.as_ref().expect("a place");
    assert_eq!(
        (errors.len(), errors[0].code, &*place.file, place.line),
        (1, "color-invalid", "groups/faux.yaml", 3)
    );
    assert_eq!(workspace.broken["b"][0].code, "group-broken");
    folder.write("parvis.yaml", "name: A\nurl: https://{id}.example\ndefaults:\n  contact: {email: mairie}\n  hours: {monday: [\"9-12\"]}\n");
    let told = Workspace::load(folder.0.path()).expect_err("parvis.yaml is wrong");
    let told: Vec<_> =
        told.iter().map(|f| (f.code, f.location.as_ref().map_or(0, |place| place.line))).collect();
    assert_eq!(told, [("hours-range-invalid", 5), ("email-invalid", 4)]);
}

#[test]
#[cfg(unix)]
fn settings_are_never_read_through_a_link() {
    let folder = Folder::new(&[("sites/amou/page.md", ""), ("ailleurs.yaml", &site(""))]);
    let link = folder.0.path().join("sites/amou/site.yaml");
    std::os::unix::fs::symlink(folder.0.path().join("ailleurs.yaml"), link).expect("linked");
    assert_eq!(folder.load().broken["amou"][0].code, "symlink-refused");
}

#[test]
fn what_the_law_asks_for_is_asked_for() {
    let workspace = Folder::new(&[
        ("sites/amou/site.yaml", &site("")),
        ("sites/amis/site.yaml", "name: Les Amis\nkind: association\n"),
    ])
    .load();
    let told = |id: &str| {
        let of_site =
            workspace.findings.iter().filter(|finding| finding.site.as_deref() == Some(id));
        of_site.map(|finding| finding.code).collect::<Vec<_>>()
    };
    assert!(
        told("amou").contains(&"legal-dpo-incomplete")
            && told("amou").contains(&"legal-host-incomplete")
    );
    assert!(
        !told("amis").contains(&"legal-dpo-incomplete")
            && told("amis").contains(&"legal-host-incomplete")
    );
}

#[test]
fn settings_that_differ_have_other_fingerprints() {
    let folder = Folder::new(&[("sites/amou/site.yaml", &site(""))]);
    let before = folder.load().sites["amou"].fingerprint_input();
    assert_eq!(before, folder.load().sites["amou"].fingerprint_input());
    folder.write("sites/amou/site.yaml", &site("accent: '#123456'"));
    assert_ne!(before, folder.load().sites["amou"].fingerprint_input());
}

#[test]
fn files_are_listed_and_hostile_ones_told() {
    let folder = Folder::new(&[
        ("sites/amou/site.yaml", &site("")),
        ("sites/amou/b.md", "b"),
        ("sites/amou/a/é.md", "\u{feff}un\r\ndeux\rtrois"),
        ("sites/amou/a/e\u{301}.md", "twin"),
        ("sites/amou/B.md", "twin"),
        ("sites/amou/.cache/x.md", ""),
        ("sites/amou/b.md~", ""),
        ("sites/amou/gros.md", &"x".repeat(10_000_000)),
    ]);
    let root = folder.0.path();
    std::fs::write(root.join("sites/amou/latin.md"), b"bon\nl'\xe9t\xe9\n").expect("written");
    #[cfg(unix)]
    std::os::unix::fs::symlink("/etc", root.join("sites/amou/lien")).expect("linked");
    let (found, findings) = files::scan(root, "sites/amou");
    let names: Vec<_> = found.iter().map(|file| &*file.path).collect();
    assert_eq!(names.len(), 5, "{names:?}");
    let mut codes: Vec<_> = findings.iter().map(|finding| finding.code).collect();
    codes.sort_unstable();
    assert_eq!(codes, ["names-collide", "names-collide", "symlink-refused"]);
    let read = |path: &str| {
        let file = found.iter().find(|file| &*file.path == path).expect("listed");
        read_source(file).map(|source| source.text.to_string())
    };
    let accented = names.iter().find(|name| name.starts_with("a/")).expect("one of the twins");
    assert!(matches!(read(accented).as_deref(), Ok("un\ndeux\ntrois" | "twin")));
    assert_eq!(read("gros.md").expect_err("too large").code, "file-too-large");
    let latin = read("latin.md").expect_err("not UTF-8");
    let place = Location { line: 2, column: 3, ..Location::file("sites/amou/latin.md") };
    assert_eq!((latin.code, latin.location), ("file-not-utf8", Some(place)));
}

#[test]
fn the_root_is_found_from_below() {
    let folder = Folder::new(&[("sites/amou/a/b.md", "")]);
    let root = folder.0.path();
    assert_eq!(Workspace::find_root(&root.join("sites/amou/a")), Some(root.to_owned()));
    assert_eq!(Workspace::find_root(Path::new("/nonexistent")), None);
}

#[test]
fn the_repository_is_a_sound_workspace() {
    let workspace = Workspace::load(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("sound");
    let folders = std::fs::read_dir(workspace.root.join("sites")).expect("there").count();
    assert_eq!((workspace.sites.len(), workspace.groups.len()), (folders, 18));
    assert_eq!((&workspace.broken, &workspace.findings), (&BTreeMap::new(), &Vec::new()));
    let members: usize = workspace.sites.values().map(|site| site.members.len()).sum();
    assert!((327..folders).contains(&members), "{members}");
    assert_eq!(workspace.sites_of_group("cc-du-seignanx").count(), 9);
    for site in workspace.sites.values() {
        let (files, findings) = super::site_files(&workspace.root, site);
        assert!(files.len() >= 6 && findings.is_empty(), "{}: {findings:?}", site.id);
    }
}

#[test]
fn a_site_shows_files_of_the_workspace_and_nothing_else() {
    let mounts = |lines: &str| site(&format!("mounts:\n{lines}"));
    let folder = Folder::new(&[
        (
            "sites/amou/site.yaml",
            &mounts("  ci.md: docs/guide-ci.md\n  redaction: docs/redaction\n"),
        ),
        ("sites/amou/redaction/liens.md", "own"),
        ("docs/guide-ci.md", "# CI"),
        ("docs/redaction/liens.md", "other"),
        ("docs/redaction/titres.md", "titles"),
        ("docs/redaction/.caché.md", "hidden"),
    ]);
    let workspace = folder.load();
    assert!(workspace.broken.is_empty(), "{:?}", workspace.broken);
    let (files, findings) = super::site_files(&workspace.root, &workspace.sites["amou"]);
    let names: Vec<_> = files.iter().map(|file| (&*file.path, &*file.name)).collect();
    assert_eq!(
        names,
        [
            ("ci.md", "docs/guide-ci.md"),
            ("redaction/liens.md", "sites/amou/redaction/liens.md"),
            ("redaction/titres.md", "docs/redaction/titres.md"),
            ("site.yaml", "sites/amou/site.yaml"),
        ]
    );
    assert_eq!(
        findings.iter().map(|finding| finding.code).collect::<Vec<_>>(),
        ["mount-path-taken"]
    );

    #[cfg(unix)]
    std::os::unix::fs::symlink("/etc", folder.0.path().join("etc")).expect("linked");
    folder.write("docs/.prive/a.md", "hidden");
    for (line, code) in [
        ("../a: docs", "mount-path-invalid"),
        ("/a: docs", "mount-path-invalid"),
        ("a: ../voisin", "mount-outside-workspace"),
        ("a: /etc", "mount-outside-workspace"),
        ("a: docs/.prive", "mount-outside-workspace"),
        ("a: sites/dax", "mount-not-for-sites"),
        ("a.md: parvis.yaml", "mount-not-for-sites"),
        ("a: etc", "mount-missing"),
        ("a.md: docs/guide-cy.md", "mount-missing"),
        ("a: docs/guide-ci.md", "mount-name-differs"),
    ] {
        folder.write("sites/amou/site.yaml", &mounts(&format!("  {line}\n")));
        let workspace = folder.load();
        let errors = workspace.broken["amou"].iter().filter(|finding| finding.is_error());
        let codes: Vec<_> = errors.map(|finding| finding.code).collect();
        assert_eq!(codes, [code], "{line}");
    }
}
