// @ts-check
// The code of a figure while no editor is open: the printed lines, or the reader's edit of them.
import { calm, dataOf, el, reveal } from "../../dom.js";
import { hiddenRegions } from "../listing.js";

export class CodeView {
  /** @param {HTMLElement} figure */
  constructor(figure) {
    this.pre = /** @type {HTMLElement} */ (figure.querySelector("pre.code"));
    this.code = /** @type {HTMLElement} */ (this.pre.querySelector("code"));
    // mdBook's own script adds a button to every code block that has hidden lines; the figure has its own.
    this.pre.querySelector(":scope > .buttons")?.remove();
    this.code.classList.remove("hide-boring");
    this.fillHidden(dataOf(figure, "listing-data")?.source ?? "");
    this.printed = this.lines().map((line) => /** @type {HTMLElement} */ (line.cloneNode(true)));
  }

  /**
   * The build leaves hidden lines empty: they weigh nothing, and the search does not find them.
   * @param {string} source
   */
  fillHidden(source) {
    const texts = source.split("\n");
    this.lines().forEach((line, index) => {
      if (line.classList.contains("boring") && line.textContent === "") line.textContent = `${texts[index] ?? ""}\n`;
    });
  }

  /** @returns {HTMLElement[]} */
  lines() {
    return /** @type {HTMLElement[]} */ ([...this.code.querySelectorAll(".line")]);
  }

  get hasHiddenLines() {
    return this.printed.some((line) => line.classList.contains("boring"));
  }

  /**
   * Shows this code. Lines that the book printed keep their colours; the others are marked as changed.
   * @param {string} code
   */
  show(code) {
    /** @type {Map<string, HTMLElement[]>} */
    const known = new Map();
    for (const line of this.printed) {
      const text = trimmed(line.textContent ?? "");
      known.set(text, [...(known.get(text) ?? []), line]);
    }
    const hidden = hiddenRegions(code);
    const texts = code.endsWith("\n") ? code.slice(0, -1).split("\n") : code.split("\n");
    const lines = texts.map((text, index) => {
      const same = known.get(trimmed(text))?.shift();
      const line = same
        ? /** @type {HTMLElement} */ (same.cloneNode(true))
        : el("span", { class: "line changed" }, `${text}\n`);
      const inside = hidden.some(([first, last]) => index + 1 >= first && index + 1 <= last);
      line.classList.toggle("boring", inside);
      line.classList.toggle("blank", text === "");
      return line;
    });
    this.code.replaceChildren(...lines);
  }

  /** Shows the printed lines again. */
  restore() {
    this.code.replaceChildren(...this.printed.map((line) => line.cloneNode(true)));
  }

  /** @param {{ span: import("../../types.js").Span, level: string, message: string }[]} places */
  mark(places) {
    for (const line of this.lines()) {
      line.classList.remove("error", "warning");
      line.removeAttribute("title");
    }
    for (const { span, level, message } of places) {
      const line = this.lines()[span.line - 1];
      line?.classList.add(level === "error" ? "error" : "warning");
      line?.setAttribute("title", message);
    }
  }

  /** @param {number[]} numbers of lines, from 1 */
  light(numbers) {
    this.lines().forEach((line, index) => line.classList.toggle("now", numbers.includes(index + 1)));
  }

  /** @param {number} number from 1 */
  goTo(number) {
    const line = this.lines()[number - 1];
    if (!line) return;
    reveal(line);
    this.pre.focus({ preventScroll: true });
    if (!calm()) line.animate([{ backgroundColor: "var(--flash)" }, {}], { duration: 1200 });
  }
}

/** @param {string} text */
function trimmed(text) {
  return text.replace(/\n$/, "");
}
