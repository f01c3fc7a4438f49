//! Custom properties: who declares them, and the text a value becomes once they are put in.
//!
//! Scopes are linked, not copied, so that a page of which every element declares some costs no
//! more than what it declares; what a value may cost is bounded ([`Budget`]).

use std::rc::Rc;

/// How often a custom property may stand in another before it is taken as invalid.
const MAX_DEPTH: usize = 16;

/// Longest text a value may grow to once its `var()`s are replaced.
const MAX_VALUE: usize = 1 << 14;

/// How many substitutions one value may need.
const MAX_STEPS: usize = 256;

/// What the substitutions of a whole page may cost, in bytes read.
const MAX_PAGE: usize = 1 << 25;

/// What is left to spend on the values of a page.
#[derive(Debug)]
pub(super) struct Budget(usize);

impl Default for Budget {
    fn default() -> Self {
        Self(MAX_PAGE)
    }
}

impl Budget {
    /// True when values were left unread because the page's budget was spent.
    pub(super) fn is_spent(&self) -> bool {
        self.0 == 0
    }
}

/// The custom properties an element declares, inside those of its ancestors.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Scope {
    own: Vec<(Box<str>, Box<str>)>,
    outer: Option<Rc<Scope>>,
}

impl Scope {
    /// A scope with declarations of its own, the last of a name winning; `None` without any.
    pub(super) fn inside<'a>(
        outer: &Rc<Self>,
        own: impl Iterator<Item = (&'a Box<str>, &'a Box<str>)>,
    ) -> Option<Self> {
        let mut own: Vec<_> = own.map(|(name, text)| (name.clone(), text.clone())).collect();
        if own.is_empty() {
            return None;
        }
        // A stable sort keeps those of one name in the order of the cascade.
        own.sort_by(|one, other| one.0.cmp(&other.0));
        let outer = (!outer.own.is_empty()).then(|| Rc::clone(outer));
        Some(Self { own, outer })
    }

    fn get(&self, name: &str) -> Option<&str> {
        let mut scope = Some(self);
        while let Some(here) = scope {
            let end = here.own.partition_point(|(own, _)| &**own <= name);
            if let Some((_, text)) = here.own[..end].last().filter(|(own, _)| &**own == name) {
                return Some(text);
            }
            scope = here.outer.as_deref();
        }
        None
    }

    /// The text with every `var()` replaced; `None` when one has no value, or when that takes too
    /// much.
    pub(super) fn substitute(&self, text: &str, budget: &mut Budget) -> Option<String> {
        let mut spending = Spending { page: budget, bytes: MAX_VALUE, steps: MAX_STEPS };
        self.replace(text, 0, &mut spending)
    }

    fn replace(&self, text: &str, depth: usize, spending: &mut Spending<'_>) -> Option<String> {
        if depth > MAX_DEPTH {
            return None;
        }
        spending.take(text.len())?;
        let mut output = String::new();
        let mut rest = text;
        while let Some(start) = rest.find("var(") {
            let inside = &rest[start + 4..];
            let end = closing(inside)?;
            let (name, fallback) = match inside[..end].split_once(',') {
                Some((name, fallback)) => (name.trim(), Some(fallback)),
                None => (inside[..end].trim(), None),
            };
            output.push_str(&rest[..start]);
            let value = self
                .get(name)
                .filter(|value| !matches!(*value, "initial"))
                .and_then(|value| self.replace(value, depth + 1, spending))
                .or_else(|| fallback.and_then(|text| self.replace(text, depth + 1, spending)))?;
            output.push_str(&value);
            rest = &inside[end + 1..];
        }
        output.push_str(rest);
        Some(output)
    }
}

struct Spending<'a> {
    page: &'a mut Budget,
    bytes: usize,
    steps: usize,
}

impl Spending<'_> {
    fn take(&mut self, bytes: usize) -> Option<()> {
        self.page.0 = self.page.0.saturating_sub(bytes + 1);
        self.steps = self.steps.checked_sub(1)?;
        self.bytes = self.bytes.checked_sub(bytes)?;
        (self.page.0 > 0).then_some(())
    }
}

/// Offset of the bracket that closes what was opened before `text`.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (offset, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(offset),
            b')' => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Budget, Scope};
    use std::rc::Rc;

    fn scope(outer: &Rc<Scope>, own: &[(&str, &str)]) -> Rc<Scope> {
        let own: Vec<(Box<str>, Box<str>)> =
            own.iter().map(|(name, text)| (Box::from(*name), Box::from(*text))).collect();
        let pairs = own.iter().map(|(name, text)| (name, text));
        Rc::new(Scope::inside(outer, pairs).unwrap())
    }

    #[test]
    fn the_nearest_declaration_of_a_name_wins_and_the_last_of_one_element() {
        let outer = scope(&Rc::default(), &[("--a", "1"), ("--b", "2")]);
        let inner = scope(&outer, &[("--a", "3"), ("--a", "4")]);
        let value = inner.substitute("var(--a) var(--b) var(--c, 5)", &mut Budget::default());
        assert_eq!(value.as_deref(), Some("4 2  5"));
        assert_eq!(inner.substitute("var(--c)", &mut Budget::default()), None);
    }

    #[test]
    fn cycles_and_growth_without_end_are_invalid() {
        let cycle = scope(&Rc::default(), &[("--a", "var(--b)"), ("--b", "var(--a)")]);
        assert_eq!(cycle.substitute("var(--a)", &mut Budget::default()), None);
        let names: Vec<(String, String)> = (1..16)
            .map(|n| (format!("--a{n}"), format!("var(--a{0},)var(--a{0},)", n - 1)))
            .collect();
        let names: Vec<(&str, &str)> = names.iter().map(|(n, t)| (&**n, &**t)).collect();
        let growing = scope(&Rc::default(), &names);
        assert_eq!(growing.substitute("var(--a15)", &mut Budget::default()), None);
    }
}
