#!/usr/bin/env python3
"""What readers cost: processors, servers and money, from measured figures. Change any of them.

    deploy/budget.py [--readers 100 10000 1000000] [--runs-per-hour 12] [--edited 0.5] ...

The two CPU times are to be measured where the book is to run: `deploy/budget.py --measure PROGRAM PREPARED` starts that
server, has it compile and run twenty programs, then run them again, and tells what it took of the processors. Linux,
Python 3.11, no packages.
"""
import argparse
import json
import math
import os
import pathlib
import re
import subprocess
import urllib.request


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readers", type=int, nargs="+", default=[100, 10_000, 1_000_000], help="who read at the same time")
    parser.add_argument("--runs-per-hour", type=float, default=12, help="of one reader")
    parser.add_argument("--edited", type=float, default=0.5, help="part of the runs that are compiled; the others are listings as printed")
    parser.add_argument("--compile-seconds", type=float, default=0.25, help="of a processor, for one compilation")
    parser.add_argument("--run-seconds", type=float, default=0.03, help="of a processor, for one run; waiting costs none")
    parser.add_argument("--ahead", type=float, default=1.5, help="compilations ahead of a run that are not used, for each that is; 0 in public mode")
    parser.add_argument("--cached", type=float, default=0.2, help="part of the edited programs that were compiled before: suggested edits")
    parser.add_argument("--peak", type=float, default=4, help="the busiest minute against the mean: a class presses Run together")
    parser.add_argument("--use", type=float, default=0.6, help="part of the processors that may be busy at the peak")
    parser.add_argument("--cores", type=int, default=4, help="of one instance")
    parser.add_argument("--price", type=float, default=0.04, help="of one core for an hour, with its memory; any currency")
    parser.add_argument("--page-megabytes", type=float, default=0.4, help="that a reader loads in an hour, compressed")
    parser.add_argument("--measure", nargs=2, metavar=("PROGRAM", "PREPARED"), help="measure a server on this machine instead")
    return parser.parse_args()


def seconds_a_run(given):
    """Of a processor, for one press of Run, with what is compiled ahead of it."""
    compiled = given.edited * (1 - given.cached)
    return given.run_seconds + compiled * given.compile_seconds * (1 + given.ahead)


def row(readers, given):
    runs_a_second = readers * given.runs_per_hour / 3600
    mean = runs_a_second * seconds_a_run(given)
    cores = max(2, math.ceil(mean * given.peak / given.use))
    # One for the one that fails, or is being replaced.
    instances = math.ceil(cores / given.cores) + 1
    price = instances * given.cores * given.price
    gigabits = readers * given.page_megabytes * 8 / 3600 / 1000
    return [
        f"{readers:,}",
        f"{runs_a_second:,.1f}",
        f"{mean:,.1f}",
        f"{instances * given.cores:,}",
        f"{instances:,}",
        f"{price:,.2f}",
        f"{price / readers * 1000:,.2f}",
        f"{gigabits:,.3f}",
    ]


def table(given):
    heads = ["readers at once", "runs a second", "cores busy, mean", "cores", f"instances of {given.cores}", "an hour", "an hour for 1,000", "pages, Gbit/s"]
    print(f"A run takes {seconds_a_run(given):.3f} s of a processor, and a core serves", end=" ")
    print(f"{3600 / given.runs_per_hour / seconds_a_run(given) * given.use / given.peak:,.0f} readers.\n")
    print("| " + " | ".join(heads) + " |")
    print("|" + "---:|" * len(heads))
    for readers in given.readers:
        print("| " + " | ".join(row(readers, given)) + " |")


PROGRAM = """
#[tokio::main]
async fn main() {{
    let tasks: Vec<_> = (0..3).map(|n| tokio::spawn(async move {{ tokio::time::sleep(std::time::Duration::from_millis(50)).await; n + {} }})).collect();
    for task in tasks {{ println!("{{}}", task.await.unwrap()); }}
}}
"""


def measure(program, prepared, times=20):
    """Of the processors, by the server and all that it started and waited for."""
    command = [program, "serve", "--port", "0", "--while-stdin", "--prepared", prepared]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    said = ""
    while "Ctrl-C ends it" not in said:
        line = server.stdout.readline()
        if not line:
            raise SystemExit(f"the server ended: {said}")
        said += line
    port = re.search(r"localhost:(\d+)", said)[1]

    def used():
        fields = pathlib.Path(f"/proc/{server.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")

    def run_all():
        before = used()
        for number in range(times):
            content = json.dumps({"code": PROGRAM.format(number)}).encode()
            request = urllib.request.Request(f"http://localhost:{port}/run", content, {"Content-Type": "application/json"})
            with urllib.request.urlopen(request, timeout=60) as answer:
                if b'"success":true' not in answer.read():
                    raise SystemExit("a program did not run")
        return (used() - before) / times

    both, run = run_all(), run_all()
    print(f"--compile-seconds {both - run:.3f} --run-seconds {run:.3f}")
    server.terminate()
    server.wait()


def main():
    given = parse()
    if given.measure:
        measure(*given.measure)
    else:
        table(given)


if __name__ == "__main__":
    main()
