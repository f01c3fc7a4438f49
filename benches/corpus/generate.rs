//! Writes one seeded corpus twice: as a Parvis workspace and as Hugo sites.
//!
//! Both sides get the same Markdown bodies, the same titles, dates and categories, and templates that do
//! the same work, so that `benches/compare.sh` compares programs and not texts. The same arguments always
//! give the same bytes: there is no clock and no random source beside `--seed`.
//!
//! It never writes over an existing corpus, and it never runs a site generator.
//!
//! ```text
//! cargo run --release --example corpus -- --sites 232 --pages 200 --out target/compare/corpus
//! ```

mod text;
mod town;
mod write;

use std::error::Error;
use std::path::PathBuf;

use crate::town::Town;
use crate::write::Writer;

const USAGE: &str = "usage: corpus [--sites N] [--pages N] [--seed N] --out DIR";

/// What the command line asks for; the defaults are the corpus of the project's figures.
struct Arguments {
    sites: usize,
    pages: usize,
    seed: u64,
    out: PathBuf,
}

fn arguments() -> Result<Arguments, Box<dyn Error>> {
    let mut parsed = Arguments { sites: 232, pages: 200, seed: 40, out: PathBuf::new() };
    let mut words = std::env::args().skip(1);
    while let Some(name) = words.next() {
        let value = words.next().ok_or(USAGE)?;
        match name.as_str() {
            "--sites" => parsed.sites = value.parse()?,
            "--pages" => parsed.pages = value.parse()?,
            "--seed" => parsed.seed = value.parse()?,
            "--out" => parsed.out = PathBuf::from(value),
            _ => return Err(USAGE.into()),
        }
    }
    if parsed.out.as_os_str().is_empty() || parsed.sites == 0 || parsed.pages < 20 {
        return Err(USAGE.into());
    }
    Ok(parsed)
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = arguments()?;
    let writer = Writer::create(&arguments.out)?;
    let mut source_bytes = 0;
    for number in 0..arguments.sites {
        let town = Town::generate(number, arguments.pages, arguments.seed);
        source_bytes += writer.town(&town)?;
    }
    println!(
        "{} sites, {} pages, {:.1} MB of Markdown in {}",
        arguments.sites,
        arguments.sites * arguments.pages,
        source_bytes as f64 / 1e6,
        arguments.out.display()
    );
    Ok(())
}
