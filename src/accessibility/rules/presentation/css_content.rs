//! `accessibility-rules/presentation/css-content.md`: what a page says does not come from its styles.

use crate::accessibility::css::declaration::Picture;
use crate::accessibility::css::Traits;
use crate::accessibility::css::style::ICON_FONT;
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/presentation/css-content.md"),
    subject: Subject::Page,
    check,
};

/// How many images of icons are told.
const MAX_ICONS: usize = 20;

fn check(page: &Page<'_>, root: NodeId, report: &mut Report<'_>) {
    if page.document.first_child(root).is_some() {
        report.applies("10.2.1");
    }
    let mut icons = 0;
    for node in page.looking(Traits::GENERATED.and(Traits::PICTURED)) {
        let Some(element) = page.element(node).filter(|element| element.is_html()) else { continue };
        let mut pseudo = page.styles.pseudo_elements(node).peekable();
        if pseudo.peek().is_some() && page.is_visible(node) {
            for style in pseudo {
                look(page, node, style, report);
            }
        }
        let empty = page.document.first_child(node).is_none();
        if empty
            && icons < MAX_ICONS
            && matches!(element.name, local_name!("a") | local_name!("button") | local_name!("span"))
            && page.style(node).background_image == Picture::Image
            && page.is_visible(node)
            && !page.name(node).text.is_empty()
        {
            icons += 1;
            report.review(node, "10.2.1", "css-image");
        }
    }
}

fn look(page: &Page<'_>, node: NodeId, style: &crate::accessibility::css::Style, report: &mut Report<'_>) {
    let Some(text) = style.content.as_deref() else { return };
    let longest = text.split(|c: char| !c.is_alphabetic()).map(|word| word.chars().count()).max();
    let letters = longest.unwrap_or(0);
    if letters < 3 || !style.is_seen(page.styles.view) || style.font_family == ICON_FONT {
        return;
    }
    if is_said(page, text) {
        return;
    }
    // The letters of an icon font are pictures; a family of its own hints at one.
    let own_font = style.font_family != page.style(node).font_family;
    let computed = text.contains('\u{fffc}');
    let certain = !own_font && !computed && !style.uncertain && letters >= 4;
    let finding = if certain {
        report.fail_unless_scripted(node, "10.2.1", "css-text")
    } else {
        report.review(node, "10.2.1", "css-text")
    };
    finding.arg("words", text.replace('\u{fffc}', "…").trim().to_owned());
}

/// Whether the page says the same in a text that is seen.
fn is_said(page: &Page<'_>, text: &str) -> bool {
    let wanted = text.trim().to_lowercase();
    page.texts().iter().filter(|holder| page.is_visible(**holder)).any(|holder| {
        let own = page.document.children(*holder).filter_map(|child| page.document.text(child));
        own.into_iter().any(|own| own.to_lowercase().contains(&wanted))
    })
}
