//! Where the words of the pages of an index stand.
//!
//! A word is found under its keys; what is written with accents is kept beside its key as a form of
//! its own.

use super::cbor::Cbor;
use super::keys::{Key, Keys, Of};
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// The weight that a list of places has before it says one.
const FIRST_WEIGHT: u8 = 25;

/// How many places one file of words is to hold.
const PLACES: usize = 20_000;

/// The words of an index, as they are taken from its pages.
pub(super) struct Dictionary<'a> {
    keys: &'a mut Keys,
    /// What was met so far, as it is written.
    known: FxHashMap<String, Rc<[Place]>>,
    places: FxHashMap<Box<str>, usize>,
    found: Vec<Word>,
}

/// Where what a key stands for is kept.
#[derive(Clone, Copy)]
struct Place {
    /// Among the words found.
    word: usize,
    /// Among the forms of that word.
    form: usize,
    of: Of,
}

struct Word {
    key: Box<str>,
    /// The key itself, then what is written with accents.
    forms: Vec<Form>,
}

#[derive(Default)]
struct Form {
    written: Box<str>,
    hits: Vec<Hits>,
}

/// Where a form stands in one page.
struct Hits {
    page: usize,
    /// In its text: the weight, and how many words stand before.
    text: Vec<(u8, usize)>,
    /// In what is told of it: the field, and how many words stand before.
    fields: Vec<(usize, usize)>,
}

/// The words of one file, in order.
pub(super) struct Words(Vec<Word>);

impl<'a> Dictionary<'a> {
    pub(super) fn new(keys: &'a mut Keys) -> Self {
        Self { keys, known: FxHashMap::default(), places: FxHashMap::default(), found: Vec::new() }
    }

    /// Takes the words of a page: its text, whose words are parted by one space, with what each of
    /// them weighs, and the values of its fields.
    pub(super) fn add<'t>(
        &mut self,
        page: usize,
        text: &str,
        weights: &[u8],
        fields: impl Iterator<Item = (usize, &'t str)>,
    ) {
        for (before, (word, weight)) in text.split(' ').zip(weights).enumerate() {
            let places = self.places(word);
            let parts = places.iter().filter(|place| place.of != Of::Whole).count();
            let least = (*weight).min(1);
            let part = u8::try_from(parts).ok().and_then(|parts| weight.checked_div(parts));
            let part = part.unwrap_or(least).max(least);
            for place in &*places {
                let weight = if place.of == Of::Whole { *weight } else { part };
                self.hits(*place, page).text.push((weight, before));
            }
        }
        for (field, value) in fields {
            for (before, word) in value.split_whitespace().enumerate() {
                let places = self.places(word);
                for place in places.iter().filter(|place| place.of != Of::End) {
                    self.hits(*place, page).fields.push((field, before));
                }
            }
        }
    }

    fn hits(&mut self, place: Place, page: usize) -> &mut Hits {
        let hits = &mut self.found[place.word].forms[place.form].hits;
        if hits.last().is_none_or(|last| last.page != page) {
            hits.push(Hits { page, text: Vec::new(), fields: Vec::new() });
        }
        let last = hits.len() - 1;
        &mut hits[last]
    }

    /// Where a word is kept that is written like this.
    fn places(&mut self, written: &str) -> Rc<[Place]> {
        if let Some(known) = self.known.get(written) {
            return Rc::clone(known);
        }
        let keys = self.keys.of(written);
        let places: Rc<[Place]> = keys.iter().map(|key| self.place(key)).collect();
        self.known.insert(written.to_owned(), Rc::clone(&places));
        places
    }

    fn place(&mut self, key: &Key) -> Place {
        let word = match self.places.get(&key.stem) {
            Some(word) => *word,
            None => {
                self.found.push(Word { key: key.stem.clone(), forms: vec![Form::default()] });
                self.places.insert(key.stem.clone(), self.found.len() - 1);
                self.found.len() - 1
            }
        };
        let forms = &mut self.found[word].forms;
        let form = key.accented.as_ref().map_or(0, |accented| {
            let known = forms.iter().skip(1).position(|form| form.written == *accented);
            known.map_or_else(
                || {
                    forms.push(Form { written: accented.clone(), hits: Vec::new() });
                    forms.len() - 1
                },
                |known| known + 1,
            )
        });
        Place { word, form, of: key.of }
    }

    /// All words in order, as many in a file as it is to hold.
    pub(super) fn into_words(self) -> Vec<Words> {
        let mut found = self.found;
        found.sort_unstable_by(|a, b| a.key.cmp(&b.key));
        let (mut files, mut words, mut places) = (Vec::new(), Vec::new(), 0);
        for word in found.into_iter().filter_map(Word::in_order) {
            places += word.places();
            words.push(word);
            if places >= PLACES {
                files.push(Words(std::mem::take(&mut words)));
                places = 0;
            }
        }
        if !words.is_empty() {
            files.push(Words(words));
        }
        files
    }
}

impl Word {
    /// The word as it is written down; `None` for one that stands nowhere.
    fn in_order(mut self) -> Option<Self> {
        for hits in self.forms.iter_mut().flat_map(|form| &mut form.hits) {
            let usual = |weight: u8| weight == FIRST_WEIGHT;
            hits.text.sort_unstable_by_key(|(weight, place)| (!usual(*weight), *weight, *place));
            hits.fields.sort_unstable();
        }
        let (plain, mut accented) = (self.forms.remove(0), self.forms);
        accented.retain(|form| !form.hits.is_empty());
        // By the page on which a form is met first; there, those of its text before the others.
        let first = |form: &Form| form.hits.first().map(|hits| (hits.page, hits.text.is_empty()));
        accented.sort_by(|a, b| (first(a), &a.written).cmp(&(first(b), &b.written)));
        let is_there = !plain.hits.is_empty() || !accented.is_empty();
        accented.insert(0, plain);
        self.forms = accented;
        is_there.then_some(self)
    }

    /// How much room it takes.
    fn places(&self) -> usize {
        let hits = self.forms.iter().flat_map(|form| &form.hits);
        let lists = hits.map(|hits| hits.text_length() + hits.fields_length() + 1);
        lists.sum::<usize>() + self.forms.len() - 1
    }
}

impl Hits {
    /// The places in the text by weight.
    fn by_weight(&self) -> impl Iterator<Item = (u8, &[(u8, usize)])> {
        self.text.chunk_by(|(a, _), (b, _)| a == b).map(|same| (same[0].0, same))
    }

    /// The places in fields by field.
    fn by_field(&self) -> impl Iterator<Item = (usize, &[(usize, usize)])> {
        self.fields.chunk_by(|(a, _), (b, _)| a == b).map(|same| (same[0].0, same))
    }

    fn text_length(&self) -> usize {
        self.text.len() + self.by_weight().filter(|(weight, _)| *weight != FIRST_WEIGHT).count()
    }

    fn fields_length(&self) -> usize {
        self.fields.len() + self.by_field().count()
    }
}

impl Words {
    pub(super) fn first(&self) -> &str {
        self.0.first().map_or("", |word| &word.key)
    }

    pub(super) fn last(&self) -> &str {
        self.0.last().map_or("", |word| &word.key)
    }

    pub(super) fn encode(&self) -> Vec<u8> {
        let mut out = Cbor::default();
        out.list(1);
        out.list(self.0.len());
        for word in &self.0 {
            out.list(3);
            out.text(&word.key);
            out.pages(&word.forms[0].hits);
            out.list(word.forms.len() - 1);
            for form in &word.forms[1..] {
                out.list(2);
                out.text(&form.written);
                out.pages(&form.hits);
            }
        }
        out.bytes()
    }
}

impl Cbor {
    /// Pages, each with the distance from the one before, and the places in them.
    fn pages(&mut self, pages: &[Hits]) {
        self.list(pages.len());
        let mut before = 0;
        for hits in pages {
            self.list(3);
            self.number(hits.page - before);
            before = hits.page;
            self.list(hits.text_length());
            for (weight, places) in hits.by_weight() {
                if weight != FIRST_WEIGHT {
                    self.mark(weight.into());
                }
                self.places(places.iter().map(|(_, place)| *place));
            }
            self.list(hits.fields_length());
            for (field, places) in hits.by_field() {
                self.mark(field);
                self.places(places.iter().map(|(_, place)| *place));
            }
        }
    }

    /// Places, each with the distance from the one before.
    fn places(&mut self, places: impl Iterator<Item = usize>) {
        let mut before = 0;
        for place in places {
            self.number(place - before);
            before = place;
        }
    }
}
