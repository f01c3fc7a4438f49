//! Changes to an audit file from the command line: only the lines of the criteria concerned are
//! written anew, all others stay as their author left them.
//!
//! What comes out is read again before it is believed.

use super::file::{Audit, NonConformity, read};
use super::open::lines;
use super::status::{Impact, Status};
use crate::accessibility::standard::Standard;
use crate::diagnostic::{Diagnostic, Source};

/// A status for a criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The criterion, e.g. `1.1`.
    pub criterion: String,
    /// The pages by their ids; empty for all that are still to be tested.
    pub pages: Vec<String>,
    /// Their status.
    pub status: Status,
    /// What does not conform, or a remark.
    pub comment: Option<String>,
    /// Whom it hinders how much.
    pub impact: Option<Impact>,
}

/// The text of the file with the changes made.
///
/// # Errors
/// `audit-criterion-unknown`, `audit-page-unknown`, `audit-set-nothing`, `audit-set-by-hand`.
pub fn set(audit: &Audit, changes: &[Change]) -> Result<String, Diagnostic> {
    let mut audit = audit.clone();
    let mut ranks = Vec::new();
    for change in changes {
        let criteria = &Standard::rgaa().criteria;
        let number = change.criterion.as_str();
        let Some(rank) = criteria.iter().position(|criterion| criterion.number == number) else {
            let known = criteria.iter().map(|criterion| criterion.number.as_str());
            return Err(Diagnostic::unknown("audit-criterion-unknown", number, known));
        };
        let pages = pages(&audit, rank, change)?;
        let Some(result) = audit.results.get_mut(rank) else { continue };
        for page in &pages {
            result.recorded[*page] = change.status;
        }
        // What is no longer a fault is no longer described.
        for finding in &mut result.findings {
            finding.pages.retain(|page| result.recorded.get(*page) == Some(&Status::NC));
        }
        result.findings.retain(|finding| !finding.pages.is_empty());
        match (&change.comment, change.status) {
            (Some(description), Status::NC) => result.findings.push(NonConformity {
                pages,
                description: description.clone(),
                impact: change.impact,
                solution: None,
                quick: false,
            }),
            (Some(comment), _) => result.comment = Some(comment.clone()),
            (None, _) => {}
        }
        ranks.push(rank);
    }
    rewritten(&audit, &ranks)
        .ok_or_else(|| Diagnostic::error("audit-set-by-hand").at(audit.source.whole()))
}

fn pages(audit: &Audit, rank: usize, change: &Change) -> Result<Vec<usize>, Diagnostic> {
    if change.pages.is_empty() {
        let result = audit.results.get(rank);
        let untested = |page: &usize| {
            result.is_some_and(|result| {
                result.recorded[*page] == Status::NT && result.automatic[*page] == Status::NT
            })
        };
        let pages: Vec<usize> = (0..audit.pages.len()).filter(untested).collect();
        if pages.is_empty() {
            let criterion = change.criterion.as_str();
            return Err(Diagnostic::error("audit-set-nothing").arg("criterion", criterion));
        }
        return Ok(pages);
    }
    let find = |id: &String| {
        audit.pages.iter().position(|page| page.id == *id).ok_or_else(|| {
            let known = audit.pages.iter().map(|page| page.id.as_str());
            Diagnostic::unknown("audit-page-unknown", id, known)
        })
    };
    let mut pages: Vec<usize> = change.pages.iter().map(find).collect::<Result<_, _>>()?;
    pages.sort_unstable();
    pages.dedup();
    Ok(pages)
}

/// The file's text with the criteria of these ranks written anew; `None` where the result does
/// not read back as it should.
pub(super) fn rewritten(audit: &Audit, ranks: &[usize]) -> Option<String> {
    let mut text = audit.source.text.to_string();
    for rank in ranks {
        let number = &Standard::rgaa().criteria.get(*rank)?.number;
        let block = lines(number, audit.results.get(*rank)?, &audit.pages);
        text = replaced(&text, number, &block)?;
    }
    let source = Source::new(std::sync::Arc::clone(&audit.source.path), text);
    let (read, _) = read(&source, audit.whose).ok()?;
    (read.results == audit.results).then(|| source.text.to_string())
}

/// The text with the block of a criterion replaced, or added where the file has none.
fn replaced(text: &str, number: &str, block: &str) -> Option<String> {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let mut written = String::with_capacity(text.len() + block.len());
    let (mut in_results, mut skipping, mut done) = (false, None, false);
    for line in text.split_inclusive('\n') {
        let content = line.trim();
        let blank = content.is_empty() || content.starts_with('#');
        if let Some(depth) = skipping {
            // Comments at the height of the key belong to the next criterion.
            if !content.is_empty() && indent(line) > depth {
                continue;
            }
            skipping = None;
        }
        if !blank && indent(line) == 0 {
            if in_results && !done {
                written.push_str(block);
                done = true;
            }
            in_results = content == "results:" || content.starts_with("results: #");
        }
        let key = content.split(':').next().unwrap_or_default().trim_matches(['"', '\'']);
        if in_results && !blank && indent(line) == 2 && key == number && !done {
            written.push_str(block);
            (skipping, done) = (Some(2), true);
            continue;
        }
        written.push_str(line);
    }
    if !done && in_results {
        if !written.ends_with('\n') {
            written.push('\n');
        }
        written.push_str(block);
        done = true;
    }
    done.then_some(written)
}
