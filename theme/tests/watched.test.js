// @ts-check
// When runs are watched, what is shown of them, and the axis of an edit that was run in its box.
import assert from "node:assert/strict";
import test from "node:test";
import { isWatched, settleMachine, unseen } from "../js/figure/run/machine.js";
import { isWatchable } from "../js/figure/run/machine-slot.js";
import { follow, onOneAxis } from "../js/page/axis.js";

/** @type {Map<string, string>} */
const kept = new Map();
Object.assign(globalThis, { localStorage: { getItem: (/** @type {string} */ key) => kept.get(key) ?? null } });

/** @param {object} [parts] @returns {any} */
function slotOf(parts = {}) {
  /** @type {any[]} */
  const told = [];
  const machine = { show: (/** @type {any} */ seen) => told.push(seen) };
  return { told, machine, seen: null, fold: { open: false, querySelector: () => null }, owner: { isHere: true, recorded: null, settled: () => told.push("settled") }, ...parts };
}

test("a run is watched while the fold is open, or the reader has opened another", () => {
  assert.equal(isWatched(null), false);
  assert.equal(isWatched(slotOf()), false);
  assert.equal(isWatched(slotOf({ fold: { open: true } })), true);
  kept.set("many-things:watch", "true");
  assert.equal(isWatched(slotOf()), true);
  assert.equal(isWatched(slotOf({ owner: { isHere: false } })), false, "there is nothing to watch");
  kept.clear();
});

test("programs are watched, in both languages; what does not compile and exercises are not", () => {
  assert.deepEqual(["program", "python", "compile-fail", "exercise"].map((kind) => isWatchable({ kind })), [true, true, false, false]);
});

test("the last run is shown, or else what was recorded, or that nobody has watched; then the axis is told", async () => {
  const [seen, recorded] = [unseen("this run"), unseen("recorded")];
  const owner = { recorded, settled() {} };
  for (const [slot, why] of /** @type {[any, string][]} */ ([[slotOf({ seen, owner }), "this run"], [slotOf({ owner }), "recorded"]])) {
    await settleMachine(slot);
    assert.deepEqual(slot.told.map((/** @type {any} */ one) => one.why), [why]);
  }
  const slot = slotOf();
  await settleMachine(slot);
  assert.deepEqual([slot.told[0].why, slot.told[1]], ["Nobody has watched yet: the next run is.", "settled"]);
});

/** @param {number} end @returns {any} */
function timelineOf(end) {
  return { model: { end }, left: 0, least: 1, drawn: 0, redraw() { this.drawn += 1; } };
}

test("before and after have the longer one's axis, and the guess has room on it", () => {
  const [before, after] = [timelineOf(100), timelineOf(250)];
  onOneAxis(before, after, null);
  assert.deepEqual([before.least, after.least, before.drawn, after.drawn], [250, 250, 1, 1]);
  onOneAxis(before, after, 400);
  assert.deepEqual([before.least, after.least], [400, 400]);
});

test("the run before follows the axis that the run after shares with what the machine saw", () => {
  const [before, after] = [timelineOf(100), timelineOf(250)];
  onOneAxis(before, after, null);
  follow(before, after);
  assert.equal(before.drawn, 1, "nothing has changed");
  Object.assign(after, { left: 120, least: 300 });
  follow(before, after);
  assert.deepEqual([before.left, before.least, before.drawn, after.drawn], [120, 300, 2, 1]);
  follow(before, null);
  follow(null, after);
  assert.equal(before.drawn, 2, "where one is not drawn, there is nothing to follow");
});
