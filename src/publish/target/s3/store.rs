//! The object store: what is asked of it, and what people are told when it refuses.
//!
//! Requests that fail in passing (500, 429, a cut connection) are made again, ever later. What is
//! told never holds an answer's text: stores repeat access keys in theirs. It never decides what
//! is stored.

use std::future::Future;
use std::sync::{Arc, Once};
use std::time::Duration;

use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::path::Path;
use object_store::{
    Attribute, Attributes, BackoffConfig, ClientOptions, Error, ObjectStore, ObjectStoreExt as _,
    PutMode, PutMultipartOptions, PutOptions, PutPayload, RetryConfig, UpdateVersion,
};
use tokio::task::JoinSet;

use crate::diagnostic::Diagnostic;
use crate::publish::class::CacheClass;
use crate::workspace::S3Settings;

/// Requests on their way at once.
pub(super) const AT_ONCE: usize = 16;

/// How often a request is made again: 0.1 s, 0.2 s, 0.4 s … later, 12 s in all.
const ATTEMPTS: usize = 7;

/// How long one request may take; files that are longer than a part go in parts.
const PATIENCE: Duration = Duration::from_secs(120);

/// Where the store's own files lie: beside the sites, and not for the public.
const OWN: &str = ".parvis";

/// A bucket, and what all keys of ours begin with.
#[derive(Debug, Clone)]
pub(super) struct Store {
    s3: Arc<AmazonS3>,
    prefix: String,
    /// The bucket, for people.
    pub(super) place: String,
}

/// What an object is served with.
#[derive(Debug, Clone)]
pub(super) struct Served {
    pub(super) content_type: String,
    pub(super) class: CacheClass,
    pub(super) encoding: Option<&'static str>,
}

impl Served {
    fn attributes(&self) -> Attributes {
        let mut attributes = Attributes::new();
        attributes.insert(Attribute::ContentType, self.content_type.clone().into());
        attributes.insert(Attribute::CacheControl, self.class.cache_control().into());
        if let Some(encoding) = self.encoding {
            attributes.insert(Attribute::ContentEncoding, encoding.into());
        }
        attributes
    }
}

/// Why a conditional put was not made.
#[derive(Debug)]
pub(super) enum Unwritten {
    /// Somebody else wrote meanwhile.
    Conflict,
    /// Anything else.
    Failed(Diagnostic),
}

impl Store {
    /// Reaches the bucket of these settings. The keys come from the environment.
    ///
    /// # Errors
    /// `publish-setting-missing`, `s3-no-credentials`, `s3-settings-refused`.
    pub(super) fn open(settings: &S3Settings) -> Result<Self, Diagnostic> {
        static PROVIDER: Once = Once::new();
        PROVIDER.call_once(|| {
            // An error means that somebody else chose one already, which is as good.
            let _ = rustls::crypto::ring::default_provider().install_default();
        });
        let Some(bucket) = settings.bucket.as_deref().filter(|bucket| !bucket.is_empty()) else {
            return Err(
                Diagnostic::error("publish-setting-missing").arg("key", "publish.s3.bucket")
            );
        };
        // Without any of these the library would ask a machine that answers in some clouds only.
        const SOURCES: [&str; 5] = [
            "AWS_ACCESS_KEY_ID",
            "AWS_WEB_IDENTITY_TOKEN_FILE",
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            "AWS_METADATA_ENDPOINT",
        ];
        if SOURCES.iter().all(|name| std::env::var_os(name).is_none_or(|value| value.is_empty())) {
            return Err(Diagnostic::error("s3-no-credentials"));
        }
        let options = ClientOptions::new()
            .with_connect_timeout(Duration::from_secs(5))
            .with_timeout(PATIENCE)
            .with_allow_http(true);
        let retry = RetryConfig {
            backoff: BackoffConfig {
                init_backoff: Duration::from_millis(100),
                max_backoff: Duration::from_secs(10),
                base: 2.0,
            },
            max_retries: ATTEMPTS,
            retry_timeout: PATIENCE,
        };
        let mut builder = AmazonS3Builder::from_env()
            .with_bucket_name(bucket)
            .with_client_options(options)
            .with_retry(retry);
        if let Some(endpoint) = &settings.endpoint {
            builder = builder.with_endpoint(endpoint.trim_end_matches('/'));
        }
        if let Some(region) = &settings.region {
            builder = builder.with_region(region);
        }
        let s3 = builder.build().map_err(|error| {
            Diagnostic::error("s3-settings-refused").arg("detail", reason(&error))
        })?;
        let prefix = settings.prefix.as_deref().unwrap_or_default().trim_matches('/');
        let prefix = if prefix.is_empty() { String::new() } else { format!("{prefix}/") };
        let endpoint = settings.endpoint.as_deref();
        let endpoint = endpoint.map_or("s3:/", |endpoint| endpoint.trim_end_matches('/'));
        let place = format!("{endpoint}/{bucket}/{prefix}");
        Ok(Self { s3: Arc::new(s3), prefix, place })
    }

    /// The key of a file that visitors ask for.
    pub(super) fn public(&self, site: &str, path: &str) -> Result<Path, Diagnostic> {
        self.key(&format!("{}{site}/{path}", self.prefix))
    }

    /// The key of a file that Parvis keeps for itself.
    pub(super) fn own(&self, site: &str, name: &str) -> Result<Path, Diagnostic> {
        self.key(&format!("{}{OWN}/{site}/{name}", self.prefix))
    }

    fn key(&self, key: &str) -> Result<Path, Diagnostic> {
        Path::parse(key).map_err(|_| Diagnostic::error("publish-path-refused").arg("file", key))
    }

    /// An object's bytes and its version; `None` where there is none.
    pub(super) async fn get(
        &self,
        key: &Path,
    ) -> Result<Option<(Vec<u8>, UpdateVersion)>, Diagnostic> {
        let read = || async {
            let found = self.s3.get(key).await?;
            let version = UpdateVersion {
                e_tag: found.meta.e_tag.clone(),
                version: found.meta.version.clone(),
            };
            Ok((found.bytes().await?.to_vec(), version))
        };
        match again(read).await {
            Ok(found) => Ok(Some(found)),
            Err(Error::NotFound { source, .. }) if !told(&*source).contains("NoSuchBucket") => {
                Ok(None)
            }
            Err(error) => Err(self.refused(&error)),
        }
    }

    /// Stores an object, whatever was there.
    pub(super) async fn put(
        &self,
        key: &Path,
        bytes: Vec<u8>,
        served: Option<&Served>,
    ) -> Result<(), Diagnostic> {
        let payload = PutPayload::from(bytes);
        let attributes = served.map(Served::attributes).unwrap_or_default();
        let write = || async {
            let options = PutOptions { attributes: attributes.clone(), ..Default::default() };
            self.s3.put_opts(key, payload.clone(), options).await
        };
        again(write).await.map(drop).map_err(|error| self.refused(&error))
    }

    /// Stores an object if what is there is `version`, or if nothing is there.
    pub(super) async fn put_if(
        &self,
        key: &Path,
        bytes: &[u8],
        version: Option<&UpdateVersion>,
    ) -> Result<UpdateVersion, Unwritten> {
        let payload = PutPayload::from(bytes.to_vec());
        let mode = version.map_or(PutMode::Create, |version| PutMode::Update(version.clone()));
        let write = || async {
            let options = PutOptions { mode: mode.clone(), ..Default::default() };
            self.s3.put_opts(key, payload.clone(), options).await
        };
        match again(write).await {
            Ok(written) => Ok(UpdateVersion { e_tag: written.e_tag, version: written.version }),
            Err(Error::AlreadyExists { .. } | Error::Precondition { .. }) => {
                // The answer to a first attempt may have been lost, and the second refused for
                // what the first wrote.
                match self.get(key).await.map_err(Unwritten::Failed)? {
                    Some((held, version)) if held == bytes => Ok(version),
                    _ => Err(Unwritten::Conflict),
                }
            }
            Err(error) => Err(Unwritten::Failed(self.refused(&error))),
        }
    }

    /// Begins an object that is sent part by part.
    pub(super) async fn put_parts(
        &self,
        key: &Path,
        served: &Served,
    ) -> Result<Box<dyn object_store::MultipartUpload>, Diagnostic> {
        let attributes = served.attributes();
        let begin = || async {
            let options =
                PutMultipartOptions { attributes: attributes.clone(), ..Default::default() };
            self.s3.put_multipart_opts(key, options).await
        };
        again(begin).await.map_err(|error| self.refused(&error))
    }

    /// Copies an object within the store, and says whether there was one.
    pub(super) async fn copy(&self, from: &Path, to: &Path) -> Result<bool, Diagnostic> {
        match again(|| self.s3.copy(from, to)).await {
            Ok(()) => Ok(true),
            Err(Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(self.refused(&error)),
        }
    }

    /// Removes an object; one that is not there is no error.
    pub(super) async fn delete(&self, key: &Path) -> Result<(), Diagnostic> {
        match again(|| self.s3.delete(key)).await {
            Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(self.refused(&error)),
        }
    }

    /// The names of the objects right below a key, and of the folders there, which end with `/`.
    pub(super) async fn names(&self, below: &Path) -> Result<Vec<String>, Diagnostic> {
        let list = || self.s3.list_with_delimiter(Some(below));
        let found = again(list).await.map_err(|error| self.refused(&error))?;
        let objects = found.objects.iter().filter_map(|object| object.location.filename());
        let folders = found.common_prefixes.iter().filter_map(|folder| folder.filename());
        let folders = folders.map(|name| format!("{name}/"));
        Ok(objects.map(str::to_owned).chain(folders).collect())
    }

    /// Makes sure that the store keeps to the conditions of a put: they are the only lock.
    ///
    /// # Errors
    /// `s3-no-conditions` where it does not.
    pub(super) async fn check_conditions(&self) -> Result<(), Diagnostic> {
        let key = self.key(&format!("{}{OWN}/conditions", self.prefix))?;
        self.put(&key, b"if-none-match".to_vec(), None).await?;
        let created = self.put_if(&key, b"created although there", None).await;
        let other = UpdateVersion { e_tag: Some("\"0\"".to_owned()), version: None };
        let updated = self.put_if(&key, b"updated although other", Some(&other)).await;
        for written in [created, updated] {
            match written {
                Err(Unwritten::Conflict) => {}
                Ok(_) => {
                    return Err(Diagnostic::error("s3-no-conditions").arg("place", &*self.place));
                }
                Err(Unwritten::Failed(finding)) => return Err(finding),
            }
        }
        Ok(())
    }

    /// What is told of an error that stays.
    pub(super) fn refused(&self, error: &Error) -> Diagnostic {
        let text = told(error);
        let code = match error {
            _ if text.contains("NoSuchBucket") => "s3-bucket-missing",
            _ if text.contains("RequestTimeTooSkewed") => "s3-clock",
            Error::PermissionDenied { .. } | Error::Unauthenticated { .. } => "s3-refused",
            _ if text.contains("status code: ") => "s3-unavailable",
            _ => "s3-unreachable",
        };
        Diagnostic::error(code).arg("place", &*self.place).arg("detail", reason(error))
    }
}

/// Makes a request again when its connection was cut in a way the library does not take for one
/// that may be made again; all of ours may.
async fn again<T, F: Future<Output = Result<T, Error>>>(
    request: impl Fn() -> F,
) -> Result<T, Error> {
    let mut pause = Duration::from_millis(100);
    for _ in 0..4 {
        match request().await {
            Err(error @ Error::Generic { .. }) if !told(&error).contains("status code: ") => {
                tokio::time::sleep(pause).await;
                pause *= 2;
            }
            result => return result,
        }
    }
    request().await
}

/// An error with all that caused it. Never shown: it may hold what the store answered.
fn told(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        text.push_str(": ");
        text.push_str(&error.to_string());
        source = error.source();
    }
    text
}

/// What of an error may be shown: the answer's status and the store's word for it, or what became
/// of the connection.
fn reason(error: &Error) -> String {
    let text = told(error);
    let after = |mark: &str, end: &[char]| {
        let (_, rest) = text.split_once(mark)?;
        rest.split(end).next().map(str::trim).filter(|word| !word.is_empty())
    };
    let words = [after("status code: ", &[':']), after("<Code>", &['<'])];
    let words: Vec<&str> = words.into_iter().flatten().collect();
    if !words.is_empty() {
        return words.join(", ");
    }
    let mut deepest: &dyn std::error::Error = error;
    while let Some(source) = deepest.source() {
        deepest = source;
    }
    deepest.to_string()
}

/// Does `work` for all items, several at once; after the first error nothing more is begun, and
/// what is on its way is waited for.
pub(super) async fn each<T, R, F>(
    items: Vec<T>,
    work: impl Fn(T) -> F,
) -> Result<Vec<R>, Diagnostic>
where
    R: Send + 'static,
    F: Future<Output = Result<R, Diagnostic>> + Send + 'static,
{
    let (mut tasks, mut results, mut failed) = (JoinSet::new(), Vec::new(), None);
    let mut items = items.into_iter();
    loop {
        while tasks.len() < AT_ONCE && failed.is_none() {
            let Some(item) = items.next() else { break };
            tasks.spawn(work(item));
        }
        match tasks.join_next().await {
            None => break,
            Some(Ok(Ok(result))) => results.push(result),
            Some(Ok(Err(finding))) => failed = failed.or(Some(finding)),
            Some(Err(error)) => {
                let finding = Diagnostic::error("s3-task-ended").arg("detail", error.to_string());
                failed = failed.or(Some(finding));
            }
        }
    }
    failed.map_or(Ok(results), Err)
}
