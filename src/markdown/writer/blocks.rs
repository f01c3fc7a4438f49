//! Blocks that are more than their tag: boxes, galleries, tables.

use pulldown_cmark::Event;

use super::links::Standing;
use super::{Open, Writer};
use crate::diagnostic::Diagnostic;
use crate::markdown::boxes::{BoxKind, Marker};
use crate::markdown::escape::push_text;
use crate::markdown::{BoxRequest, push_escaped};

impl Writer<'_> {
    /// Begins a block quote, or the box that its marker makes of it.
    pub(super) fn block_quote(&mut self, index: usize) -> usize {
        let Some((marker, kind)) = self.marker(index) else { return self.quotation(index) };
        let range = self.line_of(index, &marker);
        if marker.has_link {
            self.tell(&range, || {
                Diagnostic::warning("box-title-link").arg("title", marker.title.as_str())
            });
        }
        if kind == BoxKind::Details && marker.title.is_empty() {
            self.tell(&range, || {
                Diagnostic::warning("box-title-missing").arg("name", marker.name.as_str())
            });
        }
        if kind == BoxKind::Steps && !self.events.has_numbered_list(index) {
            self.tell(&range, || {
                Diagnostic::warning("box-steps-missing").arg("name", marker.name.as_str())
            });
        }
        let request = BoxRequest { kind, title: &marker.title, source: self.source, range };
        let Some(around) = self.resolver.around(&request, &mut self.rendered.diagnostics) else {
            return self.quotation(index);
        };
        self.out.fresh_line();
        self.out.trusted(&around.open);
        self.out.fresh_line();
        self.quotes.push(Some(around.close));
        self.open.push(Open::Markdown);
        if let Some((Event::SoftBreak | Event::HardBreak, _)) = self.events.get(marker.end) {
            self.out.at(self.out.line().saturating_add(1));
            self.out.markup("<p>");
            self.open.push(Open::Markdown);
        }
        marker.end + 1
    }

    /// The marker of a block quote; one that means nothing is told.
    fn marker(&mut self, index: usize) -> Option<(Marker, BoxKind)> {
        let marker = Marker::of(self.events, index)?;
        if let Some(kind) = marker.kind {
            return Some((marker, kind));
        }
        let range = self.line_of(index, &marker);
        self.tell(&range, || {
            Diagnostic::warning("box-unknown")
                .arg("name", marker.name.as_str())
                .arg("suggestion", marker.suggestion())
        });
        None
    }

    /// The place of a marker's line.
    fn line_of(&self, index: usize, marker: &Marker) -> std::ops::Range<usize> {
        let start = self.events.get(index + 2).map_or(0, |(_, range)| range.start);
        let end = self.events.get(marker.end - 1).map_or(start, |(_, range)| range.end);
        start..end.max(start)
    }

    fn quotation(&mut self, index: usize) -> usize {
        self.block("<blockquote>");
        self.quotes.push(None);
        self.open.push(Open::Markdown);
        index + 1
    }

    pub(super) fn end_block_quote(&mut self) {
        match self.quotes.pop().flatten() {
            Some(close) => {
                self.out.fresh_line();
                self.out.trusted(&close);
                self.out.fresh_line();
            }
            None => self.end_container("</blockquote>"),
        }
    }

    /// Writes images that stand together as a list of them.
    pub(super) fn gallery(&mut self, index: usize, images: &[usize]) -> usize {
        self.block("<ul class=\"gallery\">");
        for at in images {
            let Some((Event::Start(tag), range)) = self.events.get(*at) else { continue };
            let line = self.cursor.line(range.start);
            self.out.at(line);
            self.out.markup("<li>");
            if let Some(html) = self.image(*at, tag, range, Standing::InGallery) {
                self.out.trusted(&html);
            }
            self.end_block("</li>");
        }
        self.end_container("</ul>");
        self.events.end_of(index) + 1
    }

    /// Begins a table in a box that scrolls where the screen is narrow: who has but a keyboard
    /// must reach the box to scroll it (WCAG 2.1.1), and what is reached has a name. It is a group
    /// and no region: a page of ten tables would have ten landmarks too many.
    pub(super) fn open_table(&mut self) {
        let caption = self.caption.take().map(|(title, line)| {
            let id = self.ids.take_for(&title);
            (id, title, line)
        });
        let mut wrapper = String::from("<div class=\"table\" role=\"group\" tabindex=\"0\" ");
        let named_by = match (&caption, self.rendered.outline.last()) {
            (Some((id, ..)), _) => Some(id),
            (None, heading) => heading.map(|heading| &heading.id),
        };
        match named_by {
            Some(id) => {
                wrapper.push_str("aria-labelledby=\"");
                push_escaped(&mut wrapper, id);
            }
            None => {
                wrapper.push_str("aria-label=\"");
                push_escaped(&mut wrapper, self.options.table);
            }
        }
        wrapper.push_str("\">");
        self.block(&wrapper);
        self.block("<table>");
        if let Some((id, title, line)) = caption {
            let table_line = self.out.line();
            self.out.at(line);
            let mut html = String::from("<caption id=\"");
            push_escaped(&mut html, &id);
            html.push_str("\">");
            push_text(&mut html, &title);
            html.push_str("</caption>");
            self.block(&html);
            self.out.at(table_line);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Source;
    use crate::markdown::{PlainResolver, RenderOptions, Rendered, render};

    fn render_text(text: &str) -> Rendered {
        let source = Source::new("sites/amou/a.md", text);
        render(&source, 0..text.len(), &PlainResolver, &RenderOptions::default())
    }

    fn codes(page: &Rendered) -> Vec<&'static str> {
        page.diagnostics.iter().map(|finding| finding.code).collect()
    }

    #[test]
    fn a_block_quote_with_a_marker_is_a_box() {
        let page =
            render_text("> [!ATTENTION] Route *barrée*\n> Le pont est **fermé**.\n>\n> Merci.\n");
        assert_eq!(
            page.html,
            "<div class=\"warning\">\n<p>Route barrée</p>\n<p>Le pont est <strong>fermé</strong>.</p>\n\
             <p>Merci.</p>\n</div>\n"
        );
        assert_eq!(page.lines.as_slice(), [1, 1, 2, 4, 4]);
        assert!(page.diagnostics.is_empty(), "{:?}", page.diagnostics);
        // As a visual editor writes it back, as GitHub does, and alone in its paragraph.
        for text in [
            "> \\[!note]\n> Texte",
            "> [!NOTE]  \n> Texte",
            "> [!NOTE]\\\n> Texte",
            "> [!À noter]\n>\n> Texte",
            "> [!Bon à savoir]\nTexte",
        ] {
            let page = render_text(text);
            assert_eq!(page.html, "<div class=\"note\">\n<p>Texte</p>\n</div>\n", "{text}");
        }
        for (marker, kind) in [
            ("INFO", "note"),
            ("Conseil", "tip"),
            ("IMPORTANT", "important"),
            ("VIGILANCE", "warning"),
            ("urgent", "urgent"),
            ("QUESTION", "details"),
            ("ÉTAPES", "steps"),
        ] {
            let page = render_text(&format!("> [!{marker}] Titre\n> 1. Un\n"));
            assert!(page.html.starts_with(&format!("<div class=\"{kind}\">")), "{}", page.html);
            assert!(page.diagnostics.is_empty(), "{marker}: {:?}", page.diagnostics);
        }
    }

    #[test]
    fn boxes_nest_and_keep_headings_links_and_raw_html() {
        let page = render_text(
            "> [!QUESTION] Où ?\n> ## Ici\n>\n> > [!INFO]\n> > [là](/a/)\n>\n> <b>gras\n\nAprès\n",
        );
        assert_eq!(
            page.html,
            "<div class=\"details\">\n<p>Où ?</p>\n<h2 id=\"ici\">Ici</h2>\n<div class=\"note\">\n\
             <p><a href=\"/a/\">là</a></p>\n</div>\n<p><b>gras</b></p>\n</div>\n<p>Après</p>\n"
        );
        assert_eq!(page.outline.len(), 1);
        assert_eq!(page.links.len(), 1);
        assert_eq!(page.html.lines().count(), page.lines.as_slice().len());
        assert_eq!(codes(&page), ["html-unclosed"]);
    }

    #[test]
    fn what_is_wrong_with_a_box_is_told_at_its_marker() {
        for (text, code, html) in [
            ("> [!ATENTION]\n> a", "box-unknown", "<blockquote>"),
            ("> [!QUESTION]\n> a", "box-title-missing", "<div"),
            ("> [!ÉTAPES]\n> - a", "box-steps-missing", "<div"),
            ("> [!INFO] Voir [ici](/a/)\n> b", "box-title-link", "<div"),
        ] {
            let page = render_text(text);
            assert_eq!(codes(&page), [code], "{text}");
            assert!(page.html.starts_with(html), "{}", page.html);
            let place = page.diagnostics[0].location.as_ref().expect("a place");
            assert_eq!((place.line, place.column), (1, 3), "{text}");
        }
        let near = &render_text("> [!ATENTION]\n> a").diagnostics[0];
        assert!(near.arguments.contains(&("suggestion", "ATTENTION".into())), "{near:?}");
        // Quotations stay quotations.
        for text in ["> [lien](/a/) et suite", "> [1] note", "> texte [!INFO]", "> # [!INFO]"] {
            let page = render_text(text);
            assert!(page.html.starts_with("<blockquote>"), "{}", page.html);
        }
    }

    #[test]
    fn images_alone_together_are_a_gallery() {
        let gallery = "<ul class=\"gallery\">\n<li><img src=\"a.jpg\" alt=\"A\"></li>\n\
            <li><img src=\"b.jpg\" alt=\"B\"></li>\n</ul>\n";
        for text in [
            "![A](a.jpg)\n![B](b.jpg)\n",
            "![A](a.jpg) ![B](b.jpg)\n",
            "- ![A](a.jpg)\n- ![B](b.jpg)\n",
            "* ![A](a.jpg)\n\n* ![B](b.jpg)\n",
        ] {
            let html = render_text(text).html.replace("<p>", "").replace("</p>", "");
            assert_eq!(html, gallery, "{text}");
        }
        assert_eq!(
            render_text("x\n\n![A](a.jpg)\n![B](b.jpg)\n").lines.as_slice()[1..],
            [3, 3, 4, 4]
        );
        for text in [
            "![A](a.jpg)\n",
            "- ![A](a.jpg)\n",
            "- ![A](a.jpg)\n- B\n",
            "![A](a.jpg) et ![B](b.jpg)",
        ] {
            assert!(!render_text(text).html.contains("gallery"), "{text}");
        }
        assert_eq!(codes(&render_text("![](a.jpg)\n![B](b.jpg)\n")), ["image-alt-missing"]);
    }

    #[test]
    fn a_line_in_bold_over_a_table_is_its_title() {
        let page = render_text(
            "## Tarifs\n\n**Tarifs de `2026`**\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n",
        );
        assert!(
            page.html.contains(
                "<div class=\"table\" role=\"group\" tabindex=\"0\" aria-labelledby=\"tarifs-de-2026\">\n\
                 <table>\n<caption id=\"tarifs-de-2026\">Tarifs de 2026</caption>\n<thead>"
            ),
            "{}",
            page.html
        );
        assert!(page.ids.contains(&"tarifs-de-2026".to_owned()), "{:?}", page.ids);
        assert_eq!(page.lines.source_line(4), Some(3));
        for text in [
            "**a**\n\nb\n",
            "**a** b\n\n| a |\n| - |\n| 1 |\n",
            "**[a](/b/)**\n\n| a |\n| - |\n| 1 |\n",
        ] {
            assert!(!render_text(text).html.contains("caption"), "{text}");
        }
    }
}
