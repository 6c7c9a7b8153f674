#!/usr/bin/env python3
"""Fifty readers for one minute: half of them hostile, the others check that what they get is right.

    tests/bench/soak.py [--seconds 60] [--readers 50]

Builds the server, starts it on a free port, and prints: wrong results (0 wanted), what is left afterwards of
processes, folders and descriptors (0), the server's resident memory (flat, at most 100 MiB), and how long page loads
took meanwhile (99 of 100 within 200 ms). Fails if a figure is beyond its bar. Linux, Python 3.11, no packages.
"""
import argparse
import asyncio
import json
import os
import pathlib
import random
import re
import signal
import subprocess
import sys
import tempfile
import time

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]

# Each with what its run must come to: its output, or how it is stopped.
GOOD = [
    ("fn main() {{ println!(\"{n}\"); }}", {"stdout": "{n}\n"}),
    ("fn main() {{ let t = std::thread::spawn(|| {n}); println!(\"{{}}\", t.join().unwrap()); }}", {"stdout": "{n}\n"}),
    (
        "#[tokio::main]\nasync fn main() {{ tokio::time::sleep(std::time::Duration::from_millis(20)).await; println!(\"{n}\"); }}",
        {"stdout": "{n}\n"},
    ),
    ("fn main() {{ nothing{n} }}", {"detail": "did not compile"}),
    ("fn main() {{ std::process::exit({small}) }}", {"code": "{small}"}),
    (
        "fn main() {{ let me = std::env::current_exe().unwrap();\n if std::env::args().count() > 1 {{ println!(\"{n}\"); }}\n"
        " else {{ std::process::Command::new(me).arg(\"child\").status().unwrap(); }} }}",
        {"stdout": "{n}\n"},
    ),
]
HOSTILE = [
    "fn main() { loop { std::process::Command::new(std::env::current_exe().unwrap()).spawn().ok(); } }",
    "fn main() { loop { std::thread::Builder::new().spawn(|| std::thread::park()).ok(); } }",
    "fn main() { let mut all = vec![]; loop { all.push(vec![1u8; 1 << 20]); } }",
    "fn main() { loop { println!(\"{}\", \"x\".repeat(1000)); } }",
    "fn main() { let mut n = 0; loop { n += 1; std::fs::write(format!(\"f{n}\"), vec![1; 1 << 20]).ok(); } }",
    "fn main() { std::process::abort() }",
    "fn main() { loop {} }",
    "#![allow(long_running_const_eval)]\nconst X: u8 = loop {};\nfn main() { println!(\"{X}\") }",
    "static X: &[u8] = include_bytes!(\"/dev/zero\"); fn main() { println!(\"{}\", X.len()) }",
    "fn main() { println!(\"{:?}\", std::fs::read_to_string(\"/etc/shadow\")); unsafe { *(8 as *mut u8) = 1 } }",
]


class Server:
    """`cargo book serve`, with its temporary files in a folder of its own."""

    def __init__(self, folder, arguments=()):
        program = os.environ.get("CARGO_BOOK")
        if not program:
            subprocess.run(["cargo", "build", "--quiet", "--package", "cargo-book"], cwd=REPOSITORY, check=True)
            program = REPOSITORY / os.environ.get("CARGO_TARGET_DIR", "target") / "debug/cargo-book"
        command = [program, "serve", "--port", "0", "--while-stdin", *arguments]
        environment = {**os.environ, "TMPDIR": folder}
        self.process = subprocess.Popen(
            command, cwd=REPOSITORY, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        said = ""
        while "Ctrl-C ends it" not in said:
            line = self.process.stdout.readline()
            if not line:
                sys.exit(f"the server ended: {said}")
            said += line
        self.port = int(re.search(r"localhost:(\d+)", said).group(1))
        self.proc = pathlib.Path(f"/proc/{self.process.pid}")

    def resident(self):
        status = (self.proc / "status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024

    def descriptors(self):
        return len(list((self.proc / "fd").iterdir()))

    def descendants(self):
        parents = {}
        for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
            try:
                number, rest = stat.parent.name, stat.read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            parents.setdefault(int(rest[1]), []).append(int(number))
        found = [self.process.pid]
        for pid in found:
            found += parents.get(pid, [])
        return found[1:]

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=20)


async def ask(port, method, path, body=None):
    """Status, headers and body of one request on a connection of its own."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        content = b"" if body is None else json.dumps(body).encode()
        head = f"{method} {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n"
        if body is not None:
            head += f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n"
        writer.write(head.encode() + b"\r\n" + content)
        answer = await reader.read()
    finally:
        writer.close()
    head, _, rest = answer.partition(b"\r\n\r\n")
    if b"chunked" in head.lower():
        whole, at = bytearray(), 0
        # Some answers are of a hundred thousand pieces: none is copied twice.
        while (end := rest.find(b"\r\n", at)) > at and (length := int(rest[at:end], 16)):
            whole += rest[end + 2 : end + 2 + length]
            at = end + 2 + length + 2
        rest = bytes(whole)
    return int(head.split(b" ", 2)[1]), rest


class Figures:
    def __init__(self):
        self.right = self.busy = self.hostile = 0
        self.wrong = []
        self.loads = []
        self.resident = []


async def run(port, code, figures):
    """The events of a run; none if the server was busy."""
    status, body = await ask(port, "POST", "/run", {"code": code})
    if status == 503:
        figures.busy += 1
        await asyncio.sleep(random.uniform(0.5, 2))
        return None
    if status != 200:
        raise ValueError(f"status {status}: {body[:200]}")
    return [json.loads(line) for line in body.splitlines()]


def judge(events, wanted):
    last = events[-1]
    found = {
        "stdout": "".join(event["text"] for event in events if event["event"] == "stdout"),
        "detail": last.get("detail"),
        "code": str(last.get("code")),
    }
    return all(found[name] == value for name, value in wanted.items())


async def reader(port, number, until, figures):
    is_hostile = number % 2 == 1
    while time.monotonic() < until:
        n = random.randrange(10**9)
        if is_hostile:
            code, wanted = f"{random.choice(HOSTILE)}\n// {n}", None
        else:
            code, wanted = random.choice(GOOD)
            values = {"n": n, "small": n % 100 + 2}
            code = code.format(**values)
            wanted = {name: value.format(**values) for name, value in wanted.items()}
        try:
            events = await run(port, code, figures)
        except (OSError, ValueError, IndexError) as error:
            figures.wrong.append(f"{code[:80]}: {error!r}")
            continue
        if events is None:
            continue
        if wanted is None:
            figures.hostile += 1
            if events[-1]["event"] != "exit" or events[-1]["success"]:
                figures.wrong.append(f"hostile: {code[:80]}: {events[-1]}")
        elif judge(events, wanted):
            figures.right += 1
        else:
            figures.wrong.append(f"{code[:80]}: {events[-1]}")
        await asyncio.sleep(random.uniform(0, 0.2))


async def look(server, pages, until, figures):
    while time.monotonic() < until:
        started = time.monotonic()
        status, body = await ask(server.port, "GET", random.choice(pages))
        figures.loads.append((time.monotonic() - started) * 1000)
        if status != 200 or b"</html>" not in body:
            figures.wrong.append(f"a page came with {status}")
        figures.resident.append(server.resident())
        await asyncio.sleep(0.05)


async def wait_until_ready(port):
    while True:
        _, body = await ask(port, "GET", "/healthz")
        if json.loads(body)["ready"]:
            return
        await asyncio.sleep(0.5)


async def soak(server, arguments):
    figures = Figures()
    await wait_until_ready(server.port)
    _, index = await ask(server.port, "GET", "/")
    pages = ["/"] + ["/" + path for path in set(re.findall(r'href="([\w/-]+\.html)"', index.decode()))]
    for page in pages:
        await ask(server.port, "GET", page)
    before = (server.resident(), server.descriptors(), len(server.descendants()))
    until = time.monotonic() + arguments.seconds
    readers = [reader(server.port, number, until, figures) for number in range(arguments.readers)]
    await asyncio.gather(look(server, pages, until, figures), *readers)
    await asyncio.sleep(6)
    return figures, before


def percentile(values, part):
    return sorted(values)[min(int(len(values) * part), len(values) - 1)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--readers", type=int, default=50)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        server = Server(folder)
        figures, (resident, descriptors, processes) = asyncio.run(soak(server, arguments))
        left_processes = len(server.descendants()) - processes
        left_descriptors = server.descriptors() - descriptors
        left_folders = [path for own in pathlib.Path(folder).iterdir() for path in own.iterdir()]
        bars = [
            ("wrong results", len(figures.wrong), 0, ""),
            ("processes left", left_processes, 0, ""),
            ("descriptors left", left_descriptors, 0, ""),
            ("folders left", len(left_folders), 0, ""),
            ("resident memory, at the most", max(figures.resident), 100, " MiB"),
            ("page loads, 99 of 100 within", percentile(figures.loads, 0.99), 200, " ms"),
        ]
        ended = server.end()
        bars.append(("exit code of the server", ended, 0, ""))
        bars.append(("files left by the server", len(os.listdir(folder)), 0, ""))
    print(f"{arguments.readers} readers, {arguments.seconds} s: {figures.right} right, {figures.hostile} hostile, {figures.busy} times busy")
    print(f"resident memory before: {resident:.1f} MiB; {len(figures.loads)} page loads, median {percentile(figures.loads, 0.5):.0f} ms")
    for what in figures.wrong[:10]:
        print(f"  wrong: {what}")
    failed = False
    for name, value, most, unit in bars:
        missed = value > most
        failed |= missed
        print(f"{value:8.1f}{unit:4} {name}: the bar is {most}{'  MISSED' if missed else ''}")
    sys.exit(failed)


if __name__ == "__main__":
    main()
