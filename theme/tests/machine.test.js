// @ts-check
import assert from "node:assert/strict";
import test from "node:test";
import { modelsOf } from "../js/machine/model.js";
import { ranAtOnce, sentence, shares, timesOf } from "../js/machine/sums.js";
import { tracksOf } from "../js/machine/trace.js";
import { momentOf, whereFrom } from "../js/machine/words.js";
import { Watched } from "../js/figure/run/watched.js";
import { marksOf } from "../js/timeline/model.js";
import { dice } from "./dice.js";

/** @typedef {import("../js/types.js").ThreadSpan} Span */

/**
 * @param {[number, number, string, number | null, Span["state"], number, number][]} rows
 * @returns {Span[]}
 */
const spansOf = (rows) => rows.map(([process, thread, name, core, state, from, to]) => ({ process, thread, name, core, state, from, to }));

/** @param {Span[]} spans @param {Partial<import("../js/types.js").Seen>} [more] */
const seenOf = (spans, more = {}) => ({ spans, step: 2, cores: 2, offset: 0, cutAt: null, isRecorded: false, why: "", ...more });

/** Two workers share core 1 while the main thread sleeps. */
const TWO = spansOf([
  [2, 3, "program", 1, "core", 4, 20],
  [2, 2, "program", 0, "core", 0, 4],
  [2, 2, "program", null, "asleep", 4, 44],
  [2, 4, "program", null, "ready", 4, 18],
  [2, 4, "baker", 1, "core", 18, 40],
  [2, 3, "miller", null, "ready", 20, 40],
]);

test("a lane for each thread, the main one first, by its last name", () => {
  const { threads } = modelsOf(seenOf(TWO));
  assert.deepEqual(threads.lanes.map(({ name }) => name), ["main", "miller", "baker"]);
  assert.deepEqual(threads.lanes[2].segments.map(({ what, from, to }) => [what, from, to]), [["ready, waits for a core", 4, 18], ["core 1", 18, 40]]);
  assert.deepEqual(threads.segments.map(({ line }) => line), [0, 1, 2, 3, 4, 5]);
  assert.equal(threads.end, 44);
});

test("a thread without a name of its own goes by its number", () => {
  const unnamed = spansOf([[2, 2, "python3", 0, "core", 0, 4], [2, 5, "python3", 1, "core", 2, 8], [2, 6, "miller", 1, "core", 8, 12]]);
  assert.deepEqual(modelsOf(seenOf(unnamed)).names, ["main", "thread 5", "miller"]);
});

test("threads of one name are told apart, and processes are named where there are several", () => {
  const twins = spansOf([[2, 2, "p", 0, "core", 0, 4], [2, 3, "w", 0, "core", 4, 8], [2, 4, "w", 0, "core", 8, 12]]);
  assert.deepEqual(modelsOf(seenOf(twins)).names, ["main", "w 3", "w 4"]);
  const child = spansOf([[7, 7, "p", 1, "core", 6, 9], [2, 2, "p", 0, "core", 0, 4]]);
  assert.deepEqual(modelsOf(seenOf(child)).names, ["2 › main", "7 › main"]);
});

test("a core has one thread at a time: who comes ends who was there", () => {
  const { cores } = modelsOf(seenOf(TWO));
  assert.deepEqual(cores.lanes.map(({ name, segments }) => [name, segments.map(({ what, from, to }) => [what, from, to])]), [
    ["core 0", [["main", 0, 4]]],
    ["core 1", [["miller", 4, 18], ["baker", 18, 40]]],
  ]);
});

test("a core on which nothing ran has a lane, unless the machine has many", () => {
  const one = spansOf([[2, 2, "p", 3, "core", 0, 4]]);
  assert.deepEqual(modelsOf(seenOf(one, { cores: 4 })).cores.lanes.map(({ name }) => name), ["core 0", "core 1", "core 2", "core 3"]);
  assert.deepEqual(modelsOf(seenOf(one, { cores: 64 })).cores.lanes.map(({ name }) => name), ["core 3"]);
});

test("times are those of the log lines; what was before them is cut off", () => {
  const { threads } = modelsOf(seenOf(spansOf([[2, 2, "p", 0, "core", 0, 8], [2, 2, "p", null, "asleep", 8, 30.4], [2, 2, "p", 0, "core", 30.4, 31]]), { offset: 10.2 }));
  assert.deepEqual(threads.segments.map(({ state, from, to }) => [state, from, to]), [["asleep", 0, 20], ["core", 20, 21]]);
});

test("nothing seen is nothing drawn", () => {
  const { threads, cores } = modelsOf(seenOf([]));
  assert.deepEqual([threads.lanes, threads.end, cores.lanes.length], [[], 0, 2]);
  assert.equal(sentence(threads, cores, 2), "");
});

test("the numbers say who, how many at once, and where the time went", () => {
  const { threads, cores } = modelsOf(seenOf(TWO));
  assert.deepEqual(timesOf(threads.segments), { core: 42, ready: 34, asleep: 40, kernel: 0 });
  assert.equal(sentence(threads, cores, 2), "3 threads, at most 1 ran at once · of their time: on a core 36\u00a0%, ready and waiting 29\u00a0%, asleep 34\u00a0%");
  assert.equal(shares({ core: 999, ready: 1, asleep: 0, kernel: 0 }), "on a core 100\u00a0%, ready and waiting under 1\u00a0%");
});

test("what overlaps by less than a look did perhaps not run at once", () => {
  const turns = spansOf([[2, 3, "a", 0, "core", 0, 10], [2, 4, "b", 1, "core", 9, 20], [2, 3, "a", 0, "core", 19, 30]]);
  assert.equal(ranAtOnce(modelsOf(seenOf(turns)).cores, 2), 1);
  const both = spansOf([[2, 3, "a", 0, "core", 0, 10], [2, 4, "b", 1, "core", 6, 20]]);
  assert.equal(ranAtOnce(modelsOf(seenOf(both)).cores, 2), 2);
});

test("a moment tells who does what", () => {
  const { threads } = modelsOf(seenOf(TWO));
  assert.equal(momentOf(threads, 10), "10 ms: main asleep; miller on core 1; baker ready, waits for a core");
  assert.equal(momentOf(threads, 99), "99 ms: no thread is there");
});

test("what cannot be seen is said", () => {
  assert.equal(whereFrom(seenOf([]), 300), "Looked at every 2 ms: what is shorter is not seen.");
  assert.match(whereFrom(seenOf([], { isRecorded: true, cutAt: 1210, offset: 10 }), 3000), /^Recorded on a machine with 2 cores, looked at every 2 ms at first, then less often: .* nothing is known after 1200 ms\.$/);
});

test("a trace has a track for each thread and for each core", () => {
  const { threads, cores } = modelsOf(seenOf(TWO));
  const events = tracksOf(threads, cores);
  const spans = events.filter(({ ph }) => ph === "X");
  assert.equal(spans.length, threads.segments.length + cores.segments.length);
  assert.deepEqual(new Set(spans.map(({ pid }) => pid)), new Set([2, 3]));
  assert.deepEqual(events.filter(({ name }) => name === "process_name").map(({ args }) => /** @type {any} */ (args).name), ["The machine saw: threads", "The machine saw: cores"]);
});

test("four thousand spans are made lanes quickly, and marks that can be drawn", () => {
  const roll = dice(5);
  const states = /** @type {Span["state"][]} */ (["core", "ready", "asleep", "kernel"]);
  /** @type {Span[]} */
  const spans = [];
  const at = new Map();
  for (let index = 0; index < 4000; index += 1) {
    const thread = 2 + roll(40);
    const from = at.get(thread) ?? roll(20);
    const state = states[roll(4)];
    const to = from + 2 + roll(40);
    at.set(thread, to);
    spans.push({ process: 2, thread, name: `worker-${thread}`, core: state === "core" ? roll(2) : null, state, from, to });
  }
  const begun = performance.now();
  const { threads, cores } = modelsOf(seenOf(spans));
  const took = performance.now() - begun;
  assert.ok(took < 500, `${took} ms`);
  assert.equal(threads.segments.length, 4000);
  for (const { segments } of [...threads.lanes, ...cores.lanes]) {
    segments.forEach(({ from, to }, index) => {
      assert.ok(to > from && (index === 0 || from >= segments[index - 1].to), `${from} to ${to}`);
    });
  }
  const grain = threads.end / 22;
  const marks = threads.lanes.map((lane) => marksOf(/** @type {any} */ (lane), threads.end, grain).length);
  assert.ok(marks.reduce((sum, count) => sum + count, 0) < 1000 + threads.lanes.length * 22, `${marks}`);
});

test("the server's clock is set by the line that came soonest", () => {
  const watched = new Watched(true);
  watched.take({ event: "threads", step: 2, cores: 4 });
  watched.take({ event: "stdout", text: "  0 ms | a | start\n  1 ms | a | wait\n", at: 9.5 });
  watched.take({ event: "stdout", text: "  20 ms | a | wo", at: 27 });
  watched.take({ event: "stdout", text: "rk 5 ms | a | x\n 40 ms | a | done\n", at: 28 });
  watched.take({ event: "stderr", text: "no log line\n", at: 2 });
  watched.take({ event: "stdout", text: " 50 ms | a | done\n", at: 58.25 });
  watched.take({ event: "thread", ...TWO[0] });
  watched.take({ event: "threads", cut: true, at: 70 });
  const seen = watched.result("local");
  assert.deepEqual([seen.offset, seen.step, seen.cores, seen.cutAt, seen.spans], [8.25, 2, 4, 70, [TWO[0]]]);
});

test("where nothing was seen, a sentence says why", () => {
  const refused = new Watched(true);
  refused.take({ event: "threads", unavailable: "This system does not tell." });
  assert.equal(refused.result("local").why, "This system does not tell.");
  assert.match(new Watched(false).result("local").why, /not watched/);
  assert.match(new Watched(true).result("playground").why, /book's own server/);
  assert.equal(new Watched(true).result("local").offset, 0);
});

test("where nothing is logged, time begins with the program", () => {
  const watched = new Watched(true);
  for (const span of TWO) watched.take({ event: "thread", ...span, from: span.from + 70, to: span.to + 70 });
  assert.equal(watched.result("local").offset, 70);
});
