#!/usr/bin/env python3
"""Fifty readers on two servers behind HAProxy, of which one is killed again and again; then a thousand runs at once.

    tests/bench/fleet.py --prepared FOLDER [--seconds 600] [--readers 50] [--kill-every 60] [--runs 1000]

FOLDER is what `cargo book prepare FOLDER` has made; $CARGO_BOOK names the program, if it is not target/debug/cargo-book.
Prints: wrong results (0 wanted; a run whose server was killed is lost, and no result is wrong), what is left afterwards,
the servers' memory, how long pages took meanwhile (99 of 100 within 200 ms), and for the thousand how many were answered
by a result or a 503 within ten seconds (all). Fails if a figure is beyond its bar. Linux, HAProxy, Python 3.11.
"""
import argparse
import asyncio
import json
import os
import pathlib
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

import soak

REPOSITORY = soak.REPOSITORY
TOKEN = "the-token-of-the-load-test"


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Instance:
    """One server, started anew after it was killed."""

    def __init__(self, port, name, prepared, folder):
        program = os.environ.get("CARGO_BOOK", REPOSITORY / "target/debug/cargo-book")
        self.command = [program, "serve", "--while-stdin", "--prepared", prepared, "--port", str(port), "--public-name", name, "--token", TOKEN]
        self.environment = {**os.environ, "TMPDIR": folder}
        self.port, self.kills = port, 0
        self.peak = 0
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            self.command, env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def kill(self):
        self.look()
        self.process.kill()
        self.process.wait()
        self.kills += 1

    def look(self):
        """Resident memory, in MiB."""
        try:
            status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
            resident = int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024
        except (OSError, AttributeError):
            return None
        self.peak = max(self.peak, resident)
        return resident

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=60)


class Front:
    """HAProxy with the configuration of deploy/, before these instances."""

    def __init__(self, port, instances, name, folder):
        names = {
            "BOOK_BIND": f"127.0.0.1:{port}",
            "BOOK_NAME": name,
            "BOOK_ONE": f"127.0.0.1:{instances[0].port}",
            "BOOK_TWO": f"127.0.0.1:{instances[1].port}",
        }
        self.port = port
        self.log = open(pathlib.Path(folder) / "haproxy.log", "w")
        self.process = subprocess.Popen(
            ["haproxy", "-q", "-f", REPOSITORY / "deploy/haproxy.cfg"], env={**os.environ, **names}, stdout=self.log, stderr=self.log
        )

    def end(self):
        self.process.terminate()
        self.process.wait()
        self.log.close()


async def ask(front, method, path, body=None, patience=90):
    """Status and body of one request; a body that is cut short raises."""
    reader, writer = await asyncio.open_connection("127.0.0.1", front.port)
    try:
        content = b"" if body is None else json.dumps(body).encode()
        head = f"{method} {path} HTTP/1.1\r\nHost: {front.host}\r\nConnection: close\r\nAuthorization: Bearer {TOKEN}\r\n"
        if body is not None:
            head += f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n"
        writer.write(head.encode() + b"\r\n" + content)
        answer = await asyncio.wait_for(reader.read(), patience)
    finally:
        writer.close()
    head, _, rest = answer.partition(b"\r\n\r\n")
    if not head:
        raise ConnectionError("no answer")
    if b"chunked" in head.lower():
        rest = without_chunks(rest)
    return int(head.split(b" ", 2)[1]), rest


def without_chunks(rest):
    whole = b""
    while True:
        length, newline, rest = rest.partition(b"\r\n")
        if not newline:
            raise ConnectionError("cut short")
        length = int(length, 16)
        if length == 0:
            return whole
        whole, rest = whole + rest[:length], rest[length + 2 :]


class Figures(soak.Figures):
    def __init__(self):
        super().__init__()
        self.lost = 0


async def reader(front, number, until, figures):
    while time.monotonic() < until:
        n = random.randrange(10**9)
        if number % 2 == 1:
            code, wanted = f"{random.choice(soak.HOSTILE)}\n// {n}", None
        else:
            code, wanted = random.choice(soak.GOOD)
            values = {"n": n, "small": n % 100 + 2}
            code = code.format(**values)
            wanted = {name: value.format(**values) for name, value in wanted.items()}
        try:
            status, body = await ask(front, "POST", "/run", {"code": code})
            events = [json.loads(line) for line in body.splitlines()] if status == 200 else []
        except (OSError, ConnectionError, asyncio.TimeoutError):
            # Its server was killed. The page says so, and offers to run it again.
            figures.lost += 1
            continue
        judge(status, events, code, wanted, figures)
        await asyncio.sleep(random.uniform(0.5, 2) if status == 503 else random.uniform(0, 0.2))


def judge(status, events, code, wanted, figures):
    if status in (502, 504):
        figures.lost += 1
    elif status == 503:
        figures.busy += 1
    elif status != 200 or not events or events[-1]["event"] != "exit":
        figures.wrong.append(f"{status}: {code[:60]}: {events[-1:]}")
    elif wanted is None:
        figures.hostile += 1
        if events[-1]["success"]:
            figures.wrong.append(f"hostile: {code[:80]}: {events[-1]}")
    elif soak.judge(events, wanted):
        figures.right += 1
    else:
        figures.wrong.append(f"{code[:80]}: {events[-1]}")


async def look(front, instances, pages, until, figures):
    while time.monotonic() < until:
        started = time.monotonic()
        try:
            status, body = await ask(front, "GET", random.choice(pages))
            if status != 200 or b"</html>" not in body:
                figures.wrong.append(f"a page came with {status}")
        except (OSError, ConnectionError):
            figures.lost += 1
        figures.loads.append((time.monotonic() - started) * 1000)
        for instance in instances:
            instance.look()
        await asyncio.sleep(0.05)


async def killer(instances, every, until):
    turn = 0
    while time.monotonic() + every < until:
        await asyncio.sleep(every)
        instance = instances[turn % len(instances)]
        turn += 1
        instance.kill()
        await asyncio.sleep(3)
        instance.start()


async def wait_until_ready(front, instances):
    while True:
        if front.process.poll() is not None:
            sys.exit(f"haproxy ended: {pathlib.Path(front.log.name).read_text()}")
        try:
            ready = [await ask(front, "GET", "/readyz") for _ in range(4)]
            if all(status == 200 for status, _ in ready):
                return
        except (OSError, ConnectionError):
            pass
        await asyncio.sleep(0.3)


async def soak_all(front, instances, arguments):
    figures = Figures()
    await wait_until_ready(front, instances)
    _, index = await ask(front, "GET", "/")
    pages = ["/"] + ["/" + path for path in set(re.findall(r'href="([\w/-]+\.html)"', index.decode()))]
    until = time.monotonic() + arguments.seconds
    readers = [reader(front, number, until, figures) for number in range(arguments.readers)]
    await asyncio.gather(look(front, instances, pages, until, figures), killer(instances, arguments.kill_every, until), *readers)
    return figures


async def at_once(front, count):
    """How long each of so many simultaneous runs took to be answered, and with what."""

    async def one(number):
        started = time.monotonic()
        try:
            status, body = await ask(front, "POST", "/run", {"code": f'fn main() {{ println!("{number}"); }}'})
            is_right = status != 200 or f'"{number}\\n"'.encode() in body
        except (OSError, ConnectionError, asyncio.TimeoutError) as error:
            status, is_right = repr(error), False
        return time.monotonic() - started, status, is_right

    return await asyncio.gather(*(one(number) for number in range(count)))


def descendants(pids):
    parents = {}
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            rest = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        parents.setdefault(int(rest[1]), []).append(int(stat.parent.name))
    found = list(pids)
    for pid in found:
        found += parents.get(pid, [])
    return found[len(pids) :]


def tell(bars):
    failed = False
    for name, value, most, unit in bars:
        missed = value > most
        failed |= missed
        print(f"{value:8.1f}{unit:4} {name}: the bar is {most}{'  MISSED' if missed else ''}")
    return failed


def measure(front, instances, folder, arguments):
    figures = asyncio.run(soak_all(front, instances, arguments))
    time.sleep(6)
    # Each server keeps a launcher ready for the next program.
    left = descendants([instance.process.pid for instance in instances])[len(instances):]
    print(f"{arguments.readers} readers, {arguments.seconds} s, {sum(i.kills for i in instances)} kills, load {os.getloadavg()[0]:.1f}:")
    print(f"{figures.right} right, {figures.hostile} hostile, {figures.busy} times busy, {figures.lost} lost with their server")
    print(f"{len(figures.loads)} page loads, median {soak.percentile(figures.loads, 0.5):.0f} ms")
    for what in figures.wrong[:10]:
        print(f"  wrong: {what}")
    asyncio.run(wait_until_ready(front, instances))
    answers = asyncio.run(at_once(front, arguments.runs))
    done = sum(status == 200 for _, status, _ in answers)
    busy = sum(status == 503 for _, status, _ in answers)
    others = [status for _, status, _ in answers if status not in (200, 503)]
    print(f"{arguments.runs} runs at once: {done} results, {busy} times 503, {len(others)} others {others[:3]}, load {os.getloadavg()[0]:.1f}")
    ended = max(instance.end() for instance in instances)
    return [
        ("wrong results", len(figures.wrong), 0, ""),
        ("processes left", len(left), 0, ""),
        ("resident memory of a server, at the most", max(i.peak for i in instances), 150, " MiB"),
        ("page loads, 99 of 100 within", soak.percentile(figures.loads, 0.99), 200, " ms"),
        ("of the runs at once, answered by neither result nor 503", arguments.runs - done - busy, 0, ""),
        ("of them, wrong", sum(not right for _, _, right in answers) - len(others), 0, ""),
        ("of them, the slowest", max(took for took, _, _ in answers), 10, " s"),
        ("exit code of a server", ended, 0, ""),
        ("files left by the servers", len([file for file in os.listdir(folder) if file != "haproxy.log"]), 0, ""),
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--prepared", required=True, type=pathlib.Path)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--kill-every", type=int, default=60)
    parser.add_argument("--runs", type=int, default=1000)
    arguments = parser.parse_args()
    if not shutil.which("haproxy"):
        sys.exit("haproxy is not installed (Debian: apt install haproxy)")
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        port = free_port()
        name = f"localhost:{port}"
        instances = [Instance(free_port(), f"http://{name}", arguments.prepared.resolve(), folder) for _ in range(2)]
        front = Front(port, instances, name, folder)
        front.host = name
        try:
            bars = measure(front, instances, folder, arguments)
        finally:
            front.end()
            for instance in instances:
                instance.process.kill()
    sys.exit(tell(bars))


if __name__ == "__main__":
    main()
