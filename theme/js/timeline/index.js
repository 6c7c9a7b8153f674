// @ts-check
// The timeline of one figure: grows line by line while a program runs. What only a run has is drawn by live.js.
import { draw, floor } from "./draw.js";
import { legend } from "./legend.js";
import { Model } from "./model.js";
import { numbers } from "./numbers.js";
import { partsOf } from "./parts.js";
import { lineOf, listen } from "./pointing.js";
import { table } from "./table.js";
import { plural, t } from "../words.js";

/** How the drawing can be saved. @typedef {"svg" | "png" | "json"} Format */
/**
 * `toLine` is told which line of the output the reader points at, -1 for none; `save` writes the drawing to a file,
 * and gives a sentence where it cannot; `moves` loads what moves along it.
 * @typedef {{ label: string, toLine: (line: number, focus: boolean) => void, save: (timeline: Timeline, format: Format) => Promise<string | void> | void,
 *   moves?: () => Promise<typeof import("./moves.js") | null>, replay: (timeline: Timeline) => void, program?: Program, ink?: Ink }} Options
 */
/**
 * What is drawn, and said, of a model; where it is another than that of log lines.
 * @typedef {{ draw: typeof draw, legend: typeof legend, numbers: typeof numbers, table: typeof table }} Ink
 */
/**
 * What stands beside it on the same axis: it is told when this is drawn, and at which moment a replay is (null for none);
 * and the trace of both.
 * @typedef {{ drawn: () => void, at: (ms: number | null) => void, trace: () => unknown }} Beside
 */
/**
 * The program that a timeline is of: its code, where it is the one that is shown, and a light on lines of it.
 * @typedef {{ code: () => string | null, light: (lines: number[]) => void }} Program
 */

const TABLE_AT_ONCE = 300;
/** More lanes than this are folded (`crates/book/src/elements/room.rs` keeps their room), and fewer have their axis in sight. */
const MOST_LANES = 40;
const TALL = 16;
/** More lines than this may have to be looked at in parts. */
const MANY = 60;
let made = 0;

export class Timeline {
  /**
   * @param {HTMLElement} container
   * @param {Options} options
   */
  constructor(container, { label, toLine, save, moves, replay, program, ink = { draw, legend, numbers, table } }) {
    this.label = label;
    this.toLine = toLine;
    this.loadMoves = moves;
    this.program = program;
    this.ink = ink;
    /** @type {Beside | null} */
    this.beside = null;
    /** What moves along it, once it is loaded. @type {import("./moves.js").Moves | null} */
    this.moves = null;
    /** What plays it again, once it is loaded. @type {import("./replay.js").Replay | null} */
    this.replay = null;
    this.id = `timeline-${++made}`;
    this.model = new Model();
    /** What only a run has, once there was one. @type {import("./live.js").Live | null} */
    this.live = null;
    /** Whether all lanes are shown, be they ever so many. */
    this.unfolded = false;
    /** Whether nothing is shown at all. */
    this.isHidden = false;
    /** How long the last drawing took, in milliseconds: a slow one is made more seldom. */
    this.cost = 0;
    /** When the last line came, for the bars that are still growing; 0 when the run is over. */
    this.touched = 0;
    this.frame = 0;
    /** The width that was drawn for. */
    this.drawnFor = 0;
    /** The part that is shown; null for all. @type {import("./model.js").Window | null} */
    this.window = null;
    /** What the run comes to. */
    this.said = "";
    /** The axis is at least as long. */
    this.least = 1;
    /** The names of its lanes have at least as much room. */
    this.left = 0;
    /** @type {import("./draw.js").Drawing | null} */
    this.drawing = null;
    this.container = container;
    const { foot, ...parts } = partsOf(this, save, replay);
    this.stage = parts.stage;
    this.more = parts.more;
    this.legend = parts.legend;
    this.numbers = parts.numbers;
    this.remarks = parts.remarks;
    this.details = parts.details;
    container.replaceChildren(this.stage, this.more, this.legend, this.numbers, this.remarks, foot);
    listen(this);
  }

  // The run

  /** A run begins: what was drawn stays until its first line. */
  begin() {
    this.model = new Model();
    this.window = null;
    this.unfolded = false;
    this.touched = performance.now();
    this.remarks.replaceChildren();
    this.said = "";
    this.replay?.close();
    this.tell();
    this.container.classList.add("pending");
  }

  /**
   * @param {string} text a whole line of output
   * @param {number} number the line's number in the output, from 0
   */
  push(text, number) {
    const drawn = this.model.push(text, number);
    if (!drawn) return null;
    this.touched = performance.now();
    this.isHidden = false;
    this.soon();
    return drawn;
  }

  /** The run is over. */
  finish() {
    this.rest();
    this.isHidden = false;
    this.redraw();
  }

  /** The run is over, and is drawn later. */
  rest() {
    this.touched = 0;
  }

  /** Forgets the runs. */
  clear() {
    this.begin();
    this.live = null;
    this.finish();
  }

  // Drawing

  /** Draws at the next frame; a few times a second while a long program runs. */
  soon() {
    if (this.frame !== 0) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = -1;
      // In a closed fold nothing is drawn, however wide it is there: it is when the fold is opened.
      if (this.touched !== 0 || (this.drawnFor !== this.width && this.stage.checkVisibility())) this.redraw();
      const pause = Math.max(60, 4 * this.cost);
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
    return Math.max(this.end, this.least);
  }

  get width() {
    return Math.floor(this.stage.clientWidth);
  }

  redraw() {
    // Until its first line a run shows what was drawn before.
    if (this.touched !== 0 && this.isBlank) return;
    this.showEmpty();
    this.drawAt(this.width);
  }

  get isBlank() {
    return this.model.segments.length === 0;
  }

  /** Nothing is drawn of what did not run, until something runs. */
  hide() {
    this.rest();
    this.isHidden = true;
    this.showEmpty();
  }

  /** Where the printed program has a timeline, words stand in the place of one that has nothing to draw. */
  showEmpty() {
    const { classList, dataset } = this.container;
    classList.remove("pending");
    classList.toggle("bare", this.isBlank);
    classList.toggle("empty", this.isHidden || (this.isBlank && !("lanes" in dataset)));
  }

  /** @param {number} width */
  drawAt(width) {
    const { model, id, end, ink, left } = this;
    if (width < 60) return;
    this.drawnFor = width;
    const begun = performance.now();
    const held = this.stage.contains(document.activeElement);
    const focused = held ? lineOf(document.activeElement) : -1;
    const most = this.unfolded ? Infinity : MOST_LANES;
    const drawing = ink.draw(model, { width, end, window: this.window ?? { from: 0, to: this.span }, most, id, left });
    const keys = ink.legend(model, id).concat(this.live?.decorate(drawing) ?? []);
    drawing.svg.setAttribute("aria-label", this.summary());
    this.drawing = drawing;
    this.stage.replaceChildren(drawing.svg, ...(drawing.rows.size > TALL ? [floor(drawing)] : []));
    this.more.hidden = model.lanes.length <= most;
    this.more.textContent = t`Show all ${model.lanes.length} lanes`;
    const stop = drawing.byLine.get(focused) ?? /** @type {SVGGElement | null} */ (drawing.svg.querySelector(".mark"));
    stop?.setAttribute("tabindex", "0");
    // The focus waits here as long as there is no mark, so that a key does not turn the page.
    if (held) /** @type {HTMLElement | SVGElement} */ (stop ?? this.stage).focus({ preventScroll: true });
    this.legend.replaceChildren(...keys);
    this.cost = performance.now() - begun;
    if (this.touched !== 0) return;
    this.said ||= ink.numbers(model, this.live?.before);
    if (this.replay?.isOpen) this.replay.settle();
    else this.tell();
    if (this.moves) this.moves.settle();
    else if (drawing.merged || model.segments.length > MANY) void this.reach();
    this.settleTable();
    this.beside?.drawn();
  }

  unfold() {
    this.unfolded = true;
    this.redraw();
  }

  summary() {
    const { lanes, end } = this.model;
    return t`${this.label}: ${lanes.length} ${plural(lanes.length)`lane|lanes`}, ${end} ms. Arrow keys lead from mark to mark. The table below says the same.`;
  }

  settleTable() {
    const { model, details, ink } = this;
    details.querySelector(".timeline-table")?.remove();
    const { length } = model.segments;
    if (length > 0 && (details.open || length <= TABLE_AT_ONCE)) details.append(ink.table(model, this.label));
  }

  /** Loads what moves along the timeline. */
  async reach() {
    const loaded = await this.loadMoves?.();
    if (loaded) this.moves ??= new loaded.Moves(this);
    return this.moves;
  }

  /** @param {(moves: import("./moves.js").Moves) => void} act at once, if it can be */
  move(act) {
    if (this.moves) act(this.moves);
    else void this.reach().then((moves) => moves && act(moves));
  }

  // Pointing

  /** @param {string | null} [sentence] below the drawing; empty for what the run comes to */
  tell(sentence) {
    this.numbers.textContent = sentence || this.said;
  }

  /**
   * Shows which mark belongs to a line of the output; -1 for none.
   * @param {number} line
   * @param {boolean} [focus]
   */
  highlight(line, focus = false) {
    this.stage.querySelector(".linked")?.classList.remove("linked");
    if (focus) this.move((moves) => moves.goTo(line));
    this.drawing?.byLine.get(line)?.classList.add("linked");
  }
}
