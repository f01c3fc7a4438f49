//! Publishing over ssh, against a real OpenSSH server on the loopback: the same promises as for a
//! folder, and what a network adds to them.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use parvis::publish::fault;

use crate::publish::{Stopped, journal, publish};
use crate::publish_faults::{Seeded, TwoStates};

/// Where the server's program is, on the systems we know.
const SERVERS: [&str; 2] = ["/usr/sbin/sshd", "/usr/local/sbin/sshd"];

/// A server that ends with the test.
pub(crate) struct Server {
    daemon: Child,
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

/// What these tests need; where it is missing they say so and are passed over.
fn server_program() -> Option<&'static str> {
    let found = SERVERS.into_iter().find(|path| Path::new(path).exists());
    let rsync = Command::new("rsync").arg("--version").stdout(Stdio::null()).status().is_ok();
    if found.is_none() || !rsync {
        eprintln!("PASSED OVER: install openssh-server and rsync to test publishing over ssh");
        return None;
    }
    found
}

fn keygen(file: &Path) {
    let mut command = Command::new("ssh-keygen");
    command.args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(file);
    assert!(command.status().expect("ssh-keygen").success());
}

/// Starts a server in the folder `ssh` of the workspace, and writes `ssh/config` for clients.
fn serve(states: &TwoStates, program: &str) -> Server {
    let folder = fs::canonicalize(states.workspace.path("ssh")).expect("there");
    let at = |name: &str| folder.join(name).display().to_string();
    keygen(&folder.join("host"));
    keygen(&folder.join("user"));
    fs::copy(folder.join("user.pub"), folder.join("authorized")).expect("copied");
    let port =
        TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a port").port();
    fs::write(
        folder.join("sshd_config"),
        format!(
            "Port {port}\nListenAddress 127.0.0.1\nHostKey {}\nAuthorizedKeysFile {}\nPidFile none\n\
             StrictModes no\nUsePAM no\nPasswordAuthentication no\nPermitRootLogin yes\n\
             MaxStartups 100\nSubsystem sftp internal-sftp\n",
            at("host"),
            at("authorized"),
        ),
    )
    .expect("written");
    let host_key = fs::read_to_string(folder.join("host.pub")).expect("a key");
    let known = format!("[127.0.0.1]:{port} {host_key}");
    fs::write(folder.join("known_hosts"), known).expect("written");
    fs::write(
        folder.join("config"),
        format!(
            "Host essai\n  HostName 127.0.0.1\n  Port {port}\n  IdentityFile {}\n  IdentitiesOnly yes\n  \
             IdentityAgent none\n  UserKnownHostsFile {}\n  GlobalKnownHostsFile none\n  StrictHostKeyChecking yes\n",
            at("user"),
            at("known_hosts"),
        ),
    )
    .expect("written");
    // As root it parts its rights in there; elsewhere it does not ask for it.
    let _ = fs::create_dir_all("/run/sshd");
    // An account there that keeps its files to itself: residents read them all the same.
    let mut command = Command::new("sh");
    command.args(["-c", "umask 077; exec \"$0\" -D -e -f \"$1\"", program]);
    command.arg(folder.join("sshd_config"));
    let log = fs::File::create(folder.join("log")).expect("a log");
    let daemon = command.stdin(Stdio::null()).stderr(log).spawn().expect("sshd starts");
    let server = Server { daemon };
    let started = Instant::now();
    while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(started.elapsed() < Duration::from_secs(20), "sshd does not listen");
        std::thread::sleep(Duration::from_millis(20));
    }
    server
}

/// The processes that serve connections.
fn connections(server: &Server) -> Vec<String> {
    let parent = |entry: &fs::DirEntry| {
        let stat = fs::read_to_string(entry.path().join("stat")).ok()?;
        let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(1);
        fields.next()?.parse::<u32>().ok()
    };
    let own = |entry: &fs::DirEntry| parent(entry) == Some(server.daemon.id());
    let found = fs::read_dir("/proc").into_iter().flatten().flatten().filter(own);
    found.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

/// Two states to publish to `<workspace>/là-bas/amou` over ssh, and the server.
pub(crate) fn over_ssh() -> Option<(TwoStates, Server)> {
    let program = server_program()?;
    let states = TwoStates::made("publish: {keep: 2}\n");
    fs::create_dir(states.workspace.path("ssh")).expect("made");
    let root = fs::canonicalize(states.workspace.path("")).expect("there");
    // A name that a shell would take apart.
    let there = root.join("l’à-bas $(x) 'y'");
    let settings = format!(
        "name: Essai\nurl: \"https://{{id}}.example\"\npublish:\n  target: ssh\n  keep: 2\n  \
         ssh: {{host: essai, path: \"{}\", config: ssh/config}}\n",
        there.display()
    );
    states.workspace.file("parvis.yaml", settings);
    let server = serve(&states, program);
    Some((states, server))
}

pub(crate) const THERE: &str = "l’à-bas $(x) 'y'/amou";

#[test]
fn only_what_changed_is_sent_and_a_release_goes_back() {
    let Some((states, _server)) = over_ssh() else { return };
    states.publish("old");
    assert_eq!(states.served(THERE), "old");
    let run =
        publish(&states.workspace, &["--out", "new", "--allow", "outdated", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&run.ends(0).out).expect("JSON");
    let sent = report["sites"][0]["sent"]["files"].as_u64().expect("a number");
    let files = states.new.len() as u64;
    assert!(sent > 0 && sent < files, "{sent} of {files} files and their variants were sent");
    assert_eq!(states.served(THERE), "new");
    states.publish("new");
    crate::publish::anybody_reads(&states.workspace, THERE);
    let releases = states.workspace.path(THERE).join("releases");
    let shared = fs::read_dir(&releases).expect("there").flatten().all(|release| {
        use std::os::unix::fs::MetadataExt as _;
        fs::metadata(release.path().join("404.html")).expect("there").nlink() == 2
    });
    assert!(shared, "unchanged files are shared");
    states.workspace.run(&["rollback", "amou"]).ends(0);
    assert_eq!(states.served(THERE), "old");
    states.workspace.run(&["releases", "amou"]).ends(0).prints("servie");
    states.workspace.run(&["releases", "--verify"]).ends(0).prints("écarts : 0");
    let current = fs::canonicalize(states.workspace.path(THERE).join("current")).expect("there");
    fs::write(current.join("index.html"), "<p>Piraté.</p>").expect("written");
    states.workspace.run(&["releases", "--verify"]).ends(1).says("« index.html » n’est plus celui");
    let actions = journal(&states.workspace.path(THERE));
    assert_eq!(actions.len(), 3);
    let words = ["--out", "new", "--allow", "outdated", "--preview"];
    let run = publish(&states.workspace, &words).ends(0).prints("/apercu/");
    let token = run.out.split("/apercu/").nth(1).and_then(|rest| rest.split('/').next());
    let shown = states.workspace.path(THERE).join("previews").join(token.expect("a token"));
    assert!(shown.join("index.html").exists());
    let record = shown.with_extension("json");
    let text = fs::read_to_string(&record).expect("a record");
    fs::write(&record, text.replace("\"until\":\"2", "\"until\":\"1")).expect("written");
    publish(&states.workspace, &words[..4]).ends(0);
    assert!(!shown.exists() && !record.exists(), "a preview ends");
}

#[test]
#[cfg(debug_assertions)]
fn killed_at_any_step_the_site_is_whole() {
    let Some((states, _server)) = over_ssh() else { return };
    states.publish("old");
    for point in fault::SSH {
        let swapped = ["ssh-swapped", "ssh-done"].contains(point);
        states.under_visitors(THERE, || {
            states.forget(THERE);
            let words = ["--out", "new", "--allow", "outdated"];
            let stopped = Stopped::at(&states.workspace, point, &words);
            stopped.kill();
            quiet(&states);
            assert_eq!(states.served(THERE), if swapped { "new" } else { "old" }, "{point}");
            states.publish("new");
            assert_eq!(states.served(THERE), "new", "published again after {point}");
            states.publish("old");
        });
        let releases: Vec<_> = journal(&states.workspace.path(THERE))
            .iter()
            .map(|entry| entry["release"].as_str().expect("an id").to_owned())
            .collect();
        assert!(!releases.windows(2).any(|pair| pair[0] == pair[1]), "{point}: {releases:#?}");
    }
    states.workspace.run(&["releases", "--verify"]).ends(0).prints("écarts : 0");
}

#[test]
#[cfg(debug_assertions)]
fn killed_at_200_random_instants_the_site_is_whole() {
    std::thread::scope(|scope| {
        for seed in 1..=4 {
            scope.spawn(move || {
                let Some((states, _server)) = over_ssh() else { return };
                states.publish("old");
                let mut random = Seeded(seed);
                states.under_visitors(THERE, || {
                    for round in 0..50 {
                        let state = if states.served(THERE) == "old" { "new" } else { "old" };
                        states.forget(THERE);
                        let words = ["--out", state, "--allow", "outdated"];
                        let stopped = Stopped::at(&states.workspace, "ssh-sending", &words);
                        stopped.kill_after(Duration::from_micros(random.below(250_000)));
                        quiet(&states);
                        states.served(THERE);
                        if round % 25 == 24 {
                            settled(&states, state);
                        }
                    }
                });
                settled(&states, "new");
                states.workspace.run(&["releases", "--verify"]).ends(0).prints("écarts : 0");
            });
        }
    });
}

/// Waits until the other machine has noticed that the publisher is dead.
fn quiet(states: &TwoStates) {
    let lock = fs::File::open(states.workspace.path(THERE).join(".lock")).expect("there");
    lock.lock().expect("locked");
}

/// Publishes once the other machine has noticed that the publisher before is dead.
#[track_caller]
fn settled(states: &TwoStates, state: &str) {
    for _ in 0..50 {
        let run = publish(&states.workspace, &["--out", state, "--allow", "outdated"]);
        if run.code == 0 {
            assert_eq!(states.served(THERE), state);
            return;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("the next publication does not end right");
}

#[test]
#[cfg(all(debug_assertions, target_os = "linux"))]
fn a_connection_that_is_cut_loses_nothing() {
    let Some((states, server)) = over_ssh() else { return };
    states.publish("old");
    for point in ["ssh-sending", "ssh-sent", "ssh-placed"] {
        let stopped =
            Stopped::at(&states.workspace, point, &["--out", "new", "--allow", "outdated"]);
        for process in connections(&server) {
            let _ = Command::new("kill").args(["-9", &process]).status();
        }
        stopped.goes_on().ends(1).says("a été coupée").says("Le site servi est entier");
        assert_eq!(states.served(THERE), "old", "{point}");
    }
    // Behind the swap it is published, and the next publication writes the journal.
    let words = ["--out", "new", "--allow", "outdated"];
    let stopped = Stopped::at(&states.workspace, "ssh-swapped", &words);
    for process in connections(&server) {
        let _ = Command::new("kill").args(["-9", &process]).status();
    }
    stopped.goes_on().ends(1).says("Le site est publié, mais").prints("1 publié");
    assert_eq!(states.served(THERE), "new");
    settled(&states, "new");
    assert_eq!(journal(&states.workspace.path(THERE)).len(), 2);
}

#[test]
fn what_ssh_refuses_is_told_in_plain_words() {
    let Some((states, server)) = over_ssh() else { return };
    let words = ["--out", "old", "--allow", "outdated"];
    let known = states.workspace.path("ssh/known_hosts");
    let keys = fs::read(&known).expect("keys");
    fs::write(&known, "").expect("written");
    publish(&states.workspace, &words)
        .ends(1)
        .says("n’est pas reconnue")
        .says("Rien n’a été envoyé");
    fs::write(&known, keys).expect("written");
    let allowed = states.workspace.path("ssh/authorized");
    let keys = fs::read(&allowed).expect("keys");
    fs::write(&allowed, "").expect("written");
    publish(&states.workspace, &words).ends(1).says("refuse la connexion");
    fs::write(&allowed, keys).expect("written");
    // A file where the folder should be.
    states.workspace.file("l’à-bas $(x) 'y'", "");
    publish(&states.workspace, &words).ends(1).prints("1 en échec");
    states.workspace.remove("l’à-bas $(x) 'y'");
    states.publish("old");
    fs::create_dir_all(states.workspace.path("ssh")).expect("there");
    drop(server);
    publish(&states.workspace, &words).ends(1).says("ne répond pas");
}

#[test]
#[cfg(debug_assertions)]
fn two_publishers_at_once_are_told_apart() {
    let Some((states, _server)) = over_ssh() else { return };
    states.publish("old");
    let words = ["--out", "new", "--allow", "outdated"];
    let first = Stopped::at(&states.workspace, "ssh-sending", &words);
    publish(&states.workspace, &words)
        .ends(1)
        .says("Une autre publication de ce site est en cours");
    first.goes_on().ends(0);
    assert_eq!(states.served(THERE), "new");
}

#[test]
fn of_many_sites_only_the_files_of_the_one_that_changed_are_sent() {
    use std::os::unix::fs::MetadataExt as _;
    let Some((states, _server)) = over_ssh() else { return };
    states.workspace.write_site("dax", "Dax", "");
    crate::publish::say(&states.workspace, "Second état.");
    publish(&states.workspace, &[]).ends(0).prints("2 publiés");
    crate::publish::say(&states.workspace, &"Troisième état. ".repeat(80));
    let run = publish(&states.workspace, &["--format", "json"]).ends(0);
    let report: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    let [amou, dax] = [&report["sites"][0], &report["sites"][1]];
    assert_eq!((&amou["outcome"], &dax["outcome"]), (&"published".into(), &"unchanged".into()));
    assert_eq!((&amou["sent"]["files"], &dax["sent"]["files"]), (&7.into(), &0.into()));
    // What is not shared with the release before was sent, and nothing else.
    let current = fs::canonicalize(states.workspace.path(THERE).join("current")).expect("there");
    let files = walkdir::WalkDir::new(&current).into_iter().flatten();
    let own = files.filter(|entry| {
        entry.file_type().is_file() && entry.metadata().is_ok_and(|found| found.nlink() == 1)
    });
    let mut names: Vec<_> =
        own.map(|entry| entry.path().strip_prefix(&current).expect("in it").to_owned()).collect();
    names.sort();
    let searched = names.extract_if(.., |name| name.starts_with("pagefind")).count();
    assert_eq!(searched, 4, "the pieces of the search that hold the page");
    let page = ["index.html", "index.html.br", "index.html.gz"];
    assert_eq!(names, page.map(|name| Path::new("salle").join(name)));
    assert!(current.join("salle/index.html.br").exists());
}

#[test]
fn a_journal_that_was_cut_and_a_clock_set_back_lose_no_entry() {
    let Some((states, _server)) = over_ssh() else { return };
    states.publish("old");
    states.publish("new");
    // A full disk cut the last line; the clock was a thousand years ahead before.
    let path = states.workspace.path(THERE).join("journal.jsonl");
    let text = fs::read_to_string(&path).expect("a journal");
    let text = text.replace("\"at\":\"2", "\"at\":\"3");
    fs::write(&path, format!("{text}{{\"at\":\"20")).expect("written");
    states.publish("old");
    states.workspace.run(&["rollback", "amou"]).ends(0);
    assert_eq!(states.served(THERE), "new");
    let text = fs::read_to_string(&path).expect("a journal");
    let known: Vec<serde_json::Value> =
        text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    assert_eq!(known.len(), 4, "{text}");
}
