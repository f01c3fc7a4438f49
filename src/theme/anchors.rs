//! The ids that pages made by a template may have, read from its text: what a link from another site
//! to a generated page is checked against, without making that page.
//!
//! A template has the ids of all it extends, includes and calls. An id made of values keeps what
//! stands before the first of them (`annee-*`). It never renders.

use std::collections::{BTreeMap, BTreeSet};

use super::faults::Sources;
use super::recursion::scan;

/// The ids of every template, sorted, by its full name.
pub(super) fn of_templates(sources: Sources<'_>) -> BTreeMap<String, Vec<String>> {
    // A component of a nearer layer replaces the one of its name below.
    let mut components: BTreeMap<&str, &str> = BTreeMap::new();
    for prefix in sources.prefixes.iter().rev() {
        for (name, source) in sources.texts.iter().filter(|(name, _)| name.starts_with(prefix)) {
            components.extend(scan(&source.text).components.into_iter().map(|c| (c, &**name)));
        }
    }
    let mut own = BTreeMap::new();
    for (name, source) in sources.texts {
        let tags = scan(&source.text);
        let named = tags.includes.iter().chain(&tags.extends).map(|(name, _)| *name);
        let mut uses: BTreeSet<&str> = named.filter_map(|name| sources.resolve(name)).collect();
        uses.extend(calls(&source.text).filter_map(|called| components.get(called).copied()));
        let in_components = !tags.components.is_empty();
        own.insert(name.as_str(), (ids(&source.text, in_components), uses));
    }
    let all = own.keys().map(|name| {
        let (mut found, mut seen) = (BTreeSet::new(), BTreeSet::from([*name]));
        let mut next = vec![*name];
        while let Some((ids, uses)) = next.pop().and_then(|name| own.get(name)) {
            found.extend(ids.iter().cloned());
            next.extend(uses.iter().filter(|used| seen.insert(used)));
        }
        ((*name).to_owned(), found.into_iter().collect())
    });
    all.collect()
}

/// The components a text calls: `{{ <cards … /> }}`, `{% <card … %}`.
fn calls(text: &str) -> impl Iterator<Item = &str> {
    let tags = text.match_indices('<').filter(|(at, _)| {
        let before = text[..*at].trim_end_matches(['-', ' ', '\n']);
        before.ends_with("{{") || before.ends_with("{%")
    });
    tags.filter_map(|(at, _)| {
        let name = &text[at + 1..];
        let end = name.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))?;
        Some(&name[..end])
    })
}

/// The values of the `id` attributes of a text. What a component is given as its id stands where
/// it is called.
fn ids(text: &str, in_components: bool) -> BTreeSet<String> {
    let values = text.split(" id=\"").skip(1).filter_map(|after| after.split('"').next());
    let ids = values.filter_map(|value| match value.split_once("{{") {
        Some(("", _)) if in_components => None,
        Some((before, _)) => Some(format!("{before}*")),
        None => Some(value.to_owned()),
    });
    let given = text.contains(" id={").then(|| "*".to_owned());
    ids.filter(|id| !id.is_empty()).chain(given).collect()
}

/// True when an id is one of `known`, or may be.
#[must_use]
pub fn may_have(known: &[String], id: &str) -> bool {
    known.iter().any(|known| match known.strip_suffix('*') {
        Some(start) => id.starts_with(start),
        None => known == id,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Source;

    #[test]
    fn a_template_has_the_ids_of_all_it_is_made_of() {
        let text = |path: &str, text: &str| (path.to_owned(), Source::new(path, text));
        let texts = BTreeMap::from([
            text(
                "near/contact.html",
                "{% extends \"layout.html\" %}<p id=\"a\">{{ <box id=\"b\" /> }}",
            ),
            text("near/list.html", "{% extends 'layout.html' %}<p id=\"{{ group.id }}\">"),
            text("near/plan.html", "<p id=\"annee-{{ year }}\">"),
            text("far/contact.html", "<p id=\"hidden\">"),
            text("far/layout.html", "<p id=\"content\">{% include \"foot.html\" %}"),
            text("far/foot.html", "<p id=\"foot\">"),
            text(
                "far/box.html",
                "{% component box(id) %}<p id=\"{{ id }}\"><i id=\"in\">{% endcomponent %}",
            ),
        ]);
        let prefixes = ["near/", "far/"].map(str::to_owned);
        let all = of_templates(Sources { texts: &texts, prefixes: &prefixes });
        assert_eq!(all["near/contact.html"], ["a", "b", "content", "foot", "in"]);
        assert_eq!(all["near/list.html"], ["*", "content", "foot"]);
        assert!(may_have(&all["near/plan.html"], "annee-2026"));
        assert!(!may_have(&all["near/contact.html"], "hidden"));
    }
}
