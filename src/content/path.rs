//! Paths: from a file's path to its page's address, and from a path in a text to a file.

use crate::diagnostic::{Diagnostic, Source};
use crate::workspace::grammar::slug;

/// The last segment and the whole of a page's address, from the file's path in its site.
///
/// The folder tree is the tree of addresses; `index.md` is the page of its folder.
pub(super) fn address(source: &Source, path: &str) -> Result<(String, String), Diagnostic> {
    let stem = path.strip_suffix(".md").unwrap_or(path);
    let mut url = String::from("/");
    let mut last = String::new();
    let mut segments = stem.split('/').peekable();
    while let Some(segment) = segments.next() {
        if matches!(segment, "" | "." | "..") {
            return Err(Diagnostic::error("path-outside-site")
                .arg("path", path)
                .at(source.whole()));
        }
        if segments.peek().is_none() && segment == "index" {
            break;
        }
        last = if is_slug(segment) { segment.to_owned() } else { slug(segment) };
        if last.is_empty() {
            return Err(Diagnostic::error("path-without-letters")
                .arg("path", path)
                .at(source.whole()));
        }
        url.push_str(&last);
        url.push('/');
    }
    Ok((last, url))
}

fn is_slug(segment: &str) -> bool {
    segment.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !segment.starts_with('-')
        && !segment.ends_with('-')
}

/// The path in the site's folder of a file named in the entry `entry_path`: relative to the entry,
/// or to the site's folder with a leading `/`. `None` for what is no file of the site: an
/// address, a path out of the site, a Windows path.
#[must_use]
pub fn resolve(entry_path: &str, file: &str) -> Option<String> {
    if file.is_empty() || file.contains(['\\', '\0', '\n']) || file.contains("://") {
        return None;
    }
    let (mut parts, rest): (Vec<&str>, &str) = match file.strip_prefix('/') {
        Some(rest) => (Vec::new(), rest),
        None => {
            let folder = entry_path.rsplit_once('/').map(|(folder, _)| folder);
            (folder.map(|folder| folder.split('/').collect()).unwrap_or_default(), file)
        }
    };
    for segment in rest.split('/') {
        match segment {
            "" => return None,
            "." => {}
            ".." => {
                parts.pop()?;
            }
            segment => parts.push(segment),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

/// True for a path an alias may redirect from.
pub(super) fn is_alias(alias: &str) -> bool {
    alias.len() <= 300
        && alias.len() > 1
        && alias.starts_with('/')
        && !alias.contains("//")
        && !alias
            .contains(|c: char| c.is_control() || c.is_whitespace() || "?#\\:*\"<>|%".contains(c))
        && alias.split('/').all(|segment| !matches!(segment, "." | ".."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_tree_is_the_tree_of_addresses() {
        let address = |path: &str| {
            super::address(&Source::new(path, ""), path).map_err(|finding| finding.code)
        };
        let pair = |slug: &str, url: &str| Ok((slug.to_owned(), url.to_owned()));
        assert_eq!(address("actualites/marche.md"), pair("marche", "/actualites/marche/"));
        assert_eq!(address("Vie municipale/Élus.md"), pair("elus", "/vie-municipale/elus/"));
        assert_eq!(address("actualites/index.md"), pair("actualites", "/actualites/"));
        assert_eq!(address("index.md"), pair("", "/"));
        assert_eq!(address("../voisin.md"), Err("path-outside-site"));
        assert_eq!(address("a//b.md"), Err("path-outside-site"));
        assert_eq!(address("???.md"), Err("path-without-letters"));
    }

    #[test]
    fn files_are_found_from_the_entry_and_never_outside_the_site() {
        let resolve = |file| super::resolve("actualites/2026/marche.md", file);
        assert_eq!(resolve("photo.jpg").as_deref(), Some("actualites/2026/photo.jpg"));
        assert_eq!(resolve("../img/a.jpg").as_deref(), Some("actualites/img/a.jpg"));
        assert_eq!(resolve("/img/a.jpg").as_deref(), Some("img/a.jpg"));
        for outside in ["../../../a.jpg", "/../a.jpg", "https://a/b.jpg", "c:\\a.jpg", "", "a//b"] {
            assert_eq!(resolve(outside), None, "{outside}");
        }
    }
}
