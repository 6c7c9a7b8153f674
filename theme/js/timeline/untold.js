// @ts-check
// Lines that look like log lines and cannot be drawn: the reader is told which, and why.
import { parseLine } from "./parse.js";
import { t } from "../words.js";

/** A number of milliseconds and a bar behind it, with nothing, or anything, before. */
const ALMOST = /^(.*?)(-?[\d.]*\d)\s*ms\s*\|(.*)$/s;
/** Where that is looked for: the time of a log line stands near its start. */
const START = 200;

/**
 * Why a line that looks like a log line is not drawn; null for a line that is drawn, or looks like none.
 * @param {string} text as it is shown
 */
export function whyNotDrawn(text) {
  const found = ALMOST.exec(text.slice(0, START));
  if (!found || parseLine(text)) return null;
  const [, before, time, rest] = found;
  if (before.trim() !== "") return rest.includes(" | ") ? t`something stands before its time` : null;
  if (time.startsWith("-")) return t`a time cannot be negative`;
  if (time.includes(".")) return t`a time is a whole number of milliseconds`;
  if (/^[ \t]*\d+ ms \| .*? \| /s.test(text)) return time.length > 9 ? t`its time is longer than 999999999 ms` : t`its lane has no name`;
  return t`its bars need a space on either side: “12 ms | lane | what happens”`;
}
