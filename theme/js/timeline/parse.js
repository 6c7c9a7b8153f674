// @ts-check
// Reads the book's log lines: `<milliseconds> ms | <lane> | <what>`.

/** @typedef {"working" | "waiting" | "blocked" | "done" | "cancelled"} State */
/** @typedef {{ ms: number, lane: string, worker: string, what: string, state: State }} LogLine */

// `crates/catalogue/src/logline.rs` reads the same grammar; theme/tests/log-lines.json holds cases of it for both.
const LINE = /^[ \t]*(\d{1,9}) ms \| (.*?) \| (.*)$/s;

/**
 * Reads one line, as it is shown (see `shown`); null for a line that is not drawn. Never throws.
 * @param {string} text
 * @returns {LogLine | null}
 */
export function parseLine(text) {
  const found = LINE.exec(text);
  if (!found) return null;
  const [, ms, place, what] = found;
  const at = place.indexOf(" @ ");
  const lane = (at < 0 ? place : place.slice(0, at)).trim();
  const worker = at < 0 ? "" : place.slice(at + 3).trim();
  return lane === "" ? null : { ms: Number(ms), lane, worker, what: what.trim(), state: stateOf(what) };
}

/**
 * The state that a lane is in after this line, told by the line's first word.
 * @param {string} what
 * @returns {State}
 */
export function stateOf(what) {
  const word = /^[a-z]*/.exec(what.trim().toLowerCase())?.[0] ?? "";
  if (/^(wait|sleep|await)/.test(word)) return "waiting";
  if (word.startsWith("block")) return "blocked";
  if (word.startsWith("cancelled")) return "cancelled";
  if (word === "done" || /^(end|exit)/.test(word)) return "done";
  return "working";
}
