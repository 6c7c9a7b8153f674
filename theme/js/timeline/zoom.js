// @ts-check
// Which part of a run is shown, and the buttons that change it.
import { button, el } from "../dom.js";
import { t } from "../words.js";

/** @typedef {import("./model.js").Window} Window */

/** The shortest time that is shown, in milliseconds. */
const LEAST = 4;

/**
 * A window made shorter or longer around a time; null where that shows the whole run.
 * @param {Window} window
 * @param {number} factor below 1 to see less time, larger
 * @param {number} at
 * @param {number} span the whole run
 * @returns {Window | null}
 */
export function zoomed({ from, to }, factor, at, span) {
  const length = Math.max((to - from) * factor, Math.min(LEAST, span));
  if (length >= span) return null;
  return kept(at - ((at - from) / (to - from)) * length, length, span);
}

/**
 * A window moved along by a share of its length.
 * @param {Window} window
 * @param {number} share
 * @param {number} span
 */
export function moved({ from, to }, share, span) {
  return kept(from + (to - from) * share, to - from, span);
}

/**
 * @param {number} from
 * @param {number} length
 * @param {number} span
 * @returns {Window}
 */
function kept(from, length, span) {
  const start = Math.min(Math.max(from, 0), span - length);
  return { from: start, to: start + length };
}

/** Buttons to zoom, and what is shown now. */
export class ZoomBar {
  /** @param {{ by: (factor: number) => void, all: () => void }} act */
  constructor({ by, all }) {
    this.shown = el("span", { class: "zoom-shown", role: "status" });
    this.closer = this.make("+", t`Zoom in`, () => by(0.5));
    this.wider = this.make("−", t`Zoom out`, () => by(2));
    this.all = this.make(t`All`, t`Show the whole run`, all);
    this.box = el("div", { class: "zoom", role: "group", "aria-label": t`Zoom`, hidden: true }, this.shown, this.wider, this.closer, this.all);
  }

  /**
   * @param {string} sign
   * @param {string} label
   * @param {() => void} press
   */
  make(sign, label, press) {
    const made = button("quiet small", sign, press);
    made.title = label;
    made.setAttribute("aria-label", label);
    return made;
  }

  /**
   * @param {Window | null} window
   * @param {boolean} dense whether there is something to be told apart
   */
  show(window, dense) {
    this.box.hidden = !dense && !window;
    const whole = window === null;
    this.shown.textContent = whole ? "" : t`${Math.round(window.from)} to ${Math.round(window.to)} ms`;
    for (const one of [this.wider, this.all]) one.setAttribute("aria-disabled", String(whole));
  }
}
