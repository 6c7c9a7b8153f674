// @ts-check
// What the machine saw of a figure's run: its threads, or the cores, on the axis of the log lines. Loaded when the reader asks.
import style from "../../css/machine.css";
import { button, el } from "../dom.js";
import { draw, roomFor } from "../timeline/draw.js";
import { traceOf } from "../timeline/trace.js";
import { legendOfCores, legendOfThreads } from "./legend.js";
import { modelsOf } from "./model.js";
import { paintBy } from "./paint.js";
import { sentence } from "./sums.js";
import { tables } from "./tables.js";
import { tracksOf } from "./trace.js";
import { momentOf, whereFrom } from "./words.js";
import { t } from "../words.js";

/** @typedef {import("../timeline/index.js").Timeline} Timeline */
/** @typedef {import("../types.js").Seen} Seen */
/** @typedef {"threads" | "cores"} View */
/**
 * `make` makes timelines, `base` gives the one of the log lines where it is drawn, `run` runs the program, and
 * `remember` is told whether the reader wants to see it.
 * @typedef {{ fold: HTMLElement, label: string, make: typeof import("../timeline/load.js").makeTimeline,
 *   base: () => Timeline | null, run: () => void, remember: (isOpen: boolean) => void }} Parts
 */

const VIEWS = /** @type {[View, string][]} */ ([["threads", t`Threads`], ["cores", t`Cores`]]);

/** What is drawn of a run that nobody has watched. */
const NOTHING = modelsOf({ spans: [], step: 0, cores: 0, offset: 0, cutAt: null, isRecorded: false, why: "" });

export class Machine {
  /** @param {Parts} parts */
  constructor({ fold, label, make, base, run, remember }) {
    addStyle();
    this.fold = /** @type {HTMLDetailsElement} */ (fold);
    this.label = t`What the machine saw of ${label}`;
    this.base = base;
    /** @type {ReturnType<typeof modelsOf> | null} */
    this.models = null;
    /** The milliseconds between two looks, at first. */
    this.step = 0;
    /** @type {View} */
    this.view = "threads";
    this.isOnPaper = false;
    this.says = el("p", { class: "machine-says", role: "status" });
    this.again = button("small watch", t`Run and watch`, run);
    this.views = VIEWS.map(([view, name]) => button(`quiet small ${view}`, name, () => this.turn(view)));
    this.bar = el("div", { class: "buttons", role: "group", "aria-label": t`A lane for each of the` }, ...this.views);
    this.place = el("div", { class: "machine-drawing" });
    this.head = el("div", { class: "playhead", "aria-hidden": "true" });
    // It is opened for paper, too: what counts is what the reader does. This script came with the first opening.
    if (this.fold.open) remember(true);
    fold.firstElementChild?.addEventListener("click", () => remember(!this.fold.open));
    fold.append(this.says, this.again, this.bar, this.place);
    this.timeline = /** @type {Timeline} */ (make(this.place, this.label, () => {}, undefined, this.ink()));
    this.timeline.beside = { drawn: () => this.lead(), at: () => {}, trace: () => this.trace() };
  }

  /** @returns {import("../timeline/index.js").Ink} */
  ink() {
    const models = () => this.models ?? NOTHING;
    const isOfThreads = () => this.view === "threads";
    return {
      draw: (model, options) => draw(model, options, paintBy(({ core, by }) => (isOfThreads() ? (core ?? 0) : by))),
      legend: (_, id) => (isOfThreads() ? legendOfThreads(models().threads, id) : legendOfCores(models().names, id)),
      numbers: () => sentence(models().threads, models().cores, this.step),
      table: () => tables(models().threads, models()[this.view], this.label),
    };
  }

  /** @param {Seen} seen what is shown from now on */
  show(seen) {
    const isSeen = seen.spans.length > 0;
    this.models = isSeen ? modelsOf(seen) : null;
    this.step = seen.step;
    this.says.textContent = isSeen ? whereFrom(seen, this.models?.threads.end ?? 0) : seen.why;
    this.again.hidden = isSeen;
    this.bar.hidden = this.place.hidden = !isSeen;
    this.timeline.window = null;
    // What was drawn of another run is neither counted with this one nor printed.
    if (!isSeen) this.timeline.stage.replaceChildren();
    this.turn(this.view);
  }

  /**
   * What is printed, in a fold that is open until the end of the print: it is drawn with all others, after the log lines.
   * @returns {Timeline[] | null}
   */
  onPaper() {
    const { fold, models } = this;
    if (!models) return null;
    const { open } = fold;
    if (!this.isOnPaper) addEventListener("afterprint", () => {
      this.isOnPaper = false;
      fold.open = open;
    }, { once: true });
    this.isOnPaper = fold.open = true;
    this.turn(this.view);
    return [this.base() ?? [], this.timeline].flat();
  }

  /** @param {View} view */
  turn(view) {
    this.view = view;
    this.views.forEach((one, index) => one.setAttribute("aria-pressed", String(VIEWS[index][0] === view)));
    // Of a run that nobody watched, nothing of the run before stays: it may be drawn again at any time.
    this.timeline.model = /** @type {any} */ ((this.models ?? NOTHING)[view]);
    this.timeline.said = "";
    this.align();
  }

  // The axis

  /** Draws it, and the log lines above it, on one axis; nothing while the fold is closed. Paper has all drawn at once. */
  align() {
    const { timeline, models, fold } = this;
    const base = this.base();
    this.place.classList.toggle("joined", base !== null);
    if (base && models) {
      const names = [base.model, models.threads, models.cores].flatMap(({ lanes }) => lanes.map(({ name }) => name));
      const before = `${base.left} ${base.least}`;
      base.left = timeline.left = fold.open ? roomFor(names) : 0;
      if (fold.open) base.least = Math.max(base.least, models.threads.end);
      base.beside = { drawn: () => this.follow(base), at: (ms) => this.at(ms), trace: () => this.trace() };
      if (!this.isOnPaper && (fold.open || before !== `${base.left} ${base.least}`)) base.redraw();
    } else if (base) {
      base.beside = null;
    } else if (fold.open && !this.isOnPaper) {
      timeline.redraw();
    }
  }

  /** @param {Timeline} base that was drawn */
  follow(base) {
    const { timeline } = this;
    if (!this.fold.open || !this.models || base.touched !== 0) return;
    timeline.window = base.window;
    timeline.least = base.span;
    if (!this.isOnPaper) timeline.redraw();
  }

  /** The reader has zoomed this one: the log lines come along. */
  lead() {
    const base = this.base();
    if (!base || base.window === this.timeline.window) return;
    base.window = this.timeline.window;
    base.redraw();
  }

  /** @param {number | null} ms the moment that a replay of the log lines is at */
  at(ms) {
    const { timeline, head, models } = this;
    head.remove();
    if (ms === null || !models || !timeline.drawing) {
      timeline.tell();
      return;
    }
    const { x, right } = timeline.drawing.layout;
    head.style.insetInlineStart = `${x(ms)}px`;
    head.style.inlineSize = `${Math.max(right - x(ms), 0)}px`;
    timeline.stage.append(head);
    timeline.tell(momentOf(models.threads, Math.round(ms)));
  }

  /** The log lines and what the machine saw, for Perfetto. */
  trace() {
    const base = this.base() ?? { model: { lanes: [], end: 0 }, label: this.label };
    const trace = traceOf(/** @type {any} */ (base.model), base.label);
    if (this.models) trace.traceEvents.push(...tracksOf(this.models.threads, this.models.cores));
    return trace;
  }
}

/** What it looks like comes with it: no page is heavier for it. */
function addStyle() {
  if (document.querySelector("style.machine-style")) return;
  document.head.append(el("style", { class: "machine-style" }, style));
}
