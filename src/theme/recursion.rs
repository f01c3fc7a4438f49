//! Endless templates, found before they run.
//!
//! Tera refuses a template that extends or includes itself and stops components 20 levels deep.
//! Two ways to the end of the stack remain, through `super()`: an overridden block that includes
//! its own template by way of a parent, and a block nested in another that its parent's version
//! contains in turn. Both are refused here, from the tags alone: a template that passes can only
//! nest as deep as there are templates and blocks.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diagnostic::{Diagnostic, Source};

/// What one template says about others.
#[derive(Debug, Default)]
pub(super) struct Tags<'a> {
    pub(super) extends: Option<(&'a str, Range<usize>)>,
    pub(super) includes: Vec<(&'a str, Range<usize>)>,
    /// Name, place, whether it stands inside another block.
    pub(super) blocks: Vec<(&'a str, Range<usize>, bool)>,
    /// The components it defines.
    pub(super) components: Vec<&'a str>,
}

/// Finds templates that could call themselves for ever. `resolve` gives the full name of the
/// template a name stands for.
pub(super) fn check<'a>(
    templates: &'a BTreeMap<String, Source>,
    resolve: impl Fn(&str) -> Option<&'a str>,
) -> Vec<Diagnostic> {
    let tags: BTreeMap<&str, Tags<'_>> =
        templates.iter().map(|(name, source)| (name.as_str(), scan(&source.text))).collect();
    let mut found = Vec::new();
    for (name, template) in &tags {
        let Some(source) = templates.get(*name) else { continue };
        let mut inherited = BTreeSet::new();
        let mut seen = BTreeSet::from([*name]);
        let mut next = template.extends.as_ref().and_then(|(parent, _)| resolve(parent));
        while let Some(parent) = next.filter(|parent| seen.insert(parent)) {
            let Some(parent) = tags.get(parent) else { break };
            inherited.extend(parent.blocks.iter().map(|block| block.0));
            next = parent.extends.as_ref().and_then(|(parent, _)| resolve(parent));
        }
        for (block, range, nested) in &template.blocks {
            if *nested && inherited.contains(block) {
                found.push(
                    Diagnostic::error("template-block-nested")
                        .arg("block", *block)
                        .at(source.locate(range.clone())),
                );
            }
        }
    }
    let mut done = BTreeSet::new();
    for name in tags.keys() {
        let mut path = Vec::new();
        walk(name, &tags, templates, &resolve, &mut path, &mut done, &mut found);
    }
    found
}

/// Follows includes and extends together: a child that is included may run its parents' blocks.
fn walk<'a>(
    name: &'a str,
    tags: &BTreeMap<&'a str, Tags<'a>>,
    templates: &'a BTreeMap<String, Source>,
    resolve: &impl Fn(&str) -> Option<&'a str>,
    path: &mut Vec<&'a str>,
    done: &mut BTreeSet<&'a str>,
    found: &mut Vec<Diagnostic>,
) {
    if done.contains(name) {
        return;
    }
    let Some(template) = tags.get(name) else { return };
    path.push(name);
    for (target, range) in template.includes.iter().chain(&template.extends) {
        let Some(target) = resolve(target) else { continue };
        if path.contains(&target) {
            if let Some(source) = templates.get(name) {
                found.push(
                    Diagnostic::error("template-endless")
                        .arg("template", target)
                        .at(source.locate(range.clone())),
                );
            }
            continue;
        }
        walk(target, tags, templates, resolve, path, done, found);
    }
    path.pop();
    done.insert(name);
}

/// True for a template that defines components.
pub(super) fn has_components(text: &str) -> bool {
    !scan(text).components.is_empty()
}

/// Reads the `extends`, `include`, `block` and `component` tags of a template, outside comments and
/// `raw`.
pub(super) fn scan(text: &str) -> Tags<'_> {
    let mut tags = Tags::default();
    let mut depth = 0_usize;
    let mut at = 0;
    let mut raw = false;
    while let Some(open) = text[at..].find('{').map(|offset| at + offset) {
        let rest = &text[open..];
        if rest.starts_with("{#") && !raw {
            at = rest.find("#}").map_or(text.len(), |end| open + end + 2);
            continue;
        }
        if !rest.starts_with("{%") {
            at = open + 1;
            continue;
        }
        let end = rest.find("%}").map_or(text.len(), |end| open + end + 2);
        let inner = text[open..end].trim_start_matches("{%").trim_end_matches("%}");
        let inner = inner.trim_matches(['-', ' ', '\t', '\n', '\r']);
        let (word, after) = inner.split_once(|c: char| c.is_whitespace()).unwrap_or((inner, ""));
        let quoted = after.trim().trim_matches(['"', '\'', '`']);
        match (raw, word) {
            (true, "endraw") => raw = false,
            (true, _) => {}
            (false, "raw") => raw = true,
            (false, "extends") => tags.extends = Some((quoted, open..end)),
            (false, "include") => tags.includes.push((quoted, open..end)),
            (false, "block") => {
                tags.blocks.push((quoted, open..end, depth > 0));
                depth += 1;
            }
            (false, "component") => {
                tags.components.extend(after.split(['(', ' ']).next().filter(|n| !n.is_empty()));
            }
            (false, "endblock") => depth = depth.saturating_sub(1),
            _ => {}
        }
        at = end;
    }
    tags
}
