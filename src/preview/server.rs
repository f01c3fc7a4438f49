//! Answering browsers: pages of sites by host name, the list of sites, and what the script in
//! the pages asks.
//!
//! Only names of this machine are answered, so that no page of the web can read the preview
//! under a name of its own (DNS rebinding).

use std::collections::BTreeMap;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use tower_http::services::ServeDir;

use super::{Preview, pages};
use crate::diagnostic::Severity;
use crate::workspace::SiteId;

/// How long a browser is left waiting for a change before it asks again.
const WAIT: Duration = Duration::from_secs(25);

/// Serves until the process is asked to stop (Ctrl+C).
pub(super) fn run(preview: &Arc<Preview>, sockets: Vec<TcpListener>) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let router = Router::new().fallback(answer).with_state(Arc::clone(preview));
    runtime.block_on(async {
        let mut servers = tokio::task::JoinSet::new();
        for socket in sockets {
            socket.set_nonblocking(true)?;
            let socket = tokio::net::TcpListener::from_std(socket)?;
            servers.spawn(axum::serve(socket, router.clone()).into_future());
        }
        tokio::select! {
            stopped = tokio::signal::ctrl_c() => stopped,
            Some(ended) = servers.join_next() => ended.map_err(std::io::Error::other)?,
        }
    })?;
    // Browsers that wait for a change are not waited for.
    runtime.shutdown_background();
    Ok(())
}

async fn answer(State(preview): State<Arc<Preview>>, request: Request) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let name = host.map(|host| host.rsplit_once(':').map_or(host, |(name, _)| name));
    let Some(name) = name.map(str::to_ascii_lowercase) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    if request.uri().path() == "/__parvis/live.js" {
        let script = include_str!("assets/live.js");
        return ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], script)
            .into_response();
    }
    match name.strip_suffix(".localhost") {
        Some(id) => site(preview, id, request).await,
        None if matches!(&*name, "localhost" | "127.0.0.1" | "[:" | "[::1]") => list(&preview),
        None => StatusCode::MISDIRECTED_REQUEST.into_response(),
    }
}

fn list(preview: &Preview) -> Response {
    html(StatusCode::OK, pages::list(preview))
}

async fn site(preview: Arc<Preview>, id: &str, request: Request) -> Response {
    let workspace = preview.workspace();
    let known = workspace.sites.keys().chain(workspace.broken.keys()).find(|known| ***known == *id);
    let Some(id) = known.cloned() else {
        return html(StatusCode::NOT_FOUND, pages::unknown_site(&preview, id));
    };
    if request.uri().path() == "/__parvis/changes" {
        return changes(&preview, &id, request.uri()).await;
    }
    let (asking, asked) = (Arc::clone(&preview), id.clone());
    let path = request.uri().path().to_owned();
    let made = tokio::task::spawn_blocking(move || {
        asking.ask(&asked, |folder| {
            let page = page_file(folder, &path).and_then(|file| std::fs::read(file).ok());
            let missing = || std::fs::read(folder.join("404.html")).unwrap_or_default();
            (folder.to_owned(), page.ok_or_else(missing))
        })
    });
    let Ok((state, (folder, page))) = made.await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    if !folder.is_dir() {
        let page = pages::broken_site(&preview, &state.findings);
        return html(StatusCode::INTERNAL_SERVER_ERROR, live(page.as_bytes(), state.version));
    }
    let missing = match page {
        Ok(page) => return html(StatusCode::OK, live(&page, state.version)),
        Err(missing) => missing,
    };
    match ServeDir::new(&folder).try_call(request).await {
        Ok(response) if response.status() != StatusCode::NOT_FOUND => {
            fresh(response.map(Body::new))
        }
        _ => html(StatusCode::NOT_FOUND, live(&missing, state.version)),
    }
}

/// The HTML file of an address, where there is one. What is no plain path is left to the
/// file server, which knows every trap of it.
fn page_file(folder: &Path, path: &str) -> Option<PathBuf> {
    let path = percent_encoding::percent_decode_str(path.strip_prefix('/')?).decode_utf8().ok()?;
    let plain = |part: &str| part != ".." && part != "." && !part.contains(['\\', '\0', ':']);
    if !path.split('/').all(plain) {
        return None;
    }
    let file = if path.is_empty() || path.ends_with('/') {
        folder.join(&*path).join("index.html")
    } else if path.ends_with(".html") {
        folder.join(&*path)
    } else {
        return None;
    };
    file.is_file().then_some(file)
}

/// Answers when the site changes after the version the browser has, or when it waited enough.
async fn changes(preview: &Preview, id: &SiteId, uri: &Uri) -> Response {
    let after = uri.query().and_then(|query| query.strip_prefix("after="));
    let after: u64 = after.and_then(|after| after.parse().ok()).unwrap_or(0);
    let mut states = preview.states.subscribe();
    let newer = |states: &BTreeMap<SiteId, super::State>| {
        states.get(id).is_some_and(|state| state.version > after)
    };
    // Nothing new in time is an answer too.
    let _ = tokio::time::timeout(WAIT, states.wait_for(newer)).await;
    let state = preview.state(id);
    let body = serde_json::json!({
        "version": state.version,
        "errors": pages::told_of(preview, &state.findings, Severity::Error),
        "warnings": pages::told_of(preview, &state.findings, Severity::Warning),
    });
    fresh(([(header::CONTENT_TYPE, "application/json")], body.to_string()).into_response())
}

/// A page with the script that reloads it.
fn live(page: &[u8], version: u64) -> Vec<u8> {
    let script = format!("<script src=\"/__parvis/live.js\" data-version=\"{version}\"></script>");
    let end = memchr::memmem::rfind(page, b"</body>").unwrap_or(page.len());
    [&page[..end], script.as_bytes(), &page[end..]].concat()
}

fn html(status: StatusCode, page: impl Into<Body>) -> Response {
    fresh(
        (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], page.into()).into_response(),
    )
}

fn fresh(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_stands_at_the_end_of_the_page() {
        let page = live(b"<body><p>a</p></body></html>", 3);
        assert_eq!(
            String::from_utf8_lossy(&page),
            "<body><p>a</p><script src=\"/__parvis/live.js\" data-version=\"3\"></script></body></html>"
        );
    }

    #[test]
    fn an_address_never_leads_out_of_the_site() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let site = folder.path().join("site");
        std::fs::create_dir_all(site.join("a b")).expect("made");
        std::fs::write(folder.path().join("secret.html"), "").expect("written");
        std::fs::write(site.join("a b/index.html"), "").expect("written");
        assert!(page_file(&site, "/a%20b/").is_some());
        for path in [
            "/../secret.html",
            "/%2e%2e/secret.html",
            "/..%2fsecret.html",
            "/a b/../../secret.html",
        ] {
            assert_eq!(page_file(&site, path), None, "{path}");
        }
    }
}
