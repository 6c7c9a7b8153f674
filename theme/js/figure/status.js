// @ts-check
// The status line of a figure: what happens now, and who answered. It is announced to screen readers.
import { el } from "../dom.js";

/** News that come within this time after each other are not all said: only the last. */
const PATIENCE = 250;

export class Status {
  constructor() {
    this.line = el("p", { class: "status", role: "status", "data-state": "idle", "data-engine": "" });
    this.timer = 0;
  }

  /**
   * Something is going on. It is said after a moment, so that a fast run does not flicker.
   * @param {string} sentence
   */
  busy(sentence) {
    if (this.line.dataset.state !== "busy") this.line.textContent = "";
    this.line.dataset.state = "busy";
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.line.textContent = sentence), PATIENCE);
  }

  /**
   * @param {"idle" | "ok" | "failed" | "stopped" | "none"} state
   * @param {string} sentence
   * @param {string} [engine]
   */
  say(state, sentence, engine = "") {
    clearTimeout(this.timer);
    this.line.dataset.state = state;
    this.line.dataset.engine = engine;
    this.line.textContent = sentence;
  }
}
