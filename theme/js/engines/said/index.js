// @ts-check
// What the book's server says, in the page's language. It speaks English: what it says is compared with its templates, which
// are kept equal to its sources by `tests/said.test.js`. Nothing of this is in the English scripts.
import { CAUSES, SEVERAL } from "./causes.js";
import { ENDS, NOTES, PREPARING, PYTHON, UNSEEN } from "./ends.js";
import { translated } from "./match.js";
import { REFUSALS, UNFORMATTED, UNSAFE } from "./refusals.js";
import { lang } from "../../words.js";

/** @typedef {import("../../types.js").RunEvent} RunEvent */

/** @param {string} text @returns {string} as it is where no template fits */
function said(text) {
  const sentences = [...ENDS, ...PYTHON, ...UNSEEN, ...REFUSALS, ...UNFORMATTED, ...UNSAFE];
  return translated(sentences, text, said) ?? chained(text) ?? translated(SEVERAL, text, said) ?? text;
}

/** What failed, and why: “cannot start rustc: Permission denied”. @param {string} text */
function chained(text) {
  for (const { index } of text.matchAll(/:\s|$/g)) {
    const cause = translated(CAUSES, text.slice(0, index), said);
    if (cause !== null) return cause + text.slice(index, index + 2) + said(text.slice(index + 2));
  }
  return null;
}

/** @param {string} line of the compiler's words */
const noted = (line) => translated(NOTES, line, said) ?? line;

/**
 * @param {RunEvent} event
 * @returns {RunEvent}
 */
function inRussian(event) {
  switch (event.event) {
    case "preparing":
      return { ...event, message: translated(PREPARING, event.message, said) ?? said(event.message) };
    case "error":
      return { ...event, message: said(event.message) };
    case "exit":
      return { ...event, detail: said(event.detail), message: said(event.message ?? "") };
    case "threads":
      return event.unavailable ? { ...event, unavailable: said(event.unavailable) } : event;
    case "diagnostic":
      return { ...event, message: noted(event.message), rendered: event.rendered.split("\n").map(noted).join("\n") };
    default:
      return event;
  }
}

/** An event of the server, in the page's language. */
export const toldEvent = lang === "en" ? (/** @type {RunEvent} */ event) => event : inRussian;
/** A sentence of the server, if there is one, in the page's language. */
export const toldSentence = lang === "en" ? (/** @type {string | undefined} */ text) => text : (/** @type {string | undefined} */ text) => text && said(text);
