//! From documents to the files of an index, by Pagefind.
//!
//! Of what Pagefind brings, a site is given what its search page asks for: the module, the index,
//! and the engine of its language. Its ready-made interfaces are left out. The same documents give
//! the same bytes, whatever the number of threads.

use super::{Document, FOLDER};
use crate::markdown::push_escaped;
use pagefind::api::{PagefindIndex, SyntheticFile};
use pagefind::options::PagefindServiceConfig;

/// How many pages share one file of texts. A file a page would double the files of a site, and a
/// list of ten results would ask for ten of them.
const TOGETHER: usize = 12;

/// The documents of one site.
#[derive(Debug, Clone, Copy)]
pub struct Shelf<'a> {
    /// The site's id, where the index tells sites apart.
    pub site: Option<&'a str>,
    /// What comes before its addresses: nothing for the site of the index.
    pub base: &'a str,
    /// What is searched of it.
    pub documents: &'a [Document],
}

/// The files of an index of `shelves` for pages in `language` (BCP 47), with their paths in the
/// site, in order.
///
/// # Errors
/// What Pagefind says where it could not make one.
pub fn index(language: &str, shelves: &[Shelf<'_>]) -> Result<Vec<(String, Vec<u8>)>, String> {
    let language = language.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let count: usize = shelves.iter().map(|shelf| shelf.documents.len()).sum();
    let groups = u32::try_from(count.div_ceil(TOGETHER).max(1)).unwrap_or(u32::MAX);
    let config = PagefindServiceConfig::builder()
        .force_language(language.clone())
        .keep_index_url(true)
        .max_fragments(groups)
        .build();
    // Pagefind hands each page to a thread of its own runtime and waits for it.
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    let files = runtime.block_on(async {
        let mut index = PagefindIndex::new(Some(config))?;
        for shelf in shelves {
            for document in shelf.documents {
                let url = format!("{}{}", shelf.base, document.url);
                index.add_html_file(None, Some(url), page(document, shelf.site)).await?;
            }
        }
        index.build_indexes().await?;
        index.get_files().await
    });
    let files = files.map_err(|error| error.to_string())?;
    let named = |file: SyntheticFile| {
        let name = file.filename.to_string_lossy().replace('\\', "/");
        (name, file.contents)
    };
    let mut files: Vec<_> = files.into_iter().map(named).collect();
    let own = format!("wasm.{language}.pagefind");
    let has_own = files.iter().any(|(name, _)| *name == own);
    let engine = if has_own { own.as_str() } else { ANY_LANGUAGE };
    files.retain(|(name, _)| is_served(name, engine));
    for (name, _) in &mut files {
        *name = format!("{FOLDER}/{name}");
    }
    files.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(files)
}

/// The engine for a language whose words have no known stems.
const ANY_LANGUAGE: &str = "wasm.unknown.pagefind";

fn is_served(name: &str, engine: &str) -> bool {
    let pieces = ["fragment/", "index/", "filter/"];
    pieces.iter().any(|folder| name.starts_with(folder))
        || name.ends_with(".pf_meta")
        || ["pagefind.js", "pagefind-entry.json", engine].contains(&name)
}

/// A document as the page that Pagefind reads: its title is that of the `<h1>`.
fn page(document: &Document, site: Option<&str>) -> String {
    let mut html = String::with_capacity(document.html.len() + 256);
    html.push_str("<html><body>");
    let mut filter = |name: &str, value: &str| {
        html.push_str("<i data-pagefind-filter=\"");
        html.push_str(name);
        html.push(':');
        push_escaped(&mut html, value);
        html.push_str("\"></i>");
    };
    filter("kind", &document.kind);
    for year in &document.years {
        filter("year", &year.to_string());
    }
    if let Some(site) = site {
        filter("site", site);
    }
    if let Some(date) = &document.date {
        html.push_str("<i data-pagefind-meta=\"date:");
        push_escaped(&mut html, date);
        html.push_str("\"></i>");
    }
    let text = UNSPACED.iter().fold(document.html.clone(), |text, end| {
        if text.contains(end) { text.replace(end, &format!("{end} ")) } else { text }
    });
    html.push_str(&text);
    html.push_str("</body></html>");
    html
}

/// Elements that Pagefind takes for a part of a word: «Adresse» and «1 rue du Moulin» would be
/// one.
const UNSPACED: [&str; 6] =
    ["</dt>", "</dd>", "</th>", "</caption>", "</summary>", "</figcaption>"];

#[cfg(test)]
mod tests {
    use super::*;

    fn document(url: &str, html: &str) -> Document {
        Document {
            url: url.to_owned(),
            kind: "news".to_owned(),
            date: Some("2026-03-14".to_owned()),
            years: vec![2026],
            html: html.to_owned(),
        }
    }

    fn names(files: &[(String, Vec<u8>)]) -> Vec<String> {
        let hash = |name: &str| match name.split_once("fr_") {
            Some((before, _)) => {
                format!("{before}fr_…{}", &name[name.rfind('.').unwrap_or(0)..])
            }
            None => name.to_owned(),
        };
        files.iter().map(|(name, _)| hash(name)).collect()
    }

    #[test]
    fn an_index_holds_what_its_page_asks_for_and_no_more() {
        let documents = [document("/a/", "<h1>Marché</h1><dl><dt>Lieu</dt><dd>Église</dd></dl>")];
        let shelf = Shelf { site: None, base: "", documents: &documents };
        let files = index("fr-FR", &[shelf]).expect("an index");
        let expected = [
            "pagefind/filter/fr_….pf_filter",
            "pagefind/filter/fr_….pf_filter",
            "pagefind/fragment/fr_….pf_fragment",
            "pagefind/index/fr_….pf_index",
            "pagefind/pagefind-entry.json",
            "pagefind/pagefind.fr_….pf_meta",
            "pagefind/pagefind.js",
            "pagefind/wasm.fr.pagefind",
        ];
        assert_eq!(names(&files), expected);
        let unknown = index("oc", &[shelf]).expect("an index");
        assert!(unknown.iter().any(|(name, _)| name == "pagefind/wasm.unknown.pagefind"));
    }

    #[test]
    fn the_same_documents_give_the_same_bytes_on_any_number_of_threads() {
        let text = |n: usize| {
            format!("<h1>Page {n}</h1><p>Été, mairie, marchés, {} travaux {}</p>", n * 7, n % 5)
        };
        let documents: Vec<_> = (0..60).map(|n| document(&format!("/p{n}/"), &text(n))).collect();
        let shelves = [
            Shelf { site: Some("amou"), base: "", documents: &documents[..30] },
            Shelf { site: Some("dax"), base: "https://dax.example", documents: &documents[30..] },
        ];
        let on = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
            pool.expect("threads").install(|| index("fr", &shelves).expect("an index"))
        };
        let one = on(1);
        assert!(one == on(4) && one == on(2));
    }
}
