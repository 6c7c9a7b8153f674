// What a timeline comes to, in numbers.
import { test } from "node:test";
import assert from "node:assert/strict";
import { modelOf } from "../js/timeline/model.js";
import { mostAtOnce, numbers, time } from "../js/timeline/numbers.js";

const model = (lines) => modelOf(lines.join("\n"));
const TOGETHER = model(["0 ms | a | wait", "0 ms | b | wait", "200 ms | b | done", "300 ms | a | done"]);
const IN_A_ROW = model(["0 ms | a | wait", "300 ms | a | done", "300 ms | b | wait", "600 ms | b | done"]);

test("lanes that follow each other are not at once", () => {
  assert.equal(mostAtOnce(TOGETHER), 2);
  assert.equal(mostAtOnce(IN_A_ROW), 1);
  assert.equal(mostAtOnce(model(["5 ms | a | done"])), 1);
});

test("the run before is named where there was one", () => {
  assert.equal(numbers(TOGETHER), "Took 300 ms · 2 lanes, at most 2 at once");
  assert.equal(numbers(IN_A_ROW, TOGETHER), "Took 600 ms, was 300 ms · 2 lanes, at most 1 at once");
  assert.equal(numbers(model(["0 ms | a | wait"]), model(["none"])), "Took 0 ms · 1 lane");
});

test("long times are seconds and minutes", () => {
  assert.equal(time(10_000), "10000 ms");
  assert.equal(time(12_345), "12.345 s");
  assert.equal(time(500, 20_000), "0.5 s");
  assert.equal(time(750_000), "12.5 min");
});
