// @ts-check
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { shown } from "../js/figure/output/shown.js";
import { parseLine, stateOf } from "../js/timeline/parse.js";
import { whyNotDrawn } from "../js/timeline/untold.js";

/** What `crates/catalogue/src/logline.rs` is tried with as well. */
const cases = JSON.parse(readFileSync(new URL("log-lines.json", import.meta.url), "utf8"));

test("a log line has a time, a lane, a worker, a state", () => {
  for (const { line, ...parts } of cases.drawn) assert.deepEqual(parseLine(line), parts, line);
});

test("plain output is not drawn, and nothing is said of it", () => {
  for (const line of cases.plain) assert.deepEqual([parseLine(line), whyNotDrawn(line)], [null, null], line);
});

test("what looks like a log line and is not drawn is told, with its fault", () => {
  for (const { line, why } of cases.told) assert.deepEqual([parseLine(line), whyNotDrawn(line)], [null, why], line);
});

test("a line is shown as a terminal leaves it", () => {
  /** @type {[string, string][]} */
  const lines = [
    ["plain\ttext é 🫖", "plain\ttext é 🫖"],
    ["\x1b[1;31mred\x1b[0m and \x1b]0;title\x07plain", "red and plain"],
    ["0 ms | ann | start\r", "0 ms | ann | start"],
    ["step 0\rstep 1\rstep 2", "step 2"],
    ["100 %\r 5", " 50 %"],
    ["a long line\r\x1b[Kshort", "short"],
    ["nul\0, bell\x07, next\x85", "nul, bell, next"],
    ["half \ud83e of a letter", "half \ufffd of a letter"],
    ["cut off \x1b[3", "cut off "],
    ["alone \x1b", "alone "],
  ];
  for (const [line, text] of lines) assert.equal(shown(line), text, JSON.stringify(line));
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
