//! Every file that Parvis writes is known to those who serve it.

use crate::support::TestWorkspace;
use parvis::publish::{CacheClass, classify};

const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n";

#[test]
fn every_file_of_a_built_site_has_a_content_type_and_a_cache_class() {
    let workspace = TestWorkspace::new();
    workspace
        .file("sites/amou/actualites/marche.md", "---\ntitle: Marché\ndate: 2026-11-20\ncategories: [Vie locale]\naliases: [/ancien/]\n---\n\nLisez [le plan](plan.pdf).\n")
        .file("sites/amou/actualites/plan.pdf", PDF)
        .file("sites/amou/agenda/fete.md", "---\ntitle: Fête\nstart: 2026-12-05T10:00\n---\n\nSur la place.\n")
        .file("sites/amou/alertes/eau.md", "---\ntitle: Coupure d’eau\nlevel: urgence\nstarts: 2026-11-20T08:00\nends: 2026-12-01T08:00\n---\n\nDemain matin.\n");
    let workspace = workspace.built();
    let names = workspace.names("public/amou");
    let mut seen = std::collections::BTreeSet::new();
    for path in &names {
        let (kind, class) = classify(path);
        seen.insert(class);
        let piece = path.contains(".pf_") || path.ends_with(".pagefind");
        let unnamed = class == CacheClass::Internal || piece;
        assert_eq!(unnamed, kind == "application/octet-stream", "{path}");
        let expected = match path.rsplit('.').next().unwrap_or_default() {
            _ if path.starts_with("assets/") || path.contains(".pf_") => CacheClass::Immutable,
            _ if path.starts_with("pagefind/") => CacheClass::File,
            "html" => CacheClass::Page,
            "rss" | "atom" | "ics" | "json" => CacheClass::Feed,
            "txt" | "xml" => CacheClass::Index,
            "pdf" => CacheClass::File,
            _ => CacheClass::Internal,
        };
        assert_eq!(class, expected, "{path}");
    }
    assert_eq!(seen.len(), 6, "{seen:?} of {names:?}");
}
