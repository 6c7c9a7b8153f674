#!/usr/bin/env python3
"""Whether what the pages say of the drawing "What the machine saw" holds, run after run.

    tests/bench/machine_sentences.py [--server http://localhost:3000] [--runs 10] [--only WORD]

Runs each listing that a page says such a sentence of, and each edit, on a server of this book that runs already. Quotes
each sentence, and fails if its page has it no longer, or has another one that nobody judges here. A sentence is judged as
it is meant: a thin line is asleep for four fifths of what is drawn of it, and "most" is more than half. Prints in how many
runs each held, and what was seen where it did not; the exit code is 1 if one did not hold in all. What others compute
meanwhile is seen too, so a machine that is busy says nothing of the sentences. Linux, Python 3.11.
"""
import argparse
import json
import os
import pathlib
import re
import sys
import time
import tomllib
import urllib.error
import urllib.request
from collections import namedtuple

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]

# Shares of a lane.
THIN, MOST, HARDLY = 0.8, 0.5, 0.1

LINE = re.compile(r"^[ \t]*(\d{1,9}) ms \| (.*?) \| (.*)$")

Span = namedtuple("Span", "state core start end")


class Lane:
    """A thread, as it is drawn."""

    def __init__(self, process, thread, spans):
        self.process, self.name, self.spans = process, f"{process}/{thread}", spans

    def time(self, *states, start=0, end=float("inf")):
        """How long it was in one of these states between two moments; without a state, how long it was seen."""
        those = (span for span in self.spans if not states or span.state in states)
        return sum(max(min(span.end, end) - max(span.start, start), 0) for span in those)

    def share(self, *states):
        return self.time(*states) / max(self.time(), 1)

    def solid(self):
        return [span for span in self.spans if span.state == "core"]

    def __str__(self):
        shares = (f"{state} {self.share(state):.0%}" for state in ("core", "ready", "asleep", "kernel") if self.time(state))
        return f"{self.name}: {', '.join(shares) or 'nothing'} of {self.time():.0f} ms"


class Drawing:
    """What a page draws of a run: theme/js/machine/model.js makes the same of the same events."""

    def __init__(self, events):
        of_threads = [event for event in events if event["event"] == "thread"]
        told = next((event for event in events if event["event"] == "threads"), {})
        if "cores" not in told:
            sys.exit(f"this server sees no threads: {told.get('unavailable', 'it says nothing of them')}")
        self.cores, self.step = told["cores"], told["step"]
        self.lines, delay = log_lines(events)
        self.processes = list(dict.fromkeys(event["process"] for event in sorted(of_threads, key=lambda it: it["from"])))
        rank = lambda key: (self.processes.index(key[0]), key[0] != key[1], key[1])
        keys = sorted({(event["process"], event["thread"]) for event in of_threads}, key=rank)
        self.lanes = [Lane(process, thread, drawn(of_threads, process, thread, delay)) for process, thread in keys]

    @property
    def main(self):
        return self.lanes[0]

    @property
    def others(self):
        return self.lanes[1:]

    def moments(self, begins, lane=None):
        """When lines came whose text begins so."""
        return [ms for ms, own, what in self.lines if what.startswith(begins) and lane in (None, own)]

    def __str__(self):
        return "; ".join(str(lane) for lane in self.lanes)


def log_lines(events):
    """The log lines, and how far the server's clock is ahead of theirs: a line comes late, never early."""
    texts = [event for event in events if event["event"] == "stdout"]
    begins, delay = True, float("inf")
    for event in texts:
        first = LINE.match(event["text"].split("\n")[0])
        if begins and first:
            delay = min(delay, event["at"] - int(first[1]))
        begins = event["text"].endswith("\n")
    found = map(LINE.match, "".join(event["text"] for event in texts).splitlines())
    lines = [(int(line[1]), line[2].split(" @ ")[0].strip(), line[3]) for line in found if line]
    return lines, delay if lines else 0


def drawn(events, process, thread, delay):
    """The spans of a thread on the axis of the log lines; what was before the first of them is cut off."""
    own = [event for event in events if (event["process"], event["thread"]) == (process, thread)]
    spans = [Span(it["state"], it["core"], max(round(it["from"] - delay), 0), round(it["to"] - delay)) for it in own]
    return [span for span in spans if span.end > span.start]


# What the sentences say. Each function returns whether it is so.


def has_lanes(count):
    return lambda drawing: len(drawing.lanes) == count


def are_thin(count):
    return lambda drawing: len(drawing.lanes) == count and all(lane.share("asleep") >= THIN for lane in drawing.lanes)


def is_one_asleep(drawing):
    return len(drawing.lanes) == 1 and drawing.main.share("asleep") >= THIN


def is_idle(drawing):
    return sum(lane.time("core", "ready") for lane in drawing.lanes) <= HARDLY * drawing.main.time()


def processes_move(drawing):
    """Of six processes on fewer cores, and their parent, which began first."""
    children = [lane for lane in drawing.lanes if lane.process != min(drawing.processes)]
    moves = sum(a.core != b.core for lane in children for a, b in zip(lane.solid(), lane.solid()[1:]))
    in_pieces = [lane for lane in children if lane.time("ready") > 0 and max((span.end - span.start for span in lane.solid()), default=0) <= MOST * lane.time()]
    return drawing.cores >= 6 or (len(in_pieces) > len(children) / 2 and moves > 0)


def solid_is_parallel(drawing):
    """Two threads that had more than one core's time are seen on two cores at once; else each stood in line."""
    ann, bo = drawing.others
    took = max(span.end for lane in (ann, bo) for span in lane.spans)
    if ann.time("core") + bo.time("core") <= 1.2 * took:
        return ann.time("ready") > 0 and bo.time("ready") > 0
    both = [(one, other) for one in ann.solid() for other in bo.solid() if one.core != other.core]
    return any(min(one.end, other.end) > max(one.start, other.start) for one, other in both)


def sleeps_meanwhile(one, other, share):
    """Each of two threads is asleep, not ready, while the other has the lock: from its line "work" to its next, "block"."""

    def judge(drawing):
        asleep = ready = 0
        for lane, holder in zip(drawing.others, (other, one)):
            own = [(ms, what) for ms, name, what in drawing.lines if name == holder]
            for (start, what), (end, _) in zip(own, own[1:]):
                if what.startswith("work"):
                    asleep += lane.time("asleep", start=start, end=end)
                    ready += lane.time("ready", start=start, end=end)
        return len(drawing.lanes) == 3 and asleep > share * (asleep + ready)

    return judge


def neither_sleeps(drawing):
    return len(drawing.lanes) == 3 and all(lane.share("asleep") <= HARDLY for lane in drawing.others)


def waits_then_computes(drawing):
    waits, computes = drawing.others
    return waits.share("asleep") > MOST and computes.share("core", "ready") >= THIN


def eight_on_two_cores(drawing):
    eight = drawing.others
    hatched = sum(lane.time("ready") for lane in eight) > MOST * sum(lane.time() for lane in eight)
    return drawing.cores != 2 or (len(eight) == 8 and hatched and drawing.main.share("asleep") >= THIN)


def a_lane_for_each_worker(drawing):
    return len(drawing.others) == drawing.cores and drawing.main.share("asleep") >= THIN


def two_want_a_core(drawing):
    begun = drawing.moments("compute")
    start, end = min(begun), max(begun)
    want = (lane.time("core", "ready", start=start, end=end) >= THIN * lane.time(start=start, end=end) for lane in drawing.others)
    return len(drawing.lanes) == 3 and end > start and all(want) and drawing.main.share("asleep") > MOST


# A sentence of a page, the listing, the edit if it is said of one (its name, or what is changed into what), and the judge.
Claim = namedtuple("Claim", "page sentence listing edit holds")

CLAIMS = [
    Claim("models/reading-timelines", "There are four lanes, one of them for `main`, which stamped nothing, and all four are thin lines: brewing took no core.", "stamp", None, are_thin(4)),
    Claim("models/reading-timelines", "The bars say working, and the lanes below them are as thin as before.", "stamp", (("block: the tea brews", "brew the tea"),), are_thin(4)),
    Claim("processes/what-a-process-is", "most processes are hatched while they stand in line and solid in short pieces, and some change the core now and then.", "share_the_cores", None, processes_move),
    Claim("models/concurrent-is-not-parallel", "two lanes that are solid at the same moment, on two cores, are parallel, and a hatched piece is a thread in line for a core.", "overlap_two_threads", None, solid_is_parallel),
    Claim("models/concurrent-is-not-parallel", "where a thread waits for the mill, the machine's lane is thin now, and not hatched; it sleeps, cores or no cores.", "overlap_two_threads", "one_mill", sleeps_meanwhile("ann", "bo", THIN)),
    Claim("models/waiting-or-computing", "the thread of the first job is a thin line for most of its time, and that of the second is solid, or hatched where others have the core.", "wait_vs_burn", None, waits_then_computes),
    Claim("threads/too-many-threads", "on two cores are eight lanes, hatched mostly, and `main`'s thin one.", "split_1_to_256", (("&[1, 2];", "&[8];"), ("300_000", "3_000_000")), eight_on_two_cores),
    Claim("threads/send-sync-gil", "with the lock a thread's lane is a thin line in between, asleep until the lock is free; ", "gil_by_hand", None, sleeps_meanwhile("thread A", "thread B", MOST)),
    Claim("threads/send-sync-gil", "make the edit, and neither of them sleeps.", "gil_by_hand", "remove_the_gil", neither_sleeps),
    Claim("threads/rayon", "a lane for each worker, and `main` is a thin line, for it waits for them.", "par_map", "one_word", a_lane_for_each_worker),
    Claim("threads/rayon", "What the machine saw of it are three thin lines: nobody computed.", "custom_pool", None, are_thin(3)),
    Claim("async/runtime", "has one lane for all of them.", "flavor_switch", None, has_lanes(1)),
    Claim("async/runtime", "(Make the edit, and the machine sees three threads.)", "flavor_switch", "two_workers", has_lanes(3)),
    Claim("async/blocking-the-loop", "is the same of both programs, one thread, asleep for nearly all of its time;", "sleep_swap", None, is_one_asleep),
    Claim("async/blocking-the-loop", "is the same of both programs, one thread, asleep for nearly all of its time;", "sleep_swap", "block_the_thread", is_one_asleep),
    Claim("async/blocking-the-loop", "the processor is idle, as the Python output shows, and the machine's thin line.", "sleep_swap", "block_the_thread", is_idle),
    Claim("async/offloading", "has five thin lines: the drivers' threads, and the runtime's.", "offload_blocking", None, are_thin(5)),
    Claim("async/offloading", "The machine sees two threads that want a core while photos are left, and the runtime's, mostly asleep.", "rayon_oneshot", None, two_want_a_core),
]

# Where a page says what the drawing shows.
SPEAKS = re.compile(r"^(?!#).*(?:#what-the-machine-saw|What the machine saw of|[Tt]he machine sees|the machine's (?:lane|thin line)).*$", re.M)


def faults():
    """Sentences that are gone from their page, and those that nobody judges."""
    for claim in CLAIMS:
        if claim.sentence not in (REPOSITORY / "src" / f"{claim.page}.md").read_text():
            yield f"src/{claim.page}.md has no longer: {claim.sentence}"
    for file in sorted((REPOSITORY / "src").glob("*/*.md")):
        page = file.relative_to(REPOSITORY / "src").with_suffix("").as_posix()
        own = [claim.sentence for claim in CLAIMS if claim.page == page]
        for line in SPEAKS.finditer(file.read_text()):
            if not any(sentence in line[0] for sentence in own):
                yield f"src/{page}.md says what nobody judges: {line[0]}"


def program(claim):
    """The listing's text with the edit made in it, as a page sends it."""
    folder = REPOSITORY / "listings" / claim.page
    text = (folder / f"src/bin/{claim.listing}.rs").read_text()
    edit = claim.edit
    if isinstance(edit, str):
        change = tomllib.loads((folder / f"edits/{edit}.toml").read_text())
        edit = ((change["find"], change["replace"]),)
    for find, replace in edit or ():
        if text.count(find) != 1:
            sys.exit(f"{claim.listing} does not have just once: {find}")
        text = text.replace(find, replace)
    return text


def watched(server, code):
    """A run of the program, drawn; where the server has no place for it at the moment, it is asked again."""
    body = json.dumps({"code": code, "threads": True}).encode()
    request = urllib.request.Request(f"{server}/run", body, {"Content-Type": "application/json"})
    for _ in range(60):
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                events = [json.loads(line) for line in answer]
            break
        except urllib.error.HTTPError as error:
            if error.code != 503:
                raise
            time.sleep(1)
    else:
        sys.exit("the server has had no place for a minute")
    if not events[-1].get("success"):
        sys.exit(f"a program failed: {events[-1]}\n{code}")
    return Drawing(events)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", default="http://localhost:3000")
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--only", default="", help="a word of a page, a listing or an edit")
    arguments = parser.parse_args()
    wrong = list(faults())
    print(*wrong, sep="\n", end="\n" if wrong else "")
    print(f"load before: {os.getloadavg()[0]:.1f}\n\n{'held':>8}  listing, edit: what the page says")
    for claim in CLAIMS:
        title = f"{claim.listing}, {claim.edit if isinstance(claim.edit, str) else ', '.join('→'.join(change) for change in claim.edit)}" if claim.edit else claim.listing
        if arguments.only not in f"{claim.page} {title}":
            continue
        code = program(claim)
        drawings = [watched(arguments.server, code) for _ in range(arguments.runs)]
        failed = [drawing for drawing in drawings if not claim.holds(drawing)]
        print(f"{arguments.runs - len(failed):2} of {arguments.runs:2}  {title}: {claim.sentence.strip()}", flush=True)
        for drawing in failed:
            print(f"{'':10}seen: {drawing}", flush=True)
        wrong += failed
    print(f"\nload after: {os.getloadavg()[0]:.1f}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
