// @ts-check
import assert from "node:assert/strict";
import test from "node:test";
import { parseLine, stateOf } from "../js/timeline/parse.js";

test("a log line has a time, a lane, a worker, a state", () => {
  assert.deepEqual(parseLine("   0 ms | kettle | wait: the water boils"), {
    ms: 0, lane: "kettle", worker: "", what: "wait: the water boils", state: "waiting",
  });
  assert.deepEqual(parseLine(" 301 ms | task 1 @ worker 2 | done"), {
    ms: 301, lane: "task 1", worker: "worker 2", what: "done", state: "done",
  });
});

test("a bar in the text belongs to the text", () => {
  assert.equal(parseLine("1 ms | a | b | c")?.what, "b | c");
  assert.equal(parseLine("1 ms | a | ")?.what, "");
});

test("anything else is plain output", () => {
  for (const line of ["", "ms | a | b", "1 ms | a", "1 ms |  | b", "-1 ms | a | b", "1.5 ms | a | b", "x 1 ms | a | b", "1 ms|a|b"]) {
    assert.equal(parseLine(line), null, line);
  }
});

test("the first word tells the state", () => {
  /** @type {[string, string][]} */
  const cases = [
    ["wait: x", "waiting"], ["Waiting", "waiting"], ["sleep 5", "waiting"], ["awaits", "waiting"],
    ["block: x", "blocked"], ["blocked", "blocked"],
    ["done", "done"], ["done: all", "done"], ["end", "done"], ["ended", "done"], ["exit 3", "done"],
    ["cancelled", "cancelled"], ["cancelled: late", "cancelled"],
    ["start", "working"], ["I wait", "working"], ["", "working"], ["42", "working"],
  ];
  for (const [what, state] of cases) assert.equal(stateOf(what), state, what);
});
