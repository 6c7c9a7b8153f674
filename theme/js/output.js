// @ts-check
// The output of a figure: the recorded one until the first run, then what the run prints.
import { withPlaces } from "./diagnostics.js";
import { el } from "./dom.js";
import { cutIntoLines, linkLines, outputLine, pointAt } from "./lines.js";

/** @typedef {import("./timeline/index.js").Timeline} Timeline */

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
    this.rest = "";
    this.count = 0;
    this.empty = true;
    this.live = transcript(label);
  }

  /** Makes the recorded lines lead to their marks. Returns their texts. */
  linkRecorded() {
    /** @type {string[]} */
    let lines = [];
    for (const pre of /** @type {NodeListOf<HTMLElement>} */ (this.box.querySelectorAll("pre.recorded:not(.stderr)"))) {
      lines = cutIntoLines(pre.querySelector("samp") ?? pre);
      pre.tabIndex = 0;
      if (!pre.hasAttribute("aria-label")) pre.setAttribute("aria-label", `${this.label}, recorded output`);
      if (!pre.hasAttribute("role")) pre.setAttribute("role", "region");
      linkLines(pre, this.timeline);
    }
    for (const pre of this.box.querySelectorAll("pre.recorded.stderr")) {
      const samp = pre.querySelector("samp") ?? pre;
      samp.replaceChildren(...withPlaces(samp.textContent ?? "", this.toCode).childNodes);
    }
    return lines;
  }

  /** A run begins. The old output stays until the first news, so that the page does not jump. */
  begin() {
    this.box.style.minHeight = `${this.box.offsetHeight}px`;
    this.rest = "";
    this.count = 0;
    this.empty = true;
    this.live = transcript(this.label);
    linkLines(this.live.text, this.timeline);
    this.box.classList.add("pending");
  }

  /** Shows the live output in the place of the recorded one, or of the run before. */
  open() {
    if (!this.empty) return;
    this.empty = false;
    this.box.classList.remove("pending");
    for (const part of this.recordedParts) part.hidden = true;
    this.box.querySelector(".live")?.remove();
    const { notes, caption, text } = this.live;
    this.box.append(el("div", { class: "live" }, notes, caption, text));
  }

  /** Puts the recorded output back. */
  restore() {
    this.box.querySelector(".live")?.remove();
    for (const part of this.recordedParts) part.hidden = false;
    this.box.classList.remove("pending");
    this.box.style.minHeight = "";
  }

  /** @param {string} text split anywhere */
  stdout(text) {
    this.open();
    const pieces = (this.rest + text).split("\n");
    this.rest = pieces.pop() ?? "";
    this.print(pieces);
  }

  /** @param {string[]} lines */
  print(lines) {
    const pieces = document.createDocumentFragment();
    for (const line of lines) {
      pieces.append(outputLine(line, this.count, line === "" ? "" : line), "\n");
      this.timeline()?.push(line, this.count);
      this.count += 1;
    }
    this.append(pieces);
  }

  /** @param {string} text */
  stderr(text) {
    this.open();
    this.append(el("span", { class: "stderr" }, text));
  }

  /**
   * Appends; follows the end only if the reader had not scrolled away from it.
   * @param {Node} node
   */
  append(node) {
    const { text, samp } = this.live;
    const follows = text.hidden || text.scrollHeight - text.scrollTop - text.clientHeight < 30;
    text.hidden = false;
    samp.append(node);
    if (follows) text.scrollTop = text.scrollHeight;
  }

  /** @param {HTMLElement} note a diagnostic, a list of tests */
  note(note) {
    this.open();
    this.live.notes.append(note);
  }

  /**
   * The run is over.
   * @param {string} sentence how it ended, if that needs saying
   */
  finish(sentence) {
    this.open();
    this.box.style.minHeight = "";
    if (this.rest !== "") this.print([this.rest]);
    this.rest = "";
    if (sentence !== "") this.box.querySelector(".live")?.append(el("p", { class: "exit" }, sentence));
    const { notes, caption, text } = this.live;
    caption.hidden = text.hidden;
    if (text.hidden && notes.childElementCount === 0 && sentence === "") {
      notes.append(el("p", { class: "no-output" }, "The program printed nothing."));
    }
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

/**
 * The empty parts of a run's output.
 * @param {string} label
 */
function transcript(label) {
  const samp = el("samp");
  const text = el("pre", { class: "live-text", tabindex: 0, role: "region", "aria-label": `${label}, output`, hidden: true }, samp);
  return { samp, text, notes: el("div", { class: "notes" }), caption: el("p", { class: "output-caption" }, "Output") };
}
