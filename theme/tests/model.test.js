// @ts-check
import assert from "node:assert/strict";
import test from "node:test";
import { endOf, marksOf, modelOf, ticks, within } from "../js/timeline/model.js";
import { anyOutput } from "./dice.js";

test("a segment lasts until its lane's next line", () => {
  const model = modelOf("0 ms | a | start\n5 ms | b | wait\nplain\n10 ms | a | wait\n30 ms | a | done\n40 ms | b | go\n");
  assert.deepEqual(model.lanes.map((lane) => lane.name), ["a", "b"]);
  assert.deepEqual(
    model.segments.map(({ lane, state, from, to, line }) => [lane, state, from, to, line]),
    [
      ["a", "working", 0, 10, 0],
      ["b", "waiting", 5, 40, 1],
      ["a", "waiting", 10, 30, 3],
      ["a", "done", 30, 30, 4],
      ["b", "working", 40, null, 5],
    ],
  );
  assert.equal(model.end, 40);
  assert.deepEqual(model.states(), ["working", "waiting", "done"]);
});

test("a lane goes on after its end, and its time never runs backwards", () => {
  const model = modelOf("5 ms | a | done\n9 ms | a | start\n3 ms | a | late\n");
  assert.deepEqual(model.segments.map(({ from, to }) => [from, to]), [[5, 5], [9, 9], [9, null]]);
});

test("a lane keeps its worker until another is named", () => {
  const model = modelOf("0 ms | a @ worker 1 | start\n1 ms | a | wait\n2 ms | a @ worker 2 | go");
  assert.deepEqual(model.segments.map((segment) => segment.worker), ["worker 1", "worker 1", "worker 2"]);
  assert.deepEqual(model.workers(), ["worker 1", "worker 2"]);
});

test("near segments are merged, and none is lost", () => {
  const text = Array.from({ length: 5000 }, (_, n) => `${n} ms | a | step ${n}`).join("\n");
  const model = modelOf(text);
  const marks = marksOf(model.lanes[0], model.end, 10);
  assert.ok(marks.length <= 501, `${marks.length}`);
  assert.equal(marks.flatMap((mark) => mark.segments).length, 5000);
  assert.equal(marksOf(model.lanes[0], model.end, 0).length, 5000);
});

test("a window shows what lies in it, and what reaches into it", () => {
  const { lanes, end } = modelOf("0 ms | a | start\n10 ms | a | wait\n20 ms | a | go\n30 ms | a | done\n");
  const seen = (/** @type {number} */ from, /** @type {number} */ to) => within(lanes[0], end, { from, to }).segments.map((segment) => segment.from);
  assert.deepEqual(seen(0, 30), [0, 10, 20, 30]);
  assert.deepEqual(seen(12, 18), [10]);
  assert.deepEqual(seen(10, 20), [10]);
  assert.deepEqual(seen(25, 30), [20, 30]);
});

test("ticks of a window lie in it", () => {
  assert.deepEqual(ticks({ from: 120, to: 180 }, 6), [120, 130, 140, 150, 160, 170, 180]);
  assert.deepEqual(ticks({ from: 121, to: 129 }, 2), [125]);
});

test("ticks are round and few", () => {
  assert.deepEqual(ticks({ from: 0, to: 300 }, 6), [0, 50, 100, 150, 200, 250, 300]);
  assert.deepEqual(ticks({ from: 0, to: 0 }, 5), [0]);
  for (const end of [1, 3, 7, 99, 101, 12_345, 999_999_999]) {
    for (const count of [1, 2, 5, 9]) assert.ok(ticks({ from: 0, to: end }, count).length <= count + 2, `${end} ${count}`);
  }
});

test("no text makes it throw, and every bar is well-formed", () => {
  for (let seed = 1; seed <= 3000; seed += 1) {
    const text = anyOutput(seed);
    const model = modelOf(text);
    for (const segment of model.segments) {
      assert.ok(Number.isFinite(segment.from) && endOf(segment, model.end) >= segment.from, JSON.stringify(text));
    }
    for (const grain of [0, 1, 7]) {
      const marks = model.lanes.flatMap((lane) => marksOf(lane, model.end, grain));
      assert.equal(marks.flatMap((mark) => mark.segments).length, model.segments.length);
    }
  }
});

test("a very long line takes no longer than it is long", () => {
  const started = performance.now();
  modelOf(`1 ms | ${"a ".repeat(200_000)}`);
  modelOf(" ".repeat(400_000));
  modelOf(`${"1".repeat(400_000)} ms | a | b`);
  assert.ok(performance.now() - started < 1000);
});
