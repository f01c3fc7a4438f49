#!/usr/bin/env python3
"""From saving a page to the browser being told that it is there again, under `parvis serve`.

    cargo build --release --bin parvis --example corpus
    benches/serve.py [--parvis PROGRAM] [--corpus GENERATOR] [--pages N] [--edits N]

Makes one site of the corpus, asks for it once, then saves one page again and again, in three ways:
its text alone, its text with the sum that lists and feeds show, and its title, which lists show too.
Prints the median and the extremes in milliseconds, and the processor time of one edit, the figure to
trust on a busy machine. Measures nothing of a browser.
"""

import argparse
import json
import os
import pathlib
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time


def get(port, host, path):
    """The body of an answer; waits as long as the server does."""
    with socket.create_connection(("127.0.0.1", port)) as link:
        request = f"GET {path} HTTP/1.1\r\nHost: {host}.localhost:{port}\r\nConnection: close\r\n\r\n"
        link.sendall(request.encode())
        answer = b""
        while part := link.recv(65536):
            answer += part
    head, _, body = answer.partition(b"\r\n\r\n")
    if b" 200 " not in head.split(b"\r\n")[0]:
        sys.exit(head.decode(errors="replace"))
    return body.decode(errors="replace")


def main():
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", "target")) / "release"
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--parvis", type=pathlib.Path, default=target / "parvis")
    options.add_argument("--corpus", type=pathlib.Path, default=target / "examples" / "corpus")
    options.add_argument("--pages", type=int, default=200)
    options.add_argument("--edits", type=int, default=25)
    options = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        corpus = pathlib.Path(folder) / "corpus"
        subprocess.run(
            [options.corpus, "--sites", "1", "--pages", str(options.pages), "--out", corpus], check=True
        )
        root = corpus / "parvis"
        site = next((root / "sites").iterdir())
        serve = subprocess.Popen(
            [options.parvis, "-C", root, "serve", "--port", "8790"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )
        try:
            port = None
            for line in serve.stdout:
                if found := re.search(r"http://localhost:(\d+)/", line):
                    port = int(found[1])
                    break
            measure(port, site, options.edits, serve.pid)
        finally:
            serve.terminate()
            serve.wait()


def processor_time(pid):
    """User and system time of a process so far, in milliseconds; 0 where the system does not tell."""
    try:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")
    except OSError:
        return 0


def measure(port, site, edits, pid):
    host = site.name
    page = get(port, host, "/")
    version = int(re.search(r'data-version="(\d+)"', page)[1])
    news = sorted((site / "actualites").glob("*.md"))[7]
    text = news.read_text(encoding="utf-8")
    # No description: what lists show is the first paragraph.
    changes = {
        "text": lambda n: text + f"\nEncore un paragraphe, le {n}.\n",
        "summary": lambda n: re.sub(r"\n---\n+", f"\n---\nUn début, le {n}. ", text, count=1),
        "title": lambda n: re.sub(r"title: .*", f"title: Un titre, le {n}", text, count=1),
    }
    for name, change in changes.items():
        took = []
        before = processor_time(pid)
        for number in range(edits):
            # Nothing is so young any more that it would be read twice.
            time.sleep(0.1)
            # Outside the workspace: one rename is all that it sees.
            beside = site.parents[2] / "beside.md"
            beside.write_text(change(number), encoding="utf-8")
            began = time.perf_counter()
            os.replace(beside, news)
            told = json.loads(get(port, host, f"/__parvis/changes?after={version}"))
            took.append((time.perf_counter() - began) * 1000)
            if told["version"] <= version or told["errors"]:
                sys.exit(f"{name}: {told}")
            version = told["version"]
        took.sort()
        each = (processor_time(pid) - before) / edits
        times = f"median {statistics.median(took):5.1f} ms, {took[0]:.1f} to {took[-1]:.1f}"
        print(f"{name:8} {times}; processor {each:.1f} ms an edit")


main()
