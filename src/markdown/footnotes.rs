//! Footnotes: numbered by their first call, gathered at the end of the page, with links both ways.

use rustc_hash::FxHashMap;

use super::RenderOptions;
use super::ids::Ids;
use super::output::Output;

#[derive(Debug)]
struct Note {
    id: String,
    /// Ids of its calls in the text.
    calls: Vec<String>,
}

/// The footnotes of a page.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    /// Number of each note, from 0, by its name.
    numbers: FxHashMap<String, usize>,
    notes: Vec<Note>,
    texts: FxHashMap<String, Output>,
    /// Notes being written: their names, and the output they interrupted.
    open: Vec<(String, Output)>,
}

impl Footnotes {
    /// Writes a call.
    pub(super) fn refer(
        &mut self,
        name: &str,
        ids: &mut Ids,
        out: &mut Output,
        options: &RenderOptions<'_>,
    ) {
        let next = self.notes.len();
        let index = *self.numbers.entry(name.to_owned()).or_insert(next);
        let number = (index + 1).to_string();
        if index == next {
            let id = ids.take_for(&format!("note-{number}"));
            self.notes.push(Note { id, calls: Vec::new() });
        }
        let note = &mut self.notes[index];
        let call = ids.take_for(&format!("appel-{number}"));
        out.markup("<sup class=\"footnote-call\"><a");
        out.attribute("id", &call);
        out.href(&format!("#{}", note.id));
        out.attribute("role", "doc-noteref");
        out.attribute("aria-label", &format!("{}\u{a0}{number}", options.footnote));
        out.markup(">");
        out.markup(&number);
        out.markup("</a></sup>");
        note.calls.push(call);
    }

    /// Turns the output aside for the text of a note.
    pub(super) fn begin(&mut self, name: &str, out: &mut Output) {
        self.open.push((name.to_owned(), std::mem::take(out)));
    }

    /// Ends the text of a note.
    pub(super) fn finish(&mut self, out: &mut Output) {
        if let Some((name, before)) = self.open.pop() {
            let text = std::mem::replace(out, before);
            self.texts.entry(name).or_insert(text);
        }
    }

    /// Writes the notes that were called.
    pub(super) fn write(&mut self, out: &mut Output, options: &RenderOptions<'_>) {
        if self.notes.is_empty() {
            return;
        }
        let mut names: Vec<(&String, &usize)> = self.numbers.iter().collect();
        names.sort_unstable_by_key(|(_, index)| **index);
        out.fresh_line();
        out.markup("<section class=\"footnotes\" role=\"doc-endnotes\"");
        out.attribute("aria-label", options.footnotes);
        out.markup(">");
        out.newline();
        out.markup("<ol>");
        out.newline();
        for (note, (name, index)) in self.notes.iter().zip(names) {
            let text = self.texts.get(name);
            if let Some(line) = text.and_then(Output::first_line) {
                out.at(line);
            }
            out.markup("<li");
            out.attribute("id", &note.id);
            out.markup(">");
            if let Some(text) = text {
                out.append(text);
            }
            let paragraph = out.reopen_paragraph();
            for (call, id) in note.calls.iter().enumerate() {
                let label = match call {
                    0 => format!("{}\u{a0}{}", options.footnote_back, index + 1),
                    _ => format!("{}\u{a0}{} ({})", options.footnote_back, index + 1, call + 1),
                };
                out.markup(" <a");
                out.href(&format!("#{id}"));
                out.attribute("role", "doc-backlink");
                out.attribute("aria-label", &label);
                out.markup(">↩</a>");
            }
            if paragraph {
                out.markup("</p>");
                out.newline();
            }
            out.markup("</li>");
            out.newline();
        }
        out.markup("</ol>");
        out.newline();
        out.markup("</section>");
        out.newline();
    }
}
