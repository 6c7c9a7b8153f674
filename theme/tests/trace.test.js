// @ts-check
import assert from "node:assert/strict";
import test from "node:test";
import { modelOf } from "../js/timeline/model.js";
import { traceOf } from "../js/timeline/trace.js";
import { anyOutput } from "./dice.js";

/**
 * What the Trace Event Format asks of a file, as far as it uses metadata, complete and instant events.
 * @param {any} trace
 */
function check(trace) {
  assert.ok(Array.isArray(trace.traceEvents));
  assert.equal(trace.displayTimeUnit, "ms");
  /** @type {Map<number, number>} */
  const ends = new Map();
  for (const event of trace.traceEvents) {
    assert.ok(["M", "X", "i"].includes(event.ph), event.ph);
    for (const number of [event.ts, event.pid, event.tid]) assert.ok(Number.isInteger(number) && number >= 0, JSON.stringify(event));
    assert.ok(typeof event.name === "string" && event.name !== "");
    assert.equal(typeof event.args, "object");
    if (event.ph === "i") assert.ok(["t", "p", "g"].includes(event.s));
    if (event.ph !== "X") continue;
    assert.ok(Number.isInteger(event.dur) && event.dur >= 0, JSON.stringify(event));
    // Events of one thread may nest but not overlap; these follow each other.
    assert.ok(event.ts >= (ends.get(event.tid) ?? 0), JSON.stringify(event));
    ends.set(event.tid, event.ts + event.dur);
  }
}

test("lanes are threads, segments complete events, ends instants", () => {
  const model = modelOf("0 ms | a @ worker 1 | start\n5 ms | b | wait: x\n10 ms | a | done\n40 ms | b | go\n");
  const trace = traceOf(model, "Timeline of Listing 1.1");
  check(trace);
  const named = trace.traceEvents.filter(({ name }) => name === "thread_name");
  assert.deepEqual(named.map(({ tid, args }) => [tid, args]), [[1, { name: "a" }], [2, { name: "b" }]]);
  const rest = trace.traceEvents.filter(({ ph }) => ph !== "M");
  assert.deepEqual(rest.map(({ ph, name, cat, ts, dur, tid }) => [ph, name, cat, ts, dur, tid]), [
    ["X", "start", "working", 0, 10_000, 1],
    ["i", "done", "done", 10_000, undefined, 1],
    ["X", "wait: x", "waiting", 5000, 35_000, 2],
    ["X", "go", "working", 40_000, 0, 2],
  ]);
  assert.deepEqual(rest[0].args, { state: "working", line: 1, worker: "worker 1" });
});

test("any output gives a well-formed trace with all its lines", () => {
  for (let seed = 1; seed <= 2000; seed += 1) {
    const model = modelOf(anyOutput(seed));
    const trace = JSON.parse(JSON.stringify(traceOf(model, "x")));
    check(trace);
    assert.equal(trace.traceEvents.filter((/** @type {any} */ event) => event.ph !== "M").length, model.segments.length);
  }
});
