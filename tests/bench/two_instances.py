#!/usr/bin/env python3
"""What a second server behind HAProxy adds, each server held to a share of a core: runs a second of two against one.

    tests/bench/two_instances.py --prepared FOLDER [--share 0.3] [--seconds 30] [--rounds 4] [--readers 8]

FOLDER is what `cargo book prepare FOLDER` has made; $CARGO_BOOK names the program, if it is not target/debug/cargo-book.
A server, its compilers and its programs are in one cgroup, and have its share of a core together; so cores are free for a
second server wherever twice the share is less than the machine. They, HAProxy and the readers go before everything else
that the machine does, so that a busy one measures the same. Each round measures one server alone, the first and the second
by turns, and then both. Every run is a program that no cache knows. Prints runs a second, and how much of the time a server
had used up its share: well below 100 %, something else held it up. Fails if a result is wrong, or if two servers complete
less than 1.8 times the runs of one. Linux as root (cgroups of version 1, or 2, with the controller `cpu`), HAProxy,
Python 3.11.
"""
import argparse
import asyncio
import contextlib
import os
import pathlib
import random
import shutil
import sys
import tempfile
import time
import types

import fleet

WANTED = 1.8
PERIOD_US = 100_000
# Before it is counted what the readers get done.
START = 3
CGROUPS = pathlib.Path("/sys/fs/cgroup")


class Group:
    """A cgroup that goes before all others; with a share, its processes have as much of a core together."""

    def __init__(self, name, share=None):
        name = f"book-bench-{os.getpid()}-{name}"
        quota = -1 if share is None else int(PERIOD_US * share)
        if (CGROUPS / "cgroup.controllers").exists():
            self.folders = self.unified(CGROUPS / name, quota)
        else:
            self.folders = self.separate(CGROUPS / "cpu" / name, quota)
        self.processes = self.folders[0] / "cgroup.procs"

    @staticmethod
    def separate(folder, quota):
        """Version 1: the controller has a tree of its own, and the server makes its groups for programs in others."""
        folder.mkdir()
        (folder / "cpu.shares").write_text("262144")
        (folder / "cpu.cfs_period_us").write_text(str(PERIOD_US))
        (folder / "cpu.cfs_quota_us").write_text(str(quota))
        return [folder]

    @staticmethod
    def unified(folder, quota):
        """Version 2: the server makes its groups in the nearest folder that counts, which must be the limited one."""
        (CGROUPS / "cgroup.subtree_control").write_text("+cpu +memory +pids")
        folder.mkdir()
        (folder / "cpu.weight").write_text("10000")
        (folder / "cpu.max").write_text(f"{'max' if quota < 0 else quota} {PERIOD_US}")
        (folder / "cgroup.subtree_control").write_text("+memory +pids")
        (folder / "server").mkdir()
        return [folder / "server", folder]

    def periods(self):
        """In how many periods something ran in it, and in how many of these its share was used up."""
        lines = (self.folders[-1] / "cpu.stat").read_text().splitlines()
        stat = dict(line.split() for line in lines)
        return int(stat["nr_periods"]), int(stat["nr_throttled"])

    def remove(self):
        """Once the last process has gone."""
        for folder in self.folders:
            for _ in range(100):
                try:
                    folder.rmdir()
                    break
                except OSError:
                    time.sleep(0.1)


@contextlib.contextmanager
def before_all_others():
    """This process and those that it starts go before the rest of the machine."""
    lines = pathlib.Path("/proc/self/cgroup").read_text().splitlines()
    folders = {name: path.strip("/") for _, names, path in (line.split(":", 2) for line in lines) for name in names.split(",")}
    home = (CGROUPS / "cpu" / folders["cpu"] if "cpu" in folders else CGROUPS / folders[""]) / "cgroup.procs"
    group = Group("front")
    group.processes.write_text(str(os.getpid()))
    try:
        yield
    finally:
        home.write_text(str(os.getpid()))
        group.remove()


class Limited(fleet.Instance):
    """A server in a group of its own, from its first instruction."""

    def __init__(self, number, share, name, prepared, folder):
        self.group = Group(number, share)
        super().__init__(fleet.free_port(), name, prepared, folder)

    def start(self):
        enter = ["sh", "-c", 'echo $$ >"$0" && exec "$@"', self.group.processes]
        self.command = [*enter, *self.command]
        super().start()


async def reader(front, window, tally):
    while time.monotonic() < window[1]:
        n = random.randrange(10**12)
        status, body = await fleet.ask(front, "POST", "/run", {"code": f'fn main() {{ println!("{n}"); }}'})
        if status == 503:
            tally.busy += 1
            await asyncio.sleep(0.2)
        elif status != 200 or f'"{n}\\n"'.encode() not in body:
            tally.wrong.append(f"{status}: {body[-200:]}")
        elif window[0] <= time.monotonic() < window[1]:
            tally.done += 1


async def measure(front, instances, arguments):
    """What these readers got done in the middle of the time: neither their start nor their end counts."""
    tally = types.SimpleNamespace(done=0, busy=0, wrong=[])
    begin = time.monotonic() + START
    readers = [reader(front, (begin, begin + arguments.seconds), tally) for _ in range(arguments.readers)]

    async def look():
        await asyncio.sleep(START)
        before = [instance.group.periods() for instance in instances]
        await asyncio.sleep(arguments.seconds)
        after = [instance.group.periods() for instance in instances]
        used_up = sum(late[1] - early[1] for early, late in zip(before, after))
        return used_up / max(sum(late[0] - early[0] for early, late in zip(before, after)), 1)

    tally.used_up, *_ = await asyncio.gather(look(), *readers)
    return tally


def compare(fronts, instances, arguments):
    """Runs that one server completed, runs that two did, and what was wrong."""
    one = two = 0
    wrong = []
    for front in fronts:
        asyncio.run(fleet.wait_until_ready(front, instances))
    for number in range(arguments.rounds):
        turn = number % 2
        alone = asyncio.run(measure(fronts[turn], [instances[turn]], arguments))
        both = asyncio.run(measure(fronts[2], instances, arguments))
        one, two, wrong = one + alone.done, two + both.done, wrong + alone.wrong + both.wrong
        told = [
            f"{name} {tally.done / arguments.seconds:.2f} runs a second (share used up {tally.used_up:.0%}, {tally.busy} times busy)"
            for name, tally in (("one", alone), ("two", both))
        ]
        print(f"{', '.join(told)}, {both.done / max(alone.done, 1):.2f} times as many; load {os.getloadavg()[0]:.1f}", flush=True)
    return one, two, wrong


def servers(fronts, instances, arguments, folder):
    """Starts both, and three balancers: before the first, before the second, before both."""
    # One name, whichever of the balancers is asked.
    name = f"localhost:{fleet.free_port()}"
    for number in range(2):
        instances.append(Limited(number, arguments.share, f"http://{name}", arguments.prepared.resolve(), folder))
    nobody = types.SimpleNamespace(port=fleet.free_port())
    for behind in ([instances[0], nobody], [instances[1], nobody], instances):
        fronts.append(fleet.Front(fleet.free_port(), behind, name, folder))
        fronts[-1].host = name


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--prepared", required=True, type=pathlib.Path)
    parser.add_argument("--share", type=float, default=0.3, help="of one core, for each server")
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--readers", type=int, default=8)
    arguments = parser.parse_args()
    if not shutil.which("haproxy"):
        sys.exit("haproxy is not installed (Debian: apt install haproxy)")
    instances, fronts = [], []
    with tempfile.TemporaryDirectory() as folder, before_all_others():
        os.chmod(folder, 0o755)
        try:
            servers(fronts, instances, arguments, folder)
            one, two, wrong = compare(fronts, instances, arguments)
        finally:
            for front in fronts:
                front.end()
            for instance in instances:
                instance.kill()
                instance.group.remove()
    for what in wrong[:10]:
        print(f"  wrong: {what}")
    ratio = two / max(one, 1)
    print(f"two servers of {arguments.share} cores complete {ratio:.2f} times the runs of one: at least {WANTED} is wanted")
    sys.exit(bool(wrong) or ratio < WANTED)


if __name__ == "__main__":
    main()
