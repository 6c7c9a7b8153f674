#!/usr/bin/env python3
"""Serves other mdBooks, presses Run on every block that their pages let a reader run, and compares with bare rustc.

Usage: tests/bench/other_books.py [--program target/debug/cargo-book] [--with CRATE]... [--only WORD] [--at-most N] [--jobs N]
       FOLDER...

Each FOLDER holds the book.toml of a book that you have fetched. A block counts as the same if both compile it, or both
refuse it with the same error codes, and if both programs end alike and print the same lines, in whatever order. A program that prints something
else each time is run up to three times. Bare rustc gets the crates that the server has prepared, and may use the network,
which programs in the sandbox may not. What differs is printed, and what git says was written into the book; the exit code
is 1 if there is any of it.
"""

import argparse
import html.parser
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

TIME = 10  # seconds, as the server has it for a program


class Blocks(html.parser.HTMLParser):
    """The runnable blocks of a page: editions and texts; and the links in it."""

    def __init__(self):
        super().__init__()
        self.blocks, self.links = [], []
        self.in_playground = False
        self.classes = self.text = None

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        classes = (attributes.get("class") or "").split()
        if tag == "a" and attributes.get("href"):
            self.links.append(attributes["href"])
        elif tag == "pre":
            self.in_playground = "playground" in classes
        elif tag == "code" and self.in_playground:
            self.classes, self.text = classes, ""

    def handle_data(self, data):
        if self.text is not None:
            self.text += data

    def handle_endtag(self, tag):
        if tag == "code" and self.text is not None:
            if "no_run" not in self.classes:
                editions = [name[7:] for name in self.classes if name.startswith("edition")]
                self.blocks.append((editions[-1] if editions else "2015", self.text))
            self.text = None
        elif tag == "pre":
            self.in_playground = False


def parse(text):
    blocks = Blocks()
    blocks.feed(text)
    return blocks


def ask(address, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=300) as answer:
        return answer.read().decode()


def codes(text):
    return tuple(sorted(set(re.findall(r"^error\[(E\d+)\]", text, re.M))))


def served(address, edition, code):
    """What the server says: how it ended, and what was printed."""
    channel = "nightly" if "#![feature" in code else "stable"
    body = {"channel": channel, "mode": "debug", "edition": edition, "crateType": "bin", "tests": False,
            "backtrace": False, "code": code}
    try:
        answer = json.loads(ask(address + "execute", body))
    except urllib.error.HTTPError as error:
        return ("refused", json.loads(error.read())["error"])
    if answer["exitDetail"] == "did not compile":
        return ("compile", codes(answer["stderr"]))
    return ("ran", answer["exitDetail"], answer["stdout"])


def bare(rustc, edition, code):
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder, "main.rs")
        source.write_text(code)
        compiled = subprocess.run([*rustc, f"--edition={edition}", "--crate-type=bin", "-o", f"{folder}/main", source],
                                  cwd=folder, capture_output=True, text=True)
        if compiled.returncode != 0:
            return ("compile", codes(compiled.stderr))
        try:
            ran = subprocess.run([f"{folder}/main"], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True,
                                 timeout=TIME)
        except subprocess.TimeoutExpired as error:
            return ("ran", "stopped", (error.stdout or b"").decode(errors="replace"))
        end = f"Exited with status {ran.returncode}"
        if ran.returncode < 0:
            end = f"Exited with signal {-ran.returncode}"
        return ("ran", end, ran.stdout.decode(errors="replace"))


def same(one, other):
    if one[0] == "refused" and "asks for the nightly compiler" in one[1]:
        # Which bare rustc refuses as well, if it is no nightly: the attribute, or what it is for.
        return other[0] == "compile" and bool({"E0554", "E0658"} & set(other[1]))
    if one[0] != "ran" or other[0] != "ran":
        return one == other
    # One that is stopped for its time has printed what there was time for.
    if other[1] == "stopped":
        return "may run for" in one[1] or "signal 9" in one[1]
    return one[1].startswith(other[1]) and lines(one[2]) == lines(other[2])


def lines(printed):
    """What was printed, in whatever order, since threads may take turns otherwise; addresses differ each time."""
    return sorted(re.sub(r"\b0x[0-9a-f]{6,}", "0x…", printed).splitlines())


def compare(address, rustc, place, edition, code):
    for _ in range(3):
        results = served(address, edition, code), bare(rustc, edition, code)
        if same(*results):
            return None
    return place, *results


def start(program, folder, wishes):
    command = [program, "serve", "--port", "0", "--book", folder, *(word for wish in wishes for word in ("--with", wish))]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    for line in server.stdout:
        print(" ", line.rstrip())
        found = re.search(r"served at (http://\S+/)", line)
        if found:
            return server, found[1]
    sys.exit(f"error: {folder} is not served")


def wait_until_ready(address):
    while True:
        health = json.loads(ask(address + "healthz"))
        if health["ready"]:
            return
        if (health["preparing"] or "").startswith("failed"):
            sys.exit("error: " + health["preparing"])
        time.sleep(1)


def crates(home, address):
    """The arguments with which rustc finds the crates that the server has prepared."""
    folders = sorted(home.glob("prepared/crates-*"), key=lambda folder: folder.stat().st_mtime, reverse=True)
    names = [known["id"] for known in json.loads(ask(address + "meta/crates", {}))["crates"]]
    for folder in folders:
        arguments = [f"-Ldependency={folder}"]
        for name in names:
            files = [*folder.glob(f"lib{name}-*.rlib"), *folder.glob(f"lib{name}-*.so")]
            arguments += [word for file in files[:1] for word in ("--extern", f"{name}={file}")]
        # Other folders are another compiler's, or hold other crates.
        uses = "".join(f"extern crate {name};" for name in names)
        if bare(["rustc", "-Ccodegen-units=1", *arguments], "2021", uses + "fn main() {}")[0] == "ran":
            return arguments
    sys.exit(f"error: bare rustc can use none of the prepared crates in {home}")


def chosen(work, most):
    """So many of the blocks, from the whole book; all of them if there are no more."""
    if most is None or len(work) <= most:
        return work
    return [work[number * len(work) // most] for number in range(most)]


def changes(folder):
    """What git says has changed in a folder; nothing where git knows nothing of it."""
    said = subprocess.run(["git", "status", "--porcelain", "."], cwd=folder, capture_output=True, text=True)
    return set(said.stdout.splitlines())


def measure(options, folder, home):
    print(folder)
    before = changes(folder)
    server, address = start(options.program, folder, options.crates)
    try:
        wait_until_ready(address)
        rustc = ["rustc", "-Ccodegen-units=1", *crates(home, address)]
        links = parse(ask(address + "toc.html")).links
        pages = dict.fromkeys(link.split("#")[0] for link in links if "://" not in link)
        work = []
        for page in pages:
            if options.only in page:
                blocks = parse(ask(address + page)).blocks
                work += [(f"{page} block {number}", *block) for number, block in enumerate(blocks, 1)]
        tried = chosen(work, options.at_most)
        with ThreadPoolExecutor(options.jobs) as pool:
            results = list(pool.map(lambda task: compare(address, rustc, *task), tried))
    finally:
        server.terminate()
        server.wait()
    differ = [result for result in results if result]
    for place, here, there in differ:
        print(f"  {place}:\n    served: {here}\n    bare:   {there}")
    written = changes(folder) - before
    print(f"  {len(tried)} of {len(work)} blocks on {len(pages)} pages, {len(differ)} differ; {len(written)} files written")
    for line in sorted(written):
        print("   ", line)
    return len(differ) + len(written)


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--program", default="target/debug/cargo-book")
    words.add_argument("--with", dest="crates", action="append", default=[])
    words.add_argument("--only", default="", help="pages whose address has this in it")
    words.add_argument("--at-most", type=int, metavar="N", help="so many of a book's blocks, from all its pages")
    words.add_argument("--jobs", type=int, default=2)
    words.add_argument("folders", nargs="+", metavar="FOLDER")
    options = words.parse_args()
    said = subprocess.run([options.program, "--help"], capture_output=True, text=True).stdout
    home = pathlib.Path(re.search(r"is kept in\s+(\S+),", said)[1])
    sys.exit(1 if sum([measure(options, folder, home) for folder in options.folders]) else 0)


if __name__ == "__main__":
    main()
