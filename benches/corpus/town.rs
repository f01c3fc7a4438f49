//! One invented commune: its sections, its pages and how its news are spread over the categories.
//!
//! It decides what exists and where; it knows neither Parvis nor Hugo.

use crate::text::{self, Dice};

const FIRST_NAMES: &[&str] = &[
    "Saint-Martial",
    "Castelnau",
    "Villeneuve",
    "Montfort",
    "Labastide",
    "Sainte-Colombe",
    "Arboucave",
    "Bégaar",
    "Lacquy",
    "Maillères",
    "Ousse",
    "Pontenx",
    "Rivière",
    "Sabres",
    "Taller",
    "Uchacq",
    "Vielle",
    "Ygos",
];

const LAST_NAMES: &[&str] = &[
    "sur-l’Estang",
    "d’Albret",
    "de-Marsan",
    "en-Chalosse",
    "les-Pins",
    "des-Dunes",
    "sous-Bois",
    "la-Rivière",
    "du-Gave",
    "l’Évêque",
    "aux-Bruyères",
    "le-Vieux",
    "du-Tursan",
    "Saint-Jean",
    "la-Lande",
];

/// Folder and title of the sections that hold pages; the news have their own.
const SECTIONS: &[(&str, &str)] = &[
    ("vie-municipale", "Vie municipale"),
    ("enfance-et-jeunesse", "Enfance et jeunesse"),
    ("cadre-de-vie", "Cadre de vie"),
    ("culture-et-patrimoine", "Culture et patrimoine"),
    ("economie", "Économie et emploi"),
    ("solidarites", "Solidarités"),
    ("sports-et-loisirs", "Sports et loisirs"),
    ("se-deplacer", "Se déplacer"),
];

/// A category and the number of news out of 240 memberships that bear it. With 120 news these give the
/// paginations that bring the whole corpus to 71,544 files on Hugo's side.
const CATEGORIES: &[(&str, usize)] = &[
    ("Travaux", 30),
    ("Culture", 22),
    ("École", 22),
    ("Environnement", 22),
    ("Solidarité", 22),
    ("Sport", 22),
    ("Citoyenneté", 13),
    ("Patrimoine", 13),
    ("Santé", 13),
    ("Économie", 13),
    ("Mobilité", 12),
    ("Jeunesse", 12),
    ("Urbanisme", 12),
    ("Voirie", 12),
];

/// Out of 232 communes, how many have one page of a list more than the others:
/// 232 × 308 + 88 = 71,544 files.
const LONGER: usize = 88;
const OUT_OF: usize = 232;

/// A commune's website before anybody's format.
pub(crate) struct Town {
    /// Folder, sub-domain and base of the e-mail address.
    pub(crate) id: String,
    /// The name as it is written.
    pub(crate) name: String,
    /// Counts from zero; identity numbers derive from it.
    pub(crate) number: usize,
    /// The news first, then the sections of pages.
    pub(crate) sections: Vec<Section>,
}

/// A top folder.
pub(crate) struct Section {
    /// Name of the folder and of its address.
    pub(crate) folder: &'static str,
    /// Heading of its list.
    pub(crate) title: &'static str,
    /// What it holds, newest first for the news.
    pub(crate) pages: Vec<Page>,
}

/// One Markdown file.
pub(crate) struct Page {
    /// File name without its extension.
    pub(crate) slug: String,
    /// Plain text, with a no-break space before its colon.
    pub(crate) title: String,
    /// One sentence.
    pub(crate) description: String,
    /// `YYYY-MM-DD`, always in the past.
    pub(crate) date: String,
    /// Two for each news item, none for a page.
    pub(crate) categories: Vec<&'static str>,
    /// Markdown.
    pub(crate) body: String,
}

impl Town {
    /// The commune of that number: three fifths of its pages are news, the rest is spread over the sections.
    pub(crate) fn generate(number: usize, pages: usize, seed: u64) -> Town {
        let mut dice = Dice::new(seed.wrapping_mul(1_000_003).wrapping_add(number as u64));
        let name = name(number);
        let news = pages * 3 / 5;
        let mut sections =
            vec![Section { folder: "actualites", title: "Actualités", pages: Vec::new() }];
        sections.extend(SECTIONS.iter().map(|&(folder, title)| Section {
            folder,
            title,
            pages: Vec::new(),
        }));
        for index in 0..pages {
            let section = if index < news { 0 } else { 1 + (index - news) % SECTIONS.len() };
            let title = text::title(&mut dice);
            sections[section].pages.push(Page {
                slug: format!("{}-{}", slug(&title), index + 1),
                title,
                description: text::sentence(&mut dice),
                date: date(index),
                categories: Vec::new(),
                body: String::new(),
            });
        }
        let longer = (number * LONGER) / OUT_OF != ((number + 1) * LONGER) / OUT_OF;
        spread_categories(&mut sections[0].pages, longer);
        // Bodies come last: they link to pages that must exist.
        let addresses: Vec<String> = sections
            .iter()
            .flat_map(|section| {
                section.pages.iter().map(|page| format!("/{}/{}/", section.folder, page.slug))
            })
            .collect();
        for page in sections.iter_mut().flat_map(|section| &mut section.pages) {
            let links: Vec<String> =
                (0..3).map(|_| addresses[dice.below(addresses.len())].clone()).collect();
            page.body = text::body(&mut dice, &links);
        }
        Town { id: slug(&name), name, number, sections }
    }
}

/// Gives each news item two different categories, in the proportions of [`CATEGORIES`].
fn spread_categories(news: &mut [Page], longer: bool) {
    let memberships = 2 * news.len();
    let total: usize = CATEGORIES.iter().map(|(_, size)| size).sum();
    let mut row = Vec::with_capacity(memberships);
    for (index, &(name, size)) in CATEGORIES.iter().enumerate() {
        // One more in the first category opens its fourth page; one less in the seventh closes none.
        let size = match (longer, index) {
            (true, 0) => size + 1,
            (true, 6) => size - 1,
            _ => size,
        };
        row.extend(std::iter::repeat_n(name, size * memberships / total));
    }
    row.resize(memberships, CATEGORIES[CATEGORIES.len() - 1].0);
    // No category fills half of the row, so places half a row apart are never the same; the stride spreads
    // each category over the years.
    let count = news.len();
    let stride =
        (1..).map(|step| count / 3 + step).find(|&stride| coprime(stride, count)).unwrap_or(1);
    for (index, page) in news.iter_mut().enumerate() {
        let place = index * stride % count;
        page.categories = vec![row[place], row[place + count]];
    }
}

fn coprime(left: usize, right: usize) -> bool {
    let (mut left, mut right) = (left, right);
    while right != 0 {
        (left, right) = (right, left % right);
    }
    left == 1
}

fn name(number: usize) -> String {
    let (first, rest) = (number % FIRST_NAMES.len(), number / FIRST_NAMES.len());
    let (last, round) = (rest % LAST_NAMES.len(), rest / LAST_NAMES.len());
    let name = format!("{}-{}", FIRST_NAMES[first], LAST_NAMES[last]);
    if round == 0 { name } else { format!("{name}-{}", round + 1) }
}

/// Every page has its own day, newest first, from December 2024 backwards.
fn date(index: usize) -> String {
    let (day, month, year) = (27 - index % 27, 12 - index / 27 % 12, 2024 - index / (27 * 12));
    format!("{year:04}-{month:02}-{day:02}")
}

/// The address form of a title: ASCII, lower case, hyphens. Both sides take it from the file name.
fn slug(title: &str) -> String {
    let mut out = String::with_capacity(title.len());
    for letter in title.chars().flat_map(char::to_lowercase) {
        match letter {
            'a'..='z' | '0'..='9' => out.push(letter),
            'à' | 'â' => out.push('a'),
            'é' | 'è' | 'ê' | 'ë' => out.push('e'),
            'î' | 'ï' => out.push('i'),
            'ô' => out.push('o'),
            'ù' | 'û' | 'ü' => out.push('u'),
            'ç' => out.push('c'),
            _ if !out.is_empty() && !out.ends_with('-') => out.push('-'),
            _ => {}
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}
