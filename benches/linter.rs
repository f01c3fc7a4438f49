//! What the linter costs beside what html5ever alone needs to parse the same pages, of about 25 kB:
//! `cargo bench --bench linter`.
//!
//! The pages are those of one site: their menu, form and footer are the same, their news are not.
//!
//! «Alone» is the parser with a sink that keeps nothing but the names it is asked for: no tree, no
//! text, no lines. The linter, its own parse and every rule included, may cost twice that. Beside it
//! stands the parser with the tree that its own authors test it with (`markup5ever_rcdom`).

use divan::counter::BytesCount;
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, ExpandedName, QualName};
use markup5ever_rcdom::RcDom;
use parvis::accessibility::dom::Document;
use parvis::accessibility::{Sheets, lint};
use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt::Write;
use std::hint::black_box;
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How many pages are read in turn.
const PAGES: usize = 64;

fn main() {
    println!("page: {} bytes, style sheet: {} bytes", page(0).len(), css().len());
    divan::main();
}

/// What news say, in turn.
const SENTENCES: [&str; 7] = [
    "La circulation sera <strong>alternée</strong> du lundi au vendredi, de 8 h à 17 h.",
    "Les riverains sont invités à <a href=\"/contact\">prendre contact avec la mairie</a>.",
    "Le conseil municipal se réunira salle des fêtes ; la séance est ouverte au public.",
    "Une permanence est tenue le premier mardi du mois, <em>sur rendez-vous</em>.",
    "L’eau sera coupée quelques heures dans le quartier : pensez à faire des réserves.",
    "Les inscriptions à la cantine et à la garderie se font avant la fin du mois de juin.",
    "La médiathèque présente ses nouveautés et accueille les scolaires chaque jeudi matin.",
];

/// A page as communes have them: menus, news, a table, a form.
fn page(number: usize) -> String {
    let mut html = String::from(
        "<!DOCTYPE html><html lang=\"fr\"><head><meta charset=\"utf-8\"><title>Actualités – Amou\
         </title><link rel=\"stylesheet\" href=\"/theme.css\"></head><body><a class=\"skip\" \
         href=\"#contenu\">Aller au contenu</a><header class=\"c1 c2\"><nav class=\"c3\" \
         aria-label=\"Menu principal\"><ul class=\"c4\">",
    );
    for item in 0..30 {
        let _ = write!(
            html,
            "<li class=\"c5\"><a class=\"c6\" href=\"/r{item}\">Rubrique {item}</a></li>"
        );
    }
    html.push_str("</ul></nav></header><main id=\"contenu\" class=\"c7\"><h1>Actualités</h1>");
    for rank in 0..36 {
        let news = number * 36 + rank;
        let [one, two, three] = [1, 5, 17].map(|step| SENTENCES[news / step % SENTENCES.len()]);
        let _ = writeln!(
            html,
            "<article class=\"c8 c{}\"><h2 class=\"c9\"><a href=\"/a/{news}\">Travaux de voirie, rue \
             numéro {news}</a></h2><img class=\"c10\" src=\"/i/{news}.webp\" alt=\"La rue numéro {news} en \
             travaux\" width=\"320\" height=\"180\"><p class=\"c11\">{one} {two} Avis numéro {news}. \
             {three}</p><p class=\"c12\"><time datetime=\"2026-10-01\">1er octobre 2026</time></p></article>",
            20 + news % 10
        );
    }
    html.push_str("<table class=\"c13\"><caption>Horaires</caption><tr><th scope=\"col\">Jour</th><th scope=\"col\">Heures</th></tr>");
    for day in 0..7 {
        let _ = write!(html, "<tr><th scope=\"row\">Jour {day}</th><td>9 h – 12 h</td></tr>");
    }
    html.push_str("</table><form class=\"c14\"><fieldset><legend>Vous écrire</legend>");
    for field in 0..8 {
        let _ = write!(
            html,
            "<p><label for=\"f{field}\">Champ {field}</label> <input id=\"f{field}\" class=\"c15\"></p>"
        );
    }
    html.push_str("<button class=\"c16\">Envoyer</button></fieldset></form></main><footer class=\"c17\"><p>Mairie d’Amou</p></footer></body></html>");
    html
}

fn css() -> String {
    let mut css = String::from(
        ":root{--fond:#fff;--texte:#222;--lien:#00508c}body{color:var(--texte);background:var(--fond);\
         font-size:1.1rem}a{color:var(--lien)}a:hover,a:focus-visible{outline:2px solid}\
         .skip{position:absolute;left:-9999px}@media print{nav{display:none}}",
    );
    for class in 0..120 {
        let _ = write!(
            css,
            ".c{class}{{padding:{class}px}}.c8 .c{class} > p{{margin:0}}main .c{class}:hover{{color:#a00}}\
             @media (min-width:{}px){{.c{class}{{display:flex;gap:1rem}}}}",
            300 + class * 10
        );
    }
    css
}

/// Keeps the names of elements, which the parser asks for, and nothing else.
#[derive(Default)]
struct Names(RefCell<Vec<Rc<QualName>>>);

impl TreeSink for Names {
    type Handle = Rc<QualName>;
    type Output = usize;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> usize {
        self.0.borrow().len()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Self::Handle {
        Rc::new(QualName::new(None, html5ever::ns!(), html5ever::local_name!("")))
    }

    fn elem_name<'a>(&'a self, target: &'a Self::Handle) -> ExpandedName<'a> {
        target.expanded()
    }

    fn create_element(&self, name: QualName, _: Vec<Attribute>, _: ElementFlags) -> Self::Handle {
        let name = Rc::new(name);
        self.0.borrow_mut().push(Rc::clone(&name));
        name
    }

    fn create_comment(&self, _: StrTendril) -> Self::Handle {
        self.get_document()
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Self::Handle {
        self.get_document()
    }

    fn append(&self, _: &Self::Handle, _: NodeOrText<Self::Handle>) {}

    fn append_based_on_parent_node(
        &self,
        _: &Self::Handle,
        _: &Self::Handle,
        _: NodeOrText<Self::Handle>,
    ) {
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Self::Handle) -> Self::Handle {
        Rc::clone(target)
    }

    fn same_node(&self, one: &Self::Handle, other: &Self::Handle) -> bool {
        Rc::ptr_eq(one, other)
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, _: &Self::Handle, _: NodeOrText<Self::Handle>) {}

    fn add_attrs_if_missing(&self, _: &Self::Handle, _: Vec<Attribute>) {}

    fn remove_from_parent(&self, _: &Self::Handle) {}

    fn reparent_children(&self, _: &Self::Handle, _: &Self::Handle) {}
}

/// Runs `read` on page after page.
fn in_turn<T>(bencher: divan::Bencher<'_, '_>, read: impl Fn(&str) -> T + Sync) {
    let pages: Vec<String> = (0..PAGES).map(page).collect();
    let next = AtomicUsize::new(0);
    bencher
        .with_inputs(|| &*pages[next.fetch_add(1, Ordering::Relaxed) % PAGES])
        .input_counter(|page: &&str| BytesCount::of_str(*page))
        .bench_values(|page| read(black_box(page)));
}

fn parse<Sink: TreeSink + Default>(page: &str) -> Sink::Output {
    let parser = html5ever::parse_document(Sink::default(), html5ever::ParseOpts::default());
    parser.one(StrTendril::from(page))
}

#[divan::bench]
fn html5ever_into_its_own_tree(bencher: divan::Bencher<'_, '_>) {
    in_turn(bencher, parse::<RcDom>);
}

#[divan::bench]
fn html5ever_alone(bencher: divan::Bencher<'_, '_>) {
    in_turn(bencher, parse::<Names>);
}

#[divan::bench]
fn parse_into_our_tree(bencher: divan::Bencher<'_, '_>) {
    in_turn(bencher, Document::parse);
}

#[divan::bench]
fn lint_with_every_rule(bencher: divan::Bencher<'_, '_>) {
    let css = css();
    let sheets = Sheets::new(|_| Some(css.clone()));
    in_turn(bencher, |page| lint(page, &sheets));
}
