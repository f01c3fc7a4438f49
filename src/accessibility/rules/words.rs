//! Texts compared and judged without their typography: what several rules ask of a name.

/// The words of a text in lower case, one space between them, everything else left out.
pub(crate) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !plain.is_empty() {
            plain.push(' ');
        }
        if word.is_ascii() {
            plain.push_str(word);
            let start = plain.len() - word.len();
            plain[start..].make_ascii_lowercase();
        } else {
            plain.extend(word.chars().flat_map(char::to_lowercase));
        }
    }
    plain
}

/// Latin letters without their accents, the rest as it is: capitals are often typed without.
pub(crate) fn unaccented(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    text.chars()
        .map(|c| match c {
            'à' | 'â' | 'ä' | 'á' | 'ã' => 'a',
            'ç' => 'c',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'î' | 'ï' | 'í' => 'i',
            'ô' | 'ö' | 'ó' | 'õ' => 'o',
            'ù' | 'û' | 'ü' | 'ú' => 'u',
            'ÿ' => 'y',
            other => other,
        })
        .collect()
}

/// The last part of an address, without query and fragment.
pub(crate) fn file_name(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    path.rsplit(['/', '\\']).next().unwrap_or_default()
}

/// The ending of a file name in lower case; empty when there is none.
pub(crate) fn extension(address: &str) -> String {
    let name = file_name(address);
    name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
}

/// Whether the text is nothing but the name of an image file.
pub(crate) fn is_image_file(text: &str) -> bool {
    let text = text.trim();
    IMAGE_ENDINGS.contains(&extension(text).as_str()) && text.len() < 200
}

/// Whether the text is nothing but an address of the web.
pub(crate) fn is_address(text: &str) -> bool {
    let text = text.trim();
    let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    ["http://", "https://", "www.", "data:"].iter().any(|start| lower.starts_with(start))
        && !text.contains(char::is_whitespace)
}

/// Whether the text is made of characters for private use alone: the drawings of a font of icons,
/// of which nothing can be read out.
pub(crate) fn is_drawn(text: &str) -> bool {
    let private = |c: char| matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10fffd}');
    // In UTF-8 they all begin with these bytes, which most texts hold none of.
    text.bytes().any(|byte| byte >= 0xEE)
        && text.contains(private)
        && text.chars().all(|c| private(c) || c.is_whitespace())
}

/// Whether the plain text is a word or phrase of the list.
pub(crate) fn is_one_of(plain: &str, list: &[&str]) -> bool {
    list.contains(&plain)
}

const IMAGE_ENDINGS: &[&str] =
    &["avif", "bmp", "gif", "ico", "jpeg", "jpg", "png", "svg", "tif", "tiff", "webp"];

#[cfg(test)]
mod tests {
    use super::{file_name, is_address, is_image_file, plain, unaccented};

    #[test]
    fn texts_are_compared_without_their_typography() {
        assert_eq!(plain("  L’Été, c’est «\u{a0}ici\u{a0}» !"), "l été c est ici");
        assert_eq!(unaccented("actualités à œuvrer"), "actualites a œuvrer");
        assert_eq!(file_name("/a/b/c.png?x=/d#e"), "c.png");
        assert!(is_image_file("DSC_0001.JPG") && !is_image_file("Le format .png expliqué ici"));
        assert!(is_address("https://a.example/") && !is_address("https est un protocole"));
    }
}
