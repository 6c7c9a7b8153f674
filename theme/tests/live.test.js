// @ts-check
import assert from "node:assert/strict";
import test from "node:test";
import { withoutMarks } from "../js/figure/listing.js";
import { PanicReader } from "../js/figure/output/panic.js";
import { remarks } from "../js/figure/output/remarks.js";
import { stateWords } from "../js/timeline/draw.js";
import { Live } from "../js/timeline/live.js";
import { endOf, modelOf } from "../js/timeline/model.js";

/**
 * A timeline without its page.
 * @param {string} text
 * @param {number} [now]
 * @returns {any}
 */
function timelineOf(text, now = 0) {
  const model = modelOf(text);
  return { model, end: Math.max(model.end, now), soon() {}, finish() {}, begin() {} };
}

/** @param {any} timeline */
function bars({ model }) {
  return model.segments.map((/** @type {any} */ segment) => [segment.lane, stateWords(segment), segment.from, endOf(segment, model.end)]);
}

const HUNG = "0 ms | work | has A\n0 ms | rest | done\n100 ms | work | blocked: wants B\n";

test("a run that is cut off keeps its open bars to that moment", () => {
  const timeline = timelineOf(HUNG);
  new Live(timeline).finish({ ms: 10_000, isCut: true, mainPanicked: false });
  assert.deepEqual(bars(timeline), [["work", "working", 0, 100], ["rest", "ended", 0, 0], ["work", "blocked until stopped", 100, 10_000]]);
});

test("a run that ends by itself has its open bars last until its end, and no other is longer for that", () => {
  const open = timelineOf(HUNG);
  new Live(open).finish({ ms: 130.4, isCut: false, mainPanicked: false });
  assert.deepEqual(bars(open).at(-1), ["work", "blocked", 100, 130]);
  const closed = timelineOf("0 ms | a | start\n9 ms | a | done\n");
  new Live(closed).finish({ ms: 130, isCut: false, mainPanicked: false });
  assert.equal(closed.model.end, 9);
});

test("an end that is not known is the last line's", () => {
  const timeline = timelineOf(HUNG);
  new Live(timeline).finish({ ms: 0, isCut: true, mainPanicked: false });
  assert.deepEqual(bars(timeline).at(-1), ["work", "blocked until stopped", 100, 100]);
});

test("a panic ends the lane of its thread's name, and none else", () => {
  const timeline = timelineOf("0 ms | bo | wait\n0 ms | cem | wait\n", 200);
  const live = new Live(timeline);
  live.panicked({ thread: "bo", message: "the pot broke" });
  live.panicked({ thread: "<unnamed>", message: "x" });
  live.finish({ ms: 300, isCut: false, mainPanicked: false });
  assert.deepEqual(bars(timeline), [["bo", "waiting until its panic", 0, 200], ["cem", "waiting", 0, 300]]);
  assert.deepEqual(timeline.model.panics.map((/** @type {any} */ { lane }) => lane), ["bo", null]);
});

test("the thread main is the lane main only if its panic ended the program", () => {
  for (const [mainPanicked, lane, state] of /** @type {[boolean, string | null, string][]} */ ([[true, "main", "working until its panic"], [false, null, "working"]])) {
    const timeline = timelineOf("0 ms | main | start\n", 50);
    const live = new Live(timeline);
    live.panicked({ thread: "main", message: "x" });
    live.finish({ ms: 50, isCut: false, mainPanicked });
    assert.equal(timeline.model.panics[0].lane, lane);
    assert.equal(bars(timeline)[0][1], state);
  }
});

test("a lane that goes on after a panic was not ended by it", () => {
  const timeline = timelineOf("0 ms | bo | wait\n", 200);
  new Live(timeline).panicked({ thread: "bo", message: "x" });
  timeline.model.push("150 ms | bo | go on", 1);
  assert.deepEqual(bars(timeline)[0], ["bo", "waiting", 0, 150]);
});

test("a panic is read from its two lines", () => {
  const read = (/** @type {string[]} */ ...lines) => {
    const reader = new PanicReader();
    return lines.map((line) => reader.read(line)).filter((panic) => panic !== null);
  };
  assert.deepEqual(read("", "thread 'main' (7) panicked at main.rs:18:24:", "the pot broke", "note: run with `RUST_BACKTRACE=1`"), [{ thread: "main", message: "the pot broke" }]);
  assert.deepEqual(read("thread '<unnamed>' panicked at src/main.rs:2:5:", "boom"), [{ thread: "<unnamed>", message: "boom" }]);
  assert.deepEqual(read("the thread 'main' panicked at noon", "x"), []);
});

test("a program is copied without the marks around its hidden lines", () => {
  const code = "// region: hidden\nuse a;\n// endregion\nfn main() {\n    // region: other\n}\n// endregion\n";
  assert.equal(withoutMarks(code), "use a;\nfn main() {\n    // region: other\n}\n// endregion\n");
});

test("nothing is remarked where everything is drawn", () => {
  const live = /** @type {any} */ ({ panics: { count: 0 }, untold: [], untoldCount: 0, lateCount: 0 });
  assert.deepEqual(remarks(modelOf(HUNG), live), []);
});
