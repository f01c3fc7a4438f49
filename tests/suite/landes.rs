//! The repository's own workspace: the communes of the Landes and their intercommunal bodies.

use std::path::Path;
use std::process::Command;

use crate::support::AT;

/// Checks sites of the repository without writing anything into it.
fn check(words: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_parvis"))
        .args(["-C", env!("CARGO_MANIFEST_DIR"), "check", "--at", AT])
        .args(words)
        .env("LANG", "fr_FR.UTF-8")
        .output()
        .expect("the program runs");
    let told = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(output.status.success(), "{told}");
    told
}

#[test]
fn every_site_of_the_landes_is_sound() {
    let sites = Path::new(env!("CARGO_MANIFEST_DIR")).join("sites");
    let count = std::fs::read_dir(sites).expect("sites").count();
    assert_eq!(count, 345, "327 communes and 18 intercommunal bodies");
    let told = check(&[]);
    assert!(told.contains("345 sans erreur, 0 en échec"), "{told}");
}
