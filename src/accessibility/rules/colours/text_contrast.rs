//! `accessibility-rules/colours/text-contrast.md`: text stands out from what is behind it, in every
//! view and state that a person meets.

use crate::accessibility::css::style::ICON_FONT;
use crate::accessibility::css::{Rgba, State, Style, StyleIndex, Traits, View};
use crate::accessibility::rules::contrast;
use crate::accessibility::rules::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use std::cell::OnceCell;
use std::rc::Rc;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/colours/text-contrast.md"),
    subject: Subject::Page,
    check,
};

/// What a style says of any text that has it.
#[derive(Debug, Clone, Copy)]
enum Verdict {
    /// The text is not seen.
    Hidden,
    /// It stands out.
    Fine,
    /// What is behind it cannot be told.
    Unknown,
    /// It does not stand out.
    Low(Low),
}

#[derive(Debug, Clone, Copy)]
struct Low {
    ratio: f64,
    wanted: f64,
    text: Rgba,
    behind: Rgba,
    /// Neither its size nor its shadow leave a doubt.
    plain: bool,
}

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    let Some(root) = page.document.root() else { return };
    if !page.styles.complete {
        report.review(root, "3.2.1", "styles-too-slow");
    }
    let mut judge = Judge::new(page, false);
    let mut holders: Vec<NodeId> = holders(page);
    holders.retain(|node| !judge.stands_out(*node, report));
    judge.at_rest(&holders, report);
    judge.generated(report);
    judge.in_other_views(&holders, report);
    judge.in_use(&holders, report);
    pictures(page, report);
}

/// The tests on texts of each size and weight.
const TESTS: [&str; 4] = ["3.2.1", "3.2.2", "3.2.3", "3.2.4"];

/// Whether texts of a look stand out in every view and state, and which of [`TESTS`] they pass
/// then, one bit each.
#[derive(Debug, Clone, Copy)]
struct Glance {
    stands_out: bool,
    passed: u8,
}

/// What level AAA of WCAG asks of texts on a page nobody is using.
pub(super) fn check_enhanced(page: &Page<'_>, report: &mut Report<'_>) {
    Judge::new(page, true).at_rest(&holders(page), report);
}

/// Text inside images has a contrast too, which only a person can see.
fn pictures(page: &Page<'_>, report: &mut Report<'_>) {
    let named = [
        local_name!("img"),
        local_name!("input"),
        local_name!("canvas"),
        local_name!("object"),
        local_name!("embed"),
        local_name!("text"),
    ];
    let may_hold_text = |node: &NodeId| {
        let Some(element) = page.element(*node) else { return false };
        let pictured = match element.name {
            local_name!("img") => {
                page.attribute(*node, local_name!("alt")).is_none_or(|alt| !alt.trim().is_empty())
            }
            local_name!("input") => page
                .attribute(*node, local_name!("type"))
                .is_some_and(|kind| kind.eq_ignore_ascii_case("image")),
            local_name!("text") => !element.is_html(),
            _ => true,
        };
        pictured && page.is_visible(*node)
    };
    let mut pictures: Vec<NodeId> = page.any_named(&named).filter(may_hold_text).collect();
    pictures.sort_unstable();
    let mut pictures = pictures.into_iter();
    if let Some(first) = pictures.next() {
        report
            .review(first, "3.2.1", "text-in-image")
            .arg("count", pictures.count() + 1)
            .also("3.2.2")
            .also("3.2.3")
            .also("3.2.4");
    }
}

/// The elements whose words are seen: those of texts, and fields that hold some.
fn holders(page: &Page<'_>) -> Vec<NodeId> {
    let mut holders: Vec<NodeId> = page.texts().to_vec();
    holders.extend(page.all(local_name!("input")).filter(|node| {
        let kind = page.attribute(*node, local_name!("type")).unwrap_or("text");
        !["hidden", "checkbox", "radio", "range", "color", "image", "file"]
            .iter()
            .any(|other| kind.trim().eq_ignore_ascii_case(other))
    }));
    holders
}

struct Judge<'a, 'p> {
    page: &'a Page<'p>,
    /// What was said already of texts of a look.
    settled: FxHashMap<u64, bool>,
    /// The elements of which something was told.
    told: FxHashSet<NodeId>,
    /// Whether something on the page may change its contrasts.
    mechanism: OnceCell<bool>,
    /// Whether level AAA is asked for.
    enhanced: bool,
    /// Whether anything on the page cannot be operated.
    has_inactive: bool,
    /// How far up each node's nearest focusable element is, and its link; [`NONE`] for none, or
    /// for one that is further.
    distances: Vec<(u8, u8)>,
}

/// As many looks as the texts of most pages have.
const LOOKS: usize = 48;

/// Too far up to be counted.
const NONE: u8 = u8::MAX;

impl<'a, 'p> Judge<'a, 'p> {
    fn new(page: &'a Page<'p>, enhanced: bool) -> Self {
        Self {
            page,
            settled: FxHashMap::with_capacity_and_hasher(LOOKS, FxBuildHasher),
            told: FxHashSet::default(),
            mechanism: OnceCell::new(),
            enhanced,
            has_inactive: page
                .elements()
                .iter()
                .any(|node| page.semantics.facts(*node).is_disabled())
                || page
                    .all(local_name!("fieldset"))
                    .any(|node| page.has(node, local_name!("disabled"))),
            distances: distances(page),
        }
    }

    /// Part of something that cannot be operated.
    fn is_inactive(&self, node: NodeId) -> bool {
        self.has_inactive && contrast::is_inactive(self.page, node)
    }

    /// The quick way, which settles most texts: whether it stands out in every view and state, as
    /// all that look the same do. Says so then.
    fn stands_out(&mut self, node: NodeId, report: &mut Report<'_>) -> bool {
        let styles = self.page.styles;
        if !styles.complete || !styles.is_plain(node) || styles.placeholder(node).is_some() {
            return false;
        }
        let (focusable, link) = self.distances[node.index()];
        let (focusable, link) = (u64::from(focusable), u64::from(link));
        let key = u64::from(styles.look(node)) << 16 | focusable << 8 | link;
        if let Some(settled) = self.settled.get(&key).filter(|_| !self.has_inactive) {
            return *settled;
        }
        let glance = styles.once(key, || self.glance(node));
        if glance.stands_out && (glance.passed == 0 || !self.is_inactive(node)) {
            for (rank, test) in TESTS.into_iter().enumerate() {
                if glance.passed >> rank & 1 == 1 {
                    self.applies(test, report);
                }
            }
        }
        self.settled.insert(key, glance.stands_out);
        glance.stands_out
    }

    fn glance(&self, node: NodeId) -> Glance {
        let (page, styles) = (self.page, self.page.styles);
        let mut glance = Glance { stands_out: true, passed: 0 };
        let mut see = |index, view| {
            let (verdict, test) = self.verdict(index, view);
            match verdict {
                Verdict::Hidden => {}
                Verdict::Fine => {
                    let rank = TESTS.iter().position(|known| *known == test);
                    glance.passed |= rank.map_or(0, |rank| 1 << rank);
                }
                Verdict::Unknown | Verdict::Low(_) => glance.stands_out = false,
            }
        };
        if page.is_visible(node) {
            see(styles.index(View::Wide, node), View::Wide);
        }
        for view in styles.other_views().filter(|view| *view != View::Calm) {
            let index = styles.index(view, node);
            if index != styles.index(View::Wide, node) && page.is_shown(view, node) {
                see(index, view);
            }
        }
        let dark = styles.other_views().find(|view| *view == View::Dark);
        for view in std::iter::once(View::Wide).chain(dark) {
            let index = styles.index(view, node);
            for (state, _) in self.states(index, node) {
                let used = styles.in_state(page.document, view, node, state);
                if used != index && !self.is_filled(node, state) {
                    see(used, view);
                }
            }
        }
        glance
    }

    /// Whether what fills a box around the text in that state may be a pseudo-element.
    fn is_filled(&self, node: NodeId, state: State) -> bool {
        std::iter::once(node)
            .chain(self.page.document.ancestors(node))
            .any(|one| self.page.styles.pseudo_reacts(one, state))
    }

    fn at_rest(&mut self, holders: &[NodeId], report: &mut Report<'_>) {
        for node in holders {
            if !self.page.is_visible(*node) {
                continue;
            }
            let index = self.page.styles.index(View::Wide, *node);
            self.tell(*node, index, (View::Wide, "rest"), report);
            if let Some(index) = self.page.styles.placeholder(*node)
                && self.page.has(*node, local_name!("placeholder"))
            {
                self.tell(*node, index, (View::Wide, "placeholder"), report);
            }
        }
    }

    /// The words that a style sheet adds are read like others.
    fn generated(&mut self, report: &mut Report<'_>) {
        let page = self.page;
        for node in page.looking(Traits::GENERATED) {
            for index in page.styles.pseudo_indices(node) {
                if says_words(page, node, index) && page.is_visible(node) {
                    self.tell(node, index, (View::Wide, GENERATED), report);
                }
            }
        }
    }

    fn in_other_views(&mut self, holders: &[NodeId], report: &mut Report<'_>) {
        let styles = self.page.styles;
        for view in styles.other_views().filter(|view| *view != View::Calm) {
            for node in holders {
                let index = styles.index(view, *node);
                if index != styles.index(View::Wide, *node) && self.page.is_shown(view, *node) {
                    self.tell(*node, index, (view, name_of(view)), report);
                }
            }
        }
    }

    /// Under the pointer, with the focus, visited: each style that reacts is tried on the first
    /// element that has it.
    fn in_use(&mut self, holders: &[NodeId], report: &mut Report<'_>) {
        let styles = self.page.styles;
        let dark = styles.other_views().find(|view| *view == View::Dark);
        for view in std::iter::once(View::Wide).chain(dark) {
            let mut tried = FxHashSet::default();
            for node in holders {
                let index = styles.index(view, *node);
                if !tried.insert(index) {
                    continue;
                }
                for (state, name) in self.states(index, *node) {
                    let used = styles.in_state(self.page.document, view, *node, state);
                    if used != index && !self.is_filled(*node, state) {
                        self.tell(*node, used, (view, name), report);
                    }
                }
            }
        }
    }

    /// The states that may change how a text looks, with their names.
    fn states(&self, index: StyleIndex, node: NodeId) -> Vec<(State, &'static str)> {
        let (page, styles) = (self.page, self.page.styles);
        let around = || std::iter::once(node).chain(page.document.ancestors(node));
        let mut states = Vec::new();
        if styles.reacts_to_hover(index) {
            states.push((State::Hover(node), "hover"));
            // Over what is around the text, but not over the text itself.
            if styles.is_touched(node, State::Hover(node))
                && let Some(parent) = page.document.parent(node)
            {
                states.push((State::Hover(parent), "hover"));
            }
        }
        if styles.reacts_to_focus(index) {
            let focused = around().find(|one| page.semantics.facts(*one).is_focusable());
            states.extend(focused.map(|focused| (State::Focus(focused), "focus")));
        }
        if styles.reacts_to_visits(index) {
            let link = around().find(|one| is_link(page, *one));
            states.extend(link.map(|link| (State::Visited(link), "visited")));
        }
        states
    }

    fn verdict(&self, index: StyleIndex, view: View) -> (Verdict, &'static str) {
        let key = u64::from(index) << 8 | (view as u64) << 1 | u64::from(self.enhanced);
        self.page.styles.once(key, || self.judge(index, view))
    }

    fn judge(&self, index: StyleIndex, view: View) -> (Verdict, &'static str) {
        let chain = self.page.styles.chain(index);
        let style = &chain[0];
        let bold = style.font_weight >= 700.0;
        let size = style.font_size;
        let (test, wanted) = match (bold, size) {
            (false, Some(size)) if size >= 24.0 => ("3.2.3", 3.0),
            (true, Some(size)) if size >= 18.5 => ("3.2.4", 3.0),
            (false, _) => ("3.2.1", 4.5),
            (true, _) => ("3.2.2", 4.5),
        };
        let wanted = match (self.enhanced, wanted > 4.0) {
            (false, _) => wanted,
            (true, true) => 7.0,
            (true, false) => 4.5,
        };
        if contrast::is_hidden(&chain, view) || size.is_some_and(|size| size < 1.0) {
            return (Verdict::Hidden, test);
        }
        let Some((text, behind)) = contrast::colours(&chain).or_else(|| best_over(&chain, wanted))
        else {
            return (Verdict::Unknown, test);
        };
        let ratio = text.contrast(behind);
        if ratio >= wanted {
            return (Verdict::Fine, test);
        }
        // What an animation makes of colours at its end is not followed.
        let animated = chain
            .iter()
            .any(|style| self.page.styles.motion(style).is_some_and(|motion| motion.blinks));
        let plain = (size.is_some() || ratio < 3.0)
            && !style.text_shadow
            && !style.uncertain
            && !animated;
        (Verdict::Low(Low { ratio, wanted, text, behind, plain }), test)
    }

    fn applies(&self, test: &'static str, report: &mut Report<'_>) {
        if self.enhanced {
            report.applies_beyond();
        } else {
            report.applies(test);
        }
    }

    fn tell(
        &mut self,
        node: NodeId,
        index: StyleIndex,
        (view, name): (View, &'static str),
        report: &mut Report<'_>,
    ) {
        let page = self.page;
        let (verdict, test) = self.verdict(index, view);
        let (Verdict::Low(_) | Verdict::Unknown) = verdict else {
            if matches!(verdict, Verdict::Fine) && !self.is_inactive(node) {
                self.applies(test, report);
            }
            return;
        };
        if self.is_inactive(node) {
            return;
        }
        self.applies(test, report);
        if !self.told.insert(node) {
            return;
        }
        let Verdict::Low(low) = verdict else {
            if self.enhanced {
                return;
            }
            report.review(node, test, "text-contrast-unknown").arg("where", name);
            return;
        };
        let certain = low.plain
            // On paper browsers leave backgrounds out and darken the text.
            && view != View::Print
            && !page.semantics.facts(node).is_aria_hidden()
            && page.styles.sheets_complete
            && (name == GENERATED || !is_symbol(page, node))
            && !contrast::is_logo(page, node)
            && !contrast::may_overlap(page, view, node)
            && !*self.mechanism.get_or_init(|| contrast::mechanism(page).is_some());
        let finding = match (self.enhanced, certain) {
            (true, true) => report.fail_beyond(node, "text-contrast-below-enhanced"),
            (true, false) => return,
            (false, true) => report.fail_unless_scripted(node, test, "text-contrast-low"),
            (false, false) => report.review(node, test, "text-contrast-low"),
        };
        finding
            .arg("where", name)
            .arg("ratio", contrast::spelled(low.ratio))
            .arg("wanted", format!("{:.1}", low.wanted).replace('.', ","))
            .arg("colour", low.text.hexadecimal())
            .arg("background", low.behind.hexadecimal());
    }
}

/// The colours of a text over a gradient, where all of it stands out or nothing does; the one that
/// stands out most then.
fn best_over(chain: &[Rc<Style>], wanted: f64) -> Option<(Rgba, Rgba)> {
    let shades = contrast::over_gradient(chain)?;
    let ratio = |(text, shade): &(Rgba, Rgba)| text.contrast(*shade);
    let best = shades.into_iter().max_by(|one, two| ratio(one).total_cmp(&ratio(two)))?;
    if chain[0].color.is_some_and(|color| color.alpha < 1.0) {
        // A translucent text changes with what is behind it. Where it is the lighter of the two, its
        // contrast in between may be a little over that at both ends.
        let most = |pair: &(Rgba, Rgba)| {
            let lighter = pair.0.luminance() > pair.1.luminance();
            ratio(pair) * if lighter { 1.1 } else { 1.0 }
        };
        return shades.iter().all(|pair| most(pair) < wanted).then_some(best);
    }
    // Between two shades on either side of the text's there is one that is the text's.
    let light = best.0.luminance();
    let outside = shades.iter().all(|(_, shade)| shade.luminance() > light)
        || shades.iter().all(|(_, shade)| shade.luminance() < light);
    let all_stand_out = outside && shades.iter().all(|pair| ratio(pair) >= wanted);
    (ratio(&best) < wanted || all_stand_out).then_some(best)
}

fn is_link(page: &Page<'_>, node: NodeId) -> bool {
    page.is(node, local_name!("a")) && page.has(node, local_name!("href"))
}

/// See [`Judge::distances`].
fn distances(page: &Page<'_>) -> Vec<(u8, u8)> {
    let mut distances = vec![(NONE, NONE); page.document.node_count()];
    for node in page.elements().iter().copied() {
        let parent = page.document.parent(node).unwrap_or(NodeId::DOCUMENT);
        let (focusable, link) = distances[parent.index()];
        let further = |distance: u8| distance.saturating_add(1);
        distances[node.index()] = (
            if page.semantics.facts(node).is_focusable() { 0 } else { further(focusable) },
            if is_link(page, node) { 0 } else { further(link) },
        );
    }
    distances
}

/// What a message calls a view.
fn name_of(view: View) -> &'static str {
    match view {
        View::Wide | View::Calm => "rest",
        View::Medium => "medium",
        View::Narrow => "narrow",
        View::Zoomed => "zoomed",
        View::Dark => "dark",
        View::Print => "print",
    }
}

/// Where a text is that a style sheet adds.
const GENERATED: &str = "generated";

/// Whether a pseudo-element of the element holds a word, in no font of icons.
fn says_words(page: &Page<'_>, node: NodeId, index: StyleIndex) -> bool {
    let style = page.styles.style_at(index);
    let Some(content) = style.content.as_deref() else { return false };
    let worded = content.split(|c: char| !c.is_alphabetic()).any(|word| word.chars().count() > 3);
    worded
        && style.font_family != ICON_FONT
        && style.font_family == page.style(node).font_family
        && style.is_seen(View::Wide)
}

/// A single letter stands for something else («×», «X») as often as for itself.
fn is_symbol(page: &Page<'_>, node: NodeId) -> bool {
    let field = page.is(node, local_name!("input"));
    !field && page.document.text_content(node).trim().chars().count() < 2
}
