//! Films: one of the site with its player, captions and transcript, or a link to where it is
//! shown. Nothing is asked of a third party before somebody follows the link.

use super::Core;
use super::links::Internal;
use super::media::{self, UsedImages};
use super::urls;
use super::view::{CaptionsView, LinkView, VideoFileView, VideoView};
use crate::content::{Duration, NamedFile, Video, VideoPlace};
use crate::diagnostic::{Diagnostic, Location};
use crate::markdown::{LinkRequest, Rendered};
use crate::media::document::Kind;
use crate::workspace::SourceFile;
use std::sync::Arc;

/// Who shows films, by the end of the host's name.
const SERVICES: &[(&str, &str)] = &[
    ("youtube.com", "YouTube"),
    ("youtu.be", "YouTube"),
    ("youtube-nocookie.com", "YouTube"),
    ("dailymotion.com", "Dailymotion"),
    ("dai.ly", "Dailymotion"),
    ("vimeo.com", "Vimeo"),
    ("arte.tv", "Arte"),
    ("france.tv", "France.tv"),
    ("canal-u.tv", "Canal-U"),
    ("twitch.tv", "Twitch"),
    ("facebook.com/watch", "Facebook"),
];

/// A text that has this word holds a transcript, or leads to one.
const TRANSCRIPT: &str = "transcri";

/// True for a file that a page plays.
pub(super) fn is_video(path: &str) -> bool {
    let extension = path.rsplit('.').next().unwrap_or_default();
    matches!(Kind::of_extension(extension), Some(Kind::Mp4 | Kind::Webm))
}

/// Who shows a film at an address; `None` for the rest of the web.
pub(super) fn service(address: &str) -> Option<&'static str> {
    let (host, path) = host(address)?;
    SERVICES.iter().find_map(|(site, name)| {
        let (site, below) = site.split_once('/').unwrap_or((site, ""));
        let of = host == site || host.strip_suffix(site).is_some_and(|rest| rest.ends_with('.'));
        // The front page of a service is no film.
        (of && !path.is_empty() && path.starts_with(below)).then_some(*name)
    })
}

fn host(address: &str) -> Option<(String, &str)> {
    let (_, rest) = address.split_once("://")?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    Some((host.to_ascii_lowercase(), path))
}

/// The film of an entry's front matter.
pub(super) fn of_entry(
    core: &Core<'_>,
    index: usize,
    video: &Video,
    body: &Rendered,
    images: &UsedImages,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<VideoView> {
    let entry = &core.entries[index];
    let mut view = VideoView {
        title: video.title.clone(),
        url: String::new(),
        duration: video.duration.map(Duration::text),
        file: None,
        service: None,
        transcript: None,
    };
    let mut written = false;
    if let Some(link) = &video.transcript {
        let place = || core.locate(index, &["video", "transcript"]);
        match transcript(core, index, link, body) {
            Ok(url) => {
                view.transcript = Some(LinkView { title: video.title.clone(), url });
                written = true;
            }
            Err(finding) => diagnostics.push(finding.arg("target", link.as_str()).at(place())),
        }
    }
    match &video.place {
        VideoPlace::Elsewhere(url) => {
            let name = service(url).map(str::to_owned).or_else(|| Some(host(url)?.0));
            view.service = name;
            view.url.clone_from(url);
        }
        VideoPlace::File { file, captions, poster, silent } => {
            let found = film(core, &entry.path, file, || entry.source.locate(file.1.clone()));
            let film = found.map_err(|finding| diagnostics.push(finding)).ok()?;
            let mut player = player(core, film).map_err(|f| diagnostics.push(f)).ok()?;
            view.url = format!("/{}", urls::encode(&film.path));
            match captions {
                Some(named) => {
                    let place = || entry.source.locate(named.1.clone());
                    match named_file(core, &entry.path, named, place) {
                        Ok(file) => player.captions = captions_view(core, file, diagnostics),
                        Err(finding) => diagnostics.push(finding),
                    }
                }
                None if *silent => {}
                None => diagnostics.push(
                    Diagnostic::error("film-captions-missing")
                        .arg("title", video.title.as_str())
                        .arg("file", "front-matter")
                        .at(entry.source.locate(file.1.clone())),
                ),
            }
            if let Some(named) = poster {
                let place = || entry.source.locate(named.1.clone());
                player.poster = poster_of(core, &entry.path, named, place, images, diagnostics);
            }
            let text = &entry.source.text[entry.body.clone()];
            if !written && video.transcript.is_none() && !speaks_of_transcript(text) {
                diagnostics.push(
                    Diagnostic::warning("video-transcript-missing")
                        .arg("title", video.title.as_str())
                        .at(core.locate(index, &["video"])),
                );
            }
            view.file = Some(player);
        }
    }
    Some(view)
}

fn speaks_of_transcript(text: &str) -> bool {
    text.to_lowercase().contains(TRANSCRIPT)
}

/// A file of the site that is alone in a paragraph: its captions and its transcript are the files
/// beside it that have its name.
pub(super) fn of_link(
    core: &Core<'_>,
    request: &LinkRequest<'_>,
    file: &SourceFile,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<VideoView> {
    let mut player = player(core, file).map_err(|finding| diagnostics.push(finding)).ok()?;
    let stem = file.path.rsplit_once('.').map_or(&*file.path, |(stem, _)| stem);
    let name = stem.rsplit('/').next().unwrap_or(stem);
    let (duration, silent) = in_title(request, diagnostics);
    match captions_beside(core, stem) {
        Some(captions) => player.captions = captions_view(core, captions, diagnostics),
        None if silent => {}
        None => diagnostics.push(
            Diagnostic::error("film-captions-missing")
                .arg("title", request.text)
                .arg("file", format!("{name}.vtt"))
                .at(request.location()),
        ),
    }
    let page = core.by_path.get(format!("{stem}.md").as_str()).copied();
    let transcript = page.filter(|page| core.live[*page]).map(|page| LinkView {
        title: request.text.to_owned(),
        url: urls::encode(&core.entries[page].url),
    });
    let after = &request.source.text[request.range.end..];
    if transcript.is_none() && !speaks_of_transcript(after) {
        diagnostics.push(
            Diagnostic::warning("video-transcript-missing")
                .arg("title", request.text)
                .at(request.location()),
        );
    }
    Some(VideoView {
        title: request.text.to_owned(),
        url: format!("/{}", urls::encode(&file.path)),
        duration,
        file: Some(player),
        service: None,
        transcript,
    })
}

/// A film shown elsewhere, alone in a paragraph.
pub(super) fn of_address(
    request: &LinkRequest<'_>,
    service: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> VideoView {
    VideoView {
        title: request.text.to_owned(),
        url: request.dest.to_owned(),
        duration: in_title(request, diagnostics).0,
        file: None,
        service: Some(service.to_owned()),
        transcript: None,
    }
}

/// What the words in quotes after an address say of a film: its duration, and whether it is
/// silent: `(film.mp4 "3:20, sans paroles")`.
fn in_title(
    request: &LinkRequest<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Option<String>, bool) {
    let (mut duration, mut silent) = (None, false);
    for word in request.title.split(',').map(str::trim).filter(|word| !word.is_empty()) {
        if ["sans paroles", "muet", "muette", "silent"].contains(&word.to_lowercase().as_str()) {
            silent = true;
        } else if let Some(read) = Duration::parse(word) {
            duration = Some(read.text());
        } else {
            let finding = Diagnostic::warning("video-duration-invalid").arg("value", word);
            diagnostics.push(finding.at(request.location()));
        }
    }
    (duration, silent)
}

/// The captions that lie beside a film: `fete.vtt`, else `fete.fr.vtt`, else any other language.
fn captions_beside<'c>(core: &'c Core<'_>, stem: &str) -> Option<&'c SourceFile> {
    let own = core.files.get(format!("{stem}.vtt").as_str());
    let language = || core.files.get(format!("{stem}.{}.vtt", core.site.language).as_str());
    let any = || {
        let begins = format!("{stem}.");
        let other = |path: &&Arc<str>| {
            let tag = path.strip_prefix(&*begins).and_then(|rest| rest.strip_suffix(".vtt"));
            tag.is_some_and(crate::workspace::is_language)
        };
        core.files.keys().filter(other).min().and_then(|path| core.files.get(path))
    };
    own.or_else(language).or_else(any)
}

fn player(core: &Core<'_>, file: &SourceFile) -> Result<VideoFileView, Diagnostic> {
    let document = core.library.document(file)?;
    Ok(VideoFileView {
        media_type: document.media_type(),
        label: media::document_label(&document, None, &core.site.language),
        captions: None,
        poster: None,
    })
}

fn captions_view(
    core: &Core<'_>,
    file: &SourceFile,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<CaptionsView> {
    let document = core.library.document(file).map_err(|finding| diagnostics.push(finding)).ok()?;
    if document.kind != Some(Kind::Vtt) {
        let place = Location::file(Arc::clone(&file.name));
        diagnostics.push(Diagnostic::error("video-captions-not-vtt").at(place));
        return None;
    }
    let name = file.path.rsplit('/').next().unwrap_or_default();
    let tag = name.strip_suffix(".vtt").and_then(|stem| stem.rsplit_once('.')).map(|(_, tag)| tag);
    let language = tag.filter(|tag| crate::workspace::is_language(tag));
    let language = language.unwrap_or(core.site.language.as_str());
    Some(CaptionsView {
        url: format!("/{}", urls::encode(&file.path)),
        language: language.to_owned(),
    })
}

/// The file a name means, of any kind but those a browser would run.
fn named_file<'c>(
    core: &'c Core<'_>,
    path: &str,
    (name, _): &NamedFile,
    place: impl Fn() -> Location,
) -> Result<&'c SourceFile, Diagnostic> {
    match core.internal(path, name) {
        Internal::File(file) if media::is_active(&file.path) => {
            let finding = Diagnostic::error("link-to-active-file").arg("target", name.as_str());
            Err(finding.at(place()))
        }
        Internal::File(file) => Ok(file),
        _ => Err(Diagnostic::error("document-missing")
            .arg("target", name.as_str())
            .arg("suggestion", core.near(path, name))
            .at(place())),
    }
}

fn film<'c>(
    core: &'c Core<'_>,
    path: &str,
    named: &NamedFile,
    place: impl Fn() -> Location,
) -> Result<&'c SourceFile, Diagnostic> {
    let file = named_file(core, path, named, &place)?;
    if is_video(&file.path) {
        return Ok(file);
    }
    Err(Diagnostic::error("video-not-a-video").arg("target", named.0.as_str()).at(place()))
}

fn poster_of(
    core: &Core<'_>,
    path: &str,
    (name, _): &NamedFile,
    place: impl Fn() -> Location,
    images: &UsedImages,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<String> {
    let file = core.image_file(path, name, &place, diagnostics)?;
    match core.library.image(file) {
        Ok(image) => {
            images.add(&image);
            media::poster(&image)
        }
        Err(finding) => {
            diagnostics.push(finding.related(place()));
            None
        }
    }
}

/// Where a transcript is: an anchor of the entry's own text, a page or a file.
fn transcript(
    core: &Core<'_>,
    index: usize,
    link: &str,
    body: &Rendered,
) -> Result<String, Diagnostic> {
    let entry = &core.entries[index];
    if let Some(anchor) = link.strip_prefix('#') {
        if body.ids.iter().any(|id| id == anchor) {
            return Ok(link.to_owned());
        }
        let ids = body.ids.iter().map(String::as_str);
        let near = crate::diagnostic::suggestion(anchor, ids).unwrap_or_default();
        return Err(Diagnostic::error("anchor-missing")
            .arg("anchor", anchor)
            .arg("suggestion", near));
    }
    match core.internal(&entry.path, link) {
        Internal::Entry(page) if core.live[page] => Ok(urls::encode(&core.entries[page].url)),
        Internal::Entry(_) => Err(Diagnostic::warning("link-target-unpublished")),
        Internal::File(file) if !media::is_active(&file.path) => {
            Ok(format!("/{}", urls::encode(&file.path)))
        }
        _ => Err(Diagnostic::error("link-target-missing")
            .arg("suggestion", core.near(&entry.path, link))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_are_known_by_their_host_and_a_path() {
        for (address, name) in [
            ("https://www.youtube.com/watch?v=abc", Some("YouTube")),
            ("https://youtu.be/abc", Some("YouTube")),
            ("https://vimeo.com/123", Some("Vimeo")),
            ("https://www.facebook.com/watch/?v=1", Some("Facebook")),
            ("https://www.facebook.com/commune", None),
            ("https://www.youtube.com/", None),
            ("https://notyoutube.com/watch", None),
            ("https://amou.example/youtube.com/", None),
        ] {
            assert_eq!(service(address), name, "{address}");
        }
    }
}
