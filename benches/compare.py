"""Times Parvis and Hugo on the corpus that `corpus` wrote, and prints both side by side.

Three moments of a site's life, for each program:

- cold: all sites into an empty folder;
- again: all sites once more, nothing having changed;
- edit: one paragraph added to one page (Hugo is told which site to rebuild, Parvis finds it).

Parvis is timed without its accessibility linter, which has no counterpart in Hugo; `--lint` times it with
the linter too.

Output trees are never deleted between two timed runs, and every cold run has a folder that never existed:
ext4 avoids inodes freed in the last minute (in the last six, while their table is not yet written), and
making an equal tree just after deleting one takes ten times as long. Trees are deleted once, at the end;
the next comparison waits until that is forgotten.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

FORGOTTEN_AFTER = 75  # seconds, a little over ext4's minute
MEMORY = ".parvis"  # where Parvis keeps what it knows of an output folder


@dataclass
class Cost:
    wall: float  # seconds
    processor: float  # seconds, user and system, of the program and all its children
    peak: int  # bytes resident, of the largest process


def measure(command, cwd):
    """Runs a command and returns what it cost; its failure ends the comparison."""
    os.sync()  # the write-back of the run before must not be paid by this one
    begin = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    # 1 says that something was found: the corpus has no way to find one's way but its menu.
    if process.returncode not in (0, 1) or (process.returncode == 1 and "--no-lint" in command):
        sys.exit(f"{command[0]} failed with {process.returncode}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def tree_size(folder):
    """Number of files and of bytes below a folder, without what Parvis remembers of its builds."""
    files = size = 0
    pending = [folder]
    while pending:
        with os.scandir(pending.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != MEMORY:
                        pending.append(entry.path)
                else:
                    files += 1
                    size += entry.stat(follow_symlinks=False).st_size
    return files, size


class Hugo:
    """One process a site, as many at once as there are processors: what Hugo does best with many sites.

    All of them as one giant Hugo site cost 2.6 GB and lose the separation between communes."""

    name = "hugo"

    def __init__(self, program, corpus):
        self.program = program
        self.root = corpus / "hugo"
        self.sites = sorted(path.name for path in (self.root / "sites").iterdir())

    def build(self, out, site=None):
        # xargs reaps its children, so the kernel adds their times to its own and keeps their largest peak.
        names = [site] if site else self.sites
        # As many processes as processors: each does best with one thread (a fifth less processor time).
        threads = os.cpu_count() if site else 1
        command = [
            "env",
            f"GOMAXPROCS={threads}",
            "sh",
            "-c",
            'out=$1 hugo=$2; shift 2; printf "%s\\n" "$@" | xargs -P "$(nproc)" -I SITE '
            '"$hugo" --quiet --noBuildLock --source sites/SITE --themesDir "$PWD/themes" --destination "$out/SITE"',
            "build",
            str(out),
            self.program,
            *names,
        ]
        return measure(command, self.root)

    def forget(self, aside):
        """Hugo keeps the fingerprinted stylesheet of each site beside its sources."""
        for site in self.sites:
            kept = self.root / "sites" / site / "resources"
            if kept.exists():
                kept.rename(aside / f"{site}.resources")

    def page(self, site):
        return first_page(self.root / "sites" / site / "content" / "actualites", "_index.md")


class Parvis:
    name = "parvis"
    options = ["--no-lint"]

    def __init__(self, program, corpus):
        self.program = program
        self.root = corpus / "parvis"
        self.sites = sorted(path.name for path in (self.root / "sites").iterdir())

    def build(self, out, site=None):
        # The site that changed is not named: finding it is part of the work.
        return measure([self.program, "build", *self.options, "--out", str(out)], self.root)

    def forget(self, aside):
        """Derivatives of images; what was built is remembered in the output folder itself."""
        kept = self.root / MEMORY
        if kept.exists():
            kept.rename(aside / "cache")

    def page(self, site):
        return first_page(self.root / "sites" / site / "actualites", "index.md")


class Linted(Parvis):
    """The same with every page linted; results are kept beside the output, so that only `cold` pays."""

    name = "linted"
    options = []


def first_page(folder, index):
    return min(path for path in folder.iterdir() if path.name != index)


def compare(programs, runs, folder):
    """All costs, by program and moment; programs take turns so that a busy machine hurts both alike."""
    costs = {(program.name, moment): [] for program in programs for moment in ("cold", "again", "edit")}
    sizes = {}
    for run in range(runs):
        for program in programs:
            out = folder / f"{program.name}-{run}"
            aside = folder / f"{program.name}-{run}-aside"
            aside.mkdir(parents=True)
            program.forget(aside)
            costs[program.name, "cold"].append(program.build(out))
            sizes[program.name] = tree_size(out)
            costs[program.name, "again"].append(program.build(out))
            site = program.sites[len(program.sites) // 2]
            page = program.page(site)
            text = page.read_text()
            try:
                page.write_text(f"{text}\nModification numéro {run + 1}.\n")
                costs[program.name, "edit"].append(program.build(out, site))
            finally:
                page.write_text(text)
            print(f"  {program.name}, run {run + 1} of {runs} done", file=sys.stderr)
    return costs, sizes


def report(programs, costs, sizes, pages):
    """Medians; the spread of the wall time tells how quiet the machine was."""
    print(f"\n{pages} pages; medians of {len(next(iter(costs.values())))} runs")
    print(f"{'':14}{'processor':>11}{'wall':>9}{'(from – to)':>17}{'peak':>9}{'files':>9}{'bytes':>10}")
    for moment in ("cold", "again", "edit"):
        for program in programs:
            runs = costs[program.name, moment]
            walls = [run.wall for run in runs]
            files, size = sizes[program.name]
            spread = f"{min(walls):.2f} – {max(walls):.2f}"
            print(
                f"{moment + ' ' + program.name:14}"
                f"{statistics.median(run.processor for run in runs):>9.2f} s"
                f"{statistics.median(walls):>7.2f} s{spread:>17}"
                f"{max(run.peak for run in runs) / 1e6:>6.0f} MB{files:>9}{size / 1e6:>7.1f} MB"
            )
    *ours, theirs = programs
    for program in ours if theirs.name == Hugo.name else []:
        for moment in ("cold", "again", "edit"):
            ratio = statistics.median(run.processor for run in costs[theirs.name, moment]) / max(
                statistics.median(run.processor for run in costs[program.name, moment]), 1e-3
            )
            print(f"{moment}: {theirs.name} takes {ratio:.1f} times the processor time of {program.name}")
    print(f"peak: the largest process; of hugo, {os.cpu_count()} run at once; load average {os.getloadavg()[0]:.1f} at the end", flush=True)


def main():
    parser = argparse.ArgumentParser(description="Use benches/compare.sh, which prepares everything.")
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--hugo", required=True)
    parser.add_argument("--parvis", required=True)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", choices=["parvis", "hugo"])
    parser.add_argument("--lint", action="store_true", help="time Parvis with its linter too")
    parser.add_argument("--keep", action="store_true", help="leave the last trees for reading")
    arguments = parser.parse_args()
    corpus = arguments.corpus.resolve()
    work = arguments.work.resolve()

    kinds = [Parvis] + [Linted] * arguments.lint
    programs = [kind(os.path.abspath(arguments.parvis), corpus) for kind in kinds]
    programs.append(Hugo(os.path.abspath(arguments.hugo), corpus))
    wanted = {None: (Parvis, Hugo), "parvis": Parvis, "hugo": Hugo}[arguments.only]
    programs = [program for program in programs if isinstance(program, wanted)]

    stamp = work / "deleted"
    if stamp.exists() and (wait := stamp.stat().st_mtime + FORGOTTEN_AFTER - time.time()) > 0:
        print(f"waiting {wait:.0f} s: trees were deleted just before", file=sys.stderr)
        time.sleep(wait)
    # Every program then reads from memory, whoever is first.
    for path in corpus.rglob("*"):
        if path.is_file():
            path.read_bytes()

    sites = len(programs[0].sites)
    markdown = sum(1 for path in corpus.rglob("*.md") if path.name not in ("index.md", "_index.md"))
    folder = work / time.strftime("out-%Y%m%d-%H%M%S")
    try:
        costs, sizes = compare(programs, arguments.runs, folder)
        report(programs, costs, sizes, f"{sites} sites, {markdown // 2}")  # each page is there twice
    finally:
        if not arguments.keep and folder.exists():
            print("deleting the outputs; this may take minutes", file=sys.stderr)
            shutil.rmtree(folder)
            os.sync()
            stamp.touch()


if __name__ == "__main__":
    main()
