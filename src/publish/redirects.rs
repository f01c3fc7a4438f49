//! Which addresses of a site lead on to others: the file `_redirects` that the build writes for
//! servers, a line each: former address, new address, status.
//!
//! It never decides where an address leads.

use std::collections::BTreeSet;

use percent_encoding::percent_decode_str;

use super::built::Built;
use super::release::Release;

/// The file.
const RULES: &str = "_redirects";

/// The paths, as a release names its files, from which a release leads on.
#[must_use]
pub(super) fn paths(built: &Built, release: &Release) -> BTreeSet<String> {
    let Some(file) = release.files.get(RULES) else { return BTreeSet::new() };
    // What cannot be read here is told when it is published.
    let bytes = built.read(RULES, file).unwrap_or_default();
    parse(&String::from_utf8_lossy(&bytes))
}

fn parse(rules: &str) -> BTreeSet<String> {
    let froms = rules.lines().filter_map(|line| line.split_ascii_whitespace().next());
    let path = |from: &str| {
        let decoded = percent_decode_str(from).decode_utf8().ok()?;
        let path = decoded.trim_start_matches('/');
        let page = path.is_empty() || path.ends_with('/');
        Some(if page { format!("{path}index.html") } else { path.to_owned() })
    };
    froms.filter(|from| from.starts_with('/')).filter_map(path).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn rules_name_files() {
        let paths = super::parse("/ancien/ /neuf/ 301\n/%C3%A9t%C3%A9.pdf /x.pdf 301\n\n# note\n");
        let paths: Vec<_> = paths.iter().map(String::as_str).collect();
        assert_eq!(paths, ["ancien/index.html", "été.pdf"]);
    }
}
