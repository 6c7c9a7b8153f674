// @ts-check
// A line of output as a terminal shows it.

/** Colours and the like: what begins with ESC, whole or cut off. */
const ESCAPES = /\x1b(?:\[[0-?]*[ -/]*[@-~]?|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[ -/]*[0-~]?)/g;
/** Erases what the line held. */
const ERASES = /\x1b\[[0-2]?K/;
/** Signs that no text shows and no picture may hold: the controls, but the tab, and halves of a letter. */
// eslint-disable-next-line no-control-regex
const UNSEEN = /[\0-\x08\x0a-\x1f\x7f-\x9f\ufffe\uffff]/g;
const HALVES = /[\ud800-\udfff]/gu;
const ANY = /[\0-\x08\x0a-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]/;

/**
 * The last state of a line: without escape sequences and controls, and after a carriage return written over.
 * @param {string} line without its line break
 */
export function shown(line) {
  if (!ANY.test(line)) return line;
  return line.split("\r").reduce((before, piece) => {
    const text = piece.replace(ESCAPES, "").replace(UNSEEN, "").replace(HALVES, "\ufffd");
    return ERASES.test(piece) ? text : text + before.slice(text.length);
  }, "");
}
