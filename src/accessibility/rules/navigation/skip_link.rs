//! `accessibility-rules/navigation/skip-link.md`: a link leads past the navigation to the main
//! content.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/navigation/skip-link.md"),
    subject: Subject::Page,
    check,
};

/// As many links to other pages in menus before the main content are navigation to be skipped,
/// and say that the site has more than this page.
const MENU_LINKS: usize = 3;

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    let is_met = |node: &NodeId| page.is_exposed(*node) && page.is_visible(*node);
    match page.of_role(Role::Main).find(is_met) {
        Some(main) => skips(page, main, report),
        // Where the main content begins is for a person to say.
        None if page.all(local_name!("a")).any(|link| leads_elsewhere(page, link)) => {
            report.doubt("12.7.1");
        }
        None => {}
    }
}

fn leads_elsewhere(page: &Page<'_>, link: NodeId) -> bool {
    let href = page.attribute(link, local_name!("href")).unwrap_or_default().trim();
    page.role(link) == Some(Role::Link)
        && page.is_exposed(link)
        && !href.is_empty()
        && !href.starts_with('#')
}

fn skips(page: &Page<'_>, main: NodeId, report: &mut Report<'_>) {
    let links = || page.of_role(Role::Link).filter(|node| page.is_exposed(*node));
    let before = || links().take_while(|node| *node < main);
    let in_menu = |node: &NodeId| {
        page.document.ancestors(*node).any(|outer| page.role(outer) == Some(Role::Navigation))
    };
    let elsewhere = |node: &NodeId| leads_elsewhere(page, *node);
    if !before().any(|node| elsewhere(&node)) {
        return;
    }
    let menu_links = before().filter(elsewhere).filter(in_menu).take(MENU_LINKS).count();
    // On a page with less to skip, a person says whether the link need be there; one that is must
    // lead there.
    let wanted = menu_links == MENU_LINKS;
    report.doubt("12.7.1");
    // Any link to an anchor counts: from the first one on, a person has to judge what it skips.
    let (mut dangling, mut perhaps) = (None, false);
    for link in links() {
        let href = page.attribute(link, local_name!("href")).unwrap_or_default().trim();
        // `#top` leads to the top even where nothing is called so.
        let Some((address, id)) =
            href.split_once('#').filter(|(_, id)| !id.is_empty() && *id != "top")
        else {
            continue;
        };
        let named = || {
            let decoded = percent_encoding::percent_decode_str(id).decode_utf8_lossy();
            page.document.all().find(|node| {
                page.attribute(*node, local_name!("id")).is_some_and(|own| own == decoded)
                    || page.is(*node, local_name!("a"))
                        && page.attribute(*node, local_name!("name")).is_some_and(|n| n == decoded)
            })
        };
        match page.document.by_id(id).or_else(named) {
            Some(target) => {
                let leads = target == main
                    || page.document.is_inside(target, main)
                    || page.document.is_inside(main, target)
                    || (link < main && target > main);
                // Where the address of this page is written too, only who knows it can tell.
                perhaps |= leads && !address.is_empty();
                if leads && address.is_empty() {
                    return;
                }
            }
            None if !address.is_empty() => {}
            None if link < main && dangling.is_none() && (wanted || says_content(page, link)) => {
                dangling = Some(link);
            }
            None => {}
        }
    }
    match dangling.filter(|_| !perhaps) {
        Some(link) => report.fail_unless_scripted(link, "12.7.1", "skip-link-broken"),
        None if wanted && !perhaps => report.fail_unless_scripted(main, "12.7.1", "skip-link-missing"),
        None => return,
    };
}

/// Whether a link says that it leads to the content.
fn says_content(page: &Page<'_>, link: NodeId) -> bool {
    let name = page.name(link).text.to_lowercase();
    ["contenu", "content"].iter().any(|word| name.split_whitespace().any(|own| own == *word))
}
