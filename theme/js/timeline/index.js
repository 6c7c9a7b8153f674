// @ts-check
// The timeline of one figure: grows line by line while a program runs, and keeps the run before as ghosts.
import { el, svg } from "../dom.js";
import { draw, workerIndex, WORDS } from "./draw.js";
import { Model } from "./model.js";
import { table } from "./table.js";

const KEYS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"];
const TABLE_AT_ONCE = 300;
let made = 0;

export class Timeline {
  /**
   * @param {HTMLElement} container
   * @param {{ label: string, toLine?: (line: number, focus: boolean) => void }} options
   *   `toLine` is told which line of the output the reader points at; -1 for none
   */
  constructor(container, { label, toLine = () => {} }) {
    this.label = label;
    this.toLine = toLine;
    this.id = `timeline-${++made}`;
    this.model = new Model();
    /** @type {Model | null} */
    this.ghost = null;
    /** When the last line came, for the bars that are still growing; 0 when the run is over. */
    this.touched = 0;
    this.frame = 0;
    /** @type {import("./draw.js").Drawing | null} */
    this.drawing = null;
    this.stage = el("div", { class: "stage" });
    this.legend = el("ul", { class: "legend", "aria-label": "What the marks mean" });
    this.details = el("details", { class: "timeline-data" }, el("summary", {}, "Timeline as a table"));
    this.container = container;
    container.replaceChildren(this.stage, this.legend, this.details);
    this.listen();
  }

  listen() {
    new ResizeObserver(() => this.soon()).observe(this.stage);
    this.details.addEventListener("toggle", () => this.details.open && this.fillTable());
    addEventListener("beforeprint", () => this.fillTable());
    this.stage.addEventListener("keydown", (event) => this.onKey(event));
    for (const type of ["pointerover", "focusin"]) {
      this.stage.addEventListener(type, (event) => this.toLine(lineOf(event.target), false));
    }
    for (const type of ["pointerleave", "focusout"]) {
      this.stage.addEventListener(type, () => this.toLine(-1, false));
    }
    this.stage.addEventListener("click", (event) => {
      const line = lineOf(event.target);
      if (line >= 0) this.toLine(line, false);
    });
  }

  /** A run begins: what was drawn becomes the ghost. */
  begin() {
    if (this.model.segments.length > 0) this.ghost = this.model;
    this.model = new Model();
    this.touched = performance.now();
    this.soon();
  }

  /**
   * @param {string} text a whole line of output
   * @param {number} number the line's number in the output, from 0
   */
  push(text, number) {
    if (!this.model.push(text, number)) return false;
    this.touched = performance.now();
    this.soon();
    return true;
  }

  /** The run is over: open bars end with the last line. */
  finish() {
    this.touched = 0;
    this.redraw();
  }

  /** Forgets the runs. */
  clear() {
    this.model = new Model();
    this.ghost = null;
    this.finish();
  }

  /** Draws at the next frame; ten times a second at most while a long program runs. */
  soon() {
    if (this.frame !== 0) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = -1;
      this.redraw();
      const pause = this.model.segments.length > 300 ? 200 : 60;
      setTimeout(() => {
        this.frame = 0;
        if (this.touched !== 0) this.soon();
      }, this.touched === 0 ? 0 : pause);
    });
  }

  redraw() {
    const empty = this.model.segments.length === 0;
    this.container.classList.toggle("empty", empty && !this.ghost);
    const width = Math.floor(this.stage.clientWidth);
    if (width < 60) return;
    const live = this.touched === 0 || empty ? 0 : performance.now() - this.touched;
    const end = this.model.end + Math.round(live);
    const focused = lineOf(document.activeElement);
    const drawing = draw(this.model, { width, end, ghost: this.ghost, id: this.id });
    drawing.svg.setAttribute("aria-label", this.summary());
    this.drawing = drawing;
    this.stage.replaceChildren(drawing.svg);
    const first = drawing.rows.find((row) => row.length > 0)?.[0];
    (drawing.byLine.get(focused) ?? first)?.setAttribute("tabindex", "0");
    if (focused >= 0) drawing.byLine.get(focused)?.focus({ preventScroll: true });
    this.drawLegend();
    if (this.touched === 0) this.settleTable();
  }

  summary() {
    const { lanes, end } = this.model;
    return `${this.label}: ${lanes.length} ${lanes.length === 1 ? "lane" : "lanes"}, ${end} ms. Arrow keys move from mark to mark; the table below has the same data.`;
  }

  drawLegend() {
    const items = this.model.states().map((state) => legendItem(`state-${state}`, swatch(state, this.id), WORDS[state]));
    for (const worker of this.model.workers()) {
      items.push(legendItem("", stripe(workerIndex(worker)), worker));
    }
    if (this.ghost) items.push(legendItem("ghost", stripe(-1), "the run before"));
    this.legend.replaceChildren(...items);
  }

  settleTable() {
    this.details.querySelector(".timeline-table")?.remove();
    if (this.details.open || this.model.segments.length <= TABLE_AT_ONCE) this.fillTable();
  }

  fillTable() {
    this.details.querySelector(".timeline-table")?.remove();
    if (this.model.segments.length > 0) this.details.append(table(this.model, this.label));
  }

  /**
   * Shows which mark belongs to a line of the output; -1 for none.
   * @param {number} line
   * @param {boolean} [focus]
   */
  highlight(line, focus = false) {
    this.stage.querySelector(".linked")?.classList.remove("linked");
    const mark = this.drawing?.byLine.get(line);
    mark?.classList.add("linked");
    if (focus && mark) this.moveTo(mark);
  }

  /** @param {SVGGElement} mark */
  moveTo(mark) {
    this.stage.querySelector("[tabindex='0']")?.setAttribute("tabindex", "-1");
    mark.setAttribute("tabindex", "0");
    mark.focus();
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const mark = /** @type {Element} */ (event.target).closest(".mark");
    const rows = this.drawing?.rows ?? [];
    const row = rows.findIndex((marks) => marks.includes(/** @type {SVGGElement} */ (mark)));
    if (row < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter") {
      event.preventDefault();
      this.toLine(lineOf(mark), true);
    }
    if (!KEYS.includes(event.key)) return;
    // mdBook turns the page on arrow keys.
    event.preventDefault();
    event.stopPropagation();
    const column = rows[row].indexOf(/** @type {SVGGElement} */ (mark));
    const next = neighbour(rows, row, column, event.key);
    if (next) this.moveTo(next);
  }
}

/**
 * @param {SVGGElement[][]} rows
 * @param {number} row
 * @param {number} column
 * @param {string} key
 */
function neighbour(rows, row, column, key) {
  if (key === "ArrowLeft") return rows[row][column - 1];
  if (key === "ArrowRight") return rows[row][column + 1];
  if (key === "Home") return rows[row][0];
  if (key === "End") return rows[row].at(-1);
  const other = rows[row + (key === "ArrowUp" ? -1 : 1)];
  return other?.[Math.min(column, other.length - 1)];
}

/**
 * The number of the output line that an element belongs to, or -1.
 * @param {EventTarget | null} target
 */
function lineOf(target) {
  const mark = target instanceof Element ? target.closest(".mark") : null;
  return mark instanceof SVGElement ? Number(mark.dataset.line) : -1;
}

/**
 * @param {string} name
 * @param {SVGElement} picture
 * @param {string} word
 */
function legendItem(name, picture, word) {
  return el("li", { class: name }, picture, word);
}

/**
 * @param {import("./parse.js").State} state
 * @param {string} id
 */
function swatch(state, id) {
  const picture = svg("svg", { class: `swatch mark state-${state}`, width: 26, height: 14, "aria-hidden": "true" });
  if (state === "done") picture.append(svg("path", { class: "bar", d: "M11 1h4v12h-4z" }));
  else if (state === "cancelled") picture.append(svg("path", { class: "bar", d: "M8 2L18 12M8 12L18 2" }));
  else {
    const style = state === "blocked" ? `fill: url(#${id}-hatch)` : null;
    picture.append(svg("rect", { class: "bar", x: 1, y: 1, width: 24, height: 12, rx: state === "waiting" ? 6 : 2, style }));
  }
  return picture;
}

/** @param {number} worker the worker's colour; -1 for the ghost's */
function stripe(worker) {
  const picture = svg("svg", { class: worker < 0 ? "swatch ghost" : "swatch", width: 26, height: 14, "aria-hidden": "true" });
  picture.append(svg("rect", { class: worker < 0 ? "" : `worker worker-${worker}`, x: 1, y: 5, width: 24, height: 4 }));
  return picture;
}
