//! Publishing to a disk that is full, or that may only be read: a real one, small, where the system
//! lets us mount it. What residents are served never changes by halves, and once there is room the
//! next publication ends right.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::publish::{journal, publish};
use crate::publish_faults::TwoStates;
use crate::publish_ssh::{THERE, over_ssh};

/// A disk of its own at a folder, until the end of the test.
struct Disk(PathBuf);

impl Disk {
    /// `None`, said loudly, where we may not mount one.
    fn mounted(at: PathBuf, kilobytes: usize) -> Option<Self> {
        fs::create_dir_all(&at).expect("a folder");
        let mut command = Command::new("mount");
        command.args(["-t", "tmpfs", "-o", &format!("size={kilobytes}k"), "tmpfs"]).arg(&at);
        let mounted = command.stderr(Stdio::null()).status().is_ok_and(|status| status.success());
        if !mounted {
            eprintln!("NOT TESTED: no right to mount a small disk");
        }
        mounted.then_some(Self(at))
    }

    fn remount(&self, rights: &str) {
        let mut command = Command::new("mount");
        command.args(["-o", &format!("remount,{rights}")]).arg(&self.0);
        assert!(command.status().expect("mount runs").success(), "{rights}");
    }

    /// Fills it but for so many kilobytes.
    fn fill(&self, left: usize) -> PathBuf {
        let path = self.0.join("remplissage");
        let mut file = fs::File::create(&path).expect("a file");
        let (mut length, piece) = (0_u64, [b'x'; 4096]);
        while let Ok(written) = file.write(&piece) {
            length += written as u64;
        }
        file.set_len(length.saturating_sub(left as u64 * 1024)).expect("shortened");
        path
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

/// Publishes `new` over `old` while the disk has less and less room, then when it is read-only.
fn publishes_on(disk: &Disk, states: &TwoStates, folder: &str, log: &Path) {
    states.publish("old");
    let words = ["--out", "new", "--allow", "outdated"];
    let mut refused = 0;
    states.under_visitors(folder, || {
        // From no room at all to room for all but the last steps, in kilobytes.
        for left in [0, 4, 8, 16, 24, 32, 40, 48, 64, 80, 96, 112, 128, 160, 200] {
            states.forget(folder);
            let filler = disk.fill(left);
            let run = publish(&states.workspace, &words);
            let served = states.served(folder);
            if run.code == 0 {
                assert_eq!(served, "new", "with {left} kB left: {}", run.err);
            } else {
                refused += 1;
                if run.err.contains("publish-unfinished") {
                    assert_eq!(served, "new", "with {left} kB left: {}", run.err);
                    run.ends(1).prints("1 publié");
                } else {
                    assert_eq!(served, "old", "with {left} kB left: {}", run.err);
                    run.ends(1).says("plus assez de place").prints("1 en échec");
                }
            }
            fs::remove_file(filler).expect("removed");
            states.publish("new");
            assert_eq!(states.served(folder), "new", "with {left} kB left, then with room");
            states.publish("old");
        }
    });
    assert!(refused >= 3, "the disk was never full");
    let releases: Vec<_> = journal(log)
        .iter()
        .map(|entry| entry["release"].as_str().expect("an id").to_owned())
        .collect();
    assert!(!releases.windows(2).any(|pair| pair[0] == pair[1]), "each once: {releases:#?}");

    disk.remount("ro");
    publish(&states.workspace, &words).ends(1).says("Il n’est pas permis d’écrire");
    assert_eq!(states.served(folder), "old");
    states.workspace.run(&["rollback", "amou"]).ends(1).says("Il n’est pas permis d’écrire");
    assert_eq!(states.served(folder), "old");
    disk.remount("rw");
    states.publish("new");
    assert_eq!(states.served(folder), "new");
    states.workspace.run(&["releases", "--verify"]).ends(0).prints("écarts : 0");
}

#[test]
#[cfg(target_os = "linux")]
fn a_folder_on_a_full_or_read_only_disk_loses_nothing() {
    let states = TwoStates::made("publish: {keep: 2}\n");
    let folder = states.workspace.path("published");
    let Some(disk) = Disk::mounted(folder.clone(), 3000) else { return };
    publishes_on(&disk, &states, "published/amou", &folder.join("amou"));
}

#[test]
#[cfg(target_os = "linux")]
fn another_machine_whose_disk_is_full_or_read_only_loses_nothing() {
    let Some((states, _server)) = over_ssh() else { return };
    let folder = states.workspace.path(THERE);
    let Some(disk) = Disk::mounted(folder.parent().expect("above").to_owned(), 3000) else {
        return;
    };
    publishes_on(&disk, &states, THERE, &folder);
}
