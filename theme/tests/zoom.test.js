// @ts-check
import assert from "node:assert/strict";
import test from "node:test";
import { moved, zoomed } from "../js/timeline/zoom.js";
import { dice } from "./dice.js";

test("the time that is pointed at stays in its place", () => {
  assert.deepEqual(zoomed({ from: 0, to: 100 }, 0.5, 20, 100), { from: 10, to: 60 });
  assert.deepEqual(zoomed({ from: 10, to: 60 }, 2, 20, 200), { from: 0, to: 100 });
});

test("to zoom out far enough shows the whole", () => {
  assert.equal(zoomed({ from: 40, to: 90 }, 2, 50, 100), null);
  assert.equal(zoomed({ from: 0, to: 1 }, 0.5, 0, 1), null);
});

test("a window never leaves the run, and never gets empty", () => {
  const roll = dice(7);
  for (let n = 0; n < 2000; n += 1) {
    const span = 1 + roll(10_000);
    let window = { from: 0, to: span };
    for (let step = 0; step < 12; step += 1) {
      const next = roll(2) === 0 ? zoomed(window, [0.5, 0.8, 1.25, 2][roll(4)], window.from + roll(100) / 100 * (window.to - window.from), span) : moved(window, roll(9) - 4, span);
      window = next ?? { from: 0, to: span };
      assert.ok(window.from >= -1e-6 && window.to <= span + 1e-6 && window.to > window.from, JSON.stringify({ span, window }));
    }
  }
});
