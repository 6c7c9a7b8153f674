#!/usr/bin/env python3
"""What everybody else notices of an attack, and what it leaves behind.

    tests/bench/attacks.py [--tier A|B] [--at-once 2] [FOLDER or FILE.rs or FILE.py …]

Builds the server (or takes the program in the variable `CARGO_BOOK`), starts it on a free port, and sends it each program
in turn, as many at once as there may be runs; by default those in `attacks/` beside this file. A file whose name begins
with `tests_` is run as tests, and the answer of one that ends in `_unread` is not read for five seconds. Meanwhile pages
and `/healthz` are asked for. A line for each tells how long these took (99 of 100 within 200 ms), what was left of
processes one second after the end (0), of files after five (0), and how much more memory the server holds then (at most
20 MiB). Fails if a figure is beyond its bar. On a machine that does other things as well, times are theirs too: a line
without an attack tells how much. Linux, Python 3.11, no packages.
"""
import argparse
import asyncio
import json
import os
import pathlib
import random
import re
import sys
import tempfile
import time

sys.dont_write_bytecode = True
from soak import Server, ask, percentile, wait_until_ready

HERE = pathlib.Path(__file__).parent
LATENCY, PROCESSES, FILES, MEMORY = 200, 0, 0, 20


async def attack(port, program):
    """Sends one program; how it ended, or that nobody read how."""
    is_python = program.suffix == ".py"
    question = {"code": program.read_text() + f"\n{'#' if is_python else '//'} {random.randrange(10**9)}\n"}
    if is_python:
        question["language"] = "python"
    if program.stem.startswith("tests_"):
        question["tests"] = True
    if program.stem.endswith("_unread"):
        content = json.dumps(question).encode()
        _, writer = await asyncio.open_connection("127.0.0.1", port, limit=4096)
        head = f"POST /run HTTP/1.1\r\nHost: localhost:{port}\r\nContent-Type: application/json\r\n"
        writer.write(f"{head}Content-Length: {len(content)}\r\n\r\n".encode() + content)
        await asyncio.sleep(5)
        writer.transport.abort()
        return "not read"
    status, body = await ask(port, "POST", "/run", question)
    if status != 200:
        return str(status)
    last = json.loads(body.splitlines()[-1])
    return str(last.get("stopped") or last.get("detail") or last.get("message"))


async def look(port, pages, is_over, times):
    """Asks for a page and for the health in turns, until it is over."""
    while not is_over.is_set():
        for path in ("/healthz", random.choice(pages)):
            started = time.monotonic()
            status, _ = await ask(port, "GET", path)
            times.append((time.monotonic() - started) * 1000 if status == 200 else float("inf"))
        await asyncio.sleep(0.02)


async def until_none(count, seconds):
    """How many are there at last, and how long it took until there were none."""
    started = time.monotonic()
    while (left := count()) and time.monotonic() - started < seconds:
        await asyncio.sleep(0.05)
    return left, time.monotonic() - started


def work_files(folder):
    """What is in the work folders of runs and compilations, these included."""
    return [path for own in pathlib.Path(folder).glob("cargo-book-work-*") for path in own.iterdir()]


async def measure(server, folder, pages, program, at_once):
    """One attack: how it ended, the times of others, and what it left."""
    # Counted, not named: a launcher is kept ready for the next program, and is another one after every run.
    known, memory = len(server.descendants()), server.resident()
    times, is_over = [], asyncio.Event()
    looking = [asyncio.create_task(look(server.port, pages, is_over, times)) for _ in range(2)]
    if program is None:
        await asyncio.sleep(5)
        ends = ["nothing"]
    else:
        ends = await asyncio.gather(*(attack(server.port, program) for _ in range(at_once)))
    is_over.set()
    processes, gone = await until_none(lambda: max(0, len(server.descendants()) - known), 1)
    files, _ = await until_none(lambda: len(work_files(folder)), 5 - gone)
    await asyncio.gather(*looking)
    await until_none(lambda: server.resident() - memory > MEMORY, 5 - gone)
    return ends, times, processes, files, server.resident() - memory


async def all_attacks(server, folder, programs, at_once):
    await wait_until_ready(server.port)
    _, index = await ask(server.port, "GET", "/")
    pages = ["/"] + ["/" + path for path in set(re.findall(r'href="([\w/-]+\.html)"', index.decode()))]
    for page in pages:
        await ask(server.port, "GET", page)
    # Whatever is done for the first time takes longer, and more memory.
    await measure(server, folder, pages, programs[0], at_once)
    missed, every = 0, []
    print(" 99 %    most     asked  processes files    MiB  ended")
    for program in [None, *programs]:
        ends, times, processes, files, memory = await measure(server, folder, pages, program, at_once)
        late = percentile(times, 0.99)
        if program:
            every += times
            missed += processes > PROCESSES or files > FILES or memory > MEMORY
        name = program.stem if program else "no attack"
        figures = f"{late:5.0f} ms {max(times):5.0f} ms {len(times):5}  {processes:9} {files:5} {memory:6.1f}"
        print(f"{figures}  {name}: {', '.join(sorted(set(ends)))}", flush=True)
    late = percentile(every, 0.99)
    print(f"99 of 100 of {len(every)} answers beside attacks within {late:.0f} ms, half within {percentile(every, 0.5):.0f} ms")
    return missed + (late > LATENCY)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tier", choices=["A", "B"])
    parser.add_argument("--at-once", type=int, default=os.cpu_count())
    parser.add_argument("programs", nargs="*", type=pathlib.Path, default=[HERE / "attacks"])
    arguments = parser.parse_args()
    found = [sorted([*path.glob("*.rs"), *path.glob("*.py")]) if path.is_dir() else [path] for path in arguments.programs]
    tier = ["--tier", arguments.tier] if arguments.tier else []
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        server = Server(folder, tier)
        missed = asyncio.run(all_attacks(server, folder, sum(found, []), arguments.at_once))
        ended = server.end()
        left = os.listdir(folder)
    print(f"the server ended with {ended} and left {len(left)} files")
    sys.exit(bool(missed or ended or left))


if __name__ == "__main__":
    main()
