//! Keeping one site's mishap from the others: a panic becomes a diagnostic.
//!
//! What cannot be caught here (a stack that overflows) must not happen: the rooms that walk
//! nested input bound its depth, and the build's threads have roomy stacks.

use std::any::Any;
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Mutex, Once, PoisonError};

use crate::diagnostic::Diagnostic;

thread_local! {
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

/// Where the last panic happened. It is not kept by thread, because the work of one site may
/// be spread over several.
static PLACE: Mutex<Option<String>> = Mutex::new(None);

/// Runs `work`; a panic inside it becomes the diagnostic `site-panicked`.
///
/// # Errors
/// The diagnostic, with the panic's message and its place in the program.
pub fn isolated<T>(work: impl FnOnce() -> T) -> Result<T, Diagnostic> {
    keep_places();
    let before = INSIDE.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    INSIDE.set(before);
    result.map_err(|payload| {
        let place = PLACE.lock().unwrap_or_else(PoisonError::into_inner).take();
        Diagnostic::error("site-panicked")
            .arg("message", text(&*payload))
            .arg("place", place.unwrap_or_default())
    })
}

/// Only the panic hook learns where a panic happened: inside isolated work it keeps the place
/// for the diagnostic, elsewhere the hook that was there before speaks.
fn keep_places() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if INSIDE.get() || rayon::current_thread_index().is_some() {
                let place = info.location().map(ToString::to_string);
                *PLACE.lock().unwrap_or_else(PoisonError::into_inner) = place;
            } else {
                before(info);
            }
        }));
    });
}

fn text(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
    literal.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Argument;

    #[test]
    fn a_panic_is_told_with_its_message_and_place() {
        let told = isolated(|| panic!("out of {}", "paper")).expect_err("a panic");
        assert_eq!(told.code, "site-panicked");
        assert!(told.arguments.contains(&("message", Argument::from("out of paper"))));
        let (_, Argument::Text(place)) = &told.arguments[1] else { panic!("a text") };
        assert!(place.contains("isolation.rs"), "{place}");
    }

    #[test]
    fn what_ends_well_is_handed_on() {
        assert_eq!(isolated(|| 7), Ok(7));
    }
}
