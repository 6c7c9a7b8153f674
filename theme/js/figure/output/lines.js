// @ts-check
// Output text as lines: log lines become elements that lead to their marks in the timeline.
import { el } from "../../dom.js";
import { parseLine } from "../../timeline/parse.js";

/**
 * A log line as an element, without its line break.
 * @param {number} number from 0
 * @param {...(Node | string)} content
 * @returns {HTMLElement}
 */
export function logLine(number, ...content) {
  return el("span", { class: "log-line", "data-line": number, tabindex: -1 }, ...content);
}

/**
 * Cuts the recorded output, as the build wrote it, into line elements and returns the lines' texts.
 * @param {Element} samp
 * @returns {string[]}
 */
export function cutIntoLines(samp) {
  /** @type {(Node | string)[][]} */
  const lines = [[]];
  for (const node of [...samp.childNodes]) {
    const parts = (node.textContent ?? "").split("\n");
    parts.forEach((part, index) => {
      if (index > 0) lines.push([]);
      if (part === "") return;
      if (node instanceof Element) {
        const copy = /** @type {Element} */ (node.cloneNode(false));
        copy.textContent = part;
        lines.at(-1)?.push(copy);
      } else {
        lines.at(-1)?.push(part);
      }
    });
  }
  const texts = lines.map((line) => line.map((piece) => (typeof piece === "string" ? piece : piece.textContent)).join(""));
  samp.replaceChildren();
  lines.forEach((line, number) => {
    if (number > 0) samp.append("\n");
    samp.append(...(parseLine(texts[number]) ? [logLine(number, ...line)] : line));
  });
  return texts;
}

/**
 * Links the log lines of a text and the marks of a timeline, by mouse and by keyboard.
 * @param {HTMLElement} text
 * @param {() => { highlight: (line: number, focus?: boolean) => void } | null} timeline
 */
export function linkLines(text, timeline) {
  /** @param {Event} event */
  const numberOf = (event) => {
    const line = event.target instanceof Element ? event.target.closest(".log-line") : null;
    return line instanceof HTMLElement ? Number(line.dataset.line) : -1;
  };
  for (const type of ["pointerover", "focusin"]) {
    text.addEventListener(type, (event) => timeline()?.highlight(numberOf(event)));
  }
  for (const type of ["pointerleave", "focusout"]) {
    text.addEventListener(type, () => timeline()?.highlight(-1));
  }
  text.addEventListener("keydown", (event) => moveAmongLines(text, event, () => timeline()?.highlight(numberOf(event), true)));
}

/**
 * @param {HTMLElement} text
 * @param {KeyboardEvent} event
 * @param {() => void} back leads from the line to its mark
 */
function moveAmongLines(text, event, back) {
  const lines = /** @type {HTMLElement[]} */ ([...text.querySelectorAll(".log-line")]);
  const at = lines.indexOf(/** @type {HTMLElement} */ (event.target));
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step !== 0 && lines.length > 0 && !event.altKey && !event.ctrlKey && !event.metaKey) {
    const next = lines[Math.min(Math.max(at + step, 0), lines.length - 1)];
    event.preventDefault();
    next.focus({ preventScroll: true });
    scrollWithin(text, next);
  } else if (at >= 0 && (event.key === "Enter" || event.key === "Escape")) {
    event.preventDefault();
    back();
  }
}

/**
 * Points at a line: only the text scrolls, never the page.
 * @param {HTMLElement} text
 * @param {number} number -1 points at none
 * @param {boolean} focus
 */
export function pointAt(text, number, focus) {
  text.querySelector(".linked")?.classList.remove("linked");
  const line = /** @type {HTMLElement | null} */ (text.querySelector(`.log-line[data-line="${number}"]`));
  if (!line) return;
  line.classList.add("linked");
  scrollWithin(text, line);
  if (focus) line.focus();
}

/**
 * @param {HTMLElement} text
 * @param {HTMLElement} line
 */
function scrollWithin(text, line) {
  const [inner, outer] = [line.getBoundingClientRect(), text.getBoundingClientRect()];
  if (inner.top < outer.top) text.scrollTop -= outer.top - inner.top + 8;
  if (inner.bottom > outer.bottom) text.scrollTop += inner.bottom - outer.bottom + 8;
}
