// @ts-check
// What the book's server tells of a run's threads, as it comes.
import { parseLine } from "../../timeline/parse.js";
import { unseen } from "./machine.js";
import { t } from "../../words.js";

/** @typedef {import("../../types.js").RunEvent} RunEvent */

const NO_SERVER = t`Only the book's own server sees which thread runs where: type “cargo book” in the book's folder, then press Run again.`;
const NOT_ASKED = t`This run was not watched: the next one is.`;
const NOTHING_RAN = t`Nothing ran.`;
const SAW_NOTHING = t`The program was over before anybody could look.`;

export class Watched {
  /** @param {boolean} isAsked */
  constructor(isAsked) {
    this.seen = unseen(isAsked ? NOTHING_RAN : NOT_ASKED);
    /** How far the server's clock is ahead of the log lines': the least that a line says. In milliseconds. */
    this.delay = Infinity;
    /** Whether the next text of a stream begins a line. */
    this.begins = { stdout: true, stderr: true };
  }

  /** @param {RunEvent} event */
  take(event) {
    const { seen } = this;
    if (event.event === "thread") {
      const { event: _, ...span } = event;
      seen.spans.push(span);
    } else if (event.event === "threads") {
      if (event.cut) seen.cutAt = event.at ?? null;
      else seen.why = event.unavailable ?? SAW_NOTHING;
      seen.step = event.step ?? seen.step;
      seen.cores = event.cores ?? seen.cores;
    } else if (event.event === "stdout" || event.event === "stderr") {
      this.time(event);
    }
  }

  /**
   * A log line says when it was written; the server, when it came. It comes late, never early.
   * @param {{ event: "stdout" | "stderr", text: string, at?: number }} event
   */
  time({ event, text, at }) {
    const end = text.indexOf("\n");
    const line = at !== undefined && this.begins[event] && end > 0 ? parseLine(text.slice(0, end)) : null;
    if (line && at !== undefined) this.delay = Math.min(this.delay, at - line.ms);
    this.begins[event] = text.endsWith("\n");
  }

  /**
   * @param {string | null} engine that ran it
   * @returns {import("../../types.js").Seen}
   */
  result(engine) {
    if (engine !== "local") return unseen(NO_SERVER);
    const { spans } = this.seen;
    // Where nothing was logged, time begins with the program, and not with what the server does before.
    const begun = spans.reduce((first, { from }) => Math.min(first, from), Infinity);
    const offset = [this.delay, begun].find(Number.isFinite) ?? 0;
    return { ...this.seen, offset };
  }
}
