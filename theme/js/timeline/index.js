// @ts-check
// The timeline of one figure: grows line by line while a program runs, and keeps the run before as ghosts.
import { button, el } from "../dom.js";
import { draw } from "./draw.js";
import { legend } from "./legend.js";
import { Model } from "./model.js";
import { neighbour } from "./neighbour.js";
import { table } from "./table.js";
import { moved, ZoomBar, zoomed } from "./zoom.js";

/** How the drawing can be saved. @typedef {"svg" | "png" | "json"} Format */
/**
 * `toLine` is told which line of the output the reader points at, -1 for none; `save` writes the drawing to a file.
 * @typedef {{ label: string, toLine: (line: number, focus: boolean) => void, save: (timeline: Timeline, format: Format) => void }} Options
 */

const TABLE_AT_ONCE = 300;
/** More lines than this are easier to read in parts. */
const DENSE = 60;
let made = 0;

export class Timeline {
  /**
   * @param {HTMLElement} container
   * @param {Options} options
   */
  constructor(container, { label, toLine, save }) {
    this.label = label;
    this.toLine = toLine;
    this.id = `timeline-${++made}`;
    this.model = new Model();
    /** @type {Model | null} */
    this.ghost = null;
    /** When the last line came, for the bars that are still growing; 0 when the run is over. */
    this.touched = 0;
    this.frame = 0;
    /** The width that was drawn for. */
    this.drawnFor = 0;
    /** The part that is shown; null for all. @type {import("./model.js").Window | null} */
    this.window = null;
    /** @type {import("./draw.js").Drawing | null} */
    this.drawing = null;
    this.stage = el("div", { class: "stage", tabindex: -1 });
    this.legend = el("ul", { class: "legend", "aria-label": "What the marks mean" });
    this.details = el("details", { class: "timeline-data" }, el("summary", {}, "Timeline as a table"));
    this.zoom = new ZoomBar({ by: (factor) => this.zoomBy(factor), all: () => this.show(null) });
    const formats = /** @type {[string, Format][]} */ ([["SVG", "svg"], ["PNG", "png"], ["Trace for Perfetto", "json"]]);
    const saves = formats.map(([name, format]) => button(`quiet small save-${format}`, name, () => save(this, format)));
    const saving = el("details", { class: "timeline-save" }, el("summary", {}, "Save"), el("div", { class: "buttons" }, ...saves));
    this.container = container;
    container.replaceChildren(this.stage, this.legend, el("div", { class: "timeline-foot" }, this.details, saving, this.zoom.box));
    this.listen();
  }

  listen() {
    new ResizeObserver(() => this.soon()).observe(this.stage);
    this.details.addEventListener("toggle", () => this.settleTable());
    this.stage.addEventListener("keydown", (event) => this.onKey(event));
    this.stage.addEventListener("wheel", (event) => this.onWheel(event), { passive: false });
    for (const type of ["pointerover", "focusin"]) {
      this.stage.addEventListener(type, (event) => this.toLine(lineOf(event.target), false));
    }
    for (const type of ["pointerleave", "focusout"]) {
      this.stage.addEventListener(type, () => this.toLine(-1, false));
    }
  }

  // The run

  /** A run begins: what was drawn becomes the ghost. */
  begin() {
    if (this.model.segments.length > 0) this.ghost = this.model;
    this.model = new Model();
    this.window = null;
    this.touched = performance.now();
    this.soon();
  }

  /**
   * @param {string} text a whole line of output
   * @param {number} number the line's number in the output, from 0
   */
  push(text, number) {
    if (!this.model.push(text, number)) return;
    this.touched = performance.now();
    this.soon();
  }

  /** The run is over: open bars end with the last line. */
  finish() {
    this.rest();
    this.redraw();
  }

  /** The run is over, and is drawn later. */
  rest() {
    this.touched = 0;
  }

  /** Forgets the runs. */
  clear() {
    this.model = new Model();
    this.ghost = null;
    this.window = null;
    this.finish();
  }

  // Drawing

  /** Draws at the next frame; a few times a second while a long program runs. */
  soon() {
    if (this.frame !== 0) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = -1;
      if (this.touched !== 0 || this.drawnFor !== this.width) this.redraw();
      const pause = this.model.segments.length > 300 ? 200 : 60;
      setTimeout(() => {
        this.frame = 0;
        if (this.touched !== 0) this.soon();
      }, this.touched === 0 ? 0 : pause);
    });
  }

  /** How long the run has lasted until now. */
  get end() {
    const live = this.touched === 0 || this.model.segments.length === 0 ? 0 : performance.now() - this.touched;
    return this.model.end + Math.round(live);
  }

  get span() {
    return Math.max(this.end, this.ghost?.end ?? 0, 1);
  }

  get width() {
    return Math.floor(this.stage.clientWidth);
  }

  redraw() {
    this.showEmpty();
    this.drawAt(this.width);
  }

  showEmpty() {
    this.container.classList.toggle("empty", this.model.segments.length === 0 && !this.ghost);
  }

  /** @param {number} width */
  drawAt(width) {
    const { model, ghost, id, end } = this;
    if (width < 60) return;
    this.drawnFor = width;
    const held = this.stage.contains(document.activeElement);
    const focused = held ? lineOf(document.activeElement) : -1;
    const drawing = draw(model, { width, end, window: this.window ?? { from: 0, to: this.span }, ghost, id });
    drawing.svg.setAttribute("aria-label", this.summary());
    this.drawing = drawing;
    this.stage.replaceChildren(drawing.svg);
    const stop = drawing.byLine.get(focused) ?? /** @type {SVGGElement | null} */ (drawing.svg.querySelector(".mark"));
    stop?.setAttribute("tabindex", "0");
    // The focus waits here as long as there is no mark, so that a key does not turn the page.
    if (held) /** @type {HTMLElement | SVGElement} */ (stop ?? this.stage).focus({ preventScroll: true });
    this.legend.replaceChildren(...legend(model, ghost !== null, id));
    if (this.touched !== 0) return;
    this.zoom.show(this.window, drawing.merged || model.segments.length > DENSE);
    this.settleTable();
  }

  summary() {
    const { lanes, end } = this.model;
    return `${this.label}: ${lanes.length} ${lanes.length === 1 ? "lane" : "lanes"}, ${end} ms. Arrow keys move from mark to mark; the table below has the same data.`;
  }

  settleTable() {
    const { details, model } = this;
    details.querySelector(".timeline-table")?.remove();
    const { length } = model.segments;
    if (length > 0 && (details.open || length <= TABLE_AT_ONCE)) details.append(table(model, this.label));
  }

  /** Paper shows the whole run, and its table; both are drawn later. */
  prepareForPaper() {
    this.window = null;
    this.showEmpty();
    if (this.details.open) return;
    this.details.open = true;
    addEventListener("afterprint", () => (this.details.open = false), { once: true });
  }

  // Zoom

  /** @param {import("./model.js").Window | null} window */
  show(window) {
    this.window = window;
    this.redraw();
  }

  /**
   * @param {number} factor
   * @param {number} [at] the time that stays in its place
   */
  zoomBy(factor, at) {
    const window = this.window ?? { from: 0, to: this.span };
    const mark = this.model.segments.find(({ line }) => line === lineOf(this.stage.querySelector(".mark[tabindex='0']")));
    const seen = mark && mark.from >= window.from && mark.from <= window.to && this.stage.contains(document.activeElement);
    this.show(zoomed(window, factor, at ?? (seen ? mark.from : (window.from + window.to) / 2), this.span));
  }

  /** @param {WheelEvent} event */
  onWheel(event) {
    if (event.ctrlKey && this.drawing) {
      event.preventDefault();
      const x = event.clientX - this.stage.getBoundingClientRect().left;
      this.zoomBy(event.deltaY < 0 ? 0.8 : 1.25, this.drawing.layout.ms(x));
    } else if (this.window && Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      event.preventDefault();
      this.show(moved(this.window, event.deltaX / 600, this.span));
    }
  }

  // Pointing

  /**
   * Shows which mark belongs to a line of the output; -1 for none.
   * @param {number} line
   * @param {boolean} [focus]
   */
  highlight(line, focus = false) {
    this.stage.querySelector(".linked")?.classList.remove("linked");
    if (focus) this.goTo(line);
    this.drawing?.byLine.get(line)?.classList.add("linked");
  }

  /**
   * Puts the focus on the mark of a line, and brings it into the part that is shown.
   * @param {number} line
   */
  goTo(line) {
    const segment = this.model.segments.find((one) => one.line === line);
    if (!segment) return;
    if (this.window && !this.drawing?.byLine.has(line)) {
      const { from, to } = this.window;
      this.show(moved(this.window, (segment.from - (from + to) / 2) / (to - from), this.span));
    }
    const mark = this.drawing?.byLine.get(line);
    this.stage.querySelector(".mark[tabindex='0']")?.setAttribute("tabindex", "-1");
    mark?.setAttribute("tabindex", "0");
    mark?.focus();
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const line = lineOf(event.target);
    if (line < 0 && event.key.startsWith("Arrow")) event.stopPropagation();
    if (line < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = neighbour(this.model.lanes, this.drawing, line, event.key);
    if (event.key === "Enter") this.toLine(line, true);
    else if (event.key === "+" || event.key === "=") this.zoomBy(0.5);
    else if (event.key === "-") this.zoomBy(2);
    else if (event.key === "0") this.show(null);
    else if (next === undefined) return;
    else if (next) this.goTo(next.line);
    // mdBook turns the page on arrow keys.
    event.preventDefault();
    event.stopPropagation();
  }
}

/**
 * The number of the output line that an element belongs to, or -1.
 * @param {EventTarget | null} target
 */
function lineOf(target) {
  const mark = target instanceof Element ? target.closest(".mark") : null;
  return mark instanceof SVGElement ? Number(mark.dataset.line) : -1;
}
