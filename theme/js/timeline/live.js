// @ts-check
// What only a run has, drawn over its timeline: the run before, the edge where it was cut off, panics. Comes with run.js.
import { el, svg } from "../dom.js";
import { Model, marksOf, within } from "./model.js";
import { t } from "../words.js";

/** @typedef {import("./draw.js").Drawing} Drawing */
/** @typedef {import("./index.js").Timeline} Timeline */
/** @typedef {import("./model.js").Lane} Lane */

export class Live {
  /** @param {Timeline} timeline */
  constructor(timeline) {
    this.timeline = timeline;
    /** The run before. */
    this.before = new Model();
    this.isBeforeShown = true;
    /** @type {number | null} */
    this.guess = null;
  }

  /**
   * A run begins: what was drawn is the run before.
   * @param {number | null} guess how long the reader said that it takes
   */
  begin(guess) {
    const { model } = this.timeline;
    this.guess = guess;
    this.timeline.least = Math.max(guess ?? 1, 1);
    if (model.segments.length > 0) this.before = model;
    this.timeline.begin();
  }

  /**
   * A thread has panicked just now.
   * @param {import("../figure/output/panic.js").Panic} panic
   */
  panicked({ thread, message }) {
    const { model, end } = this.timeline;
    // `main` is the name of the thread that runs every task of a runtime of one thread, too: see `mainPanicked`.
    const lane = thread === "main" ? null : endLane(model, thread, end);
    model.panics.push({ at: end, thread, message, lane });
    model.end = end;
    this.timeline.soon();
  }

  /**
   * The run is over.
   * @param {{ ms: number, isCut: boolean, mainPanicked: boolean }} how it ended, and when
   */
  finish({ ms, isCut, mainPanicked }) {
    const { model } = this.timeline;
    const last = model.panics.at(-1);
    if (mainPanicked && last?.thread === "main") last.lane = endLane(model, "main", last.at);
    const open = model.lanes.map(({ segments }) => segments[segments.length - 1]).filter(({ to }) => to === null);
    if (open.length > 0 || isCut) model.end = Math.max(model.end, Math.round(ms));
    model.isCut = isCut;
    if (isCut) for (const segment of open) segment.cut = "stopped";
    this.timeline.finish();
  }

  /**
   * @param {Drawing} drawing
   * @returns {HTMLLIElement[]} what the legend says of it
   */
  decorate(drawing) {
    const { model } = this.timeline;
    const isCut = model.isCut && this.timeline.touched === 0;
    const keys = this.drawBefore(drawing);
    if (isCut) drawEnd(drawing, model);
    if (this.guess !== null) {
      drawGuess(drawing, this.guess);
      const line = svg("svg", { class: "swatch guess", width: 26, height: 14, "aria-hidden": "true" }, svg("line", { x1: 13, x2: 13, y1: 0, y2: 14 }));
      keys.push(el("li", {}, line, t`your guess, ${this.guess} ms`));
    }
    if (model.panics.length > 0) {
      for (const panic of model.panics) drawPanic(drawing, panic);
      const cross = svg("svg", { class: "swatch panic", width: 26, height: 14, "aria-hidden": "true" }, svg("path", { d: "M8 2L18 12M8 12L18 2" }));
      keys.push(el("li", {}, cross, t`panic`));
    }
    return keys;
  }

  /**
   * A line under each lane that the run before had as well. It shows nothing where they share none.
   * @param {Drawing} drawing
   */
  drawBefore(drawing) {
    const shared = this.before.lanes.filter(({ name }) => drawing.rows.has(name));
    if (shared.length === 0) return [];
    if (this.isBeforeShown) for (const lane of shared) drawing.rows.get(lane.name)?.append(this.barsBefore(lane, drawing));
    const swap = () => {
      this.isBeforeShown = !this.isBeforeShown;
      this.timeline.redraw();
      /** @type {HTMLElement | null} */ (this.timeline.legend.querySelector(".before"))?.focus();
    };
    const bars = [svg("rect", { x: 1, y: 5, width: 12, height: 4 }), svg("rect", { x: 13, y: 5.75, width: 12, height: 2.5 })];
    const swatch = svg("svg", { class: "swatch ghost", width: 26, height: 14, "aria-hidden": "true" }, ...bars);
    const button = el("button", { type: "button", class: "before", "aria-pressed": String(this.isBeforeShown), click: swap }, swatch, t`the run before`);
    return [el("li", {}, button)];
  }

  /**
   * How long the lane lasted in the run before; thinner while it waited. It is drawn on this run's axis.
   * @param {Lane} lane
   * @param {Drawing} drawing
   */
  barsBefore(lane, { layout }) {
    const { end } = this.before;
    const group = svg("g", { class: "ghost", "aria-hidden": "true" });
    const y = layout.above + layout.bar + 1.5;
    const window = { from: layout.ms(layout.left), to: layout.ms(layout.right) };
    for (const mark of marksOf(within(lane, end, window), end, end / 150)) {
      const x = layout.x(mark.from);
      const width = Math.max(layout.x(mark.to) - x, 0.5);
      const height = mark.state === "waiting" ? 2.5 : 4;
      group.append(svg("rect", { x, y: y + (4 - height) / 2, width, height }));
    }
    return group;
  }
}

/**
 * Ends a lane that goes by the name of a thread; null where there is none.
 * @param {Model} model
 * @param {string} name
 * @param {number} at
 */
function endLane(model, name, at) {
  const last = model.byName.get(name)?.segments.at(-1);
  if (!last || last.to !== null) return null;
  last.to = Math.max(at, last.from);
  last.cut = "panicked";
  return name;
}

/**
 * Open bars are torn off where the run was ended from outside, and the axis says so.
 * @param {Drawing} drawing
 * @param {Model} model
 */
function drawEnd({ layout, height, rows, svg: picture }, model) {
  const x = layout.x(model.end);
  if (layout.ms(layout.right) < model.end - 0.5) return;
  for (const { name, segments } of model.lanes) {
    const last = segments[segments.length - 1];
    if (last.cut === "stopped") rows.get(name)?.append(torn(x, layout));
  }
  const axis = /** @type {Element} */ (picture.querySelector(".axis"));
  for (const label of axis.querySelectorAll("text")) if (Number(label.getAttribute("x")) > layout.right - 170) label.remove();
  const word = svg("text", { class: "cut", x: layout.right, y: height - 7, "text-anchor": "end" }, t`stopped here, ${model.end} ms`);
  axis.append(svg("line", { class: "cut", x1: x, x2: x, y1: 0, y2: height - 20 }), word);
}

/**
 * What the reader said stands beside what came.
 * @param {Drawing} drawing
 * @param {number} guess
 */
function drawGuess({ layout, height, svg: picture }, guess) {
  const x = layout.x(guess);
  picture.append(svg("g", { class: "guess", role: "img", "aria-label": t`your guess: ${guess} ms` }, svg("line", { x1: x, x2: x, y1: 0, y2: height - 20 })));
}

/**
 * @param {number} x
 * @param {import("./draw.js").Layout} layout
 */
function torn(x, { above, bar }) {
  const step = bar / 6;
  const teeth = Array.from({ length: 6 }, (_, index) => `l${index % 2 === 0 ? -7 : 7} ${step}`).join("");
  return svg("path", { class: "torn", d: `M${x + 3} ${above - 2}H${x}v2${teeth}v2H${x + 3}z` });
}

/**
 * A cross: at the end of its lane where that is known, on the axis where not; and a line through all lanes.
 * @param {Drawing} drawing
 * @param {import("./model.js").Panic} panic
 */
function drawPanic({ layout, height, rows, svg: picture }, { at, thread, message, lane }) {
  const x = layout.x(at);
  if (at < layout.ms(layout.left) - 0.5 || at > layout.ms(layout.right) + 0.5) return;
  const name = t`thread '${thread}' panicked at about ${at} ms: ${message}`;
  const row = lane === null ? null : rows.get(lane);
  const y = row ? layout.above + layout.bar / 2 : height - 24;
  const cross = svg("g", { class: "panic", role: "img", "aria-label": name }, svg("title", {}, name));
  if (!row) cross.append(svg("line", { x1: x, x2: x, y1: 0, y2: height - 24 }));
  cross.append(svg("path", { d: `M${x - 5} ${y - 5}l10 10M${x - 5} ${y + 5}l10 -10` }));
  (row ?? picture).append(cross);
}

