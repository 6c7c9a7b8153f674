// @ts-check
// Which line of a program wrote a log line: told by the texts in the calls of `log`, and in what else prints such lines.
import { hiddenRegions } from "../figure/listing.js";

/** @typedef {{ line: number, texts: RegExp[], weight: number }} Call a call, by its line from 1, and the texts in it */

const CALL = /\b(?:log|e?println!|print)\s*\(/g;
const TEXT = /"((?:[^"\\]|\\.)*)"/g;
/** So far behind the opening of a call are its texts looked for. */
const REACH = 300;

/**
 * @param {string} code
 * @returns {Call[]}
 */
export function callsOf(code) {
  const hidden = hiddenRegions(code);
  return [...code.matchAll(CALL)].flatMap(({ 0: head, index }) => {
    const texts = [...inside(code, index + head.length).matchAll(TEXT)].map(([, text]) => text);
    if (texts.length === 0 || /\bfn\s+$/.test(code.slice(0, index))) return [];
    const line = code.slice(0, index).split("\n").length;
    // The helper that prints every log line is not what tells them apart.
    if (hidden.some(([first, last]) => line >= first && line <= last)) return [];
    return [{ line, texts: texts.map(pattern), weight: texts.join("").replace(/\{[^}]*\}/g, "").length }];
  });
}

/**
 * What stands between a call's brackets.
 * @param {string} code
 * @param {number} from behind the opening one
 */
function inside(code, from) {
  let depth = 1;
  let quoted = false;
  for (let at = from; at < Math.min(from + REACH, code.length); at += 1) {
    const letter = code[at];
    if (quoted && letter === "\\") at += 1;
    else if (letter === '"') quoted = !quoted;
    else if (!quoted) depth += letter === "(" ? 1 : letter === ")" ? -1 : 0;
    if (depth === 0) return code.slice(from, at);
  }
  return code.slice(from, from + REACH);
}

/** @param {string} text of a program, in which `{…}` stands for anything */
function pattern(text) {
  const parts = text.trim().replace(/\\(.)/g, "$1").split(/\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^\\s*${parts.join(".*")}\\s*$`);
}

/**
 * The lines that can have written it: of those that fit, those that say most. None where that tells nothing.
 * @param {Call[]} calls
 * @param {{ lane: string, what: string }} event
 * @param {string} text the whole line of output
 * @returns {number[]}
 */
export function linesOf(calls, { lane, what }, text) {
  const fits = (/** @type {Call} */ { texts }) => {
    const last = texts[texts.length - 1];
    return last.test(text) || (last.test(what) && (texts.length === 1 || texts[0].test(lane)));
  };
  const found = calls.filter((call) => call.weight > 0 && fits(call));
  const most = Math.max(0, ...found.map(({ weight }) => weight));
  return found.filter(({ weight }) => weight === most).map(({ line }) => line);
}
