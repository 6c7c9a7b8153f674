// @ts-check
// The output of a figure: the recorded one until the first run, then what the run prints (transcript.js).
import { withPlaces } from "./diagnostics.js";
import { el } from "../../dom.js";
import { cutIntoLines, linkLines, pointAt } from "./lines.js";
import { t } from "../../words.js";

/** @typedef {import("../../timeline/index.js").Timeline} Timeline */

export class Output {
  /**
   * @param {HTMLElement} figure
   * @param {string} label
   * @param {() => Timeline | null} timeline
   * @param {(line: number, column: number) => void} toCode
   */
  constructor(figure, label, timeline, toCode) {
    this.timeline = timeline;
    this.toCode = toCode;
    this.label = label;
    this.box = /** @type {HTMLElement} */ (figure.querySelector(":scope > .output") ?? figure.appendChild(el("div", { class: "output" })));
    this.recordedParts = /** @type {HTMLElement[]} */ ([...this.box.children]);
    this.recordedLines = this.linkRecorded();
  }

  /** Makes the recorded lines lead to their marks. Returns their texts. */
  linkRecorded() {
    /** @type {string[]} */
    let lines = [];
    for (const pre of /** @type {NodeListOf<HTMLElement>} */ (this.box.querySelectorAll("pre.recorded:not(.stderr)"))) {
      lines = cutIntoLines(pre.querySelector("samp") ?? pre);
      pre.tabIndex = 0;
      if (!pre.hasAttribute("aria-label")) pre.setAttribute("aria-label", t`${this.label}, recorded output`);
      if (!pre.hasAttribute("role")) pre.setAttribute("role", "region");
      linkLines(pre, this.timeline);
    }
    for (const pre of this.box.querySelectorAll("pre.recorded.stderr")) {
      const samp = pre.querySelector("samp") ?? pre;
      samp.replaceChildren(...withPlaces((samp.textContent ?? "").trimEnd(), this.toCode));
    }
    return lines;
  }

  /** A run begins. The old output stays until the first news, so that the page does not jump. */
  begin() {
    this.box.style.minHeight = `${this.box.offsetHeight}px`;
    this.box.classList.add("pending");
  }

  /**
   * Shows a run in the place of the recorded output, or of the run before.
   * @param {HTMLElement} live
   */
  open(live) {
    this.box.classList.remove("pending");
    for (const part of this.recordedParts) part.hidden = true;
    this.box.querySelector(".live")?.remove();
    this.box.append(live);
  }

  /** The run is over: the box is as high as what it holds. */
  rest() {
    this.box.classList.remove("pending");
    this.box.style.minHeight = "";
  }

  /** Puts the recorded output back. */
  restore() {
    this.box.querySelector(".live")?.remove();
    for (const part of this.recordedParts) part.hidden = false;
    this.rest();
  }

  /**
   * Points at a line of the text that is shown.
   * @param {number} line
   * @param {boolean} focus
   */
  pointAt(line, focus) {
    const shown = /** @type {HTMLElement | null} */ (this.box.querySelector(".live .live-text") ?? this.box.querySelector("pre.recorded"));
    if (shown) pointAt(shown, line, focus);
  }
}
