// @ts-check
// Plays a run again, as slowly as wanted: a playhead over the drawing, and what belongs to its moment. Loaded on demand.
import { button, calm, el } from "../dom.js";
import { WORDS } from "./draw.js";
import { callsOf, linesOf } from "./source.js";
import { t } from "../words.js";

/** @typedef {import("./index.js").Timeline} Timeline */
/** @typedef {import("./model.js").Segment} Segment */

/** How much slower than the run it is played, and which of these at first. */
const SPEEDS = [1, 0.1, 0.02];
const [, FIRST_SPEED] = SPEEDS;

export class Replay {
  /** @param {Timeline} timeline */
  constructor(timeline) {
    this.timeline = timeline;
    this.isOpen = false;
    this.at = 0;
    this.frame = 0;
    this.speed = FIRST_SPEED;
    /** The event that is shown, by its place among them; -1 before the first. */
    this.shown = -2;
    /** Every event, by its time. @type {Segment[]} */
    this.events = [];
    /** @type {import("./source.js").Call[]} */
    this.calls = [];
    this.head = el("div", { class: "playhead", "aria-hidden": "true" });
    this.play = button("small play", t`Play`, () => this.pressPlay());
    this.slider = el("input", { type: "range", min: 0, step: 1, value: 0, "aria-label": t`Moment of ${timeline.label}, in milliseconds` });
    this.bar = this.makeBar();
    timeline.stage.after(this.bar);
    this.listen();
  }

  makeBar() {
    const step = (/** @type {string} */ sign, /** @type {string} */ name, /** @type {number} */ by) =>
      el("button", { type: "button", class: "button quiet small", title: name, "aria-label": name, click: () => this.step(by) }, sign);
    const speeds = SPEEDS.map((speed) => el("option", { value: speed, selected: speed === this.speed }, `×${speed}`));
    const speed = el("select", { "aria-label": t`Speed`, change: () => (this.speed = Number(speed.value)) }, ...speeds);
    const end = el("button", { type: "button", class: "button quiet small", title: t`End the replay`, "aria-label": t`End the replay`, click: () => this.close(true) }, "✕");
    return el("div", { class: "replay-bar", role: "group", "aria-label": t`Replay`, hidden: true }, this.play, step("‹", t`The event before`, -1), this.slider, step("›", t`The next event`, 1), speed, end);
  }

  listen() {
    const { slider, bar, timeline: { stage } } = this;
    slider.addEventListener("input", () => this.go(Number(slider.value)));
    bar.addEventListener("keydown", (event) => this.onKey(event));
    const drag = (/** @type {PointerEvent} */ { clientX, buttons }) => {
      const { drawing } = this.timeline;
      if (!this.isOpen || buttons !== 1 || !drawing) return;
      this.pause();
      this.go(Math.round(drawing.layout.ms(clientX - stage.getBoundingClientRect().left)));
    };
    stage.addEventListener("pointerdown", drag);
    stage.addEventListener("pointermove", drag);
  }

  toggle() {
    if (this.isOpen) this.close(true);
    else this.open();
  }

  open() {
    const { timeline } = this;
    const { model, container, program } = timeline;
    if (timeline.touched !== 0 || model.segments.length === 0) return;
    this.events = [...model.segments].sort((a, b) => a.from - b.from);
    this.calls = callsOf(program?.code() ?? "");
    this.slider.max = String(model.end);
    this.isOpen = true;
    this.shown = -2;
    this.bar.hidden = false;
    container.classList.add("replaying");
    this.play.focus({ preventScroll: true });
    this.go(0);
    this.start();
  }

  /** @param {boolean} [back] whether the focus goes back to where it was opened */
  close(back = false) {
    if (!this.isOpen) return;
    const { timeline } = this;
    this.pause();
    this.isOpen = false;
    this.bar.hidden = true;
    this.head.remove();
    timeline.beside?.at(null);
    timeline.container.classList.remove("replaying");
    timeline.program?.light([]);
    timeline.toLine(-1, false);
    timeline.highlight(-1);
    timeline.tell();
    if (back) /** @type {HTMLElement | null} */ (timeline.container.querySelector(".replay"))?.focus();
  }

  // Time

  pressPlay() {
    if (this.frame !== 0) return this.pause();
    if (this.at >= this.timeline.model.end) this.go(0);
    this.start();
  }

  start() {
    this.play.textContent = t`Pause`;
    let before = performance.now();
    let at = this.at;
    const end = this.timeline.model.end;
    const tick = (/** @type {number} */ now) => {
      at = Math.min(at + Math.max(now - before, 0) * this.speed, end);
      before = now;
      // Who wants no motion sees one event after the other.
      if (!calm() || this.eventAt(at) !== this.eventAt(this.at)) this.go(at);
      if (at >= end) this.pause();
      else this.frame = requestAnimationFrame(tick);
    };
    this.frame = requestAnimationFrame(tick);
  }

  pause() {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.play.textContent = t`Play`;
  }

  /** @param {number} by so many events onwards */
  step(by) {
    this.pause();
    this.pointTo(Math.min(Math.max(this.shown + by, 0), this.events.length - 1));
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const { key } = event;
    if (key === "Escape") this.close(true);
    else if (event.target instanceof HTMLSelectElement) return;
    else if (key === "ArrowRight" || key === "ArrowUp") this.step(1);
    else if (key === "ArrowLeft" || key === "ArrowDown") this.step(-1);
    else if (key === "Home" || key === "End") this.step(key === "Home" ? -Infinity : Infinity);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {number} time the last event until then; -1 before the first */
  eventAt(time) {
    let [low, high] = [0, this.events.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.events[middle].from <= time) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  // Looking

  /** @param {number} time */
  go(time) {
    this.at = Math.min(Math.max(time, 0), this.timeline.model.end);
    this.show(this.eventAt(this.at));
  }

  /** @param {number} index of an event */
  pointTo(index) {
    this.at = this.events[index].from;
    this.show(index);
  }

  /** @param {number} index of the event that is the last at this moment */
  show(index) {
    const { timeline, at } = this;
    const moment = Math.round(at);
    this.slider.value = String(moment);
    this.settle();
    if (index === this.shown) return;
    this.shown = index;
    const event = this.events[index];
    const line = event?.line ?? -1;
    timeline.highlight(line);
    timeline.toLine(line, false);
    timeline.program?.light(event ? linesOf(this.calls, event, `${event.from} ms | ${event.lane} | ${event.what}`) : []);
    const words = event ? t`${event.from} ms, ${event.lane}: ${event.what || WORDS[event.state]}` : t`Nothing has happened yet`;
    timeline.tell(words);
    this.slider.setAttribute("aria-valuetext", words);
  }

  /** Puts the playhead in its place: after each drawing, too. */
  settle() {
    const { timeline: { stage, drawing, window, moves }, at, head } = this;
    if (!drawing) return;
    if (window && moves && (at < window.from || at > window.to)) moves.bring({ from: at });
    const { x, right } = /** @type {import("./draw.js").Drawing} */ (this.timeline.drawing).layout;
    head.style.insetInlineStart = `${x(at)}px`;
    head.style.inlineSize = `${Math.max(right - x(at), 0)}px`;
    if (head.parentElement !== stage) stage.append(head);
    this.timeline.beside?.at(at);
  }
}
