//! Addresses within a site: which file of the site an address leads to.
//!
//! It never looks whether the file is there.

use percent_encoding::percent_decode_str;

/// Where a page's links start from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Base {
    /// Scheme, host and path of the site's root, ending in `/`, when the page tells it.
    root: Option<String>,
    /// Path of the site's root on its host, beginning and ending in `/`.
    prefix: String,
    /// Path of the page's folder from the site's root, without `/` at the ends.
    folder: String,
}

impl Base {
    /// The base of the page at `path` (`contact/index.html`), whose canonical address, if it
    /// gives one, tells where the site is published.
    pub(super) fn new(path: &str, canonical: Option<&str>) -> Self {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let own = [path, path.strip_suffix("index.html").unwrap_or(path)];
        let root = canonical.and_then(|canonical| {
            let root = own.iter().find_map(|own| canonical.strip_suffix(own))?;
            (root.ends_with('/') && root.contains("://")).then(|| root.to_owned())
        });
        let prefix = root
            .as_deref()
            .and_then(|root| root.split_once("://")?.1.split_once('/'))
            .map_or_else(|| "/".to_owned(), |(_, path)| format!("/{path}"));
        Self { root, prefix, folder }
    }

    /// The key of the file an address leads to; `None` when it leaves the site.
    pub(super) fn key(&self, address: &str) -> Option<String> {
        let address = address.trim();
        let address = address.split(['#', '?']).next().unwrap_or_default();
        let inside = match &self.root {
            Some(root) => address
                .strip_prefix(root.as_str())
                .or_else(|| (address == root.trim_end_matches('/')).then_some("")),
            None => None,
        };
        let path = if let Some(inside) = inside {
            inside.to_owned()
        } else if address.starts_with("//") || has_scheme(address) {
            return None;
        } else if let Some(absolute) = address.strip_prefix('/') {
            format!("/{absolute}").strip_prefix(&self.prefix)?.to_owned()
        } else if self.folder.is_empty() {
            address.to_owned()
        } else {
            format!("{}/{address}", self.folder)
        };
        let path = percent_decode_str(&path).decode_utf8_lossy().into_owned();
        let mut steps: Vec<&str> = Vec::new();
        for step in path.split('/') {
            match step {
                "" | "." => {}
                ".." => {
                    steps.pop();
                }
                step => steps.push(step),
            }
        }
        Some(key(&steps.join("/")))
    }
}

fn has_scheme(address: &str) -> bool {
    address.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty()
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    })
}

/// The key of a file: its path without what servers let people leave out (`index.html`, `.html`).
pub(super) fn key(path: &str) -> String {
    let path = path.trim_matches('/');
    let path = path.strip_suffix("index.html").unwrap_or(path).trim_end_matches('/');
    path.strip_suffix(".html").or_else(|| path.strip_suffix(".htm")).unwrap_or(path).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Base, key};

    #[test]
    fn addresses_lead_to_files_of_the_site() {
        let base = Base::new("actualites/fete/index.html", None);
        assert_eq!(base.key("/contact/").as_deref(), Some("contact"));
        assert_eq!(base.key("../").as_deref(), Some("actualites"));
        assert_eq!(base.key("#haut").as_deref(), Some("actualites/fete"));
        assert_eq!(base.key("/plan%20du%20site.html?a=b").as_deref(), Some("plan du site"));
        assert_eq!(base.key("https://ailleurs.fr/"), None);
        assert_eq!(base.key("mailto:a@b.fr"), None);
        assert_eq!(key("index.html"), "");
    }

    #[test]
    fn a_canonical_address_tells_where_the_site_is() {
        let base = Base::new("contact/index.html", Some("https://x.fr/amou/contact/"));
        assert_eq!(base.key("https://x.fr/amou/agenda/").as_deref(), Some("agenda"));
        assert_eq!(base.key("https://x.fr/amou").as_deref(), Some(""));
        assert_eq!(base.key("/amou/agenda/").as_deref(), Some("agenda"));
        assert_eq!(base.key("/autre/"), None);
    }
}
