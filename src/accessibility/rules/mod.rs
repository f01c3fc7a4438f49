//! The rules: what each looks at, what it may conclude, and the list of them all.
//!
//! A rule is two files: `accessibility-rules/<theme>/<rule>.md`, which says what it proves, why
//! it matters and how to put things right, with the examples that test it; and a module here,
//! which only finds. Rules are called during one walk over the page.

pub(super) mod additional;
mod contrast;
pub(super) mod fields;
pub(super) mod gathered;
mod grid;
pub(super) mod hints;
mod metadata;
mod ownership;
pub(super) mod passages;
mod phrases;
mod picture;
mod player;
pub(crate) mod prelude;
mod spacing;
pub(super) mod words;

pub use metadata::{Example, Expectation, Metadata, Severity, Verdict};

use super::aria::Role;
use super::dom::{Element, LocalName, NodeId};
use super::page::Page;
use super::report::Report;
use super::site;
use super::standard::Standard;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a rule is called for.
#[derive(Debug, Clone, Copy)]
pub enum Subject {
    /// Once a page, with the document.
    Page,
    /// The elements that bear `role` or an `aria-…` attribute.
    Described,
    /// The elements that bear this attribute.
    Bearing(&'static str),
    /// The HTML elements of these names.
    Named(&'static [&'static str]),
    /// The elements of these roles, whether they are exposed or not.
    Roles(&'static [Role]),
    /// The images of every kind.
    Images,
}

/// A rule: its documentation, and the code that finds.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// The text of its Markdown file.
    pub documentation: &'static str,
    /// What it is called for.
    pub subject: Subject,
    /// Looks at one subject.
    pub check: fn(&Page<'_>, NodeId, &mut Report<'_>),
}

macro_rules! rules {
    ($($theme:ident { $($rule:ident)* })*) => {
        $(mod $theme { $(pub(super) mod $rule;)* })*

        /// Every rule, theme by theme.
        const RULES: &[Rule] = &[$($($theme::$rule::RULE,)*)*];

        /// The path of every rule's Markdown file under `accessibility-rules/`, in the same order.
        #[cfg(test)]
        const FILES: &[&str] =
            &[$($(concat!(stringify!($theme), "/", stringify!($rule), ".md"),)*)*];
    };
}

rules! {
    images {
        image_name
        image_button_name
        area_name
        svg_name
        object_name
        decorative_image
        server_side_map
        embed_name
        canvas_name
        linked_image
        image_alternative
        captcha
        image_description
        text_image
        figure_caption
    }
    links {
        link_name
        label_in_name
        link_purpose
    }
    forms {
        field_name
        field_label
        label_relevant
        label_adjacent
        field_group
        button_name
        button_relevant
        form_control
        autocomplete
        user_data
        label_repeated
        fieldset_legend
        optgroup_label
    }
    scripts {
        menuitem_name
        role_valid
        aria_attribute_defined
        aria_value
        role_required_attributes
        presentational_children
        frame_keyboard
        role_context
        role_owned
        aria_permitted
        aria_prohibited
        presentation_conflict
        script_use
        script_keyboard
        context_change
        status_message
        widget_name
        control_role
    }
    presentation {
        hidden_focusable
        viewport_zoom
        letter_spacing
        word_spacing
        line_height
        obsolete_markup
        spaced_words
        css_content
        visual_order
        viewport_text
        text_clipped
        colour_pairs
        link_distinct
        focus_visible
        position_words
        reflow
        hover_content
        extra_content
    }
    frames {
        frame_title
        frame_title_attribute
        frame_title_relevance
    }
    mandatory {
        page_title
        page_language
        language_code
        language_matches
        doctype
        unique_id
        markup
        nesting
        title_relevant
        presentation_only
        reading_direction
        typography
    }
    structure {
        heading_name
        heading_order
        main_unique
        list_structure
        fake_list
        fake_heading
        document_areas
        quotation
    }
    consultation {
        meta_refresh
        delayed_redirect
        scripted_behaviour
        session_limit
        cryptic
        office_document
        orientation
        motion
        flashes
    }
    tables {
        headers_attribute
        layout_table
        table_headers
        table_summary
        layout_table_role
        table_title
        header_association
        header_cells
    }
    colours {
        text_contrast
        enhanced_contrast
        component_contrast
        graphic_contrast
        contrast_mechanism
        colour_information
    }
    multimedia {
        audio_autoplay
        media_transcript
        video_captions
        media_identified
        media_controls
        interactive_media
    }
    navigation {
        skip_link
        zone_landmarks
        tab_order
    }
}

/// The rules, ready to be called: which for which element.
#[derive(Debug)]
pub struct Registry {
    rules: Vec<(Rule, Metadata)>,
    page: Vec<usize>,
    described: Vec<usize>,
    by_attribute: Vec<(LocalName, usize)>,
    by_name: FxHashMap<LocalName, Vec<usize>>,
    /// By the role's rank.
    by_role: Vec<Vec<usize>>,
    /// For each test of the standard, a bit for each verdict that some rule may give.
    verdicts: Vec<u8>,
    images: Vec<usize>,
}

impl Registry {
    /// All rules, read once a program.
    #[must_use]
    pub fn all() -> &'static Self {
        static REGISTRY: LazyLock<Registry> = LazyLock::new(|| {
            let mut registry = Registry {
                rules: Vec::new(),
                page: Vec::new(),
                described: Vec::new(),
                by_attribute: Vec::new(),
                by_name: FxHashMap::default(),
                by_role: Vec::new(),
                verdicts: vec![0; Standard::rgaa().tests().len()],
                images: Vec::new(),
            };
            for rule in RULES {
                registry.add(*rule);
            }
            registry
        });
        &REGISTRY
    }

    fn add(&mut self, rule: Rule) {
        // A rule whose file cannot be read would be silently missing: a test forbids it.
        let Ok(metadata) = Metadata::parse(rule.documentation) else { return };
        let index = self.rules.len();
        match rule.subject {
            Subject::Page => self.page.push(index),
            Subject::Described => self.described.push(index),
            Subject::Images => self.images.push(index),
            Subject::Bearing(name) => self.by_attribute.push((LocalName::from(name), index)),
            Subject::Named(names) => {
                for name in names {
                    self.by_name.entry(LocalName::from(*name)).or_default().push(index);
                }
            }
            Subject::Roles(roles) => {
                for role in roles.iter().map(|role| *role as usize) {
                    self.by_role.resize_with(self.by_role.len().max(role + 1), Vec::new);
                    self.by_role[role].push(index);
                }
            }
        }
        for (test, verdicts) in &metadata.tests {
            if let Some(own) =
                Standard::rgaa().index(test).and_then(|index| self.verdicts.get_mut(index))
            {
                verdicts.iter().for_each(|verdict| *own |= 1 << *verdict as u8);
            }
        }
        self.rules.push((rule, metadata));
    }

    /// Whether some rule may conclude that about the test of that rank in the standard.
    #[must_use]
    pub fn may(&self, test: usize, verdict: Verdict) -> bool {
        self.verdicts.get(test).is_some_and(|verdicts| verdicts & (1 << verdict as u8) != 0)
    }

    /// Every rule's metadata.
    pub fn metadata(&self) -> impl Iterator<Item = &Metadata> {
        self.rules.iter().map(|(_, metadata)| metadata)
    }

    /// The rule of that id.
    #[must_use]
    pub fn rule(&'static self, id: &str) -> Option<&'static Metadata> {
        self.metadata().chain(site::metadata()).find(|metadata| metadata.id == id)
    }

    /// Calls every rule for what it looks at, in one walk.
    pub fn run(&'static self, page: &Page<'_>, report: &mut Report<'_>) {
        let mut call = |index: usize, node: NodeId| {
            let (rule, metadata) = &self.rules[index];
            if metadata.beyond && !page.beyond {
                return;
            }
            report.enter(metadata);
            (rule.check)(page, node, report);
        };
        for index in &self.page {
            call(*index, NodeId::DOCUMENT);
        }
        for (name, index) in &self.by_attribute {
            page.bearing(name).for_each(|node| call(*index, node));
        }
        // The rules for each node's name, looked up once a name.
        let mut named: Vec<&[usize]> = vec![&[]; page.document.node_count()];
        for (name, nodes) in page.kinds() {
            let Some(rules) = self.by_name.get(name) else { continue };
            let is_html = |node: &NodeId| page.element(*node).is_some_and(Element::is_html);
            nodes.filter(is_html).for_each(|node| named[node.index()] = rules);
        }
        for node in page.elements().iter().copied() {
            named[node.index()].iter().for_each(|index| call(*index, node));
            if let Some(role) = page.role(node)
                && let Some(rules) = self.by_role.get(role as usize)
            {
                rules.iter().for_each(|index| call(*index, node));
            }
            if picture::Picture::of(page, node).is_some() {
                self.images.iter().for_each(|index| call(*index, node));
            }
            if page.is_described(node) {
                self.described.iter().for_each(|index| call(*index, node));
            }
        }
    }
}

#[cfg(test)]
mod coverage;
#[cfg(test)]
mod tests;
