//! `accessibility-rules/colours/component-contrast.md`: what one operates stands out from what is around it.

use crate::accessibility::css::declaration::{Picture, Value};
use crate::accessibility::css::color::Color;
use crate::accessibility::css::{Rgba, Style, View};
use crate::accessibility::rules::contrast;
use crate::accessibility::rules::prelude::*;
use std::rc::Rc;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/colours/component-contrast.md"),
    subject: Subject::Page,
    check,
};

/// Looks at an element in a view; whether it told anything.
type Look = fn(&Page<'_>, View, NodeId, &mut Report<'_>) -> bool;

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    let dark = page.styles.other_views().find(|view| *view == View::Dark);
    let is_met = |node: &NodeId| {
        let facts = page.semantics.facts(*node);
        facts.is_visible()
            && !facts.is_disabled()
            && page.element(*node).is_some_and(Element::is_html)
    };
    if page.focusable().iter().any(is_met) {
        report.applies("3.3.1");
    }
    let fields = [local_name!("input"), local_name!("select"), local_name!("textarea")];
    let fields = page.any_named(&fields).map(|node| (node, field as Look));
    // An icon is drawn in the page.
    let drawn = page.named(&local_name!("svg")).next().is_some();
    let buttons = if drawn { page.focusable() } else { &[] };
    let icons = buttons.iter().copied().filter(|node| {
        page.is(*node, local_name!("a")) || page.is(*node, local_name!("button"))
    });
    let icons = icons.map(|node| (node, icon as Look));
    for (node, look) in fields.chain(icons).filter(|(node, _)| is_met(node)) {
        let other = dark.filter(|view| {
            page.styles.index(*view, node) != page.styles.index(View::Wide, node)
        });
        for view in std::iter::once(View::Wide).chain(other) {
            if look(page, view, node, report) {
                break;
            }
        }
    }
    if page.has_scripts() || !page.styles.sheets_complete {
        report.doubt("3.3.1");
    }
}

/// A field whose author draws its outline: by the line around it, or by its background.
fn field(page: &Page<'_>, view: View, node: NodeId, report: &mut Report<'_>) -> bool {
    let kind = page.attribute(node, local_name!("type")).unwrap_or("text").to_ascii_lowercase();
    let chain = page.styles.chain(page.styles.index(view, node));
    let style = &chain[0];
    let ticked = matches!(kind.as_str(), "checkbox" | "radio");
    let other = matches!(
        kind.as_str(),
        "hidden" | "submit" | "button" | "reset" | "image" | "range" | "color" | "file"
    );
    if other || (ticked && !style.appearance_none) {
        return false;
    }
    // What browsers draw alone is out of the criterion.
    let native = style.border.iter().all(|edge| edge.color == Some(Rgba::bytes(0x76, 0x76, 0x76, 255)))
        && style.has_border();
    if native {
        return false;
    }
    let around = contrast::around(&chain);
    let inside = contrast::colours(&seen_through(&chain)).map(|(_, behind)| behind);
    let known = !style.box_shadow
        && style.background_image == Picture::None
        && !style.uncertain
        && !style.outline.is_painted();
    let (Some(around), Some(inside), true) = (around, inside, known) else {
        report.review(node, "3.3.1", "component-contrast-unknown");
        return true;
    };
    let filled = inside.contrast(around);
    let mut best = (filled, inside);
    for edge in style.border.iter().filter(|edge| edge.is_painted()) {
        let Some(color) = edge.color else {
            report.review(node, "3.3.1", "component-contrast-unknown");
            return true;
        };
        let line = color.over(around);
        let ratio = line.contrast(around).max(line.contrast(inside));
        if ratio > best.0 {
            best = (ratio, line);
        }
    }
    if best.0 >= 3.0 {
        return false;
    }
    // A field without any line or background of its own may be told by something else.
    let drawn = style.has_border() || filled > 1.0;
    let certain = drawn
        && page.styles.sheets_complete
        && contrast::mechanism(page).is_none()
        && page.styles.pseudo_elements(node).next().is_none()
        && !contrast::may_overlap(page, view, node)
        && !parent_draws(page, view, node);
    let finding = if certain {
        report.fail_unless_scripted(node, "3.3.1", "component-contrast-low")
    } else {
        report.review(node, "3.3.1", "component-contrast-low")
    };
    finding
        .arg("ratio", contrast::spelled(best.0))
        .arg("colour", best.1.hexadecimal())
        .arg("background", around.hexadecimal());
    true
}

/// The chain as if the element held black text, so that only what is behind counts.
fn seen_through(chain: &[Rc<Style>]) -> Vec<Rc<Style>> {
    let mut chain = chain.to_vec();
    if let Some(own) = chain.first_mut() {
        let own = Rc::make_mut(own);
        own.color = Some(Rgba::BLACK);
        own.text_fill = false;
    }
    chain
}

/// Whether what the field is in draws a box around it.
fn parent_draws(page: &Page<'_>, view: View, node: NodeId) -> bool {
    page.document.ancestors(node).take(2).filter(|one| page.element(*one).is_some()).any(|one| {
        let style = page.styles.seen(view, one);
        style.has_border()
            || style.box_shadow
            || style.own_background && !page.is(one, local_name!("body"))
            || page.styles.pseudo_elements(one).next().is_some()
    })
}

/// A link or a button that shows nothing but a drawing of one colour.
fn icon(page: &Page<'_>, view: View, node: NodeId, report: &mut Report<'_>) -> bool {
    let document = page.document;
    let mut svg = None;
    for inner in document.descendants(node) {
        if document.text(inner).is_some_and(|text| !text.trim().is_empty())
            && page.is_visible(inner)
            && svg.is_none_or(|svg| !document.is_inside(inner, svg))
        {
            return false;
        }
        if let Some(element) = page.element(inner) {
            match &*element.name {
                "svg" if svg.is_none() => svg = Some(inner),
                "img" | "canvas" | "object" | "image" | "use" | "foreignObject" => return false,
                _ => {}
            }
        }
    }
    let Some(svg) = svg.filter(|svg| page.is_visible(*svg)) else { return false };
    let chain = page.styles.chain(page.styles.index(view, svg));
    let Some((_, behind)) = contrast::colours(&seen_through(&chain)) else { return false };
    let mut best: Option<(f64, Rgba)> = None;
    let mut clear = true;
    for shape in document.descendants(svg) {
        let Some(element) = page.element(shape) else { continue };
        let drawn = matches!(
            &*element.name,
            "path" | "circle" | "rect" | "polygon" | "polyline" | "ellipse" | "line" | "text"
        );
        if !drawn {
            continue;
        }
        let style = page.styles.seen(view, shape);
        for paint in [style.fill, style.stroke] {
            match paint {
                Value::Auto => {}
                Value::Color(Color::Plain(color)) if color.alpha > 0.0 => {
                    let ratio = color.over(behind).contrast(behind);
                    if best.is_none_or(|(other, _)| ratio > other) {
                        best = Some((ratio, color.over(behind)));
                    }
                }
                Value::Color(Color::Plain(_)) => {}
                _ => clear = false,
            }
        }
        clear &= !style.uncertain && style.opacity >= 1.0 && !style.effects;
    }
    let Some((ratio, color)) = best.filter(|(ratio, _)| *ratio < 3.0) else { return false };
    // A box around the icon shows where the button is, not what it is.
    let certain = clear
        && page.styles.sheets_complete
        && contrast::mechanism(page).is_none()
        && !contrast::is_logo(page, node)
        && !contrast::may_overlap(page, view, svg);
    let finding = if certain {
        report.fail_unless_scripted(node, "3.3.1", "icon-contrast-low")
    } else {
        report.review(node, "3.3.1", "icon-contrast-low")
    };
    finding
        .arg("ratio", contrast::spelled(ratio))
        .arg("colour", color.hexadecimal())
        .arg("background", behind.hexadecimal());
    true
}
