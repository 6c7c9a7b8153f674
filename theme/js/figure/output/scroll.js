// @ts-check
// The lines of a run that are on the page: the first and the last of them. They stand in blocks, so that the browser lays
// out anew only those that change.
import { withPlaces } from "./diagnostics.js";
import { el } from "../../dom.js";
import { logLine } from "./lines.js";
import { lang, t } from "../../words.js";

/** @typedef {{ stream: "stdout" | "stderr", number: number, text: string, log: boolean }} Line */
/** @typedef {{ element: HTMLElement, lines: number }} Block */

/** How many lines a block has, and how many blocks are kept of the start, and of the end. */
const LINES = 100;
const BLOCKS = 20;
/** The letters of a line that are shown. */
const LETTERS = 5000;

export class Scroll {
  /**
   * @param {HTMLElement} samp
   * @param {(line: number, column: number) => void} toCode
   */
  constructor(samp, toCode) {
    this.samp = samp;
    this.toCode = toCode;
    /** @type {Line[]} */
    this.fresh = [];
    /** @type {Block[]} */
    this.head = [];
    /** @type {Block[]} */
    this.tail = [];
    this.leftOut = 0;
    this.gap = el("span", { class: "left-out", role: "note" });
    this.tip = el("span", { class: "open-line" });
  }

  get isEmpty() {
    return this.head.length === 0 && this.tip.textContent === "";
  }

  /** @param {Line} line */
  add(line) {
    this.fresh.push(line);
    // Of many lines that came at once most are gone again before they could be seen.
    if (this.fresh.length >= 4 * LINES * BLOCKS) this.drop(this.fresh.splice(LINES * BLOCKS, 2 * LINES * BLOCKS));
  }

  /** @param {Line[]} lines */
  drop({ length }) {
    this.leftOut += length;
  }

  /**
   * Brings the page up to date.
   * @param {{ stream: "stdout" | "stderr", text: string } | null} open the line that has no end yet
   */
  show(open) {
    const { fresh, tip } = this;
    this.fresh = [];
    const room = LINES * BLOCKS - this.head.reduce((sum, { lines }) => sum + lines, 0);
    this.fill(this.head, fresh.splice(0, room));
    if (fresh.length > LINES * BLOCKS) this.drop(fresh.splice(0, fresh.length - LINES * BLOCKS));
    this.fill(this.tail, fresh);
    while (this.tail.length > BLOCKS + 1) {
      const [first] = this.tail.splice(0, 1);
      first.element.remove();
      this.leftOut += first.lines;
    }
    this.showGap();
    tip.className = `open-line ${open?.stream ?? ""}`;
    tip.textContent = open ? cut(open.text) : "";
    if (open) this.samp.append(tip);
    else tip.remove();
  }

  showGap() {
    if (this.leftOut === 0) return;
    this.gap.textContent = t`${this.leftOut.toLocaleString(lang)} lines are left out here.`;
    if (!this.gap.isConnected) this.head.at(-1)?.element.after(this.gap);
  }

  /**
   * Appends lines to the last block, and to new ones.
   * @param {Block[]} blocks
   * @param {Line[]} lines
   */
  fill(blocks, lines) {
    while (lines.length > 0) {
      let block = blocks.at(-1);
      if (!block || block.lines >= LINES) {
        block = { element: el("span", { class: "block" }), lines: 0 };
        blocks.push(block);
        this.samp.append(block.element);
      }
      const taken = lines.splice(0, LINES - block.lines);
      block.lines += taken.length;
      block.element.classList.toggle("full", block.lines === LINES);
      this.write(block.element, taken);
    }
  }

  /**
   * Plain lines are text; log lines are elements; what came on stderr stands together.
   * @param {HTMLElement} block
   * @param {Line[]} lines
   */
  write(block, lines) {
    let plain = "";
    const flush = (/** @type {Element} */ place) => {
      if (plain !== "") place.append(plain);
      plain = "";
    };
    let place = /** @type {Element} */ (block.lastElementChild?.matches(".stderr") && block.lastChild === block.lastElementChild ? block.lastElementChild : block);
    for (const { stream, number, text, log } of lines) {
      if ((stream === "stderr") !== (place !== block)) {
        flush(place);
        place = stream === "stderr" ? block.appendChild(el("span", { class: "stderr" })) : block;
      }
      const content = cut(text);
      if (log || (stream === "stderr" && content.includes(".rs:"))) {
        flush(place);
        const parts = stream === "stderr" ? withPlaces(content, this.toCode) : [content];
        place.append(...(log ? [logLine(number, ...parts)] : parts));
        plain = "\n";
      } else {
        plain += `${content}\n`;
      }
    }
    flush(place);
  }
}

/** @param {string} text */
function cut(text) {
  if (text.length <= LETTERS) return text;
  return t`${text.slice(0, LETTERS)}… and ${(text.length - LETTERS).toLocaleString(lang)} more letters`;
}
