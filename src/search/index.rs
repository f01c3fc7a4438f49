//! From documents to the files of an index, in the format of Pagefind.
//!
//! Pagefind makes the index of a small site in some thirty milliseconds, most of which do not depend
//! on the site, and offers no part of that alone. So what its engine reads in the browser is written
//! here, and a test holds it to be what Pagefind writes (but for one thing: see `keys`). The same
//! documents give the same bytes, whatever the number of threads.
//!
//! An index is an entry, which leads to one list of pages, words and filters; that list names
//! pieces, of which the browser asks for those it needs: texts of pages, words from one to another,
//! and each filter. Pieces are named by what they hold.

use super::cbor::Cbor;
use super::engine::engine;
use super::keys::{Keys, with_keys};
use super::text::{Anchor, Text};
use super::words::{Dictionary, Words};
use super::{Document, FOLDER};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::Serialize;
use sha1::{Digest, Sha1};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;

/// How many pages share one file of texts. A file a page would double the files of a site, and a
/// list of ten results would ask for ten of them.
const TOGETHER: usize = 12;

/// How many characters of a digest name a piece, unless two begin alike.
const SHORT: usize = 7;

/// How hard the files are packed: the hardest takes twice as long, for half a percent.
const PACKING: Compression = Compression::new(5);

/// How every packed file begins: a server may unpack it on the way.
const UNPACKED: &[u8] = b"pagefind_dcd";

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
/// What Pagefind says where it could not give its engine, or why a file could not be packed.
pub fn index(language: &str, shelves: &[Shelf<'_>]) -> Result<Vec<(String, Vec<u8>)>, String> {
    let language = language.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let engine = engine(&language)?;
    let pages: Vec<Page> = shelves.iter().flat_map(Shelf::pages).collect();
    let fields: BTreeSet<&str> = pages.iter().flat_map(|page| page.meta.keys().copied()).collect();
    let mut pieces = Pieces::of(&language);

    let mut list = Cbor::default();
    list.list(6);
    list.text(&engine.version);
    pieces.texts(&pages, &mut list)?;
    let words = with_keys(&language, &engine.symbols, |keys| words(keys, &pages, &fields));
    pieces.words(&words, &mut list)?;
    pieces.filters(&pages, &mut list)?;
    // Results come by how well they match, in no other order.
    list.list(0);
    list.list(fields.len());
    fields.iter().for_each(|field| list.text(field));

    let list = list.bytes();
    let hash = format!("{language}_{}", &hash(&list)[..=language.len() + SHORT]);
    let mut files = pieces.files;
    files.push((format!("pagefind.{hash}.pf_meta"), packed(&list)?));
    let own = EntryOfLanguage { hash, wasm: engine.wasm.as_deref(), page_count: pages.len() };
    let entry = Entry {
        version: &engine.version,
        languages: BTreeMap::from([(&*language, own)]),
        include_characters: &engine.symbols,
    };
    files.push(("pagefind-entry.json".to_owned(), json(&entry)?.into_bytes()));
    files.extend(engine.files.iter().cloned());
    for (name, _) in &mut files {
        *name = format!("{FOLDER}/{name}");
    }
    files.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(files)
}

/// What the module reads first.
#[derive(Serialize)]
struct Entry<'a> {
    version: &'a str,
    languages: BTreeMap<&'a str, EntryOfLanguage<'a>>,
    include_characters: &'a [char],
}

#[derive(Serialize)]
struct EntryOfLanguage<'a> {
    hash: String,
    wasm: Option<&'a str>,
    page_count: usize,
}

/// A page as it is shown among the results.
#[derive(Serialize)]
struct Page {
    url: String,
    content: String,
    word_count: usize,
    filters: BTreeMap<&'static str, Vec<String>>,
    meta: BTreeMap<&'static str, String>,
    anchors: Vec<Anchor>,
    #[serde(skip)]
    weights: Vec<u8>,
}

impl Shelf<'_> {
    /// Its documents that say something.
    fn pages(&self) -> impl Iterator<Item = Page> {
        let pages = self.documents.iter().map(|document| self.page(document));
        pages.filter(|page| page.content.contains(char::is_alphanumeric))
    }

    fn page(&self, document: &Document) -> Page {
        let Text { title, content, weights, anchors } = Text::of(&document.html);
        let mut filters = BTreeMap::from([("kind", vec![document.kind.clone()])]);
        if !document.years.is_empty() {
            filters.insert("year", document.years.iter().map(i16::to_string).collect());
        }
        filters.extend(self.site.map(|site| ("site", vec![site.to_owned()])));
        let mut meta = BTreeMap::new();
        meta.extend(title.map(|title| ("title", title)));
        meta.extend(document.date.clone().map(|date| ("date", date)));
        Page {
            url: format!("{}{}", self.base, document.url),
            word_count: weights.len(),
            content,
            filters,
            meta,
            anchors,
            weights,
        }
    }
}

/// The words of pages.
fn words(keys: &mut Keys, pages: &[Page], fields: &BTreeSet<&str>) -> Vec<Words> {
    let mut dictionary = Dictionary::new(keys);
    for (number, page) in pages.iter().enumerate() {
        let fields = fields.iter().enumerate();
        let told = fields.filter_map(|(field, name)| Some((field, page.meta.get(name)?.as_str())));
        dictionary.add(number, &page.content, &page.weights, told);
    }
    dictionary.into_words()
}

/// The pieces of an index, and what the list says of them.
struct Pieces<'a> {
    language: &'a str,
    files: Vec<(String, Vec<u8>)>,
    names: BTreeSet<String>,
}

impl<'a> Pieces<'a> {
    fn of(language: &'a str) -> Self {
        Self { language, files: Vec::new(), names: BTreeSet::new() }
    }

    /// A name for what has this digest.
    fn name(&mut self, what: &str, hash: &str) -> String {
        let name = |length: usize| format!("{}_{what}{}", self.language, &hash[..length]);
        let free = (SHORT..hash.len()).map(name).find(|name| !self.names.contains(name));
        let name = free.unwrap_or_else(|| name(hash.len()));
        self.names.insert(name.clone());
        name
    }

    fn piece(&mut self, folder: &str, what: &str, bytes: &[u8]) -> Result<String, String> {
        let name = self.name(what, &hash(bytes));
        self.files.push((format!("{folder}/{name}.pf_{folder}"), packed(bytes)?));
        Ok(name)
    }

    /// The texts of pages, and which page stands where.
    fn texts(&mut self, pages: &[Page], list: &mut Cbor) -> Result<(), String> {
        list.list(pages.len());
        // As many pages in each file, rather than few in the last.
        let files = pages.len().div_ceil(TOGETHER).max(1);
        for pages in pages.chunks(pages.len().div_ceil(files).max(1)) {
            let mut names = Vec::with_capacity(pages.len());
            let mut texts = BTreeMap::new();
            for page in pages {
                let text = json(page)?;
                let name = self.name("", &hash(text.as_bytes()));
                names.push((name.clone(), page.word_count));
                texts.insert(name, text);
            }
            let texts = texts.iter().map(|(name, text)| format!("\"{name}\":{text}"));
            let file = format!("{{{}}}", texts.collect::<Vec<_>>().join(","));
            let file = self.piece("fragment", "group_", file.as_bytes())?;
            for (name, words) in names {
                list.list(3);
                list.text(&name);
                list.number(words);
                list.text(&file);
            }
        }
        Ok(())
    }

    /// The words, and from which to which they stand where.
    fn words(&mut self, words: &[Words], list: &mut Cbor) -> Result<(), String> {
        list.list(words.len());
        for ((from, to), words) in ranges(words).into_iter().zip(words) {
            let file = self.piece("index", "", &words.encode())?;
            list.list(3);
            list.text(&from);
            list.text(&to);
            list.text(&file);
        }
        Ok(())
    }

    /// What a search can be narrowed to, and which pages that leaves.
    fn filters(&mut self, pages: &[Page], list: &mut Cbor) -> Result<(), String> {
        let mut filters: BTreeMap<&str, BTreeMap<&str, Vec<usize>>> = BTreeMap::new();
        for (number, page) in pages.iter().enumerate() {
            for (filter, values) in &page.filters {
                let of_filter = filters.entry(filter).or_default();
                values.iter().for_each(|value| of_filter.entry(value).or_default().push(number));
            }
        }
        list.list(filters.len());
        for (filter, values) in filters {
            let mut piece = Cbor::default();
            piece.list(2);
            piece.text(filter);
            piece.list(values.len());
            for (value, pages) in values {
                piece.list(2);
                piece.text(value);
                piece.list(pages.len());
                pages.into_iter().for_each(|page| piece.number(page));
            }
            let file = self.piece("filter", "", &piece.bytes())?;
            list.list(2);
            list.text(filter);
            list.text(&file);
        }
        Ok(())
    }
}

/// From where to where the words of each file go: as little of its first and its last word as
/// parts them from its neighbours.
fn ranges(files: &[Words]) -> Vec<(String, String)> {
    let ends = files.iter().map(|words| (words.first().to_owned(), words.last().to_owned()));
    let mut ranges: Vec<(String, String)> = ends.collect();
    for next in 1..ranges.len() {
        let (last, first) = (&ranges[next - 1].1, &ranges[next].0);
        let same = last.chars().zip(first.chars()).take_while(|(a, b)| a == b).count();
        let last: String = last.chars().take(same + 1).collect();
        let first: String = first.chars().take(same + 1).collect();
        if last >= ranges[next - 1].0 {
            ranges[next - 1].1 = last;
        }
        ranges[next].0 = first;
    }
    ranges
}

fn json(value: &impl Serialize) -> Result<String, String> {
    serde_json::to_string(value).map_err(|error| error.to_string())
}

/// The digest that names a piece.
fn hash(bytes: &[u8]) -> String {
    // As Pagefind writes it: without the noughts that begin a byte.
    Sha1::digest(bytes).iter().map(|byte| format!("{byte:x}")).collect()
}

/// The bytes of a file that is unpacked in the browser.
fn packed(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut packer = GzEncoder::new(Vec::new(), PACKING);
    let packed = packer.write_all(UNPACKED).and_then(|()| packer.write_all(bytes));
    packed.and_then(|()| packer.finish()).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::super::engine::by_pagefind;
    use super::*;
    use std::io::Read as _;

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

    /// Documents with all that Pagefind makes a difference of.
    fn varied() -> Vec<Document> {
        let htmls = [
            "<h1 id=\"haut\">Marchés <em>de Noël</em></h1>\n<p>Le marché, les marches : MARCHÉS &amp; \
             chalets &lt;bois&gt;</p><ul><li>Saint-Sever</li><li>l'eau, 3,50 €<br>IntraMuros</li></ul>",
            "<h1>Cantine</h1><h2 id=\"les tarifs\">Tarifs <a href=\"#\">du <b>mois</b></a></h2><table>\
             <tbody><tr><td>12 m²</td><td>oui ?</td></tr></tbody></table><h3>Écrire</h3>\
             <p>mairie@amou.example, www.mairie.amou.example/a.b_c et « 05 36 49 90 00 »</p>",
            "<main><h1>Contact</h1><nav id=\"menu\"><p>Menu</p></nav><div data-pagefind-ignore>Rien \
             <p>du tout</p></div><section data-pagefind-weight=\"2.5\"><p>Lourd <span \
             data-pagefind-weight=\"0.1\">léger</span></p><h2>Titre</h2></section><form><label>Nom\
             </label><input id=\"nom\"></form><script>let a = \"<p>b</p>\";</script><div>fin</div>",
            "<h1>Déclaration</h1><blockquote><p>Un<!-- non -->\u{a0}: deux</p></blockquote><pre><code \
             id=\"c\">let x = 1;\nok</code></pre><details id=\"d\"><p id=\"e\">Œuvre, cœur, \
             NAÏVETÉ</p></details><img alt=\"\"><hr><p>a b œ É Ça — …</p>",
        ];
        let mut documents: Vec<Document> = htmls
            .iter()
            .enumerate()
            .map(|(n, html)| document(&format!("/page-{n}/"), html))
            .collect();
        documents[1].date = None;
        documents[2].kind = "page".to_owned();
        documents[3].years.clear();
        documents.extend((0..12).map(|n| {
            let words: Vec<String> =
                (0..700).map(|k| format!("Mot{} é{}", (n * 7 + k) % 97, k % 51)).collect();
            let html = format!("<h1>Été {n}</h1><p>{}</p>", words.join(" "));
            document(&format!("/n/{n}/"), &html)
        }));
        documents
    }

    /// The same documents as pages that Pagefind reads.
    fn pages_for_pagefind(shelves: &[Shelf<'_>]) -> Vec<(String, String)> {
        let filter =
            |name: &str, value: &str| format!("<i data-pagefind-filter=\"{name}:{value}\"></i>");
        let page = |shelf: &Shelf<'_>, document: &Document| {
            let mut html = "<html><body>".to_owned() + &filter("kind", &document.kind);
            html.extend(document.years.iter().map(|year| filter("year", &year.to_string())));
            html.extend(shelf.site.map(|site| filter("site", site)));
            if let Some(date) = &document.date {
                html += &format!("<i data-pagefind-meta=\"date:{date}\"></i>");
            }
            html += &document.html;
            (format!("{}{}", shelf.base, document.url), html + "</body></html>")
        };
        let pages = shelves
            .iter()
            .flat_map(|shelf| shelf.documents.iter().map(move |document| page(shelf, document)));
        pages.collect()
    }

    /// What a packed file holds; others are as they are.
    fn unpacked((name, bytes): (String, Vec<u8>)) -> (String, Vec<u8>) {
        if !name.contains(".pf_") {
            return (name, bytes);
        }
        let mut held = Vec::new();
        flate2::read::GzDecoder::new(&bytes[..]).read_to_end(&mut held).expect("a packed file");
        (name, held)
    }

    // The engine in the browser is Pagefind's: an index has to be to the byte what Pagefind would
    // have made of the same pages.
    #[test]
    fn an_index_is_what_pagefind_would_make_of_it() {
        let documents = varied();
        let (own, member) = documents.split_at(9);
        let shelves = [
            Shelf { site: Some("luys"), base: "", documents: own },
            Shelf { site: Some("amou"), base: "https://amou.example", documents: member },
        ];
        for language in ["fr", "en", "oc"] {
            let made = index(language, &shelves).expect("an index");
            let made: BTreeMap<_, _> = made.into_iter().map(unpacked).collect();
            let groups = u32::try_from(documents.len().div_ceil(TOGETHER)).expect("few");
            let theirs = by_pagefind(language, pages_for_pagefind(&shelves), groups);
            let theirs = theirs.expect("an index by Pagefind").into_iter();
            let theirs = theirs.map(|(name, bytes)| (format!("{FOLDER}/{name}"), bytes));
            let theirs: BTreeMap<_, _> = theirs.map(unpacked).collect();
            let texts = |files: &BTreeMap<String, Vec<u8>>| {
                let texts = files.iter().filter(|(name, _)| name.ends_with(".pf_fragment"));
                texts
                    .map(|(_, text)| String::from_utf8_lossy(text).into_owned())
                    .collect::<String>()
            };
            assert_eq!(texts(&made), texts(&theirs), "the texts, {language}");
            assert!(made.keys().filter(|name| name.ends_with(".pf_index")).count() > 1);
            for (name, bytes) in &made {
                assert!(theirs.get(name) == Some(bytes), "{name} is not Pagefind's");
            }
            let pieces = |files: &BTreeMap<String, Vec<u8>>| {
                files.keys().filter(|name| name.contains(".pf_")).cloned().collect::<Vec<_>>()
            };
            assert_eq!(pieces(&made), pieces(&theirs));
        }
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
