// @ts-check
// What paper gets of the drawings, without a page: who is asked for them, in which order, and when the whole book is printed.
import assert from "node:assert/strict";
import test from "node:test";

/** Who listens to the window, by the event's name. @type {Map<string, (() => void)[]>} */
const listeners = new Map();
/** @param {string} name */
const happens = (name) => listeners.get(name)?.splice(0).forEach((listen) => listen());
let printed = 0;

Object.assign(globalThis, {
  window: globalThis,
  location: { protocol: "http:" },
  addEventListener: (/** @type {string} */ name, /** @type {() => void} */ listen) => listeners.set(name, [...(listeners.get(name) ?? []), listen]),
  document: { createElement: () => ({ getContext: () => null }), readyState: "loading", documentElement: { dataset: { print: "" } }, querySelectorAll: () => [] },
  print: () => (printed += 1),
  ResizeObserver: class {},
  getComputedStyle: () => ({}),
});

// Older versions of Node.js have none.
if (!("navigator" in globalThis)) Object.assign(globalThis, { navigator: {} });

// These look for the window when they come.
const { forPaper } = await import("../js/timeline/load.js");
const { Machine } = await import("../js/dist/machine/index.js");
const { printWholeBook } = await import("../js/page/print.js");
const { mountLate } = await import("../js/figure/run/perform.js");

/** @typedef {{ lanes: { name: string, segments: object[] }[], end: number }} Model */

/** @param {string} name @param {number} end @param {string[]} log who was drawn */
function timelineOf(name, end, log) {
  const draw = () => {
    log.push(name);
    made.beside?.drawn();
  };
  const made = {
    model: { lanes: [{ name, segments: [] }], end }, window: {}, unfolded: false, least: 1, left: 0, width: 600, touched: 0, said: "", beside: /** @type {any} */ (null),
    get span() { return Math.max(end, made.least); },
    showEmpty() {}, redraw: draw, drawAt: draw,
  };
  return made;
}

/** What the machine saw, of whose page there is nothing but the fold. @param {any} base @param {any} timeline @param {Model | null} seen @returns {any} */
function machineOf(base, timeline, seen) {
  const place = { classList: { toggle() {} } };
  const machine = Object.assign(Object.create(Machine.prototype), { fold: { open: false }, base: () => base, timeline, place, views: [], view: "threads", isOnPaper: false, models: seen && { threads: seen, cores: seen } });
  timeline.beside = { drawn: () => machine.lead() };
  return machine;
}

test("what was recorded is drawn once, after the log lines and on their axis, and its fold is closed again", () => {
  /** @type {string[]} */
  const log = [];
  const [base, seen, other] = [timelineOf("lines", 90, log), timelineOf("seen", 0, log), timelineOf("other", 5, log)];
  const machine = machineOf(base, seen, { lanes: [{ name: "a thread with a long name", segments: [{}] }], end: 120 });
  const unseen = machineOf(other, timelineOf("unseen", 0, log), null);
  // The log lines are given by who draws them, and by who stands below them.
  for (const make of [() => base, () => other, () => machine.onPaper(), () => unseen.onPaper()]) forPaper(make);
  happens("beforeprint");
  assert.deepEqual(log, ["lines", "other", "seen"]);
  assert.deepEqual([base.least, seen.least, other.least], [120, 120, 1]);
  assert.ok(base.left === seen.left && base.left > 52 && other.left === 0);
  assert.deepEqual([base.window, seen.window, machine.fold.open, unseen.fold.open], [null, null, true, false]);
  happens("afterprint");
  assert.deepEqual([machine.fold.open, machine.isOnPaper], [false, false]);
});

test("a fold that the reader has opened stays open, however often it is printed", () => {
  const machine = machineOf(timelineOf("lines", 90, []), timelineOf("seen", 0, []), { lanes: [], end: 120 });
  machine.fold.open = true;
  for (let time = 0; time < 2; time += 1) {
    machine.onPaper();
    machine.onPaper();
    happens("afterprint");
    assert.ok(machine.fold.open && !machine.isOnPaper);
  }
});

test("the whole book is printed when what the machine saw can be drawn, and once", async () => {
  const printing = printWholeBook();
  await new Promise((then) => setTimeout(then, 50));
  assert.equal(printed, 0, "nothing that comes late is there");
  mountLate(new Map(), /** @type {any} */ ({}));
  await printing;
  assert.equal(printed, 1);
});
