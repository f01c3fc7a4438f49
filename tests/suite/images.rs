//! Images of a built site: what the page says of them, and what the files do not say.

use std::fs;
use std::io::Cursor;

use crate::support::{AT, TestWorkspace, attributes, select};

/// What the camera wrote in the photograph.
const CAMERA: &str = "Appareil du secretaire";
const PLACE: &str = "43 deg 35 min nord";

/// A photograph of 420 × 210 pixels as a camera lays it down on its side: metadata say which way
/// is up, with what and where it was taken.
fn photograph() -> Vec<u8> {
    let mut jpeg = Vec::new();
    image::RgbImage::from_fn(420, 210, |x, y| image::Rgb([(x % 256) as u8, (y % 256) as u8, 90]))
        .write_to(&mut Cursor::new(&mut jpeg), image::ImageFormat::Jpeg)
        .expect("a picture");
    let mut tiff = b"MM\0\x2a\0\0\0\x08\0\x03".to_vec();
    let texts = 8 + 2 + 3 * 12 + 4;
    let entry = |tag: u16, kind: u16, count: usize, value: [u8; 4]| {
        let mut entry = tag.to_be_bytes().to_vec();
        entry.extend(kind.to_be_bytes());
        entry.extend((count as u32).to_be_bytes());
        entry.extend(value);
        entry
    };
    let place = (texts + CAMERA.len() + 1) as u32;
    tiff.extend(entry(0x010e, 2, PLACE.len() + 1, place.to_be_bytes()));
    tiff.extend(entry(0x010f, 2, CAMERA.len() + 1, (texts as u32).to_be_bytes()));
    // Turned a quarter to the right.
    tiff.extend(entry(0x0112, 3, 1, [0, 6, 0, 0]));
    tiff.extend([0; 4]);
    for text in [CAMERA, PLACE] {
        tiff.extend(text.as_bytes());
        tiff.push(0);
    }
    let mut exif = b"\xff\xe1".to_vec();
    exif.extend(((tiff.len() + 8) as u16).to_be_bytes());
    exif.extend(b"Exif\0\0");
    exif.extend(&tiff);
    jpeg.splice(2..2, exif);
    assert!(contains(&jpeg, CAMERA) && contains(&jpeg, PLACE));
    jpeg
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

fn workspace() -> TestWorkspace {
    TestWorkspace::new()
        .with("sites/amou/photo.jpg", photograph())
        .with(
            "sites/amou/salle.md",
            "---\ntitle: La salle\nimage: {file: photo.jpg, alt: La salle vue du parc, credit: A. Dupont}\n---\n\
             Texte.\n\n![Le parquet](photo.jpg \"Refait en 2025\")\n\nUne autre : ![](photo.jpg \"décorative\").\n",
        )
}

#[test]
fn images_come_in_sizes_and_formats_that_load_fast() {
    let workspace = workspace().built();
    let page = workspace.html("amou/salle/index.html");
    assert_eq!(select(&page, "main picture").len(), 3);
    assert_eq!(attributes(&page, "main img", "alt"), ["La salle vue du parc", "Le parquet", ""]);
    // Upright: the quarter turn is done.
    for (name, value) in [("width", "210"), ("height", "420")] {
        assert!(attributes(&page, "main img", name).iter().all(|found| found == value), "{name}");
    }
    assert_eq!(attributes(&page, "main img", "width").len(), 3);
    assert_eq!(attributes(&page, "main img", "loading"), ["lazy", "lazy"], "the first is in view");
    assert_eq!(select(&page, "main source[type='image/webp']").len(), 3);
    let mut addresses = attributes(&page, "main img", "src");
    for set in attributes(&page, "main source, main img", "srcset") {
        addresses
            .extend(set.split(", ").filter_map(|part| part.split(' ').next().map(str::to_owned)));
    }
    for address in addresses {
        let bytes = fs::read(workspace.path(&format!("public/amou{address}"))).expect("published");
        let image = image::load_from_memory(&bytes).expect("an image");
        assert_eq!((image.width(), image.height()), (210, 420), "{address}");
    }
    let caption = crate::support::text(&page, ".body figure figcaption");
    assert!(caption.contains("Refait en 2025"), "{caption}");
}

// A photograph says where it was taken, and with whose telephone.
#[test]
fn metadata_are_not_published() {
    let workspace = workspace().built();
    assert!(!workspace.has("amou/photo.jpg"), "never the original");
    let images = workspace.tree("public/amou/media");
    assert!(!images.is_empty());
    for (name, bytes) in images {
        for secret in [CAMERA, PLACE, "Exif"] {
            assert!(!contains(&bytes, secret), "{name}: {secret}");
        }
    }
}

#[test]
fn copies_are_made_once_for_all_sites_and_builds() {
    let workspace = workspace()
        .site("dax", "Dax")
        .with("sites/dax/halle.jpg", photograph())
        .with("sites/dax/halle.md", "---\ntitle: La halle\n---\n![La halle](halle.jpg)\n")
        .built();
    let made = || {
        let times = workspace.names(".parvis/cache").into_iter();
        let times = times.filter(|name| name.starts_with("images/"));
        let time = |name: &String| {
            let file = workspace.path(&format!(".parvis/cache/{name}"));
            fs::metadata(file).and_then(|file| file.modified()).expect("a time")
        };
        times.map(|name| (time(&name), name)).collect::<Vec<_>>()
    };
    let first = made();
    let manifests = first.iter().filter(|(_, name)| name.ends_with("manifest.json"));
    assert_eq!(manifests.count(), 1, "{first:#?}");
    workspace.remove("public");
    workspace.build().ends(0);
    assert_eq!(made(), first, "nothing was made again");
    // What is missing or cut in the cache is made again, and the output is the same.
    let before = workspace.tree("public");
    workspace.remove("public");
    let (_, copy) = first.iter().find(|(_, name)| name.ends_with(".jpg")).expect("a copy");
    workspace.file(&format!(".parvis/cache/{copy}"), "");
    workspace.build().ends(0);
    assert!(workspace.tree("public") == before);
}

// What another build or a preview may still use stays; what nobody used for long goes.
#[test]
fn the_cache_does_not_grow_for_ever() {
    let workspace = workspace().built();
    let manifests = || {
        let names = workspace.names(".parvis/cache").into_iter();
        names.filter(|name| name.ends_with("manifest.json")).collect::<Vec<_>>()
    };
    let force = |words: &[&str]| {
        workspace.run(&[&["build", "--at", AT, "--force"], words].concat()).ends(0);
        manifests().len()
    };
    let made = manifests().len();
    workspace.file("sites/amou/salle.md", "---\ntitle: La salle\n---\nSans image.\n");
    assert_eq!(force(&[]), made, "used a moment ago");
    let long_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(30 * 24 * 60 * 60);
    for name in manifests() {
        let file = workspace.path(&format!(".parvis/cache/{name}"));
        let file = fs::OpenOptions::new().append(true).open(file).expect("there");
        file.set_modified(long_ago).expect("dated");
    }
    assert_eq!(force(&["--shard", "1/1"]), made, "one of several jobs");
    assert_eq!(force(&[]), made - 1);
}

// A picture is fetched as wide as it is shown: a crest is not fetched as if it were a photograph,
// nor the picture behind the home page as if it were one in a text.
#[test]
fn each_lead_picture_is_as_wide_as_its_place() {
    let page = "---\ntitle: La salle\nimage: {file: photo.jpg, alt: La salle}\n---\nTexte.\n";
    let workspace = TestWorkspace::empty()
        .site_with("amou", "Amou", "crest: photo.jpg\n")
        .with("sites/amou/photo.jpg", photograph())
        .with("sites/amou/index.md", page)
        .with("sites/amou/salle.md", page)
        .built();
    let sizes = |path: &str, selector: &str| {
        attributes(&workspace.html(path), &format!("{selector} source"), "sizes").join(" ; ")
    };
    assert_eq!(sizes("amou/index.html", ".panorama"), "100vw");
    assert_eq!(sizes("amou/salle/index.html", "figure"), "(min-width: 48rem) 46rem, 100vw");
    assert_eq!(sizes("amou/salle/index.html", ".crest"), "8rem");
}

// A player takes no choice of sizes: it gets the light copy that is as wide as it is shown.
#[test]
fn the_picture_of_a_film_is_a_light_copy() {
    let mut picture = Cursor::new(Vec::new());
    let large = image::RgbImage::from_pixel(1300, 650, image::Rgb([90, 120, 60]));
    large.write_to(&mut picture, image::ImageFormat::Jpeg).expect("JPEG");
    let workspace = TestWorkspace::empty()
        .site("amou", "Amou")
        .with("sites/amou/photo.jpg", picture.into_inner())
        .with("sites/amou/fete.mp4", b"\0\0\0\x18ftypmp42")
        .with("sites/amou/fete.vtt", "WEBVTT\n\n00:00.000 --> 00:02.000\nBonjour\n")
        .with(
            "sites/amou/fete.md",
            "---\ntitle: La fête\nvideo:\n  file: fete.mp4\n  title: La fête\n  captions: fete.vtt\n  \
             transcript: \"#transcription\"\n  poster: photo.jpg\n---\n## Transcription\n\nTexte.\n",
        )
        .built();
    let posters = attributes(&workspace.html("amou/fete/index.html"), "video", "poster");
    assert!(posters[0].ends_with("-800.webp"), "{posters:?}");
    assert!(workspace.has(&format!("amou{}", posters[0])));
}
