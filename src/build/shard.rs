//! Splitting the sites over several machines by a stable hash of their ids.
//!
//! A shard is known from its number alone: shards share nothing and need no coordinator, and a
//! site stays in its shard when others come and go.

use std::fmt;
use std::str::FromStr;

/// One part of the sites: part `index` (from 1) of `count`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    index: u64,
    count: u64,
}

/// A shard that is not written `i/n` with 1 ≤ i ≤ n.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a shard is written i/n with 1 ≤ i ≤ n, such as 2/8; this is “{0}”")]
pub struct NotAShard(pub String);

impl Shard {
    /// The part that the engine of jobs gives this job: `CI_NODE_INDEX` of `CI_NODE_TOTAL`, from 1
    /// (GitLab, `parallel:`), or `JOB_COMPLETION_INDEX`, from 0, of `JOB_COMPLETIONS` (an Indexed
    /// Job of Kubernetes, which has to be told the second). `None` outside of such a job.
    ///
    /// # Errors
    /// A number without its total, or one that is none.
    pub fn of_job(variable: impl Fn(&str) -> Option<String>) -> Result<Option<Self>, NotAShard> {
        let (index, total, first) = if let Some(index) = variable("CI_NODE_INDEX") {
            (index, variable("CI_NODE_TOTAL"), 0)
        } else if let Some(index) = variable("JOB_COMPLETION_INDEX") {
            (index, variable("JOB_COMPLETIONS"), 1)
        } else {
            return Ok(None);
        };
        let total = total.unwrap_or_default();
        let number: Option<u64> = index.parse().ok();
        let text = match number.and_then(|number| number.checked_add(first)) {
            Some(number) => format!("{number}/{total}"),
            None => format!("{index}/{total}"),
        };
        text.parse().map(Some)
    }

    /// True when the site belongs to this part.
    #[must_use]
    pub fn holds(self, site: &str) -> bool {
        let hash = blake3::hash(site.as_bytes());
        let mut first = [0; 8];
        first.copy_from_slice(&hash.as_bytes()[..8]);
        u64::from_le_bytes(first) % self.count == self.index - 1
    }
}

impl FromStr for Shard {
    type Err = NotAShard;

    fn from_str(text: &str) -> Result<Self, NotAShard> {
        let parts = text.split_once('/');
        let numbers = parts.and_then(|(i, n)| Some((i.parse().ok()?, n.parse().ok()?)));
        match numbers {
            Some((index, count)) if 1 <= index && index <= count => Ok(Self { index, count }),
            _ => Err(NotAShard(text.to_owned())),
        }
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.index, self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::Shard;

    #[test]
    fn every_site_is_in_exactly_one_shard() {
        let shards: Vec<Shard> =
            (1..=8).map(|i| format!("{i}/8").parse().expect("a shard")).collect();
        for site in (0..500).map(|n| format!("site-{n}")) {
            assert_eq!(shards.iter().filter(|shard| shard.holds(&site)).count(), 1, "{site}");
        }
    }

    #[test]
    fn the_hash_is_stable() {
        let first: Shard = "1/2".parse().expect("a shard");
        let held: Vec<_> =
            ["amou", "dax", "sabres", "tartas"].into_iter().filter(|s| first.holds(s)).collect();
        assert_eq!(held, ["tartas"]);
    }

    #[test]
    fn the_part_of_a_job_is_read_from_its_variables() {
        let of = |variables: &[(&str, &str)]| {
            let find = |name: &str| variables.iter().find(|(known, _)| *known == name);
            Shard::of_job(|name| find(name).map(|(_, value)| (*value).to_owned()))
                .map(|shard| shard.map(|shard| shard.to_string()))
        };
        assert_eq!(of(&[("CI_NODE_TOTAL", "1")]), Ok(None));
        let gitlab = of(&[("CI_NODE_INDEX", "8"), ("CI_NODE_TOTAL", "8")]);
        assert_eq!(gitlab, Ok(Some("8/8".into())));
        let kubernetes = of(&[("JOB_COMPLETION_INDEX", "0"), ("JOB_COMPLETIONS", "8")]);
        assert_eq!(kubernetes, Ok(Some("1/8".into())));
        assert!(of(&[("JOB_COMPLETION_INDEX", "0")]).is_err());
        assert!(of(&[("JOB_COMPLETION_INDEX", "8"), ("JOB_COMPLETIONS", "8")]).is_err());
        assert!(of(&[("CI_NODE_INDEX", "x"), ("CI_NODE_TOTAL", "8")]).is_err());
    }

    #[test]
    fn what_is_no_shard_is_refused() {
        for text in ["", "1", "0/2", "3/2", "a/b", "1/0", "-1/2"] {
            assert!(text.parse::<Shard>().is_err(), "{text}");
        }
    }
}
