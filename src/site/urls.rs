//! Addresses within a site: how they are made from paths, compared, and resolved.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// What is encoded in the path of an address; everything the URL standard asks, and quotes.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'\'')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The path of a file as an address: `plans/été 1.pdf` gives `plans/%C3%A9t%C3%A9%201.pdf`.
pub(super) fn encode(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

/// The path an address means; `None` when it is not UTF-8 once decoded.
pub(super) fn decode(path: &str) -> Option<Cow<'_, str>> {
    percent_decode_str(path).decode_utf8().ok()
}

/// A fragment as it is written in a page: decoded where it can be.
pub(super) fn decoded(fragment: &str) -> String {
    decode(fragment).map_or_else(|| fragment.to_owned(), Cow::into_owned)
}

/// What two addresses have in common when a visitor, or a file system, may take one for the
/// other: case and Unicode normalisation set aside.
pub(super) fn key(url: &str) -> Cow<'_, str> {
    if url.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        Cow::Borrowed(url)
    } else {
        Cow::Owned(url.nfc().flat_map(char::to_lowercase).nfc().collect())
    }
}

/// The file that answers an address: `/a/` gives `a/index.html`, `/404.html` itself.
pub(super) fn output_path(url: &str) -> String {
    let path = url.trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    }
}

/// The first segment of an address: `actualites` of `/actualites/marche/`.
pub(super) fn top(url: &str) -> &str {
    url.trim_start_matches('/').split('/').next().unwrap_or_default()
}

/// The folder above: `/actualites/` of `/actualites/marche/`; `None` for the root.
pub(super) fn parent(url: &str) -> Option<&str> {
    let trimmed = url.strip_suffix('/').unwrap_or(url);
    trimmed.rfind('/').map(|slash| &url[..=slash])
}

/// Joins a relative path to the folder `base` (without slash at either end) and settles `.` and
/// `..`; `None` when it climbs out of the site.
pub(super) fn join(base: &str, relative: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    let (start, rest) = match relative.strip_prefix('/') {
        Some(rest) => ("", rest),
        None => (base, relative),
    };
    for part in start.split('/').chain(rest.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The folder of a file's path, without slash at its end.
pub(super) fn folder(path: &str) -> &str {
    path.rfind('/').map_or("", |slash| &path[..slash])
}

/// An address with the slash pages end with, unless it names a file: `/a` gives `/a/`, and so
/// does `/a/index.html`, which is the same file.
pub(super) fn page(url: &str) -> Cow<'_, str> {
    let url = match url.rsplit_once('/') {
        Some((folder, "index.html" | "index.htm")) => &url[..=folder.len()],
        _ => url,
    };
    let is_file = url.rsplit('/').next().is_some_and(|name| name.contains('.'));
    if url.ends_with('/') || is_file { Cow::Borrowed(url) } else { Cow::Owned(format!("{url}/")) }
}

/// Splits an address into path, and fragment without `#`; a query stays with the path.
pub(super) fn split_fragment(address: &str) -> (&str, Option<&str>) {
    match address.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (address, None),
    }
}

/// The scheme of an address, without its colon.
pub(super) fn scheme(address: &str) -> Option<&str> {
    let colon = address.find(':')?;
    let scheme = &address[..colon];
    let mut bytes = scheme.bytes();
    (bytes.next()?.is_ascii_alphabetic()
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')))
    .then_some(scheme)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_and_never_leave_the_site() {
        assert_eq!(join("actualites", "../demarches/x.md").as_deref(), Some("demarches/x.md"));
        assert_eq!(join("actualites", "./y.pdf").as_deref(), Some("actualites/y.pdf"));
        assert_eq!(join("actualites", "/a//b/").as_deref(), Some("a/b"));
        assert_eq!(join("actualites", "../../site.yaml"), None);
        assert_eq!(join("", ".."), None);
    }

    #[test]
    fn addresses_and_files_answer_each_other() {
        assert_eq!(output_path("/"), "index.html");
        assert_eq!(output_path("/actualites/marche/"), "actualites/marche/index.html");
        assert_eq!(output_path("/404.html"), "404.html");
        assert_eq!(parent("/actualites/marche/"), Some("/actualites/"));
        assert_eq!(parent("/actualites/"), Some("/"));
        assert_eq!(parent("/"), None);
        assert_eq!(top("/actualites/marche/"), "actualites");
        assert_eq!(page("/a"), "/a/");
        assert_eq!(page("/a/index.html"), "/a/");
        assert_eq!(page("/a.html"), "/a.html");
        assert_eq!(encode("plans/été 1.pdf"), "plans/%C3%A9t%C3%A9%201.pdf");
    }

    #[test]
    fn case_and_accents_written_otherwise_are_one_address() {
        assert_eq!(key("/Été/"), key("/e\u{301}te\u{301}/"));
        assert_ne!(key("/ete/"), key("/été/"));
    }

    #[test]
    fn schemes_are_told_from_paths() {
        assert_eq!(scheme("site:aire/x"), Some("site"));
        assert_eq!(scheme("a/b:c"), None);
        assert_eq!(scheme("10:30"), None);
        assert_eq!(scheme("x.md"), None);
    }
}
