// @ts-check
// Where the timeline of a figure is drawn. Its script is loaded when the figure nears the window.
import { el, whenNear } from "../dom.js";
import { forPaper, hasTimeline, makeTimeline } from "../timeline/load.js";
import { t } from "../words.js";

/** @typedef {import("../timeline/index.js").Timeline} Timeline */

export class TimelineSlot {
  /**
   * @param {HTMLElement} figure
   * @param {string} label of the figure
   * @param {import("./output/output.js").Output} output
   * @param {import("../timeline/index.js").Program} program
   * @param {(timeline: Timeline) => void} made
   */
  constructor(figure, label, output, program, made) {
    this.figure = figure;
    this.label = label;
    this.output = output;
    this.program = program;
    this.made = made;
    /** @type {Timeline | null} */
    this.timeline = null;
    this.container = /** @type {HTMLElement | null} */ (this.figure.querySelector(":scope > .timeline"));
    const { container } = this;
    if (!container) return;
    whenNear(container, () => void this.load(container));
    forPaper(() => {
      this.make(container);
      return this.timeline;
    });
  }

  /** @param {HTMLElement} container */
  async load(container) {
    if (!(await hasTimeline(container))) return;
    this.make(container);
    this.timeline?.redraw();
  }

  /**
   * Makes the timeline of what was printed so far, to be drawn.
   * @param {HTMLElement} container
   */
  make(container) {
    if (this.timeline) return;
    this.timeline = makeTimeline(container, t`Timeline of ${this.label}`, (line, focus) => this.output.pointAt(line, focus), this.program);
    this.pushRecorded();
    this.timeline?.rest();
    if (this.timeline) this.made(this.timeline);
  }

  /**
   * Before a run: an edit may make a program print log lines that printed none before.
   * @param {boolean} modified
   */
  async need(modified) {
    if (this.timeline) return;
    if (!this.container && modified) {
      this.container = el("div", { class: "timeline empty" });
      (this.figure.querySelector(":scope > .machine") ?? this.output.box).before(this.container);
    }
    if (this.container) await this.load(this.container);
  }

  /** Draws the recorded output again, and forgets the runs. */
  restore() {
    this.timeline?.clear();
    this.pushRecorded();
    this.timeline?.finish();
  }

  pushRecorded() {
    this.output.recordedLines.forEach((text, number) => this.timeline?.push(text, number));
  }
}
