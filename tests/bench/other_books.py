#!/usr/bin/env python3
"""Serves other mdBooks, presses Run on every block that their pages let a reader run, and compares with bare rustc.

Usage: tests/bench/other_books.py [--program target/debug/cargo-book] [--with CRATE]... [--only WORD] [--jobs N] FOLDER...

Each FOLDER holds the book.toml of a book that you have fetched. A block counts as the same if both compile it, or both
refuse it with the same error codes, and if both programs end alike and print the same lines, in whatever order. A program that prints something
else each time is run up to three times. Bare rustc gets the crates that the server has prepared, and may use the network,
which programs in the sandbox may not. What differs is printed; the exit code is 1 if anything does.
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
        compiled = subprocess.run([*rustc, f"--edition={edition}", "-o", f"{folder}/main", source],
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
    if one[0] != "ran" or other[0] != "ran":
        return one == other
    # One that is stopped for its time has printed what there was time for.
    if other[1] == "stopped":
        return "may run for" in one[1] or "signal 9" in one[1]
    # Threads may take turns otherwise.
    return one[1].startswith(other[1]) and sorted(one[2].splitlines()) == sorted(other[2].splitlines())


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
    folders = sorted(home.glob("prepared/crates-*"), key=lambda folder: folder.stat().st_mtime)
    arguments = []
    for known in json.loads(ask(address + "meta/crates", {}))["crates"]:
        for folder in reversed(folders):
            files = [*folder.glob(f"lib{known['id']}-*.rlib"), *folder.glob(f"lib{known['id']}-*.so")]
            if files:
                arguments += ["--extern", f"{known['id']}={files[0]}"]
                if not any(argument.startswith("-L") for argument in arguments):
                    arguments.append(f"-Ldependency={folder}")
                break
    return arguments


def measure(options, folder, home):
    print(folder)
    server, address = start(options.program, folder, options.crates)
    try:
        wait_until_ready(address)
        rustc = ["rustc", "-Ccodegen-units=1", "--cap-lints=allow", *crates(home, address)]
        links = parse(ask(address + "toc.html")).links
        pages = dict.fromkeys(link.split("#")[0] for link in links if "://" not in link)
        work = []
        for page in pages:
            if options.only in page:
                blocks = parse(ask(address + page)).blocks
                work += [(f"{page} block {number}", *block) for number, block in enumerate(blocks, 1)]
        with ThreadPoolExecutor(options.jobs) as pool:
            results = list(pool.map(lambda task: compare(address, rustc, *task), work))
    finally:
        server.terminate()
        server.wait()
    differ = [result for result in results if result]
    for place, here, there in differ:
        print(f"  {place}:\n    served: {here}\n    bare:   {there}")
    print(f"  {len(work)} blocks on {len(pages)} pages, {len(differ)} differ")
    return len(differ)


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--program", default="target/debug/cargo-book")
    words.add_argument("--with", dest="crates", action="append", default=[])
    words.add_argument("--only", default="", help="pages whose address has this in it")
    words.add_argument("--jobs", type=int, default=2)
    words.add_argument("folders", nargs="+", metavar="FOLDER")
    options = words.parse_args()
    said = subprocess.run([options.program, "--help"], capture_output=True, text=True).stdout
    home = pathlib.Path(re.search(r"is kept in\s+(\S+),", said)[1])
    sys.exit(1 if sum([measure(options, folder, home) for folder in options.folders]) else 0)


if __name__ == "__main__":
    main()
