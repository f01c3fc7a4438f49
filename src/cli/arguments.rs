//! What can be typed: commands and options, defined once. Help, man pages and completions are
//! made from this definition; its sentences are Fluent messages, so that they exist in French
//! and in English (`cli-<command>`, `cli-<command>-<option>`).
//!
//! It never does what is asked; each command has its own file.

use std::path::PathBuf;

use clap::{Arg, ArgAction, Args, Command, CommandFactory, Parser, Subcommand, ValueEnum};
use jiff::Timestamp;

use crate::build::Shard;
use crate::diagnostic::{Catalogue, Lang};
use crate::publish::Refusal;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "parvis", version, disable_help_subcommand = true)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Task,

    /// Where the workspace is.
    #[arg(short = 'C', long, global = true, value_name = "FOLDER", default_value = ".")]
    pub workspace: PathBuf,

    /// The language of messages.
    #[arg(long, global = true, value_name = "LANG", value_parser = ["fr", "en"])]
    pub lang: Option<String>,

    /// When to use colours.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: When,
}

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// One JSON document.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// `JUnit` XML.
    Junit,
    /// Annotations of GitHub Actions.
    Github,
    /// A Code Quality report for GitLab.
    Gitlab,
}

/// How what the linter says is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LintFormat {
    /// For people.
    Text,
    /// Every page with the outcome of every test, as `docs/lint-json.md` describes it.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// `JUnit` XML.
    Junit,
    /// Annotations of GitHub Actions.
    Github,
    /// A Code Quality report for GitLab.
    Gitlab,
    /// EARL 1.0 in JSON-LD.
    Earl,
}

/// How a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Listing {
    /// For people.
    Text,
    /// One JSON document.
    Json,
}

/// How a grid is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Export {
    /// A table.
    Csv,
    /// The shape of Ara's report.
    Json,
    /// A page.
    Html,
}

/// When colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Task {
    /// Makes a workspace.
    Init(Init),
    /// Builds the sites.
    Build(Build),
    /// Checks the sites without writing.
    Check(Check),
    /// Shows the sites while they are written.
    Serve(Serve),
    /// Creates a site or an entry.
    New(New),
    /// Tells which forms each site offers.
    Forms(Forms),
    /// Checks finished pages against RGAA.
    Lint(Lint),
    /// Opens, fills in and exports an accessibility audit.
    Audit(Audit),
    /// Explains a rule of the linter.
    Explain(Explain),
    /// Publishes what was built.
    Publish(Publish),
    /// Lists what was published.
    Releases(Releases),
    /// Puts a former release back.
    Rollback(Rollback),
    /// Lists the sites.
    Sites(Sites),
    /// Writes the configuration of a web server.
    ServerConfig(ServerConfig),
    /// Writes the completions of a shell.
    Completions(Completions),
    /// Writes the manual pages.
    Man(Man),
}

/// `parvis init`
#[derive(Debug, Args)]
pub struct Init {
    /// The folder to make; it must be empty or not exist.
    #[arg(value_name = "FOLDER")]
    pub folder: PathBuf,
}

/// Which sites a command is about.
#[derive(Debug, Args)]
pub struct Selection {
    /// Only this site; may be repeated.
    #[arg(short, long, value_name = "ID")]
    pub site: Vec<String>,
    /// Only part i of n.
    #[arg(long, value_name = "I/N")]
    pub shard: Option<Shard>,
}

/// `parvis build`
#[derive(Debug, Args)]
pub struct Build {
    /// The sites.
    #[command(flatten)]
    pub selection: Selection,
    /// The instant for which the sites are built.
    #[arg(long, value_name = "INSTANT")]
    pub at: Option<String>,
    /// How many threads.
    #[arg(short, long, value_name = "N")]
    pub jobs: Option<usize>,
    /// Where the sites are written.
    #[arg(short, long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
    /// Builds every site anew.
    #[arg(long)]
    pub force: bool,
    /// Builds without the linter.
    #[arg(long)]
    pub no_lint: bool,
    /// How findings are shown.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
}

/// `parvis check`
#[derive(Debug, Args)]
pub struct Check {
    /// The sites.
    #[command(flatten)]
    pub selection: Selection,
    /// The instant for which the sites are checked.
    #[arg(long, value_name = "INSTANT")]
    pub at: Option<String>,
    /// How many threads.
    #[arg(short, long, value_name = "N")]
    pub jobs: Option<usize>,
    /// Checks without the linter.
    #[arg(long)]
    pub no_lint: bool,
    /// How findings are shown.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
}

/// `parvis serve`
#[derive(Debug, Args)]
pub struct Serve {
    /// The port; another one is tried when it is taken.
    #[arg(short, long, value_name = "PORT", default_value_t = 8000)]
    pub port: u16,
    /// The instant for which the sites are built.
    #[arg(long, value_name = "INSTANT")]
    pub at: Option<String>,
}

/// `parvis new`
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub struct New {
    /// What to create.
    #[command(subcommand)]
    pub what: NewWhat,
}

/// What `parvis new` creates.
#[derive(Debug, Subcommand)]
pub enum NewWhat {
    /// One site, or many from a table.
    Site(NewSite),
    /// A page.
    Page(NewEntry),
    /// A news item.
    News(NewEntry),
    /// An event.
    Event(NewEntry),
    /// An alert.
    Alert(NewEntry),
    /// An entry of the directory.
    Directory(NewEntry),
    /// A procedure.
    Procedure(NewEntry),
    /// A publication.
    Publication(NewEntry),
}

/// `parvis new site`
#[derive(Debug, Args)]
pub struct NewSite {
    /// The name of the body, such as «Le Vignau».
    #[arg(value_name = "NAME", required_unless_present = "from_csv", conflicts_with = "from_csv")]
    pub name: Option<String>,
    /// The kind of body.
    #[arg(long, value_name = "KIND", conflicts_with = "from_csv")]
    pub kind: Option<String>,
    /// The group it belongs to.
    #[arg(long, value_name = "GROUP", conflicts_with = "from_csv")]
    pub group: Option<String>,
    /// Creates a site for each line of a table.
    #[arg(long, value_name = "FILE")]
    pub from_csv: Option<PathBuf>,
}

/// `parvis new news` and its like
#[derive(Debug, Args)]
pub struct NewEntry {
    /// The site.
    #[arg(value_name = "SITE")]
    pub site: String,
    /// The title.
    #[arg(value_name = "TITLE")]
    pub title: String,
    /// The instant that becomes its date.
    #[arg(long, value_name = "INSTANT")]
    pub at: Option<String>,
}

/// `parvis forms`
#[derive(Debug, Args)]
pub struct Forms {
    /// The sites.
    #[command(flatten)]
    pub selection: Selection,
    /// Tells what a change to this provider would change.
    #[arg(long, value_name = "PROVIDER", conflicts_with = "import")]
    pub diff: Option<String>,
    /// Adds the forms of a Publik list (a file or an address) to the catalogue.
    #[arg(long, value_name = "FILE|URL")]
    pub import: Option<String>,
    /// How the list is written.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Listing,
}

/// `parvis lint`
#[derive(Debug, Args)]
pub struct Lint {
    /// Pages, or folders of pages, or sites of the workspace; `-` is the standard input. Nothing
    /// means all sites of the workspace.
    #[arg(value_name = "FILE|FOLDER|SITE|-")]
    pub paths: Vec<PathBuf>,
    /// Each folder is one site, whose pages are compared.
    #[arg(long, requires = "paths")]
    pub site: bool,
    /// Tells each point that a person has to look at.
    #[arg(long)]
    pub all: bool,
    /// How findings are shown.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: LintFormat,
    /// Writes a report as web pages into this folder.
    #[arg(long, value_name = "FOLDER")]
    pub report: Option<PathBuf>,
    /// The file of known faults; the workspace's own when nothing is said.
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Adds what is found to the file of known faults, for people to fill in.
    #[arg(long)]
    pub write_baseline: bool,
    /// The instant for which the sites are checked and known faults may expire.
    #[arg(long, value_name = "INSTANT")]
    pub at: Option<String>,
    /// How many threads.
    #[arg(short, long, value_name = "N")]
    pub jobs: Option<usize>,
}

/// `parvis explain`
#[derive(Debug, Args)]
pub struct Explain {
    /// The rule's name.
    #[arg(value_name = "RULE")]
    pub rule: String,
}

/// `parvis publish`
#[derive(Debug, Args)]
pub struct Publish {
    /// The sites.
    #[command(flatten)]
    pub selection: Selection,
    /// Only says what would change.
    #[arg(long)]
    pub dry_run: bool,
    /// Shows the sites to those who have the address.
    #[arg(long, conflicts_with = "dry_run")]
    pub preview: bool,
    /// For how many days a preview is shown.
    #[arg(long, value_name = "N", requires = "preview", value_parser = clap::value_parser!(u32).range(1..=365))]
    pub days: Option<u32>,
    /// Publishes in spite of what would refuse it.
    #[arg(long, value_name = "REFUSAL", value_delimiter = ',')]
    pub allow: Vec<Refusal>,
    /// Lets more than a fifth of a site's files go at once.
    #[arg(long)]
    pub allow_deletes: bool,
    /// Also puts back what somebody changed of the sites that are served.
    #[arg(long, conflicts_with_all = ["dry_run", "preview"])]
    pub repair: bool,
    /// Where the sites were written.
    #[arg(short, long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
    /// The instant for which the sites were built.
    #[arg(long, value_name = "INSTANT")]
    pub at: Option<String>,
    /// How the report is written.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Listing,
}

/// `parvis releases`
#[derive(Debug, Args)]
pub struct Releases {
    /// The site; all when absent.
    #[arg(value_name = "SITE")]
    pub site: Option<String>,
    /// Compares the files with what was published.
    #[arg(long)]
    pub verify: bool,
    /// How the list is written.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Listing,
}

/// `parvis rollback`
#[derive(Debug, Args)]
pub struct Rollback {
    /// The site.
    #[arg(value_name = "SITE")]
    pub site: String,
    /// The release, or how its name begins; the one before when absent.
    #[arg(value_name = "ID")]
    pub release: Option<String>,
}

/// `parvis sites`
#[derive(Debug, Args)]
pub struct Sites {
    /// The sites.
    #[command(flatten)]
    pub selection: Selection,
    /// How the list is written.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Listing,
}

/// `parvis audit`
#[derive(Debug, Args)]
pub struct Audit {
    /// The site; without one, the state of all sites.
    #[arg(value_name = "SITE")]
    pub site: Option<String>,
    /// The audit of the site's theme.
    #[arg(long, requires = "site")]
    pub theme: bool,
    /// Records a result; may be repeated.
    #[arg(long, value_name = "CRITERION[@PAGES]=STATUS", requires = "site")]
    pub set: Vec<String>,
    /// What is wrong, or a remark.
    #[arg(long, value_name = "TEXT", requires = "set")]
    pub comment: Option<String>,
    /// Whom it hinders how much.
    #[arg(long, value_name = "IMPACT", requires = "set")]
    pub impact: Option<String>,
    /// Makes the automatic checks again.
    #[arg(long, requires = "site")]
    pub refresh: bool,
    /// Writes the grid for another tool or for readers.
    #[arg(long, value_name = "FORMAT", requires = "site")]
    pub export: Option<Export>,
    /// Where the grid is written; the standard output when absent.
    #[arg(short, long, value_name = "FILE", requires = "export")]
    pub output: Option<PathBuf>,
    /// The instant for which the site is built and the audit judged.
    #[arg(long, value_name = "INSTANT")]
    pub at: Option<String>,
}

/// `parvis server-config`
#[derive(Debug, Args)]
pub struct ServerConfig {
    /// For which server.
    #[arg(value_name = "SERVER")]
    pub server: Server,
    /// The sites.
    #[command(flatten)]
    pub selection: Selection,
    /// The folder in which the sites were built.
    #[arg(long, value_name = "FOLDER")]
    pub built: Option<PathBuf>,
    /// The file to write, or the folder for `headers`.
    #[arg(short, long, value_name = "FILE", required_if_eq("server", "headers"))]
    pub output: Option<PathBuf>,
}

/// Web servers for which a configuration is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Server {
    /// nginx.
    Nginx,
    /// Caddy.
    Caddy,
    /// Hosts of static sites that read `_headers` and `_redirects`.
    Headers,
}

/// `parvis completions`
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell.
    #[arg(value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

/// `parvis man`
#[derive(Debug, Args)]
pub struct Man {
    /// The folder where a page for each command is written; without it, the main page goes to
    /// the standard output.
    #[arg(value_name = "FOLDER")]
    pub folder: Option<PathBuf>,
}

/// The definition with its sentences in `lang`.
#[must_use]
pub fn definition(lang: Lang) -> Command {
    let words = Words { catalogue: Catalogue::of(lang) };
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let command = Arguments::command().disable_version_flag(true).arg(version);
    words.put_into(command, "cli")
}

/// Puts the sentences of one language into the definition.
struct Words<'a> {
    catalogue: &'a Catalogue,
}

impl Words<'_> {
    fn text(&self, id: &str) -> String {
        self.catalogue.text(id, &[])
    }

    fn put_into(&self, command: Command, id: &str) -> Command {
        let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
        let mut command = command
            .about(self.text(id))
            .long_about(None)
            .disable_help_flag(true)
            .arg(help)
            .help_template(format!(
                "{{about}}\n\n{} {{usage}}\n\n{{all-args}}",
                self.text("cli-usage")
            ))
            .subcommand_help_heading(self.text("cli-commands"));
        let names: Vec<String> = command.get_arguments().map(|a| a.get_id().to_string()).collect();
        for name in names {
            command = command.mut_arg(&name, |argument| {
                // What every command has is said once.
                let shared = argument.is_global_set() || matches!(&*name, "help" | "version");
                let owner = if shared { "cli" } else { id };
                let mut sentence = self.text(&format!("{owner}-{}", name.replace('_', "-")));
                let values: Vec<String> = argument
                    .get_possible_values()
                    .iter()
                    .filter(|value| !value.is_hide_set())
                    .map(|value| value.get_name().to_owned())
                    .collect();
                if !values.is_empty() && argument.get_action().takes_values() {
                    sentence += &format!(" [{}]", values.join(", "));
                }
                if let [default] = argument.get_default_values() {
                    let default = default.to_string_lossy();
                    sentence += &format!(" ({} {default})", self.text("cli-default"));
                }
                let takes_values = argument.get_action().takes_values();
                let heading =
                    if argument.is_positional() { "cli-arguments" } else { "cli-options" };
                argument
                    .help(sentence)
                    .long_help(None)
                    .help_heading(self.text(heading))
                    // The sentence says them, in the reader's language.
                    .hide_possible_values(takes_values)
                    .hide_default_value(takes_values)
            });
        }
        let names: Vec<String> =
            command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
        for name in names {
            let id = format!("{id}-{name}");
            command = command.mut_subcommand(name, |sub| self.put_into(sub, &id));
        }
        command
    }
}

/// The instant typed by a person: a date, a date and a time, or an RFC 3339 instant.
///
/// A date alone means its first instant in `zone`.
///
/// # Errors
/// The text itself, when it is none of these.
pub fn instant(text: &str, zone: &jiff::tz::TimeZone) -> Result<Timestamp, String> {
    let civil = || text.parse::<jiff::civil::DateTime>().ok();
    text.parse::<Timestamp>()
        .ok()
        .or_else(|| civil()?.to_zoned(zone.clone()).ok().map(|zoned| zoned.timestamp()))
        .ok_or_else(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// The names of all messages the definition asks for.
    fn ids(command: &Command, id: &str, found: &mut BTreeSet<String>) {
        found.insert(id.to_owned());
        for argument in command.get_arguments().filter(|argument| !argument.is_global_set()) {
            found.insert(format!("{id}-{}", argument.get_id().as_str().replace('_', "-")));
        }
        for sub in command.get_subcommands() {
            ids(sub, &format!("{id}-{}", sub.get_name()), found);
        }
    }

    #[test]
    fn every_command_and_option_has_its_sentence_and_no_sentence_is_left_over() {
        let mut asked = BTreeSet::new();
        ids(&Arguments::command(), "cli", &mut asked);
        let shared = ["workspace", "lang", "color", "help", "version", "usage"];
        let more = ["commands", "arguments", "options", "default"];
        asked.extend(shared.iter().chain(&more).map(|name| format!("cli-{name}")));
        for text in [
            include_str!("../diagnostic/messages/fr/cli.ftl"),
            include_str!("../diagnostic/messages/en/cli.ftl"),
        ] {
            let known: BTreeSet<String> = text
                .lines()
                .filter_map(|line| line.split_once(" =").map(|(name, _)| name.to_owned()))
                .filter(|name| name == "cli" || name.starts_with("cli-"))
                .collect();
            assert_eq!(asked, known);
        }
    }

    #[test]
    fn an_instant_is_read_in_the_zone_of_the_workspace() {
        let paris = jiff::tz::TimeZone::get("Europe/Paris").expect("known");
        let read = |text: &str| instant(text, &paris).map(|instant| instant.to_string());
        assert_eq!(read("2026-03-14").as_deref(), Ok("2026-03-13T23:00:00Z"));
        assert_eq!(read("2026-07-14T18:30").as_deref(), Ok("2026-07-14T16:30:00Z"));
        assert_eq!(read("2026-03-14T17:30:00Z").as_deref(), Ok("2026-03-14T17:30:00Z"));
        assert_eq!(read("14/03/2026"), Err("14/03/2026".to_owned()));
    }
}
