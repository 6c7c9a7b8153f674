// @ts-check
// Moving along a timeline, from mark to mark and nearer to it. Loaded when the reader comes to one.
import { neighbour } from "./neighbour.js";
import { moved, ZoomBar, zoomed } from "./zoom.js";

/** @typedef {import("./index.js").Timeline} Timeline */
/** @typedef {import("./model.js").Segment} Segment */

/** More lines than this are easier to read in parts. */
const DENSE = 60;

export class Moves {
  /** @param {Timeline} timeline */
  constructor(timeline) {
    this.timeline = timeline;
    this.zoom = new ZoomBar({ by: (factor) => this.zoomBy(factor), all: () => this.show(null) });
    timeline.details.parentElement?.append(this.zoom.box);
    this.listen();
    this.settle();
  }

  listen() {
    const { stage } = this.timeline;
    stage.addEventListener("wheel", (event) => this.onWheel(event), { passive: false });
    /** Where a finger or the mouse has taken hold of a part of the run. @type {number | null} */
    let held = null;
    stage.addEventListener("pointerdown", ({ clientX }) => (held = this.timeline.window && !this.timeline.replay?.isOpen ? clientX : null));
    stage.addEventListener("pointermove", ({ clientX, buttons }) => {
      const { window, span } = this.timeline;
      if (held === null || buttons !== 1 || !window) return;
      this.show(moved(window, (held - clientX) / stage.clientWidth, span));
      held = clientX;
    });
  }

  /** Brings the buttons in line with the drawing. */
  settle() {
    const { window, drawing, model, stage } = this.timeline;
    // What is not all shown is moved along by a finger, too.
    stage.classList.toggle("zoomed", window !== null);
    this.zoom.show(window, drawing?.merged === true || model.segments.length > DENSE);
  }

  /** @param {import("./model.js").Window | null} window */
  show(window) {
    this.timeline.window = window;
    this.timeline.redraw();
  }

  /**
   * @param {number} factor
   * @param {number} [at] the time that stays in its place
   */
  zoomBy(factor, at) {
    const { span, model, stage } = this.timeline;
    const window = this.timeline.window ?? { from: 0, to: span };
    const held = stage.contains(document.activeElement) ? /** @type {SVGElement | null} */ (stage.querySelector(".mark[tabindex='0']")) : null;
    const mark = held && model.segments.find(({ line }) => line === Number(held.dataset.line));
    const seen = mark && mark.from >= window.from && mark.from <= window.to;
    this.show(zoomed(window, factor, at ?? (seen ? mark.from : (window.from + window.to) / 2), span));
  }

  /**
   * Brings a moment into the part that is shown.
   * @param {{ from: number }} segment
   */
  bring({ from: at }) {
    const { window, span } = this.timeline;
    if (window) this.show(moved(window, (at - (window.from + window.to) / 2) / (window.to - window.from), span));
  }

  /**
   * Puts the focus on the mark of a line, and brings it into the part that is shown.
   * @param {number} line
   */
  goTo(line) {
    const { timeline } = this;
    const mark = () => timeline.drawing?.byLine.get(line);
    const segment = timeline.model.segments.find((one) => one.line === line);
    if (!segment) return;
    if (!mark()) this.bring(segment);
    if (!mark()) timeline.unfold();
    timeline.stage.querySelector(".mark[tabindex='0']")?.setAttribute("tabindex", "-1");
    mark()?.setAttribute("tabindex", "0");
    mark()?.focus();
  }

  /** @param {WheelEvent} event */
  onWheel(event) {
    const { clientX, deltaX, deltaY, ctrlKey } = event;
    const { drawing, stage, window, span } = this.timeline;
    if (!ctrlKey && !(window && Math.abs(deltaX) > Math.abs(deltaY))) return;
    event.preventDefault();
    if (ctrlKey && drawing) this.zoomBy(deltaY < 0 ? 0.8 : 1.25, drawing.layout.ms(clientX - stage.getBoundingClientRect().left));
    else if (window) this.show(moved(window, deltaX / 600, span));
  }

  /**
   * @param {string} key
   * @param {number} line of the mark that has the focus
   */
  onKey(key, line) {
    const { timeline } = this;
    const next = neighbour(timeline.model.lanes, timeline.drawing, line, key);
    if (key === "Enter") timeline.toLine(line, true);
    else if (key === "+" || key === "=") this.zoomBy(0.5);
    else if (key === "-") this.zoomBy(2);
    else if (key === "0") this.show(null);
    else if (next) this.goTo(next.line);
  }
}
